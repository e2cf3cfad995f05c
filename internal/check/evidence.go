package check

import (
	"strings"

	"waymark/internal/wording"
)

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

// lacks reports whether a sentence says that something is not there, or wished
// for.
func lacks(words []Word) bool { return absences.In(words) || wishes.In(words) }

var (
	possessing = wording.Named("possessing")
	months     = wording.Named("months")
	fractions  = wording.Named("fractions")
	years      = wording.Named("years")
	past       = wording.Named("past")
	events     = wording.Named("events")
	sources    = wording.Named("sources")
	causes     = wording.Named("causes")
	speaking   = wording.Named("speaking")
	elsewhere  = wording.Named("elsewhere")
	resolved   = wording.Named("resolved")
	noCause    = wording.Named("noCause")
	wanted     = wording.Named("wanted")
	wishes     = wording.Named("wishes")
	absences   = wording.Named("absences")
	harms      = wording.Named("harms")
	abstract   = wording.Named("abstract")
	function   = wording.Named("function")
)
