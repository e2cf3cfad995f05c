package page

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The limits keep the time of reading proportional to the size of the file,
// whatever is in it: each parser that would compare everything with everything
// is asked only while there is little to compare. Others keep memory in bounds: a
// line or a link takes hundreds of bytes, though a file has one for each two or six
// of its own. No page that a person wrote comes near them. What is beyond a limit is
// read as plain text, with a P017.
const (
	mostRead       = 500_000 // lines of a file
	mostHeadings   = 20_000  // of a page, and so with the following three
	mostInlines    = 200_000 // parts of lines: links, emphasis, code, tags
	mostLinks      = 50_000
	mostCells      = 300_000
	mostNested     = 32        // blocks open in one another; a list counts twice
	mostContained  = 1_000_000 // lines in lists and quotations, a line counts once for each that it is in
	mostLines      = 1000      // lines of one paragraph; it is two paragraphs beyond
	mostMarks      = 1000      // runs of *, _ and ~ in one paragraph
	mostBrackets   = 100       // brackets open in one another in one paragraph
	mostParens     = 32        // parentheses open in one another in a link's destination, as in cmark
	mostEmptyCells = 100_000   // cells that a page's tables leave out
	mostExpanded   = 100_000   // bytes that links get from definitions, besides the size of the file, as in cmark
)

var stateKey = parser.NewContextKey()

// state is what our parsers know about the parse they are in.
type state struct {
	footnotes  map[string]*footnote // by label
	marks      int                  // in this paragraph
	open       []int                // brackets open in this paragraph, by their offsets
	runs       []int                // by length: where this paragraph's last run of backticks begins; empty: not yet looked for
	contained  int
	headings   int
	inlines    int
	links      int
	cells      int
	emptyCells int
	hasHTML    bool
	excess     int // where the first limit was reached; -1: nowhere
	containers
	missing
	strangeAlerts []stretch // [!name] of a name that nobody knows
	defaultTitles []defaultTitle
	embeds        []stretch // ![[name]] that is no picture
	blockLinks    []stretch // [[name#^block]]
}

func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

func (st *state) exceeded(at int) {
	if st.excess < 0 {
		st.excess = at
	}
}

// readable returns how much of a text is read: mostRead lines.
func readable(text []byte) int {
	end := 0
	for range mostRead {
		n := bytes.IndexByte(text[end:], '\n')
		if n < 0 {
			return len(text)
		}
		end += n + 1
	}
	return end
}

// counted is a parser of parts of lines, up to mostInlines of them.
type counted struct{ parser.InlineParser }

func (p counted) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	st := stateOf(pc)
	if st.isFull(block) {
		return nil
	}
	n := p.InlineParser.Parse(parent, block, pc)
	st.count(n)
	return n
}

// isFull reports whether a page has so many parts of lines that what stands here
// is text.
func (st *state) isFull(block text.Reader) bool {
	if st.inlines < mostInlines && st.links < mostLinks {
		return false
	}
	_, at := block.Position()
	st.exceeded(at.Start)
	return true
}

// count counts what a parser has made of a part of a line, or nil.
func (st *state) count(n ast.Node) {
	if n == nil {
		return
	}
	st.inlines++
	switch n.Kind() {
	case ast.KindLink, ast.KindAutoLink, ast.KindImage:
		st.links++
	case ast.KindRawHTML:
		st.hasHTML = true
	}
}

// htmlBlocks is a parser of blocks of raw HTML, which notes that there are some.
type htmlBlocks struct{ parser.BlockParser }

func (p htmlBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n != nil {
		stateOf(pc).hasHTML = true
	}
	return n, state
}

// nesting is a parser of blocks that contain blocks, up to mostNested of them.
type nesting struct{ parser.BlockParser }

func (p nesting) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) < mostNested && stateOf(pc).contained < mostContained {
		return p.BlockParser.Open(parent, reader, pc)
	}
	_, position := reader.Position()
	stateOf(pc).exceeded(position.Start)
	return nil, parser.NoChildren
}

// Continue is called for every line in a block. For each call goldmark keeps a
// note until the outermost block ends.
func (p nesting) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	st := stateOf(pc)
	if st.contained == mostContained {
		_, position := reader.Position()
		st.exceeded(position.Start)
		return parser.Close
	}
	st.contained++
	return p.BlockParser.Continue(n, reader, pc)
}

// paragraphs begins a new paragraph after mostLines: finding a place in a
// paragraph takes goldmark time in proportion to its lines.
type paragraphs struct{ parser.BlockParser }

func (paragraphs) CanInterruptParagraph() bool { return true }

