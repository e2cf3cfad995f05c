package scaffold

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// The schemas are JSON Schema, draft 2020-12. They keep one law: what Decode and
// Missing say nothing about, the schema of the kind accepts. The other way round
// they are as strict as a schema can be, which is less than Decode: no schema
// knows which pages exist.

// Schema returns the schema of the front matter of a kind of pages.
func Schema(k *kind.Kind) []byte {
	s := object{
		{"$schema", draft},
		{"$comment", Mark},
		{"title", "The front matter of a " + k.Name},
		{"description", k.Doc},
	}
	return print(append(append(s, frontMatter(k)...), entry{"$defs", definitions}))
}

// AnySchema returns the schema of the front matter of a page of any kind. The
// fields of a kind are judged when the page says `kind` itself.
func AnySchema() []byte {
	var byKind []any
	defs := slices.Clone(definitions)
	for _, k := range kind.Kinds {
		byKind = append(byKind, object{
			{"if", object{{"properties", object{{kind.FieldKind.String(), object{{"const", k.Name}}}}}, {"required", []string{kind.FieldKind.String()}}}},
			{"then", object{{"$ref", "#/$defs/kind-" + k.Name}}},
		})
		defs = append(defs, entry{"kind-" + k.Name, append(object{{"description", k.Doc}}, frontMatter(k)...)})
	}
	return print(object{
		{"$schema", draft},
		{"$comment", Mark},
		{"title", "The front matter of a page"},
		{"type", "object"},
		{"properties", properties(kind.Common, false)},
		{"patternProperties", object{{"^x-", true}}},
		{"allOf", byKind},
		{"$defs", defs},
	})
}

// SettingsSchema returns the schema of content/handbook.yaml.
func SettingsSchema() []byte {
	checks := kind.Settings[slices.IndexFunc(kind.Settings, func(f kind.Field) bool { return f.Name == kind.SettingChecks })]
	return print(object{
		{"$schema", draft},
		{"$comment", Mark},
		{"title", "The settings of a handbook: content/handbook.yaml"},
		{"type", []string{"object", "null"}},
		{"properties", properties(kind.Settings, true)},
		{"patternProperties", object{{"^x-", true}}},
		{"additionalProperties", false},
		{"$defs", append(slices.Clone(definitions), entry{"severity", enum(checks)})},
	})
}

// Schemas returns all of them as files: of each kind, of any, of the settings.
func Schemas() []File {
	files := []File{{Path: "front-matter.json", Data: AnySchema()}, {Path: "settings.json", Data: SettingsSchema()}}
	for _, k := range kind.Kinds {
		files = append(files, File{Path: k.Name + ".json", Data: Schema(k)})
	}
	return files
}

// Mark is in every schema, so that one that we made can be told from one that
// somebody else did.
const Mark = "Made by waymark schema."

const draft = "https://json-schema.org/draft/2020-12/schema"

// definitions are the types of fields. Null and empty text count as absent, so
// every type has them.
var definitions = object{
	{"nothing", object{{"anyOf", []any{object{{"type", "null"}}, object{{"type", "string"}, {"pattern", `^\s*$`}}}}}},
	{"text", object{{"type", scalars}}},
	{"integer", orNothing(object{{"type", "integer"}})},
	{"boolean", orNothing(object{{"type", "boolean"}})},
	{"day", orNothing(object{{"type", "string"}, {"pattern", `^\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?(Z| ?[+-]\d{2}:?\d{2})?)?$`}})},
	{"horizon", orNothing(
		object{{"type", "integer"}, {"minimum", 1000}, {"maximum", 2999}},
		object{{"type", "string"}, {"pattern", `^([12]\d{3}|\d{4}-\d{2}-\d{2}|[1-9]\d{0,3}(y|mo))$`}})},
	{"language", orNothing(object{{"type", "string"}, {"pattern", `^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`}})},
	{"address", orNothing(object{{"type", "string"}, {"pattern", `^[Hh][Tt][Tt][Pp][Ss]?://\S+$`}})},
	{"texts", oneOrMany("text")},
	{"handle", orNothing(
		object{{"type", []string{"boolean", "number"}}},
		object{{"type", "string"}, {"pattern", `^@?[\p{L}\p{N}][\p{L}\p{N}._/-]*$`}})},
	{"handles", oneOrMany("handle")},
	{"map", orNothing(object{{"type", "object"}, {"additionalProperties", object{{"$ref", "#/$defs/texts"}}}})},
}

