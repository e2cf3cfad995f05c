package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestADiagramsProblemHasItsPlace(t *testing.T) {
	for _, c := range []struct{ name, markdown, at string }{
		{"at the margin", "# A\n\n```mermaid\npie\n  \"Dogs\" : many\n```\n", "5:12"},
		{"in a list", "- a\n\n  ```mermaid\n  pie\n    \"Dogs\" : many\n  ```\n", "5:14"},
		{"in a list, behind a tab", "-\ta\n\n\t```mermaid\n\tpie\n\t\t\"Dogs\" : many\n\t```\n", "5:12"},
		{"in a quotation", "> ```mermaid\n> pie\n>   \"Dogs\" : many\n> ```\n", "3:14"},
		{"behind letters of several bytes", "```mermaid\npie\n\"Hündchen\" : viele\n```\n", "3:14"},
		{"with the ends of Windows", "```mermaid\r\npie\r\n\"Dogs\" : many\r\n```\r\n", "3:10"},
		{"a type that is none", "```mermaid\n\nbubble\n```\n", "3:1"},
		{"nothing at all", "```mermaid\n```\n", "1:1"},
	} {
		p, body := Parse("a.md", newText(c.markdown), Settings{})
		if len(p.Diags) != 1 || p.Diags[0].Code != "P031" {
			t.Errorf("%s: %v", c.name, p.Diags)
			continue
		}
		if got := fmt.Sprintf("%d:%d", p.Diags[0].Line, p.Diags[0].Column); got != c.at {
			t.Errorf("%s: it is at %s, not at %s", c.name, got, c.at)
		}
		if p.Code[0].Drawn || len(body.Gaps) != 1 {
			t.Errorf("%s: what was not understood is drawn", c.name)
		}
	}
}

func TestADiagramIsDrawn(t *testing.T) {
	p, body := Parse("a.md", newText("```mermaid title=\"Our pets\"\npie title Pets\n\"Dogs\" : 3\n```\n"), Settings{})
	if len(p.Diags) > 0 || !p.Code[0].Drawn {
		t.Fatalf("%v", p.Diags)
	}
	if got := body.Text(p).Prose; !strings.Contains(got, "Dogs") {
		t.Errorf("the search reads %q", got)
	}
	html := string(Draw(p.Code[0], strings.ToUpper))
	for _, want := range []string{"<svg", "Dogs", "<figcaption>Our pets</figcaption>", "<summary>OUTLINE</summary>"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in %s", want, html)
		}
	}
}

func TestWhatIsNoDiagramStaysCode(t *testing.T) {
	for name, c := range map[string]struct {
		markdown string
		settings Settings
	}{
		"another language": {"```text\npie\n\"Dogs\" : 3\n```\n", Settings{}},
		"CommonMark alone": {"```mermaid\npie\n\"Dogs\" : 3\n```\n", Settings{CommonMark: true}},
	} {
		if p, _ := Parse("a.md", newText(c.markdown), c.settings); p.Code[0].Drawn || len(p.Diags) > 0 {
			t.Errorf("%s: drawn, or reported: %v", name, p.Diags)
		}
	}
}
