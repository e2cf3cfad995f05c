package check

import "waymark/internal/kind"

// nearHorizon finds a vision that ends within a year.
var nearHorizon = &Rule{
	Code:    "V102",
	Of:      "vision",
	Pitfall: "target-behind",
	Before: `---
written: 2026-03-31
horizon: 5mo
---
`,
	After: `---
written: 2026-03-31
horizon: 3y
---
`,
	Check: func(in *Input) []Finding {
		t, ok := in.term()
		if !ok || !t.shorter(12) || !t.to.After(t.from) {
			return nil
		}
		return one(in.Field(kind.FieldHorizon), "that is usually a strategy's horizon; look further, or write a strategy", "this vision ends in %s", count(t.months(), "month"))
	},
}
