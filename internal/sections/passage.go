package sections

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/internal/page"
	"waymark/internal/wording"
)

// A passage is a heading with what stands below it, or what stands before the
// first heading. A paragraph that begins with bold can be the heading of what
// follows.
type passage struct {
	title    string
	level    int // of the heading; 0: there is none
	parent   int // the passage around it; -1: none
	from, to int // its blocks, the heading included, without those of passages within
	end      int // with those
	heading  int // into Text.Headings; -1: none
	lead     int // how many bytes of the block at from are the heading, which is bold and no heading

	name     name
	how      How
	known    bool
	own      bool // the author or the handbook says what the heading means
	question bool // it is one of many that readers ask
}

// boldLevel is the level of paragraphs that begin with bold.
const boldLevel = 7

// passages divides a text by its headings.
func (e *examiner) passages() {
	e.passage = []passage{{parent: -1, heading: -1}}
	for i := range e.Blocks {
		b := &e.Blocks[i]
		if b.Kind != page.HeadingBlock || !b.Begins {
			continue
		}
		e.begin(passage{title: b.Text, level: b.Level, from: i, heading: b.Heading})
	}
	e.finish()
	e.divideByBold()
	for i := range e.passage {
		p := &e.passage[i]
		p.name, p.how, p.own, p.known = e.meaning(p)
	}
	e.findQuestions()
}

func (e *examiner) begin(p passage) {
	e.passage[len(e.passage)-1].to = p.from
	e.passage = append(e.passage, p)
}

// finish says where passages end, and which is around which.
func (e *examiner) finish() {
	var open []int
	for i := range e.passage {
		p := &e.passage[i]
		if i+1 < len(e.passage) {
			p.to = e.passage[i+1].from
		} else {
			p.to = len(e.Blocks)
		}
		for len(open) > 0 && e.passage[open[len(open)-1]].level >= p.level {
			open = open[:len(open)-1]
		}
		p.parent = -1
		if len(open) > 0 && p.level > 0 {
			p.parent = open[len(open)-1]
		}
		if p.level > 0 {
			open = append(open, i)
		}
		p.end = p.to
		for j := i + 1; j < len(e.passage) && e.passage[j].level > p.level && p.level > 0; j++ {
			if j+1 < len(e.passage) {
				p.end = e.passage[j+1].from
			} else {
				p.end = len(e.Blocks)
			}
		}
	}
}

// mostBold is how many words the bold beginning of a paragraph has at most that is
// a heading.
const mostBold = 7

// boldLead returns how much of a block is bold at its beginning, if that can be a
// heading.
func boldLead(b *page.Block) int {
	if b.Kind != page.Paragraph || b.Depth > 0 || b.Quoted || len(b.Bold) == 0 || b.Bold[0][0] != 0 {
		return 0
	}
	end := b.Bold[0][1]
	if wording.Count(b.Text[:end]) > mostBold {
		return 0
	}
	if rest := b.Text[end:]; strings.HasPrefix(rest, ":") {
		end++
	}
	return end
}

// divideByBold takes paragraphs that begin with bold for headings where one of
// them is a name, and the heading above is none of a plan.
func (e *examiner) divideByBold() {
	old := e.passage
	e.passage = nil
	for _, p := range old {
		n, _, _, known := e.meaning(&p)
		names := 0
		for i := p.from; i < p.to; i++ {
			if lead := boldLead(&e.Blocks[i]); lead > 0 {
				if m, ok := e.nameOf(e.Blocks[i].Text[:lead]); ok && isRole(m.group) && !(known && m.group == n.group) {
					names++
				}
			}
		}
		e.passage = append(e.passage, p)
		if names == 0 || known && n.group == inActions {
			continue
		}
		for i := p.from; i < p.to; i++ {
			if lead := boldLead(&e.Blocks[i]); lead > 0 {
				e.begin(passage{title: e.Blocks[i].Text[:lead], level: boldLevel, from: i, heading: -1, lead: lead})
			}
		}
	}
	e.finish()
}

// isRole reports whether a group is one of those that are looked for.
func isRole(g group) bool {
	return g != inElsewhere && g != inNeither && g != inFAQ && g != inSummary && g != inGoals
}

// meaning returns what a passage's heading means by its name.
func (e *examiner) meaning(p *passage) (n name, how How, own, known bool) {
	if p.level == 0 {
		return
	}
	if g, ok := e.ownName(p.title); ok {
		return name{group: g}, Alias, true, true
	}
	if g, ok := exactName(p.title); ok {
		return name{group: g}, Exact, false, true
	}
	n, known = e.nameOf(p.title)
	return n, Alias, false, known
}

// findQuestions finds headings that are questions of readers: those below one that
// says so, and where there are three of them.
func (e *examiner) findQuestions() {
	const manyParts = 2 // where so many are parts of a strategy, that is how all headings are put
	asked, parts := make(map[int]int), make(map[int]int)
	for i := range e.passage {
		if p := &e.passage[i]; isQuestion(p.title) {
			asked[p.parent]++
			if p.known && isRole(p.name.group) && p.name.group != inWhy {
				parts[p.parent]++
			}
		}
	}
	for i := range e.passage {
		p := &e.passage[i]
		if p.parent >= 0 {
			above := &e.passage[p.parent]
			p.question = above.question || above.known && above.name.group == inFAQ
		}
		p.question = p.question || isQuestion(p.title) && asked[p.parent] >= 3 && parts[p.parent] < manyParts && (!p.known || p.name.group == inWhy)
	}
}

func isQuestion(title string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(title, unicode.IsSpace))
	return last == '?' || last == '？'
}

// A piece is a block as it is judged: without the bold beginning that is a
// heading.
type piece struct {
	*page.Block
	text string
	sub  bool // it is the heading of a passage within
}

// pieces returns the blocks of a stretch that are no heading of a passage with an
// index of e.passage.
func (e *examiner) pieces(p *passage, from, to int) (all []piece) {
	for i := from; i < to; i++ {
		b := &e.Blocks[i]
		switch {
		case i == p.from && p.lead > 0:
			if text := strings.TrimSpace(b.Text[p.lead:]); text != "" {
				all = append(all, piece{b, text, false})
			}
		case i == p.from && p.level > 0:
		default:
			all = append(all, piece{b, b.Text, b.Kind == page.HeadingBlock})
		}
	}
	return all
}
