package check

import (
	"cmp"
	"slices"

	"waymark/internal/handbook"
	"waymark/internal/kind"
)

// unserved finds a vision that no strategy has worked towards for half a year.
var unserved = &Rule{
	Code:    "V110",
	Of:      "vision",
	Pitfall: "confusing-vision-with-strategy",
	Before: `---
status: agreed
written: 2025-09-01
---
`,
	After: `---
status: agreed
written: 2025-09-01
---
-- strategies/billing-first.md --
---
vision: every-change
status: active
---
`,
	Check: func(in *Input) []Finding {
		const most = 180
		since := cmp.Or(in.Day(kind.FieldRevised), in.Day(kind.FieldWritten))
		if in.Status() != kind.StatusAgreed || in.Specimen || since.IsZero() || in.daysSince(since) <= most || served(in.Page, nil) {
			return nil
		}
		found := one(in.Field(kind.FieldStatus), "write the first strategy for it, or retire it", "%d days and no live strategy works towards this", in.daysSince(since))
		found[0].Since = since.AddDate(0, 0, most+1)
		return found
	},
}

// served reports whether a live strategy works towards a vision or a part of it.
// seen are the visions above, in case they lead round in a circle.
func served(vision *handbook.Page, seen []*handbook.Page) bool {
	if slices.Contains(seen, vision) {
		return false
	}
	if slices.ContainsFunc(pointing(vision, kind.RelationStrategyVision), isLive) {
		return true
	}
	return slices.ContainsFunc(pointing(vision, kind.RelationVisionPartOf), func(part *handbook.Page) bool {
		return served(part, append(slices.Clip(seen), vision))
	})
}
