package page

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Footnotes are our own because goldmark's compares every reference with every
// definition, numbers them while it is still reading, and links from text that
// may not be on the page.

// A footnote is `[^label]: text`, and what is indented below it.
type footnote struct {
	ast.BaseBlock
	number   int    // in the order in which readers meet them; 0: nothing refers to it
	refs     int    // how many references lead to it
	label    []byte // as the author wrote it
	at       int    // offset of its bracket
	isSecond bool   // another has the label
}

// A footnoteRef is `[^label]` in the text.
type footnoteRef struct {
	ast.BaseInline
	to    *footnote
	nth   int    // of the references to it, from 1; 0: in the text of a link, where no other link can be
	typed []byte // as the author wrote it
}

// backlinks lead from the end of a footnote to where it is referred to.
type backlinks struct {
	ast.BaseInline
	from *footnote
}

// footnotes are all footnotes of a page.
type footnotes struct{ ast.BaseBlock }

var (
	kindFootnote    = ast.NewNodeKind("Footnote")
	kindFootnoteRef = ast.NewNodeKind("FootnoteRef")
	kindBacklinks   = ast.NewNodeKind("Backlinks")
	kindFootnotes   = ast.NewNodeKind("Footnotes")
)

func (*footnote) Kind() ast.NodeKind    { return kindFootnote }
func (*footnoteRef) Kind() ast.NodeKind { return kindFootnoteRef }
func (*backlinks) Kind() ast.NodeKind   { return kindBacklinks }
func (*footnotes) Kind() ast.NodeKind   { return kindFootnotes }

func (n *footnote) Dump(source []byte, level int)    { ast.DumpHelper(n, source, level, nil, nil) }
func (n *footnoteRef) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
func (n *backlinks) Dump(source []byte, level int)   { ast.DumpHelper(n, source, level, nil, nil) }
func (n *footnotes) Dump(source []byte, level int)   { ast.DumpHelper(n, source, level, nil, nil) }

// cutLabel returns the label of the reference or definition that s begins with,
// and the length of all up to the closing bracket.
func cutLabel(s []byte) (label string, length int) {
	const most = 999 // as for links
	if !bytes.HasPrefix(s, []byte("[^")) {
		return "", 0
	}
	end := bytes.IndexAny(s[:min(len(s), most)], "] \t\n")
	if end <= len("[^") || s[end] != ']' {
		return "", 0
	}
	return util.ToLinkReference(s[2:end]), end + 1
}

type footnoteParser struct{}

func (footnoteParser) Trigger() []byte             { return []byte{'['} }
func (footnoteParser) CanInterruptParagraph() bool { return true }
func (footnoteParser) CanAcceptIndentedLine() bool { return false }

func (footnoteParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	begin := pc.BlockOffset()
	if begin < 0 {
		return nil, parser.NoChildren
	}
	label, length := cutLabel(line[begin:])
	if end := begin + length; length == 0 || end >= len(line) || line[end] != ':' {
		return nil, parser.NoChildren
	}
	st := stateOf(pc)
	n := &footnote{label: line[begin+len("[^") : begin+length-len("]")], at: segment.Start - segment.Padding + begin}
	if n.isSecond = st.footnotes[label] != nil; !n.isSecond {
		if st.footnotes == nil {
			st.footnotes = make(map[string]*footnote)
		}
		st.footnotes[label] = n
	}
	st.noteDefs = append(st.noteDefs, n)
	reader.Advance(begin + length + 1)
	return n, parser.HasChildren
}

func (footnoteParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	indent, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if indent < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(indent, padding)
	return parser.Continue | parser.HasChildren
}

func (footnoteParser) Close(ast.Node, text.Reader, parser.Context) {}

// footnoteRefParser reads references. All definitions are known by then, because
// goldmark reads all blocks before it reads what is in them.
type footnoteRefParser struct{}

// Trigger has ! because "wow![^1]" is no image.
func (footnoteRefParser) Trigger() []byte { return []byte{'!', '['} }

