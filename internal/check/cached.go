package check

import (
	"encoding/binary"
	"slices"
	"time"

	"github.com/fxamacker/cbor/v2"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/source"
)

// What rules can know of a handbook, beside its settings and the day, is this: the
// page that is judged, the visions and strategies that relations lead to from it,
// to and fro and however far, what these pages name or are named by, the page of the
// Grand Migration, and for a strategy without a vision which visions there are. Pages that lead to one another so are a circle of pages;
// the key of a circle stands for all of that. As long as it is the same, what was
// found before is found again.

// cachedFinding is a finding as the cache keeps it. Where it is taught is not a part
// of it: see withTeachers.
type cachedFinding struct {
	Diagnostic diag.Diagnostic
	Since      time.Time
	Passage    string
	Phrase     string
}

// cached returns what was found on a page when the rules could know the same, in
// the run before or in another process.
func (o *Options) cached(h *handbook.Handbook, p *handbook.Page, key source.Digest, last *Judged) ([]Found, bool) {
	if last != nil && last.key == key {
		return withTeachers(h, p, slices.Clone(last.found)), true
	}
	if o.Memory == nil {
		return nil, false
	}
	known, ok := o.Memory.Get(pageKey(key, p))
	if !ok {
		return nil, false
	}
	var all []cachedFinding
	if err := cbor.Unmarshal(known, &all); err != nil {
		return nil, false
	}
	found := make([]Found, len(all))
	for i, r := range all {
		found[i] = Found{Diagnostic: r.Diagnostic, Since: r.Since.UTC(), Passage: r.Passage, Phrase: r.Phrase}
	}
	return withTeachers(h, p, found), true
}

// store caches what was found on a page.
func (o *Options) store(p *handbook.Page, key source.Digest, found []Found) {
	if o.Memory == nil {
		return
	}
	all := make([]cachedFinding, len(found))
	for i, f := range found {
		all[i] = cachedFinding{f.Diagnostic, f.Since, f.Passage, f.Phrase}
	}
	encoded, err := cbor.Marshal(all)
	if err != nil {
		panic("check: " + err.Error()) // findings that cannot be encoded are a mistake in this package
	}
	o.Memory.Put(pageKey(key, p), encoded)
}

// pageKey is the key of what was found on one page of a circle.
func pageKey(circle source.Digest, p *handbook.Page) source.Digest {
	return source.Sum([]byte("found"), circle[:], []byte(p.Path))
}

// withTeachers returns cached findings of a page with the addresses where they are
// taught, which may have moved since.
func withTeachers(h *handbook.Handbook, p *handbook.Page, found []Found) []Found {
	in := &Input{Handbook: h, Page: p}
	for i := range found {
		f := &found[i]
		f.Teacher, f.Anchor = in.teacher(Lookup(f.Code))
		f.URL = in.url(f.Teacher, f.Anchor)
	}
	return found
}

// circleKeys returns for each judged page the key of its circle. What is not judged,
// such as a folder's page, joins what it stands between all the same.
func circleKeys(h *handbook.Handbook, judged []Judged, o Options) []source.Digest {
	var pages []*handbook.Page
	number := make(map[*handbook.Page]int)
	for _, p := range h.Pages {
		if p.Kind == kind.Vision || p.Kind == kind.Strategy {
			number[p] = len(pages)
			pages = append(pages, p)
		}
	}
	circle := make([]int, len(pages)) // by page, the number of another page in its circle: see find
	for i := range circle {
		circle[i] = i
	}
	find := func(i int) int {
		for circle[i] != i {
			circle[i] = circle[circle[i]]
			i = circle[i]
		}
		return i
	}
	for i, p := range pages {
		for _, r := range p.Relations {
			if j, known := number[r.Page]; known {
				circle[find(i)] = find(j)
			}
		}
	}

	common := binary.AppendVarint(nil, o.Today.Unix())
	common = append(common, h.Settings.Digest[:]...)
	for _, code := range o.Only {
		common = append(append(common, 0), code...)
	}
	if pattern := h.Find(kind.Pattern, grandMigration); pattern != nil {
		common = appendPage(common, pattern)
	}
	members := make([][]byte, len(pages)) // by the page that find returns
	ways := waysToAVision(h)
	for i, p := range pages {
		at := find(i)
		members[at] = appendKnown(members[at], p)
		if _, named := p.Values[kind.FieldVision]; p.Kind == kind.Strategy && !named {
			members[at] = append(members[at], ways...)
		}
	}
	keys := make([]source.Digest, len(judged))
	ofCircle := make(map[int]source.Digest)
	for i, j := range judged {
		at := find(number[j.Page])
		key, known := ofCircle[at]
		if !known {
			key = source.Sum(common, members[at])
			ofCircle[at] = key
		}
		keys[i] = key
	}
	return keys
}

// appendKnown appends what stands for a page, and for those that it names or is
// named by.
func appendKnown(b []byte, p *handbook.Page) []byte {
	b = appendPage(b, p)
	for _, relations := range [][]handbook.Relation{p.Relations, p.Inbound} {
		for _, r := range relations {
			if r.Field != kind.RelationLink {
				b = append(append(b, r.Field.String()...), 0)
				b = appendPage(b, r.Page)
			}
		}
	}
	return append(b, 1)
}

// appendPage appends what stands for a page. Its kind may be said by its folder.
func appendPage(b []byte, p *handbook.Page) []byte {
	b = append(b, p.Digest[:]...)
	b = append(append(b, p.Kind.Name...), 0)
	return append(append(b, p.Address...), 0)
}
