package diagram

import (
	"fmt"
	"slices"
)

// Sizes of a sequence in pixels.
const (
	headWidest   = 150 // a participant's name wraps here
	headLeast    = 84
	headPad      = 12
	headApart    = 28
	actorHeight  = 40
	columnsApart = 110
	barWidth     = 10
	barShift     = 5  // of a bar on a bar
	beside       = 14 // between a lifeline and what stands beside it
	loopWidth    = 34 // of a message to oneself
	badgeHeight  = 22
	framePad     = 12
	isTallFrom   = 560 // participants stand at the bottom as well
)

// lanes are the places of the lifelines. They are as near to each other as what
// stands between them allows.
type lanes struct {
	x     []int
	wants []want
	bars  []int // how many a participant has at most at once
}

// A want is that a lifeline is at least so far to the right of another.
type want struct{ left, right, distance int }

// apart asks for a distance. At the edges of the picture there is room.
func (c *lanes) apart(left, right, distance int) {
	if left >= 0 && right < len(c.x) && left < right {
		c.wants = append(c.wants, want{left, right, distance})
	}
}

// place grants all wants, from left to right.
func (c *lanes) place() {
	slices.SortStableFunc(c.wants, func(a, b want) int { return a.right - b.right })
	for _, w := range c.wants {
		c.x[w.right] = max(c.x[w.right], c.x[w.left]+w.distance)
	}
}

// A stage is a sequence while it is drawn, from the top to the bottom. What is drawn
// later stands before what is drawn earlier, so there are layers.
type stage struct {
	*sequence
	*lanes
	back, lifelines, bars, front *canvas

	y     int   // down to where it is drawn
	line  int   // where the last message is
	heads []box // of the participants
	open  [][]int
	from  []int // of the lifelines
	until []int // zero: the end
}

// A box is a participant as it is drawn.
type box struct {
	name          label
	links         []label
	textHeight    int
	width, height int
}

func (s *sequence) draw(c *canvas) {
	st := &stage{sequence: s, open: make([][]int, len(s.participants)), from: make([]int, len(s.participants)), until: make([]int, len(s.participants))}
	st.back, st.lifelines, st.bars, st.front = &canvas{hrefs: c.hrefs}, &canvas{}, &canvas{}, &canvas{hrefs: c.hrefs}
	st.measureHeads()
	st.placeColumns()
	st.drawHeads()
	for _, one := range s.steps {
		one.draw(st)
	}
	st.finish()
	for _, layer := range []*canvas{st.back, st.lifelines, st.bars, st.front} {
		c.svg = append(c.svg, layer.svg...)
		c.reach(layer.width, layer.height)
	}
}

func (s *stage) measureHeads() {
	for _, p := range s.participants {
		b := box{name: newLabel(p.label, headWidest)}
		b.width = boldly(b.name.width)
		for _, one := range p.links {
			l := newLabel(one.label, headWidest)
			b.links = append(b.links, l)
			b.width, b.textHeight = max(b.width, l.width), b.textHeight+l.height()
		}
		b.width = max(b.width+2*headPad, headLeast)
		b.textHeight += max(b.name.height(), lineHeight)
		b.height = b.textHeight + 2*headPad
		if p.isActor {
			b.height += actorHeight - headPad
		}
		s.heads = append(s.heads, b)
	}
	s.levelHeads()
}

// levelHeads gives all rectangles at the top the same height.
func (s *stage) levelHeads() {
	isLevel := func(i int) bool { return !s.participants[i].isActor && !s.participants[i].created }
	most := 0
	for i, b := range s.heads {
		if isLevel(i) {
			most = max(most, b.height)
		}
	}
	for i := range s.heads {
		if isLevel(i) {
			s.heads[i].height = most
		}
	}
}

