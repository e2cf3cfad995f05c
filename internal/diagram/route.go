package diagram

import "slices"

// route draws edges from row to row. A line crosses a row upright and goes to a side
// between rows only, so that it meets no node.
func (g *graph) route() {
	for _, v := range g.nodes {
		v.at = g.picture(xy{v.x, g.middleOf(v)})
	}
	for _, group := range g.groups[1:] {
		a, b := g.picture(xy{group.low, group.box.y}), g.picture(xy{group.high, group.box.y + group.box.h})
		group.box = rectangle{min(a.x, b.x), min(a.y, b.y), max(a.x, b.x) - min(a.x, b.x), max(a.y, b.y) - min(a.y, b.y)}
	}
	g.findPorts()
	loops := map[*vertex]int{}
	for _, e := range g.edges {
		if e.isLoop() {
			g.loop(e, loops[e.nodes[0]])
			loops[e.nodes[0]] += loopReach + g.turned(e.label).x
		} else {
			g.follow(e)
		}
		if e.turned {
			e.reverse()
		}
	}
	g.size = g.turned(xy{g.wide, g.depth})
}

// picture returns where a point is in the picture that stands at p if edges lead down.
func (g *graph) picture(p xy) xy {
	switch g.toward {
	case up:
		return xy{p.x, g.depth - p.y}
	case right:
		return xy{p.y, p.x}
	case left:
		return xy{g.depth - p.y, p.x}
	}
	return p
}

func (g *graph) middleOf(v *vertex) int { return (g.bands[v.rank].top + g.bands[v.rank].bottom) / 2 }

const (
	headRoom = 12 // of an edge before its end, which is straight there
	portGap  = 10 // between lines at a node
)

// follow draws an edge along its chain: straight on as long as its x stays, then in a
// curve between two rows.
func (g *graph) follow(e *link) {
	n := len(e.chain) - 1
	x := e.ports[0]
	begin, end := g.border(e, 0, x), g.border(e, n, e.ports[1])
	e.path = []xy{{x, begin}}
	for i := 1; i <= n; i++ {
		next := e.chain[i].x
		if i == n {
			next = e.ports[1]
		}
		if next == x {
			continue
		}
		from, to := g.bands[e.chain[i-1].rank].bottom, g.bands[e.chain[i].rank].top
		if i == 1 {
			from = max(from, begin)
			if e.markedAt(0) {
				from += headRoom
			}
		}
		if i == n {
			to = min(to, end) - headRoom
		}
		e.curve(xy{x, from})
		e.curve(xy{next, to})
		x = next
	}
	e.curve(xy{x, end})
	for i, p := range e.path {
		e.path[i] = g.picture(p)
	}
	e.toward = [2]direction{g.toward.back(), g.toward}
	for _, v := range e.chain {
		if v.kind == labelVertex {
			e.labelAt = g.picture(xy{v.x, g.middleOf(v)})
		}
	}
}

func (d direction) back() direction { return direction{-d.dx, -d.dy} }

// markedAt reports whether an edge has a head at its upper end, 0, or its lower, 1.
func (e *link) markedAt(end int) bool {
	return e.heads[end] != e.turned && e.heads[0] != e.heads[1] || e.heads[0] && e.heads[1]
}

// curve goes on to a point, and begins and ends upright.
func (e *link) curve(to xy) {
	from := e.path[len(e.path)-1]
	y := (from.y + to.y) / 2
	e.path = append(e.path, xy{from.x, y}, xy{to.x, y}, to)
}

// findPorts finds the x at which edges begin and end at nodes: straight above or below
// where they lead to, if the node is as wide as that.
func (g *graph) findPorts() {
	for _, e := range g.edges {
		if n := len(e.chain) - 1; n > 0 {
			a, b := e.chain[0], e.chain[n]
			low, high := max(a.x-a.inset, b.x-b.inset), min(a.x+a.inset, b.x+b.inset)
			e.ports = [2]int{clampTo(a, e.chain[1].x), clampTo(b, e.chain[n-1].x)}
			if n == 1 && low <= high {
				x := min(max((a.x+b.x)/2, low), high)
				e.ports = [2]int{x, x}
			}
		}
	}
	for _, v := range g.nodes {
		spread(v, 0)
		spread(v, 1)
	}
}

