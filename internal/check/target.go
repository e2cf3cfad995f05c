package check

import (
	"slices"
	"strings"

	"waymark/internal/wording"
)

// isTarget reports whether a sentence states a mark to be reached: a level, a
// change or a rank, and that it is to be so, by when, or nothing but the mark. A
// number that decides what is done in each case is a rule and none.
func isTarget(words []Word) bool {
	words = drop(words, praise)
	if chooses(words) || isRule(words) {
		return false
	}
	if universal.In(words) && ends.In(words) || ranks.In(words) {
		return true
	}
	return hasMark(words) && (aims.In(words) || deadlines.In(words) || bounds.In(words) && (limits.At(words, 0) > 0 || rates.At(words, 0) > 0) || !predicates(words))
}

// isRule reports whether a sentence says what is done with those of which something
// is true: a request that takes longer is cut off.
func isRule(words []Word) bool {
	const subject = 4 // words, with the clause that singles them out begun
	return singlesOut(words) && consequence.In(words[min(subject, len(words)):])
}

var consequence = newLexicon(`is, are, isn't, aren't, gets, get, goes, go, must, has to, have to, waits, wait, loses, lose, stays, stay, may`)

// hasMark reports whether words hold a level, or a number of what is found out and
// not set: stars, players, hours that somebody waits.
func hasMark(words []Word) bool {
	if hasLevel(words) || isContrast(words) {
		return true
	}
	for i := range words {
		w := &words[i]
		if !w.IsCount() || isYear(w) || i > 0 && others.Has(words[i-1]) {
			continue
		}
		if i > 1 && bounds.At(words, i-2) > 1 || i > 0 && bounds.At(words, i-1) > 0 {
			return true
		}
		behind := around(words, i, 0, 4)[1:]
		if isDecimal(w.Text) || measured.In(behind) || won.In(behind) && w.Break == "" {
			return true
		}
	}
	return false
}

var others = newLexicon(`the, other, these, those, both`)

// isDecimal reports whether a number has a fraction, which is measured and not set.
func isDecimal(number string) bool {
	digits, fraction, ok := strings.Cut(number, ".")
	return ok && len(digits) < 4 && fraction != "" && !strings.Contains(fraction, ".")
}

// isContrast reports whether one number is to stand in the place of another: four
// hours instead of twenty-six.
func isContrast(words []Word) bool {
	for i := 1; i+2 < len(words); i++ {
		if n := inPlaceOf.At(words, i); n > 0 && i+n < len(words) && words[i+n].IsCount() && hasCount(words[max(0, i-4):i]) {
			return true
		}
	}
	return false
}

var inPlaceOf = newLexicon(`instead of, rather than, in place of, not`)

// predicates reports whether a sentence says of somebody that they do something:
// it has a verb, and not only one that says how things are.
func predicates(words []Word) bool {
	for i, w := range words {
		begins := i == 0 || words[i-1].Break != "" || words[i-1].Text == "and" || words[i-1].Text == "then"
		switch {
		case begins && (doing.Has(w) || startsWork.Has(w)):
			return true
		case i == 0 || function.Has(w) || notVerbs.Has(w):
			continue
		case agents.Has(words[i-1]), isPerson(words, i-1) && !strings.HasSuffix(w.Text, "ing"):
			return true
		}
	}
	return false
}

// agents are subjects that an active verb follows.
var agents = newLexicon(`we, they, i, you, he, she, nobody, everybody, everyone, somebody, who, whoever, it, which`)

// notVerbs come after a subject and are none of its doing.
var notVerbs = newLexicon(`notice~, benefit~, contribute~, expect~, deserve~, want~, hope~, wish~, enjoy~, love~, like~`)

// ranks are places among others.
var ranks = newLexicon(`rank among/first/second/third, among the # most/best/fastest/largest/first, among the best/first/top/leading/fastest/most, top of the, number one in, first place, second place, ahead of the competition/competitors/market, the best in the, the fastest in the, the most _ in the, one of the # most/best/fastest/largest`)

