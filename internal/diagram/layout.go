package diagram

import "slices"

// A graph is laid out in layers: every node has a row, edges lead from row to row, and
// within the rows nodes are ordered and placed so that edges cross little and are
// straight. The steps are those of Sugiyama's method:
//
//	nest      groups that no edge crosses are graphs of their own, and one node each
//	rank      cycles are broken; each node gets a row, and long
//	          edges a bend in each row that they pass            (rank.go)
//	order     the order within rows, with few crossings          (order.go)
//	place     x within rows, y of rows, the groups' boxes        (place.go)
//	route     the lines along the edges, and their labels        (route.go)
//
// All of that is done as if edges led down; turned converts between that and the
// picture.
type graph struct {
	toward direction
	nodes  []*vertex
	edges  []*link
	groups []*cluster // the first is the whole picture; parents come first

	rows  [][]*vertex // by rank, from left to right
	bands []band      // by rank: from where to where a row reaches
	depth int         // the lower end of the last row
	wide  int         // the largest x
	size  xy          // of the whole, in the picture

	nested   []*cluster // that are laid out by themselves
	searches search
}

// A vertex is a node of a graph, or a place where an edge passes a row.
type vertex struct {
	group   *cluster
	size    xy     // of what edges end at, in the picture
	room    [2]int // beside it, across the edges' direction: for notes
	inward  [2]int // how far inside of its box edges end that lead in from the left and the right
	outline outline
	inset   int // how far from its centre edges may end
	at      xy  // its centre, in the picture

	kind        vertexKind
	rank, pos   int
	x           int
	left, right int       // how far it reaches from x
	height      int       // along the edges' direction
	breadth     int       // across, of what edges end at
	up, down    []*vertex // neighbours in the rows beside it
	key         int       // what it is ordered by
	in, out     []*link   // edges as they are turned
	first       int       // its place in the text
	search      search    // the last that came by
	variable    int       // of place
}

// An outline is what a node is like where edges end that are not in its middle.
type outline int

const (
	flatOutline outline = iota
	diamondOutline
	roundOutline
	pointedOutline // edges end in its middle only
)

type vertexKind int

const (
	realVertex  vertexKind = iota
	bendVertex             // where an edge passes a row
	labelVertex            // the same, and its label stands there
	emptyVertex            // keeps a row of a group free
)

// A search tells vertices that it came by from others.
type search int

func (g *graph) newSearch() search {
	g.searches++
	return g.searches
}

// visit reports whether a search comes by for the first time.
func (v *vertex) visit(s search) bool {
	isNew := v.search != s
	v.search = s
	return isNew
}

// A link is an edge of a graph.
type link struct {
	nodes   [2]*vertex   // where it begins and ends
	ends    [2]*cluster  // the same, if it does so at a group's border
	length  int          // rows that it bridges at least
	label   xy           // the size of its label, in the picture
	heads   [2]bool      // whether its ends are marked
	path    []xy         // a point, and three for each curve that follows; in the picture
	labelAt xy           // the centre of its label, in the picture
	toward  [2]direction // of its ends

	turned bool      // it leads up, because it closes a cycle
	orders bool      // it is not drawn, and only says what is below what
	beside bool      // another edge joins the same nodes
	ports  [2]int    // x of its upper and lower end
	chain  []*vertex // from its upper to its lower end
}

// A cluster is a group of nodes with a box around it.
type cluster struct {
	parent *cluster
	title  xy        // the size of its title
	toward direction // of its own, if it has one
	box    rectangle // in the picture

	inner       *graph     // if it is laid out by itself,
	as          *vertex    // as this node
	rims        [2]*vertex // above and below all in it, if anything asks for that
	first, last int        // its ranks
	taken       []bool     // by rank: whether it has something there
	place       int        // among the groups of its parent, from left to right
	sum, count  int        // of the keys of what is in it
	unit        int        // among the units of a row
	low, high   int        // variables of its borders
}

type xy struct{ x, y int }
type rectangle struct{ x, y, w, h int }
type band struct{ top, bottom int }

// Distances in pixels.
const (
	nodeGap   = 32  // between nodes in a row
	lineGap   = 20  // between lines, or a line and a node
	rowGap    = 48  // between rows
	groupPad  = 16  // within a group's border
	groupGap  = 20  // around it
	loopReach = 30  // of an edge from a node to itself
	widestRow = 800 // of nodes that no edge joins
)

func (a *cluster) within(b *cluster) bool {
	for ; a != nil; a = a.parent {
		if a == b {
			return true
		}
	}
	return false
}

// childWith returns the group right in this one that another is in.
func (a *cluster) childWith(b *cluster) *cluster {
	for b.parent != a {
		b = b.parent
	}
	return b
}

func common(a, b *cluster) *cluster {
	for !b.within(a) {
		a = a.parent
	}
	return a
}

// layout gives all of a graph its place.
func (g *graph) layout() {
	g.nest()
	g.anchor()
	g.measure()
	g.rank()
	g.order()
	g.place()
	g.route()
	g.unnest()
}

// nest takes out the groups that no edge crosses. They are laid out by themselves, and
// can have a direction of their own.
func (g *graph) nest() {
	for i, v := range g.nodes {
		v.first = max(v.first, i)
	}
	for i := len(g.groups) - 1; i > 0; i-- {
		if group := g.groups[i]; !g.crosses(group) {
			g.extract(group)
		}
	}
	slices.SortStableFunc(g.nodes, func(a, b *vertex) int { return a.first - b.first })
}

