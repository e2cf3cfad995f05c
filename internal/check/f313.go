package check

import "waymark/internal/kind"

// manyTeamsWithoutVision finds many teams that go without a vision for long.
var manyTeamsWithoutVision = &Rule{
	Code:    "F313",
	Of:      "strategy",
	Pitfall: "no-vision-forever",
	Before: `---
pattern: no-vision
written: 2026-03-31
horizon: 8mo
teams: [Payments, Billing, Support]
---
`,
	After: `---
pattern: no-vision
written: 2026-03-31
horizon: 5mo
teams: [Payments, Billing, Support]
---
`,
	Check: func(in *Input) []Finding {
		const mostTeams, mostMonths = 2, 6
		teams := in.Page.Values[kind.FieldTeams].List
		t, ok := in.term()
		if !in.Follows("no-vision") || !ok || len(teams) <= mostTeams || !t.longer(mostMonths) {
			return nil
		}
		return one(in.Field(kind.FieldTeams), "agree on a rough vision, and work on one slice of it", "%s for %s: many people over a long time is where this pattern fails", count(len(teams), "team"), count(t.months(), "month"))
	},
}