// won are those who come or stay of their own will, and what they give.
var won = newLexicon(`player~, customer~, user~, member~, merchant~, reader~, listener~, viewer~, visitor~, subscriber~, passenger~, rider~, guest~, patient~ treated, download~, install~, star~, like~, lead~, signature~, card~ collected, deal~, order~, booking~, sale~, sign-up~, registration~, application~`)

// universal says that a mark is to hold for all, and ends are days of the calendar.
var universal = newLexicon(`all, every, each, no, nobody, none, everyone, everybody, everything, the fastest, the best, the leading, market leader, top of, number one, faster than, better than, cheaper than, ahead of, as good as, as fast as, fully, completely, complete`)

var ends = newLexicon(`by q1/q2/q3/q4, by year-end, by the end of, by end of, by january/february/march/april/may/june/july/august/september/october/november/december, by spring/summer/autumn/winter/fall/christmas/easter, by next spring/summer/autumn/winter/year/christmas, by the summer/winter/autumn/spring, by 2026/2027/2028/2029/2030, within # months/quarters/years, within a/one/the year, before the year is out, before the year is over, before christmas/easter/summer, at the latest`)

// chooses reports whether a sentence with a number in it says what is done in
// which case, how, or at whose expense. It asks for more than rulesOut does:
// "fewer", "no more than" and "nobody waits" are how marks are set, too.
func chooses(words []Word) bool {
	for i := range words {
		w := &words[i]
		switch {
		case (strings.HasSuffix(w.Text, "n't") || w.Text == "not") && !aims.In(around(words, i, 0, 3)),
			w.Text == "over" && isPreference(words, i):
			return true
		}
	}
	return hasMethod(words) || decisive.In(words) && !isContrast(words)
}

// decisive are words of deciding that no target holds.
var decisive = newLexicon(`
instead, rather than, rather a, would rather, we'd rather, sooner than, prefer~, even over, even if, even though, although, at the expense of, at the cost of, in exchange for, in return for, unless, accept that/a/the/this/to, we accept, give up, gives up, giving up, drop/drops/dropped/dropping, refuse~, forbid~, forbidden, goes to a/the/whoever, go to a/the/whoever, belongs to, belong to, is merged, is shipped, waits, wait for, stops, is stopped, is dropped, is removed, must go, has to go, is paid, we pay, put up with, do without, goes without, one at a time, the rest, the others, comes before, goes first, by hand, exceeds, that exceeds, budget of, whatever, however, whoever's, no matter
`)

// isResult reports whether an action says what is to come out and not what to do.
func isResult(words []Word) bool {
	if describesState(words) {
		return true
	}
	if len(words) == 0 || hasMethod(words) || contrasts.In(words) && !isContrast(words) {
		return false
	}
	if isState(words) {
		return true
	}
	numbered := hasLevel(words) || hasCount(words)
	switch {
	case wishing.At(words, 0) > 0:
		return true
	case within(words, measured, 3) && hasLevel(words) && !doing.Has(words[0]) && !startsWork.Has(words[0]) && changing.At(words, 0) == 0:
		return true
	case rates.At(words, 0) > 0 && (moving.In(words[:min(len(words), 8)]) || proves(words)):
		return false // half of the team moves to the counter
	case reaching.At(words, 0) > 0, downTo.In(words[:min(len(words), 8)]) && changing.At(words, 0) > 0 && !within(words, settable, 6):
		return numbered
	case limits.At(words, 0) > 0, rates.At(words, 0) > 0:
		return true
	case changing.At(words, 0) > 0:
		return !within(words, settable, 6) && (relative.In(words) || numbered && within(words, measured, 8))
	case words[0].Number() || words[0].Text == "zero" || measured.At(words, 0) > 0:
		return hasLevel(words) && (bounds.In(words) || len(words) > 1 && (words[1].Text == "%" || words[1].Text == "per") || words[0].Text == "zero")
	}
	return ceilings.In(words) && hasLevel(words) && !doing.Has(words[0]) && !startsWork.Has(words[0]) && changing.At(words, 0) == 0
}

