package check

import "strings"

// isCheckable reports whether a sentence gives a sceptic something to look at: a
// count, an event, a quotation, a source, or a cause that can be observed.
func (s *Statement) isCheckable() bool {
	words := s.Words
	switch {
	case s.Links() && !lacks(words), s.quotes() && speaking.In(words):
		return true
	case elsewhere.In(words), resolved.In(words) && lacks(words):
		return false
	case sources.In(words), events.In(words), hasQuantity(words) && !wanted.In(words):
		return true
	}
	return years.In(words) && past.In(words) || givesCause(words)
}

// quotes reports whether somebody's words are quoted, more than one of them.
func (s *Statement) quotes() bool {
	for i, w := range s.Words {
		if i+2 < len(s.Words) && strings.HasSuffix(w.Break, `"`) && !strings.Contains(s.Words[i+1].Break, `"`) {
			return true
		}
	}
	return strings.HasPrefix(s.Text, `"`) || strings.HasPrefix(s.Text, "“")
}

// hasQuantity reports whether words hold a number of something: neither a year,
// nor the number in a name, nor "the two".
func hasQuantity(words []Word) bool {
	for i := range words {
		w := &words[i]
		switch {
		case fractions.At(words, i) > 0:
			return true
		case !w.IsCount(), isYear(w):
			continue
		case w.Number() && i > 0 && words[i-1].Capital && words[i-1].Break == "" && !months.Has(words[i-1]) && !function.Has(words[i-1]):
			if i+1 == len(words) || w.Break != "" || function.Has(words[i+1]) {
				continue // Python 3, Phase 2
			}
		case !w.Number() && (i+1 == len(words) || w.Break != "" || function.Has(words[i+1])) && i > 0 && words[i-1].Text == "the":
			continue // bridging the two
		}
		return true
	}
	return false
}

func isYear(w *Word) bool {
	return len(w.Text) == 4 && w.Number() && (strings.HasPrefix(w.Text, "19") || strings.HasPrefix(w.Text, "20"))
}

// givesCause reports whether words say why or what follows, and that is more than
// a belief, a wish or an absence: things are named that one could go and see.
func givesCause(words []Word) bool {
	at, end := causes.Find(words)
	if at < 0 || end == len(words) || noCause.At(words, at) > 0 {
		return false
	}
	if w := words[at].Text; w == "as" && (at == 0 || words[at-1].Break == "") {
		return false // as good as
	}
	return isConcrete(words[end:])
}

// isConcrete reports whether what stands in a clause is more than general.
func isConcrete(words []Word) bool {
	if wishes.In(words) {
		return false
	}
	concrete, general := 0, 0
	for i := range words {
		w := &words[i]
		if i > 0 && strings.ContainsAny(words[i-1].Break, ";.") {
			break
		}
		switch {
		case len(w.Text) < 3 || function.Has(*w):
		case abstract.Has(*w):
			general++
		default:
			concrete++
		}
	}
	const enough = 3
	return concrete >= enough && concrete > general
}

// hurts reports whether a sentence says that something goes wrong for somebody, in
// words that are not the answer's own: a queue that is to be built hurts nobody.
func hurts(words []Word, answer map[string]bool) bool {
	for i := range words {
		if words[i].Text == "twice" && (i == 0 || !past.Has(words[i-1]) && !strings.HasSuffix(words[i-1].Text, "ed")) {
			continue // it is there twice, and nobody did a thing twice
		}
		if i > 0 && (words[i-1].Text == "not" || strings.HasSuffix(words[i-1].Text, "n't")) && isGerund(words[i].Text) && !answer[words[i].Stem] && !possessing.Has(words[i]) {
			return true // it is not growing, they aren't coming back
		}
		if n := harms.At(words, i); n > 1 || n == 1 && !answer[words[i].Stem] {
			return true
		}
	}
	return false
}

// possessing is what those don't do who only lack a thing.
var possessing = newLexicon(`using, having, offering, supporting, providing, owning, possessing, running`)

