package meta

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"waymark/internal/source"
)

// yaml reads the block as one YAML document. The library splits it into tokens
// and parses them. Between the two we find out where each token is, because
// the positions that the library gives are wrong for texts of several lines, and
// whether the tokens are nested too deeply for a parser that recurses.
func (r *reader) yaml() (Node, bool) {
	y := &yamlReader{reader: r, anchors: make(map[string]anchor)}
	r.text = source.NewText(r.name, emptyTabLines(r.text.Data))
	if i := tooManyTabs(r.text.Data); i >= 0 {
		r.report("P006", r.span(i, i+1), "use spaces", "more than %d tabs on one line", maxTabs)
		return Node{}, false
	}
	tokens := lexer.Tokenize(string(r.text.Data))
	if len(tokens) > maxTokens {
		r.report("P006", r.span(0, 0), "move what belongs together into files of its own", "more than %d keys, values and marks", maxTokens)
		return Node{}, false
	}
	if i := y.locate(tokens); i >= 0 {
		r.report(r.syntax, r.span(i, i+1), "put a space before the #", "a comment without a space before it")
		return Node{}, false
	}
	if !y.shallow(tokens) {
		return Node{}, false
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		y.fail(err)
		return Node{}, false
	}
	body, ok := y.document(file)
	if !ok || body == nil {
		return Node{}, ok
	}
	return y.node(body)
}

type yamlReader struct {
	*reader
	anchors map[string]anchor
	aliased int // cost of what aliases have repeated so far
}

// An anchor is a value that aliases can repeat.
type anchor struct {
	node Node
	cost int // values in it, and bytes of their text
}

// tooManyTabs returns the offset of the first tab that is one too many on its
// line, or -1. For every tab in a quoted text the library reads the rest of the
// line.
func tooManyTabs(data []byte) int {
	tabs := 0
	for i, c := range data {
		switch c {
		case '\n':
			tabs = 0
		case '\t':
			if tabs++; tabs > maxTabs {
				return i
			}
		}
	}
	return -1
}

// emptyTabLines empties the lines that hold nothing but white space and begin
// with a tab. YAML takes them for empty lines, the library for indentation. In a
// block scalar they are a mistake, which the library reports.
func emptyTabLines(data []byte) []byte {
	if !bytes.HasPrefix(data, []byte("\t")) && !bytes.Contains(data, []byte("\n\t")) {
		return data
	}
	kept := make([]byte, 0, len(data))
	inScalar, header := false, 0 // the indentation of the line that opens the block scalar
	for line := range bytes.Lines(data) {
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		switch isEmpty := len(bytes.TrimSpace(line)) == 0; {
		case isEmpty && line[0] == '\t' && !inScalar:
			line = bytes.TrimLeft(line, " \t")
		case isEmpty, inScalar && indent > header:
		default:
			inScalar, header = opensScalar.Match(line), indent
		}
		kept = append(kept, line...)
	}
	return kept
}

// opensScalar matches a line that ends with the | or > of a block scalar.
var opensScalar = regexp.MustCompile(`[\s:-][|>][-+0-9]*[ \t]*(\s#.*)?\n?$`)

// locate writes into each token's Offset where in the block it begins, in bytes.
// Tokens come in the order of the text, with nothing but white space and comments
// between them. It returns the offset of the first comment that touches what is
// before it, which the library takes and YAML doesn't, or -1.
func (y *yamlReader) locate(tokens token.Tokens) (touching int) {
	touching = -1
	data := y.text.Data
	at := 0
	for _, tk := range tokens {
		written := strings.Trim(tk.Origin, " \t\n")
		blank := " \t\n" + mark
		if strings.HasPrefix(written, mark) {
			blank = " \t\n"
		}
		at += len(data[at:]) - len(bytes.TrimLeft(data[at:], blank))
		if tk.Type == token.CommentType {
			if touching < 0 && at < len(data) && data[at] == '#' && touches(data[:at]) {
				touching = at
			}
			if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
				at += i
			} else {
				at = len(data)
			}
			continue
		}
		if quoted(tk) {
			written = written[:1]
		}
		if i := bytes.Index(data[at:min(len(data), at+len(written)+200)], []byte(written)); i > 0 {
			at += i
		}
		tk.Position.Offset = at
		at = y.end(tk)
	}
	return touching
}

