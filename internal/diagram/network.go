package diagram

import (
	"slices"
	"strconv"
)

// A network is nodes, edges between them, and groups of nodes: what flowcharts and state
// diagrams have in common.
type network struct {
	toward direction
	nodes  []*node
	edges  []*edge
	groups []*group
}

type node struct {
	id    string
	label label
	shape nodeShape
	look  look
	link  int // in Diagram.Links, from 1; 0: none
	group *group
	notes [2]label // to the left and right of it

	vertex *vertex
}

// An edge leads from a node or group to another.
type edge struct {
	from, to endpoint
	label    label
	stroke   string  // "", dotted, thick or hidden
	heads    [2]head // at its ends
	length   int
}

// An endpoint is where an edge ends: a node or a group.
type endpoint struct {
	node  *node
	group *group
}

type head byte

const (
	noHead head = iota
	arrowHead
	circleHead
	crossHead
)

type group struct {
	id     string
	title  label
	kind   string // "" or region, a part of a state beside others
	look   look
	link   int
	toward direction
	parent *group

	cluster *cluster
}

func (e endpoint) in() *group {
	if e.group != nil {
		return e.group.parent
	}
	return e.node.group
}

// name returns what an end is called.
func (e endpoint) name(say words) string {
	switch {
	case e.group != nil && e.group.kind == "region":
		return say("state.region")
	case e.group != nil && e.group.title.isEmpty():
		return e.group.id
	case e.group != nil:
		return e.group.title.text()
	case !e.node.label.isEmpty():
		return e.node.label.text()
	case e.node.shape == startShape:
		return say("state.start")
	case e.node.shape == stopShape:
		return say("state.end")
	}
	return e.node.id
}

// graph returns the network as what is laid out: sizes, and what joins them.
func (c *network) graph() *graph {
	root := &cluster{}
	g := &graph{toward: c.toward, groups: []*cluster{root}}
	clusterOf := func(group *group) *cluster {
		if group == nil {
			return root
		}
		return group.cluster
	}
	for _, group := range c.groups {
		group.cluster = &cluster{parent: clusterOf(group.parent), title: sizeOf(group.title), toward: group.toward}
		g.groups = append(g.groups, group.cluster)
	}
	for _, n := range c.nodes {
		n.vertex = n.measured(g.sideways())
		n.vertex.group = clusterOf(n.group)
		g.nodes = append(g.nodes, n.vertex)
	}
	for _, e := range c.edges {
		l := &link{length: e.length, label: sizeOf(e.label), heads: [2]bool{e.heads[0] != noHead, e.heads[1] != noHead}}
		l.nodes[0], l.ends[0] = e.from.ofGraph()
		l.nodes[1], l.ends[1] = e.to.ofGraph()
		g.edges = append(g.edges, l)
	}
	return g
}

func (e endpoint) ofGraph() (*vertex, *cluster) {
	if e.group != nil {
		return nil, e.group.cluster
	}
	return e.node.vertex, nil
}

// Texts of edges have room around them.
const labelPad = 4

func sizeOf(l label) xy {
	if l.isEmpty() {
		return xy{}
	}
	return xy{l.width + 2*labelPad, l.height() + 4}
}

// draw draws groups first, then edges, then nodes.
func (c *network) draw(to *canvas) {
	g := c.graph()
	links := slices.Clone(g.edges) // those of inner graphs leave it
	g.layout()
	to.reach(g.size.x, g.size.y)
	for _, group := range c.groups {
		group.draw(to)
	}
	for i, e := range c.edges {
		e.draw(to, links[i])
	}
	for _, group := range c.groups {
		group.drawTitle(to)
	}
	for i, e := range c.edges {
		e.drawLabel(to, links[i])
	}
	for _, n := range c.nodes {
		n.drawNotes(to, g.sideways())
		n.draw(to)
	}
}

func (g *group) draw(to *canvas) {
	box := g.cluster.box
	class := "group"
	if g.kind != "" {
		class += " " + g.kind
	}
	to.begin(withLook(class, g.look))
	to.rect("", box.x, box.y, box.w, box.h, 6)
	to.end()
}

// drawTitle draws the title over the lines that pass there.
func (g *group) drawTitle(to *canvas) {
	if g.title.isEmpty() {
		return
	}
	box := g.cluster.box
	to.begin(withLook("title", g.look))
	to.ground(box.x+titleAt-4, box.y+6, g.title.width+8, g.title.height()+4, 3)
	if g.link > 0 {
		to.beginLink(g.link - 1)
	}
	to.text("", box.x+titleAt, box.y+8, start, g.title)
	if g.link > 0 {
		to.endLink(g.link - 1)
	}
	to.end()
}

const titleAt = 12 // from a group's left border

func withLook(class string, l look) string {
	if l == "" {
		return class
	}
	return class + " " + string(l)
}

func (e *edge) draw(to *canvas, l *link) {
	if e.stroke == "hidden" {
		return
	}
	class := "edge"
	if e.stroke != "" {
		class += " " + e.stroke
	}
	path := slices.Clone(l.path)
	n := len(path) - 1
	if e.heads[0] == arrowHead {
		path[0] = path[0].plus(xy{-6 * l.toward[0].dx, -6 * l.toward[0].dy})
	}
	if e.heads[1] == arrowHead {
		path[n] = path[n].plus(xy{-6 * l.toward[1].dx, -6 * l.toward[1].dy})
	}
	to.begin(class)
	to.curve(path, e.stroke)
	for i, at := range []xy{l.path[0], l.path[n]} {
		e.heads[i].draw(to, at, l.toward[i])
	}
	to.end()
}

