package kind

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// The reference pages of the authoring guide are written from the descriptions,
// so that they cannot say anything else than what decoding does. They are
// Markdown pages of a handbook: a page for each kind, one for all kinds, one for
// the settings. Links between them are links between files.

// KindsPage returns the page that lists all kinds, and what every page can say.
func KindsPage() []byte {
	d := newDocument("Reference of kinds", "Every kind of page with its fields, sections and relations, and an example to copy.", 90, "which kinds of pages are there", "which fields can every page have")
	d.line("What follows is written from the descriptions that Waymark itself reads, checks and shows pages by. How to use it is told in [Front matter](../front-matter.md) and in [Kinds and their fields](../fields.md); the settings have [a reference](../settings-reference.md) too.")
	d.line("Files in the folder are of the kind, unless they name another as their `kind`.")
	d.table("Kind", "Folder", "What it is")
	for _, k := range Kinds {
		folder := "any other"
		if k.Folder != "" {
			folder = "`" + k.Folder + "/`"
		}
		d.row("["+k.Name+"]("+k.Name+".md)", folder, k.Doc)
	}
	d.heading("Fields of every page")
	d.fields(Common, nil)
	d.heading("Values")
	d.table("Value", "How to write it")
	for _, t := range []Type{String, Int, Bool, Day, Horizon, Language, URL, Strings, Handles, Paths, Ref, Refs, Records, Record, Texts} {
		d.row(typeNames[t], typeHelp[t])
	}
	return d.bytes()
}

// Page returns the reference page of a kind.
func (k *Kind) Page() []byte {
	i := slices.Index(Kinds, k)
	d := newDocument(capital(k.Name), k.Doc, i+1, "fields and sections of "+k.Plural)
	if k.Folder != "" {
		d.line("Files in a folder `" + k.Folder + "/` are " + k.Plural + ", and so is every page that says `kind: " + k.Name + "`.")
	} else {
		d.line("Every page is of this kind that lies in no folder of another, and names no other itself.")
	}
	if len(k.Live) > 0 {
		d.line("It is in force, or *live*, while its status is " + either(words(k.Live...)) + ".")
	}
	d.heading("Fields")
	d.line("Besides [the fields of every page](index.md#fields-of-every-page). How values are written: [Values](index.md#values).")
	own := slices.Clone(k.Fields)
	for _, f := range Common {
		if slices.Contains(k.Needs, f.Name) {
			own = append(own, f)
		}
	}
	d.fields(own, k.Needs)
	d.sections(k)
	d.relations(k)
	d.heading("An example to copy")
	name, text := k.Example()
	d.code("markdown title=\"content/"+name+"\"", text)
	return d.bytes()
}

// SettingsPage returns the reference page of the settings.
func SettingsPage() []byte {
	d := newDocument("Reference of settings", "Every setting of handbook.yaml with its value, its default and an example to copy.", 91, "which settings are there", "what can handbook.yaml say")
	d.line("Settings stand in `content/handbook.yaml`; all are optional. What follows is written from the descriptions that Waymark itself reads them by. How to use them is told in [Settings](settings.md), how values are written in [the reference of kinds](kinds/index.md#values).")
	d.table("Setting", "Value", "Default", "Meaning")
	for _, f := range Settings {
		d.row("[`"+f.Name.String()+"`](#"+f.Name.String()+")", f.values(), code(f.Default), f.Doc)
	}
	for _, f := range Settings {
		d.heading(f.Name.String())
		d.line(f.Doc)
		if len(f.Of) > 0 {
			d.table("Key", "Value", "Default", "Meaning")
			for _, sub := range f.Of {
				d.row("`"+sub.Name.String()+"`"+star(sub.Required), sub.values(), code(sub.Default), sub.Doc)
			}
		}
		d.code("yaml", f.Setting())
	}
	return d.bytes()
}

