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
	spelled := h.firstSpellings()
	for _, p := range h.Pages {
		if p.Unlisted {
			continue
		}
		for _, item := range p.Values[kind.FieldTags].List {
			name := strings.TrimSpace(item.Text)
			if len(segment(name)) > mostBytes {
				h.report(diag.New("H011", h.Place(p, item.At), "a tag makes a part of an address of %d bytes, more than the %d that disks take, so it has no list", len(segment(name)), mostBytes).
					WithHint("shorten it"))
				continue
			}
			name = cmp.Or(spelled[fold(name)], name)
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

// firstSpellings returns, of an adopted folder, how each tag is spelled in the
// first file that has it: there, tags that differ by letter case are one. Other
// spellings are reported, each once. A handbook's tags are what they are.
func (h *Handbook) firstSpellings() map[string]string {
	if !h.Settings.Adopted {
		return nil
	}
	spelled, reported := make(map[string]string), make(map[string]bool)
	for _, read := range h.in.Pages {
		p := h.byPath[read.Path]
		if p.leftOut || p.Unlisted {
			continue
		}
		for _, item := range p.Values[kind.FieldTags].List {
			name := strings.TrimSpace(item.Text)
			first, known := spelled[fold(name)]
			switch {
			case !known:
				spelled[fold(name)] = name
			case first != name && !reported[name]:
				reported[name] = true
				h.report(diag.New("H004", h.Place(p, item.At), "the tag %q is spelled %q elsewhere; both are one tag, under that spelling", name, first).
					WithHint("spell it %s on all pages", first))
			}
		}
	}
	return spelled
}