// touches reports whether there is no white space at the end of what is before a
// comment.
func touches(before []byte) bool {
	before = bytes.TrimSuffix(before, []byte(mark))
	return len(before) > 0 && bytes.IndexByte([]byte(" \t\n"), before[len(before)-1]) < 0
}

func quoted(tk *token.Token) bool {
	return tk.Type == token.SingleQuoteType || tk.Type == token.DoubleQuoteType
}

// end returns the offset of the first byte after a token.
func (y *yamlReader) end(tk *token.Token) int {
	data, at := y.text.Data, tk.Position.Offset
	if !quoted(tk) {
		return min(at+len(strings.Trim(tk.Origin, " \t\n")), len(data))
	}
	for i := at + 1; i < len(data); i++ {
		switch {
		case data[i] == '\\' && tk.Type == token.DoubleQuoteType:
			i++
		case data[i] != data[at]:
		case data[i] == '\'' && i+1 < len(data) && data[i+1] == '\'':
			i++
		default:
			return i + 1
		}
	}
	return len(data)
}

func (y *yamlReader) at(tk *token.Token) Span { return y.span(tk.Position.Offset, y.end(tk)) }

// shallow reports tokens that would make the parser recurse too deeply. Block
// collections are counted by their columns, flow collections by their brackets.
func (y *yamlReader) shallow(tokens token.Tokens) bool {
	var columns []int
	flow, properties := 0, 0
	for i, tk := range tokens {
		column := tk.Position.Column
		switch tk.Type {
		case token.MappingStartType, token.SequenceStartType:
			flow++
		case token.MappingEndType, token.SequenceEndType:
			flow--
		case token.TagType, token.AnchorType:
			if properties++; properties > 2 {
				y.report(y.syntax, y.at(tk), "", "too many tags and anchors on one value")
				return false
			}
			continue
		case token.MappingValueType:
			if i > 0 {
				column = tokens[i-1].Position.Column
			}
			fallthrough
		case token.SequenceEntryType, token.MappingKeyType:
			for len(columns) > 0 && columns[len(columns)-1] >= column {
				columns = columns[:len(columns)-1]
			}
			columns = append(columns, column)
		}
		if i == 0 || tokens[i-1].Type != token.AnchorType {
			properties = 0
		}
		if flow+len(columns) > maxDepth {
			y.tooDeep(y.at(tk))
			return false
		}
	}
	return true
}

// document returns the content of the one document in the block, or nil.
func (y *yamlReader) document(file *ast.File) (ast.Node, bool) {
	var body ast.Node
	for _, d := range file.Docs {
		if d.Body == nil {
			continue
		}
		at := y.at(d.Body.GetToken())
		if _, ok := d.Body.(*ast.DirectiveNode); ok {
			y.report(y.syntax, at, "leave it out", "a YAML directive has no meaning here")
			return nil, false
		}
		if body != nil {
			y.report(y.syntax, at, "put everything into one document, without --- or ... between", "a second YAML document begins here")
			return nil, false
		}
		body = d.Body
	}
	return body, true
}

func (y *yamlReader) node(n ast.Node) (Node, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return y.mapping(n.Values, n.Start, n.End)
	case *ast.MappingValueNode:
		return y.mapping([]*ast.MappingValueNode{n}, n.Start, nil)
	case *ast.SequenceNode:
		return y.sequence(n)
	case *ast.AnchorNode:
		return y.anchor(n)
	case *ast.AliasNode:
		return y.alias(n)
	case *ast.TagNode:
		return y.tagged(n)
	case *ast.LiteralNode:
		at := y.at(n.Start)
		if n.Value.Value != "" {
			at = around(at, y.at(n.Value.GetToken()))
		}
		return Node{Type: String, Text: n.Value.Value, Quoted: true, At: at}, true
	}
	return y.scalar(n.GetToken()), true
}

