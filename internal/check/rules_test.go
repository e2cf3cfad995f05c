package check

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/diag"
)

// strategy returns a strategy that no rule finds fault with, with lines put into
// its front matter and sections put in the place of its own.
func strategy(front string, sections map[string]string) string {
	var b strings.Builder
	b.WriteString("---\ntitle: S\n" + front)
	for _, line := range []string{"vision: every-change", "pattern: big-vision", "owner: payments", "status: active", "written: 2026-05-31", "horizon: 5mo", "review_by: 2026-09-15", "agreed_by: support", "slice: Support sees a changed invoice at once"} {
		if key, _, _ := strings.Cut(line, ":"); !strings.Contains("\n"+front, "\n"+key+":") {
			b.WriteString(line + "\n")
		}
	}
	b.WriteString("---\n")
	for _, s := range [][2]string{
		{"## Problem", "Invoices change in three places, and each tells the others by a nightly file. Support hears of a change a day late; in March, 212 calls were about that."},
		{"## Guiding policy", "One source for changes of invoices, and readers one at a time. Whoever reads events stops reading the file in the same week."},
		{"## Actions", "- Publish changes of invoices as events (@payments, by 2026-06-15, 6w)\n- Move the dunning job (@billing, 4w)"},
		{"## Non-goals", "- Events for anything but invoices, until support has used them for a month."},
	} {
		if text, ok := sections[s[0]]; ok {
			b.WriteString(text + "\n\n")
		} else {
			b.WriteString(s[0] + "\n\n" + s[1] + "\n\n")
		}
	}
	return b.String()
}

func TestRulesLeaveGoodOnesAlone(t *testing.T) {
	files := map[string]string{"strategies/s.md": strategy("", nil)}
	if got := said(judge(t, files, "", "strategies/s.md", SampleDay)); got != "" {
		t.Error(got)
	}
}

