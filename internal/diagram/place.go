package diagram

import (
	"container/heap"
	"slices"
)

// place gives vertices their x and rows their y.
//
// Of x it is known what stands before what, and how far away at least: these are bonds.
// Springs say what would like to have the same x. Vertices that an edge joins in a
// straight line are one block, which moves as a whole; where a block moves, it shoves
// aside what is in its way, and that is done if it makes the springs shorter by all.
func (g *graph) place() {
	p := &placer{}
	g.bind(p)
	p.budget = alignSteps
	g.align(p)
	g.attach(p)
	p.budget = solveSteps
	p.solve()
	first := 0
	for i, v := range slices.Concat(g.rows...) {
		v.x = p.at(v.variable)
		if i == 0 || v.x-v.left < first {
			first = v.x - v.left
		}
	}
	for _, group := range g.groups[1:] {
		group.low, group.high = p.at(group.low), p.at(group.high)
		first = min(first, group.low)
	}
	for _, v := range slices.Concat(g.rows...) {
		v.x -= first
		g.wide = max(g.wide, v.x+v.right)
	}
	for _, group := range g.groups[1:] {
		group.low, group.high = group.low-first, group.high-first
		g.wide = max(g.wide, group.high)
	}
	g.stack()
}

// How many steps may be taken, so that large diagrams take no longer than small ones
// deserve. They are reached at some hundreds of edges.
const (
	alignSteps = 250_000
	solveSteps = 250_000
)

type placer struct {
	bonds   [][]bond // by variable: what stands behind it
	block   []int    // of a variable
	members [][]int  // of a block: its variables
	springs [][]bond // by block; gap is the weight
	behind  [][]bond // by block
	before  [][]bond // by block
	x, was  []int    // of a block: its place, and before a move
	order   []int    // blocks, each behind all that stand before it
	place   []int    // of a block in order
	mark    []int    // of a block: when it was visited
	visit   int
	budget  int // steps that may still be taken
}

type bond struct{ to, gap int }

func (p *placer) variable() int {
	n := len(p.bonds)
	p.bonds = append(p.bonds, nil)
	p.block = append(p.block, n)
	p.members = append(p.members, []int{n})
	p.mark = append(p.mark, 0)
	return n
}

func (p *placer) at(variable int) int { return p.x[p.block[variable]] }

// An edgeOf is what stands beside something in a row: a vertex, or a border of a group.
type edgeOf struct {
	vertex *vertex
	group  *cluster
	opens  bool
}

// bind notes what stands before what.
func (g *graph) bind(p *placer) {
	for _, row := range g.rows {
		for _, v := range row {
			v.variable = p.variable()
		}
	}
	for _, group := range g.groups[1:] {
		group.low, group.high = p.variable(), p.variable()
		least := g.turned(xy{group.title.x + 2*groupPad, 0}).x
		p.bonds[group.low] = append(p.bonds[group.low], bond{group.high, max(least, 2*groupPad)})
	}
	for _, row := range g.rows {
		var last edgeOf
		inside := g.groups[0]
		next := func(e edgeOf) {
			g.bindTwo(p, last, e)
			last = e
		}
		for _, v := range row {
			shared := common(inside, v.group)
			for ; inside != shared; inside = inside.parent {
				next(edgeOf{group: inside})
			}
			for inside != v.group {
				child := v.group
				for child.parent != inside {
					child = child.parent
				}
				next(edgeOf{group: child, opens: true})
				inside = child
			}
			next(edgeOf{vertex: v})
		}
		for ; inside != g.groups[0]; inside = inside.parent {
			next(edgeOf{group: inside})
		}
	}
}

func (g *graph) bindTwo(p *placer, a, b edgeOf) {
	var from, to, gap int
	switch {
	case a.group != nil && a.opens:
		gap = groupPad
		if g.sideways() {
			gap += titleRoom(a.group)
		}
	case b.group != nil && !b.opens:
		gap = groupPad
	case a.group != nil || b.group != nil:
		gap = groupGap
	case a.vertex == nil:
		return
	case a.vertex.kind == realVertex && b.vertex.kind == realVertex:
		gap = nodeGap
	default:
		gap = lineGap
	}
	switch {
	case a.vertex != nil:
		from = a.vertex.variable
		gap += a.vertex.right
	case a.group == nil:
		return
	case a.opens:
		from = a.group.low
	default:
		from = a.group.high
	}
	switch {
	case b.vertex != nil:
		to = b.vertex.variable
		gap += b.vertex.left
	case b.opens:
		to = b.group.low
	default:
		to = b.group.high
	}
	p.bonds[from] = append(p.bonds[from], bond{to, gap})
}

