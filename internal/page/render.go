package page

import (
	"strings"
	"unicode/utf8"

	emojiast "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// A writer collects a fragment of one document's HTML. It is what goldmark's renderers
// write into, and how ours find out which document they are writing.
type writer struct {
	*document
	html    []byte
	gaps    []Gap
	section Heading        // the last with an id, which names what is below it: id and text
	regions map[string]int // by the texts of the headings that name them, how many there are
	table   shownTable
	raw     *rawElements // nil: the page has no raw HTML, or all of it is let through

	wikiWords []byte // of links in double brackets, which are in gaps
}

func (d *document) newWriter() *writer {
	w := &writer{document: d}
	if d.hasHTML && d.RawHTML != AllHTML {
		w.raw = new(rawElements)
	}
	return w
}

// The methods of goldmark's util.BufWriter.

func (w *writer) Available() int { return cap(w.html) - len(w.html) }
func (w *writer) Buffered() int  { return len(w.html) }
func (w *writer) Flush() error   { return nil }

func (w *writer) Write(p []byte) (int, error) {
	w.html = append(w.html, p...)
	return len(p), nil
}

func (w *writer) WriteString(s string) (int, error) {
	w.html = append(w.html, s...)
	return len(s), nil
}

func (w *writer) WriteByte(c byte) error {
	w.html = append(w.html, c)
	return nil
}

func (w *writer) WriteRune(r rune) (int, error) {
	before := len(w.html)
	w.html = utf8.AppendRune(w.html, r)
	return len(w.html) - before, nil
}

// put writes HTML as it is.
func (w *writer) put(parts ...string) {
	for _, s := range parts {
		w.html = append(w.html, s...)
	}
}

// attribute writes an attribute with its value escaped.
func (w *writer) attribute(name, value string) {
	w.html = append(w.html, ' ')
	w.html = append(w.html, name...)
	w.html = append(w.html, `="`...)
	w.html = appendEscaped(w.html, value)
	w.html = append(w.html, '"')
}

func (w *writer) gap(kind GapKind, index int) {
	w.gaps = append(w.gaps, Gap{At: len(w.html), Kind: kind, Index: index})
	w.put(kind.tag())
}

// appendEscaped appends text that means the same in HTML, between quotes too.
func appendEscaped(dst []byte, s string) []byte {
	last := 0
	for i := 0; i < len(s); i++ {
		escape := ""
		switch s[i] {
		case '&':
			escape = "&amp;"
		case '<':
			escape = "&lt;"
		case '>':
			escape = "&gt;"
		case '"':
			escape = "&quot;"
		case 0:
			escape = "\uFFFD"
		default:
			continue
		}
		dst = append(append(dst, s[last:i]...), escape...)
		last = i + 1
	}
	return append(dst, s[last:]...)
}

// textWriter is goldmark's way from Markdown's text to HTML's.
var textWriter = html.NewWriter()

// ourRenderer writes every node whose HTML is not goldmark's own.
type ourRenderer struct{}

func (r ourRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for kind, write := range map[ast.NodeKind]func(*writer, ast.Node, bool) ast.WalkStatus{
		ast.KindHeading:         r.writeHeading,
		ast.KindBlockquote:      r.writeBlockquote,
		kindAlertTitle:          r.writeAlertTitle,
		kindContainer:           r.writeContainer,
		kindContainerTitle:      r.writeContainerTitle,
		ast.KindParagraph:       r.writeParagraph,
		ast.KindTextBlock:       r.writeTextBlock,
		ast.KindListItem:        r.writeListItem,
		extast.KindTaskCheckBox: r.writeTask,
		ast.KindCodeBlock:       r.writeCode,
		ast.KindFencedCodeBlock: r.writeCode,
		ast.KindHTMLBlock:       r.writeHTMLBlock,
		ast.KindRawHTML:         r.writeRawHTML,
		ast.KindCodeSpan:        r.writeCodeSpan,
		ast.KindLink:            r.writeLink,
		ast.KindAutoLink:        r.writeAutoLink,
		ast.KindImage:           r.writeImage,
		extast.KindTable:        r.writeTable,
		extast.KindTableHeader:  r.writeTableHeader,
		extast.KindTableRow:     r.writeTableRow,
		extast.KindTableCell:    r.writeTableCell,
		emojiast.KindEmoji:      r.writeEmoji,
		kindTypeset:             r.writeTypeset,
		kindFootnoteRef:         r.writeFootnoteRef,
		kindBacklinks:           r.writeBacklinks,
		kindFootnote:            r.writeFootnote,
		kindFootnotes:           r.writeFootnotes,
	} {
		reg.Register(kind, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			return write(w.(*writer), n, entering), nil
		})
	}
}

