package scaffold

import (
	"cmp"
	"slices"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// settleTags writes tags that differ only by letter case as the first page has them:
// other tools take them for one or give them two addresses, and in a handbook two
// addresses that differ by nothing else are an error.
func (t *Takeover) settleTags() {
	pages := make([]int, 0, len(t.Files)) // in the order of their paths
	for i, f := range t.Files {
		if f.Copy == nil && source.IsMarkdown(f.Path) {
			pages = append(pages, i)
		}
	}
	slices.SortFunc(pages, func(a, b int) int { return cmp.Compare(t.Files[a].Path, t.Files[b].Path) })
	spelled := make(map[string]string) // by tag in lower case
	for _, i := range pages {
		f := &t.Files[i]
		n, text := frontOf(f.Data)
		var edits []edit
		for _, item := range itemsOf(kind.FieldTags.In(n)) {
			tag := strings.ToLower(item.Text)
			first, known := spelled[tag]
			if !known {
				spelled[tag] = item.Text
				continue
			}
			if e := scalarEdit(text, item.At, item.Text, first); first != item.Text && e != (edit{}) {
				edits = append(edits, e)
				t.Changed = append(t.Changed, Note{tagsSpelled, f.Path, item.At.Line, item.Text + " → " + first})
			}
		}
		if len(edits) > 0 {
			f.Data = apply(f.Data, edits)
		}
	}
}

// itemsOf returns the items of a list, or a single text as one.
func itemsOf(n meta.Node) []meta.Node {
	if n.Type == meta.String {
		return []meta.Node{n}
	}
	return n.Items
}