// lacks reports whether a sentence says that something is not there, or wished
// for.
func lacks(words []Word) bool { return absences.In(words) || wishes.In(words) }

var months = newLexicon(`january, february, march, april, may, june, july, august, september, october, november, december, monday, tuesday, wednesday, thursday, friday, saturday, sunday, christmas, easter`)

var fractions = newLexicon(`
a third, two thirds, a quarter of, half of, half the, half a, half an, half their, half our, half of all, every other, every second, every third, one in #, nine in ten, twice a, twice in, twice as, twice last, twice this, once a week, once a month, once a year, once a day, a dozen, dozens, hundreds, thousands, weekly, hourly, nightly, monthly, each night, every night, each week, every week, every month, each month, every morning, each morning, every evening, every monday, every tuesday, every wednesday, every thursday, every friday, every weekend, a fifth of, a tenth of, an hour, a day late, a week late, overnight, the whole night, only one of, the only person, a single person, one person, one machine
`)

var years = newLexicon(`2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026`)

// past are verbs of what happened.
var past = newLexicon(`
was, were, had, did, didn't, went, came, left, lost, broke, fell, failed, stopped, stood, ran, took, gave, made, found, told, said, wrote, asked, rang, called, died, burned, burnt, closed, waited, sent, paid, sold, bought, missed, refused, declined, stayed, returned, arrived, leaked, crashed, collided, met, got, began, ended, cost, hit, saw, heard, knew, thought, flew, drove, worked, happened, resigned, quit, began, forgot, chose, reached, turned
`)

// events place something on a day.
var events = newLexicon(`
last week, last month, last year, last quarter, last spring, last summer, last autumn, last winter, last night, last monday, last tuesday, last wednesday, last thursday, last friday, last saturday, last sunday, last january, last february, last march, last april, last may, last june, last july, last august, last september, last october, last november, last december, yesterday, this morning, this week, the other day, weeks ago, months ago, years ago, days ago, a week ago, a month ago, a year ago, in january, in february, in march, in april, in may, in june, in july, in august, in september, in october, in november, in december, on mondays, on tuesdays, on wednesdays, on thursdays, on fridays, on saturdays, on sundays, on monday, on tuesday, on wednesday, on thursday, on friday, on saturday, on sunday, over christmas, at christmas, before christmas, on payday, at night, after lunch, before noon, since january, since february, since march, since april, since june, since july, since august, since september, since october, since november, since december, # january, # february, # march, # april, # may, # june, # july, # august, # september, # october, # november, # december, the last time, during the, in the last storm, at the last, on the day
`)

// sources are where something can be looked up, and verbs of reporting it.
var sources = newLexicon(`
audit, audits, auditor, auditors, court, courts, tribunal, regulator, ombudsman, coroner, inspectorate, fined, a fine of, incident, incidents, outage, outages, by the log, logs show, the log shows, the logs, post-mortem, postmortem, postmortems, log book, logbook, the minutes of, survey, exit interviews, interviews, interviewed, we measured, was measured, were measured, counted, watched, we sat, sat beside, sat with, observed, accompanied, wrote to us, wrote that, wrote in, told us, said that, says that, said so, asked us, complained, resigned, reported that, screenshot, screenshots, letter of, letter from, told the, according to, we met, we saw, we heard, we followed, we visited, we drove, we tried, we rang, we asked, we listened, we accompanied, we stood, we timed, we drew, found out by
`)

// causes join what is the case with why, or with what follows.
var causes = newLexicon(`
because, since, as, so, therefore, thus, hence, consequently, as a result, which is why, that is why, that's why, due to, owing to, for that reason, for this reason, and so, which means that, means that, leads to, led to, causes, forces, only because, whenever, every time, each time
`)

