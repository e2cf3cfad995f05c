package handbook

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIncludedDiagrams(t *testing.T) {
	files := map[string]string{
		"index.md":   "```mermaid file=\"good.mmd\"\n```\n\n```mermaid file=\"bad.mmd\"\n```\n\n```mermaid file=\"linked.mmd\"\n```\n\n```mermaid file=\"good.mmd\" lines=\"2-3\"\n```\n",
		"good.mmd":   "%% pets\npie\n\"Dogs\" : 3\n",
		"bad.mmd":    "pie\n\"Dogs\" : many\n",
		"linked.mmd": "flowchart LR\nA --> B\nclick A \"index.md\"\n",
	}
	h := made(t, files)
	want := []string{
		`content/index.md:4:1: P031: the diagram in bad.mmd, line 2, is shown as code: "many" is no size of a slice (write a number that is not negative)`,
		`content/index.md:7:1: P031: the diagram in linked.mmd, line 3, is shown as code: the diagram of a file cannot have links (write the diagram into the page)`,
	}
	if d := cmp.Diff(want, said(h, "P031")); d != "" {
		t.Error(d)
	}
	for i, want := range []bool{true, false, false, true} {
		if got := h.Home.Page.Blocks[i].Drawn; got != want {
			t.Errorf("block %d: drawn is %v", i, got)
		}
	}
}

func TestLinksInDiagrams(t *testing.T) {
	h := made(t, map[string]string{
		"index.md": "```mermaid\nflowchart LR\nA --> B --> C\nclick A \"plan.md#steps\"\nclick B href \"gone.md\"\nclick C \"https://example.org/\"\n```\n",
		"plan.md":  "# Plan\n\n## Steps\n",
	})
	if d := cmp.Diff([]string{"/plan/#steps", "gone.md", "https://example.org/"}, h.Home.Page.Blocks[0].Hrefs); d != "" {
		t.Error(d)
	}
	if got := said(h, "H001"); len(got) != 1 {
		t.Errorf("a link that leads nowhere: %q", got)
	}
}
