package handbook

import (
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/internal/kind"
)

func TestDecisionsAreReadAsTheyAre(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":                 "",
		"decisions/0001-nygard.md": "# 1. Record decisions\n\nDate: 2018-02-28\n\n## Status\n\nSuperseded by [2. Madr](0002-madr.md)\n\n## Context\n\nText.\n\n## Decision\n\nText.\n\n## Consequences\n\nText.\n",
		"decisions/0002-madr.md":   "---\nstatus: accepted\ndate: 2024-09-17\ndecision-makers: [a]\n---\n# Madr 4\n\n## Context and Problem Statement\n\nText.\n\n## Decision Outcome\n\nText.\n",
		"decisions/0003-old.md":    "# Madr 2\n\n* Status: **proposed**\n* Deciders: Ann, Bob\n* Date: 2020-01-02\n\n## Context and Problem Statement\n\nText.\n",
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
		if v, ok := p.Values[kind.FieldDate]; ok {
			date = v.Day.Format(time.DateOnly)
		}
		if got := p.Values[kind.FieldStatus].Text; got != want.status || date != want.date || successorOf(p) != want.by {
			t.Errorf("%s: status %q, date %q, superseded by %q; want %+v", id, got, date, successorOf(p), want)
		}
	}
	if got := kind.TextsOf(h.byID["decisions/0003-old"].Values[kind.FieldDecisionMakers].List); !slices.Equal(got, []string{"Ann", "Bob"}) {
		t.Errorf("decided by %q", got)
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
		if r.Field == kind.RelationDecisionSupersededBy {
			return r.Page.ID
		}
	}
	return ""
}

