package check

import (
	"fmt"
	"slices"

	"waymark/internal/kind"
)

// necessaryConstraint finds a strategy that lacks what its pattern needs.
var necessaryConstraint = &Rule{
	Code: "F301",
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
  value: Every team that moves is rid of its nightly file.
---
`,
	Check: func(in *Input) []Finding {
		return constraints(in, kind.NeedNecessary, func(c kind.Values) (message, hint string) {
			return fmt.Sprintf("%s needs %s", in.Pattern().Title, quoted(c[kind.ConstraintText].Text)),
				fmt.Sprintf("write the evidence as fit: {%s: …}, or choose another pattern", c[kind.ConstraintID].Text)
		})
	},
}

// constraints finds the constraints of the strategy's pattern that it has no
// evidence for. The patterns themselves say what they are.
func constraints(in *Input, need kind.Word, say func(c kind.Values) (message, hint string)) []Finding {
	pattern := in.Pattern()
	if pattern == nil {
		return nil
	}
	at := in.Field(kind.FieldPattern)
	if in.Says(kind.FieldFit) {
		at = in.Field(kind.FieldFit)
	}
	var found []Finding
	for _, c := range pattern.Values[kind.FieldConstraints].Records {
		evidence := in.Page.Values[kind.FieldFit].Texts[c[kind.ConstraintID].Text]
		if c[kind.ConstraintNeed].Word() != need || c[kind.ConstraintID].Text == "" || slices.ContainsFunc(evidence, func(e kind.Item) bool { return !isPlaceholder(e.Text) }) {
			continue
		}
		message, hint := say(c)
		found = append(found, one(at, hint, "%s", message)...)
	}
	return found
}
