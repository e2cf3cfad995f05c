package check

import "waymark/internal/kind"

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

// settles are words by which one of two things wins, besides those of policies.
var settles = newLexicon(`
wins, win against, lose, loses, losing, beat, beats, is the one that we, the one we ship, the one we build, the one we keep, counts more, count more, matters more, matter more, weighs more, weigh more, worth more, is worth the, outweigh~, trump~, has the last word, have the last word, decides, has the say, in doubt, when in doubt, if in doubt, in case of conflict, comes second, come second, takes the back seat, goes to the, at most, may be incomplete, may be late, may be ugly, may cost, may take longer, even at, even when, even if, versus, vs, against, settled in favour of, ahead of, above, sooner than, for the sake of, stays, gives, has to wait, have to wait, whether or not, more than, even, but, may, fewer, less, is wrong, is right, better late than, better _ than, better a _ than, as long as, not the other way, worth it, we take, is the better, deserves, suffices, will do, is decided by, the last word
`)
