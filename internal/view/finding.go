package view

import (
	"html"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"waymark/internal/check"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/source"
)

// A Finding is what a check says of a page. Findings come with age, so a view
// that has some can be another tomorrow.
type Finding struct {
	Code     string
	Severity string // error, warning, info
	Message  string // a sentence
	Hint     string // a sentence: what to do
	Passage  string // what it points at, where its place alone does not tell; may be empty
	Teaches  Link   // the page of the pitfall; zero: the handbook has none
	Check    Link   // the page of the check; zero: the handbook has none
	Since    string // 2026-09-16: the day from which it holds; empty: it did not come with age
	Because  string // of an accepted one: the reason
	Until    string // of an accepted one: the last day; empty: for good
	Count    int    // of accepted ones: how many this stands for
	Number   int    // of a specimen's: by which readers find it at its phrase; 0: it has none
	Phrase   string // the words that it points at, as they were typed; empty: none
}

// judge puts what was found on a page where it belongs: with the action or the
// part of the body that it is about, else with the page as a whole. inPreview asks
// for what is not published, too.
func (m *Maker) judge(v *Page, p *handbook.Page, found []check.Found, inPreview bool) {
	if len(found) == 0 {
		return
	}
	actions := make(map[int]int, len(p.Actions)) // by line
	for i, a := range p.Actions {
		actions[a.At.Line] = i
	}
	for _, f := range found {
		switch {
		case f.Accepted:
			v.Accepted = m.accept(v.Accepted, f)
		case !m.publishes(f) && !(inPreview && m.previews(f)):
		default:
			list := &v.Findings
			if i, ok := actions[f.Line]; ok {
				list = &v.Actions[i].Findings
			} else if i, ok := partOf(v, p, f.Line); ok {
				list = &v.Parts[i].Findings
			}
			*list = append(*list, m.finding(f))
		}
	}
	if p.Values[kind.FieldSpecimen].Bool {
		m.number(v, p)
	}
}

// number gives the findings of a specimen numbers in the order in which a page of its
// kind shows them, and notes the phrases that they point at.
func (m *Maker) number(v *Page, p *handbook.Page) {
	n := 0
	each := func(findings []Finding) (phrases []Phrase) {
		for i := range findings {
			n++
			findings[i].Number = n
			if f := findings[i]; f.Phrase != "" {
				phrases = append(phrases, Phrase{f.Phrase, n, f.Severity})
			}
		}
		return phrases
	}
	for _, s := range p.Kind.Sections {
		for i := range v.Parts {
			if v.Parts[i].Name == s.Name.String() {
				v.Parts[i].Phrases = each(v.Parts[i].Findings)
			}
		}
		if s.Name != kind.SectionActions {
			continue
		}
		for i := range v.Actions {
			a := &v.Actions[i]
			a.HTML = markText(a.Text, each(a.Findings))
		}
	}
	v.Statement = markText(m.h.Typeset(p, p.Values[kind.FieldStatement].Text), each(v.Findings))
	v.Counted = n
}

// markText returns a text as HTML with phrases marked, or nothing if it has none of them.
func markText(text string, phrases []Phrase) template.HTML {
	marked, found := markAll([]byte(html.EscapeString(text)), phrases)
	if !slices.Contains(found, true) {
		return ""
	}
	return template.HTML(marked)
}

// publishes reports whether the settings want an open finding on its published page.
func (m *Maker) publishes(f check.Found) bool {
	switch m.h.Settings.Findings {
	case kind.FindingsShown:
		return true
	case kind.FindingsInPreview, kind.FindingsOfSpecimens:
		return f.Specimen
	}
	return false
}

// previews reports whether the settings want an open finding in the preview alone.
func (m *Maker) previews(f check.Found) bool {
	return m.h.Settings.Findings == kind.FindingsInPreview && !f.Accepted && !f.Specimen
}

// IsJudged reports whether the preview shows more on a place than is published
// there: what the checks find.
func (m *Maker) IsJudged(at Place) bool {
	return at.Content() != nil && slices.ContainsFunc(m.found[at.page], m.previews)
}

// Judged makes the view of a page as the preview shows it, with what the checks
// find.
func (m *Maker) Judged(at Place, contentKey source.Digest) Page { return m.page(at, contentKey, true) }

func (m *Maker) finding(f check.Found) Finding {
	out := Finding{
		Code: f.Code, Severity: f.Severity.String(), Message: m.typeset(sentence(f.Message)), Hint: m.typeset(sentence(f.Hint)),
		Passage: m.typeset(f.Passage), Because: m.typeset(sentence(f.Because)), Since: dayOf(f.Since), Until: dayOf(f.Until), Count: 1, Phrase: f.Phrase,
		Check: m.pageLink(m.h.Find(kind.Check, strings.ToLower(f.Code))),
	}
	if f.Teacher != nil {
		out.Teaches = Link{f.Teacher.Name(), m.url(f.Teacher.Address) + f.Anchor}
	}
	return out
}

// typeset sets the quotes of an English text, as in the text that it is about; what
// stands between backquotes is to be pasted and stays as it is.
func (m *Maker) typeset(text string) string {
	pieces := strings.Split(text, "`")
	for i := 0; i < len(pieces); i += 2 {
		pieces[i] = page.Typeset(pieces[i], "en", m.h.Settings.Parser)
	}
	return strings.Join(pieces, "`")
}

// accept adds an accepted finding, or counts it with those that were accepted for
// the same reason.
func (m *Maker) accept(all []Finding, f check.Found) []Finding {
	one := m.finding(f)
	for i := range all {
		if a := &all[i]; a.Code == one.Code && a.Because == one.Because && a.Until == one.Until {
			a.Count++
			return all
		}
	}
	return append(all, one)
}

// partOf returns the part of the body that a line of the file is in.
func partOf(v *Page, p *handbook.Page, line int) (int, bool) {
	for _, s := range p.Sections {
		if s.Heading < 0 {
			continue
		}
		h := p.Headings[s.Heading]
		if line < h.At.Line || s.Next < len(p.Headings) && line >= p.Headings[s.Next].At.Line {
			continue
		}
		i := slices.IndexFunc(v.Parts, func(part Part) bool { return part.Name != "" && part.ID == h.ID })
		return i, i >= 0
	}
	return 0, false
}

// ends returns the last day of a page's horizon; empty when there is none.
func ends(p *handbook.Page) string {
	day, ok := kind.HorizonDay(p.Values[kind.FieldHorizon].Text, p.Values[kind.FieldWritten].Day)
	if !ok {
		return ""
	}
	return day.Format(time.DateOnly)
}

func dayOf(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}

var afterQuestion = regexp.MustCompile(`\? [a-z]`)

// sentence writes a message as a sentence: with a capital, also after a question,
// and with a full stop unless it ends with another mark.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	text = string(unicode.ToUpper(first)) + text[size:]
	text = afterQuestion.ReplaceAllStringFunc(text, strings.ToUpper)
	if strings.ContainsAny(text[len(text)-1:], ".?!") || strings.HasSuffix(text, "…") {
		return text
	}
	return text + "."
}
