package page

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	emojiast "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"

	"waymark/internal/wording"
)

// The typographer is our own because goldmark's knows one language's quotation
// marks, and sets those between <code> and </code>. It goes through the tree once
// a file is read, so that it can look at what stands around a mark, whatever
// markup is between, and it sets the texts of front matter by the same rules.

// Typeset returns a text without markup as the typographer sets it in a language,
// if the settings want that.
func Typeset(text, language string, s Settings) string {
	if !s.Typographer || s.CommonMark {
		return text
	}
	var out strings.Builder
	at := 0
	for _, m := range marksIn([]byte(text), quotesIn(language)) {
		out.WriteString(text[at:m.at])
		out.WriteString(m.set)
		at = m.at + m.length
	}
	out.WriteString(text[at:])
	return out.String()
}

// A mark is what the typographer sets in the place of what was typed.
type mark struct {
	at, length int // of what was typed
	set        string
}

// marksIn finds the marks in the text of a block, in order. Angle quotes are left
// alone: in a handbook << is more often code than speech.
func marksIn(text []byte, q quotes) []mark {
	f := marksFinder{text: text, quotes: q}
	for i := 0; i < len(text); {
		i += f.read(i)
	}
	for _, open := range f.open {
		if m := &f.marks[open]; text[m.at] == '\'' { // nothing closes it: 'tis
			m.set = "’"
		}
	}
	return f.marks
}

type marksFinder struct {
	quotes
	text  []byte
	marks []mark
	open  []int // of marks, the quotes that have not been closed

	doubles int // how many of those are double
}

// read reads what is at an offset, and returns how long it is.
func (f *marksFinder) read(i int) int {
	rest := f.text[i:]
	switch {
	case rest[0] == '"':
		f.double(i)
	case rest[0] == '\'':
		f.single(i)
	case bytes.HasPrefix(rest, []byte("---")):
		return f.add(i, 3, "—")
	case bytes.HasPrefix(rest, []byte("--")):
		return f.add(i, 2, "–")
	case bytes.HasPrefix(rest, []byte("...")):
		return f.add(i, 3, "…")
	}
	return 1
}

func (f *marksFinder) add(at, length int, set string) int {
	f.marks = append(f.marks, mark{at, length, set})
	return length
}

// opens adds a quote that has to be closed.
func (f *marksFinder) opens(at int, set string) {
	f.open = append(f.open, len(f.marks))
	if f.text[at] == '"' {
		f.doubles++
	}
	f.add(at, 1, set)
}

// isOpen reports whether a quote is open that a character closes. A single one
// does not reach out of a double one.
func (f *marksFinder) isOpen(typed byte) bool {
	if typed == '"' {
		return f.doubles > 0
	}
	return len(f.open) > 0 && f.text[f.marks[f.open[len(f.open)-1]].at] == '\''
}

// closes adds a quote that closes the last of its kind. A single one that is
// still open within a double one was an apostrophe.
func (f *marksFinder) closes(at int, set string) {
	for len(f.open) > 0 {
		last := &f.marks[f.open[len(f.open)-1]]
		f.open = f.open[:len(f.open)-1]
		if f.text[last.at] == f.text[at] {
			break
		}
		last.set = "’"
	}
	if f.text[at] == '"' {
		f.doubles--
	}
	f.add(at, 1, set)
}

// double reads a ". One that neither opens nor closes anything, as that of 21",
// stays as it is.
func (f *marksFinder) double(i int) {
	before, after := f.around(i)
	isOpen := f.isOpen('"')
	isInch := unicode.IsDigit(before) && (!isOpen || after == '"')
	isInWord := isLetter(before) && isLetter(after) && !wording.IsUnspaced(before) && !wording.IsUnspaced(after)
	switch opening, closing := f.canOpen(i), f.canClose(i); {
	case isInch, isInWord, isSpace(before) && isSpace(after):
	case isOpen && (closing || !opening):
		f.closes(i, f.quotes.close)
	case !isOpen && (opening || !closing):
		f.opens(i, f.quotes.open)
	case opening: // within another
		f.opens(i, f.quotes.open)
	}
}

