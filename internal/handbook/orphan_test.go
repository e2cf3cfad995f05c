package handbook

import (
	"slices"
	"testing"

	"waymark/internal/page"
	"waymark/internal/source"
)

// TestOrphans: lists lead to what teams write, and a page that says nothing yet
// need not be led to.
func TestOrphans(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":             "[linked](linked.md)",
		"linked.md":            "Text",
		"alone.md":             "Text",
		"picture.md":           "![Berths](berths.png)",
		"new.md":               "# New\n\n<!-- Write the page here. -->\n",
		"patterns/new.md":      "# New\n\n## Steps\n\n<!-- What to do, in order. -->\n",
		"patterns/alone.md":    "# Alone\n\n## Steps\n\n1. Look.\n",
		"decisions/0001-go.md": "# Go\n\n## Context\n\nText.\n",
		"visions/v.md":         "Text",
		"strategies/s.md":      "Text",
		"berths.png":           "",
	})
	var got []string
	for _, d := range h.Diags {
		if d.Code == "H009" {
			got = append(got, d.Path)
		}
	}
	if want := []string{"content/alone.md", "content/patterns/alone.md", "content/picture.md"}; !slices.Equal(got, want) {
		t.Errorf("orphans: %q, want %q", got, want)
	}
}

// TestAFirstWordIsNoEditOfATextAlone: it makes an orphan of a page that nothing leads to.
func TestAFirstWordIsNoEditOfATextAlone(t *testing.T) {
	const head = "---\ndescription: In a line.\n---\n# New\n\n## Steps\n"
	for before, want := range map[string]bool{head: false, head + "\nText.\n": true} {
		h := made(t, map[string]string{"index.md": "", "new.md": before})
		read, body := page.Parse("new.md", source.NewText("content/new.md", []byte(before+"\nMore text.\n")), page.Settings{})
		if _, ok := h.WithText(read, body); ok != want {
			t.Errorf("%q: an edit of a text alone: %v", before, ok)
		}
	}
}
