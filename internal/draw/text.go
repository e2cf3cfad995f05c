package draw

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// A typeface is a font that lines are set in.
type typeface struct{ font *sfnt.Font }

var (
	bold    = mustParse(gobold.TTF)
	regular = mustParse(goregular.TTF)
)

func mustParse(data []byte) typeface {
	f, err := sfnt.Parse(data)
	if err != nil {
		panic("draw: " + err.Error()) // the fonts are part of the program
	}
	return typeface{f}
}

// Covers reports whether a text can be drawn. Emoji do not count: they are left
// out where there is other text.
func Covers(text string) bool { return drawable(text) != "" }

// drawable returns a text as it is drawn: on one line, composed, without emoji. It
// is empty when a letter is missing in the fonts.
func drawable(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.So, r), unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Sk, r) && r > unicode.MaxLatin1:
			return -1
		}
		return r
	}, norm.NFC.String(text))
	text = strings.Join(strings.Fields(text), " ")
	var buf sfnt.Buffer
	for _, r := range text {
		for _, f := range []typeface{bold, regular} {
			if glyph, err := f.font.GlyphIndex(&buf, r); err != nil || glyph == 0 {
				return ""
			}
		}
	}
	return text
}

// line returns the outlines of a line of text, which begins at 0, 0 on its base
// line.
func (f typeface) line(text string, pixels int) shape {
	var buf sfnt.Buffer
	var s shape
	f.each(text, pixels, func(glyph sfnt.GlyphIndex, x fixed.Int26_6) {
		segments, err := f.font.LoadGlyph(&buf, glyph, fixed.I(pixels), nil)
		if err != nil {
			return // a glyph that the font names and does not have
		}
		s = append(s, glyphOutline(segments).moved(int(x), 0)...)
	})
	return s
}

// width returns how wide a line is, in units.
func (f typeface) width(text string, pixels int) int {
	return int(f.each(text, pixels, func(sfnt.GlyphIndex, fixed.Int26_6) {}))
}

// each calls do for every glyph of a line with its place, and returns where the
// line ends.
func (f typeface) each(text string, pixels int, do func(glyph sfnt.GlyphIndex, x fixed.Int26_6)) fixed.Int26_6 {
	var buf sfnt.Buffer
	var x fixed.Int26_6
	var last sfnt.GlyphIndex
	for _, r := range text {
		glyph, err := f.font.GlyphIndex(&buf, r)
		if err != nil {
			continue
		}
		if kern, err := f.font.Kern(&buf, last, glyph, fixed.I(pixels), font.HintingNone); last != 0 && err == nil {
			x += kern
		}
		do(glyph, x)
		if advance, err := f.font.GlyphAdvance(&buf, glyph, fixed.I(pixels), font.HintingNone); err == nil {
			x += advance
		}
		last = glyph
	}
	return x
}

// wrap breaks a text into lines that are no wider than width. A word that is wider
// is broken anywhere.
func (f typeface) wrap(text string, pixels, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && f.width(line+" "+word, pixels) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for f.width(word, pixels) > width {
			n := f.fitting(word, pixels, width)
			lines, word = append(lines, word[:n]), word[n:]
		}
		line = word
	}
	return append(lines, line)
}

// fit returns a line, cut off with … where it is too wide.
func (f typeface) fit(text string, pixels, width int) string {
	if f.width(text, pixels) <= width {
		return text
	}
	return strings.TrimRight(text[:f.fitting(text, pixels, width-f.width("…", pixels))], " ,;:–-") + "…"
}

// fitting returns how many bytes of a text have room: at least one letter.
func (f typeface) fitting(text string, pixels, width int) int {
	var ends []int
	for i := range text {
		if i > 0 {
			ends = append(ends, i)
		}
	}
	ends = append(ends, len(text))
	n, _ := slices.BinarySearchFunc(ends, width, func(end, width int) int {
		if f.width(text[:end], pixels) <= width {
			return -1
		}
		return 1
	})
	return ends[max(n-1, 0)]
}
