package search

import (
	"cmp"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	mostWords   = 12 // of a question that count
	mostNearest = 10 // words that one that is nowhere is taken for

	valueMarked  = 1.05 // of a word that is written with accents, as it was asked for
	valueSibling = 0.8  // of another form of the word
	valueNear    = 0.55 // of a word at distance 1,
	valueFirst   = 0.45 // whose first letter is another one,
	valueFar     = 0.25 // and at distance 2

	inTitle   = 8 // times that a word counts that stands there
	inHeading = 3

	allAbove = 1.5 // times that a page counts that has all words in titles and headings
)

// A Question is what somebody types, read.
type Question struct {
	Words      []Word     // to be found: the first twelve that differ
	Phrases    [][]string // the words of what is in quotation marks
	Without    [][]string // the words behind each minus
	Unfinished bool       // the last of Words may go on
	name       []string   // all words, repeats included, if nothing is left out: they may be all of a title
}

// ReadQuestion reads what somebody types: words, "phrases", and -words that are not
// to be there.
func ReadQuestion(text string) Question {
	var q Question
	for _, run := range minus.FindAllStringSubmatch(text, -1) {
		q.Without = append(q.Without, texts(Words(run[2])))
	}
	bare := minus.ReplaceAllString(text, "$1")
	all := Words(bare)
	for _, w := range all {
		isKnown := slices.ContainsFunc(q.Words, func(known Word) bool { return known.Text == w.Text })
		if !isKnown && len(q.Words) < mostWords {
			q.Words = append(q.Words, w)
		}
	}
	for _, quoted := range phrase.FindAllStringSubmatch(bare, -1) {
		q.Phrases = append(q.Phrases, texts(Words(quoted[1])))
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	lastOfWords, _ := utf8.DecodeLastRuneInString(bare)
	q.Unfinished = unicode.In(last, unicode.L, unicode.M, unicode.N) && last == lastOfWords
	if len(q.Without) == 0 {
		q.name = texts(all)
	}
	return q
}

var (
	minus  = regexp.MustCompile(`(^|\s)-(\S+)`)
	phrase = regexp.MustCompile(`["“”„]([^"“”„]+)["“”„]`)
)

// Options say what is asked for besides words.
type Options struct {
	Kind string                                // of pages; empty: any
	Has  func(address string, p []string) bool // whether a page has words one behind the other; nil: phrases are only words
}

// An Answer is what was found, the best first.
type Answer struct {
	Hits      []Hit
	Code      bool     // the first was asked for by its title, one of its questions, or the code that its title begins with
	LeftOut   []string // words that the first does not have
	Corrected string   // what was searched instead of words that are nowhere; empty: there are none
}

// A Hit is a page that was found.
type Hit struct {
	Address string // below the base path
	Title   string
	Kind    string
	Asked   string // the question that has all words, where the title has not; may be empty
	Score   float64
	Terms   []string // the best words for each that was asked for; empty: it lacks that
}

// A candidate is a page that may be a hit.
type candidate struct {
	id      int
	best    []float64 // by word
	terms   []string
	above   []bool // by word: one of its terms stands in a title, a question or a heading
	score   float64
	isNamed bool // the question is all of its title, of one of its questions, or its code
	asked   string
}

// variants are words of the index that stand for one that was asked for.
type variants map[string]variant

// A variant says what a word is worth in the place of another.
type variant struct {
	worth float64
	pages []int // that have it in a title or a question, if only these count; nil: all that have it
}

// add adds a word, or makes it worth more.
func (v variants) add(term string, worth float64, pages []int) {
	if worth > v[term].worth {
		v[term] = variant{worth, pages}
	}
}

// isTypo reports whether no word is what was asked for, or another form of it.
func (v variants) isTypo() bool {
	for _, other := range v {
		if other.worth >= valueSibling {
			return false
		}
	}
	return true
}

// Ask looks pages up. The error is that of reading.
func (x *Index) Ask(text string, o Options) (Answer, error) {
	q := ReadQuestion(text)
	found := make(map[int]*candidate)
	all := make([]variants, len(q.Words))
	isTypo := make([]bool, len(q.Words))
	isPassedOver := x.passedOver(q)
	for i, w := range q.Words {
		if isPassedOver[i] {
			continue
		}
		some, err := x.variants(w.Text, q.Unfinished && i == len(q.Words)-1)
		if err != nil {
			return Answer{}, err
		}
		if isTypo[i] = some.isTypo(); isTypo[i] {
			if err := x.addNear(some, w.Text); err != nil {
				return Answer{}, err
			}
		}
		all[i] = some
		if err := x.weigh(found, q, i, some); err != nil {
			return Answer{}, err
		}
	}
	for i, w := range q.Words {
		if isPassedOver[i] {
			all[i] = variants{w.Text: {1, append([]int{}, x.names[w.Text]...)}}
			x.weighInTitles(found, i, w.Text)
		}
	}
	for _, words := range q.Without {
		if err := x.leaveOut(found, words); err != nil {
			return Answer{}, err
		}
	}
	var hits []*candidate
	for _, c := range found {
		p := &x.pages[c.id]
		if o.Kind != "" && p.kind != o.Kind || !hasAll(o, p, q.Phrases) {
			continue
		}
		x.score(c, q, all)
		hits = append(hits, c)
	}
	slices.SortFunc(hits, func(a, b *candidate) int {
		if a.isNamed != b.isNamed {
			if a.isNamed {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id))
	})
	return x.answer(q, hits, isTypo), nil
}

// passedOver reports, by word, which words of a question are not looked up: those on
// most pages, if there are others. They count as found on each page, and for more
// where they are in its title, so that "how do I ask for a vision" takes no more files
// than "ask vision". A last word that may go on is looked up.
func (x *Index) passedOver(q Question) []bool {
	is := make([]bool, len(q.Words))
	for i, w := range q.Words {
		_, isCommon := slices.BinarySearch(x.head.Common, w.Text)
		is[i] = isCommon && !(q.Unfinished && i == len(q.Words)-1)
	}
	if !slices.Contains(is, false) {
		clear(is)
	}
	return is
}

// weighInTitles does what weigh does for a word that is passed over.
func (x *Index) weighInTitles(found map[int]*candidate, i int, word string) {
	for _, c := range found {
		c.terms[i], c.above[i] = word, true
	}
	idf := min(math.Ln2, x.rarity(len(x.names[word]))) // that of a word on half of the pages
	for _, id := range x.names[word] {
		if c := found[id]; c != nil {
			c.best[i] = idf * x.saturated(inTitle, id)
		}
	}
}

// rarity returns what a word counts that is on so many pages: BM25's inverse document
// frequency.
func (x *Index) rarity(pages int) float64 {
	return math.Log(1 + (float64(len(x.pages)-pages)+0.5)/(float64(pages)+0.5))
}

// saturated returns what a word counts that is on a page so many times, which has an
// end, and for less the longer the page is.
func (x *Index) saturated(tf float64, id int) float64 {
	return 2.2 * tf / (tf + 1.2*(0.25+0.75*x.pages[id].length/cmp.Or(x.head.Mean, 1)))
}

func hasAll(o Options, p *listed, phrases [][]string) bool {
	return o.Has == nil || !slices.ContainsFunc(phrases, func(words []string) bool { return !o.Has(p.address, words) })
}

// answer tells of candidates, the best first. isTypo is by word.
func (x *Index) answer(q Question, hits []*candidate, isTypo []bool) Answer {
	var a Answer
	for _, c := range hits {
		p := &x.pages[c.id]
		a.Hits = append(a.Hits, Hit{p.address, p.title, p.kind, c.asked, c.score, c.terms})
	}
	if len(hits) == 0 {
		return a
	}
	a.Code = hits[0].isNamed
	var searched []string
	for i, w := range q.Words {
		term := hits[0].terms[i]
		if term == "" {
			a.LeftOut = append(a.LeftOut, w.Text)
		}
		if !isTypo[i] || term == "" || strings.HasPrefix(term, w.Text) {
			term = w.Text
		}
		searched = append(searched, term)
	}
	if !slices.Equal(searched, texts(q.Words)) {
		a.Corrected = strings.Join(searched, " ")
	}
	return a
}

// variants returns the words that a word stands for without a typo: itself, other forms
// of it and, if it may go on, words that begin with it.
func (x *Index) variants(word string, unfinished bool) (variants, error) {
	all := make(variants)
	shard, next, err := x.shardsOf(word)
	if err != nil {
		return nil, err
	}
	length := utf8.RuneCountInString(word)
	first, _ := utf8.DecodeRuneInString(word)
	isShort := length < 3 && classOf(first) != pairing
	beginnings := func(term string) float64 {
		if !unfinished || !strings.HasPrefix(term, word) {
			return 0
		}
		return max(0.2, 0.6*float64(length)/float64(utf8.RuneCountInString(term)))
	}
	for _, term := range shard.words {
		switch {
		case term == word:
			all.add(term, 1, nil)
		case folded(term) == folded(word):
			all.add(term, valueSibling, nil)
		case !isShort:
			all.add(term, beginnings(term), nil)
		}
	}
	if isShort { // too many words begin with it
		for term, pages := range x.names {
			all.add(term, beginnings(term), pages)
		}
		return all, nil
	}
	if unfinished {
		for _, term := range next.words {
			all.add(term, beginnings(term), nil)
		}
	}
	return all, nil
}

// A neighbour is a word that is like another.
type neighbour struct {
	text  string
	worth float64
}

// addNear adds the words that somebody may have meant who mistyped a word.
func (x *Index) addNear(all variants, word string) error {
	letters := []rune(word)
	most := 0
	switch {
	case len(letters) >= 9:
		most = 2
	case len(letters) >= 3:
		most = 1
	default:
		return nil
	}
	near := make(map[string]float64)
	var d distances
	look := func(term string) {
		if n := utf8.RuneCountInString(term); n < len(letters)-most || n > len(letters)+most {
			return
		}
		first, _ := utf8.DecodeRuneInString(term)
		switch edits := d.between(letters, term, most); {
		case edits > most:
		case edits > 1:
			near[term] = valueFar
		case first != letters[0]:
			near[term] = valueFirst
		default:
			near[term] = valueNear
		}
	}
	// One slip leaves the first or the last half of a word as it is.
	half := (len(letters) - 1) / 2
	for _, list := range []struct {
		of    []string
		start string
		read  func(string) string
	}{
		{x.head.Terms, string(letters[:half]), func(term string) string { return term }},
		{x.head.Reversed, Reverse(string(letters[len(letters)-half:])), Reverse},
	} {
		for _, name := range beginning(list.of, list.start, len(list.of)) {
			terms, err := x.part("terms.", name)
			if err != nil {
				return err
			}
			for _, term := range terms.words {
				look(list.read(term))
			}
		}
	}
	var sorted []neighbour
	for term, worth := range near {
		sorted = append(sorted, neighbour{term, worth})
	}
	isName := func(n neighbour) int { return min(len(x.names[n.text]), 1) }
	slices.SortFunc(sorted, func(a, b neighbour) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(isName(b), isName(a)), cmp.Compare(a.text, b.text))
	})
	for _, n := range sorted[:min(len(sorted), mostNearest)] {
		all.add(n.text, n.worth, nil)
	}
	return nil
}

