package page

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	emojiast "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"

	"waymark/internal/diag"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// Parse reads a file. path is below content/, t.Name is what diagnostics call
// the file. A file that is not UTF-8 is reported; it has its text with U+FFFD for
// what is none.
func Parse(path string, t *source.Text, s Settings) (*Page, *Body) {
	d := newDocument(t, s)
	d.page.Path, d.page.Digest = path, key(path, t, s)
	if d.page.NoText = d.text == nil; !d.page.NoText {
		d.readFile()
		d.findConflicts()
		d.write()
	}
	d.page.Diags = append(d.page.Diags, meta.CheckUTF8(t)...)
	diag.Sort(d.page.Diags)
	return d.page, d.body
}

// newDocument makes what Parse, Prose and Line read with. Nothing else does, so
// what one of them needs the others have as well. What is no text has none.
func newDocument(t *source.Text, s Settings) *document {
	d := &document{
		Settings: s,
		state:    state{excess: -1},
		page:     new(Page),
		body:     new(Body),
		used:     make(map[int]meta.Span),
	}
	if valid, ok := meta.ValidUTF8(t.Data); ok {
		d.text = plainLines(source.NewText(t.Name, valid))
		d.source = d.text.Data
	}
	return d
}

// readFile reads front matter, and the Markdown behind it.
func (d *document) readFile() {
	written := d.text
	var found mdxFound
	if source.IsMDX(written.Name) {
		d.text, found = plainMDX(written)
	}
	d.page.Meta, d.start, d.page.Diags = meta.Front(d.text)
	d.page.MeantDraft = d.page.Meta.Type == meta.Absent && len(d.page.Diags) > 0 && meta.MeantDraft(d.text, d.start)
	d.page.Diags = append(d.page.Diags, found.diags(written)...)
	d.source = d.text.Data[d.start:]
	d.read()
}

// key returns the digest of everything that Parse is given.
func key(path string, t *source.Text, s Settings) source.Digest {
	return source.Sum([]byte(path), []byte(t.Name), fmt.Appendf(nil, "%+v", s), t.Data)
}

// plainText returns the Markdown of a file with plain lines.
func plainText(t *source.Text) *source.Text {
	if valid, ok := meta.ValidUTF8(t.Data); ok {
		t = source.NewText(t.Name, valid)
	}
	t = plainLines(t)
	if source.IsMDX(t.Name) {
		t, _ = plainMDX(t)
	}
	return t
}

// plainLines returns the text with LF line ends and without NUL, which HTML
// cannot hold. Lines and columns of all other characters stay as they are, so
// what is found in the result has the same place in the file.
func plainLines(t *source.Text) *source.Text {
	data := t.Data
	if bytes.Contains(data, []byte("\r\n")) {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	}
	if bytes.IndexByte(data, 0) >= 0 {
		data = bytes.ReplaceAll(data, []byte{0}, []byte("\uFFFD"))
	}
	if bytes.Equal(data, t.Data) {
		return t
	}
	return source.NewText(t.Name, data)
}

// A document is a file while it is being read.
type document struct {
	Settings
	state
	page    *Page
	body    *Body
	text    *source.Text // the whole file; nil: it is no text
	source  []byte       // the Markdown: text.Data from start
	start   int
	end     int               // of what is read of it; the rest is text
	root    ast.Node          // of the tree that read makes of it
	ids     ids               // that are taken; nil in CommonMark mode
	title   *ast.Heading      // taken out of the tree; nil: the title is no heading
	opening *ast.Heading      // that the text of a page without a title begins with; nil: none
	used    map[int]meta.Span // where links and images lead: the place of each destination, by its offset

	// The last place that was looked up. Places are looked up mostly in order, and
	// a line can be as long as the file, so the next one is counted from here.
	offsetThere, line, column int
	expanded                  int // length of all destinations and titles that come from definitions

	named       []string // sorts of other tools' markup that have been reported
	keepsBreaks bool     // appendText ends lines where the author did

	passage *passage // that the last link stands in
	reading *passage // whose text appendText is appending; nil: nobody asks where its links are
	quoted  int      // length of all sentences of links

	titleBlock ast.Node            // the block of raw HTML that the title's heading is in; nil: it is in none
	titleID    string              // that the heading has there
	titleTags  [2]int              // where in the block that heading is
	titleText  [2]int              // and what is in it
	leftOut    leftOut             // of raw HTML
	unendedAt  map[string]ast.Node // by element: where a script in a line has no end
}

