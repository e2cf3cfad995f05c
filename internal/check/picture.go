package check

import (
	"strconv"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/wording"
)

// isPicture reports whether statements that stand together tell of a time to
// come: something places them there, or nearly all of them foretell, and they do not tell
// of what was.
func (in *Input) isPicture(statements []Statement) bool {
	anchored, future, past := false, 0, 0
	for _, s := range statements {
		anchored = anchored || in.isAnchored(s.Words)
		if foretelling.In(s.Words) && !ourselves.Has(s.Words[0]) {
			future++
		}
		if tellsOfThePast(s.Words) {
			past++
		}
	}
	n := len(statements)
	return n > 2 && 2*past < n && (anchored || n > 3 && 4*future >= 3*n)
}

// ourselves begin sentences that say what somebody is going to do.
var ourselves = newLexicon(`we, we'll, i, i'll, whoever, if`)

// isAnchored reports whether words place what is told in a time to come: in a
// year after the page was written, or in one that is only imagined.
func (in *Input) isAnchored(words []Word) bool {
	if imagined.In(words) {
		return true
	}
	written := in.Day(kind.FieldWritten).Year()
	for i := range words[:max(0, len(words)-1)] {
		if w := words[i+1]; yearsAhead.Has(words[i]) && len(w.Text) == 4 {
			if year, err := strconv.Atoi(w.Text); err == nil && year > max(written, 2000) && year < 2100 {
				return true
			}
		}
	}
	return false
}

// yearsAhead stand before a year.
var yearsAhead = newLexicon(`in, by, until, of, from, year, around, it's, vision, beyond`)

// imagined are beginnings and settings of what has not happened yet.
var imagined = newLexicon(`
imagine, picture a/the/an/this/yourself, envision~, envisage~, one day, some day, someday, in the target state, in the end state, in the future, in the years to come, in the years ahead, in a few years, in some years, in # years, # years from now, # years on, years from now, in the world we, a world in which, a world where, a future in which, a future where, in our future, tomorrow's, in times to come, the day will come, when we are done, when we're done, when we have arrived, once we are there, at the end of the road, of the future, it is 2027/2028/2029/2030/2031/2032/2035, it's 2027/2028/2029/2030/2031/2032/2035, the year is, a morning in, a day in the life, before the decade, by the turn of the decade, close your eyes, think ahead, fast forward, looking back from, at the end of this journey, when this is true, when all this is done, in the ideal world, in an ideal world, by the end of the decade, in the next decade, will have become, will be normal/ordinary/history
`)

var foretelling = newLexicon(`will, shall, won't, we'll, they'll, you'll, she'll, he'll, it'll, no longer, everything else follows, would`)

// tellsOfThePast reports whether a sentence says that something happened.
func tellsOfThePast(words []Word) bool { return happened.In(words) }

var happened = newLexicon(`
was, were, had, did, didn't, wasn't, weren't, hadn't, last week/month/year/quarter/spring/summer/autumn/winter/night/monday/tuesday/wednesday/thursday/friday/saturday/sunday, yesterday, ago, since then, in 2019/2020/2021/2022/2023/2024/2025, came, went, said, told, took, wrote, asked, stood, brought, began, found, lost, made, moved into, until now, so far, today
`)

// passages returns the stretches of text that stand together below one heading,
// in the sections that are given, without those that are named to be left out.
func (in *Input) passages() []passage {
	var all []passage
	var open *passage
	for i := range in.Blocks {
		b := &in.Blocks[i]
		if b.Kind == page.HeadingBlock {
			open = nil
			continue
		}
		if b.Quoted || b.Kind == page.TitleBlock {
			continue
		}
		if open == nil || open.heading != b.Heading {
			all = append(all, passage{heading: b.Heading})
			open = &all[len(all)-1]
			if b.Heading >= 0 && b.Heading < len(in.Page.Headings) {
				open.title = in.Page.Headings[b.Heading].Text
			}
		}
		open.statements = append(open.statements, statementsOf(b)...)
		open.words += words(b.Text)
	}
	return all
}

// A passage is what stands between two headings.
type passage struct {
	heading    int // into Page.Headings; -1: before the first
	title      string
	statements []Statement
	words      int
}

// linked reports whether the passage leads to another page.
func (p *passage) linked() bool {
	for _, s := range p.statements {
		if s.Links() {
			return true
		}
	}
	return false
}

// titled reports whether the passage's heading is an entry of a lexicon, alone or
// with words around it that do not change what it is about.
func (p *passage) titled(l *wording.Lexicon) bool {
	return l.In(wording.Words(strings.TrimSpace(p.title)))
}
