package page

import (
	"github.com/yuin/goldmark/text"

	"waymark/internal/diagram"
)

// ReadDiagram reads the text of a block as a diagram. It returns the diagram's
// problem, and its links, which nobody has resolved yet.
func (c *Code) ReadDiagram() ([]diagram.Link, *diagram.Problem) {
	drawn, problem := diagram.Parse(c.Text)
	if problem != nil {
		return nil, problem
	}
	c.Drawn, c.Says = true, drawn.Text()
	return drawn.Links, nil
}

// Draw returns the HTML of a diagram. word says one of diagram.Words in the language
// of the page.
func Draw(c Code, word func(name string) string) []byte {
	drawn, problem := diagram.Parse(c.Text)
	if problem != nil {
		return Highlight(c)
	}
	hrefs := make([]string, len(drawn.Links))
	copy(hrefs, c.Hrefs)
	return drawn.HTML(nil, c.Title, hrefs, word)
}

// readDiagram reads a diagram from the lines of its fence, reports what is not
// understood (P031), and adds its links to the page's.
func (d *document) readDiagram(c *Code, lines *text.Segments) {
	links, problem := c.ReadDiagram()
	if problem != nil {
		from, to := placeIn(lines, problem.From), placeIn(lines, problem.To)
		r := d.report("P031", from, to, "the diagram is shown as code: %s", problem.What)
		if problem.Hint != "" {
			r.hint("%s", problem.Hint)
		}
		return
	}
	for _, l := range links {
		at := d.span(placeIn(lines, l.From), placeIn(lines, l.To))
		c.Links = append(c.Links, d.addLink(Link{Dest: l.Dest, Text: l.Dest, At: at}))
	}
}

// placeIn returns where in the source an offset in the text of lines is. A line can
// begin with blanks that the source has as a tab.
func placeIn(lines *text.Segments, offset int) int {
	for i := range lines.Len() {
		line := lines.At(i)
		length := line.Len() + line.Padding
		if offset < length || i == lines.Len()-1 {
			return min(line.Start+max(0, offset-line.Padding), line.Stop)
		}
		offset -= length
	}
	return 0
}
