package check

import (
	"slices"
	"time"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
)

// notRepeated finds a vision whose last slice has ended, with none after it.
var notRepeated = &Rule{
	Code: "F324",
	Of:   "vision",
	Before: `---
status: agreed
written: 2025-06-30
---
-- strategies/billing-first.md --
---
vision: every-change
pattern: big-vision
status: done
written: 2025-09-30
horizon: 5mo
---
`,
	After: `---
status: agreed
written: 2025-06-30
---
-- strategies/billing-first.md --
---
vision: every-change
pattern: big-vision
status: done
written: 2025-09-30
horizon: 5mo
---
-- strategies/support-next.md --
---
vision: every-change
pattern: big-vision
status: active
written: 2026-03-31
horizon: 5mo
after: billing-first
---
`,
	Check: func(in *Input) []Finding {
		const patience = 60 // days
		if in.Status() != kind.StatusAgreed || in.Specimen {
			return nil
		}
		var last *handbook.Page
		var when time.Time
		for _, s := range pointing(in.Page, kind.RelationStrategyVision) {
			if !slices.Contains([]kind.Word{kind.StatusDone, kind.StatusAbandoned, kind.StatusSuperseded}, s.Status()) {
				return nil // something is under way, or about to be
			}
			t, ok := termOf(s.Values)
			if patternOf(s) != "big-vision" || !ok || s.Values[kind.FieldWritten].Day.IsZero() {
				continue
			}
			if over := later(t.to, s.Values[kind.FieldReviewed].Day); last == nil || over.After(when) {
				last, when = s, over
			}
		}
		if last == nil || in.daysSince(when) <= patience {
			return nil
		}
		found := one(in.Field(kind.FieldStatus), "repeat with the next slice, change the vision, or retire it", "the last slice ended %d days ago, and none came after it", in.daysSince(when))
		found[0].Related = []diag.Related{in.about(last, "this was the last slice")}
		found[0].Since = when.AddDate(0, 0, patience+1)
		return found
	},
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
