package page

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"waymark/internal/wording"
)

// mostSentence is how many characters a link's sentence has at most, besides the
// marks of what is cut off.
const mostSentence = 240

// A passage is the text of one block, cut into sentences, with the places of its
// links. It is made once a block, so that many links in a long paragraph take
// time in proportion to its length.
type passage struct {
	block     ast.Node
	text      string
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
	p.text = string(d.appendText(nil, block, false))
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

// divide finds the sentences, and which of them have words outside of links. A
// full stop in a link's words does not cut it in two.
func (p *passage) divide() {
	links := slices.SortedFunc(maps.Values(p.links), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	hasWords := func(from, to int) bool { return from < to && wording.Count(p.text[from:to]) > 0 }
	at := 0 // behind the last link or sentence
	for _, s := range wording.Sentences(p.text, links) {
		now := sentence{from: s[0], to: s[1]}
		for ; len(links) > 0 && links[0][0] < s[1]; links = links[1:] {
			now.words = now.words || hasWords(at, links[0][0])
			at = max(at, links[0][1])
		}
		now.words = now.words || hasWords(at, s[1])
		at = max(at, s[1])
		p.sentences = append(p.sentences, now)
	}
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
	if utf8.RuneCountInString(before)+utf8.RuneCountInString(behind) > mostSentence { // a third of the room is for what comes before
		before = back(before, max(mostSentence/3, mostSentence-utf8.RuneCountInString(behind)))
		behind = ahead(behind, mostSentence-utf8.RuneCountInString(before))
	}
	whole := [2]bool{at[0]-len(before) == s.from, at[0]+len(behind) == s.to}
	if !whole[0] {
		before = "…" + fromWord(before)
	}
	if whole[1] {
		return strings.TrimSpace(before + behind)
	}
	return strings.TrimLeftFunc(before, unicode.IsSpace) + toWord(behind) + "…"
}

// back returns the last n characters of a text, and ahead the first n.
func back(text string, n int) string {
	at := len(text)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	return text[at:]
}

func ahead(text string, n int) string {
	for at := range text {
		if n--; n < 0 {
			return text[:at]
		}
	}
	return text
}

// longestWord is how many bytes are given up to cut between two words. Scripts
// that do not part words are cut between two characters.
const longestWord = 48

// fromWord leaves out the word at the beginning of a text that is cut there.
func fromWord(text string) string {
	if i := strings.IndexFunc(text[:min(len(text), longestWord)], unicode.IsSpace); i >= 0 {
		return strings.TrimLeftFunc(text[i:], unicode.IsSpace)
	}
	return strings.TrimLeftFunc(text, joins)
}

// toWord leaves out the word at the end of a text that is cut there.
func toWord(text string) string {
	if i := strings.LastIndexFunc(text[max(0, len(text)-longestWord):], unicode.IsSpace); i >= 0 {
		return strings.TrimRightFunc(text[:max(0, len(text)-longestWord)+i], unicode.IsSpace)
	}
	text = strings.TrimRightFunc(text, joins)
	_, size := utf8.DecodeLastRuneInString(text)
	return strings.TrimRightFunc(text[:len(text)-size], joins)
}

// joins reports whether a character is one with what stands before or behind it:
// accents, joiners, colours of emoji, halves of flags.
func joins(r rune) bool {
	return unicode.IsMark(r) || unicode.Is(unicode.Cf, r) || unicode.In(r, unicode.Regional_Indicator) || '\U0001F3FB' <= r && r <= '\U0001F3FF'
}

// summary returns the first sentence of the first paragraph that begins with one.
// What ends without a mark is a line of data, such as "Date: 2026-03-31", or a
// label; it is taken only if the page says nothing else. Images, and links with
// nothing around them, are not taken at all.
func (d *document) summary(root ast.Node) string {
	unended := ""
	for block := root.FirstChild(); block != nil; block = block.NextSibling() {
		paragraph, ok := block.(*ast.Paragraph)
		if !ok || d.hasOnlyImages(paragraph) {
			continue
		}
		passage := d.readPassage(paragraph)
		first := passage.sentences[0]
		if !first.words {
			continue
		}
		text := strings.Join(strings.Fields(passage.text[first.from:first.to]), " ")
		if wording.IsEnded(text) {
			return brief(text)
		}
		unended = cmp.Or(unended, text)
	}
	return brief(unended)
}

// brief returns a text, or as much of it as a list has room for.
func brief(text string) string {
	if cut := ahead(text, mostSentence); len(cut) < len(text) {
		return strings.TrimSpace(toWord(cut)) + "…"
	}
	return text
}
