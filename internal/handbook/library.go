package handbook

import (
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/page"
)

// A LibraryPage is a page of Waymark's library, which lies beneath a handbook's own
// pages.
//
// Nobody can mend it, so nothing is reported of it: its links into what is not there
// are shown as text. A page of a part that is off is not published. It is among
// Input.Pages all the same, so that what leads to it can be told by its name.
type LibraryPage struct {
	Part string // see kind.LibraryParts
	Off  bool
	By   string // the path of a page of the handbook's own that replaces it, if that is another one: then it is not among Input.Pages
}

// readLibrary reads which parts of the library lie beneath the handbook.
func (s *Settings) readLibrary(path string, v kind.Values) (ds []diag.Diagnostic) {
	said, set := v[kind.SettingLibrary]
	if !set {
		return nil
	}
	s.Library = make(map[string]bool)
	for _, item := range said.List {
		isAll, isNone := item.Text == kind.LibraryAll.String(), item.Text == kind.LibraryNone.String()
		if (isAll || isNone) && len(said.List) > 1 {
			ds = append(ds, diag.New("C003", item.At.In(path), "library: %s does not go together with other values", item.Text).
				WithHint("write library: true for all of it, library: false for none, or a list of parts"))
		}
		for _, part := range kind.LibraryParts {
			s.Library[part.Name] = s.Library[part.Name] || isAll || item.Text == part.Name
		}
	}
	return ds
}

// libraryFiles returns what diagnostics call the files of the library.
func (h *Handbook) libraryFiles() map[string]bool {
	names := make(map[string]bool, len(h.in.Library))
	for p := range h.in.Library {
		names[h.name(p)] = true
	}
	return names
}

// forgiveLibrary takes out what is reported of the library's pages.
func (h *Handbook) forgiveLibrary() {
	h.Diags = slices.DeleteFunc(h.Diags, func(d diag.Diagnostic) bool { return h.ofLibrary[d.Path] })
}

// leadGuarded finds the target of a link on a page of the library. One that leads
// nowhere is shown as text; one to a heading that is not there leads to the page.
func (h *Handbook) leadGuarded(p *Page, w way, l page.Link) Target {
	scratch := h.scratch()
	scratch.unhinted = true
	t := scratch.leadLink(p, w, l.Dest, l.At)
	switch {
	case len(scratch.Diags) == 0:
		return t
	case t.Page == nil:
		return Target{}
	}
	t.Href, _, _ = strings.Cut(t.Href, "#")
	return t
}

// reportOff says what becomes of a link, a relation or an entry of the navigation that
// leads to a page of the library in a part that is off (H016). It reports whether the
// page is in one.
func (h *Handbook) reportOff(to *Page, at diag.Position, format, written string) bool {
	isOff := to != nil && to.Off != ""
	if isOff {
		h.report(diag.New("H016", at, format+", because the library's part %s is off", written, to.Off).WithHint("%s", to.leftOutHint()))
	}
	return isOff
}

// namedOff returns the pages in parts of the library that are off which a relation
// names by a bare file name.
func (h *Handbook) namedOff(f kind.Field, id string) (named []*Page) {
	for _, k := range f.To {
		for _, p := range h.byName[k+"/"+id] {
			if p.Off != "" && !slices.Contains(named, p) {
				named = append(named, p)
			}
		}
	}
	return named
}
