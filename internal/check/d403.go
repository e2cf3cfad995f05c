package check

import "waymark/internal/kind"

// pastHorizon finds a strategy whose time is over, and which still goes on.
var pastHorizon = &Rule{
	Code:    "D403",
	Of:      "strategy",
	Pitfall: "nobody-looks-again",
	Before: `---
status: active
written: 2025-09-30
horizon: 5mo
---
`,
	After: `---
status: active
written: 2026-03-31
horizon: 5mo
---
`,
	Check: func(in *Input) []Finding {
		end, ok := in.end()
		if !in.Live() || !ok || !in.Today.After(end) {
			return nil
		}
		found := one(in.Field(kind.FieldHorizon), "is it done, abandoned or extended? change status or horizon", "it ended %s ago and is still %s", count(in.daysSince(end), "day"), in.Status())
		found[0].Since = end.AddDate(0, 0, 1)
		return found
	},
}