// What authors write in other forms is understood, or nobody is accused.
func TestStrategiesInOtherForms(t *testing.T) {
	sections := func(pairs ...string) map[string]string {
		m := make(map[string]string)
		for i := 0; i < len(pairs); i += 2 {
			m["## "+pairs[i]] = pairs[i+1]
		}
		return m
	}
	long := "Invoices change in three places, and each tells the others by a nightly file. Support hears of a change a day late; in March, 212 calls were about that."
	tests := []struct {
		name, front string
		sections    map[string]string
		want        string // codes
	}{
		{"two problem sections are one", "", sections("Problem", "## Problem\n\nInvoices.\n\n## Notes\n\nx\n\n## Diagnosis\n\n"+long), ""},
		{"the first of two is empty", "", sections("Problem", "## Problem\n\n## Challenge\n\n"+long), ""},
		{"deep headings", "", sections("Problem", "#### Problem\n\n"+long), ""},
		{"a heading in a list begins no section", "", sections("Problem", "- ## Problem\n\n  "+long), ""},       // a guess finds it
		{"a heading in a quotation begins no section", "", sections("Problem", "> ## Problem\n>\n> "+long), ""}, // a guess finds it
		{"a problem told in a quotation", "", sections("Problem", "## Problem\n\n> "+long), ""},
		{"a problem told in a table", "", sections("Problem", "## Problem\n\n| a | b |\n|---|---|\n| "+long+" | c |"), ""},
		{"a problem in a container", "", sections("Problem", ":::details More\n## Problem\n\n"+long+"\n:::"), ""},
		{"a short problem with a number", "", sections("Problem", "## Problem\n\nAn update takes four hours on site; 700 were refused in 2025, because the plant stands still."), ""},
		{"a short problem without one", "", sections("Problem", "## Problem\n\nAn update takes hours on site; many were refused last year, because the plant stands still."), "S202"},
		{"one step of three months", "", sections("Actions", "## Actions\n\n- Publish changes of invoices (@payments, 3mo)"), ""},
		{"one step of four months", "", sections("Actions", "## Actions\n\n- Publish changes of invoices (@payments, 4mo)\n  - Exit: nobody reads them by August"), "S225"},
		{"an empty heading", "", sections("Problem", "##\n\n"+long), ""}, // a guess finds it
		{"TBD in bold", "", sections("Problem", "## Problem\n\n**TBD.**"), "S201"},
		{"a list of TBD", "", sections("Non-goals", "## Non-goals\n\n- TBD\n- ...\n"), "S231"},
		{"only a subheading", "", sections("Guiding policy", "## Guiding policy\n\n### Later\n"), "S211"},
		{"code is no policy", "", sections("Guiding policy", "## Guiding policy\n\n```\ncode\n```\n"), "S211"},
		{"evidence in a list is not many problems", "", sections("Problem", "## Problem\n\n"+long+"\n\n- a\n- b\n- c\n- d\n"), ""},
		{"facts of one problem", "", sections("Problem", "## Problem\n\n- Storm days doubled in two years, to 31 in 2025.\n- Rebooking needs a call to the mainland.\n- The mainland closes at five.\n- Boats leave at six.\n- Hence it is the closed desk, and not the weather, that keeps people here.\n"), ""},
		{"a reason for all that waits", "", sections("Non-goals", "## Non-goals\n\nAll of these need the harbour master, who is away until autumn:\n\n- Freight\n- Bicycle tickets\n"), ""},
		{"a vision in a quotation", "", sections("Problem", "## Vision\n\n> In 2030 no driver waits in the rain. Whoever loads a truck hears in the cab which box comes next and where it stands. The office no longer shouts across the quay, and the last truck leaves full on the worst day of the year. Drivers plan an evening at home without asking anybody.\n\n## Problem\n\n"+long), "S241"},
		{"a KEP names no vision", "vision:\nreview_by:\n", sections("Non-goals", "## Non-Goals\n\n- Freight, because lorries book ahead.\n\n## Drawbacks\n\nFees.\n\n## Graduation criteria\n\nTwo months without a fault.\n\n## Alternatives\n\nNone.\n\n## Test plan\n\nBy hand.\n"), ""},
		{"a KEP that wants to", "profile: none\nvision:\nreview_by:\n", sections("Non-goals", "## Non-Goals\n\n- Freight, because lorries book ahead.\n\n## Drawbacks\n\nFees.\n\n## Graduation criteria\n\nTwo months without a fault.\n\n## Alternatives\n\nNone.\n\n## Test plan\n\nBy hand.\n"), "S206 D402"},
		{"many problems", "", sections("Problem", "## Problem\n\nWe see these problems, and more of them than we have the people to solve this year or next:\n\n- a\n- b\n- c\n- d\n"), "S204 S205"},
		{"a long problem in Japanese", "lang: ja\n", sections("Problem", "## Problem\n\n請求書は三か所で変更され、それぞれが夜間ファイルで他に伝えるため、サポートは一日遅れで知ることになる。三月には二百件以上の問い合わせがあった。"), ""},
		{"a broken bracket", "", sections("Actions", "## Actions\n\n- Move it (@payments, by 2026-02-30\n- Move that (@payments, by 2026-02-30)"), "S222 S223 S223"},
		{"a task list", "", sections("Actions", "## Actions\n\n- [ ] Move it (@payments, 2w)\n- [x] Stop it (@payments, 2w)"), ""},
		{"an action that is to come", "", sections("Actions", "## Actions\n\n- TBD\n- Move it (@payments, 2w)"), ""},
		{"actions in a table", "", sections("Actions", "## Actions\n\n| a | b |\n|---|---|\n| c | d |\n"), "S221"},
		{"the length of something else", "", sections("Actions", "## Actions\n\n- Keep seven years of invoices readable (@payments, 2w)\n- Move invoices older than 18 months (@payments, by 2026-07-01)"), ""},
		{"the length of the work", "", sections("Actions", "## Actions\n\n- Spend four months on an event platform (@payments)\n- Nine months building the rest (@payments)"), "S224 S224 S225"},
		{"an exit in bold", "", sections("Actions", "## Actions\n\n- Build it (@payments, 4mo)\n  - **Exit:** nobody reads events by August\n- Sell it (@sales, 4mo)\n  - Exit criteria: none of them buys"), ""},
		{"no such day", "horizon: 2026-02-30\n", nil, ""}, // H005 says so
		{"a year without a day", "written: soon\nhorizon: 2029\n", nil, ""},
		{"a vision that is not there", "vision: gone\n", nil, ""}, // H003 says so
		{"a pattern that is not there", "pattern: gone\n", nil, ""},
		{"agreed by the owner", "agreed_by: payments\n", nil, "X501"},
		{"agreed by nobody that can be read", "agreed_by: [\"a b\"]\n", nil, ""},
		{"without a vision on purpose", "pattern: no-vision\nvision:\n", sections("Problem", "## Problem\n\n1. "+long+"\n2. "+long), ""},
		{"a slice of two months", "horizon: 2mo\n", nil, "F322"},
		{"a slice of six months and a day", "horizon: 2026-12-01\n", nil, "F322"},
		{"a slice to the day", "horizon: 2026-11-30\n", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"strategies/s.md": strategy(tt.front, tt.sections)}
			found := judge(t, files, "", "strategies/s.md", SampleDay)
			if got := strings.Join(codes(found), " "); got != tt.want {
				t.Errorf("found %s, want %s\n%s", got, tt.want, said(found))
			}
		})
	}
}

