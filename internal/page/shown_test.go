package page

import (
	"strings"
	"testing"

	"waymark/internal/source"
)

func TestTextOfBody(t *testing.T) {
	for name, c := range map[string]struct{ markdown, headings, prose string }{
		"paragraphs, lists and tables": {"One *two*three.\n\n- four\n- five\n\n| six | seven |\n|---|---|\n| eight | nine |\n", "", "One twothree. four five six seven eight nine"},
		"headings":                     {"# Title\n\n## Two\n\n### Three\n\n#### Four\n\n##### Five\n\nText\n", "Two Three Four", "Five Text"},
		"code":                         {"A `word` in text.\n\n```go\nfunc gone() {}\n```\n\n    indented\n\nB\n", "", "A word in text. B"},
		"entities":                     {"R&amp;D &lt;b&gt; caf&eacute;\n", "", "R&D <b> café"},
		"links":                        {"[[Some page]] and [a link](b.md), ![picture](c.png)\n", "", "Some page and a link,"},
		"footnotes":                    {"Text[^1] goes on.\n\n[^1]: A note.\n", "", "Text goes on. A note."},
		"raw HTML":                     {"<details><summary>More</summary>\n\nHidden<br>text\n\n</details>\n\n<pre>code</pre>\n\n<!-- a > b -->\n\nEnd\n", "", "More Hidden text End"},
		"alerts":                       {"> [!NOTE] Named\n> Inside.\n", "", "Named Inside."},
	} {
		p, body := Parse("a.md", source.NewText("a.md", []byte(c.markdown)), Settings{})
		shown := body.Text(p)
		headings := strings.Join(strings.Fields(shown.Headings), " ")
		if prose := strings.Join(strings.Fields(shown.Prose), " "); headings != c.headings || prose != c.prose {
			t.Errorf("%s: %q and %q, want %q and %q", name, headings, prose, c.headings, c.prose)
		}
	}
}

// What does not end is no reason to stop short of an end.
func TestTextOfBrokenHTML(t *testing.T) {
	for _, html := range []string{"<", "a <b", "<pre>a", "<!-- a", "<a role=\"doc-noteref\">", "<h2>a"} {
		b := Body{Fragment: Fragment{HTML: []byte(html)}}
		b.Text(new(Page))
	}
}