// speaking is done by those who are quoted.
var speaking = newLexicon(`says, say, said, saying, wrote, writes, write, written, told, tells, tell, asks, asked, ask, answered, answers, answer, explained, calls, called, call, complained, reads, read, heard, hear, rang, spoke, reported, put it, replied, words of, word, quote~, comment~, mail, letter, note, survey, interview~, she, he, they, i, we`)

// elsewhere is where others are, who are no evidence about us.
var elsewhere = newLexicon(`other companies, other organisations, other organizations, other hospitals, other towns, other cities, other countries, other industries, other banks, other firms, other publishers, leading companies, leading organisations, leading organizations, industry leaders, market leaders, competitors have, competitors offer, competitors already, everywhere else, the industry has, the market has, studies show, experts agree, analysts expect, it is well known, best practices, best practice`)

// resolved is what was decided to be wanted.
var resolved = newLexicon(`was decided, decided to, has decided, agreed to, have agreed, has agreed, announced, promised, was planned, planned for, approved, strategy paper, roadmap, our vision, the vision, target picture, has been requested, was requested`)

// noCause begin with a word of cause and say something else.
var noCause = newLexicon(`so that, so far, so much, so many, so on, so to, so called, as well, as yet, as a whole, as such, as we, since then, since its, since their, since our, since the beginning/start/founding/launch/foundation, hence the need`)

// wanted says that a number is one of what there should be.
var wanted = newLexicon(`we need, is needed, are needed, we want, we would, would need, ought to, deserve~, is required, are required, to be one of, calls for, pillars, dimensions, worlds, 360-degree, 4.0, 24 7, 21st`)

// wishes say what ought to be.
var wishes = newLexicon(`
need, needs, needed, we want, want is, wants a, want a, want to, would like, would unite, would change, would allow, would enable, would help, would solve, would make, would give, would let, would bring, ought to, should, deserve~, calls for, call for, require~, requires, demand~, demands, the time has come, time for, it is time, long for, wish~, hope~, aspire~, state of the art, best practice, leading, modern, matters, important, essential, crucial, key to, vital, indispensable
`)

// absences say that something is not there.
var absences = newLexicon(`
no, not yet, lack~, lacks, lacking, missing, don't have, do not have, doesn't have, does not have, haven't, hasn't, have not, has not, there is no, there are no, there is currently no, there isn't, there aren't, without a, without an, absence of, absent, unavailable, not available, not in place, not given, not possible, not there, not among, not designed, not achieved, isn't achieved, yet to, still have to, has yet, have yet, unable to, not able to, incapable, cannot, can't, impossible, not part of, outside of any, outside any, does not exist, doesn't exist, do not exist, don't exist, non-existent, not held once, not integrated, not unified, not automated, not standardised, not standardized, not connected, not consistent, not uniform, inconsistent, silo~, silos, fragmented, fragmentation, heterogeneous, disparate, scattered, piecemeal, isolated, gap, gaps, deviation~, falls short, fall short, short of, behind, of the past, outdated, legacy, old-fashioned, nowhere, nobody, none, neither, nothing, not a, are several, each speak~, their own, instead of, vacuum, void, blank spot, blank spots, white spot, white spots, blank, missing piece, missing link, hole in, outstanding, pending, to this day, as yet, so far, other manufacturers/companies/suppliers/stations/hospitals/cities/towns/studios/banks have, others have, competitors have, competitors', in want of, for want of, remains a dream/wish/vision/hope, remain a dream/wish/vision/hope, a distant dream, that still, who still, is unknown to, are unknown to, conspicuous by, short of, made do without, make do without, forgo~, do without, does without, remains without, remain without, runs without, run without, has come, would close, would fill, be desired, an option
`)

