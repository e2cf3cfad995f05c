package handbook

import (
	"cmp"
	"slices"

	"waymark/internal/kind"
)

// Backlinks are the pages that point at one by one relation: what is live comes
// first, then reading order. Unlisted pages are not among them.
type Backlinks struct {
	Relation string // example.shows; link for links in bodies
	From     []Backlink
}

// A Backlink is a page that points at another.
type Backlink struct {
	Page     *Page
	Sentence string // that its link stands in; empty when there is none to show, as of front matter
}

// collectBacklinks groups what points at each page, in the order of kinds and
// fields, links last.
func (h *Handbook) collectBacklinks() {
	for _, p := range h.Pages {
		for _, r := range p.Inbound {
			if !r.Page.Unlisted {
				p.addBacklink(r)
			}
		}
		slices.SortStableFunc(p.Backlinks, func(a, b *Backlinks) int {
			return cmp.Compare(relationOrder[a.Relation], relationOrder[b.Relation])
		})
		for _, group := range p.Backlinks {
			slices.SortStableFunc(group.From, func(a, b Backlink) int { return cmp.Compare(rank(a.Page), rank(b.Page)) })
		}
	}
}

func (p *Page) addBacklink(r Relation) {
	i := slices.IndexFunc(p.Backlinks, func(b *Backlinks) bool { return b.Relation == r.Field })
	if i < 0 {
		i = len(p.Backlinks)
		p.Backlinks = append(p.Backlinks, &Backlinks{Relation: r.Field})
	}
	p.Backlinks[i].From = append(p.Backlinks[i].From, Backlink{r.Page, r.Sentence})
}

// rank orders what is live before what is not. Pages of a kind that is never in
// force are as good as live: they stay where they are.
func rank(p *Page) int {
	if p.Kind.Live == nil || slices.Contains(p.Kind.Live, p.Status()) {
		return 0
	}
	return 1
}

// relationOrder is the place of every relation on the page that it leads to.
var relationOrder = func() map[string]int {
	order := make(map[string]int)
	for _, k := range kind.Kinds {
		for _, f := range k.All() {
			order[k.Name+"."+f.Name] = len(order)
		}
	}
	order[aLink] = len(order)
	return order
}()
