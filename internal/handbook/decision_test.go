package handbook

import (
	"testing"
	"time"
)

func TestDecisionsAreReadAsTheyAre(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":                 "",
		"decisions/0001-nygard.md": "# 1. Record decisions\n\nDate: 2018-02-28\n\n## Status\n\nSuperseded by [2. Madr](0002-madr.md)\n\n## Context\n\nText.\n\n## Decision\n\nText.\n\n## Consequences\n\nText.\n",
		"decisions/0002-madr.md":   "---\nstatus: accepted\ndate: 2024-09-17\ndecision-makers: [a]\n---\n# Madr 4\n\n## Context and Problem Statement\n\nText.\n\n## Decision Outcome\n\nText.\n",
		"decisions/0003-old.md":    "# Madr 2\n\n* Status: **proposed**\n* Deciders: a\n* Date: 2020-01-02\n\n## Context and Problem Statement\n\nText.\n",
		"decisions/0004-none.md":   "# Nothing said\n\n## Status\n\nWe talk about it.\n",
		"decisions/0005-wins.md":   "---\nstatus: rejected\n---\n# Front matter wins\n\nDate: yesterday\n\n## Status\n\nAccepted\n",
	})
	for id, want := range map[string]struct{ status, date, by string }{
		"decisions/0001-nygard": {"superseded", "2018-02-28", "decisions/0002-madr"},
		"decisions/0002-madr":   {"accepted", "2024-09-17", ""},
		"decisions/0003-old":    {"proposed", "2020-01-02", ""},
		"decisions/0004-none":   {"", "", ""},
		"decisions/0005-wins":   {"rejected", "", ""},
	} {
		p := h.byID[id]
		date := ""
		if v, ok := p.Values["date"]; ok {
			date = v.Day.Format(time.DateOnly)
		}
		if got := p.Values["status"].Text; got != want.status || date != want.date || successorOf(p) != want.by {
			t.Errorf("%s: status %q, date %q, superseded by %q; want %+v", id, got, date, successorOf(p), want)
		}
	}
	if lines := said(h, "H001", "H003", "H005", "H006"); lines != nil {
		t.Error(lines)
	}
	inbound := h.byID["decisions/0002-madr"].Inbound
	if len(inbound) == 0 || inbound[0].Page.ID != "decisions/0001-nygard" {
		t.Errorf("the newer record does not show what it replaced: %+v", inbound)
	}
}

func successorOf(p *Page) string {
	for _, r := range p.Relations {
		if r.Field == "decision.superseded_by" {
			return r.Page.ID
		}
	}
	return ""
}

func TestASuccessorIsWhereTheLinkLeads(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":       "",
		"decisions/a.md": "# A\n\n## Status\n\nSuperseded by [b](/decisions/new-b/)\n",
		"decisions/b.md": "---\nslug: new-b\n---\n# B\n",
		"decisions/c.md": "# C\n\n## Status\n\nSuperseded by [d](gone.md)\n",
	})
	if got := successorOf(h.byID["decisions/a"]); got != "decisions/b" {
		t.Errorf("a is superseded by %q", got)
	}
	if lines := said(h, "H001", "H003"); len(lines) != 1 {
		t.Errorf("one dead link is one mistake: %q", lines)
	}
}
