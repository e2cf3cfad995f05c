package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/meta"
)

func TestRawHTMLIsLeftOut(t *testing.T) {
	check(t, Settings{RawHTML: NoHTML}, []example{
		{"block", "a\n\n<div>b<br>c</div>\n\n<script>alert(1)</script>\n\nd", "<p>a</p>\n\nb\nc\n\n\n<p>d</p>", "3:1 P014 HTML tags are left out, their text stays: <div>, <br>; HTML is left out with its content: <script>\n"},
		{"tags in a line", `a <b onclick="x">c</b> d`, "<p>a c d</p>", "1:3 P014 HTML tags are left out, their text stays: <b>\n"},
		{"comment", "<!-- a -->\n\nb <!-- c --> d\n\n<!--\n<b>\n-->", "<p>b  d</p>", ""},
		{"text behind a comment", "<!-- a --> b", " b", ""},
		{"tag behind a comment", "<!-- a --><img src=x>", "", "1:11 P014 HTML tags are left out, their text stays: <img>\n"},
		{"declaration and instruction", "a <!DOCTYPE x> <?php x ?> b", "<p>a   b</p>", "1:3 P014 HTML tags are left out, their text stays: <!DOCTYPE>, <?php>\n"},
		{"in a quotation", "> a\n>\n> <div\n> class=x>b", "<blockquote>\n<p>a</p>\n\nb</blockquote>", "3:3 P014 HTML tags are left out, their text stays: <div>\n"},
		{"never closed", "<script>\nx", "", "1:1 P014 HTML is left out with its content: <script>\n"},
		{"only closing", "</div>", "", ""},
	})
}

