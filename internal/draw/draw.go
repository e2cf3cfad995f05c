// Package draw makes pictures of closed views: the social cards, which other sites
// show with a link to a page.
//
// A card is a PNG of 1200 × 630 pixels in the colours of the theme: the mark of a
// kind of pages, its name, and the title of the handbook; a page that asks for a
// card of its own has its title in the middle.
//
// Outlines are rounded to 1/64 of a pixel and painted in whole numbers, so that a
// card has the same pixels on every machine. Letters come from the Go fonts, which know Latin, Greek and Cyrillic
// ones. What they do not know is not drawn at all, rather than as boxes: a title
// that has such letters gives way to the name of the kind (see Covers), and a name
// gives way to the mark alone.
package draw

import (
	"bytes"
	"image"
	"image/png"

	"waymark/internal/view"
)

// Places and sizes on a card, in pixels.
const (
	panel    = 320 // the width of the coloured field at the left, which holds the mark
	markSize = 190
	left     = panel + 72 // where text begins
	right    = view.CardWidth - 72
	top      = 84
	bottom   = view.CardHeight - 76 // the base line of the last line
)

// Card returns a social card as PNG.
func Card(c view.SocialCard) []byte {
	k := lookOf(c.Kind)
	p := newPicture(view.CardWidth, view.CardHeight, paper, ink, soft, k.colour)
	p.block(image.Rect(0, 0, panel, view.CardHeight), kindOnPaper)
	mark := outline(k.mark).scaled(markSize, 24)
	p.fill(mark.moved((panel-markSize)*unit/2, (view.CardHeight-markSize)*unit/2), paperOnKind)

	title, name, site := drawable(c.Title), drawable(c.Name), drawable(c.Site)
	switch {
	case title != "":
		if name != "" {
			p.fill(bold.line(bold.fit(name, 40, (right-left)*unit), 40).moved(left*unit, (top+30)*unit), kindOnPaper)
		}
		p.paragraph(title, inkOnPaper, []size{{84, 3}, {70, 4}, {58, 5}})
	case name != "":
		p.paragraph(name, kindOnPaper, []size{{112, 2}, {84, 3}})
	default:
		p.paragraph(site, inkOnPaper, []size{{92, 3}, {76, 4}, {60, 5}})
		site = ""
	}
	if site != "" {
		line := regular.fit(site, 36, (right-left)*unit)
		p.fill(regular.line(line, 36).moved(left*unit, bottom*unit), softOnPaper)
	}

	var b bytes.Buffer
	fast := png.Encoder{CompressionLevel: png.BestSpeed} // large plain fields: trying harder saves little
	if err := fast.Encode(&b, p.pixels); err != nil {
		panic("draw: " + err.Error()) // a picture of a fixed size, in memory
	}
	return b.Bytes()
}

// A size is one to set a paragraph in, and how many lines of it there is room for.
type size struct{ pixels, lines int }

// paragraph sets a text between the name above and the title of the handbook
// below, in the first size in which it has room, and cuts it off in the last.
func (p *picture) paragraph(text string, tint uint8, sizes []size) {
	for i, s := range sizes {
		lines := bold.wrap(text, s.pixels, (right-left)*unit)
		if len(lines) > s.lines {
			if i < len(sizes)-1 {
				continue
			}
			lines = append(lines[:s.lines-1], bold.fit(lines[s.lines-1]+" "+lines[s.lines], s.pixels, (right-left)*unit))
		}
		step := s.pixels * 6 / 5
		y := (view.CardHeight-step*len(lines))/2 + s.pixels
		for n, line := range lines {
			p.fill(bold.line(line, s.pixels).moved(left*unit, (y+n*step)*unit), tint)
		}
		return
	}
}
