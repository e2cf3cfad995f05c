package check

import (
	"slices"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/page"
)

// thinProblem finds a problem of a few words.
var thinProblem = &Rule{
	Code:    "S202",
	Of:      "strategy",
	Pitfall: "failure-to-face-the-challenge",
	Before: `## Problem

Invoices are slow.
`,
	After: `## Problem

Invoices change in three places, and each tells the others by a nightly file. Support hears of a change a day late; in March, 212 calls were about that.
`,
	Check: func(in *Input) []Finding {
		const fewest, fewestWithEvidence = 20, 12
		problem := in.Section(kind.SectionProblem)
		n := problem.Words()
		if problem.Empty() || n >= fewest || n >= fewestWithEvidence && problem.hasEvidence() {
			return nil
		}
		return one(problem.At, "name the obstacle, whom it stops and how you know", "the problem has %s", count(n, "word"))
	},
}

// hasEvidence reports whether a section has a number, a link or a quotation:
// something that a sceptic can check.
func (s *Section) hasEvidence() bool {
	return slices.ContainsFunc(s.Blocks, func(b page.Block) bool {
		return b.Kind != page.HeadingBlock && (b.Quoted || len(b.Links) > 0 || strings.ContainsAny(b.Text, "0123456789"))
	})
}