// align makes one block of what edges join: first of their bends, then of nodes that
// are each other's middle neighbour.
func (g *graph) align(p *placer) {
	for _, e := range g.edges {
		for i := 2; i < len(e.chain)-1; i++ {
			p.join(e.chain[i-1].variable, e.chain[i].variable)
		}
	}
	for _, e := range g.edges {
		if n := len(e.chain); n > 0 && e.isFavouriteOf(0) && e.isFavouriteOf(1) {
			p.join(e.chain[0].variable, e.chain[1].variable)
			p.join(e.chain[n-2].variable, e.chain[n-1].variable)
		}
	}
	for _, e := range g.edges {
		switch n := len(e.chain); {
		case n > 2 && e.isFavouriteOf(1):
			p.join(e.chain[n-2].variable, e.chain[n-1].variable)
		case n > 2 && e.isFavouriteOf(0):
			p.join(e.chain[0].variable, e.chain[1].variable)
		}
	}
}

// isFavouriteOf reports whether an edge leads straight on at its upper end, 0, or its
// lower, 1.
func (e *link) isFavouriteOf(end int) bool {
	if end == 0 {
		return favourite(e.upper().out, (*link).lower) == e
	}
	return favourite(e.lower().in, (*link).upper) == e
}

// favourite returns the middle one of the shortest edges on one side of a node, which
// leads straight on. There is none if they are even in number.
func favourite(edges []*link, other func(*link) *vertex) *link {
	var shortest []*link
	for _, e := range edges {
		if e.beside {
			continue
		}
		if len(shortest) > 0 {
			most := lengthWith(shortest[0], other)
			if lengthWith(e, other) > most {
				continue
			}
			if lengthWith(e, other) < most {
				shortest = nil
			}
		}
		shortest = append(shortest, e)
	}
	if len(shortest)%2 == 0 {
		return nil
	}
	slices.SortStableFunc(shortest, func(a, b *link) int { return other(a).pos - other(b).pos })
	return shortest[len(shortest)/2]
}

// lengthWith returns how long an edge is, and more if its other end has others, or if
// it closes a cycle.
func lengthWith(e *link, other func(*link) *vertex) int {
	n := 2 * len(e.chain)
	if v := other(e); v == e.lower() && len(v.in) > 1 || v == e.upper() && len(v.out) > 1 {
		n++
	}
	if e.turned {
		n += 1 << 16
	}
	return n
}

// join makes one block of two, if nothing stands between them.
func (p *placer) join(a, b int) {
	a, b = p.block[a], p.block[b]
	if a == b || p.reaches(a, b) || p.reaches(b, a) {
		return
	}
	for _, v := range p.members[b] {
		p.block[v] = a
	}
	p.members[a] = append(p.members[a], p.members[b]...)
	p.members[b] = nil
}

// reaches reports whether b must stand behind a. When the budget is used up, it says
// so of all.
func (p *placer) reaches(a, b int) bool {
	p.visit++
	open := []int{a}
	for len(open) > 0 {
		block := open[len(open)-1]
		open = open[:len(open)-1]
		for _, v := range p.members[block] {
			for _, next := range p.bonds[v] {
				p.budget--
				to := p.block[next.to]
				if to == b || p.budget < 0 {
					return true
				}
				if p.mark[to] != p.visit {
					p.mark[to] = p.visit
					open = append(open, to)
				}
			}
		}
	}
	return false
}

