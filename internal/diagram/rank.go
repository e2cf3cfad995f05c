package diagram

import "slices"

// rank gives every node a row so that edges lead down and are short, and puts a bend
// where an edge passes a row.
func (g *graph) rank() {
	g.fold()
	g.breakCycles()
	step := g.rowsBetween()
	g.putAround()
	g.stackGroups()
	g.putDeepest(step)
	for range 8 {
		if !g.pullDown(step) {
			break
		}
	}
	g.reanchor(step)
	g.connect()
	g.makeRows(step)
}

// fold puts nodes that no edge joins, if they are many, into several rows, so that they
// stand in columns.
func (g *graph) fold() {
	isJoined := map[*vertex]bool{}
	for _, e := range g.edges {
		if !e.isLoop() {
			isJoined[e.nodes[0]], isJoined[e.nodes[1]] = true, true
		}
	}
	for _, group := range g.groups {
		var alone []*vertex
		wide := 0
		for _, v := range g.nodes {
			if v.group == group && !isJoined[v] {
				alone = append(alone, v)
				wide += v.left + v.right + nodeGap
			}
		}
		rows := 1 + wide/widestRow
		columns := (len(alone) + rows - 1) / rows
		for i := columns; i < len(alone); i++ {
			g.edges = append(g.edges, &link{nodes: [2]*vertex{alone[i-columns], alone[i]}, length: 1, orders: true})
		}
	}
}

// breakCycles turns edges that lead back to where a search from the first node of the
// text came from.
func (g *graph) breakCycles() {
	g.connect()
	open, done := g.newSearch(), g.newSearch()
	var seek func(v *vertex)
	seek = func(v *vertex) {
		v.search = open
		for _, e := range v.out {
			switch to := e.nodes[1]; to.search {
			case open:
				e.turned = true
			case done:
			default:
				seek(to)
			}
		}
		v.search = done
	}
	for _, v := range g.nodes {
		if v.search != done {
			seek(v)
		}
	}
	g.connect()
}

// connect notes at nodes which edges they have.
func (g *graph) connect() {
	for _, v := range g.nodes {
		v.in, v.out = nil, nil
	}
	for _, e := range g.edges {
		if e.nodes[0] != e.nodes[1] {
			e.upper().out = append(e.upper().out, e)
			e.lower().in = append(e.lower().in, e)
		}
	}
}

// weight says how much it matters that an edge is short.
func (e *link) weight() int {
	if e.orders {
		return 0
	}
	return 1
}

// rowsBetween returns how many rows an edge of length 1 bridges: two if there are edges
// that need a row between the nodes, because they have labels or join the same nodes.
func (g *graph) rowsBetween() int {
	step := 1
	joined := map[[2]*vertex]bool{}
	for _, e := range g.edges {
		pair := [2]*vertex{e.upper(), e.lower()}
		e.beside = joined[pair]
		joined[pair] = true
		if e.nodes[0] != e.nodes[1] && (e.beside || e.label != xy{}) {
			step = 2
		}
	}
	return step
}

// putAround puts what edges from and to the border of a group lead to outside of the
// rows of the group.
func (g *graph) putAround() {
	for _, e := range g.edges {
		if group := e.ends[e.end(0)]; group != nil && !g.leads(e.lower(), group.has) {
			order(g.rim(group, 1), e.lower(), e.length)
		}
		if group := e.ends[e.end(1)]; group != nil && !g.leads(g.rim(group, 0), e.upper().is) {
			order(e.upper(), g.rim(group, 0), e.length)
		}
	}
}

// stackGroups puts a group below another if edges lead from that to it, and none back.
func (g *graph) stackGroups() {
	stacked := map[[2]*cluster]bool{}
	for _, e := range g.edges {
		upper, lower := e.upper().group, e.lower().group
		both := common(upper, lower)
		if upper == both || lower == both {
			continue
		}
		upper, lower = both.childWith(upper), both.childWith(lower)
		pair := [2]*cluster{upper, lower}
		if !stacked[pair] && !g.leads(g.rim(lower, 0), upper.has) {
			order(g.rim(upper, 1), g.rim(lower, 0), 1)
		}
		stacked[pair] = true
	}
}

