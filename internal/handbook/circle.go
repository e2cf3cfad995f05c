package handbook

import (
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// findCircles reports relations along which one comes back to where one began:
// a strategy that continues itself by way of others, a vision that is a part of
// its own part (H003).
func (h *Handbook) findCircles() {
	for _, k := range kind.Kinds {
		for _, f := range k.All() {
			if !f.Acyclic {
				continue
			}
			s := circleSearch{h: h, kind: k, field: f, state: make(map[*Page]searched)}
			for _, p := range h.Pages {
				s.visit(p)
			}
		}
	}
}

// A step leads from one page to the next along a relation.
type step struct {
	from, to *Page
	at       diag.Position
}

type searched uint8

const (
	unseen   searched = iota
	underWay          // on the way from where the search began
	done
)

// A circleSearch follows one relation, depth first, from every page in reading
// order. A step that leads back onto the way closes a circle, and every circle
// has at least one such step, so that each is reported and none twice.
type circleSearch struct {
	h     *Handbook
	kind  *kind.Kind
	field kind.Field
	state map[*Page]searched
	way   []step
}

func (s *circleSearch) visit(p *Page) {
	if p.Kind != s.kind || s.state[p] == done {
		return
	}
	s.state[p] = underWay
	for _, next := range s.steps(p) {
		s.way = append(s.way, next)
		switch s.state[next.to] {
		case unseen:
			s.visit(next.to)
		case underWay:
			s.report()
		}
		s.way = s.way[:len(s.way)-1]
	}
	s.state[p] = done
}

// steps returns where the relation leads from a page: what its own field names,
// and what names it in a field that writes the same relation from the other side
// (superseded_by for supersedes).
func (s *circleSearch) steps(p *Page) []step {
	var steps []step
	for _, r := range p.Relations {
		if r.Field == s.kind.Relation(s.field.Name) {
			steps = append(steps, step{p, r.Page, r.at})
		}
	}
	for _, r := range p.Inbound {
		if r.Label == s.field.Name.String() && r.Page.Kind == s.kind {
			steps = append(steps, step{p, r.Page, r.at})
		}
	}
	return steps
}

// mostNamed is how many pages of a circle a message names.
const mostNamed = 8

// report reports the circle that the last step of the way closes.
func (s *circleSearch) report() {
	last := s.way[len(s.way)-1]
	first := len(s.way) - 1
	for s.way[first].from != last.to {
		first--
	}
	circle := s.way[first:]
	if len(circle) == 1 {
		s.h.report(diag.New("H003", last.at, "%s: %q names itself", s.field.Name, last.to.ID).WithHint("remove it"))
		return
	}
	var names []string
	for i, step := range circle {
		if i < mostNamed-1 || i == len(circle)-1 {
			names = append(names, step.from.ID)
		} else if i == mostNamed-1 {
			names = append(names, "…")
		}
	}
	d := diag.New("H003", last.at, "%s leads round in a circle: %s", s.field.Name, strings.Join(append(names, last.to.ID), " → ")).
		WithHint("remove one of these relations")
	s.h.report(d.WithRelated(circle[0].at, "the circle begins here"))
}