// describesState reports whether an action is a sentence about how things will
// stand, or about what others will do of their own will, rather than one that tells
// somebody to do something: the backlog is empty, customers recommend us, no
// accident on the belt.
func describesState(words []Word) bool {
	if len(words) == 0 || doing.Has(words[0]) || startsWork.Has(words[0]) || decisive.In(words) || goesOnToDo(words) {
		return false
	}
	for i := 1; i < min(len(words), 9); i++ {
		before := words[:i]
		switch {
		case noLonger.At(words, i) > 0 && words[i-1].Break == "" && (won.In(before) || namesPeople(before)),
			stands.At(words, i) > 0 && !conditions.In(before) && !restricts(before),
			willed.At(words, i) > 0 && words[i-1].Break == "" && (won.In(before) || namesPeople(before) || everyOne.In(before)),
			changed.Has(words[i]) && (i+1 == len(words) || words[i].Break != "" || function.Has(words[i+1])) && (measured.In(before) || won.In(before) || qualities.In(before) || rates.At(words, 0) > 0),
			(words[i].Text == "down" || words[i].Text == "up") && downBy.At(words, i) > 0 && (measured.In(before) || befalls.In(before) || harms.In(before)):
			return true
		}
	}
	if isNounLike(words[0]) && !within(words, settable, 5) && !moving.In(words) && !proves(words) && !doing.In(words[1:]) && !startsWork.In(words[1:]) {
		best := superlative.At(words, 1) > 0 && (within(words[2:], measured, 3) || within(words[2:], qualities, 3))
		if best || hasLevel(words) || ofNumber(words) || ceilings.In(words) {
			return true
		}
	}
	switch first := words[0]; {
	case withFeeling.In(words):
		return namesPeople(words) || won.In(words)
	case articles.Has(first) && first.Text != "no" && len(words) > 2:
		return qualities.At(words, 1) > 0 && function.Has(words[2])
	case everyOne.Has(first) && len(words) > 2 && len(words) < 6 && conditionsOfThings.Has(words[len(words)-1]):
		return true
	case first.Text == "be":
		return len(words) > 1 && !presence.Has(words[1])
	case first.Text == "reach":
		return len(words) > 1 && words[1].Text != "out" && !namesPeople(words[1:min(len(words), 4)])
	case first.Text == "no" || first.Text == "zero":
		rest := nearest(words[1:])
		more := len(rest) > 0 && rest[0].Text == "more" && !within(rest, settable, 4)
		return more || within(rest, befalls, 3) || within(rest, mishaps, 3)
	case rates.At(words, 0) > 0:
		return achieved.In(words) && !moving.In(words)
	case qualities.At(words, 0) > 0:
		return len(words) == 1 || function.Has(words[1])
	}
	return false
}

// isNounLike reports whether a word that begins an action is none of telling
// somebody to do something: an article, a number, the plural or the abstract form
// of a noun, words that are joined.
func isNounLike(w Word) bool {
	plural := strings.HasSuffix(w.Text, "s") && !strings.HasSuffix(w.Text, "ss") && len(w.Text) > 4
	return articles.Has(w) && w.Text != "to" || w.IsCount() || plural || isAbstract(w) || strings.Contains(w.Text, "-") || measured.Has(w) && changing.At([]Word{w}, 0) == 0 && !doing.Has(w)
}

// ofNumber reports whether what is measured is given its number: an NPS of 45.
func ofNumber(words []Word) bool {
	for i := 1; i+1 < min(len(words), 6); i++ {
		if words[i].Text == "of" && words[i+1].IsCount() && (measured.In(words[:i]) || qualities.In(words[:i]) || savings.In(words[:i])) {
			return true
		}
	}
	return false
}