// rim returns what stands above all that is in a group, 0, or below, 1. It is not drawn.
func (g *graph) rim(group *cluster, side int) *vertex {
	if group.rims[side] == nil {
		rim := &vertex{group: g.groups[0]}
		group.rims[side] = rim
		for _, v := range g.nodes {
			switch {
			case !group.has(v):
			case side == 0:
				order(rim, v, 0)
			default:
				order(v, rim, 0)
			}
		}
	}
	return group.rims[side]
}

func (a *cluster) has(v *vertex) bool   { return v.group.within(a) }
func (v *vertex) is(other *vertex) bool { return v == other }

// order lets a node stand above another though no edge of the text says so.
func order(a, b *vertex, length int) {
	e := &link{nodes: [2]*vertex{a, b}, length: length, orders: true}
	a.out, b.in = append(a.out, e), append(b.in, e)
}

// leads reports whether one can follow edges down from a node to another.
func (g *graph) leads(from *vertex, isThere func(*vertex) bool) bool {
	s := g.newSearch()
	from.visit(s)
	open := []*vertex{from}
	for i := 0; i < len(open); i++ {
		if isThere(open[i]) {
			return true
		}
		for _, e := range open[i].out {
			if w := e.lower(); w.visit(s) {
				open = append(open, w)
			}
		}
	}
	return false
}

// putDeepest gives nodes the first row below all that lead to them.
func (g *graph) putDeepest(step int) {
	s := g.newSearch()
	var rank func(v *vertex) int
	rank = func(v *vertex) int {
		if v.visit(s) {
			for _, e := range v.in {
				v.rank = max(v.rank, rank(e.upper())+e.length*step)
			}
		}
		return v.rank
	}
	for _, v := range g.nodes {
		rank(v)
	}
}

// pullDown moves nodes down together with those right below where that makes edges
// shorter by more than it makes others longer.
func (g *graph) pullDown(step int) bool {
	moved := false
	for _, v := range g.nodes {
		if len(v.out) == 0 {
			continue
		}
		below, s := g.tight(v, step)
		gain, slack := gainBelow(below, s, step)
		if gain > 0 && slack > 0 {
			for _, w := range below {
				w.rank += slack
			}
			moved = true
		}
	}
	return moved
}

// gainBelow returns by how much edges would get shorter, for each rank that nodes of a
// search move down, and how many ranks they can; fewer than 0 if nothing is below.
func gainBelow(nodes []*vertex, s search, step int) (gain, slack int) {
	slack = -1
	for _, v := range nodes {
		for _, e := range v.in {
			if e.upper().search != s {
				gain -= e.weight()
			}
		}
		for _, e := range v.out {
			if e.lower().search == s {
				continue
			}
			gain += e.weight()
			if free := e.slack(step); slack < 0 || free < slack {
				slack = free
			}
		}
	}
	return gain, slack
}

// tight returns a node and those that must move down with it, and the search for them.
func (g *graph) tight(v *vertex, step int) ([]*vertex, search) {
	s := g.newSearch()
	v.visit(s)
	all := []*vertex{v}
	for i := 0; i < len(all); i++ {
		for _, e := range all[i].out {
			if e.slack(step) == 0 && e.lower().visit(s) {
				all = append(all, e.lower())
			}
		}
	}
	return all, s
}

// slack returns by how much an edge bridges more rows than it must.
func (e *link) slack(step int) int { return e.lower().rank - e.upper().rank - e.length*step }

// reanchor lets edges from and to the border of a group lead to what is in the row
// next to that border.
func (g *graph) reanchor(step int) {
	for _, e := range g.edges {
		for side := range 2 {
			end := e.end(side)
			if e.ends[end] == nil {
				continue
			}
			was := e.nodes[end]
			e.nodes[end] = g.outermost(e.ends[end], side, was)
			if e.slack(step) < 0 {
				e.nodes[end] = was
			}
		}
	}
}

