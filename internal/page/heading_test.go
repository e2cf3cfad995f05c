package page

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/meta"
	"waymark/internal/source"
)

func TestHeadings(t *testing.T) {
	check(t, Settings{}, []example{
		{
			"anchor",
			"## Why not?",
			`<div class="heading"><h2 id="why-not">Why not?</h2> <a class="anchor" href="#why-not" aria-labelledby="why-not"><span aria-hidden="true">#</span></a></div>`,
			"",
		}, {
			"explicit id and class",
			"## Lösung *A* {#solution .wide}",
			`<div class="heading"><h2 id="solution" class="wide">Lösung <em>A</em></h2> <a class="anchor" href="#solution" aria-labelledby="solution"><span aria-hidden="true">#</span></a></div>`,
			"",
		}, {
			"closing marks",
			"## A {#b} ##",
			`<div class="heading"><h2 id="b">A</h2> <a class="anchor" href="#b" aria-labelledby="b"><span aria-hidden="true">#</span></a></div>`,
			"",
		}, {
			"underlined",
			"A {#b}\n---",
			`<div class="heading"><h2 id="b">A</h2> <a class="anchor" href="#b" aria-labelledby="b"><span aria-hidden="true">#</span></a></div>`,
			"",
		}, {
			"hostile id",
			"## A {#\"onload=x}",
			`<div class="heading"><h2 id="&quot;onload=x">A</h2> <a class="anchor" href="#%22onload=x" aria-labelledby="&quot;onload=x"><span aria-hidden="true">#</span></a></div>`,
			"",
		}, {
			"braces that are text",
			"## Use {braces}\n### Or \\{#x}",
			`<div class="heading"><h2 id="use-braces">Use {braces}</h2> <a class="anchor" href="#use-braces" aria-labelledby="use-braces"><span aria-hidden="true">#</span></a></div>
<div class="heading"><h3 id="or-x">Or {#x}</h3> <a class="anchor" href="#or-x" aria-labelledby="or-x"><span aria-hidden="true">#</span></a></div>`,
			"",
		},
	})
}

