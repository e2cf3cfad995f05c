package handbook

import (
	"cmp"
	"slices"

	"waymark/internal/kind"
)

// ShownBacklinks is how many pages that point at one are shown on it, of each
// relation. All of them are then in a list of their own (invariant 9).
const ShownBacklinks = 20

// Backlinks are the pages that point at one by one relation: what is live comes
// first, or of examples what worked, then reading order. Unlisted pages are not among them.
type Backlinks struct {
	To       *Page
	Relation kind.RelationName // example.shows; kind.RelationLink for links in bodies
	Address  string            // of the list of all; empty: the page itself shows them all
	From     []Backlink
}

// A Backlink is a page that points at another.
type Backlink struct {
	Page     *Page
	Sentence string // that its link stands in; empty when there is none to show, as of front matter
}

// collectBacklinks groups what points at each page, in the order of kinds and
// fields, links last. The lists of all are apart from the pages, below
// /backlinks/, so that a page that gets its twenty-first backlink does not take
// the address of one below it.
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
			slices.SortStableFunc(group.From, func(a, b Backlink) int { return cmp.Compare(group.rank(a.Page), group.rank(b.Page)) })
			if len(group.From) > ShownBacklinks {
				group.Address = "/backlinks/" + group.Relation.String() + p.Address
				h.Backlinks = append(h.Backlinks, group)
			}
		}
	}
}

func (p *Page) addBacklink(r Relation) {
	i := slices.IndexFunc(p.Backlinks, func(b *Backlinks) bool { return b.Relation == r.Field })
	if i < 0 {
		i = len(p.Backlinks)
		p.Backlinks = append(p.Backlinks, &Backlinks{To: p, Relation: r.Field})
	}
	p.Backlinks[i].From = append(p.Backlinks[i].From, Backlink{r.Page, r.Sentence})
}

// rank orders the examples of a pattern by how they ended, what worked first, and
// all else by what is live. Pages of a kind that is never in force are as good as
// live: they stay where they are.
func (b *Backlinks) rank(p *Page) int {
	if b.Relation == kind.RelationExampleShows {
		return outcomeRank(p)
	}
	if p.Kind.Live == nil || slices.Contains(p.Kind.Live, p.Status()) {
		return 0
	}
	return 1
}

// outcomeRank is the place of how an example ended among the ways that there are;
// one that does not say is the last.
func outcomeRank(p *Page) int {
	for _, f := range p.Kind.Fields {
		if f.Name != kind.FieldOutcome {
			continue
		}
		if i := slices.Index(f.Values, p.Values[kind.FieldOutcome].Text); i >= 0 {
			return i
		}
		return len(f.Values)
	}
	return 0
}

// relationOrder is the place of every relation on the page that it leads to.
var relationOrder = func() map[kind.RelationName]int {
	order := make(map[kind.RelationName]int)
	for _, k := range kind.Kinds {
		for _, f := range k.All() {
			order[k.Relation(f.Name)] = len(order)
		}
	}
	order[kind.RelationLink] = len(order)
	return order
}()
