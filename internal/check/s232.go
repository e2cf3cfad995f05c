package check

import "waymark/internal/kind"

// unexplainedNonGoal finds a non-goal that says neither why not nor until when.
var unexplainedNonGoal = &Rule{
	Code:    "S232",
	Of:      "strategy",
	Pitfall: "says-yes-to-everything",
	Lexical: true,
	Before: `## Non-goals

- Credit notes
- Events for orders (was discussed with sales)
`,
	After: `## Non-goals

- Credit notes, until invoices have run on events for a month
- Events for orders: sales reads them once a day and is content
`,
	Check: func(in *Input) []Finding {
		var found []Finding
		for _, item := range in.items(kind.SectionNonGoals) {
			if !item.explained() {
				found = append(found, one(item.at(), "add a because, or an until: it tells others when to ask again", "nothing says why not, or until when: %s", item.name())...)
			}
		}
		return found
	},
}

// explained reports whether an item gives a reason or a time, in whatever form:
// with a connecting word, in a clause behind a colon, or in another sentence.
// What only comments on the item is no reason.
func (i *item) explained() bool {
	for n, s := range i.all() {
		if s.Links() || n > 0 && !isRemark(s.Words) {
			return true
		}
		parts := clauses(s.Words)
		for k, part := range parts {
			mark := ""
			if k > 0 {
				mark = parts[k-1][len(parts[k-1])-1].Break
			}
			switch {
			case isRemark(part):
			case reasons.In(drop(part, longAgo)), mark != "" && mark != ",":
				return true
			case mark == "," && (finite.In(part) || isNegative(part[0].Text)):
				return true
			}
		}
	}
	return false
}

// isRemark reports whether words comment on a thing without giving a reason.
func isRemark(words []Word) bool { return remarks.In(words) && !strongReasons.In(words) }

var remarks = newLexicon(`
discussed, mentioned, noted, debated, raised, brought up, talked about, spoken of, considered, as agreed, as usual, as ever, as always, as before, as said, as stated, as described, as listed, as planned, as discussed, as shown, see above, see below, above, below, important, interesting, worthwhile, desirable, valuable, useful, exciting, nice to have, much asked for, often asked for, frequently requested, a frequent request, popular, relevant, obviously, of course, naturally, clearly, needless to say, as everyone knows, as we know, again, out of scope, not in scope, not part of, not included, excluded, not covered, not a goal, non-goal, no goal, will not be done, won't be done, not planned, not now, for now, in any form, of any kind, in general, and so on, and the like, etc, came up, come up, suggested, proposed, requested, wished for, in the minutes, in the last round
`)

// strongReasons give a reason whatever else is said.
var strongReasons = newLexicon(`
because, since, until, till, unless, while, whereas, due to, owing to, so that, in order, as long as, lest, given that, provided, only once, not before, instead, but, yet
`)

// longAgo says which part of a thing is meant: the archive before 1990.
var longAgo = newLexicon(`before #, after #, since #, from before #`)

var reasons = newLexicon(`
because, since, until, till, unless, while, whilst, whereas, as long as, so long as, due to, owing to, thanks to, for lack of, for want of, given, lest, so that, in order to, provided, instead, after, once, before, as soon as, when, whenever, if, although, though, but, yet, so, therefore, which, who, whose, where, whom, already, anyway, anyhow, later, afterwards, next year/month/quarter/spring/summer/autumn/winter/season/week, this year/month/quarter/spring/summer/autumn/winter, january, february, april, june, july, august, september, october, november, december, by spring/summer/autumn/winter, in spring/summer/autumn/winter, in march/may, # months/years/weeks/quarters, year after, following year/month/quarter, too much/many/few/little/small/large/big/expensive/dear/slow/early/late/far/costly/risky/old/new/heavy/rare, enough, would cost/take/need/have/mean/require/break/double/slow, costs, belongs to, belong to, is for, are for, remains with, stays with, stay with, handled by, done by, does it, do it, as they, as it, as we, as he, as she, as there, as this, as that, as the, as no, as nobody, as our, as its, as their, as most, as all, as many, as few, as only, see the diagnosis/problem/policy/challenge/background/context/risks/vision/approach, rather than, in place of, reconsider~, revisit~, decided anew, look again
`)

// finite are verbs and helpers that make a stretch of words a clause.
var finite = newLexicon(`
is, are, was, were, isn't, aren't, wasn't, weren't, has, have, had, hasn't, haven't, hadn't, do, does, did, don't, doesn't, didn't, can, could, can't, cannot, couldn't, may, might, must, shall, should, will, would, won't, wouldn't, needn't, needs, wants, waits, costs, takes, works, runs, reads, keeps, holds, serves, lacks, owns, pays, comes, goes, stays, remains, ends, begins, belongs, brings, breaks, helps, asks, asked, said, says, came, went, took, cost, gave, left, lost, found, failed, stopped, ended, began, kept, made, chose, bought, ran, showed, tried, know, knows, like, likes, need, want, wait, take, serve, keep, hold
`)
