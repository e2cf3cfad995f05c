package theme

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/source"
	"waymark/internal/view"
)

// The mistakes that a theme's author makes, each with the very place.
func TestMistakesAreFoundWhenLoaded(t *testing.T) {
	tests := []struct {
		name     string
		template string // the mistake stands between « and »
		message  string
		hint     string
	}{
		{"misspelt field", "<p>\n {{.«Titel»}}</p>", "a Page has no field Titel", "did you mean .Title?"},
		{"in a branch that samples do not take", "{{if .Fields}}{{else}}é {{.«Titel»}}{{end}}", "a Page has no field Titel", "did you mean .Title?"},
		{"second of a chain", "{{.Site.«Titel»}}", "a Site has no field Titel", "did you mean .Title?"},
		{"first of a chain", "x {{.«Sit».Title}}", "a Page has no field Sit", "did you mean .Site?"},
		{"chain after a space", "{{if  .Site.«Nam»}}{{end}}", "a Site has no field Nam", "it has Title, Description, "},
		{"of a variable", "{{$l := .Next}}{{$l.«Url»}}", "a Link has no field Url", "did you mean .URL?"},
		{"of the root", "{{range .Tags}}{{$.«Titel»}}{{end}}", "a Page has no field Titel", "did you mean .Title?"},
		{"of an element", "{{range $i, $c := .List.Cards}}{{$c.«Summary»}}{{end}}", "a Card has no field Summary", "it has Title, URL, "},
		{"of an element in dot", "{{range .TOC}}{{.«Titel»}}{{end}}", "a Heading has no field Titel", "it has Level, ID, Text"},
		{"of with", "{{with .Prev}}{{.«Titel»}}{{end}}", "a Link has no field Titel", "did you mean .Title?"},
		{"of an indexed list", "{{(index .Crumbs 0).«Titel»}}", "a Crumb has no field Titel", "did you mean .Title?"},
		{"of what or gives", "{{with or .Description .Title}}{{.«Text»}}{{end}}", "a text has no field Text", ""},
		{"in a part's argument", "{{template \"parts/x\" .«Nxt»}}", "a Page has no field Nxt", "did you mean .Next?"},
		{"unknown front matter", "{{.Fields.«outcom».Text}}", "pages with this layout have no field outcom in their front matter", "did you mean .Fields.outcome?"},
		{"of a front matter field", "{{.Fields.outcome.«Txt»}}", "a Field has no field Txt", "did you mean .Text?"},
		{"misspelt function", "{{if «leng» .TOC}}{{end}}", `there is no function "leng"`, "did you mean len?"},
		{"function in a pipe", "{{.Title | «printt»}}", `there is no function "printt"`, "did you mean print?"},
		{"escaping by hand", "{{«js» .Title}}", `there is no function "js"`, ""},
		{"misspelt word", `{{t «"nxet"»}}`, `no word "nxet"`, "did you mean next?"},
		{"missing value", `{{t «"part_of"» 1}}`, `the word "part_of" wants 2 values and is given 1`, `it reads "page {1} of {2}"`},
		{"misspelt asset", `{{asset «"mian.css"»}}`, `the theme has no asset "mian.css"`, "did you mean main.css?"},
		{"asset without a name", `{{«asset» .Title}}`, "asset wants one name in quotes", `write {{asset "main.css"}}`},
		{"misspelt template", `{{template «"parts/hed"» .}}`, `there is no template "parts/hed"`, "did you mean parts/head?"},
		{"block that nothing includes", "{{template \"base\" .}}{{define «\"mian\"»}}{{end}}", `nothing includes the block "mian"`, "did you mean main?"},
		{"range over a text", "{{range «.Title»}}{{end}}", "cannot range over a text", ""},
		{"unclosed if", "{{if .Title}}\n", "unexpected EOF", "an {{if}}, "},
		{"undefined variable", "\n{{«$x»}}", `undefined variable "$x"`, ""},
		{"broken action", "<p>{{.Title «!»}}</p>", `unexpected "!" in operand`, ""},
		{"action where escaping is unknown", `<a {{if «».Draft}}href="{{end}}x">`, "{{if}} branches end in different contexts", "whatever branch is taken"},
		{"field of a number", "{{range 3}}{{.«Foo»}}{{end}}", "a number has no field Foo", ""},
		{"field of nothing", "{{define \"x\"}}{{.«Title»}}{{end}}{{template \"x\"}}", "there is no .Title here", "where it is included, write {{template \"x\" .}}"},
		{"includes itself", `{{define "x"}}{{if .Title}}{{template «"x"» .}}{{end}}{{end}}{{template "x" .}}`, `the template "x" includes itself without end`, "the circle is x → x"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, want := marked("themes/mine/layouts/kinds/example.html", test.template)
			mine := layer("themes/mine", map[string]string{
				"layouts/kinds/example.html": text,
				"layouts/parts/x.html":       "x",
			})
			_, ds := Load([]Layer{mine, standard}, samples(), nil)
			d := one(t, ds)
			if d.Code != "T001" {
				t.Errorf("code %s, want T001", d.Code)
			}
			if got := fmt.Sprint(d.Position, "-", d.EndLine, ":", d.EndColumn); want != "" && got != want {
				t.Errorf("at %s, want %s", got, want)
			}
			if !strings.HasPrefix(d.Message, test.message) {
				t.Errorf("message %q, want %q", d.Message, test.message)
			}
			if !strings.HasPrefix(d.Hint, test.hint) || (d.Hint == "") != (test.hint == "") {
				t.Errorf("hint %q, want %q", d.Hint, test.hint)
			}
			if d.Line > 0 && d.Excerpt == "" && text != "{{if .Title}}\n" {
				t.Error("there is no excerpt")
			}
		})
	}
}

