package diagram

import "slices"

// place gives vertices their x and rows their y.
//
// Of x it is known what stands before what in a row, and how far away at least: these
// are bonds. Springs say what would like to have the same x. Vertices that an edge joins
// in a straight line are one block, which moves as a whole; where a block moves, it
// shoves aside what is in its way, and that is done if it makes the springs shorter by
// all.
func (g *graph) place() {
	p := g.bind()
	g.align(p)
	g.attach(p)
	p.solve()
	g.takePlaces(p)
	g.stack()
}

// takePlaces moves all so that the first stands at the left side.
func (g *graph) takePlaces(p *placer) {
	vertices := slices.Concat(g.rows...)
	first := 1 << 30
	for _, v := range vertices {
		v.x = p.at(v.variable)
		first = min(first, v.x-v.left)
	}
	for _, group := range g.groups[1:] {
		group.low, group.high = p.at(group.low), p.at(group.high)
		first = min(first, group.low)
	}
	for _, v := range vertices {
		v.x -= first
		g.wide = max(g.wide, v.x+v.right)
	}
	for _, group := range g.groups[1:] {
		group.low, group.high = group.low-first, group.high-first
		g.wide = max(g.wide, group.high)
	}
}

// A placer finds x for variables: vertices, and the borders of groups.
type placer struct {
	bonds    []bond // of variables
	slots    []int  // of a variable in the last row that it was seen in
	uprights [][]upright
	leads    []int // of a variable: one of the same block, itself if it leads the block

	blocks  []int // of a variable
	behind  [][]bond
	before  [][]bond
	springs [][]spring
	x, was  []int // of a block: its place, and that before a move
	order   []int // blocks, each behind all that stand before it
	turn    []int // of a block in order
	mark    []int // of a block: the move it was last part of
	move    int
	moved   []int // by the last move
	waiting int   // blocks that were moved, and have not pushed others yet
	budget  int
}

// A bond says that one stands behind another, a gap away at least.
type bond struct{ from, to, gap int }

type spring struct{ to, weight int }

// An upright is a line that stays at its x from a row to the next: its slots there.
type upright struct{ upper, lower int }

// solveSteps is how much may be shoved, so that large diagrams take no longer than they
// deserve.
const solveSteps = 250_000

func (p *placer) variable() int {
	n := len(p.leads)
	p.leads = append(p.leads, n)
	p.slots = append(p.slots, 0)
	return n
}

func (p *placer) at(variable int) int { return p.x[p.blocks[variable]] }

// bind notes what stands before what.
func (g *graph) bind() *placer {
	p := &placer{uprights: make([][]upright, len(g.rows)+1)}
	for _, row := range g.rows {
		for _, v := range row {
			v.variable = p.variable()
		}
	}
	for _, group := range g.groups[1:] {
		group.low, group.high = p.variable(), p.variable()
		least := g.turned(xy{group.title.x + 2*groupPad, 0}).x
		p.bonds = append(p.bonds, bond{group.low, group.high, max(least, 2*groupPad)})
	}
	for r := range g.rows {
		g.bindRow(p, r)
	}
	return p
}

// A post is what stands in a row: a vertex, or a border of a group.
type post struct {
	kind        postKind
	variable    int
	left, right int // how far it reaches
}

type postKind int

const (
	noPost postKind = iota
	linePost
	nodePost
	openingPost
	closingPost
)

// bindRow notes what stands before what in a row. Slots of vertices there are odd, those
// of borders between them even.
func (g *graph) bindRow(p *placer, r int) {
	var last post
	next := func(one post) {
		if last.kind != noPost {
			p.bonds = append(p.bonds, bond{last.variable, one.variable, last.right + gapBetween(last.kind, one.kind) + one.left})
		}
		last = one
	}
	border := func(group *cluster, kind postKind, slot int) {
		one := post{kind: kind, variable: group.high}
		if kind == openingPost {
			one.variable = group.low
			if g.sideways() {
				one.right = titleRoom(group)
			}
		}
		next(one)
		if r > group.first {
			p.uprights[r-1] = append(p.uprights[r-1], upright{p.slots[one.variable], slot})
		}
		p.slots[one.variable] = slot
	}
	inside := g.groups[0]
	enter := func(group *cluster, slot int) {
		for ; !group.within(inside); inside = inside.parent {
			border(inside, closingPost, slot)
		}
		for inside != group {
			inside = inside.childWith(group)
			border(inside, openingPost, slot)
		}
	}
	for i, v := range g.rows[r] {
		enter(v.group, 2*i)
		one := post{linePost, v.variable, v.left, v.right}
		if v.kind == realVertex {
			one.kind = nodePost
		}
		next(one)
		p.slots[v.variable] = 2*i + 1
	}
	enter(g.groups[0], 2*len(g.rows[r]))
}

func gapBetween(a, b postKind) int {
	switch {
	case a == openingPost || b == closingPost:
		return groupPad
	case a == closingPost || b == openingPost:
		return groupGap
	case a == nodePost && b == nodePost:
		return nodeGap
	}
	return lineGap
}

