package check

import (
	"waymark/internal/kind"
	"waymark/internal/wording"
)

// easyNo finds a non-goal that nobody would have wanted.
var easyNo = &Rule{
	Code:    "S233",
	Of:      "strategy",
	Pitfall: "says-yes-to-everything",
	Lexical: true,
	Before: `## Non-goals

- Breaking invoices for existing customers, because they pay us
- Adding unnecessary complexity
`,
	After: `## Non-goals

- Events for orders, because sales reads them once a day and is content
- Breaking up the ledger, until invoices have run on events for a month
`,
	Check: func(in *Input) []Finding {
		var found []Finding
		for _, item := range in.items(kind.SectionNonGoals) {
			if isUnwanted(item.head()) {
				found = append(found, one(item.at(), "decline something attractive, that somebody will ask for", "nobody wanted that: %s", item.name())...)
			}
		}
		return found
	},
}

// isUnwanted reports whether words name a harm, or the making of something bad.
func isUnwanted(words []Word) bool {
	if len(words) == 0 {
		return false
	}
	what := clauses(words)[0]
	for len(what) > 0 && beforeTheVerb.Has(what[0]) {
		what = what[1:]
	}
	switch {
	case len(what) == 0:
		return false
	case perhapsHarming.At(what, 0) > 0:
		rest := what[perhapsHarming.At(what, 0):]
		return (cared.In(rest) || namesPeople(rest)) && !wantedHarm.In(what)
	case harming.At(what, 0) > 0:
		return len(what) > harming.At(what, 0) && !wantedHarm.In(what)
	case isBad(what):
		return true
	case making.At(what, 0) > 0:
		return badThings.In(what) || harder.In(what) && (namesPeople(what) || lives.In(what))
	}
	return worsening.In(what)
}

// isBad reports whether a thing is bad by itself, whoever makes it.
func isBad(what []Word) bool {
	n := bad.At(what, 0)
	return n > 0 && (n == len(what) || function.Has(what[n]) || badQualities.At(what, 0) > 0)
}

var (
	bad            = wording.Named("bad")
	badQualities   = wording.Named("badQualities")
	beforeTheVerb  = wording.Named("beforeTheVerb")
	harming        = wording.Named("harming")
	perhapsHarming = wording.Named("perhapsHarming")
	cared          = wording.Named("cared")
	making         = wording.Named("making")
	badThings      = wording.Named("badThings")
	harder         = wording.Named("harder")
	lives          = wording.Named("lives")
	worsening      = wording.Named("worsening")
	wantedHarm     = wording.Named("wantedHarm")
)
