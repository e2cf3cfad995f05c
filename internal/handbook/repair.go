package handbook

import (
	"html"
	"maps"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/page"
)

// A Repair is a vision or a strategy, and the page that repairs it.
type Repair struct {
	Told, Repaired *Page
}

// Repairs returns those that an example compares, in the order in which it names them. Of
// several pages that repair one, the first in reading order counts.
func (p *Page) Repairs() []Repair {
	var repairs []Repair
	for _, told := range p.Relations {
		if told.Field != kind.RelationExampleCompares || told.Page.leftOut {
			continue
		}
		i := slices.IndexFunc(told.Page.Inbound, func(r Relation) bool {
			return r.Field == kind.RelationVisionRepairs || r.Field == kind.RelationStrategyRepairs
		})
		if i >= 0 {
			repairs = append(repairs, Repair{told.Page, told.Page.Inbound[i].Page})
		}
	}
	return repairs
}

// Fixes returns the words that a page fixes what a check finds with.
func (p *Page) Fixes(code string) []string {
	for key, words := range p.Values[kind.FieldFixes].Texts {
		if strings.EqualFold(key, code) {
			return kind.TextsOf(words)
		}
	}
	return nil
}

// checkFixes reports what no reader would see of `fixes`: words that are not on the page,
// codes that there are none of, and words on a page that repairs no other (H005).
func (h *Handbook) checkFixes(p *Page, body *page.Body) {
	fixes, ok := p.Values[kind.FieldFixes]
	if !ok {
		return
	}
	report := func(list []kind.Item, hint, format string, args ...any) {
		h.report(diag.New("H005", h.Place(p, placeOf(list, fixes)), "fixes: "+format, args...).WithSeverity(diag.Warning).WithHint("%s", hint))
	}
	if _, ok := p.Values[kind.FieldRepairs]; !ok {
		report(nil, "name the page that it repairs under `repairs`", "this page repairs no other")
		return
	}
	statement := []byte(html.EscapeString(p.Values[kind.FieldStatement].Text))
	for _, code := range slices.Sorted(maps.Keys(fixes.Texts)) {
		words := fixes.Texts[code]
		if _, known := diag.Lookup(strings.ToUpper(code)); !known {
			report(words, "`waymark explain all` lists the codes", "there is no check %q", code)
		}
		for _, w := range words {
			if !page.HasPhrase(body.HTML, w.Text) && !page.HasPhrase(statement, w.Text) {
				report([]kind.Item{w}, "copy the words from the page's text or its statement", "the page does not say %q", w.Text)
			}
		}
	}
}
