package handbook

import (
	"cmp"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// A Tag is a word that pages share. Tags are told apart exactly as they are
// written: C, C++ and C# are three.
type Tag struct {
	Name    string
	Address string
	Pages   []*Page // listed ones, in reading order

	at diag.Position // where it is first used
}

// collectTags gathers the tags of all listed pages.
func (h *Handbook) collectTags() {
	byName := make(map[string]*Tag)
	for _, p := range h.Pages {
		if p.Unlisted {
			continue
		}
		for _, item := range p.Values[kind.FieldTags].List {
			name := strings.TrimSpace(item.Text)
			t := byName[name]
			if t == nil {
				t = &Tag{Name: name, Address: TagsAddress + segment(name) + "/", at: h.Place(p, item.At)}
				byName[name] = t
				h.Tags = append(h.Tags, t)
			}
			if n := len(t.Pages); n > 0 && t.Pages[n-1] == p {
				continue // written twice on one page
			}
			t.Pages = append(t.Pages, p)
			p.Tags = append(p.Tags, t)
		}
	}
	slices.SortFunc(h.Tags, func(a, b *Tag) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Name, b.Name))
	})
}
