package page

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"waymark/internal/diag"
)

// What Markdown takes without a word, and an author did not mean: links and
// references that lead nowhere, headings and links without a text, text that is
// shown nowhere. The parsers note what is missing, because afterwards it is text
// like any other; reportMissing reports it when the whole file is known.
type missing struct {
	references []stretch // [text][label] without a definition
	notes      []stretch // [^label] without one
	surplus    []stretch // that a table has no column for
	noteRefs   []*footnoteRef
	noteDefs   []*footnote
}

// mostMissing is how many of a kind are noted on a page: a thousand are enough to
// see that it was made for another tool.
const mostMissing = 1000

func note(list []stretch, s stretch) []stretch {
	if len(list) == mostMissing {
		return list
	}
	return append(list, s)
}

// A stretch is a part of the source.
type stretch struct {
	from, to int
	label    string
}

// noteReference notes what looked like a reference, [words][label], and is none.
// open and end are where the first brackets stand.
func (m *missing) noteReference(open, end int, source []byte, pc parser.Context) {
	const longest = 999 // as for every label
	rest := source[end+len("]"):]
	rest = rest[:min(len(rest), longest)]
	length := bytes.IndexAny(rest, "]\n") // a label on two lines is seldom one
	if length < 0 || rest[0] != '[' || rest[length] != ']' || rest[length-1] == '\\' {
		return
	}
	words, label := source[open+1:end], rest[1:length]
	if len(label) == 0 {
		label = words[:min(len(words), longest)]
	}
	_, defined := pc.Reference(util.ToLinkReference(label))
	if defined || !isReference(source[:open], words, label) {
		return
	}
	m.references = note(m.references, stretch{open, end + len("]") + length + len("]"), string(bytes.TrimSpace(label))})
}

// letterRange is a part of a regular expression: a-z, \d.
var letterRange = regexp.MustCompile(`^\^?(?:\w-\w|\\\w)+$`)

