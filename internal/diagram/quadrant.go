package diagram

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A quadrant is
//
//	quadrantChart
//	    title Reach and engagement
//	    x-axis Low reach --> High reach
//	    y-axis Low engagement --> High engagement
//	    quadrant-1 Expand
//	    quadrant-2 Promote
//	    quadrant-3 Re-evaluate
//	    quadrant-4 Improve
//	    Campaign A: [0.3, 0.6]
//	    Campaign B:::good: [0.45, 0.23] radius: 12, color: #ff3300
//	    classDef good color: #109060
//
// Fields are numbered as in mathematics, from the upper right against the clock. Sizes
// and colours of points are looks; of a colour, its hue is kept.
//
// https://mermaid.js.org/syntax/quadrantChart.html
type quadrant struct {
	x, y   [2]string // ends of the axes, low and high
	fields [4]string
	points []point
}

type point struct {
	label string
	x, y  int    // in thousandths
	typed string // as the author wrote it
	class string
	look  look
}

func readQuadrant(t *text) drawing {
	q := &quadrant{}
	t.nothingBehindType()
	classStyles := map[string]string{}
	for l, ok := t.next(); ok; l, ok = t.next() {
		word, _, _ := strings.Cut(l.text, " ")
		rest := l.skip(len(word))
		field := strings.TrimPrefix(word, "quadrant-")
		switch {
		case word == "title":
			t.title = rest.text
		case word == "x-axis":
			q.x = readAxis(t, rest)
		case word == "y-axis":
			q.y = readAxis(t, rest)
		case len(field) == 1 && field >= "1" && field <= "4" && field != word:
			q.fields[field[0]-'1'] = t.label(rest)
		case word == "classDef":
			name, style, _ := strings.Cut(rest.text, " ")
			classStyles[name] = style
		default:
			q.readPoint(t, l)
		}
	}
	isEmpty := len(q.points) == 0 && q.fields == [4]string{} && q.x[0] == "" && q.y[0] == ""
	if t.problem == nil && isEmpty {
		t.fail(span{0, len(t.source)}, "a quadrant chart without axes, fields and points").Hint = "write x-axis Low --> High"
	}
	for i, p := range q.points {
		q.points[i].look = cmp.Or(p.look, lookOf(p.class, classStyles[p.class]))
	}
	return q
}

func readAxis(t *text, l line) [2]string {
	low, high, _ := l.cut("-->")
	return [2]string{t.label(low), t.label(high)}
}

var (
	pointLine  = regexp.MustCompile(`^("[^"]*"|.+?)\s*(?::::\s*([\w-]+))?\s*:\s*\[\s*([^\s,\]]+)\s*,\s*([^\s,\]]+)\s*\]\s*(.*)$`)
	pointStyle = regexp.MustCompile(`^(?:(?:radius|color|stroke-color|stroke-width)\s*:\s*[#\w.]+\s*(?:,\s*|$))*$`)
)

func (q *quadrant) readPoint(t *text, l line) {
	m := pointLine.FindStringSubmatchIndex(l.text)
	if m == nil {
		t.unknown(l, "a point is written Name: [0.3, 0.6]")
		return
	}
	group := func(i int) line {
		if m[2*i] < 0 {
			return line{}
		}
		return line{l.text[m[2*i]:m[2*i+1]], l.at + m[2*i], l.indent}
	}
	if style := group(5); !pointStyle.MatchString(style.text) {
		t.unknown(style, "a point can have radius, color, stroke-color and stroke-width")
		return
	}
	if len(q.points) == mostNodes {
		t.fail(l.span(), "a quadrant chart of more than %d points", mostNodes)
		return
	}
	q.points = append(q.points, point{
		label: t.label(group(1)),
		x:     thousandths(t, group(3)),
		y:     thousandths(t, group(4)),
		typed: "[" + group(3).text + ", " + group(4).text + "]",
		class: group(2).text,
		look:  lookOf("", group(5).text),
	})
}

// thousandths reads a number from 0 to 1.
func thousandths(t *text, l line) int {
	value, err := strconv.ParseFloat(l.text, 64)
	if err != nil || !(value >= 0 && value <= 1) {
		t.fail(l.span(), "%q is not a place from 0 to 1", shortened(l.text)).Hint = "write Name: [0.3, 0.6]"
		return 0
	}
	return int(math.Round(value * 1000))
}

// Sizes of a quadrant chart in pixels.
const (
	dotRadius   = 6
	axisWidest  = 72 // a name of the y-axis wraps here
	fieldPad    = 10
	emptyChart  = 236 // without points: it fits a phone
	leastChart  = 456 // the chart grows where names of points have no room
	mostChart   = 576
	chartGrowth = 60
)

