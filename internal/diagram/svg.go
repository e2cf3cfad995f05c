package diagram

import (
	"cmp"
	"fmt"
	"html"
	"strconv"
	"strings"
)

// A canvas is an SVG while it is drawn. All lengths are whole pixels.
type canvas struct {
	svg           []byte
	width, height int
	hrefs         []string // of Diagram.Links
}

// begin opens a group of a class, end closes it.
func (c *canvas) begin(class string) { c.write(`<g class="%s">`, html.EscapeString(class)) }
func (c *canvas) end()               { c.write("</g>\n") }

// beginLink and endLink stand around what leads to Diagram.Links[i]. A link that leads
// nowhere is none.
func (c *canvas) beginLink(i int) {
	if c.hrefs[i] != "" {
		c.write(`<a href="%s">`, html.EscapeString(c.hrefs[i]))
	}
}

func (c *canvas) endLink(i int) {
	if c.hrefs[i] != "" {
		c.write("</a>")
	}
}

func (c *canvas) rect(class string, x, y, w, h, radius int) {
	c.write(`<rect%s x="%d" y="%d" width="%d" height="%d"`, classed(class), x, y, w, h)
	if radius > 0 {
		c.write(` rx="%d"`, radius)
	}
	c.write("/>")
	c.reach(x+w, y+h)
}

func (c *canvas) circle(class string, x, y, r int) {
	c.write(`<circle%s cx="%d" cy="%d" r="%d"/>`, classed(class), x, y, r)
	c.reach(x+r, y+r)
}

func (c *canvas) line(class string, x1, y1, x2, y2 int) {
	c.write(`<path%s d="M%d %dL%d %d"/>`, classed(class), x1, y1, x2, y2)
	c.reach(max(x1, x2), max(y1, y2))
}

// path draws what d says, in the words of SVG. Whoever calls it sees to it that the
// canvas reaches that far.
func (c *canvas) path(class, d string) { c.write(`<path%s d="%s"/>`, classed(class), d) }

// An anchor says which part of a line of text stands at its place.
type anchor string

const (
	start  anchor = ""
	middle anchor = "middle"
	end    anchor = "end"
)

// text writes a label with its upper edge at y.
func (c *canvas) text(class string, x, y int, at anchor, l label) {
	if l.isEmpty() {
		return
	}
	c.write(`<text%s x="%d" y="%d" fill="currentColor" stroke="none"`, classed(class), x, y+15)
	if at != start {
		c.write(` text-anchor="%s"`, string(at))
	}
	c.write(">")
	for i, one := range l.lines {
		if i == 0 && len(l.lines) == 1 {
			c.write("%s", html.EscapeString(one))
		} else {
			c.write(`<tspan x="%d" y="%d">%s</tspan>`, x, y+15+i*lineHeight, html.EscapeString(one))
		}
	}
	c.write("</text>")
	right := map[anchor]int{start: x + l.width, middle: x + (l.width+1)/2, end: x}[at]
	c.reach(right, y+l.height())
}

// A direction is where an arrow points to.
type direction struct{ dx, dy int }

var (
	up    = direction{0, -1}
	down  = direction{0, 1}
	left  = direction{-1, 0}
	right = direction{1, 0}
)

// arrow draws the head of an arrow with its point at x, y. It is no SVG marker,
// because those have ids, and a page may have many diagrams.
func (c *canvas) arrow(x, y int, to direction) {
	const long, half = 9, 4
	bx, by := x-to.dx*long, y-to.dy*long
	c.write(`<path class="head" fill="currentColor" stroke="none" d="M%d %dL%d %dL%d %dz"/>`, x, y, bx+to.dy*half, by+to.dx*half, bx-to.dy*half, by-to.dx*half)
}

// reach makes the canvas at least as large as to hold a point.
func (c *canvas) reach(x, y int) { c.width, c.height = max(c.width, x), max(c.height, y) }

func (c *canvas) write(format string, args ...any) { c.svg = fmt.Appendf(c.svg, format, args...) }

func classed(class string) string {
	if class == "" {
		return ""
	}
	return ` class="` + html.EscapeString(class) + `"`
}

// margin is left free around what is drawn, for the breadth of lines.
const margin = 2