// outermost returns what stands in the last row of a group, or in the first if edges
// lead down to it: on their side 1. It prefers one of those.
func (g *graph) outermost(group *cluster, side int, best *vertex) *vertex {
	for _, v := range g.nodes {
		isFarther := v.rank > best.rank
		if side == 1 {
			isFarther = v.rank < best.rank
		}
		if isFarther && group.has(v) {
			best = v
		}
	}
	return best
}

// makeRows fills the rows in the order of a search from the first row.
func (g *graph) makeRows(step int) {
	least, most := 1<<30, -1
	for _, v := range g.nodes {
		least, most = min(least, v.rank), max(most, v.rank)
	}
	for _, v := range g.nodes {
		v.rank -= least
	}
	if most >= 0 {
		g.rows = make([][]*vertex, most-least+1)
	}
	for _, e := range g.edges {
		if e.nodes[0] != e.nodes[1] {
			g.makeChain(e, step)
		}
	}
	g.firstOrder(g.fillGroups())
}

// makeChain puts bends into the rows that an edge passes. Its label stands on the middle
// one.
func (g *graph) makeChain(e *link, step int) {
	a, b := e.upper(), e.lower()
	span := b.rank - a.rank
	labelAt := span / 2
	if step == 2 && labelAt%2 == 0 {
		labelAt--
	}
	group := common(e.owner(0), e.owner(1))
	bends := make([]vertex, span+1)
	e.chain = make([]*vertex, span+1)
	e.chain[0], e.chain[span] = a, b
	for i := 1; i < span; i++ {
		v := &bends[i]
		v.group, v.kind, v.rank = group, bendVertex, a.rank+i
		v.up, v.down = e.chain[i-1:i:i], e.chain[i+1:i+2:i+2]
		if i == labelAt && e.label != (xy{}) {
			size := g.turned(e.label)
			v.kind, v.left, v.right, v.height = labelVertex, size.x/2, size.x-size.x/2, size.y
		}
		e.chain[i] = v
	}
	a.down, b.up = append(a.down, e.chain[1]), append(b.up, e.chain[span-1])
}

// owner returns the group in which an end of an edge is.
func (e *link) owner(end int) *cluster {
	if border := e.ends[end]; border != nil {
		return border.parent
	}
	return e.nodes[end].group
}

// fillGroups finds the rows of groups, and returns what keeps those free in which they
// have nothing.
func (g *graph) fillGroups() []*vertex {
	for _, group := range g.groups {
		group.first, group.last = len(g.rows), -1
		group.taken = make([]bool, len(g.rows))
	}
	take := func(v *vertex) {
		for group := v.group; group != nil; group = group.parent {
			group.taken[v.rank] = true
			group.first, group.last = min(group.first, v.rank), max(group.last, v.rank)
		}
	}
	for _, v := range g.nodes {
		take(v)
	}
	for _, e := range g.edges {
		for _, v := range e.chain {
			take(v)
		}
	}
	var fill []*vertex
	for _, group := range slices.Backward(g.groups[1:]) {
		for r := group.first; r < group.last; r++ {
			if !group.taken[r] {
				v := &vertex{group: group, kind: emptyVertex, rank: r}
				take(v)
				fill = append(fill, v)
			}
		}
	}
	return fill
}

// firstOrder follows the edges from the first nodes of the text.
func (g *graph) firstOrder(fill []*vertex) {
	s := g.newSearch()
	place := 0
	var visit func(v *vertex)
	visit = func(v *vertex) {
		if !v.visit(s) {
			return
		}
		for group := v.group; group != nil && group.place == 0; group = group.parent {
			place++
			group.place = place
		}
		v.pos = len(g.rows[v.rank])
		g.rows[v.rank] = append(g.rows[v.rank], v)
		for _, w := range v.down {
			visit(w)
		}
	}
	for _, top := range []bool{true, false} {
		for _, v := range g.nodes {
			if (len(v.up) == 0) == top {
				visit(v)
			}
		}
	}
	for _, v := range fill {
		visit(v)
	}
}