func (p paragraphs) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	last := pc.LastOpenedBlock().Node
	if last != nil && ast.IsParagraph(last) && last.Lines().Len() < mostLines {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// marks is a parser of emphasis or strikethrough, whose marks are matched with
// one another at the end of a paragraph.
type marks struct{ parser.InlineParser }

func (p marks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	st := stateOf(pc)
	if st.isFull(block) {
		return nil
	}
	if st.marks == mostMarks {
		_, at := block.Position()
		st.exceeded(at.Start)
		return nil
	}
	st.marks++
	n := p.InlineParser.Parse(parent, block, pc)
	st.count(n)
	return n
}

// CloseBlock is called at the end of every block.
func (marks) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	st := stateOf(pc)
	st.marks, st.open, st.runs = 0, st.open[:0], st.runs[:0]
}

// codeSpans looks for the end of a code span only where there is one.
type codeSpans struct{ parser.InlineParser }

func (p codeSpans) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	st := stateOf(pc)
	if len(st.runs) == 0 {
		st.runs = appendLastRuns(st.runs, block)
	}
	line, segment := block.PeekLine()
	length := len(line) - len(bytes.TrimLeft(line, "`"))
	if st.runs[length] <= segment.Start {
		block.Advance(length)
		return ast.NewTextSegment(segment.WithStop(segment.Start + length))
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// appendLastRuns returns where the last run of backticks of each length begins, from
// the reader's position to the end of the paragraph.
func appendLastRuns(runs []int, block text.Reader) []int {
	runs = append(runs, 0, 0, 0, 0)
	line, position := block.Position()
	defer block.SetPosition(line, position)
	for {
		rest, segment := block.PeekLine()
		if rest == nil {
			return runs
		}
		for i := 0; i < len(rest); {
			next := bytes.IndexByte(rest[i:], '`')
			if next < 0 {
				break
			}
			i += next
			length := len(rest[i:]) - len(bytes.TrimLeft(rest[i:], "`"))
			for length >= len(runs) {
				runs = append(runs, make([]int, len(runs))...)
			}
			runs[length] = segment.Start + i - segment.Padding
			i += length
		}
		block.AdvanceLine()
	}
}

// links does not open brackets without end, nor try destinations that cannot
// end.
type links struct{ parser.InlineParser }

func (p links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	st := stateOf(pc)
	switch {
	case line[0] == '!' && !bytes.HasPrefix(line, []byte("![")):
	case line[0] == ']' && len(st.open) > 0:
		open := st.open[len(st.open)-1]
		st.open = st.open[:len(st.open)-1]
		if bytes.HasPrefix(line, []byte("](")) && !canEnd(line[2:]) {
			return nil
		}
		link := p.InlineParser.Parse(parent, block, pc)
		st.count(link)
		if link == nil && bytes.HasPrefix(line, []byte("][")) {
			st.noteReference(open, segment.Start, block.Source(), pc)
		}
		return link
	case line[0] == ']':
		if bytes.HasPrefix(line, []byte("](")) && !canEnd(line[2:]) {
			return nil
		}
	case st.isFull(block):
		return nil
	case len(st.open) == mostBrackets:
		st.exceeded(segment.Start)
		return nil
	default:
		st.open = append(st.open, segment.Start+bytes.IndexByte(line, '['))
	}
	return p.InlineParser.Parse(parent, block, pc)
}

func (p links) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// canEnd reports whether the text after "](" may begin with a destination.
func canEnd(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	pointed := len(line) > 0 && line[0] == '<'
	if pointed {
		line = line[1:]
	}
	open := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && util.IsPunct(line[i+1]):
			i++
		case pointed && c == '>':
			return true
		case pointed && (c == '<' || c == '\n'):
			return false
		case pointed:
		case c == '(':
			if open++; open > mostParens {
				return false
			}
		case c == ')' && open == 0, util.IsSpace(c):
			return true
		case c == ')':
			open--
		}
	}
	return !pointed
}

// tables fills up short rows, as GitHub does, but not without end: a table of
// a thousand columns and a thousand empty rows is a small file.
type tables struct{ parser.ParagraphTransformer }

func (t tables) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, widest, pipes := p.Lines(), 0, 0
	for i := range lines.Len() {
		segment := lines.At(i)
		n := bytes.Count(segment.Value(reader.Source()), []byte("|"))
		widest, pipes = max(widest, n), pipes+n
	}
	st := stateOf(pc)
	empty := widest*lines.Len() - pipes
	if st.emptyCells+empty > mostEmptyCells || st.cells+pipes > mostCells {
		st.exceeded(p.Pos())
		return
	}
	st.emptyCells += empty
	parent, before := p.Parent(), p.PreviousSibling()
	t.ParagraphTransformer.Transform(p, reader, pc)
	first := parent.FirstChild()
	if before != nil {
		first = before.NextSibling()
	}
	if first != ast.Node(p) || p.NextSibling() != nil {
		st.cells += pipes
		st.noteCells(first, reader.Source())
	}
}
