package site

import (
	"path"
	"slices"
	"strings"

	"waymark/internal/check"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/source"
)

// addCheckPages lays the pages that document the checks under those that were
// read, if the settings want them. A page of the handbook's own at the path of
// one of them stays.
func (b *build) addCheckPages() {
	if !b.settings.CheckPages {
		return
	}
	pitfalls := b.pitfalls()
	b.made = make(map[string]bool)
	for _, doc := range check.Documents(func(name string) string { return pitfalls[name] }) {
		if _, taken := b.files[doc.Path]; taken || doc.Path == "checks/index.md" && b.hasFile("checks/README.md") {
			continue
		}
		f := source.Made(doc.Path, "waymark:"+doc.Path, []byte(doc.Text))
		b.files[f.Path], b.named[f.Name] = f, f
		b.included[f.Path], b.made[f.Path] = f.Name, true
		b.read = append(b.read, b.readPage(f, []byte(doc.Text)))
	}
	slices.SortFunc(b.read, func(a, c *page.Page) int { return strings.Compare(a.Path, c.Path) })
}

func (b *build) hasFile(path string) bool {
	_, ok := b.files[path]
	return ok
}

// pitfalls returns the paths of the pages of pitfalls that are published, by the
// name of their file. Where two have one name, neither is there.
func (b *build) pitfalls() map[string]string {
	found := make(map[string]string)
	for _, p := range b.read {
		named := kind.FieldKind.In(p.Meta).Text
		if named != kind.Pitfall.Name && (named != "" || !slices.Contains(strings.Split(path.Dir(p.Path), "/"), kind.Pitfall.Folder)) {
			continue
		}
		name := strings.TrimSuffix(path.Base(p.Path), ".md")
		if kind.FieldDraft.In(p.Meta).Text == "true" && !b.Drafts || name == "index" || name == "README" {
			continue
		}
		if _, twice := found[name]; twice {
			found[name] = ""
			continue
		}
		found[name] = p.Path
	}
	return found
}
