package check

// actionIsGoal finds an action that is a result to be hoped for.
var actionIsGoal = &Rule{
	Code:    "S227",
	Of:      "strategy",
	Pitfall: "mistaking-goals-for-strategy",
	Lexical: true,
	Before: `## Actions

- Reduce complaints about invoices by 40 % (@payments, by 2026-09-30)
`,
	After: `## Actions

- Reduce the polling interval to 5 minutes (@payments, by 2026-06-15)
- Publish changes of invoices as events instead of in the nightly file (@payments, 6w)
`,
	Check: func(in *Input) []Finding {
		var found []Finding
		for _, step := range in.steps() {
			if isResult(step.head()) {
				found = append(found, one(step.at(), "write the step that somebody can begin on Monday; the number is how you will know", "this is a result and not a step: %s", step.name())...)
			}
		}
		return found
	},
}
