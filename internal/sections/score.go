package sections

import (
	"cmp"
	"regexp"
	"slices"

	"waymark/internal/diag"
	"waymark/internal/page"
)

// score says how much a passage looks like a role, and why; 0: not enough.
func (e *examiner) score(c candidate, role Role, open []candidate, at int, named []candidate, kindOf string) (score float64, because string) {
	t := e.traitsOf(c.passage, c.from, c.to)
	fewest := 6 // words
	if !hasHeading(c) {
		fewest = 9
	}
	if t.isEmpty() || t.onlyLinks() || t.words < fewest {
		return 0, ""
	}
	cue := 0.0
	if title := e.titleOf(c); title != "" {
		if e.words.has("cue "+string(role), say(title)) {
			cue = 1.2
		}
		if n, known := e.nameOf(title); known && !hasHeading(c) && roleIn(kindOf, n.group) == role {
			cue = 1.5
		}
	}
	if g := c.passage.name.group; c.passage.known && g == inGoals && !(role == Policy && t.share(t.chooses) > 0.6) {
		return 0, ""
	}
	if c.passage.known && c.passage.name.group == inElsewhere && role != Steps {
		return 0, ""
	}
	place, where := e.place(c, role, open, at, named)
	var content float64
	var reasons []string
	reason := func(has bool, points float64, text string) {
		if has {
			content += points
			if points > 0.1 && text != "" {
				reasons = append(reasons, text)
			}
		}
	}
	plan := isPlan(t) || t.steps >= 2 && t.imperative*2 >= t.steps
	tells, rules := t.tells(), t.rules()
	switch role {
	case Problem:
		reason(t.fails > 0, 0.5+t.share(t.fails), "says what does not work")
		reason(t.figures > 0, 0.4+0.8*t.share(t.figures), "gives figures")
		reason(t.past > 0, 0.7*t.share(t.past), "tells what was")
		reason(true, -0.6*rules, "")
		reason(plan, -2, "")
		reason(t.units() > t.sentences, -1, "")
		reason(t.opensFuture && kindOf != KindStrategy, -2, "")
	case Policy:
		reason(t.chooses > 0, 0.6+1.2*t.share(t.chooses), "says what goes before what")
		reason(t.forbids > 0, 0.6*t.share(t.forbids), "says what is not done")
		reason(true, -0.6*tells, "")
		reason(plan, -2, "")
		reason(t.rows > 0 || t.fragment && t.sentences < 3, -1, "")
	case Steps:
		reason(isPlan(t), 2.6, "says who does what, or when")
		reason(t.steps >= 2 && t.imperative*2 >= t.steps, 1, "tells what to do")
		reason(t.units() == 0, -2, "")
		reason(t.units() > 0 && t.dated+t.owned == 0, -1, "")
	case NonGoals:
		reason(t.excludes > 0, 0.5+0.7*t.share(t.excludes), "says what is left out or waits")
		reason(t.refuses > 0, 0.3+t.share(t.refuses), "says what is not done")
		reason(cue > 0 && place > 0 && content == 0 && t.sentences <= 6, 0.6, "comes after the steps")
		reason(t.fragment, 0.7, "names a thing and says why not")
		reason(plan || t.rows > 0, -2, "")
	case Vision:
		title := say(e.titleOf(c))
		isStory := t.isStory() || (e.words.setsAScene(title) || e.words.picturesFuture(title) || c.from <= 1 && (e.words.setsAScene(say(e.Title)) || e.words.picturesFuture(say(e.Title)) || yearInTitle.MatchString(e.Title))) && !plan && t.share(t.figures) < 0.5 && t.share(t.past) < 0.6
		reason(t.opensFuture || isStory, 1.8, "shows a day to come")
		reason(t.oldWays > 0 && !t.opensFuture, 0.5, "tells what is over")
		reason(t.future > 0, 0.8*t.share(t.future), "")
		reason(t.past > 0, -1.2*t.share(t.past), "")
		reason(plan || t.units() > t.sentences/2, -2, "")
		reason(c.from <= 1, 0.6, "")
	case Why:
		reason(t.fails > 0, 0.4+0.6*t.share(t.fails), "says what is lost today")
		reason(t.figures > 0, 0.6+0.6*t.share(t.figures), "gives figures")
		reason(t.past > 0, 0.4*t.share(t.past), "tells what was")
		reason(t.opensFuture, -2, "")
		reason(plan, -2, "")
	case Settles:
		reason(t.chooses > 0, 0.8+1.2*t.share(t.chooses), "says what goes before what")
		reason(t.figures > 0, -1*t.share(t.figures), "")
		reason(t.past > 0, -0.8*t.share(t.past), "")
		reason(plan || t.opensFuture, -2, "")
	case Slice:
		if cue == 0 {
			return 0, ""
		}
		reason(t.sentences <= 3, 0.8, "says who gets what first")
		reason(plan, -2, "")
	}
	if content <= 0 {
		return 0, ""
	}
	score = content + cue + place
	if score < threshold(role, hasHeading(c), place) {
		return 0, ""
	}
	because = "it " + cmp.Or(diag.List(reasons), "looks like it")
	if cue > 0 && hasHeading(c) {
		because += "; its heading sounds like it"
	}
	if where != "" {
		because += "; " + where
	}
	return score, because
}

