package check

import "strings"

// isTarget reports whether a sentence states a mark to be reached: a level or a
// change in numbers, and that or by when it is to be so. A number that decides
// what is done in each case is a rule and none.
func isTarget(words []Word) bool {
	words = drop(words, praise)
	return hasLevel(words) && (aims.in(words) || deadlines.in(words)) && !decides(words)
}

// isResult reports whether an action says what is to come out and not what to do.
func isResult(words []Word) bool {
	if len(words) == 0 || hasMethod(words) || contrasts.in(words) {
		return false
	}
	numbered := hasLevel(words) || hasCount(words)
	switch {
	case reaching.at(words, 0) > 0:
		return numbered
	case changing.at(words, 0) > 0:
		return relative.in(words) && !within(words, settable, 6) || hasLevel(words) && measured.in(words) && !within(words, settable, 6) ||
			numbered && measured.in(words) && !within(words, settable, 6)
	case words[0].Number() || words[0].Text == "zero" || measured.at(words, 0) > 0:
		return hasLevel(words) && (bounds.in(words) || len(words) > 1 && (words[1].Text == "%" || words[1].Text == "per") || words[0].Text == "zero")
	}
	return bounds.in(words) && hasPercent(words) && !doing.has(words[0])
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
# of #, # in #, # _ in #, # _ _ in #, # out of #, one in #, # of every #, zero, half of all, all of them, twice as, # times as, # times faster/more/less/better, to # seconds/minutes/hours/days/weeks/ms/milliseconds/euros/dollars/cents/months, to one/a second/minute/hour/day, within # seconds/minutes/hours/days/weeks, within a/one second/minute/hour/day, within the hour/day, under # seconds/minutes/hours/days/ms/milliseconds/cents/euros, under a/one second/minute/hour/day, below # seconds/minutes/hours/days/ms/milliseconds/euros/cents, below a/one second/minute/hour/day, less than # seconds/minutes/hours/days/weeks/ms, less than a/one second/minute/hour/day, from # to #, # million, # thousand, # new customers/users/merchants/members/subscribers, # customers/users/merchants/members/subscribers, number one, top #, level #, at least #, more than #
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
by q1/q2/q3/q4, in q1/q2/q3/q4, by the end, by year-end, by end of, by january/february/march/april/may/june/july/august/september/october/november/december, by spring/summer/autumn/winter/fall/christmas/easter, by next, by the summer/winter/autumn/spring, by mid, by #, by # january/february/march/april/may/june/july/august/september/october/november/december, within # months/quarters/years/weeks, within a/one/the year, within # minutes/seconds/hours/days, within a/one minute/second/hour/day, in #, this year, next year, per month/week/quarter/year/day, a month/week/quarter/year/day, every month/week/quarter/year/day
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

// reaching are verbs that begin an action which is a result.
var reaching = newLexicon(`
achieve, achieving, reach, reaching, attain, attaining, hit, hitting, ensure, ensuring, guarantee, guaranteeing, make sure, making sure, win, winning, gain, gaining, earn, get to, get everyone/everybody/all/the/our to, have everyone/everybody/all/every/each/at, have # %, score, see, meet, exceed, surpass, become, be, maintain, keep _ under/below/above/over, keep _ _ under/below/above/over, keep _ at, stay under/below/above, arrive at, come to, secure, deliver # %, convince #, satisfy
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