// read turns the Markdown into a tree. What is moved or taken out of the tree is so
// before it is written, in the order in which the steps need one another.
func (d *document) read() {
	pc := parser.NewContext()
	pc.Set(stateKey, &d.state)
	if d.end = readable(d.source); d.end < len(d.source) {
		d.exceeded(d.end)
	}
	d.root = engineFor(d.Settings).parser.Parse(text.NewReader(d.source[:d.end]), parser.WithContext(pc))
	if d.hasHTML && d.RawHTML != AllHTML {
		d.dropScripts(d.root)
	}
	if d.CommonMark {
		return
	}
	d.setDefaultTitles()
	d.reportForeign()
	if d.Typographer {
		d.typeset(d.root, quotesIn(d.language()))
	}
	d.reportEmpty(d.root)
	d.ids = d.readHeadings(d.root)
	d.page.Summary = d.summary(d.root)
	d.readContainers(d.ids)
	if len(d.footnotes) > 0 {
		d.numberFootnotes(d.root)
	}
	d.reportMissing(pc)
	d.reportStrangeAlerts()
	d.reportWiki()
}

// write turns the tree into HTML.
func (d *document) write() {
	if d.title != nil {
		d.body.Title = d.writeTitle(engineFor(d.Settings).renderer)
	} else if d.titleBlock != nil {
		d.body.Title = d.writeHTMLTitle()
	}
	w := d.newWriter()
	w.html, w.section = make([]byte, 0, len(d.source)*3/2), Heading{ID: d.page.TitleID, Text: d.page.Title}
	sections := sectioner{document: d, raw: w.raw}
	d.writeBlocks(d.root, engineFor(d.Settings).renderer, w, &sections)
	w.endElements()
	sections.close(0, len(w.html))
	if rest := bytes.TrimSpace(d.source[d.end:]); len(rest) > 0 {
		w.put("<p>")
		w.html = append(appendEscaped(w.html, string(rest)), "</p>\n"...)
	}
	d.body.Fragment = Fragment{w.html, w.gaps}
	d.page.Words = countWords(w.html) + countWords(w.wikiWords)
	d.readUnusedDefinitions(d.root)
	d.closeCuts()
	d.reportLeftOut()
	if d.excess >= 0 {
		d.report("P017", d.excess, d.excess, "the Markdown is too deep or too dense to be read in full").
			hint("what is beyond the limits is shown as plain text; split the page, or nest less")
	}
}

// writeTitle writes what is in the title's heading, without the heading itself:
// that is the theme's.
func (d *document) writeTitle(r renderer.Renderer) Fragment {
	w := d.newWriter()
	for c := d.title.FirstChild(); c != nil; c = c.NextSibling() {
		d.writeNode(c, r, w)
	}
	w.endElements()
	return Fragment{bytes.TrimSpace(w.html), w.gaps}
}

// writeBlocks writes the blocks of the document or, in turn, of a container, one
// by one, so that it is known which section each is in.
func (d *document) writeBlocks(parent ast.Node, r renderer.Renderer, w *writer, sections *sectioner) {
	for block := parent.FirstChild(); block != nil; block = block.NextSibling() {
		if d.CommonMark {
			d.writeNode(block, r, w)
			continue
		}
		w.makeRoom(block)
		sections.enter(block, len(w.html))
		if c, ok := block.(*container); ok && !c.isAlert() {
			w.enter(c)
			ourRenderer{}.writeContainer(w, c, true)
			outside := sections.enterContainer()
			d.writeBlocks(c, r, w, sections)
			w.leave(c)
			sections.leaveContainer(outside, len(w.html))
			ourRenderer{}.writeContainer(w, c, false)
			continue
		}
		d.writeNode(block, r, w)
		sections.leave(block, len(w.html))
	}
}

func (d *document) writeNode(n ast.Node, r renderer.Renderer, w *writer) {
	if err := r.Render(w, d.source, n); err != nil {
		panic("page: " + err.Error()) // neither the writer nor a renderer returns an error
	}
}

// span returns the place of d.source[start:end].
func (d *document) span(start, end int) meta.Span {
	var s meta.Span
	s.Line, s.Column = d.place(start)
	s.EndLine, s.EndColumn = d.place(max(start, end))
	return s
}

