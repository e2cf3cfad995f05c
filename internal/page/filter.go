package page

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// filter writes what may be let through of a token, and notes what may not.
func (h *rawHTML) filter(kind xhtml.TokenType, token []byte, at int) bool {
	inTitle := h.skip[0] <= at && at < h.skip[1]
	switch {
	case inTitle:
	case kind == xhtml.CommentToken:
		h.cutToken(token, at)
	case kind == xhtml.DoctypeToken:
		h.leaveOut(token, at)
	case kind == xhtml.EndTagToken:
		h.filterEndTag(token, at)
	case h.script:
		h.cutToken(token, at)
	case kind == xhtml.StartTagToken, kind == xhtml.SelfClosingTagToken:
		h.filterTag(token, at)
	default: // text, and what ends before it is a tag
		h.filterText(token)
	}
	return true
}

func (h *rawHTML) filterText(token []byte) {
	if len(bytes.TrimSpace(token)) > 0 {
		h.openCell()
	}
	h.html = appendEscaped(h.html, html.UnescapeString(string(token)))
}

func (h *rawHTML) filterEndTag(token []byte, at int) {
	name := endTagName(token)
	switch {
	case hasNoText(name):
		h.script = false
		h.cutToken(token, at)
	case h.RawHTML == SafeHTML && name == "br": // which browsers take for <br>
		h.startTag(name, safeElements[name], nil)
		h.put("\n")
	case h.RawHTML == SafeHTML && isSafe(name):
		h.endTag(name)
	default:
		h.keepApart(name)
		h.cutToken(token, at)
	}
}

func isSafe(element string) bool {
	_, safe := safeElements[element]
	return safe
}

// keepApart writes a space for a tag that is left out, where the words before and
// after it would become one.
func (w *writer) keepApart(element string) {
	if apart[element] || isBlockElement(element) {
		w.put("\n")
	}
}

// filterTag writes a tag that begins an element.
func (h *rawHTML) filterTag(token []byte, at int) {
	t := htmlTag{name: tagName(token), bytes: token, at: at, attributes: scanAttributes(token)}
	e, safe := safeElements[t.name]
	if h.inlines >= mostInlines || h.links >= mostLinks {
		h.exceeded(h.sourceOffset(at))
		safe = false
	}
	h.inlines++
	if h.RawHTML != SafeHTML || !safe || t.name == "img" && t.attribute("src") == "" {
		h.script = hasNoText(t.name) && h.node == nil
		h.keepApart(t.name)
		h.leaveOut(token, at)
		return
	}
	switch {
	case t.name == "a" && !t.has("href"):
		h.writeAnchor(&t)
	case t.name == "img":
		h.writeImage(&t)
	case len(h.raw.open) >= mostOpenElements:
		h.exceeded(h.sourceOffset(at))
		h.keepApart(t.name)
	case !h.startTag(t.name, e, func() { h.writeStart(&t, e) }):
		h.keepApart(t.name)
		h.cutToken(token, at)
	case t.name == "br":
		h.put("\n")
	}
}

// writeStart writes what a tag has besides the element's name.
func (h *rawHTML) writeStart(t *htmlTag, e htmlElement) {
	if t.name == "source" {
		h.writePicture(t)
	} else {
		h.writeAttributes(t, e)
	}
}

func (t *htmlTag) has(name string) bool {
	return slices.ContainsFunc(t.attributes, func(a htmlAttribute) bool { return a.name == name && a.hasValue })
}

// writeAnchor writes an <a> that leads nowhere and only has a name. Its end tag is
// often forgotten, and it can be in a link.
func (h *rawHTML) writeAnchor(t *htmlTag) {
	h.openCell()
	before := len(h.html)
	h.put("<span")
	empty := len(h.html)
	h.writeAttributes(t, htmlElement{})
	if len(h.html) == empty {
		h.html = h.html[:before]
		return
	}
	h.put("></span>")
}

