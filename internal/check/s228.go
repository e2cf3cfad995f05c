package check

import "waymark/internal/kind"

// laundryList finds a strategy with more steps than anybody can care for.
var laundryList = &Rule{
	Code:    "S228",
	Of:      "strategy",
	Pitfall: "bad-strategic-objectives",
	Before: `## Actions

- Step 1 (@payments, 1w)
- Step 2 (@payments, 1w)
- Step 3 (@payments, 1w)
- Step 4 (@payments, 1w)
- Step 5 (@payments, 1w)
- Step 6 (@payments, 1w)
- Step 7 (@payments, 1w)
- Step 8 (@payments, 1w)
- Step 9 (@payments, 1w)
- Step 10 (@payments, 1w)
`,
	After: `## Actions

- Step 1 (@payments, 1w)
- Step 2 (@payments, 1w)
- Step 3 (@payments, 1w)
`,
	Check: func(in *Input) []Finding {
		const most = 9
		if n := len(in.actions()); n > most {
			return one(in.place(in.Section(kind.SectionActions)), "what would you drop first? drop it, or make it a strategy of its own", "%d actions", n)
		}
		return nil
	},
}
