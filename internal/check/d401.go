package check

import (
	"time"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
)

// reviewOverdue finds a page that somebody should have looked at again.
var reviewOverdue = &Rule{
	Code:    "D401",
	Pitfall: "nobody-looks-again",
	Before: `---
status: active
review_by: 2026-03-31
---
`,
	After: `---
status: active
review_by: 2026-09-15
---
`,
	Check: func(in *Input) []Finding {
		const long = 180 // days
		by := in.Day(kind.FieldReviewBy)
		if !in.Live() || !isPast(by, in.Today) {
			return nil
		}
		n := in.daysSince(by)
		found := one(in.Field(kind.FieldReviewBy), "still true? change review_by or status", "the review was due %s ago", count(n, "day"))
		if n > long {
			found[0].Severity = diag.Error
		}
		found[0].Since = by.AddDate(0, 0, 1)
		return found
	},
}

// Overdue reports whether a page asks for a review that was due before a day.
func Overdue(p *handbook.Page, today time.Time) bool { return isPast(p.ReviewDay(), today) }

func isPast(by, today time.Time) bool { return !by.IsZero() && today.After(by) }
