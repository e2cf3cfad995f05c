package handbook

import (
	"slices"
	"strings"
	"time"

	"waymark/internal/kind"
	"waymark/internal/page"
)

// readRecord fills in what a decision says in its body instead of its front
// matter, as records in Nygard's form do (a Status section and a Date line below
// the title), and older ones in MADR's (a list of both). Front matter wins; what
// is not in one of these forms is left alone.
func (h *Handbook) readRecord(p *Page, sections []page.Section) {
	if p.Kind.Name != "decision" {
		return
	}
	for _, s := range sections {
		if s.Heading < 0 {
			for _, line := range append(strings.Split(s.Lead, "\n"), itemTexts(s.Items)...) {
				label, value, _ := strings.Cut(line, ":")
				switch strings.ToLower(strings.TrimSpace(label)) {
				case "status":
					setStatus(p, value)
				case "date":
					setDate(p, value)
				}
			}
			continue
		}
		if known := p.Kind.SectionOf(p.Headings[s.Heading].Text, h.Settings.Sections); known != nil && known.Name == "Status" {
			setStatus(p, s.Lead)
			if _, named := p.Values["superseded_by"]; !named && p.Values["status"].Text == "superseded" {
				p.successor = linkIn(p, s)
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

// setStatus takes the first word of a text if it is a status.
func setStatus(p *Page, text string) {
	words := strings.Fields(strings.ToLower(text))
	i := slices.IndexFunc(p.Kind.Fields, func(f kind.Field) bool { return f.Name == "status" })
	if len(words) == 0 || i < 0 {
		return
	}
	if word := strings.Trim(words[0], ".,;*_"); slices.Contains(p.Kind.Fields[i].Values, word) {
		if _, set := p.Values["status"]; !set {
			p.Values["status"] = kind.Value{Text: word}
		}
	}
}

func setDate(p *Page, text string) {
	text = strings.TrimSpace(text)
	day, err := time.Parse(time.DateOnly, text)
	if _, set := p.Values["date"]; err == nil && !set {
		p.Values["date"] = kind.Value{Text: text, Day: day}
	}
}

// linkIn returns the number of the first link in a section that leads to a page
// of the handbook, counted from 1; 0 if there is none.
func linkIn(p *Page, s page.Section) int {
	from, to := p.Headings[s.Heading].At.Line, int(^uint(0)>>1)
	if s.Heading+1 < len(p.Headings) {
		to = p.Headings[s.Heading+1].At.Line
	}
	return 1 + slices.IndexFunc(p.Page.Links, func(l page.Link) bool {
		return from < l.At.Line && l.At.Line < to && !leavesSite(l.Dest)
	})
}
