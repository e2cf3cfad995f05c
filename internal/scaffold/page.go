package scaffold

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// A Page is what is known of a page that is to be made.
type Page struct {
	Kind    *kind.Kind
	Title   string
	SayKind bool // write `kind: …`
	Today   time.Time
	Set     []Entry
	Later   []kind.FieldName // relations that no page can be named for yet
}

// An Entry is a field of the front matter with its values: one, or several where
// the field takes a list.
type Entry struct {
	Field  string
	Values []string
}

// NewPage returns the text of a page. Its front matter has the title, what is
// set, and the fields that the kind needs or starts with, each below a comment
// that says what it means; fields that may be wanted later, and those of Later,
// follow as comments.
// Its body has the sections of the kind, each with a sentence that says what
// belongs there, in a comment, so that nobody publishes it. The error names a
// field that is set and wrong, and says what to write.
func NewPage(p Page) ([]byte, error) {
	for _, text := range append([]string{p.Title}, p.texts()...) {
		if !utf8.ValidString(text) {
			return nil, fmt.Errorf("%q is not UTF-8", text)
		}
	}
	var b strings.Builder
	b.WriteString("---\n" + line(titleField, []string{p.Title}))
	if p.SayKind {
		b.WriteString(kind.FieldKind.String() + ": " + p.Kind.Name + "\n")
	}
	set, err := p.set()
	if err != nil {
		return nil, err
	}
	for _, f := range fieldsInOrder(p.Kind) {
		switch values := set[f.Name]; {
		case len(values) > 0:
			b.WriteString(line(f, values))
		case p.starts(f):
			b.WriteString("# " + guidance(f) + "\n" + line(f, p.firstValue(f)))
		}
	}
	for _, e := range p.Set {
		if isOwn(e.Field) {
			b.WriteString(keyed(e.Field, kind.Strings, e.Values))
		}
	}
	b.WriteString(p.later(set))
	b.WriteString("---\n")
	b.WriteString(p.sections())
	if err := p.try(b.String()); err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}

var titleField = kind.Field{Name: kind.FieldTitle, Type: kind.String}

// Questions returns the fields that only a person can fill in.
func Questions(k *kind.Kind) []kind.Field {
	return slices.DeleteFunc(fieldsInOrder(k), func(f kind.Field) bool {
		return !starts(k, f) || f.Type == kind.Day || f.Type == kind.Enum || !settable(f)
	})
}

// Blank returns the fields that are left for the author to fill in.
func (p Page) Blank() []string {
	set, _ := p.set()
	var names []string
	for _, f := range fieldsInOrder(p.Kind) {
		if p.starts(f) && len(set[f.Name]) == 0 && p.firstValue(f) == nil {
			names = append(names, f.Name.String())
		}
	}
	return names
}

// Check says what is wrong with the values of a field, or nothing.
func Check(f kind.Field, values []string) error {
	return decode("---\n"+line(f, values)+"---\n", []kind.Field{f})
}

// Find returns the field of a kind that has a name. The error says which was
// meant.
func Find(k *kind.Kind, name string) (kind.Field, error) {
	var names []string
	for _, f := range k.All() {
		if f.Name.String() == name || slices.Contains(f.Also, name) {
			return f, nil
		}
		names = append(append(names, f.Name.String()), f.Also...)
	}
	if near, ok := diag.Nearest(name, names); ok {
		return kind.Field{}, fmt.Errorf("a %s has no field %q; did you mean %s?", k.Name, name, near)
	}
	return kind.Field{}, fmt.Errorf("a %s has no field %q; for a field of your own, write x-%s", k.Name, name, name)
}

// set returns the values that are set by the field's own name.
func (p Page) set() (map[kind.FieldName][]string, error) {
	set := make(map[kind.FieldName][]string)
	for _, e := range p.Set {
		if isOwn(e.Field) {
			continue
		}
		f, err := Find(p.Kind, e.Field)
		switch {
		case err != nil:
			return nil, err
		case f.Name == kind.FieldTitle || f.Name == kind.FieldKind:
			return nil, fmt.Errorf("the page's %s is not set in this way", f.Name)
		case !settable(f):
			return nil, fmt.Errorf("%s is more than a text or a list of texts; write it in the file", f.Name)
		}
		set[f.Name] = append(set[f.Name], e.Values...)
	}
	return set, nil
}

func (p Page) texts() []string {
	var all []string
	for _, e := range p.Set {
		all = append(append(all, e.Field), e.Values...)
	}
	return all
}

var ownKey = regexp.MustCompile(`^x-[\pL\pN_-]+$`)

func isOwn(key string) bool { return ownKey.MatchString(key) }

func settable(f kind.Field) bool {
	return f.Type != kind.Records && f.Type != kind.Record && f.Type != kind.Texts
}

func (p Page) starts(f kind.Field) bool {
	return starts(p.Kind, f) && !slices.Contains(p.Later, f.Name)
}

func starts(k *kind.Kind, f kind.Field) bool {
	return f.Required || slices.Contains(k.Needs, f.Name) || slices.Contains(k.Starts, f.Name)
}

