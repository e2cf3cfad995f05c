package check

import "waymark/internal/kind"

// noHorizon finds a vision without a year.
var noHorizon = &Rule{
	Code:    "V101",
	Of:      "vision",
	Pitfall: "target-too-far",
	Before: `---
statement: Any team sees a change to an account a second later.
---
`,
	After: `---
statement: Any team sees a change to an account a second later.
horizon: 2029
---
`,
	Check: func(in *Input) []Finding {
		if in.Says(kind.FieldHorizon) {
			return nil
		}
		return one(in.Top(), "a vision without a year can't be too near or too far, so nobody can disagree with it", "say when this should be true")
	},
}