// placeColumns decides where the lifelines are.
func (s *stage) placeColumns() {
	s.lanes = &lanes{x: make([]int, len(s.heads)), bars: make([]int, len(s.heads))}
	for i := range s.heads[1:] {
		distance := (s.heads[i].width+s.heads[i+1].width)/2 + headApart
		for _, b := range s.boxes {
			if b.to == i+1 {
				distance += framePad
			}
			if b.from == i+1 {
				distance += framePad
			}
		}
		s.apart(i, i+1, max(distance, columnsApart))
	}
	s.countBars(s.steps, make([]int, len(s.heads)))
	for _, one := range s.steps {
		one.reserve(s.lanes)
	}
	s.place()
	least := -s.heads[0].width / 2
	if len(s.boxes) > 0 {
		least -= framePad
	}
	for _, one := range s.steps {
		left, _ := one.extent(s.lanes)
		least = min(least, left)
	}
	for i := range s.x {
		s.x[i] -= least
	}
}

// countBars notes how many bars each participant has at most at once.
func (s *stage) countBars(steps []step, now []int) {
	change := func(participant, by int) {
		now[participant] += by
		s.lanes.bars[participant] = max(s.lanes.bars[participant], now[participant])
	}
	for _, one := range steps {
		switch one := one.(type) {
		case *message:
			if one.activates {
				change(one.to, 1)
			}
			if one.deactivates {
				change(one.from, -1)
			}
		case activation:
			if one.ends {
				change(one.participant, -1)
			} else {
				change(one.participant, 1)
			}
		case *block:
			for _, section := range one.sections {
				s.countBars(section.steps, now)
			}
		}
	}
}

// halfBars returns how far a participant's bars reach at most beside its lifeline.
func (c *lanes) halfBars(participant int) int {
	return barWidth/2 + max(0, c.bars[participant]-1)*barShift
}

// headHeight returns the height of the participants that stand at the top.
func (s *stage) headHeight() int {
	most := 0
	for i, b := range s.heads {
		if !s.participants[i].created {
			most = max(most, b.height)
		}
	}
	return most
}

func (s *stage) drawHeads() {
	boxTitles := 0
	for _, b := range s.boxes {
		left, right := s.boxEdges(b)
		boxTitles = max(boxTitles, newLabel(b.label, right-left-2*headPad).height()+8)
	}
	s.y = boxTitles
	height := s.headHeight()
	for i, p := range s.participants {
		s.from[i] = s.y + height
		if !p.created {
			s.drawHead(s.front, i, s.y+height-s.heads[i].height)
		}
	}
	s.y += height
	s.line = s.y
}

// boxEdges returns where a box around participants begins and ends.
func (s *stage) boxEdges(b participantBox) (left, right int) {
	first, last := b.from, b.to-1
	return s.x[first] - s.heads[first].width/2 - framePad, s.x[last] + s.heads[last].width/2 + framePad
}

// drawHead draws a participant with its upper edge at y.
func (s *stage) drawHead(c *canvas, i, y int) {
	p, b, x := s.participants[i], s.heads[i], s.x[i]
	if p.isActor {
		c.begin("actor")
		c.rect("ground", x-b.width/2, y, b.width, b.height, 0)
		c.circle("", x, y+8, 7)
		c.path("", fmt.Sprintf("M%d %dv12M%d %dh24M%d %dl-9 9M%d %dl9 9", x, y+15, x-12, y+20, x, y+27, x, y+27))
		y += actorHeight - headPad
	} else {
		c.begin("participant")
		c.rect("", x-b.width/2, y, b.width, b.height, 4)
	}
	y += headPad
	if !p.isActor {
		y += (b.height - b.textHeight - 2*headPad) / 2
	}
	c.text("", x, y, middle, b.name)
	y += b.name.height()
	for j, l := range b.links {
		link := p.links[j].index
		c.beginLink(link)
		c.text("link", x, y, middle, l)
		c.endLink(link)
		y += l.height()
	}
	c.end()
}

