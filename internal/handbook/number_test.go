package handbook

import (
	"slices"
	"testing"
)

func TestRecordsAreCalledByTheirNumberAndTitle(t *testing.T) {
	files := map[string]string{"index.md": ""}
	want := map[string]string{
		"decisions/0002-queues.md":      "0002 · Queues",
		"decisions/0003-go.md":          "0003 · Use Go",
		"decisions/0004-said.md":        "4. Already said",
		"decisions/0005-said.md":        "ADR-0005: Already said",
		"decisions/0006-other.md":       "0006 · 12 factors",
		"decisions/adr-7-word.md":       "7 · Use a word",
		"decisions/2024-05-01-a-day.md": "2024-05-01 A day",
		"decisions/none.md":             "None",
		"notes/0008-no-record.md":       "No record",
	}
	for p := range want {
		files[p] = ""
	}
	files["decisions/0003-go.md"] = "# Use Go"
	files["decisions/0004-said.md"] = "# 4. Already said"
	files["decisions/0005-said.md"] = "# ADR-0005: Already said"
	files["decisions/0006-other.md"] = "# 12 factors"
	files["decisions/adr-7-word.md"] = "# Use a word"
	h := made(t, files)
	for p, name := range want {
		if got := h.byPath[p].Name(); got != name {
			t.Errorf("%s is called %q, want %q", p, got, name)
		}
	}
}

func TestTwoRecordsOfOneNumberAreReported(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":                "",
		"decisions/0001-a.md":     "",
		"decisions/0002-b.md":     "",
		"decisions/0002-c.md":     "",
		"decisions/2-d.md":        "",
		"decisions/0004-e.md":     "",
		"decisions/old/0001-f.md": "", // another folder, another log
		"decisions/2024-05-01.md": "", // days are no numbers
		"decisions/2024-06-01.md": "",
		"notes/01-a.md":           "", // nor are places in an order
		"notes/01-b.md":           "",
	})
	want := []string{
		"content/decisions/0002-c.md:1:1: H017: content/decisions/0002-b.md has the number 2, too (rename this file to a free number, such as 0005-c.md)",
		"content/decisions/2-d.md:1:1: H017: content/decisions/0002-b.md has the number 2, too (rename this file to a free number, such as 6-d.md)",
	}
	if got := said(h, "H017"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
