package theme

import (
	"bytes"
	"html"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"sync"

	"waymark/internal/source"
	"waymark/internal/view"
)

// Render returns the HTML of a page. A kind without a layout of its own is shown
// by "page". The error is a *Failure.
func (t *Theme) Render(v *view.Page) ([]byte, error) {
	layout := t.layout(v)
	if !t.HasLayout(layout) {
		return nil, t.noLayout(v)
	}
	page := *v
	sidebar, err := t.sidebar(v)
	if err != nil {
		return nil, t.failure(v, "", navPart, err)
	}
	page.Sidebar = sidebar
	b := bytes.NewBuffer(make([]byte, 0, len(page.Content)+len(sidebar)+8<<10))
	tmpl, err := t.compile(compileKey{layout, layout, t.words.language(v.Lang)})
	if err == nil {
		err = tmpl.Execute(b, &page)
	}
	if drawn := asDrawn(page.TOC, b.Bytes()); err == nil && !slices.Equal(drawn, page.TOC) {
		page.TOC = drawn
		b.Reset()
		err = tmpl.Execute(b, &page)
	}
	if err != nil {
		return nil, t.failure(v, layout, layout, err)
	}
	return b.Bytes(), nil
}

// asDrawn returns headings in the order in which a page has them, which only its
// layout knows. One that the layout leaves out is not among them.
func asDrawn(headings []view.Heading, page []byte) []view.Heading {
	const open = ` id="`
	byID := make(map[string]view.Heading, len(headings))
	for _, h := range headings {
		byID[h.ID] = h
	}
	var drawn []view.Heading
	for len(drawn) < len(headings) {
		_, rest, ok := bytes.Cut(page, []byte(open))
		if !ok {
			break
		}
		id, after, _ := bytes.Cut(rest, []byte(`"`))
		if h, ok := byID[html.UnescapeString(string(id))]; ok {
			drawn = append(drawn, h)
			delete(byID, h.ID)
		}
		page = after
	}
	return drawn
}

// layout returns the layout that shows a page.
func (t *Theme) layout(v *view.Page) string {
	if strings.HasPrefix(v.Layout, "kinds/") && !t.HasLayout(v.Layout) {
		return "page"
	}
	return v.Layout
}

// Sidebar is what parts/nav gets.
type Sidebar struct {
	Site view.Site
	Nav  view.Nav
	Top  string // address of the top-level section that the reader is in, or empty
}

// sidebars remembers the HTML of sidebars. The pages of a stretch of a section
// share one; only the mark at the page's own link differs.
type sidebars struct {
	mu   sync.Mutex
	made map[sidebarKey]*madeSidebar
}

// mostSidebars bounds the memory: a live preview makes new ones with each edit
// of a title.
const mostSidebars = 2048

type sidebarKey struct {
	site, nav source.Digest
	top, lang string
}

type madeSidebar struct {
	once sync.Once
	html string
	own  map[string]int // by address, the place for the mark
	err  error
}

// sidebar returns the sidebar of a page. In it, the first <a href="…"> that leads
// to the page itself is marked with aria-current="page", straight after the
// href, which must be the first attribute.
func (t *Theme) sidebar(v *view.Page) (template.HTML, error) {
	if t.templates.shared[navPart] == nil {
		return "", nil
	}
	key := sidebarKey{v.SiteKey, v.NavKey, topSection(v), t.words.language(v.Lang)}
	s := t.sidebars.get(key)
	s.once.Do(func() {
		tmpl, err := t.compile(compileKey{"", navPart, key.lang})
		if err != nil {
			s.err = err
			return
		}
		var b strings.Builder
		s.err = tmpl.Execute(&b, &Sidebar{Site: v.Site, Nav: v.Nav, Top: key.top})
		s.html = b.String()
		s.own = linkEnds(s.html)
	})
	if s.err != nil {
		return "", s.err
	}
	if end, ok := s.own[plainAddress(v.URL)]; ok {
		return template.HTML(s.html[:end] + ` aria-current="page"` + s.html[end:]), nil
	}
	return template.HTML(s.html), nil
}

func (s *sidebars) get(key sidebarKey) *madeSidebar {
	s.mu.Lock()
	defer s.mu.Unlock()
	if made := s.made[key]; made != nil {
		return made
	}
	if s.made == nil || len(s.made) >= mostSidebars {
		s.made = make(map[sidebarKey]*madeSidebar)
	}
	s.made[key] = &madeSidebar{}
	return s.made[key]
}

// topSection returns the address of the top-level section that a page is in.
func topSection(v *view.Page) string {
	for _, s := range v.Site.Sections {
		if s.URL == v.Nav.URL || slices.ContainsFunc(v.Crumbs, func(c view.Crumb) bool { return c.URL == s.URL }) {
			return s.URL
		}
	}
	return ""
}

// linkEnds returns, for each address, the place after it in the first
// <a href="…"> that leads there.
func linkEnds(page string) map[string]int {
	const open = `<a href="`
	ends := make(map[string]int)
	for at := 0; ; {
		i := strings.Index(page[at:], open)
		if i < 0 {
			return ends
		}
		at += i + len(open)
		n := strings.IndexByte(page[at:], '"')
		if n < 0 {
			return ends
		}
		address := plainAddress(html.UnescapeString(page[at : at+n]))
		at += n + 1
		if _, ok := ends[address]; !ok {
			ends[address] = at
		}
	}
}

// plainAddress undoes percent-encoding, because html/template encodes a few
// characters that the view leaves alone.
func plainAddress(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}
