package page

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	xhtml "golang.org/x/net/html"
)

// headings is a parser of headings that can end with {#id}, and {.class}.
// goldmark has one, but takes forever to find out that a heading ends with
// something else.
type headings struct{ parser.BlockParser }

// Open opens no more than mostHeadings of a page.
func (p headings) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	st := stateOf(pc)
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n == nil {
		return n, state
	}
	if st.headings == mostHeadings {
		_, position := reader.Position()
		st.exceeded(position.Start)
		return nil, parser.NoChildren
	}
	st.headings++
	return n, state
}

func (p headings) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, reader, pc)
	last := n.Lines().Len() - 1
	if last < 0 || n.Parent() == nil {
		return
	}
	segment := n.Lines().At(last)
	line := bytes.TrimRight(segment.Value(reader.Source()), " \t\n")
	begin := bytes.LastIndexByte(line, '{')
	if begin < 0 || begin > 0 && line[begin-1] == '\\' || line[len(line)-1] != '}' {
		return
	}
	var classes []string
	var id string
	for _, word := range strings.Fields(string(line[begin+1 : len(line)-1])) {
		switch class, isClass := strings.CutPrefix(word, "."); {
		case isClass:
			classes = append(classes, class)
		case word[0] == '#' && id == "":
			id = word[1:]
		default:
			return
		}
	}
	if id == "" && classes == nil {
		return
	}
	n.SetAttributeString("id", id)
	n.SetAttributeString("class", strings.Join(classes, " "))
	segment.Stop = segment.Start + begin - segment.Padding
	n.Lines().Set(last, segment.TrimRightSpace(reader.Source()))
}

// readHeadings gives every heading its id, takes the title out of the tree, and
// reports headings that jump. A heading's id depends only on the headings
// before it, so it stays when others are added below. The result is all ids that
// are taken.
func (d *document) readHeadings(root ast.Node) ids {
	all := appendHeadings(nil, root, false)
	all = appendHeadings(all, root, true)
	title := d.findTitle(root)
	opening := d.findOpening(root)
	ids := make(ids, len(all))
	if d.titleBlock != nil {
		if d.page.TitleID = d.titleID; d.titleID == "" || isReserved(d.titleID) {
			d.page.TitleID = slug(d.page.Title)
		}
		ids.take(d.page.TitleID)
	}
	level := 1
	for _, h := range all {
		id := d.identify(h, ids)
		if h == title {
			d.page.TitleID = id
			level = 1
			continue
		}
		entry := Heading{Level: h.Level, ID: id, Text: d.textOf(h), At: d.lineSpan(h.Pos())}
		d.page.Headings = append(d.page.Headings, entry)
		if h == opening {
			d.page.Opens, d.opening = true, h
			d.cutTitle(h, OpeningCut)
			level = h.Level
			continue
		}
		if h.Level == 1 {
			d.report("H010", h.Pos(), h.Pos()+1, "a second title: the page has one already").
				hint("write it as ## %s", entry.Text)
		}
		if h.Level > level+1 {
			d.report("H010", h.Pos(), h.Pos()+h.Level, "heading of level %d below one of level %d", h.Level, level).
				hint("write it as %s %s", strings.Repeat("#", level+1), entry.Text)
		}
		level = h.Level
	}
	if title != nil {
		d.cutTitle(title, Dropped)
		root.RemoveChild(root, title)
		d.title = title
	}
	return ids
}

// appendHeadings appends the headings below n in the order in which a reader
// meets them: those in footnotes come last.
func appendHeadings(dst []*ast.Heading, n ast.Node, inNotes bool) []*ast.Heading {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			if !inNotes {
				dst = append(dst, c)
			}
		case *footnote:
			if inNotes {
				dst = appendHeadings(dst, c, false)
			}
		default:
			dst = appendHeadings(dst, c, inNotes)
		}
	}
	return dst
}

// findTitle returns the heading that is the page's title: the first of level 1,
// unless the front matter has another title.
func (d *document) findTitle(root ast.Node) *ast.Heading {
	for c := root.FirstChild(); c != nil; c = c.NextSibling() {
		if block, ok := c.(*ast.HTMLBlock); ok && d.RawHTML == SafeHTML && d.readHTMLTitle(block) {
			return nil
		}
		h, ok := c.(*ast.Heading)
		if !ok || h.Level != 1 {
			continue
		}
		text := d.textOf(h)
		if text == "" || d.hasOtherTitle(text) {
			return nil
		}
		d.page.Title = text
		return h
	}
	return nil
}

