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
		for _, planned := range [][]meta.Span{in.plannedSteps(), in.plannedItems()} {
			if len(planned) > most {
				return one(planned[0], "move it to a strategy and link it", "this part is a plan: %s with an owner, a date or a size", count(len(planned), "step"))
			}
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

// plannedSteps are those of the steps that the text has for a plan, in whatever form,
// which say who, when or how big.
func (in *Input) plannedSteps() (planned []meta.Span) {
	for _, a := range in.Page.Actions {
		if a.Who != nil || isDated(a) {
			planned = append(planned, a.At)
		}
	}
	return planned
}

// plannedItems are items of any list that say so, if at least one of them says when or
// how big: names alone are those whom one can ask.
func (in *Input) plannedItems() (planned []meta.Span) {
	dated := false
	for i := range in.Blocks {
		b := &in.Blocks[i]
		if b.Kind != page.ItemBlock {
			continue
		}
		a := kind.ParseAction(b.Text, nil)
		isScheduled := isDated(a) || in.English() && hasSchedule(b)
		if dated = dated || isScheduled; isScheduled || in.isPlanned(b) || in.English() && hasHandle(b) {
			planned = append(planned, b.Place())
		}
	}
	if !dated {
		return nil
	}
	return planned
}

func isDated(a kind.Action) bool { return a.By != "" || a.Size != "" && !a.InProse }

// isPlanned reports whether an item has a bracket as actions have.
func (in *Input) isPlanned(b *page.Block) bool {
	a := kind.ParseAction(b.Text, nil)
	return a.Who != nil || isDated(a)
}

// hasHandle reports whether an item names somebody who does it, in a sentence that is
// not about the past.
func hasHandle(b *page.Block) bool {
	return slices.ContainsFunc(statementsOf(b), func(s Statement) bool {
		return !tellsOfThePast(s.Words) && slices.ContainsFunc(s.Words, func(w Word) bool { return w.Text[0] == '@' })
	})
}

// hasSchedule reports whether an item says by when it is done, or how long it takes: what comes true at an hour of the day, or has been so since a year, is no
// step.
func hasSchedule(b *page.Block) bool {
	for _, s := range statementsOf(b) {
		if tellsOfThePast(s.Words) {
			continue
		}
		if schedules.In(s.Words) {
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
			if s.Block.Kind == page.ItemBlock && (startsWork.Has(s.Words[0]) || schedules.In(s.Words) || in.isPlanned(s.Block) || hasSchedule(s.Block) || hasHandle(s.Block)) {
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

var (
	planHeadings = wording.Named("planHeadings")
	besidePlan   = wording.Named("besidePlan")
	asReason     = wording.Named("asReason")
	schedules    = wording.Named("schedules")
	sizes        = wording.Named("sizes")
	stage        = wording.Named("stage")
	startsWork   = wording.Named("startsWork")
)