// finish ends what is open, draws the lifelines, and the participants once more where
// the top is out of sight.
func (s *stage) finish() {
	s.y += 18
	for i := range s.open {
		for len(s.open[i]) > 0 {
			s.endBar(i, s.y-6)
		}
	}
	bottom := s.y
	if s.y > isTallFrom {
		height := 0
		for i, b := range s.heads {
			if s.until[i] == 0 {
				s.drawHead(s.front, i, bottom)
				height = max(height, b.height)
			}
		}
		s.y += height
	}
	for i, x := range s.x {
		until := s.until[i]
		if until == 0 {
			until = bottom
		}
		s.lifelines.line("lifeline", x, s.from[i], x, until)
	}
	under := &canvas{}
	for _, b := range s.boxes {
		left, right := s.boxEdges(b)
		l := newLabel(b.label, right-left-2*headPad)
		under.rect(classes("party", b.look), left, 0, right-left, s.y+8, 6)
		under.text(classes("party", b.look), (left+right)/2, 4, middle, l)
	}
	under.svg = append(under.svg, s.back.svg...)
	under.reach(s.back.width, s.back.height)
	s.back = under
}

// classes joins a class and a look.
func classes(class string, l look) string {
	if l == "" {
		return class
	}
	return class + " " + string(l)
}

// edge returns where an arrow to or from a participant ends on its left or right side.
func (s *stage) edge(participant int, onRight bool) int {
	n := len(s.open[participant])
	switch {
	case n == 0:
		return s.x[participant]
	case onRight:
		return s.x[participant] + barWidth/2 + (n-1)*barShift
	}
	return s.x[participant] - barWidth/2
}

func (s *stage) beginBar(participant int) {
	s.open[participant] = append(s.open[participant], s.line)
}

func (s *stage) endBar(participant, y int) {
	n := len(s.open[participant]) - 1
	top := s.open[participant][n]
	s.open[participant] = s.open[participant][:n]
	s.bars.rect("activation", s.x[participant]-barWidth/2+n*barShift, top, barWidth, max(y-top, 14), 0)
}

func (a activation) reserve(*lanes) {}

func (a activation) extent(c *lanes) (left, right int) {
	return c.x[a.participant] - beside, c.x[a.participant] + beside
}

func (a activation) draw(s *stage) {
	if a.ends {
		s.endBar(a.participant, s.line)
		return
	}
	s.line = max(s.line, s.y+4)
	s.y = max(s.y, s.line)
	s.beginBar(a.participant)
}

// isSelf reports whether a message goes to its sender.
func (m *message) isSelf() bool { return m.from == m.to }

// badgeWidth returns the width of a message's number, with room on both sides.
func (m *message) badgeWidth() int {
	if m.number == "" {
		return 0
	}
	return max(widthOf(m.number)+10, badgeHeight)
}

// ends returns the participants of a message from left to right.
func (m *message) ends() (left, right int) { return min(m.from, m.to), max(m.from, m.to) }

// besides returns the room that a message's text does not have between its lifelines.
func (m *message) besides(c *lanes, heads []box) int {
	left, right := m.ends()
	room := c.halfBars(left) + c.halfBars(right) + 2*beside + m.badgeWidth()
	if m.creates && heads != nil {
		room += heads[m.to].width / 2
	}
	return room
}

func (m *message) reserve(c *lanes) {
	if m.isSelf() {
		c.apart(m.from, m.from+1, c.halfBars(m.from)+m.selfWidth()+beside)
		return
	}
	left, right := m.ends()
	distance := newLabel(m.text, widest).width + m.besides(c, nil)
	if m.creates {
		distance += headWidest/2 + headPad
	}
	c.apart(left, right, max(distance, 60))
}

// selfWidth returns the width of a message to oneself with its text.
func (m *message) selfWidth() int {
	l := newLabel(m.text, widest)
	return max(loopWidth, m.badgeWidth()/2+16) + 8 + l.width
}