func TestRawHTMLIsLetThrough(t *testing.T) {
	check(t, Settings{RawHTML: AllHTML}, []example{
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
	p, b := Parse("a.md", newText(markdown), Settings{RawHTML: AllHTML})
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

func TestRawHTMLTellsWhatItHasBrowsersLoad(t *testing.T) {
	for markdown, want := range map[string]string{
		`<img src="a.png" srcset="b.png 2x, https://c.d/e.png 3x">`:  "img-src b.png@1:26-1:31 img-src https://c.d/e.png@1:36-1:53",
		`<img srcset=data:image/png;base64,xx alt="">`:               "img-src data:image/png;base64,xx@1:13-1:37",
		`<video src=a.mp4 poster="//b.c/d.jpg"></video>`:             "media-src a.mp4@1:12-1:17 img-src //b.c/d.jpg@1:26-1:37",
		`<audio><source src="https://a.b/c.ogg"></audio>`:            "media-src https://a.b/c.ogg@1:21-1:38",
		`<picture><source srcset="https://a.b/c.avif"></picture>`:    "img-src https://a.b/c.avif@1:26-1:44",
		`<track src="a.vtt">`:                                        "media-src a.vtt@1:13-1:18",
		`<iframe src="https://a.b/"></iframe>`:                       "frame-src https://a.b/@1:14-1:26",
		`<object data="a.pdf"></object><embed src="b.pdf">`:          "object-src a.pdf@1:15-1:20 object-src b.pdf@1:43-1:48",
		`<script src="https://a.b/c.js"></script>`:                   "script-src https://a.b/c.js@1:14-1:30",
		`<link rel="preload stylesheet" href="a.css">`:               "style-src a.css@1:38-1:43",
		`<link rel="canonical" href="https://a.b/">`:                 "",
		`<a href="https://a.b/">c</a> <img src="https://a.b/c.png">`: "",
		"<script>\nx()\n</script>":                                   "script-src @1:1-1:8",
		`<script type="application/ld+json">{}</script>`:             "",
		`<div style="color: red" onclick='x()'>x</div>`:              "style-src @1:13-1:23 script-src @1:34-1:37",
		"<style>\np {}\n</style>":                                    "style-src @1:1-1:7",
		"> <video\n> poster='https://a.b/c.jpg'>\n> </video>":        "img-src https://a.b/c.jpg@2:11-2:28",
		`<input type="image" src="https://a.b/c.png">`:               "img-src https://a.b/c.png@1:26-1:43",
	} {
		p, _ := read(markdown, Settings{RawHTML: AllHTML})
		var got []string
		for _, l := range p.Loads {
			got = append(got, fmt.Sprintf("%s %s@%d:%d-%d:%d", l.Directive, l.Dest, l.At.Line, l.At.Column, l.At.EndLine, l.At.EndColumn))
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s\n got %q\nwant %q", markdown, got, want)
		}
	}
	if p, _ := read(`<video src="https://a.b/c.mp4"></video>`, Settings{RawHTML: NoHTML}); len(p.Loads) > 0 {
		t.Error("HTML that is left out loads something")
	}
}

func TestAddressesInLists(t *testing.T) {
	for markdown, want := range map[string]string{
		`<img srcset="a.png, ../b.png 2x,https://c.d/e.png 3x , f.png">`: `<img srcset="GAP0, GAP1 2x,https://c.d/e.png 3x , GAP2">`,
		`<img srcset=a.png,b.png alt=x>`:                                 `<img srcset="GAP0" alt=x>`,
		`<img srcset="a.png,, b.png" src=c.png>`:                         `<img srcset="GAP0,, GAP1" src="GAP2">`,
		`<img srcset=" , ">`:                                             `<img srcset=" , ">`,
		"<p>\n<video poster=a.jpg src=\"b.mp4\"></video></p>":            "<p>\n<video poster=\"GAP0\" src=\"GAP1\"></video></p>",
		`<p><object data='a.pdf'></object></p>`:                          `<p><object data='GAP0'></object></p>`,
		`<div data="a.pdf"></div>`:                                       `<div data="a.pdf"></div>`,
	} {
		p, b := Parse("a.md", newText(markdown), Settings{RawHTML: AllHTML})
		got := string(b.Fill(nil, func(dst []byte, g Gap) []byte { return fmt.Appendf(dst, "GAP%d", g.Index) }))
		if strings.TrimSpace(got) != want {
			t.Errorf("%s\n got %s\nwant %s\n%v", markdown, got, want, p.Links)
		}
	}
}

func TestAddressesInSafeHTML(t *testing.T) {
	for markdown, want := range map[string]string{
		`<a href="../a.md?b&amp;c#d" title=t rel=x>e</a>`:                                   `<a href="../a.md?b&amp;c#d" title="t">e</a>; 1:10-1:27 ../a.md?b&c#d ""`,
		"> <a\n> href=q.md>q</a>":                                                           `<a href="q.md">q</a>; 2:8-2:12 q.md ""`,
		`<a href="tel:1">a</a>`:                                                             `<a>a</a>; 1:10 P018`,
		`<a href=" java&#10;script:x">a</a>`:                                                `<a>a</a>; 1:10 P018`,
		`<a href=" MAILTO:a@b.c ">a</a>`:                                                    `<a href="MAILTO:a@b.c">a</a>; 1:10-1:24 MAILTO:a@b.c ""`,
		`<img src=a.png width=120 height="50%" loading=eager title=t>`:                      `<img src="a.png" alt="" title="t">; 1:10-1:15 image a.png "" 120 50%`,
		`<img alt="" src="https://a.b/c.png" width="80.5px" height=auto>`:                   `<img src="https://a.b/c.png" alt="">; 1:18-1:35 image https://a.b/c.png "" decorative 80 `,
		`<img src=ftp://a/b.png alt=c>`:                                                     `<img alt="c">; 1:10 P018`,
		`<picture><source media="(m)" srcset="a.png, b.png 2x"><img src=c alt=d></picture>`: `<picture><source srcset="a.png, b.png 2x" media="(m)"><img src="c" alt="d"></picture>; 1:38-1:43 a.png ""; 1:45-1:50 b.png ""; 1:64-1:65 image c "d"  ; load img-src a.png; load img-src b.png`,
		`<picture><source srcset="data:text/html,x 1x, //c.d/e.png 2x"></picture>`:          `<picture><source srcset="//c.d/e.png 2x"></picture>; load img-src //c.d/e.png; 1:26 P018`,
	} {
		p, html := read(markdown, Settings{})
		html = strings.NewReplacer("<p>", "", "</p>", "", "<blockquote>", "", "</blockquote>", "").Replace(html)
		got := []string{strings.TrimSpace(html)}
		at := func(s meta.Span) string { return fmt.Sprintf("%d:%d-%d:%d", s.Line, s.Column, s.EndLine, s.EndColumn) }
		for _, l := range p.Links {
			got = append(got, fmt.Sprintf("%s %s %q", at(l.At), l.Dest, l.Sentence))
		}
		for _, i := range p.Images {
			decorative := map[bool]string{true: " decorative"}[i.Decorative]
			got = append(got, fmt.Sprintf("%s image %s %q%s %s %s", at(i.At), i.Dest, i.Alt, decorative, i.Width, i.Height))
		}
		for _, l := range p.Loads {
			got = append(got, "load "+l.Directive+" "+l.Dest)
		}
		for _, d := range p.Diags {
			got = append(got, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Code))
		}
		if got := strings.Join(got, "; "); got != want {
			t.Errorf("%s\n got %s\nwant %s", markdown, got, want)
		}
	}
}
