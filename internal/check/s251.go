package check

import (
	"time"

	"waymark/internal/kind"
)

// longHorizon finds a strategy that goes on for over a year without a look.
var longHorizon = &Rule{
	Code:    "S251",
	Of:      "strategy",
	Pitfall: "bad-strategic-objectives",
	Before: `---
pattern: big-vision
written: 2026-03-31
horizon: 18mo
review_by: 2027-06-30
---
`,
	After: `---
pattern: big-vision
written: 2026-03-31
horizon: 18mo
review_by: 2026-09-15
---
`,
	Check: func(in *Input) []Finding {
		const longest, look = 12, 6 // months
		t, ok := in.term()
		if !ok || !t.longer(longest) || in.Follows(grandMigration) {
			return nil
		}
		if by := in.Day(kind.FieldReviewBy); !by.IsZero() {
			for _, from := range []time.Time{t.from, in.Day(kind.FieldReviewed), in.Today} {
				if !by.After(kind.AddMonths(from, look)) {
					return nil
				}
			}
		}
		return one(in.Field(kind.FieldHorizon), "set review_by to a day within six months", "%s without a look in between", count(t.months(), "month"))
	},
}
