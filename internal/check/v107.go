package check

import (
	"regexp"
	"slices"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/wording"
)

// planInside finds a plan in a vision: steps with owners, dates or sizes, in a list
// or told in prose, or a part that is called a plan.
var planInside = &Rule{
	Code:    "V107",
	Of:      "vision",
	Pitfall: "confusing-vision-with-strategy",
	Before: `---
statement: Any team sees a change to an account a second later.
---
## Roadmap

- Publish changes of invoices (@payments, by 2026-06-15)
- Move the dunning job (@billing, 4w)
- Switch the nightly file off (@payments, by 2026-09-01)
`,
	After: `---
statement: Any team sees a change to an account a second later.
---
## Where we end up

Support reads a changed invoice from the event that changed it, and so does billing.
`,
	Check: func(in *Input) []Finding {
		const most = 2
		var planned []meta.Span
		for i := range in.Blocks {
			if b := &in.Blocks[i]; b.Kind == page.ItemBlock && (in.isPlanned(b) || in.English() && hasSchedule(b)) {
				planned = append(planned, b.Place())
			}
		}
		if len(planned) > most {
			return one(planned[0], "move it to a strategy and link it", "this part is a plan: %s with an owner, a date or a size", count(len(planned), "item"))
		}
		if !in.English() {
			return nil
		}
		for _, p := range in.passages() {
			if in.isPlan(&p) {
				found := one(p.statements[0].Place(), "move it to a strategy and link it", "this part is a plan")
				found[0].Severity = diag.Info // words tell less than brackets
				return found
			}
		}
		return nil
	},
}

// isPlanned reports whether an item has a bracket as actions have.
func (in *Input) isPlanned(b *page.Block) bool {
	a := kind.ParseAction(b.Text, nil)
	return a.Who != nil || a.By != "" || a.Size != "" && !a.InProse
}

// hasSchedule reports whether an item says who does it, by when, or how long it
// takes: what comes true at an hour of the day, or has been so since a year, is no
// step.
func hasSchedule(b *page.Block) bool {
	for _, s := range statementsOf(b) {
		if tellsOfThePast(s.Words) {
			continue
		}
		if slices.ContainsFunc(s.Words, func(w Word) bool { return w.Text[0] == '@' }) || schedules.In(s.Words) {
			return true
		}
		for _, clause := range clauses(s.Words) {
			if n := sizes.At(clause, 0); n > 0 && n == len(clause) && len(clause) < len(s.Words) {
				return true
			}
		}
	}
	return false
}

// isPlan reports whether a passage is called a plan and lists what is to be done,
// or tells in prose what is done from month to month.
func (in *Input) isPlan(p *passage) bool {
	title := wording.Words(p.title)
	if len(title) > 0 && isPlanHeading(title) && !p.linked() {
		steps := 0
		for _, s := range p.statements {
			if s.Block.Kind == page.ItemBlock && (startsWork.Has(s.Words[0]) || schedules.In(s.Words) || in.isPlanned(s.Block) || hasSchedule(s.Block)) {
				steps++
			} else if foretelling.In(s.Words) && schedules.In(s.Words) {
				steps++
			}
		}
		if steps > 1 {
			return true
		}
	}
	if asReason.In(title) {
		return false
	}
	stages, planned := 0, false
	for _, s := range p.statements {
		if tellsOfThePast(s.Words) {
			continue
		}
		stages += stage.Count(s.Words)
		for i := range s.Words[:len(s.Words)-1] {
			if s.Words[i].Text == "by" && isDay.MatchString(s.Words[i+1].Text) {
				stages++
			}
		}
		planned = planned || foretelling.In(s.Words) || slices.ContainsFunc(s.Words, func(w Word) bool { return w.Text[0] == '@' })
	}
	return planned && stages > 2
}

var isDay = regexp.MustCompile(`^20\d\d-\d\d(-\d\d)?$`)

// isPlanHeading reports whether a heading means a plan and nothing else: all of it,
// not the timeline of a night or the plan of a house.
func isPlanHeading(title []Word) bool {
	from, to := planHeadings.Find(title)
	if from < 0 {
		return false
	}
	for i, w := range title {
		if (i < from || i >= to) && !w.Number() && !besidePlan.Has(w) {
			return false
		}
	}
	return true
}