// Setting returns a field's example as it stands in handbook.yaml.
func (f Field) Setting() string {
	if f.Type == Records || f.Type == Record || f.Type == Texts {
		return f.Name.String() + ":\n  " + strings.ReplaceAll(f.Example, "\n", "\n  ") + "\n"
	}
	return f.Name.String() + ": " + f.Example + "\n"
}

//go:embed examples
var examples embed.FS

// Example returns a whole page of the kind, and its path below content/. The
// examples of all kinds together are a handbook without a mistake.
func (k *Kind) Example() (name, text string) {
	names, err := fs.Glob(examples, path.Join("examples", k.Folder, "*.md"))
	if err != nil || len(names) != 1 {
		panic("kind: the examples of " + k.Plural + " are not one")
	}
	data, err := examples.ReadFile(names[0])
	if err != nil {
		panic("kind: " + err.Error())
	}
	return strings.TrimPrefix(names[0], "examples/"), strings.ReplaceAll(string(data), "\r\n", "\n")
}

// A document is a page being written.
type document struct{ strings.Builder }

func newDocument(title, description string, weight int, asked ...string) *document {
	d := new(document)
	d.WriteString("---\n# Written by `go test ./internal/kind -run TestDocumentation -update`. Change internal/kind instead.\n")
	fmt.Fprintf(d, "title: %s\ndescription: %q\nasked: [%s]\nweight: %d\n---\n", title, description, strings.Join(asked, ", "), weight)
	return d
}

func (d *document) bytes() []byte { return []byte(d.String()) }

func (d *document) heading(text string) { d.WriteString("\n## " + text + "\n") }

func (d *document) line(text string) { d.WriteString("\n" + text + "\n") }

func (d *document) table(columns ...string) {
	d.WriteByte('\n')
	d.row(columns...)
	d.WriteString(strings.Repeat("|---", len(columns)) + "|\n")
}

func (d *document) row(cells ...string) {
	for _, cell := range cells {
		d.WriteString("| " + strings.ReplaceAll(cell, "|", `\|`) + " ")
	}
	d.WriteString("|\n")
}

// code writes a block between fences that are longer than any in it.
func (d *document) code(info, text string) {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	d.WriteString("\n" + fence + info + "\n" + text + fence + "\n")
}

// fields writes a table of fields; needs names those that are needed although
// their descriptions do not say so.
func (d *document) fields(fields []Field, needs []FieldName) {
	d.line("A field marked * is needed.")
	d.table("Field", "Value", "Default", "Meaning")
	for _, f := range fields {
		name := "`" + f.Name.String() + "`" + star(f.Required || slices.Contains(needs, f.Name))
		if len(f.Also) > 0 {
			name += ", also " + code(f.Also...)
		}
		d.row(name, f.values(), code(f.Default), f.Doc)
		for _, sub := range f.Of {
			d.row("`"+f.Name.String()+"` → `"+sub.Name.String()+"`"+star(sub.Required), sub.values(), code(sub.Default), sub.Doc)
		}
	}
}

func (d *document) sections(k *Kind) {
	if len(k.Sections) == 0 {
		return
	}
	d.heading("Sections")
	d.line("Headings by which readers, checks and the theme know what a part of the page is, at any level and in any order. Letter case, leading numbers, emoji and articles and closing punctuation do not count. One marked * is needed.")
	d.table("Section", "Also", "What belongs there")
	for _, s := range k.Sections {
		also := strings.Join(s.Also, ", ")
		if s.Begins {
			also = "any heading that begins so: " + also
		}
		d.row(s.Name.String()+star(s.Required), also, s.Doc)
	}
}

