package source

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"
)

func TestActiveXML(t *testing.T) {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">`
	tests := []struct {
		name, text string
		want       string // part of what is said; empty: harmless
	}{
		{"a drawing", head + `<title>On &amp; on</title><path d="M0 0h9"/><a xlink:href="https://example.org/"><text>javascript: is a word</text></a></svg>`, ""},
		{"a declaration", `<?xml version="1.0" encoding="UTF-8" standalone="no"?>` + head + `</svg>`, ""},
		{"a public document type", `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + head + `</svg>`, ""},
		{"a style", head + `<style>path{fill:red}</style></svg>`, ""},
		{"an embedded picture", head + `<image href="data:image/png;base64,AAAA"/></svg>`, ""},
		{"foreign text", head + `<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">text</div></foreignObject></svg>`, ""},
		{"a feed", `<rss version="2.0"><channel><title>News</title></channel></rss>`, ""},
		{"nothing", ``, ""},
		{"a script", head + `<script>alert(1)</script></svg>`, "a script"},
		{"a script in capitals", head + `<SCRIPT>alert(1)</SCRIPT></svg>`, "a script"},
		{"a script of another name space", head + `<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script></svg>`, "a script"},
		{"a script after the end", head + `</svg><script/>`, "a script"},
		{"a frame", head + `<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/></foreignObject></svg>`, "a iframe"},
		{"a handler", strings.Replace(head, "viewBox", `onload="alert(1)" viewBox`, 1) + `</svg>`, "an event handler"},
		{"a handler in capitals", head + `<g onClick="alert(1)"/></svg>`, "an event handler"},
		{"an animated handler", head + `<set attributeName="onclick" to="alert(1)"/></svg>`, "an event handler"},
		{"a script address", head + `<a xlink:href="javascript:alert(1)"/></svg>`, "a script address"},
		{"a coded script address", head + `<a href=" JaVa&#x0a;script&#58;alert(1)"/></svg>`, "a script address"},
		{"an animated script address", head + `<animate attributeName="href" values="x;javascript:alert(1)"/></svg>`, "a script address"},
		{"a page in an address", head + `<a href="data:text/html,x"/></svg>`, "a script address"},
		{"a page in a frame", head + `<x srcdoc="x"/></svg>`, "a document"},
		{"a style sheet that makes pages", `<?xml-stylesheet type="text/xsl" href="x.xsl"?>` + head + `</svg>`, "a processing instruction"},
		{"an entity", `<!DOCTYPE svg [<!ENTITY x "y">]>` + head + `&x;</svg>`, "declarations"},
		{"an attribute by declaration", `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>` + head + `</svg>`, "declarations"},
		{"an unknown entity", head + `&x;</svg>`, "mistakes"},
		{"an unquoted attribute", head + `<a href=x/></svg>`, "mistakes"},
		{"another encoding", `<?xml version="1.0" encoding="utf-7"?>` + head + `</svg>`, "mistakes"},
		{"two bytes a character", "\xff\xfe<\x00s\x00v\x00g\x00/\x00>\x00", "mistakes"},
		{"a script after a mistake", head + `<<script>alert(1)</script></svg>`, "mistakes"},
	}
	for _, tt := range tests {
		got, err := activeXML(strings.NewReader(tt.text))
		if err != nil || (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, %v; want %q", tt.name, got, err, tt.want)
		}
	}
}

func TestAReadersErrorIsNoMistakeOfTheAuthor(t *testing.T) {
	broken := errors.New("broken disk")
	if _, err := activeXML(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("error: %v", err)
	}
}
