package check

import (
	"waymark/internal/kind"
	"waymark/internal/wording"
)

// horizontalSlice finds a slice that is a layer, on which uses will come later.
var horizontalSlice = &Rule{
	Code:    "F323",
	Of:      "strategy",
	Pitfall: "value-last",
	Lexical: true,
	Before: `---
pattern: big-vision
slice: The event platform as a foundation for all teams
---
`,
	After: `---
pattern: big-vision
slice: Support sees a changed invoice on the event platform a second after the change.
---
`,
	Check: func(in *Input) []Finding {
		if !in.Follows("big-vision") {
			return nil
		}
		for _, s := range in.FieldStatements(kind.FieldSlice) {
			if isLayer(s.Words) {
				return one(in.Field(kind.FieldSlice), "take one use and cut through all layers: who does what, from end to end", "this sounds like a layer; which use works end to end?")
			}
		}
		return nil
	},
}

// isLayer reports whether a slice is something for uses to come. It is none when
// people come first in it, or when something happens in it, unless what happens
// is that a layer is there.
func isLayer(words []Word) bool {
	layer, _ := layers.Find(words)
	for i := range words {
		if (isPerson(words, i) || usedByDepartment.At(words, i) > 0) && (layer < 0 || i < layer) {
			return false
		}
	}
	if enabling.In(words) {
		return true
	}
	verb, _ := happens.Find(words)
	switch {
	case layer < 0, used.In(words):
		return false
	case verb < 0:
		return !namesPeople(words) || layer < headOf(words)
	}
	return layer < verb && layer < headOf(words) && !namesPeople(words)
}

// headOf returns where the words end that a phrase is about, before the first that
// says of what, where or by what.
func headOf(words []Word) int {
	for i := range words {
		if i > 0 && upon.Has(words[i]) {
			return i
		}
	}
	return len(words)
}

var (
	upon     = wording.Named("upon")
	happens  = wording.Named("happens")
	enabling = wording.Named("enabling")
	used     = wording.Named("used")
	layers   = wording.Named("layers")
)