func TestHeadingIDs(t *testing.T) {
	for _, c := range []struct {
		name, markdown string
		want           []string
	}{
		{"case and punctuation", "## What's New, in 2.0?", []string{"whats-new-in-20"}},
		{"dashes and underscores", "## a-b_c - d", []string{"a-b_c---d"}},
		{"umlauts", "## Über Öl", []string{"über-öl"}},
		{"Cyrillic", "## Стратегия и Видение", []string{"стратегия-и-видение"}},
		{"Japanese", "## 戦略とは、何か", []string{"戦略とは何か"}},
		{"marks of Hindi", "## रणनीति", []string{"रणनीति"}},
		{"code and links", "## The `go build` [command](x.md)", []string{"the-go-build-command"}},
		{"an emoji by name", "## :rocket: Launch", []string{"rocket-launch"}},
		{"emoji's names with marks", "## :+1: :-1: :white_check_mark: A", []string{"1--1-white_check_mark-a"}},
		{"an emoji by name at the end", "## Try *it :ship:*", []string{"try-it-ship"}},
		{"an emoji as a character", "## 🚀 Launch", []string{"-launch"}},
		{"the same as character and name", "## :ship: A\n## ship a", []string{"ship-a", "ship-a-1"}},
		{"an emoji's variation", "## ❤️ us", []string{"-us"}},
		{"entities and escapes", "## A &amp; B \\* C", []string{"a--b--c"}},
		{"nothing left", "## !!!", []string{"section"}},
		{"the same", "## A\n## A\n## A", []string{"a", "a-1", "a-2"}},
		{"one that looks counted", "## A\n## A 1\n## A\n## A 1", []string{"a", "a-1", "a-2", "a-1-1"}},
		{"explicit before", "## X {#a}\n## A", []string{"a", "a-1"}},
		{"explicit after", "## A\n## X {#a}", []string{"a", "a-1"}},
		{"empty explicit is text", "## A {#}", []string{"a-"}},
		{"like a footnote's", "## A {#fn:1}", []string{"a"}},
		{"footnote is no part", "## A[^1]\n\n[^1]: x", []string{"a"}},
		{"in a footnote comes last", "[^1]: ## B\n\n## A[^1]", []string{"a", "b"}},
	} {
		p, _ := read(c.markdown, Settings{})
		var got []string
		for _, h := range p.Headings {
			got = append(got, h.ID)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestIDsStayWhenHeadingsAreAdded: the ids of a page's beginning are the
// same whatever follows.
func TestIDsStayWhenHeadingsAreAdded(t *testing.T) {
	headings := []string{"## A", "## A", "## B {#a-1}", "# T", "## A", "## a 1", "## X {#a}", "## T", "## A", "## C {#t}"}
	var before []string
	for n := range headings {
		p, _ := read(strings.Join(headings[:n+1], "\n\n"), Settings{})
		var ids []string
		for _, h := range p.Headings {
			ids = append(ids, h.ID)
		}
		for i, id := range before {
			if ids[i] != id {
				t.Errorf("with %d headings, id %d is %q, and was %q", n+1, i, ids[i], id)
			}
		}
		before = ids
	}
}

func TestDuplicateExplicitIDIsReported(t *testing.T) {
	p, _ := read("## A {#x}\n\n## B {#x}\n", Settings{})
	if got, want := said(p), "3:1 P009 something else on the page has the id \"x\" already\n"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}

func TestTitle(t *testing.T) {
	for _, c := range []struct {
		name, markdown, title, id, html string
	}{
		{"first heading", "# The *big* bet\n\nText", "The big bet", "the-big-bet", "<p>Text</p>\n"},
		{"with an id", "# Bet {#b}\n\nText", "Bet", "b", "<p>Text</p>\n"},
		{"after text", "Text\n\n# Bet", "Bet", "bet", "<p>Text</p>\n"},
		{"same in front matter", "---\ntitle: Bet\n---\n# Bet\n\nText", "Bet", "bet", "<p>Text</p>\n"},
		{"empty in front matter", "---\ntitle:\n---\n# Bet\n\nText", "Bet", "bet", "<p>Text</p>\n"},
		{"null in front matter", "---\ntitle: null\n---\n# Bet\n\nText", "Bet", "bet", "<p>Text</p>\n"},
		{"~ in front matter", "---\ntitle: ~\n---\n# Bet\n\nText", "Bet", "bet", "<p>Text</p>\n"},
		{"null in JSON", "{\"title\": null}\n# Bet\n\nText", "Bet", "bet", "<p>Text</p>\n"},
		{"the word null", "---\ntitle: \"null\"\n---\n# Bet", "", "", `<div class="heading"><h1 id="bet">`},
		{"only in front matter", "---\ntitle: Bet\n---\nText", "", "", "<p>Text</p>\n"},
		{"in a quotation", "> # Bet", "", "", "<blockquote>\n<div class=\"heading\"><h1 id=\"bet\">"},
		{"other in front matter", "---\ntitle: Bet\n---\n# No bet", "", "", `<div class="heading"><h1 id="no-bet">`},
		{"a footnote in it", "# Bet[^1]\n\nText\n\n[^1]: Note", "Bet", "bet", "<p>Text</p>\n"},
	} {
		p, html := read(c.markdown, Settings{})
		if p.Title != c.title || p.TitleID != c.id || !strings.HasPrefix(html, c.html) {
			t.Errorf("%s: title %q #%s, HTML %q", c.name, p.Title, p.TitleID, html)
		}
	}
}

func TestOpening(t *testing.T) {
	for _, c := range []struct {
		name, markdown, opening, said string
	}{
		{"first of all", "## The `big` bet\n\nText\n\n## More", "The <code>big</code> bet", ""},
		{"any level", "#### Bet\n\n#### More", "Bet", ""},
		{"underlined", "Bet\n---\nText", "Bet", ""},
		{"after comments and definitions", "<!-- a -->\n\n[b]: c.md\n\n## Bet", "Bet", ""},
		{"after badges", "[![a](b.svg)](c.md) ![d](e.svg)\n\n## Bet", "Bet", ""},
		{"after a place to link to", "<a name=\"x\"></a>\n\n## Bet", "Bet", ""},
		{"after a picture of HTML", "<p align=\"center\">\n<img src=\"a.svg\" alt=\"a\">\n</p>\n\n## Bet", "Bet", ""},
		{"after text", "Text\n\n## Bet", "", ""},
		{"after text of HTML", "<p>\nText\n</p>\n\n## Bet", "", ""},
		{"after a script", "<script>\nx\n</script>\n\n## Bet", "Bet", "1:1 P014 HTML is left out with its content: <script>\n"},
		{"after a list", "- a\n\n## Bet", "", ""},
		{"before a title", "## Bet\n\n# Title", "", ""},
		{"with a title in front matter", "---\ntitle: T\n---\n## Bet", "", ""},
		{"with the same title in front matter", "---\ntitle: Bet\n---\n## Bet", "Bet", ""},
		{"with null in front matter", "---\ntitle: null\n---\n## Bet", "Bet", ""},
		{"in a quotation", "> ## Bet", "", ""},
		{"without text", "##\n\nText", "", "1:1 P025 a heading without a text\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, b := Parse("a/page.md", source.NewText("content/a/page.md", []byte(c.markdown)), Settings{})
			got := string(b.FillPart(nil, b.Opening[0], b.Opening[1], nil))
			if got != c.opening || p.Opens != (c.opening != "") || said(p) != c.said {
				t.Errorf("opens %v with %q, diagnostics %q", p.Opens, got, said(p))
			}
		})
	}
}

func TestTitleKeepsWhatIsInItsHeading(t *testing.T) {
	for _, c := range []struct{ name, markdown, title, html, said string }{
		{"text", "# A & B", "A & B", "A &amp; B", ""},
		{"code", "# Use `a<b>`", "Use a<b>", "Use <code>a&lt;b&gt;</code>", ""},
		{"struck out", "# ~~Steel~~ Hemp", "~~Steel~~ Hemp", "<del>Steel</del> Hemp", ""},
		{"emphasis", "# *A* **b**", "A b", "<em>A</em> <strong>b</strong>", ""},
		{"links", "# [A](b.md \"t\") <https://c.d>", "A https://c.d", `<a href="b.md" title="t">A</a> <a href="https://c.d">https://c.d</a>`, ""},
		{"a link by reference", "# [A][r]\n\n[r]: b.md", "A", `<a href="b.md">A</a>`, ""},
		{"an image", "# ![Logo](l.svg) A", "Logo A", `<img src="l.svg" alt="Logo"> A`, ""},
		{"a footnote", "# A[^1]\n\nB[^2]\n\n[^2]: y\n[^1]: x", "A", `A<sup><a id="fnref:1" href="#fn:1" role="doc-noteref">1</a></sup>`, ""},
		{"underlined", "A\n*b*\n===", "A b", "A\n<em>b</em>", ""},
		{"with an id", "# `A` {#b}", "A", "<code>A</code>", ""},
		{"HTML", "# A <b>c</b>", "A c", "A <b>c</b>", ""},
		{"HTML that is not safe", "# A <font>c</font>", "A c", "A c", "1:5 P014 HTML tags are left out, their text stays: <font>\n"},
		{"a script", "# A <script>b</script>c", "A c", "A c", "1:5 P014 HTML is left out with its content: <script>\n"},
		{"a line break of HTML", "# A<br>b<BR />c", "A b c", "A<br>\nb<br>\nc", ""},
		{"the front matter's", "---\ntitle: '`A`'\n---\nText", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, b := Parse("a/page.md", source.NewText("content/a/page.md", []byte(c.markdown)), Settings{})
			if html := fillFragment(p, &b.Title); p.Title != c.title || html != c.html || said(p) != c.said {
				t.Errorf("got title %q, HTML %q, diagnostics %q", p.Title, html, said(p))
			}
		})
	}
}

// TestLinksOfTheTitleHavePlaces: they are judged and led like any other.
func TestLinksOfTheTitleHavePlaces(t *testing.T) {
	p, _ := read("# A [b](c.md) ![d](e.png)\n\n[f](g.md)\n", Settings{})
	want := []meta.Span{{Line: 1, Column: 9, EndLine: 1, EndColumn: 13}, {Line: 3, Column: 5, EndLine: 3, EndColumn: 9}}
	if len(p.Links) != 2 || p.Links[0].At != want[0] || p.Links[1].At != want[1] {
		t.Errorf("links %+v", p.Links)
	}
	if at := (meta.Span{Line: 1, Column: 20, EndLine: 1, EndColumn: 25}); len(p.Images) != 1 || p.Images[0].At != at {
		t.Errorf("images %+v", p.Images)
	}
}

func TestNaughtyTitlesReadBack(t *testing.T) {
	for _, title := range []string{
		"<script>alert(1)</script>", `"' onmouseover=alert(1) x="`, "{{.}}", "&amp;", "NULL", "1.0", "００",
		"田中さんにあげて下さい", "مُنَاقَشَةُ", "ﷺ", "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮", "👩‍👩‍👧", "\u202etest\u202c", "$HOME", "`ls`", `C:\`, "[x](y)",
	} {
		escaped := func(s string) string {
			var b strings.Builder
			for _, r := range s {
				if r < utf8.RuneSelf && strings.ContainsRune("\\`*_{}[]()#+-.!<>&\"'$:=", r) {
					b.WriteByte('\\')
				}
				b.WriteRune(r)
			}
			return b.String()
		}
		if p, _ := read("# "+escaped(title)+"\n", Settings{}); p.Title != title {
			t.Errorf("title %q reads back as %q", title, p.Title)
		}
	}
}

