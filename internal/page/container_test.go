package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/source"
)

func TestContainers(t *testing.T) {
	check(t, Settings{}, []example{
		{
			"details",
			"text\n:::details What *happened* next {#next}\nmore\n\n- and more\n:::\nafter",
			"<p>text</p>\n<details class=\"details\" id=\"next\">\n<summary>What <em>happened</em> next</summary>\n" +
				"<p>more</p>\n<ul>\n<li>and more</li>\n</ul>\n</details>\n<p>after</p>",
			"",
		}, {
			"details that are open, without a title",
			":::details{open}\nx\n:::",
			"<details class=\"details\" open>\n<summary>(details)</summary>\n<p>x</p>\n</details>",
			"",
		}, {
			"cards",
			":::cards\n- [One](one.md): *first* line\n- **[Two](two.md)** -- second\n- [Three](three.md)\n- no link\n:::",
			`<ul class="cards">
<li class="card">
<p class="card-title"><a href="one.md">One</a></p>
<p><em>first</em> line</p>
</li>
<li class="card">
<p class="card-title"><strong><a href="two.md">Two</a></strong></p>
<p>second</p>
</li>
<li class="card">
<p class="card-title"><a href="three.md">Three</a></p>
</li>
<li class="card">no link</li>
</ul>`,
			"",
		}, {
			"cards of several paragraphs",
			":::cards\n- [One](one.md)\n  line\n\n  more\n:::",
			"<ul class=\"cards\">\n<li class=\"card\">\n<p class=\"card-title\"><a href=\"one.md\">One</a></p>\n<p>line</p>\n<p>more</p>\n</li>\n</ul>",
			"",
		}, {
			"steps, one with a container",
			":::steps\n1. First\n\n   :::details Why\n   text\n   :::\n2. Second\n:::",
			`<div class="steps">
<ol>
<li>
<p>First</p>
<details class="details">
<summary>Why</summary>
<p>text</p>
</details>
</li>
<li>
<p>Second</p>
</li>
</ol>
</div>`,
			"",
		}, {
			"tabs",
			"::::tabs\n:::tab On a terminal\nx\n:::\n\n:::tab In *CI* {#ci}\ny\n:::\n::::",
			`<div class="tabs">
<div class="tab" role="group" aria-labelledby="on-a-terminal">
<p class="tab-name" id="on-a-terminal">On a terminal</p>
<p>x</p>
</div>
<div class="tab" role="group" aria-labelledby="ci">
<p class="tab-name" id="ci">In <em>CI</em></p>
<p>y</p>
</div>
</div>`,
			"",
		}, {
			"a tab's id gives way to a heading's",
			":::tabs\n::::tab Setup\nx\n::::\n:::\n\n# Setup\n\n## Setup",
			"<div class=\"tabs\">\n<div class=\"tab\" role=\"group\" aria-labelledby=\"setup-2\">\n<p class=\"tab-name\" id=\"setup-2\">Setup</p>\n<p>x</p>\n</div>\n</div>\n" +
				`<div class="heading"><h2 id="setup-1">Setup</h2> <a class="anchor" href="#setup-1" aria-labelledby="setup-1"><span aria-hidden="true">#</span></a></div>`,
			"",
		}, {
			"in a quotation and in a list",
			"> :::details a\n> x\n> :::\n> y\n\n- :::tip\n  x\n  :::\n- b",
			"<blockquote>\n<details class=\"details\">\n<summary>a</summary>\n<p>x</p>\n</details>\n<p>y</p>\n</blockquote>\n" +
				"<ul>\n<li>\n<div class=\"alert tip\" role=\"note\">\n<p class=\"alert-title\">(tip)</p>\n<p>x</p>\n</div>\n</li>\n<li>b</li>\n</ul>",
			"",
		},
		{"around a quotation", ":::steps\n> x\n\n1. y\n:::\nz", "<div class=\"steps\">\n<blockquote>\n<p>x</p>\n</blockquote>\n<ol>\n<li>y</li>\n</ol>\n</div>\n<p>z</p>", ""},
		{"as other tools write the title", "::: details [What] next\nx\n:::\n:::details[*What* next]{#a}\n:::\n", "<details class=\"details\">\n<summary>[What] next</summary>\n<p>x</p>\n</details>\n<details class=\"details\" id=\"a\">\n<summary><em>What</em> next</summary>\n</details>", ""},
		{"as Pandoc writes it", "::: {.details #a} :::\nx\n:::\n", "<details class=\"details\" id=\"a\">\n<summary>(details)</summary>\n<p>x</p>\n</details>", ""},
		{"braces of the title's own", ":::details a {what} {#b open}\n:::", "<details class=\"details\" id=\"b\" open>\n<summary>a {what}</summary>\n</details>", ""},
		{"no containers", ":::!\n\n::: 5\n\n:::a/b\n\n::details\n\n`:::`", "<p>:::!</p>\n<p>::: 5</p>\n<p>:::a/b</p>\n<p>::details</p>\n<p><code>:::</code></p>", ""},
		{"in code", "    :::details\n\n```\n:::details\n```", "<div class=\"code\">\n<pre tabindex=\"0\"><code><span class=\"line\">:::details</span>\n</code></pre>\n</div>\n<div class=\"code\">\n<pre tabindex=\"0\"><code><span class=\"line\">:::details</span>\n</code></pre>\n</div>", ""},
	})
	check(t, Settings{Typographer: true}, []example{
		{"a typographer's dash", ":::cards\n- [a](b) -- c\n:::", "<ul class=\"cards\">\n<li class=\"card\">\n<p class=\"card-title\"><a href=\"b\">a</a></p>\n<p>c</p>\n</li>\n</ul>", ""},
	})
	check(t, Settings{CommonMark: true}, []example{
		{"in CommonMark", ":::note\nx\n:::", "<p>:::note\nx\n:::</p>", ""},
	})
}

