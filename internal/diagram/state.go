package diagram

import (
	"regexp"
	"slices"
	"strings"
)

// A state diagram is
//
//	stateDiagram-v2
//	    [*] --> Open
//	    Open --> Closed : done
//	    Open : waits for an owner
//	    state "Long name" as s1
//	    state Review {
//	        [*] --> First
//	        --
//	        [*] --> Second
//	    }
//	    state where <<choice>>
//	    note right of Open : text
//
// with fork and join beside choice, notes in lines up to end note, direction, and the
// classes and links of flowcharts. [*] is the start of the state that it is in where
// an edge leaves it, and its end where one arrives.
//
// https://mermaid.js.org/syntax/stateDiagram.html
type stateReader struct {
	*networkReader
	open  []*composite // states with states in them
	edges []flowEdge
	texts map[string][]string // descriptions of states
	noted map[string]span     // where the last note on a state is
}

// A composite is a state with states in it, while it is open.
type composite struct {
	group   *group // of the state
	regions []*group
	at      line
}

func readState(t *text) drawing {
	r := &stateReader{networkReader: newNetworkReader(t), texts: map[string][]string{}, noted: map[string]span{}}
	for l, ok := t.next(); ok; l, ok = t.next() {
		r.statement(l)
	}
	if len(r.open) > 0 {
		t.fail(r.open[len(r.open)-1].at.span(), "a state is not closed").Hint = "write } below it"
	}
	r.resolve()
	return r.chart
}

var (
	transition = regexp.MustCompile(`^(\[\*\]|[^\s:{}]+?)((?::::\w+)?)\s*-->\s*(\[\*\]|[^\s:{}]+?)((?::::\w+)?)\s*(?::\s*(.*))?$`)
	stateNamed = regexp.MustCompile(`^"([^"]*)"\s+as\s+([^\s{}]+)\s*(\{?)$`)
	statePlain = regexp.MustCompile(`^([^\s"{}<]+?)(?::::(\w+))?\s*(\{|<<\w+>>|\[\[\w+\]\])?$`)
	described  = regexp.MustCompile(`^([^\s:{}"]+)\s*:\s*([^:].*)$`)
	aState     = regexp.MustCompile(`^([^\s:{}"<>-]+)(?::::(\w+))?$`)
	noteOf     = regexp.MustCompile(`^(left|right) of ([^\s:]+)\s*(?::\s*(.*))?$`)
)

func (r *stateReader) statement(l line) {
	word, _, _ := strings.Cut(l.text, " ")
	argument := l.skip(len(word))
	switch {
	case l.text == "}":
		r.end(l)
	case strings.Trim(l.text, "-") == "" && len(l.text) >= 2:
		r.region(l)
	case l.text == "hide empty description" || word == "scale" && argument.text != "":
		// how Mermaid's own picture is to look
	case transition.MatchString(l.text):
		r.transition(l)
	case word == "state" && argument.text != "":
		r.state(argument)
	case word == "note" && argument.text != "":
		r.note(argument)
	case word == "direction" && argument.text != "":
		r.direction(argument, r.group())
	case word == "classDef":
		r.classDef(argument)
	case word == "class":
		r.class(argument)
	case word == "style":
		r.style(argument)
	case word == "click":
		r.click(argument)
	case described.MatchString(l.text):
		m := described.FindStringSubmatch(l.text)
		r.named(m[1], l)
		r.describe(m[1], l.skip(len(l.text)-len(m[2])))
	case aState.MatchString(l.text):
		m := aState.FindStringSubmatch(l.text)
		r.named(m[1], l)
		r.hasClass(m[1], m[2])
	default:
		r.unknown(l, "write s1 --> s2 : label, or s1 : description")
	}
}

// describe adds to what a state says of itself.
func (r *stateReader) describe(id string, text line) {
	r.label(text, widest) // reports if it is too long
	r.texts[id] = append(r.texts[id], text.text)
}

// group returns the group in which a line is.
func (r *stateReader) group() *group {
	if len(r.open) == 0 {
		return nil
	}
	top := r.open[len(r.open)-1]
	if n := len(top.regions); n > 0 {
		return top.regions[n-1]
	}
	return top.group
}

// named returns the node of a state, which is in the group where it is named first.
func (r *stateReader) named(id string, at line) *node {
	isNew := r.nodes[id] == nil
	n := r.nodeOf(id, at)
	if isNew {
		n.shape, n.group = roundShape, r.group()
	}
	return n
}

// terminal returns the node of [*].
func (r *stateReader) terminal(shape nodeShape, at line) string {
	id := "[*]"
	if shape == stopShape {
		id = "[*] end"
	}
	if g := r.group(); g != nil {
		id += " " + g.id
	}
	n := r.named(id, at)
	n.shape, n.label = shape, label{}
	return id
}

func (r *stateReader) transition(l line) {
	m := transition.FindStringSubmatch(l.text)
	from, to := m[1], m[3]
	if from == "[*]" {
		from = r.terminal(startShape, l)
	} else {
		r.named(from, l)
	}
	if to == "[*]" {
		to = r.terminal(stopShape, l)
	} else {
		r.named(to, l)
	}
	r.hasClass(from, strings.TrimPrefix(m[2], ":::"))
	r.hasClass(to, strings.TrimPrefix(m[4], ":::"))
	e := &edge{heads: [2]head{noHead, arrowHead}, length: 1}
	if m[5] != "" {
		e.label = r.label(line{m[5], l.at + len(l.text) - len(m[5]), 0}, 160)
	}
	r.addEdge(e, l)
	r.edges = append(r.edges, flowEdge{from, to, e, l.span()})
}

