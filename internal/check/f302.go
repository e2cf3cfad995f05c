package check

import (
	"fmt"
	"strings"

	"waymark/internal/kind"
)

// helpfulConstraint finds a strategy that does not say whether it has what would help its pattern.
var helpfulConstraint = &Rule{
	Code: "F302",
	Of:   "strategy",
	Before: `---
pattern: grand-migration
fit:
  conviction: The payment teams and their director signed the plan in May.
---
`,
	After: `---
pattern: grand-migration
fit:
  conviction: The payment teams and their director signed the plan in May.
  walk-away: Reports of before 2019 may stay where they are.
---
`,
	Check: func(in *Input) []Finding {
		return constraints(in, kind.NeedHelpful, func(c kind.Values) (message, hint string) {
			return strings.ToLower(c[kind.ConstraintText].Text[:1]) + c[kind.ConstraintText].Text[1:] + "?",
				fmt.Sprintf("it helps to know now; say so as fit: {%s: …}", c[kind.ConstraintID].Text)
		})
	},
}