// scalable is how wide a picture may be to be shown a little smaller in a column of text,
// which is some 580 pixels wide: its text is then still 12 pixels high.
const scalable = 720

// words says a thing in the reader's language: the values stand for {1}, {2} in it.
type words func(name string, values ...string) string

// An item is one line of an outline.
type item struct {
	text  string
	items []item
}

// Words are the names of all that is said of a diagram besides the author's own words. A
// theme says what they are in a language, with the values of some as {1}, {2}.
var Words = strings.Fields(`
	outline
	flowchart gantt mindmap pie quadrant sequence state timeline
	edge.leads edge.leads.by edge.joins edge.joins.by
	state.start state.end state.region
	gantt.task gantt.milestone gantt.done gantt.active gantt.critical
	quadrant.x quadrant.y quadrant.x.one quadrant.y.one quadrant.1 quadrant.2 quadrant.3 quadrant.4
	sequence.between sequence.message sequence.lost sequence.self sequence.both sequence.note sequence.ends
	sequence.loop sequence.alt sequence.else sequence.opt sequence.par sequence.and sequence.critical sequence.option sequence.break
`)

// Text returns what the diagram says in its author's words, for those who search it.
func (d *Diagram) Text() string {
	text := []string{d.Title, d.Description}
	onlyValues := func(_ string, values ...string) string { return strings.Join(values, " ") }
	var read func([]item)
	read = func(items []item) {
		for _, one := range items {
			text = append(text, one.text)
			read(one.items)
		}
	}
	read(d.drawing.outline(onlyValues))
	return strings.Join(strings.Fields(strings.Join(text, " ")), " ")
}

// HTML appends the diagram: the picture, its title, which caption stands in for if
// there is one, and an outline in words. hrefs are where Links lead, empty where they
// lead nowhere. word returns one of Words in the reader's language.
func (d *Diagram) HTML(dst []byte, caption string, hrefs []string, word func(name string) string) []byte {
	c := &canvas{hrefs: hrefs}
	d.drawing.draw(c)
	say := func(name string, values ...string) string {
		var pairs []string
		for i, v := range values {
			pairs = append(pairs, "{"+strconv.Itoa(i+1)+"}", v)
		}
		return strings.NewReplacer(pairs...).Replace(word(name))
	}
	return d.appendFigure(dst, c, cmp.Or(caption, d.Title), say)
}

func (d *Diagram) appendFigure(dst []byte, c *canvas, caption string, say words) []byte {
	role := "img"
	if len(d.Links) > 0 {
		role = "group" // what is in an img cannot be reached
	}
	name := strings.TrimSpace(caption + " " + d.Description)
	if name == "" {
		name = say(d.Type)
	}
	w, h := c.width+2*margin, c.height+2*margin
	class := d.Type
	if w <= scalable {
		class += " scales"
	}
	dst = fmt.Appendf(dst, `<figure class="diagram %s">`+"\n"+`<div class="canvas" tabindex="0">`, class)
	dst = fmt.Appendf(dst, `<svg role="%s" aria-label="%s" width="%d" height="%d" viewBox="%d %d %d %d" fill="none" stroke="currentColor" font-size="%d" font-family="sans-serif">`+"\n",
		role, html.EscapeString(name), w, h, -margin, -margin, w, h, fontSize)
	dst = append(append(dst, c.svg...), "</svg></div>\n"...)
	if caption != "" {
		dst = fmt.Appendf(dst, "<figcaption>%s</figcaption>\n", html.EscapeString(caption))
	}
	dst = fmt.Appendf(dst, `<details class="outline"><summary>%s</summary>`, html.EscapeString(say("outline")))
	return append(appendItems(dst, d.drawing.outline(say)), "</details>\n</figure>"...)
}

func appendItems(dst []byte, items []item) []byte {
	if len(items) == 0 {
		return dst
	}
	dst = append(dst, "\n<ul>\n"...)
	for _, one := range items {
		dst = append(append(dst, "<li>"...), html.EscapeString(one.text)...)
		dst = append(appendItems(dst, one.items), "</li>\n"...)
	}
	return append(dst, "</ul>\n"...)
}
