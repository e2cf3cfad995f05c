package page

import (
	"bytes"
	"html"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	xhtml "golang.org/x/net/html"

	"waymark/internal/meta"
)

// HTML says which raw HTML is let through.
type HTML uint8

const (
	SafeHTML HTML = iota // the elements of safeElements; of others their text
	AllHTML              // all
	NoHTML               // none; the text between the tags stays
)

func (ourRenderer) writeHTMLBlock(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	block := n.(*ast.HTMLBlock)
	segments := block.Lines().Sliced(0, block.Lines().Len())
	if block.HasClosure() {
		segments = append(slices.Clip(segments), block.ClosureLine)
	}
	h := w.rawHTML(segments)
	w.readAccept(h.bytes, n, afterComments(n))
	if block.HTMLBlockType == ast.HTMLBlockType2 && len(segments) > 0 && w.RawHTML == AllHTML { // a comment
		w.cut(segments[0].Start, segments[len(segments)-1].Stop, Dropped, 0)
	}
	switch {
	case len(segments) == 0:
	case w.RawHTML != AllHTML:
		if w.titleBlock == n {
			h.skip = w.titleTags
		}
		h.eachToken(h.filter)
	case w.CommonMark:
		w.html = append(w.html, h.bytes...)
	default:
		h.eachToken(h.write)
	}
	return ast.WalkContinue
}

// writeRawHTML writes raw HTML within a line, which is always one tag or one
// comment.
func (ourRenderer) writeRawHTML(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	raw := n.(*ast.RawHTML)
	h := w.rawHTML(raw.Segments.Sliced(0, raw.Segments.Len()))
	h.node = raw
	w.readAccept(h.bytes, n, blockOf(n))
	kind := xhtml.StartTagToken
	switch {
	case bytes.HasPrefix(h.bytes, []byte("<!--")):
		kind = xhtml.CommentToken
		if w.RawHTML == AllHTML {
			w.cut(raw.Segments.At(0).Start, raw.Segments.At(raw.Segments.Len()-1).Stop, Dropped, 0)
		}
	case bytes.HasPrefix(h.bytes, []byte("</")):
		kind = xhtml.EndTagToken
	case bytes.HasPrefix(h.bytes, []byte("<!")), bytes.HasPrefix(h.bytes, []byte("<?")):
		kind = xhtml.DoctypeToken
	}
	switch {
	case w.RawHTML != AllHTML:
		h.filter(kind, h.bytes, 0)
	case w.CommonMark:
		w.html = append(w.html, h.bytes...)
	default:
		h.write(kind, h.bytes, 0)
	}
	return ast.WalkContinue
}

// rawHTML is a stretch of raw HTML, which can be spread over the lines of a
// quotation or a list.
type rawHTML struct {
	*writer
	node     *ast.RawHTML // within a line; nil: a block
	bytes    []byte
	segments []text.Segment
	starts   []int  // where in bytes each segment begins
	script   bool   // what comes is the text of a script or a style
	skip     [2]int // what is written elsewhere: the title
}

func (w *writer) rawHTML(segments []text.Segment) *rawHTML {
	h := &rawHTML{writer: w, segments: segments}
	for _, s := range segments {
		h.starts = append(h.starts, len(h.bytes))
		h.bytes = append(h.bytes, s.Value(w.source)...)
	}
	return h
}

// eachToken calls do for every token, with the token's offset, until do reports
// false. What HTML's tokenizer finds unfinished at the end is an ErrorToken.
func (h *rawHTML) eachToken(do func(kind xhtml.TokenType, token []byte, at int) bool) {
	eachToken(h.bytes, h.RawHTML != AllHTML, do)
}

// eachToken reads raw HTML. plain: instructions and the like are one token up to
// their end, and only scripts and styles have a text that is no HTML.
func eachToken(data []byte, plain bool, do func(kind xhtml.TokenType, token []byte, at int) bool) {
	z := xhtml.NewTokenizer(bytes.NewReader(data))
	for at := 0; at < len(data); {
		kind := z.Next()
		end := at + len(z.Raw())
		if kind == xhtml.ErrorToken {
			end = len(data)
		}
		if plain {
			switch kind {
			case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
				if name := tagName(data[at:end]); !hasNoText(name) && name != "xmp" {
					z.NextIsNotRawText()
				}
			case xhtml.CommentToken:
				if length := foreignLength(data[at:]); length > 0 {
					kind, end = xhtml.DoctypeToken, at+length
					z = xhtml.NewTokenizer(bytes.NewReader(data[end:]))
				}
			}
		}
		if !do(kind, data[at:end], at) {
			return
		}
		at = end
	}
}

// foreignLength returns the length of an instruction, <?php … ?>, or of
// <![CDATA[…]]>, that data begins with, or 0.
func foreignLength(data []byte) int {
	for _, marks := range [][2]string{{"<?", "?>"}, {"<![CDATA[", "]]>"}} {
		if !bytes.HasPrefix(data, []byte(marks[0])) {
			continue
		}
		if end := bytes.Index(window(data), []byte(marks[1])); end >= 0 {
			return end + len(marks[1])
		}
	}
	return 0
}

