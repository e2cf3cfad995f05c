package check

import "strings"

// isTarget reports whether a sentence states a mark to be reached: a level or a
// change in numbers, and that or by when it is to be so. A number that decides
// what is done in each case is a rule and none.
func isTarget(words []Word) bool {
	words = drop(words, praise)
	if universal.in(words) && ends.in(words) && !chooses(words) {
		return true
	}
	return hasLevel(words) && (aims.in(words) || deadlines.in(words) || bounds.in(words) && (limits.at(words, 0) > 0 || rates.at(words, 0) > 0)) && !chooses(words)
}

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
		case (strings.HasSuffix(w.Text, "n't") || w.Text == "not") && !aims.in(around(words, i, 0, 3)),
			w.Text == "over" && isPreference(words, i):
			return true
		}
	}
	return hasMethod(words) || decisive.in(words)
}

// decisive are words of deciding that no target holds.
var decisive = newLexicon(`
instead, rather than, rather a, would rather, we'd rather, sooner than, prefer~, even over, even if, even though, although, at the expense of, at the cost of, in exchange for, in return for, unless, accept that/a/the/this/to, we accept, give up, gives up, giving up, drop/drops/dropped/dropping, refuse~, forbid~, forbidden, goes to a/the/whoever, go to a/the/whoever, belongs to, belong to, is merged, is shipped, waits, wait for, stops, is stopped, is dropped, is removed, must go, has to go, is paid, we pay, put up with, do without, goes without, one at a time, the rest, the others, comes before, goes first, by hand, exceeds, that exceeds, budget of
`)

// isResult reports whether an action says what is to come out and not what to do.
func isResult(words []Word) bool {
	if len(words) == 0 || hasMethod(words) || contrasts.in(words) {
		return false
	}
	numbered := hasLevel(words) || hasCount(words)
	switch {
	case wishing.at(words, 0) > 0:
		return true
	case within(words, measured, 3) && hasLevel(words) && !doing.has(words[0]) && !startsWork.has(words[0]) && changing.at(words, 0) == 0:
		return true
	case reaching.at(words, 0) > 0, downTo.in(words[:min(len(words), 8)]) && changing.at(words, 0) > 0 && !within(words, settable, 6):
		return numbered
	case limits.at(words, 0) > 0, rates.at(words, 0) > 0:
		return true
	case changing.at(words, 0) > 0:
		return relative.in(words) && !within(words, settable, 6) || hasLevel(words) && measured.in(words) && !within(words, settable, 6) ||
			numbered && measured.in(words) && !within(words, settable, 6)
	case words[0].Number() || words[0].Text == "zero" || measured.at(words, 0) > 0:
		return hasLevel(words) && (bounds.in(words) || len(words) > 1 && (words[1].Text == "%" || words[1].Text == "per") || words[0].Text == "zero")
	}
	return ceilings.in(words) && hasLevel(words) && !doing.has(words[0]) && !startsWork.has(words[0]) && changing.at(words, 0) == 0
}

// decides reports whether words tell somebody what to do: how, in which case, or
// at whose expense.
func decides(words []Word) bool {
	if n := changing.at(words, 0); n > 0 {
		words = words[n:] // "cut" is no cut where it is that of a number
	}
	return hasMethod(words) || rulesOut(drop(words, bounds))
}

// within reports whether an entry stands among the first n words.
func within(words []Word, l lexicon, n int) bool { return l.in(words[:min(n, len(words))]) }

// hasLevel reports whether words hold a share, a rate, a measured value or a
// change of it.
func hasLevel(words []Word) bool {
	return hasPercent(words) || levels.in(words) || relative.in(words)
}

func hasPercent(words []Word) bool { return percent.in(words) }

// hasCount reports whether words hold a number of anything.
func hasCount(words []Word) bool {
	for i := range words {
		if isCount(&words[i]) && !strings.Contains(words[i].Text, "-") {
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
			words[i].Text == "through" && everywhere.at(words, i+1) == 0:
			return true
		}
	}
	return methods.in(words) || len(words) > 3 && threshold.at(words, 0) > 0
}

// isGerund reports whether a word is what somebody does: replacing, deleting.
func isGerund(word string) bool {
	return strings.HasSuffix(word, "ing") && len(word) > 5 && !notGerunds[word]
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
var wishing = newLexicon(`achieve, achieving, attain, attaining, ensure, ensuring, guarantee, guaranteeing, make sure, become, becoming, be the, be more, be less, be better, excel~`)

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
