package check

import (
	"strings"

	"waymark/internal/kind"
	"waymark/internal/wording"
)

// thinWhole finds a strategy that begins with a thin version of the whole: a cut
// through one layer of everything, of which no use works from end to end.
var thinWhole = &Rule{
	Code:    "S216",
	Of:      "strategy",
	Pitfall: "value-last",
	Lexical: true,
	Before: `## Guiding policy

We begin with an MVP of the event platform and deepen it from quarter to quarter.
`,
	After: `## Guiding policy

We begin with refunds: support sees each one on a page that is made by hand, and nothing else moves until they rely on it.
`,
	Check: func(in *Input) []Finding {
		const hint = "take one use that works from end to end, for somebody who is waiting for it, and leave the rest of the whole out"
		for _, s := range in.Statements(kind.SectionGuidingPolicy) {
			if isThinWhole(s.Words) {
				return one(s.Place(), hint, "this is a thin version of the whole and not a part of it")
			}
		}
		for _, step := range in.steps() {
			if isThinWhole(step.head()) {
				return one(step.at(), hint, "this is a thin version of the whole and not a part of it: %s", step.name())
			}
		}
		return nil
	},
}

// isThinWhole reports whether words speak of a thin version of all of a thing, and
// of nobody for whom a part of it is made.
func isThinWhole(words []Word) bool {
	from, to := thin.Find(words)
	if from < 0 || isForSome(words) {
		return false
	}
	if entirety.In(words) {
		return true
	}
	// an MVP of the platform, a rudimentary platform
	rest := words[to:]
	if len(rest) > 0 && rest[0].Text == "of" {
		rest = rest[1:]
	}
	for i := range rest[:min(len(rest), 4)] {
		if upon.Has(rest[i]) || i > 0 && strings.ContainsAny(rest[i-1].Break, ",;:()") {
			return false
		}
		if systems.At(rest, i) > 0 && (i+1 == len(rest) || rest[i].Break != "" || function.Has(rest[i+1])) {
			return !strings.HasSuffix(words[from].Text, "ly") // "roughly" is said of anything
		}
	}
	return false
}

// isForSome reports whether words say for whom a thing is, where, or what only: not
// for all, and not that people are shown it.
func isForSome(words []Word) bool {
	if narrowed.In(drop(words, ifOnly)) {
		return true
	}
	for i := range words {
		if recipients.Has(words[i]) && i+1 < len(words) {
			next := words[i+1 : min(len(words), i+4)]
			if (namesPeople(next) || sites.In(next) || next[0].Number() || small.Has(next[0])) && !universalWords.In(next) {
				return true
			}
		}
	}
	return false
}

var (
	recipients     = wording.Named("recipients")
	universalWords = wording.Named("universalWords")
	small          = wording.Named("small")
	ifOnly         = wording.Named("ifOnly")
	narrowed       = wording.Named("narrowed")
	thin           = wording.Named("thin")
	entirety       = wording.Named("entirety")
	systems        = wording.Named("systems")
)