// isReference reports whether an author who wrote [words][label] behind some text
// meant a link, and not an index as in a[i][j], two sources as in [3][4], options
// as in [-a][-b], or a part of a regular expression.
func isReference(before, words, label []byte) bool {
	last, _ := utf8.DecodeLastRune(before)
	isIndex := last < utf8.RuneSelf && (isASCIILetter(byte(last)) || strings.ContainsRune("0123456789_$)]}\"'", last))
	if isIndex || !bytes.ContainsFunc(label, isWordLetter) || bytes.ContainsAny(label, "[^\"'@") {
		return false
	}
	if last == '!' { // an image need not have words
		return true
	}
	switch first := bytes.TrimLeft(words, `\`); {
	case !bytes.ContainsFunc(words, isWordLetter), bytes.IndexByte([]byte("^@-<"), first[0]) >= 0:
		return false
	case len(words) == 1 && len(label) == 1, isNumber(words) && isNumber(label):
		return false
	}
	return !letterRange.Match(words) && !letterRange.Match(label)
}

func isWordLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isNumber(b []byte) bool {
	return !bytes.ContainsFunc(b, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune(", -", r) })
}

// noteFootnote notes [^label] without a definition, unless it is a part of a
// regular expression.
func (m *missing) noteFootnote(ref []byte, at int, behind []byte) {
	label := ref[len("[^") : len(ref)-len("]")]
	isLabel := !bytes.ContainsFunc(label, func(r rune) bool { return !isWordLetter(r) && !strings.ContainsRune("-_.:", r) })
	isRepeated := len(behind) > 0 && bytes.IndexByte([]byte("+*?{"), behind[0]) >= 0
	if isLabel && !isRepeated && !letterRange.Match(label) {
		m.notes = note(m.notes, stretch{at, at + len(ref), string(label)})
	}
}

// noteCells notes the texts for which the tables from one node on have no column.
func (m *missing) noteCells(from ast.Node, source []byte) {
	for n := from; n != nil; n = n.NextSibling() {
		if n.Kind() != extast.KindTable {
			continue
		}
		for row := n.FirstChild(); row != nil; row = row.NextSibling() {
			m.noteRow(row, source)
		}
	}
}

func (m *missing) noteRow(row ast.Node, source []byte) {
	last := row.LastChild()
	if row.Kind() != extast.KindTableRow || last == nil || last.Lines().Len() == 0 {
		return // it has too few cells
	}
	from := last.Lines().At(0).Stop
	line, _, _ := bytes.Cut(source[from:], []byte("\n"))
	surplus := bytes.Trim(line, " \t|")
	if len(surplus) == 0 {
		return
	}
	from += bytes.Index(line, surplus)
	m.surplus = note(m.surplus, stretch{from, from + len(surplus), ""})
}

// reportMissing reports what was noted. Beyond a limit of the parser nobody can tell.
func (d *document) reportMissing(pc parser.Context) {
	if d.excess >= 0 {
		return
	}
	var labels []string
	if len(d.references) > 0 {
		for _, r := range pc.References() {
			labels = append(labels, string(r.Label()))
		}
		slices.Sort(labels) // they come in no order
	}
	for i, s := range d.references {
		r := d.report("P022", s.from, s.to, "nothing defines [%s], so this is no link", s.label)
		if near, ok := nearestLabel(i, s.label, labels); ok {
			r.hint("did you mean [%s]?", near)
		} else {
			r.hint("add a line [%s]: ADDRESS, or write the address in parentheses: [words](ADDRESS)", s.label)
		}
	}
	labels = nil
	for _, n := range d.noteDefs {
		labels = append(labels, string(n.label))
	}
	for i, s := range d.notes {
		r := d.report("P023", s.from, s.to, "there is no footnote [^%s]", s.label)
		if near, ok := nearestLabel(i, s.label, labels); ok {
			r.hint("did you mean [^%s]?", near)
		} else {
			r.hint("add a line [^%s]: TEXT, or remove the reference", s.label)
		}
	}
	d.reportUnusedNotes()
	for _, s := range d.surplus {
		d.report("P026", s.from, s.to, "the table has no column for this cell, so it is not shown").
			hint("add a column to the table's first two lines, or write a | within a cell as \\|")
	}
}

// nearestLabel returns the label that an author may have meant, for the first few
// mistakes of a page: to look takes time in proportion to all labels.
func nearestLabel(nth int, label string, labels []string) (string, bool) {
	const most, mostLabels = 20, 1000
	if nth >= most {
		return "", false
	}
	return diag.Nearest(label, labels[:min(len(labels), mostLabels)])
}

// reportEmpty reports headings without a text, and links without a text or an
// address. What raw HTML in them shows, nobody knows.
func (d *document) reportEmpty(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			if !d.showsSomething(c) {
				d.report("P025", c.Pos(), c.Pos()+c.Level, "a heading without a text").
					hint("write the heading behind the marks, or remove them")
			}
		case *ast.Link:
			switch at := max(c.Pos(), 0); {
			case len(c.Destination) == 0:
				d.report("P021", at, at+1, "a link without an address").hint("write the address between the parentheses, or remove the brackets")
			case !d.showsSomething(c):
				d.report("P021", at, at+1, "a link without a text, which nobody can see").hint("write its text between the brackets: [text](%s)", string(c.Destination))
			}
		}
		d.reportEmpty(c)
	}
}

// showsSomething reports whether a reader sees anything of a heading or a link.
func (d *document) showsSomething(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindText:
			if value := c.(*ast.Text).Segment.Value(d.source); len(bytes.TrimSpace(value)) > 0 {
				return true
			}
		case ast.KindEmphasis, extast.KindStrikethrough, ast.KindLink:
			if d.showsSomething(c) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// reportUnusedNotes reports footnotes whose text is shown nowhere.
func (d *document) reportUnusedNotes() {
	inTitle, inLink := make(map[*footnote]bool), make(map[*footnote]bool)
	for _, ref := range d.noteRefs {
		if ref.to.number > 0 {
			continue
		}
		switch topOf(ref).Kind() {
		case ast.KindHeading: // taken out of the tree: the title, which has no place for a footnote
			inTitle[ref.to] = true
		case ast.KindDocument:
			inLink[ref.to] = true
		}
	}
	for _, n := range d.noteDefs {
		if n.number > 0 || inTitle[n] {
			continue
		}
		label := string(n.label)
		r := func(format string) reported {
			return d.report("P024", n.at, n.at+len("[^]")+len(label), format+", so its text is not shown", label)
		}
		switch {
		case n.isSecond:
			r("a second footnote [^%s]").hint("give one of them another label")
		case inLink[n]:
			r("only the text of a link refers to the footnote [^%s]").hint("write [^%s] behind the link", label)
		default:
			r("nothing refers to the footnote [^%s]").hint("write [^%s] where the footnote belongs, or remove it", label)
		}
	}
}

func topOf(n ast.Node) ast.Node {
	for n.Parent() != nil {
		n = n.Parent()
	}
	return n
}
