package diagram

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A pie is
//
//	pie showData title Pets
//	    "Dogs" : 386
//
// https://mermaid.js.org/syntax/pie.html
type pie struct {
	slices     []slice
	showsValue bool
}

type slice struct {
	label string
	value float64
	typed string // as the author wrote it
}

func readPie(t *text) drawing {
	p := &pie{}
	rest := t.rest
	if after, ok := rest.after("showData"); ok {
		p.showsValue, rest = true, after
	}
	p.readTitle(t, rest)
	for l, ok := t.next(); ok; l, ok = t.next() {
		if after, isShow := l.after("showData"); isShow {
			p.showsValue, l = true, after
		}
		if !p.readTitle(t, l) {
			p.readSlice(t, l)
		}
	}
	if t.problem == nil && len(p.slices) == 0 {
		t.fail(span{0, len(t.source)}, "a pie without slices").Hint = `write a line such as "Waiting" : 9`
	}
	return p
}

func (p *pie) readTitle(t *text, l line) bool {
	title, ok := l.after("title")
	if ok {
		t.title = title.text
	}
	return ok || l.text == ""
}

func (p *pie) readSlice(t *text, l line) {
	i := strings.LastIndex(l.text, ":")
	if i < 0 {
		t.unknown(l, `write "Name" : 12`)
		return
	}
	name, typed := l.upTo(i), l.skip(i+1)
	value, err := strconv.ParseFloat(typed.text, 64)
	switch {
	case err != nil || math.IsInf(value, 0) || math.IsNaN(value) || value < 0:
		t.fail(typed.span(), "%q is no size of a slice", shortened(typed.text)).Hint = "write a number that is not negative"
	case len(p.slices) == mostNodes:
		t.fail(l.span(), "a pie of more than %d slices", mostNodes)
	default:
		p.slices = append(p.slices, slice{plain(name.text), value, typed.text})
	}
}

func (p *pie) total() float64 {
	sum := 0.0
	for _, s := range p.slices {
		sum += s.value
	}
	return sum
}

// percent returns a slice's part of the whole, rounded to whole percents. One that
// would round to zero reads "< 1 %".
func (p *pie) percent(s slice) string {
	part := 0.0
	if total := p.total(); total > 0 {
		part = s.value / total * 100
	}
	if part > 0 && part < 0.5 {
		return "< 1 %"
	}
	return strconv.FormatFloat(math.Round(part), 'f', 0, 64) + " %"
}

// draw draws the slices clockwise from the top, in the order of the text, and below them
// what they are called, because slices can be too thin to write on.
func (p *pie) draw(c *canvas) {
	const r, gap = 110, 20
	p.drawSlices(c, r)
	p.drawLegend(c, 2*r+gap)
}

// drawSlices writes on those that are not too thin how large they are, so that it does not
// take colours to find one in the legend.
func (p *pie) drawSlices(c *canvas, r int) {
	const thinnest = 0.08 // that can be written on
	c.reach(2*r, 2*r)
	total, before := p.total(), 0.0
	if total == 0 {
		c.circle("slice", r, r, r)
	}
	for i, s := range p.slices {
		if s.value > 0 {
			c.path("slice "+hue(i), arc(r, before/total, (before+s.value)/total))
		}
		if s.value > total*thinnest {
			x, y := inSlice(r, (before+s.value/2)/total)
			c.text("percent", x, y-lineHeight/2, middle, newLabel(p.percent(s), widest))
		}
		before += s.value
	}
}

// drawLegend keeps within the width of a phone.
func (p *pie) drawLegend(c *canvas, y int) {
	const key, gap, most = 14, 10, 270
	for i, s := range p.slices {
		c.rect("key "+hue(i), 0, y+3, key, key, 2)
		said := s.label + ", " + p.percent(s)
		if p.showsValue {
			said += " (" + s.typed + ")"
		}
		l := newLabel(said, most)
		c.text("", key+gap, y, start, l)
		y += max(l.height(), lineHeight) + 6
	}
}

// hue is the class of the i-th of many things that need to be told apart.
func hue(i int) string { return "hue" + strconv.Itoa(i%8+1) }

// arc returns the path of a slice of the circle with radius r, between two parts of the
// whole turn.
func arc(r int, from, to float64) string {
	if to-from > 0.9999 {
		return fmt.Sprintf("M%d 0A%d %d 0 1 1 %d %dA%d %d 0 1 1 %d 0z", r, r, r, r, 2*r, r, r, r)
	}
	large := 0
	if to-from > 0.5 {
		large = 1
	}
	return fmt.Sprintf("M%d %dL%sA%d %d 0 %d 1 %sz", r, r, onCircle(r, from), r, r, large, onCircle(r, to))
}

// onCircle returns a place on the circle, rounded to tenths so that it is the same on
// every processor.
func onCircle(r int, turn float64) string {
	sin, cos := math.Sincos(2 * math.Pi * turn)
	tenth := func(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }
	return tenth(float64(r)+float64(float64(r)*sin)) + " " + tenth(float64(r)-float64(float64(r)*cos))
}

// inSlice returns the place in the circle that is best to write on, in whole pixels.
func inSlice(r int, turn float64) (x, y int) {
	sin, cos := math.Sincos(2 * math.Pi * turn)
	far := float64(r * 68 / 100)
	return r + int(math.Round(float64(far*sin))), r - int(math.Round(float64(far*cos)))
}

func (p *pie) outline(words) []item {
	items := make([]item, len(p.slices))
	for i, s := range p.slices {
		items[i] = item{text: s.label + ": " + s.typed + ", " + p.percent(s)}
	}
	return items
}