func TestHeadingsThatJumpAreReported(t *testing.T) {
	for _, c := range []struct{ name, markdown, want string }{
		{"fine", "# A\n## B\n### C\n## D", ""},
		{"without a title", "## B\n### C", ""},
		{"first too deep", "Text\n\n### C", "3:1 H010 heading of level 3 below one of level 1\n"},
		{"below one that may be the title", "### A\n\n#### B\n\n###### C", "5:1 H010 heading of level 6 below one of level 4\n"},
		{"below the title", "# A\n\n### C", "3:1 H010 heading of level 3 below one of level 1\n"},
		{"on the way", "## B\n\n#### D\n\n#### E", "3:1 H010 heading of level 4 below one of level 2\n"},
		{"places behind front matter", "---\ntitle: A\n---\n\n### C", "5:1 H010 heading of level 3 below one of level 1\n"},
	} {
		p, _ := read(c.markdown, Settings{})
		if got := said(p); got != c.want {
			t.Errorf("%s: said %q, want %q", c.name, got, c.want)
		}
	}
}

func TestHeadingPlaces(t *testing.T) {
	p, _ := read("Text\n\n  ## A\n\nB\nC\n---\n\n> ### D {#e}\n", Settings{})
	var got []string
	for _, h := range p.Headings {
		got = append(got, fmt.Sprintf("%s %d:%d-%d:%d", h.Text, h.At.Line, h.At.Column, h.At.EndLine, h.At.EndColumn))
	}
	want := []string{"A 3:3-3:7", "B C 5:1-5:2", "D 9:3-9:13"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestIDsOfAPageAreOneOfAKind(t *testing.T) {
	for _, test := range []struct{ name, markdown, said, html string }{
		{"of the theme", "## A {#site:main}", "1:1 P009 the id \"site:main\" is not for texts: those that begin with site: are the page's own\n", `<h2 id="a">`},
		{"of a footnote", "## A {#fn:1}", "1:1 P009 the id \"fn:1\" is not for texts: those that begin with fn: are the page's own\n", `<h2 id="a">`},
		{"of the theme, on a container", ":::tip {#site:toc}\nx\n:::", "1:9 P009 the id \"site:toc\" is not for texts: those that begin with site: are the page's own\n", `id="site-toc"`},
		{"another with a colon", "## A {#api:main}", "", `<h2 id="api:main">`},
		{"of the theme, in raw HTML", "<p id=\"site:main\">a</p>", "1:8 P009 the id \"site:main\" is not for texts: those that begin with site: are the page's own\n", `<p id="site:main">`},
		{"twice in raw HTML", "<p id=a>a</p>\n\n<p id='a'>b</p>", "3:8 P009 something else on the page has the id \"a\" already\n", `<p id='a'>`},
		{"a heading's, in raw HTML above it", "x <b id=\"part\">y</b>\n\n## Part", "1:10 P009 something else on the page has the id \"part\" already\n", `<b id="part">`},
		{"a name of an old anchor", "<a id=\"a\" name=\"a\"></a>", "", ""},
	} {
		p, html := read(test.markdown, Settings{RawHTML: AllHTML})
		if got := said(p); got != test.said {
			t.Errorf("%s: %q", test.name, got)
		}
		if !strings.Contains(html, test.html) {
			t.Errorf("%s: %s", test.name, html)
		}
	}
	p, _ := read("<p id=a>\n\n<p id=a>", Settings{RawHTML: NoHTML})
	if got := said(p); strings.Contains(got, "P009") {
		t.Errorf("HTML that is left out has no ids: %s", got)
	}
}

// TestTitleInHTML: so do many a README that wants its name in the middle.
func TestTitleInHTML(t *testing.T) {
	for _, c := range []struct{ name, markdown, title, id, inTitle, html, twin string }{
		{"alone", "<h1 align=\"center\">The <b>Quay</b></h1>\n\nText", "The Quay", "the-quay", "The <b>Quay</b>", "\n<p>Text</p>\n", "Text"},
		{"with a logo", "<h1 align=center>\n  <br>\n  <a href=\"https://q.example\"><img src=q.svg alt=Logo width=200></a>\n  <br>Quay<br>\n</h1>\nText", "Quay", "quay",
			"<a href=\"https://q.example\"><img src=\"q.svg\" alt=\"Logo\"></a>\n  <br>\nQuay", "\nText", "Text"},
		{"in a block", "<div align=center>\n<h1 id=own>Quay</h1>\n\na\n\n</div>", "Quay", "own", "Quay", "<div align=\"center\">\n\n<p>a</p>\n</div>", "<div align=center>\n\n\na\n\n</div>"},
		{"of an image alone", "<h1><img src=q.svg alt=\"The Quay\"></h1>", "The Quay", "the-quay", `<img src="q.svg" alt="The Quay">`, "", ""},
		{"before another", "<h1>A</h1>\n\n# B", "A", "a", "A", "\n<div class=\"heading\"><h1 id=\"b\">", "# B"},
		{"after another", "# A\n\n<h1>B</h1>", "A", "a", "A", "<h1 id=\"b\">B</h1>", "<h1>B</h1>"},
		{"none", "<h1></h1>\n\n<h1>\n\nA\n</h1>", "", "", "", "<h1></h1>\n<h1>\n<p>A</p>\n</h1>", "<h1></h1>\n\n<h1>\n\nA\n</h1>"},
		{"other in front matter", "---\ntitle: A\n---\n<h1>B</h1>", "", "", "", `<h1 id="b">B</h1>`, "<h1>B</h1>"},
	} {
		text := newText(c.markdown)
		p, b := Parse("a.md", text, Settings{})
		html := fill(p, b)
		if p.Title != c.title || p.TitleID != c.id || fillFragment(p, &b.Title) != c.inTitle || !strings.HasPrefix(html, c.html) {
			t.Errorf("%s: title %q #%s, in it %q, HTML %q", c.name, p.Title, p.TitleID, fillFragment(p, &b.Title), html)
		}
		if twin := string(b.Twin(text, func(Cut) (string, bool) { return "", false })); twin != c.twin {
			t.Errorf("%s: twin %q", c.name, twin)
		}
	}
	text := newText("<h1 align=center>\nThe <a href=a.md>Quay</a></h1>")
	_, b := Parse("a.md", text, Settings{})
	if got, want := string(b.TwinTitle(text, func(Cut) (string, bool) { return "/a/", true })), "The <a href=/a/>Quay</a>"; got != want {
		t.Errorf("title of the twin %q, want %q", got, want)
	}
}

func TestIDsInSafeHTML(t *testing.T) {
	for _, test := range []struct{ name, markdown, said, html, anchors string }{
		{"an id", "<p id=a>b</p>", "", `<p id="a">b</p>`, "a"},
		{"a name of an old anchor", "<a name=\"a\">b", "", `<p><span id="a"></span>b</p>`, "a"},
		{"both", "<a id=\"a\" name=\"a\"></a>", "", `<p><span id="a"></span></p>`, "a"},
		{"in a link", "[b <a name=a></a>](c)", "", `<p><a href="c">b <span id="a"></span></a></p>`, "a"},
		{"a name of something else", "<img name=a src=b>", "", `<img src="b" alt="">`, ""},
		{"of the theme", "<p id=\"site:main\">a</p>", "", `<p id="user-content-site:main">a</p>`, "user-content-site:main"},
		{"twice", "<p id=a>b</p>\n\n<p id='a'>c</p>", "3:8 P009 something else on the page has the id \"a\" already\n", "<p>c</p>", "a"},
		{"a heading's, beside it", "<a name=\"part\"></a>\n\n## Part", "", "<p></p>", ""},
		{"a heading's, far away", "<b id=\"part\">b</b>\n\nc\n\nd\n\n## Part", "1:8 P009 something else on the page has the id \"part\" already\n", "<b>b</b>", ""},
		{"of a heading", "## A\n\n<h3>A</h3>", "", `<h3 id="a-1">`, "a-1"},
	} {
		p, html := read(test.markdown, Settings{})
		if got := said(p); got != test.said || !strings.Contains(html, test.html) || strings.Join(p.Anchors, " ") != test.anchors {
			t.Errorf("%s: %q, anchors %q\n%s", test.name, got, p.Anchors, html)
		}
	}
}

func TestLinksInTheTitleAreJudged(t *testing.T) {
	p, html := read("# About [it](a.md) and *[this][r]*\n\n[r]: b.md", Settings{})
	var got []string
	for _, l := range p.Links {
		got = append(got, fmt.Sprintf("%d:%d %s %q", l.At.Line, l.At.Column, l.Dest, l.Sentence))
	}
	want := []string{`1:14 a.md "About it and this"`, `3:6 b.md "About it and this"`}
	if diff := cmp.Diff(want, got); diff != "" || p.Title != "About it and this" || html != "" {
		t.Errorf("%q %q %s", p.Title, html, diff)
	}
}
