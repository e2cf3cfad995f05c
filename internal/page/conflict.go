package page

import (
	"slices"

	"waymark/internal/diag"
)

// findConflicts reports what git left in the whole file, because front matter is
// where most conflicts are. What such front matter breaks besides is no mistake
// of its own.
func (d *document) findConflicts() {
	conflicts := d.text.Conflicts()
	if len(conflicts) == 0 {
		return
	}
	if conflicts[0].Line < d.text.Position(d.start, d.start).Line {
		d.page.Diags = slices.DeleteFunc(d.page.Diags, func(found diag.Diagnostic) bool {
			return found.Code == "P001" || found.Code == "P003"
		})
	}
	d.page.Diags = append(d.page.Diags, conflicts...)
}
