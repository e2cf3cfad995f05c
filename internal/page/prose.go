package page

import (
	"bytes"
	"sort"
	"unicode/utf8"

	emojiast "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"waymark/internal/meta"
	"waymark/internal/source"
)

// A Block is a stretch of running text, for those who judge what a page says: a
// heading, a paragraph, an item of a list, a cell of a table. Blocks of code,
// raw HTML and footnotes are none.
type Block struct {
	Kind    BlockKind
	Heading int        // into Page.Headings: of the heading that begins the innermost section; -1: none. In CommonMark mode, where a page lists none, its number
	Level   int        // of a heading
	Begins  bool       // it is a heading that begins a section
	List    int        // the number of the list at the top level that it is in, from 1; 0: in none
	Depth   int        // how many lists it is in
	Ordered bool       // the innermost of them is numbered
	Quoted  bool       // it is in a quotation or an alert
	Cell    Cell       // of a cell: where in which table
	Text    string     // as a reader sees it, on one line; quotes and dashes as they were typed
	Bold    [][2]int   // stretches of Text that are bold
	Code    [][2]int   // stretches of Text that are code
	Links   [][2]int   // stretches of Text that are links
	Marks   []TextMark // in order; the first is at 0
}

// A BlockKind says what a block is.
type BlockKind uint8

const (
	Paragraph    BlockKind = iota
	HeadingBlock           // at the top level, or within something else
	ItemBlock              // the first text of an item of a list
	CellBlock              // of a table
	TermBlock              // of a definition list
	MeaningBlock           // of a definition list
	TitleBlock             // of an alert or a container
)

// A Cell is the place of a cell: the number of its table, from 1, its row, of which
// 0 is the head, and its column.
type Cell struct{ Table, Row, Column int }

// A TextMark is a place in a block's text whose place in the file is known. From
// one mark to the next, characters of the text are characters of the file.
type TextMark struct{ At, Line, Column int }

// Span returns the place of Text[from:to].
func (b *Block) Span(from, to int) meta.Span {
	var s meta.Span
	s.Line, s.Column = b.place(from)
	if to <= from {
		s.EndLine, s.EndColumn = s.Line, s.Column
		return s
	}
	_, last := utf8.DecodeLastRuneInString(b.Text[from:to])
	s.EndLine, s.EndColumn = b.place(to - last)
	s.EndColumn++
	return s
}

// Place returns the place of the whole block.
func (b *Block) Place() meta.Span { return b.Span(0, len(b.Text)) }

func (b *Block) place(at int) (line, column int) {
	i := sort.Search(len(b.Marks), func(i int) bool { return b.Marks[i].At > at }) - 1
	if i < 0 {
		return 1, 1
	}
	m := b.Marks[i]
	return m.Line, m.Column + utf8.RuneCountInString(b.Text[m.At:at])
}

// TextAt returns what a span of the file covers of the block's text: the inverse of Span.
// It is empty when the span is, or does not begin and end in the text.
func (b *Block) TextAt(s meta.Span) string {
	from, begins := b.offset(s.Line, s.Column)
	last, ends := b.offset(s.EndLine, s.EndColumn-1)
	if !begins || !ends || last < from {
		return ""
	}
	_, length := utf8.DecodeRuneInString(b.Text[last:])
	return b.Text[from : last+length]
}

// offset returns where in the text the character at a place is.
func (b *Block) offset(line, column int) (at int, ok bool) {
	for i, m := range b.Marks {
		end := len(b.Text)
		if i+1 < len(b.Marks) {
			end = b.Marks[i+1].At
		}
		if m.Line != line || column < m.Column {
			continue
		}
		left := column - m.Column
		for at := range b.Text[m.At:end] {
			if left == 0 {
				return m.At + at, true
			}
			left--
		}
	}
	return 0, false
}

// Prose returns the running text of a file, block by block. Like Parse it never
// fails; a file that is not UTF-8 has none.
func Prose(t *source.Text, s Settings) []Block {
	s.Typographer = false // the text is wanted as it was typed
	d := newDocument(t, s)
	if d.text == nil {
		return nil
	}
	d.readFile()
	p := prose{document: d, heading: -1}
	p.sections(d.root)
	return p.blocks
}

// A prose collects the blocks of a document.
type prose struct {
	*document
	blocks  []Block
	heading int // of Page.Headings: the last that began a section; -1: none
	seen    int // how many headings have been met
	lists   int // how many lists at the top level
	tables  int // how many tables
}

// sections collects the blocks of the document or, in turn, of a container, whose
// sections end where it does.
func (p *prose) sections(parent ast.Node) {
	for block := parent.FirstChild(); block != nil; block = block.NextSibling() {
		switch n := block.(type) {
		case *ast.Heading:
			p.heading = p.seen
			p.seen++
			p.add(n, Block{Kind: HeadingBlock, Heading: p.heading, Level: n.Level, Begins: true})
			continue
		case *container:
			if !n.isAlert() {
				outside := p.heading
				p.sections(n)
				p.heading = outside
				continue
			}
		}
		p.block(block, Block{Heading: p.heading})
	}
}

