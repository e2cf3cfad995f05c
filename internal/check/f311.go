package check

import "waymark/internal/kind"

// tooLongForPattern finds a strategy that lasts longer than its pattern works.
var tooLongForPattern = &Rule{
	Code:    "F311",
	Of:      "strategy",
	Pitfall: "no-vision-forever",
	Before: `---
pattern: no-vision
written: 2026-03-31
horizon: 9mo
---
`,
	After: `---
pattern: no-vision
written: 2026-03-31
horizon: 5mo
---
`,
	Check: func(in *Input) []Finding {
		t, ok := in.term()
		most := 0
		if p := in.Pattern(); p != nil {
			most = p.Values[kind.FieldMaxMonths].Int
		} else if in.Follows("no-vision") {
			most = 6
		}
		if !ok || most <= 0 || !t.longer(most) {
			return nil
		}
		return one(in.Field(kind.FieldHorizon), "end it earlier, or choose another pattern", "this pattern works for up to %s", count(most, "month"))
	},
}
