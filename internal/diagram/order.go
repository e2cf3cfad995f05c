package diagram

import (
	"cmp"
	"slices"
)

// wholeRow is the length of a row in which vertices have their keys, however many they are.
const wholeRow = 1 << 16

// order puts the vertices of rows in an order in which edges cross little. The nodes of
// a group stand together in each row, and groups side by side have the same order in
// all rows.
func (g *graph) order() {
	g.settle()
	best, least := g.snapshot(), g.crossings()
	segments := 1
	for _, row := range g.rows {
		for _, v := range row {
			segments += len(v.down)
		}
	}
	rounds := min(max(20000/segments, 2), 24)
	for i := 0; i < rounds && least > 0; i++ {
		g.sweep(i)
		g.swap()
		if n := g.crossings(); n < least {
			best, least = g.snapshot(), n
		}
	}
	g.restore(best)
}

// sweep orders each row by where the row before it has the neighbours, from above or
// from below.
func (g *graph) sweep(round int) {
	for _, group := range g.groups {
		group.sum, group.count = 0, 0
	}
	backward := round/2%2 == 1
	for i := range g.rows {
		r := i
		if round%2 == 1 {
			r = len(g.rows) - 1 - i
		}
		for _, v := range g.rows[r] {
			neighbours := v.up
			if round%2 == 1 {
				neighbours = v.down
			}
			v.key = v.share(len(g.rows[r]))
			if len(neighbours) > 0 {
				v.key = 0
				for _, w := range neighbours {
					v.key += w.share(len(g.rows[w.rank]))
				}
				v.key /= len(neighbours)
			}
			for group := v.group; group != nil; group = group.parent {
				group.sum += v.key
				group.count++
			}
		}
		g.rows[r] = arranged(g.rows[r], g.groups[0], backward)
		number(g.rows[r])
	}
	byKey := slices.Clone(g.groups)
	slices.SortStableFunc(byKey, func(a, b *cluster) int {
		return cmp.Or(cmp.Compare(a.sum*max(b.count, 1), b.sum*max(a.count, 1)), cmp.Compare(a.place, b.place))
	})
	for i, group := range byKey {
		group.place = i
	}
	g.settle()
}

// share returns where a vertex stands in its row, as a part of wholeRow.
func (v *vertex) share(n int) int { return (2*v.pos + 1) * wholeRow / (2 * n) }

// settle puts each row in the order that groups have, and else leaves it.
func (g *graph) settle() {
	for r, row := range g.rows {
		for _, v := range row {
			v.key = v.pos
		}
		g.rows[r] = arranged(row, g.groups[0], false)
		number(g.rows[r])
	}
}

func number(row []*vertex) {
	for i, v := range row {
		v.pos = i
	}
}

// A unit is what stays together in a row: a vertex, or what a group has there.
type unit struct {
	group    *cluster
	vertices []*vertex
	key      int
}

// arranged sorts what a group has in a row by keys. backward says which comes first of
// two with the same.
func arranged(row []*vertex, group *cluster, backward bool) []*vertex {
	if !slices.ContainsFunc(row, func(v *vertex) bool { return v.group != group }) {
		if backward {
			slices.Reverse(row)
		}
		slices.SortStableFunc(row, func(a, b *vertex) int { return cmp.Compare(a.key, b.key) })
		return row
	}
	var units []unit
	for _, v := range row {
		child := v.group
		for child != group && child.parent != group {
			child = child.parent
		}
		i := -1
		if child != group {
			i = slices.IndexFunc(units, func(u unit) bool { return u.group == child })
		}
		switch {
		case i >= 0:
			units[i].vertices = append(units[i].vertices, v)
		case child == group:
			units = append(units, unit{nil, []*vertex{v}, v.key})
		default:
			units = append(units, unit{child, []*vertex{v}, 0})
		}
	}
	for i, u := range units {
		if u.group != nil {
			for _, v := range u.vertices {
				units[i].key += v.key
			}
			units[i].key /= len(u.vertices)
			units[i].vertices = arranged(u.vertices, u.group, backward)
		}
	}
	if backward {
		slices.Reverse(units)
	}
	slices.SortStableFunc(units, func(a, b unit) int { return cmp.Compare(a.key, b.key) })
	keepPlaces(units)
	row = nil
	for _, u := range units {
		row = append(row, u.vertices...)
	}
	return row
}

// keepPlaces gives groups, among the places that groups have, the order that they have
// in all rows.
func keepPlaces(units []unit) {
	var groups []unit
	for _, u := range units {
		if u.group != nil {
			groups = append(groups, u)
		}
	}
	slices.SortStableFunc(groups, func(a, b unit) int { return cmp.Compare(a.group.place, b.group.place) })
	for i, u := range units {
		if u.group != nil {
			units[i], groups = groups[0], groups[1:]
		}
	}
}

// crossings counts the pairs of edges that cross between two rows.
func (g *graph) crossings() int {
	n := 0
	for r := 1; r < len(g.rows); r++ {
		passed := make([]int, len(g.rows[r])+1) // a Fenwick tree of ends so far
		total := 0
		for _, v := range g.rows[r-1] {
			for _, w := range v.down {
				n += total
				for i := w.pos + 1; i > 0; i &= i - 1 {
					n -= passed[i]
				}
			}
			for _, w := range v.down {
				total++
				for i := w.pos + 1; i < len(passed); i += i & -i {
					passed[i]++
				}
			}
		}
	}
	return n
}

// swap exchanges neighbours in a row while that takes crossings away.
func (g *graph) swap() {
	for better, rounds := true, 0; better && rounds < 8; rounds++ {
		better = false
		for _, row := range g.rows {
			for i := 1; i < len(row); i++ {
				a, b := row[i-1], row[i]
				if a.group == b.group && crossing(a.up, b.up)+crossing(a.down, b.down) > crossing(b.up, a.up)+crossing(b.down, a.down) {
					row[i-1], row[i] = b, a
					a.pos, b.pos = i, i-1
					better = true
				}
			}
		}
	}
}

// crossing counts how often edges to as cross edges to bs if a stands before b.
func crossing(as, bs []*vertex) int {
	n := 0
	for _, a := range as {
		for _, b := range bs {
			if a.pos > b.pos {
				n++
			}
		}
	}
	return n
}

// A snapshot is an order of all rows.
type snapshot [][]*vertex

func (g *graph) snapshot() snapshot {
	var s snapshot
	for _, row := range g.rows {
		s = append(s, slices.Clone(row))
	}
	return s
}

func (g *graph) restore(s snapshot) {
	g.rows = s
	for _, row := range s {
		number(row)
	}
}
