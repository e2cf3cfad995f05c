package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Word is a word of a sentence: a run of letters and digits with what joins
// them (o'clock, end-to-end, 1,800, 10:20), or a per cent sign.
type Word struct {
	Text     string // in small letters, apostrophes straight
	Stem     string // without the endings of English inflection; see Stem
	From, To int    // in the sentence's Text
	Capital  bool   // it begins with a capital letter
	Break    string // the punctuation between it and the next word, ends of sentences among them; empty: none
}

// Number reports whether the word is written in digits.
func (w *Word) Number() bool { return w.Text[0] >= '0' && w.Text[0] <= '9' }

// Words cuts a text into words.
func Words(text string) []Word {
	var words []Word
	end := 0 // of the last word
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !isWordRune(r) && r != '%' && !(r == '@' && at+1 < len(text) && isASCIIWord(text[at+1])) {
			at += size
			continue
		}
		from := at
		at += size
		for r != '%' && at < len(text) {
			next, size := utf8.DecodeRuneInString(text[at:])
			if !isWordRune(next) && !joinsWords(text, at, next, size) {
				break
			}
			at += size
		}
		if len(words) > 0 {
			words[len(words)-1].Break = breakIn(text[end:from])
		}
		end = at
		word := strings.ToLower(text[from:at])
		if strings.Contains(word, "’") {
			word = strings.ReplaceAll(word, "’", "'")
		}
		words = append(words, Word{Text: word, Stem: Stem(word), From: from, To: at, Capital: unicode.IsUpper(r)})
	}
	if len(words) > 0 {
		words[len(words)-1].Break = breakIn(text[end:])
	}
	return words
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIIWord(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func isASCIIWord(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// joinsWords reports whether a mark within a text joins what is before and behind
// it into one word.
func joinsWords(text string, at int, mark rune, size int) bool {
	if at+size >= len(text) {
		return false
	}
	before := text[at-1]
	after, _ := utf8.DecodeRuneInString(text[at+size:])
	switch mark {
	case '\'', '’', '-', '\u2011':
		return isWordRune(after)
	case '.', ',', ':':
		return '0' <= before && before <= '9' && '0' <= after && after <= '9'
	}
	return false
}

// breakIn returns the punctuation of a stretch between words. A long dash with
// spaces around it is one, as is a hyphen that stands alone.
func breakIn(gap string) string {
	var b []byte
	for _, r := range gap {
		switch r {
		case ',', ';', ':', '(', ')', '.', '!', '?', '"':
			b = append(b, byte(r))
		case '“', '”', '„', '«', '»':
			b = append(b, '"')
		case '…':
			b = append(b, '.')
		case '–', '—', '-':
			b = append(b, '-')
		case '/':
			b = append(b, '/')
		}
	}
	return string(b)
}

// Stem takes the endings of plurals and of verbs off a word in small letters, and
// the s of possession. Forms that are spelled otherwise (found, men) stand in the
// tables as they are. The result is for comparison only and need be no word.
func Stem(word string) string {
	word, _ = strings.CutSuffix(word, "'s")
	word = strings.TrimSuffix(word, "'")
	const shortest = 3
	if len(word) <= shortest || word[0] < 'a' {
		return word
	}
	switch {
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		word = word[:len(word)-3] + "y"
	case strings.HasSuffix(word, "sses"), strings.HasSuffix(word, "ches"), strings.HasSuffix(word, "shes"), strings.HasSuffix(word, "xes"):
		word = word[:len(word)-2]
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") && !strings.HasSuffix(word, "is"):
		word = word[:len(word)-1]
	}
	for _, ending := range [...]string{"ing", "ied", "ed"} {
		rest, ok := strings.CutSuffix(word, ending)
		if !ok || len(rest) < shortest || !strings.ContainsAny(rest, "aeiouy") {
			continue
		}
		if ending == "ied" {
			return rest + "y"
		}
		if n := len(rest); rest[n-1] == rest[n-2] && !strings.ContainsRune("lsz", rune(rest[n-1])) {
			return rest[:n-1]
		}
		word = rest
		break
	}
	if len(word) > shortest {
		word = strings.TrimSuffix(word, "e")
	}
	return word
}
