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

// tellsOfThePast reports whether a sentence says that something happened.
func tellsOfThePast(words []Word) bool { return happened.In(words) }

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
		open.words += wording.Count(b.Text)
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

var (
	ourselves   = wording.Named("ourselves")
	yearsAhead  = wording.Named("yearsAhead")
	imagined    = wording.Named("imagined")
	foretelling = wording.Named("foretelling")
	happened    = wording.Named("happened")
)
