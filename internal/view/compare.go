package view

import (
	"cmp"
	"html"
	"html/template"
	"slices"
	"strconv"

	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/page"
)

// A text that an example compares is shown next to its repair, in a row a part: each that was
// told, and each whose lack a check finds. Every finding is in a row: that of the part it
// is about, else one about the text as a whole, which in a vision is its first.

// compare gives an example the texts that it compares, each next to its repair.
func (m *Maker) compare(v *Page, p *handbook.Page) {
	for _, r := range p.Repairs() {
		c := Comparison{
			Kind: r.Told.Kind.Name, Told: m.pageLink(r.Told), Repaired: m.pageLink(r.Repaired),
			Basis: r.Repaired.Values[kind.FieldBasis].Text,
		}
		found := m.foundByPart(r.Told)
		for i := range r.Told.Kind.Sections {
			s := &r.Told.Kind.Sections[i]
			about := found[s]
			isStatement := isStatement(s)
			if isStatement {
				about = append(about, found[nil]...)
				delete(found, nil)
			}
			told, repaired := m.passage(r.Told, s), m.passage(r.Repaired, s)
			if told.IsMissing && len(about) == 0 {
				continue
			}
			row := Row{Name: s.Name.String(), Title: cmp.Or(titleOf(r.Told, s), titleOf(r.Repaired, s), s.Name.String()), Told: told, Repaired: repaired}
			m.addFindings(&row, about, &v.Counted)
			c.Rows = append(c.Rows, row)
		}
		if whole := found[nil]; len(whole) > 0 {
			row := Row{}
			m.addFindings(&row, whole, &v.Counted)
			c.Rows = append(c.Rows, row)
		}
		addFixes(&c, r.Repaired)
		v.Compared = append(v.Compared, c)
	}
}

// foundByPart returns what is found on a page by the section that it is about; nil: the
// page as a whole. What a check misses belongs to the section that it asks for.
func (m *Maker) foundByPart(p *handbook.Page) map[*kind.Section][]check.Found {
	asked := make(map[string]*kind.Section)
	for i := range p.Kind.Sections {
		s := &p.Kind.Sections[i]
		asked[s.Check] = s
	}
	found := make(map[*kind.Section][]check.Found)
	for _, f := range m.found[p] {
		if f.Accepted || !m.publishes(f) {
			continue
		}
		s := cmp.Or(sectionAt(p, f.Line), asked[f.Code])
		found[s] = append(found[s], f)
	}
	return found
}

// sectionAt returns the section of a page's kind that a line of the file is in, or nil.
func sectionAt(p *handbook.Page, line int) *kind.Section {
	for _, s := range p.Sections {
		if s.Heading < 0 {
			continue
		}
		isBefore := line < p.Headings[s.Heading].At.Line
		isAfter := s.Next < len(p.Headings) && line >= p.Headings[s.Next].At.Line
		if !isBefore && !isAfter {
			return s.Section
		}
	}
	for _, f := range p.Told {
		if f.Line <= line && line <= f.EndLine {
			return f.Section(p.Kind)
		}
	}
	return nil
}

// isStatement reports whether a section says what a vision's statement does.
func isStatement(s *kind.Section) bool { return s.Name == kind.SectionWhereWeEndUp }

// titleOf returns what a page calls a section; empty: it has none.
func titleOf(p *handbook.Page, s *kind.Section) string {
	for _, part := range p.Parts {
		if part.Section == s {
			return part.Title
		}
	}
	return ""
}

// passage returns a section of a page, without its HTML.
func (m *Maker) passage(p *handbook.Page, s *kind.Section) Passage {
	text := Passage{IsMissing: titleOf(p, s) == "", TextKey: p.ContentKey()}
	if isStatement(s) {
		text.Statement = m.h.Typeset(p, p.Values[kind.FieldStatement].Text)
		text.IsMissing = text.IsMissing && text.Statement == ""
	}
	return text
}

// addFindings adds findings to a row, with the numbers that come after n.
func (m *Maker) addFindings(row *Row, found []check.Found, n *int) {
	for _, f := range found {
		*n++
		finding := m.finding(f)
		finding.Number = *n
		row.Findings = append(row.Findings, finding)
		if f.Phrase != "" {
			row.Told.Phrases = append(row.Told.Phrases, Phrase{f.Phrase, *n, finding.Severity})
		}
	}
}

// addFixes notes where the repaired text fixes what is found, as its author says. Which
// part the words are in shows when they are looked for.
func addFixes(c *Comparison, repaired *handbook.Page) {
	var fixes []Phrase
	for _, row := range c.Rows {
		for _, f := range row.Findings {
			for _, words := range repaired.Fixes(f.Code) {
				fixes = append(fixes, Phrase{Text: words, Number: f.Number})
			}
		}
	}
	for i := range c.Rows {
		c.Rows[i].Repaired.Phrases = fixes
	}
}

