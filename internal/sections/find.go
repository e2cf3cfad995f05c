package sections

import (
	"cmp"
	"slices"
	"strings"

	"waymark/internal/page"
)

// A candidate is a passage that can be a part.
type candidate struct {
	passage  *passage
	from, to int // blocks
	role     Role
	how      How
	weak     bool
	score    float64
	because  string
}

// find finds the parts of a text of a kind.
func (e *examiner) find(kindOf string) []Found {
	if found, ok := e.parts[kindOf]; ok {
		return found
	}
	named := e.named(kindOf)
	best := e.choose(named, kindOf)
	best = append(best, e.guess(best, kindOf)...)
	slices.SortStableFunc(best, func(a, b candidate) int { return cmp.Compare(a.from, b.from) })
	found := make([]Found, 0, len(best))
	for _, c := range best {
		found = append(found, e.foundAs(c))
	}
	e.parts[kindOf] = found
	return found
}

func (e *examiner) foundAs(c candidate) Found {
	f := Found{Role: c.role, How: c.how, Heading: -1, From: c.from, To: c.to, Because: c.because}
	if c.passage.level > 0 && c.from == c.passage.from {
		f.Title, f.Heading = c.passage.title, c.passage.heading
	}
	first := true
	for i := c.from; i < c.to; i++ {
		at := e.Blocks[i].Place()
		if first {
			f.Line, first = at.Line, false
		}
		f.EndLine = max(f.EndLine, at.EndLine)
	}
	return f
}

// named returns the passages whose names say what they are, unless their content
// says something else.
func (e *examiner) named(kindOf string) (all []candidate) {
	for i := range e.passage {
		p := &e.passage[i]
		if !p.known || p.question || !isRole(p.name.group) {
			continue
		}
		to := e.endOf(i)
		c := candidate{passage: p, from: p.from, to: to, how: p.how, weak: p.name.weak}
		t := e.traitsOf(p, p.from, to)
		if t.isEmpty() {
			continue
		}
		if p.name.group == inUmbrella {
			if e.isMixed(p) {
				continue
			}
			c.weak = true
			c.to = p.to
			if t = e.traitsOf(p, p.from, p.to); t.isEmpty() {
				continue
			}
		}
		c.role = roleIn(kindOf, p.name.group)
		if !p.own {
			c.role, c.because = e.afterVeto(c, t, kindOf)
		}
		if c.role == "" {
			continue
		}
		if roleIn(kindOf, p.name.group) == Policy && c.role == Steps {
			if units := e.firstUnit(c); e.rulesAhead(c, units) {
				plan := c
				plan.from, plan.how = units, Guess
				c.to, c.role, c.because = units, Policy, ""
				all = append(all, plan)
			}
		}
		if within := e.passageAround(i, all, c.role); within {
			continue
		}
		all = append(all, c)
	}
	return all
}

// firstUnit returns the first block of a passage that can be a step: a sub-heading,
// an item, a cell, or a paragraph that begins with bold.
func (e *examiner) firstUnit(c candidate) int {
	for i := c.from + 1; i < c.to; i++ {
		if b := &e.Blocks[i]; b.Kind == page.HeadingBlock || b.Depth > 0 || b.Kind == page.CellBlock || boldLead(b) > 0 {
			return i
		}
	}
	return c.to
}

// rulesAhead reports whether what stands in a passage before a block says what goes
// before what.
func (e *examiner) rulesAhead(c candidate, units int) bool {
	const fewest = 10 // words
	if units <= c.from+1 || units >= c.to {
		return false
	}
	t := e.traitsOf(c.passage, c.from, units)
	return t.words >= fewest && t.share(t.chooses) >= 0.5 && t.rules() > t.tells()
}

// isMixed reports whether what an umbrella leaves to no sub-heading begins with how
// it is, and goes on with how it shall be.
func (e *examiner) isMixed(p *passage) bool {
	paragraphs := e.paragraphsOf(p, func(int, int) bool { return false })
	if len(paragraphs) < 2 {
		return false
	}
	first := e.traitsOf(p, paragraphs[0].from, paragraphs[0].to)
	return first.figures > 0 && first.tells() > first.rules() && slices.ContainsFunc(paragraphs[1:], func(c candidate) bool {
		t := e.traitsOf(p, c.from, c.to)
		return t.rules() > t.tells() || isPlan(t)
	})
}