// single reads a ', which is more often an apostrophe than a quote.
func (f *marksFinder) single(i int) {
	before, after := f.around(i)
	isFeet := unicode.IsDigit(before) && (unicode.IsDigit(after) || !isLetter(after) && !f.isOpen('\''))
	switch {
	case isFeet, isSpace(before) && isSpace(after):
	case isLetter(before) && isLetter(after), f.isClipped(i):
		f.add(i, 1, "’")
	case f.isOpen('\'') && f.canClose(i):
		f.closes(i, f.quotes.innerClose)
	case f.canOpen(i):
		f.opens(i, f.quotes.innerOpen)
	default:
		f.add(i, 1, "’")
	}
}

// clipped are words that begin with an apostrophe.
var clipped = []string{"tis", "twas", "twere", "em", "til", "cause", "bout", "n", "net"}

// isClipped reports whether a ' stands for what was left out at the beginning of
// a word or of a year: 'tis, the '90s.
func (f *marksFinder) isClipped(i int) bool {
	rest := f.text[i+1 : min(len(f.text), i+1+16)]
	end := bytes.IndexFunc(rest, func(r rune) bool { return !isLetter(r) })
	if end < 0 {
		end = len(rest)
	}
	word := string(rest[:min(end, len("twere"))])
	isDecade := end == 3 && isDigit(word[0]) && isDigit(word[1]) && word[2] == 's'
	isWord := end == len(word) && slices.Contains(clipped, strings.ToLower(word))
	isQuoted := end < len(rest) && rest[end] == '\'' && strings.ToLower(word) != "n" // 'net'
	return (isDecade || isWord) && !isQuoted
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// around returns the characters on both sides; at the ends of the text a space.
func (f *marksFinder) around(i int) (before, after rune) {
	before, after = ' ', ' '
	if i > 0 {
		before, _ = utf8.DecodeLastRune(f.text[:i])
	}
	if i+1 < len(f.text) {
		after, _ = utf8.DecodeRune(f.text[i+1:])
	}
	return before, after
}

// canOpen reports whether a quote at an offset stands before something, and
// behind nothing or what opens.
func (f *marksFinder) canOpen(i int) bool {
	before, after := f.around(i)
	switch {
	case isSpace(after):
		return false
	case isSpace(before):
		return true
	case strings.ContainsRune(".,;:!?)]}", after):
		return false
	}
	if before == '"' || before == '\'' {
		return f.lastOpens(i - 1)
	}
	return unicode.In(before, unicode.Ps, unicode.Pi, unicode.Pd) || strings.ContainsRune("/=|„‚»›¿¡", before)
}

// lastOpens reports whether the mark at an offset opens, or leads on to what is
// quoted: l'"Hôpital".
func (f *marksFinder) lastOpens(at int) bool {
	last := len(f.marks) - 1
	if last < 0 || f.marks[last].at != at {
		return false
	}
	isElision := f.marks[last].set == "’" && f.text[at] == '\'' && f.quotes.innerClose != "’"
	return isElision || len(f.open) > 0 && f.open[len(f.open)-1] == last
}

// canClose reports whether a quote at an offset stands behind something, and
// before nothing or what closes.
func (f *marksFinder) canClose(i int) bool {
	before, after := f.around(i)
	if isSpace(before) {
		return false
	}
	return isSpace(after) || unicode.In(after, unicode.Pe, unicode.Pf, unicode.Pd, unicode.Po)
}

func isSpace(r rune) bool  { return unicode.IsSpace(r) }
func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// A typeset is a mark in the tree.
type typeset struct {
	ast.BaseInline
	typed []byte
	set   string
}

var kindTypeset = ast.NewNodeKind("Typeset")

func (*typeset) Kind() ast.NodeKind              { return kindTypeset }
func (n *typeset) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (ourRenderer) writeTypeset(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.put(n.(*typeset).set)
	}
	return ast.WalkContinue
}

// language is that of the page.
func (d *document) language() string { return cmp.Or(d.page.Meta.Get("lang").Value(), d.Lang) }