// harms say that something goes wrong for somebody.
var harms = newLexicon(`
painful, pain, hurt~, suffer~, dread~, fear~, hate~, angry, anger, annoy~, frustrat~, frustrating, frustrated, exhaust~, tired, burn out, burnt out, stress~, mood, wrong, too late, late, delay~, delayed, slow, slows, slowed, slower, wait, waits, waiting, queue, queues, stuck, block, blocks, blocked, stop, stops, stopped, stall~, halt~, lose, loses, losing, lost, break, breaks, breaking, broken, broke, fail, fails, failed, failing, crash, crashes, crashed, cost, costs, expensive, waste~, wasted, wasting, twice, again and again, over and over, duplicate~, retype~, by hand, error, errors, mistake, mistakes, mix up, mixed up, confuse~, confused, complain~, complaint, complaints, blame~, refuse~, turn away, turned away, give up, gives up, gave up, leave the company, quit, quits, quitting, resign~, injur~, injured, die, dies, died, ill, sick, danger~, dangerous, unsafe, leak~, leaked, breach~, fraud, fine, fined, penalty, lawsuit, worse, worst, worsen~, drop, drops, dropping, decline~, declining, shrink~, fewer and fewer, run out, runs out, overload~, overtime, wake, wakes, woken, forget, forgets, forgotten, guess, guesses, guessing, ignore, ignores, ignored, work around, workaround~, in vain, unnoticed, too often, stand still, stands still, gets in their way, in the way, distrust~, mistrust~, not always trust, disagree~, contradict~
`)

// abstract are words that could stand in any company's paper.
var abstract = newLexicon(`
quality, culture, matter, matters, industry, company, organisation, organization, business, value, values, strategy, strategic, goal~, objective~, vision, future, growth, success, efficiency, efficient, effective, effectiveness, productivity, innovation, innovative, agility, agile, digital, digitalisation, digitalization, digitisation, transformation, landscape, ecosystem, environment, platform~, system~, solution~, service~, capability, capabilities, potential, opportunity, opportunities, challenge~, complexity, complex, integration, integrated, integrate~, interface~, standard~, standardisation, standardization, process, processes, data, information, technology, technologies, technical, tool~, tooling, approach~, concept~, principle~, framework~, architecture, cloud, cloud-native, holistic, common, consistent, uniform, unified, central, centralised, centralized, modern, scalable, scalability, flexible, flexibility, transparency, transparent, visibility, alignment, aligned, synergy, synergies, stakeholder~, requirement~, need~, demand~, market~, competitive, competition, competitor~, sustainable, sustainability, resilience, resilient, reliable, reliability, performance, optimal, optimise~, optimize~, improve~, improvement~, enable~, support~, important, importance, essential, crucial, necessary, relevant, significant, various, different, many, several, multiple, numerous, certain, general, overall, entire, whole, full, complete, better, best, good, great, strong, stronger, high, higher, increasing, increasingly, continuous, continuously, view, picture, level~, area~, aspect~, topic~, issue~, situation, basis, foundation, everyone, everybody, people, employee~, customer~, user~, team~, department~, world, today, currently, always, often, sometimes, generally, become~, provide~, offer~, achieve~, ensure~, create~, exist~, lived, given, made, place, way, ways, time, times, long, term, development, management, leadership, change~, maturity, excellence
`)

// function are words that carry grammar rather than a meaning of their own.
var function = newLexicon(`
a, an, the, this, that, these, those, it, its, they, them, their, we, us, our, ours, he, she, him, her, his, you, your, i, me, my, one, who, whom, whose, which, what, and, or, but, nor, so, yet, if, then, than, as, of, in, on, at, by, to, for, from, with, into, onto, out, off, up, down, over, under, about, between, among, through, during, before, after, until, while, when, where, why, how, because, since, is, are, was, were, be, been, being, am, has, have, had, having, do, does, did, doing, can, could, may, might, must, shall, should, will, would, not, no, nor, never, only, just, also, too, very, more, most, less, least, much, such, some, any, all, each, every, both, either, neither, other, others, another, same, own, there, here, now, still, already, even, again, once, ever, however, therefore, there's, it's, isn't, aren't, don't, doesn't, can't, won't, get, gets, got, make, makes, made, take, takes, let, lets, per, via, upon, within, without, whether, though, although, rather, quite, well
`)