var savings = newLexicon(`saving~, gain~, increase~, reduction~, decrease~, improvement~, drop, rise, growth`)

var superlative = newLexicon(`best, lowest, highest, fastest, shortest, most, least, happiest, largest, leading, safest, cheapest`)

// withFeeling says how people do what they do, which nobody can order.
var withFeeling = newLexicon(`with confidence, with pride, with joy, with ease, with pleasure, with enthusiasm, with trust, without fear, without worry`)

// conditionsOfThings are how all of something is to be.
var conditionsOfThings = newLexicon(`profitable, green, healthy, happy, satisfied, stable, reliable, punctual, safe, secure, competitive, sustainable, accessible, compliant, excellent`)

// presence is where somebody is to be.
var presence = newLexicon(`at, in, on, there, present, with, by, near, beside`)

// goesOnToDo reports whether a clause behind the first tells somebody what to do: no
// more nightly files: publish events.
func goesOnToDo(words []Word) bool {
	for i := 1; i < len(words); i++ {
		if strings.ContainsAny(words[i-1].Break, ":;-.!") && (doing.Has(words[i]) || startsWork.Has(words[i])) {
			return true
		}
	}
	return false
}

// restricts reports whether words say which ones are meant: a test that fails.
func restricts(words []Word) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return relatives.Has(w) })
}

// noLonger denies a habit, which those have to give up who have it.
var noLonger = newLexicon(`no longer, don't _ any more, hardly ever, never again`)

// stands says how something is or ever is.
var stands = newLexicon(`is/are/stays/stay/remains/remain green/empty/stable/quiet/clean/known/reliable/gone/healthy/consistent/competitive/profitable/sustainable/happy/satisfied/fast/faster/safe/secure/predictable/transparent/visible/aligned/motivated, is/are always/never/permanently, never stands/stops/fails/breaks/waits/runs, is no longer a problem/issue, are no longer a problem/issue, works smoothly/reliably/perfectly, work smoothly/reliably/perfectly, runs smoothly/reliably, run smoothly/reliably`)

// willed is what people do because they want to, and nobody can do for them.
var willed = newLexicon(`recommend, recommends, stay longer, stays longer, return, returns, come back, comes back, come again, prefer, prefers, trust, trusts, love, loves, like, likes, know whom/where/what/how/who, knows whom/where/what/how/who, understand, understands, feel, feels, enjoy, enjoys, renew, renews, deliver on, delivers on, complain, complains, wait at, waits at, waits for, rate us, rates us, are proud, is proud, are happy, are satisfied, identify with, believe in, have confidence`)

// changed are participles of a quantity that has become another.
var changed = newLexicon(`reduced, improved, increased, restored, regained, doubled, tripled, halved, stabilised, stabilized, eliminated, raised, lowered, strengthened, secured, achieved, reached, met, maximised, maximized, minimised, minimized, exceeded`)

var downBy = newLexicon(`down to #/a/an/one/zero/half, down by #/a/an/half, up to #/a/an, up by #/a/an/half, down # %, up # %`)

// achieved are participles of what is done when it has turned out well.
var achieved = newLexicon(`filled, answered, solved, resolved, settled, paid, delivered, satisfied, happy, handled, completed, done, closed, green, punctual, on time, reproducible, covered, alive, in use`)

// mishaps are what nobody does on purpose, so that nobody can stop doing them either.
var mishaps = newLexicon(`accident~, incident~, outage~, error~, defect~, loss, losses, breach~, breaches, complaint~, failure~, crash~, crashes, mistake~, injury~, injuries, delay~, leak~, downtime, waste, double booking~, double payment~, overtime, surprise~, data loss`)

// qualities are what is hoped for, by its name.
var qualities = newLexicon(`success, profit, growth, trust, satisfaction, excellence, leadership, recognition, acceptance, confidence, stability, visibility, transparency, awareness, alignment, efficiency, productivity, punctuality, quality, cooperation, collaboration, engagement, loyalty, culture, mindset, spirit, reputation`)