func (footnoteRefParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	begin := 0
	if line[0] == '!' {
		begin = 1
	}
	label, length := cutLabel(line[begin:])
	if length == 0 {
		return nil
	}
	st, typed := stateOf(pc), line[begin:begin+length]
	to := st.footnotes[label]
	if to == nil {
		st.noteFootnote(typed, segment.Start+begin, line[begin+length:])
		return nil
	}
	if begin > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+begin))
	}
	block.Advance(begin + length)
	ref := &footnoteRef{to: to, typed: typed}
	st.noteRefs = append(st.noteRefs, ref)
	return ref
}

// numberFootnotes numbers the footnotes in the order in which readers meet
// them, and puts those that are referred to at the end of the document.
func (d *document) numberFootnotes(root ast.Node) {
	var met, defined []*footnote
	number := func(n ast.Node) {
		_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
			switch c := c.(type) {
			case *footnote:
				if c != n {
					if entering {
						defined = append(defined, c)
					}
					return ast.WalkSkipChildren, nil
				}
			case *ast.Link, *ast.Image:
				return ast.WalkSkipChildren, nil
			case *footnoteRef:
				if !entering {
					break
				}
				if c.to.number == 0 {
					met = append(met, c.to)
					c.to.number = len(met)
				}
				c.to.refs++
				c.nth = c.to.refs
			}
			return ast.WalkContinue, nil
		})
	}
	if d.title != nil {
		number(d.title)
	}
	number(root)
	for i := 0; i < len(met); i++ {
		number(met[i])
	}
	for _, n := range defined {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	if len(met) == 0 {
		return
	}
	list := new(footnotes)
	for _, n := range met {
		var last ast.Node = n
		if p := n.LastChild(); p != nil && ast.IsParagraph(p) {
			last = p
		}
		last.AppendChild(last, &backlinks{from: n})
		list.AppendChild(list, n)
	}
	root.AppendChild(root, list)
}

// The id of a footnote's first reference is fnref:1, that of its second
// fnref:1:2.
func refID(number, nth int) string {
	id := "fnref:" + strconv.Itoa(number)
	if nth > 1 {
		id += ":" + strconv.Itoa(nth)
	}
	return id
}

func (ourRenderer) writeFootnoteRef(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	ref := n.(*footnoteRef)
	if !entering {
		return ast.WalkContinue
	}
	if ref.nth == 0 {
		w.html = appendEscaped(w.html, string(ref.typed))
		return ast.WalkContinue
	}
	number := strconv.Itoa(ref.to.number)
	w.put(`<sup><a id="`, refID(ref.to.number, ref.nth), `" href="#fn:`, number, `" role="doc-noteref">`, number, `</a></sup>`)
	return ast.WalkContinue
}

// mostBacklinks is where a list of links back stops being of use.
const mostBacklinks = 100

// writeBacklinks names each link back after the reference that it leads to, so
// that no word of any language is needed. Which of several it is, style sheets
// show: a text that the name lacks would mislead those who speak to their browser.
func (ourRenderer) writeBacklinks(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	from := n.(*backlinks).from
	for nth := 1; nth <= min(from.refs, mostBacklinks); nth++ {
		id := refID(from.number, nth)
		w.put(` <a href="#`, id, `" role="doc-backlink" aria-labelledby="`, id, `"`)
		if nth > 1 {
			w.put(` data-nth="`, strconv.Itoa(nth), `"`)
		}
		w.put(">↩\uFE0E</a>")
	}
	return ast.WalkContinue
}

func (ourRenderer) writeFootnote(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.put(`<li id="fn:`, strconv.Itoa(n.(*footnote).number), "\">\n")
	} else {
		w.put("</li>\n")
	}
	return ast.WalkContinue
}

func (ourRenderer) writeFootnotes(w *writer, _ ast.Node, entering bool) ast.WalkStatus {
	w.page.Footnotes = true
	if entering {
		w.put("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n")
	} else {
		w.put("</ol>\n</section>\n")
	}
	return ast.WalkContinue
}
