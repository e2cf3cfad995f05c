package check

import (
	"waymark/internal/kind"
	"waymark/internal/meta"
)

// noProblem finds a strategy that names no problem.
var noProblem = &Rule{
	Code:    "S201",
	Of:      "strategy",
	Pitfall: "failure-to-face-the-challenge",
	Before: `## Problem

TBD
`,
	After: `## Problem

Invoices change in three places, and each tells the others by a nightly file.
`,
	Check: func(in *Input) []Finding {
		problem := in.Section(kind.SectionProblem)
		if !problem.Empty() {
			return nil
		}
		return one(in.place(problem), in.orOwn(kind.SectionProblem, "without it no policy can be right or wrong; write it below a heading Problem"), "what stops you today?")
	},
}

// place returns where to speak of a section; of a missing one, the top of the
// page.
func (in *Input) place(s *Section) meta.Span {
	if s == nil {
		return in.Top()
	}
	return s.At
}