// setText returns a text of the front matter as the typographer sets it.
func (d *document) setText(text string) string { return Typeset(text, d.language(), d.Settings) }

// typeset sets the marks in all blocks below a node.
func (d *document) typeset(n ast.Node, q quotes) {
	if first := n.FirstChild(); first != nil && first.Type() == ast.TypeInline {
		b := blockText{document: d}
		b.children(n)
		b.set(marksIn(b.text, q))
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		d.typeset(c, q)
	}
}

// A blockText is the text of a block as the typographer sees it: as it was typed,
// so that places in it are places in the source. What it shall not touch has
// stand-ins.
type blockText struct {
	*document
	text   []byte
	pieces []textPiece
	open   []string // elements of raw HTML that hold code
}

// A textPiece is a node of text, and where in the block's text it begins.
type textPiece struct {
	node *ast.Text
	at   int
}

const (
	standInWord = 'x'
	standInMark = '*'
)

func (b *blockText) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.addText(c)
		case *ast.RawHTML:
			b.readTag(c.Segments.Value(b.source))
		case *ast.CodeSpan, *ast.AutoLink, *emojiast.Emoji:
			b.text = append(b.text, standInWord)
		default:
			b.children(c)
		}
	}
}

func (b *blockText) addText(n *ast.Text) {
	b.pieces = append(b.pieces, textPiece{n, len(b.text)})
	value := b.source[n.Segment.Start:n.Segment.Stop]
	if len(b.open) > 0 {
		b.text = append(b.text, bytes.Repeat([]byte{standInWord}, len(value))...)
	} else {
		b.addTyped(value)
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		b.text = append(b.text, ' ')
	}
}

// addTyped adds text. What is escaped is meant as it is.
func (b *blockText) addTyped(value []byte) {
	from := len(b.text)
	b.text = append(b.text, value...)
	for i := from; i+1 < len(b.text); i++ {
		if b.text[i] == '\\' && isPunctuation(b.text[i+1]) {
			b.text[i], b.text[i+1] = standInMark, standInMark
			i++
		}
	}
}

// isPunctuation reports whether a backslash before a character escapes it.
func isPunctuation(c byte) bool { return c < utf8.RuneSelf && c > ' ' && !isLetter(rune(c)) }

// codeElements are the elements of HTML whose text is no prose.
var codeElements = []string{"code", "kbd", "samp", "var", "tt", "pre", "script", "style"}

func (b *blockText) readTag(tag []byte) {
	if isLineBreak(tag) {
		b.text = append(b.text, ' ')
		return
	}
	isEnd := bytes.HasPrefix(tag, []byte("</"))
	if isEnd {
		tag = tag[1:]
	}
	if len(tag) < 2 {
		return
	}
	name := tagName(tag)
	last := len(b.open) - 1
	switch {
	case !slices.Contains(codeElements, name):
		return
	case !isEnd:
		b.open = append(b.open, name)
	case last >= 0 && b.open[last] == name: // an end of another's means nothing
		b.open = b.open[:last]
	}
	b.text = append(b.text, standInWord)
}

// set puts the marks into the tree, in the place of what was typed. One that is
// typed in two nodes, with markup between, is none.
func (b *blockText) set(marks []mark) {
	for _, p := range b.pieces {
		end := p.at + p.node.Segment.Len()
		for len(marks) > 0 && marks[0].at < end {
			if m := marks[0]; m.at >= p.at && m.at+m.length <= end {
				p = b.split(p, m)
			}
			marks = marks[1:]
		}
	}
}

// split puts a mark before what is left of a node of text, and what stands before
// the mark, if anything, before that.
func (b *blockText) split(p textPiece, m mark) textPiece {
	n := p.node
	from := n.Segment.Start + m.at - p.at
	to := from + m.length
	parent := n.Parent()
	if from > n.Segment.Start {
		parent.InsertBefore(parent, n, ast.NewTextSegment(n.Segment.WithStop(from)))
	}
	parent.InsertBefore(parent, n, &typeset{typed: b.source[from:to], set: m.set})
	n.Segment = n.Segment.WithStart(to)
	n.Segment.Padding = 0
	return textPiece{n, m.at + m.length}
}
