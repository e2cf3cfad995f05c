package handbook

import (
	"maps"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// checkFit reports evidence for a constraint that a strategy's pattern does not
// have (H005). Nobody would see it, and the constraint that was meant would be
// without any.
func (h *Handbook) checkFit(p *Page) {
	i := slices.IndexFunc(p.Relations, func(r Relation) bool { return r.Field == kind.RelationStrategyPattern })
	if i < 0 {
		return
	}
	pattern := p.Relations[i].Page
	var ids []string
	for _, c := range pattern.Values[kind.FieldConstraints].Records {
		ids = append(ids, c[kind.ConstraintID].Text)
	}
	fit := p.Values[kind.FieldFit]
	for _, id := range slices.Sorted(maps.Keys(fit.Texts)) {
		if slices.Contains(ids, id) {
			continue
		}
		d := diag.New("H005", h.Place(p, placeOf(fit.Texts[id], fit)), "fit: %q has no constraint %q", pattern.Title, id).WithSeverity(diag.Warning)
		if near, ok := diag.Nearest(id, ids); ok {
			d = d.WithHint("did you mean %s?", near)
		} else if len(ids) > 0 {
			d = d.WithHint("its constraints are %s", strings.Join(ids, ", "))
		}
		h.report(d)
	}
}