// A section may be there below a heading that nobody has explained, or that became
// the title; then the hint says what to do about that, and only then.
func TestAMissingSectionMayHaveAnotherHeading(t *testing.T) {
	const own, title = "sections in handbook.yaml", "was taken for the page's title"
	for body, want := range map[string]string{
		"## What hurts us\n\nInvoices are late.\n":       own,
		"# Problem\n\nInvoices are late.\n\n# Actions\n": title,
		"---\ntitle: x\n---\n# Actions\n\n- Move it\n":   "",
		"## Problem\n":                           "",
		"":                                       "",
		"## Actions\n\n### Later\n\n- Move it\n": "",
	} {
		found := false
		for _, f := range judge(t, map[string]string{"strategies/s.md": body}, "", "strategies/s.md", SampleDay) {
			if f.Code != "S201" {
				continue
			}
			found = true
			for _, part := range []string{own, title} {
				if strings.Contains(f.Hint, part) != (part == want) {
					t.Errorf("%q: %s", body, f.Hint)
				}
			}
		}
		if !found {
			t.Errorf("%q: nothing is found", body)
		}
	}
}

func TestSeverityFollowsTheStatus(t *testing.T) {
	const flawed = "## Problem\n\n## Actions\n\n- Do it (2w)\n" // S201 is an error, S222 a warning, S228 would be info
	for _, tt := range []struct{ front, settings, want string }{
		{"status: active", "", "S201 error, S222 warning"},
		{"status: agreed", "", "S201 error, S222 warning"},
		{"status: proposed", "", "S201 warning, S222 info"},
		{"status: draft", "", "S201 info, S222 info"},
		{"title: x", "", "S201 info, S222 info"},
		{"status: done", "", ""},
		{"status: superseded", "", ""},
		{"status: draft\nspecimen: true", "", "S201 error, S222 warning"},
		{"status: active", "checks: {S201: info, S222: off}", "S201 info"},
		{"status: proposed", "checks: {S222: error}", "S201 warning, S222 warning"},
		{"status: draft", "checks: {S222: error}", "S201 info, S222 info"},
	} {
		files := map[string]string{"strategies/s.md": "---\n" + tt.front + "\n---\n" + flawed}
		var got []string
		for _, f := range judge(t, files, tt.settings, "strategies/s.md", SampleDay) {
			if f.Code == "S201" || f.Code == "S222" {
				got = append(got, fmt.Sprintf("%s %s", f.Code, f.Severity))
			}
			if f.Specimen != strings.Contains(tt.front, "specimen") {
				t.Errorf("%s: %+v", tt.front, f)
			}
		}
		if d := cmp.Diff(tt.want, strings.Join(got, ", ")); d != "" {
			t.Errorf("%s, %s: %s", tt.front, tt.settings, d)
		}
	}
}

// A specimen is judged on its own day, whatever today is, and is asked neither
// for people nor for a review.
func TestSpecimensAreJudgedOnTheirDay(t *testing.T) {
	text := "---\nspecimen: true\njudged_on: 2026-01-31\nvision: every-change\nwritten: 2025-12-01\nhorizon: 5mo\nreview_by: 2026-02-28\n---\n"
	for _, today := range []time.Time{SampleDay, SampleDay.AddDate(20, 0, 0)} {
		found := judge(t, map[string]string{"strategies/s.md": text}, "", "strategies/s.md", today)
		for _, f := range found {
			if strings.ContainsAny(f.Code[:1], "DX") {
				t.Errorf("%s: %s: %s", today, f.Code, f.Message)
			}
		}
	}
}

