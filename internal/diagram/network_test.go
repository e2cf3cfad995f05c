package diagram

import (
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"
)

var networkTypes = []string{"flowchart", "state"}

// notUnderstood are the diagrams of the corpus that are not drawn, and why.
var notUnderstood = map[string]string{
	"testdata/corpus/flowchart/callbacks.mmd": "a click calls JavaScript, and pages of a handbook have none of their authors'",
	"testdata/corpus/flowchart/newshapes.mmd": "shapes of Mermaid 11, such as doc and delay, that have no brackets",
	"testdata/corpus/gantt/undated.mmd":       "no task has a date: Mermaid begins today, and a page says the same every day",
	"testdata/corpus/gantt/vertical.mmd":      "a vertical marker",
	"testdata/corpus/sequence/menus.mmd":      "a menu of links in JSON",
	"testdata/corpus/sequence/types.mmd":      "participants with types of Mermaid 11 in JSON",
	"testdata/corpus/state/composite.mmd":     "a note on a state that has states in it",
}

// isNotUnderstood reports whether a diagram of the corpus is not drawn, and holds that
// the list says so.
func isNotUnderstood(t *testing.T, file, source string) bool {
	t.Helper()
	_, p := Parse(source)
	if reason, listed := notUnderstood[file]; listed != (p != nil) {
		t.Fatalf("problem %+v, expected %q", p, reason)
	}
	return p != nil
}

// TestMostOfTheCorpusIsDrawn logs the share that is published, by type.
func TestMostOfTheCorpusIsDrawn(t *testing.T) {
	drawn, all := 0, 0
	for _, kind := range slices.Concat(networkTypes, chartTypes) {
		n := 0
		sources := corpus(t, kind)
		for _, source := range sources {
			if _, p := Parse(source); p == nil {
				n++
			}
		}
		t.Logf("%s: %d of %d", kind, n, len(sources))
		drawn, all = drawn+n, all+len(sources)
	}
	t.Logf("all: %d of %d", drawn, all)
	if all < 150 || drawn < all*95/100 {
		t.Errorf("%d of %d are drawn", drawn, all)
	}
	for file := range notUnderstood {
		if _, err := os.Stat(file); err != nil {
			t.Error(err)
		}
	}
}

func TestNetworksOfTheCorpusAreClear(t *testing.T) {
	for _, kind := range networkTypes {
		for name, source := range corpus(t, kind) {
			t.Run(kind+"/"+name, func(t *testing.T) {
				if isNotUnderstood(t, "testdata/corpus/"+kind+"/"+name+".mmd", source) {
					return
				}
				d, _ := Parse(source)
				checkNetwork(t, source, d)
			})
		}
	}
}

// TestEdgesCrossLittle fails when the layout gets worse: 15 crossings among the
// corpus's 546 edges, nine of them in the largest diagram, and 355 steps from row to row that
// lead to a side.
func TestEdgesCrossLittle(t *testing.T) {
	crossings, bends := 0, 0
	for _, kind := range networkTypes {
		for _, source := range corpus(t, kind) {
			d, p := Parse(source)
			if p != nil {
				continue
			}
			g := d.drawing.(*network).graph()
			g.layout()
			c, b := g.figures()
			crossings, bends = crossings+c, bends+b
		}
	}
	if crossings > 15 || bends > 355 {
		t.Errorf("%d crossings, %d bends", crossings, bends)
	}
}

// figures counts crossings of edges, and their steps that lead to a side.
func (g *graph) figures() (crossings, bends int) {
	crossings = g.crossings()
	for _, e := range g.edges {
		n := len(e.chain)
		for i := 1; i < n; i++ {
			from, to := e.chain[i-1].x, e.chain[i].x
			if i == 1 {
				from = e.ports[0]
			}
			if i == n-1 {
				to = e.ports[1]
			}
			if from != to {
				bends++
			}
		}
	}
	for _, group := range g.nested {
		c, b := group.inner.figures()
		crossings, bends = crossings+c, bends+b
	}
	return crossings, bends
}

// TestNodesWithoutEdgesStandInColumns fails when many nodes make one long row.
func TestNodesWithoutEdgesStandInColumns(t *testing.T) {
	for _, toward := range []string{"TB", "BT", "LR", "RL"} {
		source := "flowchart " + toward + "\n"
		for i := range 30 {
			source += fmt.Sprintf("n%d[Team %d]\n", i, i)
		}
		c, g := layoutOf(t, source)
		if across := g.turned(g.size).x; across > widestRow {
			t.Errorf("%s: %d pixels across", toward, across)
		}
		for i, n := range c.nodes {
			columns := (30 + len(g.rows) - 1) / len(g.rows)
			if over := c.nodes[i%columns]; n.vertex.x != over.vertex.x {
				t.Errorf("%s: %s at %d is not in a column with %s at %d", toward, n.id, n.vertex.x, over.id, over.vertex.x)
			}
		}
	}
}

