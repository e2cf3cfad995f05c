package diagram

import (
	"regexp"
	"strings"
)

// A networkReader collects the nodes of a network while its text is read, and what both
// flowcharts and state diagrams say of them: classes and links.
type networkReader struct {
	*text
	chart   *network
	nodes   map[string]*node
	groups  map[string]*group
	styles  map[string]string   // of classes
	classes map[string][]string // of nodes and groups, by id
	own     map[string]string   // styles of nodes and groups, by id
}

func newNetworkReader(t *text) *networkReader {
	return &networkReader{t, &network{toward: down}, map[string]*node{}, map[string]*group{}, map[string]string{}, map[string][]string{}, map[string]string{}}
}

// nodeOf returns the node with an id, which is new when it is named first.
func (r *networkReader) nodeOf(id string, at line) *node {
	if n := r.nodes[id]; n != nil {
		return n
	}
	n := &node{id: id, label: newLabel(id, widest)}
	if len(r.chart.nodes) == mostNodes {
		r.fail(at.span(), "a diagram of more than %d nodes", mostNodes)
		return n
	}
	r.nodes[id] = n
	r.chart.nodes = append(r.chart.nodes, n)
	return n
}

var directions = map[string]direction{"TB": down, "TD": down, "BT": up, "LR": right, "RL": left, ">": right, "<": left, "^": up, "v": down}

// direction reads where edges lead to in a group, or in the whole diagram.
func (r *networkReader) direction(l line, in *group) {
	toward, ok := directions[l.text]
	switch {
	case !ok:
		r.fail(l.span(), "no such direction: %q", shortened(l.text)).Hint = "known are TB, BT, LR, RL"
	case in == nil:
		r.chart.toward = toward
	default:
		in.toward = toward
	}
}

func (r *networkReader) addGroup(g *group, at line, nesting int) {
	switch {
	case nesting >= mostNesting:
		r.fail(at.span(), "groups in groups more than %d deep", mostNesting)
	case len(r.chart.groups) == mostNodes:
		r.fail(at.span(), "a diagram of more than %d groups", mostNodes)
	case r.groups[g.id] != nil && g.id != "":
		r.fail(at.span(), "a second group with the id %q", shortened(g.id)).Hint = "give it an id of its own: subgraph other [Title]"
	}
	if g.id != "" {
		r.groups[g.id] = g
	}
	r.chart.groups = append(r.chart.groups, g)
}

func (r *networkReader) addEdge(e *edge, at line) {
	if len(r.chart.edges) == mostEdges {
		r.fail(at.span(), "a diagram of more than %d edges", mostEdges)
		return
	}
	r.chart.edges = append(r.chart.edges, e)
}

func (r *networkReader) label(l line, most int) label {
	return newLabel(icons.ReplaceAllString(r.text.label(l), ""), most)
}

// icons are names of pictures in texts, which are not drawn.
var icons = regexp.MustCompile(`\bfa[bklrs]?:fa-[\w-]+ ?`)

func (r *networkReader) endOf(id string) endpoint {
	if g := r.groups[id]; g != nil {
		return endpoint{group: g}
	}
	return endpoint{node: r.nodes[id]}
}

// checkEnds reports edges that cannot be drawn: from a group to what is in it.
func (r *networkReader) checkEnds(e *edge, at span) {
	inside := func(a, b endpoint) bool {
		for g := b.in(); g != nil && a.group != nil; g = g.parent {
			if g == a.group {
				return true
			}
		}
		return a.group != nil && a == b
	}
	if inside(e.from, e.to) || inside(e.to, e.from) {
		r.fail(at, "an edge between a group and what is in it").Hint = "join two nodes, or two groups side by side"
	}
}

// classDef reads: name,name fill:#fff,stroke:#000
func (r *networkReader) classDef(l line) {
	names, style, _ := l.cut(" ")
	for name := range strings.SplitSeq(names.text, ",") {
		r.styles[name] = style.text
	}
}

// class reads: id,id name
func (r *networkReader) class(l line) {
	i := strings.LastIndexAny(l.text, " \t")
	if i < 0 {
		r.unknown(l, "write class A,B name")
		return
	}
	for id := range strings.SplitSeq(l.upTo(i).text, ",") {
		r.hasClass(strings.TrimSpace(id), l.text[i+1:])
	}
}

func (r *networkReader) hasClass(id, class string) { r.classes[id] = append(r.classes[id], class) }

// style reads: id fill:#fff
func (r *networkReader) style(l line) {
	ids, style, _ := l.cut(" ")
	for id := range strings.SplitSeq(ids.text, ",") {
		r.own[id] = style.text
	}
}

var clicked = regexp.MustCompile(`^(\S+)\s+(?:href\s+)?"([^"]*)"(?:\s+"[^"]*")?(?:\s+_\w+)?$`)

// click reads: id "address" "tooltip" _blank
func (r *networkReader) click(l line) {
	m := clicked.FindStringSubmatchIndex(l.text)
	if m == nil {
		r.fail(l.span(), "%q is not understood", shortened(l.text)).Hint = `write click A "page.md"; scripts are not called`
		return
	}
	r.links = append(r.links, Link{l.text[m[4]:m[5]], l.at + m[4], l.at + m[5]})
	id := l.text[m[2]:m[3]]
	if g := r.groups[id]; g != nil {
		g.link = len(r.links)
		return
	}
	r.nodeOf(id, l).link = len(r.links)
}

// finish gives nodes and groups the looks of their classes.
func (r *networkReader) finish() {
	for _, n := range r.chart.nodes {
		n.look = r.lookOf(n.id)
	}
	for _, g := range r.chart.groups {
		g.look = r.lookOf(g.id)
	}
}

func (r *networkReader) lookOf(id string) look {
	if l := lookOf("", r.own[id]); l != "" {
		return l
	}
	for _, class := range r.classes[id] {
		if l := lookOf(class, r.styles[class]); l != "" {
			return l
		}
	}
	return ""
}
