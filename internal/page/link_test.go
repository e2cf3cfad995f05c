package page

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinks(t *testing.T) {
	check(t, Settings{}, []example{
		{"with a title", `[a *b*](../c.md#d "T &amp; \"t\"")`, `<p><a href="../c.md#d" title="T &amp; &quot;t&quot;">a <em>b</em></a></p>`, ""},
		{"empty", `[a]()`, `<p><a href="">a</a></p>`, "1:1 P021 a link without an address\n"},
		{"in pointed brackets", `[a](<b c.md>)`, `<p><a href="b c.md">a</a></p>`, ""},
		{"escapes resolved, percents kept", `[a](b\_c%20d&auml;.md)`, `<p><a href="b_c%20dä.md">a</a></p>`, ""},
		{"by reference", "[a][r] [R][] [r]\n\n[r]: x.md 'T'", `<p><a href="x.md" title="T">a</a> <a href="x.md" title="T">R</a> <a href="x.md" title="T">r</a></p>`, ""},
		{"automatic", "<https://a.b/c?d&e> <x@y.org>", `<p><a href="https://a.b/c?d&amp;e">https://a.b/c?d&amp;e</a> <a href="mailto:x@y.org">x@y.org</a></p>`, ""},
		{"bare", "See https://a.b/c, www.d.e and x@y.org.", `<p>See <a href="https://a.b/c">https://a.b/c</a>, <a href="http://www.d.e">www.d.e</a> and <a href="mailto:x@y.org">x@y.org</a>.</p>`, ""},
		{"pointed bracket never closed", "[a](<b)", "<p>[a](&lt;b)</p>", ""},
	})
	check(t, Settings{CommonMark: true}, []example{
		{"bare in CommonMark", "https://a.b", "<p>https://a.b</p>", ""},
	})
}

func TestLinksAreListed(t *testing.T) {
	p, _ := read("A [one](a.md) and [two][d].\n\n> - <http://b.c>\n\n`[no](code.md)`\n\n    [no](block.md)\n\n> [d]: <d e.md>\n> 't'\n[unused]: f.md\n\n# [title](g.md)\n", Settings{})
	var got []string
	for _, l := range p.Links {
		got = append(got, fmt.Sprintf("%d:%d-%d:%d %s %q", l.At.Line, l.At.Column, l.At.EndLine, l.At.EndColumn, l.Dest, l.Text))
	}
	want := []string{
		`13:11-13:15 g.md "title"`,
		`1:9-1:13 a.md "one"`,
		`9:9-9:15 d e.md "two"`,
		`3:6-3:16 http://b.c "http://b.c"`,
		`11:11-11:15 f.md "unused"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDangerous(t *testing.T) {
	for _, dest := range []string{
		"javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
		"\x01javascript:alert(1)", "javascript\x00:alert(1)", "\u00a0javascript:x", "\ufeffjavascript:x", "java\u200bscript:x",
		"javascript&#58;alert(1)", "javascript&colon;alert(1)", "&#x6A;avascript:x", "jav&#x09;ascript:x", "javascript :x",
		"vbscript:msgbox(1)", "VBSCRIPT:x", "file:///etc/passwd", "FILE:x",
		"data:text/html,<script>alert(1)</script>", "data:text/html;base64,x", "data:,x", "data:image/svg+xml,<svg onload=x>", "data:image/pngx,y",
		"data:image/svg+xml;base64,x", "d\nata:text/html,x",
	} {
		if !Dangerous(dest) {
			t.Errorf("%q passes", dest)
		}
	}
	for _, dest := range []string{
		"", "#javascript:x", "a.md", "/a/javascript:b", "../data:text.md", "https://javascript:1/", "http://a.b/?javascript:", "mailto:x@y.z",
		"data:image/png;base64,x", "data:image/gif;base64,x", "DATA:image/jpeg,x", "data:image/webp;base64,x", "javascript%3Aalert(1)", "tel:1", "javascript",
	} {
		if Dangerous(dest) {
			t.Errorf("%q is refused", dest)
		}
	}
}

// TestDangerousLinksAreFound: however a script is written in Markdown,
// what reaches the page's list is a destination that Dangerous refuses.
func TestDangerousLinksAreFound(t *testing.T) {
	for _, markdown := range []string{
		"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](javascript&#58;alert(1))", "[x](javascript&colon;alert(1))",
		"[x](&#106;avascript:alert(1))", "[x](&#x000006A;avascript:a)", "[x](<java\tscript:alert(1)>)", "[x](<  javascript:alert(1)>)", "[x](java&Tab;script:alert(1))",
		"[x](java&NewLine;script:alert(1))", "[x](\x01javascript:alert(1))", `[x](javascript\:alert(1))`, "[x][r]\n\n[r]: javascript:alert(1)",
		"[r]: javascript:unused", "<javascript:alert(1)>", "![x](javascript:alert(1))", "![x](data:image/svg+xml,x)", "[x](vbscript:a)", "[x](file:///etc)",
		"![x](javascript:a \"figure\")",
	} {
		p, _ := read(markdown, Settings{})
		refused := 0
		for _, l := range p.Links {
			if Dangerous(l.Dest) {
				refused++
			}
		}
		for _, i := range p.Images {
			if Dangerous(i.Dest) {
				refused++
			}
		}
		if refused != 1 {
			t.Errorf("%q: links %v, images %v: want one that is dangerous", markdown, p.Links, p.Images)
		}
	}
}
