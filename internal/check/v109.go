package check

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
		if in.Status() != "agreed" || in.Specimen || in.agreedByOthers() {
			return nil
		}
		return one(in.Field("status"), "name in agreed_by who has agreed besides the owner, or set status: proposed", "marked agreed, by whom?")
	},
}
