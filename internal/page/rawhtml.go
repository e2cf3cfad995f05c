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
	switch {
	case len(segments) == 0:
	case !w.RawHTML:
		h.eachToken(h.leaveOut)
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
	kind := xhtml.StartTagToken
	switch {
	case bytes.HasPrefix(h.bytes, []byte("<!--")):
		kind = xhtml.CommentToken
	case bytes.HasPrefix(h.bytes, []byte("</")):
		kind = xhtml.EndTagToken
	case bytes.HasPrefix(h.bytes, []byte("<!")), bytes.HasPrefix(h.bytes, []byte("<?")):
		kind = xhtml.DoctypeToken
	}
	switch {
	case !w.RawHTML:
		h.leaveOut(kind, h.bytes, 0)
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
	starts   []int // where in bytes each segment begins
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
	z := xhtml.NewTokenizer(bytes.NewReader(h.bytes))
	for at := 0; at < len(h.bytes); {
		kind := z.Next()
		end := at + len(z.Raw())
		if kind == xhtml.ErrorToken {
			end = len(h.bytes)
		}
		if !do(kind, h.bytes[at:end], at) {
			return
		}
		at = end
	}
}

// leaveOut reports what is left out, once. Comments, and tags that only close,
// are left out in silence.
func (h *rawHTML) leaveOut(kind xhtml.TokenType, token []byte, at int) bool {
	lead := len(token) - len(bytes.TrimLeft(token, " \t\r\n"))
	token, start := token[lead:], h.sourceOffset(at+lead)
	switch {
	case len(token) == 0, kind == xhtml.CommentToken, kind == xhtml.EndTagToken:
		return true
	case kind == xhtml.TextToken:
		h.report("P014", start, start, "text beside raw HTML is left out with it").
			hint("begin the text on a line of its own, after an empty line")
	default:
		name, _, _ := strings.Cut(strings.TrimRight(string(token), ">"), "\n")
		name, _, _ = strings.Cut(name, " ")
		h.report("P014", start, h.sourceOffset(at+lead+len(name)), "raw HTML is left out: %s>", name).
			hint("write it in Markdown, or set raw_html: true in handbook.yaml")
	}
	return false
}

// write lets everything through but the addresses of other files, which are
// gaps.
func (h *rawHTML) write(kind xhtml.TokenType, token []byte, at int) bool {
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
	name := tagName(tag)
	attributes := scanAttributes(tag)
	written := 0
	for _, a := range attributes {
		value := html.UnescapeString(string(tag[a.start:a.end]))
		switch {
		case a.name == "id", a.name == "name" && name == "a":
			if value != "" {
				h.page.Anchors = append(h.page.Anchors, value)
			}
		case a.name != "href" && a.name != "src" || Dangerous(value):
		case isOfSite(value):
			start := h.sourceOffset(at + a.start)
			link := Link{Dest: value, At: h.span(start, start+a.end-a.start)}
			if name == "a" && h.node != nil {
				link.Sentence = h.sentenceOf(h.node)
			}
			index := h.addLink(link)
			h.html = append(h.html, tag[written:a.start]...)
			if !a.quoted {
				h.html = append(h.html, '"')
			}
			h.gap(AddressGap, index)
			if !a.quoted {
				h.html = append(h.html, '"')
			}
			written = a.end
		case name == "img":
			start := h.sourceOffset(at + a.start)
			h.page.Images = append(h.page.Images, Image{Dest: value, Alt: altOf(tag, attributes), At: h.span(start, start+a.end-a.start)})
		}
	}
	h.html = append(h.html, tag[written:]...)
}

func altOf(tag []byte, attributes []htmlAttribute) string {
	for _, a := range attributes {
		if a.name == "alt" {
			return html.UnescapeString(string(tag[a.start:a.end]))
		}
	}
	return ""
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
	start, end int
	quoted     bool
}

func tagName(tag []byte) string {
	end := bytes.IndexAny(tag[1:], " \t\r\n\f/>")
	return strings.ToLower(string(tag[1 : 1+max(end, 0)]))
}

// scanAttributes finds the attributes with a value in a whole tag, as HTML's own
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
			continue
		}
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