// readHTMLTitle reads the page's title from a block of raw HTML, if it has an <h1>:
// so do many a README that wants its name in the middle.
func (d *document) readHTMLTitle(block *ast.HTMLBlock) bool {
	h := (&writer{document: d}).rawHTML(block.Lines().Sliced(0, block.Lines().Len()))
	found := false
	h.eachToken(func(kind xhtml.TokenType, token []byte, at int) bool {
		if found = kind == xhtml.StartTagToken && tagName(token) == "h1"; !found {
			return true
		}
		begin := at + len(token)
		length := headingEnd(h.bytes[begin:])
		if length < 0 {
			found = false
			return false
		}
		text, alt := textOfHTML(h.bytes[begin : begin+length])
		if text = cmp.Or(text, alt); text == "" || d.hasOtherTitle(text) {
			found = false
			return false
		}
		t := htmlTag{name: "h1", bytes: token, attributes: scanAttributes(token)}
		d.page.Title = text
		d.titleID = t.attribute("id")
		d.titleBlock, d.titleText = block, [2]int{begin, begin + length}
		d.titleTags = [2]int{at, begin + length + bytes.IndexByte(h.bytes[begin+length:], '>') + 1}
		return false
	})
	if !found {
		return false
	}
	d.body.TitleMarkdown = [2]int{d.start + h.sourceOffset(d.titleText[0]), d.start + h.sourceOffset(d.titleText[1]-1) + 1}
	d.cut(h.sourceOffset(d.titleTags[0]), h.sourceOffset(d.titleTags[1]-1)+1, Dropped, 0)
	return true
}

// writeHTMLTitle writes what is in the <h1> that is the page's title, but for the
// line breaks around it.
func (d *document) writeHTMLTitle() Fragment {
	w := d.newWriter()
	block := d.titleBlock.(*ast.HTMLBlock)
	h := w.rawHTML(block.Lines().Sliced(0, block.Lines().Len()))
	h.eachToken(func(kind xhtml.TokenType, token []byte, at int) bool {
		isEdge := len(w.html) == 0 && (len(bytes.TrimSpace(token)) == 0 || kind == xhtml.StartTagToken && isLineBreak(token))
		if at < d.titleText[0] || isEdge {
			return true
		}
		if len(w.html) == 0 {
			token = bytes.TrimLeft(token, " \t\n")
		}
		return at < d.titleText[1] && h.filter(kind, token, at)
	})
	w.endElements()
	text, _ := textOfHTML(h.bytes[d.titleText[0]:d.titleText[1]])
	for i := range d.page.Images {
		img := &d.page.Images[i]
		img.Repeats = text != "" && strings.Contains(strings.ToLower(text), strings.ToLower(img.Alt))
	}
	html := bytes.TrimSpace(w.html)
	for bytes.HasSuffix(html, []byte("<br>")) {
		html = bytes.TrimSpace(bytes.TrimSuffix(html, []byte("<br>")))
	}
	return Fragment{html, w.gaps}
}

// findOpening returns the lower heading that the text of a page without a title
// begins with, or nil. What shows no text may stand before it.
func (d *document) findOpening(root ast.Node) *ast.Heading {
	if d.page.Title != "" {
		return nil
	}
	for c := root.FirstChild(); c != nil; c = c.NextSibling() {
		if h, ok := c.(*ast.Heading); ok {
			if text := d.textOf(h); h.Level == 1 || text == "" || d.hasOtherTitle(text) {
				return nil
			}
			return h
		}
		if d.showsText(c) {
			return nil
		}
	}
	return nil
}

// showsText reports whether a block shows anything but images, as badges are.
func (d *document) showsText(block ast.Node) bool {
	switch block := block.(type) {
	case *ast.LinkReferenceDefinition, *footnote, *ast.ThematicBreak:
		return false
	case *ast.HTMLBlock:
		text, _ := textOfHTML((&writer{document: d}).rawHTML(block.Lines().Sliced(0, block.Lines().Len())).bytes)
		return text != ""
	case *ast.Paragraph:
		return !d.hasOnlyImages(block)
	}
	return true
}

