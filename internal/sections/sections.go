// Package sections finds what the parts of a text are, whoever wrote it: which
// heading, and which paragraph without one, tells the problem, the policy, the
// actions. Texts that were not written for us call them by other names.
//
// A part is found in one of three ways. Exact: the heading is a name that package
// kind has for the section. Alias: it is another usual name, in one of seven
// languages; the files in words/ hold them. Guess: heading, content and place
// together look like it. What a text says can speak against its heading: a section
// Approach that lists dated steps is a plan, and one that says TBD is nothing.
//
// What sentences say is judged by a handful of features, each a function of the
// words in one sentence: tellsWhatFails, choosesBetween, picturesFuture. A guess
// rather says nothing than something wrong.
package sections

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/page"
)

// A Text is what there is to be examined.
type Text struct {
	Title    string
	Headings []page.Heading
	Blocks   []page.Block        // page.Prose of the file
	Lang     string              // what the page says of its language; empty: nothing
	Default  string              // the handbook's language
	Own      map[string][]string // headings of the handbook's own, by section name: the setting sections
	Page     map[string]string   // the page's own names, by heading: its front matter's sections: {Diagnosis: problem}
}

// A Role is what a part does in a vision or a strategy.
type Role string

// The roles.
const (
	Problem  Role = "problem"
	Policy   Role = "policy"
	Steps    Role = "actions"
	NonGoals Role = "non-goals"
	Vision   Role = "vision"
	Why      Role = "why"
	Settles  Role = "settles"
	Outcome  Role = "outcome"
	Slice    Role = "slice"
)

// Roles are all of them, in the order in which a reader meets them.
var Roles = []Role{Vision, Why, Settles, Problem, Policy, Slice, Steps, NonGoals, Outcome}

// A How says in which way a part was found.
type How string

// The ways, the surest first.
const (
	Exact How = "exact"
	Alias How = "alias"
	Guess How = "guess"
)

// A Found is a part that was found.
type Found struct {
	Role          Role
	How           How
	Title         string // of its heading, as written; empty: it has none
	Heading       int    // into Headings; -1: none, or a paragraph that begins with bold
	From, To      int    // into Blocks, half open, the heading's block included
	Line, EndLine int    // of the file
	Because       string // of a guess: "it says what does not work and gives figures"
}

// Lines says in words where the part stands.
func (f Found) Lines() string {
	if f.Line == f.EndLine {
		return "line " + strconv.Itoa(f.Line)
	}
	return "lines " + strconv.Itoa(f.Line) + " to " + strconv.Itoa(f.EndLine)
}

// The kinds of texts.
const (
	KindVision   = "vision"
	KindStrategy = "strategy"
	KindBoth     = "both"
	KindNeither  = "neither"
)

// A Result is what a text is, part by part.
type Result struct {
	Kind        string
	Because     string // why it is of that kind
	Lang        string // of the text
	LangGuessed bool   // the page does not say so
	Genre       string // rfc, kep, adr; empty: none of these
	Found       []Found
	Actions     []kind.Action
	Gist        Gist // of a strategy, by Read
}

// Examine finds what a text is and what its parts are.
func Examine(t Text) Result {
	e := newExaminer(t)
	r := Result{Lang: e.lang, LangGuessed: e.langGuessed, Genre: e.genre()}
	r.Kind, r.Because = e.decideKind()
	if r.Kind == KindNeither {
		return r
	}
	r.Found = e.find(r.Kind)
	r.Actions = e.actions(r.Found)
	return r
}

// Read finds what a text of a kind that is known says, as Examine does.
func Read(t Text, k *kind.Kind) Result {
	e := newExaminer(t)
	r := Result{Kind: k.Name, Lang: e.lang, LangGuessed: e.langGuessed, Genre: e.genre()}
	as := k.Name
	if kindOf, _ := e.decideKind(); k == kind.Strategy && kindOf == KindBoth {
		as = KindBoth
	}
	r.Found = e.find(as)
	r.Actions = e.actions(r.Found)
	if k == kind.Strategy {
		r.Gist = e.gist(r.Found)
	}
	return r
}

// Find finds the parts of a text of a kind that is known, in order of their place.
func Find(t Text, k *kind.Kind) []Found {
	e := newExaminer(t)
	switch {
	case k == kind.Vision:
		return e.find(KindVision)
	case k != kind.Strategy:
		return nil
	}
	found := e.find(KindStrategy)
	if kindOf, _ := e.decideKind(); kindOf == KindBoth {
		found = e.find(KindBoth)
	}
	return found
}

// Actions returns the actions of a text whose parts are known.
func Actions(t Text, found []Found) []kind.Action {
	return newExaminer(t).actions(found)
}

