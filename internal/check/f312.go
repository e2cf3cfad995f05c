package check

import (
	"unicode"

	"waymark/internal/kind"
	"waymark/internal/page"
)

// unranked finds a strategy without a vision that does not rank its problems.
var unranked = &Rule{
	Code: "F312",
	Of:   "strategy",
	Before: `---
pattern: no-vision
---
## Problem

- Tests take an hour.
- Invoices are a day late.
`,
	After: `---
pattern: no-vision
---
## Problem

1. Invoices are a day late.
2. Tests take an hour.
`,
	Check: func(in *Input) []Finding {
		problem := in.Section(kind.SectionProblem)
		if !in.Follows("no-vision") || problem.Empty() || ranked(problem) {
			return nil
		}
		return one(problem.At, "write the problems as a numbered list: the order is the strategy", "list the problems, most important first")
	},
}

// ranked reports whether a section puts things in order: in a numbered list, or
// below numbered headings.
func ranked(s *Section) bool {
	n := 0
	for _, b := range s.Blocks {
		numbered := b.Kind == page.HeadingBlock && unicode.IsDigit([]rune(b.Text)[0])
		if b.Kind == page.ItemBlock && b.Depth == 1 && b.Ordered || numbered {
			n++
		}
	}
	return n >= 2
}
