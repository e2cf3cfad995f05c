package handbook

import (
	"cmp"
	"fmt"
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
// first file that has it: there, tags that differ by letter case are one. A tag that
// has other spellings is reported once, with the place of each. A handbook's tags are
// what they are.
func (h *Handbook) firstSpellings() map[string]string {
	if !h.Settings.Adopted {
		return nil
	}
	spelled, known := make(map[string]string), make(map[string]bool)
	others := make(map[string][]diag.Related) // by tag: where another spelling is first met
	var inOrder []string
	for _, read := range h.in.Pages {
		p := h.byPath[read.Path]
		if p.leftOut || p.Unlisted {
			continue
		}
		for _, item := range p.Values[kind.FieldTags].List {
			name := strings.TrimSpace(item.Text)
			if known[name] {
				continue
			}
			known[name] = true
			tag := fold(name)
			if spelled[tag] == "" {
				spelled[tag] = name
				inOrder = append(inOrder, tag)
				continue
			}
			others[tag] = append(others[tag], diag.Related{Position: h.Place(p, item.At), Message: name})
		}
	}
	for _, tag := range inOrder {
		if len(others[tag]) > 0 {
			h.reportSpellings(spelled[tag], others[tag])
		}
	}
	return spelled
}

// reportSpellings reports the other spellings of a tag, at the first of them.
func (h *Handbook) reportSpellings(first string, others []diag.Related) {
	var names []string
	for _, other := range others {
		names = append(names, fmt.Sprintf("%q", other.Message))
	}
	d := diag.New("H004", others[0].Position, "the tag %q is also spelled %s; they are one tag, under its first spelling", first, diag.ShortList(names, 4)).
		WithHint("spell it %s on all pages", first)
	const most = 20 // a tag of many letters has thousands of spellings
	for _, other := range others[1:min(len(others), most)] {
		d = d.WithRelated(other.Position, "here it is spelled %q", other.Message)
	}
	h.report(d)
}
