package check

import "waymark/internal/kind"

// oldDraft finds a draft that never became more.
var oldDraft = &Rule{
	Code:    "D404",
	Pitfall: "not-agreed",
	Before: `---
status: draft
written: 2026-01-15
---
`,
	After: `---
status: draft
written: 2026-05-15
---
`,
	Check: func(in *Input) []Finding {
		const patience = 90 // days
		since := later(later(in.Day(kind.FieldWritten), in.Day(kind.FieldRevised)), in.Day(kind.FieldReviewed))
		if in.Live() || since.IsZero() || in.daysSince(since) <= patience {
			return nil
		}
		what := "a draft"
		if in.Status() == kind.StatusProposed {
			what = "a proposal"
		}
		found := one(in.Field(kind.FieldStatus), "ask the people who have to agree, or let it go", "%s for %d days", what, in.daysSince(since))
		found[0].Since = since.AddDate(0, 0, patience+1)
		return found
	},
}