var scalars = []string{"string", "number", "boolean", "null"}

// types are the definitions that stand for the types of fields. Enum, Records,
// Record and Texts are spelt out in their place.
var types = map[kind.Type]string{
	kind.String: "text", kind.Int: "integer", kind.Bool: "boolean", kind.Day: "day", kind.Horizon: "horizon", kind.Language: "language", kind.URL: "address",
	kind.Strings: "texts", kind.Paths: "texts", kind.Refs: "texts", kind.Ref: "text", kind.Handles: "handles",
}

func orNothing(forms ...object) object {
	all := make([]any, 0, len(forms)+1)
	for _, f := range forms {
		all = append(all, f)
	}
	return object{{"anyOf", append(all, object{{"$ref", "#/$defs/nothing"}})}}
}

func oneOrMany(of string) object {
	one := object{{"$ref", "#/$defs/" + of}}
	return object{{"anyOf", []any{one, object{{"type", "array"}, {"items", one}}}}}
}

// frontMatter describes a map with the fields of a kind. Keys of the author's own
// are welcome there, so a slip in a name is left to `waymark check`.
func frontMatter(k *kind.Kind) object {
	s := object{
		{"type", "object"},
		{"properties", properties(k.All(), false)},
		{"patternProperties", object{{"^x-", true}}},
		{"additionalProperties", true},
	}
	always, unlessSpecimen := needed(k)
	if len(always) > 0 {
		s = append(s, entry{"allOf", always})
	}
	if len(unlessSpecimen) > 0 {
		s = append(s, entry{"if", object{{"properties", object{{kind.FieldSpecimen.String(), object{{"const", true}}}}}, {"required", []string{kind.FieldSpecimen.String()}}}},
			entry{"else", object{{"allOf", unlessSpecimen}}})
	}
	return s
}

// needed returns what is required as kind.Missing sees it: not the fields whose
// absence a check reports, and nothing of a specimen.
func needed(k *kind.Kind) (always, unlessSpecimen []any) {
	specimens := slices.ContainsFunc(k.Fields, func(f kind.Field) bool { return f.Name == kind.FieldSpecimen })
	for _, f := range k.All() {
		if !f.Required && !slices.Contains(k.Needs, f.Name) || checked(f) {
			continue
		}
		if specimens {
			unlessSpecimen = append(unlessSpecimen, presence(f))
		} else {
			always = append(always, presence(f))
		}
	}
	return always, unlessSpecimen
}

func checked(f kind.Field) bool {
	_, exists := diag.Lookup(f.Check)
	return exists
}

// presence asks for a field under any of its names.
func presence(f kind.Field) object {
	if len(f.Also) == 0 {
		return object{{"required", []string{f.Name.String()}}}
	}
	var any []any
	for _, name := range append([]string{f.Name.String()}, f.Also...) {
		any = append(any, object{{"required", []string{name}}})
	}
	return object{{"anyOf", any}}
}

// properties describes fields. Where only is set, records may have no others.
func properties(fields []kind.Field, only bool) object {
	var p object
	for _, f := range fields {
		for _, name := range append([]string{f.Name.String()}, f.Also...) {
			p = append(p, entry{name, property(f, only)})
		}
	}
	return p
}

