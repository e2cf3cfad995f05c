package check

import (
	"waymark/internal/diag"
	"waymark/internal/kind"
)

// farHorizon finds a vision that ends when nobody will remember it.
var farHorizon = &Rule{
	Code:    "V103",
	Of:      "vision",
	Pitfall: "target-too-far",
	Before: `---
written: 2026-03-31
horizon: 12y
---
`,
	After: `---
written: 2026-03-31
horizon: 3y
---
`,
	Check: func(in *Input) []Finding {
		t, ok := in.term()
		if !ok || !t.longer(5*12) {
			return nil
		}
		found := one(in.Field(kind.FieldHorizon), "a year that is nearer makes it a vision to work by", "%s out: will anyone decide differently this quarter because of it?", count((t.months()+6)/12, "year"))
		if t.longer(10 * 12) {
			found[0].Severity = diag.Warning
		}
		return found
	},
}