// writeAttributes writes the attributes of a tag that are let through.
func (h *rawHTML) writeAttributes(t *htmlTag, e htmlElement) {
	written := make([]string, 0, 4)
	for _, a := range t.attributes {
		isID := a.name == "id" || a.name == "name" && t.name == "a"
		if !isID && !slices.Contains(e.attributes, a.name) && !slices.Contains(safeAttributes, a.name) || slices.Contains(written, a.name) {
			continue
		}
		written = append(written, a.name)
		switch value := t.value(a); {
		case isID:
			if !slices.Contains(written, "id or name") && h.writeID(value, t.at+a.start, t.at+a.end) {
				written = append(written, "id or name")
			}
		case a.name == "href":
			h.writeHref(value, t.at+a.start, t.at+a.end)
		case a.name == "srcset": // see writePicture
		case t.name == "img" && (a.name == "src" || a.name == "alt" || a.name == "width" || a.name == "height"): // see writeImage
		case withoutValue[a.name]:
			h.put(" ", a.name)
		case a.hasValue:
			h.attribute(a.name, value)
		}
	}
	if isHTMLHeading(t.name) && !slices.Contains(written, "id or name") {
		h.writeHeadingID(t)
	}
}

// writeID gives an element an id, so that links can lead to it, and reports whether
// it did. An id that the page around the text could look up has GitHub's prefix.
func (h *rawHTML) writeID(id string, start, end int) bool {
	if id == "" {
		return false
	}
	if isReserved(id) {
		id = ForeignID + id
	}
	if h.ids != nil && !h.ids.take(id) {
		if !h.isBesideHeading(id, h.sourceOffset(start)) {
			h.reportTaken(id, h.sourceOffset(start), h.sourceOffset(end))
		}
		return false
	}
	h.page.Anchors = append(h.page.Anchors, id)
	h.attribute("id", id)
	return true
}

// ForeignID begins the ids that GitHub gives to what an author wrote, so that they
// are no one else's. Here only those have it that could be the page's own.
const ForeignID = "user-content-"

// isBesideHeading reports whether a heading has an id, which is written in the lines
// around it: the author made an anchor of the name that the heading has anyway.
func (h *rawHTML) isBesideHeading(id string, offset int) bool {
	const near = 3
	line, _ := h.place(offset)
	if id == h.page.TitleID {
		return true
	}
	return slices.ContainsFunc(h.page.Headings, func(heading Heading) bool {
		return heading.ID == id && -near <= heading.At.Line-line && heading.At.Line-line <= near
	})
}

// writeHeadingID gives a heading the id that it would have in Markdown, if its text
// is in the same block.
func (h *rawHTML) writeHeadingID(t *htmlTag) {
	rest := h.bytes[t.at+len(t.bytes):]
	end := headingEnd(rest)
	if h.ids == nil || h.node != nil || end < 0 {
		return
	}
	if text, _ := textOfHTML(rest[:end]); text != "" {
		id := h.ids.next(slug(text))
		h.page.Anchors = append(h.page.Anchors, id)
		h.attribute("id", id)
	}
}

// headingEnd returns where the tag begins that ends a heading, or -1.
func headingEnd(data []byte) int {
	found := -1
	eachToken(window(data), true, func(kind xhtml.TokenType, token []byte, at int) bool {
		if kind == xhtml.EndTagToken && isHTMLHeading(endTagName(token)) {
			found = at
			return false
		}
		return true
	})
	return found
}

// textOfHTML returns the text that HTML shows, on one line, and the alternatives of
// its images.
func textOfHTML(data []byte) (text, alt string) {
	var words, alts strings.Builder
	script := false
	eachToken(data, true, func(kind xhtml.TokenType, token []byte, _ int) bool {
		switch kind {
		case xhtml.TextToken:
			if !script {
				words.WriteString(html.UnescapeString(string(token)))
			}
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			name := tagName(token)
			script = hasNoText(name)
			if name == "img" {
				t := htmlTag{name: name, bytes: token, attributes: scanAttributes(token)}
				alts.WriteString(t.attribute("alt") + " ")
			}
			if apart[name] || isBlockElement(name) {
				words.WriteByte(' ')
			}
		case xhtml.EndTagToken:
			script = false
			if name := endTagName(token); apart[name] || isBlockElement(name) {
				words.WriteByte(' ')
			}
		}
		return true
	})
	return strings.Join(strings.Fields(words.String()), " "), strings.Join(strings.Fields(alts.String()), " ")
}

