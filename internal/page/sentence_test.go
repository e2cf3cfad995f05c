package page

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSentenceOfALink(t *testing.T) {
	long := strings.Repeat("word ", 80)
	han := strings.Repeat("字", 300)
	for _, e := range []struct{ name, markdown, want string }{
		{"the only one", "See [it](a.md) for more", "See it for more"},
		{"the second of three", "One ends. We follow [it](a.md) here! Two?", "We follow it here!"},
		{"the first", "[It](a.md) is _good_. Not so `this`.", "It is good."},
		{"over two lines", "Up and\nto [it](a.md)\\\nand down. No.", "Up and to it and down."},
		{"marks in the link", "We read [Vision vs. Strategy. A talk](a.md) often. Yes.", "We read Vision vs. Strategy. A talk often."},
		{"an abbreviation", "Some, e.g. Kafka or J. Maltz, read [it](a.md). Yes.", "Some, e.g. Kafka or J. Maltz, read it."},
		{"a title", "We asked Dr. Smith about [the plan](a.md), and he said no. So we stopped.", "We asked Dr. Smith about the plan, and he said no."},
		{"titles", "Here Prof. Dr. Ott and Mrs. Lee read [it](a.md). Yes.", "Here Prof. Dr. Ott and Mrs. Lee read it."},
		{"a day in German", "Am 3. Mai galt [es](a.md). Dann nicht.", "Am 3. Mai galt es."},
		{"the end of a year", "It was so in 2024. Then came [it](a.md).", "Then came it."},
		{"a version and a file", "Since v1.2 handbook.yaml has [it](a.md). Yes.", "Since v1.2 handbook.yaml has it."},
		{"small letters go on", "We asked “why?” and got [it](a.md)", "We asked “why?” and got it"},
		{"closed behind the mark", `He said “no.” (So it was.) Then [it](a.md) came.`, "Then it came."},
		{"in Chinese", "一切都好。我们读[它](a.md)吧！再见。", "我们读它吧！"},
		{"in Hindi", "यह ठीक है। हम [इसे](a.md) पढ़ते हैं। बस।", "हम इसे पढ़ते हैं।"},
		{"in Arabic", "كيف؟ نقرأ [هذا](a.md) اليوم. نعم.", "نقرأ هذا اليوم."},
		{"a heading", "## About [it](a.md)", "About it"},
		{"a heading that is the link", "## [It](a.md)", ""},
		{"an item that is the link", "- [It](a.md)", ""},
		{"an item that is the link, with a mark", "- **[It](a.md)**.", ""},
		{"an item of links", "- [It](a.md), [that](b.md)", ""},
		{"an item that says something", "- [It](a.md): what we do", "It: what we do"},
		{"a task", "- [ ] read [it](a.md)", "read it"},
		{"a cell", "| a | b |\n|---|---|\n| our [it](a.md) | no |", "our it"},
		{"a quotation", "> They use [it](a.md) daily.", "They use it daily."},
		{"a footnote", "x[^1]\n\n[^1]: More in [it](a.md).", "More in it."},
		{"a footnote in the sentence", "So[^1] is [it](a.md).\n\n[^1]: y", "So is it."},
		{"a definition", "Word\n: means [it](a.md)", "means it"},
		{"an image in the link", "We see [![a chart](c.png)](a.md) there", "We see a chart there"},
		{"a reference", "We have [it][r].\n\n[r]: a.md", "We have it."},
		{"a definition that nothing uses", "Text.\n\n[r]: a.md", ""},
		{"an address", "Ask <a@b.c> now", "Ask a@b.c now"},
		{"raw HTML", `We <b>use</b> <a href="a.md">it</a> so.`, "We use it so."},
		{"raw HTML that is the link", `- <a href="a.md">It</a>`, ""},
		{"a block of raw HTML", `<div><a href="a.md">It</a> is ours</div>`, ""},
		{"without words", "[](a.md)", ""},
		{"escapes", `A \*b\* &amp; [it](a.md)`, "A *b* & it"},
		{"long", long + "[it](a.md) " + long, "…" + strings.Repeat("word ", 15) + "it " + strings.TrimSpace(strings.Repeat("word ", 31)) + "…"},
		{"long before", long + "[it](a.md)!", "…" + strings.Repeat("word ", 47) + "it!"},
		{"long behind", "See [it](a.md) " + long, "See it " + strings.TrimSpace(strings.Repeat("word ", 46)) + "…"},
		{"long without spaces", han + "[它](a.md)" + han, "…" + strings.Repeat("字", 80) + "它" + strings.Repeat("字", 158) + "…"},
		{"a long link", "See [" + long + "](a.md) there", "See " + strings.TrimSpace(strings.Repeat("word ", 47)) + "…"},
	} {
		t.Run(e.name, func(t *testing.T) {
			p, _ := read(e.markdown, Settings{RawHTML: AllHTML})
			if got := p.Links[0].Sentence; got != e.want {
				t.Errorf("got  %q\nwant %q", got, e.want)
			}
		})
	}
}

func TestEachLinkHasItsOwnSentence(t *testing.T) {
	p, _ := read("Both [one](a.md) and [two](b.md). Then [three](c.md).\n\nAlso [four](d.md)", Settings{})
	want := []string{"Both one and two.", "Both one and two.", "Then three.", "Also four"}
	for i, l := range p.Links {
		if l.Sentence != want[i] {
			t.Errorf("%s: %q", l.Dest, l.Sentence)
		}
	}
}

// TestSentencesDoNotOutgrowTheFile: a page is kept, so what many links say
// together is bounded too.
func TestSentencesDoNotOutgrowTheFile(t *testing.T) {
	markdown := strings.Repeat("word ", 100) + strings.Repeat("[a](b) ", 40_000)
	p, _ := read(markdown, Settings{})
	length := 0
	for _, l := range p.Links {
		length += len(l.Sentence)
		if n := utf8.RuneCountInString(l.Sentence); n > mostSentence+2 {
			t.Fatalf("a sentence of %d characters", n)
		}
	}
	if length > mostExpanded+len(markdown) || p.Links[0].Sentence == "" {
		t.Errorf("%d bytes in the sentences of a file of %d", length, len(markdown))
	}
}
