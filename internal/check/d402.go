package check

import "waymark/internal/kind"

// noReviewDate finds a page in force that nobody has promised to look at again.
var noReviewDate = &Rule{
	Code:    "D402",
	Pitfall: "nobody-looks-again",
	Before: `---
status: active
---
`,
	After: `---
status: active
review_by: 2026-09-15
---
`,
	Check: func(in *Input) []Finding {
		if !in.Live() || in.Specimen || in.Says(kind.FieldReviewBy) {
			return nil
		}
		return one(in.Field(kind.FieldStatus), "set review_by to a day within six months", "when will you look again?")
	},
}