// address returns an address as browsers read it, and whether it may be written: one
// of the site, or on the web, or of a mailbox.
func (h *rawHTML) address(value string, start, end int) (string, bool) {
	value = strings.Trim(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(value), "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f ")
	scheme := schemeOf.FindString(value)
	switch strings.ToLower(scheme) {
	case "", "http:", "https:", "mailto:":
		if !Dangerous(value) {
			return value, true
		}
	case "data:":
		if !Dangerous(value) { // an image
			return value, true
		}
	}
	scheme, _, _ = strings.Cut(strip(value), ":") // as a browser sees it
	h.report("P018", h.sourceOffset(start), h.sourceOffset(end), "an address that begins with %q is left out", scheme+":").
		hint("link to a page, a file or an address on the web")
	return "", false
}

var schemeOf = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

func (h *rawHTML) writeHref(value string, start, end int) {
	dest, ok := h.address(value, start, end)
	if !ok {
		return
	}
	h.links++
	h.cutAddress(start, end, LinkCut, len(h.page.Links))
	link := Link{Dest: dest, At: h.sourceSpan(start, end)}
	if h.node != nil {
		link.Sentence = h.sentenceOf(h.node)
	}
	h.gap(LinkGap, h.addLink(link))
}

// writeImage writes an image; one whose address may not be written is only its
// alternative.
func (h *rawHTML) writeImage(t *htmlTag) {
	h.openCell()
	alt := t.attribute("alt")
	attributes := h.aside(func() {
		h.attribute("alt", alt)
		h.writeAttributes(t, safeElements["img"])
	})
	src := t.attributes[slices.IndexFunc(t.attributes, func(a htmlAttribute) bool { return a.name == "src" })]
	start, end := t.at+src.start, t.at+src.end
	dest, ok := h.address(t.value(src), start, end)
	if !ok {
		h.put("<img", attributes, ">")
		return
	}
	h.links++
	h.cutAddress(start, end, ImageCut, len(h.page.Images))
	h.page.Images = append(h.page.Images, Image{
		Dest: dest, Alt: alt, Title: t.attribute("title"), At: h.sourceSpan(start, end), InLink: h.isInLink(h.parent()),
		Tag: true, Decorative: t.has("alt") && alt == "", Width: t.length("width"), Height: t.length("height"), Attributes: attributes,
	})
	h.gap(ImageGap, len(h.page.Images)-1)
}

// parent returns the node that raw HTML within a line stands in, or nil.
func (h *rawHTML) parent() ast.Node {
	if h.node == nil {
		return nil
	}
	return h.node.Parent()
}

// length returns an attribute that is a number of pixels or a percentage, or "".
func (t *htmlTag) length(name string) string {
	if m := lengthValue.FindStringSubmatch(t.attribute(name)); m != nil {
		return m[1]
	}
	return ""
}

var lengthValue = regexp.MustCompile(`^\s*([0-9]{1,4}%?)(?:\.[0-9]*)?(?:px)?\s*$`)

// writePicture writes a <source>: other forms of the image that comes after it.
func (h *rawHTML) writePicture(t *htmlTag) {
	picture := Picture{Attributes: h.aside(func() { h.writeAttributes(t, safeElements[t.name]) })}
	if i := slices.IndexFunc(t.attributes, func(a htmlAttribute) bool { return a.name == "srcset" }); i >= 0 {
		picture.Forms = h.forms(t, t.attributes[i])
	}
	h.page.Pictures = append(h.page.Pictures, picture)
	h.gap(PictureGap, len(h.page.Pictures)-1)
}

// forms reads a srcset: the addresses of a picture's other forms.
func (h *rawHTML) forms(t *htmlTag, a htmlAttribute) (forms []Form) {
	places := candidates(t.bytes[a.start:a.end], a.start)
	for i, place := range places {
		end := a.end
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		start, stop := t.at+place[0], t.at+place[1]
		dest, ok := h.address(html.UnescapeString(string(t.bytes[place[0]:place[1]])), start, stop)
		if !ok || dest == "" {
			continue
		}
		h.addLoad("img-src", dest, start, stop)
		form := Form{Dest: dest, Link: -1, Size: string(bytes.TrimSpace(srcsetSize.Find(t.bytes[place[1]:end])))}
		if isOfSite(dest) {
			h.cutAddress(start, stop, LinkCut, len(h.page.Links))
			form.Link = h.addLink(Link{Dest: dest, At: h.sourceSpan(start, stop)})
		}
		forms = append(forms, form)
	}
	return forms
}