// scalar returns a value on its own, as it is written.
func (y *yamlReader) scalar(tk *token.Token) Node {
	switch {
	case quoted(tk):
		return Node{Type: String, Text: tk.Value, Quoted: true, At: y.at(tk)}
	case tk.Type == token.ImplicitNullType:
		return Node{Type: Null, At: y.span(tk.Position.Offset, tk.Position.Offset)}
	}
	text := strings.Trim(tk.Value, " \t\n")
	return Node{Type: plainType(text), Text: text, At: y.at(tk)}
}

func (y *yamlReader) mapping(values []*ast.MappingValueNode, open, end *token.Token) (Node, bool) {
	n := Node{Type: Map, At: y.at(open)}
	if end != nil {
		n.At = around(n.At, y.at(end))
	}
	n.Fields = make([]Field, 0, len(values))
	var merged []Field
	for _, v := range values {
		if _, ok := v.Key.(*ast.MergeKeyNode); ok {
			more, ok := y.merge(v)
			if !ok {
				return Node{}, false
			}
			merged = append(merged, more...)
			continue
		}
		key, ok := y.key(v.Key)
		if !ok {
			return Node{}, false
		}
		value, ok := y.node(v.Value)
		if !ok {
			return Node{}, false
		}
		if value.Type == Null && value.Text == "" {
			colon := y.end(v.Start)
			value.At = y.span(colon, colon)
		}
		n.Fields = append(n.Fields, Field{Key: key.Text, KeyAt: key.At, Value: value})
	}
	if len(n.Fields) > 0 {
		n.At = around(n.Fields[0].KeyAt, n.Fields[len(n.Fields)-1].Value.At)
	}
	n.Fields = y.unique(n.Fields)
	for _, f := range merged {
		if n.Get(f.Key).Type == Absent {
			n.Fields = append(n.Fields, f)
		}
	}
	return n, true
}

// key returns the key of an entry as a scalar.
func (y *yamlReader) key(k ast.Node) (Node, bool) {
	if explicit, ok := k.(*ast.MappingKeyNode); ok {
		k = explicit.Value
	}
	if k == nil {
		return Node{}, true
	}
	n, ok := y.node(k)
	if ok && (n.Type == Map || n.Type == List) {
		y.report(y.syntax, n.At, "write a word as the key", "a key cannot be %s", n.Type.article())
		return Node{}, false
	}
	return n, ok
}

// merge returns the fields that an entry `<<: *base` adds.
func (y *yamlReader) merge(v *ast.MappingValueNode) ([]Field, bool) {
	n, ok := y.node(v.Value)
	if !ok {
		return nil, false
	}
	sources := n.Items
	if n.Type == Map {
		sources = []Node{n}
	}
	var fields []Field
	for _, s := range sources {
		fields = append(fields, s.Fields...)
	}
	if n.Type != Map && n.Type != List {
		y.report(y.syntax, n.At, "write an alias of a map, such as <<: *base", "<< needs a map to take entries from")
		return nil, false
	}
	return fields, true
}

func (y *yamlReader) sequence(s *ast.SequenceNode) (Node, bool) {
	n := Node{Type: List, At: y.at(s.Start)}
	if s.End != nil {
		n.At = around(n.At, y.at(s.End))
	}
	n.Items = make([]Node, 0, len(s.Values))
	for _, v := range s.Values {
		item, ok := y.node(v)
		if !ok {
			return Node{}, false
		}
		n.Items = append(n.Items, item)
	}
	if len(n.Items) > 0 {
		n.At = around(n.Items[0].At, n.Items[len(n.Items)-1].At)
	}
	return n, true
}

