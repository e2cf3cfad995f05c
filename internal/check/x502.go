package check

import (
	"waymark/internal/handbook"
	"waymark/internal/kind"
)

// manyLive finds a vision that more strategies work towards than can win.
var manyLive = &Rule{
	Code:    "X502",
	Of:      "vision",
	Pitfall: "bad-strategic-objectives",
	Before: `---
status: agreed
---
-- strategies/s1.md --
---
vision: every-change
status: active
---
-- strategies/s2.md --
---
vision: every-change
status: active
---
-- strategies/s3.md --
---
vision: every-change
status: active
---
-- strategies/s4.md --
---
vision: every-change
status: active
---
`,
	After: `---
status: agreed
---
-- strategies/s1.md --
---
vision: every-change
status: active
---
-- strategies/s2.md --
---
vision: every-change
status: active
---
-- strategies/s3.md --
---
vision: every-change
status: active
---
`,
	Check: func(in *Input) []Finding {
		const most = 3
		var live []*handbook.Page
		for _, s := range pointing(in.Page, kind.RelationStrategyVision) {
			if isLive(s) {
				live = append(live, s)
			}
		}
		if len(live) <= most {
			return nil
		}
		found := one(in.Field(kind.FieldStatus), "which gives way when two of them want the same week?", "%d live strategies at once", len(live))
		const named = 10
		for _, s := range live[:min(len(live), named)] {
			found[0].Related = append(found[0].Related, in.about(s, "one of them"))
		}
		return found
	},
}
