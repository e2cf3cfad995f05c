package scaffold

import (
	"io/fs"
	"path"
	"regexp"

	"waymark/internal/source"
)

// A Recognized is what a folder is that is built as it is, without being taken
// over.
type Recognized struct {
	Tool    string // "an Obsidian vault"; empty: a folder of Markdown like any other
	Folder  string // where its pages are, from the folder
	Lost    string // sentences that say what the build doesn't have; may be empty
	Records bool   // the pages are architecture decisions
}

const orderLost = " is a program, so the navigation in it is lost: pages are in the order of their titles, and `weight` changes that."

// Recognize says what a folder is that is not taken over.
func Recognize(src fs.FS) Recognized {
	has := func(p string) bool {
		_, err := fs.Stat(src, p)
		return err == nil
	}
	switch {
	case has(".obsidian"):
		return Recognized{Tool: "an Obsidian vault"}
	case has(".vitepress"):
		return Recognized{Tool: "a VitePress site", Lost: "Its .vitepress/config" + orderLost}
	case has("docs/.vitepress"):
		return Recognized{Tool: "a VitePress site", Folder: "docs", Lost: "Its .vitepress/config" + orderLost}
	case has("src/content/docs"):
		return Recognized{Tool: "a Starlight site", Folder: "src/content/docs", Lost: "Its astro.config" + orderLost + " Components lose their tags and keep their text."}
	case has("_config.yml"):
		return Recognized{Tool: "a Jekyll site", Lost: "Liquid, {{ … }} and {% … %}, stays as it is written; layouts and collections are lost."}
	case has("_Sidebar.md"):
		return Recognized{Tool: "a GitHub wiki", Lost: "_Sidebar.md, _Header.md and _Footer.md are no pages of a handbook, which makes its own navigation."}
	}
	for _, dir := range []string{".", "doc/adr", "docs/adr", "doc/decisions", "docs/decisions", "adr", "decisions"} {
		if mostly(src, dir, recordName) {
			return Recognized{Tool: "a log of architecture decisions", Folder: dir, Records: true}
		}
	}
	if mostly(src, ".", notionName) {
		return Recognized{Tool: "an export of Notion", Lost: "The ids in the names of its files stay in the addresses; titles come from the first headings."}
	}
	return Recognized{}
}

var (
	recordName = regexp.MustCompile(`^(?i:adr[-_]?)?[0-9]{3,4}[-_]`)
	notionName = regexp.MustCompile(` [0-9a-f]{32}\.md$`)
)

// mostly reports whether a folder has pages, and at least half of them have such
// a name.
func mostly(src fs.FS, dir string, name *regexp.Regexp) bool {
	entries, err := fs.ReadDir(src, dir)
	if err != nil {
		return false
	}
	pages, named := 0, 0
	for _, e := range entries {
		if !source.IsMarkdown(e.Name()) {
			continue
		}
		pages++
		if name.MatchString(path.Base(e.Name())) {
			named++
		}
	}
	return named > 0 && 2*named >= pages
}