// passageAround reports whether a passage lies in one of the same role.
func (e *examiner) passageAround(i int, all []candidate, role Role) bool {
	for _, c := range all {
		if c.role == role && c.from <= e.passage[i].from && e.passage[i].end <= c.to {
			return true
		}
	}
	return false
}

// endOf returns where a passage ends: before the first within it that is
// something else.
func (e *examiner) endOf(i int) int {
	p := &e.passage[i]
	for j := i + 1; j < len(e.passage) && e.passage[j].from < p.end; j++ {
		q := &e.passage[j]
		if isStep := p.name.group == inActions && e.words.isImperative(say(q.title)); isStep {
			continue
		}
		if q.known && q.name.group != p.name.group && !(q.name.weak && q.name.group != inElsewhere) && q.name.group != inSummary {
			return q.from
		}
	}
	return p.end
}

// roleIn returns which role a group of names has in a text of a kind; empty:
// none.
func roleIn(kindOf string, g group) Role {
	isVision := kindOf == KindVision
	switch g {
	case inProblem:
		if isVision {
			return Why
		}
		return Problem
	case inMotivation, inWhy:
		if kindOf == KindStrategy {
			return Problem
		}
		return Why
	case inPolicy, inPrinciples:
		if isVision {
			return Settles
		}
		return Policy
	case inTradeOffs, inSettles:
		if kindOf == KindStrategy {
			return Policy
		}
		return Settles
	case inUmbrella:
		if isVision {
			return ""
		}
		return Policy
	case inActions:
		return Steps
	case inNonGoals:
		return NonGoals
	case inVision:
		return Vision
	case inOutcome:
		if isVision {
			return ""
		}
		return Outcome
	case inSlice:
		if isVision {
			return ""
		}
		return Slice
	}
	return ""
}

// afterVeto returns the role of a passage whose name says one, after its content
// has had its say.
func (e *examiner) afterVeto(c candidate, t traits, kindOf string) (role Role, because string) {
	switch c.role {
	case Steps:
		if t.onlyLinks() {
			return "", ""
		}
		hasUnits := t.units() > 0
		if c.how != Exact && !hasUnits && t.dated+t.owned == 0 {
			return "", ""
		}
	case Policy:
		if isPlan(t) && !isRuleList(t) {
			return Steps, "its items say who does what, or when"
		}
		if t.onlyLinks() {
			return "", ""
		}
	case Vision:
		isGoal := c.weak && kindOf != KindVision && t.future+t.oldWays == 0
		if isTeam(t) || t.words < 5 || isGoal {
			return "", ""
		}
	case NonGoals:
		if kindOf != KindVision && e.words.mentions("ofTheText", say(c.passage.title)) {
			return "", ""
		}
		if c.weak && t.excludes == 0 && !t.fragment || t.onlyLinks() {
			return "", ""
		}
	case Problem, Why:
		isAsked := t.questions > 0 && t.share(t.fails) < 0.3
		if isAsked {
			return "", ""
		}
	case Outcome:
		if t.past == 0 {
			return "", ""
		}
	}
	return c.role, ""
}

// isPlan reports whether the items of a passage are steps: most of them name
// somebody or a day.
func isPlan(t traits) bool {
	n := t.steps
	return n >= 2 && t.units() > 0 && 2*max(t.dated, t.owned) >= n && t.dated+t.owned >= n
}

// isFullPlan reports whether most of the steps name somebody, and most a day.
func isFullPlan(t traits) bool {
	return t.steps >= 2 && t.units() > 0 && 2*t.dated >= t.steps && 2*t.owned >= t.steps
}

// isRuleList reports whether most sentences say what goes before what.
func isRuleList(t traits) bool { return t.share(t.chooses) > 0.7 && t.owned == 0 }

// isTeam reports whether a passage says who a group of people is.
func isTeam(t traits) bool { return t.people >= 1 && t.future == 0 && 2*t.people >= t.sentences }

