package diagram

import "slices"

// fewNodes are so few that the order of groups can be looked for among all of them.
const fewNodes = 100

// rank gives every node a row so that edges lead down and are short, and puts a bend
// where an edge passes a row.
func (g *graph) rank() {
	g.breakCycles()
	step := g.rowsBetween()
	if len(g.nodes) <= fewNodes {
		g.putAround()
		g.stackGroups()
	}
	for _, v := range g.nodes {
		v.state, v.rank = 0, 0
	}
	for _, v := range g.nodes {
		v.deepest(step)
	}
	for range 8 {
		if !g.pullDown(step) {
			break
		}
	}
	g.reanchor(step)
	g.connect()
	g.makeRows(step)
}

// breakCycles turns edges that lead back to where a search from the first node of the
// text came from.
func (g *graph) breakCycles() {
	var seek func(v *vertex)
	seek = func(v *vertex) {
		v.state = 1
		for _, e := range v.out {
			switch e.to.state {
			case 0:
				seek(e.to)
			case 1:
				e.turned = true
			}
		}
		v.state = 2
	}
	for _, e := range g.edges {
		if e.from != e.to {
			e.from.out = append(e.from.out, e)
		}
	}
	for _, v := range g.nodes {
		if v.state == 0 {
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
		if !e.isLoop() {
			e.upper().out = append(e.upper().out, e)
			e.lower().in = append(e.lower().in, e)
		}
	}
}

func (e *link) upper() *vertex {
	if e.turned {
		return e.to
	}
	return e.from
}

func (e *link) lower() *vertex {
	if e.turned {
		return e.from
	}
	return e.to
}

// weight says how much it matters that an edge is short.
func (e *link) weight() int {
	if e.orders {
		return 0
	}
	return 1
}

// stackGroups puts a group below another if edges lead from that to it, and none back.
func (g *graph) stackGroups() {
	for _, a := range g.groups[1:] {
		for _, b := range g.groups[1:] {
			if a != b && a.parent == b.parent && g.leads(a, b) && !g.reachable(b, a) {
				g.putBelow(a, b)
			}
		}
	}
}

func (g *graph) leads(a, b *cluster) bool {
	return slices.ContainsFunc(g.edges, func(e *link) bool { return e.upper().group.within(a) && e.lower().group.within(b) })
}

// reachable reports whether one can follow edges down from a group to another.
func (g *graph) reachable(from, to *cluster) bool {
	var open []*vertex
	seen := map[*vertex]bool{}
	for _, v := range g.nodes {
		if v.group.within(from) {
			open = append(open, v)
			seen[v] = true
		}
	}
	for i := 0; i < len(open); i++ {
		if open[i].group.within(to) {
			return true
		}
		for _, e := range open[i].out {
			if w := e.lower(); !seen[w] {
				seen[w] = true
				open = append(open, w)
			}
		}
	}
	return false
}

// putBelow joins what is last in a group with what is first in another by way of one
// vertex, which is not drawn.
func (g *graph) putBelow(a, b *cluster) {
	between := &vertex{group: g.groups[0], kind: emptyVertex}
	for _, v := range g.nodes {
		if v.group.within(a) {
			order(v, between, 1)
		}
		if v.group.within(b) {
			order(between, v, 0)
		}
	}
}

func order(a, b *vertex, length int) {
	e := &link{from: a, to: b, length: length, orders: true}
	a.out, b.in = append(a.out, e), append(b.in, e)
}

// putAround puts what edges from and to the border of a group lead to outside of the
// rows of the group.
func (g *graph) putAround() {
	for _, e := range g.edges {
		for end, group := range e.ends {
			if group == nil {
				continue
			}
			isUpper := (end == 0) != e.turned
			for _, v := range g.nodes {
				switch {
				case !v.group.within(group):
				case isUpper && !follows(e.lower(), v):
					order(v, e.lower(), e.length)
				case !isUpper && !follows(v, e.upper()):
					order(e.upper(), v, e.length)
				}
			}
		}
	}
}

// follows reports whether one can follow edges down from a node to another.
func follows(from, to *vertex) bool {
	open, seen := []*vertex{from}, map[*vertex]bool{from: true}
	for i := 0; i < len(open); i++ {
		if open[i] == to {
			return true
		}
		for _, e := range open[i].out {
			if w := e.lower(); !seen[w] {
				seen[w] = true
				open = append(open, w)
			}
		}
	}
	return false
}

// reanchor lets edges from and to the border of a group lead to what is in the row
// next to that border.
func (g *graph) reanchor(step int) {
	for _, e := range g.edges {
		for end, group := range e.ends {
			if group == nil {
				continue
			}
			isUpper := (end == 0) != e.turned
			best := e.lower()
			if isUpper {
				best = e.upper()
			}
			for _, v := range g.nodes {
				if v.group.within(group) && (isUpper && v.rank > best.rank || !isUpper && v.rank < best.rank) {
					best = v
				}
			}
			if isUpper && best.rank+e.length*step > e.lower().rank || !isUpper && e.upper().rank+e.length*step > best.rank {
				continue
			}
			if end == 0 {
				e.from = best
			} else {
				e.to = best
			}
		}
	}
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
		if e.from != e.to && (e.beside || e.label != xy{}) {
			step = 2
		}
	}
	return step
}

