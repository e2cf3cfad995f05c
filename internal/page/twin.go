package page

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"

	"waymark/internal/source"
)

// A Cut is a stretch of a file's Markdown that its twin, the Markdown that
// readers get, has otherwise. Offsets count in the text with LF line ends.
type Cut struct {
	From, To int
	Kind     CutKind
	Index    int // into Page.Links, Page.Images or Page.Code
}

// A CutKind says what stands there in the twin.
type CutKind uint8

const (
	Dropped      CutKind = iota // nothing: front matter, the title's heading, which has a place of its own, a comment
	LinkCut                     // where the link leads
	WikiLinkCut                 // a whole link in double brackets
	WikiImageCut                // a whole image in double brackets
	ImageCut                    // where the image is
	CodeCut                     // the text of an included file
	OpeningCut                  // nothing, if the heading that the text begins with is the title
)

// Twin returns the Markdown of a file as readers get it. fill says what stands at
// a link, an image or an included file; without an answer it stays as written. t
// is the file that b was read from.
func (b *Body) Twin(t *source.Text, fill func(c Cut) (string, bool)) []byte {
	data := plainText(t).Data
	return b.twin(data, 0, len(data), fill)
}

// TwinTitle returns the Markdown of what is in the title's heading, on one line.
func (b *Body) TwinTitle(t *source.Text, fill func(c Cut) (string, bool)) []byte {
	text := b.twin(plainText(t).Data, b.TitleMarkdown[0], b.TitleMarkdown[1], fill)
	return bytes.Join(bytes.Fields(text), []byte(" "))
}

func (b *Body) twin(data []byte, from, to int, fill func(c Cut) (string, bool)) []byte {
	data = data[:min(to, len(data))]
	out := make([]byte, 0, len(data)-from)
	at := from
	for _, c := range b.Cuts {
		isWithinAnother := c.From < at
		if isWithinAnother || c.To > len(data) {
			continue
		}
		text, ok := "", true
		if c.Kind != Dropped {
			text, ok = fill(c)
		}
		if ok {
			out = append(append(out, data[at:c.From]...), text...)
			at = c.To
		}
	}
	return bytes.TrimSpace(append(out, data[at:]...))
}

// cut notes that d.source[from:to] is otherwise in the twin.
func (d *document) cut(from, to int, kind CutKind, index int) {
	d.body.Cuts = append(d.body.Cuts, Cut{d.start + from, d.start + to, kind, index})
}

// cutDestination notes a destination, unless another link has the same one by
// reference.
func (d *document) cutDestination(dest []byte, kind CutKind, index int) {
	at, ok := d.offset(dest)
	if _, known := d.used[at]; ok && !known {
		d.cut(at, at+len(dest), kind, index)
	}
}

// cutTitle notes the title's heading with the line below that may underline it.
func (d *document) cutTitle(h *ast.Heading, kind CutKind) {
	from := bytes.LastIndexByte(d.source[:h.Pos()], '\n') + 1
	lines := h.Lines() // there are some: the heading has a text
	begin, end := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	d.body.TitleMarkdown = [2]int{d.start + begin, d.start + end}
	to := d.lineEnd(end)
	isUnderlined := len(bytes.TrimSpace(d.source[from:begin])) == 0
	if isUnderlined {
		to = d.lineEnd(to + 1)
	}
	d.cut(from, to, kind, 0)
}

// lineEnd returns where the line of an offset ends.
func (d *document) lineEnd(offset int) int {
	offset = min(offset, len(d.source))
	if n := bytes.IndexByte(d.source[offset:], '\n'); n >= 0 {
		return offset + n
	}
	return len(d.source)
}

// closeCuts puts the cuts into the order of the file.
func (d *document) closeCuts() {
	if d.start > 0 {
		d.cut(-d.start, 0, Dropped, 0)
	}
	slices.SortStableFunc(d.body.Cuts, func(a, b Cut) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To))
	})
}