// choose returns for each role the passages whose names say it most surely.
func (e *examiner) choose(all []candidate, kindOf string) (best []candidate) {
	all = e.settleDoubles(all, kindOf)
	for _, role := range Roles {
		var of []candidate
		for _, c := range all {
			if c.role == role {
				of = append(of, c)
			}
		}
		if len(of) == 0 {
			continue
		}
		rank := func(c candidate) int {
			switch {
			case c.how == Guess:
				return 4
			case c.passage.own:
				return 0
			case c.how == Exact:
				return 1
			case !c.weak:
				return 2
			}
			return 3
		}
		top := slices.MinFunc(of, func(a, b candidate) int { return cmp.Compare(rank(a), rank(b)) })
		for _, c := range of {
			if rank(c) == rank(top) && (rank(c) <= 1 || c.from == top.from) {
				best = append(best, c)
			}
		}
	}
	return best
}

// settleDoubles decides what names that mean two things are, where both are
// there.
func (e *examiner) settleDoubles(all []candidate, kindOf string) []candidate {
	there := make(map[Role]map[group]bool)
	for _, c := range all {
		if there[c.role] == nil {
			there[c.role] = make(map[group]bool)
		}
		there[c.role][c.passage.name.group] = true
	}
	has := func(role Role, in func(group) bool) bool {
		for g := range there[role] {
			if in(g) {
				return true
			}
		}
		return false
	}
	is := func(groups ...group) func(group) bool {
		return func(g group) bool { return slices.Contains(groups, g) }
	}
	for i := range all {
		c := &all[i]
		switch g := c.passage.name.group; {
		case kindOf == KindBoth && g == inPrinciples && c.role == Policy && has(Policy, is(inPolicy, inUmbrella)):
			c.role = Settles
		case kindOf == KindBoth && g == inTradeOffs && !has(Policy, is(inPolicy, inUmbrella, inPrinciples)):
			c.role = Policy
		case kindOf == KindBoth && g == inMotivation && !has(Problem, is(inProblem)):
			c.role = Problem
		case kindOf == KindStrategy && (g == inMotivation || g == inWhy) && c.role == Problem && c.how != Exact:
			c.weak = true
		case kindOf == KindStrategy && g == inWhy && c.role == Problem:
			c.how, c.weak = Alias, true
		case kindOf == KindVision && (g == inProblem || g == inPolicy):
			c.weak = true
			if c.how == Exact {
				c.how = Alias
			}
		case kindOf == KindStrategy && (g == inTradeOffs || g == inSettles):
			c.weak = true
			if c.how == Exact {
				c.how = Alias
			}
		}
	}
	return all
}

// wanted are the roles that a text of a kind is expected to have.
func wanted(kindOf string) []Role {
	switch kindOf {
	case KindVision:
		return []Role{Vision, Why, Settles, NonGoals}
	case KindStrategy:
		return []Role{Problem, Policy, Steps, NonGoals}
	}
	return []Role{Vision, Why, Problem, Policy, Slice, Steps, NonGoals}
}

// mostPassages is how many a text has at most of which anything is guessed.
const mostPassages = 300

// guess finds the parts that names have left open.
func (e *examiner) guess(named []candidate, kindOf string) (all []candidate) {
	missing := slices.DeleteFunc(wanted(kindOf), func(r Role) bool {
		return slices.ContainsFunc(named, func(c candidate) bool { return c.role == r })
	})
	if len(missing) == 0 || len(e.passage) > mostPassages {
		return nil
	}
	open := e.unnamed(named)
	defer func() {
		if slices.Contains(missing, Policy) {
			more := e.policyAtTheEnd(named)
			if more == nil {
				more = e.policyAhead(named)
			}
			all = append(all, more...)
		}
	}()
	for len(missing) > 0 {
		best, at := candidate{}, -1
		for i, c := range open {
			for _, role := range missing {
				if score, because := e.score(c, role, open, i, named, kindOf); score > best.score {
					best, at = c, i
					best.role, best.how, best.score, best.because = role, Guess, score, because
				}
			}
		}
		if at < 0 {
			break
		}
		open = slices.Delete(open, at, at+1)
		if best.role == Vision && !hasHeading(best) {
			best, open = e.withWhatGoesOn(best, open)
		}
		all, named = append(all, best), append(named, best)
		missing = slices.DeleteFunc(missing, func(r Role) bool { return r == best.role })
	}
	return all
}

