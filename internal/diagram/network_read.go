package diagram

import (
	"regexp"
	"strings"
	"unicode/utf8"
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

func newNetworkReader(t *text, c *network) *networkReader {
	return &networkReader{t, c, map[string]*node{}, map[string]*group{}, map[string]string{}, map[string][]string{}, map[string]string{}}
}

// node returns the node with an id, which is new when it is named first.
func (b *networkReader) node(id string, at line) *node {
	if n := b.nodes[id]; n != nil {
		return n
	}
	n := &node{id: id, label: newLabel(id, widest)}
	if len(b.chart.nodes) == mostNodes {
		b.fail(at.span(), "a diagram of more than %d nodes", mostNodes)
		return n
	}
	b.nodes[id] = n
	b.chart.nodes = append(b.chart.nodes, n)
	return n
}

func (b *networkReader) addGroup(g *group, at line, nesting int) {
	switch {
	case nesting >= mostNesting:
		b.fail(at.span(), "groups in groups more than %d deep", mostNesting)
	case len(b.chart.groups) == mostNodes:
		b.fail(at.span(), "a diagram of more than %d groups", mostNodes)
	case b.groups[g.id] != nil && g.id != "":
		b.fail(at.span(), "a second group with the id %q", shortened(g.id)).Hint = "give it an id of its own: subgraph other [Title]"
	}
	if g.id != "" {
		b.groups[g.id] = g
	}
	b.chart.groups = append(b.chart.groups, g)
}

func (b *networkReader) addEdge(e *edge, at line) {
	if len(b.chart.edges) == mostEdges {
		b.fail(at.span(), "a diagram of more than %d edges", mostEdges)
		return
	}
	b.chart.edges = append(b.chart.edges, e)
}

func (b *networkReader) label(l line, most int) label {
	if utf8.RuneCountInString(l.text) > mostLabel {
		b.fail(l.span(), "a label of more than %d characters", mostLabel)
		return label{}
	}
	return newLabel(icons.ReplaceAllString(l.text, ""), most)
}

// icons are names of pictures in texts, which are not drawn.
var icons = regexp.MustCompile(`\bfa[bklrs]?:fa-[\w-]+ ?`)

func (b *networkReader) end(id string) endpoint {
	if g := b.groups[id]; g != nil {
		return endpoint{group: g}
	}
	return endpoint{node: b.nodes[id]}
}

// checkEnds reports edges that cannot be drawn: from a group to what is in it.
func (b *networkReader) checkEnds(e *edge, at span) {
	inside := func(a, b endpoint) bool {
		for g := b.in(); g != nil && a.group != nil; g = g.parent {
			if g == a.group {
				return true
			}
		}
		return a.group != nil && a == b
	}
	if inside(e.from, e.to) || inside(e.to, e.from) {
		b.fail(at, "an edge between a group and what is in it").Hint = "join two nodes, or two groups side by side"
	}
}

// classDef reads: name,name fill:#fff,stroke:#000
func (b *networkReader) classDef(l line) {
	names, style, _ := l.cut(" ")
	for name := range strings.SplitSeq(names.text, ",") {
		b.styles[name] = style.text
	}
}

// class reads: id,id name
func (b *networkReader) class(l line) {
	i := strings.LastIndexAny(l.text, " \t")
	if i < 0 {
		b.unknown(l, "write class A,B name")
		return
	}
	for id := range strings.SplitSeq(l.upTo(i).text, ",") {
		b.hasClass(strings.TrimSpace(id), l.text[i+1:])
	}
}

func (b *networkReader) hasClass(id, class string) { b.classes[id] = append(b.classes[id], class) }

// style reads: id fill:#fff
func (b *networkReader) style(l line) {
	ids, style, _ := l.cut(" ")
	for id := range strings.SplitSeq(ids.text, ",") {
		b.own[id] = style.text
	}
}

var clicked = regexp.MustCompile(`^(\S+)\s+(?:href\s+)?"([^"]*)"(?:\s+"[^"]*")?(?:\s+_\w+)?$`)

// click reads: id "address" "tooltip" _blank
func (b *networkReader) click(l line) {
	m := clicked.FindStringSubmatchIndex(l.text)
	if m == nil {
		b.fail(l.span(), "%q is not understood", shortened(l.text)).Hint = `write click A "page.md"; scripts are not called`
		return
	}
	b.links = append(b.links, Link{l.text[m[4]:m[5]], l.at + m[4], l.at + m[5]})
	id := l.text[m[2]:m[3]]
	if g := b.groups[id]; g != nil {
		g.link = len(b.links)
		return
	}
	b.node(id, l).link = len(b.links)
}

// finish gives nodes and groups the looks of their classes.
func (b *networkReader) finish() {
	for _, n := range b.chart.nodes {
		n.look = b.lookOf(n.id)
	}
	for _, g := range b.chart.groups {
		g.look = b.lookOf(g.id)
	}
}

func (b *networkReader) lookOf(id string) look {
	if l := lookOf("", b.own[id]); l != "" {
		return l
	}
	for _, class := range b.classes[id] {
		if l := lookOf(class, b.styles[class]); l != "" {
			return l
		}
	}
	return ""
}
