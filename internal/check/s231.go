package check

import "waymark/internal/kind"

// noNonGoals finds a strategy that says no to nothing.
var noNonGoals = &Rule{
	Code:    "S231",
	Of:      "strategy",
	Pitfall: "says-yes-to-everything",
	Before: `## Non-goals

None.
`,
	After: `## Non-goals

- Events for anything but invoices, until support has used them for a month.
`,
	Check: func(in *Input) []Finding {
		declined := in.Section(kind.SectionNonGoals)
		if !declined.Empty() {
			return nil
		}
		return one(in.place(declined), in.orOwn(kind.SectionNonGoals, "name below a heading Non-goals what you could reasonably do, and will not"), "strategy says no. To what?")
	},
}
