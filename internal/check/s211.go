package check

import "waymark/internal/kind"

// noPolicy finds a strategy without a guiding policy.
var noPolicy = &Rule{
	Code:    "S211",
	Of:      "strategy",
	Pitfall: "failure-to-face-the-challenge",
	Before: `## Problem

Invoices change in three places.

## Actions

- Publish changes of invoices as events (@payments, 6w)
`,
	After: `## Problem

Invoices change in three places.

## Guiding policy

One source for changes of invoices, and readers one at a time.

## Actions

- Publish changes of invoices as events (@payments, 6w)
`,
	Check: func(in *Input) []Finding {
		policy := in.Section(kind.SectionGuidingPolicy)
		if !policy.Empty() {
			return nil
		}
		return one(in.place(policy), in.orOwn(kind.SectionGuidingPolicy, "say how you will deal with the problem, and what that rules out, below a heading Guiding policy"), "actions without a policy are a to-do list")
	},
}
