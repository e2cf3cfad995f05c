package diagram

import "fmt"

// A shape is the outline of a node.
type nodeShape int

const (
	boxShape nodeShape = iota
	roundShape
	stadiumShape
	subroutineShape
	cylinderShape
	circleShape
	doubleCircleShape
	flagShape
	diamondShape
	hexagonShape
	leanRightShape
	leanLeftShape
	trapezoidShape
	invertedShape
	textShape
	startShape
	stopShape
	barShape
)

// widestIn returns how wide a line of a label may be in a shape: less in those that
// get high with it.
func (s nodeShape) widestIn() int {
	switch s {
	case diamondShape:
		return 120
	case circleShape, doubleCircleShape:
		return 110
	}
	return widest
}

const slant = 14 // of sloping sides

// sizeFor returns the size of a shape around a label.
func (s nodeShape) sizeFor(l label) xy {
	w, h := l.width, max(l.height(), lineHeight)
	switch s {
	case diamondShape:
		if l.isEmpty() {
			return xy{36, 36}
		}
		w += 2*h + 8
		return xy{w, w / 2}
	case circleShape, doubleCircleShape:
		d := root(w*w+h*h) + 12
		if s == doubleCircleShape {
			d += 10
		}
		return xy{d, d}
	case startShape:
		return xy{20, 20}
	case stopShape:
		return xy{24, 24}
	case barShape:
		return xy{80, 8}
	case textShape:
		return xy{w + 8, h + 8}
	case cylinderShape:
		return xy{w + 32, h + 36}
	case flagShape, leanRightShape, leanLeftShape, trapezoidShape, invertedShape, hexagonShape:
		return xy{w + 24 + 2*slant, h + 20}
	case subroutineShape:
		return xy{w + 44, h + 20}
	}
	return xy{max(w+32, 56), h + 20}
}

// root returns the square root, rounded up.
func root(n int) int {
	r := 0
	for r*r < n {
		r++
	}
	return r
}

// measured returns a node as the layout needs it.
func (n *node) measured(sideways bool) *vertex {
	v := &vertex{size: n.shape.sizeFor(n.label)}
	if n.shape == barShape && sideways {
		v.size = xy{v.size.y, v.size.x}
	}
	along := v.size.x
	if sideways {
		along = v.size.y
	}
	v.inset = max(along/2-20, 0) / 2
	switch n.shape {
	case diamondShape:
		v.inset, v.outline = 0, diamondOutline
	case circleShape, doubleCircleShape, startShape, stopShape:
		v.inset, v.outline = 0, roundOutline
	case stadiumShape, hexagonShape:
		if sideways {
			v.inset, v.outline = 0, pointedOutline
		}
	case barShape:
		v.inset = along/2 - 6
	case leanLeftShape, leanRightShape, trapezoidShape, invertedShape:
		v.inward = [2]int{slant / 2, slant / 2}
		if sideways {
			v.inset, v.outline = 0, pointedOutline
		}
	case flagShape:
		v.inward = [2]int{slant, 0}
		if sideways {
			v.inset, v.outline = 0, pointedOutline
		}
	}
	for side, note := range n.notes {
		if !note.isEmpty() {
			size := noteSize(note)
			v.room[side] = noteGap + size.x
			v.height = max(v.height, size.y)
			if sideways {
				v.room[side] = noteGap + size.y
				v.height = max(v.height, size.x)
			}
		}
	}
	return v
}

const noteGap = 16 // between a state and its note

func noteSize(l label) xy { return xy{l.width + 20, l.height() + 14} }

// drawNotes draws notes beside a node, and a line to each.
func (n *node) drawNotes(to *canvas, sideways bool) {
	at, size := n.vertex.at, n.vertex.size
	for side, note := range n.notes {
		if note.isEmpty() {
			continue
		}
		box := noteSize(note)
		sign := 2*side - 1
		centre := xy{at.x + sign*(size.x/2+noteGap+box.x/2), at.y}
		line := [4]int{at.x + sign*size.x/2, at.y, at.x + sign*(size.x/2+noteGap), at.y}
		if sideways {
			centre = xy{at.x, at.y + sign*(size.y/2+noteGap+box.y/2)}
			line = [4]int{at.x, at.y + sign*size.y/2, at.x, at.y + sign*(size.y/2+noteGap)}
		}
		to.begin("note-on")
		to.line("", line[0], line[1], line[2], line[3])
		to.rect("", centre.x-box.x/2, centre.y-box.y/2, box.x, box.y, 2)
		to.text("", centre.x, centre.y-note.height()/2, middle, note)
		to.end()
	}
}

