package diagram

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A label is a text in a picture: lines, of which each is as wide as it may be.
type label struct {
	lines []string
	width int // of the widest line, in pixels
}

// Sizes in pixels.
const (
	fontSize   = 15
	lineHeight = 20
	widest     = 200 // a label wraps where a word would go beyond this
)

func (l label) height() int   { return lineHeight * len(l.lines) }
func (l label) isEmpty() bool { return len(l.lines) == 0 }
func (l label) text() string  { return strings.Join(l.lines, " ") }

var (
	lineBreaks = regexp.MustCompile(`(?i)<[bh]r\s*/?>|\\n|\r?\n`)
	looksOnly  = regexp.MustCompile(`(?i)</?(?:b|strong|i|em|u|small|big|code|span|div|p|center|sub|sup)(?:\s[^<>]*)?>`)
	numbered   = regexp.MustCompile(`#(\w{1,12});`)
	emphasis   = regexp.MustCompile("\\*\\*([^*]+)\\*\\*|__([^_]+)__|\\*([^*\\s][^*]*)\\*|`([^`]+)`")
)

// plain returns what a text of Mermaid's says: quotes, tags and Markdown's marks taken
// off, entities resolved. Line breaks stay.
func plain(s string) string {
	s = unquote(strings.TrimSpace(s))
	if inner, ok := strings.CutPrefix(s, "`"); ok && strings.HasSuffix(inner, "`") {
		s = emphasis.ReplaceAllString(strings.TrimSuffix(inner, "`"), "$1$2$3$4") // a Markdown string
	}
	s = lineBreaks.ReplaceAllString(s, "\n")
	s = looksOnly.ReplaceAllString(s, "")
	s = numbered.ReplaceAllStringFunc(s, func(entity string) string {
		name := entity[1:]
		if unicode.IsDigit(rune(name[0])) {
			name = "#" + name
		}
		if r := html.UnescapeString("&" + name); r != "&"+name {
			return r
		}
		return entity
	})
	return strings.ToValidUTF8(strings.Map(printable, html.UnescapeString(s)), "\uFFFD")
}

func printable(r rune) rune {
	if r != '\n' && unicode.IsControl(r) {
		return ' '
	}
	return r
}

// newLabel wraps a text so that no line is wider than most pixels unless a word is.
func newLabel(s string, most int) label {
	var l label
	for paragraph := range strings.SplitSeq(plain(s), "\n") {
		for _, one := range wrap(strings.Fields(paragraph), most) {
			l.lines = append(l.lines, one)
			l.width = max(l.width, widthOf(one))
		}
	}
	return l
}

func wrap(words []string, most int) []string {
	var lines []string
	for _, word := range words {
		if n := len(lines) - 1; n >= 0 && widthOf(lines[n]+" "+word) <= most {
			lines[n] += " " + word
			continue
		}
		for widthOf(word) > most {
			n := fitting(word, most)
			lines = append(lines, word[:n])
			word = word[n:]
		}
		lines = append(lines, word)
	}
	return lines
}

// fitting returns how many bytes of a word fit into most pixels: at least one
// character. Scripts without spaces break anywhere, and so do addresses.
func fitting(word string, most int) int {
	end := 0
	for i, r := range word {
		if next := i + utf8.RuneLen(r); i > 0 && widthOf(word[:next]) > most {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	return end
}

// room is how much wider than in our table a text may be in a reader's font, in percent.
const room = 16

// widthOf returns how many pixels a line needs at most.
func widthOf(line string) int {
	thousandths := 0
	for _, r := range line {
		thousandths += advance(r)
	}
	return (thousandths*fontSize*(100+room)/100 + 999) / 1000
}

// advance returns the width of a character in thousandths of the font's size.
func advance(r rune) int {
	switch {
	case r >= ' ' && int(r-' ') < len(advances):
		return int(advances[r-' '])
	case unicode.Is(unicode.Mn, r):
		return 0
	case unicode.IsUpper(r):
		return 780
	case r < 0x1100 && unicode.IsLetter(r):
		return 620
	}
	return 1000
}

// advances are the widths of the characters from U+0020 to U+007E in Go Regular, which
// are those of Helvetica and Arial but for a few.
var advances = [...]uint16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 584, 584, 316, 584, 316, 278, 556, 556, 556, 556, 556, 556, 556, 556,
	556, 556, 306, 306, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 399, 496, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
	556, 247, 253, 500, 268, 833, 556, 556, 556, 556, 333, 500, 283, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}
