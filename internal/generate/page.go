package generate

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A page is one Markdown file as a value. Links and relations in it name the
// files that they lead to; text writes them as an author would.
type page struct {
	path   string // below content/
	format format // of the front matter
	front  []field
	body   string // destinations of links are written ](/path#anchor), from content/ on
	names  bool   // links to pages are written by name: [[name#anchor|text]]
}

// A field is a key of the front matter with its value: a string, plain, int,
// bool, ref, fields, or a list of strings, refs or fields.
type field struct {
	key   string
	value any
}

type (
	format uint8
	plain  string // a date, or whatever else YAML and TOML write without quotes
	ref    string // the file of a page, below content/: written as its id
	fields []field
)

const (
	inYAML format = iota
	inTOML
	inJSON
)

// id returns how relations name the page of a file.
func (r ref) id() string {
	if path.Base(string(r)) == "index.md" {
		return path.Dir(string(r))
	}
	return strings.TrimSuffix(string(r), ".md")
}

// text returns the file.
func (p *page) text() string {
	var b strings.Builder
	switch p.format {
	case inTOML:
		b.WriteString("+++\n")
		for _, f := range p.front {
			fmt.Fprintf(&b, "%s = %s\n", f.key, tomlValue(f.value))
		}
		b.WriteString("+++\n")
	case inJSON:
		b.WriteString("{\n")
		for i, f := range p.front {
			end := ","
			if i == len(p.front)-1 {
				end = ""
			}
			fmt.Fprintf(&b, "  %q: %s%s\n", f.key, jsonValue(f.value), end)
		}
		b.WriteString("}\n")
	default:
		b.WriteString("---\n")
		for _, f := range p.front {
			b.WriteString(f.key + ":" + yamlValue(f.value) + "\n")
		}
		b.WriteString("---\n")
	}
	b.WriteByte('\n')
	body := p.body
	if p.names {
		body = toPage.ReplaceAllStringFunc(body, byName)
	}
	b.WriteString(mapLinks(body, func(l link) string { return l.from(p.path) }))
	return b.String()
}

// toPage is a link to a page in a body.
var toPage = regexp.MustCompile(`\[([^]|\n]+)\]\(/([^)#\n]+)\.md(#[^)\n]*)?\)`)

// byName returns a link to a page with the page's name in the place of its path.
func byName(written string) string {
	part := toPage.FindStringSubmatch(written)
	text, file, anchor := part[1], part[2], part[3]
	name := path.Base(file)
	if name == "index" {
		name = path.Base(path.Dir(file))
	}
	if name == "." { // the home page has no name
		return written
	}
	return "[[" + name + anchor + "|" + text + "]]"
}

// get returns the value of a field, or nil.
func (p *page) get(key string) any {
	if i := p.index(key); i >= 0 {
		return p.front[i].value
	}
	return nil
}

// set changes a field, or adds it at the end. It never changes the list that
// front was before, so that copies of a page stay as they are.
func (p *page) set(key string, value any) {
	p.front = slices.Clone(p.front)
	if i := p.index(key); i >= 0 {
		p.front[i].value = value
		return
	}
	p.front = append(p.front, field{key, value})
}

func (p *page) remove(key string) {
	p.front = slices.DeleteFunc(slices.Clone(p.front), func(f field) bool { return f.key == key })
}

func (p *page) index(key string) int {
	return slices.IndexFunc(p.front, func(f field) bool { return f.key == key })
}

// kind returns the page's kind, or "" for a plain page.
func (p *page) kind() string {
	if k, ok := p.get("kind").(string); ok {
		return k
	}
	if p.isIndex() {
		return ""
	}
	return kindOfFolder(path.Dir(p.path))
}

func (p *page) isIndex() bool { return path.Base(p.path) == "index.md" }

// A link is the destination of a link between files of a handbook.
type link struct {
	path   string // below content/
	anchor string
}

func (l link) String() string {
	if l.anchor == "" {
		return "/" + l.path
	}
	return "/" + l.path + "#" + l.anchor
}

// from returns the destination as a page writes it: relative to its folder.
func (l link) from(file string) string {
	if l.path == file && l.anchor != "" {
		return "#" + l.anchor
	}
	dest := strings.ReplaceAll(relative(path.Dir(file), l.path), " ", "%20")
	if l.anchor != "" {
		dest += "#" + l.anchor
	}
	return dest
}

// relative returns the way from a folder to a file, both below content/.
func relative(folder, file string) string {
	var up []string
	for folder != "." && !strings.HasPrefix(file, folder+"/") {
		folder = path.Dir(folder)
		up = append(up, "..")
	}
	if folder != "." {
		file = strings.TrimPrefix(file, folder+"/")
	}
	return path.Join(append(up, file)...)
}

