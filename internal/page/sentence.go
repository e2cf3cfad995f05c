package page

import (
	"bytes"
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// mostSentence is how many characters a link's sentence has at most, besides the
// marks of what is cut off.
const mostSentence = 240

// A passage is the text of one block, cut into sentences, with the places of its
// links. It is made once a block, so that many links in a long paragraph take
// time in proportion to its length.
type passage struct {
	block     ast.Node
	text      []byte
	links     map[ast.Node][2]int // where in text the words of each link begin and end
	open      ast.Node            // a tag <a> whose end has not been met
	sentences []sentence
}

// A sentence is a stretch of a passage. One without words besides its links, as
// a list of pages has it, says nothing about them.
type sentence struct {
	from, to int
	words    bool
}

// sentenceOf returns the sentence that a link stands in; it is empty when there
// is none, or when it would say no more than the link.
func (d *document) sentenceOf(link ast.Node) string {
	block := link.Parent()
	for block != nil && block.Type() != ast.TypeBlock {
		block = block.Parent()
	}
	if block == nil {
		return ""
	}
	if d.passage == nil || d.passage.block != block {
		d.passage = d.readPassage(block)
	}
	text := d.passage.around(link)
	// A small file can have a long sentence with thousands of links.
	if d.quoted += len(text); d.quoted > mostExpanded+len(d.source) {
		return ""
	}
	return text
}

func (d *document) readPassage(block ast.Node) *passage {
	p := &passage{block: block, links: make(map[ast.Node][2]int)}
	d.reading = p
	p.text = d.appendText(nil, block, false)
	d.reading = nil
	p.divide()
	return p
}

// note notes where in the text a node's words are, if it is a link. In raw HTML
// those of <a> go on to </a>.
func (p *passage) note(n ast.Node, start, end int, source []byte) {
	switch n := n.(type) {
	case *ast.Link, *ast.AutoLink:
		p.links[n] = [2]int{start, end}
	case *ast.RawHTML:
		switch tag := bytes.ToLower(n.Segments.Value(source)); {
		case bytes.HasPrefix(tag, []byte("</a")) && p.open != nil:
			p.links[p.open] = [2]int{p.links[p.open][0], start}
			p.open = nil
		case bytes.HasPrefix(tag, []byte("<a")):
			p.links[n] = [2]int{start, start}
			p.open = n
		}
	}
}

// divide finds the sentences, and which of them have words outside of links.
func (p *passage) divide() {
	var links [][2]int
	for _, at := range p.links {
		links = append(links, at)
	}
	slices.SortFunc(links, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	now := sentence{}
	for at := 0; at < len(p.text); {
		for len(links) > 0 && links[0][1] <= at {
			links = links[1:]
		}
		if len(links) > 0 && links[0][0] <= at { // a full stop in a link's words does not cut it in two
			at = links[0][1]
			continue
		}
		r, size := utf8.DecodeRune(p.text[at:])
		now.words = now.words || unicode.IsLetter(r) || unicode.IsNumber(r)
		at += size
		if !unicode.Is(unicode.Sentence_Terminal, r) {
			continue
		}
		if end, ok := sentenceEnd(p.text, at); ok {
			now.to = end
			p.sentences = append(p.sentences, now)
			now = sentence{from: end}
			at = end
		}
	}
	now.to = len(p.text)
	p.sentences = append(p.sentences, now)
}

// sentenceEnd reports whether the mark before an offset ends a sentence, and
// where the sentence then ends: after further marks, and what is closed there.
// The rules are the main ones of Unicode's (UAX 29). A mark of ASCII needs white
// space behind it and no small letter after that, and a full stop behind one
// letter, or behind a number of up to two digits, is one of an abbreviation or
// of a date. Marks of other scripts need nothing.
func sentenceEnd(text []byte, at int) (end int, ok bool) {
	mark := text[at-1]
	abbreviates := mark == '.' && isShort(text[:at-1])
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if !unicode.Is(unicode.Sentence_Terminal, r) && !unicode.In(r, unicode.Pe, unicode.Pf) && r != '"' && r != '\'' {
			break
		}
		abbreviates = false
		at += size
	}
	rest := bytes.TrimLeftFunc(text[at:], unicode.IsSpace)
	if mark >= utf8.RuneSelf || len(rest) == 0 {
		return at, true
	}
	if abbreviates || len(rest) == len(text)-at {
		return 0, false
	}
	next := bytes.TrimLeftFunc(rest[:min(len(rest), 16)], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	r, _ := utf8.DecodeRune(next)
	return at, !unicode.IsLower(r)
}

// isShort reports whether a text ends with a word of one letter, or with a
// number of up to two digits.
func isShort(text []byte) bool {
	last, size := utf8.DecodeLastRune(text)
	before, more := utf8.DecodeLastRune(text[:len(text)-size])
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }
	if unicode.IsDigit(last) && unicode.IsDigit(before) {
		before, _ = utf8.DecodeLastRune(text[:len(text)-size-more])
	}
	return isWord(last) && !isWord(before)
}

// around returns the sentence of a link, or as much of it around the link as
// there is room for.
func (p *passage) around(link ast.Node) string {
	at, ok := p.links[link]
	if !ok {
		return ""
	}
	i, found := slices.BinarySearchFunc(p.sentences, at[0], func(s sentence, at int) int { return cmp.Compare(s.from, at) })
	if !found {
		i--
	}
	s := p.sentences[i]
	if !s.words {
		return ""
	}
	before := back(p.text[s.from:at[0]], mostSentence)
	behind := ahead(p.text[at[0]:s.to], mostSentence)
	if utf8.RuneCount(before)+utf8.RuneCount(behind) > mostSentence { // a third of the room is for what comes before
		before = back(before, max(mostSentence/3, mostSentence-utf8.RuneCount(behind)))
		behind = ahead(behind, mostSentence-utf8.RuneCount(before))
	}
	whole := [2]bool{at[0]-len(before) == s.from, at[0]+len(behind) == s.to}
	var b []byte
	if !whole[0] {
		b = append(b, "…"...)
		before = fromWord(before)
	}
	b = append(b, before...)
	if whole[1] {
		return string(bytes.TrimSpace(append(b, behind...)))
	}
	return string(append(append(bytes.TrimLeftFunc(b, unicode.IsSpace), toWord(behind)...), "…"...))
}

// back returns the last n characters of a text, and ahead the first n.
func back(text []byte, n int) []byte {
	at := len(text)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRune(text[:at])
		at -= size
	}
	return text[at:]
}

