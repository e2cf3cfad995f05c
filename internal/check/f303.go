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

var notExtremes = wordSet(`request latest harvest forest interest digest contest protest inquest conquest`)

var trials = newLexicon(`
proof of concept, proofs of concept, proof-of-concept, poc, pocs, prove on, prove that, prove it, proves, proven on, proven with, proven in, proved on, proved in, proved with, pilot, piloted, piloting, pilot-project, pilot project, spike on/with/through/for/into, a spike, one spike, technical spike, prototype~, prototyping, trial, trials, trial run, trial operation, try, tries, tried, try~ out, trying, try-out, test run, test drive, test migration, test move, dress rehearsal, rehearse~, rehearsal~, dry run, dry-run, canary, canaries, shadow mode, shadow traffic, shadow run, in shadow, experiment~, beta, beta test, both ways, both systems, both side by side, side by side, side-by-side, in parallel, parallel run, parallel operation, lives in it, live in it, lives with it, works in it, work in it for, runs on it for, run on it for, uses it for, use it for, one team first, one site first, one office first, one ward first, hardest first, first with one, with one team, on one team, feasibility test, tracer bullet, walking skeleton, mock move, sandbox, guinea pig, goes first, go first, is first, first of all to, back again, there and back, if it fails, if that fails, if it works, if this works, if it holds, if that holds, stop here, roll back if, measure whether, see whether, find out whether, check whether, learn whether, for a trial, on trial, on probation, mock, pretend, replay~, simulate~, for a week in, for a month in, for a night in, week in one, month in one, night in one, one night in, one week in, one month in, tested on, test on, test with, tests with, test it, prove, break it, breaks it
`)

var pilots = newLexicon(`pilot~, piloting`)

// flying is said of pilots who are people.
var flying = newLexicon(`every pilot, each pilot, all pilots, no pilot, pilot's, pilots', pilots, lorry, lorries, truck~, ship~, boat~, plane~, aircraft, helicopter~, flight~, cockpit, train~, vessel~, drone~, car, cars, van, vans, those, licence~, license~, union~, cargo, signature~, uniform~, salary, salaries, roster~, who, airline~, harbour`)

// theRest is said of those that follow after a first one.
var theRest = newLexicon(`
the others, all others, all other, the other, other branches, others on, others in, others by, the rest, the remaining, remaining, everyone else, everybody else, everything else, all else, the next, next team~, next site~, further, one after the other, one by one
`)

// moving are verbs of moving a system or those who use it to another.
var moving = newLexicon(`
migrate~, migrating, migration of, move, moves, moved, moving, port, ports, ported, porting, convert~, converting, transfer~, transferring, relocate~, relocating, transition~, switch, switches, switched, switching, change over, changes over, changed over, change all, change every, change each, changeover, cut over, cutover, replace~, replacing, rewrite, rewrites, rewriting, rewritten, retire~, retiring, decommission~, carry over, carried over, bring over, bring all, bring every, bring everything, roll out, rolls out, rolled out, rolling out, rollout, introduce, equip~, unwire, rip out, shut down, turn off, phase out, go live, goes live, going live, deploy to all, upgrade all, upgrade every, transplant~, re-platform~, replatform~, re-host~, lift and shift, put all, put every, put everything, load all, take all, take every, give way to, gives way to, shift all, shift every, shift everything, carry/take/bring/copy/load/pull/lift/export all/every/everything/each, copy~ _ _ over, copy~ _ over, go across, goes across, change to, changes to, drive over, drives over, walk over, come over, comes over, go over, goes over, cross over, crosses over, go over to, goes over to, import all/every/everything, onto
`)