// TestLargeNetworksStackTheirGroups fails when groups of a large network are beside each
// other though edges lead from one to the next, or what is joined with a border is
// beside the group.
func TestLargeNetworksStackTheirGroups(t *testing.T) {
	source := "flowchart TB\n"
	for _, name := range []string{"A", "B", "C"} {
		source += "subgraph " + name + "\n"
		for i := range 40 {
			source += fmt.Sprintf("%s%d --> %s%d\n", name, i, name, i+1+i%3)
		}
		source += "end\n"
	}
	c, _ := layoutOf(t, source+"A9 --> B3\nB9 --> C3\nA --> between\nbetween --> C\n")
	for i := 1; i < 3; i++ {
		above, below := c.groups[i-1].cluster.box, c.groups[i].cluster.box
		if above.y+above.h > below.y {
			t.Errorf("%s at %v is beside %s at %v", c.groups[i].id, below, c.groups[i-1].id, above)
		}
	}
	between := c.nodes[len(c.nodes)-1].vertex.at
	if a, c := c.groups[0].cluster.box, c.groups[2].cluster.box; between.y < a.y+a.h || between.y > c.y {
		t.Errorf("what stands between %v and %v is at %v", a, c, between)
	}
}

// TestInnerGroupsHaveRoom fails when a group that begins within the rows of another meets
// the row above.
func TestInnerGroupsHaveRoom(t *testing.T) {
	c, _ := layoutOf(t, "flowchart TB\nsubgraph O [Outer]\na --> b\nsubgraph I [Inner]\nb\nend\nend\nx --> b\n")
	a, inner := c.nodes[0].vertex, c.groups[1].cluster.box
	if room := inner.y - (a.at.y + a.size.y/2); room < rowGap/2 {
		t.Errorf("%d pixels between %s and %s", room, c.nodes[0].id, c.groups[1].id)
	}
}

// layoutOf lays a network out, and checks what holds of all.
func layoutOf(t *testing.T, source string) (*network, *graph) {
	t.Helper()
	d, p := Parse(source)
	if p != nil {
		t.Fatal(p)
	}
	checkNetwork(t, source, d)
	c := d.drawing.(*network)
	g := c.graph()
	g.layout()
	return c, g
}

func TestRandomNetworksAreClear(t *testing.T) {
	n := 150
	if testing.Short() {
		n = 40
	}
	for seed := range int64(n) {
		source := randomNetwork(rand.New(rand.NewSource(seed)), 3+int(seed)%20)
		d, p := Parse(source)
		if p != nil {
			t.Fatalf("%v in\n%s", p, source)
		}
		if checkNetwork(t, source, d); t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, source)
		}
	}
}

// randomNetwork writes a flowchart with groups in groups, labels and all directions.
func randomNetwork(r *rand.Rand, n int) string {
	var s strings.Builder
	fmt.Fprintf(&s, "flowchart %s\n", []string{"TB", "BT", "LR", "RL"}[r.Intn(4)])
	shapes := []string{"[a b]", "(long text that wraps somewhere)", "{why?}", "((c))", "[(store)]", ">flag]", "[/lean/]", "{{six}}", ""}
	open := 0
	for i := range n {
		if r.Intn(5) == 0 && open < 3 {
			fmt.Fprintf(&s, "subgraph g%d [Group %d]\n", i, i)
			open++
		}
		fmt.Fprintf(&s, "n%d%s\n", i, shapes[r.Intn(len(shapes))])
		if r.Intn(3) == 0 && open > 0 {
			s.WriteString("end\n")
			open--
		}
	}
	s.WriteString(strings.Repeat("end\n", open))
	for range n * 3 / 2 {
		edge := []string{"-->", "---", "-.->", "==>", "<-->", "--x", "--->", "-->|label|", "-- two words -->"}[r.Intn(9)]
		fmt.Fprintf(&s, "n%d %s n%d\n", r.Intn(n), edge, r.Intn(n))
	}
	return s.String()
}

