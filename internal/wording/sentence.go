package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences divides a text into sentences. They cover the text without gaps, and
// there is at least one; white space belongs to the sentence behind it. No
// sentence ends within a stretch that is whole, such as the words of a link;
// those stretches are in order.
//
// The rules are the main ones of Unicode's (UAX 29), and those for abbreviations
// that it leaves to others. A mark that ends sentences does so together with the
// marks and closing brackets that follow it. One of ASCII needs white space
// behind it and no small letter after that. Those of other scripts need nothing.
func Sentences(text string, whole [][2]int) [][2]int {
	var all [][2]int
	from := 0
	for at := 0; at < len(text); {
		for len(whole) > 0 && whole[0][1] <= at {
			whole = whole[1:]
		}
		if len(whole) > 0 && whole[0][0] <= at {
			at = whole[0][1]
			continue
		}
		mark, size := utf8.DecodeRuneInString(text[at:])
		at += size
		if !isMark(mark) {
			continue
		}
		stop := at
		at += closing(text[at:])
		if endsSentence(text[from:stop], mark, at > stop, text[at:]) {
			all = append(all, [2]int{from, at})
			from = at
		}
	}
	if from < len(text) || all == nil {
		all = append(all, [2]int{from, len(text)})
	}
	return all
}

// IsEnded reports whether a text ends with a mark that ends sentences, or with the
// colon that leads on to a list or to code.
func IsEnded(text string) bool {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	for text != "" {
		last, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
		switch {
		case isMark(last), last == ':', last == '：':
			return true
		case !isClosing(last):
			return false
		}
	}
	return false
}

func isMark(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '.' || r == '!' || r == '?'
	}
	return r == '…' || unicode.Is(unicode.Sentence_Terminal, r)
}

// closing returns the length of the marks and of what is closed at the beginning
// of a text.
func closing(text string) int {
	return len(text) - len(strings.TrimLeftFunc(text, func(r rune) bool {
		return isMark(r) || isClosing(r)
	}))
}

func isClosing(r rune) bool {
	return r == '"' || r == '\'' || unicode.In(r, unicode.Pe, unicode.Pf)
}

// endsSentence reports whether a mark ends a sentence: before holds the sentence
// up to the mark, behind what follows the mark and, if closed, what it closes.
func endsSentence(before string, mark rune, closed bool, behind string) bool {
	rest := strings.TrimLeftFunc(behind, unicode.IsSpace)
	needsSpace := mark < utf8.RuneSelf || mark == '…'
	switch {
	case rest == "" || !needsSpace:
		return true
	case len(rest) == len(behind):
		return false
	}
	next := rest[:min(len(rest), nearby)]
	next = strings.TrimLeftFunc(next, func(r rune) bool { return !isWordRune(r) })
	first, _ := utf8.DecodeRuneInString(next)
	return !unicode.IsLower(first) && (mark != '.' || closed || !isAbbreviated(before, next))
}

// nearby is how many bytes are looked at around a mark, so that looking takes no
// longer in long texts.
const nearby = 24

// isAbbreviated reports whether the full stop at the end of a text belongs to its
// last word rather than to the sentence, given the word that follows.
func isAbbreviated(sentence, next string) bool {
	before := strings.TrimSuffix(sentence[max(0, len(sentence)-nearby):], ".")
	rest := strings.TrimRightFunc(before, isWordRune)
	word := before[len(rest):]
	first, size := utf8.DecodeRuneInString(word)
	switch {
	case size == 0:
		return false
	case unicode.IsDigit(first):
		return isOrdinal(word, rest, next, len(sentence) > nearby)
	case size == len(word): // J. Maltz, U.S. law, e.g. Kafka, but neither "we can't." nor "8 p.m."
		return !endsInApostrophe(rest) && !strings.HasSuffix(before, " a.m") && !strings.HasSuffix(before, " p.m")
	}
	follows, _ := utf8.DecodeRuneInString(next)
	small := string(unicode.ToLower(first)) + word[size:]
	return abbreviations.Contains(word) || abbreviations.Contains(small) ||
		unicode.IsDigit(follows) && beforeNumbers.Contains(word)
}

// isOrdinal reports whether a number with a full stop is one such as the German
// "3. Mai", or that of an item: "1. Ship it." In English it ends a sentence.
func isOrdinal(number, before, next string, isCut bool) bool {
	if len(number) > 2 {
		return false
	}
	word := func(text string) string { return text[len(strings.TrimRightFunc(text, isWordRune)):] }
	previous := word(strings.TrimRightFunc(before, unicode.IsSpace))
	following := next[:len(next)-len(strings.TrimLeftFunc(next, isWordRune))]
	isItem := !isCut && strings.IndexFunc(before, isWordRune) < 0
	return isItem || beforeOrdinals.Contains(previous) || afterOrdinals.Contains(following)
}

// endsInApostrophe reports whether a text ends with one that stands in a word.
func endsInApostrophe(text string) bool {
	letters := strings.TrimRight(text, "'’")
	last, _ := utf8.DecodeLastRuneInString(letters)
	return len(letters) < len(text) && isWordRune(last)
}

var (
	abbreviations  = Named("abbreviations")
	beforeNumbers  = Named("beforeNumbers")
	beforeOrdinals = Named("beforeOrdinals")
	afterOrdinals  = Named("afterOrdinals")
)