var srcsetSize = regexp.MustCompile(`^\s+[0-9.]+[wx]`)

// cutAddress notes an address for the twin.
func (h *rawHTML) cutAddress(start, end int, kind CutKind, index int) {
	from := h.sourceOffset(start)
	h.cut(from, min(from+end-start, len(h.source)), kind, index)
}

// cutToken leaves a token out of the twin, with the line end behind it if a comment
// has the lines for itself.
func (h *rawHTML) cutToken(token []byte, at int) {
	end := at + len(token)
	isWholeBlock := at == 0 && bytes.HasPrefix(token, []byte("<!--")) && len(bytes.TrimSpace(h.bytes[end:])) == 0
	if isWholeBlock {
		end = len(h.bytes)
	}
	h.cut(h.sourceOffset(at), h.sourceOffset(end-1)+1, Dropped, 0)
}

// leaveOut notes what is left out, for the one message that the page has of it.
func (h *rawHTML) leaveOut(token []byte, at int) {
	h.cutToken(token, at)
	if isComponent(token) {
		return // P030 names it
	}
	name := nameOfTag(token)
	list := &h.leftOut.tags
	if hasNoText(strings.ToLower(strings.Trim(name, "<>"))) {
		list = &h.leftOut.scripts
	}
	if from := h.sourceOffset(at); h.leftOut.count == 0 || from < h.leftOut.from {
		h.leftOut.from, h.leftOut.to = from, h.sourceOffset(at+len(name)-1)
	}
	h.leftOut.count++
	h.leftOut.unsafe = h.leftOut.unsafe || !isSafe(strings.ToLower(strings.Trim(name, "<>")))
	h.leftOut.isHTML = h.leftOut.isHTML || !isPlaceholder(name)
	*list = addOnce(*list, name)
}

// isPlaceholder reports whether a tag's name, as messages say it, is no element of
// HTML: <namespace> in a sentence.
func isPlaceholder(name string) bool {
	element := strings.ToLower(strings.Trim(name, "<>"))
	return element != "" && isASCIILetter(element[0]) && !strings.Contains(element, "-") && atom.Lookup([]byte(element)) == 0
}

// nameOfTag returns what a tag is called in messages: <p>, <?php>, <!DOCTYPE>.
func nameOfTag(token []byte) string {
	name, _, _ := strings.Cut(strings.TrimRight(string(token), ">"), "\n")
	name, _, _ = strings.Cut(name, " ")
	if len(token) > 1 && isASCIILetter(token[1]) {
		return string(token[:1+len(tagName(token))]) + ">"
	}
	return name + ">"
}

// leftOut is what raw HTML has that is not let through.
type leftOut struct {
	count         int
	from, to      int // where the first tag is
	tags, scripts []string
	unsafe        bool // one of them is never safe
	isHTML        bool // one of them is an element of HTML, or no element at all
}

// reportLeftOut says once a page what has been left out.
func (d *document) reportLeftOut() {
	if d.leftOut.count == 0 {
		return
	}
	var said []string
	if tags := d.leftOut.tags; len(tags) > 0 {
		said = append(said, "HTML tags are left out, their text stays: "+strings.Join(tags, ", "))
	}
	if scripts := d.leftOut.scripts; len(scripts) > 0 {
		said = append(said, fmt.Sprintf("HTML is left out with its content: %s", strings.Join(scripts, ", ")))
	}
	value := "true"
	if d.RawHTML == NoHTML && !d.leftOut.unsafe {
		value = "safe"
	}
	r := d.report("P014", d.leftOut.from, d.leftOut.to, "%s", strings.Join(said, "; "))
	if !d.leftOut.isHTML {
		r.hint("put a placeholder in backticks: `%s`", d.leftOut.tags[0])
		return
	}
	r.hint("write it in Markdown, or set raw_html: %s in handbook.yaml", value)
}
