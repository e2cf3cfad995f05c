package check

import (
	"waymark/internal/kind"
)

// singleBet finds a strategy that is one long action.
var singleBet = &Rule{
	Code:    "S225",
	Of:      "strategy",
	Pitfall: "bad-strategic-objectives",
	Before: `---
horizon: 6mo
---
## Actions

- Build the event platform (@platform, 5mo)
- Tell everybody (@platform, 1w)
`,
	After: `---
horizon: 6mo
---
## Actions

- Publish changes of invoices as events (@payments, 6w)
- Move the dunning job to events (@billing, 6w)
- Switch the nightly file off (@payments, 1w)
`,
	Check: func(in *Input) []Finding {
		const shortest = 92 // days: three months may well be one step
		const hint = "divide it, so that you learn something on the way"
		t, ok := in.term()
		if !ok && in.Says(kind.FieldHorizon) {
			return nil // it is reported where it stands
		}
		var bet *kind.Action
		var longest, others float64
		for _, a := range in.actions() {
			days := effort(a)
			if days > longest {
				bet, longest, days = &a, days, longest
			}
			others += days
		}
		if longest <= shortest || ok && longest < t.days()/2 || others >= longest {
			return nil
		}
		if !ok {
			return one(bet.At, hint, "one action is the whole strategy: %s of it", count(wholeMonths(longest), "month"))
		}
		return one(bet.At, hint, "one action is the whole strategy: %s of %s", count(wholeMonths(longest), "month"), count(t.months(), "month"))
	},
}
