package draw

import "image/color"

// The colours of the theme in light, and the kinds' marks. A test compares them
// with themes/waymark: tokens.css and layouts/parts/marks.html.
var (
	paper = color.RGBA{0xfc, 0xfc, 0xf9, 0xff}
	ink   = color.RGBA{0x1c, 0x23, 0x1f, 0xff}
	soft  = color.RGBA{0x52, 0x5c, 0x55, 0xff}
)

// A look is how one tells a kind: by a colour, and by a mark, which is the data of
// an SVG path in a square of 24.
type look struct {
	kind   string // section: none in particular
	colour color.RGBA
	mark   string
}

var looks = []look{
	{"section", color.RGBA{0x17, 0x59, 0x3f, 0xff}, "M1.5 5.5 7.7 3v15.6L1.5 21zM9.3 3l5.4 2.4V21l-5.4-2.4zM16.3 5.4 22.5 3v15.5L16.3 21z"},
	{"vision", color.RGBA{0x1b, 0x57, 0x96, 0xff}, "M12 2.5l3.9 6.6-2 1.5-1.9-1.5-1.9 1.5-2-1.5zM7.2 10.6l2.9 2.1 1.9-1.5 1.9 1.5 2.9-2.1 6.2 10.4H1z"},
	{"strategy", color.RGBA{0xad, 0x3a, 0x05, 0xff}, "M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21m0 2.4a8.1 8.1 0 1 0 0 16.2 8.1 8.1 0 0 0 0-16.2m5.3 2.8-3.4 7.2-7.2 3.4 3.4-7.2zM12 10.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6"},
	{"pattern", color.RGBA{0x17, 0x59, 0x3f, 0xff}, "M5 15a3.5 3.5 0 1 0 3.3 4.7H16a5 5 0 0 0 0-10H8.5a1.9 1.9 0 0 1 0-3.8h7.2a3.5 3.5 0 1 0 0-2.4H8.5a4.3 4.3 0 0 0 0 8.6H16a2.6 2.6 0 0 1 0 5.2H8.3A3.5 3.5 0 0 0 5 15"},
	{"pitfall", color.RGBA{0x8f, 0x25, 0x40, 0xff}, ellipse(12, 5, 3.2, 3.2) + "M0 9.5h7.4L9.4 20.5h5.2L16.6 9.5H24V12h-5.3L16.6 23H7.4L5.3 12H0z"},
	{"example", color.RGBA{0x6a, 0x44, 0x97, 0xff}, ellipse(12, 4.6, 3.2, 2.6) + ellipse(12.4, 11, 6, 3) + ellipse(12, 18.6, 10, 3.6)},
	{"practice", color.RGBA{0x0b, 0x66, 0x68, 0xff}, "M4 3h16a2.5 2.5 0 0 1 2.5 2.5v9A2.5 2.5 0 0 1 20 17h-7.5L7 22v-5H4a2.5 2.5 0 0 1-2.5-2.5v-9A2.5 2.5 0 0 1 4 3m2 4v2.2h12V7zm0 4.2v2.2h8v-2.2z"},
	{"reading", color.RGBA{0x6a, 0x51, 0x20, 0xff}, "M11 5.6C8.7 3.9 5.3 3.5 1.5 4.2v14.6c3.8-.7 7.2-.3 9.5 1.4zM13 5.6c2.3-1.7 5.7-2.1 9.5-1.4v14.6c-3.8-.7-7.2-.3-9.5 1.4z"},
	{"decision", color.RGBA{0x44, 0x58, 0x6c, 0xff}, "M10.8 1h2.4v2.5h6L22 6.2 19.2 9h-6v2.5H19V17h-5.8v6h-2.4v-6H4.8L2 14.3l2.8-2.8h6V9H5V3.5h5.8z"},
	{"check", color.RGBA{0x17, 0x59, 0x3f, 0xff}, "M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21m4.9 5.6-6.4 6.8-3-2.9-1.8 1.8 4.8 4.7 8.2-8.7z"},
}

// lookOf returns the look of a kind; one that has none of its own looks like what
// is of no kind in particular.
func lookOf(kind string) look {
	for _, l := range looks {
		if l.kind == kind {
			return l
		}
	}
	return looks[0]
}
