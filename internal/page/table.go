package page

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Tables of this many columns can be shown as a stack, where there is no room for them:
// each row a card, in which the heads of the columns are labels. With two they fit as
// they are; with many, of figures most often, cards are longer than anybody compares.
const (
	leastStacked = 3
	mostStacked  = 6
	longestLabel = 40 // letters
)

// A shownTable is the Markdown table that is being written.
type shownTable struct {
	labels []string // of a stack, by column
	column int      // of the cell that is written next
}

// writeTable lets a table scroll by itself where it is too wide.
func (ourRenderer) writeTable(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		w.put("</table>\n</div>\n")
		return ast.WalkContinue
	}
	w.table = shownTable{labels: w.labels(n)}
	w.openTable(w.canScroll(n))
	w.put("<table")
	if w.table.labels != nil {
		w.put(` class="stack"`)
	}
	w.role("table")
	w.put(">\n")
	return ast.WalkContinue
}

// role writes what an element of a stack is: some browsers take a table for none when
// a style sheet shows it as something else.
func (w *writer) role(role string) {
	if w.table.labels != nil {
		w.put(` role="`, role, `"`)
	}
}

// labels returns the texts of a table's heads, or nil: it cannot be a stack.
func (w *writer) labels(table ast.Node) []string {
	head := table.FirstChild()
	if n := head.ChildCount(); n < leastStacked || n > mostStacked {
		return nil
	}
	var labels []string
	for cell := head.FirstChild(); cell != nil; cell = cell.NextSibling() {
		label := strings.ReplaceAll(w.textOf(cell), `\|`, "|")
		if utf8.RuneCountInString(label) > longestLabel {
			return nil
		}
		labels = append(labels, label)
	}
	return labels
}

func (ourRenderer) writeTableHeader(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.put("<thead")
		w.role("rowgroup")
		w.put(">\n")
		w.openRow()
		return ast.WalkContinue
	}
	w.put("</tr>\n</thead>\n")
	if n.NextSibling() != nil {
		w.put("<tbody")
		w.role("rowgroup")
		w.put(">\n")
	}
	return ast.WalkContinue
}

func (ourRenderer) writeTableRow(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.openRow()
		return ast.WalkContinue
	}
	w.put("</tr>\n")
	if n.NextSibling() == nil {
		w.put("</tbody>\n")
	}
	return ast.WalkContinue
}

func (w *writer) openRow() {
	w.table.column = 0
	w.put("<tr")
	w.role("row")
	w.put(">\n")
}

func (ourRenderer) writeTableCell(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	element, role := "td", "cell"
	isHead := n.Parent().Kind() == extast.KindTableHeader
	if isHead {
		element, role = "th", "columnheader"
	}
	if !entering {
		w.put("</", element, ">\n")
		return ast.WalkContinue
	}
	w.put("<", element)
	if align := n.(*extast.TableCell).Alignment; align != extast.AlignNone {
		w.attribute("align", align.String())
	}
	w.role(role)
	// The first cell is what a row is about: it is the head of the card.
	if i := w.table.column; !isHead && i > 0 && i < len(w.table.labels) && w.table.labels[i] != "" {
		w.attribute("data-label", w.table.labels[i])
	}
	w.table.column++
	w.put(">")
	return ast.WalkContinue
}

// openTable opens what a table is in. Where that scrolls it can have the focus, for
// those who scroll by keys, and is a region with a name of its own.
func (w *writer) openTable(scrolls bool) {
	w.put(`<div class="table"`)
	if scrolls {
		w.nameRegion()
		w.put(` tabindex="0"`)
	}
	w.put(">\n")
}

// nameRegion names a region after the heading above it. All but the first below
// headings of one text have a number, too.
func (w *writer) nameRegion() {
	if w.section.ID == "" {
		return
	}
	if w.regions == nil {
		w.regions = make(map[string]int)
	}
	name := w.section.Text
	w.regions[name]++
	w.put(` role="region"`)
	if n := w.regions[name]; n > 1 {
		w.attribute("aria-label", name+" ("+strconv.Itoa(n)+")")
	} else {
		w.attribute("aria-labelledby", w.section.ID)
	}
}

// What a table needs at least: its longest words and the space around its cells. Both
// are generous, as is the room that a theme has for it: a region too many is better
// than one that keys cannot scroll.
const (
	letterWidth   = 10 // pixels
	cellPadding   = 27
	leastLast     = 12 // letters, for which the last column has room
	roomOnPhone   = 280
	roomUnstacked = 510 // with less, a table that can be a stack is one
)

// canScroll reports whether there may be too little room for a table.
func (w *writer) canScroll(table ast.Node) bool {
	room := roomOnPhone
	switch {
	case w.table.labels != nil:
		room = roomUnstacked
	case table.Parent().Kind() != ast.KindDocument:
		return true // there is less room, and nobody knows how much
	}
	var widest []int
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		i := 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if i == len(widest) {
				widest = append(widest, 0)
			}
			for word := range strings.FieldsSeq(w.textOf(cell)) {
				widest[i] = max(widest[i], utf8.RuneCountInString(word))
			}
			i++
		}
	}
	widest[len(widest)-1] = max(widest[len(widest)-1], leastLast)
	for _, letters := range widest {
		room -= letters*letterWidth + cellPadding
	}
	return room < 0
}