// write lets everything through but the addresses of other files, which are
// gaps.
func (h *rawHTML) write(kind xhtml.TokenType, token []byte, at int) bool {
	h.page.Containers = true
	if kind == xhtml.StartTagToken || kind == xhtml.SelfClosingTagToken {
		h.writeTag(token, at)
	} else {
		h.html = append(h.html, token...)
	}
	return true
}

// sourceOffset returns where in the source a byte of the stretch is.
func (h *rawHTML) sourceOffset(at int) int {
	i := sort.SearchInts(h.starts, at+1) - 1
	return min(h.segments[i].Start+max(0, at-h.starts[i]-h.segments[i].Padding), len(h.source))
}

// writeTag writes a tag that begins at offset at.
func (h *rawHTML) writeTag(tag []byte, at int) {
	t := htmlTag{name: tagName(tag), bytes: tag, at: at, attributes: scanAttributes(tag)}
	for _, a := range t.attributes {
		if !a.hasValue {
			continue
		}
		value := t.value(a)
		switch {
		case a.name == "id", a.name == "name" && t.name == "a":
			if value != "" {
				h.page.Anchors = append(h.page.Anchors, value)
			}
			if a.name == "id" {
				h.checkID(value, at+a.start, at+a.end)
			}
		case a.name == "srcset":
			h.writeAddresses(&t, a, candidates(tag[a.start:a.end], a.start))
		case a.name == "href", a.name == "src", a.name == "poster", t.name == "object" && a.name == "data":
			h.writeAddresses(&t, a, [][2]int{{a.start, a.end}})
		case a.name == "style":
			h.addLoad("style-src", "", at+a.start, at+a.end)
		case len(a.name) > 2 && strings.HasPrefix(a.name, "on"):
			h.addLoad("script-src", "", at+a.start, at+a.end)
		}
	}
	if t.name == "style" || t.name == "script" && t.isProgram() {
		h.addLoad(t.name+"-src", "", at, at+1+len(t.name))
	}
	h.html = append(h.html, tag[t.written:]...)
}

// checkID reports an id that something else on the page has or could have. It
// stays as it is written: what is written around it may depend on it.
func (h *rawHTML) checkID(id string, start, end int) {
	start, end = h.sourceOffset(start), h.sourceOffset(end)
	switch {
	case isReserved(id):
		h.reportReserved(id, start, end)
	case id != "" && !h.ids.take(id):
		h.reportTaken(id, start, end)
	}
}

// An htmlTag is a tag of raw HTML while it is being written.
type htmlTag struct {
	name       string
	bytes      []byte
	at         int // in the stretch
	attributes []htmlAttribute
	written    int // how much of it
}

func (t *htmlTag) value(a htmlAttribute) string {
	return html.UnescapeString(string(t.bytes[a.start:a.end]))
}

// attribute returns the value of the attribute of that name, or "".
func (t *htmlTag) attribute(name string) string {
	for _, a := range t.attributes {
		if a.name == name {
			return t.value(a)
		}
	}
	return ""
}

// isProgram reports whether a script is written between its tags, and is not
// data such as JSON-LD.
func (t *htmlTag) isProgram() bool {
	kind := strings.ToLower(t.attribute("type"))
	return t.attribute("src") == "" && (kind == "" || kind == "module" || strings.Contains(kind, "javascript"))
}

// writeAddresses writes a tag up to the end of an attribute, with a gap for every
// address of the site; addresses are the places in the tag of all that it has.
func (h *rawHTML) writeAddresses(t *htmlTag, a htmlAttribute, addresses [][2]int) {
	quoted := a.quoted
	for _, place := range addresses {
		value := html.UnescapeString(string(t.bytes[place[0]:place[1]]))
		start, end := t.at+place[0], t.at+place[1]
		isImage := t.name == "img" && a.name == "src"
		if directive := t.loads(a.name); directive != "" && !isImage && value != "" {
			h.addLoad(directive, value, start, end)
		}
		switch {
		case Dangerous(value):
		case isOfSite(value):
			h.cut(h.sourceOffset(start), min(h.sourceOffset(start)+end-start, len(h.source)), LinkCut, len(h.page.Links))
			link := Link{Dest: value, At: h.sourceSpan(start, end)}
			if t.name == "a" && h.node != nil {
				link.Sentence = h.sentenceOf(h.node)
			}
			index := h.addLink(link)
			if !quoted {
				h.html = append(append(h.html, t.bytes[t.written:a.start]...), '"')
				t.written = a.start
				quoted = true
			}
			h.html = append(h.html, t.bytes[t.written:place[0]]...)
			h.gap(AddressGap, index)
			t.written = place[1]
		case isImage:
			h.page.Images = append(h.page.Images, Image{Dest: value, Alt: t.attribute("alt"), At: h.sourceSpan(start, end)})
		}
	}
	if quoted != a.quoted {
		h.html = append(append(h.html, t.bytes[t.written:a.end]...), '"')
		t.written = a.end
	}
}

