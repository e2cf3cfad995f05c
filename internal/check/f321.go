package check

import (
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/wording"
)

// sliceOfNobody finds a slice of a big vision that reaches nobody.
var sliceOfNobody = &Rule{
	Code:    "F321",
	Of:      "strategy",
	Pitfall: "value-last",
	Before: `---
pattern: big-vision
slice: Event store and schema registry in production
---
`,
	After: `---
pattern: big-vision
slice: Support sees a changed invoice a second after the change, in the two largest countries.
---
`,
	Check: func(in *Input) []Finding {
		if !in.Follows("big-vision") {
			return nil
		}
		found := one(in.Field(kind.FieldSlice), "write in slice who can do what when it is done", "who gets what, within the slice?")
		said := in.FieldStatements(kind.FieldSlice)
		if len(said) == 0 {
			return found
		}
		reaches := func(s Statement) bool {
			return namesPeople(s.Words) || usedByDepartment.In(s.Words) || followed.In(s.Words) || perceives(s.Words)
		}
		if !in.English() || slices.ContainsFunc(said, reaches) {
			return nil
		}
		found[0].Severity = diag.Info // somebody may be meant whom the tables don't know
		return found
	},
}

// perceives reports whether the subject of a sentence does what only people do, so
// that they are meant, whatever stands for them: three desks see, the north side
// hears.
func perceives(words []Word) bool {
	const subject = 7 // words
	for i := 1; i < min(len(words)-1, subject); i++ {
		if perceiving.Has(words[i]) && words[i-1].Break == "" && !function.Has(words[i-1]) {
			return !machinery.In(words) && !layers.In(words[:i])
		}
	}
	from, to := sites.Find(words[:min(len(words), subject)])
	if from < 0 || machinery.In(words) || layers.In(words[:to]) {
		return false
	}
	for i := to; i < min(len(words), to+5); i++ {
		if !function.Has(words[i]) && strings.HasSuffix(words[i].Text, "s") && i+1 < len(words) && words[i].Break == "" && (function.Has(words[i+1]) || upon.Has(words[i+1])) {
			return true
		}
	}
	return trading.In(words[to:min(len(words), to+4)])
}

var (
	usedByDepartment = wording.Named("usedByDepartment")
	followed         = wording.Named("followed")
	trading          = wording.Named("trading")
	perceiving       = wording.Named("perceiving")
)
