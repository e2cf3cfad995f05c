package check

import "waymark/internal/kind"

// visionNotAgreed finds an agreed vision that nobody but its owner has agreed to.
var visionNotAgreed = &Rule{
	Code:    "V109",
	Of:      "vision",
	Pitfall: "not-agreed",
	Before: `---
status: agreed
owner: architecture
agreed_by: [architecture]
---
`,
	After: `---
status: agreed
owner: architecture
agreed_by: [payments, support]
---
`,
	Check: func(in *Input) []Finding {
		if in.Status() != kind.StatusAgreed || in.Specimen || in.agreedByOthers() {
			return nil
		}
		return one(in.Field(kind.FieldStatus), "name in agreed_by who has agreed besides the owner, or set status: proposed", "marked agreed, by whom?")
	},
}
