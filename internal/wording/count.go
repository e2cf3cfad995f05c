package wording

import "unicode"

// unspaced are scripts that put no spaces between words, with how many letters
// make about one word.
var unspaced = []struct {
	scripts []*unicode.RangeTable
	letters int
}{
	{[]*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}, 2},
	{[]*unicode.RangeTable{unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}, 5},
}

// Count returns how many words a text has: what spaces set apart, if there is a
// letter or a number in it, and as many as its letters would make where a script
// has no spaces.
func Count(text string) int {
	words, inWord := 0, false
	letters := make([]int, len(unspaced))
	for _, r := range text {
		group := groupOf(r)
		switch {
		case group >= 0:
			letters[group]++
			inWord = false
		case unicode.IsSpace(r):
			inWord = false
		case !inWord && (unicode.IsLetter(r) || unicode.IsNumber(r)):
			words++
			inWord = true
		}
	}
	for i, group := range unspaced {
		words += (letters[i] + group.letters - 1) / group.letters
	}
	return words
}

// IsUnspaced reports whether a letter is of a script that has no spaces between
// words.
func IsUnspaced(r rune) bool { return groupOf(r) >= 0 }

// groupOf returns the index into unspaced of a letter's script, or -1.
func groupOf(r rune) int {
	const first = 0x0E00 // Thai
	if r < first || !unicode.IsLetter(r) {
		return -1
	}
	for i, group := range unspaced {
		if unicode.In(r, group.scripts...) {
			return i
		}
	}
	return -1
}
