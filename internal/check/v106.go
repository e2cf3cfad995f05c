package check

import (
	"waymark/internal/kind"
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
		return one(in.place(in.Section(kind.SectionWhatItSettles)), "write below a heading What it settles one sentence: X even over Y", "which argument does this end?")
	},
}

var settles = wording.Named("settles")
