package theme

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"waymark/internal/diag"
	"waymark/internal/source"
	"waymark/internal/view"
)

// A Failure is the error of a page that could not be made.
type Failure struct{ Diagnostic diag.Diagnostic }

func (f *Failure) Error() string { return f.Diagnostic.Position.String() + ": " + f.Diagnostic.Message }

// try runs every layout on its samples. What check has reported already would
// only be said again, so it is left alone until that is mended. That a theme stood
// its trial is remembered: it takes longer than a small handbook does.
func (t *Theme) try(layers []Layer, samples []*view.Page, memory source.Memory, r *report) {
	if isNew := func(l Layer) bool { return !l.Tried }; r.errors() > 0 || !slices.ContainsFunc(layers, isNew) {
		return
	}
	key := source.Sum([]byte("theme stood its trial"), t.digest[:])
	if memory != nil {
		if _, known := memory.Get(key); known {
			return
		}
	}
	stood := true
	for _, v := range samples {
		_, err := t.Render(v)
		var failure *Failure
		if errors.As(err, &failure) {
			r.add(failure.Diagnostic)
			stood = false
		}
	}
	if memory != nil && stood {
		memory.Put(key, nil)
	}
}

func (t *Theme) noLayout(v *view.Page) *Failure {
	return &Failure{diag.New("T003", diag.Position{}, "the theme has no layout %q, which %s asks for", v.Layout, pageName(v))}
}

// failure says where and why a template failed: in the file itself, with the
// page and the chain of templates that led there.
func (t *Theme) failure(v *view.Page, layout, root string, err error) *Failure {
	var known *Failure
	if errors.As(err, &known) {
		return known
	}
	place := readError(err)
	text := t.templates.texts[place.file]
	if text == nil {
		return &Failure{diag.New("T002", diag.Position{}, "%v, while making %s", err, pageName(v))}
	}
	if place.escaping { // no page can be made with this template
		d := diag.New("T001", t.templates.refine(place), "%s", place.message).
			WithHint("whatever branch is taken, an attribute or a tag must be as complete after it as after the others")
		d.Excerpt, _ = text.Line(d.Line)
		return &Failure{d}
	}
	d := diag.New("T002", t.templates.refine(place), "%s, while making %s", place.message, pageName(v))
	d.Excerpt, _ = text.Line(d.Line)
	if strings.HasPrefix(place.message, "map has no entry") {
		d = d.WithHint("write {{index .Fields \"name\"}} for a field that only some pages have")
	}
	chain := t.templates.reach(layout, root)[place.template]
	for i := len(chain) - 1; i >= 0; i-- {
		c := chain[i]
		file := t.templates.texts[c.from.ParseName]
		offset := int(c.node.Position())
		d = d.WithRelated(file.Position(offset, offset+len(c.node.Name)+2), "includes %q", c.node.Name)
	}
	return &Failure{d}
}

func pageName(v *view.Page) string { return "the page " + v.URL }

// parseDiagnostic turns an error of the parser into a diagnostic.
func (ts templates) parseDiagnostic(err error) diag.Diagnostic {
	place := readError(err)
	d := diag.New("T001", ts.refine(place), "%s", place.message)
	d.Excerpt, _ = ts.texts[place.file].Line(d.Line)
	if place.message == "unexpected EOF" {
		d = d.WithHint("an {{if}}, {{with}}, {{range}} or {{define}} has no {{end}}")
	}
	return d
}

// An errorPlace is what the text of an error of html/template says.
type errorPlace struct {
	file     string // the template's file, by name
	line     int
	column   int    // in bytes from 0; -1: not told
	template string // the template or block; the file when not told
	context  string // the expression; may be empty
	message  string
	escaping bool // html/template could not tell how to escape
}

var (
	errorStart   = regexp.MustCompile(`^(html/)?template: ?(.+?):(\d+)(?::(\d+))?: `)
	errorContext = regexp.MustCompile(`^executing ("(?:[^"\\]|\\.)*") at <(.*?)>: `)
	errorCalling = regexp.MustCompile(`^error calling \w+: `)
)

// readError takes apart the text of an error, which is the only form in which
// html/template tells the place.
func readError(err error) errorPlace {
	text := err.Error()
	m := errorStart.FindStringSubmatch(text)
	if m == nil {
		return errorPlace{column: -1, message: text}
	}
	p := errorPlace{file: m[2], template: m[2], column: -1, escaping: m[1] != ""}
	p.line, _ = strconv.Atoi(m[3])
	if m[4] != "" {
		p.column, _ = strconv.Atoi(m[4])
	}
	text = text[len(m[0]):]
	if m := errorContext.FindStringSubmatch(text); m != nil {
		p.template, _ = strconv.Unquote(m[1])
		// html/template makes a copy of a template for each place where it needs
		// other escaping, and marks its name.
		p.template, _, _ = strings.Cut(p.template, "$htmltemplate_")
		p.context = m[2]
		text = text[len(m[0]):]
	}
	text, _, _ = strings.Cut(text, ": {state") // of html/template's own automaton
	p.message = errorCalling.ReplaceAllString(text, "")
	return p
}

// refine returns the place of an error in its file, as narrow as can be told.
func (ts templates) refine(p errorPlace) diag.Position {
	text := ts.texts[p.file]
	line, _ := text.Line(p.line)
	start, length := p.column, len(p.context)
	if start < 0 {
		start, length = quoted(line, p.message)
	} else if i := strings.LastIndex(line[:min(len(line), start+length)], p.context); i >= 0 && length > 0 {
		start = i // the parser gives the place of the second link of a chain
	}
	at := diag.Position{Path: text.Name, Line: p.line}
	if start >= 0 && start <= len(line) {
		at.Column = utf8.RuneCountInString(line[:start]) + 1
		at.EndLine, at.EndColumn = p.line, at.Column+utf8.RuneCountInString(line[start:min(len(line), start+length)])
	}
	return at
}

var quotedPart = regexp.MustCompile(`"((?:[^"\\]|\\.)+)"|<(.+?)>`)

// quoted finds in a line what a message quotes.
func quoted(line, message string) (start, length int) {
	for _, m := range quotedPart.FindAllStringSubmatch(message, -1) {
		part := m[1] + m[2]
		if i := strings.Index(line, part); i >= 0 {
			return i, len(part)
		}
	}
	if i := strings.Index(line, "{{"); i >= 0 {
		return i, len(line) - i
	}
	return -1, 0
}
