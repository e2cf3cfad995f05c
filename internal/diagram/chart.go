package diagram

import (
	"strings"
	"unicode/utf8"
)

// What sequences, timelines, Gantt charts, quadrant charts and mind maps share.

// nothingBehindType reports what follows the type's name on its line.
func (t *text) nothingBehindType() {
	if t.rest.text != "" {
		t.unknown(t.rest, "begin a new line behind the type of the diagram")
	}
}

// label returns a text that will be a label, and reports one that is too long.
func (t *text) label(l line) string {
	if utf8.RuneCountInString(l.text) > mostLabel {
		t.fail(l.span(), "a label of more than %d characters", mostLabel)
	}
	return l.text
}

// oneLine returns what a label says, in one line.
func oneLine(s string) string { return strings.Join(strings.Fields(plain(s)), " ") }

// boldly returns how wide a text is at most that is set in bold.
func boldly(width int) int { return width + width/8 }

// clear draws the ground behind a text that would stand on a line otherwise.
func (c *canvas) clear(x, y int, at anchor, l label) {
	if l.isEmpty() {
		return
	}
	const pad = 3
	left := map[anchor]int{start: x, middle: x - (l.width+1)/2, end: x - l.width}[at]
	c.write(`<rect class="ground" fill="Canvas" stroke="none" x="%d" y="%d" width="%d" height="%d"/>`, left-pad, y, l.width+2*pad, l.height())
}

// dashes draws a dashed line.
func (c *canvas) dashes(class string, x1, y1, x2, y2 int) {
	c.write(`<path class="%s" stroke-dasharray="5 4" d="M%d %dL%d %d"/>`, class, x1, y1, x2, y2)
	c.reach(max(x1, x2), max(y1, y2))
}

// An area is a rectangle, the right and lower edges excluded.
type area struct{ left, top, right, bottom int }

// overlaps reports whether two areas have a pixel in common.
func (a area) overlaps(b area) bool {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

// holds reports whether an area has another one in it.
func (a area) holds(b area) bool {
	return a.left <= b.left && b.right <= a.right && a.top <= b.top && b.bottom <= a.bottom
}

// grown returns an area with room around it.
func (a area) grown(by int) area { return area{a.left - by, a.top - by, a.right + by, a.bottom + by} }
