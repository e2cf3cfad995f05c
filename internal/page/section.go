package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"waymark/internal/meta"
)

// A Section is a heading at the top level of the body with what belongs to it:
// everything down to the next heading of its level or a higher one. What stands
// before the first heading is a section without one. A heading in a container
// has a section too, which ends where the container does; one in an alert has
// none, as in a quotation.
type Section struct {
	Heading    int        // into Page.Headings; -1: none
	Contained  bool       // it lies in a container or shares an element of raw HTML with another, so its HTML cannot be moved elsewhere
	From       int        // where the HTML of its heading begins in Body.HTML
	Start, End int        // of its HTML there, the heading left out
	Lines      []TextLine // of its first paragraphs, as they were typed
	Items      []Item     // of its lists, those of its subsections among them
}

// A TextLine is a line of a paragraph.
type TextLine struct {
	Text   string
	Begins bool // it is the paragraph's first
	At     meta.Span
}

// mostLead is how much text the lines of a section have at most, in bytes: they
// are for what stands at its head.
const mostLead = 1000

// An Item is an item of a list.
type Item struct {
	Text  string // of its first paragraph
	At    meta.Span
	Items []Item // of the lists in it
}

// A sectioner follows the blocks of a document as they are written, and says
// which section each belongs to.
type sectioner struct {
	*document
	raw     *rawElements // of the writer
	heading int          // of Page.Headings, the next that is at the top level or below it
	from    int          // where the block that is being written begins
	open    []int        // sections that go on, the outermost first
	outside int          // how many of those go on outside of the container that is being written
	depth   int          // containers in which that is
}

// enter is called before a block is written at an offset of the HTML, and leave
// after it.
func (s *sectioner) enter(block ast.Node, offset int) {
	s.from = offset
	switch b := block.(type) {
	case *ast.Heading:
		s.close(b.Level, offset)
	case *footnotes:
		s.close(1, offset)
	default:
		if s.body.Sections == nil {
			s.begin(-1, offset)
		}
	}
	for _, i := range s.open {
		s.collect(&s.body.Sections[i], block)
	}
	if paragraph, ok := block.(*ast.Paragraph); ok && len(s.open) > 0 {
		section := &s.body.Sections[s.open[len(s.open)-1]]
		section.Lines = append(section.Lines, s.lines(paragraph, mostLead-length(section.Lines))...)
	}
}

func (s *sectioner) leave(block ast.Node, offset int) {
	if _, ok := block.(*ast.Heading); ok {
		s.begin(s.heading, offset)
	}
	s.heading += len(appendHeadings(nil, block, false))
	if _, ok := block.(*ast.Heading); ok {
		s.heading++
	}
}

// close ends the sections that a heading of a level ends.
func (s *sectioner) close(level, offset int) {
	for len(s.open) > s.outside {
		last := &s.body.Sections[s.open[len(s.open)-1]]
		if last.Heading >= 0 && s.page.Headings[last.Heading].Level < level {
			return
		}
		last.End = offset
		last.Contained = last.Contained || s.isInElement()
		s.open = s.open[:len(s.open)-1]
	}
}

// enterContainer is called before the blocks of a container, and leaveContainer,
// with what it has returned, after them: the sections outside do not end inside.
func (s *sectioner) enterContainer() (outside int) {
	outside = s.outside
	s.outside = len(s.open)
	s.depth++
	return outside
}

func (s *sectioner) leaveContainer(outside, offset int) {
	s.close(0, offset)
	s.outside = outside
	s.depth--
}

// isInElement reports whether an element of raw HTML goes on from what is written
// to what follows.
func (s *sectioner) isInElement() bool { return s.raw != nil && len(s.raw.open) > 0 }

func (s *sectioner) begin(heading, offset int) {
	s.open = append(s.open, len(s.body.Sections))
	s.body.Sections = append(s.body.Sections, Section{Heading: heading, Contained: s.depth > 0 || s.isInElement(), From: s.from, Start: offset})
}

// collect adds what a block says to a section.
func (s *sectioner) collect(section *Section, block ast.Node) {
	if list, ok := block.(*ast.List); ok {
		section.Items = append(section.Items, s.items(list, 0)...)
	}
}

// lines returns the lines of a paragraph, as many as have room.
func (s *sectioner) lines(paragraph *ast.Paragraph, room int) []TextLine {
	if room <= 0 {
		return nil
	}
	s.keepsBreaks = true
	text := string(s.appendText(nil, paragraph, false))
	s.keepsBreaks = false
	typed := paragraph.Lines()
	var lines []TextLine
	for text := range strings.SplitSeq(text, "\n") {
		text = strings.TrimSpace(text)
		if room -= len(text); room < 0 {
			break
		}
		line := TextLine{Text: text, Begins: lines == nil}
		if i := min(len(lines), typed.Len()-1); i >= 0 {
			line.At = s.lineSpan(typed.At(i).Start)
		}
		lines = append(lines, line)
	}
	return lines
}

func length(lines []TextLine) int {
	n := 0
	for _, l := range lines {
		n += len(l.Text)
	}
	return n
}

// items returns the items of a list. Those in lists far inside of others are of
// no interest to anybody.
func (s *sectioner) items(list *ast.List, depth int) []Item {
	const deepest = 4
	var items []Item
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		item := Item{At: s.lineSpan(max(c.Pos(), 0))}
		for b := c.FirstChild(); b != nil; b = b.NextSibling() {
			switch b := b.(type) {
			case *ast.List:
				if depth < deepest {
					item.Items = append(item.Items, s.items(b, depth+1)...)
				}
			case *ast.Paragraph, *ast.TextBlock:
				if item.Text == "" {
					item.Text = s.textOf(b)
					if lines := b.Lines(); item.Text != "" && lines.Len() > 0 { // a card's title has none
						item.At = s.lineSpan(lines.At(0).Start)
					}
				}
			}
		}
		items = append(items, item)
	}
	return items
}
