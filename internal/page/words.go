package page

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// unspaced are scripts that put no spaces between words, with how many letters
// make about one word.
var unspaced = []struct {
	scripts []*unicode.RangeTable
	letters int
}{
	{[]*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}, 2},
	{[]*unicode.RangeTable{unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}, 5},
}

// countWords counts the words that HTML shows. What stands in gaps, code blocks
// above all, is not there to be counted.
func countWords(html []byte) int {
	words, inWord := 0, false
	letters := make([]int, len(unspaced))
	for i := 0; i < len(html); {
		switch c := html[i]; {
		case c == '<':
			if end := bytes.IndexByte(html[i:], '>'); end >= 0 {
				i += end + 1
				continue
			}
			return words + wordsOf(letters) // raw HTML that does not end
		case c == '&':
			if end := bytes.IndexByte(html[i:min(i+len("&quot;"), len(html))], ';'); end >= 0 {
				i += end + 1
				continue
			}
		case c < utf8.RuneSelf:
			isLetter := 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
			if isLetter && !inWord {
				words++
			}
			inWord = isLetter || inWord && c > ' '
			i++
			continue
		}
		r, size := utf8.DecodeRune(html[i:])
		i += size
		group := groupOf(r)
		switch {
		case group >= 0:
			letters[group]++
			inWord = false
		case unicode.IsSpace(r):
			inWord = false
		case !inWord && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			words++
			inWord = true
		}
	}
	return words + wordsOf(letters)
}

// wordsOf returns how many words the letters of each group make.
func wordsOf(letters []int) int {
	words := 0
	for i, group := range unspaced {
		words += (letters[i] + group.letters - 1) / group.letters
	}
	return words
}

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
