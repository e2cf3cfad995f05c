package check

import (
	"strings"

	"waymark/internal/kind"
	"waymark/internal/wording"
)

// noProof finds a Grand Migration in which everything moves before anything is tried.
var noProof = &Rule{
	Code:    "F303",
	Of:      "strategy",
	Pitfall: "value-last",
	Lexical: true,
	Before: `---
pattern: grand-migration
---
## Actions

- Read what the vendor has written (@payments, 2w)
- Move all invoices to the ledger (@payments, by 2026-09-30)
`,
	After: `---
pattern: grand-migration
---
## Actions

- Pilot: refunds, the hardest case, on the ledger for a month (@payments, 6w)
- Move the other invoices to the ledger (@payments, by 2026-09-30)
`,
	Check: func(in *Input) []Finding {
		if !in.Follows(grandMigration) {
			return nil
		}
		for _, evidence := range in.Page.Values[kind.FieldFit].Texts {
			for _, e := range evidence {
				if proves(wording.Words(e.Text)) {
					return nil
				}
			}
		}
		for _, step := range in.steps() {
			for _, s := range step.all() {
				if proves(s.Words) || theRest.In(s.Words) || !whole.In(s.Words) && hasExtreme(s.Words) {
					return nil
				}
			}
			if head := step.head(); moving.In(head) {
				return one(step.at(), "begin with a proof of concept on a hard case, whose failure would stop the rest", "nothing proves the solution before everything moves")
			}
		}
		return nil
	},
}

// proves reports whether words speak of trying something out where it could fail.
// Pilots may be people, spikes may be in a curve, and a proof may be a paper.
func proves(words []Word) bool {
	from, to := trials.Find(words)
	if from < 0 {
		return false
	}
	if pilots.Has(words[from]) {
		return !flying.In(around(words, from, 2, 4)) && (to == len(words) || words[from].Break != "" || !strings.HasSuffix(words[to].Text, "s"))
	}
	return true
}

// hasExtreme reports whether words single out one of many by a superlative: the
// dirtiest hall, the worst mailbox.
func hasExtreme(words []Word) bool {
	for i, w := range words {
		if i > 0 && words[i-1].Text == "the" && (w.Text == "worst" || w.Text == "most" || strings.HasSuffix(w.Text, "est") && len(w.Text) > 5 && !notExtremes.Contains(w.Text)) {
			return true
		}
	}
	return false
}

var (
	notExtremes = wording.Named("notExtremes")
	trials      = wording.Named("trials")
	pilots      = wording.Named("pilots")
	flying      = wording.Named("flying")
	theRest     = wording.Named("theRest")
	moving      = wording.Named("moving")
)
