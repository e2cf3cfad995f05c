package handbook

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"waymark/internal/diag"
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
// matter, as records in Nygard's form do (sections Status and Date, or lines below
// the title), and older ones in MADR's (a list or lines of both, and of who
// decided). Front matter wins; what is not in one of these forms is left alone.
func (h *Handbook) readRecord(p *Page, sections []page.Section) {
	if p.Kind != kind.Decision {
		return
	}
	for _, s := range sections {
		if s.Heading < 0 {
			h.readEntries(p, s)
			continue
		}
		heading := p.Headings[s.Heading]
		known := p.Kind.SectionOf(heading.Text, h.Settings.Sections)
		switch isStatus := known != nil && known.Name == kind.SectionStatus; {
		case isStatus:
			p.recordStatus(firstText(s.Lines), heading.At, p.linksBetween(heading.At.Line, p.Headings[s.Heading+1:]))
			h.readEntries(p, s)
		case known == nil:
			h.readEntry(p, sectionEntry(heading.Text, s))
		}
	}
}

// firstText returns the first paragraph that says something, without what is
// struck out.
func firstText(lines []page.TextLine) string {
	text := ""
	for _, line := range lines {
		if line.Begins && text != "" {
			break
		}
		text = strings.TrimSpace(text + " " + struckOut.ReplaceAllString(line.Text, ""))
	}
	return text
}

var struckOut = regexp.MustCompile(`~~.*?~~`)

// An entry is what a record says below a label: Date: 2026-03-31.
type entry struct {
	label, value string
	list         []string // the items below it
	at           meta.Span
}

// sectionEntry returns a section with the label as its heading as an entry.
func sectionEntry(heading string, s page.Section) entry {
	e := entry{label: heading, value: firstText(s.Lines), list: itemTexts(s.Items), at: meta.Span{}}
	if len(s.Lines) > 0 {
		e.at = s.Lines[0].At
	}
	return e
}

// labels are what the entries of a record are called, with the field for each.
var labels = map[string]kind.FieldName{
	"status": kind.FieldStatus,
	"date":   kind.FieldDate, "decision date": kind.FieldDate, "date of decision": kind.FieldDate, "decided on": kind.FieldDate,
	"deciders": kind.FieldDecisionMakers, "decider": kind.FieldDecisionMakers, "decided by": kind.FieldDecisionMakers,
	"decision makers": kind.FieldDecisionMakers, kind.FieldDecisionMakers.String(): kind.FieldDecisionMakers, "decision maker": kind.FieldDecisionMakers,
	"consulted": kind.FieldConsulted, "informed": kind.FieldInformed,
}

// labelled finds the labels in a line: at its beginning, and further on with a
// capital.
var labelled = regexp.MustCompile(
	`(?:^\W*(?i:status|decision date|date of decision|date|deciders?|decided (?:by|on)|decision[- ]makers?|consulted|informed)|` +
		`\s(?:Status|Decision [Dd]ate|Date of [Dd]ecision|Date|Deciders?|Decided (?:by|on)|` +
		`Decision[- ][Mm]akers?|Consulted|Informed))\s*:`)

// readEntries reads the entries among a section's lines and in its lists. A list
// of people can go on in the next line.
func (h *Handbook) readEntries(p *Page, s page.Section) {
	var entries []entry
	for _, line := range s.Lines {
		found := entriesOf(line.Text, line.At)
		last := len(entries) - 1
		goesOn := found == nil && !line.Begins && last >= 0 && strings.HasSuffix(entries[last].value, ",")
		if goesOn {
			entries[last].value += " " + line.Text
		}
		entries = append(entries, found...)
	}
	for _, item := range s.Items {
		found := entriesOf(item.Text, item.At)
		if last := len(found) - 1; last >= 0 {
			found[last].list = itemTexts(item.Items)
		}
		entries = append(entries, found...)
	}
	for _, e := range entries {
		h.readEntry(p, e)
	}
}