func (y *yamlReader) anchor(a *ast.AnchorNode) (Node, bool) {
	n, ok := y.node(a.Value)
	if ok {
		y.anchors[a.Name.GetToken().Value] = anchor{n, cost(n)}
	}
	return n, ok
}

func cost(n Node) int {
	c := 1 + len(n.Text)
	for _, item := range n.Items {
		c += cost(item)
	}
	for _, f := range n.Fields {
		c += len(f.Key) + cost(f.Value)
	}
	return c
}

// alias returns the value that an alias stands for. What it repeats is counted,
// because a few lines of aliases of aliases can stand for billions of values.
func (y *yamlReader) alias(a *ast.AliasNode) (Node, bool) {
	name := a.Value.GetToken()
	at := around(y.at(a.Start), y.at(name))
	known, ok := y.anchors[name.Value]
	if !ok {
		y.report(y.syntax, at, "put the text in quotes if it begins with *", "there is no anchor %s above this alias", quote(name.Value))
		return Node{}, false
	}
	if y.aliased += known.cost; y.aliased > maxAliased {
		y.report("P006", at, "write out what you need", "the aliases repeat too much")
		return Node{}, false
	}
	n := known.node
	n.At = at
	return n, true
}

// coreTags are the tags that say what a value is anyway.
var coreTags = map[string]Type{
	"!!null": Null, "!!bool": Bool, "!!int": Int, "!!float": Float, "!!seq": List, "!!map": Map,
}

// tagged returns a value with a tag. The tag !!str makes a text of a plain value;
// the other tags of the core schema have to be true.
func (y *yamlReader) tagged(t *ast.TagNode) (Node, bool) {
	tag := t.Start.Value
	want, known := coreTags[tag]
	if !known && tag != "!!str" && tag != "!" {
		y.report(y.syntax, y.at(t.Start), "leave it out", "the tag %s is not known", quote(tag))
		return Node{}, false
	}
	n, ok := y.node(t.Value)
	switch {
	case !ok:
		return Node{}, false
	case !known && n.Type != Map && n.Type != List:
		n.Type, n.Quoted = String, true
	case n.Type != want:
		y.report(y.syntax, y.at(t.Start), "leave it out", "the tag %s does not fit the value", tag)
		return Node{}, false
	}
	return n, true
}

// plainType returns the type of a scalar without quotes by the core schema of
// YAML 1.2.
func plainType(s string) Type {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return Null
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return Bool
	case ".nan", ".NaN", ".NAN":
		return Float
	}
	unsigned := strings.TrimLeft(s[:1], "+-") + s[1:]
	switch unsigned {
	case ".inf", ".Inf", ".INF":
		return Float
	}
	if digits, ok := strings.CutPrefix(s, "0o"); ok && digits != "" && strings.Trim(digits, "01234567") == "" {
		return Int
	}
	if digits, ok := strings.CutPrefix(s, "0x"); ok && digits != "" && strings.Trim(digits, "0123456789abcdefABCDEF") == "" {
		return Int
	}
	whole := trimDigits(unsigned)
	switch {
	case unsigned == "" || unsigned == ".":
		return String
	case whole == "":
		return Int
	case isFraction(unsigned, whole):
		return Float
	}
	return String
}

func trimDigits(s string) string { return strings.TrimLeft(s, "0123456789") }

// isFraction reports whether s, of which rest follows the first digits, is a
// decimal fraction, with or without an exponent.
func isFraction(s, rest string) bool {
	digits := len(s) - len(rest)
	if after, ok := strings.CutPrefix(rest, "."); ok {
		rest = trimDigits(after)
		digits += len(after) - len(rest)
	}
	if digits == 0 {
		return false
	}
	if rest == "" {
		return true
	}
	if rest[0] != 'e' && rest[0] != 'E' {
		return false
	}
	exponent := strings.TrimLeft(rest[1:min(len(rest), 2)], "+-") + rest[min(len(rest), 2):]
	return exponent != "" && trimDigits(exponent) == ""
}

