package draw

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// unit is how many steps there are in a pixel, as in the fonts' 26.6 numbers.
const unit = 64

type point struct{ x, y int } // in units, y downwards

// A shape is closed outlines of straight lines. What lies within an outline is
// painted; an outline that turns the other way cuts a hole.
type shape [][]point

func (s shape) moved(dx, dy int) shape {
	return s.mapped(func(p point) point { return point{p.x + dx, p.y + dy} })
}

// scaled makes what is from pixels wide to pixels wide.
func (s shape) scaled(to, from int) shape {
	return s.mapped(func(p point) point { return point{p.x * to / from, p.y * to / from} })
}

func (s shape) mapped(f func(point) point) shape {
	out := make(shape, len(s))
	for i, line := range s {
		out[i] = make([]point, len(line))
		for j, p := range line {
			out[i][j] = f(p)
		}
	}
	return out
}

// glyphOutline makes straight lines of a glyph's curves.
func glyphOutline(segments sfnt.Segments) shape {
	var s shape
	for _, seg := range segments {
		switch seg.Op {
		case sfnt.SegmentOpMoveTo:
			s = append(s, []point{at(seg.Args[0])})
		case sfnt.SegmentOpLineTo:
			s.add(at(seg.Args[0]))
		case sfnt.SegmentOpQuadTo:
			s.curve(at(seg.Args[0]), at(seg.Args[1]))
		}
	}
	return s
}

func at(p fixed.Point26_6) point { return point{int(p.X), int(p.Y)} }

func (s shape) add(p point) { s[len(s)-1] = append(s[len(s)-1], p) }

// curve adds a quadratic Bézier curve with the control point c.
func (s shape) curve(c, end point) {
	const steps = 8
	line := s[len(s)-1]
	begin := line[len(line)-1]
	for i := 1; i <= steps; i++ {
		a, b, d := (steps-i)*(steps-i), 2*i*(steps-i), i*i
		s.add(point{
			(a*begin.x + b*c.x + d*end.x) / (steps * steps),
			(a*begin.y + b*c.y + d*end.y) / (steps * steps),
		})
	}
}
