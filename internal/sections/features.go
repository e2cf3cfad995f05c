package sections

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"waymark/internal/page"
	"waymark/internal/wording"
)

// What one sentence says. Each feature is a question with a yes or a no.

// tellsWhatFails: something does not work, is missing, costs too much, is late.
func (v *vocabulary) tellsWhatFails(s said) bool { return v.has("fails", s) }

// lacks: something is not there, or not done. It says so of what fails, and of
// what is forbidden.
func (v *vocabulary) lacks(s said) bool { return v.has("lacks", s) }

// givesFigures: it counts or measures something.
func (v *vocabulary) givesFigures(s said) bool {
	text := dayInDigits.ReplaceAllString(s.folded, " ")
	if !isUnspaced(text) {
		text = yearInDigits.ReplaceAllString(text, " ")
	}
	return anyDigit.MatchString(text)
}

// counts: it has a number in words.
func (v *vocabulary) counts(s said) bool { return v.has("numerals", s) }

var (
	dayInDigits  = regexp.MustCompile(`\b[0-9]{4}-[0-9]{2}(-[0-9]{2})?\b`)
	yearInDigits = regexp.MustCompile(`\b(19|20)[0-9]{2}\b`)
	anyDigit     = regexp.MustCompile(`[0-9]`)
)

// tellsThePast: it tells what was.
func (v *vocabulary) tellsThePast(s said) bool {
	if v.has("past", s) {
		return true
	}
	for i, w := range s.words {
		if i > 0 && v.lang == "en" && strings.HasSuffix(w, "ed") && slices.Contains(pronouns, s.words[i-1]) {
			return true
		}
	}
	return false
}

// pronouns are words after which an English verb in -ed is past, and no
// participle.
var pronouns = strings.Fields("we they it he she who which that people customers users i you nobody everyone")

// choosesBetween: one thing goes before another, or is done even so.
func (v *vocabulary) choosesBetween(s said) bool {
	const short = 12 // "Schools before offices": one that says more can tell when
	return v.has("chooses", s) || contrast.MatchString(s.folded) || len(s.words) <= short && v.has("between", s)
}

// contrast is a sentence that sets two things against each other: people, not
// streets.
var contrast = regexp.MustCompile(`(?:,|,? and) not \pL|\bnicht [^.]*, sondern\b|, (?:und )?nicht \pL|, (?:et )?non \pL|, pas \pL|, (?:y )?no (?:al?|el|la|los|las|de|por) |, (?:e )?não (?:[ao]s?|para|de|por) `)

// setsNorms: it says how things shall be, in words that tell how they are as
// well.
func (v *vocabulary) setsNorms(s said) bool { return v.has("norms", s) }

// forbids: something is not done, or only if.
func (v *vocabulary) forbids(s said) bool { return v.has("forbids", s) }

// picturesFuture: it shows a day to come as if it were there.
func (v *vocabulary) picturesFuture(s said) bool {
	return v.has("future", s) || yearToCome.MatchString(s.folded)
}

var yearToCome = regexp.MustCompile(`\b(in|by|im jahr|en|em|ab|until|of|from now|september|march) 202[78]\b|\b20(?:29|[3-9][0-9])\b|202[789]年|20[3-9][0-9]年|二〇(二[七八九]|[三-九].)年`)

// setsAScene: it tells of one day or one morning, as stories do.
func (v *vocabulary) setsAScene(s said) bool { return v.has("scene", s) }

// endsOldWays: what was so, is so no longer.
func (v *vocabulary) endsOldWays(s said) bool { return v.has("oldWays", s) }

// excludes: something is left out, or waits.
func (v *vocabulary) excludes(s said) bool { return v.has("excludes", s) }

// refuses: it says that something is not done.
func (v *vocabulary) refuses(s said) bool { return v.has("refuses", s) }

