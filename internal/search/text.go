package search

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// A Fields says where on a page a word stands: a sum of these.
type Fields uint8

const (
	InBody    Fields = 1
	InHeading Fields = 2
	InTitle   Fields = 4 // or in a question that the page is asked
)

// mostCounted is how often a word counts on a page.
const mostCounted = 15

// An occurrence is what is known of a word on a page.
type occurrence struct {
	fields Fields
	count  int // in the body, at most mostCounted
	marked bool
}

// and returns both as one.
func (o occurrence) and(p occurrence) occurrence {
	return occurrence{o.fields | p.fields, min(o.count+p.count, mostCounted), o.marked || p.marked}
}

// number returns the occurrence as it is written.
func (o occurrence) number() int {
	n := max(o.count, 1) - 1 | int(o.fields^InBody)<<5
	if o.marked {
		n |= 16
	}
	return n
}

// occurrenceOf reads what number wrote.
func occurrenceOf(n int) occurrence {
	o := occurrence{Fields(n>>5) ^ InBody, n&15 + 1, n&16 != 0}
	if o.fields&InBody == 0 {
		o.count = 0
	}
	return o
}

// A Text is the words of a text with what is known of each, in few bytes, to be
// remembered: how many words it has, and a line a word, in order.
type Text string

// Read returns the words of a body: of its headings of level 2 to 4, and of all else.
func Read(headings, prose []string) Text {
	t := tallies.Get().(*tally)
	defer tallies.Put(t)
	clear(t.words)
	t.total = 0
	for _, heading := range headings {
		t.add(heading, InHeading)
	}
	for _, text := range prose {
		t.add(text, InBody)
	}
	return t.text()
}

// tallies keep their memory from page to page.
var tallies = sync.Pool{New: func() any { return new(tally) }}

// A tally counts words.
type tally struct {
	reader
	words map[string]*occurrence
	total int
}

func (t *tally) add(text string, in Fields) {
	if t.words == nil {
		t.words = make(map[string]*occurrence)
	}
	t.read(text, func(word []byte, marked bool) {
		t.total++
		o := t.words[string(word)]
		if o == nil {
			o = new(occurrence)
			t.words[string(word)] = o
		}
		seen := occurrence{fields: in, marked: marked}
		if in == InBody {
			seen.count = 1
		}
		*o = o.and(seen)
	})
}

func (t *tally) text() Text {
	out := appendNumber(make([]byte, 0, 8*len(t.words)), t.total)
	out = append(out, '\n')
	var f front
	for _, word := range slices.Sorted(maps.Keys(t.words)) {
		out = append(f.append(out, word), ' ')
		out = append(appendNumber(out, t.words[word].number()), '\n')
	}
	return Text(out)
}

// Total returns how many words the text has. What is no Text has none.
func (t Text) Total() int {
	n, _, _ := cutNumber(string(t))
	return n
}

// each calls found for each word, in order. The word is good until found returns.
func (t Text) each(found func(word []byte, o occurrence)) {
	_, lines, _ := strings.Cut(string(t), "\n")
	var b back
	for lines != "" {
		var line string
		line, lines, _ = strings.Cut(lines, "\n")
		written, numbers, _ := strings.Cut(line, " ")
		word, ok := b.read(written)
		n, _, isNumber := cutNumber(numbers)
		if !ok || !isNumber {
			return
		}
		found(word, occurrenceOf(n))
	}
}