// curve draws a point and three more for each curve. What leads straight on is one line.
func (c *canvas) curve(path []xy, stroke string) {
	c.write(`<path%s d="M`, strokes[stroke])
	c.svg = appendPoint(c.svg, path[0])
	from, drawn := path[0], path[0]
	for i := 1; i < len(path); i += 3 {
		a, b, end := path[i], path[i+1], path[i+2]
		isStraight := from.x == end.x && a.x == end.x && b.x == end.x || from.y == end.y && a.y == end.y && b.y == end.y
		if !isStraight {
			c.lineTo(drawn, from)
			c.svg = appendPoint(append(c.svg, 'C'), a)
			c.svg = appendPoint(append(c.svg, ' '), b)
			c.svg = appendPoint(append(c.svg, ' '), end)
			drawn = end
		}
		from = end
		c.reach(max(a.x, b.x, end.x), max(a.y, b.y, end.y))
	}
	c.lineTo(drawn, from)
	c.write(`"/>`)
}

// lineTo is a line that is upright or level.
func (c *canvas) lineTo(from, to xy) {
	switch {
	case from == to:
	case from.x == to.x:
		c.svg = strconv.AppendInt(append(c.svg, 'V'), int64(to.y), 10)
	default:
		c.svg = strconv.AppendInt(append(c.svg, 'H'), int64(to.x), 10)
	}
}

func appendPoint(dst []byte, p xy) []byte {
	dst = strconv.AppendInt(dst, int64(p.x), 10)
	return strconv.AppendInt(append(dst, ' '), int64(p.y), 10)
}

func pair(p xy) string { return strconv.Itoa(p.x) + " " + strconv.Itoa(p.y) }

// strokes are how lines are told apart without a style sheet.
var strokes = map[string]string{"dotted": ` stroke-dasharray="3 4"`, "thick": ` stroke-width="3"`}

func (h head) draw(to *canvas, at xy, toward direction) {
	const r = 4
	centre := xy{at.x - r*toward.dx, at.y - r*toward.dy}
	switch h {
	case arrowHead:
		to.arrow(at.x, at.y, toward)
	case circleHead:
		to.write(`<circle class="head" fill="currentColor" stroke="none" cx="%d" cy="%d" r="%d"/>`, centre.x, centre.y, r)
	case crossHead:
		to.path("cross", "M"+pair(xy{centre.x - r, centre.y - r})+"l8 8m0-8l-8 8")
	}
}

// isInGroup reports whether an edge is in a group as a whole, so that its label stands on
// the group's ground.
func (e *edge) isInGroup() bool {
	for g := e.from.in(); g != nil; g = g.parent {
		for other := e.to.in(); other != nil; other = other.parent {
			if g == other {
				return true
			}
		}
	}
	return false
}

// ground is what a text stands on that would stand on a line otherwise.
func (c *canvas) ground(x, y, w, h, radius int) {
	c.write(`<rect class="ground" fill="Canvas" stroke="none" x="%d" y="%d" width="%d" height="%d" rx="%d"/>`, x, y, w, h, radius)
}

func (e *edge) drawLabel(to *canvas, l *link) {
	if e.label.isEmpty() || e.stroke == "hidden" {
		return
	}
	class := "label"
	if e.isInGroup() {
		class += " within"
	}
	to.begin(class)
	to.ground(l.labelAt.x-l.label.x/2, l.labelAt.y-l.label.y/2, l.label.x, l.label.y, 3)
	to.text("", l.labelAt.x, l.labelAt.y-e.label.height()/2, middle, e.label)
	to.end()
}

// outline says what leads where, in the order of the text. What leads nowhere is named.
func (c *network) outline(say words) []item { return c.outlineOf(say, nil) }

func (c *network) outlineOf(say words, inside *group) []item {
	var items []item
	for _, n := range c.nodes {
		if n.group == inside {
			items = append(items, c.leads(say, endpoint{node: n}))
		}
	}
	for _, g := range c.groups {
		if g.parent == inside {
			one := c.leads(say, endpoint{group: g})
			one.items = append(one.items, c.outlineOf(say, g)...)
			items = append(items, one)
		}
	}
	return items
}

// leads says what is next after an end of edges.
func (c *network) leads(say words, from endpoint) item {
	one := item{text: from.name(say)}
	if from.node != nil {
		for _, note := range from.node.notes {
			if !note.isEmpty() {
				one.items = append(one.items, item{text: note.text()})
			}
		}
	}
	for _, e := range c.edges {
		if e.from != from || e.stroke == "hidden" {
			continue
		}
		to := e.to.name(say)
		switch {
		case e.heads == [2]head{} && e.label.isEmpty():
			to = say("edge.joins", to)
		case e.heads == [2]head{}:
			to = say("edge.joins.by", to, e.label.text())
		case e.label.isEmpty():
			to = say("edge.leads", to)
		default:
			to = say("edge.leads.by", to, e.label.text())
		}
		one.items = append(one.items, item{text: to})
	}
	return one
}