// isState reports whether an action is no sentence with a verb but the name of how
// things are to be: more of something, a number of what comes of its own will,
// things that people rely on, everything done by an hour.
func isState(words []Word) bool {
	rest := words[degrees.At(words, 0):]
	switch {
	case len(rest) == 0:
		return false
	case comparatives.At(rest, 0) > 0:
		if within(rest, settable, 4) {
			return false
		}
		return len(rest) < len(words) || moods.Has(rest[0]) || len(rest) > 1 && (moods.Has(rest[1]) || within(rest[1:], measured, 3) || within(rest[1:], won, 3) || within(rest[1:], befalls, 3) || isAbstract(rest[1]))
	case rest[0].IsCount():
		return isDecimal(rest[0].Text) || within(rest, won, 4) && !startsWork.In(rest[1:]) && !doing.In(rest[1:]) && !predicates(rest) || perPeriod.In(rest)
	case everyOne.Has(rest[0]):
		return ends.In(rest) || withinTime.In(rest) || byHour(rest)
	}
	from, to := reliedOn.Find(words)
	return from > 0 && to > from && !doing.Has(words[0]) && !startsWork.Has(words[0]) && relatives.In(words[:from])
}

// byHour reports whether words end at an hour by which something is to be so.
func byHour(words []Word) bool {
	for i := 1; i < len(words); i++ {
		if words[i-1].Text == "by" && words[i].IsCount() && !isYear(&words[i]) {
			return true
		}
	}
	return false
}

// isAbstract reports whether a noun names a quality or a doing rather than a thing,
// by its ending: attendance, cooperation, visibility.
func isAbstract(w Word) bool {
	const shortest = 8
	return len(w.Text) >= shortest && slices.ContainsFunc([]string{"ance", "ence", "ation", "ction", "ity", "ness", "ship"}, func(ending string) bool { return strings.HasSuffix(w.Text, ending) })
}

// degrees stand before a comparative.
var degrees = newLexicon(`noticeably, clearly, considerably, significantly, substantially, markedly, far, much, many, even, visibly, measurably, a lot, somewhat`)

// comparatives begin the name of what there is to be more or less of.
var comparatives = newLexicon(`fewer, more, less, better, shorter, faster, quicker, higher, lower, happier, greater, stronger, cheaper, safer, larger, bigger, longer, improved, increased, reduced, satisfied, happy, motivated`)

var moods = newLexicon(`satisfied, happy, happier, motivated, loyal, confident, engaged, content, proud, enthusiastic`)

// befalls is what others do or what happens, besides what is measured.
var befalls = newLexicon(`question~, argument~, surprise~, misunderstanding~, accident~, dispute~, queue~, sick, breakdown~, stop, stops, fine, fines, return, returns, letter~, phone~, enquir~, inquir~, enquiry, inquiry, enquiries, inquiries, interruption~, alarm~, page~, rework, trust, confidence, acceptance, attention`)

var perPeriod = newLexicon(`a day/week/month/quarter/year at most, per day/week/month/quarter/year at most, at most, at least, or less, or fewer, or more, at the most, on average, in the median`)

var everyOne = newLexicon(`every, all, each, no, nobody, everybody, everyone`)

var withinTime = newLexicon(`within #, within a/an/one/the, in # minutes/hours/days/seconds/weeks, in a/an/one minute/hour/day/second/week, in under, on time, on the same day, the same day, on the day, before noon, before midnight`)

// reliedOn are things that people do with what has turned out well.
var reliedOn = newLexicon(`can rely, rely on, can trust, trust, trusts, believe~, love~, like to use, understand~, enjoy~, complain~ about, nobody complains, no one complains, is never, are never, are proud of, is proud of, are happy with, is happy with`)

// relatives join a thing with what people do with it.
var relatives = newLexicon(`that, which, who, whom`)

