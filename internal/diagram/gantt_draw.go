package diagram

import (
	"fmt"
	"time"
)

// Sizes of a Gantt chart in pixels.
const (
	ganttWidth  = 576
	barHeight   = 28
	laneGap     = 6
	barPad      = 8
	ticksApart  = 14
	axisHeight  = 28
	sectionGap  = 10
	ganttIsTall = 480 // from here on there is an axis below as well
)

// A timeScale is where a time is on the axis.
type timeScale struct{ from, to int64 }

func (s timeScale) x(at int64) int {
	unit := max((s.to-s.from)>>40, 1) // so that nothing overflows
	return int((at - s.from) / unit * ganttWidth / ((s.to - s.from) / unit))
}

// scale covers all tasks. A chart of one moment has a day, or an hour, to stand in.
func (g *gantt) scale() timeScale {
	s := timeScale{1 << 60, -1 << 60}
	for _, section := range g.sections {
		for _, t := range section.tasks {
			s.from, s.to = min(s.from, t.start), max(s.to, t.shownEnd)
		}
	}
	if s.from == s.to {
		s.to += day
	}
	return s
}

// A tick is a labelled place on the axis.
type tick struct {
	x     int
	label label
}

// ticks returns the ticks of the finest step whose labels stand apart and differ.
func (g *gantt) ticks(s timeScale) []tick {
	steps, hasTimes := tickSteps, counts(g.axisFormat)
	if hasTimes {
		steps = countSteps
	}
	for _, section := range g.sections {
		for _, t := range section.tasks {
			hasTimes = hasTimes || mod(t.start, day) != 0 || mod(t.shownEnd, day) != 0
		}
	}
	for _, step := range steps {
		isOfTimes := step.months == 0 && step.time < day
		if isOfTimes && !hasTimes {
			continue
		}
		if ticks, ok := g.ticksOf(s, step); ok {
			return ticks
		}
	}
	return nil
}

func (g *gantt) ticksOf(s timeScale, step tickStep) ([]tick, bool) {
	var ticks []tick
	for at := step.first(s.from); at <= s.to; at = step.next(at) {
		said := time.UnixMilli(at).UTC().Format(step.layout)
		if g.axisFormat != "" {
			said, _ = formatAxis(g.axisFormat, at)
		}
		said = oneLine(said)
		next := tick{s.x(at), label{[]string{said}, widthOf(said)}}
		if n := len(ticks); n > 0 {
			last := ticks[n-1]
			isTight := next.x-last.x < (next.label.width+last.label.width)/2+ticksApart
			if isTight || next.label.text() == last.label.text() {
				return nil, false
			}
		}
		ticks = append(ticks, next)
	}
	return ticks, true
}

// A row is where a task or the name of a section is drawn.
type row struct {
	*canvas
	scale timeScale
	ticks []tick
	shift int // of the chart, for the first label of the axis
	y     int
}

// write writes a text beside a bar, with ground behind it where the axis has a line.
func (r row) write(class string, x, y int, at anchor, l label) {
	left := x - map[anchor]int{start: 0, end: l.width}[at]
	for _, t := range r.ticks {
		if x := r.shift + t.x; left-3 <= x && x <= left+l.width+3 {
			r.clear(left, y, start, l)
			break
		}
	}
	r.text(class, x, y, at, l)
}

// draw draws one row a task, below each other in the order of the text. A task's name
// stands on its bar where it has room there, and beside it otherwise.
func (g *gantt) draw(c *canvas) {
	s := g.scale()
	ticks := g.ticks(s)
	shift := 0
	for _, t := range ticks {
		shift = max(shift, t.label.width/2-t.x)
	}
	front := &canvas{hrefs: c.hrefs}
	r := row{front, s, ticks, shift, axisHeight}
	for i, section := range g.sections {
		if i > 0 {
			r.y += sectionGap
			front.line("rule", shift, r.y, shift+ganttWidth, r.y)
		}
		r.y += sectionGap
		if l := newLabel(section.name, ganttWidth); !l.isEmpty() {
			r.write("name", shift, r.y, start, l)
			r.y += l.height() + laneGap
		}
		for _, t := range section.tasks {
			r.y += t.draw(r) + laneGap
		}
	}
	g.drawExcluded(c, s, shift, r.y)
	g.drawAxis(c, ticks, shift, r.y)
	c.svg = append(c.svg, front.svg...)
	c.reach(front.width, front.height)
}

func (g *gantt) drawAxis(c *canvas, ticks []tick, shift, bottom int) {
	c.begin("axis")
	for _, t := range ticks {
		c.line("tick", shift+t.x, axisHeight-4, shift+t.x, bottom)
		c.text("", shift+t.x, 2, middle, t.label)
		if bottom > ganttIsTall {
			c.text("", shift+t.x, bottom+4, middle, t.label)
		}
	}
	c.end()
}

// drawExcluded shades the days that do not count, where they are wide enough to be seen.
func (g *gantt) drawExcluded(c *canvas, s timeScale, shift, bottom int) {
	const narrowest = 4
	if (s.to-s.from)/day > ganttWidth/narrowest {
		return
	}
	for at := s.from - mod(s.from, day); at < s.to; at += day {
		if !g.excluded(at) {
			continue
		}
		from := at
		for at+day < s.to && g.excluded(at+day) {
			at += day
		}
		left, right := s.x(max(from, s.from)), s.x(min(at+day, s.to))
		c.rect("excluded", shift+left, axisHeight, right-left, bottom-axisHeight, 0)
	}
}

func (t *task) class() string {
	class := "bar"
	if t.isMilestone {
		class = "milestone"
	}
	if t.isDone {
		class += " done"
	}
	if t.isActive {
		class += " active"
	}
	if t.isCritical {
		class += " crit"
	}
	return class
}

// draw draws a task, and returns its height.
func (t *task) draw(r row) int {
	left, right := r.shift+r.scale.x(t.start), r.shift+r.scale.x(t.shownEnd)
	if t.isMilestone {
		x := r.shift + r.scale.x(t.middle())
		left, right = x-barHeight/2+3, x+barHeight/2-3
	}
	right = max(right, left+4)
	said := t.label
	if t.isDone {
		said = "✓ " + said
	}
	l := newLabel(said, max(widest+40, right-left-2*barPad))
	height := max(barHeight, l.height()+8)
	t.drawBar(r, left, right, height)
	if t.link != nobody {
		r.beginLink(t.link)
		defer r.endLink(t.link)
	}
	x, at, isOnBar := t.labelPlace(l, left, right, r.shift)
	textAt := r.y + (height-l.height())/2
	if isOnBar {
		r.text("", x, textAt, at, l)
	} else {
		r.write("", x, textAt, at, l)
	}
	return height
}

func (t *task) drawBar(r row, left, right, height int) {
	if !t.isMilestone {
		r.rect(t.class(), left, r.y, right-left, height, 4)
		return
	}
	half := (right - left) / 2
	r.path(t.class(), fmt.Sprintf("M%d %dl%d %dl%d %dl%d %dz", left+half, r.y+height/2-half, half, half, -half, half, -half, -half))
	r.reach(right, r.y+height)
}

// labelPlace returns where a task's name stands: on the bar, right of it, left of it, or
// where there is no room at all, right of it beyond the chart.
func (t *task) labelPlace(l label, left, right, shift int) (x int, at anchor, isOnBar bool) {
	switch {
	case !t.isMilestone && l.width+2*barPad <= right-left:
		return left + barPad, start, true
	case right+barPad+l.width <= shift+ganttWidth || left-barPad-l.width < 0:
		return right + barPad, start, false
	}
	return left - barPad, end, false
}
