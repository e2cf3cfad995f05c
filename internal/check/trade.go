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

// marksOff reports whether a sentence says what becomes of a number of things, so
// that the others are left: six boards are turned to the wall.
func marksOff(words []Word) bool {
	return len(words) > 3 && numerals.Contains(words[0].Text) && !hasLevel(words) && !wanting.In(words) && passive.In(words[2:min(len(words), 5)])
}

// permits reports whether a sentence allows something to some and not to all.
func permits(words []Word) bool {
	for i := 1; i+1 < len(words); i++ {
		if words[i].Text == "may" && !function.Has(words[i-1]) && !anybody.In(around(words, i-1, 4, 0)) {
			return true
		}
	}
	return false
}

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

var (
	numerals   = wording.Named("numerals")
	unity      = wording.Named("unity")
	passive    = wording.Named("passive")
	wanting    = wording.Named("wanting")
	anybody    = wording.Named("anybody")
	duty       = wording.Named("duty")
	moreOrLess = wording.Named("moreOrLess")
	rivals     = wording.Named("rivals")
	describing = wording.Named("describing")
	everyOrWe  = wording.Named("everyOrWe")
	praise     = wording.Named("praise")
	boasts     = wording.Named("boasts")
	choices    = wording.Named("choices")
	endings    = wording.Named("endings")
	articles   = wording.Named("articles")
	overVerbs  = wording.Named("overVerbs")
	spans      = wording.Named("spans")
	days       = wording.Named("days")
	virtues    = wording.Named("virtues")
	laterOn    = wording.Named("laterOn")
)
