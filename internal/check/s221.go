package check

import (
	"slices"

	"waymark/internal/kind"
)

// noActions finds a strategy without a step.
var noActions = &Rule{
	Code:    "S221",
	Of:      "strategy",
	Pitfall: "failure-to-face-the-challenge",
	Before: `## Actions

We will improve the way in which invoices are shared.
`,
	After: `## Actions

- Publish changes of invoices as events (@payments, by 2026-06-15, 6w)
`,
	Check: func(in *Input) []Finding {
		section := in.Section(kind.SectionActions)
		if slices.ContainsFunc(in.Page.Actions, func(a kind.Action) bool { return !isPlaceholder(a.Text) }) {
			return nil
		}
		hint := in.orOwn(kind.SectionActions, "list the first steps below a heading Actions: - Move X (@team, by 2026-03-31, 6w)")
		if !section.Empty() {
			hint = "each item of a list below Actions is a step; a paragraph or a table is none"
		}
		return one(in.place(section), hint, "no concrete step")
	},
}
