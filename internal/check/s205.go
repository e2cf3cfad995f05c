package check

import (
	"regexp"

	"waymark/internal/kind"
	"waymark/internal/page"
)

// manyProblems finds a strategy that takes on every problem at once.
var manyProblems = &Rule{
	Code:    "S205",
	Of:      "strategy",
	Pitfall: "bad-strategic-objectives",
	Before: `---
pattern: big-vision
---
## Problem

1. Invoices are a day late.
2. Nobody owns the outbox.
3. Tests take an hour.
4. On-call wakes up twice a night.
`,
	After: `---
pattern: big-vision
---
## Problem

1. Invoices are a day late.
2. Nobody owns the outbox.
`,
	Check: func(in *Input) []Finding {
		const most = 3
		problem := in.Section(kind.SectionProblem)
		listed := problems(problem)
		n := len(listed)
		if n <= most || in.Follows("no-vision") || concludes.MatchString(listed[n-1].Text) {
			return nil
		}
		return one(problem.At, "a strategy zeros in; which one first? if you mean to rank them all, that is pattern: no-vision", "%s", count(n, "problem"))
	},
}

// problems returns the problems that a section lists: the items of a list that is
// numbered, stands alone, or comes after words that call it one of problems. Any
// other list is taken for evidence.
func problems(s *Section) []page.Block {
	if s == nil {
		return nil
	}
	var items []page.Block
	before := ""
	for _, b := range s.Blocks {
		switch {
		case b.Kind == page.ItemBlock && b.Depth == 1:
			if b.Ordered || before == "" || sayProblems.MatchString(before) {
				items = append(items, b)
			}
		case b.Kind == page.Paragraph && b.Depth == 0:
			before = b.Text
		}
	}
	return items
}

// concludes is how the last of several facts begins that says which problem they show.
var concludes = regexp.MustCompile(`(?i)^(hence|therefore|thus|so|that is why|in short|taken together|all of this|together)\b`)

var sayProblems = regexp.MustCompile(`(?i)\b(problems|challenges|obstacles|issues|things (that )?(stop|hold))\b`)
