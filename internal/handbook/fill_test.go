package handbook

import (
	"strings"
	"testing"

	"waymark/internal/page"
	"waymark/internal/source"
)

func TestTitlesComeInThePagesLanguage(t *testing.T) {
	read, body := page.Parse("a.md", source.NewText("a.md", []byte("> [!NOTE]\n> x\n\n:::details\ny\n:::\n\n> [!TIP] Own\n> z\n")), page.Settings{})
	p := &Page{Page: read}
	html := string(p.Fill(body, nil, func(name string) string { return "<" + name + ">" }))
	for _, want := range []string{">&lt;note&gt;</p>", "<summary>&lt;details&gt;</summary>", ">Own</p>"} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not in %s", want, html)
		}
	}
}
