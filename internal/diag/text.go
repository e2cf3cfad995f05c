package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// The text form, for a terminal or a log:
//
//	content/strategies/billing.md:7:12: error: link to missing page "../bets/x.md" [H001]
//	  7 | See [the bet](../bets/x.md) for more.
//	    |               ^~~~~~~~~~~~
//	  hint: did you mean ../bets/y.md?
//	  content/bets/y.md:1:1: this page is near
//
// Errors come first, each whole. What comes below is told by code, see fold.go. What
// many hints have in common, their proviso, is said once, at the end.
//
// What authors wrote reaches it only escaped: a control character, or one that
// turns the direction of writing, could make a terminal lie.

const (
	excerptColumns = 100 // of a source line; longer ones are cut around the marker
	contextColumns = 32  // of what comes before the marker when a line is cut
	tabColumns     = 4
)

func appendText(b []byte, ds []Diagnostic, look Look) []byte {
	p := Paint(look.Color)
	errors, rest := errorsFirst(ds)
	b = appendWhole(b, errors, p, nil)
	if look.All {
		b = appendWhole(b, rest, p, nil)
	} else {
		b = appendByCode(b, rest, p)
	}
	return appendProvisos(b, ds)
}

// appendProvisos appends each proviso once.
func appendProvisos(b []byte, ds []Diagnostic) []byte {
	said := map[string]bool{"": true}
	for _, d := range ds {
		if !said[d.Proviso] {
			said[d.Proviso] = true
			b = fmt.Appendf(appendBlank(b), "note: %s\n", Printable(d.Proviso))
		}
	}
	return b
}

// appendWhole appends all there is to say about each diagnostic. A hint in said has
// been read above, and is left out; what is said here is added to it. Nil: each is
// said.
func appendWhole(b []byte, ds []Diagnostic, p Paint, said map[string]bool) []byte {
	for _, d := range ds {
		b = appendBlank(b)
		b = append(b, p.Bold(Printable(place(d.Position)))...)
		b = append(b, p.severity(d, label(d)+":")...)
		b = fmt.Appendf(b, " %s [%s]\n", Printable(d.Message), d.Code)
		b = appendExcerpt(b, d, p)
		b = appendNote(b, "because: ", d.Because)
		if !said[d.Hint] {
			b = appendNote(b, "hint: ", d.Hint)
		}
		if said != nil {
			said[d.Hint] = true
		}
		for _, r := range d.Related {
			b = appendNote(b, place(r.Position), r.Message)
		}
		b = appendNote(b, "see ", d.URL)
	}
	return b
}

// appendBlank parts what is said about one thing from what is said about the next.
func appendBlank(b []byte) []byte {
	if len(b) == 0 {
		return b
	}
	return append(b, '\n')
}

// label is what a diagnostic is called: its severity, or why it does not count.
func label(d Diagnostic) string {
	switch {
	case d.Accepted:
		return "accepted"
	case d.Specimen:
		return "specimen"
	case d.Baseline:
		return "baseline"
	}
	return d.Severity.String()
}

// place returns what a line begins with that is about a place, or nothing when
// it is about the handbook as a whole.
func place(p Position) string {
	if p.Path == "" {
		return ""
	}
	return p.String() + ": "
}

func appendNote(b []byte, label, text string) []byte {
	if text == "" {
		return b
	}
	return fmt.Appendf(b, "  %s%s\n", Printable(label), Printable(text))
}