func (m *message) extent(c *lanes) (left, right int) {
	from, to := m.ends()
	if m.isSelf() {
		return c.x[from] - beside - m.badgeWidth()/2, c.x[from] + c.halfBars(from) + m.selfWidth()
	}
	return c.x[from] - beside - m.badgeWidth()/2, c.x[to] + max(beside, c.halfBars(to)) + m.badgeWidth()/2
}

func (m *message) draw(s *stage) {
	switch {
	case m.isSelf():
		m.drawSelf(s)
	default:
		m.drawAcross(s)
	}
	if m.destroys != nobody {
		s.destroy(m.destroys)
	}
}

func (m *message) drawAcross(s *stage) {
	toRight := m.to > m.from
	left, right := m.ends()
	l := newLabel(m.text, max(widest, s.x[right]-s.x[left]-m.besides(s.lanes, s.heads)))
	head := s.heads[m.to]
	s.y += max(10, badgeHeight/2+3-l.height())
	if m.creates {
		s.y = max(s.y, s.y+head.height/2+6-l.height()-4)
	}
	textAt := s.y
	s.line = s.y + l.height() + 4
	s.y = s.line + 6
	if m.activates && !m.creates {
		s.beginBar(m.to)
	}
	x1, x2 := s.edge(m.from, toRight), s.edge(m.to, !toRight)
	if m.creates {
		x2 = s.x[m.to] - head.width/2
		if !toRight {
			x2 = s.x[m.to] + head.width/2
		}
		s.create(m.to)
		if m.activates {
			s.beginBar(m.to)
		}
	}
	if m.number != "" {
		x1 = s.x[m.from] + pick(toRight, 1, -1)*m.badgeWidth()/2
	}
	m.drawLine(s.front, x1, x2, s.line)
	if right-left > 1 || s.crossesBox(left, right) {
		s.front.clear((x1+x2)/2, textAt, middle, l)
	}
	s.front.text("", (x1+x2)/2, textAt, middle, l)
	s.badge(m)
	if m.deactivates {
		s.endBar(m.from, s.line)
	}
}

// crossesBox reports whether there is an edge of a box between two participants.
func (s *stage) crossesBox(left, right int) bool {
	return slices.ContainsFunc(s.boxes, func(b participantBox) bool {
		return left < b.from && b.from <= right || left < b.to && b.to <= right
	})
}

func pick(first bool, a, b int) int {
	if first {
		return a
	}
	return b
}

// drawLine draws the arrow from one place to another at y.
func (m *message) drawLine(c *canvas, x1, x2, y int) {
	d := direction{pick(x2 > x1, 1, -1), 0}
	from, to := x1, x2
	if m.arrow.tail == fullTip {
		from += d.dx * 8
	}
	if m.arrow.head == fullTip {
		to -= d.dx * 8
	}
	m.stroke(c, fmt.Sprintf("M%d %dH%d", from, y, to))
	if m.destroys != m.to { // a cross ends its lifeline
		m.drawHead(c, m.arrow.head, x2, y, d)
	}
	m.drawHead(c, m.arrow.tail, x1, y, direction{-d.dx, 0})
}

func (m *message) stroke(c *canvas, d string) {
	if m.arrow.isDashed {
		c.write(`<path class="message reply" stroke-dasharray="5 4" d="%s"/>`, d)
		return
	}
	c.path("message", d)
}

func (m *message) drawHead(c *canvas, shape tip, x, y int, to direction) {
	switch shape {
	case fullTip:
		c.arrow(x, y, to)
	case openTip:
		c.path("message", fmt.Sprintf("M%d %dL%d %dL%d %d", x-9*to.dx, y-5, x, y, x-9*to.dx, y+5))
	case crossTip:
		x -= 9 * to.dx
		c.path("message lost", fmt.Sprintf("M%d %dl10 10M%d %dl-10 10", x-5, y-5, x+5, y-5))
	}
}