func TestASpecimenIsNobodysStrategy(t *testing.T) {
	files := map[string]string{
		"visions/v.md":    "---\nstatus: agreed\nwritten: 2025-01-01\nhorizon: 2029\nagreed_by: x\nreview_by: 2026-12-01\n---\n## Why\n\n" + strings.Repeat("word ", 20),
		"strategies/s.md": "---\nspecimen: true\nvision: v\n---\n",
	}
	if got := codes(judge(t, files, "", "visions/v.md", SampleDay)); !slices.Contains(got, "V110") {
		t.Error(got)
	}
}

// The handbook's own findings lead to the page that teaches the pitfall, where it
// has one and an address.
func TestFindingsLeadToTheirPitfall(t *testing.T) {
	files := map[string]string{
		"strategies/s.md":                           "---\npattern: grand-migration\nstatus: active\n---\n",
		"patterns/grand-migration.md":               world["patterns/grand-migration.md"] + "## Failure modes\n\nMost.\n",
		"pitfalls/failure-to-face-the-challenge.md": "---\ndescription: x\n---\n",
	}
	url := func(settings, code string) string {
		for _, f := range judge(t, files, settings, "strategies/s.md", SampleDay) {
			if f.Code == code {
				return f.URL
			}
		}
		t.Fatalf("no %s", code)
		return ""
	}
	const base = "base_url: https://acme.example/hand book/\n"
	for code, want := range map[string]string{
		"S201": "https://acme.example/hand%20book/pitfalls/failure-to-face-the-challenge/",
		"F301": "https://acme.example/hand%20book/patterns/grand-migration/#failure-modes",
		"S231": "", // its pitfall has no page here
	} {
		if got := url(strings.Replace(base, "hand book", "hand%20book", 1), code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	if got := url("", "S201"); got != "" {
		t.Error(got)
	}
}

// Nothing that can be written makes the rules fail, or take more than time in
// proportion to its length.
func TestRulesBearWhateverIsWritten(t *testing.T) {
	less := 5
	switch {
	case os.Getenv("WAYMARK_LONG") != "":
		less = 1
	case testing.Short():
		less = 20
	}
	line := strings.Repeat("once we move the user first over all because it is late before the first user excite 12 of all inspire the mvp show what is ", 10_000/less)
	many := strings.Repeat("- Move it (\n", 10_000/less)
	for name, text := range map[string]string{
		"nothing":        "",
		"only dashes":    "---\n---\n",
		"many actions":   "---\nstatus: active\n---\n## Actions\n\n" + many,
		"many lines":     "---\nstatus: active\n---\n## Problem\n\n" + strings.Repeat("Invoices are late. It (costs! us? a lot of… \n", 5<<20/46/less),
		"one sentence":   "## Problem\n\n" + strings.Repeat("a. ", 1<<18/less),
		"one long line":  "---\nstatus: active\npattern: big-vision\nslice: x\n---\n" + "## Problem\n\n" + line + "\n\n## Guiding policy\n\n" + line + "\n\n## Actions\n\n- " + line + "\n\n## Non-goals\n\n- " + line + "\n\n",
		"many sections":  "---\nstatus: active\n---\n" + strings.Repeat("## Problem\n\nx\n\n", 10_000/less),
		"many comments":  "## Actions\n\n" + strings.Repeat("<!-- accept S222: it is as it is for now -->\n", 10_000/less) + "- Move it\n",
		"deep":           "## Actions\n\n" + strings.Repeat("  ", 200) + "- x\n" + strings.Repeat("> ", 200) + "y\n",
		"not UTF-8":      "## Problem\n\n\xff\xfe\n",
		"hostile fields": "---\nhorizon: 9999y\nwritten: 0001-01-01\nreview_by: 9999-12-31\nfit: {a: [], \"\": x}\nteams: [\"\"]\nafter: s\nvision: ../../etc\npattern: /\nstatus: active\n---\n",
	} {
		t.Run(name, func(t *testing.T) {
			for _, kind := range []string{"visions", "strategies"} {
				files := map[string]string{kind + "/s.md": text}
				for _, f := range judge(t, files, "", kind+"/s.md", SampleDay) {
					if f.Line < 1 || f.Column < 1 || f.Message == "" || f.Severity > diag.Error {
						t.Errorf("%+v", f)
					}
				}
			}
		})
	}
}

// Equal inputs give equal findings, in the same order.
func TestFindingsAreTheSameEachTime(t *testing.T) {
	files := map[string]string{}
	for i := range 20 {
		files[fmt.Sprintf("strategies/s%d.md", i)] = "---\nvision: every-change\nstatus: active\npattern: grand-migration\n---\n## Actions\n\n- a\n- b\n"
	}
	first := ""
	for range 5 {
		var all []string
		for _, j := range judgeAll(t, files, "", Options{Today: SampleDay}) {
			all = append(all, j.Page.Path, said(j.Findings))
		}
		got := strings.Join(all, "\n")
		if first == "" {
			first = got
		}
		if got != first {
			t.Fatal(cmp.Diff(first, got))
		}
	}
}

// What is missing in the front matter of a page in force is an error of check,
// unless the handbook has decided otherwise.
func TestWhatIsMissingOnAPageInForceIsAnError(t *testing.T) {
	for _, tt := range []struct {
		front, settings string
		want            diag.Severity
	}{
		{"status: active", "", diag.Error},
		{"status: draft", "", diag.Warning},
		{"status: proposed", "", diag.Warning},
		{"status: done", "", diag.Warning},
		{"status: active", "checks: {H006: info}", diag.Warning}, // which Settings.Judge turns into an info
	} {
		h, _ := made(t, map[string]string{"strategies/s.md": "---\n" + tt.front + "\n---\n"}, tt.settings)
		found := false
		for _, d := range Raise(h, h.Diags) {
			if d.Code == "H006" && d.Path == "content/strategies/s.md" {
				found = true
				if d.Severity != tt.want {
					t.Errorf("%s, %s: %s: %s", tt.front, tt.settings, d.Severity, d.Message)
				}
			}
		}
		if !found {
			t.Errorf("%s: nothing is missing", tt.front)
		}
	}
}

// What is right, and what is wrong, in forms that others write.
func TestVisionsInOtherForms(t *testing.T) {
	const front = "---\nstatus: agreed\nowner: crane\nwritten: 2026-05-01\nhorizon: 2030\nreview_by: 2027-01-01\nagreed_by: [office]\nfor: [crane drivers]\nstatement: A crane driver knows the next box before she has set down this one.\n---\n" +
		"## Where we end up\n\nA driver sees on the screen in her cab which box comes next, and nobody shouts.\n\n"
	const why = "## Why it is worth it\n\nIn April the crane stood still for 41 hours while two offices looked for the right box and the drivers waited in the rain.\n\n"
	const settles = "## What it settles\n\nA box that is found over a box that is sold.\n\n"
	for _, tt := range []struct{ name, text, want string }{
		{"whole", why + settles, ""},
		{"a short reason with a number", "## Why it is worth it\n\nIn April the crane stood still for 41 hours.\n\n" + settles, ""},
		{"a short reason without one", "## Why it is worth it\n\nIt would help everybody at the quay.\n\n" + settles, "V105"},
		{"choices as headings", why + "## Tenets\n\n### Safe first, punctual second\n\n### Boxes before berths\n", ""},
		{"whom to ask", why + settles + "## Whom to ask\n\n- Screens: @desk\n- Boxes: @yard\n- Rain: @crew, mornings\n", ""},
		{"a plan of nouns", why + settles + "## Roadmap\n\n### Q1 2027\n\n- Screens in two cabs\n- New list\n\n### Q3 2027\n\n- Radio\n- Lamps\n", "V107"},
		{"dates and what is there then", why + settles + "## Milestones\n\n- 2027-02: screens in two cabs\n- 2027-11: the list is one\n- 2029-05: paper is gone\n", "V107"},
	} {
		found := judge(t, map[string]string{"visions/v.md": front + tt.text}, "", "visions/v.md", SampleDay)
		got := slices.DeleteFunc(codes(found), func(code string) bool { return code == "V110" || code[0] == 'D' || code[0] == 'X' })
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: found %q, want %q\n%s", tt.name, got, tt.want, said(found))
		}
	}
}