func TestAlertContainersAreAlerts(t *testing.T) {
	for _, kind := range alertKinds {
		for title, line := range map[string]string{"": ":::" + kind, "Read *this*": ":::" + strings.ToUpper(kind) + " Read *this*"} {
			_, want := read("> [!"+kind+"] "+title+"\n> x\n>\n> - y\n>\n> ## z", Settings{})
			p, got := read(line+"\nx\n\n- y\n\n## z\n:::", Settings{})
			if d := cmp.Diff(want, got); d != "" || len(p.Diags) > 0 {
				t.Errorf("%s: %s%s", line, d, said(p))
			}
		}
	}
}

// TestLineOfColonsCloses says which container it closes: what is between is
// named by its first letters.
func TestLineOfColonsCloses(t *testing.T) {
	for markdown, want := range map[string]string{
		":::details a\n:::details b\nx\n:::\ny\n:::\nz":              "a(b(x)y)z",
		"::::details a\n:::details b\nx\n:::\ny\n::::\nz":            "a(b(x)y)z",
		":::details a\n::::details b\nx\n::::\ny\n:::\nz":            "a(b(x)y)z",
		"::::details a\n:::details b\nx\n::::\nz":                    "a(b(x))z",
		":::details a\nx\n::::::\nz":                                 "a(x)z",
		"::::details a\n:::details b\nx\n:::::\ny\n::::\nz":          "a(b(x)y)z",
		":::details a\n```\n:::\n```\n:::\nz":                        "a(:::)z",
		":::details a\n<!--\n:::\n-->\n:::\nz":                       "a()z",
		":::details a\n    :::\n:::\nz":                              "a(:::)z",
		":::details a\n- b\n:::\nz":                                  "a(b)z",
		":::details a\n- :::details b\n  x\n  :::\n  y\n:::\nz":      "a(b(x)y)z",
		":::details a\n- :::details b\n  x\n:::\nz":                  "a(b(x))z",
		":::details a\n> :::details b\n> x\n:::\nz":                  "a(b(x))z",
		":::details a\n> x\n:::\nz":                                  "a(x)z",
		":::details a\nt\n: x\n\n  :::details b\n  y\n  :::\n:::\nz": "a(txb(y))z",
		"[^n]\n\n[^n]: :::details a\n    x\n    :::\n\nz":            "1za(x) ↩︎",
	} {
		_, html := read(markdown, Settings{RawHTML: AllHTML})
		if got := outline(html); got != want {
			t.Errorf("%q is %s, want %s", markdown, got, want)
		}
	}
}

