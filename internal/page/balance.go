package page

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// mostOpenElements is how many elements of raw HTML can be open in one another.
// Parsers of HTML have a limit too, beyond which they take a page apart.
const mostOpenElements = 100

// rawElements are the elements of raw HTML that are open while a page is written.
// They nest with what Markdown makes: an element stays open over the blocks that
// follow, up to its end tag or to the end of the list item, quotation or paragraph
// that it was opened in. An end tag that ends nothing vanishes. What browsers would
// end or move by themselves, such as a text between the rows of a table, is ended
// and put in its place here, so that the tree is the one that is written.
type rawElements struct {
	open     []string // innermost last
	floor    int      // how many of them were opened outside of the node that is being written
	floors   []int    // of the nodes around it
	links    int      // of Markdown around it
	headings int      // of Markdown around it
}

// nearest returns the place of the innermost open element that is one; it looks no
// further than to the first that stops it. -1: there is none.
func (r *rawElements) nearest(is, stops func(element string) bool) int {
	for i := len(r.open) - 1; i >= r.floor; i-- {
		if is(r.open[i]) {
			return i
		}
		if stops(r.open[i]) {
			break
		}
	}
	return -1
}

// innermost returns the element that is open here, or "".
func (r *rawElements) innermost() string {
	if len(r.open) == r.floor {
		return ""
	}
	return r.open[len(r.open)-1]
}

func is(name string) func(string) bool { return func(element string) bool { return element == name } }

func isBlockElement(element string) bool { return safeElements[element].isBlock }

// scoped is a renderer that keeps raw HTML in step with the nodes that it writes.
type scoped struct{ renderer.NodeRenderer }

func (s scoped) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	s.NodeRenderer.RegisterFuncs(scopedRegisterer{reg})
}

type scopedRegisterer struct {
	renderer.NodeRendererFuncRegisterer
}

func (r scopedRegisterer) Register(kind ast.NodeKind, write renderer.NodeRendererFunc) {
	if kind == ast.KindHTMLBlock || kind == ast.KindRawHTML {
		r.NodeRendererFuncRegisterer.Register(kind, write)
		return
	}
	r.NodeRendererFuncRegisterer.Register(kind, func(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if w := out.(*writer); entering {
			w.enter(n)
		} else {
			w.leave(n)
		}
		return write(out, source, n, entering)
	})
}

// enter is called before a node of Markdown is written, and leave when its content
// is.
func (w *writer) enter(n ast.Node) {
	if w.raw == nil {
		return
	}
	w.makeRoom(n)
	w.raw.floors = append(w.raw.floors, w.raw.floor)
	w.raw.floor = len(w.raw.open)
	switch n.Kind() {
	case ast.KindLink:
		w.raw.links++
	case ast.KindHeading:
		w.raw.headings++
	}
}

func (w *writer) leave(n ast.Node) {
	if w.raw == nil {
		return
	}
	w.closeElements(w.raw.floor)
	last := len(w.raw.floors) - 1
	w.raw.floor, w.raw.floors = w.raw.floors[last], w.raw.floors[:last]
	switch n.Kind() {
	case ast.KindLink:
		w.raw.links--
	case ast.KindHeading:
		w.raw.headings--
	}
}

// endElements ends all that is open at the end.
func (w *writer) endElements() {
	if w.raw != nil {
		w.closeElements(0)
	}
}

// makeRoom ends the raw elements that cannot hold a node of Markdown.
func (w *writer) makeRoom(n ast.Node) {
	if w.raw == nil || len(w.raw.open) == w.raw.floor {
		return
	}
	switch n := n.(type) {
	case *ast.LinkReferenceDefinition:
		return
	case *ast.Text:
		if util.IsBlank(n.Segment.Value(w.source)) {
			return
		}
	case *footnotes:
		w.closeElements(w.raw.floor)
	}
	if n.Type() == ast.TypeBlock {
		w.makeRoomForBlock(n.Kind() == ast.KindHeading)
	}
	if link := w.raw.nearest(is("a"), func(string) bool { return false }); link >= 0 && hasLink(n) {
		w.closeElements(link)
	}
	w.openCell()
}

func (w *writer) makeRoomForBlock(isHeading bool) {
	if p := w.raw.nearest(is("p"), isTableEdge); p >= 0 {
		w.closeElements(p)
	}
	if !isHeading {
		return
	}
	if heading := w.raw.nearest(isHTMLHeading, isTableEdge); heading >= 0 {
		w.closeElements(heading)
	}
}