// attach sets the springs: along edges, and between the borders of groups.
func (g *graph) attach(p *placer) {
	n := len(p.bonds)
	p.springs, p.behind, p.before = make([][]bond, n), make([][]bond, n), make([][]bond, n)
	p.x, p.was = make([]int, n), make([]int, n)
	for v, bonds := range p.bonds {
		for _, b := range bonds {
			from, to := p.block[v], p.block[b.to]
			p.behind[from] = append(p.behind[from], bond{to, b.gap})
			p.before[to] = append(p.before[to], bond{from, b.gap})
		}
	}
	spring := func(a, b, weight int) {
		if a, b = p.block[a], p.block[b]; a != b {
			p.springs[a] = append(p.springs[a], bond{b, weight})
			p.springs[b] = append(p.springs[b], bond{a, weight})
		}
	}
	for _, e := range g.edges {
		for i := 1; i < len(e.chain); i++ {
			weight := 2
			if e.chain[i-1].kind != realVertex && e.chain[i].kind != realVertex {
				weight = 8
			}
			spring(e.chain[i-1].variable, e.chain[i].variable, weight)
		}
	}
	for _, group := range g.groups[1:] {
		spring(group.low, group.high, 1)
	}
}

// solve begins half-way between as far left and as far right as possible.
func (p *placer) solve() {
	p.order, p.place = p.sorted(), make([]int, len(p.x))
	order := slices.Clone(p.order)
	for i, b := range order {
		p.place[b] = i
	}
	for _, b := range order {
		for _, next := range p.behind[b] {
			p.x[next.to] = max(p.x[next.to], p.x[b]+next.gap)
		}
	}
	wide := 0
	if len(order) > 0 {
		wide = slices.Max(p.x)
	}
	right := make([]int, len(p.x))
	for i := len(order) - 1; i >= 0; i-- {
		b := order[i]
		right[b] = wide
		for _, next := range p.behind[b] {
			right[b] = min(right[b], right[next.to]-next.gap)
		}
	}
	for i := range p.x {
		p.x[i] = (p.x[i] + right[i]) / 2
	}
	for moved := true; moved && p.budget > 0; {
		moved = false
		for _, b := range order {
			moved = p.improve(b) || moved
		}
		slices.Reverse(order)
	}
}

// sorted returns the blocks so that each comes after all that stand before it.
func (p *placer) sorted() []int {
	var order []int
	done := make([]bool, len(p.x))
	var visit func(b int)
	visit = func(b int) {
		if done[b] {
			return
		}
		done[b] = true
		for _, next := range p.behind[b] {
			visit(next.to)
		}
		order = append(order, b)
	}
	for b, members := range p.members {
		if len(members) > 0 {
			visit(b)
		}
	}
	slices.Reverse(order)
	return order
}

// improve moves a block to where its springs pull it, or as near as nothing is in the
// way.
func (p *placer) improve(b int) bool {
	if len(p.springs[b]) == 0 {
		return false
	}
	to := p.middle(b)
	if to == p.x[b] {
		return false
	}
	if p.try(b, to) {
		return true
	}
	near := to
	for _, next := range p.behind[b] {
		near = min(near, p.x[next.to]-next.gap)
	}
	for _, last := range p.before[b] {
		near = max(near, p.x[last.to]+last.gap)
	}
	return near != p.x[b] && near != to && p.try(b, near)
}

// middle returns the weighted median of what a block's springs lead to: the middle of
// it where it is a stretch.
func (p *placer) middle(b int) int {
	ends := slices.Clone(p.springs[b])
	slices.SortFunc(ends, func(a, c bond) int { return p.x[a.to] - p.x[c.to] })
	total, sum := 0, 0
	for _, s := range ends {
		total += s.gap
	}
	for i, s := range ends {
		if sum += s.gap; 2*sum == total {
			return (p.x[s.to] + p.x[ends[i+1].to]) / 2
		} else if 2*sum > total {
			return p.x[s.to]
		}
	}
	return p.x[b]
}

// try moves a block and all that is in its way, unless that makes springs longer.
func (p *placer) try(b, to int) bool {
	moved := p.shove(b, to)
	gain := 0
	for _, m := range moved {
		for _, s := range p.springs[m] {
			other := p.x[s.to]
			if p.mark[s.to] == p.visit {
				if s.to < m {
					continue // counted from its other end
				}
				other = p.was[s.to]
			}
			gain += s.gap * (pull(p.was[m]-other) - pull(p.x[m]-p.x[s.to]))
		}
	}
	if gain > 0 && p.budget > 0 {
		return true
	}
	for _, m := range moved {
		p.x[m] = p.was[m]
	}
	return false
}

