package handbook

import (
	"reflect"
	"slices"

	"waymark/internal/page"
)

// Reread returns a page as Make would have it if its file said what read says, and
// whether that changes nothing else: other pages are told by it what they were
// told before, and nothing is reported of its text, neither then nor now.
//
// It is how an edit of a text is shown at once in a large handbook. It may say
// that more changes when nothing does, but never the opposite.
func (h *Handbook) Reread(read *page.Page, sections []page.Section) (*Page, bool) {
	old := h.byPath[read.Path]
	if old == nil || old.leftOut || old.Kind.Live != nil || !saysTheSame(old.Page, read) || h.isIncluded(read.Path) {
		return nil, false
	}
	scratch := h.scratch()
	p := *old
	p.Page, p.Parts, p.Sections, p.ways = read, nil, nil, nil
	if len(p.Kind.Sections) > 0 && !p.IsFolder {
		scratch.readSections(&p, sections)
	}
	scratch.lead(&p)
	return &p, len(scratch.Diags) == 0
}

// saysTheSame reports whether all that other pages, lists and checks make of a page
// is the same in both: everything but its text, and where in the file things are.
func saysTheSame(a, b *page.Page) bool {
	return a.Title == b.Title && a.TitleID == b.TitleID && a.Opens == b.Opens &&
		len(a.Diags)+len(b.Diags)+len(a.Accepts)+len(b.Accepts)+len(a.Loads)+len(b.Loads) == 0 &&
		slices.Equal(a.Anchors, b.Anchors) &&
		slices.EqualFunc(a.Headings, b.Headings, func(x, y page.Heading) bool { return x.ID == y.ID && x.Level == y.Level && x.Text == y.Text }) &&
		slices.EqualFunc(a.Links, b.Links, func(x, y page.Link) bool {
			return x.Dest == y.Dest && x.Text == y.Text && x.Sentence == y.Sentence
		}) &&
		slices.EqualFunc(a.Images, b.Images, func(x, y page.Image) bool { return x.Dest == y.Dest && x.Alt == y.Alt }) &&
		!slices.ContainsFunc(a.Code, includes) && !slices.ContainsFunc(b.Code, includes) &&
		reflect.DeepEqual(a.Meta, b.Meta)
}

// isIncluded reports whether a code block of some page shows a file.
func (h *Handbook) isIncluded(file string) bool {
	return slices.ContainsFunc(h.Pages, func(p *Page) bool {
		return slices.ContainsFunc(p.Page.Code, func(c page.Code) bool {
			if !includes(c) {
				return false
			}
			full, ok := h.resolve(p, escapePath(c.File))
			return ok && full == file
		})
	})
}

func includes(c page.Code) bool { return c.File != "" }