// block collects what a node of the tree says. in is what is known of it from
// what it is in.
func (p *prose) block(n ast.Node, in Block) {
	switch n := n.(type) {
	case *ast.Heading:
		in.Kind, in.Level = HeadingBlock, n.Level
		p.seen++
		p.add(n, in)
	case *ast.Paragraph, *ast.TextBlock:
		p.add(n, in)
	case *alertTitle, *containerTitle:
		in.Kind = TitleBlock
		p.add(n, in)
	case *ast.List:
		p.list(n, in)
	case *ast.Blockquote:
		in.Quoted, in.Kind = true, Paragraph
		p.children(n, in)
	case *container:
		in.Quoted = in.Quoted || n.isAlert()
		p.children(n, in)
	case *extast.Table:
		p.table(n, in)
	case *extast.DefinitionTerm:
		in.Kind = TermBlock
		p.add(n, in)
	case *extast.DefinitionDescription:
		in.Kind = MeaningBlock
		p.children(n, in)
	case *extast.DefinitionList:
		p.children(n, in)
	}
}

func (p *prose) children(n ast.Node, in Block) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.block(c, in)
	}
}

// list collects a list. The first text of an item is the item; what follows in
// it are paragraphs.
func (p *prose) list(n *ast.List, in Block) {
	if in.Depth == 0 {
		p.lists++
		in.List = p.lists
	}
	in.Depth++
	in.Ordered = n.IsOrdered()
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		in.Kind = ItemBlock
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			p.block(c, in)
			in.Kind = Paragraph
		}
	}
}

// table collects the cells of a table, the first row of which is its head.
func (p *prose) table(n *extast.Table, in Block) {
	p.tables++
	in.Kind = CellBlock
	in.Cell = Cell{Table: p.tables}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		in.Cell.Column = 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			p.add(cell, in)
			in.Cell.Column++
		}
		in.Cell.Row++
	}
}

// add collects a node with inline content, unless it says nothing.
func (p *prose) add(n ast.Node, b Block) {
	w := blockWriter{document: p.document, block: &b}
	if lines := n.Lines(); lines.Len() > 0 {
		w.mark(lines.At(0).Start)
	}
	w.children(n)
	trimmed := bytes.TrimRight(w.text, " ")
	if len(trimmed) == 0 {
		return
	}
	b.Text = string(trimmed)
	for _, stretches := range [][][2]int{b.Code, b.Links, b.Bold} {
		for i := range stretches { // one can end with the spaces that are gone
			stretches[i][1] = min(stretches[i][1], len(b.Text))
			stretches[i][0] = min(stretches[i][0], stretches[i][1])
		}
	}
	p.blocks = append(p.blocks, b)
}

// A blockWriter writes the text of one block.
type blockWriter struct {
	*document
	block *Block
	text  []byte
}

func (w *blockWriter) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c)
	}
}

func (w *blockWriter) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.mark(n.Segment.Start)
		value := n.Segment.Value(w.source)
		if n.IsRaw() {
			w.text = append(w.text, bytes.ReplaceAll(value, []byte("\n"), []byte(" "))...)
		} else {
			w.text = appendUnescaped(w.text, value)
		}
		if (n.SoftLineBreak() || n.HardLineBreak()) && !bytes.HasSuffix(w.text, []byte(" ")) {
			w.text = append(w.text, ' ')
		}
	case *ast.AutoLink:
		label := n.Label(w.source)
		if at, ok := w.offset(label); ok {
			w.mark(at)
		}
		w.block.Links = append(w.block.Links, [2]int{len(w.text), len(w.text) + len(label)})
		w.text = append(w.text, label...)
	case *ast.CodeSpan:
		start := len(w.text)
		w.children(n)
		w.block.Code = append(w.block.Code, [2]int{start, len(w.text)})
	case *ast.Link:
		start := len(w.text)
		w.children(n)
		w.block.Links = append(w.block.Links, [2]int{start, len(w.text)})
	case *ast.Emphasis:
		start := len(w.text)
		w.children(n)
		if isBold := n.Level == 2; isBold {
			w.block.Bold = append(w.block.Bold, [2]int{start, len(w.text)})
		}
	case *emojiast.Emoji:
		w.text = appendEmoji(w.text, n)
	case *typeset:
		w.text = append(w.text, n.typed...)
	case *ast.RawHTML:
		if isLineBreak(n.Segments.Value(w.source)) && !bytes.HasSuffix(w.text, []byte(" ")) {
			w.text = append(w.text, ' ')
		}
	case *extast.TaskCheckBox, *footnoteRef, *backlinks:
	default:
		w.children(n)
	}
}

// mark notes that what is written next stands at an offset of the source.
func (w *blockWriter) mark(offset int) {
	line, column := w.place(offset)
	m := TextMark{len(w.text), line, column}
	if last := len(w.block.Marks) - 1; last >= 0 && w.block.Marks[last].At == m.At {
		w.block.Marks[last] = m
		return
	}
	w.block.Marks = append(w.block.Marks, m)
}
