package check

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/source"
)

// An Input is all that a rule may know. Rules do not change it.
type Input struct {
	Handbook *handbook.Handbook
	Page     *handbook.Page
	Blocks   []page.Block // the running text of the page
	Today    time.Time    // the day on which the page is judged: of a specimen its own
	Specimen bool

	asInForce  bool // see Options.InForce
	sections   map[kind.SectionName]*Section
	statements map[kind.SectionName][]Statement // of sections; see Statements
}

// A Section is what stands below a heading that the page's kind knows; where
// several mean the same, below all of them.
type Section struct {
	Title  string       // of the first heading, as written
	At     meta.Span    // of the first heading
	Blocks []page.Block // without that heading
}

func newInput(h *handbook.Handbook, p *handbook.Page, blocks []page.Block, today time.Time) *Input {
	in := &Input{Handbook: h, Page: p, Blocks: blocks, Today: today, Specimen: p.Values[kind.FieldSpecimen].Bool}
	if day, ok := p.Values[kind.FieldJudgedOn]; ok && in.Specimen {
		in.Today = day.Day
	}
	in.readSections()
	return in
}

// readSections tells the blocks apart by the known section that they are in.
func (in *Input) readSections() {
	in.sections = make(map[kind.SectionName]*Section)
	of := make([]*Section, len(in.Page.Headings)) // by heading
	for _, known := range in.Page.Sections {
		s := in.sections[known.Name]
		if s == nil {
			s = &Section{}
			in.sections[known.Name] = s
			if known.Heading >= 0 {
				h := in.Page.Headings[known.Heading]
				s.Title, s.At = h.Text, h.At
			}
		}
		if known.Heading < 0 && known.To <= len(in.Blocks) {
			s.Blocks = append(s.Blocks, in.Blocks[known.From:known.To]...)
			if s.At.Line == 0 && len(s.Blocks) > 0 {
				s.At = s.Blocks[0].Place()
			}
		}
		for i := max(known.Heading, 0); i < known.Next; i++ {
			of[i] = s
		}
	}
	own := make(map[int]bool, len(in.Page.Sections))
	for _, known := range in.Page.Sections {
		own[known.Heading] = true // -1 is no heading's
	}
	for _, b := range in.Blocks {
		if b.Heading < 0 || b.Heading >= len(of) || of[b.Heading] == nil || b.Begins && own[b.Heading] {
			continue
		}
		of[b.Heading].Blocks = append(of[b.Heading].Blocks, b)
	}
}

// Section returns a section by its name in the page's kind, or nil.
func (in *Input) Section(name kind.SectionName) *Section { return in.sections[name] }

// orOwn adds to a hint about a missing section what to do if it is there: below a
// heading that nobody has said the meaning of, or that became the page's title.
func (in *Input) orOwn(section kind.SectionName, hint string) string {
	if in.Section(section) != nil {
		return hint
	}
	if s := in.Page.Kind.SectionOf(in.Page.Title, in.Handbook.Settings.Sections); in.Page.TitleID != "" && s != nil && s.Name == section {
		return fmt.Sprintf("its heading # %s was taken for the page's title; write ## %[1]s, or a title in the front matter", in.Page.Title)
	}
	known := make([]bool, len(in.Page.Headings))
	for _, s := range in.Page.Sections {
		for i := max(s.Heading, 0); i < s.Next; i++ {
			known[i] = true
		}
	}
	if !slices.Contains(known, false) {
		return hint
	}
	return hint + "; if another heading of yours means it, name that under sections in handbook.yaml"
}

// Status returns how far the page is; a specimen is judged as if in force.
func (in *Input) Status() kind.Word {
	if in.Specimen || in.asInForce {
		return in.Page.Kind.Live[len(in.Page.Kind.Live)-1]
	}
	return in.Page.Status()
}

// Live reports whether the page is in force.
func (in *Input) Live() bool { return slices.Contains(in.Page.Kind.Live, in.Status()) }

// Ended reports whether nobody works by the page any more.
func (in *Input) Ended() bool { return ended(in.Status()) }

func ended(status kind.Word) bool {
	return slices.Contains([]kind.Word{kind.StatusDone, kind.StatusAbandoned, kind.StatusSuperseded, kind.StatusRetired}, status)
}

