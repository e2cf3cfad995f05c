package check

import (
	"waymark/internal/kind"
	"waymark/internal/wording"
)

// restatesAbsence finds a problem that only says that the answer is not there.
var restatesAbsence = &Rule{
	Code:    "S203",
	Of:      "strategy",
	Pitfall: "failure-to-face-the-challenge",
	Lexical: true,
	Before: `## Problem

We don't have an event platform yet. Services lack a common way to tell each other about changes, and a modern one is needed.
`,
	After: `## Problem

We don't have events. Invoices change in three places, and each tells the others by a nightly file, so support hears of a change a day late: in March, 212 calls were about that.
`,
	Check: func(in *Input) []Finding {
		all := in.Statements(kind.SectionProblem)
		answer := in.answer()
		at := -1
		said, again := 0, 0
		for i := range all {
			s := &all[i]
			if s.isCheckable() || hurts(s.Words, answer) {
				return nil
			}
			if at < 0 && lacks(s.Words) {
				at = i
			}
			for _, w := range s.Words {
				if carriesMeaning(w) {
					said++
					if answer[w.Stem] {
						again++
					}
				}
			}
		}
		if at < 0 && said > 0 && 2*again >= said {
			at = 0
		}
		if at < 0 {
			return nil
		}
		return one(all[at].Place(), "name what stops it, or whom it hurts without it, and how you know", "this says that the answer isn't there yet")
	},
}

// answer returns the words that carry meaning, by their stem, of what is to be
// built: the vision, the policy and the steps.
func (in *Input) answer() map[string]bool {
	known := make(map[string]bool)
	for _, section := range []kind.SectionName{kind.SectionGuidingPolicy, kind.SectionActions} {
		for _, s := range in.Statements(section) {
			learn(known, s.Words)
		}
	}
	learn(known, wording.Words(in.Page.Title))
	if vision := in.Vision(); vision != nil {
		learn(known, wording.Words(vision.Values[kind.FieldStatement].Text))
	}
	return known
}
