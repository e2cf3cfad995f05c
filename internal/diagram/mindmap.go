package diagram

import (
	"fmt"
	"regexp"
	"strings"
)

// A mindmap is a tree by indentation:
//
//	mindmap
//	  root((Strategy))
//	    Problem
//	      id[a square]
//	      id(rounded)
//	      id))a bang((
//	      id)a cloud(
//	      id{{a hexagon}}
//	      id["`a **Markdown** string,
//	      which can go on`"]
//	      ::icon(fa fa-book)
//	    Policy
//	    :::urgent
//
// Icons are only the looks of Mermaid's picture. Classes give a look, by their names.
//
// https://mermaid.js.org/syntax/mindmap.html
type mindmap struct{ root *thought }

type thought struct {
	indent   int
	label    string
	shape    thoughtShape
	look     look
	depth    int
	children []*thought
}

// A thoughtShape is the brackets that open it.
type thoughtShape string

// thoughtShapes are the brackets around a text, the longer ones first.
var thoughtShapes = []struct {
	opens  thoughtShape
	closes string
}{{"((", "))"}, {"))", "(("}, {"{{", "}}"}, {"(", ")"}, {")", "("}, {"[", "]"}}

func readMindmap(t *text) drawing {
	m := &mindmap{}
	t.nothingBehindType()
	var path []*thought // from the root to the last thought
	n := 0
	for l, ok := t.next(); ok; l, ok = t.next() {
		if isLook := len(path) > 0 && m.readLook(path[len(path)-1], l); isLook {
			continue
		}
		one := m.readThought(t, t.wholeString(l))
		if n++; n > mostNodes {
			t.fail(l.span(), "a mind map of more than %d thoughts", mostNodes)
		}
		for len(path) > 0 && path[len(path)-1].indent >= one.indent {
			path = path[:len(path)-1]
		}
		switch {
		case len(path) > 0:
			parent := path[len(path)-1]
			one.depth = parent.depth + 1
			parent.children = append(parent.children, one)
		case m.root != nil:
			t.fail(l.span(), "a second root").Hint = "indent the line further than the first one"
		default:
			m.root = one
		}
		path = append(path, one)
		if len(path) > 4*mostNesting {
			t.fail(l.span(), "a mind map more than %d deep", 4*mostNesting)
		}
	}
	if t.problem == nil && m.root == nil {
		t.fail(span{0, len(t.source)}, "a mind map without a root").Hint = "write root((Name)), and what belongs to it indented below"
	}
	return m
}

// wholeString returns a line with those below it into which its Markdown string goes on.
func (t *text) wholeString(l line) line {
	isOpen := func() bool { return strings.Count(l.text, "\"`") > strings.Count(l.text, "`\"") }
	for isOpen() && len(t.lines) > 0 {
		l.text += "\n" + t.lines[0].text
		t.lines = t.lines[1:]
	}
	return l
}

// readLook reads the icon or the classes of a thought.
func (m *mindmap) readLook(of *thought, l line) bool {
	if classes, ok := strings.CutPrefix(l.text, ":::"); ok {
		for class := range strings.FieldsSeq(classes) {
			if found := lookOf(class, ""); found != "" {
				of.look = found
			}
		}
		return true
	}
	return strings.HasPrefix(l.text, "::icon(")
}

// withRemark is a text with something in parentheses, as in Unit (fast). With an id, there
// is no blank before the bracket.
var withRemark = regexp.MustCompile(`^[^()\[\]{}"]*[ \t]\([^()]`)

var bracketed = regexp.MustCompile(`^([^()\[\]{}"]*)(\(\(|\)\)|\{\{|\(|\)|\[)`)

// readThought reads a text, or an id with a text in brackets.
func (m *mindmap) readThought(t *text, l line) *thought {
	one := &thought{indent: l.indent, label: l.text}
	at := bracketed.FindStringSubmatch(l.text)
	if at == nil || withRemark.MatchString(l.text) {
		one.label = t.label(l)
		return one
	}
	inner := l.skip(len(at[0]))
	for _, shape := range thoughtShapes {
		if string(shape.opens) != at[2] {
			continue
		}
		one.shape = shape.opens
		if !strings.HasSuffix(inner.text, shape.closes) {
			t.fail(l.span(), "%q is not closed with %s", at[2], shape.closes).Hint = `write a text with brackets in quotes, as in id["Text (more)"], and on one line`
			return one
		}
		inner = inner.upTo(len(inner.text) - len(shape.closes))
	}
	if strings.ContainsAny(strings.TrimSpace(at[1]), " \t") {
		t.fail(l.span(), "a text with brackets is not in quotes").Hint = `write id["` + shortened(l.text) + `"]`
	}
	one.label = t.label(inner)
	return one
}

// Sizes of a mind map in pixels.
const (
	thoughtWidest = 180
	thoughtPad    = 12
	levelsApart   = 44
	siblingsApart = 10
)

// draw draws a tree from the left to the right, each thought in the middle of what
// belongs to it.
func (m *mindmap) draw(c *canvas) {
	front := &canvas{}
	measure(m.root).place(c, front, 0, 0)
	c.svg = append(c.svg, front.svg...)
	c.reach(front.width, front.height)
}

// A subtree is a thought as it is drawn, with what belongs to it.
type subtree struct {
	*thought
	box           label
	width, height int
	below         int // height of all children
	total         int // height of it all
	subtrees      []*subtree
}