// checkNetwork checks what holds of all pictures of a network.
func checkNetwork(t *testing.T, source string, d *Diagram) {
	t.Helper()
	c := d.drawing.(*network)
	html := string(htmlOf(d))
	again, _ := Parse(source)
	if string(htmlOf(again)) != html {
		t.Error("drawn twice, it differs")
	}
	g := c.graph()
	links := slices.Clone(g.edges)
	g.layout()
	whole := rectangle{0, 0, g.size.x, g.size.y}
	var nodes, texts []rectangle
	for _, n := range c.nodes {
		box := around(n.vertex.at, n.vertex.size)
		if !whole.holds(box) {
			t.Errorf("%s at %v leaves %v", n.id, box, whole)
		}
		for i, other := range nodes {
			if box.meets(other) {
				t.Errorf("%s at %v overlaps %s at %v", n.id, box, c.nodes[i].id, other)
			}
		}
		nodes = append(nodes, box)
	}
	for i, e := range c.edges {
		l := links[i]
		checkEnds(t, e, l)
		if e.label.isEmpty() {
			continue
		}
		text := around(l.labelAt, xy{e.label.width, e.label.height()})
		if !whole.holds(text) {
			t.Errorf("label %q at %v leaves %v", e.label.text(), text, whole)
		}
		for _, other := range append(slices.Clone(nodes), texts...) {
			if text.meets(other) {
				t.Errorf("label %q at %v overlaps %v", e.label.text(), text, other)
			}
		}
		texts = append(texts, text)
	}
	checkGroups(t, c)
}

// checkEnds checks that an edge begins and ends on the borders of what it joins.
func checkEnds(t *testing.T, e *edge, l *link) {
	t.Helper()
	for i, end := range []endpoint{e.from, e.to} {
		at := l.path[i*(len(l.path)-1)]
		box := rectangle{}
		if end.group != nil {
			box = end.group.cluster.box
		} else {
			box = around(end.node.vertex.at, end.node.vertex.size)
		}
		inner := rectangle{box.x + box.w/3, box.y + box.h/3, box.w / 3, box.h / 3}
		if !box.grown(1).holds(rectangle{at.x, at.y, 0, 0}) || inner.holds(rectangle{at.x, at.y, 0, 0}) && box.w > 30 && box.h > 30 {
			t.Errorf("an edge of %v ends at %v", box, at)
		}
	}
}

// checkGroups checks that a group's box has all in it that belongs to it, and nothing else.
func checkGroups(t *testing.T, c *network) {
	t.Helper()
	for _, g := range c.groups {
		box := g.cluster.box
		for _, n := range c.nodes {
			inside := n.vertex.group.within(g.cluster) || within(n.group, g)
			one := around(n.vertex.at, n.vertex.size)
			if inside && !box.holds(one) {
				t.Errorf("%s at %v is not in %s at %v", n.id, one, g.id, box)
			}
			if !inside && box.meets(one) {
				t.Errorf("%s at %v is in %s at %v", n.id, one, g.id, box)
			}
		}
		for _, other := range c.groups {
			if !within(g, other) && !within(other, g) && box.meets(other.cluster.box) {
				t.Errorf("%s at %v overlaps %s at %v", g.id, box, other.id, other.cluster.box)
			}
		}
	}
}

func within(a, b *group) bool {
	for ; a != nil; a = a.parent {
		if a == b {
			return true
		}
	}
	return false
}

func around(at, size xy) rectangle {
	return rectangle{at.x - size.x/2, at.y - size.y/2, size.x, size.y}
}

func (r rectangle) holds(o rectangle) bool {
	return r.x <= o.x+1 && r.y <= o.y+1 && o.x+o.w <= r.x+r.w+1 && o.y+o.h <= r.y+r.h+1
}

func (r rectangle) meets(o rectangle) bool {
	return r.x < o.x+o.w && o.x < r.x+r.w && r.y < o.y+o.h && o.y < r.y+r.h
}

func (r rectangle) grown(by int) rectangle {
	return rectangle{r.x - by, r.y - by, r.w + 2*by, r.h + 2*by}
}

// TestLargestNetworksAreDrawn fails by taking minutes if a step is not bounded.
func TestLargestNetworksAreDrawn(t *testing.T) {
	for _, groups := range []int{1, 5, 60} {
		for _, toward := range []string{"TB", "LR"} {
			source := largestNetwork(toward, groups)
			d, p := Parse(source)
			if p != nil {
				t.Fatal(p)
			}
			htmlOf(d)
		}
	}
}

// largestNetwork has as many nodes and edges as there can be.
func largestNetwork(toward string, groups int) string {
	r := rand.New(rand.NewSource(1))
	var s strings.Builder
	s.WriteString("flowchart " + toward + "\n")
	for i := range groups {
		fmt.Fprintf(&s, "subgraph g%d\n", i)
		for n := i * mostNodes / groups; n < (i+1)*mostNodes/groups; n++ {
			fmt.Fprintf(&s, "n%d\n", n)
		}
		s.WriteString("end\n")
	}
	for i := range mostEdges {
		fmt.Fprintf(&s, "n%d -->|%d| n%d\n", r.Intn(mostNodes), i, r.Intn(mostNodes))
	}
	return s.String()
}