// decides reports whether words tell somebody what to do: how, in which case, or
// at whose expense.
func decides(words []Word) bool {
	if n := changing.At(words, 0); n > 0 {
		words = words[n:] // "cut" is no cut where it is that of a number
	}
	return hasMethod(words) || rulesOut(drop(words, bounds))
}

// within reports whether an entry stands among the first n words.
func within(words []Word, l *wording.Lexicon, n int) bool { return l.In(words[:min(n, len(words))]) }

// hasLevel reports whether words hold a share, a rate, a measured value or a
// change of it.
func hasLevel(words []Word) bool {
	return hasPercent(words) || levels.In(words) || relative.In(words)
}

func hasPercent(words []Word) bool { return percent.In(words) }

// hasCount reports whether words hold a number of anything.
func hasCount(words []Word) bool {
	for i := range words {
		if words[i].IsCount() && !strings.Contains(words[i].Text, "-") {
			return true
		}
	}
	return false
}

// hasMethod reports whether words say how, or what is done in which case.
func hasMethod(words []Word) bool {
	for i := range words[:max(0, len(words)-1)] {
		switch {
		case words[i].Text == "by" && isGerund(words[i+1].Text),
			words[i].Text == "through" && everywhere.At(words, i+1) == 0:
			return true
		}
	}
	return methods.In(words) || len(words) > 3 && threshold.At(words, 0) > 0
}

// isGerund reports whether a word is what somebody does: replacing, deleting.
func isGerund(word string) bool {
	return strings.HasSuffix(word, "ing") && len(word) > 5 && !notGerunds.Contains(word)
}

var notGerunds = wordSet(`spring morning evening wedding building beijing thanksgiving everything something nothing anything`)

var percent = newLexicon(`# %, # percent, # per cent, percent, per cent, # percentage points, # points`)

// levels are shares and measured values.
var levels = newLexicon(`
# of #, # in #, # _ in #, # _ _ in #, # out of #, # _ out of #, # _ _ out of #, one in #, # of every #, zero, half of all, all of them, twice as, # times as, # times faster/more/less/better, to # seconds/minutes/hours/days/weeks/ms/milliseconds/euros/dollars/cents/months, to one/a second/minute/hour/day, within # seconds/minutes/hours/days/weeks, within a/one second/minute/hour/day, within the hour/day, under # seconds/minutes/hours/days/ms/milliseconds/cents/euros, under a/one second/minute/hour/day, below # seconds/minutes/hours/days/ms/milliseconds/euros/cents, below a/one second/minute/hour/day, less than # seconds/minutes/hours/days/weeks/ms, less than a/one second/minute/hour/day, from # to #, # million, # thousand, # new customers/users/merchants/members/subscribers, # customers/users/merchants/members/subscribers, number one, top #, level #, at least #, more than #, one %, one percent, one per cent, one in #, one second, one minute, one hour, a third fewer/less/more, half as many/much/long, twice as many/much, a third of the, a quarter of the, half the, half of the, no more than #, at most #, longer than #, faster than #, fewer than #, # hours/minutes/seconds/days at most, # or less, # or fewer, # or more, average of #, median of #, rate of #
`)

// relative are changes of a quantity.
var relative = newLexicon(`
by # %, by # percent, by # per cent, by # points, by half, by a half, by a third, by a quarter, by two thirds, by a factor, by an order of magnitude, in half, double~, doubling, triple~, tripling, quadruple~, halve~, halving, twofold, tenfold, from # to #, from # % to # %, # times
`)

