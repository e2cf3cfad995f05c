package handbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/sections"
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

// A Section is a section that a page's kind knows, wherever it stands and whatever it
// is called. What belongs to it stands below the headings from Heading up to Next, as
// indices of Page.Headings; the first is its own. One without a heading is -1 in both:
// what belongs to it are the blocks from From up to To of the page's prose.
type Section struct {
	*kind.Section
	Heading, Next int
	From, To      int
}

// readSections divides the body of a page by the sections that its headings mean, and
// reads what they hold. Sections may stand in any order and at any level: one
// ends where another one begins, even at a deeper heading. One that means the same
// as the one around it is a part of that, and one inside a container counts, but
// stays where it is.
func (h *Handbook) readSections(p *Page, inBody []page.Section, meant map[int]*kind.Section) {
	found := make(map[*kind.Section]bool)
	at := 0
	if p.Opening {
		from, to := openingOf(inBody)
		p.addRest(0, from)
		at = to
	}
	for i, s := range inBody {
		if s.Heading < 0 || s.From < at {
			continue
		}
		heading := p.Headings[s.Heading]
		known := meant[s.Heading]
		if known == nil {
			continue
		}
		next := headingAfter(inBody[i+1:], s.End, len(p.Headings))
		if other := otherWithin(meant, known, s.End, inBody[i+1:]); other != nil {
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
		p.Sections = append(p.Sections, Section{Section: known, Heading: s.Heading, Next: next})
		if p.Kind == kind.Vision && known.Name == kind.SectionWhatItSettles {
			for _, item := range s.Items {
				p.Settles = append(p.Settles, item.Text)
			}
		}
	}
	p.addRest(at, restOfBody)
	for _, s := range p.Sections {
		found[s.Section] = true
	}
	h.findMissingSections(p, found)
}

// meantBy returns which sections the headings of a page mean, by their indices, and
// reads what else its text tells. A heading that is called as the kind calls a section
// means it even when nothing stands below it yet.
func (h *Handbook) meantBy(p *Page) map[int]*kind.Section {
	meant := make(map[int]*kind.Section)
	p.TextLang = p.Lang
	if h.in.Parts != nil && (p.Kind == kind.Vision || p.Kind == kind.Strategy) {
		h.readText(p, meant)
	}
	for i, heading := range p.Headings {
		s := p.Kind.SectionOf(heading.Text, h.Settings.Sections)
		if s == nil || meant[i] != nil || s.Begins && h.in.Parts != nil && !s.IsCalled(heading.Text) {
			continue
		}
		meant[i] = s
	}
	return meant
}

// readText reads what the text of a vision or a strategy tells: its parts, whatever
// they are called, its actions, its language. What was guessed is said (H018).
func (h *Handbook) readText(p *Page, meant map[int]*kind.Section) {
	r := h.in.Parts(p.Page, p.Kind)
	p.Actions, p.Gist, p.Told, p.Genre = r.Actions, r.Gist, r.Found, r.Genre
	if p.Values[kind.FieldLang].Text == "" && r.LangGuessed {
		p.TextLang = r.Lang
	}
	for _, f := range r.Found {
		s := f.Section(p.Kind)
		if s == nil {
			continue
		}
		if f.Heading >= 0 {
			meant[f.Heading] = s
		} else {
			p.Sections = append(p.Sections, Section{Section: s, Heading: -1, Next: -1, From: f.From, To: f.To})
		}
		if f.How == sections.Guess {
			h.reportGuess(p, f, s)
		}
	}
}

// reportGuess says which passage was taken for a section that nobody named (H018).
func (h *Handbook) reportGuess(p *Page, f sections.Found, s *kind.Section) {
	what := f.Lines()
	hint := "if that is right, give it the heading " + s.Name.String()
	at := diag.Position{Path: p.name, Line: f.Line, Column: 1, EndLine: f.Line, EndColumn: 1}
	if f.Title != "" {
		what = strconv.Quote(f.Title)
		hint = "if that is right, call it " + s.Name.String() + ", or name it under `sections` in handbook.yaml or in the front matter"
	}
	h.report(diag.New("H018", at, "took %s for the %s: %s", what, f.Role, f.Because).WithHint("%s", hint))
}

// TextOf returns what there is to be examined of a page: its running text, and what
// headings mean by its settings.
func TextOf(p *page.Page, prose []page.Block, s *Settings) sections.Text {
	t := sections.Text{
		Title: cmp.Or(p.Title, kind.FieldTitle.In(p.Meta).Text), Headings: p.Headings, Blocks: prose,
		Lang: kind.FieldLang.In(p.Meta).Text, Default: s.Lang, Own: s.Sections,
	}
	for _, own := range kind.FieldSections.In(p.Meta).Fields {
		if t.Page == nil {
			t.Page = make(map[string]string)
		}
		t.Page[own.Key] = own.Value.Text
	}
	return t
}

// openingOf returns where in the HTML the first of a page's headings is.
func openingOf(inBody []page.Section) (from, to int) {
	i := slices.IndexFunc(inBody, func(s page.Section) bool { return s.Heading == 0 })
	if i < 0 {
		return 0, 0
	}
	return inBody[i].From, inBody[i].Start
}

// otherWithin returns the first of the sections that begins before an offset of
// the HTML and is one that the kind knows, but another.
func otherWithin(meant map[int]*kind.Section, known *kind.Section, end int, inBody []page.Section) *page.Section {
	for i := range inBody {
		s := &inBody[i]
		if end >= 0 && s.From >= end {
			return nil
		}
		if s.Heading < 0 || s.Contained {
			continue
		}
		if other := meant[s.Heading]; other != nil && other != known {
			return s
		}
	}
	return nil
}

// headingAfter returns the heading of the first of the sections that begins at or
// after an offset of the HTML, else otherwise.
func headingAfter(inBody []page.Section, offset, otherwise int) int {
	for _, s := range inBody {
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
