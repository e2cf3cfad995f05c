package theme

import (
	"strings"
	"testing"
	"testing/fstest"

	"waymark/internal/view"
)

func TestMisspeltFilesOfAThemeAreReported(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	below := fstest.MapFS{
		"layouts/base.html":      file(`<link href="{{asset "main.css"}}">{{template "parts/nav" .}}{{block "main" .}}{{end}}`),
		"layouts/page.html":      file(`{{template "base" .}}{{define "main"}}x{{end}}`),
		"layouts/parts/nav.html": file("nav"),
		"assets/main.css":        file(`@import "tokens.css"; p{background:url(icon.svg)}`),
		"assets/tokens.css":      file("a{color:red}"), "assets/icon.svg": file("<svg/>"),
	}
	own := fstest.MapFS{
		"layouts/page.html":         file(`{{template "base" .}}{{define "main"}}{{template "parts/mine" .}}{{template "said"}}{{end}}`),
		"layouts/parts/mine.html":   file("mine"),
		"layouts/parts/blocks.html": file(`{{define "said"}}said{{end}}`),
		"layouts/paeg.html":         file(`{{template "base" .}}`),
		"layouts/landing.html":      file(`{{template "base" .}}`),
		"layouts/parts/naw.html":    file("nav"),
		"layouts/page.htm":          file("x"),
		"assets/main.css":           file(`@import "tokens.css"; @import "more.css"; p{background:url(icon.svg)}`),
		"assets/more.css":           file("b{color:red}"), "assets/tokns.css": file("a{color:red}"), "assets/alone.css": file("a{color:red}"),
		"assets/LICENSE": file("x"), "assets/icon.scg": file("x"), "words/de.yml": file("a: b"),
		"asset/main.css": file("x"), "docs/a.md": file("x"), "README.md": file("x"),
	}
	layers := []Layer{{FS: own, Name: "themes/own"}, {FS: below, Name: "base"}}
	look, ds := Load(layers, []*view.Page{}, nil)
	ds = append(ds, look.Unasked(func(layout string) bool { return false })...)
	var got []string
	for _, d := range ds {
		got = append(got, d.Code+" "+strings.TrimPrefix(d.Path, "themes/own/")+": "+d.Hint)
	}
	want := []string{
		"T007 asset: did you mean assets?",
		"T007 assets/alone.css: name it in a template, or remove it",
		"T007 assets/icon.scg: did you mean assets/icon.svg?",
		"T007 assets/tokns.css: did you mean assets/tokens.css?",
		"T007 layouts/page.htm: did you mean layouts/page.html?",
		"T007 layouts/parts/naw.html: did you mean layouts/parts/nav.html?",
		"T007 words/de.yml: did you mean de.yaml?",
		"T007 layouts/paeg.html: did you mean layouts/page.html?",
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("got\n%s\nwant\n%s", a, b)
	}
	if ds := look.Unasked(func(layout string) bool { return layout == "paeg" }); len(ds) > 0 {
		t.Errorf("a page asks for it: %v", ds)
	}
}
