package check

import (
	"encoding/binary"
	"slices"

	"waymark/internal/handbook"
	"waymark/internal/source"
)

// What rules can know of a handbook, beside its settings and the day, is this: the
// page that is judged, the visions and strategies that relations lead to from it,
// to and fro and however far, and what these pages name or are named by. Pages
// that lead to one another so are a circle of pages; the key of a circle stands
// for all of that. As long as it is the same, what was found before is found
// again.

// findAgain returns what was found on a page before.
func (in *Input) findAgain(before []Found) []Found {
	found := slices.Clone(before)
	for i := range found {
		f := &found[i] // its teacher may have moved
		f.Teacher, f.Anchor = in.teacher(Lookup(f.Code))
		f.URL = in.url(f.Teacher, f.Anchor)
	}
	return found
}

// circleKeys returns for each page the key of its circle. The pages are those that
// are judged.
func circleKeys(h *handbook.Handbook, pages []Judged, o Options) []source.Digest {
	number := make(map[*handbook.Page]int, len(pages))
	circle := make([]int, len(pages)) // by page, the number of another page in its circle: see find
	for i := range pages {
		number[pages[i].Page], circle[i] = i, i
	}
	find := func(i int) int {
		for circle[i] != i {
			circle[i] = circle[circle[i]]
			i = circle[i]
		}
		return i
	}
	for i := range pages {
		for _, r := range pages[i].Page.Relations {
			if j, judged := number[r.Page]; judged {
				circle[find(i)] = find(j)
			}
		}
	}

	common := binary.AppendVarint(nil, o.Today.Unix())
	common = append(common, h.Settings.Digest[:]...)
	for _, code := range o.Only {
		common = append(append(common, 0), code...)
	}
	members := make([][]byte, len(pages)) // by the page that find returns
	for i := range pages {
		at := find(i)
		members[at] = appendKnown(members[at], pages[i].Page)
	}
	keys := make([]source.Digest, len(pages))
	for i := range pages {
		if members[i] != nil {
			keys[i] = source.Sum(common, members[i])
		}
	}
	for i := range keys {
		keys[i] = keys[find(i)]
	}
	return keys
}

// appendKnown appends what stands for a page, and for those that it names or is
// named by.
func appendKnown(b []byte, p *handbook.Page) []byte {
	add := func(p *handbook.Page) {
		b = append(b, p.Digest[:]...)
		b = append(append(b, p.Address...), 0)
	}
	add(p)
	for _, relations := range [][]handbook.Relation{p.Relations, p.Inbound} {
		for _, r := range relations {
			if r.Field != "link" {
				b = append(append(b, r.Field...), 0)
				add(r.Page)
			}
		}
	}
	return append(b, 1)
}
