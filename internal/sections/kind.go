package sections

import (
	"regexp"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// decideKind says what a text is, from all headings together, and why.
func (e *examiner) decideKind() (kindOf, because string) {
	pieces := e.strategyPieces()
	hasVision := e.hasNamed(KindBoth, Vision) || e.showsVision()
	isOnlyVision := e.hasGroup(inSettles) || e.hasExactWhy()
	opens := e.opensWithFuture()
	against := e.againstAny()
	switch {
	case hasVision && pieces >= 2 && against < 4:
		return KindBoth, "it has a vision, and a strategy's problem, policy or actions"
	case hasVision && against < 4:
		return KindVision, "it has a section that says where things end up"
	case isOnlyVision && pieces < 2 && against < 3:
		return KindVision, "it says why it is worth it, or what it settles"
	case opens && pieces < 2 && against < 3:
		return KindVision, "it begins with a picture of a day to come"
	}
	if e.genre() == "adr" && !slices.ContainsFunc(e.find(KindStrategy), func(f Found) bool { return f.Role == Steps }) {
		return KindNeither, "it records one decision"
	}
	weight, why := e.strategyWeight()
	isStrategy := weight >= 2.5 && weight-against >= 2
	isPartOfOne := weight >= 2 && e.coreParts() >= 2 && against == 0 // nothing speaks for another kind of text
	if isStrategy || isPartOfOne {
		return KindStrategy, why
	}
	if against > 0 {
		return KindNeither, "its title and headings are those of another kind of text"
	}
	return KindNeither, "it has neither a problem nor a policy nor steps"
}

// hasNamed reports whether a name says that a role is there, and its content does
// not speak against it.
func (e *examiner) hasNamed(kindOf string, role Role) bool {
	return slices.ContainsFunc(e.named(kindOf), func(c candidate) bool { return c.role == role })
}

// showsVision reports whether a section looks like a vision, whatever it is called.
func (e *examiner) showsVision() bool {
	return slices.ContainsFunc(e.find(KindBoth), func(f Found) bool {
		return f.Role == Vision && f.Title != "" && f.How == Guess
	})
}

func (e *examiner) hasGroup(g group) bool {
	return slices.ContainsFunc(e.passage, func(p passage) bool { return p.known && p.name.group == g && !p.question })
}

// hasExactWhy reports whether a section has the model's name for why a vision is
// worth it, and more than its first word.
func (e *examiner) hasExactWhy() bool {
	return slices.ContainsFunc(e.passage, func(p passage) bool {
		s := say(p.title)
		return p.known && p.how == Exact && p.name.group == inWhy && !p.question && len(s.words) >= 4 && slices.Contains(s.words, "worth")
	})
}

// strategyPieces returns how many of problem, policy and actions a text has, where
// the problem is none that can be a vision's why.
func (e *examiner) strategyPieces() (n int) {
	found := e.find(KindBoth)
	has := func(role Role) *Found {
		i := slices.IndexFunc(found, func(f Found) bool { return f.Role == role })
		if i < 0 {
			return nil
		}
		return &found[i]
	}
	problem, policy := has(Problem), has(Policy)
	isWhy := problem != nil && has(Why) == nil && !e.isNamed(problem, inProblem)
	isSettling := policy != nil && e.isNamed(policy, inPrinciples, inTradeOffs)
	if problem != nil && !isWhy {
		n++
	}
	if has(Steps) != nil {
		n++
	}
	if policy != nil && (!isSettling || n == 2) {
		n++
	}
	return n
}

// isNamed reports whether a part has a name of one of the groups, and one that is
// used for nothing else.
func (e *examiner) isNamed(f *Found, in ...group) bool {
	p := e.passageAt(f.From)
	return f.How != Guess && p.known && !p.name.weak && slices.Contains(in, p.name.group)
}

// opensWithFuture reports whether the first paragraph shows a day to come.
func (e *examiner) opensWithFuture() bool {
	if e.words.picturesFuture(say(e.Title)) && len(e.passage) > 0 {
		return true
	}
	for i := range e.passage {
		p := &e.passage[i]
		from := p.from
		if p.level > 0 && p.lead == 0 {
			from++
		}
		if from >= p.to {
			continue
		}
		t := e.traitsOf(p, from, from+1)
		if t.words < 12 {
			continue
		}
		isStory := t.isStory() || t.oldWays > 0 && (e.words.setsAScene(say(e.Title)) || e.words.setsAScene(say(p.title)))
		return (t.opensFuture || isStory) && t.share(t.past) < 0.7
	}
	return false
}

// strategyWeight says how much speaks for a strategy, and what.
func (e *examiner) strategyWeight() (weight float64, because string) {
	has := func(is bool, points float64) {
		if is {
			weight += points
		}
	}
	var parts []string
	for _, f := range e.find(KindStrategy) {
		t := e.traitsOf(e.passageAt(f.From), f.From, f.To)
		sure := 1.0
		if p := e.passageAt(f.From); f.How == Guess || f.How == Alias && p.name.weak || p.name.group == inWhy {
			sure = 0.7
		}
		switch f.Role {
		case Problem:
			has(true, sure)
			has(t.fails > 0 && t.figures > 0, 0.7)
		case Policy:
			has(true, sure)
			has(t.share(t.chooses) >= 0.4, 0.7)
		case Steps:
			has(true, sure)
			has(isPlan(t), 1.5)
		case NonGoals:
			has(true, 0.8*sure)
		case Outcome, Slice:
			has(true, 0.5)
		}
		if !slices.Contains(parts, partName[f.Role]) {
			parts = append(parts, partName[f.Role])
		}
	}
	if len(parts) > 0 {
		because = "it has " + diag.List(parts)
	}
	weight += half * float64(e.unwritten())
	if e.words.has("strategyTitles", say(e.Title)) {
		weight += 0.7
	}
	return weight, because
}

// coreParts returns how many of problem, policy and actions the text has as a
// strategy.
func (e *examiner) coreParts() (n int) {
	found := e.find(KindStrategy)
	for _, role := range []Role{Problem, Policy, Steps} {
		if slices.ContainsFunc(found, func(f Found) bool { return f.Role == role }) {
			n++
		}
	}
	return n
}

// unwritten returns how many headings of a strategy have nothing below them yet.
func (e *examiner) unwritten() (n int) {
	for i := range e.passage {
		p := &e.passage[i]
		isPart := p.known && slices.Contains([]group{inProblem, inPolicy, inActions, inNonGoals}, p.name.group)
		if isPart && !p.name.weak && e.traitsOf(p, p.from, p.end).isEmpty() {
			n++
		}
	}
	return n
}

// partName is what a role is called in a sentence.
var partName = map[Role]string{
	Problem: "a problem", Policy: "a policy", Steps: "actions", NonGoals: "non-goals", Vision: "a vision", Why: "a why", Settles: "what it settles", Outcome: "an outcome", Slice: "a first slice",
}

// againstAny says how much speaks for a text of another kind: minutes, a runbook,
// an exercise.
func (e *examiner) againstAny() (against float64) {
	title := say(e.Title)
	isOther := e.words.mentions("neitherTitles", title)
	if isOther && !e.words.mentions("strategyTitles", title) {
		against += 3
	}
	headings := 0.0
	for i := range e.passage {
		if p := &e.passage[i]; p.known && p.name.group == inNeither {
			headings += 1.2
		}
	}
	against += min(headings, 3)
	software := 0
	for i := range e.passage {
		if e.words.is("readme", say(withoutNumber(e.passage[i].title))) || e.words.is("readme", said{words: singular(tokens(e.passage[i].title, false))}) {
			software++
		}
	}
	switch { // the readme of a program can have a strategy in it
	case software >= 4:
		against++
	case software == 3:
		against += half
	}
	return against
}

// genre returns what sort of proposal a text is, by its title and headings; empty:
// none that we know.
func (e *examiner) genre() string {
	titles := make(map[string]bool, len(e.passage))
	for i := range e.passage {
		titles[strings.Join(singular(tokens(withoutNumber(e.passage[i].title), false)), " ")] = true
	}
	has := func(names ...string) (n int) {
		for _, name := range names {
			if titles[strings.Join(singular(tokens(name, false)), " ")] {
				n++
			}
		}
		return n
	}
	switch {
	case adrTitle.MatchString(e.Title):
		return "adr"
	case rfcTitle.MatchString(e.Title):
		return "rfc"
	case kepTitle.MatchString(e.Title):
		return "kep"
	case has("Status", "Context", "Decision", "Consequences") >= 3 || has(madr...) >= 2:
		return "adr"
	case has("Graduation criteria", "Implementation history", "Production readiness", "User stories", "Drawbacks", "Infrastructure needed", "Upgrade strategy", "Test plan", "Goals", "Non-Goals", "Proposal", "Motivation", "Alternatives") >= 4:
		return "kep"
	case has("Abstract", "Introduction", "Security considerations", "Prior art", "Unresolved questions", "Detailed design", "Rationale and alternatives", "References", "Guide-level explanation", "Reference-level explanation") >= 3:
		return "rfc"
	}
	return ""
}

var (
	adrTitle = regexp.MustCompile(`(?i)^(?:adr|decision record)\b`)
	kepTitle = regexp.MustCompile(`^(?:KEP|PEP|ENH|CP|SEP|DEP)-?[0-9]+\b`)
	rfcTitle = regexp.MustCompile(`(?i)^rfc\b`)
)

// madr are headings that records of decisions in MADR's form have.
var madr = []string{
	kind.SectionConsideredOptions.String(), kind.SectionDecisionOutcome.String(), kind.SectionDecisionDrivers.String(), kind.SectionContextAndProblemStatement.String(),
}
