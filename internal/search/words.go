package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Word is a word of a text, as it is indexed: in lower case, without accents. Text
// without spaces between its words, as Chinese has it, becomes pairs of neighbouring
// characters.
type Word struct {
	Text   string
	Marked bool // it was written with accents, or with letters such as ø
}

// longest is how many characters of a word count.
const longest = 40

// Words returns the words of a text, in order.
func Words(text string) []Word {
	var words []Word
	new(reader).read(text, func(word []byte, marked bool) { words = append(words, Word{string(word), marked}) })
	return words
}

// A letter is a character of a text, folded.
type letter struct {
	rune
	class  class
	marked bool
}

// A class is what a character is to words.
type class uint8

const (
	none class = iota
	apostrophe
	wordy   // part of a word, and no letter
	alpha   // a letter
	pairing // a letter of a script without spaces
)

// A reader finds words. It keeps its buffers from text to text.
type reader struct {
	letters []letter
	quoted  bool // they have an apostrophe
	word    []byte
}

// read calls found for each word of a text, in order. The word is good until found
// returns.
func (r *reader) read(text string, found func(word []byte, marked bool)) {
	if r.fold(text); r.quoted {
		r.dropApostrophes()
	}
	for i := 0; i < len(r.letters); {
		switch r.letters[i].class {
		case pairing:
			i = r.readPairs(i, found)
		case wordy, alpha:
			i = r.readWord(i, found)
		default:
			i++
		}
	}
}

// readWord finds the word that begins at a letter, and returns where it ends.
func (r *reader) readWord(i int, found func([]byte, bool)) int {
	word, length, marked := r.word[:0], 0, false
	for i < len(r.letters) {
		l := r.letters[i]
		if l.class != wordy && l.class != alpha {
			break
		}
		if length < longest {
			word, length, marked = utf8.AppendRune(word, l.rune), length+1, marked || l.marked
		}
		i++
	}
	r.word = word
	found(word, marked)
	return i
}

// readPairs finds the pairs of neighbours that begin at a letter, and returns where
// the last ends.
func (r *reader) readPairs(start int, found func([]byte, bool)) int {
	end := start
	for end < len(r.letters) && r.letters[end].class == pairing {
		end++
	}
	for i := start; i < max(end-1, start+1); i++ {
		r.word = utf8.AppendRune(r.word[:0], r.letters[i].rune)
		marked := r.letters[i].marked
		if i+1 < end {
			r.word = utf8.AppendRune(r.word, r.letters[i+1].rune)
			marked = marked || r.letters[i+1].marked
		}
		found(r.word, marked)
	}
	return end
}

// dropApostrophes takes out each apostrophe between letters, with the s behind it
// that ends a word.
func (r *reader) dropApostrophes() {
	kept, all := r.letters[:0], r.letters
	at := func(i int) letter {
		if i < len(all) {
			return all[i]
		}
		return letter{}
	}
	before := letter{}
	for i := 0; i < len(all); i++ {
		l := all[i]
		between := l.class == apostrophe && before.class >= alpha && at(i+1).class >= alpha
		before = l
		switch {
		case !between:
			kept = append(kept, l)
		case at(i+1).rune == 's' && at(i+2).class < wordy:
			i++
			before = all[i]
		}
	}
	r.letters = kept
}

// fold reads a text into letters.
func (r *reader) fold(text string) {
	r.letters, r.quoted = slices.Grow(r.letters[:0], len(text)), false
	if !norm.NFKC.IsNormalString(text) {
		text = norm.NFKC.String(text)
	}
	for _, c := range text {
		if c < utf8.RuneSelf {
			r.letters = append(r.letters, ascii[c])
			r.quoted = r.quoted || c == '\''
			continue
		}
		folded, marked := strip(c)
		if folded == "" && len(r.letters) > 0 { // a mark that does not go with the letter before into one
			r.letters[len(r.letters)-1].marked = true
		}
		for _, f := range folded {
			class := classOf(f)
			r.letters = append(r.letters, letter{f, class, marked})
			r.quoted = r.quoted || class == apostrophe
		}
	}
}

// ascii are the letters of ASCII, folded.
var ascii = func() (table [utf8.RuneSelf]letter) {
	for c := range rune(utf8.RuneSelf) {
		table[c] = letter{rune: unicode.ToLower(c), class: classOf(unicode.ToLower(c))}
	}
	return table
}()

// foldings are letters in lower case that no decomposition takes apart.
var foldings = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ς': "σ",
}

// strip returns a character in lower case and without marks, and whether it has lost
// any or is one of foldings.
func strip(c rune) (folded string, marked bool) {
	s := string(c)
	switch {
	case unicode.Is(marks, c):
		return "", true
	case norm.NFD.PropertiesString(s).Decomposition() != nil:
		apart := norm.NFD.String(s)
		bare := strings.Map(func(c rune) rune {
			if unicode.Is(marks, c) {
				return -1
			}
			return c
		}, apart)
		s, marked = norm.NFC.String(bare), bare != apart
	}
	var b strings.Builder
	for _, c := range s {
		c = unicode.ToLower(c)
		if f, known := foldings[c]; known {
			b.WriteString(f)
			marked = true
		} else {
			b.WriteRune(c)
		}
	}
	return b.String(), marked
}

// marks are what words are written without: accents, and the points of Hebrew and
// Arabic. Those that make another letter, as in kana, are not among them.
var marks = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x0300, Hi: 0x036F, Stride: 1}, {Lo: 0x0591, Hi: 0x05C7, Stride: 1}, {Lo: 0x064B, Hi: 0x065F, Stride: 1},
	{Lo: 0x0670, Hi: 0x0670, Stride: 1}, {Lo: 0x1AB0, Hi: 0x1AFF, Stride: 1}, {Lo: 0x1DC0, Hi: 0x1DFF, Stride: 1},
	{Lo: 0x20D0, Hi: 0x20FF, Stride: 1}, {Lo: 0xFE20, Hi: 0xFE2F, Stride: 1},
}}

// pairs are the characters of which words are pairs.
var pairs = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x3041, Hi: 0x30FF, Stride: 1}, {Lo: 0x31F0, Hi: 0x31FF, Stride: 1}, {Lo: 0x3400, Hi: 0x4DBF, Stride: 1},
		{Lo: 0x4E00, Hi: 0x9FFF, Stride: 1}, {Lo: 0xAC00, Hi: 0xD7A3, Stride: 1}, {Lo: 0xF900, Hi: 0xFAFF, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0x20000, Hi: 0x3FFFF, Stride: 1}},
}

func classOf(c rune) class {
	switch {
	case c == '\'' || c == '’' || c == 'ʼ':
		return apostrophe
	case !unicode.In(c, unicode.L, unicode.M, unicode.N):
		return none
	case unicode.Is(pairs, c):
		return pairing
	case unicode.Is(unicode.L, c):
		return alpha
	}
	return wordy
}