func (n *node) draw(to *canvas) {
	v := n.vertex
	x, y, w, h := v.at.x-v.size.x/2, v.at.y-v.size.y/2, v.size.x, v.size.y
	to.begin(withLook("node", n.look))
	if n.link > 0 {
		to.beginLink(n.link - 1)
	}
	n.shape.draw(to, x, y, w, h)
	textAt := v.at.y - n.label.height()/2
	if n.shape == cylinderShape {
		textAt += 5
	}
	textX := v.at.x
	if n.shape == flagShape {
		textX += slant / 2
	}
	to.text("", textX, textAt, middle, n.label)
	if n.link > 0 {
		to.endLink(n.link - 1)
	}
	to.end()
}

func (s nodeShape) draw(to *canvas, x, y, w, h int) {
	r, b := x+w, y+h // right and bottom
	polygon := func(points string, values ...any) { to.path("", fmt.Sprintf(points, values...)) }
	switch s {
	case roundShape:
		to.rect("", x, y, w, h, 12)
	case stadiumShape:
		to.rect("", x, y, w, h, h/2)
	case subroutineShape:
		to.rect("", x, y, w, h, 2)
		polygon("M%d %dV%dM%d %dV%d", x+8, y, b, r-8, y, b)
	case cylinderShape:
		polygon("M%d %dA%d 7 0 0 1 %d %dV%dA%d 7 0 0 1 %d %dz", x, y+7, w/2, r, y+7, b-7, w/2, x, b-7)
		polygon("M%d %dA%d 7 0 0 0 %d %d", x, y+7, w/2, r, y+7)
	case circleShape:
		to.circle("", x+w/2, y+h/2, w/2)
	case doubleCircleShape:
		to.circle("", x+w/2, y+h/2, w/2)
		to.circle("", x+w/2, y+h/2, w/2-5)
	case flagShape:
		polygon("M%d %dH%dV%dH%dL%d %dz", x, y, r, b, x, x+slant, y+h/2)
	case diamondShape:
		polygon("M%d %dL%d %dL%d %dL%d %dz", x+w/2, y, r, y+h/2, x+w/2, b, x, y+h/2)
	case hexagonShape:
		polygon("M%d %dH%dL%d %dL%d %dH%dL%d %dz", x+slant, y, r-slant, r, y+h/2, r-slant, b, x+slant, x, y+h/2)
	case leanRightShape:
		polygon("M%d %dH%dL%d %dH%dz", x+slant, y, r, r-slant, b, x)
	case leanLeftShape:
		polygon("M%d %dH%dL%d %dH%dz", x, y, r-slant, r, b, x+slant)
	case trapezoidShape:
		polygon("M%d %dH%dL%d %dH%dz", x+slant, y, r-slant, r, b, x)
	case invertedShape:
		polygon("M%d %dH%dL%d %dH%dz", x, y, r, r-slant, b, x+slant)
	case textShape:
	case startShape:
		to.write(`<circle class="start" fill="currentColor" cx="%d" cy="%d" r="%d"/>`, x+w/2, y+h/2, w/2-2)
	case stopShape:
		to.circle("", x+w/2, y+h/2, w/2-1)
		to.write(`<circle class="stop" fill="currentColor" stroke="none" cx="%d" cy="%d" r="%d"/>`, x+w/2, y+h/2, w/2-6)
	case barShape:
		to.write(`<rect class="bar" fill="currentColor" x="%d" y="%d" width="%d" height="%d"/>`, x, y, w, h)
	default:
		to.rect("", x, y, w, h, 3)
	}
	to.reach(r, b)
}
