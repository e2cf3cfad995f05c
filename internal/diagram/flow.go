package diagram

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A flowchart is
//
//	flowchart LR
//	    A[Box] -->|label| B{Decision} & C
//	    B -- label --> D@{ shape: cyl, label: "Store" }
//	    subgraph two [Title]
//	        direction TB
//	        E:::warn ~~~ F
//	    end
//	    classDef warn fill:#fa0
//	    class A,B warn
//	    click A "page.md"
//
// with statements on lines or between semicolons. A node is in the first subgraph that
// closes after it was named in it. linkStyle and the looks of edges are not drawn.
//
// https://mermaid.js.org/syntax/flowchart.html
type flowReader struct {
	*networkReader
	open  []*flowGroup
	edges []flowEdge
	ids   map[string]bool // of edges
}

// A flowGroup is a subgraph while it is open.
type flowGroup struct {
	group *group
	at    line
	named []string
}

// A flowEdge is an edge whose ends may turn out to be subgraphs.
type flowEdge struct {
	from, to string
	edge     *edge
	at       span
}

func readFlow(t *text) drawing {
	r := &flowReader{networkReader: newNetworkReader(t), ids: map[string]bool{}}
	rest := r.readDirection(t.rest)
	r.statements(rest)
	for l, ok := t.next(); ok; l, ok = t.next() {
		r.statements(r.whole(l))
	}
	if len(r.open) > 0 {
		t.fail(r.open[len(r.open)-1].at.span(), "a subgraph is not closed").Hint = "write end below it"
	}
	r.resolve()
	return r.chart
}

func (r *flowReader) readDirection(l line) line {
	word := l
	if i := strings.IndexAny(l.text, " \t;"); i >= 0 {
		word = l.upTo(i)
	}
	if toward, ok := directions[word.text]; ok {
		r.chart.toward = toward
		return l.skip(len(word.text))
	}
	return l
}

// whole returns a line and those below it that belong to it, because a quote or a
// brace of @{ } is open.
func (r *flowReader) whole(l line) line {
	for len(r.lines) > 0 && isOpen(l.text) {
		next := r.lines[0]
		r.lines = r.lines[1:]
		l.text = r.source[l.at : next.at+len(next.text)]
	}
	return l
}

func isOpen(s string) bool {
	if strings.Count(s, `"`)%2 == 1 {
		return true
	}
	i := strings.LastIndex(s, "@{")
	return i >= 0 && !strings.Contains(s[i:], "}")
}

// statements reads a line.
func (r *flowReader) statements(l line) {
	for r.problem == nil && l.text != "" {
		if l.text[0] == ';' {
			l = l.skip(1)
			continue
		}
		l = r.statement(l)
	}
}

// statement reads one, and returns what is behind it.
func (r *flowReader) statement(l line) line {
	one, rest := upToSemicolon(l)
	word, _, _ := strings.Cut(one.text, " ")
	if argument := one.skip(len(word)); !beginsEdge(argument.text) {
		if read := r.keyword(word); read != nil && argument.text != "" || word == "subgraph" {
			read(argument)
			return rest
		}
	}
	if one.text == "end" {
		r.end(one)
		return rest
	}
	return r.chain(l)
}

// keyword returns what reads the statement that a word begins.
func (r *flowReader) keyword(word string) func(line) {
	switch word {
	case "subgraph":
		return r.subgraph
	case "direction":
		return func(l line) { r.direction(l, r.group()) }
	case "classDef":
		return r.classDef
	case "class":
		return r.class
	case "style":
		return r.style
	case "click":
		return r.click
	case "linkStyle":
		return func(line) {}
	}
	return nil
}

// beginsEdge reports whether a keyword is a node's id after all, as in class --> B.
func beginsEdge(s string) bool { return fullEdge.MatchString(s) || openEdge.MatchString(s) }

func upToSemicolon(l line) (line, line) {
	quoted := false
	for i, c := range []byte(l.text) {
		switch {
		case c == '"':
			quoted = !quoted
		case c == ';' && !quoted:
			return l.upTo(i), l.skip(i + 1)
		}
	}
	return l, line{}
}

var titled = regexp.MustCompile(`^(\S+?)\s*\[(.*)\]$`)

// subgraph reads: subgraph id [Title], subgraph Title, or subgraph alone.
func (r *flowReader) subgraph(l line) {
	g := &group{id: unquote(l.text), parent: r.group()}
	title := l.text
	if m := titled.FindStringSubmatch(l.text); m != nil {
		g.id, title = m[1], m[2]
	}
	g.title = r.label(line{title, l.at, 0}, 2*widest)
	r.addGroup(g, l, len(r.open))
	r.open = append(r.open, &flowGroup{group: g, at: l})
}

