package check

import (
	"slices"

	"waymark/internal/kind"
)

// policyIsTarget finds a guiding policy that is only a mark to be reached.
var policyIsTarget = &Rule{
	Code:    "S212",
	Of:      "strategy",
	Pitfall: "mistaking-goals-for-strategy",
	Lexical: true,
	Before: `## Guiding policy

Reduce the age of what support sees by 90 % before the end of the year.
`,
	After: `## Guiding policy

Reduce the age of what support sees by 90 %, by publishing each change where it is made instead of in the nightly file.
`,
	Check: func(in *Input) []Finding {
		var target *Statement
		all := in.Statements(kind.SectionGuidingPolicy)
		for i, s := range all {
			switch {
			case isTarget(s.Words):
				if target == nil {
					target = &all[i]
				}
			case decides(s.Words):
				return nil
			}
		}
		if target == nil && len(all) > 0 && !slices.ContainsFunc(all, func(s Statement) bool { return !hasLevel(s.Words) || chooses(s.Words) }) {
			target = &all[0] // nothing but numbers
		}
		if target == nil {
			return nil
		}
		return one(target.Place(), "keep the number, and say how you will choose when two things collide", "this is a target and no policy")
	},
}