// withoutHTML returns comparisons as keys stand for them.
func withoutHTML(compared []Comparison) []Comparison {
	compared = slices.Clone(compared)
	for i := range compared {
		compared[i].Rows = slices.Clone(compared[i].Rows)
		for j := range compared[i].Rows {
			compared[i].Rows[j].Told.HTML, compared[i].Rows[j].Repaired.HTML = "", ""
		}
	}
	return compared
}

// Fill puts the texts of parts and passages into the view of a place. text returns the
// HTML of a part of a page.
func (m *Maker) Fill(v *Page, at Place, text func(*handbook.Page, handbook.Part) ([]byte, error)) error {
	p := at.Content()
	for i, part := range p.Parts {
		body, err := text(p, part)
		if err != nil {
			return err
		}
		body, _ = markAll(body, v.Parts[i].Phrases)
		v.Parts[i].HTML = template.HTML(body)
	}
	for i, r := range p.Repairs() {
		if err := m.fillComparison(&v.Compared[i], r, text); err != nil {
			return err
		}
	}
	return nil
}

// fillComparison puts the texts of both pages into a comparison. Words that fix are
// marked once, in the first row that has them.
func (m *Maker) fillComparison(c *Comparison, r handbook.Repair, text func(*handbook.Page, handbook.Part) ([]byte, error)) error {
	fixed := make(map[Phrase]bool)
	for i := range c.Rows {
		row := &c.Rows[i]
		told, err := m.textOf(r.Told, row.Name, row.Told.Statement, text)
		if err != nil {
			return err
		}
		repaired, err := m.textOf(r.Repaired, row.Name, row.Repaired.Statement, text)
		if err != nil {
			return err
		}
		told, _ = markAll(told, row.Told.Phrases)
		left := slices.DeleteFunc(slices.Clone(row.Repaired.Phrases), func(p Phrase) bool { return fixed[p] })
		repaired, found := markAll(repaired, left)
		for j, p := range left {
			fixed[p] = fixed[p] || found[j]
		}
		row.Told.HTML, row.Repaired.HTML = template.HTML(told), template.HTML(repaired)
	}
	return nil
}

// textOf returns the HTML of a section of a page as another page shows it.
func (m *Maker) textOf(p *handbook.Page, section, statement string, text func(*handbook.Page, handbook.Part) ([]byte, error)) ([]byte, error) {
	var all []byte
	if statement != "" {
		all = append(all, `<p class="quote">`+html.EscapeString(statement)+"</p>\n"...)
	}
	for _, part := range p.Parts {
		if part.Section == nil || part.Section.Name.String() != section {
			continue
		}
		body, err := text(p, part)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Excerpt(body, m.url(p.Address))...)
	}
	return all, nil
}

// markAll marks phrases, each with a link to its finding. Of several in the same words
// the text is marked once, as the most severe says, and has a number for each.
func markAll(text []byte, phrases []Phrase) (marked []byte, found []bool) {
	var groups [][]Phrase
	groupOf := make(map[string]int) // by the words, and whether they fix
	group := make([]int, len(phrases))
	for i, p := range phrases {
		key := p.Text + "\x00" + strconv.FormatBool(p.Severity == "")
		if _, ok := groupOf[key]; !ok {
			groupOf[key] = len(groups)
			groups = append(groups, nil)
		}
		group[i] = groupOf[key]
		groups[group[i]] = append(groups[group[i]], p)
	}
	marks := make([]page.Phrase, len(groups))
	for i, same := range groups {
		marks[i] = markOf(same)
	}
	marked, foundGroups := page.MarkPhrases(text, marks)
	found = make([]bool, len(phrases))
	for i := range phrases {
		found[i] = foundGroups[group[i]]
	}
	return marked, found
}

// markOf returns the mark of phrases in the same words.
func markOf(same []Phrase) page.Phrase {
	severity, numbers, links := diag.Off, "", ""
	for i, p := range same {
		of, _ := diag.ParseSeverity(p.Severity)
		severity = max(severity, of)
		n := strconv.Itoa(p.Number)
		if i > 0 {
			numbers += " "
		}
		numbers += n
		links += `<sup class="` + classOf("pin", of) + `"><a href="#site:finding-` + n + `" data-finding="` + n + `" aria-labelledby="site:number-` + n + `">` + n + `</a></sup>`
	}
	class := "fixes"
	if severity != diag.Off {
		class = classOf("points", severity)
	}
	return page.Phrase{Text: same[0].Text, Open: `<span class="` + class + `" data-finding="` + numbers + `">`, Close: "</span>", After: links}
}

// classOf returns a class with that of a severity; what fixes has none.
func classOf(class string, severity diag.Severity) string {
	if severity == diag.Off {
		return class
	}
	return class + " severity-" + severity.String()
}