// fieldsInOrder returns the fields that can stand below the title: what every
// kind has and this one needs, its own, the rest.
func fieldsInOrder(k *kind.Kind) []kind.Field {
	var needs, rest []kind.Field
	for _, f := range kind.Common {
		switch {
		case f.Name == kind.FieldTitle || f.Name == kind.FieldKind:
		case slices.Contains(k.Needs, f.Name):
			needs = append(needs, f)
		default:
			rest = append(rest, f)
		}
	}
	return slices.Concat(needs, k.Fields, rest)
}

// firstValue is what a field has before its author has said anything: today, or
// the first state of several.
func (p Page) firstValue(f kind.Field) []string {
	switch {
	case f.Type == kind.Day:
		return []string{p.Today.Format(time.DateOnly)}
	case f.Type == kind.Enum && f.Default != "":
		return []string{f.Default}
	case f.Type == kind.Enum:
		return f.Values[:1]
	}
	return nil
}

// guidance says what belongs into a field.
func guidance(f kind.Field) string {
	text := f.Doc
	if f.Type == kind.Enum {
		text += " One of " + strings.Join(f.Values, ", ") + "."
	}
	if f.Most > 0 {
		text += fmt.Sprintf(" At most %d characters.", f.Most)
	}
	return text
}

// later lists the fields of the kind that an author may want one day.
func (p Page) later(set map[kind.FieldName][]string) string {
	var rest []kind.Field
	width := 0
	for _, f := range p.Kind.Fields {
		if _, is := set[f.Name]; !is && !p.starts(f) {
			rest = append(rest, f)
			width = max(width, len(f.Name.String()))
		}
	}
	if len(rest) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("# There are also:\n")
	for _, f := range rest {
		fmt.Fprintf(&b, "# %-*s # %s\n", width+1, f.Name.String()+":", guidance(f))
	}
	return b.String()
}

// sections returns the body. A section that says what a field says too is left
// to the field.
func (p Page) sections() string {
	var b strings.Builder
	for _, s := range p.Kind.Sections {
		if _, err := Find(p.Kind, strings.ToLower(s.Name.String())); err != nil {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", s.Name, comment(s))
		}
	}
	if b.Len() == 0 {
		return "\n<!-- Write the page here. -->\n"
	}
	return b.String()
}

// comment says what belongs into a section, so that nobody publishes it.
func comment(s kind.Section) string { return "<!-- " + s.Doc + " -->" }

// try reads the front matter as the build will.
func (p Page) try(text string) error { return decode(text, p.Kind.All()) }

func decode(text string, fields []kind.Field) error {
	n, _, ds := meta.Front(source.NewText("", []byte(text)))
	if len(ds) == 0 {
		_, ds = kind.Decode("", n, fields, kind.PageCodes)
	}
	if len(ds) == 0 {
		return nil
	}
	if ds[0].Hint == "" {
		return fmt.Errorf("%s", ds[0].Message)
	}
	return fmt.Errorf("%s; %s", ds[0].Message, ds[0].Hint)
}

// line writes a field in YAML.
func line(f kind.Field, values []string) string { return keyed(f.Name.String(), f.Type, values) }

// keyed writes values below a key, which may be the author's own.
func keyed(key string, t kind.Type, values []string) string {
	switch {
	case len(values) == 0:
		return key + ":\n"
	case len(values) == 1 && t != kind.Strings:
		return key + ": " + scalar(values[0], t) + "\n"
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = item(v)
	}
	return key + ": [" + strings.Join(quoted, ", ") + "]\n"
}

// scalar writes a value without quotes where it is read as what it is.
func scalar(s string, t kind.Type) string {
	n, ok := readBack("k: " + s)
	text := t == kind.String || t == kind.Ref || t == kind.Refs || t == kind.Handles || t == kind.Language
	if ok && n.Text == s && !n.Quoted && (n.Type == meta.String || !text && n.Type != meta.List && n.Type != meta.Map) {
		return s
	}
	return quote(s)
}

// item writes a value within brackets.
func item(s string) string {
	n, ok := readBack("k: [" + s + "]")
	if ok && len(n.Items) == 1 && n.Items[0].Type == meta.String && n.Items[0].Text == s && !n.Items[0].Quoted {
		return s
	}
	return quote(s)
}

func readBack(yaml string) (meta.Node, bool) {
	n, _, ds := meta.Front(source.NewText("", []byte("---\n"+yaml+"\n---\n")))
	if len(ds) > 0 || len(n.Fields) != 1 {
		return meta.Node{}, false
	}
	return n.Fields[0].Value, true
}

// quote writes a text in double quotes, as JSON and YAML both read it.
func quote(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		panic("scaffold: " + err.Error()) // a string can always be encoded
	}
	var b strings.Builder
	for _, r := range string(data) {
		if 0x7f <= r && r < 0xa0 || r == 0xfeff || r == 0xfffe || r == 0xffff { // what YAML forbids and JSON lets be
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
