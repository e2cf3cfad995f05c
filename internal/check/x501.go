package check

import "waymark/internal/kind"

// strategyNotAgreed finds a strategy in force that nobody but its owner has agreed to.
var strategyNotAgreed = &Rule{
	Code:    "X501",
	Of:      "strategy",
	Pitfall: "not-agreed",
	Before: `---
status: active
owner: payments
---
`,
	After: `---
status: active
owner: payments
agreed_by: [support]
---
`,
	Check: func(in *Input) []Finding {
		if !in.Live() || in.Specimen || in.agreedByOthers() {
			return nil
		}
		return one(in.Field(kind.FieldStatus), "name in agreed_by who has agreed besides the owner, or set status: proposed", "%s, but agreed by nobody else", in.Status())
	},
}
