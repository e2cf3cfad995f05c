package check

import (
	"strings"

	"waymark/internal/wording"
)

// rulesOut reports whether a sentence forbids, gives up or puts off something, or
// prefers one thing to another, so that somebody could be against it. The words
// of choice are often those of praise ("never less than excellent"): those are
// left out before anything is looked for.
func rulesOut(words []Word) bool {
	words = drop(words, praise)
	for i := range words {
		w := &words[i]
		switch {
		case isNegative(w.Text) && !boasts.In(around(words, i, 0, 4)):
			return true
		case w.Text == "over" && isPreference(words, i), w.Text == "before" && isOrder(words, i):
			return true
		case w.Text == "first" && isTurn(words, i), endings.Has(*w) && (i == 0 || !articles.Has(words[i-1])):
			return true
		}
	}
	return choices.In(words) || singlesOut(words) || ranksOneAbove(words) || permits(words) || takesOne(words) || marksOff(words)
}

// takesOne reports whether a sentence is the name of one thing where there could be
// many: one night, one chart.
func takesOne(words []Word) bool {
	const short = 8
	return len(words) > 1 && words[0].Text == "one" && len(words) <= short && !function.Has(words[1]) && !unity.In(words)
}

// unity is one of what everybody wants to be one.
var unity = newLexicon(`one team, one goal, one vision, one mission, one spirit, one voice, one company, one heart, one family, together, one day`)

// marksOff reports whether a sentence says what becomes of a number of things, so
// that the others are left: six boards are turned to the wall.
func marksOff(words []Word) bool {
	return len(words) > 3 && numerals.Contains(words[0].Text) && !hasLevel(words) && !wanting.In(words) && passive.In(words[2:min(len(words), 5)])
}

