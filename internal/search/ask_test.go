package search

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/view"
)

var update = flag.Bool("update", false, "write the golden file")

// ranking are pages, and what is asked of them. The browser's test reads it as well.
type ranking struct {
	Pages     []rankedPage `json:"pages"`
	Questions []question   `json:"questions"`
}

type rankedPage struct {
	Address  string   `json:"address"`
	Title    string   `json:"title"`
	Kind     string   `json:"kind"`
	Asked    []string `json:"asked"`
	Headings string   `json:"headings"`
	Prose    string   `json:"prose"`
}

type question struct {
	Q         string   `json:"q"`
	Found     []found  `json:"found"` // the best first
	Code      bool     `json:"code"`
	LeftOut   []string `json:"leftOut"`
	Corrected string   `json:"corrected"`
}

type found struct {
	Address string  `json:"address"`
	Score   float64 `json:"score"`
	Asked   string  `json:"asked"`
}

const rankingFile = "testdata/ranking.json"

func readRanking(t *testing.T) (r ranking, x *Index) {
	t.Helper()
	data, err := os.ReadFile(rankingFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	var pages []Page
	for _, p := range r.Pages {
		pages = append(pages, Page{view.Search{Address: p.Address, Title: p.Title, Kind: p.Kind, Asked: p.Asked}, Read([]string{p.Headings}, []string{p.Prose})})
	}
	return r, open(t, pages...)
}

// TestRanking compares all answers with golden ones. What they have to be like is
// told by TestTheRightPageIsFirst.
func TestRanking(t *testing.T) {
	r, x := readRanking(t)
	want := r.Questions
	r.Questions = nil
	for _, q := range want {
		a, err := x.Ask(q.Q, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := question{Q: q.Q, Found: []found{}, Code: a.Code, LeftOut: append([]string{}, a.LeftOut...), Corrected: a.Corrected}
		for _, h := range a.Hits {
			got.Found = append(got.Found, found{h.Address, h.Score, h.Asked})
		}
		r.Questions = append(r.Questions, got)
		if diff := cmp.Diff(q, got); diff != "" && !*update {
			t.Errorf("%q has another answer:\n%s", q.Q, diff)
		}
	}
	if *update {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		if err := e.Encode(r); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(rankingFile, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheRightPageIsFirst(t *testing.T) {
	_, x := readRanking(t)
	for q, want := range map[string]string{
		"grand migr":                   "patterns/grand-migration/",
		"GRAND  Migration":             "patterns/grand-migration/",
		"graand migration":             "patterns/grand-migration/", // a letter too many,
		"gand migration":               "patterns/grand-migration/", // one too few,
		"grsnd migration":              "patterns/grand-migration/", // another one,
		"garnd migration":              "patterns/grand-migration/", // two swapped
		"rgand migration":              "patterns/grand-migration/", // at the beginning
		"xigratoin grand":              "patterns/grand-migration/", // and two mistakes in a long word
		"s222":                         "checks/s222/",
		"S223":                         "checks/s223/",
		"0002":                         "decisions/0002-use-queues/",
		"my boss wants a vision":       "pitfalls/vision-by-order/",
		"silence finding":              "checks/s222/",
		"zurich":                       "examples/cafe/",
		"café":                         "examples/cafe/",
		"戦略":                           "readings/gijutsu/",
		"術の":                           "readings/gijutsu/",
		"policies strategies":          "readings/source/",
		"vision -grand -boss":          "readings/source/",
		"vision -by-order":             "patterns/big-vision/", // the first without that has both words
		"khan monolith nobodyhasthis9": "examples/khan-academy/",
		"disagree":                     "patterns/grand-migration/", // in a heading
	} {
		a, err := x.Ask(q, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Hits) == 0 || a.Hits[0].Address != want {
			t.Errorf("%q finds %v first, want %s", q, a.Hits[:min(len(a.Hits), 1)], want)
		}
	}
	for _, q := range []string{"", " ", "-", "-vision", `"`, "qqqqqq", "...", "\x00\xff"} {
		if a, err := x.Ask(q, Options{}); err != nil || len(a.Hits) > 0 {
			t.Errorf("%q finds %v, %v", q, a.Hits, err)
		}
	}
}

func TestOptions(t *testing.T) {
	_, x := readRanking(t)
	var asked []string
	a, err := x.Ask(`"vision and strategy" talk`, Options{Kind: "reading", Has: func(address string, words []string) bool {
		asked = append(asked, address+": "+strings.Join(words, " "))
		return address == "readings/source/"
	}})
	if err != nil || len(a.Hits) != 1 || a.Hits[0].Address != "readings/source/" {
		t.Errorf("found %v, %v", a.Hits, err)
	}
	if want := []string{"readings/source/: vision and strategy"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %q, want %q", asked, want)
	}
}

func TestReadQuestion(t *testing.T) {
	for text, want := range map[string]string{
		"one two":                   "one two+ | | ",
		"one two ":                  "one two | | ",
		"One one's":                 "one+ | | ", // words that differ
		`"one two" three`:           "one two three+ | one two | ",
		`“one two” three.`:          "one two three | one two | ",
		`one "two`:                  "one two+ | | ",
		`one "two"`:                 "one two | two | ",
		"one -two-three -four":      "one | | two three; four",
		"well-known - -- x":         "well known x+ | | ",
		"a b c d e f g h i j k l m": "a b c d e f g h i j k l+ | | ",
	} {
		q := ReadQuestion(text)
		got := written(q.Words)
		if q.Unfinished {
			got += "+"
		}
		got += " | " + joined(q.Phrases) + " | " + joined(q.Without)
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func joined(all [][]string) string {
	var lines []string
	for _, words := range all {
		lines = append(lines, strings.Join(words, " "))
	}
	return strings.Join(lines, "; ")
}

func TestDamagedFilesAreErrorsOrHoldNothing(t *testing.T) {
	files := Make(about, slices.Values([]Page{{view.Search{Address: "a/", Title: "A page", Kind: "page"}, Read(nil, []string{"some words"})}}))
	for i := range files {
		for _, data := range []string{"", "\n", "?", "{}", `{"version":1}`, "9x 0\n", "0a 01\n0\xff ~\n", "0a z0\n", "0a\tA\tz0\n", "0a 0zzzzzzzz\n"} {
			broken := slices.Clone(files)
			broken[i].Data = []byte(data)
			if x, err := Open(readerOf(broken)); err == nil {
				x.Ask("some wrds pa", Options{})
			}
		}
	}
}

// TestWordsOnMostPagesAreNotLookedUp asks with a word that is everywhere, which costs no
// file, and takes no page away.
func TestWordsOnMostPagesAreNotLookedUp(t *testing.T) {
	var pages []Page
	for i := range 200 {
		var words []string
		for j := range 60 {
			words = append(words, fmt.Sprintf("w%x", (i*37+j*101)%9000*7919))
		}
		title := fmt.Sprint("Page ", i)
		if i == 7 {
			title = "The page of zebras"
		}
		text := "the the " + strings.Join(words, " ")
		if i == 7 || i == 90 {
			text = "zebra " + text
		}
		if i == 91 {
			text = "zebra " + strings.Join(words, " ") // without
		}
		pages = append(pages, Page{view.Search{Address: fmt.Sprintf("p/%d/", i), Title: title, Kind: "page"}, Read(nil, []string{text})})
	}
	files := Make(about, slices.Values(pages))
	ask := func(text string) (hits int, first string, leftOut []string, looked bool) {
		var read []string
		x, err := Open(func(path string) ([]byte, error) {
			read = append(read, path)
			return readerOf(files)(path)
		})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(x.head.Common, []string{"page", "the"}) {
			t.Fatalf("common: %q", x.head.Common)
		}
		a, err := x.Ask(text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		own := beginning(x.head.Shards, "the", 1)
		if len(a.Hits) > 0 {
			first = a.Hits[0].Address
		}
		return len(a.Hits), first, a.LeftOut, slices.Contains(read, pathOf("w/", own[0]))
	}
	for _, c := range []struct {
		text   string
		hits   int
		first  string
		looked bool
	}{
		{"zebra ", 3, "p/7/", false},
		{"the zebra ", 3, "p/7/", false},
		{"the page zebra ", 3, "p/7/", false},
		{"the ", 199, "p/7/", true},      // there is nothing else
		{"zebra the", 200, "p/7/", true}, // it may go on
	} {
		hits, first, leftOut, looked := ask(c.text)
		if hits != c.hits || first != c.first || looked != c.looked || len(leftOut) > 0 {
			t.Errorf("%q: %d hits, the first %s, without %q, looked up: %v; want %+v", c.text, hits, first, leftOut, looked, c)
		}
	}
}