// relations writes which pages a kind's fields lead to, and which lead here.
func (d *document) relations(k *Kind) {
	out, in := new(document), new(document)
	for _, f := range k.All() {
		if f.Type == Ref || f.Type == Refs {
			out.row("`"+f.Name.String()+"`", targets(f), "*"+f.Inverse+"*")
		}
	}
	for _, from := range Kinds {
		for _, f := range from.All() {
			if (f.Type == Ref || f.Type == Refs) && (len(f.To) == 0 || slices.Contains(f.To, k.Name)) {
				in.row("["+from.Name+"]("+from.Name+".md)", "`"+f.Name.String()+"`", "*"+f.Inverse+"*")
			}
		}
	}
	d.heading("Relations")
	if out.Len() > 0 {
		d.line("What these fields lead to shows this page below its own text.")
		d.table("Field", "Leads to", "Shown there as")
		d.WriteString(out.String())
	}
	d.line("Pages that lead here are shown below the text. A link in a text is one too: *mentioned in*.")
	if in.Len() > 0 {
		d.table("From", "By its field", "Shown here as")
		d.WriteString(in.String())
	}
}

func targets(f Field) string {
	if len(f.To) == 0 {
		return "any page"
	}
	var kinds []string
	for _, to := range f.To {
		kinds = append(kinds, "["+to+"]("+to+".md)")
	}
	return strings.Join(kinds, ", ")
}

// values says what a field takes.
func (f Field) values() string {
	text := typeNames[f.Type]
	switch {
	case f.Type == Enum:
		text = code(f.Values...)
	case f.Type == Strings && len(f.Values) > 0:
		text += " of " + code(f.Values...)
	case len(f.To) > 0:
		text += " of the kind " + either(f.To)
	}
	if f.Type == Ref && len(f.Values) > 0 {
		text += ", or " + either(f.Values)
	}
	if f.Least != 0 {
		text += fmt.Sprintf(", at least %d", f.Least)
	}
	if f.Entries > 0 {
		text += fmt.Sprintf(" of at most %d entries", f.Entries)
	}
	if f.Most > 0 {
		text += fmt.Sprintf(", at most %d characters", f.Most)
	}
	if f.Most > 0 && f.Type == Strings {
		text += " each"
	}
	return text
}

var typeNames = map[Type]string{
	String: "text", Int: "whole number", Bool: "true or false", Day: "date", Horizon: "horizon", Language: "language", URL: "web address", Strings: "list", Handles: "handles",
	Paths: "addresses", Ref: "a page", Refs: "pages", Records: "list of maps", Record: "map of keys", Texts: "map",
}

var typeHelp = map[Type]string{
	String:   "As it is; with a colon and a space in it, or `@` at its beginning, in quotes.",
	Int:      "`10`, without quotes.",
	Bool:     "`true` or `false`, without quotes.",
	Day:      "`2026-03-31`; a time of day may follow and does not count.",
	Horizon:  "A year, `2029`; a date, `2026-03-31`; or a length of time, `3y` or `5mo`.",
	Language: "A language tag: `en`, `de`, `pt-BR`.",
	URL:      "With its scheme, `https://example.org/talk`.",
	Strings:  "`[one, two]`; for a single one, `one` will do.",
	Handles:  "`payments`, or in quotes `\"@payments\"`; one, or a list.",
	Paths:    "`[/old/address/]`; one, or a list.",
	Ref:      "Its path below `content/` without the ending, `patterns/big-vision`; where only one kind can be meant, the file's name will do, and of a decision its number, `ADR-12`.",
	Refs:     "One, or a list: `[patterns/big-vision, no-vision]`.",
	Records:  "Entries that each begin with `-` and have the keys named below.",
	Record:   "The keys named below, each on a line of its own.",
	Texts:    "Keys of your own, each with a text or a list of texts.",
}

func star(needed bool) string {
	if needed {
		return "*"
	}
	return ""
}

// code writes words as code, with commas between them.
func code(words ...string) string {
	var quoted []string
	for _, w := range words {
		if w != "" {
			quoted = append(quoted, "`"+w+"`")
		}
	}
	return strings.Join(quoted, ", ")
}

func either(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return code(words...)
	}
	return code(words[:last]...) + " or " + code(words[last])
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