// stateShapes are the kinds of states that are no states: state x <<choice>>.
var stateShapes = map[string]nodeShape{"choice": diamondShape, "fork": barShape, "join": barShape}

func (r *stateReader) state(l line) {
	if m := stateNamed.FindStringSubmatch(l.text); m != nil {
		r.describe(m[2], line{m[1], l.at + 1, 0})
		if m[3] == "{" {
			r.composite(m[2], l)
		} else {
			r.named(m[2], l)
		}
		return
	}
	m := statePlain.FindStringSubmatch(l.text)
	if m == nil {
		r.unknown(l, `write state "Text" as s1, or state s1 {`)
		return
	}
	r.hasClass(m[1], m[2])
	kind := strings.Trim(m[3], "<>[]")
	shape, known := stateShapes[kind]
	switch {
	case kind == "{":
		r.composite(m[1], l)
	case kind == "":
		r.named(m[1], l)
	case !known:
		r.fail(l.span(), "no such kind of state: %q", kind).Hint = "known are choice, fork and join"
	default:
		n := r.named(m[1], l)
		n.shape, n.label = shape, label{}
	}
}

func (r *stateReader) composite(id string, l line) {
	g := &group{id: id, parent: r.group(), kind: "composite"}
	r.addGroup(g, l, len(r.open))
	r.open = append(r.open, &composite{group: g, at: l})
}

// region begins what a state does at the same time. The first region is all that was
// in the state before.
func (r *stateReader) region(l line) {
	if len(r.open) == 0 {
		r.fail(l.span(), "%s parts a state, and this is outside of one", l.text).Hint = "write it inside of state s1 { }"
		return
	}
	top := r.open[len(r.open)-1]
	if len(top.regions) == 0 {
		first := r.newRegion(top, l)
		for _, n := range r.chart.nodes {
			if n.group == top.group {
				n.group = first
			}
		}
		for _, g := range r.chart.groups {
			if g.parent == top.group && g != first {
				g.parent = first
			}
		}
		r.parentsFirst()
	}
	r.newRegion(top, l)
}

func (r *stateReader) newRegion(c *composite, l line) *group {
	g := &group{id: c.group.id + " --" + strings.Repeat("-", len(c.regions)), kind: "region", parent: c.group}
	r.addGroup(g, l, len(r.open))
	c.regions = append(c.regions, g)
	return g
}

// parentsFirst sorts groups so that each comes after the one that it is in.
func (r *stateReader) parentsFirst() {
	slices.SortStableFunc(r.chart.groups, func(a, b *group) int { return a.depth() - b.depth() })
}

func (g *group) depth() int {
	n := 0
	for g = g.parent; g != nil; g = g.parent {
		n++
	}
	return n
}

func (r *stateReader) end(l line) {
	if len(r.open) == 0 {
		r.fail(l.span(), "} closes no state")
		return
	}
	r.open = r.open[:len(r.open)-1]
}

// note reads a note on one line, or up to end note.
func (r *stateReader) note(l line) {
	m := noteOf.FindStringSubmatch(l.text)
	if m == nil {
		r.unknown(l, "write note right of s1 : text")
		return
	}
	text := m[3]
	if text == "" {
		text = r.noteLines(l)
	}
	n := r.named(m[2], l)
	r.noted[m[2]] = l.span()
	side := 0
	if m[1] == "right" {
		side = 1
	}
	if !n.notes[side].isEmpty() {
		text = strings.Join(n.notes[side].lines, "\n") + "\n" + text
	}
	n.notes[side] = r.label(line{text, l.at, 0}, widest)
}

func (r *stateReader) noteLines(opening line) string {
	var lines []string
	for len(r.lines) > 0 {
		l := r.lines[0]
		r.lines = r.lines[1:]
		if l.text == "end note" {
			return strings.Join(lines, "\n")
		}
		lines = append(lines, l.text)
	}
	r.fail(opening.span(), "a note is not closed").Hint = "write end note below it"
	return ""
}

// resolve finds out which states have states in them, and what states are called.
func (r *stateReader) resolve() {
	if r.problem != nil {
		return
	}
	for _, g := range r.chart.groups {
		if g.kind == "region" {
			continue
		}
		g.title = newLabel(g.id, 2*widest)
		if text := r.texts[g.id]; len(text) > 0 {
			g.title = newLabel(strings.Join(text, "\n"), 2*widest)
		}
		if at, isNoted := r.noted[g.id]; isNoted {
			r.fail(at, "a note of %q, which has states in it", g.id).Hint = "put the note on a state inside"
			return
		}
	}
	for _, n := range r.chart.nodes {
		if text := r.texts[n.id]; len(text) > 0 {
			n.label = newLabel(strings.Join(text, "\n"), n.shape.widestIn())
		}
	}
	for _, one := range r.edges {
		one.edge.from, one.edge.to = r.endOf(one.from), r.endOf(one.to)
		r.checkEnds(one.edge, one.at)
	}
	r.chart.nodes = slices.DeleteFunc(r.chart.nodes, func(n *node) bool { return r.groups[n.id] != nil })
	r.inOrderOfEdges()
	r.finish()
}

// inOrderOfEdges puts the states in the order in which edges name them, because what is
// declared before says nothing of where one begins to read.
func (r *stateReader) inOrderOfEdges() {
	first := map[*node]int{}
	for i, e := range r.chart.edges {
		for side, end := range []endpoint{e.from, e.to} {
			if _, named := first[end.node]; end.node != nil && !named {
				first[end.node] = 2*i + side
			}
		}
	}
	place := func(n *node) int {
		if at, named := first[n]; named {
			return at
		}
		return 2 * mostEdges
	}
	slices.SortStableFunc(r.chart.nodes, func(a, b *node) int { return place(a) - place(b) })
}
