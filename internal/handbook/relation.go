package handbook

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/source"
	"waymark/internal/wording"
)

// A Relation is one side of a relation between two pages. The author writes one
// side, in front matter or as a link; the other side is derived.
type Relation struct {
	Field    kind.RelationName // example.shows; kind.RelationLink for a link in a body
	Label    string            // of the derived side: "examples"; none for a link
	Page     *Page
	Sentence string // of a link: the one that it stands in; may be empty

	at diag.Position // of what the author wrote; none for a link
}

// relate leads the relations in a page's front matter (H003).
func (h *Handbook) relate(p *Page) {
	for _, f := range p.Kind.All() {
		if f.Type != kind.Ref && f.Type != kind.Refs {
			continue
		}
		v, set := p.Values[f.Name]
		if !set {
			continue
		}
		items := v.List
		if f.Type == kind.Ref {
			items = []kind.Item{{Text: v.Text, At: v.At}}
		}
		for _, item := range items {
			if slices.Contains(f.Values, item.Text) { // `of: vision` names no page
				continue
			}
			to := h.related(p, f, item)
			if to == nil {
				continue
			}
			h.connect(p, f, to, item.At)
		}
	}
	for _, r := range p.recorded {
		to := h.recordedTarget(p, r)
		if to != nil && to != p && to.Kind == p.Kind {
			h.connect(p, *p.Kind.Field(r.field), to, r.at)
		}
	}
}

// recordedTarget returns where a relation leads that is told in a body. A dead
// link has been reported as one, and a number in prose may be that of something
// else.
func (h *Handbook) recordedTarget(p *Page, r recorded) *Page {
	if r.number == 0 {
		return p.Links[r.link].Page
	}
	if named := near(p, h.Numbered(p.Kind.Name, r.number)); len(named) == 1 {
		return named[0]
	}
	return nil
}

// Numbered returns the published pages of a kind whose files' names begin with a
// number; none of a kind whose pages are not known by numbers.
func (h *Handbook) Numbered(kind string, number int) []*Page {
	var named []*Page
	for _, p := range h.byNumber[kind+"/"+strconv.Itoa(number)] {
		if !p.leftOut {
			named = append(named, p)
		}
	}
	return named
}

// near returns those of the pages that lie in the folder of p, else all.
func near(p *Page, pages []*Page) []*Page {
	var near []*Page
	for _, to := range pages {
		if path.Dir(to.Path) == path.Dir(p.Path) {
			near = append(near, to)
		}
	}
	if len(near) > 0 {
		return near
	}
	return pages
}

// connect enters a relation on both sides, once.
func (h *Handbook) connect(p *Page, f kind.Field, to *Page, span meta.Span) {
	name, at := p.Kind.Relation(f.Name), h.Place(p, span)
	if slices.ContainsFunc(p.Relations, func(r Relation) bool { return r.Field == name && r.Page == to }) {
		return
	}
	p.Relations = append(p.Relations, Relation{Field: name, Label: f.Inverse, Page: to, at: at})
	if f.Inverse != "" {
		to.Inbound = append(to.Inbound, Relation{Field: name, Label: f.Inverse, Page: p, at: at})
	}
}

// related returns the page that a relation names by its full id, or by its bare
// file name when the relation can lead to one kind only, or by the number of its
// file's name if pages of that kind have one.
func (h *Handbook) related(p *Page, f kind.Field, item kind.Item) *Page {
	at := h.Place(p, item.At)
	id := strings.Trim(source.TrimMarkdown(item.Text), "/")
	var to *Page
	if !strings.Contains(id, "/") {
		var named []*Page
		for _, k := range f.To {
			for _, p := range h.byName[k+"/"+id] {
				if !p.leftOut {
					named = append(named, p)
				}
			}
		}
		if len(named) == 0 {
			named = h.namedOff(f, id)
		}
		if number := kind.Number(id); number > 0 && len(named) == 0 && h.byID[id] == nil {
			for _, k := range f.To {
				named = append(named, near(p, h.Numbered(k, number))...)
			}
		}
		if len(named) > 1 {
			h.report(diag.New("H003", at, "%s: %d pages are called %q", f.Name, len(named), id).
				WithRelated(h.place(named[0]), "this one").WithRelated(h.place(named[1]), "and this one").
				WithHint("write the full id, such as %s", named[0].ID))
			return nil
		}
		if len(named) == 1 {
			to = named[0]
		}
	}
	if to == nil {
		to = h.byID[id]
	}
	switch {
	case to == nil:
		d := diag.New("H003", at, "%s: there is no %s %q", f.Name, cmp.Or(strings.Join(f.To, " or "), "page"), item.Text)
		if near, ok := h.nearest(id, func() []string { return h.ids(f) }); ok {
			d = d.WithHint("did you mean %s?", near)
		} else if called := h.called(f, id); called != nil {
			d = d.WithHint("did you mean %s? an id is the path below the content folder, and no link", called.ID)
		}
		h.report(d)
	case to.Off != "":
		h.reportOff(to, at, f.Name.String()+": %q is shown without a link", item.Text)
	case to.leftOut:
		h.report(diag.New("H003", at, "%s: %q %s", f.Name, item.Text, to.whyLeftOut()).WithHint("%s", to.leftOutHint()))
		return nil
	case len(f.To) > 0 && !slices.Contains(f.To, to.Kind.Name):
		h.report(diag.New("H003", at, "%s: %q is a %s, not a %s", f.Name, item.Text, to.Kind.Name, strings.Join(f.To, " or ")))
		return nil
	}
	return to
}

