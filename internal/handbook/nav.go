package handbook

import (
	"maps"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/source"
)

// A NavSetting is an entry of the setting `nav`: a page, a folder, or an address
// outside the handbook.
type NavSetting struct {
	Page   string // id; empty: URL
	URL    string
	Name   string // empty: the page's own title
	Hidden bool
	At     meta.Span
}

// A NavEntry is an entry of the navigation: a page, a folder, or a link out.
type NavEntry struct {
	Child
	URL   string // of a link out
	Named bool   // in the settings

	name   string
	hidden bool
}

// Name is what the navigation calls the entry.
func (e NavEntry) Name() string {
	if e.name != "" {
		return e.name
	}
	return e.Child.Name()
}

// readNav reads `nav`. An entry that is neither a page nor a link is left out.
func (s *Settings) readNav(path string, v kind.Value) (ds []diag.Diagnostic) {
	named := make(map[string]meta.Span)
	for _, r := range v.Records {
		e := NavSetting{Page: r[kind.NavPage].Text, URL: r[kind.NavURL].Text, Name: page.Typeset(r[kind.NavTitle].Text, s.Lang, s.Parser), Hidden: r[kind.NavHidden].Bool, At: spanOf(r, v.At)}
		bad := func(hint, format string, args ...any) {
			ds = append(ds, diag.New("C003", e.At.In(path), format, args...).WithHint("%s", hint))
		}
		first, again := named[idOf(e.Page)]
		switch {
		case e.Page == "" && e.URL == "":
			bad("write page: strategies, or url: https://example.org/", "nav: this entry leads nowhere")
		case e.Page != "" && e.URL != "":
			bad("make two entries of it", "nav: this entry leads to two places")
		case e.URL != "" && !kind.IsWebAddress(e.URL) && !isMailAddress(e.URL):
			bad("write it whole, such as https://example.org/; for a page of the handbook write page", "nav: %q is no address", e.URL)
		case e.URL != "" && e.Name == "":
			bad("add title: what readers see", "nav: the link to %s has no title", e.URL)
		case e.URL != "" && e.Hidden:
			bad("remove the entry", "nav: a link out that is hidden is not there")
		case e.Page != "" && again:
			bad("remove one of the two", "nav: %q is named twice", e.Page)
			ds[len(ds)-1] = ds[len(ds)-1].WithRelated(first.In(path), "the other is here")
		default:
			named[idOf(e.Page)] = e.At
			s.Nav = append(s.Nav, e)
		}
	}
	return ds
}

// spanOf returns a place for a whole record: that of the first of its values.
func spanOf(r kind.Values, otherwise meta.Span) meta.Span {
	at := otherwise
	found := false
	for _, v := range r {
		if !found || v.At.Line < at.Line || v.At.Line == at.Line && v.At.Column < at.Column {
			at, found = v.At, true
		}
	}
	return at
}

// named returns the entries that the settings name, hidden ones too. A page
// that is not there is reported as a dead link is (H001).
func (h *Handbook) named() []NavEntry {
	var entries []NavEntry
	for _, s := range h.Settings.Nav {
		e := NavEntry{URL: s.URL, Named: true, name: s.Name, hidden: s.Hidden}
		if s.Page != "" {
			c, ok := h.child(s)
			if !ok {
				continue
			}
			e.Child = c
		}
		entries = append(entries, e)
	}
	return entries
}

// child finds the page or the folder that an entry names.
func (h *Handbook) child(s NavSetting) (Child, bool) {
	at := s.At.In(h.name(settingsFile))
	id := idOf(s.Page)
	p := h.byID[id]
	if h.reportOff(p, at, "nav: %q is left out", s.Page) {
		return Child{}, false
	}
	switch {
	case p != nil && p.leftOut:
		h.report(diag.New("H001", at, "nav: %q %s", s.Page, p.whyLeftOut()).WithHint("%s", p.leftOutHint()))
		return Child{}, false
	case p != nil && !p.IsFolder:
		return Child{Page: p}, true
	}
	dir := id
	if id == "" {
		dir = "."
	}
	if f := h.folders[dir]; f != nil {
		return Child{Page: f.Page, Folder: f}, true
	}
	d := diag.New("H001", at, "nav: there is no page and no folder %q", s.Page)
	ids := slices.Concat(slices.Collect(maps.Keys(h.byID)), slices.Collect(maps.Keys(h.folders)))
	slices.Sort(ids)
	if near, ok := diag.Nearest(id, ids); ok {
		d = d.WithHint("did you mean %s?", near)
	}
	h.report(d)
	return Child{}, false
}

// idOf returns the id of what an author may also have written as a file or as
// an address: no-vision.md, patterns/index.md, /patterns/.
func idOf(text string) string {
	id := strings.Trim(source.TrimMarkdown(text), "/")
	for _, name := range []string{"index", "README"} {
		if dir, ok := strings.CutSuffix("/"+id, "/"+name); ok {
			return strings.TrimPrefix(dir, "/")
		}
	}
	return id
}

// ranks returns the places of what is named, by which the top of the handbook is
// also read and listed.
func ranks(named []NavEntry) map[Child]int {
	ranks := make(map[Child]int, len(named))
	for i, e := range named {
		ranks[e.Child] = i
	}
	return ranks
}

// navigate sets up the top of the navigation: what is named, in that order, then
// what home lists besides.
func (h *Handbook) navigate(named []NavEntry) {
	ranks := ranks(named)
	for _, e := range named {
		if !e.hidden {
			h.Nav = append(h.Nav, e)
		}
	}
	for _, c := range h.Home.Children {
		if _, ok := ranks[c]; !ok {
			h.Nav = append(h.Nav, NavEntry{Child: c})
		}
	}
	for i, e := range h.Nav {
		if e.Folder == nil && e.Page != nil && e.Page.Folder == h.Home {
			e.Page.Position = i
		}
	}
}
