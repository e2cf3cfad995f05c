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
	for _, e := range g.edges {
		segments += max(len(e.chain)-1, 0)
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

// sweep orders each row by where the row before it has the neighbours: from above in
// even rounds, from below in odd ones. Of vertices that would stand at the same place,
// every other pair of rounds takes the last first.
func (g *graph) sweep(round int) {
	fromBelow, backward := round%2 == 1, round/2%2 == 1
	for _, group := range g.groups {
		group.sum, group.count = 0, 0
	}
	for i := range g.rows {
		r := i
		if fromBelow {
			r = len(g.rows) - 1 - i
		}
		for _, v := range g.rows[r] {
			neighbours := v.up
			if fromBelow {
				neighbours = v.down
			}
			centre := g.barycentre(v, neighbours)
			for group := v.group; group != nil; group = group.parent {
				group.sum += centre
				group.count++
			}
			if v.key = centre*len(g.rows[r]) + v.pos; backward {
				v.key = centre*len(g.rows[r]) - v.pos
			}
		}
		g.arrange(r)
	}
	g.placeGroups()
	g.settle()
}

// barycentre returns where the neighbours of a vertex stand in their row on average. It
// is where the vertex stands if it has none.
func (g *graph) barycentre(v *vertex, neighbours []*vertex) int {
	if len(neighbours) == 0 {
		return v.share(len(g.rows[v.rank]))
	}
	sum := 0
	for _, w := range neighbours {
		sum += w.share(len(g.rows[w.rank]))
	}
	return sum / len(neighbours)
}

// placeGroups orders the groups by the average key of what is in them.
func (g *graph) placeGroups() {
	byKey := slices.Clone(g.groups)
	slices.SortStableFunc(byKey, func(a, b *cluster) int {
		return cmp.Or(cmp.Compare(a.sum*max(b.count, 1), b.sum*max(a.count, 1)), cmp.Compare(a.place, b.place))
	})
	for i, group := range byKey {
		group.place = i
	}
}

// share returns where a vertex stands in its row, as a part of wholeRow.
func (v *vertex) share(n int) int { return (2*v.pos + 1) * wholeRow / (2 * n) }

// settle puts each row in the order that groups have, and else leaves it.
func (g *graph) settle() {
	for r, row := range g.rows {
		for _, v := range row {
			v.key = v.pos
		}
		g.arrange(r)
	}
}

// arrange sorts a row by keys.
func (g *graph) arrange(r int) {
	g.rows[r] = arranged(g.rows[r], g.groups[0])
	number(g.rows[r])
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

// arranged sorts what a group has in a row by keys. What is in a group in it stays
// together, and has the average key.
func arranged(row []*vertex, group *cluster) []*vertex {
	if !slices.ContainsFunc(row, func(v *vertex) bool { return v.group != group }) {
		slices.SortFunc(row, func(a, b *vertex) int { return a.key - b.key })
		return row
	}
	units := unitsOf(row, group)
	slices.SortStableFunc(units, func(a, b unit) int { return a.key - b.key })
	keepPlaces(units)
	sorted := make([]*vertex, 0, len(row))
	for _, u := range units {
		sorted = append(sorted, u.vertices...)
	}
	return sorted
}

// unitsOf returns the units of what a group has in a row.
func unitsOf(row []*vertex, group *cluster) []unit {
	units := make([]unit, 0, len(row))
	for i, v := range row {
		if v.group == group {
			units = append(units, unit{nil, row[i : i+1 : i+1], v.key})
			continue
		}
		child := group.childWith(v.group)
		if isNew := child.unit >= len(units) || units[child.unit].group != child; isNew {
			child.unit = len(units)
			units = append(units, unit{group: child})
		}
		u := &units[child.unit]
		u.vertices = append(u.vertices, v)
		u.key += v.key
	}
	for i, u := range units {
		if u.group != nil {
			units[i].vertices = arranged(u.vertices, u.group)
			units[i].key /= len(u.vertices)
		}
	}
	return units
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

// swap exchanges neighbours in a row while that takes crossings away. It looks again at
// rows only if they or those beside them have changed.
func (g *graph) swap() {
	isDone := make([]bool, len(g.rows)+2) // by rank, from 1
	for better, rounds := true, 0; better && rounds < 8; rounds++ {
		better = false
		for r, row := range g.rows {
			if isDone[r+1] {
				continue
			}
			isDone[r+1] = true
			for i := 1; i < len(row); i++ {
				a, b := row[i-1], row[i]
				if a.group == b.group && crossing(a.up, b.up)+crossing(a.down, b.down) > 0 {
					row[i-1], row[i] = b, a
					a.pos, b.pos = i, i-1
					isDone[r], isDone[r+1], isDone[r+2] = false, false, false
					better = true
				}
			}
		}
	}
}

// crossing counts how much more often edges to as cross edges to bs if a stands before
// b than if it stands behind.
func crossing(as, bs []*vertex) int {
	n := 0
	for _, a := range as {
		for _, b := range bs {
			n += cmp.Compare(a.pos, b.pos)
		}
	}
	return n
}

// snapshot returns the order of all rows.
func (g *graph) snapshot() [][]*vertex {
	var rows [][]*vertex
	for _, row := range g.rows {
		rows = append(rows, slices.Clone(row))
	}
	return rows
}

func (g *graph) restore(rows [][]*vertex) {
	g.rows = rows
	for _, row := range rows {
		number(row)
	}
}
