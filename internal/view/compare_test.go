package view

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/check"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/source"
)

// pair is a vision and a strategy as they were told and as they were repaired, and the
// example that tells them.
var pair = map[string]string{
	"visions/told.md":     "---\nstatement: Serverless for all\nspecimen: true\njudged_on: 2026-02-02\n---\n## Where we end up\n\nServerless & cheap.\n",
	"visions/fixed.md":    "---\nstatement: By 2029 nobody waits\nrepairs: told\nspecimen: true\nfixes: {V101: By 2029, V105: 'gain'}\n---\n## Why it is worth it\n\nCustomers gain [nine days](#why-it-is-worth-it) a month.\n",
	"strategies/told.md":  "---\nspecimen: true\njudged_on: 2026-02-02\n---\n## Problem\n\nWe don't have the whole platform up and running.\n\n## Guiding policy\n\nGet an MVP to show people the future, then onboard them.\n",
	"strategies/fixed.md": "---\nvision: fixed\nrepairs: told\nspecimen: true\nbasis: invented\nfixes: {S203: 'Tickets wait', S202: Tickets, F999: Tickets}\n---\n## Problem\n\nTickets wait nine days.\n\n## Non-goals\n\n- A portal.\n",
	"examples/e.md":       "---\ncompares: [visions/told, strategies/told]\n---\n# E\n",
}

// compared returns the example of files with the texts that it shows, and what is found
// on what it tells.
func compared(t *testing.T, files map[string]string) (v Page, found []check.Found) {
	t.Helper()
	h := made("/", files, func(s *handbook.Settings) { s.Findings = kind.FindingsInPreview })
	prose := func(p *handbook.Page) ([]page.Block, bool) {
		return page.Prose(source.NewText(p.Path, []byte(files[p.Path])), page.Settings{}), true
	}
	judged := check.Run(h, check.Options{Prose: prose})
	for _, j := range judged {
		if strings.HasSuffix(j.Page.ID, "/told") {
			found = append(found, j.Findings...)
		}
	}
	m := For(h, judged...)
	for _, at := range m.Places() {
		if at.Output != "examples/e/index.html" {
			continue
		}
		v = m.Page(at, source.Digest{})
		if err := m.Fill(&v, at, func(p *handbook.Page, part handbook.Part) ([]byte, error) {
			_, body := page.Parse(p.Path, source.NewText(p.Path, []byte(files[p.Path])), page.Settings{})
			return p.FillPart(body, part, nil, nil), nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	return v, found
}

func TestATextIsShownBesideItsRepair(t *testing.T) {
	v, _ := compared(t, pair)
	var rows []string
	for _, c := range v.Compared {
		rows = append(rows, c.Kind+" "+c.Told.URL+" "+c.Repaired.URL+" "+c.Basis)
		for _, r := range c.Rows {
			rows = append(rows, fmt.Sprintf("%s: %q, %q", r.Title, r.Told.HTML, r.Repaired.HTML))
		}
	}
	pin := func(n int) string {
		return fmt.Sprintf(`<sup class="pin"><a href="#site:finding-%d" data-finding="%[1]d" aria-labelledby="site:number-%[1]d">%[1]d</a></sup>`, n)
	}
	quoted := func(told, repaired string) string { return fmt.Sprintf("%q, %q", told, repaired) }
	want := []string{
		"vision /visions/told/ /visions/fixed/ ",
		"Where we end up: " + quoted("<p class=\"quote\">Serverless for all</p>\n<p>Serverless &amp; cheap.</p>\n",
			`<p class="quote"><span class="fixes" data-finding="1">By 2029</span>`+pin(1)+" nobody waits</p>\n"),
		"Why it is worth it: " + quoted("", `<p>Customers <span class="fixes" data-finding="3">gain</span>`+pin(3)+" <a href=\"/visions/fixed/#why-it-is-worth-it\">nine days</a> a month.</p>\n"),
		"What it settles: " + quoted("", ""),
		"strategy /strategies/told/ /strategies/fixed/ invented",
	}
	if d := cmp.Diff(want, rows[:len(want)]); d != "" {
		t.Error(d)
	}
	problem := v.Compared[1].Rows[0]
	if !strings.HasPrefix(string(problem.Told.HTML), `<p><span class="points severity-info" data-finding="`) || !strings.Contains(string(problem.Told.HTML), "up and running.</span><sup") {
		t.Errorf("the problem as told is %s", problem.Told.HTML)
	}
	if !strings.HasPrefix(string(problem.Repaired.HTML), `<p><span class="fixes" data-finding="`) {
		t.Errorf("the repaired problem is %s", problem.Repaired.HTML)
	}
	last := v.Compared[1].Rows[len(v.Compared[1].Rows)-1]
	if last.Name != "" || len(last.Findings) == 0 {
		t.Errorf("no row is about the strategy as a whole: %+v", last)
	}
}

// TestNoFindingOfAComparisonIsLost is a law: every finding is in one row, with a number
// of its own, whether or not the words that it points at are found.
func TestNoFindingOfAComparisonIsLost(t *testing.T) {
	v, found := compared(t, pair)
	shown := make(map[string]int)
	n := 0
	for _, c := range v.Compared {
		for _, r := range c.Rows {
			for _, f := range r.Findings {
				n++
				shown[f.Code+f.Message]++
				if f.Number != n {
					t.Errorf("%s has the number %d, want %d", f.Code, f.Number, n)
				}
			}
		}
	}
	if n != len(found) || n < 10 {
		t.Errorf("%d findings are shown, want %d", n, len(found))
	}
	for _, f := range found {
		shown[f.Code+sentence(f.Message)]--
	}
	for what, left := range shown {
		if left != 0 {
			t.Errorf("%s is shown %d times too often", what, left)
		}
	}
}

func TestAnExampleWithoutARepairComparesNothing(t *testing.T) {
	v, _ := compared(t, map[string]string{"visions/told.md": pair["visions/told.md"], "examples/e.md": "---\ncompares: [visions/told]\n---\n# E\n"})
	if v.Compared != nil {
		t.Errorf("it compares %+v", v.Compared)
	}
}

func TestASpecimensFindingsHaveNumbers(t *testing.T) {
	for _, specimen := range []bool{true, false} {
		files := map[string]string{"strategies/s.md": fmt.Sprintf("---\nspecimen: %v\nstatus: active\n---\n## Actions\n\n- Build the whole of it\n\n## Problem\n\nThere is no platform.\n", specimen)}
		h := made("/", files, func(s *handbook.Settings) { s.Findings = kind.FindingsShown })
		prose := func(p *handbook.Page) ([]page.Block, bool) {
			return page.Prose(source.NewText(p.Path, []byte(files[p.Path])), page.Settings{}), true
		}
		v := pageAt(For(h, check.Run(h, check.Options{Prose: prose})...), "strategies/s/index.html")
		problem := v.Parts[1].Findings
		if len(problem) == 0 || len(v.Actions) != 1 || len(v.Actions[0].Findings) == 0 {
			t.Fatalf("nothing is found: %+v", v)
		}
		first, then := problem[0].Number, v.Actions[0].Findings[0].Number
		if specimen && (first != 1 || then <= first || !strings.Contains(string(v.Actions[0].HTML), `data-finding="`)) {
			t.Errorf("the first of the problem is %d, of the action %d, in %s", first, then, v.Actions[0].HTML)
		}
		if !specimen && (first != 0 || then != 0 || v.Actions[0].HTML != "" || v.Parts[1].Phrases != nil) {
			t.Errorf("a page that is no specimen has numbers: %d, %d", first, then)
		}
	}
}
