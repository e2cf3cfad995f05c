package check

import (
	"path"
	"strings"

	"waymark/internal/handbook"
	"waymark/internal/kind"
)

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
		return one(in.Top(), waysToAVision(in.Handbook), "which vision does this work towards?")
	},
}

// waysToAVision says what a strategy without a vision can do in a handbook: name one
// of those that there are, begin one, or say that it has none. It is a part of what
// the rules can know of such a strategy; see circleKeys.
func waysToAVision(h *handbook.Handbook) string {
	const few = 3
	var names []string
	for _, l := range h.Lists {
		if l.Kind != kind.Vision || l.By != handbook.ByKind {
			continue
		}
		for _, p := range l.Pages[:min(len(l.Pages), few+1)] {
			name := path.Base(p.ID)
			if h.Find(kind.Vision, name) != p {
				name = p.ID
			}
			names = append(names, kind.FieldVision.String()+": "+name)
		}
	}
	hint := "name it with " + strings.Join(names, " or ")
	switch {
	case len(names) == 0:
		hint = "begin one, `waymark new vision \"Its title\"`, and name it here: vision: its-title"
	case len(names) > few:
		hint = "name it with vision: ID, such as " + names[0]
	}
	hint += "; if there is none on purpose, set pattern: no-vision"
	if h.Find(kind.Pattern, "no-vision") == nil {
		hint += ", which needs the pattern's page: `waymark new pattern no-vision` makes it"
	}
	return hint
}
