package check

import (
	"waymark/internal/diag"
	"waymark/internal/kind"
)

// sliceLength finds a slice that is too long or too short.
var sliceLength = &Rule{
	Code: "F322",
	Of:   "strategy",
	Before: `---
pattern: big-vision
written: 2026-03-31
horizon: 9mo
---
`,
	After: `---
pattern: big-vision
written: 2026-03-31
horizon: 5mo
---
`,
	Check: func(in *Input) []Finding {
		const shortest, longest = 3, 6 // months
		t, ok := in.term()
		if !in.Follows("big-vision") || !ok || !t.shorter(shortest) && !t.longer(longest) {
			return nil
		}
		hint := "cut a smaller slice that still ends at somebody who is better off"
		if t.shorter(shortest) {
			hint = "a slice this short seldom reaches anybody; is it all of it?"
		}
		found := one(in.Field(kind.FieldHorizon), hint, "a slice is three to six months; this is %s", count(t.months(), "month"))
		if t.shorter(shortest) {
			found[0].Severity = diag.Info
		}
		return found
	},
}