// A place is where a text stands.
type place struct {
	left, top int
	label     label
	isFar     bool // from its point, so that a line leads there
	leader    [2]int
}

func (p place) area() area {
	return area{p.left, p.top, p.left + p.label.width, p.top + p.label.height()}
}

// A quadrantLayout is where everything in a chart of a size stands.
type quadrantLayout struct {
	size   int
	fields []place
	names  []place // of the points; without lines where there is no room
	missed int
}

func (q *quadrant) draw(c *canvas) {
	low, high := newLabel(q.y[0], axisWidest), newLabel(q.y[1], axisWidest)
	laid := q.layout(leastChart)
	if small := q.layout(emptyChart); len(q.points) == 0 && small.holds(low, high) {
		laid = small
	}
	for size := leastChart + chartGrowth; laid.missed > 0 && size <= mostChart; size += chartGrowth {
		if larger := q.layout(size); larger.missed < laid.missed {
			laid = larger
		}
	}
	const y = dotRadius + 1 // a point can be on the edge
	x := max(y, max(low.width, high.width)+fieldPad)
	size, half := laid.size, laid.size/2
	for i, at := range quarters(half) {
		c.rect("field field"+strconv.Itoa(i+1), x+at.left, y+at.top, half, half, 0)
	}
	c.text("axis", x-fieldPad, y+half/2-high.height()/2, end, high)
	c.text("axis", x-fieldPad, y+half+half/2-low.height()/2, end, low)
	below := y + size
	for i, name := range q.x {
		l := newLabel(name, half-fieldPad)
		c.text("axis", x+half/2+i*half, y+size+8, middle, l)
		below = max(below, y+size+8+l.height())
	}
	for _, one := range laid.fields {
		c.text("name", x+one.left+one.label.width/2, y+one.top, middle, one.label)
	}
	q.drawPoints(c, laid, x, y)
	q.listMissed(c, laid, x, below+12)
}

// holds reports whether the names of the fields, and those beside them, are no higher
// than a field.
func (l *quadrantLayout) holds(beside ...label) bool {
	names := beside
	for _, name := range l.fields {
		names = append(names, name.label)
	}
	return !slices.ContainsFunc(names, func(name label) bool { return name.height() > l.size/2-2*fieldPad })
}

// quarters returns the fields of a chart, each half as wide as the chart.
func quarters(half int) [4]area {
	size := 2 * half
	return [4]area{{half, 0, size, half}, {0, 0, half, half}, {0, half, half, size}, {half, half, size, size}}
}

func (q *quadrant) drawPoints(c *canvas, laid *quadrantLayout, x, y int) {
	for i, p := range q.points {
		one := laid.names[i]
		px, py := p.on(laid.size)
		if one.isFar {
			c.line("leader", x+px, y+py, x+one.leader[0], y+one.leader[1])
		}
		c.circle(classes("point", p.look), x+px, y+py, dotRadius)
		c.text("", x+one.left, y+one.top, start, one.label)
	}
}

// listMissed lists the points whose names have no room beside them.
func (q *quadrant) listMissed(c *canvas, laid *quadrantLayout, x, y int) {
	for i, p := range q.points {
		if laid.names[i].label.isEmpty() {
			l := newLabel(oneLine(p.label)+" "+p.typed, laid.size)
			c.text("", x, y, start, l)
			y += l.height() + 4
		}
	}
}

// on returns a point's place in a chart of a size.
func (p point) on(size int) (x, y int) { return p.x * size / 1000, size - p.y*size/1000 }

// layout places the names of fields and points so that nothing stands on another.
func (q *quadrant) layout(size int) *quadrantLayout {
	laid := &quadrantLayout{size: size, names: make([]place, len(q.points))}
	half := size / 2
	t := &taken{size: size, marks: []area{{half - 2, 0, half + 2, size}, {0, half - 2, size, half + 2}}}
	for _, p := range q.points {
		x, y := p.on(size)
		t.marks = append(t.marks, area{x, y, x, y}.grown(dotRadius+2))
	}
	for i, field := range quarters(half) {
		if l := newLabel(q.fields[i], half-5*fieldPad); !l.isEmpty() {
			l.width = boldly(l.width)
			one := placeField(l, field, i, t)
			laid.fields = append(laid.fields, one)
			t.texts = append(t.texts, one.area().grown(2))
		}
	}
	// A name far from its point only where all others have a place already.
	for _, isFar := range []bool{false, true} {
		for i, p := range q.points {
			x, y := p.on(size)
			l := newLabel(p.label, widest-40)
			if l.isEmpty() || !laid.names[i].label.isEmpty() {
				continue
			}
			one, ok := placeName(l, x, y, t, isFar)
			if ok {
				laid.names[i] = one
			} else if isFar {
				laid.missed++
			}
		}
	}
	return laid
}

