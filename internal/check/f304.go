package check

import (
	"slices"
	"strings"

	"waymark/internal/kind"
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
			if c[kind.ConstraintNeed].Text == "necessary" {
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

var wholeThing = newLexicon(`the whole platform/system/product/service/stack/suite/thing/solution/application/app/portal/tool, the entire platform/system/product/service/stack/suite/solution/application/app/portal/tool, the complete platform/system/product/service/stack/suite/solution/application/app/portal/tool, the full platform/system/product/service/stack/suite/solution/application/app/portal/tool`)

func isOfWhole(s Statement) bool { return wholeThing.In(s.Words) }

// movesAll reports whether words move the whole of something: a verb of moving,
// and behind or before it, in the same clause, a word for all of it. What is
// restricted by a clause of its own ("all meetings that touch the slot") is not
// the whole, and neither is what moves to another day or place in a queue.
func movesAll(words []Word) bool {
	if nothingLeft.In(words) {
		return true
	}
	for _, clause := range clausesWithTails(words) {
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

var migrating = newLexicon(`migrate, migrates, migrating, move, moves, moving, port, ports, porting, convert, converts, converting, transfer, transfers, relocate, rewrite, rewrites, rewriting, replatform, re-platform, rehost, retire, decommission`)

// clausesWithTails divides at semicolons and colons only: a comma may stand
// between a thing and the words that say that it is all of it.
func clausesWithTails(words []Word) [][]Word {
	var all [][]Word
	from := 0
	for i := range words {
		if strings.ContainsAny(words[i].Break, ";:.!?") || i == len(words)-1 {
			all = append(all, words[from:i+1])
			from = i + 1
		}
	}
	return all
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

var narrowing = newLexicon(`that, which, who, whose, asking, wanting, named, listed, but one, but two, except, other`)

// relocating are verbs of moving something from one system to another, without
// those that are said as often of something else.
var relocating = newLexicon(`
migrate, migrates, migrating, be migrated, are migrated, is migrated, get migrated, migration of, move, moves, moving, are moved, be moved, is moved, port, ports, porting, are ported, be ported, is ported, convert, converts, converting, be converted, are converted, is converted, transfer, transfers, transferring, be transferred, are transferred, relocate, relocates, relocating, transition, transitions, transitioning, switch, switches, switching, are switched, be switched, change over, changes over, changing over, cut over, replace, replaces, replacing, are replaced, be replaced, is replaced, rewrite, rewrites, rewriting, are rewritten, be rewritten, rewritten, rebuild, rebuilds, rebuilding, be rebuilt, retire, retiring, retired, decommission~, carry over, carries over, carried over, bring over, bring, brings, roll out, rollout, rolled out, give way to, gives way to, give way, gives way, shift, shifts, shifting, lift, consolidate~, consolidating, onto, follow, follows, phase out, phased out, swap, swaps, swapped, swapping, exchange~, transplant~, replatform~, re-platform~, re-host~, rehost~, run on, runs on, running on, go to, goes to, go over to, goes over to, put on, take over to, land in, lands in, end up in, ends up in, upgrade, upgrades, upgrading, translate, translates, translating, redo, redoes, reimplement~, standardise~, standardize~, adopt, adopts, leave, leaves, leaving, abandon, turn off, switch off, shut down
`)

// whole are words for all of something.
var whole = newLexicon(`
all, every, each, everything, everyone, everybody, entire, entirety, whole, whatever, complete, completely, without exception, no exceptions, none excepted, without exceptions, to the last, down to the last, until none, none is left, none remains, one and all, lock stock and barrel, wholesale, 100 %, 100 percent, 100 per cent, across the board, a to z, g to z, last one, in full, in one go, what is left, what's left, what remains, the remaining, the rest, any that
`)

// nothingLeft says all of it without a verb of moving.
var nothingLeft = newLexicon(`
nothing is left on, nothing is left in, nothing left on, nothing left in, nothing remains on, nothing remains in, nothing stays on, nothing stays in, nothing may stay, nothing runs on, nothing runs in, none excepted, until none is left, until nothing is left, until none remains, until nothing remains, until the last, without exception gives/give, to the last, no _ stays on, no _ remains on, no _ is left on, big bang, big-bang, not a single _ on, nothing stays behind, none stays behind, no _ stays behind, no _ is left in/at/with/behind, no _ is on the old, until/till the old _ is/are empty/gone/off/dead/closed/dark, until/till the old _ can be switched, until/till the last _ is/are/has/have, until/till the _ is/are bare/empty, down to the bare/last/final, is/are emptied completely, carry/carries/take/takes/bring/brings/copy/copies/put/puts/load/loads/export/exports all/every/everything/each _ _ across/over, carry/take/bring/copy/load/put/export all/every/each _ across/over, carry/take/bring/copy/load/put everything across/over
`)

// asking before the verb makes it that of a question.
var asking = newLexicon(`which, whether, how, who, would, could, why, ask, asks, count, list, name`)

var passiveOrPlural = newLexicon(`be, are, is, get, gets, move, moves, migrate, migrates, follow, follows, give, gives, change, changes, switch, switches, go, goes, run, runs, must, will, shall, has, have, adopt, adopts, leave, leaves, end, ends, land, lands, rewritten, rolled, carried, retired, replaced`)

// partOnly says that not all of it moves, or not for good.
var partOnly = newLexicon(`
all but, except, excluding, one at a time, as needed, when touched, whoever wants, who want, who wants, who ask~, on request, a tenth, a third, half of, # %, some of, one of, first of all, back, nothing of, not all, not every, not everything, not everyone, if it, when they, unless, whichever, at all, after all, above all, all day, all night, all year, all along, all right, every day, every week, every month, every night, every monday, every tuesday, every wednesday, every thursday, every friday, each day, each week, each month, each night, each monday, each friday, every time, each time, each other, every other, whole day, whole week, whole month, all hands, all-hands, for the whole
`)

// otherPlaces are where meetings and things move that are no system.
var otherPlaces = newLexicon(`
to monday, to tuesday, to wednesday, to thursday, to friday, to saturday, to sunday, to the front/back/end/top/bottom/left/right/side/morning/afternoon/evening/next, row, rows, shelf, shelves, corner, floor, calendar slot, meeting, meetings, desk, desks, furniture, chair, chairs, box, boxes, the deadline, container~ that, a day, an hour, a week, a month, hours later, days later, forward, backward, upstairs, downstairs, ahead, school, holiday
`)

var aboutOthers = newLexicon(`if, when, whenever, unless, may, can, whoever, who, that want~, that wants, freedom to`)
