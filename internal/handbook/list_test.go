package handbook

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// listed returns the lists of a handbook, a line each.
func listed(h *Handbook) []string {
	var lines []string
	for _, l := range append(h.Lists, h.Owners...) {
		var ids []string
		for _, p := range l.Pages {
			ids = append(ids, p.ID)
		}
		lines = append(lines, fmt.Sprintf("%s %s", l.Address, strings.Join(ids, " ")))
	}
	return lines
}

func TestPagesAreListedByKindStatusDateAndOwner(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":               "",
		"strategies/index.md":    "# Strategies",
		"strategies/a.md":        "---\nstatus: active\nowner: [payments, \"@ops/eu\"]\n---\n",
		"strategies/b.md":        "---\nstatus: agreed\nowner: [payments, payments]\n---\n",
		"strategies/c.md":        "---\ntitle: No status\nowner: Ops\n---\n",
		"strategies/d.md":        "---\nstatus: done\nunlisted: true\n---\n",
		"old/strategies/e.md":    "---\nstatus: abandoned\n---\n",
		"strategies/specimen.md": "---\nstatus: active\nspecimen: true\nowner: nobody\n---\n",
		"strategies/draft.md":    "---\nstatus: active\ndraft: true\n---\n",
		"visions/v.md":           "---\nstatus: agreed\nowner: payments\n---\n",
		"decisions/1.md":         "---\ndate: 2024-01-02\nstatus: accepted\n---\n",
		"decisions/2.md":         "---\ndate: 2025-01-02\n---\n",
		"decisions/3.md":         "",
		"decisions/4.md":         "# 4\n\nDate: 2024-06-01\n\n## Status\n\nAccepted\n",
		"patterns/p.md":          "---\ndescription: x\n---\n",
	})
	want := []string{
		"/kinds/vision/ visions/v",
		"/kinds/vision/agreed/ visions/v",
		"/kinds/strategy/ strategies/a strategies/b strategies/c old/strategies/e",
		"/kinds/strategy/live/ strategies/a strategies/b",
		"/kinds/strategy/draft/ strategies/c",
		"/kinds/strategy/agreed/ strategies/b",
		"/kinds/strategy/active/ strategies/a",
		"/kinds/strategy/abandoned/ old/strategies/e",
		"/kinds/decision/ decisions/1 decisions/2 decisions/3 decisions/4",
		"/kinds/decision/accepted/ decisions/1 decisions/4",
		"/kinds/decision/date/ decisions/2 decisions/4 decisions/1 decisions/3",
		"/kinds/pattern/ patterns/p",
		"/owners/Ops/ strategies/c",
		"/owners/ops%2Feu/ strategies/a",
		"/owners/payments/ visions/v strategies/a strategies/b",
	}
	if d := cmp.Diff(want, listed(h)); d != "" {
		t.Error(d)
	}
	if lines := said(h, "H004"); lines != nil {
		t.Error(lines)
	}
}

func TestAHandbookWithoutTypedPagesHasNoLists(t *testing.T) {
	h := made(t, map[string]string{"index.md": "", "a.md": "---\nowner: ops\nstatus: active\n---\n"})
	if got := listed(h); got != nil {
		t.Error(got)
	}
}

func TestListsShareTheirAddressesWithNobody(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		code  string
	}{
		"a page":                {map[string]string{"kinds/strategy/active.md": ""}, "H004"},
		"the list of kinds":     {map[string]string{"kinds/index.md": ""}, "H004"},
		"a folder":              {map[string]string{"owners/index.md": ""}, "H004"},
		"the list of a folder":  {map[string]string{"owners/x.md": ""}, "H004"},
		"an owner's own page":   {map[string]string{"owners/ops.md": "", "owners/index.md": "---\nslug: x\n---\n"}, "H004"},
		"owners by letter case": {map[string]string{"strategies/b.md": "---\nowner: OPS\n---\n"}, "H004"},
		"an alias":              {map[string]string{"x.md": "---\naliases: [/kinds/strategy/live/]\n---\n"}, "H008"},
		"the search":            {map[string]string{"search.md": ""}, "H004"},
		"a folder of searches":  {map[string]string{"search/x.md": ""}, "H004"},
		"a later part":          {map[string]string{"kinds/strategy/active/page/2.md": ""}, "H004"},
	} {
		files := map[string]string{"index.md": "", "strategies/a.md": "---\nowner: ops\nstatus: active\n---\n"}
		for i := range 100 {
			files[fmt.Sprintf("strategies/s%d.md", i)] = "---\nstatus: active\n---\n"
		}
		for p, text := range c.files {
			files[p] = text
		}
		if got := said(made(t, files), c.code); len(got) == 0 {
			t.Errorf("%s: not reported", name)
		} else if !strings.HasPrefix(got[0], "content/") {
			t.Errorf("%s: reported nowhere: %s", name, got[0])
		}
	}
}
