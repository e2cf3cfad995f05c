package wording

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// A Lexicon is a table of words and phrases to look for in texts. In an entry
//
//	migrate~     stands for all forms that share its stem: migrates, migrated
//	day/week     for either
//	_            for any one word, but not at the beginning
//	#            for a number, in digits or in words
//
// and every other word for itself, in small letters. Looking something up takes
// time in proportion to the text, whatever the size of the table.
type Lexicon struct{ table func() *table }

// Named returns the lexicon of that name in lexicons/. It is parsed when it is
// first asked for something.
func Named(name string) *Lexicon {
	return &Lexicon{sync.OnceValue(func() *table { return newTable(lists()[name].entries) })}
}

// New returns a lexicon of entries of somebody's own.
func New(entries []string) *Lexicon {
	return &Lexicon{sync.OnceValue(func() *table { return newTable(entries) })}
}

//go:embed lexicons/*.txt
var files embed.FS

// lists are those of the program. Here loading them cannot fail: a test loads the
// same files.
var lists = sync.OnceValue(func() map[string]list {
	all, _ := load(files)
	return all
})

// A list is a lexicon as it is written.
type list struct {
	why     string   // what it is for
	entries []string // sorted
}

// load reads lexicons/*.txt, by the names of the lists in them.
func load(fsys fs.FS) (map[string]list, error) {
	names, err := fs.Glob(fsys, "lexicons/*.txt")
	if err != nil {
		return nil, err
	}
	all := make(map[string]list)
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		if err := addLists(all, string(data)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return all, nil
}

// addLists reads a file: a line [name] begins a list, and what is before the first
// one is about all of them.
func addLists(all map[string]list, text string) error {
	_, text, _ = strings.Cut(text, "\n[")
	for part := range strings.SplitSeq(text, "\n[") {
		name, body, _ := strings.Cut(part, "]\n")
		if _, twice := all[name]; twice {
			return fmt.Errorf("there are two lists named %s", name)
		}
		l, err := readList(body)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		all[name] = l
	}
	return nil
}

// readList reads an entry a line. Lines that begin with two slashes say what they
// are for. Entries are sorted, so that one sees what is there.
func readList(text string) (l list, err error) {
	last := ""
	for line := range strings.SplitSeq(text, "\n") {
		comment, isComment := strings.CutPrefix(line, "//")
		switch {
		case isComment:
			l.why += comment
		case line == "":
		case line == last:
			return l, fmt.Errorf("%q stands there twice", line)
		case line < last:
			return l, fmt.Errorf("%q stands behind %q", line, last)
		default:
			l.entries = append(l.entries, line)
			last = line
		}
	}
	return l, nil
}

// A table has entries by how they begin.
type table struct {
	words, stems map[string][]phrase // by the first word, or its stem
	counts       []phrase            // those that begin with a number
}

// A phrase is an entry: alternatives, word by word.
type phrase [][]alternative

type alternative struct {
	text string
	stem bool // text is a stem
}

func newTable(entries []string) *table {
	t := &table{make(map[string][]phrase), make(map[string][]phrase), nil}
	for _, entry := range entries {
		t.add(entry)
	}
	return t
}

func (t *table) add(entry string) {
	var p phrase
	for part := range strings.FieldsSeq(entry) {
		var either []alternative
		for word := range strings.SplitSeq(part, "/") {
			if form, ok := strings.CutSuffix(word, "~"); ok {
				either = append(either, alternative{Stem(form), true})
			} else {
				either = append(either, alternative{word, false})
			}
		}
		p = append(p, either)
	}
	if len(p) == 0 {
		return
	}
	for _, first := range p[0] {
		switch {
		case first.stem:
			t.stems[first.text] = append(t.stems[first.text], p)
		case first.text == "#":
			t.counts = append(t.counts, p)
		default:
			t.words[first.text] = append(t.words[first.text], p)
		}
	}
}

// At returns how many words, from the i-th on, are the longest entry that stands
// there; 0: none.
func (l *Lexicon) At(words []Word, i int) int { return l.table().at(words, i) }

func (t *table) at(words []Word, i int) int {
	if i >= len(words) {
		return 0
	}
	w := &words[i]
	n := max(longest(t.words[w.Text], words[i:]), longest(t.stems[w.Stem], words[i:]))
	if t.counts != nil && w.IsCount() {
		n = max(n, longest(t.counts, words[i:]))
	}
	return n
}

func longest(entries []phrase, words []Word) int {
	n := 0
	for _, p := range entries {
		if len(p) > n && len(p) <= len(words) && p[1:].matches(words[1:]) {
			n = len(p)
		}
	}
	return n
}

func (p phrase) matches(words []Word) bool {
	for i, either := range p {
		if !slices.ContainsFunc(either, func(a alternative) bool { return a.standsFor(&words[i]) }) {
			return false
		}
	}
	return true
}

func (a alternative) standsFor(w *Word) bool {
	switch {
	case a.stem:
		return a.text == w.Stem
	case a.text == "_":
		return true
	case a.text == "#":
		return w.IsCount()
	}
	return a.text == w.Text
}

// Find returns where the first entry stands, from and to word numbers; from is
// -1 when there is none.
func (l *Lexicon) Find(words []Word) (from, to int) {
	t := l.table()
	for i := range words {
		if n := t.at(words, i); n > 0 {
			return i, i + n
		}
	}
	return -1, -1
}

// In reports whether any entry stands among the words.
func (l *Lexicon) In(words []Word) bool {
	from, _ := l.Find(words)
	return from >= 0
}

// Has reports whether a word alone is an entry.
func (l *Lexicon) Has(w Word) bool { return l.At([]Word{w}, 0) > 0 }

// Contains reports whether an entry begins with exactly this word.
func (l *Lexicon) Contains(word string) bool { return l.table().words[word] != nil }

// Count returns how many entries stand among the words, none counted twice.
func (l *Lexicon) Count(words []Word) int {
	n := 0
	for i := 0; i < len(words); i++ {
		if length := l.At(words, i); length > 0 {
			n++
			i += length - 1
		}
	}
	return n
}

// IsCount reports whether the word is a number, in digits or in letters. One is
// none: it is an article as often.
func (w *Word) IsCount() bool {
	if w.Number() || numerals.Contains(w.Text) {
		return true
	}
	tens, units, ok := strings.Cut(w.Text, "-")
	return ok && numerals.Contains(tens) && (numerals.Contains(units) || units == "one")
}

var numerals = Named("numerals")
