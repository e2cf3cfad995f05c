package page

import (
	"strings"
	"testing"
)

// typicalPage has 800 words, two code blocks, and what else pages have.
func typicalPage() string {
	const words = "A strategy says **no** to something [that others](../pitfalls/value-last.md#tell) would do, and *why*; " +
		"the rest follows from it, step by step, with `names` and dates that a team can check. "
	var b strings.Builder
	b.WriteString("---\ntitle: Typical\ntags: [a, b]\n---\n\n")
	for i := range 8 {
		b.WriteString("## Section of the page\n\n" + words + words + "\n\n")
		switch i {
		case 1, 5:
			b.WriteString("```go title=\"main.go\"\npackage main\n\nimport \"fmt\"\n\nfunc main() {\n\tfor i := range 10 {\n\t\tfmt.Println(\"line\", i) // say it\n\t}\n}\n```\n\n")
		case 2:
			b.WriteString("- one\n- two, with [a link](x.md)\n- three\n\n")
		case 3:
			b.WriteString("> [!NOTE]\n> Remember this.\n\n")
		}
		b.WriteString(words + "\n\n")
	}
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	text := newText(typicalPage())
	b.SetBytes(int64(len(text.Data)))
	b.ReportAllocs()
	for b.Loop() {
		Parse("a.md", text, Settings{Typographer: true})
	}
}

func BenchmarkParseAndHighlight(b *testing.B) {
	text := newText(typicalPage())
	b.ReportAllocs()
	for b.Loop() {
		p, _ := Parse("a.md", text, Settings{Typographer: true})
		for _, c := range p.Code {
			Highlight(c)
		}
	}
}
