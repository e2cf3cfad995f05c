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

var (
	consequence        = wording.Named("consequence")
	others             = wording.Named("others")
	inPlaceOf          = wording.Named("inPlaceOf")
	agents             = wording.Named("agents")
	notVerbs           = wording.Named("notVerbs")
	ranks              = wording.Named("ranks")
	won                = wording.Named("won")
	universal          = wording.Named("universal")
	ends               = wording.Named("ends")
	decisive           = wording.Named("decisive")
	savings            = wording.Named("savings")
	superlative        = wording.Named("superlative")
	withFeeling        = wording.Named("withFeeling")
	conditionsOfThings = wording.Named("conditionsOfThings")
	presence           = wording.Named("presence")
	noLonger           = wording.Named("noLonger")
	stands             = wording.Named("stands")
	willed             = wording.Named("willed")
	changed            = wording.Named("changed")
	downBy             = wording.Named("downBy")
	achieved           = wording.Named("achieved")
	mishaps            = wording.Named("mishaps")
	qualities          = wording.Named("qualities")
	degrees            = wording.Named("degrees")
	comparatives       = wording.Named("comparatives")
	moods              = wording.Named("moods")
	befalls            = wording.Named("befalls")
	perPeriod          = wording.Named("perPeriod")
	everyOne           = wording.Named("everyOne")
	withinTime         = wording.Named("withinTime")
	reliedOn           = wording.Named("reliedOn")
	relatives          = wording.Named("relatives")
	notGerunds         = wording.Named("notGerunds")
	percent            = wording.Named("percent")
	levels             = wording.Named("levels")
	relative           = wording.Named("relative")
	aims               = wording.Named("aims")
	deadlines          = wording.Named("deadlines")
	methods            = wording.Named("methods")
	contrasts          = wording.Named("contrasts")
	threshold          = wording.Named("threshold")
	everywhere         = wording.Named("everywhere")
	bounds             = wording.Named("bounds")
	ceilings           = wording.Named("ceilings")
	limits             = wording.Named("limits")
	rates              = wording.Named("rates")
	downTo             = wording.Named("downTo")
	wishing            = wording.Named("wishing")
	reaching           = wording.Named("reaching")
	changing           = wording.Named("changing")
	settable           = wording.Named("settable")
	measured           = wording.Named("measured")
	doing              = wording.Named("doing")
)
