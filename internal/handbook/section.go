package handbook

import (
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/page"
)

// A Part is a stretch of a page's body: a section that its kind knows, with the
// subsections, or what lies between two of them. The parts of a page follow one
// another without a gap, but for the headings of known sections.
type Part struct {
	Section  *kind.Section // nil: nothing that the kind knows
	Title    string        // of the section's heading, as written
	ID       string
	From, To int // of its HTML in the body, the section's heading left out
}

// A Section is a section that a page's kind knows, wherever it stands. What
// belongs to it stands below the headings from Heading up to Next, as indices of
// Page.Headings; the first is its own.
type Section struct {
	*kind.Section
	Heading, Next int
}

// readSections divides the body of a page by the sections that its kind knows,
// and reads what they hold. Sections may stand in any order and at any level: one
// ends where another one begins, even at a deeper heading. One that means the same
// as the one around it is a part of that, and one inside a container counts, but
// stays where it is.
func (h *Handbook) readSections(p *Page, sections []page.Section) {
	found := make(map[*kind.Section]bool)
	at := 0
	if p.Opening {
		from, to := openingOf(sections)
		p.addRest(0, from)
		at = to
	}
	for i, s := range sections {
		if s.Heading < 0 || s.From < at {
			continue
		}
		heading := p.Headings[s.Heading]
		known := p.Kind.SectionOf(heading.Text, h.Settings.Sections)
		if known == nil {
			continue
		}
		next := headingAfter(sections[i+1:], s.End, len(p.Headings))
		if other := h.otherWithin(p, known, s.End, sections[i+1:]); other != nil {
			next, s.End = other.Heading, other.From
			line := p.Headings[other.Heading].At.Line
			s.Items = slices.DeleteFunc(slices.Clone(s.Items), func(item page.Item) bool { return item.At.Line > line })
		}
		if !s.Contained {
			p.addRest(at, s.From)
			p.Parts = append(p.Parts, Part{Section: known, Title: heading.Text, ID: heading.ID, From: s.Start, To: s.End})
			at = s.End
		}
		found[known] = true
		p.Sections = append(p.Sections, Section{known, s.Heading, next})
		switch {
		case p.Kind == kind.Strategy && known.Name == kind.SectionActions:
			p.Actions = append(p.Actions, actions(s.Items)...)
		case p.Kind == kind.Vision && known.Name == kind.SectionWhatItSettles:
			for _, item := range s.Items {
				p.Settles = append(p.Settles, item.Text)
			}
		}
	}
	p.addRest(at, restOfBody)
	h.findMissingSections(p, found)
}

// openingOf returns where in the HTML the first of a page's headings is.
func openingOf(sections []page.Section) (from, to int) {
	i := slices.IndexFunc(sections, func(s page.Section) bool { return s.Heading == 0 })
	if i < 0 {
		return 0, 0
	}
	return sections[i].From, sections[i].Start
}

// otherWithin returns the first of the sections that begins before an offset of
// the HTML and is one that the kind knows, but another.
func (h *Handbook) otherWithin(p *Page, known *kind.Section, end int, sections []page.Section) *page.Section {
	for i := range sections {
		s := &sections[i]
		if end >= 0 && s.From >= end {
			return nil
		}
		if s.Heading < 0 || s.Contained {
			continue
		}
		if other := p.Kind.SectionOf(p.Headings[s.Heading].Text, h.Settings.Sections); other != nil && other != known {
			return s
		}
	}
	return nil
}

// headingAfter returns the heading of the first of the sections that begins at or
// after an offset of the HTML, else otherwise.
func headingAfter(sections []page.Section, offset, otherwise int) int {
	for _, s := range sections {
		if s.From >= offset {
			return s.Heading
		}
	}
	return otherwise
}

// restOfBody stands for the end of a body, which is not at hand here.
const restOfBody = -1

func (p *Page) addRest(from, to int) {
	if from != to {
		p.Parts = append(p.Parts, Part{From: from, To: to})
	}
}

func actions(items []page.Item) []kind.Action {
	list := make([]kind.Action, len(items))
	for i, item := range items {
		below := make([]string, len(item.Items))
		for j, sub := range item.Items {
			below[j] = sub.Text
		}
		list[i] = kind.ParseAction(item.Text, below)
		list[i].At = item.At
	}
	return list
}

// findMissingSections reports sections that readers of the kind rely on, unless a
// check does so (H006). A specimen is shown for what it lacks.
func (h *Handbook) findMissingSections(p *Page, found map[*kind.Section]bool) {
	if p.Values[kind.FieldSpecimen].Bool || p.Unread {
		return
	}
	for i := range p.Kind.Sections {
		s := &p.Kind.Sections[i]
		_, checked := diag.Lookup(s.Check)
		if !s.Required || found[s] || checked {
			continue
		}
		at := diag.Position{Path: p.name, Line: 1, Column: 1, EndLine: 1, EndColumn: 1}
		h.report(diag.New("H006", at, "this %s has no section %q", p.Kind.Name, s.Name).
			WithHint("add a heading %q: %s", s.Name, strings.ToLower(s.Doc[:1])+strings.TrimSuffix(s.Doc[1:], ".")))
	}
}
