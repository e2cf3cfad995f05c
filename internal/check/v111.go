package check

import (
	"slices"
	"time"

	"waymark/internal/handbook"
	"waymark/internal/kind"
)

// behindUs finds a vision whose time is over, or whose strategies are all done.
var behindUs = &Rule{
	Code:    "V111",
	Of:      "vision",
	Pitfall: "target-behind",
	Before: `---
status: agreed
written: 2022-03-31
horizon: 2025
---
`,
	After: `---
status: agreed
written: 2022-03-31
horizon: 2029
---
`,
	Check: func(in *Input) []Finding {
		const hint = "renew it with a new horizon, or set status: retired"
		if end, ok := in.end(); ok && in.Today.After(end) {
			found := one(in.Field(kind.FieldHorizon), hint, "this may be behind you: it ended on %s", end.Format(time.DateOnly))
			found[0].Since = end.AddDate(0, 0, 1)
			return found
		}
		strategies := pointing(in.Page, kind.RelationStrategyVision)
		if len(strategies) == 0 || slices.ContainsFunc(strategies, func(s *handbook.Page) bool {
			return s.Status() != kind.StatusDone || patternOf(s) == "big-vision" // whose slices repeat
		}) {
			return nil
		}
		return one(in.Field(kind.FieldStatus), hint, "this may be behind you: every strategy for it is done")
	},
}
