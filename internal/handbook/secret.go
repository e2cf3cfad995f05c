package handbook

import (
	"path"
	"slices"
	"strings"

	"waymark/internal/page"
)

// hideDraftFiles takes out the files that nothing shows or links to but drafts
// that are left out: a picture can tell as much as its page. A file that no page
// leads to at all stays, as do those that are asked for by their names.
func (h *Handbook) hideDraftFiles() {
	secret := make(map[string]bool)
	for _, read := range h.in.Pages {
		if p := h.byPath[read.Path]; p != nil && p.leftOut {
			h.eachFile(p, func(file string) { secret[file] = !isAskedFor(file) })
		}
	}
	if len(secret) == 0 {
		return
	}
	public := func(file string) { delete(secret, file) }
	for _, p := range h.Pages {
		h.eachFile(p, public)
	}
	if footer, _, ok := page.Line(h.Settings.Footer.Text, h.Settings.Parser); ok {
		footer.Path = settingsFile
		h.eachFile(&Page{Page: footer, name: h.name(settingsFile)}, public)
	}
	public(path.Clean(strings.TrimPrefix(h.Settings.Logo.Text, "/")))
	h.Assets = slices.DeleteFunc(slices.Clone(h.Assets), func(a Asset) bool { return secret[a.Path] })
	for file, isSecret := range secret {
		if isSecret {
			delete(h.assets, file)
		}
	}
}

// eachFile calls visit with each file that a page shows, includes or links to,
// and that is no page.
func (h *Handbook) eachFile(p *Page, visit func(file string)) {
	lead := func(dest string, isName bool) {
		if !isName && leavesSite(dest) {
			return
		}
		if full, ok := h.fileOf(p, dest, isName); ok && h.assets[full] != nil {
			visit(full)
		}
	}
	for _, l := range p.Page.Links {
		lead(l.Dest, l.Wiki != page.NotWiki)
		if l.Wiki != page.NotWiki {
			lead(l.Text, true)
		}
	}
	for _, img := range p.Page.Images {
		lead(img.Dest, img.Wiki)
	}
	for _, l := range p.Loads {
		lead(l.Dest, false)
	}
	for _, c := range p.Page.Code {
		if includes(c) {
			lead(escapePath(c.File), false)
		}
	}
}

// isAskedFor reports whether browsers, crawlers or hosts ask for a file by its
// name, so that it needs no page that leads to it.
func isAskedFor(file string) bool {
	return strings.HasPrefix(file, ".well-known/") ||
		slices.Contains([]string{"CNAME", "robots.txt", "llms.txt", "favicon.ico", "favicon.svg", "favicon.png", "apple-touch-icon.png"}, file)
}
