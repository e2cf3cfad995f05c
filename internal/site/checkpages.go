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
	own := make(map[string]bool) // paths of pages without their endings
	for _, p := range b.read {
		own[source.TrimMarkdown(p.Path)] = true
	}
	b.made = make(map[string]bool)
	for _, doc := range check.Documents(func(name string) string { return pitfalls[name] }) {
		if own[source.TrimMarkdown(doc.Path)] || doc.Path == "checks/index.md" && own["checks/README"] {
			continue
		}
		f := source.Made(doc.Path, "waymark:"+doc.Path, []byte(doc.Text))
		b.files[f.Path], b.named[f.Name] = f, f
		b.included[f.Path], b.made[f.Path] = f.Name, true
		b.read = append(b.read, b.readPage(f, []byte(doc.Text)))
	}
	slices.SortFunc(b.read, func(a, c *page.Page) int { return strings.Compare(a.Path, c.Path) })
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
		name := source.TrimMarkdown(path.Base(p.Path))
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
