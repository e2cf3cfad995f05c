package page

import "testing"

func TestALineIsTextAndLinks(t *testing.T) {
	for text, want := range map[string]string{
		"Made by *us*":                       "Made by <em>us</em>",
		" [a](b.md), `c` & d ":               `<a {b.md}>a</a>, <code>c</code> &amp; d`,
		"© 2026. All rights":                 "© 2026. All rights",
		"<b onclick=alert(1)>x</b>":          "x",
		"{\"not\": \"settings\"}":            `{&quot;not&quot;: &quot;settings&quot;}`,
		"see https://x.example/?a=1&b=2 now": `see <a {https://x.example/?a=1&b=2}>https://x.example/?a=1&amp;b=2</a> now`,
	} {
		p, body, ok := Line(text, Settings{RawHTML: AllHTML})
		if !ok {
			t.Errorf("%q: refused", text)
			continue
		}
		got := string(body.Fill(nil, func(dst []byte, g Gap) []byte { return append(dst, " {"+p.Links[g.Index].Dest+"}"...) }))
		if got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
	for _, text := range []string{"", "# Heading", "- item", "1. item", "> quote", "```", "---", "one\ntwo", "one\rtwo", "![image](x.png)", "<div>x</div>"} {
		if _, body, ok := Line(text, Settings{}); ok {
			t.Errorf("%q is taken for a line: %s", text, body.HTML)
		}
	}
}