// align makes one block of what edges join: first of their bends, then of nodes that
// are each other's middle neighbour.
func (g *graph) align(p *placer) {
	for _, e := range g.edges {
		for i := 2; i < len(e.chain)-1; i++ {
			p.join(e.chain[i-1], e.chain[i])
		}
	}
	for _, e := range g.edges {
		if len(e.chain) > 0 && e.isFavourite(0) && e.isFavourite(1) {
			p.joinEnd(e, 0)
			p.joinEnd(e, 1)
		}
	}
	for _, e := range g.edges {
		switch {
		case len(e.chain) <= 2:
		case e.isFavourite(1):
			p.joinEnd(e, 1)
		case e.isFavourite(0):
			p.joinEnd(e, 0)
		}
	}
}

// joinEnd makes one block of the node at the upper or lower end of an edge and what is
// next to it.
func (p *placer) joinEnd(e *link, side int) {
	if n := len(e.chain); side == 0 {
		p.join(e.chain[0], e.chain[1])
	} else {
		p.join(e.chain[n-2], e.chain[n-1])
	}
}

// join makes one block of two in rows that follow each other, unless their line crosses
// another line or the border of a group: where none cross, all blocks can have their x.
func (p *placer) join(a, b *vertex) {
	one := upright{p.slots[a.variable], p.slots[b.variable]}
	lines := p.uprights[a.rank]
	i, _ := slices.BinarySearchFunc(lines, one, func(l, one upright) int { return l.upper - one.upper })
	isFree := (i == 0 || lines[i-1].lower < one.lower) &&
		(i == len(lines) || lines[i].upper > one.upper && lines[i].lower > one.lower)
	if isFree {
		p.uprights[a.rank] = slices.Insert(lines, i, one)
		p.leads[p.leader(b.variable)] = p.leader(a.variable)
	}
}

func (p *placer) leader(variable int) int {
	for p.leads[variable] != variable {
		p.leads[variable] = p.leads[p.leads[variable]]
		variable = p.leads[variable]
	}
	return variable
}

// isFavourite reports whether an edge leads straight on at its upper end, 0, or its
// lower, 1: it is the middle one of the shortest there. There is none if they are even in
// number.
func (e *link) isFavourite(side int) bool {
	var shortest []*link
	for _, one := range e.node(side).edges(side) {
		switch {
		case one.beside:
		case len(shortest) == 0 || one.lengthFrom(side) < shortest[0].lengthFrom(side):
			shortest = []*link{one}
		case one.lengthFrom(side) == shortest[0].lengthFrom(side):
			shortest = append(shortest, one)
		}
	}
	if len(shortest)%2 == 0 {
		return false
	}
	slices.SortStableFunc(shortest, func(a, b *link) int { return a.node(1-side).pos - b.node(1-side).pos })
	return shortest[len(shortest)/2] == e
}

// lengthFrom returns how long an edge is, and more if its other end has others, or if
// it closes a cycle.
func (e *link) lengthFrom(side int) int {
	n := 2 * len(e.chain)
	if len(e.node(1-side).edges(1-side)) > 1 {
		n++
	}
	if e.turned {
		n += 1 << 16
	}
	return n
}

// attach numbers the blocks, and gives them their bonds and springs: along edges, and
// between the borders of groups.
func (g *graph) attach(p *placer) {
	p.numberBlocks()
	for _, b := range p.bonds {
		b.from, b.to = p.blocks[b.from], p.blocks[b.to]
		// Long lines stand side by side in many rows, but need one bond.
		if bonds := p.behind[b.from]; len(bonds) > 0 && bonds[len(bonds)-1].to == b.to {
			bonds[len(bonds)-1].gap = max(bonds[len(bonds)-1].gap, b.gap)
		} else {
			p.behind[b.from] = append(bonds, b)
		}
	}
	for _, bonds := range p.behind {
		for _, b := range bonds {
			p.before[b.to] = append(p.before[b.to], b)
		}
	}
	for _, e := range g.edges {
		for i := 1; i < len(e.chain); i++ {
			weight := 2
			if e.chain[i-1].kind != realVertex && e.chain[i].kind != realVertex {
				weight = 8
			}
			p.spring(e.chain[i-1].variable, e.chain[i].variable, weight)
		}
	}
	for _, group := range g.groups[1:] {
		p.spring(group.low, group.high, 1)
	}
}

func (p *placer) numberBlocks() {
	n := 0
	p.blocks = make([]int, len(p.leads))
	for v, lead := range p.leads {
		if v == lead {
			p.blocks[v] = n
			n++
		}
	}
	for v := range p.leads {
		p.blocks[v] = p.blocks[p.leader(v)]
	}
	p.behind, p.before, p.springs = make([][]bond, n), make([][]bond, n), make([][]spring, n)
	p.x, p.was, p.turn, p.mark = make([]int, n), make([]int, n), make([]int, n), make([]int, n)
}

