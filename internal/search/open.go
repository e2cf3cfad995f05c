package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"waymark/internal/handbook"
)

// An Index is an index that can be asked. What is asked for is read when it is
// needed, and kept. It is safe for many goroutines.
type Index struct {
	head  head
	read  func(path string) ([]byte, error)
	pages []listed
	names map[string][]int // by word of a title or a question, the pages that have it there
	mu    sync.Mutex
	parts map[string]*shard // by name; terms, too
}

// A listed is a page as the titles have it.
type listed struct {
	address string
	title   string
	kind    string
	length  float64 // the middle of its step
	asked   []string
	words   [][]string // of the title and of each question
}

// A shard is some words, in order. Of a list of terms they have no postings.
type shard struct {
	words    []string
	postings []string
}

// Open reads an index. read returns a file by its path below the output folder.
func Open(read func(path string) ([]byte, error)) (*Index, error) {
	x := &Index{read: read, parts: make(map[string]*shard), names: make(map[string][]int)}
	data, err := read(handbook.SearchHead)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &x.head); err != nil {
		return nil, fmt.Errorf("%s: %w", handbook.SearchHead, err)
	}
	if x.head.Version != version {
		return nil, fmt.Errorf("%s has version %d, not %d", handbook.SearchHead, x.head.Version, version)
	}
	for _, name := range x.head.Titles {
		if err := x.readTitles(pathOf("titles.", name)); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// readTitles reads a block of titles.
func (x *Index) readTitles(path string) error {
	data, err := x.read(path)
	if err != nil {
		return err
	}
	var b back
	for line := range bytes.Lines(data) {
		columns := strings.Split(strings.TrimSuffix(string(line), "\n"), "\t")
		address, ok := b.read(columns[0])
		if !ok || len(columns) < 3 || len(strings.TrimSuffix(columns[2], "-")) != 2 {
			return fmt.Errorf("%s is damaged", path)
		}
		p := listed{address: string(address), title: columns[1], asked: columns[3:]}
		if p.title == "~" {
			p.title = titleOf(p.address)
		} else {
			p.title = strings.TrimPrefix(p.title, "~")
		}
		kind := int(valueOf[columns[2][0]])
		if kind >= len(x.head.Kinds) {
			return fmt.Errorf("%s is damaged", path)
		}
		p.kind, p.length = x.head.Kinds[kind][0], lengthOf(int(valueOf[columns[2][1]]))
		for _, text := range append([]string{p.title}, p.asked...) {
			p.words = append(p.words, texts(Words(text)))
		}
		for _, word := range slices.Concat(p.words...) {
			if id, on := len(x.pages), x.names[word]; len(on) == 0 || on[len(on)-1] != id {
				x.names[word] = append(on, id)
			}
		}
		x.pages = append(x.pages, p)
	}
	return nil
}

func texts(words []Word) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.Text
	}
	return all
}

// shardOf returns the shard that has a word if any has.
func (x *Index) shardOf(word string) (*shard, error) {
	n := len(x.head.Shards) / 2
	i := sort.Search(n, func(i int) bool { return x.head.Shards[2*i] > word }) - 1
	if i < 0 {
		return new(shard), nil
	}
	return x.part("w/", x.head.Shards[2*i+1])
}

// shardsOf returns the shard that has a word if any has, and the one behind it if that
// begins with words that begin with it. Both may be empty.
func (x *Index) shardsOf(word string) (own, next *shard, err error) {
	if own, err = x.shardOf(word); err != nil {
		return nil, nil, err
	}
	next = new(shard)
	if names := beginning(x.head.Shards, word, 2); len(names) > 1 {
		next, err = x.part("w/", names[1])
	}
	return own, next, err
}

// beginning returns the names of the parts of a list in which words can lie that begin
// with start, at most so many. list has the first word of each part and its name, in
// turns. A part of which all words lie behind start has an empty name.
func beginning(list []string, start string, most int) []string {
	i := 0
	for i < len(list) && list[i] <= start {
		i += 2
	}
	names := []string{""}
	if i > 0 {
		names[0] = list[i-1]
	}
	for ; len(names) < most && i < len(list) && strings.HasPrefix(list[i], start); i += 2 {
		names = append(names, list[i+1])
	}
	return names
}

// part returns a file of words.
func (x *Index) part(folder, name string) (*shard, error) {
	if name == "" {
		return new(shard), nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	path := pathOf(folder, name)
	if known := x.parts[path]; known != nil {
		return known, nil
	}
	data, err := x.read(path)
	if err != nil {
		return nil, err
	}
	s := new(shard)
	var b back
	for line := range bytes.Lines(data) {
		written, list, _ := strings.Cut(strings.TrimSuffix(string(line), "\n"), " ")
		word, ok := b.read(written)
		if !ok {
			return nil, fmt.Errorf("%s is damaged", path)
		}
		s.words, s.postings = append(s.words, string(word)), append(s.postings, list)
	}
	x.parts[path] = s
	return s, nil
}

// find returns the place of a word in the shard, or where it would be.
func (s *shard) find(word string) (at int, found bool) {
	at = sort.SearchStrings(s.words, word)
	return at, at < len(s.words) && s.words[at] == word
}

// each calls found for each page that has the word at a place, in order of their ids.
func (s *shard) each(at int, found func(id int, o occurrence)) {
	id := -1
	for list := s.postings[at]; list != ""; {
		distance, rest, ok := cutNumber(list)
		n, rest, isNumber := cutNumber(rest)
		if !ok || !isNumber {
			return
		}
		id, list = id+1+distance, rest
		found(id, occurrenceOf(n))
	}
}