// sectionOf says which section of a kind a role is.
var sectionOf = map[*kind.Kind]map[Role]kind.SectionName{
	kind.Vision: {
		Vision: kind.SectionWhereWeEndUp, Why: kind.SectionWhyItIsWorthIt, Settles: kind.SectionWhatItSettles, NonGoals: kind.SectionNotInThisVision,
	},
	kind.Strategy: {
		Problem: kind.SectionProblem, Policy: kind.SectionGuidingPolicy, Steps: kind.SectionActions, NonGoals: kind.SectionNonGoals, Outcome: kind.SectionOutcome,
	},
}

// Section returns the section of a kind that the part is, or nil.
func (f Found) Section(k *kind.Kind) *kind.Section {
	want, ok := sectionOf[k][f.Role]
	if !ok {
		return nil
	}
	i := slices.IndexFunc(k.Sections, func(s kind.Section) bool { return s.Name == want })
	if i < 0 {
		return nil
	}
	return &k.Sections[i]
}

// groupsOf says which group the sections of the model belong to.
var groupsOf = map[kind.SectionName]group{
	kind.SectionWhereWeEndUp:    inVision,
	kind.SectionWhyItIsWorthIt:  inWhy,
	kind.SectionWhatItSettles:   inSettles,
	kind.SectionHowToHelp:       inElsewhere,
	kind.SectionNotInThisVision: inNonGoals,
	kind.SectionProblem:         inProblem,
	kind.SectionGuidingPolicy:   inPolicy,
	kind.SectionActions:         inActions,
	kind.SectionNonGoals:        inNonGoals,
	kind.SectionOutcome:         inOutcome,
}

// exactName returns what a heading means that is a name of the model.
func exactName(heading string) (group, bool) {
	for _, k := range []*kind.Kind{kind.Strategy, kind.Vision} {
		if s := k.SectionOf(heading, nil); s != nil {
			return groupsOf[s.Name], true
		}
	}
	return "", false
}

// ownName returns what a heading means that the page or the handbook has named.
func (e *examiner) ownName(heading string) (group, bool) {
	for _, own := range slices.Sorted(maps.Keys(e.Page)) {
		role := e.Page[own]
		if slices.Equal(singular(tokens(own, false)), singular(tokens(heading, false))) {
			return roleNamed(role)
		}
	}
	if len(e.Own) == 0 {
		return "", false
	}
	for _, k := range []*kind.Kind{kind.Strategy, kind.Vision} {
		for i := range k.Sections {
			s := &k.Sections[i]
			for _, own := range e.Own[s.Name.String()] {
				if slices.Equal(singular(tokens(own, false)), singular(tokens(heading, false))) {
					return groupsOf[s.Name], true
				}
			}
		}
	}
	return "", false
}

// roleNamed reads a role, or the name of a section of the model, as an author
// writes it.
func roleNamed(text string) (group, bool) {
	if i := slices.IndexFunc(Roles, func(r Role) bool { return string(r) == fold(text) }); i >= 0 {
		return group(Roles[i]), true
	}
	return exactName(text)
}

// An examiner reads one text.
type examiner struct {
	Text
	words       *vocabulary
	lang        string
	langGuessed bool
	passage     []passage
	seen        map[[2]int]traits  // of stretches of blocks
	names       map[string]reading // of titles
	parts       map[string][]Found // by the kind that the text is taken for
}

// mostBytes is how much of a block is read. What is longer is no paragraph that
// somebody wrote, and its beginning tells as much.
const mostBytes = 4000

// shortened returns blocks of which none is too long to be read.
func shortened(blocks []page.Block) []page.Block {
	isLong := func(b page.Block) bool { return len(b.Text) > mostBytes }
	if !slices.ContainsFunc(blocks, isLong) {
		return blocks
	}
	blocks = slices.Clone(blocks)
	for i := range blocks {
		if b := &blocks[i]; isLong(*b) {
			b.Text = strings.ToValidUTF8(b.Text[:mostBytes], "")
			isBeyond := func(stretch [2]int) bool { return stretch[1] > len(b.Text) }
			b.Code = slices.DeleteFunc(slices.Clone(b.Code), isBeyond)
			b.Links = slices.DeleteFunc(slices.Clone(b.Links), isBeyond)
			b.Bold = slices.DeleteFunc(slices.Clone(b.Bold), isBeyond)
		}
	}
	return blocks
}

func newExaminer(t Text) *examiner {
	t.Blocks = shortened(t.Blocks)
	e := &examiner{Text: t, seen: make(map[[2]int]traits), names: make(map[string]reading), parts: make(map[string][]Found)}
	e.lang = t.Lang
	if e.lang == "" {
		e.lang, e.langGuessed = guessLanguage(t)
	}
	e.lang = cmp.Or(e.lang, t.Default, "en")
	e.words = vocabularyOf(e.lang)
	e.passages()
	return e
}