func (p *placer) spring(a, b, weight int) {
	if a, b = p.blocks[a], p.blocks[b]; a != b {
		p.springs[a] = append(p.springs[a], spring{b, weight})
		p.springs[b] = append(p.springs[b], spring{a, weight})
	}
}

// solve begins half-way between as far left and as far right as possible, and moves
// blocks while that makes springs shorter.
func (p *placer) solve() {
	p.sort()
	wide := 0
	for _, from := range p.order {
		wide = max(wide, p.x[from])
		for _, b := range p.behind[from] {
			p.x[b.to] = max(p.x[b.to], p.x[from]+b.gap)
		}
	}
	rightmost := make([]int, len(p.x))
	for _, from := range slices.Backward(p.order) {
		rightmost[from] = wide
		for _, b := range p.behind[from] {
			rightmost[from] = min(rightmost[from], rightmost[b.to]-b.gap)
		}
	}
	for i := range p.x {
		p.x[i] = (p.x[i] + rightmost[i]) / 2
	}
	order := slices.Clone(p.order)
	p.budget = solveSteps
	for moved := true; moved && p.budget > 0; {
		moved = false
		for _, block := range order {
			moved = p.improve(block) || moved
		}
		slices.Reverse(order)
	}
}

// sort orders the blocks so that each comes after all that stand before it.
func (p *placer) sort() {
	done := make([]bool, len(p.x))
	var visit func(block int)
	visit = func(block int) {
		if done[block] {
			return
		}
		done[block] = true
		for _, b := range p.behind[block] {
			visit(b.to)
		}
		p.order = append(p.order, block)
	}
	for block := range p.x {
		visit(block)
	}
	slices.Reverse(p.order)
	for i, block := range p.order {
		p.turn[block] = i
	}
}

// improve moves a block to where its springs pull it, or as near as nothing is in the
// way.
func (p *placer) improve(block int) bool {
	to := p.middle(block)
	if to == p.x[block] || p.budget <= 0 {
		return false
	}
	if p.try(block, to) {
		return true
	}
	near := to
	for _, b := range p.behind[block] {
		near = min(near, p.x[b.to]-b.gap)
	}
	for _, b := range p.before[block] {
		near = max(near, p.x[b.from]+b.gap)
	}
	return near != p.x[block] && near != to && p.try(block, near)
}

// middle returns the weighted median of what a block's springs lead to: the middle of
// it where it is a stretch.
func (p *placer) middle(block int) int {
	ends := p.springs[block] // their order is of no account otherwise
	slices.SortFunc(ends, func(a, b spring) int { return p.x[a.to] - p.x[b.to] })
	total, sum := 0, 0
	for _, s := range ends {
		total += s.weight
	}
	for i, s := range ends {
		if sum += s.weight; 2*sum == total {
			return (p.x[s.to] + p.x[ends[i+1].to]) / 2
		} else if 2*sum > total {
			return p.x[s.to]
		}
	}
	return p.x[block]
}

// try moves a block and all that is in its way, unless that makes springs longer.
func (p *placer) try(block, to int) bool {
	p.shove(block, to)
	gain := 0
	for _, m := range p.moved {
		for _, s := range p.springs[m] {
			other := p.x[s.to]
			if p.mark[s.to] == p.move {
				if s.to < m {
					continue // counted from its other end
				}
				other = p.was[s.to]
			}
			gain += s.weight * (pull(p.was[m]-other) - pull(p.x[m]-p.x[s.to]))
		}
	}
	if gain > 0 {
		return true
	}
	for _, m := range p.moved {
		p.x[m] = p.was[m]
	}
	return false
}

// shove moves a block and all that is in its way, each once: in the order in which
// they stand.
func (p *placer) shove(block, to int) {
	p.move++
	p.moved, p.waiting = p.moved[:0], 0
	step, push := -1, p.pushLeft
	if to > p.x[block] {
		step, push = 1, p.pushRight
	}
	p.set(block, to)
	for i := p.turn[block]; p.waiting > 0; i += step {
		m := p.order[i]
		if p.mark[m] != p.move {
			continue
		}
		p.waiting--
		p.moved = append(p.moved, m)
		p.budget -= 1 + len(p.behind[m])
		push(m)
	}
}

// set moves a block, and lets it wait for its turn to push others.
func (p *placer) set(block, to int) {
	if p.mark[block] != p.move {
		p.mark[block], p.was[block] = p.move, p.x[block]
		p.waiting++
	}
	p.x[block] = to
}

func (p *placer) pushRight(m int) {
	for _, b := range p.behind[m] {
		if least := p.x[m] + b.gap; p.x[b.to] < least {
			p.set(b.to, least)
		}
	}
}

func (p *placer) pushLeft(m int) {
	for _, b := range p.before[m] {
		if most := p.x[m] - b.gap; p.x[b.from] > most {
			p.set(b.from, most)
		}
	}
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
		if child.parent == group {
			inner = max(inner, g.borderRoom(child, here, titled))
		}
	}
	switch {
	case group == g.groups[0] || !here(group):
		return inner
	case titled:
		return inner + groupPad + titleRoom(group)
	}
	return inner + groupPad
}