// distances counts the edits from one word to another. It keeps its rows.
type distances struct {
	other               []rune
	before, last, found []int
}

// between returns how many letters have to be added, taken out, replaced or swapped
// with their neighbours to make one word of another, or more than most.
func (d *distances) between(word []rune, term string, most int) int {
	d.other = d.other[:0]
	for _, c := range term {
		d.other = append(d.other, c)
	}
	width := len(d.other) + 1
	if cap(d.before) < width {
		d.before, d.last, d.found = make([]int, 2*width), make([]int, 2*width), make([]int, 2*width)
	}
	before, last, row := d.before[:width], d.last[:width], d.found[:width]
	for j := range width {
		last[j] = j
	}
	for i := 1; i <= len(word); i++ {
		row[0] = i
		least := i
		for j := 1; j < width; j++ {
			cost := 1
			if word[i-1] == d.other[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && word[i-1] == d.other[j-2] && word[i-2] == d.other[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return least
		}
		before, last, row = last, row, before
	}
	return last[width-1]
}

// folded returns a word without the ending that makes another form of it.
func folded(word string) string {
	for _, ending := range []string{"ies", "es", "s", "ing", "ed", "e"} {
		rest, ok := strings.CutSuffix(word, ending)
		if !ok || utf8.RuneCountInString(rest) < 3 {
			continue
		}
		if ending == "ies" {
			rest += "y"
		}
		return rest
	}
	return word
}

// weigh weighs the words that stand for the i-th that was asked for, on each page that
// has them. None counts for more because it is rarer than that word itself.
func (x *Index) weigh(found map[int]*candidate, q Question, i int, some variants) error {
	lists := make(map[string][]posting, len(some))
	for term, v := range some {
		list, err := x.postingsOf(term, v)
		if err != nil {
			return err
		}
		lists[term] = list
	}
	most := math.Inf(1)
	if word := q.Words[i].Text; some[word].worth > 0 {
		most = x.rarity(len(lists[word]))
	}
	for _, term := range slices.Sorted(maps.Keys(some)) {
		idf := min(most, x.rarity(len(lists[term])))
		for _, on := range lists[term] {
			if on.id >= len(x.pages) {
				continue
			}
			c := found[on.id]
			if c == nil {
				c = &candidate{id: on.id, best: make([]float64, len(q.Words)), terms: make([]string, len(q.Words)), above: make([]bool, len(q.Words))}
				found[on.id] = c
			}
			c.above[i] = c.above[i] || on.isAbove
			worth := some[term].worth
			if worth == 1 && on.marked && q.Words[i].Marked {
				worth = valueMarked
			}
			if s := worth * idf * x.saturated(on.tf, on.id); s > c.best[i] {
				c.best[i], c.terms[i] = s, term
			}
		}
	}
	return nil
}

// A posting is a page that has a word, and how often it counts there.
type posting struct {
	id      int
	tf      float64
	marked  bool
	isAbove bool // it is in a title, a question or a heading
}

// postingsOf returns the pages on which a variant counts, in order of their ids.
func (x *Index) postingsOf(term string, v variant) (all []posting, err error) {
	for _, id := range v.pages {
		all = append(all, posting{id: id, tf: inTitle, isAbove: true})
	}
	if v.pages != nil {
		return all, nil
	}
	shard, err := x.shardOf(term)
	if err != nil {
		return nil, err
	}
	if at, ok := shard.find(term); ok {
		shard.each(at, func(id int, o occurrence) {
			tf := float64(o.count)
			if o.fields&InTitle != 0 {
				tf += inTitle
			}
			if o.fields&InHeading != 0 {
				tf += inHeading
			}
			all = append(all, posting{id, tf, o.marked, o.fields&(InTitle|InHeading) != 0})
		})
	}
	return all, nil
}

// leaveOut takes out the pages that have all of some words.
func (x *Index) leaveOut(found map[int]*candidate, words []string) error {
	has := make(map[int]int)
	for _, word := range words {
		shard, err := x.shardOf(word)
		if err != nil {
			return err
		}
		if at, ok := shard.find(word); ok {
			shard.each(at, func(id int, _ occurrence) { has[id]++ })
		}
	}
	for id, n := range has { // nothing if there are no words
		if n == len(words) {
			delete(found, id)
		}
	}
	return nil
}

// score puts together what the words weigh on a page.
func (x *Index) score(c *candidate, q Question, all []variants) {
	p := &x.pages[c.id]
	sum, hit := 0.0, 0
	for i, s := range c.best {
		if sum += s; c.terms[i] != "" {
			hit++
		}
	}
	share := float64(hit) / float64(len(q.Words))
	boost := 1.0
	if !slices.Contains(c.above, false) {
		boost = allAbove
	}
	for i, words := range p.words {
		b := boostOf(words, all)
		if b > boost {
			boost = b
			if c.asked = ""; i > 0 {
				c.asked = p.asked[i-1]
			}
		}
	}
	c.score = math.Round(sum*(share*share*share*share)*boost*1e9) / 1e9
	c.isNamed = len(q.name) > 0 && (slices.ContainsFunc(p.words, func(name []string) bool { return slices.Equal(name, q.name) }) ||
		slices.Equal(q.name, texts(Words(codeOf(p.title)))))
}

// codeOf returns what a title begins with, if that is a code: it has a digit.
func codeOf(title string) string {
	first, _, _ := strings.Cut(title, " ")
	if !strings.ContainsFunc(first, unicode.IsNumber) {
		return ""
	}
	return first
}

// boostOf returns by how much a page is better that has all words that are asked for
// in one title or question.
func boostOf(words []string, all []variants) float64 {
	for _, some := range all {
		if !slices.ContainsFunc(words, func(word string) bool { return some[word].worth > 0 }) {
			return 1
		}
	}
	boost := 1.6 + float64(len(all))/float64(len(words))
	for start := 0; start+len(all) <= len(words); start++ {
		inOrder := true
		for i, some := range all {
			inOrder = inOrder && some[words[start+i]].worth > 0
		}
		if inOrder {
			return boost * 1.5
		}
	}
	return boost
}

// HasPhrase reports whether a text has words one behind the other.
func HasPhrase(text string, words []string) bool {
	all := texts(Words(text))
	for start := 0; start+len(words) <= len(all); start++ {
		if slices.Equal(all[start:start+len(words)], words) {
			return true
		}
	}
	return false
}
