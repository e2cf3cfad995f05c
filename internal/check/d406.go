package check

import (
	"time"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// visionMoved finds a strategy that is older than its vision.
var visionMoved = &Rule{
	Code:    "D406",
	Of:      "strategy",
	Pitfall: "does-not-fit-the-problem",
	Before: `---
vision: every-change
status: active
written: 2026-03-31
---
-- visions/every-change.md --
---
status: agreed
revised: 2026-05-04
---
`,
	After: `---
vision: every-change
status: active
written: 2026-03-31
reviewed: 2026-05-06
---
-- visions/every-change.md --
---
status: agreed
revised: 2026-05-04
---
`,
	Check: func(in *Input) []Finding {
		vision := in.Vision()
		seen := later(in.Day(kind.FieldWritten), in.Day(kind.FieldReviewed))
		if vision == nil || seen.IsZero() {
			return nil
		}
		revised := vision.Values[kind.FieldRevised]
		if !revised.Day.After(seen) {
			return nil
		}
		found := one(in.Field(kind.FieldVision), "does this still fit? if it does, set reviewed to the day on which you looked", "the vision changed on %s", revised.Day.Format(time.DateOnly))
		found[0].Related = []diag.Related{{Position: in.Handbook.Place(vision, revised.At), Message: "it changed here"}}
		return found
	},
}