// loads returns the directive of the Content-Security-Policy that says whether
// a browser may load what an attribute names, or "" for what it only leads to.
func (t *htmlTag) loads(attribute string) string {
	if t.name == "link" && attribute == "href" {
		for rel := range strings.FieldsSeq(strings.ToLower(t.attribute("rel"))) {
			if directive := loadedLinks[rel]; directive != "" {
				return directive
			}
		}
		return ""
	}
	return loaded[t.name+" "+attribute]
}

var (
	loaded = map[string]string{
		"img srcset": "img-src", "source srcset": "img-src", "input src": "img-src", "video poster": "img-src",
		"img src": "img-src", "image href": "img-src",
		"video src": "media-src", "audio src": "media-src", "source src": "media-src", "track src": "media-src",
		"iframe src": "frame-src", "frame src": "frame-src",
		"object data": "object-src", "embed src": "object-src",
		"script src": "script-src",
	}
	loadedLinks = map[string]string{"stylesheet": "style-src", "icon": "img-src", "manifest": "manifest-src"}
)

// candidates returns the places of the addresses in a srcset, which begins at an
// offset of its tag. Each stands before a comma, or before spaces and a size; a
// comma within an address is its own, as in data:.
func candidates(srcset []byte, at int) [][2]int {
	const space = " \t\r\n\f"
	var found [][2]int
	for i := 0; i < len(srcset); {
		if strings.IndexByte(space+",", srcset[i]) >= 0 {
			i++
			continue
		}
		start := i
		for i < len(srcset) && strings.IndexByte(space, srcset[i]) < 0 {
			i++
		}
		address := bytes.TrimRight(srcset[start:i], ",")
		found = append(found, [2]int{at + start, at + start + len(address)})
		if start+len(address) < i {
			continue
		}
		if end := bytes.IndexByte(srcset[i:], ','); end >= 0 {
			i += end
		} else {
			i = len(srcset)
		}
	}
	return found
}

func (h *rawHTML) addLoad(directive, dest string, start, end int) {
	h.page.Loads = append(h.page.Loads, Load{directive, dest, h.sourceSpan(start, end)})
}

// sourceSpan returns the place of a part of the stretch.
func (h *rawHTML) sourceSpan(start, end int) meta.Span {
	from := h.sourceOffset(start)
	return h.span(from, min(from+end-start, len(h.source)))
}

// isOfSite reports whether an address is relative or begins at the site's root.
func isOfSite(dest string) bool {
	if dest == "" || strings.HasPrefix(dest, "//") || strings.HasPrefix(dest, `\`) {
		return false
	}
	before, _, hasColon := strings.Cut(dest, ":")
	return !hasColon || strings.ContainsAny(before, "/?#.") || strings.TrimSpace(before) == ""
}

// An htmlAttribute is one of a tag's, with the place of its value there.
type htmlAttribute struct {
	name       string // lower case
	hasValue   bool
	start, end int
	quoted     bool
}

// isLineBreak reports whether a tag is <br>, in any of its spellings.
func isLineBreak(tag []byte) bool { return len(tag) > 1 && tagName(tag) == "br" }

func tagName(tag []byte) string {
	end := bytes.IndexAny(tag[1:], " \t\r\n\f/>")
	return strings.ToLower(string(tag[1 : 1+max(end, 0)]))
}

// endTagName is tagName for a tag that ends an element.
func endTagName(tag []byte) string { return tagName(tag[1:]) }

// scanAttributes finds the attributes in a whole tag, as HTML's own
// tokenizer does: golang.org/x/net/html tells their values, not their places.
func scanAttributes(tag []byte) []htmlAttribute {
	const space = " \t\r\n\f"
	var found []htmlAttribute
	i := 1 + len(tagName(tag))
	skip := func(set string) {
		for i < len(tag) && strings.IndexByte(set, tag[i]) >= 0 {
			i++
		}
	}
	until := func(set string) (start, end int) {
		for start = i; i < len(tag) && strings.IndexByte(set, tag[i]) < 0; i++ {
		}
		return start, i
	}
	for {
		skip(space + "/")
		if i >= len(tag) || tag[i] == '>' {
			return found
		}
		start := i
		i++ // a name can begin with =
		_, end := until(space + "/>=")
		a := htmlAttribute{name: strings.ToLower(string(tag[start:end]))}
		skip(space)
		if i >= len(tag) || tag[i] != '=' {
			found = append(found, a)
			continue
		}
		a.hasValue = true
		i++
		skip(space)
		if i < len(tag) && (tag[i] == '"' || tag[i] == '\'') {
			a.quoted = true
			i++
			a.start, a.end = until(string(tag[i-1]))
			i++
		} else {
			a.start, a.end = until(space + ">")
		}
		found = append(found, a)
	}
}