// aims are verbs and phrases of wanting to get somewhere.
var aims = newLexicon(`
achieve~, reach~, attain~, hit, hits, hitting, meet, meets, ensure~, ensuring, guarantee~, make sure, making sure, win, gain~, grow, grows, increase~, increasing, raise~, raising, boost~, improve~, improving, reduce~, reducing, cut, cuts, cutting, lower~, decrease~, decreasing, shrink, minimise~, minimize~, maximise~, maximize~, bring down, bring _ _ down, bring _ down, bring up, bring _ _ _ down, double~, triple~, quadruple~, halve~, drop, lift, push, exceed~, get to, get _ to, shall be, will be, should be, must be, to be, want to be, want to see, would love to, would like to, we'd love to, love to see, aim~, aiming, target~, goal~, objective~, aspire~, ambition, strive~, intend~, keep _ under, keep _ below, keeping, are to be, is to be, zero, be at, have _ at, succeed~, kept, met, answered, delivered, resolved, solved, shipped, hear a, hears a, become~, move up, climb to, up to, rise to, fall to
`)

// deadlines are days by which a mark is to be reached.
var deadlines = newLexicon(`
by q1/q2/q3/q4, in q1/q2/q3/q4, by the end, by year-end, by end of, by january/february/march/april/may/june/july/august/september/october/november/december, by spring/summer/autumn/winter/fall/christmas/easter, by next, by the summer/winter/autumn/spring, by mid, by #, by # january/february/march/april/may/june/july/august/september/october/november/december, within # months/quarters/years/weeks, within a/one/the year, within # minutes/seconds/hours/days, within a/one minute/second/hour/day, in #, this year, next year, from january/february/march/april/may/june/july/august/september/october/november/december, before the year is out, before the year is over, by then, until #, in # years/months, in a year, in one year, a year from now, over the next, by monday/friday, this season, next season, this spring/summer/autumn/winter, next spring/summer/autumn/winter, by the time, at the end of the year, by the end, per month/week/quarter/year/day, a month/week/quarter/year/day, every month/week/quarter/year/day
`)

// methods are ways of choosing or doing besides those of giving something up.
var methods = newLexicon(`
by hand, by means of, with the help of, via, using, if, when, whenever, where, wherever, whoever, in order, in the order, each time, every time, in that week/month/case, whatever _ wants, always the, the next
`)

// contrasts say what something is done in the place of, or how far.
var contrasts = newLexicon(`instead, instead of, rather than, in place of, unless, until, without, not`)

// threshold begins a sentence that says for which cases it holds.
var threshold = newLexicon(`below #, above #, under #, over #, up to #, beyond #, from #`)

// everywhere follows a "through" that says how far and not how.
var everywhere = newLexicon(`all, every, each, the whole/entire/year/organisation/organization/company/quarter/decade, our, any, and, out, to, #, joint, continuous, consistent, excellent, excellence, hard`)

// bounds are comparisons with a mark.
var bounds = newLexicon(`
under #, under a/one, below #, below a/one, above #, over #, less than, more than, fewer than, at least, at most, no more than, no less than, not more than, up to #, within, never less than, never more than, between #, better than, or less, or more, or better
`)

// ceilings are bounds that are seldom those of a step.
var ceilings = newLexicon(`in under #/a/one, under #, below #, below a/one, less than #, less than a/one, fewer than #, no more than, at most #, at least #, never more than, never less than, better than #, in less than`)

// limits and rates begin an action that says how things are to be.
var limits = newLexicon(`no more than, not more than, fewer than, less than, at most, at least, more than, nobody waits, no one waits, no _ waits, no _ takes, no _ longer, no _ later, no _ is, no _ late, every _ within, each _ within, all _ within, everyone within`)

var rates = newLexicon(`# of #, # in #, # out of #, # _ in #, # _ out of #, # of every #, # %, # percent, # per cent, zero, half of all, half as many, twice as many, two thirds of, three quarters of, half the, half of, # new customers/users/members/merchants/subscribers/readers/listeners/partners/contracts, # more customers/users/members/merchants/subscribers/readers/listeners/partners, # fewer, # less, # satisfied, # happy, # active, # paying, # downloads, # visitors, # followers, a _ rate, an average, a median, a share`)