// isImperative: it tells somebody to do something. In some languages that is an
// infinitive, at the beginning or at the end.
func (v *vocabulary) isImperative(s said) bool {
	p := v.lists["imperatives"]
	if p == nil || len(s.words) == 0 {
		return false
	}
	last := s.words[len(s.words)-1]
	switch v.lang {
	case "de":
		return p.at(s.words) > 0 || p.at(s.words[len(s.words)-1:]) > 0 || strings.HasSuffix(last, "ieren") || len(last) > 5 && strings.HasSuffix(last, "en")
	case "fr", "es", "pt":
		return p.at(s.words) > 0 || isInfinitive(v.lang, s.words[0])
	case "ja", "zh":
		return len(p.parts) > 0 && p.count(s) > 0
	}
	return p.at(s.words) > 0
}

func isInfinitive(lang, word string) bool {
	endings := []string{"ar", "er", "ir"}
	if lang == "fr" {
		endings = []string{"er", "ir", "re"}
	}
	for _, e := range endings {
		if len(word) > 4 && strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}

// saysNothingYet: somebody is to write it still.
func (v *vocabulary) saysNothingYet(s said) bool {
	for l := v; l != nil; l = l.english {
		p := l.lists["empty"]
		if p == nil {
			continue
		}
		if n := p.at(s.words); n > 0 && len(s.words) <= n+5 {
			return true
		}
		for _, part := range p.parts {
			if strings.HasPrefix(s.folded, part) && utf8.RuneCountInString(s.folded) < 10 {
				return true
			}
		}
	}
	return false
}

// pointsElsewhere: it only says where something is to be found.
func (v *vocabulary) pointsElsewhere(s said) bool {
	for l := v; l != nil; l = l.english {
		p := l.lists["elsewherePhrases"]
		if p == nil {
			continue
		}
		for i := range s.words {
			if n := p.at(s.words[i:]); n > 1 || n == 1 && i == 0 {
				return true
			}
		}
		if slices.ContainsFunc(p.parts, func(part string) bool { return strings.Contains(s.folded, part) }) {
			return true
		}
	}
	return false
}

// isAboutPeople: it says who a team is.
func (v *vocabulary) isAboutPeople(s said) bool { return v.mentions("team", s) }

// mentions reports whether a text says anything of a list, in the language or in
// English.
func (v *vocabulary) mentions(list string, s said) bool {
	return v.has(list, s) || v.english != nil && v.english.has(list, s)
}

// traits are what a passage is like: how many of its sentences and items have
// which feature.
type traits struct {
	sentences, words                             int
	fails, figures, past, chooses, forbids       float64
	future, excludes, refuses, oldWays           float64
	items, rows, subs, bolds                     int
	steps                                        int // that can be read from these
	dated, owned, imperative                     int // of the steps
	undone, links, people, directions, questions int
	opensFuture                                  bool // its first sentences show a day to come
	scene                                        bool // they set a scene
	fragment                                     bool // its first sentence is a thing, and no sentence
}

// units are how many things there are that can be steps.
func (t traits) units() int { return t.items + t.rows + t.subs + t.bolds }

// share returns how many of the sentences have a feature, from 0 to 1.
func (t traits) share(n float64) float64 {
	if t.sentences == 0 {
		return 0
	}
	return min(1, n/float64(t.sentences))
}

// tells says how much a passage tells how things are, and rules how they shall be.
func (t traits) tells() float64 {
	return t.share(t.fails) + t.share(t.figures) + 0.7*t.share(t.past)
}

func (t traits) rules() float64 { return 1.2*t.share(t.chooses) + 0.6*t.share(t.forbids) }

// isStory reports whether a passage tells of a day on which the old ways are over.
func (t traits) isStory() bool { return t.scene && t.oldWays > 0 && t.share(t.figures) < 0.7 }

// isEmpty reports whether nothing is there yet.
func (t traits) isEmpty() bool {
	return t.words == 0 || t.undone > 0 && t.sentences <= t.undone+1 && t.dated+t.owned == 0
}

// onlyLinks reports whether all that is there leads elsewhere.
func (t traits) onlyLinks() bool {
	return t.units() == 0 && t.sentences <= 3 && (t.directions > 0 || t.links >= t.sentences && t.links > 0) ||
		t.units() > 0 && t.links >= t.units() && t.owned+t.dated == 0
}

// traitsOf judges a stretch of blocks of a passage.
func (e *examiner) traitsOf(p *passage, from, to int) traits {
	key := [2]int{from*8 + min(p.level, 7), to}
	if t, ok := e.seen[key]; ok {
		return t
	}
	t := e.judge(e.pieces(p, from, min(to, from+mostJudged)))
	e.seen[key] = t
	return t
}

// What a passage is can be told from its beginning.
const (
	mostJudged     = 150  // blocks of a passage
	mostOfSentence = 1000 // bytes of a sentence
)

// half is what a weak sign of a feature counts.
const half = 0.5

func (e *examiner) judge(pieces []piece) traits {
	var t traits
	add := func(n *float64, has bool) {
		if has {
			*n++
		}
	}
	rows := make(map[[2]int]bool)
	for _, b := range pieces {
		if b.Kind == page.CellBlock && b.Cell.Row == 0 {
			continue
		}
		if b.Kind == page.ItemBlock && b.Depth == 1 && !strings.HasSuffix(b.text, ":") {
			t.items++
		}
		if b.sub {
			t.subs++
		}
		if boldLead(b.Block) > 0 && len(b.text) == len(b.Text) {
			t.bolds++
		}
		if b.Kind == page.CellBlock {
			row := [2]int{b.Cell.Table, b.Cell.Row}
			if !rows[row] {
				rows[row] = true
				t.rows++
			}
		}
		if isLink(b) {
			t.links++
		}
		for _, at := range wording.Sentences(b.text, nil) {
			text := strings.TrimSpace(b.text[at[0]:at[1]])
			s := say(text[:min(len(text), mostOfSentence)])
			if len(s.words) == 0 {
				continue
			}
			t.words += wording.Count(text)
			if b.sub || b.Kind == page.CellBlock {
				continue
			}
			v := e.words
			first := t.sentences == 0
			t.sentences++
			add(&t.fails, v.tellsWhatFails(s))
			if !v.tellsWhatFails(s) && v.lacks(s) {
				t.fails += half
			}
			add(&t.figures, v.givesFigures(s))
			if !v.givesFigures(s) && v.counts(s) {
				t.figures += half
			}
			add(&t.past, v.tellsThePast(s))
			add(&t.chooses, v.choosesBetween(s))
			if !v.choosesBetween(s) && v.setsNorms(s) {
				t.chooses += half
			}
			add(&t.forbids, v.forbids(s))
			add(&t.excludes, v.excludes(s))
			add(&t.refuses, v.refuses(s))
			isFuture := v.picturesFuture(s)
			add(&t.future, isFuture)
			add(&t.oldWays, v.endsOldWays(s))
			if t.sentences <= 2 {
				t.opensFuture = t.opensFuture || isFuture
				t.scene = t.scene || v.setsAScene(s)
			}
			if first {
				t.fragment = b.Kind != page.ItemBlock && wording.Count(text) <= 6
			}
			if v.saysNothingYet(s) {
				t.undone++
			}
			if v.pointsElsewhere(s) {
				t.directions++
			}
			if v.isAboutPeople(s) {
				t.people++
			}
			if isQuestion(text) {
				t.questions++
			}
		}
	}
	steps := e.steps(pieces)
	t.steps = len(steps)
	for _, a := range steps {
		if a.By != "" || a.Size != "" {
			t.dated++
		}
		if len(a.Who) > 0 {
			t.owned++
		}
		if e.words.isImperative(say(a.Text)) {
			t.imperative++
		}
	}
	return t
}

// isLink reports whether a block is a link and little else.
func isLink(b piece) bool {
	n := 0
	for _, l := range b.Links {
		n += l[1] - l[0]
	}
	return n > 0 && 2*n > len(b.text)
}
