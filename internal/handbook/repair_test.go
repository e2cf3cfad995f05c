package handbook

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRepairsNameAPageOfTheirKind(t *testing.T) {
	page := func(lines ...string) string { return "---\n" + strings.Join(lines, "\n") + "\n---\n" }
	h := made(t, map[string]string{
		"index.md":        "",
		"visions/a.md":    page("repairs: strategies/a"),
		"strategies/a.md": page("repairs: nowhere"),
		"examples/e.md":   page("compares: [visions/a, patterns/none]"),
	})
	want := []string{
		`content/examples/e.md:2:23: H003: compares: there is no vision or strategy "patterns/none"`,
		`content/strategies/a.md:2:10: H003: repairs: there is no strategy "nowhere"`,
		`content/visions/a.md:2:10: H003: repairs: "strategies/a" is a strategy, not a vision`,
	}
	if d := cmp.Diff(want, said(h, "H003")); d != "" {
		t.Error(d)
	}
}

func TestAnExampleHasTheRepairsOfWhatItTells(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":         "",
		"examples/e.md":    "---\ncompares: [strategies/b, visions/a, strategies/a]\n---\n",
		"visions/a.md":     "---\nweight: 1\n---\n",
		"visions/z.md":     "---\nweight: 3\nrepairs: a\n---\n",
		"visions/y.md":     "---\nweight: 2\nrepairs: a\n---\n",
		"strategies/a.md":  "",
		"strategies/a2.md": "---\nrepairs: a\n---\n",
		"strategies/b.md":  "",
	})
	var got []string
	for _, r := range h.byPath["examples/e.md"].Repairs() {
		got = append(got, r.Told.ID+" "+r.Repaired.ID)
	}
	if d := cmp.Diff([]string{"visions/a visions/y", "strategies/a strategies/a2"}, got); d != "" {
		t.Error(d)
	}
	for _, name := range []string{"visions/a.md", "strategies/a.md"} {
		var shown []string
		for _, b := range h.byPath[name].Backlinks {
			shown = append(shown, b.Relation.String())
		}
		if len(shown) != 2 {
			t.Errorf("%s is shown as %q", name, shown)
		}
	}
}

func TestWordsThatMendNothingAreReported(t *testing.T) {
	const body = "---\n## Problem\n\nTickets *wait* \"nine\" days.\n"
	for name, c := range map[string]struct {
		front string
		want  []string
	}{
		"on the page":        {"repairs: a\nfixes: {S202: Tickets wait, s203: ['\"nine\" days']}\n", nil},
		"on no page":         {"repairs: a\nfixes:\n  S202: Ticket's wait\n", []string{`content/strategies/b.md:4:9: H005: fixes: the page does not say "Ticket's wait" (copy the words from the page's text or its statement)`}},
		"one of two":         {"repairs: a\nfixes: {S202: [Tickets, queues]}\n", []string{`content/strategies/b.md:3:25: H005: fixes: the page does not say "queues" (copy the words from the page's text or its statement)`}},
		"of no check":        {"repairs: a\nfixes: {S999: Tickets}\n", []string{"content/strategies/b.md:3:15: H005: fixes: there is no check \"S999\" (`waymark explain all` lists the codes)"}},
		"on no other's page": {"fixes: {S202: Tickets}\n", []string{"content/strategies/b.md:2:9: H005: fixes: this page repairs no other (name the page that it repairs under `repairs`)"}},
	} {
		h := made(t, map[string]string{"index.md": "", "strategies/a.md": "", "strategies/b.md": "---\n" + c.front + body})
		if d := cmp.Diff(c.want, said(h, "H005")); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}
