package check

import (
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
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

// usedByDepartment are names of departments that stand for the people in them,
// with what those do.
var usedByDepartment = newLexicon(`
support/sales/finance/billing/accounting/marketing/legal/purchasing/logistics/planning/operations/dispatch/payroll/reception/registry/editorial/procurement/controlling sees/see/can/reads/read/gets/get/finds/find/answers/answer/knows/know/sends/send/books/book/pays/pay/orders/order/closes/close/opens/open/uses/use/hears/hear/asks/ask/receives/receive/no/stops/stop, ward~, kitchen~, branch office~, shop~ see/sees/can/order~/sell~, the library, school~ can/see/get, department~ see/sees/can/read~/order~/book~
`)

// followed says that somebody does something without naming who.
var followed = newLexicon(`can be followed/seen/read/bought/booked/ordered/paid/repeated/found/used/heard/traced/tracked/checked/changed/returned/cancelled/signed/sent`)

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

// trading is done at a place by those who work there.
var trading = newLexicon(`sell, sells, buy, buys, order, orders, book, books, pay, pays, hand, hands, serve, serves, lend, lends, answer, answers, print, prints, see, sees, can`)

var perceiving = newLexicon(`see, sees, hear, hears, read, reads, know, knows, notice, notices, decide, decides, understand, understands, learn, learns, choose, chooses, recognise, recognises, remember, remembers`)