// outline shows the details in HTML as name(…), without what else is markup.
func outline(html string) string {
	html = strings.NewReplacer("<details class=\"details\">\n<summary>", "", "</summary>", "(", "</details>", ")", "\n", "").Replace(html)
	for {
		before, after, found := strings.Cut(html, "<")
		if !found {
			return html
		}
		_, after, _ = strings.Cut(after, ">")
		html = before + after
	}
}

func TestBadContainersAreReportedAndShown(t *testing.T) {
	for _, c := range []struct{ markdown, said, shown string }{
		{":::nte x\ny\n:::", `1:4 P019 unknown container "nte", shown without its frame`, "<div>\n<p>x</p>\n<p>y</p>\n</div>"},
		{"::: aside\ny\n:::", `1:5 P019 unknown container "aside", shown without its frame`, "<div>\n<p>y</p>\n</div>"},
		{"a\n\n:::details b\nx", `3:1 P020 "details" is never closed`, "<summary>b</summary>\n<p>x</p>\n</details>"},
		{"- :::tip\n  x\n\ny", `1:3 P020 "tip" is never closed`, "<p>x</p>\n</div>\n</li>\n</ul>\n<p>y</p>"},
		{"a\n\n  :::\nb", "3:3 P020 these colons close nothing", "<p>:::\nb</p>"},
		{":::cards\nx\n:::", "1:1 P020 cards without a list", "<p>x</p>"},
		{":::steps\n- x\n:::", "1:1 P020 steps without a numbered list", "<div class=\"steps\">\n<ul>\n<li>x</li>"},
		{":::steps How\n1. x\n:::", "1:10 P020 steps have no title", "<div class=\"steps\">\n<p>How</p>\n<ol>"},
		{"::::tabs\n:::tab a\n:::\nx\n::::", "4:1 P020 tabs hold something that is no tab", "</div>\n<p>x</p>\n</div>"},
		{"::::tabs\n::::", "1:1 P020 tabs without a tab", "<div class=\"tabs\">\n</div>"},
		{"> :::tab a\n> x\n> :::", "1:3 P020 a tab outside of tabs", "id=\"a\">a</p>\n<p>x</p>"},
		{"::::tabs\n:::tab\nx\n:::\n::::", "2:1 P020 a tab without a name", "id=\"tab\">(tab)</p>\n<p>x</p>"},
		{":::details{opne}\nx\n:::", `1:12 P020 "opne" means nothing to details`, "<p>x</p>"},
		{":::tip a {open}\nx\n:::", `1:11 P020 "open" means nothing to tip`, "<p>x</p>"},
		{":::cards {#a}\n- x\n:::", `1:11 P020 "#a" means nothing to cards`, "<ul class=\"cards\">"},
		{"## a\n\n:::tip {#a}\nx\n:::", `3:9 P009 something else on the page has the id "a" already`, `role="note" id="a-1"`},
	} {
		p, html := read(c.markdown, Settings{})
		if got := said(p); got != c.said+"\n" {
			t.Errorf("%q: said %q, want %q", c.markdown, got, c.said)
		}
		if !strings.Contains(html, c.shown) {
			t.Errorf("%q is shown as %s, want %s", c.markdown, html, c.shown)
		}
		for _, d := range p.Diags {
			if d.Hint == "" {
				t.Errorf("%q: no hint", c.markdown)
			}
		}
	}
}