// mapLinks replaces the destinations of a body.
func mapLinks(body string, to func(link) string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(body, "](/")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		dest, after, _ := strings.Cut(rest, ")")
		file, anchor, _ := strings.Cut(dest, "#")
		b.WriteString("](" + to(link{file, anchor}) + ")")
		body = after
	}
}

func yamlValue(v any) string {
	switch v := v.(type) {
	case []fields:
		var b strings.Builder
		for _, record := range v {
			mark := "\n  - "
			for _, f := range record {
				b.WriteString(mark + f.key + ":" + yamlValue(f.value))
				mark = "\n    "
			}
		}
		return b.String()
	case fields:
		var b strings.Builder
		for _, f := range v {
			b.WriteString("\n  " + f.key + ":" + yamlValue(f.value))
		}
		return b.String()
	case []string:
		return yamlList(v)
	case []ref:
		return yamlList(ids(v))
	case ref:
		return " " + yamlString(v.id())
	case string:
		return " " + yamlString(v)
	}
	return fmt.Sprintf(" %v", v)
}

// yamlList writes a short list in brackets and a longer one on lines of its
// own, as people do.
func yamlList(items []string) string {
	quoted := make([]string, len(items))
	for i, s := range items {
		quoted[i] = yamlString(s)
	}
	if flow := " [" + strings.Join(quoted, ", ") + "]"; len(flow) < 60 {
		return flow
	}
	return "\n  - " + strings.Join(quoted, "\n  - ")
}

// yamlString writes a string without quotes where nobody can take it for
// anything else.
func yamlString(s string) string {
	safe := func(r rune) bool { return r == ' ' || r == '-' || r == '/' || 'a' <= r|0x20 && r|0x20 <= 'z' }
	words := []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
	if s != "" && safe(rune(s[0]|0x20)) && s[0] != ' ' && s[0] != '-' && strings.TrimFunc(s, safe) == "" &&
		!strings.HasSuffix(s, " ") && !strings.Contains(s, " -") && !slices.Contains(words, strings.ToLower(s)) {
		return s
	}
	return quote(s)
}

// quote writes a string in double quotes, with escapes that YAML, TOML and JSON
// share.
func quote(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic("generate: " + err.Error()) // strings can always be encoded
	}
	return escapeUnprintable(strings.TrimSuffix(b.String(), "\n"))
}

// escapeUnprintable escapes what JSON leaves alone and YAML or TOML forbids.
func escapeUnprintable(s string) string {
	unprintable := func(r rune) bool { return 0x7f <= r && r < 0xa0 || r == 0xfeff || r == 0xfffe || r == 0xffff }
	if !strings.ContainsFunc(s, unprintable) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unprintable(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func tomlValue(v any) string {
	switch v := v.(type) {
	case []fields:
		return join("[", v, func(record fields) string { return tomlValue(record) }, "]")
	case fields:
		return join("{ ", v, func(f field) string { return f.key + " = " + tomlValue(f.value) }, " }")
	case []string:
		return join("[", v, quote, "]")
	case []ref:
		return join("[", ids(v), quote, "]")
	case ref:
		return quote(v.id())
	case string:
		return quote(v)
	}
	return fmt.Sprint(v)
}

func jsonValue(v any) string {
	switch v := v.(type) {
	case []fields:
		return join("[", v, func(record fields) string { return jsonValue(record) }, "]")
	case fields:
		return join("{", v, func(f field) string { return quote(f.key) + ": " + jsonValue(f.value) }, "}")
	case plain:
		return quote(string(v))
	}
	return tomlValue(v)
}

func join[E any](open string, items []E, text func(E) string, end string) string {
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = text(item)
	}
	return open + strings.Join(parts, ", ") + end
}

func ids(refs []ref) []string {
	out := make([]string, len(refs))
	for i, r := range refs {
		out[i] = r.id()
	}
	return out
}

// A settings is what handbook.yaml says.
type settings struct {
	title       string
	baseURL     string
	theme       string
	typographer bool
}

func settingsOf(opt Options) settings {
	return settings{title: capital(opt.Shape.String()) + " handbook"}
}

func (s settings) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\n", yamlString(s.title))
	if s.baseURL != "" {
		fmt.Fprintf(&b, "base_url: %s\n", s.baseURL)
	}
	if s.theme != "" {
		fmt.Fprintf(&b, "theme: %s\n", s.theme)
	}
	if s.typographer {
		b.WriteString("typographer: true\n")
	}
	return b.String()
}