// marked takes the marks out of a template and returns the place between them.
func marked(name, template string) (text, place string) {
	before, rest, ok := strings.Cut(template, "«")
	if !ok {
		return template, ""
	}
	inside, after, _ := strings.Cut(rest, "»")
	text = before + inside + after
	p := source.NewText(name, []byte(text)).Position(len(before), len(before)+len(inside))
	return text, fmt.Sprint(p, "-", p.EndLine, ":", p.EndColumn)
}

func TestTemplatesThatIncludeEachOther(t *testing.T) {
	mine := layer("themes/mine", map[string]string{
		"layouts/parts/header.html": "header\n{{template \"parts/head\" .}}",
		"layouts/parts/head.html":   "{{template \"parts/header\" .}}",
	})
	theme, ds := Load([]Layer{mine, standard}, samples(), nil)
	if len(ds) == 0 {
		t.Fatal("nothing is reported")
	}
	for _, d := range ds {
		if !strings.Contains(d.Message, "includes itself without end") || !strings.HasPrefix(d.Path, "themes/mine/layouts/parts/head") {
			t.Errorf("%v: %s", d.Position, d.Message)
		}
	}
	// A preview may ask for a page all the same.
	var f *Failure
	if _, err := theme.Render(samples()[0]); !errors.As(err, &f) || !strings.Contains(f.Diagnostic.Message, "without end") {
		t.Errorf("rendering it: %v", err)
	}
}

func TestEveryMistakeIsReportedOnce(t *testing.T) {
	mine := layer("themes/mine", map[string]string{
		"layouts/parts/footer.html": "{{.Titel}} {{.Descr}}",
		"layouts/parts/unused.html": `{{asset "none.css"}} {{.Anything}}`,
	})
	_, ds := Load([]Layer{mine, standard}, samples(), nil)
	var got []string
	for _, d := range ds {
		got = append(got, d.Position.String())
	}
	want := []string{
		"themes/mine/layouts/parts/footer.html:1:4", "themes/mine/layouts/parts/footer.html:1:15",
		"themes/mine/layouts/parts/unused.html:1:9",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOneNameForTwoBlocksIsReported(t *testing.T) {
	mine := layer("themes/mine", map[string]string{
		"layouts/parts/a.html": `{{define "row"}}a{{end}}`,
		"layouts/parts/b.html": `b {{define "row"}}b{{end}}`,
	})
	_, ds := Load([]Layer{mine, standard}, samples(), nil)
	d := one(t, ds)
	if d.Position.String() != "themes/mine/layouts/parts/b.html:1:12" || !strings.Contains(d.Message, "parts/a.html") {
		t.Errorf("%v: %s", d.Position, d.Message)
	}
}

func TestTheAuthorsOwnFieldsAreLookedUp(t *testing.T) {
	mine := layer("themes/mine", map[string]string{"layouts/page.html": `{{(index .Fields "own").Text}}|`})
	theme := mustLoad(t, mine, standard)
	v := sample("page", "page", "/", "P")
	if got := mustRender(t, theme, v); got != "|" {
		t.Errorf("without the field: %q", got)
	}
	v.Fields = map[string]view.Field{"own": {Text: "yes"}}
	if got := mustRender(t, theme, v); got != "yes|" {
		t.Errorf("with the field: %q", got)
	}
}

func TestMistakesInWords(t *testing.T) {
	tests := []struct{ name, text, place, message string }{
		{"broken YAML", "next: \"On\nprevious: Back\n", "themes/mine/words/en.yaml:1:7", "the quote that opens here is never closed"},
		{"a list", "next:\n  - a\n", "themes/mine/words/en.yaml:2:5", "the word next is not a text"},
		{"twice", "next: a\nnext: b\n", "themes/mine/words/en.yaml:2:1", `the key "next" is set twice`},
		{"no list of words", "hello\n", "themes/mine/words/en.yaml:1:1", "expected keys with values"},
		{"two documents", "next: a\n---\nnext: b\n", "themes/mine/words/en.yaml:3:5", "a second YAML document"},
		{"a byte that is no text", "next: a\xff\n", "themes/mine/words/en.yaml:1:8", "the byte 0xff"},
		{"an unknown alias", "next: *other\n", "themes/mine/words/en.yaml:1:7", "there is no anchor"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, ds := Load([]Layer{layer("themes/mine", map[string]string{"words/en.yaml": test.text}), standard}, samples(), nil)
			d := one(t, ds)
			if d.Position.String() != test.place || !strings.HasPrefix(d.Message, test.message) {
				t.Errorf("%v: %s; want %s: %s", d.Position, d.Message, test.place, test.message)
			}
		})
	}
	_, ds := Load([]Layer{layer("themes/mine", map[string]string{"words/de.yaml": "# x\nnxet: Weiter\n"}), standard}, samples(), nil)
	if d := one(t, ds); d.Position.String() != "themes/mine/words/de.yaml:2:1" || d.Hint != "did you mean next?" {
		t.Errorf("%v: %s (%s)", d.Position, d.Message, d.Hint)
	}
}