// called returns the page that a relation may mean which names a path to it, or a
// link, instead of its id; nil: there is none, or more than one.
func (h *Handbook) called(f kind.Field, written string) *Page {
	name := written[strings.LastIndexAny(written, `/\`)+1:]
	name = source.TrimMarkdown(strings.TrimRight(name, ")"))
	var found *Page
	for _, k := range f.To {
		p := h.Find(kind.Lookup(k), name)
		if p != nil && found != nil {
			return nil
		}
		found = cmp.Or(found, p)
	}
	return found
}

// Find returns the page of a kind that a bare file name or an id stands for, or
// nil: there is none, or more than one, or it is not published.
func (h *Handbook) Find(k *kind.Kind, name string) *Page {
	var found *Page
	for _, p := range h.byName[k.Name+"/"+path.Base(name)] {
		if p.leftOut || strings.Contains(name, "/") && p.ID != name {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	return found
}

// ids returns what a relation's field could have named.
func (h *Handbook) ids(f kind.Field) []string {
	ids := slices.Clone(f.Values)
	for _, p := range h.Pages {
		if len(f.To) == 0 || slices.Contains(f.To, p.Kind.Name) {
			ids = append(ids, p.ID, path.Base(p.ID))
		}
	}
	return ids
}

// mention derives "mentioned in" from the links in bodies: once for each page
// that links here, unless a relation says so already. The sentence is that of the
// first link there that stands in one.
func (h *Handbook) mention() {
	linked := make(map[*Page]bool)
	for _, p := range h.Pages {
		if p.Unlisted {
			continue
		}
		clear(linked)
		for _, r := range p.Relations {
			linked[r.Page] = true
		}
		for i, t := range p.Links {
			if t.Page != nil && t.Page != p && !linked[t.Page] {
				linked[t.Page] = true
				t.Page.Inbound = append(t.Page.Inbound, Relation{Field: kind.RelationLink, Page: p, Sentence: p.sentenceTo(t.Page, i)})
			}
		}
	}
}

// sentenceTo returns the sentence of the first link to a page, from the i-th link
// on, that stands in one.
func (p *Page) sentenceTo(to *Page, i int) string {
	for ; i < len(p.Links); i++ {
		if l := p.Page.Links[i]; p.Links[i].Page == to && l.Sentence != "" {
			if shown := p.Links[i].Text; shown != "" && shown != l.Text { // it was behind the name, not before it
				return strings.Replace(l.Sentence, l.Text, shown, 1)
			}
			return l.Sentence
		}
	}
	return ""
}

// Orphan reports whether no other page leads to this one, by a link or by a
// relation in either direction. A folder's page is led to by its folder, what
// teams write by the lists of its kind, status and owner, and an unlisted page is
// meant to be found otherwise. To a page that says nothing yet, such as one that
// has just been made, nobody needs to be led.
func (p *Page) Orphan() bool {
	isRecord := p.Kind.Live != nil
	return !p.IsFolder && !p.Unlisted && !isRecord && len(p.Inbound) == 0 && len(p.Relations) == 0 && !p.isBlank()
}

// isBlank reports whether the page has nothing to show below its title but
// headings.
func (p *Page) isBlank() bool {
	words := p.Words
	for _, heading := range p.Headings {
		words -= wording.Count(heading.Text)
	}
	return words <= 0 && len(p.Page.Images) == 0 && len(p.Page.Links) == 0 && len(p.Code) == 0
}

// findOrphans reports pages that no other page leads to (H009), unless some page
// could not be read: what that one leads to nobody knows.
func (h *Handbook) findOrphans() {
	if slices.ContainsFunc(h.Diags, func(d diag.Diagnostic) bool { return d.Code[0] == 'P' && d.Severity == diag.Error }) {
		return
	}
	for _, p := range h.Pages {
		if p.Orphan() {
			h.report(diag.New("H009", h.place(p), "no page links to this one").WithHint("link to it from a page whose readers need it"))
		}
	}
}
