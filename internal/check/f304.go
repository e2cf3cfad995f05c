package check

import (
	"slices"

	"waymark/internal/kind"
	"waymark/internal/wording"
)

// undeclaredMigration finds a strategy that moves everything and does not follow the pattern for that.
var undeclaredMigration = &Rule{
	Code:    "F304",
	Of:      "strategy",
	Lexical: true,
	Before: `---
pattern: big-vision
---
## Actions

- Move all invoices to the ledger (@payments, by 2026-09-30)
`,
	After: `---
pattern: big-vision
---
## Actions

- Move the refunds of two merchants to the ledger (@payments, by 2026-09-30)
- Ask every migrated merchant what is missing (@support, 2w)
`,
	Check: func(in *Input) []Finding {
		if in.Follows(grandMigration) {
			return nil
		}
		for _, step := range in.steps() {
			if movesAll(step.head()) {
				return one(step.at(), in.migrationNeeds(), "this reads like a Grand Migration: %s", step.name())
			}
		}
		for _, s := range in.Statements(kind.SectionGuidingPolicy) {
			if (nothingLeft.In(s.Words) || migratesAll(s.Words)) && !aboutOthers.In(s.Words) {
				return one(s.Place(), in.migrationNeeds(), "this reads like a Grand Migration")
			}
		}
		if at := in.buildsAllForAll(); at != nil {
			return one(at.Place(), in.migrationNeeds(), "this reads like a Grand Migration: all of it is built, and then they are brought over")
		}
		return nil
	},
}

// grandMigration is what the page of that pattern is called.
const grandMigration = "grand-migration"

// migrationNeeds returns what to do about a migration that is none by name: the
// conditions that the handbook's pattern calls necessary are to be compared with
// what there is.
func (in *Input) migrationNeeds() string {
	var needs []string
	if pattern := in.Handbook.Find(kind.Pattern, grandMigration); pattern != nil {
		for _, c := range pattern.Values[kind.FieldConstraints].Records {
			if c[kind.ConstraintNeed].Word() == kind.NeedNecessary {
				needs = append(needs, c[kind.ConstraintText].Text)
			}
		}
	}
	if len(needs) == 0 {
		return "compare the conditions that a Grand Migration needs with what you have, or take a slice"
	}
	return "a Grand Migration needs " + listed(needs) + "; name it as the pattern and write the evidence in fit, or take a slice"
}

// buildsAllForAll returns the sentence of a policy by which people come after the
// build, where what is built is the whole of a thing and no pattern is declared.
func (in *Input) buildsAllForAll() *Statement {
	if in.Says(kind.FieldPattern) {
		return nil
	}
	policy := in.Statements(kind.SectionGuidingPolicy)
	for i := range policy {
		if peopleLast(policy[i].Words) && (slices.ContainsFunc(policy, isOfWhole) || slices.ContainsFunc(in.Statements(kind.SectionProblem), isOfWhole)) {
			return &policy[i]
		}
	}
	return nil
}

func isOfWhole(s Statement) bool { return wholeThing.In(s.Words) }

// movesAll reports whether words move the whole of something: a verb of moving,
// and behind or before it, in the same clause, a word for all of it. What is
// restricted by a clause of its own ("all meetings that touch the slot") is not
// the whole, and neither is what moves to another day or place in a queue.
func movesAll(words []Word) bool {
	if nothingLeft.In(words) {
		return true
	}
	for _, clause := range divide(words, ";:.!?") { // a comma may stand between a thing and the words that say that it is all of it
		verb, end := relocating.Find(clause)
		if verb < 0 || partOnly.In(clause) || otherPlaces.In(clause) || asking.In(clause[:verb]) {
			continue
		}
		if whole.In(clause[:verb]) && passiveOrPlural.In(clause[max(0, verb-2):end]) || whole.In(clause[end:]) && !restricted(clause[end:]) {
			return true
		}
	}
	return false
}

// migratesAll is the same for sentences of a policy, which speak of many things: a
// verb that hardly means anything else, and a word for all close behind it.
func migratesAll(words []Word) bool {
	if partOnly.In(words) || otherPlaces.In(words) {
		return false
	}
	for i := range words {
		n := migrating.At(words, i)
		if n == 0 {
			continue
		}
		if behind := words[i+n : min(len(words), i+n+4)]; whole.In(behind) && !restricted(behind) {
			return true
		}
	}
	return false
}

// restricted reports whether what comes after a word for all is narrowed down:
// all meetings that touch the slot, every team who asks.
func restricted(words []Word) bool {
	from, to := whole.Find(words)
	if from >= 0 && to < len(words) && words[to].IsCount() {
		of := to+1 < len(words) && words[to+1].Text == "of"
		if words[to-1].Text == "remaining" || of && from > 0 && words[from-1].Break != "" {
			return true // the remaining three; the account pages, all 12 of them
		}
	}
	return from >= 0 && words[from].Text != "whatever" && narrowing.In(around(words, from, 0, 4))
}

var (
	wholeThing      = wording.Named("wholeThing")
	migrating       = wording.Named("migrating")
	narrowing       = wording.Named("narrowing")
	relocating      = wording.Named("relocating")
	whole           = wording.Named("whole")
	nothingLeft     = wording.Named("nothingLeft")
	asking          = wording.Named("asking")
	passiveOrPlural = wording.Named("passiveOrPlural")
	partOnly        = wording.Named("partOnly")
	otherPlaces     = wording.Named("otherPlaces")
	aboutOthers     = wording.Named("aboutOthers")
)