// entriesOf returns the entries of a line; of several, marks stand between them.
func entriesOf(line string, at meta.Span) []entry {
	line = struckOut.ReplaceAllString(line, "")
	places := labelled.FindAllStringIndex(line, -1)
	var entries []entry
	for i, place := range places {
		value := line[place[1]:]
		if i+1 < len(places) {
			value = strings.TrimRight(line[place[1]:places[i+1][0]], " ,;.|·•-–—")
		}
		label := strings.TrimFunc(line[place[0]:place[1]], func(r rune) bool { return !unicode.IsLetter(r) })
		entries = append(entries, entry{label: label, value: strings.TrimSpace(value), at: at})
	}
	return entries
}

func (h *Handbook) readEntry(p *Page, e entry) {
	field, known := labels[strings.ToLower(strings.Trim(e.label, " :"))]
	switch {
	case !known:
	case field == kind.FieldStatus:
		links := slices.DeleteFunc(p.linksBetween(0, p.Headings), func(l int) bool { return !isInStatus(p.Page.Links[l], e) })
		p.recordStatus(e.value, meta.Span{Line: 1, Column: 1, EndLine: 1, EndColumn: 1}, links)
	case field == kind.FieldDate:
		h.setDate(p, e)
	default:
		p.setPeople(field, e)
	}
}

// isInStatus reports whether a link stands in a status: on its line, or behind its
// label in one sentence.
func isInStatus(l page.Link, status entry) bool {
	if l.At.Line == status.at.Line {
		return true
	}
	before, _ := around(l)
	places := labelled.FindAllString(before, -1)
	return len(places) > 0 && strings.Contains(strings.ToLower(places[len(places)-1]), "status")
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
	p.setStatus(text, links)
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

// successor is how a status names the record that replaces this one by its number.
var successor = regexp.MustCompile(`(?i)^super[sc]eded by ([A-Za-z]*[-_ #]?[0-9]+)`)

// setStatus takes the first word of a text if it is a status. links are those in
// the text.
func (p *Page) setStatus(text string, links []int) {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) // a mark or an emoji
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(text)
	}
	word := strings.ToLower(text[:end])
	if word == "superceded" {
		word = kind.StatusSuperseded.String()
	}
	if word == kind.StatusSuperseded.String() {
		named := make([]page.Link, len(links))
		for i, l := range links {
			named[i] = p.Page.Links[l]
		}
		if !isSuperseded(text[end:], named) {
			return
		}
	}
	if _, set := p.Values[kind.FieldStatus]; !set && slices.Contains(p.Kind.Field(kind.FieldStatus).Values, word) {
		p.Values[kind.FieldStatus] = kind.Value{Text: word}
	}
}

// setPeople takes the names of an entry: the items below it, or what stands
// between commas.
func (p *Page) setPeople(field kind.FieldName, e entry) {
	names := e.list
	if e.value != "" {
		names = strings.FieldsFunc(e.value, func(r rune) bool { return r == ',' || r == ';' })
	}
	var people kind.Value
	for _, name := range names {
		if name = strings.TrimSpace(name); name != "" {
			people.List = append(people.List, kind.Item{Text: name})
		}
	}
	if _, set := p.Values[field]; !set && people.List != nil {
		p.Values[field] = people
	}
}

// setDate takes the day that an entry begins with. One that is unclear is
// reported, unless the front matter has one.
func (h *Handbook) setDate(p *Page, e entry) {
	if _, set := p.Values[kind.FieldDate]; set {
		return
	}
	written := readDay(e.value)
	switch {
	case !written.Day.IsZero():
		p.Values[kind.FieldDate] = kind.Value{Text: written.Day.Format(time.DateOnly), Day: written.Day}
	case written.Unclear != "":
		h.report(diag.New("H005", h.Place(p, e.at), "the date %q is not read: %s", e.value, written.Unclear).WithSeverity(diag.Warning).
			WithHint("write year, month and day: %s: 2026-03-31", e.label))
	}
}
