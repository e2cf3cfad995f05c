package handbook

import (
	"strings"
	"testing"

	"waymark/internal/page"
	"waymark/internal/source"
)

func TestPolicyAllowsWhatBrowsersAllow(t *testing.T) {
	s := Settings{BaseURL: "https://handbook.example/repo/", CSP: map[string][]string{
		"img-src": {
			"https://a.example", "http://b.example:8080", "https://c.example/pics/", "https://d.example/one.png", "*.e.example",
			"f.example:*", "https://g.example/", "HTTPS://H.example",
		},
		"media-src": {"https:", "data:"},
		"font-src":  {"*"},
		"frame-src": {"'self'"},
		"style-src": {"'unsafe-inline'"},
	}}
	for load, want := range map[string]bool{
		"img-src x.png":                                true,
		"img-src /x.png":                               true,
		"img-src https://handbook.example/x.png":       true,
		"img-src http://handbook.example/x.png":        false,
		"img-src //handbook.example/x.png":             true,
		"img-src data:image/png;base64,xx":             false,
		"img-src https://a.example/x.png":              true,
		"img-src //a.example/x.png":                    true,
		"img-src HTTPS://A.example:443/x.png":          true,
		"img-src http://a.example/x.png":               false,
		"img-src https://a.example:8443/x.png":         false,
		"img-src https://a.example.evil.example/":      false,
		"img-src https://sub.a.example/":               false,
		"img-src http://b.example:8080/x.png":          true,
		"img-src https://b.example:8080/x.png":         true,
		"img-src http://b.example/x.png":               false,
		"img-src https://c.example/pics/deep/x.png":    true,
		"img-src https://c.example/x.png":              false,
		"img-src https://c.example/picsx.png":          false,
		"img-src https://d.example/one.png?v=2":        true,
		"img-src https://d.example/two.png":            false,
		"img-src https://d.example/one.png/x":          false,
		"img-src https://x.e.example/x.png":            true,
		"img-src https://e.example/x.png":              false,
		"img-src https://f.example:1234/x.png":         true,
		"img-src https://g.example/any/x.png":          true,
		"img-src https://h.example/x.png":              true,
		"media-src https://any.example/x.mp4":          true,
		"media-src http://any.example/x.mp4":           false,
		"media-src data:video/mp4;base64,xx":           true,
		"font-src https://any.example/x.woff2":         true,
		"font-src data:font/woff2;base64,xx":           false,
		"frame-src demo.html":                          true,
		"frame-src https://a.example/":                 false,
		"object-src x.pdf":                             false,
		"script-src x.js":                              true,
		"script-src ":                                  false,
		"style-src ":                                   true,
		"manifest-src https://a.example/x.webmanifest": false,
	} {
		directive, dest, _ := strings.Cut(load, " ")
		if got := s.allows(directive, dest); got != want {
			t.Errorf("%s: %v", load, got)
		}
	}
}

func TestWhatThePolicyBlocksIsReported(t *testing.T) {
	for markdown, want := range map[string]string{
		"![a](data:image/png;base64,xx)":                            `content/a.md:1:6: readers' browsers will not load this image from a data: address; save it as a file in the content folder, or add to handbook.yaml: csp: {img-src: ["data:"]}`,
		"![a](https://b.example/c.png)":                             `content/a.md:1:6: readers' browsers will not load this image from b.example; copy it into the content folder, or add to handbook.yaml: csp: {img-src: ["https://b.example"]}`,
		"<img src=\"https://b.example/c.png\" alt=\"d\">":           `content/a.md:1:11: readers' browsers will not load this image from b.example; copy it into the content folder, or add to handbook.yaml: csp: {img-src: ["https://b.example"]}`,
		"<video src=\"http://b.example:80/c.mp4\"></video>":         `content/a.md:1:13: readers' browsers will not load this sound or video from b.example:80; copy it into the content folder, or add to handbook.yaml: csp: {media-src: ["http://b.example:80"]}`,
		"<iframe src=\"//b.example/\"></iframe>":                    `content/a.md:1:14: readers' browsers will not load this frame from b.example; link to it instead, or add to handbook.yaml: csp: {frame-src: ["https://b.example"]}`,
		"<iframe src=\"a.md\"></iframe>":                            `content/a.md:1:14: readers' browsers will not load this frame from the handbook itself; link to it instead, or add to handbook.yaml: csp: {frame-src: ["'self'"]}`,
		"<object data=\"https://b.example/c.pdf\"></object>":        `content/a.md:1:15: readers' browsers will not load this object from b.example; link to it instead; no handbook can allow objects`,
		"<script src=\"https://b.example/c.js\"></script>":          `content/a.md:1:14: readers' browsers will not load this script from b.example; copy it into the content folder, or add to handbook.yaml: csp: {script-src: ["https://b.example"]}`,
		"<script>x()</script>":                                      `content/a.md:1:1: readers' browsers will not heed a script that is written into a page; put it into a file of the theme, or into one in the content folder that ` + "`trusted`" + ` names`,
		"a <b style=\"color: red\">b</b>":                           `content/a.md:1:13: readers' browsers will not heed a style that is written into a page; write the rule in custom.css, and give the element a class`,
		"<picture><source srcset=\"//b.example/c.avif\"></picture>": `content/a.md:1:26: readers' browsers will not load this image from b.example; copy it into the content folder, or add to handbook.yaml: csp: {img-src: ["https://b.example"]}`,
		"<video src=\"a.md\"></video>":                              "",
	} {
		read, body := page.Parse("a.md", source.NewText("content/a.md", []byte(markdown)), page.Settings{RawHTML: page.AllHTML})
		h := made(t, nil, func(in *Input) {
			in.Pages = []*page.Page{read}
			in.Body = func(*page.Page) *page.Body { return body }
		})
		var got []string
		for _, d := range h.Diags {
			if d.Code == "P013" {
				got = append(got, d.Position.String()+": "+d.Message+"; "+d.Hint)
			}
		}
		if got := strings.Join(got, "\n"); got != want {
			t.Errorf("%s\n got %s\nwant %s", markdown, got, want)
		}
	}
}
