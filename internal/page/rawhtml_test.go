package page

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRawHTMLIsLeftOut_XSS02(t *testing.T) {
	check(t, Settings{}, []example{
		{"block", "a\n\n<script>alert(1)</script>\n\nb", "<p>a</p>\n<p>b</p>", "3:1 P014 raw HTML is left out: <script>\n"},
		{"tags in a line", `a <b onclick="x">c</b> d`, "<p>a c d</p>", "1:3 P014 raw HTML is left out: <b>\n"},
		{"comment", "<!-- a -->\n\nb <!-- c --> d\n\n<!--\n<b>\n-->", "<p>b  d</p>", ""},
		{"text behind a comment", "<!-- a --> b", "", "1:12 P014 text beside raw HTML is left out with it\n"},
		{"tag behind a comment", "<!-- a --><img src=x>", "", "1:11 P014 raw HTML is left out: <img>\n"},
		{"declaration and instruction", "a <!DOCTYPE x> <?php x ?> b", "<p>a   b</p>", "1:3 P014 raw HTML is left out: <!DOCTYPE>\n1:16 P014 raw HTML is left out: <?php>\n"},
		{"in a quotation", "> a\n>\n> <div\n> class=x>", "<blockquote>\n<p>a</p>\n</blockquote>", "3:3 P014 raw HTML is left out: <div>\n"},
		{"never closed", "<script>\nx", "", "1:1 P014 raw HTML is left out: <script>\n"},
		{"only closing", "</div>", "", ""},
	})
}

func TestRawHTMLIsLetThrough(t *testing.T) {
	check(t, Settings{RawHTML: true}, []example{
		{"as it is", "<DIV  Class=x\n   data-a='b'>&amp; <br/></DIV>", "<DIV  Class=x\n   data-a='b'>&amp; <br/></DIV>", ""},
		{"in a line", "a <kbd\nid=k>x</kbd> <!-- c -->", "<p>a <kbd\nid=k>x</kbd> <!-- c --></p>", ""},
		{"never finished", "<div title=\"", "<div title=\"", ""},
		{"in a script", "<script>\nif (a<b) x = '<a href=\"b\">';\n</script>", "<script>\nif (a<b) x = '<a href=\"b\">';\n</script>", ""},
	})
}

func TestAddressesInRawHTMLAreGaps(t *testing.T) {
	markdown := `<p><a class=x HREF = "../a.md?b&amp;c#d" id="top">x</a> <img alt='y' src=/img/z.png>
<a href=https://w.x/>w</a> <a name=old href="#top">v</a>
<video src='v.mp4'></video></p>

> a <a
> href="q.md">q</a> <img src="https://r.s/t.png" alt="r"> <a href="javascript:x">j</a>
`
	p, b := Parse("a.md", newText(markdown), Settings{RawHTML: true})
	n := 0
	html := string(b.Fill(nil, func(dst []byte, g Gap) []byte {
		if g.Kind != AddressGap {
			t.Errorf("gap %v", g)
		}
		n++
		return fmt.Appendf(dst, "GAP%d", g.Index)
	}))
	want := `<p><a class=x HREF = "GAP0" id="top">x</a> <img alt='y' src="GAP1">
<a href=https://w.x/>w</a> <a name=old href="GAP2">v</a>
<video src='GAP3'></video></p>
<blockquote>
<p>a <a
href="GAP4">q</a> <img src="https://r.s/t.png" alt="r"> <a href="javascript:x">j</a></p>
</blockquote>
`
	if diff := cmp.Diff(want, html); diff != "" {
		t.Errorf("HTML (-want +got):\n%s", diff)
	}
	var got []string
	for _, l := range p.Links {
		got = append(got, fmt.Sprintf("%d:%d-%d:%d %s", l.At.Line, l.At.Column, l.At.EndLine, l.At.EndColumn, l.Dest))
	}
	for _, i := range p.Images {
		got = append(got, fmt.Sprintf("%d:%d image %s %q", i.At.Line, i.At.Column, i.Dest, i.Alt))
	}
	got = append(got, p.Anchors...)
	wantPlaces := []string{
		"1:23-1:40 ../a.md?b&c#d", "1:74-1:84 /img/z.png", "2:46-2:50 #top", "3:13-3:18 v.mp4", "6:9-6:13 q.md",
		`6:31 image https://r.s/t.png "r"`, "top", "old",
	}
	if diff := cmp.Diff(wantPlaces, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}