func ahead(text []byte, n int) []byte {
	at := 0
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRune(text[at:])
		at += size
	}
	return text[:at]
}

// longestWord is how many bytes are given up to cut between two words. Scripts
// that do not part words are cut between two characters.
const longestWord = 48

// fromWord leaves out the word at the beginning of a text that is cut there.
func fromWord(text []byte) []byte {
	if i := bytes.IndexFunc(text[:min(len(text), longestWord)], unicode.IsSpace); i >= 0 {
		return bytes.TrimLeftFunc(text[i:], unicode.IsSpace)
	}
	return bytes.TrimLeftFunc(text, joins)
}

// toWord leaves out the word at the end of a text that is cut there.
func toWord(text []byte) []byte {
	if i := bytes.LastIndexFunc(text[max(0, len(text)-longestWord):], unicode.IsSpace); i >= 0 {
		return bytes.TrimRightFunc(text[:max(0, len(text)-longestWord)+i], unicode.IsSpace)
	}
	text = bytes.TrimRightFunc(text, joins)
	_, size := utf8.DecodeLastRune(text)
	return bytes.TrimRightFunc(text[:len(text)-size], joins)
}

// joins reports whether a character is one with what stands before or behind it:
// accents, joiners, colours of emoji, halves of flags.
func joins(r rune) bool {
	return unicode.IsMark(r) || unicode.Is(unicode.Cf, r) || unicode.In(r, unicode.Regional_Indicator) || '\U0001F3FB' <= r && r <= '\U0001F3FF'
}
