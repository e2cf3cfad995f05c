package check

import (
	"slices"

	"waymark/internal/kind"
)

// noWhy finds a vision that gives no reason.
var noWhy = &Rule{
	Code:    "V105",
	Of:      "vision",
	Pitfall: "not-compelling",
	Before: `---
statement: Any team sees a change to an account a second later.
---
## Why it is worth it

Speed.
`,
	After: `---
statement: Any team sees a change to an account a second later.
---
## Why it is worth it

Every third call to support is about a change that we made and did not show until the next morning.
`,
	Check: func(in *Input) []Finding {
		const fewest, fewestWithEvidence = 15, 8
		why := in.Section(kind.SectionWhyItIsWorthIt)
		if n := why.Words(); n >= fewest || n >= fewestWithEvidence && in.English() && in.tellsEvidence(kind.SectionWhyItIsWorthIt) {
			return nil
		}
		at := in.Top()
		if why != nil {
			at = why.At
		}
		return one(at, "say in a few sentences who gains what, below a heading that begins with Why", "nothing says why this is worth years of work")
	},
}

// tellsEvidence reports whether a sentence of a section gives a sceptic something to
// look at.
func (in *Input) tellsEvidence(section kind.SectionName) bool {
	return slices.ContainsFunc(in.Statements(section), func(s Statement) bool { return s.isCheckable() })
}
