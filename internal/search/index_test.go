package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/internal/handbook"
	"waymark/internal/view"
)

var about = view.SearchHead{Kinds: [][2]string{
	{"page", "Pages"}, {"pattern", "Patterns"}, {"pitfall", "Pitfalls"},
	{"check", "Checks"}, {"decision", "Decisions"}, {"example", "Examples"}, {"reading", "Readings"}}}

// readerOf returns what reads files.
func readerOf(files []File) func(string) ([]byte, error) {
	return func(path string) ([]byte, error) {
		for _, f := range files {
			if f.Path == path {
				return f.Data, nil
			}
		}
		return nil, fmt.Errorf("no file %s", path)
	}
}

func open(t *testing.T, pages ...Page) *Index {
	t.Helper()
	x, err := Open(readerOf(Make(about, slices.Values(pages))))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// found returns the pages of a word: id:fields:count, with an asterisk where it is
// marked.
func (x *Index) found(t *testing.T, word string) string {
	t.Helper()
	s, err := x.shardOf(word)
	if err != nil {
		t.Fatal(err)
	}
	at, ok := s.find(word)
	if !ok {
		return ""
	}
	var all []string
	s.each(at, func(id int, o occurrence) {
		text := fmt.Sprintf("%d:%d:%d", id, o.fields, o.count)
		if o.marked {
			text += "*"
		}
		all = append(all, text)
	})
	return strings.Join(all, " ")
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	x := open(t,
		Page{view.Search{Address: "patterns/grand-migration/", Title: "Grand migration", Kind: "pattern", Asked: []string{"how do we\tmove?"}},
			Read([]string{"Moving house"}, []string{"A move, a grand  café."})},
		Page{view.Search{Address: "patterns/grande/", Title: "~ Grande", Kind: "pattern", Headings: []string{"Pattern"}},
			Read(nil, []string{strings.Repeat("move ", 40) + "cafe"})},
		Page{view.Search{Address: "", Title: "Home", Kind: "page", Body: []string{"move"}}, Read(nil, nil)},
	)
	for word, want := range map[string]string{
		"move": "0:5:1 1:1:15 2:1:1", "grand": "0:5:1", "cafe": "0:1:1* 1:1:1", "moving": "0:2:0", "pattern": "1:2:0", "grande": "1:4:0", "nothing": "",
	} {
		if got := x.found(t, word); got != want {
			t.Errorf("%s is on %q, want %q", word, got, want)
		}
	}
	var pages []string
	for _, p := range x.pages {
		pages = append(pages, strings.Join(append([]string{p.address, p.title, p.kind, fmt.Sprint(p.length > 0)}, p.asked...), "|"))
	}
	want := []string{"patterns/grand-migration/|Grand migration|pattern|true|how do we move?", "patterns/grande/|~ Grande|pattern|true", "|Home|page|false"}
	if !slices.Equal(pages, want) {
		t.Errorf("pages are %q, want %q", pages, want)
	}
}

// TestLargeIndexIsInPieces writes more pages and words than one file holds.
func TestLargeIndexIsInPieces(t *testing.T) {
	var pages []Page
	for i := range 3500 {
		var words []string
		for j := range 12 {
			words = append(words, fmt.Sprintf("w%x", (i*12+j)%30000*7919))
		}
		pages = append(pages, Page{view.Search{Address: fmt.Sprintf("p/%d/", i), Title: fmt.Sprint("Page ", i), Kind: "page"}, Read(nil, []string{strings.Join(words, " ")})})
	}
	x := open(t, pages...)
	if len(x.head.Titles) != 2 || len(x.head.Reversed) < 4 || len(x.head.Terms) < 4 || x.head.Terms[0] != "" {
		t.Errorf("there are %d titles, %d terms, %d reversed", len(x.head.Titles), len(x.head.Terms), len(x.head.Reversed))
	}
	if got := x.pages[3499].address; got != "p/3499/" {
		t.Errorf("the last page is %s", got)
	}
	for _, i := range []int{0, 1, 29999} {
		word := fmt.Sprintf("w%x", i*7919)
		if got, want := x.found(t, word), fmt.Sprintf("%d:", i/12); !strings.HasPrefix(got, want) {
			t.Errorf("%s is on %q, want %s", word, got, want)
		}
	}
	for i := 3; i < len(x.head.Shards); i += 2 {
		data, err := x.read(pathOf("w/", x.head.Shards[i]))
		if err != nil || len(data) > fullest+len("0w 000") || i+2 < len(x.head.Shards) && len(data) < shortest {
			t.Errorf("shard %s has %d bytes, %v", x.head.Shards[i], len(data), err)
		}
	}
}

// TestOneMoreWordChangesOneShard is what readers with a cache live on.
func TestOneMoreWordChangesOneShard(t *testing.T) {
	var pages []Page
	for i := range 400 {
		var words []string
		for j := range 80 {
			words = append(words, fmt.Sprintf("%x", (i*37+j*101)%9000*7919))
		}
		pages = append(pages, Page{view.Search{Address: fmt.Sprintf("p/%d/", i), Title: fmt.Sprint("Page ", i), Kind: "page"}, Read(nil, []string{strings.Join(words, " ")})})
	}
	before := Make(about, slices.Values(pages))
	pages[200].Body = []string{"zebracorn"}
	var changed []string
	for _, f := range Make(about, slices.Values(pages)) {
		if _, err := readerOf(before)(f.Path); err != nil || f.Path == handbook.SearchHead {
			changed = append(changed, f.Path[:len(handbook.SearchFolder)+1])
		}
	}
	if got := strings.Join(changed, " "); len(before) < 8 || got != "search/h search/t search/w" {
		t.Errorf("of %d files these have changed: %s", len(before), got)
	}
}

func TestReverse(t *testing.T) {
	for word, want := range map[string]string{"": "", "abc": "cba", "größe": "eßörg", "術戦": "戦術"} {
		if got := Reverse(word); got != want {
			t.Errorf("Reverse(%q) = %q, want %q", word, got, want)
		}
	}
}
