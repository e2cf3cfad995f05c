package site

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/fxamacker/cbor/v2"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/parallel"
	"waymark/internal/search"
	"waymark/internal/source"
	"waymark/internal/view"
)

// Published returns all that a build publishes: Outputs, and the index that readers
// search.
func (s *Snapshot) Published() ([]*Output, error) {
	index, err := s.Index()
	return slices.Concat(s.Outputs, index), err
}

// Index returns the files of the index that readers search. Their names tell what is
// in them, so they are no Outputs, which are there before anything is made: the index
// is made when it is asked for first. The error is a *Mistake if a file has changed
// since it was read, or else the machine's.
func (s *Snapshot) Index() ([]*Output, error) { return s.index() }

// withIndex lets a snapshot make its index when it is asked for it.
func (s *Snapshot) withIndex() *Snapshot {
	s.index = sync.OnceValues(func() (outputs []*Output, err error) {
		caught := diag.Catch(handbook.SearchFolder, func() { outputs, err = s.makeIndex() })
		if caught != nil {
			return nil, &Mistake{*caught}
		}
		return outputs, err
	})
	return s
}

// A searched is a page that can be found by searching.
type searched struct {
	*page.Page // as it is after edits of its text
	of         *handbook.Page
	view       view.Search
}

// A named is a file of the index that was made before.
type named struct {
	Path   string
	Digest source.Digest
}

// makeIndex returns the outputs of the index. What they are called is remembered, so
// that of a handbook that says what it said nothing is made again.
func (s *Snapshot) makeIndex() ([]*Output, error) {
	head, pages := s.searchHead(), s.searched()
	files := sync.OnceValues(func() ([]search.File, error) { return s.whole.makeSearch(head, pages) })
	headKey := head.Key()
	parts := [][]byte{[]byte("search"), s.whole.program, headKey[:]}
	for _, p := range pages {
		key := p.view.Key()
		parts = append(parts, slices.Concat(p.Digest[:], key[:]))
	}
	key := source.Sum(parts...)
	var names []named
	known, ok := s.whole.Memory.Get(key)
	if !ok || cbor.Unmarshal(known, &names) != nil {
		made, err := files()
		if err != nil {
			return nil, err
		}
		names = nil
		for _, f := range made {
			names = append(names, named{f.Path, source.Sum(f.Data)})
		}
		s.whole.remember(key, names)
	}
	outputs := make([]*Output, len(names))
	for i, n := range names {
		outputs[i] = guarded(&Output{Path: n.Path, Key: func() [16]byte { return n.Digest }, Bytes: func() ([]byte, error) {
			made, err := files()
			if err != nil {
				return nil, err
			}
			if i >= len(made) || made[i].Path != n.Path {
				return nil, fmt.Errorf("%s is remembered, and is not what is made of its pages", n.Path)
			}
			return made[i].Data, nil
		}})
	}
	return outputs, nil
}

// searchHead is what the search knows of the handbook as a whole.
func (s *Snapshot) searchHead() view.SearchHead {
	b := s.whole
	head := view.SearchHead{Words: b.look.SearchWords(b.settings.Lang)}
	for _, k := range kind.Kinds {
		head.Kinds = append(head.Kinds, [2]string{k.Name, cmp.Or(b.look.KindPlural(b.settings.Lang, k.Name), k.Name)})
	}
	return head
}

// searched returns the pages that can be found by searching, in the order of their ids.
func (s *Snapshot) searched() []searched {
	b := s.whole
	list := b.maker.Searched()
	pages := make([]searched, len(list))
	parallel.For(len(list), func(i int) {
		p := list[i]
		pages[i] = searched{p.Page, p, b.maker.Search(p, b.look.KindName(b.settings.Lang, p.Kind.Name))}
		if f := s.edited[p.File()]; f != nil {
			pages[i].Page = f.page
		}
	})
	return pages
}