// place returns the line and column of an offset in d.source. Of a node behind a tab
// goldmark's offset can lie beyond the end.
func (d *document) place(offset int) (line, column int) {
	offset = min(max(offset, 0), len(d.source))
	if offset < d.offsetThere || d.line == 0 || bytes.IndexByte(d.source[d.offsetThere:offset], '\n') >= 0 {
		p := d.text.Position(d.start+offset, d.start+offset)
		d.line, d.column = p.Line, p.Column
	} else {
		d.column += utf8.RuneCount(d.source[d.offsetThere:offset])
	}
	d.offsetThere = offset
	return d.line, d.column
}

// lineSpan returns the place from start to the end of its line.
func (d *document) lineSpan(start int) meta.Span {
	start = min(start, len(d.source))
	end := bytes.IndexByte(d.source[start:], '\n')
	if end < 0 {
		return d.span(start, len(d.source))
	}
	return d.span(start, start+end)
}

// offset returns where in the source a part of it begins. goldmark's nodes
// have no position for a destination, but the destination is a slice of the
// source, and the capacity of such a slice tells where it begins.
func (d *document) offset(part []byte) (int, bool) {
	at := cap(d.source) - cap(part)
	if len(part) == 0 || at < 0 || at+len(part) > len(d.source) || &d.source[at] != &part[0] {
		return 0, false
	}
	return at, true
}

// A reported is a diagnostic that has just been added, and can still be given a
// hint.
type reported struct{ *diag.Diagnostic }

func (r reported) hint(format string, args ...any) { *r.Diagnostic = r.WithHint(format, args...) }

// report adds a diagnostic about d.source[start:end].
func (d *document) report(code string, start, end int, format string, args ...any) reported {
	at := d.span(start, end)
	d.page.Diags = append(d.page.Diags, diag.New(code, at.In(d.text.Name), format, args...))
	return reported{&d.page.Diags[len(d.page.Diags)-1]}
}

// textOf returns what a reader sees of a node's inline content, without markup:
// of an image its alternative, of footnotes nothing, of raw HTML the space that a
// <br> makes. What is struck out keeps its tildes, or a title would say the opposite.
func (d *document) textOf(n ast.Node) string {
	if t, ok := n.FirstChild().(*ast.Text); ok && t.NextSibling() == nil && !t.IsRaw() {
		return strings.TrimSpace(unescape(t.Segment.Value(d.source)))
	}
	return string(bytes.TrimSpace(d.appendText(nil, n, false)))
}

// appendText appends a node's text. typed asks for emoji by their names, and for
// dashes and quotes as they were typed, whatever the typographer made of them.
func (d *document) appendText(dst []byte, n ast.Node, typed bool) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		start := len(dst)
		switch c := c.(type) {
		case *ast.Text:
			if value := c.Segment.Value(d.source); c.IsRaw() {
				dst = append(dst, bytes.ReplaceAll(value, []byte("\n"), []byte(" "))...)
			} else {
				dst = appendUnescaped(dst, value)
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				dst = append(dst, d.lineBreak())
			}
		case *typeset:
			if typed {
				dst = append(dst, c.typed...)
			} else {
				dst = append(dst, c.set...)
			}
		case *ast.AutoLink:
			dst = append(dst, c.Label(d.source)...)
		case *emojiast.Emoji:
			if typed {
				dst = append(append(append(dst, ':'), c.ShortName...), ':')
			} else {
				dst = appendEmoji(dst, c)
			}
		case *extast.Strikethrough:
			dst = append(d.appendText(append(dst, "~~"...), c, typed), "~~"...)
		case *ast.RawHTML:
			if isLineBreak(c.Segments.Value(d.source)) {
				dst = append(dst, d.lineBreak())
			}
		case *extast.TaskCheckBox, *footnoteRef, *backlinks:
		default:
			dst = d.appendText(dst, c, typed)
		}
		if d.reading != nil {
			d.reading.note(c, start, len(dst), d.source)
		}
	}
	return dst
}

// lineBreak is what stands for the end of a line in a text.
func (d *document) lineBreak() byte {
	if d.keepsBreaks {
		return '\n'
	}
	return ' '
}

// unescape resolves Markdown's backslash escapes and entities.
func unescape(b []byte) string {
	if !isEscaped(b) {
		return string(b)
	}
	// The library resolves them only on its way to HTML, so go there and back.
	var w writer
	textWriter.Write(&w, b)
	return html.UnescapeString(string(w.html))
}

func appendUnescaped(dst, b []byte) []byte {
	if !isEscaped(b) {
		return append(dst, b...)
	}
	return append(dst, unescape(b)...)
}

func isEscaped(b []byte) bool {
	return bytes.IndexByte(b, '\\') >= 0 || bytes.IndexByte(b, '&') >= 0
}
