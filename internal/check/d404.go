package check

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
		since := later(later(in.Day("written"), in.Day("revised")), in.Day("reviewed"))
		if in.Live() || since.IsZero() || in.daysSince(since) <= patience {
			return nil
		}
		what := "a draft"
		if in.Status() == "proposed" {
			what = "a proposal"
		}
		found := one(in.Field("status"), "ask the people who have to agree, or let it go", "%s for %d days", what, in.daysSince(since))
		found[0].Since = since.AddDate(0, 0, patience+1)
		return found
	},
}