func property(f kind.Field, only bool) object {
	p := object{{"description", explained(f)}}
	switch f.Type {
	case kind.Enum:
		p = append(p, enum(f)...)
	case kind.Records:
		p = append(p, orNothing(object{{"type", "array"}, {"items", record(f, only)}})...)
	case kind.Record:
		p = append(p, orNothing(record(f, only))...)
	case kind.Texts:
		p = append(p, texts(f)...)
	case kind.Strings:
		if len(f.Values) > 0 {
			one := object{{"enum", valuesOf(f)}}
			p = append(p, orNothing(one, object{{"type", "array"}, {"items", orNothing(one)}})...)
			break
		}
		fallthrough
	default:
		p = append(p, entry{"$ref", "#/$defs/" + types[f.Type]})
	}
	if f.Most > 0 {
		p = append(p, entry{"maxLength", f.Most})
	}
	if f.Most > 0 && f.Type == kind.Strings {
		p = append(p, entry{"items", object{{"maxLength", f.Most}}})
	}
	if f.Entries > 0 {
		p = append(p, entry{"maxItems", f.Entries})
	}
	if f.Least != 0 {
		p = append(p, entry{"minimum", f.Least})
	}
	if f.Default != "" {
		p = append(p, entry{"default", defaultOf(f)})
	}
	return p
}

// explained is what an editor shows for a field.
func explained(f kind.Field) string {
	if len(f.To) == 0 {
		return f.Doc
	}
	pages := "the path of a " + strings.Join(f.To, " or ") + " below content/ without the ending, or its file's name"
	if len(f.Values) > 0 {
		pages = strings.Join(f.Values, ", ") + ", or " + pages
	}
	return f.Doc + " Write " + pages + "."
}

func defaultOf(f kind.Field) any {
	switch f.Type {
	case kind.Bool:
		return f.Default == "true"
	case kind.Int:
		return json.Number(f.Default)
	}
	return f.Default
}

// valuesOf returns the words that a field can be.
func valuesOf(f kind.Field) (values []any) {
	for _, v := range f.Values {
		values = append(values, v)
		if v == "true" || v == "false" { // an author writes it without quotes
			values = append(values, v == "true")
		}
	}
	return values
}

func enum(f kind.Field) object {
	forms := []object{{{"enum", valuesOf(f)}}}
	if f.By.String() != "" {
		quoted := make([]string, len(f.Values))
		for i, v := range f.Values {
			quoted[i] = regexp.QuoteMeta(v)
		}
		forms = append(forms, object{{"type", "string"}, {"pattern", "^(" + strings.Join(quoted, "|") + ") by "}})
	}
	return orNothing(forms...)
}

// texts describes a map of free keys. Of checks, the codes that a handbook can judge
// in its own way are named, so that an editor offers them.
func texts(f kind.Field) object {
	if f.Values == nil {
		return object{{"$ref", "#/$defs/map"}}
	}
	form := object{{"type", "object"}}
	if f.Name == kind.SettingChecks {
		var codes object
		for _, c := range diag.Codes {
			if !c.Fixed() {
				codes = append(codes, entry{c.Code, object{{"description", c.Name}, {"$ref", "#/$defs/severity"}}})
			}
		}
		form = append(form, entry{"properties", codes})
	}
	return orNothing(append(form, entry{"additionalProperties", object{{"$ref", "#/$defs/severity"}}}))
}

func record(f kind.Field, only bool) object {
	one := object{{"type", "object"}, {"properties", properties(f.Of, only)}, {"patternProperties", object{{"^x-", true}}}}
	if only {
		one = append(one, entry{"additionalProperties", false})
	}
	var always []any
	for _, sub := range f.Of {
		if sub.Required { // whoever reports its absence
			always = append(always, presence(sub))
		}
	}
	if len(always) > 0 {
		one = append(one, entry{"allOf", always})
	}
	return one
}

// An object is a JSON object that keeps its order.
type object []entry

type entry struct {
	key   string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, e := range o {
		if i > 0 {
			b = append(b, ',')
		}
		key, err := marshal(e.key)
		if err != nil {
			return nil, err
		}
		value, err := marshal(e.value)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, key...), ':'), value...)
	}
	return append(b, '}'), nil
}

// marshal encodes without the escapes that JSON needs within HTML only.
func marshal(v any) ([]byte, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return []byte(strings.TrimSuffix(b.String(), "\n")), err
}

func print(o object) []byte {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(o); err != nil {
		panic("scaffold: " + err.Error()) // an object holds nothing that JSON cannot
	}
	return []byte(b.String())
}