// writeParagraph writes a paragraph, a figure, or, where a task's paragraph is
// its first, the end of the task's label.
func (ourRenderer) writeParagraph(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case figureOf(w.Settings, n) != nil:
		return w.writeFigure(figureOf(w.Settings, n), entering)
	case w.holdsBlocks(n):
		w.put(map[bool]string{true: "<div>", false: "</div>\n"}[entering])
	case entering:
		w.put("<p")
		if class := attribute(n, "class"); class != "" {
			w.attribute("class", class)
		}
		w.put(">")
	default:
		w.endTask(n)
		w.put("</p>\n")
	}
	return ast.WalkContinue
}

func (ourRenderer) writeTextBlock(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		return ast.WalkContinue
	}
	w.endTask(n)
	if n.NextSibling() != nil && n.FirstChild() != nil {
		w.put("\n")
	}
	return ast.WalkContinue
}

// writeCodeSpan takes the backslash off \| in a table, where it is there only to
// keep the cell together.
func (ourRenderer) writeCodeSpan(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	w.put("<code>")
	inCell := isInCell(n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		value := c.(*ast.Text).Segment.Value(w.source)
		for i, b := range value {
			switch {
			case b == '\n':
				w.html = append(w.html, ' ')
			case inCell && b == '\\' && i+1 < len(value) && value[i+1] == '|':
			default:
				w.html = appendEscaped(w.html, string(value[i:i+1]))
			}
		}
	}
	w.put("</code>")
	return ast.WalkSkipChildren
}

func (ourRenderer) writeEmoji(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.html = appendEmoji(w.html, n.(*emojiast.Emoji))
	}
	return ast.WalkContinue
}

// appendEmoji appends an emoji's characters. GitHub has a few that are pictures
// and no characters; they stay as they were typed.
func appendEmoji(dst []byte, e *emojiast.Emoji) []byte {
	if e.Value.IsUnicode() {
		return append(dst, string(e.Value.Unicode)...)
	}
	return append(append(append(dst, ':'), e.ShortName...), ':')
}

func isInCell(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == extast.KindTableCell {
			return true
		}
	}
	return false
}

// writeListItem marks tasks. The label of a task's checkbox is its text.
func (ourRenderer) writeListItem(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		w.put("</li>\n")
		return ast.WalkContinue
	}
	first := n.FirstChild()
	class := attribute(n, "class")
	if isTask(first) {
		class = strings.TrimSpace(class + " task")
	}
	w.put("<li")
	if class != "" {
		w.attribute("class", class)
	}
	w.put(">")
	if first != nil && first.Kind() != ast.KindTextBlock {
		w.put("\n")
	}
	return ast.WalkContinue
}

func isTask(n ast.Node) bool {
	return n != nil && n.FirstChild() != nil && n.FirstChild().Kind() == extast.KindTaskCheckBox
}

func (ourRenderer) writeTask(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.put(`<label><input type="checkbox" disabled`)
		if n.(*extast.TaskCheckBox).IsChecked {
			w.put(" checked")
		}
		w.put("> ")
	}
	return ast.WalkContinue
}

func (w *writer) endTask(n ast.Node) {
	if isTask(n) {
		w.put("</label>")
	}
}