// TestContainersOfOtherTools: what Docusaurus, VitePress, MyST and Quarto call an
// alert is the one that equals it.
func TestContainersOfOtherTools(t *testing.T) {
	alert := func(kind, title string) string {
		return "<div class=\"alert " + kind + "\" role=\"note\">\n<p class=\"alert-title\">" + title + "</p>\n<p>x</p>\n</div>"
	}
	check(t, Settings{}, []example{
		{"info", ":::info\nx\n:::", alert("note", "(note)"), ""},
		{"danger with a title", ":::danger Loose *planks*\nx\n:::", alert("caution", "Loose <em>planks</em>"), ""},
		{"a title in brackets", ":::info[Loose planks]\nx\n:::", alert("note", "Loose planks"), ""},
		{"a name that says more than its kind", ":::success\nx\n:::", alert("tip", "Success"), ""},
		{"Quarto", "::: {.callout-important}\nx\n:::", alert("important", "(important)"), ""},
		{"in one another", "::::danger\n:::info\nx\n:::\n::::",
			"<div class=\"alert caution\" role=\"note\">\n<p class=\"alert-title\">(caution)</p>\n" + alert("note", "(note)") + "\n</div>", ""},
		{"its option", ":::info {open}\nx\n:::", alert("note", "(note)"), "1:10 P020 \"open\" means nothing to note\n"},
	})
}

func TestHintNamesTheContainerThatWasMeant(t *testing.T) {
	for name, want := range map[string]string{"detials": "did you mean details?", "columns": "known are details, tabs, tab, cards, steps, note, tip, important, warning, caution"} {
		if p, _ := read(":::"+name+"\nx\n:::", Settings{}); p.Diags[0].Hint != want {
			t.Errorf("%s: %q", name, p.Diags[0].Hint)
		}
	}
}

// TestContainersHoldWhatPagesHold: what other packages read of a page is found in
// containers too.
func TestContainersHoldWhatPagesHold(t *testing.T) {
	p, b := Parse("a.md", source.NewText("a.md", []byte(`Before.

## Problem

:::details More
It is slow.[^n]

### Cause
A [link](x.md).

## Actions
- One
:::

:::steps
1. Two
   - Exit: never
:::

## Actions

:::note
Not this.

- Nor this
:::

::::tabs
:::tab A
### Now
- Three
:::
:::tab B
- Four
:::
::::
End.

## After

[^n]: A note.
`)), Settings{})
	var got []string
	for _, s := range b.Sections {
		name, contained := "-", ""
		if s.Heading >= 0 {
			name = p.Headings[s.Heading].Text
		}
		if s.Contained {
			contained = " contained"
		}
		html := string(b.HTML[s.Start:s.End])
		for _, tag := range []string{"details", "div"} {
			if strings.Count(html, "<"+tag) != strings.Count(html, "</"+tag) {
				t.Errorf("section %q is cut from the middle of %s: %s", name, tag, html)
			}
		}
		got = append(got, name+contained+" | "+lead(s)+" | "+items(s.Items))
	}
	want := []string{
		"- | Before. | ",
		"Problem | It is slow. | One@12 Two@16 {Exit: never@17}",
		"Cause contained | A link. | ",
		"Actions contained |  | One@12",
		"Actions | End. | Three@31 Four@34",
		"Now contained |  | Three@31",
		"After |  | ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if len(p.Links) != 1 || !strings.Contains(string(b.HTML), `href="#fn:1"`) || len(p.Diags) > 0 {
		t.Errorf("links %v, said %s, HTML %s", p.Links, said(p), b.HTML)
	}
}

// A theme loads what containers need only where they are.
func TestAPageSaysWhatItHolds(t *testing.T) {
	for _, c := range []struct {
		markdown         string
		raw              bool
		containers, tabs bool
	}{
		{"text\n\n> quoted\n\n1. one", false, false, false},
		{"> [!NOTE]\n> x", false, false, false},
		{":::note\nx\n:::", false, false, false},
		{":::steps\n1. x\n:::", false, true, false},
		{":::cards\n- [One](one.md)\n:::", false, true, false},
		{"::::details More\n:::::tabs\n:::tab One\nx\n:::\n:::::\n::::", false, true, true},
		{"<div class=\"alert\">x</div>", false, false, false},
		{"<div class=\"alert\">x</div>", true, true, false},
		{"a <span>b</span>", true, true, false},
	} {
		p, _ := Parse("a.md", newText(c.markdown), Settings{RawHTML: htmlIf(c.raw)})
		if p.Containers != c.containers || p.Tabs != c.tabs {
			t.Errorf("%q: containers %v, tabs %v", c.markdown, p.Containers, p.Tabs)
		}
	}
}