// titleOf returns a passage's heading, or the line that introduces a list.
func (e *examiner) titleOf(c candidate) string {
	if hasHeading(c) {
		return withoutNumber(c.passage.title)
	}
	if b := &e.Blocks[c.from]; b.Kind == page.Paragraph && c.to > c.from+1 && e.Blocks[c.from+1].Depth > 0 {
		return b.Text
	}
	return ""
}

func hasHeading(c candidate) bool { return c.passage.level > 0 && c.from == c.passage.from }

// yearInTitle is a year to come in the title of a text.
var yearInTitle = regexp.MustCompile(`\b20(?:2[89]|[3-9][0-9])\b`)

// threshold is how much a passage has to look like a role to be taken for it: less
// where nothing else stands where the role is expected.
func threshold(role Role, hasHeading bool, place float64) float64 {
	const isExpected = 1
	switch {
	case role == NonGoals && !hasHeading:
		return 2.4
	case place > isExpected:
		return 1.9
	case hasHeading && place > 0.5:
		return 2
	case hasHeading:
		return 2.2
	}
	return 1.8
}

// orderOf is where in a text a role is expected. A slice can be missing.
var orderOf = map[Role]float64{Vision: 1, Why: 2, Settles: 3, Problem: 4, Policy: 5, Slice: 5.5, Steps: 6, NonGoals: 7, Outcome: 8}

// place says how well a passage stands where a role is expected: between the parts
// that come before and after it.
func (e *examiner) place(c candidate, role Role, open []candidate, at int, named []candidate) (float64, string) {
	before, after := 0.0, 100.0 // the nearest parts around it
	beforeAt, afterAt := -1, 1<<30
	isSwapped := false
	for _, n := range named {
		switch {
		case n.to <= c.from && n.from > beforeAt:
			before, beforeAt = orderOf[n.role], n.from
			isSwapped = role == Problem && n.role == Policy
		case n.from >= c.to && n.from < afterAt:
			after, afterAt = orderOf[n.role], n.from
			isSwapped = isSwapped || role == Policy && n.role == Problem
		}
	}
	if isVisionAhead := role == Problem && before > 0 && before < orderOf[Problem]; isVisionAhead {
		before = orderOf[Settles]
	}
	alone := true // no other open passage between the two
	for i, o := range open {
		if i != at && o.from > beforeAt && o.from < afterAt {
			alone = false
		}
	}
	mine := orderOf[role]
	fits := before < mine && mine < after
	isBetween := before > 0 && before >= mine-1 && before < mine && after <= mine+1 && after > mine
	switch {
	case c.passage.known && c.passage.name.group == inUmbrella && !hasHeading(c) && (role == Problem || role == Policy || role == Steps):
		return 0.5, "it stands below " + c.passage.title
	case alone && (before >= mine-1 || before == 0 && role == Problem && hasHeading(c)) && before < mine && after <= mine+1 && after > mine:
		return 1.2, "it stands where it is expected"
	case isBetween:
		return 0.8, "it stands where it is expected"
	case after == orderOf[Steps] && (role == Problem || role == Policy) && !hasHeading(c) && e.isAhead(c, afterAt, open):
		return 0.5, ""
	case isSwapped && alone:
		return 0.8, "it stands where it is expected"
	case isSwapped:
		return 0.3, "" // some tell first what they do
	case !fits && (c.passage.level == 0 || c.passage.name.group == inSummary):
		return 0, "" // what stands ahead can tell anything
	case !fits && role == Settles:
		return -0.3, ""
	case !fits:
		return -0.8, ""
	case alone && (before > 0 || after < 100):
		return 0.8, "it stands where it is expected"
	case before >= mine-1 && beforeAt >= 0 && e.isFirstAfter(c, beforeAt, open):
		return 0.8, ""
	case role == Problem && hasHeading(c) && beforeAt < 0 && e.isFirstHeading(c, open), after <= mine+1 && beforeAt < 0:
		return 0.5, ""
	}
	return 0, ""
}

// isAhead reports whether a passage is one of the two that stand before a block.
func (e *examiner) isAhead(c candidate, block int, open []candidate) bool {
	between := 0
	for _, o := range open {
		if o.from > c.from && o.from < block {
			between++
		}
	}
	return between <= 1
}

// isFirstHeading reports whether no open passage with a heading stands before one.
func (e *examiner) isFirstHeading(c candidate, open []candidate) bool {
	return !slices.ContainsFunc(open, func(o candidate) bool { return hasHeading(o) && o.from < c.from })
}

func (e *examiner) isFirstAfter(c candidate, beforeAt int, open []candidate) bool {
	for _, o := range open {
		if o.from > beforeAt && o.from < c.from {
			return false
		}
	}
	return true
}