func (m *message) drawSelf(s *stage) {
	l := newLabel(m.text, widest)
	height := max(l.height()+4, 24)
	top := s.y + 12
	x1 := s.edge(m.from, true)
	right := x1 + max(loopWidth, m.badgeWidth()/2+16)
	s.line = top + height
	if m.activates {
		s.beginBar(m.to)
	}
	x2 := s.edge(m.to, true)
	d := fmt.Sprintf("M%d %dH%da8 8 0 0 1 8 8V%da8 8 0 0 1 -8 8H%d", x1, top, right-8, s.line-8, x2+pick(m.arrow.head == fullTip, 8, 0))
	m.stroke(s.front, d)
	m.drawHead(s.front, m.arrow.head, x2, s.line, left)
	m.drawHead(s.front, m.arrow.tail, x1, top, left)
	textAt := top + (height-l.height())/2
	if len(s.boxes) > 0 { // whose edge can be here
		s.front.clear(right+8, textAt, start, l)
	}
	s.front.text("", right+8, textAt, start, l)
	below := s.line
	s.line = top
	s.badge(m)
	s.line, s.y = below, below+6
	if m.deactivates {
		s.endBar(m.from, s.line)
	}
}

// badge draws a message's number where it begins.
func (s *stage) badge(m *message) {
	if m.number == "" {
		return
	}
	x, w := s.x[m.from], m.badgeWidth()
	s.front.begin("number")
	s.front.write(`<rect fill="Canvas" x="%d" y="%d" width="%d" height="%d" rx="%d"/>`, x-w/2, s.line-badgeHeight/2, w, badgeHeight, badgeHeight/2)
	s.front.text("", x, s.line-lineHeight/2, middle, newLabel(m.number, widest))
	s.front.end()
	s.y = max(s.y, s.line+badgeHeight/2+1)
}

// create draws a participant beside the message that creates it.
func (s *stage) create(participant int) {
	height := s.heads[participant].height
	s.drawHead(s.front, participant, s.line-height/2)
	s.from[participant] = s.line - height/2 + height
	s.line = s.from[participant]
	s.y = max(s.y, s.from[participant]+2)
	s.line -= height - height/2
}

// destroy ends a lifeline with a cross.
func (s *stage) destroy(participant int) {
	for len(s.open[participant]) > 0 {
		s.endBar(participant, s.line)
	}
	x := s.x[participant]
	s.front.path("message end", fmt.Sprintf("M%d %dl16 16M%d %dl-16 16", x-8, s.line-8, x+8, s.line-8))
	s.until[participant] = s.line
	s.y = max(s.y, s.line+10)
}

func (n note) label(c *lanes) label {
	most := widest
	if n.to > n.from {
		most = max(most, c.x[n.to]-c.x[n.from]+40)
	}
	return newLabel(n.text, most)
}

func (n note) reserve(c *lanes) {
	w := newLabel(n.text, widest).width + 2*headPad
	switch {
	case n.side == leftOf:
		c.apart(n.from-1, n.from, w+2*beside+c.halfBars(n.from))
	case n.side == rightOf:
		c.apart(n.from, n.from+1, w+2*beside+c.halfBars(n.from))
	case n.from == n.to:
		c.apart(n.from-1, n.from, w/2+beside)
		c.apart(n.from, n.from+1, w/2+beside)
	default:
		c.apart(n.from, n.to, w-60)
	}
}

func (n note) extent(c *lanes) (left, right int) {
	w := n.label(c).width + 2*headPad
	from, to := c.x[n.from], c.x[n.to]
	switch {
	case n.side == leftOf:
		right = from - beside - barWidth/2
		return right - w, right
	case n.side == rightOf:
		left = from + beside + c.halfBars(n.from)
		return left, left + w
	case n.from < n.to:
		w = max(w, to-from+60)
	}
	left = (from+to)/2 - w/2
	return left, left + w
}