// appendExcerpt appends the source line and, below it, the marker.
func appendExcerpt(b []byte, d Diagnostic, p Paint) []byte {
	if d.Line == 0 || strings.TrimSpace(d.Excerpt) == "" {
		return b
	}
	cells := cellsOf(d.Excerpt)
	first := min(max(d.Column-1, 0), len(cells))
	last := first // the first cell after the marker
	switch {
	case d.EndLine > d.Line:
		last = len(cells)
	case d.EndLine == d.Line:
		last = min(max(d.EndColumn-1, first), len(cells))
	}
	from, to := window(cells, first)
	last = min(last, to)

	number := fmt.Sprintf("  %d | ", d.Line)
	b = append(b, p.Dim(number)...)
	before, after := "", ""
	if from > 0 {
		before = "…"
	}
	if to < len(cells) {
		after = "…"
	}
	b = append(b, before...)
	for _, c := range cells[from:to] {
		b = append(b, c.text...)
	}
	b = append(append(b, after...), '\n')
	if d.Column == 0 {
		return b
	}
	b = append(b, p.Dim(strings.Repeat(" ", len(number)-2)+"| ")...)
	b = append(b, strings.Repeat(" ", utf8.RuneCountInString(before)+columns(cells[from:first]))...)
	marker := "^" + strings.Repeat("~", max(columns(cells[first:last])-1, 0))
	return append(append(b, p.severity(d, marker)...), '\n')
}

// A cell is one character of a source line as a terminal shows it.
type cell struct {
	text    string
	columns int
}

func columns(cells []cell) int {
	n := 0
	for _, c := range cells {
		n += c.columns
	}
	return n
}

// cellsOf returns a cell for each character of a line, so that columns of
// positions are indices.
func cellsOf(line string) []cell {
	cells := make([]cell, 0, len(line))
	column := 0
	for i, r := range line {
		_, size := utf8.DecodeRuneInString(line[i:])
		c := cell{text: line[i : i+size], columns: 1}
		switch {
		case r == '\t':
			c.columns = tabColumns - column%tabColumns
			c.text = strings.Repeat(" ", c.columns)
		case harmful(r, size):
			c.text = Printable(c.text)
			c.columns = len(c.text)
		case r < 0x300: // neither wide nor combining
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
			c.columns = 0
		case isWide(r):
			c.columns = 2
		}
		column += c.columns
		cells = append(cells, c)
	}
	return cells
}

func isWide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// window returns which cells of a line to show so that the one at first is
// among them, with something before it and as much after it as there is room
// for.
func window(cells []cell, first int) (from, to int) {
	from = first
	for n := 0; from > 0 && n+cells[from-1].columns <= contextColumns; from-- {
		n += cells[from-1].columns
	}
	to = from
	n := 0
	for ; to < len(cells) && n+cells[to].columns <= excerptColumns; to++ {
		n += cells[to].columns
	}
	for ; from > 0 && n+cells[from-1].columns <= excerptColumns; from-- {
		n += cells[from-1].columns
	}
	return from, to
}

// Printable returns s with every character escaped that could do more to a
// terminal than show itself.
func Printable(s string) string {
	harmless := true
	for i, r := range s {
		if _, size := utf8.DecodeRuneInString(s[i:]); harmful(r, size) {
			harmless = false
			break
		}
	}
	if harmless {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case !harmful(r, size):
			b.WriteRune(r)
		case r == utf8.RuneError:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// harmful reports whether a character that took size bytes is a control
// character, a line break by another name, a mark that turns the direction of
// writing, or a byte that is no character.
func harmful(r rune, size int) bool {
	return unicode.IsControl(r) || r == utf8.RuneError && size == 1 ||
		r == 0x2028 || r == 0x2029 || unicode.Is(unicode.Bidi_Control, r)
}

// Paint colours what a terminal shows, or leaves it as it is.
type Paint bool

func (p Paint) Bold(s string) string { return p.with("1", s) }
func (p Paint) Dim(s string) string  { return p.with("2", s) }

func (p Paint) severity(d Diagnostic, s string) string {
	switch {
	case !d.Counts():
		return p.with("2", s)
	case d.Severity == Error:
		return p.with("1;31", s)
	case d.Severity == Warning:
		return p.with("1;33", s)
	}
	return p.with("1;36", s)
}

func (p Paint) with(code, s string) string {
	if !p || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