func (g *graph) crosses(group *cluster) bool {
	return slices.ContainsFunc(g.edges, func(e *link) bool { return e.isIn(0, group) != e.isIn(1, group) })
}

// isIn reports whether an end of an edge is in a group, and not at its border.
func (e *link) isIn(end int, group *cluster) bool {
	if border := e.ends[end]; border != nil {
		return border != group && border.within(group)
	}
	return e.nodes[end].group.within(group)
}

func (g *graph) extract(group *cluster) {
	inner := &graph{toward: group.toward}
	if inner.toward == (direction{}) {
		inner.toward = g.toward
	}
	inner.groups = take(&g.groups, func(c *cluster) bool { return c.within(group) })
	inner.nested = take(&g.nested, func(c *cluster) bool { return c.within(group) })
	inner.edges = take(&g.edges, func(e *link) bool { return e.isIn(0, group) })
	inner.nodes = take(&g.nodes, func(v *vertex) bool { return v.group.within(group) })
	parent := group.parent
	group.parent = nil
	inner.layout()
	group.parent = parent
	group.inner = inner
	g.nested = append(g.nested, group)
	group.as = &vertex{group: parent, size: xy{max(inner.size.x, group.title.x) + 2*groupPad, inner.size.y + 2*groupPad + titleRoom(group)}}
	group.as.inset = min(group.as.size.x, group.as.size.y) / 3
	group.as.first = len(g.nodes)
	if len(inner.nodes) > 0 {
		group.as.first = slices.MinFunc(inner.nodes, func(a, b *vertex) int { return a.first - b.first }).first
	}
	g.nodes = append(g.nodes, group.as)
	for _, e := range g.edges {
		for end, border := range e.ends {
			if border == group {
				e.nodes[end], e.ends[end] = group.as, nil
			}
		}
	}
}

// take removes from a list what a condition holds for, and returns it.
func take[T any](from *[]T, which func(T) bool) []T {
	var taken, left []T
	for _, one := range *from {
		if which(one) {
			taken = append(taken, one)
		} else {
			left = append(left, one)
		}
	}
	*from = left
	return taken
}

// titleRoom returns how high the title of a group stands within it.
func titleRoom(group *cluster) int {
	if group.title.y == 0 {
		return 0
	}
	return group.title.y + 4
}

// unnest puts what was laid out by itself where its node is.
func (g *graph) unnest() {
	for _, group := range g.nested {
		v := group.as
		group.box = rectangle{v.at.x - v.size.x/2, v.at.y - v.size.y/2, v.size.x, v.size.y}
		group.inner.move(xy{v.at.x - group.inner.size.x/2, group.box.y + groupPad + titleRoom(group)})
	}
}

// move moves all of a graph that is laid out.
func (g *graph) move(by xy) {
	for _, v := range g.nodes {
		v.at = v.at.plus(by)
	}
	for _, e := range g.edges {
		e.labelAt = e.labelAt.plus(by)
		for i := range e.path {
			e.path[i] = e.path[i].plus(by)
		}
	}
	for _, group := range g.groups[1:] {
		group.box.x += by.x
		group.box.y += by.y
	}
	for _, group := range g.nested {
		group.box.x += by.x
		group.box.y += by.y
		group.inner.move(by)
	}
}

func (p xy) plus(q xy) xy { return xy{p.x + q.x, p.y + q.y} }

// anchor gives the edges that end at a group's border a node inside to lead to.
func (g *graph) anchor() {
	for _, e := range g.edges {
		for end, group := range e.ends {
			if group != nil {
				e.nodes[end] = g.anchorOf(group)
			}
		}
	}
}

func (g *graph) anchorOf(group *cluster) *vertex {
	i := slices.IndexFunc(g.nodes, func(v *vertex) bool { return v.group.within(group) })
	return g.nodes[i]
}

// sideways reports whether edges lead to a side, so that rows stand upright.
func (g *graph) sideways() bool { return g.toward.dx != 0 }

// turned returns a size as if edges led down.
func (g *graph) turned(size xy) xy {
	if g.sideways() {
		return xy{size.y, size.x}
	}
	return size
}

// measure notes how far nodes reach as if edges led down, with the edges that lead from
// a node to itself.
func (g *graph) measure() {
	for _, v := range g.nodes {
		size := g.turned(v.size)
		v.height = max(v.height, size.y)
		v.breadth = size.x
		v.left, v.right = size.x/2+v.room[0], size.x/2+v.room[1]
	}
	for _, e := range g.edges {
		if e.isLoop() {
			v, label := e.nodes[0], g.turned(e.label)
			v.right += loopReach + label.x
			v.height = max(v.height, label.y+8)
		}
	}
}

func (e *link) isLoop() bool { return e.nodes[0] == e.nodes[1] && e.ends == [2]*cluster{} }

// end returns which end of an edge is its upper, 0, or its lower, 1.
func (e *link) end(side int) int {
	if e.turned {
		return 1 - side
	}
	return side
}

func (e *link) node(side int) *vertex { return e.nodes[e.end(side)] }
func (e *link) upper() *vertex        { return e.node(0) }
func (e *link) lower() *vertex        { return e.node(1) }

// edges returns the edges whose upper end, 0, or lower, 1, is at a node.
func (v *vertex) edges(side int) []*link {
	if side == 0 {
		return v.out
	}
	return v.in
}