// deepest gives a node the first row below all that lead to it.
func (v *vertex) deepest(step int) int {
	if v.state == 0 {
		v.state = 1
		for _, e := range v.in {
			v.rank = max(v.rank, e.upper().deepest(step)+e.length*step)
		}
	}
	return v.rank
}

// pullDown moves nodes down together with those right below where that makes edges
// shorter by more than it makes others longer.
func (g *graph) pullDown(step int) bool {
	moved := false
	for _, v := range g.nodes {
		v.state = 0
	}
	for i, v := range g.nodes {
		if len(v.out) == 0 {
			continue
		}
		below := v.tight(step, -1-i)
		gain, slack := 0, -1
		for _, w := range below {
			for _, e := range w.in {
				if e.upper().state != v.state {
					gain -= e.weight()
				}
			}
			for _, e := range w.out {
				if e.lower().state != v.state {
					gain += e.weight()
					if free := e.lower().rank - w.rank - e.length*step; slack < 0 || free < slack {
						slack = free
					}
				}
			}
		}
		if gain > 0 && slack > 0 {
			for _, w := range below {
				w.rank += slack
			}
			moved = true
		}
	}
	return moved
}

// tight returns a node and those that must move down with it, which it puts into a state.
func (v *vertex) tight(step, state int) []*vertex {
	all := []*vertex{v}
	v.state = state
	for i := 0; i < len(all); i++ {
		for _, e := range all[i].out {
			if w := e.lower(); w.rank == all[i].rank+e.length*step && w.state != state {
				w.state = state
				all = append(all, w)
			}
		}
	}
	return all
}

// makeRows fills the rows in the order of a search from the first row.
func (g *graph) makeRows(step int) {
	least, most := 0, -1
	for i, v := range g.nodes {
		if i == 0 || v.rank < least {
			least = v.rank
		}
		most = max(most, v.rank)
	}
	for _, v := range g.nodes {
		v.rank -= least
	}
	g.rows = make([][]*vertex, most-least+1)
	if most < 0 {
		g.rows = nil
	}
	for _, e := range g.edges {
		if e.from != e.to {
			g.makeChain(e, step)
		}
	}
	g.fillGroups()
	g.firstOrder()
}

// makeChain puts bends into the rows that an edge passes.
func (g *graph) makeChain(e *link, step int) {
	a, b := e.upper(), e.lower()
	span := b.rank - a.rank
	labelAt := span / 2
	if step == 2 && labelAt%2 == 0 {
		labelAt--
	}
	group := common(e.owner(0), e.owner(1))
	e.chain = []*vertex{a}
	for i := 1; i < span; i++ {
		v := &vertex{group: group, kind: bendVertex, rank: a.rank + i}
		if i == labelAt && e.label != (xy{}) {
			size := g.turned(e.label)
			v.kind, v.left, v.right, v.height = labelVertex, size.x/2, size.x-size.x/2, size.y
		}
		e.chain = append(e.chain, v)
	}
	e.chain = append(e.chain, b)
	for i, v := range e.chain[1:] {
		above := e.chain[i]
		above.down, v.up = append(above.down, v), append(v.up, above)
	}
}

// owner returns the group in which an end of an edge is.
func (e *link) owner(end int) *cluster {
	if border := e.ends[end]; border != nil {
		return border.parent
	}
	return [2]*vertex{e.from, e.to}[end].group
}

func common(a, b *cluster) *cluster {
	for !b.within(a) {
		a = a.parent
	}
	return a
}

// fillGroups finds the rows of groups, and keeps free those in which they have nothing.
func (g *graph) fillGroups() {
	all := slices.Clone(g.nodes)
	for _, e := range g.edges {
		if len(e.chain) > 2 {
			all = append(all, e.chain[1:len(e.chain)-1]...)
		}
	}
	for i := len(g.groups) - 1; i > 0; i-- {
		group := g.groups[i]
		taken := make([]bool, len(g.rows))
		group.first, group.last = len(g.rows), -1
		for _, v := range all {
			if v.group.within(group) {
				taken[v.rank] = true
				group.first, group.last = min(group.first, v.rank), max(group.last, v.rank)
			}
		}
		for r := group.first; r < group.last; r++ {
			if !taken[r] {
				v := &vertex{group: group, kind: emptyVertex, rank: r}
				all = append(all, v)
				g.rows[r] = append(g.rows[r], v)
			}
		}
	}
}

// firstOrder follows the edges from the first nodes of the text.
func (g *graph) firstOrder() {
	empty := slices.Concat(g.rows...)
	for r := range g.rows {
		g.rows[r] = nil
	}
	seen := map[*vertex]bool{}
	place := 0
	var visit func(v *vertex)
	visit = func(v *vertex) {
		if seen[v] {
			return
		}
		seen[v] = true
		for group := v.group; group != nil && group.place == 0; group = group.parent {
			place++
			group.place = place
		}
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
	for _, v := range empty {
		visit(v)
	}
	for _, row := range g.rows {
		number(row)
	}
}
