package handbook

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/page"
	"waymark/internal/source"
)

// hideFiles takes out the files that are not meant for readers.
//
// A file that nothing shows or links to but drafts that are left out is as secret as
// they are: a picture can tell as much as its page. In an adopted folder, which may
// be the root of a repository with all that a program is made of, only files that
// pages lead to are published, and those that `publish` names; the number of the
// others is said. In a handbook, whose content folder holds nothing else, a file that
// no page leads to stays. So do everywhere those that are asked for by their names.
func (h *Handbook) hideFiles() {
	if len(h.assets) == 0 {
		return
	}
	hidden := make(map[string]bool) // whether it is, by path; one that is no longer shown by anything, too
	unlinked := make(map[string]bool)
	if h.Settings.Adopted {
		isMeant := source.Matches(h.Settings.Publish)
		for _, a := range h.Assets {
			if !isAskedFor(a.Path) && !isMeant(a.Path) {
				hidden[a.Path], unlinked[a.Path] = true, true
			}
		}
	}
	for _, read := range h.in.Pages {
		if p := h.byPath[read.Path]; p != nil && p.leftOut {
			h.eachFile(p, func(file string) {
				hidden[file] = !isAskedFor(file)
				delete(unlinked, file)
			})
		}
	}
	if len(hidden) == 0 {
		return
	}
	public := func(file string) {
		delete(hidden, file)
		delete(unlinked, file)
	}
	for _, p := range h.Pages {
		h.eachFile(p, public)
	}
	if footer, _, ok := page.Line(h.Settings.Footer.Text, h.Settings.Parser); ok {
		footer.Path = settingsFile
		h.eachFile(&Page{Page: footer, name: h.name(settingsFile)}, public)
	}
	public(path.Clean(strings.TrimPrefix(h.Settings.Logo.Text, "/")))
	h.Assets = slices.DeleteFunc(slices.Clone(h.Assets), func(a Asset) bool { return hidden[a.Path] })
	for file, isHidden := range hidden {
		if isHidden {
			delete(h.assets, file)
		}
	}
	h.reportUnlinked(slices.Sorted(maps.Keys(unlinked)))
}

// reportUnlinked says how many files of an adopted folder are not published because
// no page leads to them.
func (h *Handbook) reportUnlinked(files []string) {
	at := diag.Position{Path: cmp.Or(h.in.Root, ".")}
	const hint = "if readers need %s, name %[1]s in `publish` in handbook.yaml: publish: [%[2]q]"
	switch len(files) {
	case 0:
	case 1:
		h.report(diag.New("H014", at, "1 file that no page links to is not published: %s", files[0]).WithHint(hint, "it", "/"+files[0]))
	default:
		h.report(diag.New("H014", at, "%d files that no page links to are not published: %s", len(files), diag.ShortList(files, 3)).WithHint(hint, "them", "/"+files[0]))
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
		slices.Contains([]string{"CNAME", customStyle, "robots.txt", "llms.txt", "favicon.ico", "favicon.svg", "favicon.png", "apple-touch-icon.png"}, file)
}

// customStyle is the style sheet that every page loads when there is one.
const customStyle = "custom.css"
