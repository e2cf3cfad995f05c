package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/wording"
)

// A Sentence is a sentence of a page, or what stands for one: an item of a list,
// a cell, a fragment.
type Sentence struct {
	Text  string // as a reader sees it; a link is its text
	Plain string // the same with spaces in the place of code, offset by offset
	Block *page.Block
	From  int // where it begins in Block.Text
}

// Span returns the place of Text[from:to].
func (s Sentence) Span(from, to int) meta.Span { return s.Block.Span(s.From+from, s.From+to) }

// Place returns the place of the whole sentence.
func (s Sentence) Place() meta.Span { return s.Span(0, len(s.Text)) }

// Links reports whether a part of the sentence is a link.
func (s Sentence) Links() bool {
	return slices.ContainsFunc(s.Block.Links, func(l [2]int) bool { return l[0] < s.From+len(s.Text) && l[1] > s.From })
}

// Sentences returns what the section says, headings left out.
func (s *Section) Sentences() []Sentence {
	if s == nil {
		return nil
	}
	return sentences(s.Blocks)
}

// Sentences returns all that the page's body says, headings left out.
func (in *Input) Sentences() []Sentence { return sentences(in.Blocks) }

// FieldSentences returns what a text of the front matter says. Places in a text
// of several lines are those of its first.
func (in *Input) FieldSentences(field kind.FieldName) []Sentence {
	v, ok := in.Page.Values[field]
	if !ok || v.Text == "" {
		return nil
	}
	column := v.At.Column
	if v.At.EndLine == v.At.Line && v.At.EndColumn-v.At.Column > utf8.RuneCountInString(v.Text) {
		column++ // it is in quotes
	}
	return sentences([]page.Block{{Heading: -1, Text: v.Text, Marks: []page.TextMark{{At: 0, Line: v.At.Line, Column: column}}}})
}

// sentenceAt returns the sentence of the page's body that a span covers exactly, or "".
// It splits every block on the way, so call it for findings only.
func (in *Input) sentenceAt(at meta.Span) string {
	for i := range in.Blocks {
		b := &in.Blocks[i]
		if b.Kind == page.HeadingBlock || b.Place().Line > at.Line || b.Place().EndLine < at.Line {
			continue
		}
		for _, s := range split(b) {
			if s.Place() == at {
				return s.Text
			}
		}
	}
	return ""
}

// phraseAt returns the words that a span covers, of the page's body or of a vision's
// statement, or "". Call it for findings only, too.
func (in *Input) phraseAt(at meta.Span) string {
	for _, s := range in.FieldSentences(kind.FieldStatement) {
		if phrase := s.Block.TextAt(at); phrase != "" {
			return phrase
		}
	}
	for i := range in.Blocks {
		b := &in.Blocks[i]
		if b.Kind == page.HeadingBlock || b.Place().Line > at.Line || b.Place().EndLine < at.EndLine {
			continue
		}
		if phrase := b.TextAt(at); phrase != "" {
			return phrase
		}
	}
	return ""
}

func sentences(blocks []page.Block) []Sentence {
	var all []Sentence
	for i := range blocks {
		if blocks[i].Kind == page.HeadingBlock {
			continue
		}
		all = append(all, split(&blocks[i])...)
	}
	return all
}

// split divides a block's text into sentences.
func split(b *page.Block) []Sentence {
	plain := withoutCode(b)
	var all []Sentence
	for _, s := range wording.Sentences(plain, nil) {
		text := strings.TrimLeftFunc(b.Text[s[0]:s[1]], unicode.IsSpace)
		from := s[1] - len(text)
		to := from + len(strings.TrimRightFunc(text, unicode.IsSpace))
		if from < to {
			all = append(all, Sentence{b.Text[from:to], plain[from:to], b, from})
		}
	}
	return all
}

// withoutCode returns a block's text with spaces in the place of code, so that
// offsets stay what they are.
func withoutCode(b *page.Block) string {
	if len(b.Code) == 0 {
		return b.Text
	}
	plain := []byte(b.Text)
	for _, c := range b.Code {
		for i := c[0]; i < c[1]; i++ {
			plain[i] = ' '
		}
	}
	return string(plain)
}

// Empty reports whether the section says nothing: it is not there, or has no
// text left once TBD and the like are taken away.
func (s *Section) Empty() bool {
	return s == nil || !slices.ContainsFunc(s.Blocks, func(b page.Block) bool { return b.Kind != page.HeadingBlock && !isPlaceholder(b.Text) })
}

// placeholder is what stands where a text will be. A dash of any sort is one.
var placeholder = regexp.MustCompile(`(?i)^(tbd|tbc|tba|todo|to be (done|defined|decided|written)|fixme|n/?a|none|nothing|nothing yet|not yet|see above|coming soon|\?+|\.\.\.|…|xxx+|[-–—_]+)?$`)

func isPlaceholder(text string) bool {
	return placeholder.MatchString(strings.Trim(text, " \t.:;!()[]*"))
}

// Words returns how many words the section has.
func (s *Section) Words() int {
	if s == nil {
		return 0
	}
	n := 0
	for _, b := range s.Blocks {
		if b.Kind != page.HeadingBlock && !isPlaceholder(b.Text) {
			n += wording.Count(b.Text)
		}
	}
	return n
}