// downTo leads a quantity to its mark.
var downTo = newLexicon(`down to, up to, under, below, above, back to, to under, to below, to less`)

// wishing are verbs of what nobody can simply do, with a number or without.
var wishing = newLexicon(`achieve, achieving, attain, attaining, ensure, ensuring, guarantee, guaranteeing, make sure, become, becoming, be the, be more, be less, be better, excel~, establish ourselves, establish us, lead the market/league/field/industry/way, win back, make _ happy/happier/proud/loyal/satisfied, make our _ happy/happier/proud`)

// reaching are verbs that begin an action which is a result.
var reaching = newLexicon(`
achieve, achieving, reach, reaching, attain, attaining, hit, hitting, ensure, ensuring, guarantee, guaranteeing, make sure, making sure, win, winning, gain, gaining, earn, get to, get everyone/everybody/all/the/our to, have everyone/everybody/all/every/each/at, have # %, score, see, meet, exceed, surpass, become, be, maintain, keep _ under/below/above/over, keep _ _ under/below/above/over, keep _ at, stay under/below/above, arrive at, come to, secure, deliver # %, convince #, satisfy, attract, win back, sign up, sell, acquire, collect # stars/points, retain, land #, close # deals, get # to, get _ down/up, get _ _ down/up, grow to, climb to, establish ourselves, have fewer, have more, have no more, have less, be able, hold # %, have #, see #, come in, finish with, end with, end the year with, save #, free #
`)

// changing are verbs that change a quantity.
var changing = newLexicon(`
reduce, reducing, cut, cutting, lower, lowering, decrease, decreasing, shrink, shrinking, shorten, shortening, minimise, minimize, bring, bringing, drop, drop the, halve, halving, increase, increasing, raise, raising, grow, growing, boost, boosting, improve, improving, double, doubling, triple, tripling, quadruple, lift, lifting, push, pushing, speed up, accelerate, accelerating, expand, extend, maximise, maximize, get, optimise, optimize, slash, trim, strengthen
`)

// settable are things whose size somebody can set tomorrow.
var settable = newLexicon(`
interval~, window~, timeout~, limit~, budget~, meeting~, form~, field~, list~, batch~, batches, page~, step~, retention, threshold~, quota~, buffer~, pool~, font~, price~, fee~, team~, shift~, sprint~, season~, queue length, sample~, frequency, polling, ttl, replica~, instance~, size, maximum, minimum, deposit~, notice, term~, questionnaire~, survey~, menu~, template~, agenda~, iteration~, cycle~, release~, deploy~, it, pull request~
`)

// measured are quantities that are found out and not set.
var measured = newLexicon(`
time, times, latency, duration, delay~, wait, waits, waiting, lead time, cycle time, rate~, share, ratio, percentage, proportion, number of, count of, volume, revenue, margin, cost, costs, spend, spending, satisfaction, score~, nps, churn, conversion, retention rate, adoption, usage, engagement, traffic, growth, availability, uptime, downtime, coverage, quality, accuracy, recall, precision, f1, error~, defect~, bug~, incident~, outage~, complaint~, ticket~, call~, failure~, crash~, false positives, false alarms, mistakes, productivity, velocity, throughput, performance, efficiency, turnover, sales, profit, visitors, users, customers, members, subscribers, awareness, punctuality, reliability, emissions, consumption, waste, response time, load time, start-up time, search time, mean time, median, average, effort, overtime, absence~, sick leave
`)

// doing are verbs that begin steps whose numbers say how much.
var doing = newLexicon(`
move, call, ask, add, delete, publish, hand, repeat, close, send, write, read, test, try, build, buy, give, take, put, let, show, pay, run, rerun, print, train, interview, invite, measure, compare, count, label, check, merge, migrate, port, store, restore, remove, replace, rewrite, answer, use, start, set, route, keep, pick, draw, ship, open, stop, switch, turn, refuse, sample, hire, visit, walk, sit, teach, tell, review
`)