// hasOnlyImages reports whether a node holds nothing but images, links around
// them and tags of raw HTML.
func (d *document) hasOnlyImages(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image, *ast.RawHTML:
		case *ast.Text:
			if !util.IsBlank(c.Segment.Value(d.source)) {
				return false
			}
		case *ast.Link:
			if !d.hasOnlyImages(c) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// hasOtherTitle reports whether the front matter has a title with other words than
// a heading.
func (d *document) hasOtherTitle(heading string) bool {
	given := strings.TrimSpace(d.page.Meta.Get("title").Value())
	return given != "" && given != heading && d.setText(given) != heading
}

// identify returns the heading's id, which is left with the heading: the
// author's own, else one made from its text.
func (d *document) identify(h *ast.Heading, ids ids) string {
	id := attribute(h, "id")
	switch {
	case isReserved(id):
		d.reportReserved(id, h.Pos(), h.Pos()+h.Level)
		fallthrough
	case id == "" || strings.ContainsFunc(id, unicode.IsSpace):
		id = ids.next(slug(string(d.appendText(nil, h, true))))
	default:
		id = d.takeID(id, h.Pos(), h.Pos()+h.Level, ids)
	}
	h.SetAttributeString("id", id)
	return id
}

// takeID returns the id that the author chose in d.source[start:end] or, when
// that is taken or not for authors, another.
func (d *document) takeID(id string, start, end int, ids ids) string {
	switch {
	case isReserved(id):
		d.reportReserved(id, start, end)
		return ids.next(strings.ReplaceAll(id, ":", "-"))
	case !ids.take(id):
		d.reportTaken(id, start, end)
		return ids.next(id)
	}
	return id
}

func (d *document) reportTaken(id string, start, end int) {
	d.report("P009", start, end, "something else on the page has the id %q already", id).hint("choose another id")
}

func (d *document) reportReserved(id string, start, end int) {
	prefix, _, _ := strings.Cut(id, ":")
	d.report("P009", start, end, "the id %q is not for texts: those that begin with %s: are the page's own", id, prefix).hint("choose another id")
}

// attribute returns an attribute that we have given to a node.
func attribute(n ast.Node, name string) string {
	value, _ := n.AttributeString(name)
	s, _ := value.(string)
	return s
}

// isReserved reports whether an id is one that footnotes or the theme could have.
func isReserved(id string) bool {
	prefix, _, ok := strings.Cut(id, ":")
	return ok && (prefix == "fn" || prefix == "fnref" || prefix == "site")
}

// slug makes an id from a heading's text by GitHub's rule: lower case, letters,
// marks and digits of every script, - and _ stay, spaces become -, the rest is
// dropped. So :rocket: is rocket, and the emoji itself nothing. Unlike there, the
// marks that only choose how an emoji looks are dropped too.
func slug(text string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(text) {
		switch {
		case unicode.IsLetter(r):
			b.WriteRune(unicode.ToLower(r))
		case r == ' ':
			b.WriteByte('-')
		case r == '-', unicode.IsDigit(r), unicode.IsMark(r) && !unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Pc, r):
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// ids are the ids of a page. The value is the last number that was put after
// an id to make it another.
type ids map[string]int

// take reports whether id was free, and takes it.
func (s ids) take(id string) bool {
	if _, taken := s[id]; taken {
		return false
	}
	s[id] = 0
	return true
}

// next takes id, or the first of id-1, id-2 … that is free.
func (s ids) next(id string) string {
	if s.take(id) {
		return id
	}
	for n := s[id] + 1; ; n++ {
		if numbered := id + "-" + strconv.Itoa(n); s.take(numbered) {
			s[id] = n
			return numbered
		}
	}
}

// writeHeading puts a link to a heading beside it: in it, screen readers would say
// the heading twice. The link is named after the heading, so that no word of any
// language is needed; its sign is for the eyes.
func (ourRenderer) writeHeading(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	h := n.(*ast.Heading)
	id := attribute(h, "id")
	if entering {
		if id != "" {
			w.section = Heading{ID: id, Text: w.textOf(h)}
			w.put(`<div class="heading">`)
		}
		w.put("<h", strconv.Itoa(h.Level))
		if id != "" {
			w.attribute("id", id)
		}
		if class := attribute(h, "class"); class != "" {
			w.attribute("class", class)
		}
		w.put(">")
		if h == w.opening {
			w.body.Opening[0] = len(w.html)
		}
		return ast.WalkContinue
	}
	if h == w.opening {
		w.body.Opening[1] = len(w.html)
	}
	w.put("</h", strconv.Itoa(h.Level), ">")
	if id != "" {
		w.put(` <a class="anchor"`)
		w.attribute("href", "#"+string(util.URLEscape([]byte(id), false)))
		w.attribute("aria-labelledby", id)
		w.put(`><span aria-hidden="true">#</span></a></div>`)
	}
	w.put("\n")
	return ast.WalkContinue
}