func (n note) draw(s *stage) {
	l := n.label(s.lanes)
	left, right := n.extent(s.lanes)
	height := max(l.height(), lineHeight) + 12
	s.y += 10
	s.front.begin("note")
	s.front.write(`<path class="paper" fill="Canvas" d="M%d %dH%dl10 10V%dH%dz"/>`, left, s.y, right-10, s.y+height, left)
	s.front.path("fold", fmt.Sprintf("M%d %dv10h10", right-10, s.y))
	s.front.reach(right, s.y+height)
	s.front.text("", (left+right)/2, s.y+6, middle, l)
	s.front.end()
	s.y += height + 4
}

// tabWidth returns the width of the field with a block's keyword.
func (b *block) tabWidth() int { return boldly(widthOf(b.kind)) + 2*8 }

func (b *block) reserve(c *lanes) {
	for _, section := range b.sections {
		for _, one := range section.steps {
			one.reserve(c)
		}
	}
}

func (b *block) extent(c *lanes) (left, right int) {
	left, right = 1<<20, -1<<20
	for _, section := range b.sections {
		for _, one := range section.steps {
			l, r := one.extent(c)
			left, right = min(left, l), max(right, r)
		}
	}
	if left > right { // a block without steps
		left, right = c.x[0]-headLeast/2, c.x[len(c.x)-1]+headLeast/2
	}
	left, right = left-framePad, right+framePad
	if b.kind != "rect" {
		for i, section := range b.sections {
			least := min(newLabel(section.text, widest).width, widest) + 3*8
			if i == 0 {
				least += b.tabWidth()
			}
			right = max(right, left+least)
		}
	}
	return left, right
}

func (b *block) draw(s *stage) {
	if b.kind == "rect" {
		b.drawShade(s)
		return
	}
	left, right := b.extent(s.lanes)
	s.y += 14
	top := s.y
	outer := s.front
	s.front = &canvas{hrefs: outer.hrefs}
	for i, section := range b.sections {
		b.drawTitle(s, i, left, right)
		for _, one := range section.steps {
			one.draw(s)
		}
		s.y += framePad
	}
	outer.begin("block " + b.kind)
	outer.rect("border", left, top, right-left, s.y-top, 4)
	outer.end()
	outer.svg = append(outer.svg, s.front.svg...)
	outer.reach(s.front.width, s.front.height)
	s.front = outer
	s.y += 4
}

// drawTitle draws what a section of a block begins with: the block's keyword, or a line
// across it; and its text.
func (b *block) drawTitle(s *stage, i, left, right int) {
	at := left + 8
	if i == 0 {
		s.front.begin("keyword")
		s.front.write(`<path fill="Canvas" d="M%d %dh%dv%dl-8 8H%dz"/>`, left, s.y, b.tabWidth(), 16, left)
		s.front.text("", left+8, s.y+2, start, newLabel(b.kind, widest))
		s.front.end()
		at += b.tabWidth()
	} else {
		s.front.dashes("section", left, s.y, right, s.y)
	}
	l := newLabel(b.sections[i].text, right-8-at)
	s.front.clear(at, s.y+4, start, l)
	s.front.text("condition", at, s.y+4, start, l)
	s.y += max(l.height()+4, pick(i == 0, 26, 0))
	s.line = s.y
}

// drawShade draws the coloured ground behind steps.
func (b *block) drawShade(s *stage) {
	left, right := b.extent(s.lanes)
	s.y += 8
	top := s.y
	outer := s.back
	s.back = &canvas{hrefs: outer.hrefs}
	s.front.begin(classes("shaded", b.look))
	for _, one := range b.sections[0].steps {
		one.draw(s)
	}
	s.front.end()
	s.y += framePad
	outer.rect(classes("shade", b.look), left, top, right-left, s.y-top, 4)
	outer.svg = append(outer.svg, s.back.svg...)
	outer.reach(s.back.width, s.back.height)
	s.back = outer
	s.y += 4
}