func TestRecordsNameOneAnotherAsTheirToolsWriteIt(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":            "",
		"decisions/0001-a.md": "---\nstatus: superseded by ADR-0002\n---\n# MADR 4\n",
		"decisions/0002-b.md": "---\nstatus: superseded by [ADR-0003](0003-c.md)\n---\n# MADR 3\n",
		"decisions/0003-c.md": "# MADR 2\n\n* Status: superseded by [ADR-0004](0004-d.md) \n* Date: 2020-01-02\n\nWhat [a](0001-a.md) says.\n\n## Context\n",
		"decisions/0004-d.md": "# 4. By a tool\n\n## Status\n\nSuperceded by [5. E](0005-e.md)\n\nAmends [3](0003-c.md)\n\n## Context\n\n[1](0001-a.md)\n",
		"decisions/0005-e.md": "# 5. By a tool\n\n## Status\n\nAccepted\n\nSupersedes [4. D](0004-d.md)\n\nAmended by [6](0006-f.md)\n",
		"decisions/0006-f.md": "# 6. By hand\n\n## Status\n\nSuperseded by ADR 7, which says more\n\nAmends [5](0005-e.md)\n",
		"decisions/0007-g.md": "---\nsupersedes: [6, adr-5]\nstatus: accepted\n---\n# 7\n",
		"decisions/0008-h.md": "# 8\n\n## Status\n\nSuperseded by RFC 99\n",
		"more/index.md":       "---\nholds: decision\n---\n",
		"more/0001-a.md":      "---\nstatus: superseded by 2\n---\n# Of another log\n",
		"more/0002-b.md":      "# B\n",
		"x/index.md":          "---\nholds: decision\n---\n",
		"x/y.md":              "---\nsupersedes: ADR-1\n---\n# Y\n",
	})
	for id, want := range map[string]string{
		"decisions/0001-a": "superseded_by decisions/0002-b",
		"decisions/0002-b": "superseded_by decisions/0003-c",
		"decisions/0003-c": "superseded_by decisions/0004-d",
		"decisions/0004-d": "superseded_by decisions/0005-e",
		"decisions/0005-e": "supersedes decisions/0004-d",
		"decisions/0006-f": "superseded_by decisions/0007-g",
		"decisions/0007-g": "supersedes decisions/0006-f, supersedes decisions/0005-e",
		"decisions/0008-h": "",
		"more/0001-a":      "superseded_by more/0002-b",
	} {
		var got []string
		for _, r := range h.byID[id].Relations {
			got = append(got, strings.TrimPrefix(r.Field.String(), "decision.")+" "+r.Page.ID)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	if got := h.byID["decisions/0004-d"].Status(); got != kind.StatusSuperseded {
		t.Errorf("superceded is %q", got)
	}
	want := []string{`content/x/y.md:2:13: H003: supersedes: 2 pages are called "ADR-1" (write the full id, such as decisions/0001-a)`}
	if got := said(h, "H001", "H003", "H005"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
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

// TestSuccessionIsReadWithCare: what is denied, to come or partial is no
// succession.
func TestSuccessionIsReadWithCare(t *testing.T) {
	for _, c := range []struct{ text, status, relation string }{
		{"Superseded by [B](b.md)", "superseded", "superseded_by"},
		{"superseded by [B](b.md).", "superseded", "superseded_by"},
		{"**Superseded** by [B](b.md)", "superseded", "superseded_by"},
		{"Superseded by [B](b.md) in 2024", "superseded", "superseded_by"},
		{"Superseded by [Only part of B](b.md)", "superseded", "superseded_by"},
		{"Superseded on 2024-01-02 by [B](b.md)", "superseded", "superseded_by"},
		{"Superseded: see [B](b.md)", "superseded", "superseded_by"},
		{"Superseded\n\nBy [B](b.md)", "superseded", "superseded_by"},
		{"Accepted, but has been superseded by [B](b.md)", "accepted", "superseded_by"},
		{"Accepted\nSuperseded by [B](b.md)", "accepted", "superseded_by"},
		{"Not ideal, superseded by [B](b.md)", "", "superseded_by"},
		{"Not yet reviewed\nSuperseded by [B](b.md)", "", "superseded_by"},
		{"Superseded by ADR no. 7, [B](b.md)", "superseded", "superseded_by"},
		{"Replaced by [B](b.md)", "", "superseded_by"},
		{"Accepted. Supersedes [B](b.md)", "accepted", "supersedes"},
		{"Accepted, replaces [B](b.md)", "accepted", "supersedes"},
		{"✅ Accepted", "accepted", ""},
		{"~~Proposed~~ Accepted", "accepted", ""},
		{"~~Accepted~~\n\nRejected", "rejected", ""},

		{"Not superseded by [B](b.md)", "", ""},
		{"Not yet superseded by [B](b.md)", "", ""},
		{"Not Superseded by [B](b.md)", "", ""},
		{"Accepted, not superseded by [B](b.md)", "accepted", ""},
		{"Accepted. It is no longer superseded by [B](b.md)", "accepted", ""},
		{"Accepted. This isn't superseded by [B](b.md)", "accepted", ""},
		{"Accepted and never replaced by [B](b.md)", "accepted", ""},
		{"Accepted. This is not\nsuperseded by [B](b.md)", "accepted", ""},
		{"Superseded by: none, but see [B](b.md)", "", ""},
		{"Superseded by none", "", ""},
		{"Superseded by: n/a", "", ""},
		{"~~Superseded by [B](b.md)~~ Accepted", "accepted", ""},

		{"Accepted. To be superseded by [B](b.md) in 2028", "accepted", ""},
		{"To Be Superseded by [B](b.md)", "", ""},
		{"Accepted, will be superseded by [B](b.md)", "accepted", ""},
		{"Accepted, will soon be superseded by [B](b.md)", "accepted", ""},
		{"Accepted; may be replaced by [B](b.md)", "accepted", ""},
		{"Accepted; is about to be superseded by [B](b.md)", "accepted", ""},
		{"Accepted. Will, in 2028, be superseded by [B](b.md)", "accepted", ""},
		{"Accepted, is being superseded by [B](b.md)", "accepted", ""},
		{"Superseded by [B](b.md) once it is accepted", "", ""},
		{"Superseded soon by [B](b.md)", "", ""},
		{"Accepted. Once accepted, will supersede [B](b.md)", "accepted", ""},

		{"Partially superseded by [B](b.md)", "", ""},
		{"Accepted, partly superseded by [B](b.md)", "accepted", ""},
		{"Superseded in part by [B](b.md)", "", ""},
		{"Superseded, in part, by [B](b.md)", "", ""},
		{"Superseded (partially) by [B](b.md)", "", ""},
		{"Superseded partly by [B](b.md)", "", ""},
		{"Superseded by [B](b.md) in part", "", ""},
		{"Superseded by [B](b.md) (partially)", "", ""},
		{"Superseded by [B](b.md), but only for new quays", "", ""},
		{"Accepted. Parts of it are superseded by [B](b.md)", "accepted", ""},
		{"Accepted. Supersedes parts of [B](b.md)", "accepted", ""},
		{"Accepted, partially supersedes [B](b.md)", "accepted", ""},
		{"Superseded in part by ADR-2", "", ""},
		{"Superseded by ADR-2, partially", "", ""},
	} {
		for _, form := range []string{"# A\n\n## Status\n\n%s\n\n## Context\n", "# A\n\nDate: 2026-03-01\nStatus: %s\n"} {
			record := strings.Replace(form, "%s", c.text, 1)
			if strings.Contains(c.text, "\n") && strings.Contains(form, "Status:") {
				continue
			}
			h := made(t, map[string]string{"index.md": "", "decisions/a.md": record, "decisions/b.md": "# B\n"})
			a := h.byID["decisions/a"]
			relation := ""
			for _, r := range a.Relations {
				relation += strings.TrimPrefix(r.Field.String(), "decision.")
			}
			if status := a.Values[kind.FieldStatus].Text; status != c.status || relation != c.relation {
				t.Errorf("%q: status %q, relation %q; want %q and %q", record, status, relation, c.status, c.relation)
			}
		}
	}
}

func TestEntriesOfRecords(t *testing.T) {
	const want = "accepted 2026-03-01 Nora|Emil"
	for _, record := range []string{
		"**Status:** Accepted\n**Date:** 2026-03-01\n**Deciders:** Nora, Emil",
		"**Status**: Accepted  \n**Date**: 2026-03-01  \n**Deciders**: Nora,\nEmil",
		"Status: Accepted\\\nDate: 2026-03-01\\\nDeciders: Nora; Emil",
		"Date: 2026-03-01\n\nStatus: accepted\n\nDecision makers: Nora, Emil",
		"Status: Accepted, Date: 2026-03-01, Deciders: Nora, Emil",
		"**Status:** Accepted | **Date:** 2026-03-01 | **Deciders:** Nora, Emil",
		"- Status: Accepted\n- Date: 2026-03-01\n- Deciders: Nora, Emil",
		"* **Status:** Accepted\n* **Date:** 2026-03-01\n* **Deciders:**\n  * Nora\n  * Emil",
		"## Status\n\nAccepted\n\n## Date\n\n2026-03-01\n\n## Deciders\n\n- Nora\n- Emil",
		"## Status\n\nAccepted\nDate: 2026-03-01\nDeciders: Nora, Emil",
		"## Status\n\n**Accepted**\n\nDate: 2026-03-01\n\n## Decision Makers\n\nNora, Emil",
		"Some words first.\n\nStatus: Accepted\nDate: 1 March 2026\nDecided by: Nora, Emil",
	} {
		h := made(t, map[string]string{"index.md": "", "decisions/a.md": "# A\n\n" + record + "\n\n## Context\n\nText.\n"})
		v := h.byID["decisions/a"].Values
		got := v[kind.FieldStatus].Text + " " + v[kind.FieldDate].Text + " " + strings.Join(kind.TextsOf(v[kind.FieldDecisionMakers].List), "|")
		if got != want {
			t.Errorf("%q: %q, want %q", record, got, want)
		}
		if lines := said(h, "H005"); lines != nil {
			t.Errorf("%q: %q", record, lines)
		}
	}
}

func TestUnclearDateIsReported(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":       "",
		"decisions/a.md": "# A\n\n**Status:** Accepted\n**Date:** 03/04/2026\n",
		"decisions/b.md": "---\ndate: 2026-03-04\n---\n# B\n\nDate: 03/04/2026\n",
	})
	if v, set := h.byID["decisions/a"].Values[kind.FieldDate]; set {
		t.Errorf("it is taken for %s", v.Text)
	}
	want := []string{`content/decisions/a.md:4:1: H005: the date "03/04/2026" is not read: either number can be the month (write year, month and day: Date: 2026-03-31)`}
	if got := said(h, "H005"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