// group returns the subgraph in which a line is.
func (r *flowReader) group() *group {
	if len(r.open) == 0 {
		return nil
	}
	return r.open[len(r.open)-1].group
}

func (r *flowReader) end(l line) {
	if len(r.open) == 0 {
		r.fail(l.span(), "end closes no subgraph").Hint = `a node cannot be called end; write End`
		return
	}
	n := len(r.open) - 1
	closed := r.open[n]
	r.open = r.open[:n]
	for _, id := range closed.named {
		if node := r.nodes[id]; node.group == nil {
			node.group = closed.group
		}
	}
	if n > 0 {
		r.open[n-1].named = append(r.open[n-1].named, closed.named...)
	}
}

// chain reads a chain of nodes and edges, and returns what is behind it.
func (r *flowReader) chain(l line) line {
	from, rest := r.several(l)
	for r.problem == nil && rest.text != "" && rest.text[0] != ';' {
		var e edge
		begin := rest
		rest = r.edge(rest, &e)
		if r.problem != nil {
			break
		}
		if rest.text == "" || rest.text[0] == ';' {
			r.fail(begin.span(), "an edge leads nowhere").Hint = "write A --> B on one line"
			break
		}
		var to []string
		to, rest = r.several(rest)
		for _, a := range from {
			for _, b := range to {
				one := e
				r.addEdge(&one, begin)
				r.edges = append(r.edges, flowEdge{a, b, &one, begin.span()})
			}
		}
		from = to
	}
	return rest
}

// several reads A & B.
func (r *flowReader) several(l line) (ids []string, rest line) {
	for r.problem == nil {
		var id string
		id, rest = r.node(l)
		ids = append(ids, id)
		if !strings.HasPrefix(rest.text, "&") {
			return ids, rest
		}
		l = rest.skip(1)
	}
	return ids, line{}
}

// idLength returns how many bytes of a text are a node's id.
func idLength(s string) int {
	for i, c := range s {
		next := byte(0)
		if n := i + utf8.RuneLen(c); c != utf8.RuneError && n < len(s) {
			next = s[n]
		}
		switch {
		case unicode.IsLetter(c), unicode.IsDigit(c), unicode.IsMark(c), strings.ContainsRune("_.!#$%'*+/?", c):
		case c > 0x7f && unicode.IsPrint(c):
		case c == ':' && next != ':' && i > 0 && s[i-1] != ':' && next != 0 && next != ' ':
		case c == '-' && i > 0 && next != 0 && !strings.ContainsRune(">-. \t", rune(next)):
		case c == '=' && i > 0 && next != '=' && next != 0 && next != ' ':
		case c == '&' && i > 0 && next != 0 && next != ' ' && s[i-1] != ' ':
		default:
			return i
		}
	}
	return len(s)
}

// node reads an id, what it looks like, and its class.
func (r *flowReader) node(l line) (string, line) {
	n := idLength(l.text)
	id := l.text[:n]
	switch {
	case n == 0:
		r.fail(l.span(), "%q is not understood", shortened(l.text)).Hint = "a node begins with its id: A[Text]"
		return "", line{}
	case id == "end":
		r.fail(span{l.at, l.at + n}, "end closes a subgraph, and is no node's id").Hint = "write End"
		return "", line{}
	}
	rest := line{l.text[n:], l.at + n, 0}
	if strings.HasPrefix(rest.text, "@{") && r.ids[id] {
		return id, r.attributes(rest, nil) // how an edge looks
	}
	node := r.nodeOf(id, l)
	if len(r.open) > 0 {
		top := r.open[len(r.open)-1]
		top.named = append(top.named, id)
	}
	rest = rest.skip(0)
	switch {
	case strings.HasPrefix(rest.text, "@{"):
		rest = r.attributes(rest, node)
	default:
		rest = r.shape(rest, node)
	}
	for strings.HasPrefix(rest.text, ":::") {
		class := rest.skip(3)
		n := len(class.text)
		if i := strings.IndexFunc(class.text, func(c rune) bool { return !isName(c) }); i >= 0 {
			n = i
		}
		r.hasClass(id, class.text[:n])
		rest = class.skip(n)
	}
	return id, rest
}