// taken is where in a chart there is something already: texts, and marks that lines may
// cross but no text may stand on.
type taken struct {
	size         int
	texts, marks []area
}

func (t *taken) isFree(a area) bool { return isFree(a, t.texts) && isFree(a, t.marks) }

// placeField puts a field's name into the field's outer corner, or where no point is.
func placeField(l label, field area, number int, t *taken) place {
	left, right := field.left+fieldPad, field.right-fieldPad-l.width
	top, bottom := field.top+fieldPad, field.bottom-fieldPad-l.height()
	middle := (left + right) / 2
	corners := [4][2]int{{right, top}, {left, top}, {left, bottom}, {right, bottom}}
	tries := append([][2]int{corners[number]}, corners[:]...)
	tries = append(tries, [2]int{middle, top}, [2]int{middle, bottom}, [2]int{middle, (top + bottom) / 2})
	for _, at := range tries {
		one := place{left: at[0], top: at[1], label: l}
		if t.isFree(one.area().grown(fieldPad + 4)) { // a point in a corner has room for its name
			return one
		}
	}
	return place{left: corners[number][0], top: corners[number][1], label: l}
}

// placeName puts a point's name beside the point, or at the end of a line from it.
func placeName(l label, x, y int, t *taken, isFar bool) (place, bool) {
	distances := []int{dotRadius + 6}
	if isFar {
		distances = []int{28, 44, 60, 80, 100}
	}
	w, h := l.width, l.height()
	for _, d := range distances {
		diagonal := d * 7 / 10
		for _, at := range [][2]int{
			{x + d, y - h/2}, {x - d - w, y - h/2}, {x - w/2, y - d - h}, {x - w/2, y + d},
			{x + diagonal, y - diagonal - h}, {x + diagonal, y + diagonal}, {x - diagonal - w, y - diagonal - h}, {x - diagonal - w, y + diagonal},
		} {
			one := place{left: at[0], top: at[1], label: l, isFar: isFar}
			if t.add(&one, x, y) {
				return one, true
			}
		}
	}
	return place{}, false
}

// add takes a place for a point's name, and for the line that leads there.
func (t *taken) add(one *place, x, y int) bool {
	a := one.area()
	if !(area{2, 2, t.size - 2, t.size - 2}).holds(a) || !t.isFree(a) {
		return false
	}
	if one.isFar {
		one.leader = [2]int{min(max(x, a.left-2), a.right+2), min(max(y, a.top-1), a.bottom+1)}
		steps := along(x, y, one.leader[0], one.leader[1])
		for _, step := range steps {
			if !isFree(step, t.texts) {
				return false
			}
		}
		t.marks = append(t.marks, steps...)
	}
	t.texts = append(t.texts, a.grown(2))
	return true
}

// along returns small areas that together cover a line.
func along(x1, y1, x2, y2 int) []area {
	n := max(x1-x2, x2-x1, y1-y2, y2-y1)/4 + 1
	steps := make([]area, n+1)
	for i := range steps {
		x, y := x1+(x2-x1)*i/n, y1+(y2-y1)*i/n
		steps[i] = area{x, y, x + 1, y + 1}.grown(2)
	}
	return steps
}

func isFree(a area, taken []area) bool {
	for _, one := range taken {
		if a.overlaps(one) {
			return false
		}
	}
	return true
}

// outline says the axes, and for each field what is in it.
func (q *quadrant) outline(say words) []item {
	var items []item
	for _, axis := range []struct {
		name string
		ends [2]string
	}{{"quadrant.x", q.x}, {"quadrant.y", q.y}} {
		switch {
		case axis.ends[1] != "":
			items = append(items, item{text: say(axis.name, oneLine(axis.ends[0]), oneLine(axis.ends[1]))})
		case axis.ends[0] != "":
			items = append(items, item{text: say(axis.name+".one", oneLine(axis.ends[0]))})
		}
	}
	for i, where := range []string{"quadrant.1", "quadrant.2", "quadrant.3", "quadrant.4"} {
		one := item{text: strings.TrimSuffix(fmt.Sprintf("%s: %s", say(where), oneLine(q.fields[i])), ": ")}
		for _, p := range q.points {
			if p.field() == i {
				one.items = append(one.items, item{text: oneLine(p.label) + " " + p.typed})
			}
		}
		if q.fields[i] != "" || len(one.items) > 0 {
			items = append(items, one)
		}
	}
	return items
}

// field returns the index of the field that a point is in.
func (p point) field() int {
	switch isRight, isUpper := p.x >= 500, p.y >= 500; {
	case isRight && isUpper:
		return 0
	case isUpper:
		return 1
	case isRight:
		return 3
	}
	return 2
}