var planHeadings = newLexicon(`
roadmap, road map, milestones, milestone, plan, plans, action plan, project plan, work plan, actions, action items, next steps, first steps, steps, phases, phase #, stages, stage #, timeline, time line, schedule, timetable, deliverables, backlog, todo, to do, to-do, to dos, what we do next, what we will do, what we'll do, what we are going to do, what happens next, what comes next, how we get there, how we'll get there, how we will get there, the way there, getting there, rollout, rollout plan, roll-out, implementation, implementation plan, q1, q2, q3, q4, h1, h2, 2025, 2026, 2027, 2028, first quarter, second quarter, third quarter, fourth quarter, this year, next year, this quarter, next quarter, sprint #, increments, work packages, workstreams, initiatives, projects, path
`)

var besidePlan = newLexicon(`the, our, a, of, and, for, to, with, in, q1, q2, q3, q4, h1, h2, rough, draft, high-level, current, planned, key, main, major, dates, project, delivery, technical, us, year`)

// asReason are headings below which months are those of what has been seen.
var asReason = newLexicon(`why, background, history, problem, context, questions, faq`)

// schedules are dates, quarters, spans of months.
var schedules = newLexicon(`
q1/q2/q3/q4 #, # q1/q2/q3/q4, by q1/q2/q3/q4, in q1/q2/q3/q4, q1/q2/q3/q4, h1/h2 #, by january/february/march/april/may/june/july/august/september/october/november/december, in january/february/march/april/june/july/august/september/october/november/december, from january/february/march/april/may/june/july/august/september/october/november, until january/february/march/april/may/june/july/august/september/october/november/december, january/february/march/april/may/june/july/august/september/october/november/december 2025/2026/2027/2028/2029/2030, by spring/summer/autumn/winter/christmas/easter, by next spring/summer/autumn/winter/year, by the end of 2025/2026/2027/2028, by mid-2026, by mid-2027, by end of 2026/2027/2028, phase one/two/three, phase #, step #, sprint #, this quarter, next quarter, next month, first quarter, second quarter, third quarter, fourth quarter
`)

// sizes are lengths of work.
var sizes = newLexicon(`
# days/weeks/months/quarters/years/sprints, one day/week/month/quarter/year/sprint, a day/week/month/quarter/year/sprint, about # weeks/months, half a year, a year
`)

// stage is a time within a plan that is told in prose.
var stage = newLexicon(`
in january/february/march/april/may/june/july/august/september/october/november/december, from january/february/march/april/may/june/july/august/september/october/november to/until january/february/march/april/may/june/july/august/september/october/november/december, by january/february/march/april/may/june/july/august/september/october/november/december, until january/february/march/april/may/june/july/august/september/october/november/december, in q1/q2/q3/q4, by q1/q2/q3/q4, by next spring/summer/autumn/winter/year, next spring/summer/autumn/winter, in spring/summer/autumn/winter, by spring/summer/autumn/winter, in the spring/summer/autumn/winter, by the end of the year, this spring/summer/autumn/winter, in the first/second/third/fourth quarter/month/phase/year/step, in the first/second/third/last week of, in a first/second/third step/phase, within # weeks/months, for # weeks/months, after # weeks/months, # weeks/months later, next year, the year after, in 2026/2027/2028, by 2026/2027/2028
`)

// startsWork are verbs that steps begin with.
var startsWork = newLexicon(`
build, create, develop, design, implement, introduce, launch, migrate, move, form, establish, set, define, extend, roll, publish, replace, write, draft, hire, buy, choose, select, evaluate, pilot, prototype, test, train, onboard, connect, integrate, deliver, ship, release, retire, switch, prepare, agree, start, finish, complete, open, add, remove, rewrite, convert, collect, interview, ask, find, plan, contract, negotiate, sign, survey, review, measure, make, run, put, port, automate, consolidate, unify, improve, upgrade, decommission, kick, analyse, analyze
`)
