package sections

import (
	"strings"
)

// score says how much a passage looks like a role, and why; 0: not enough.
func (e *examiner) score(c candidate, role Role, open []candidate, at int, named []candidate, kindOf string) (score float64, because string) {
	t := e.traitsOf(c.passage, c.from, c.to)
	if t.isEmpty() || t.onlyLinks() || t.words < 6 {
		return 0, ""
	}
	hasHeading := c.passage.level > 0 && c.from == c.passage.from
	title := say("")
	if hasHeading {
		title = say(withoutNumber(c.passage.title))
	}
	cue := 0.0
	if hasHeading && e.words.has("cue "+string(role), title) {
		cue = 1.2
	}
	place, where := e.place(c, role, open, at, named)
	var content float64
	var reasons []string
	reason := func(has bool, points float64, text string) {
		if has {
			content += points
			if points > 0 {
				reasons = append(reasons, text)
			}
		}
	}
	plan := isPlan(t) || t.items >= 2 && t.imperative*2 >= t.items
	switch role {
	case Problem:
		reason(t.fails > 0, 0.5+t.share(t.fails), "it says what does not work")
		reason(t.figures > 0, 0.6+0.6*t.share(t.figures), "gives figures")
		reason(t.past > 0, 0.5*t.share(t.past), "tells what was")
		reason(plan, -2, "")
		reason(t.units() > t.sentences, -1, "")
		reason(t.opensFuture && kindOf != KindStrategy, -2, "")
	case Policy:
		reason(t.chooses > 0, 0.6+1.2*t.share(t.chooses), "it says what goes before what")
		reason(t.forbids > 0, 0.6*t.share(t.forbids), "says what is not done")
		reason(t.figures > 0, -0.8*t.share(t.figures), "")
		reason(t.past > 0, -0.8*t.share(t.past), "")
		reason(plan, -2, "")
		reason(t.rows > 0 || t.fragment && t.sentences < 3, -1, "")
	case Steps:
		reason(isPlan(t), 2.6, "its items say who does what, or when")
		reason(t.units() >= 2 && t.imperative*2 >= t.units(), 1, "tells what to do")
		reason(t.units() == 0, -2, "")
		reason(t.units() > 0 && t.dated+t.owned == 0, -1, "")
	case NonGoals:
		reason(t.excludes > 0, 0.5+0.7*t.share(t.excludes), "it says what is left out or waits")
		reason(t.fragment, 0.7, "names a thing and says why not")
		reason(plan || t.rows > 0, -2, "")
	case Vision:
		reason(t.opensFuture, 1.8, "it shows a day to come")
		reason(t.future > 0, 0.8*t.share(t.future), "")
		reason(t.past > 0, -1.2*t.share(t.past), "")
		reason(plan || t.units() > t.sentences/2, -2, "")
		reason(c.from <= 1, 0.6, "")
	case Why:
		reason(t.fails > 0, 0.4+0.6*t.share(t.fails), "it says what is lost today")
		reason(t.figures > 0, 0.6+0.6*t.share(t.figures), "gives figures")
		reason(t.past > 0, 0.4*t.share(t.past), "tells what was")
		reason(t.opensFuture, -2, "")
		reason(plan, -2, "")
	case Settles:
		reason(t.chooses > 0, 0.8+1.2*t.share(t.chooses), "it says what goes before what")
		reason(t.figures > 0, -1*t.share(t.figures), "")
		reason(t.past > 0, -0.8*t.share(t.past), "")
		reason(plan || t.opensFuture, -2, "")
	case Slice:
		if cue == 0 {
			return 0, ""
		}
		reason(t.sentences <= 3, 0.8, "it says who gets what first")
		reason(plan, -2, "")
	}
	if content <= 0 {
		return 0, ""
	}
	score = content + cue + place
	if score < threshold(role, hasHeading) {
		return 0, ""
	}
	if cue > 0 {
		reasons = append(reasons, "its heading sounds like it")
	}
	if where != "" {
		reasons = append(reasons, where)
	}
	return score, strings.Join(reasons, ", ")
}

// threshold is how much a passage has to look like a role to be taken for it.
func threshold(role Role, hasHeading bool) float64 {
	if role == NonGoals && !hasHeading {
		return 2.6
	}
	if hasHeading {
		return 2.3
	}
	return 2
}

// place says how well a passage stands where a role is expected: between the parts
// that come before and after it.
func (e *examiner) place(c candidate, role Role, open []candidate, at int, named []candidate) (float64, string) {
	order := map[Role]int{Vision: 1, Why: 2, Settles: 3, Problem: 4, Policy: 5, Slice: 6, Steps: 7, NonGoals: 8, Outcome: 9}
	before, after := 0, 100 // the nearest named parts around it
	beforeAt, afterAt := -1, 1<<30
	for _, n := range named {
		if n.to <= c.from && n.from > beforeAt {
			before, beforeAt = order[n.role], n.from
		}
		if n.from >= c.to && n.from < afterAt {
			after, afterAt = order[n.role], n.from
		}
	}
	alone := true // no other open passage between the two
	for i, o := range open {
		if i != at && o.from > beforeAt && o.from < afterAt {
			alone = false
		}
	}
	mine := order[role]
	fits := before < mine && mine < after
	switch {
	case !fits:
		return -0.8, ""
	case alone && before == mine-1 && after == mine+1:
		return 1.2, "it stands where it is expected"
	case alone && (before > 0 || after < 100):
		return 0.8, "it stands where it is expected"
	case before == mine-1 && e.isFirstAfter(c, beforeAt, open), after == mine+1 && beforeAt < 0:
		return 0.5, ""
	}
	return 0, ""
}

func (e *examiner) isFirstAfter(c candidate, beforeAt int, open []candidate) bool {
	for _, o := range open {
		if o.from > beforeAt && o.from < c.from {
			return false
		}
	}
	return true
}
