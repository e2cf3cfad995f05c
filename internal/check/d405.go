package check

import "waymark/internal/kind"

// noOutcome finds a strategy that ended without a word about how.
var noOutcome = &Rule{
	Code:    "D405",
	Of:      "strategy",
	Pitfall: "nobody-looks-again",
	Before: `---
status: done
---
`,
	After: `---
status: done
---
## Outcome

Support sees a changed invoice within a second. The dunning job stayed on the nightly file.
`,
	Check: func(in *Input) []Finding {
		outcome := in.Section(kind.SectionOutcome)
		if status := in.Page.Status(); in.Specimen || status != kind.StatusDone && status != kind.StatusAbandoned || !outcome.Empty() {
			return nil
		}
		at := in.Field(kind.FieldStatus)
		if outcome != nil {
			at = outcome.At
		}
		return one(at, "write it below a heading Outcome; the next team needs this line most", "what happened?")
	},
}