func isName(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_' }

// flowShapes are the brackets around a node's text; the longer ones come first.
var flowShapes = []struct {
	opening, closing string
	shape            nodeShape
}{
	{"(((", ")))", doubleCircleShape},
	{"((", "))", circleShape},
	{"([", "])", stadiumShape},
	{"[[", "]]", subroutineShape},
	{"[(", ")]", cylinderShape},
	{"{{", "}}", hexagonShape},
	{"[/", "/]", leanRightShape},
	{"[/", `\]`, trapezoidShape},
	{`[\`, `\]`, leanLeftShape},
	{`[\`, "/]", invertedShape},
	{"[", "]", boxShape},
	{"(", ")", roundShape},
	{"{", "}", diamondShape},
	{">", "]", flagShape},
}

// shape reads a text in brackets.
func (r *flowReader) shape(l line, n *node) line {
	opening, best := "", -1
	bestAt := 0
	for i, s := range flowShapes {
		if opening != "" && s.opening != opening || !strings.HasPrefix(l.text, s.opening) {
			continue
		}
		opening = s.opening
		if at := closes(l.text, len(opening), s.closing); at >= 0 && (best < 0 || at < bestAt) {
			best, bestAt = i, at
		}
	}
	switch {
	case opening == "":
		return l
	case best < 0:
		r.fail(l.span(), "%s is not closed", opening).Hint = `put a text with brackets or quotes into quotes: A["f(x)"]`
		return line{}
	}
	inner := line{l.text[len(opening):bestAt], l.at + len(opening), 0}.skip(0)
	n.shape = flowShapes[best].shape
	n.label = r.label(inner, n.shape.widestIn())
	return l.skip(bestAt + len(flowShapes[best].closing))
}

// closes returns where a closing bracket is that is not in quotes.
func closes(s string, from int, closing string) int {
	quoted := false
	for i := from; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case !quoted && strings.HasPrefix(s[i:], closing):
			return i
		}
	}
	return -1
}

// shapeNames are the shapes that can be named: shape: diam.
var shapeNames = map[string]nodeShape{
	"rect": boxShape, "proc": boxShape, "process": boxShape, "rectangle": boxShape,
	"rounded": roundShape, "event": roundShape,
	"stadium": stadiumShape, "pill": stadiumShape, "terminal": stadiumShape,
	"fr-rect": subroutineShape, "subproc": subroutineShape, "subprocess": subroutineShape, "subroutine": subroutineShape, "framed-rectangle": subroutineShape,
	"cyl": cylinderShape, "db": cylinderShape, "database": cylinderShape, "cylinder": cylinderShape,
	"circle": circleShape, "circ": circleShape,
	"dbl-circ": doubleCircleShape, "double-circle": doubleCircleShape,
	"odd":  flagShape,
	"diam": diamondShape, "diamond": diamondShape, "decision": diamondShape, "question": diamondShape,
	"hex": hexagonShape, "hexagon": hexagonShape, "prepare": hexagonShape,
	"lean-r": leanRightShape, "lean-right": leanRightShape, "in-out": leanRightShape,
	"lean-l": leanLeftShape, "lean-left": leanLeftShape, "out-in": leanLeftShape,
	"trap-b": trapezoidShape, "trapezoid": trapezoidShape, "trapezoid-bottom": trapezoidShape, "priority": trapezoidShape,
	"trap-t": invertedShape, "inv-trapezoid": invertedShape, "trapezoid-top": invertedShape, "manual": invertedShape,
	"text":    textShape,
	"sm-circ": startShape, "small-circle": startShape, "start": startShape,
	"fr-circ": stopShape, "framed-circle": stopShape, "stop": stopShape,
	"fork": barShape, "join": barShape,
}

var shapeAttribute = regexp.MustCompile(`^[\s,]*([a-zA-Z]+)\s*:\s*("[^"]*"|[^,}\n"]*)`)

// attributes reads @{ shape: diam, label: "Text" }, of a node or an edge.
func (r *flowReader) attributes(l line, n *node) line {
	end := closes(l.text, 2, "}")
	if end < 0 {
		r.fail(l.span(), "@{ is not closed").Hint = `write @{ shape: diam, label: "Text" }`
		return line{}
	}
	inner := line{l.text[:end], l.at, 0}
	at := 2
	for strings.Trim(inner.text[at:], " \t\r\n,") != "" {
		m := shapeAttribute.FindStringSubmatchIndex(inner.text[at:])
		if m == nil {
			r.fail(span{l.at + at, l.at + end}, "%q is not understood", shortened(inner.text[at:])).Hint = `write @{ shape: diam, label: "Text" }`
			return line{}
		}
		key := inner.text[at+m[2] : at+m[3]]
		value := line{inner.text[at+m[4] : at+m[5]], l.at + at + m[4], 0}.skip(0)
		if n != nil {
			r.attribute(n, key, value)
		}
		at += m[1]
	}
	if n != nil && !n.label.isEmpty() {
		n.label = newLabel(n.label.text(), n.shape.widestIn())
	}
	return l.skip(end + 1)
}

func (r *flowReader) attribute(n *node, key string, value line) {
	switch key {
	case "shape":
		s, ok := shapeNames[unquote(value.text)]
		if !ok {
			r.fail(value.span(), "no such shape: %q", shortened(value.text)).Hint = "known are rect, rounded, stadium, subproc, cyl, circle, dbl-circ, odd, diam, hex, lean-r, lean-l, trap-b, trap-t, text, sm-circ, fr-circ, fork"
		}
		n.shape = s
	case "label":
		n.label = r.label(value, n.shape.widestIn())
	default:
		r.fail(value.span(), "a node has no %q", shortened(key)).Hint = "known are shape and label"
	}
}

var (
	edgeID     = regexp.MustCompile(`^([^\s"@;]+)@(?:[xo<]?--|[xo<]?==|[xo<]?-\.)`)
	fullEdge   = regexp.MustCompile(`^([xo<]?)(--+[-xo>]|==+[=xo>]|-?\.+-[xo>]?|~~~+)`)
	openEdge   = regexp.MustCompile(`^([xo<]?)(--|==|-\.)`)
	edgeCloses = map[string]*regexp.Regexp{
		"--": regexp.MustCompile(`--+[-xo>]`),
		"==": regexp.MustCompile(`==+[=xo>]`),
		"-.": regexp.MustCompile(`\.+-[xo>]?`),
	}
)

// edge reads an edge with its label.
func (r *flowReader) edge(l line, e *edge) line {
	if m := edgeID.FindStringSubmatch(l.text); m != nil {
		r.ids[m[1]] = true
		l = l.skip(len(m[1]) + 1)
	}
	if m := fullEdge.FindStringSubmatch(l.text); m != nil {
		e.looks(m[1], m[2])
		l = l.skip(len(m[0]))
		if !strings.HasPrefix(l.text, "|") {
			return l
		}
		end := closes(l.text, 1, "|")
		if end < 0 {
			r.fail(l.span(), "the label of an edge is not closed").Hint = "write -->|label|"
			return line{}
		}
		e.label = r.label(line{l.text[1:end], l.at + 1, 0}.skip(0), 160)
		return l.skip(end + 1)
	}
	m := openEdge.FindStringSubmatch(l.text)
	if m == nil {
		r.fail(l.span(), "%q is not understood behind a node", shortened(l.text)).Hint = `write an edge such as A --> B, or put a text with special characters into quotes: A["a, (b)"]`
		return line{}
	}
	text := l.skip(len(m[0]))
	from := 0
	if strings.HasPrefix(text.text, `"`) {
		from = strings.Index(text.text[1:], `"`) + 2
	}
	at := edgeCloses[m[2]].FindStringIndex(text.text[from:])
	if at == nil {
		r.fail(l.span(), "an edge is not finished: %q", shortened(l.text)).Hint = "write A -- label --> B"
		return line{}
	}
	e.looks(m[1], text.text[from+at[0]:from+at[1]])
	e.label = r.label(text.upTo(from+at[0]), 160)
	return text.skip(from + at[1])
}

// looks reads what an edge looks like off its characters.
func (e *edge) looks(tail, body string) {
	heads := map[string]head{"x": crossHead, "o": circleHead, ">": arrowHead, "<": arrowHead}
	e.heads = [2]head{heads[tail], heads[body[len(body)-1:]]}
	switch {
	case strings.Contains(body, "."):
		e.stroke, e.length = "dotted", strings.Count(body, ".")
	case body[0] == '=':
		e.stroke, e.length = "thick", len(body)-2
	case body[0] == '~':
		e.stroke, e.length = "hidden", len(body)-2
	default:
		e.stroke, e.length = "", len(body)-2
	}
	e.length = min(e.length, 10)
}

// resolve finds the ends of edges, which are subgraphs where one has the id.
func (r *flowReader) resolve() {
	if r.problem != nil {
		return
	}
	for _, one := range r.edges {
		one.edge.from, one.edge.to = r.endOf(one.from), r.endOf(one.to)
		r.checkEnds(one.edge, one.at)
	}
	r.chart.nodes = slices.DeleteFunc(r.chart.nodes, func(n *node) bool { return r.groups[n.id] != nil })
	r.finish()
}
