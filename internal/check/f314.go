package check

import (
	"fmt"
	"slices"
	"time"

	"waymark/internal/handbook"
	"waymark/internal/kind"
)

// noVisionForever finds strategies without a vision that follow one another.
var noVisionForever = &Rule{
	Code:    "F314",
	Of:      "strategy",
	Pitfall: "no-vision-forever",
	Before: `---
pattern: no-vision
written: 2026-03-31
horizon: 5mo
after: dig-out
---
-- strategies/dig-out.md --
---
pattern: no-vision
status: done
written: 2025-03-01
horizon: 6mo
---
`,
	After: `---
pattern: big-vision
written: 2026-03-31
horizon: 5mo
after: dig-out
---
-- strategies/dig-out.md --
---
pattern: no-vision
status: done
written: 2025-03-01
horizon: 6mo
---
`,
	Check: func(in *Input) []Finding {
		const mostInRow, mostMonths = 2, 12
		if !in.Follows("no-vision") {
			return nil
		}
		chain := withoutVision(in.Page)
		from, to := in.Day(kind.FieldWritten), time.Time{}
		for _, p := range chain {
			if t, ok := termOf(p.Values); ok && !p.Values[kind.FieldWritten].Day.IsZero() {
				if t.from.Before(from) {
					from = t.from
				}
				if t.to.After(to) {
					to = t.to
				}
			}
		}
		all := term{from, to}
		known := !from.IsZero() && to.After(from)
		if len(chain) <= mostInRow && !(known && len(chain) > 1 && all.longer(mostMonths)) {
			return nil
		}
		message := fmt.Sprintf("%d strategies in a row without a vision", len(chain))
		if known {
			message = fmt.Sprintf("%s without a vision", count(all.months(), "month"))
		}
		found := one(in.Field(kind.FieldAfter), "time to write one? you know the ground by now", "%s", message)
		for _, p := range chain[1:] {
			found[0].Related = append(found[0].Related, in.about(p, "this one came before"))
		}
		return found
	},
}

// withoutVision returns a strategy and those that it continues, back to the first
// that has another pattern.
func withoutVision(p *handbook.Page) []*handbook.Page {
	var chain []*handbook.Page
	for p != nil && patternOf(p) == "no-vision" && !slices.Contains(chain, p) && len(chain) < longestChain {
		chain = append(chain, p)
		p = related(p, kind.RelationStrategyAfter)
	}
	return chain
}

// longestChain is as far back as anybody will look.
const longestChain = 20
