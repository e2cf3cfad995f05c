package draw

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// outline reads the data of an SVG path (SVG 2, section 9.3): M, L, H, V, C, A and
// Z, in upper and lower case. One of our own marks that cannot be read is a mistake
// in this package.
func outline(data string) shape {
	r := pathReader{rest: data}
	var s shape
	var x, y, beginX, beginY float64
	var command byte
	for {
		if c, ok := r.command(); ok {
			command = c
		} else if r.rest == "" {
			return s
		}
		relative := command >= 'a'
		dx, dy := 0.0, 0.0
		if relative {
			dx, dy = x, y
		}
		switch command &^ 0x20 {
		case 'M':
			x, y = r.number()+dx, r.number()+dy
			beginX, beginY = x, y
			s = append(s, []point{units(x, y)})
			command = command&0x20 | 'L' // more pairs are lines
			continue
		case 'L':
			x, y = r.number()+dx, r.number()+dy
		case 'H':
			x = r.number() + dx
		case 'V':
			y = r.number() + dy
		case 'C':
			x1, y1, x2, y2 := r.number()+dx, r.number()+dy, r.number()+dx, r.number()+dy
			endX, endY := r.number()+dx, r.number()+dy
			s.cubic(x, y, x1, y1, x2, y2, endX, endY)
			x, y = endX, endY
		case 'A':
			rx, ry, _, large, sweep := r.number(), r.number(), r.number(), r.flag(), r.flag()
			endX, endY := r.number()+dx, r.number()+dy
			s.arc(x, y, rx, ry, large, sweep, endX, endY)
			x, y = endX, endY
		case 'Z':
			x, y = beginX, beginY
			s = append(s, []point{units(x, y)}) // what follows without an M begins here
			command = 0
			continue
		default:
			panic("draw: a path goes on with " + strconv.Quote(r.rest))
		}
		s.add(units(x, y))
	}
}

func units(x, y float64) point { return point{int(math.Round(x * unit)), int(math.Round(y * unit))} }

// cubic adds the inner points of a cubic Bézier curve.
func (s shape) cubic(x0, y0, x1, y1, x2, y2, x3, y3 float64) {
	const steps = 12
	for i := 1; i < steps; i++ {
		t := float64(i) / steps
		u := 1 - t
		a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		s.add(units(a*x0+b*x1+c*x2+d*x3, a*y0+b*y1+c*y2+d*y3))
	}
}

// arc adds the inner points of an elliptical arc whose axes are upright (SVG 2,
// appendix B.2).
func (s shape) arc(x0, y0, rx, ry float64, large, sweep bool, x1, y1 float64) {
	// In a plane where the ellipse is the unit circle: the chord's middle, and from
	// there at a right angle to the centre.
	ax, ay, bx, by := x0/rx, y0/ry, x1/rx, y1/ry
	half := math.Hypot(bx-ax, by-ay) / 2
	away := math.Sqrt(max(0, 1/(half*half)-1)) / 2
	if large == sweep {
		away = -away
	}
	cx, cy := (ax+bx)/2-away*(by-ay), (ay+by)/2+away*(bx-ax)
	radius := max(1, half) // a chord that is too long makes the ellipse larger
	from, to := math.Atan2(ay-cy, ax-cx), math.Atan2(by-cy, bx-cx)
	if sweep && to < from {
		to += 2 * math.Pi
	} else if !sweep && to > from {
		to -= 2 * math.Pi
	}
	const steps = 32
	for i := 1; i < steps; i++ {
		angle := from + (to-from)*float64(i)/steps
		s.add(units((cx+radius*math.Cos(angle))*rx, (cy+radius*math.Sin(angle))*ry))
	}
}

// ellipse returns the data of a path around an ellipse.
func ellipse(cx, cy, rx, ry float64) string {
	return fmt.Sprintf("M%g %ga%g %g 0 1 1 %g 0 %g %g 0 1 1 %g 0z", cx-rx, cy, rx, ry, 2*rx, rx, ry, -2*rx)
}

// A pathReader reads the numbers of a path, which need not be apart: 1.5.5-2 is
// three.
type pathReader struct{ rest string }

func (r *pathReader) skip() { r.rest = strings.TrimLeft(r.rest, " ,") }

func (r *pathReader) command() (byte, bool) {
	r.skip()
	if r.rest == "" || !strings.ContainsRune("MLHVCAZmlhvcaz", rune(r.rest[0])) {
		return 0, false
	}
	c := r.rest[0]
	r.rest = r.rest[1:]
	return c, true
}

func (r *pathReader) number() float64 {
	r.skip()
	n, point := 0, false
	for n < len(r.rest) {
		c := r.rest[n]
		if !(c >= '0' && c <= '9' || c == '-' && n == 0 || c == '.' && !point) {
			break
		}
		point = point || c == '.'
		n++
	}
	f, err := strconv.ParseFloat(r.rest[:n], 64)
	if err != nil {
		panic("draw: a path goes on with " + strconv.Quote(r.rest))
	}
	r.rest = r.rest[n:]
	return f
}

// flag reads one digit: 0 or 1.
func (r *pathReader) flag() bool {
	r.skip()
	yes := strings.HasPrefix(r.rest, "1")
	r.rest = r.rest[1:]
	return yes
}