// policyAtTheEnd finds the policy in the last paragraph of the problem, which it
// cuts off.
func (e *examiner) policyAtTheEnd(named []candidate) []candidate {
	i := slices.IndexFunc(named, func(c candidate) bool { return c.role == Problem && c.passage.level > 0 && c.from == c.passage.from })
	if i < 0 {
		return nil
	}
	problem := &named[i]
	paragraphs := e.paragraphsOf(problem.passage, func(from, to int) bool { return from >= problem.to })
	if len(paragraphs) < 2 {
		return nil
	}
	last := paragraphs[len(paragraphs)-1]
	t := e.traitsOf(last.passage, last.from, last.to)
	if last.to != problem.to || t.share(t.chooses) < 0.5 || t.rules() <= t.tells() || t.items > 0 {
		return nil
	}
	problem.to = last.from
	last.role, last.how, last.because = Policy, Guess, "it says what goes before what, at the end of the problem"
	return []candidate{last}
}

// policyAhead finds the policy in what stands between the heading of the steps and
// the first of them.
func (e *examiner) policyAhead(named []candidate) []candidate {
	i := slices.IndexFunc(named, func(c candidate) bool { return c.role == Steps && hasHeading(c) })
	if i < 0 {
		return nil
	}
	units := e.firstUnit(named[i])
	if !e.rulesAhead(named[i], units) {
		return nil
	}
	policy := named[i]
	policy.from++
	policy.to, policy.role, policy.how, policy.because = units, Policy, Guess, "it says what goes before what, ahead of the steps"
	return []candidate{policy}
}

// timeline returns the passages, from one on, whose headings only say when; all of
// them are a plan. It is not ok when there are fewer than two.
func (e *examiner) timeline(i int) (c candidate, last int, ok bool) {
	n := 0
	first := &e.passage[i]
	for j := i; j < len(e.passage); j++ {
		p := &e.passage[j]
		if p.from > first.from && p.level > first.level {
			continue
		}
		if p.level != first.level || p.level == 0 || p.lead > 0 || !e.isTime(withoutNumber(p.title)) && !e.isTime(p.title) && !stageNumber.MatchString(p.title) {
			break
		}
		n++
		last = j
		c.to = p.end
	}
	c.from = first.from
	c.passage = &passage{heading: -1, parent: first.parent, from: c.from, to: c.to, end: c.to}
	return c, last, n >= 2
}

// withWhatGoesOn returns a vision with the paragraphs around it that tell on, and
// what is left open.
func (e *examiner) withWhatGoesOn(vision candidate, open []candidate) (candidate, []candidate) {
	open = slices.DeleteFunc(open, func(c candidate) bool {
		isNext := c.passage == vision.passage && c.from == vision.to && e.tellsOn(c)
		if isNext {
			vision.to = c.to
		}
		return isNext
	})
	for i := len(open) - 1; i >= 0; i-- {
		if c := open[i]; c.passage == vision.passage && c.to == vision.from && e.tellsOn(c) {
			vision.from = c.from
			open = slices.Delete(open, i, i+1)
		}
	}
	return vision, open
}

// tellsOn reports whether a paragraph can be a part of a vision: one that neither
// counts nor tells mostly the past nor says what goes before what.
func (e *examiner) tellsOn(c candidate) bool {
	const fewest = 10 // words
	t := e.traitsOf(c.passage, c.from, c.to)
	return t.words >= fewest && t.items+t.rows == 0 && t.share(t.figures) < 0.5 && t.share(t.past) < 0.6 && t.share(t.chooses) < 0.5
}

