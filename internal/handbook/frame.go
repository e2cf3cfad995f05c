package handbook

import (
	"path"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/page"
	"waymark/internal/source"
)

// A folder that is a wiki's, as GitHub keeps them, is built as it is: Home.md is its
// first page, and the files that frame a wiki's pages are none.

// wikiFrame are the names of files that a wiki shows around every page.
var wikiFrame = []string{"_Sidebar", "_Footer", "_Header"}

// withoutFrame returns the pages of an adopted folder without those that frame a
// wiki's, and reports that there are such files.
func (h *Handbook) withoutFrame(all []*page.Page) []*page.Page {
	if !h.Settings.Adopted {
		return all
	}
	var pages []*page.Page
	var frame []string
	for _, p := range all {
		if name := path.Base(p.Path); slices.Contains(wikiFrame, source.TrimMarkdown(name)) {
			frame = append(frame, h.name(p.Path))
			continue
		}
		pages = append(pages, p)
	}
	if len(frame) > 0 {
		slices.Sort(frame)
		h.report(diag.New("H013", diag.Position{Path: frame[0]}, "no pages, but the frame of a wiki: %s", diag.ShortList(frame, 3)).
			WithHint("the handbook makes its own navigation; rename a file that is to be a page"))
	}
	return pages
}

// wikiHome returns the path of the page that is an adopted folder's first, though it
// isn't called index or README; or nothing.
func (h *Handbook) wikiHome(pages []*page.Page) string {
	if !h.Settings.Adopted {
		return ""
	}
	home := ""
	for _, p := range pages {
		switch stem := source.TrimMarkdown(p.Path); {
		case strings.Contains(p.Path, "/"):
		case isFolderPage(p.Path):
			return ""
		case stem == "Home":
			home = p.Path
		}
	}
	return home
}

// isFolderPage reports whether the page at a path is its folder's.
func (h *Handbook) isFolderPage(p string) bool { return p == h.home || isFolderPage(path.Base(p)) }