// isLive reports whether another page is in force. A specimen is nobody's.
func isLive(p *handbook.Page) bool {
	return slices.Contains(p.Kind.Live, p.Status()) && !p.Values[kind.FieldSpecimen].Bool
}

// English reports whether the page's sentences are for lexical rules.
func (in *Input) English() bool {
	lang, _, _ := strings.Cut(strings.ToLower(in.Page.TextLang), "-")
	return lang == "en"
}

// Says reports whether the author has given a field a value, be it a wrong one.
func (in *Input) Says(field kind.FieldName) bool {
	n := field.In(in.Page.Meta)
	switch n.Type {
	case meta.Absent, meta.Null:
		return false
	case meta.List:
		return len(n.Items) > 0
	}
	return strings.TrimSpace(n.Text) != "" || n.Type == meta.Map
}

// Field returns the place of a field's value; without one, the top of the page.
func (in *Input) Field(name kind.FieldName) meta.Span {
	if v, ok := in.Page.Values[name]; ok && v.At.Line > 0 {
		return v.At
	}
	return in.Top()
}

// Top returns the place for what is about the page as a whole.
func (in *Input) Top() meta.Span {
	if v, ok := in.Page.Values[kind.FieldTitle]; ok {
		return v.At
	}
	return meta.Span{Line: 1, Column: 1, EndLine: 1, EndColumn: 1}
}

// Day returns a date of the front matter; zero when there is none.
func (in *Input) Day(field kind.FieldName) time.Time { return in.Page.Values[field].Day }

// Pattern returns the page of the pattern that a strategy follows, or nil.
func (in *Input) Pattern() *handbook.Page { return related(in.Page, kind.RelationStrategyPattern) }

// Vision returns the page of a strategy's vision, or nil.
func (in *Input) Vision() *handbook.Page { return related(in.Page, kind.RelationStrategyVision) }

// Follows reports whether the strategy follows a pattern of that name, whether
// or not the handbook has a page for it.
func (in *Input) Follows(pattern string) bool { return patternOf(in.Page) == pattern }

func patternOf(p *handbook.Page) string {
	if to := related(p, kind.RelationStrategyPattern); to != nil {
		return path.Base(to.ID)
	}
	return path.Base(source.TrimMarkdown(p.Values[kind.FieldPattern].Text))
}

func related(p *handbook.Page, name kind.RelationName) *handbook.Page {
	for _, r := range p.Relations {
		if r.Field == name {
			return r.Page
		}
	}
	return nil
}

// pointing returns the pages that point at p by a relation, specimens aside.
func pointing(p *handbook.Page, name kind.RelationName) []*handbook.Page {
	var pages []*handbook.Page
	for _, r := range p.Inbound {
		if r.Field == name && !r.Page.Values[kind.FieldSpecimen].Bool {
			pages = append(pages, r.Page)
		}
	}
	return pages
}

// about returns a place on another page, to be named beside a finding.
func (in *Input) about(p *handbook.Page, format string, args ...any) diag.Related {
	at := meta.Span{Line: 1, Column: 1, EndLine: 1, EndColumn: 1}
	for _, field := range []kind.FieldName{kind.FieldStatus, kind.FieldTitle} {
		if v, ok := p.Values[field]; ok && v.At.Line > 0 {
			at = v.At
			break
		}
	}
	return diag.Related{Position: in.Handbook.Place(p, at), Message: fmt.Sprintf(format, args...)}
}

// one is what most rules find: a single thing.
func one(at meta.Span, hint, format string, args ...any) []Finding {
	return []Finding{{At: at, Hint: hint, Message: fmt.Sprintf(format, args...)}}
}

// alike makes findings on items of a list that all say the same.
func alike(found []Finding, format string, of int) []Finding {
	for i := range found {
		found[i].Alike, found[i].Of = format, of
	}
	return found
}

// agreedByOthers reports whether somebody besides its owners has agreed.
func (in *Input) agreedByOthers() bool {
	v, ok := in.Page.Values[kind.FieldAgreedBy]
	if !ok {
		return in.Says(kind.FieldAgreedBy) // a wrong value is reported as one
	}
	return slices.ContainsFunc(v.List, func(who kind.Item) bool {
		return !slices.ContainsFunc(in.Page.Values[kind.FieldOwner].List, func(owner kind.Item) bool { return strings.EqualFold(owner.Text, who.Text) })
	})
}
