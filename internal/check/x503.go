package check

import (
	"slices"

	"waymark/internal/kind"
	"waymark/internal/page"
)

// wrongKind finds a strategy that is called a vision, and the other way round.
var wrongKind = &Rule{
	Code:    "X503",
	Pitfall: "confusing-vision-with-strategy",
	Before: `-- visions/every-change.md --
## Problem

Invoices change in three places.

## Guiding policy

One source for changes of invoices.
`,
	After: `-- visions/every-change.md --
## Where we end up

Support reads a changed invoice from the event that changed it.

## Why it is worth it

Every third call is about a change that we made and did not show.
`,
	Check: func(in *Input) []Finding {
		const aim = 24 // months: a strategy without a kernel that looks this far ahead is a vision
		kernel := kernelOf(in)
		switch in.Page.Kind {
		case kind.Vision:
			if len(kernel) < 2 {
				return nil
			}
			return one(kernel[0].Place(), "a problem, a policy and actions make a strategy: move them to one, or set kind: strategy", "this looks like a strategy")
		default:
			t, ok := in.term()
			if len(kernel) > 0 || !ok || t.shorter(aim) {
				return nil
			}
			return one(in.Top(), "it has no problem, no policy and no actions, and looks years ahead: set kind: vision, or write the strategy", "this looks like a vision")
		}
	},
}

// kernelOf returns the headings at the top level that begin the kernel of a
// strategy: problem, policy, actions, each once.
func kernelOf(in *Input) []page.Block {
	var names []kind.SectionName
	var headings []page.Block
	for _, b := range in.Blocks {
		if !b.Begins {
			continue
		}
		s := kind.Strategy.SectionOf(b.Text, in.Handbook.Settings.Sections)
		if s == nil || !slices.Contains([]kind.SectionName{kind.SectionProblem, kind.SectionGuidingPolicy, kind.SectionActions}, s.Name) || slices.Contains(names, s.Name) {
			continue
		}
		names, headings = append(names, s.Name), append(headings, b)
	}
	return headings
}
