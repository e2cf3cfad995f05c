package check

import (
	"slices"
	"strings"
)

// A lexicon is a table of words and phrases to look for in sentences. It is
// written as text, entries parted by commas or lines. In an entry
//
//	migrate~     stands for all forms that share its stem: migrates, migrated
//	day/week     for either
//	_            for any one word, but not at the beginning
//	#            for a number, in digits or in words
//
// and every other word for itself. Looking something up takes time in proportion
// to the text, whatever the size of the table.
type lexicon struct {
	words, stems map[string][]phrase // by the first word, or its stem
	counts       []phrase            // those that begin with a number
}

// A phrase is an entry: alternatives, word by word.
type phrase [][]alternative

type alternative struct {
	text string
	stem bool // text is a stem
}

func newLexicon(text string) lexicon {
	l := lexicon{make(map[string][]phrase), make(map[string][]phrase), nil}
	for line := range strings.Lines(text) {
		for entry := range strings.SplitSeq(line, ",") {
			if entry = strings.TrimSpace(entry); entry != "" {
				l.add(entry)
			}
		}
	}
	return l
}

func (l *lexicon) add(entry string) {
	var p phrase
	for part := range strings.FieldsSeq(entry) {
		var either []alternative
		for word := range strings.SplitSeq(part, "/") {
			if form, ok := strings.CutSuffix(word, "~"); ok {
				either = append(either, alternative{stem(form), true})
			} else {
				either = append(either, alternative{word, false})
			}
		}
		p = append(p, either)
	}
	for _, first := range p[0] {
		switch {
		case first.stem:
			l.stems[first.text] = append(l.stems[first.text], p)
		case first.text == "#":
			l.counts = append(l.counts, p)
		default:
			l.words[first.text] = append(l.words[first.text], p)
		}
	}
}

// at returns how many words, from the i-th on, are the longest entry that stands
// there; 0: none.
func (l lexicon) at(words []Word, i int) int {
	if i >= len(words) {
		return 0
	}
	w := &words[i]
	n := max(longest(l.words[w.Text], words[i:]), longest(l.stems[w.Stem], words[i:]))
	if l.counts != nil && isCount(w) {
		n = max(n, longest(l.counts, words[i:]))
	}
	return n
}

func longest(entries []phrase, words []Word) int {
	n := 0
	for _, p := range entries {
		if len(p) > n && len(p) <= len(words) && p[1:].matches(words[1:]) {
			n = len(p)
		}
	}
	return n
}

func (p phrase) matches(words []Word) bool {
	for i, either := range p {
		if !slices.ContainsFunc(either, func(a alternative) bool { return a.standsFor(&words[i]) }) {
			return false
		}
	}
	return true
}

func (a alternative) standsFor(w *Word) bool {
	switch {
	case a.stem:
		return a.text == w.Stem
	case a.text == "_":
		return true
	case a.text == "#":
		return isCount(w)
	}
	return a.text == w.Text
}

// find returns where the first entry stands, from and to word numbers; from is
// -1 when there is none.
func (l lexicon) find(words []Word) (from, to int) {
	for i := range words {
		if n := l.at(words, i); n > 0 {
			return i, i + n
		}
	}
	return -1, -1
}

// in reports whether any entry stands among the words.
func (l lexicon) in(words []Word) bool {
	from, _ := l.find(words)
	return from >= 0
}

// has reports whether a word alone is an entry.
func (l lexicon) has(w Word) bool { return l.at([]Word{w}, 0) > 0 }

// count returns how many entries stand among the words, none counted twice.
func (l lexicon) count(words []Word) int {
	n := 0
	for i := 0; i < len(words); {
		if length := l.at(words, i); length > 0 {
			n++
			i += length
			continue
		}
		i++
	}
	return n
}

// inAny reports whether any entry stands in one of the statements.
func (l lexicon) inAny(statements []Statement) bool {
	for _, s := range statements {
		if l.in(s.Words) {
			return true
		}
	}
	return false
}

// isCount reports whether a word is a number, in digits or in letters. One is
// none: it is an article as often.
func isCount(w *Word) bool {
	if w.Number() || numerals[w.Text] {
		return true
	}
	tens, units, ok := strings.Cut(w.Text, "-")
	return ok && numerals[tens] && (numerals[units] || units == "one")
}

var numerals = wordSet(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
	eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions
	billion dozen dozens`)

func wordSet(text string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}
