// Package diagram draws what people write in Mermaid: the text of a fence becomes a
// plain value, and that becomes SVG.
//
// Parse reads a text as one of the types in readers; each has a file of its own. What
// it does not understand it does not draw: it reports a Problem, with its place in the
// text, and the fence is then shown as code. Parsing never fails otherwise, whatever
// the text is, and takes time in proportion to it; limit.go has the limits.
//
// What is drawn depends on the text alone, and is the same on every machine: sizes are
// whole pixels, texts are measured by a table of widths, and the readers' own fonts have
// room to differ from it. Colours are not here. The SVG says what a shape is by classes,
// and a style sheet says how that looks; without one, shapes have outlines in the colour
// of the text.
//
// Mermaid's grammar: https://mermaid.js.org/intro/syntax-reference.html
package diagram

import "strings"

// A Diagram is a text that was understood.
type Diagram struct {
	Type        string // flowchart, sequence, state, timeline, gantt, quadrant, pie or mindmap
	Title       string // that is shown; empty: none
	Description string // what it shows, for those who cannot see it; empty: none
	Links       []Link // that its nodes are, in the order of the text

	drawing drawing
}

// A Link is a node's link as the author wrote it.
type Link struct {
	Dest     string
	From, To int // of Dest in the text, in bytes
}

// A Problem is what was not understood.
type Problem struct {
	From, To int // where in the text, in bytes
	What     string
	Hint     string // may be empty
}

// A drawing is what a type of diagrams makes of its text: plain data.
type drawing interface {
	// draw lays the diagram out and draws it.
	draw(*canvas)
	// outline says it in words, in the order in which a reader would follow it.
	outline(say words) []item
}

// readers are the types of diagrams, by the word that a text begins with.
var readers = map[string]struct {
	name string
	read func(*text) drawing
}{
	"flowchart":       {"flowchart", readFlow},
	"flowchart-elk":   {"flowchart", readFlow},
	"gantt":           {"gantt", readGantt},
	"graph":           {"flowchart", readFlow},
	"mindmap":         {"mindmap", readMindmap},
	"pie":             {"pie", readPie},
	"quadrantChart":   {"quadrant", readQuadrant},
	"sequenceDiagram": {"sequence", readSequence},
	"stateDiagram":    {"state", readState},
	"stateDiagram-v2": {"state", readState},
	"timeline":        {"timeline", readTimeline},
}

// Known reports whether a fence in the language is a diagram.
func Known(language string) bool { return strings.EqualFold(language, "mermaid") }

// Parse reads the text of a fence. It returns a Diagram or a Problem, never both.
func Parse(source string) (*Diagram, *Problem) {
	t := newText(source)
	first := t.header()
	word, _, _ := strings.Cut(first.text, " ")
	word = strings.TrimRight(word, ":;")
	reader, known := readers[word]
	switch {
	case t.problem != nil:
	case !known:
		t.unknownType(first, word)
	default:
		t.rest = first.skip(len(word))
		if drawing := reader.read(t); t.problem == nil {
			return &Diagram{reader.name, oneLine(t.title), oneLine(t.description), t.links, drawing}, nil
		}
	}
	return nil, t.problem
}
