package check

import "waymark/internal/kind"

// noVision finds a strategy that leads to no vision.
var noVision = &Rule{
	Code:    "S206",
	Of:      "strategy",
	Pitfall: "confusing-vision-with-strategy",
	Before: `---
pattern: big-vision
---
`,
	After: `---
vision: every-change
pattern: big-vision
---
`,
	Check: func(in *Input) []Finding {
		if in.Says(kind.FieldVision) || in.Follows("no-vision") {
			return nil
		}
		hint := "name it with vision: ID; if there is none on purpose, set pattern: no-vision"
		if in.Handbook.Find(kind.Pattern, "no-vision") == nil {
			hint += ", which needs the pattern's page: `waymark new pattern no-vision` makes it"
		}
		return one(in.Top(), hint, "which vision does this work towards?")
	},
}
