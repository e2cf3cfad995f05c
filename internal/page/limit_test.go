package page

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/internal/diag"
)

// hostile are texts that make a naive parser compare everything with
// everything. Each is about n bytes long. Those up to the table are the ones that
// the authors of cmark collected.
var hostile = []struct {
	name string
	text func(n int) string
}{
	{"nested strong emphasis", func(n int) string { return times("*a **a ", n/2) + "b" + times(" a** a*", n/2) }},
	{"many closers with no openers", repeat("a_ ")},
	{"many openers with no closers", repeat("_a ")},
	{"many link closers with no openers", repeat("a]")},
	{"many link openers with no closers", repeat("[a")},
	{"mismatched openers and closers", repeat("*a_ ")},
	{"long runs of openers, then closers", func(n int) string { return times("*a ", n/2) + times("_a*_ ", n/2) }},
	{"openers and closers that are a multiple of 3", func(n int) string { return "a**b" + times("c* ", n) }},
	{"link openers and emphasis closers", repeat("[ a_")},
	{"link openers and parentheses", repeat("[ (](")},
	{"images of empty links", repeat("![[]()")},
	{"hard link and emphasis", repeat("**x [a*b**c*](d)")},
	{"nested brackets", func(n int) string { return times("[", n/2) + "a" + times("]", n/2) }},
	{"nested quotations", repeat("> ")},
	{"deeply nested lists", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("  ", i) + "* a\n")
		}
		return b.String()
	}},
	{"NUL", repeat("abc\x00de\x00")},
	{"backticks", func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString("e" + strings.Repeat("`", i))
		}
		return b.String()
	}},
	{"unclosed links in pointed brackets", repeat("[a](<b")},
	{"unclosed links", repeat("[a](b")},
	{"unclosed comments", func(n int) string { return "</" + times("<!--", n) }},
	{"unclosed instructions", repeat("a <?")},
	{"unclosed declarations", repeat("a <!A ")},
	{"unclosed CDATA", repeat("a <![CDATA[")},
	{"empty lines in nested lists", func(n int) string { return times("- ", n/2) + "x" + times("\n", n/2) }},
	{"empty lines in lists in quotations", func(n int) string { return "> " + times("- ", n/2) + "x\n" + times(">\n", n/2) }},
	{"emphasis in a deep quotation", func(n int) string { return times(">", n/2) + times("a*", n/2) }},
	{"many references", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[r%d]: /u\n[r%d]\n\n", i, i)
		}
		return b.String()
	}},

	{"tables of a row", repeat("|a|\n|-|\n")},
	{"a wide table of short rows", func(n int) string { return times("|a", n/3) + "\n" + times("|-", n/3) + "\n" + times("x\n", n/3) }},
	{"pipes in code in a table", func(n int) string { return "|a|\n|-|\n" + times("|`\\|`|\n", n) }},
	{"many rows", func(n int) string { return "a|b\n-|-\n" + times("x|y\n", n) }},
	{"many footnotes", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n/2; i++ {
			fmt.Fprintf(&b, "[^%d]: x\n", i)
		}
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "\n[^%d]\n", i)
		}
		return b.String()
	}},
	{"many references to a footnote", func(n int) string { return "[^a]: x\n\n" + times("[^a] ", n) }},
	{"nested footnotes", repeat("[^a]: ")},
	{"footnotes never closed", repeat("[^")},
	{"a chain of footnotes", func(n int) string {
		b := strings.Builder{}
		b.WriteString("[^0]\n\n")
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[^%d]: [^%d]\n\n", i, i+1)
		}
		return b.String()
	}},
	{"definitions of one term", func(n int) string { return "a\n" + times(": b\n", n) }},
	{"terms of one definition", func(n int) string { return times("a\n", n) + ": b" }},
	{"a long destination used often", func(n int) string { return "[a]: " + times("b", n/2) + "\n\n" + times("[a] ", n/2) }},
	{"definitions in one paragraph", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[r%d]: /u\n", i)
		}
		return b.String()
	}},
	{"definitions with titles that do not end", repeat("[a]: b 'c\n")},
	{"a link in each of many lines", func(n int) string { return "[a]: b\n\n" + times("[a]\n", n) }},
	{"links with titles that do not end", repeat("[a](b (c ")},
	{"links in a long line", repeat(" www.a.b")},
	{"addresses of mail that are none", repeat("*a_")},
	{"an address with parentheses", func(n int) string { return "http://a.b/" + times("(", n) }},
	{"an address with entities", func(n int) string { return "http://a.b/" + times("&a;", n) }},
	{"addresses in pointed brackets", repeat("<http://")},
	{"entities", repeat("&amp;")},
	{"entities that are none", repeat("&#x")},
	{"attributes of a heading", func(n int) string { return "# " + times("{a=[", n) }},
	{"ids of a heading", func(n int) string { return "# a {" + times("#a ", n) + "}" }},
	{"equal headings", repeat("# a\n")},
	{"headings that look numbered", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "# a\n# a-%d\n", i)
		}
		return b.String()
	}},
	{"alerts", repeat("> [!NOTE] x\n\n")},
	{"alerts of unknown names", repeat("> [!a]- x\n\n")},
	{"marks of alerts that do not end", repeat("> [!a|")},
	{"links in double brackets", repeat("[[a]] ")},
	{"double brackets that do not end", repeat("[[a|")},
	{"links in double brackets in brackets", repeat("[b [[a]] ")},
	{"pictures with options", func(n int) string { return "![[a.png" + times("|1", n) + "]]" }},
	{"headings in a name", func(n int) string { return "[[a" + times("#b", n) + "]]" }},
	{"expressions in code", repeat("`{{ a }}` ")},
	{"expressions that do not end", repeat("{{ a {% b %%")},
	{"comments with expressions", repeat("<!-- {{ a }} --> ")},
	{"containers", repeat(":::details a {#b}\nx\n:::\n")},
	{"containers never closed", repeat(":::tab a\n")},
	{"containers in containers", func(n int) string { return times(":::details\n", n*3/4) + times(":::\n", n/4) }},
	{"containers in lists in containers", repeat("- :::a\n")},
	{"lines that close nothing", repeat(":::\n")},
	{"cards", func(n int) string { return ":::cards\n" + times("- [a](b): c\n", n) + ":::" }},
	{"tabs", func(n int) string { return "::::tabs\n" + times(":::tab a\n:::\n", n) + "::::" }},
	{"braces of a container", func(n int) string { return ":::details " + times("{#a ", n) + "}" }},
	{"brackets of a container", func(n int) string { return ":::details[" + times("]", n) + "\n:::" }},
	{"options of a fence", func(n int) string { return "``` " + times("a=' ", n) + "\nx\n```" }},
	{"words of a fence", func(n int) string { return "``` " + times("a ", n) + "\nx\n```" }},
	{"unknown languages", repeat("```zz\n```\n")},
	{"tags in a line", repeat("a <b>")},
	{"attributes of a tag", func(n int) string { return "<div\n" + times("href=a\n", n) + ">" }},
	{"tags of a block", func(n int) string { return "<div>\n" + times("<a href=b>x\n", n) }},
	{"tags that do not end", repeat("x <a b='")},
	{"items in a line", repeat("- - ")},
	{"quotations and lists in turn", repeat("> - ")},
	{"conflicts", repeat("<<<<<<< a\n")},
	{"emoji that are none", repeat(":a")},
	{"quotes", repeat(`"a' 'b" -- `)},
	{"quotes that are never closed", repeat(`"a 'b `)},
	{"quotes in a word", repeat(`'a`)},
	{"quotes between tags of code", repeat(`<code>"<kbd>`)},
	{"quotes", repeat(`'a" `)},
	{"strikethrough", repeat("~~a ")},
	{"tasks", repeat("- [ ] a\n")},
	{"nested images", func(n int) string { return times("![a", n*3/7) + times("](b)", n*4/7) }},
	{"backslashes", repeat(`\`)},
	{"spaces", repeat(" ")},
	{"lines of a paragraph", repeat("a\n")},
}

func times(s string, n int) string { return strings.Repeat(s, n/len(s)) }

func repeat(s string) func(int) string { return func(n int) string { return times(s, n) } }

// TestHostileTextTakesTimeInProportion reads each text in two sizes, one
// four times the other, with everything switched on. With WAYMARK_LONG=1 they
// are those of the case, 100 and 400 KB; else small enough to be quick, and then
// what takes only a moment is not compared. A machine that is busy with something
// else gets several tries.
func TestHostileTextTakesTimeInProportion(t *testing.T) {
	size, moment := 12_500, 150*time.Millisecond
	if testing.Short() {
		size = 2_500
	}
	if os.Getenv("WAYMARK_LONG") != "" {
		size, moment = 100_000, 50*time.Millisecond
	}
	read("```go\n```\n", Settings{Typographer: true}) // the tables are made first
	const atMost, tries = 6, 8
	for _, h := range hostile {
		small, large := h.text(size), h.text(4*size)
		var one, four time.Duration
		for try := range tries {
			a, b := timeOf(small), timeOf(large)
			if try == 0 {
				one, four = a, b
			}
			one, four = min(one, a), min(four, b)
			if four <= atMost*one || four < moment {
				break
			}
		}
		if four > atMost*one && four >= moment || four > 5*time.Second {
			t.Errorf("%s: %d KB take %v, %d KB %v", h.name, len(small)/1000, one, len(large)/1000, four)
		}
	}
}

func timeOf(markdown string) time.Duration {
	text := newText(markdown)
	runtime.GC()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	start := worked()
	Parse("a.md", text, Settings{RawHTML: AllHTML, Typographer: true})
	return worked() - start
}

// dense are texts that take the most memory for their size, as long as nothing
// limits what is made of them.
var dense = []struct {
	name string
	text func(n int) string
}{
	{"bare addresses", repeat("www.a.b ")},
	{"lines", repeat("a\n")},
	{"headings", repeat("# a\n")},
	{"links", repeat("[a](b) ")},
	{"references", func(n int) string { return "[a]: b\n\n" + times("[a]\n", n) }},
	{"emphasis", repeat("*a*\n\n")},
	{"code", repeat("`a` ")},
	{"emoji", repeat(":tada: ")},
	{"cells", func(n int) string { return "|a|b|c\n|-|-|-\n" + times("|a|b|c\n", n) }},
	{"paragraphs", repeat("a\n\n")},
}

// TestMemoryIsInProportion: reading allocates no more than so many bytes for each
// of a large file. With WAYMARK_LONG=1 all dense texts are read.
func TestMemoryIsInProportion(t *testing.T) {
	const size, atMost = 4_000_000, 130
	texts := dense[:3]
	if testing.Short() {
		texts = dense[:1]
	}
	if os.Getenv("WAYMARK_LONG") != "" {
		texts = dense
	}
	for _, d := range texts {
		text := newText(d.text(size))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		p, _ := Parse("a.md", text, Settings{})
		runtime.ReadMemStats(&after)
		if ratio := (after.TotalAlloc - before.TotalAlloc) / uint64(len(text.Data)); ratio > atMost {
			t.Errorf("%s: %d bytes for each", d.name, ratio)
		}
		if !slices.ContainsFunc(p.Diags, func(d diag.Diagnostic) bool { return d.Code == "P017" }) {
			t.Errorf("%s: nothing is said of the limit", d.name)
		}
	}
}

// What is beyond a limit is text, and all of it is there.
func TestNothingIsLostBeyondALimit(t *testing.T) {
	var body *Body
	for _, c := range []struct {
		markdown, part string
		count          int
	}{
		{times("a\n", 2*(mostRead+5)) + "*b* <c>", "a", mostRead + 5},
		{"", "*b* &lt;c&gt;</p>", 1}, // of the same
		{times("[a](b) ", 7*(mostLinks+5)), "[a](b)", 5},
		{times("www.a.b ", 8*(mostLinks+5)), "www.a.b", mostLinks + 5},
		{times("# a\n", 4*(mostHeadings+5)), "<h1", mostHeadings - 1},
		{times("`a` ", 4*(mostInlines+5)), "`a`", 5},
	} {
		if c.markdown != "" {
			_, body = Parse("a.md", newText(c.markdown), Settings{})
		}
		if got := strings.Count(string(body.HTML), c.part); got != c.count {
			t.Errorf("%.20q…: %q is there %d times, want %d", c.markdown, c.part, got, c.count)
		}
	}
}

// TestTheLastOfManyFootnotesIsOne: footnotes, one behind the other, are no nesting.
func TestTheLastOfManyFootnotesIsOne(t *testing.T) {
	const many = 60_000
	var b strings.Builder
	for i := range many {
		fmt.Fprintf(&b, "[^%d]: b\n\n", i)
	}
	fmt.Fprintf(&b, "a[^0] b[^%d]", many-1)
	p, html := read(b.String(), Settings{})
	if strings.Count(html, "doc-noteref") != 2 || strings.Contains(said(p), "P017") {
		t.Errorf("%d references", strings.Count(html, "doc-noteref"))
	}
}

// TestLimitsAreReported: what is beyond a limit is plain text, and the
// author is told once.
func TestLimitsAreReported(t *testing.T) {
	for _, c := range []struct{ name, markdown string }{
		{"nested quotations", times("> ", 200) + "a"},
		{"marks in a paragraph", times("*a* ", 4*1100)},
		{"brackets", times("[", 200)},
		{"empty cells", times("|a", 2*500) + "|\n" + times("|-", 2*500) + "|\n" + times("x\n", 2*500)},
		{"destinations", "[a]: " + times("b", 50_000) + "\n\n" + times("[a] ", 40)},
	} {
		p, _ := read(c.markdown, Settings{})
		if got := said(p); strings.Count(got, "P017") != 1 || strings.Count(got, "\n") != 1 {
			t.Errorf("%s: said %q", c.name, got)
		}
	}
	for _, c := range []struct{ name, markdown string }{
		{"lists in lists", times("- ", 2*15) + "a"},
		{"marks in many paragraphs", times("*a* *b*\n\n", 9*1100)},
		{"a large table", "a|b|c\n-|-|-\n" + times("x|y|z\n", 6*5000)},
		{"a paragraph of 3000 lines", times("word word\n", 10*3000)},
		{"brackets in brackets", "[a [b [c]]](d)"},
	} {
		p, _ := read(c.markdown, Settings{})
		if got := said(p); got != "" {
			t.Errorf("%s: said %q", c.name, got)
		}
	}
}

func TestLongParagraphIsTwo(t *testing.T) {
	_, html := read(times("a\n", 2*(mostLines+1)), Settings{})
	if got := strings.Count(html, "<p>"); got != 2 || strings.Count(html, "a") != mostLines+1 {
		t.Errorf("%d paragraphs, %d lines", got, strings.Count(html, "a"))
	}
}
