package check

import (
	"slices"

	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/wording"
)

// settlesNothing finds a vision that ends no argument.
var settlesNothing = &Rule{
	Code:    "V106",
	Of:      "vision",
	Pitfall: "not-compelling",
	Lexical: true,
	Before: `---
statement: Any team sees a change to an account a second later.
---
## What it settles

Speed is important to us, and so are order and cost.
`,
	After: `---
statement: Any team sees a change to an account a second later.
---
## What it settles

- A change that is seen at once, even over one that is seen in order.
`,
	Check: func(in *Input) []Finding {
		for _, s := range in.Statements(kind.SectionWhatItSettles) {
			if rulesOut(s.Words) || settles.In(s.Words) {
				return nil
			}
		}
		if s := in.Section(kind.SectionWhatItSettles); s != nil && slices.ContainsFunc(s.Blocks, headsChoice) {
			return nil
		}
		return one(in.place(in.Section(kind.SectionWhatItSettles)), "write below a heading What it settles one sentence: X even over Y", "which argument does this end?")
	},
}

// headsChoice reports whether a block is a sub-heading that is a choice by itself:
// Islanders before tourists.
func headsChoice(b page.Block) bool {
	return b.Kind == page.HeadingBlock && slices.ContainsFunc(statementsOf(&b), func(s Statement) bool { return rulesOut(s.Words) || settles.In(s.Words) })
}

var settles = wording.Named("settles")
