package check

import "waymark/internal/kind"

// noEvidence finds a problem in which nothing can be checked.
var noEvidence = &Rule{
	Code:    "S204",
	Of:      "strategy",
	Pitfall: "failure-to-face-the-challenge",
	Lexical: true,
	Before: `## Problem

Changes reach people too late. Everybody feels that the mood suffers, and many customers are unhappy.
`,
	After: `## Problem

Changes reach people too late. In March, 212 calls to support were about that.
`,
	Check: func(in *Input) []Finding {
		all := in.Statements(kind.SectionProblem)
		for i := range all {
			if all[i].isCheckable() {
				return nil
			}
		}
		if in.Section(kind.SectionProblem).Empty() || len(all) == 0 {
			return nil
		}
		return one(all[0].Place(), "add a count, an event with its day, somebody's words or a source", "how would a sceptic check this?")
	},
}
