package draw

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// The tints: a colour on the ground that it is drawn on. Each has a row of shades
// in the palette, from the ground to the colour, for edges to be smooth.
const (
	inkOnPaper uint8 = iota
	softOnPaper
	kindOnPaper
	paperOnKind

	shades = 32
)

// A picture is drawn shape by shape, each in one tint.
type picture struct{ pixels *image.Paletted }

func newPicture(width, height int, paper, ink, soft, kind color.RGBA) *picture {
	var palette color.Palette
	for _, tint := range [][2]color.RGBA{{paper, ink}, {paper, soft}, {paper, kind}, {kind, paper}} {
		for i := range shades {
			palette = append(palette, between(tint[0], tint[1], i))
		}
	}
	return &picture{image.NewPaletted(image.Rect(0, 0, width, height), palette)}
}

func between(from, to color.RGBA, i int) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(shades-1-i) + int(b)*i) / (shades - 1)) }
	return color.RGBA{mix(from.R, to.R), mix(from.G, to.G), mix(from.B, to.B), 0xff}
}

// lines is how often a pixel is looked at from top to bottom.
const lines = 8

// An edge is a line of an outline, from its upper end to its lower one.
type edge struct {
	a, b point
	turn int // 1: the outline goes down along it; -1: up
}

type crossing struct{ x, turn int }

// fill paints a shape: along each of lines horizontal lines a pixel it adds up how
// much of the pixel lies within the outlines.
func (p *picture) fill(s shape, tint uint8) {
	edges := s.edges()
	if len(edges) == 0 {
		return
	}
	last := 0
	for _, e := range edges {
		last = max(last, e.b.y)
	}
	bounds := p.pixels.Bounds()
	covered := make([]int, bounds.Dx())
	var here []edge // those that touch the row
	var crossings []crossing
	for y := max(edges[0].a.y/unit, 0); y < min(last/unit+1, bounds.Dy()); y++ {
		for len(edges) > 0 && edges[0].a.y < (y+1)*unit {
			here, edges = append(here, edges[0]), edges[1:]
		}
		here = slices.DeleteFunc(here, func(e edge) bool { return e.b.y <= y*unit })
		clear(covered)
		for n := range lines {
			crossings = cross(crossings[:0], here, y*unit+(2*n+1)*unit/(2*lines))
			wound := 0
			for i, c := range crossings {
				if wound != 0 {
					cover(covered, crossings[i-1].x, c.x)
				}
				wound += c.turn
			}
		}
		row := p.pixels.Pix[y*p.pixels.Stride:]
		for x, c := range covered {
			if shade := (c*(shades-1) + lines*unit/2) / (lines * unit); shade > 0 {
				row[x] = tint*shades + uint8(shade)
			}
		}
	}
}

// edges returns the lines of the outlines that are not level, by their upper ends.
func (s shape) edges() []edge {
	var edges []edge
	for _, line := range s {
		for i, a := range line {
			b := line[(i+1)%len(line)]
			switch {
			case a.y < b.y:
				edges = append(edges, edge{a, b, 1})
			case a.y > b.y:
				edges = append(edges, edge{b, a, -1})
			}
		}
	}
	slices.SortStableFunc(edges, func(e, f edge) int { return cmp.Compare(e.a.y, f.a.y) })
	return edges
}

// cross returns where a horizontal line meets edges, from left to right.
func cross(found []crossing, edges []edge, y int) []crossing {
	for _, e := range edges {
		if e.a.y <= y && y < e.b.y {
			found = append(found, crossing{e.a.x + (e.b.x-e.a.x)*(y-e.a.y)/(e.b.y-e.a.y), e.turn})
		}
	}
	slices.SortFunc(found, func(a, b crossing) int { return cmp.Compare(a.x, b.x) })
	return found
}

// cover adds the stretch from x to end to the pixels that it touches.
func cover(covered []int, x, end int) {
	x, end = max(x, 0), min(end, len(covered)*unit)
	for x < end {
		next := min((x/unit+1)*unit, end)
		covered[x/unit] += next - x
		x = next
	}
}

// block paints a rectangle, in pixels.
func (p *picture) block(r image.Rectangle, tint uint8) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p.pixels.SetColorIndex(x, y, tint*shades+shades-1)
		}
	}
}