// unnamed returns what can be a part and has no name that says so: sections, and
// the paragraphs of what has no sections.
func (e *examiner) unnamed(named []candidate) (open []candidate) {
	isTaken := func(from, to int) bool {
		return slices.ContainsFunc(named, func(c candidate) bool { return c.from < to && from < c.to })
	}
	const mostOpen = 100
	level := e.sectionLevel()
	defer func() { open = open[:min(len(open), mostOpen)] }()
	for i := 0; i < len(e.passage); i++ {
		p := &e.passage[i]
		if c, last, ok := e.timeline(i); ok && !isTaken(c.from, c.to) {
			open = append(open, c)
			for i = last; i+1 < len(e.passage) && e.passage[i+1].from < c.to; {
				i++
			}
			continue
		}
		switch {
		case !p.question && p.known && p.name.group == inElsewhere && p.lead == 0 && !isTaken(p.from, p.end) && isFullPlan(e.traitsOf(p, p.from, p.end)):
			open = append(open, candidate{passage: p, from: p.from, to: p.end})
			for i+1 < len(e.passage) && e.passage[i+1].from < p.end {
				i++
			}
		case p.question || p.known && (p.name.group == inFAQ || p.name.group == inNeither || p.name.group == inElsewhere):
			for i+1 < len(e.passage) && e.passage[i+1].from < p.end {
				i++
			}
		case p.level == 0, p.known && (p.name.group == inSummary || p.name.group == inUmbrella), p.level > 0 && p.level < level:
			open = append(open, e.paragraphsOf(p, isTaken)...)
		case isTaken(p.from, p.to):
			open = append(open, e.paragraphsOf(p, isTaken)...)
		default:
			to := p.end
			for j := i + 1; j < len(e.passage) && e.passage[j].from < p.end; j++ {
				if q := &e.passage[j]; q.known && !q.name.weak || isTaken(q.from, q.to) {
					to = p.to
				}
			}
			if c := (candidate{passage: p, from: p.from, to: to}); !e.traitsOf(p, c.from, c.to).isEmpty() {
				open = append(open, c)
			}
			for to == p.end && i+1 < len(e.passage) && e.passage[i+1].from < p.end {
				i++
			}
		}
	}
	return open
}

// sectionLevel returns the level of headings at which a text is divided: the
// highest that has more than one.
func (e *examiner) sectionLevel() int {
	var count [boldLevel + 1]int
	for i := range e.passage {
		count[e.passage[i].level]++
	}
	for level := 1; level <= boldLevel; level++ {
		if count[level] > 1 {
			return level
		}
	}
	return boldLevel
}

// paragraphsOf divides what stands in a passage itself: each paragraph, with the
// list or table that it introduces.
func (e *examiner) paragraphsOf(p *passage, isTaken func(from, to int) bool) (open []candidate) {
	from := p.from
	if p.level > 0 && p.lead == 0 {
		from++
	}
	for at := from; at < p.to; {
		to := at + 1
		b := &e.Blocks[at]
		for to < p.to && (e.belongsTo(b, to) || e.goesOn(at, to)) {
			to++
		}
		if !isTaken(at, to) {
			open = append(open, candidate{passage: p, from: at, to: to})
		}
		at = to
	}
	return open
}

// belongsTo reports whether a block goes on with a list, a table or a quotation
// that another begins, or is what a paragraph that ends in a colon introduces.
func (e *examiner) belongsTo(first *page.Block, at int) bool {
	b := &e.Blocks[at]
	introduces := first.Kind == page.Paragraph && first.Depth == 0 && strings.HasSuffix(strings.TrimRight(first.Text, " *"), ":")
	isList := b.Depth > 0 || b.Kind == page.CellBlock
	switch {
	case isList && (first.Depth > 0 || first.Kind == page.CellBlock):
		return first.List == b.List && first.Cell.Table == b.Cell.Table
	case isList && introduces:
		return true
	}
	return false
}

// goesOn reports whether a paragraph goes on with what the one before tells:
// somebody speaks.
func (e *examiner) goesOn(at, next int) bool {
	if next != at+1 {
		return false
	}
	b := &e.Blocks[next]
	return b.Kind == page.Paragraph && b.Depth == 0 && strings.HasPrefix(b.Text, `"`) || b.Quoted && e.Blocks[at].Quoted
}
