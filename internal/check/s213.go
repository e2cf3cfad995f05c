package check

import "waymark/internal/kind"

// rulesNothingOut finds a policy that nobody could be against.
var rulesNothingOut = &Rule{
	Code:    "S213",
	Of:      "strategy",
	Pitfall: "says-yes-to-everything",
	Lexical: true,
	Before: `## Guiding policy

We improve all our interfaces together and with energy, and bring every team along.
`,
	After: `## Guiding policy

One source for changes of invoices, and readers one at a time. Whoever reads events stops reading the file in the same week.
`,
	Check: func(in *Input) []Finding {
		policy := in.Section(kind.SectionGuidingPolicy)
		if policy.Empty() || !in.Section(kind.SectionNonGoals).Empty() {
			return nil
		}
		all := in.Statements(kind.SectionGuidingPolicy)
		if !in.isPicture(all) {
			for _, s := range all {
				if rulesOut(s.Words) {
					return nil
				}
			}
		}
		if len(all) == 0 {
			return nil
		}
		return one(all[0].Place(), "say what gives way: X even over Y, or name what waits below a heading Non-goals", "what reasonable thing does this forbid?")
	},
}