// measure sizes a thought and all below it.
func measure(one *thought) *subtree {
	th := &subtree{thought: one, box: newLabel(one.label, thoughtWidest)}
	th.width, th.height = th.box.width, max(th.box.height(), lineHeight)
	if th.depth == 0 {
		th.width = boldly(th.width)
	}
	switch {
	case th.isBare():
		th.width, th.height = th.width+14, th.height+8
	case th.shape == "((":
		th.width = 2*halfDiagonal(th.width, th.height) + 8
		th.height = th.width
	case th.shape == "))" || th.shape == ")" || th.shape == "{{":
		th.width, th.height = th.width+3*thoughtPad, th.height+2*thoughtPad
	default:
		th.width, th.height = th.width+2*thoughtPad, th.height+thoughtPad
	}
	for i, child := range th.children {
		if i > 0 {
			th.below += siblingsApart
		}
		th.subtrees = append(th.subtrees, measure(child))
		th.below += th.subtrees[i].total
	}
	th.total = max(th.below, th.height)
	return th
}

// isBare reports whether a thought is a text without a shape around it.
func (th *thought) isBare() bool { return th.shape == "" && th.look == "" && th.depth > 1 }

// halfDiagonal returns half the diagonal of a rectangle, rounded up.
func halfDiagonal(w, h int) int {
	square, r := w*w+h*h, 0
	for 4*r*r < square {
		r++
	}
	return r
}

// place draws a thought and what belongs to it, in an area that begins at x, y.
func (th *subtree) place(back, front *canvas, x, y int) {
	mid := y + th.total/2
	th.draw(front, x, mid-th.height/2)
	x += th.width
	y = mid - th.below/2
	for i, child := range th.subtrees {
		if th.depth == 0 {
			back.begin("branch " + hue(i))
			front.begin("branch " + hue(i))
		}
		connect(back, x, mid, x+levelsApart, y+child.total/2)
		child.place(back, front, x+levelsApart, y)
		if th.depth == 0 {
			back.end()
			front.end()
		}
		y += child.total + siblingsApart
	}
}

// connect draws a rounded line between two thoughts.
func connect(c *canvas, x1, y1, x2, y2 int) {
	mid := (x1 + x2) / 2
	c.path("twig", fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, mid, y1, mid, y2, x2, y2))
}

func (th *subtree) draw(c *canvas, x, y int) {
	class := classes("thought", th.look)
	if th.depth == 0 {
		class = classes("thought root", th.look)
	}
	c.begin(class)
	w, h := th.width, th.height
	switch {
	case th.isBare():
		c.text("", x+4, y+(h-th.box.height())/2, start, th.box)
		c.end()
		return
	case th.shape == "((":
		c.circle("", x+w/2, y+h/2, w/2)
	case th.shape == "))":
		c.path("", jagged(x, y, w, h))
	case th.shape == ")":
		c.path("", puffy(x, y, w, h))
	case th.shape == "{{":
		c.path("", fmt.Sprintf("M%d %dh%dl%d %dl%d %dh%dl%d %dz", x+thoughtPad, y, w-2*thoughtPad, thoughtPad, h/2, -thoughtPad, h-h/2, 2*thoughtPad-w, -thoughtPad, h/2-h))
	case th.shape == "[":
		c.rect("", x, y, w, h, 0)
	default:
		c.rect("", x, y, w, h, min(h/2, 14))
	}
	c.reach(x+w, y+h)
	c.text("", x+w/2, y+(h-th.box.height())/2, middle, th.box)
	c.end()
}

// jagged returns the outline of a bang: a rectangle whose sides are teeth.
func jagged(x, y, w, h int) string {
	const tooth = 6
	var b strings.Builder
	fmt.Fprintf(&b, "M%d %d", x+tooth, y+tooth)
	side := func(length, dx, dy int) {
		n := max(length/14, 1)
		for i := range n {
			step := length*(i+1)/n - length*i/n
			half := step / 2
			fmt.Fprintf(&b, "l%d %dl%d %d", dx*half+dy*tooth, dy*half-dx*tooth, dx*(step-half)-dy*tooth, dy*(step-half)+dx*tooth)
		}
	}
	side(w-2*tooth, 1, 0)
	side(h-2*tooth, 0, 1)
	side(w-2*tooth, -1, 0)
	side(h-2*tooth, 0, -1)
	return b.String() + "z"
}

// puffy returns the outline of a cloud: a rectangle whose sides are arcs.
func puffy(x, y, w, h int) string {
	const inset = 7
	var b strings.Builder
	fmt.Fprintf(&b, "M%d %d", x+inset, y+inset)
	side := func(length, dx, dy int) {
		n := max(length/26, 1)
		for i := range n {
			step := length*(i+1)/n - length*i/n
			fmt.Fprintf(&b, "a%d %d 0 0 1 %d %d", step*6/10, step*6/10, dx*step, dy*step)
		}
	}
	side(w-2*inset, 1, 0)
	side(h-2*inset, 0, 1)
	side(w-2*inset, -1, 0)
	side(h-2*inset, 0, -1)
	return b.String() + "z"
}

func (m *mindmap) outline(words) []item { return []item{m.root.outline()} }

func (th *thought) outline() item {
	one := item{text: oneLine(th.label)}
	for _, child := range th.children {
		one.items = append(one.items, child.outline())
	}
	return one
}