func clampTo(v *vertex, x int) int { return min(max(x, v.x-v.inset), v.x+v.inset) }

// spread moves ports of one side of a node apart where edges that arrive would meet
// edges that leave, or two that join the same nodes.
func spread(v *vertex, side int) {
	next := func(e *link) int {
		if side == 0 {
			return e.chain[1].x
		}
		return e.chain[len(e.chain)-2].x
	}
	edges := slices.Clone(v.edges(side))
	slices.SortStableFunc(edges, func(a, b *link) int { return next(a) - next(b) })
	fixed := max(slices.IndexFunc(edges, func(e *link) bool { return e.ports[side] == next(e) }), 0)
	gap := func(a, b *link) int {
		if a.markedAt(side) != b.markedAt(side) || a.node(1-side) == b.node(1-side) {
			return portGap
		}
		return 0
	}
	most := max(v.inset, v.breadth/2-8)
	switch v.outline {
	case pointedOutline:
		most = 0
	case diamondOutline, roundOutline:
		most = min(v.breadth/6, 18)
	}
	for i := fixed + 1; i < len(edges); i++ {
		edges[i].ports[side] = min(max(edges[i].ports[side], edges[i-1].ports[side]+gap(edges[i-1], edges[i])), v.x+most)
	}
	for i := fixed - 1; i >= 0; i-- {
		edges[i].ports[side] = max(min(edges[i].ports[side], edges[i+1].ports[side]-gap(edges[i], edges[i+1])), v.x-most)
	}
}

// border returns the y at which an edge begins or ends, the i-th of its chain.
func (g *graph) border(e *link, i, x int) int {
	v := e.chain[i]
	size := g.turned(v.size)
	group := e.ends[e.end(min(i, 1))]
	switch {
	case group != nil && i == 0:
		return g.bands[group.last].bottom + g.closeRoom(group.last, group)
	case group != nil:
		return g.bands[group.first].top - g.openRoom(group.first, group)
	}
	inward := 0
	if g.sideways() {
		inward = v.inward[0]
		if (i == 0) == (g.toward == right) {
			inward = v.inward[1]
		}
	}
	switch off := max(x-v.x, v.x-x); {
	case v.outline == diamondOutline:
		inward = off * size.y / size.x
	case v.outline == roundOutline:
		inward = size.y/2 - root(max(size.y*size.y/4-off*off, 0))
	}
	if i == 0 {
		return g.middleOf(v) - size.y/2 + size.y - inward
	}
	return g.middleOf(v) - size.y/2 + inward
}

// loop draws an edge from a node to itself at the node's side, outside of others.
func (g *graph) loop(e *link, inner int) {
	v := e.nodes[0]
	size := g.turned(v.size)
	x, y, out := v.x+size.x/2+v.room[1], g.middleOf(v), v.x+size.x/2+v.room[1]+inner+loopReach-6
	h := min(size.y/4, 10)
	x -= v.room[1]
	e.path = []xy{{x, y - h}, {out, y - h - 8}, {out, y + h + 8}, {x, y + h}}
	for i, p := range e.path {
		e.path[i] = g.picture(p)
	}
	side := g.picture(xy{0, 0})
	inwards := g.picture(xy{-1, 0})
	d := direction{inwards.x - side.x, inwards.y - side.y}
	e.toward = [2]direction{d, d}
	e.labelAt = g.picture(xy{out + g.turned(e.label).x/2 + 2, y})
}

// reverse makes the path of an edge that leads up begin at its beginning.
func (e *link) reverse() {
	slices.Reverse(e.path)
	e.toward[0], e.toward[1] = e.toward[1], e.toward[0]
}
