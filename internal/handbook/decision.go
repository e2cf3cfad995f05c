package handbook

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
)

// A recorded relation is one that the body of a decision tells, by a link or by
// the number of a record.
type recorded struct {
	field  kind.FieldName
	link   int // into Page.Links, when there is no number
	number int
	at     meta.Span
}

// readRecord fills in what a decision says in its body instead of its front
// matter, as records in Nygard's form do (a Status section and a Date line below
// the title), and older ones in MADR's (a list of both, and of who decided).
// Front matter wins; what is not in one of these forms is left alone.
func (h *Handbook) readRecord(p *Page, sections []page.Section) {
	if p.Kind != kind.Decision {
		return
	}
	for _, s := range sections {
		if s.Heading >= 0 {
			heading := p.Headings[s.Heading]
			if known := p.Kind.SectionOf(heading.Text, h.Settings.Sections); known != nil && known.Name == kind.SectionStatus {
				p.recordStatus(s.Lead, heading.At, p.linksBetween(heading.At.Line, p.Headings[s.Heading+1:]))
			}
			continue
		}
		for _, line := range append(strings.Split(s.Lead, "\n"), itemTexts(s.Items)...) {
			label, value, _ := strings.Cut(line, ":")
			switch strings.ToLower(strings.TrimSpace(label)) {
			case "status":
				links := slices.DeleteFunc(p.linksBetween(0, p.Headings), func(l int) bool {
					return !strings.HasPrefix(strings.ToLower(p.Page.Links[l].Sentence), "status")
				})
				p.recordStatus(value, meta.Span{Line: 1, Column: 1, EndLine: 1, EndColumn: 1}, links)
			case "date":
				setDate(p, value)
			case "deciders":
				setDeciders(p, value)
			}
		}
	}
}

func itemTexts(items []page.Item) []string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = item.Text
	}
	return texts
}

// linksBetween returns the links to pages of the handbook that stand below a line
// and above the first of the headings, by index.
func (p *Page) linksBetween(line int, next []page.Heading) []int {
	end := math.MaxInt
	if len(next) > 0 {
		end = next[0].At.Line
	}
	var links []int
	for i, l := range p.Page.Links {
		if line < l.At.Line && l.At.Line < end && !leavesSite(l.Dest) {
			links = append(links, i)
		}
	}
	return links
}

// recordStatus reads what a body says of a decision's status: the word that it
// begins with, and which records it replaces or is replaced by.
func (p *Page) recordStatus(text string, at meta.Span, links []int) {
	setStatus(p, text)
	replaced := false
	for _, l := range links {
		if field, _ := toldOf(p.Page.Links[l]); field == kind.FieldSupersedes || field == kind.FieldSupersededBy {
			p.record(recorded{field: field, link: l, at: p.Page.Links[l].At})
			replaced = replaced || field == kind.FieldSupersededBy
		}
	}
	if p.Values[kind.FieldStatus].Word() != kind.StatusSuperseded || replaced {
		return
	}
	if m := successor.FindStringSubmatch(strings.TrimSpace(text)); m != nil && kind.Number(m[1]) > 0 {
		p.record(recorded{field: kind.FieldSupersededBy, number: kind.Number(m[1]), at: at})
		return
	}
	for _, l := range links { // the status says no more than that; a link below it says by what
		if _, told := toldOf(p.Page.Links[l]); !told {
			p.record(recorded{field: kind.FieldSupersededBy, link: l, at: p.Page.Links[l].At})
			return
		}
	}
}

// record enters a relation, unless front matter tells it.
func (p *Page) record(r recorded) {
	if _, set := p.Values[r.field]; !set {
		p.recorded = append(p.recorded, r)
	}
}

// The words that say how one record stands to another. Tools have spelled the
// word with a c.
var (
	successor = regexp.MustCompile(`(?i)^super[sc]eded by ([A-Za-z]*[-_ #]?[0-9]+)`)
	standing  = regexp.MustCompile(`(?i)\b(super[sc]eded|super[sc]edes|replaced|replaces|amended|amends|clarified|clarifies|relates|related|depends|links)\b`)
)

// toldOf returns the field for the relation that a sentence says a link is, and
// whether it says one: there are relations that no field has.
func toldOf(l page.Link) (field kind.FieldName, told bool) {
	before, _, _ := strings.Cut(l.Sentence, l.Text)
	words := standing.FindAllString(before, -1)
	if len(words) == 0 {
		return field, false
	}
	switch strings.ToLower(words[len(words)-1]) {
	case "superseded", "superceded", "replaced":
		return kind.FieldSupersededBy, true
	case "supersedes", "supercedes", "replaces":
		return kind.FieldSupersedes, true
	}
	return field, true
}

// setStatus takes the first word of a text if it is a status.
func setStatus(p *Page, text string) {
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 {
		return
	}
	word := strings.Trim(words[0], ".,;*_")
	if word == "superceded" {
		word = kind.StatusSuperseded.String()
	}
	if _, set := p.Values[kind.FieldStatus]; !set && slices.Contains(p.Kind.Field(kind.FieldStatus).Values, word) {
		p.Values[kind.FieldStatus] = kind.Value{Text: word}
	}
}

func setDeciders(p *Page, text string) {
	var makers kind.Value
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name != "" {
			makers.List = append(makers.List, kind.Item{Text: name})
		}
	}
	if _, set := p.Values[kind.FieldDecisionMakers]; !set && makers.List != nil {
		p.Values[kind.FieldDecisionMakers] = makers
	}
}

func setDate(p *Page, text string) {
	text = strings.TrimSpace(text)
	day, err := time.Parse(time.DateOnly, text)
	if _, set := p.Values[kind.FieldDate]; err == nil && !set {
		p.Values[kind.FieldDate] = kind.Value{Text: text, Day: day}
	}
}
