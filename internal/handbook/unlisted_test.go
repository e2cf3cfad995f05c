package handbook

import (
	"slices"
	"strings"
	"testing"
)

// unlisted returns the ids of the pages that are kept out of lists.
func unlisted(h *Handbook) string {
	var ids []string
	for _, p := range h.Pages {
		if p.Unlisted {
			ids = append(ids, p.ID)
		}
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

func titles(children []Child) string {
	var list []string
	for _, c := range children {
		list = append(list, c.Title())
	}
	return strings.Join(list, " ")
}

func TestAnUnlistedFolderKeepsWhatIsInIt(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":            "# Home",
		"a.md":                "---\ntitle: A\ntags: [x]\n---\n",
		"attic/index.md":      "---\ntitle: Attic\nunlisted: true\n---\n",
		"attic/b.md":          "---\ntitle: B\ntags: [x, y]\n---\n",
		"attic/deep/c.md":     "---\ntitle: C\nstatus: active\nkind: strategy\n---\n[a](../../a.md)",
		"attic/shown.md":      "---\ntitle: Shown\ntags: [x]\nunlisted: false\n---\n",
		"attic/open/index.md": "---\ntitle: Open\nunlisted: false\n---\n",
		"attic/open/d.md":     "---\ntitle: D\n---\n",
		"z.md":                "---\ntitle: Z\n---\n",
	})
	if got := unlisted(h); got != "attic attic/b attic/deep/c" {
		t.Errorf("unlisted: %s", got)
	}
	if got := titles(h.Home.Children); got != "A Z" {
		t.Errorf("home lists %s", got)
	}
	if got := titles(h.folders["attic"].Children); got != "B Deep Open Shown" {
		t.Errorf("the attic lists %s", got)
	}
	if len(h.Tags) != 1 || len(h.Tags[0].Pages) != 2 || len(h.Lists) > 0 || len(h.byID["a"].Backlinks) > 0 {
		t.Errorf("%d tags, %d lists, %v", len(h.Tags), len(h.Lists), h.byID["a"].Backlinks)
	}
	if next := h.byID["a"].Next; next == nil || next.Unlisted {
		t.Errorf("after A comes %v", next)
	}
}

func TestAFolderOfUnlistedPagesIsInNoList(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":   "---\ntitle: Home\nunlisted: true\n---\n",
		"a/b/p.md":   "---\nunlisted: true\n---\n",
		"c/p.md":     "---\nunlisted: true\n---\n",
		"c/q.md":     "",
		"d/index.md": "# D",
		"d/p.md":     "---\nunlisted: true\n---\n",
	})
	if got := titles(h.Home.Children); got != "C D" {
		t.Errorf("home lists %s", got)
	}
	if got := unlisted(h); got != " a/b/p c/p d/p" {
		t.Errorf("unlisted: %q", got)
	}
	if !h.folders["a"].Unlisted || !h.folders["a/b"].Unlisted || h.folders["c"].Unlisted || h.Home.Unlisted {
		t.Error("which folders are unlisted")
	}
}
