package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash/fnv"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"waymark/internal/handbook"
	"waymark/internal/view"
)

const (
	version = 1 // of the files' form

	shortest = 4_000  // bytes that a shard has at least,
	fullest  = 16_000 // and at most, but for its last line

	pagesWhole = 3_000  // titles are in one file when there are at most so many pages,
	pagesBlock = 3_000  // else so many in each
	termsWhole = 20_000 // words are in one file when there are at most so many
)

// A head is what the index begins with.
type head struct {
	Version  int               `json:"version"`
	Pages    int               `json:"pages"`
	Mean     float64           `json:"mean"`     // of the lengths of pages, as lengthOf has them
	Kinds    [][2]string       `json:"kinds"`    // name, and what it is called of several; those that pages are of
	Words    map[string]string `json:"words"`    // of the theme, for whoever shows results
	Titles   []string          `json:"titles"`   // names
	Terms    []string          `json:"terms"`    // first term and name of each piece; the first term of the first is empty
	Reversed []string          `json:"reversed"` // the same of words written backwards; none: Terms is one piece
	Shards   []string          `json:"shards"`   // first term and name of each
	Common   []string          `json:"common"`   // words on more than half of the pages, in order; none if there is one shard
}

// Make returns the files of an index, in the order of their paths. Pages come in the
// order of their ids.
func Make(about view.SearchHead, pages iter.Seq[Page]) []File {
	m := maker{terms: make(map[string]*postings), kinds: make(map[string]int)}
	h := head{Version: version, Words: about.Words, Kinds: [][2]string{}, Titles: []string{}, Terms: []string{}, Reversed: []string{}, Shards: []string{}, Common: []string{}}
	var all []Page // without their words
	for p := range pages {
		m.add(p, len(all))
		p.Text = Text(appendNumber(nil, p.Text.Total()))
		all = append(all, p)
	}
	h.Pages = len(all)
	isThere := make(map[string]bool)
	for _, p := range all {
		isThere[p.Kind] = true
	}
	for _, k := range about.Kinds {
		if isThere[k[0]] {
			m.kinds[k[0]] = len(h.Kinds)
			h.Kinds = append(h.Kinds, k)
		}
	}
	total := 0.0
	block := max(len(all), 1)
	if len(all) > pagesWhole {
		block = pagesBlock
	}
	for some := range slices.Chunk(all, block) {
		h.Titles = append(h.Titles, m.file("titles.", m.titles(some)))
	}
	for _, p := range all {
		total += lengthOf(step(p.Text.Total()))
	}
	if len(all) > 0 {
		h.Mean = math.Round(10*total/float64(len(all))) / 10
	}
	words := slices.Sorted(maps.Keys(m.terms))
	h.Shards = m.cut("w/", words, func(dst []byte, word string) []byte { return append(append(dst, ' '), m.terms[word].list...) })
	for _, word := range words {
		if len(h.Shards) > 2 && 2*m.terms[word].pages > len(all) {
			h.Common = append(h.Common, word)
		}
	}
	if len(words) <= termsWhole {
		h.Terms = append(h.Terms, "", m.file("terms.", lines(words)))
	} else {
		h.Terms = m.cut("terms.", words, nil)
		h.Terms[0] = ""
		for i, word := range words {
			words[i] = Reverse(word)
		}
		slices.Sort(words)
		h.Reversed = m.cut("terms.", words, nil)
		h.Reversed[0] = ""
	}
	var encoded strings.Builder
	e := json.NewEncoder(&encoded)
	e.SetEscapeHTML(false)
	if err := e.Encode(h); err != nil {
		panic("search: " + err.Error()) // nothing in a head cannot be encoded
	}
	m.files = append(m.files, File{handbook.SearchHead, []byte(encoded.String())})
	slices.SortFunc(m.files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return slices.CompactFunc(m.files, func(a, b File) bool { return a.Path == b.Path }) // two of the same bytes are one
}

// A maker makes an index.
type maker struct {
	terms map[string]*postings
	kinds map[string]int // their places in the head
	files []File
	tally tally
}

// Postings are the pages that have a word, as they are written.
type postings struct {
	list  []byte
	pages int
	last  int // page
}

// add notes the words of a page.
func (m *maker) add(p Page, id int) {
	t := &m.tally
	clear(t.words)
	for _, title := range append([]string{p.Title}, p.Asked...) {
		t.add(title, InTitle)
	}
	for _, heading := range p.Headings {
		t.add(heading, InHeading)
	}
	for _, text := range p.Body {
		t.add(text, InBody)
	}
	p.Text.each(func(word []byte, o occurrence) {
		if more := t.words[string(word)]; more != nil {
			o = o.and(*more)
			delete(t.words, string(word))
		}
		m.note(word, id, o)
	})
	for word, o := range t.words {
		m.note([]byte(word), id, *o)
	}
}

// note adds a page to those that have a word.
func (m *maker) note(word []byte, id int, o occurrence) {
	known := m.terms[string(word)]
	if known == nil {
		known = &postings{last: -1}
		m.terms[string(word)] = known
	}
	known.add(id, o)
}

func (p *postings) add(id int, o occurrence) {
	p.list = appendNumber(appendNumber(p.list, id-p.last-1), o.number())
	p.pages++
	p.last = id
}

// titles returns a line for each page.
func (m *maker) titles(pages []Page) []byte {
	var out []byte
	var f front
	for _, p := range pages {
		title := oneLine(p.Title)
		switch {
		case title == titleOf(p.Address):
			title = "~"
		case strings.HasPrefix(title, "~"):
			title = "~" + title
		}
		out = append(append(f.append(out, p.Address), '\t'), title...)
		out = append(out, '\t', digits[m.kinds[p.Kind]], digits[step(p.Text.Total())])
		if !p.HasTwin {
			out = append(out, '-')
		}
		for _, asked := range p.Asked {
			out = append(append(out, '\t'), oneLine(asked)...)
		}
		out = append(out, '\n')
	}
	return out
}

// oneLine returns a text without line ends and tabs.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// titleOf returns the title that an address looks like: that of grand-migration/ is
// Grand migration.
func titleOf(address string) string {
	address = strings.TrimSuffix(address, "/")
	address = strings.ReplaceAll(address[strings.LastIndexByte(address, '/')+1:], "-", " ")
	if address == "" || address[0] < 'a' || address[0] > 'z' {
		return address
	}
	return string(address[0]-'a'+'A') + address[1:]
}

// step returns a number of words as one of 64 steps, so that a word more or less
// hardly ever changes it.
func step(words int) int {
	return min(63, int(math.Round(8*math.Log2(1+float64(words)/16))))
}

// lengthOf returns how many words a step stands for.
func lengthOf(step int) float64 { return 16 * (math.Exp2(float64(step)/8) - 1) }

// lines returns words, a line each.
func lines(words []string) []byte {
	var out []byte
	var f front
	for _, word := range words {
		out = append(f.append(out, word), '\n')
	}
	return out
}

// cut writes words into files, a line each with what more appends to it, and returns
// the first word and the name of each file.
func (m *maker) cut(name string, words []string, more func(dst []byte, word string) []byte) []string {
	firsts := []string{}
	var out []byte
	var f front
	end := func() {
		if len(out) > 0 {
			firsts = append(firsts, m.file(name, out))
		}
		out, f = nil, front{}
	}
	for _, word := range words {
		if len(out) >= fullest || len(out) >= shortest && begins(word) {
			end()
		}
		if len(out) == 0 {
			firsts = append(firsts, word)
		}
		out = f.append(out, word)
		if more != nil {
			out = more(out, word)
		}
		out = append(out, '\n')
	}
	end()
	return firsts
}

// begins reports whether a word is one that a shard begins with, where one may: one
// in four is.
func begins(word string) bool {
	h := fnv.New32a()
	h.Write([]byte(word))
	return h.Sum32()&3 == 0
}

// file adds a file that is called after its bytes, and returns the part of its name
// that stands for them.
func (m *maker) file(name string, data []byte) string {
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:6])
	m.files = append(m.files, File{pathOf(name, hash), data})
	return hash
}

func pathOf(name, hash string) string { return handbook.SearchFolder + name + hash + ".txt" }

// Reverse returns a word written backwards.
func Reverse(word string) string {
	out := make([]byte, len(word))
	for at := len(word); len(word) > 0; {
		_, size := utf8.DecodeRuneInString(word)
		at -= size
		copy(out[at:], word[:size])
		word = word[size:]
	}
	return string(out)
}