// hasLink reports whether a node is written with a link besides addresses, which
// can also be text.
func hasLink(n ast.Node) bool {
	found := false
	_ = ast.Walk(n, func(c ast.Node, _ bool) (ast.WalkStatus, error) {
		switch c.(type) {
		case *ast.Link, *footnoteRef, *ast.Heading, *ast.HTMLBlock, *ast.RawHTML:
			found = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}

// openCell opens the cell of a table in which there is none yet for what comes
// now.
func (w *writer) openCell() {
	switch top := w.raw.innermost(); {
	case top == "tr":
		w.openElement("td", nil)
	case isTablePart(top):
		w.openElement("tr", nil)
		w.openElement("td", nil)
	}
}

// openElement writes the tag of an element; attributes writes what is in it.
func (w *writer) openElement(name string, attributes func()) {
	switch name {
	case "details":
		w.page.Containers = true
	case "table":
		w.openTable(true)
	}
	if name == "source" { // whose tag is a gap
		attributes()
		return
	}
	w.put("<", name)
	if name == "details" {
		w.put(` class="details"`)
	}
	if attributes != nil {
		attributes()
	}
	w.put(">")
	if !safeElements[name].isEmpty {
		w.raw.open = append(w.raw.open, name)
	}
}

// closeElements ends the open elements from one on.
func (w *writer) closeElements(from int) {
	for i := len(w.raw.open) - 1; i >= from; i-- {
		name := w.raw.open[i]
		w.put("</", name, ">")
		if name == "table" {
			w.put("</div>")
		}
	}
	w.raw.open = w.raw.open[:from]
}

// startTag opens an element where it can be, and reports whether it did.
func (w *writer) startTag(name string, e htmlElement, attributes func()) bool {
	r := w.raw
	switch {
	case isHTMLHeading(name) && r.headings > 0:
		return false
	case name == "a":
		if !w.makeRoomForLink() {
			return false
		}
	case e.within != nil:
		parent := r.nearest(func(open string) bool { return slices.Contains(e.within, open) }, func(open string) bool { return isTableEdge(open) && !slices.Contains(e.within, "table") })
		if parent < 0 {
			return false
		}
		w.closeElements(parent + 1)
		if (name == "td" || name == "th") && r.innermost() != "tr" {
			w.openElement("tr", nil)
		}
		w.openElement(name, attributes)
		return true
	case e.isBlock:
		w.makeRoomForBlock(isHTMLHeading(name))
	}
	w.openCell()
	w.openElement(name, attributes)
	return true
}

// makeRoomForLink ends the link that is open, and reports whether there can be one
// now.
func (w *writer) makeRoomForLink() bool {
	if w.raw.links > 0 {
		return false
	}
	if link := w.raw.nearest(is("a"), isTableEdge); link >= 0 {
		w.closeElements(link)
	}
	return !slices.Contains(w.raw.open, "a")
}

// endTag ends the element that a tag means, if it is open, and those within it.
func (w *writer) endTag(name string) {
	e := safeElements[name]
	stops := isTableEdge
	switch {
	case isTablePart(name), isTableEdge(name):
		stops = is("table")
	case !e.isBlock && name != "a":
		stops = isBlockElement
	}
	same := is(name)
	if isHTMLHeading(name) { // <h1>…</h2> is a slip
		same = isHTMLHeading
	}
	if i := w.raw.nearest(same, stops); i >= 0 {
		w.closeElements(i)
	}
}

// holdsBlocks reports whether raw HTML in a paragraph has elements that no
// paragraph can hold: browsers end it where they begin.
func (w *writer) holdsBlocks(paragraph ast.Node) bool {
	if w.raw == nil || w.RawHTML != SafeHTML {
		return false
	}
	found := false
	_ = ast.Walk(paragraph, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		raw, ok := n.(*ast.RawHTML)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		tag := raw.Segments.Value(w.source)
		if len(tag) > 2 && isASCIILetter(tag[1]) && isBlockElement(tagName(tag)) {
			found = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}

// dropScripts takes what stands in a line between the tags of a script or a style
// out of the tree.
func (d *document) dropScripts(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		raw, ok := n.(*ast.RawHTML)
		if !ok {
			d.dropScripts(n)
			continue
		}
		tag := raw.Segments.Value(d.source)
		if len(tag) < 2 || !isASCIILetter(tag[1]) || !hasNoText(tagName(tag)) {
			continue
		}
		end := d.endOfScript(raw, tagName(tag))
		if end == nil {
			continue
		}
		for n.NextSibling() != end {
			parent.RemoveChild(parent, n.NextSibling())
		}
		d.cut(raw.Segments.At(0).Stop, end.(*ast.RawHTML).Segments.At(0).Start, Dropped, 0)
	}
}

// endOfScript returns the tag behind another that ends its element, or nil.
func (d *document) endOfScript(tag ast.Node, name string) ast.Node {
	if at, known := d.unendedAt[name]; known && tag.Parent() == at {
		return nil
	}
	for n := tag.NextSibling(); n != nil; n = n.NextSibling() {
		raw, ok := n.(*ast.RawHTML)
		if !ok {
			continue
		}
		if text := raw.Segments.Value(d.source); bytes.HasPrefix(text, []byte("</")) && endTagName(text) == name {
			return n
		}
	}
	if d.unendedAt == nil {
		d.unendedAt = make(map[string]ast.Node)
	}
	d.unendedAt[name] = tag.Parent()
	return nil
}
