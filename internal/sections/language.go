package sections

import (
	"strings"
	"unicode"

	"waymark/internal/page"
)

// guessLanguage returns the language that a text is in, where its script or its
// small words leave no doubt.
func guessLanguage(t Text) (lang string, guessed bool) {
	const mostLetters = 20000
	var text strings.Builder
	text.WriteString(t.Title)
	for i := range t.Blocks {
		if b := &t.Blocks[i]; b.Kind != page.CellBlock && text.Len() < mostLetters {
			text.WriteString(" " + b.Text)
		}
	}
	kana, han, letters := 0, 0, 0
	for _, r := range text.String() {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.IsLetter(r):
			letters++
		}
	}
	switch {
	case 2*(kana+han) > letters && 10*kana > han:
		return "ja", true
	case 2*(kana+han) > letters:
		return "zh", true
	}
	words := say(text.String())
	best, second := 0, 0
	for _, candidate := range languages {
		n := 0
		if stop := vocabularyOf(candidate).lists["stopWords"]; stop != nil {
			n = stop.count(words)
		}
		switch {
		case n > best:
			lang, best, second = candidate, n, best
		case n > second:
			second = n
		}
	}
	const fewest, share = 4, 6 // small words, and one in so many words
	isClear := best >= fewest && best*share > len(words.words) && 3*best > 4*second
	if !isClear {
		return "", false
	}
	return lang, true
}