var (
	numerals = wordSet(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
	eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions
	billion dozen dozens`)
	passive = newLexicon(`are, lose, go, get, wait, stay, leave`)
	wanting = newLexicon(`are needed, are wanted, are planned, are important, are connected, goals, pillars, values, principles, priorities`)
)

// permits reports whether a sentence allows something to some and not to all.
func permits(words []Word) bool {
	for i := 1; i+1 < len(words); i++ {
		if words[i].Text == "may" && !function.Has(words[i-1]) && !anybody.In(around(words, i-1, 4, 0)) {
			return true
		}
	}
	return false
}

var anybody = newLexicon(`all, any, each, every, everyone, everybody, everything, anyone, anybody, whatever, we`)

// ranksOneAbove reports whether a sentence holds one thing against another by a
// comparative that is to be so: doubt must be cheaper than consent.
func ranksOneAbove(words []Word) bool {
	for i := 2; i+1 < len(words); i++ {
		if words[i].Text == "than" && (strings.HasSuffix(words[i-1].Text, "er") || moreOrLess.Has(words[i-2])) && !rivals.In(words[i+1:min(len(words), i+4)]) && duty.In(words[:i]) {
			return true
		}
	}
	return false
}

var (
	duty       = newLexicon(`must, shall, should, may, has to, have to, is to, are to, matters, matter, counts, count, weighs, weigh`)
	moreOrLess = newLexicon(`more, less`)
)

// rivals are whom everybody would be better than.
var rivals = newLexicon(`others, ever, before, the competition, competitors, anyone, anybody, everyone, any other, today, yesterday, now, the market, the average, the rest`)

// singlesOut reports whether a sentence is about those of which something is true,
// and not about the others: teams that share a database …
func singlesOut(words []Word) bool {
	const fewest = 7 // words that hold both whom it is about and what they do
	if len(words) < fewest {
		return false
	}
	for i := 1; i < 4; i++ {
		if t := words[i].Text; (t == "that" || t == "who" || t == "which") && words[i-1].Break == "" {
			return !everyOrWe.In(words[:i]) && !describing.Has(words[i+1])
		}
	}
	return false
}

// describing begin a clause that tells what a thing has, and not which one is meant.
var describing = newLexicon(`contain~, include~, offer~, provide~, cover~, bring~, enable~, support~, combine~, unite~, connect~, grow~, evolve~, adapt~, scale~, deliver~, help~, inspire~, last~, makes, make, will`)

var everyOrWe = newLexicon(`we, our, all, everything, everyone, every, each, this, it, quality, the, is, are, be, so`)

// drop returns words without those that are entries of a lexicon.
func drop(words []Word, l *wording.Lexicon) []Word {
	var kept []Word
	for i := 0; i < len(words); {
		if n := l.At(words, i); n > 0 {
			i += n
			continue
		}
		kept = append(kept, words[i])
		i++
	}
	return kept
}

// around returns the words from before to behind the i-th, itself among them.
func around(words []Word, i, before, behind int) []Word {
	return words[max(0, i-before):min(len(words), i+behind+1)]
}

// isPreference tells "proof over speed" from "over the summer" and "hand over".
func isPreference(words []Word, i int) bool {
	if i+1 >= len(words) || strings.ContainsAny(words[i].Break, ",;:.") {
		return false
	}
	if i > 0 && overVerbs.Has(words[i-1]) {
		return false
	}
	return spans.At(words, i+1) == 0 && !words[i+1].Number()
}

// isOrder tells "cards before transfers" from "before 2029" and "the years
// before us".
func isOrder(words []Word, i int) bool {
	if i == 0 || i+1 >= len(words) || strings.ContainsAny(words[i].Break, ",;:.") {
		return false
	}
	return days.At(words, i+1) == 0 && !words[i+1].Number()
}

// isTurn tells "the deepest first" from "safety first".
func isTurn(words []Word, i int) bool {
	before := around(words, i, 5, 0)
	if virtues.In(before[:len(before)-1]) {
		return false
	}
	return i > 0 && (i+1 == len(words) || words[i].Break != "" || laterOn.In(around(words, i, 0, 12)))
}

// praise holds what sounds strict or like a choice and forbids nothing.
var praise = newLexicon(`
not only, not just, not merely, not simply, not least, if not, why not, whether or not, not to mention, no less than, nothing less than, not less than, never less than, no fewer than, not one, stop at nothing, stops at nothing, stopping at nothing, nothing short of, second to none, like no other, unlike any other, no doubt, without doubt, without a doubt, without question, without fail, without exception, no exceptions, without exceptions, no matter, no one/child/customer/user/team/employee left behind, leave no one/nobody/stone, leave/leaves/leaving nobody behind, lose/losing sight of, lose/losing sight, must not/never lose/forget/neglect, must not lose sight of, never lose sight of, without losing sight of, not lose sight, not forget, not forgetting, never forget, without forgetting, without neglecting, not neglect, without compromise, without compromising, no compromise, no compromises, never compromise on, not compromise on, won't compromise on, do not compromise on, without limits, no limits, no boundaries, without borders, no borders, never stop improving/learning/innovating/growing, never stand still, not stand still, never rest, do not rest, will not rest, nothing is impossible, no problem too small/big, no stone unturned, never too late, nothing to chance, never give up, not give up, will not give up, more than ever, first-class, first class, first-rate, over time, over the years, over and above, over and over, all over, before long, more than before, like never before, than ever before, as never before, ever before, at all costs, at any cost, first and foremost, in the first place, in the first instance, at first, for the first time, first of all, even better/more/faster/further, even stronger, only the best, only together, the only way is, not optional, is not an option, zero incidents, nobody is left behind, no one is left behind, leaving no one behind, where possible, wherever possible, if possible, when possible, where appropriate, when appropriate, if appropriate, where it makes sense, where sensible, where it helps, when needed, if needed, as needed, where needed, when necessary, if necessary, where necessary, case by case, in each case, as the case may be, whatever is needed, whatever it takes, what it takes, at the same time, quick win, quick wins, early win, early wins, end to end, end-to-end, from end to end, no opposite, no opposites, not opposites, no conflict, until they succeed, until we succeed, until it works, until it is done, until everyone is happy, listen first, listens first, think first, understand first, put people first, go hand in hand, goes hand in hand, neither has to, need be no contradiction, no contradiction, not a contradiction, not contradict, no need to choose, need not choose, without having to choose
`)

// boasts near a denial make it one of what nobody would do on purpose.
var boasts = newLexicon(`
incident~, outage~, defect~, error~, failure~, accident~, silos, compromise~, surprise~, excuse~, limit~, borders, boundaries, barriers, complaint~, downtime, data loss, harm, interruption~, obstacle~, regret~, afraid, fear~, shy, struggle~, alone, hesitate~, worry, worried, lost, forgotten, excluded from the journey
`)

// choices are words by which one thing is chosen and another is not.
var choices = newLexicon(`
instead, instead of, in place of, in lieu of, rather than, rather a, would rather, we'd rather, sooner than, would sooner, we'd sooner, prefer~, preferable, preferred, favour~, even over, even if, even though, even where, even when, even those, even at, although, though, despite, in spite of, at the expense of, at the cost of, at the price of, in exchange for, in return for, in return, trade~ for, unless, until, till, except, excluding, exclude~, excludes, only, solely, exclusively, exactly one, exactly two, just one, just two, alone, no longer, no more, any more, nothing more, nothing else, none besides, and no other, at most, at the most, no more than, not more than, up to, limited to, limit~ to, cap, capped, cap~ at, ceiling, accept that, accept to, accept a/the/this/it/its/these, accepts, we accept, accepting, acceptable, tolerate~, put up with, live~ with, bear~ the, willing to lose, can live without, give up, gives up, given up, giving up, gave up, forgo~, forgoes, sacrifice~, abandon~, drop/drops/dropped/dropping, throw~ away, thrown away, discard~, refuse~, reject~, decline~, deny, denies, denied, forbid, forbids, forbidden, ban/bans/banned, prohibit~, disallow~, freeze, freezes, frozen, stop doing/using/building/writing/making/supporting/offering, stopped, stop at, halt~, ended, closed, shut~, switch~ off, switched off, turn~ off, turned off, cutting, delete/deletes/deleted, deleting, remove/removes/removed, removing, leave it/them/out/aside/alone/behind, leaves it/them/out/alone, leave the _ alone, give~ _ away, gives _ away, gives its/their/his/her _ away, give its/their/our _ away, given away, give~ back, gives back, given back, handed back, returned to, turned to the wall, is/are emptied, is wrong, is mistaken, leave _ _ to, leaves _ _ to, leave _ to, is/are/be _ away, lock~ away, is/are/be taken out, left out, left alone, left as, leave _ to the, leaves _ to, skip~, omit~, ignore~, postpone~, defer~, put off, may wait, can wait, must wait, has to wait, have to wait, waits, wait for, wait until, the rest waits, others wait, wait their, let _ _ wait, let _ wait, later, may be late/wrong/ugly/slow/incomplete/missing/rough/stolen, can be late/wrong/ugly/slow/incomplete/missing/rough/stolen, may stay, may stay _, may err, may break, may complain, may grumble, good enough, is enough, are enough, will do, whoever, whoever's, whichever, whatever its, whatever the, whatever their, whatever _ is, whatever _ says, whatever _ _ says, be it, however, who wants, who needs, who would, those who want, yield/yields, give way, gives way, loses, lose out, lose the/their/its, loses its, lose against, wins, win over, beats, trumps, outranks, outweighs, takes precedence, take precedence, takes priority over, has priority over, goes without, go without, do without, does without, pay/pays for, pays the, is paid from, are paid from, goes to the, goes to our, belongs to, belong to, holds, is right, are wrong, the other is corrected, comes before, come before, comes first, goes first, go first, comes last, comes next, come last, goes last, half as, ugly, uglier, hide the, hide what, one at a time, one by one, one team at a time, one after the other, nothing new, new ones only, is a stranger, untouched, as they are, as it is, stays as, stay as, stays where, stays on, stays the, stay the, stays, remains in use, too old, too small, too large, at their own risk, on their own, by hand, own risk, their own time, if they want, wants otherwise, want it otherwise, ask us, asks us, in person, same bugs, or dropped, in that order, in this order, reserved for, in preference to, for # years/months/weeks, for a year/month/week, replaces an old, replace an old, one in one out, one-in one-out, swap one, are for the, is for the, trust the, everything else, all else, the remainder, the others, the other, the rest, grumble, grumbles, complain~, compliments, one week in, one day in, in five belongs, per week belongs, a day is, budget of, pick one, choose one, one provider, one engine, one language, one system
`)

// endings are verbs of ending something, unless an article makes them nouns.
var endings = newLexicon(`end, ends, stop, stops, close, closes, cut, cuts, limit, limits, waits, drop, drops, freeze, ban, leave, leaves, hide, hides`)

var articles = newLexicon(`the, a, an, this, that, these, those, its, their, our, his, her, of, at, by, in, no, new, to, and`)

// overVerbs make "over" a part of themselves.
var overVerbs = newLexicon(`take~, taken, took, hand~, carry, carries, carried, roll~, switch~, turn~, go, goes, gone, change~, move~, win, won, bring~, brought, start~, pass~, get, run, runs, cross~, all, spread~, watch~, think, look~, bend, fall~, fly, flow~, preside~, rule~, left, bridge~, voted, control, power, wins`)

// spans follow an "over" of time or place.
var spans = newLexicon(`
the next/coming/last/past/following/years/summer/winter/spring/autumn/year/weekend/week/month/months/holidays/course/long/medium/short/same/period/phone/telephone/air/network/internet/wire/counter/door/river/lunch/whole, time, a period, a year, a month, a decade, a weekend, a longer, a few, several, some, many, these/those years/months, christmas, easter, lunch, coffee, dinner, breakfast, wifi, radio, http, https, tls, ssh, bluetooth, one weekend, one month, one year, here, there, and above, again, all
`)

// days follow a "before" of time.
var days = newLexicon(`
the end/summer/winter/spring/autumn/year/turn/deadline/holidays/audit/launch/release/close, long, we begin/start, us, them, christmas, easter, january, february, march, april, may, june, july, august, september, october, november, december, spring, summer, autumn, winter, q1/q2/q3/q4, next year/month/quarter, noon, midnight, dawn, dark, today, tomorrow, yesterday, now, and after, monday, tuesday, wednesday, thursday, friday, saturday, sunday, anyone notices
`)

// virtues are what everybody puts first.
var virtues = newLexicon(`quality, safety, security, customer~, user~, people, privacy, excellence, reliability, honesty, innovation, digital, mobile, cloud, patients`)

var laterOn = newLexicon(`later, then, second, next, afterwards, after that, follow~, wait~, only then, last`)