// shove moves a block and all that is in its way, each once: in the order in which
// they stand. It returns what it moved.
func (p *placer) shove(b, to int) []int {
	p.visit++
	rightwards := to > p.x[b]
	sign, beside := -1, p.before
	if rightwards {
		sign, beside = 1, p.behind
	}
	move := func(b, to int) bool {
		isNew := p.mark[b] != p.visit
		if isNew {
			p.mark[b], p.was[b] = p.visit, p.x[b]
		}
		p.x[b] = to
		return isNew
	}
	move(b, to)
	var moved []int
	queue := &places{sign * p.place[b]}
	for len(*queue) > 0 && p.budget > 0 {
		b := p.order[sign*heap.Pop(queue).(int)]
		moved = append(moved, b)
		p.budget -= 1 + len(beside[b])
		for _, next := range beside[b] {
			if limit := p.x[b] + sign*next.gap; sign*p.x[next.to] < sign*limit && move(next.to, limit) {
				heap.Push(queue, sign*p.place[next.to])
			}
		}
	}
	for _, waiting := range *queue {
		moved = append(moved, p.order[sign*waiting])
	}
	return moved
}

// places is a heap of places of blocks.
type places []int

func (h places) Len() int           { return len(h) }
func (h places) Less(i, j int) bool { return h[i] < h[j] }
func (h places) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *places) Push(x any)        { *h = append(*h, x.(int)) }
func (h *places) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// pull is what a spring of a length costs: straight edges count most, and of two
// lengths equal ones.
func pull(d int) int { return 32*max(d, -d) + d*d/16 }

// stack gives rows their y, with room for the borders and titles of groups between.
func (g *graph) stack() {
	y := 0
	gap := rowGap
	if slices.ContainsFunc(g.edges, func(e *link) bool { return len(e.chain) > 2 && e.label != (xy{}) || e.beside }) {
		gap = rowGap/2 + 4
	}
	for r, row := range g.rows {
		height := 0
		for _, v := range row {
			height = max(height, v.height)
		}
		if r > 0 {
			y += gap + g.slant(r)
		}
		y += g.openRoom(r, g.groups[0])
		g.bands = append(g.bands, band{y, y + g.least(r, height)})
		y = g.bands[r].bottom + g.closeRoom(r, g.groups[0])
	}
	g.depth = y
	for _, group := range g.groups[1:] {
		group.box.y = g.bands[group.first].top - g.openRoom(group.first, group)
		group.box.h = g.bands[group.last].bottom + g.closeRoom(group.last, group) - group.box.y
	}
}

// slant returns how much more room edges need above a row that lead far to a side.
func (g *graph) slant(r int) int {
	most := 0
	for _, v := range g.rows[r] {
		for _, w := range v.up {
			most = max(most, v.x-w.x, w.x-v.x)
		}
	}
	return min(most/12, 40)
}

// least returns how high a row is that is the first of a group with a title, which
// may be wider than what is in it where edges lead to a side.
func (g *graph) least(r, height int) int {
	if !g.sideways() {
		return height
	}
	for _, group := range g.groups[1:] {
		if group.first == r && group.first == group.last {
			height = max(height, group.title.x)
		}
	}
	return height
}

// openRoom returns how much room the borders need above a row of the groups in a group
// that begin there, and its own.
func (g *graph) openRoom(r int, group *cluster) int {
	return g.borderRoom(group, func(c *cluster) bool { return c.first == r }, g.toward == down)
}

func (g *graph) closeRoom(r int, group *cluster) int {
	return g.borderRoom(group, func(c *cluster) bool { return c.last == r }, g.toward == up)
}

func (g *graph) borderRoom(group *cluster, here func(*cluster) bool, titled bool) int {
	inner := 0
	for _, child := range g.groups[1:] {
		if child.parent == group && here(child) {
			inner = max(inner, g.borderRoom(child, here, titled))
		}
	}
	switch {
	case group == g.groups[0]:
		return inner
	case titled:
		return inner + groupPad + titleRoom(group)
	}
	return inner + groupPad
}
