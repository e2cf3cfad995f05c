package check

import (
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
)

// planInside finds a plan in a vision: steps with owners, dates or sizes.
var planInside = &Rule{
	Code:    "V107",
	Of:      "vision",
	Pitfall: "confusing-vision-with-strategy",
	Before: `---
statement: Any team sees a change to an account a second later.
---
## Roadmap

- Publish changes of invoices (@payments, by 2026-06-15)
- Move the dunning job (@billing, 4w)
- Switch the nightly file off (@payments, by 2026-09-01)
`,
	After: `---
statement: Any team sees a change to an account a second later.
---
## Where we end up

Support reads a changed invoice from the event that changed it, and so does billing.
`,
	Check: func(in *Input) []Finding {
		const most = 2
		var planned []meta.Span
		for _, b := range in.Blocks {
			if b.Kind != page.ItemBlock {
				continue
			}
			if a := kind.ParseAction(b.Text, nil); a.Who != nil || a.By != "" || a.Size != "" && !a.InProse {
				planned = append(planned, b.Place())
			}
		}
		if len(planned) <= most {
			return nil
		}
		return one(planned[0], "move it to a strategy and link it", "this part is a plan: %s with an owner, a date or a size", count(len(planned), "item"))
	},
}