// makeSearch makes the files of the index. The words of so many pages at a time are in
// memory.
func (b *build) makeSearch(head view.SearchHead, pages []searched) ([]search.File, error) {
	const some = 256
	var failed error
	files := search.Make(head, func(yield func(search.Page) bool) {
		for chunk := range slices.Chunk(pages, some) {
			texts, errs := make([]search.Text, len(chunk)), make([]error, len(chunk))
			parallel.For(len(chunk), func(i int) { texts[i], errs[i] = b.words(chunk[i].Page) })
			for i, p := range chunk {
				if failed = errs[i]; failed != nil || !yield(search.Page{Search: p.view, Text: texts[i]}) {
					return
				}
			}
		}
	})
	return files, failed
}

// words returns the words of a page's body, remembered or read.
func (b *build) words(p *page.Page) (search.Text, error) {
	key := source.Sum([]byte("words"), p.Digest[:])
	if known, ok := b.Memory.Get(key); ok && !isBroken(p) {
		return search.Text(known), nil
	}
	body, err := b.body(p)
	if err != nil {
		return "", err
	}
	shown := body.Text(p)
	text := search.Read([]string{shown.Headings}, []string{shown.Prose})
	if !isBroken(p) {
		b.Memory.Put(key, []byte(text))
	}
	return text, nil
}

// Found is what a search finds, the best first.
type Found struct {
	Pages     []FoundPage
	LeftOut   []string // words that the first page does not have
	Corrected string   // what was searched instead of words that are nowhere; empty: there are none
}

// A FoundPage is a page that was found.
type FoundPage struct {
	*handbook.Page
	Heading string // of level 2 to 4 that has more of the words than any other does; empty: none, or the title has them all
	Asked   string // what readers ask that has all words, where the title has not; empty: nothing
}

// Search looks up what somebody types, as readers do in the browser. Here, where every
// text is at hand, what is in quotation marks has to be on a page in that order.
func (s *Snapshot) Search(text, ofKind string) (Found, error) {
	index, err := s.Index()
	if err != nil {
		return Found{}, err
	}
	x, err := search.Open(func(path string) ([]byte, error) {
		i := slices.IndexFunc(index, func(o *Output) bool { return o.Path == path })
		if i < 0 {
			return nil, fmt.Errorf("the index has no %s", path)
		}
		return index[i].Bytes()
	})
	if err != nil {
		return Found{}, err
	}
	pages := make(map[string]searched)
	for _, p := range s.searched() {
		pages[p.view.Address] = p
	}
	var unread error
	answer, err := x.Ask(text, search.Options{Kind: ofKind, Has: func(address string, words []string) bool {
		p := pages[address]
		body, err := s.whole.body(p.Page)
		if err != nil {
			unread = err
			return false
		}
		shown := body.Text(p.Page)
		said := slices.Concat([]string{shown.Headings, shown.Prose, p.view.Title}, p.view.Asked, p.view.Headings, p.view.Body)
		return slices.ContainsFunc(said, func(text string) bool { return search.HasPhrase(text, words) })
	}})
	found := Found{LeftOut: answer.LeftOut, Corrected: answer.Corrected}
	for _, hit := range answer.Hits {
		p := pages[hit.Address]
		found.Pages = append(found.Pages, FoundPage{p.of, headingOf(p.Page, hit), hit.Asked})
	}
	return found, cmp.Or(err, unread)
}

// headingOf returns the heading of a page that was hit, if it says more than the title.
func headingOf(p *page.Page, hit search.Hit) (best string) {
	most := hits(hit.Title, hit.Terms)
	if most == len(hit.Terms) {
		return ""
	}
	most = 0
	for _, h := range p.Headings {
		if n := hits(h.Text, hit.Terms); n > most && 2 <= h.Level && h.Level <= 4 {
			best, most = h.Text, n
		}
	}
	return best
}

// hits returns how many of some words a text has.
func hits(text string, terms []string) (n int) {
	words := search.Words(text)
	for _, term := range terms {
		if slices.ContainsFunc(words, func(w search.Word) bool { return w.Text == term }) {
			n++
		}
	}
	return n
}
