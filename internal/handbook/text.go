package handbook

import (
	"reflect"
	"slices"

	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/source"
)

// WithText returns a page as Make would have it after an edit of its file, if the
// edit changes nothing but what the page's own output shows. It's not ok if other
// pages, lists or diagnostics may be different, too: then only Make can tell. It may
// be too careful, but never the opposite.
func (h *Handbook) WithText(read *page.Page, body *page.Body) (p *Page, ok bool) {
	old := h.byPath[read.Path]
	if old == nil || old.leftOut || old.Kind.Live != nil || h.included()[read.Path] {
		return nil, false // what teams write is judged by its text
	}
	scratch := h.scratch()
	scratch.in.Previous, scratch.in.Body = nil, func(*page.Page) *page.Body { return body }
	before, after := h.decoded[old.Page], scratch.decodeOnce(read, old.Kind)
	if !reflect.DeepEqual(shared(before), shared(after)) {
		return nil, false
	}
	p = new(*old)
	p.Page, p.Parts, p.Sections, p.ways = after.page.Page, after.page.Parts, after.page.Sections, after.page.ways
	scratch.Diags = nil
	scratch.lead(p)
	if p.isBlank() != old.isBlank() {
		return nil, false // of one that says something it is reported that nothing leads there
	}
	return p, len(scratch.Diags) == 0
}

// shared returns what others may see of a page: all of it, but for what only its own
// output shows. A new field is compared until it's named here.
func shared(d *decoded) decoded {
	own := *d
	own.page.Page = sharedFile(d.page.Page)
	own.page.Parts, own.page.Sections, own.page.ways = nil, nil, nil
	if own.page.Description != "" { // which lists show instead
		own.page.Page.Summary = ""
	}
	return own
}

// sharedFile is shared for what a file says. Where its headings, links and images
// stand is shown only where something is wrong with them.
func sharedFile(p *page.Page) *page.Page {
	own := *p
	own.Digest, own.Words, own.Containers, own.Tabs, own.Footnotes = source.Digest{}, 0, false, false, false
	own.Code = slices.DeleteFunc(slices.Clone(p.Code), func(c page.Code) bool { return !includes(c) })
	if len(own.Code) == 0 {
		own.Code = nil
	}
	own.Headings, own.Links, own.Images = slices.Clone(p.Headings), slices.Clone(p.Links), slices.Clone(p.Images)
	for i := range own.Headings {
		own.Headings[i].At = meta.Span{}
	}
	for i := range own.Links {
		own.Links[i].At = meta.Span{}
	}
	for i := range own.Images {
		own.Images[i].At = meta.Span{}
	}
	return &own
}

// includedFiles returns the files that code blocks show.
func (h *Handbook) includedFiles() map[string]bool {
	files := make(map[string]bool)
	for _, p := range h.Pages {
		for _, c := range p.Page.Code {
			if full, ok := h.resolve(p, escapePath(c.File)); ok && includes(c) {
				files[full] = true
			}
		}
	}
	return files
}

func includes(c page.Code) bool { return c.File != "" }