// yamlMessages says in our words what the library means.
var yamlMessages = []struct{ theirs, ours, hint string }{
	{"mapping value is not allowed", "a colon where none can be", `put a text with ": " in it in quotes, and indent keys of one map alike`},
	{"that cannot start any token", "a tab cannot indent YAML", "indent with spaces"},
	{"tab character", "a tab cannot indent YAML", "indent with spaces"},
	{"is a reserved character", "a plain text cannot begin with this character", `put the text in quotes, as in "@team"`},
	{"invalid header option", "a plain text cannot begin with | or >", "put the text in quotes"},
	{"unexpected directive value", "a plain text cannot begin with %", "put the text in quotes"},
	{"end character of double-quoted", "the quote that opens here is never closed", `close it with "; write a quote inside as \"`},
	{"end character of single-quoted", "the quote that opens here is never closed", "close it with '; write a quote inside as ''"},
	{"unknown escape character", "unknown escape in a text", `write a backslash as \\, or put the text between single quotes`},
	{"',' or ']' must be specified", "expected a comma or a closing bracket", "close the list with ]"},
	{"',' or '}' must be specified", "expected a comma or a closing brace", "close the map with }"},
	{"sequence end token ']' not found", "the list that opens here is never closed", "close it with ]"},
	{"flow mapping end token '}'", "the map that opens here is never closed", "close it with }"},
	{"flow map content", "the map that opens here is never closed", "close it with }; put a text that begins with { in quotes"},
	{"'{' character corresponding", "a closing brace without an opening one", "put a text with braces in quotes"},
	{"'[' character corresponding", "a closing bracket without an opening one", "put a text with brackets in quotes"},
	{"non-map value is specified", "expected a key and a value", "write key: value, with a space after the colon, and indent keys of one map alike"},
	{"unexpected key name", "expected a key and a value", "write key: value, with a space after the colon"},
	{"implicit line break", "expected a key and a value", "write key: value, with a space after the colon"},
	{"an invalid key", "a key cannot be a list or a map", "put the key in quotes"},
	{"block sequence entries are not allowed", "a list cannot begin on the line of its key", "begin the list on the next line, with - before each entry"},
	{"expected sequence element", "a comma with nothing before it", ""},
	{"value is not allowed in this context", "a value where none can be", "indent entries of one list or map alike; put texts with quotes inside in quotes"},
	{"multi-line content", "expected the lines of a text", "indent them below their key"},
	{"document separator", "the document ends inside a text", "indent the lines of a text, or close its quote"},
}

// mistake returns the place that a message of the library is about. It is at
// most a line long.
func (y *yamlReader) mistake(message string, tk *token.Token) Span {
	switch {
	case strings.Contains(message, "mapping value is not allowed"): // tk is what stands before the colon
		end := y.end(tk)
		return y.span(end, end+1)
	case strings.Contains(message, "start any token"): // tk is white space, which locate skips
		start := y.text.Offset(tk.Position.Line)
		return y.span(start, start+1)
	}
	at := y.at(tk)
	if at.EndLine != at.Line {
		at = y.span(tk.Position.Offset, tk.Position.Offset+1)
	}
	return at
}

func (y *yamlReader) fail(err error) {
	message, hint, at := err.Error(), "", y.span(0, 0)
	var syntax interface {
		GetMessage() string
		GetToken() *token.Token
	}
	if errors.As(err, &syntax) {
		message = syntax.GetMessage()
		if tk := syntax.GetToken(); tk != nil {
			at = y.mistake(message, tk)
		}
	}
	for _, m := range yamlMessages {
		if strings.Contains(message, m.theirs) {
			message, hint = m.ours, m.hint
			break
		}
	}
	y.report(y.syntax, at, hint, "%s", message)
}
