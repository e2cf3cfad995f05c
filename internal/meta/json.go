package meta

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// json reads the block as strict JSON: no comments, no trailing commas, double
// quotes only.
func (r *reader) json() (Node, bool) {
	d := json.NewDecoder(bytes.NewReader(r.text.Data))
	d.UseNumber()
	j := &jsonReader{reader: r, Decoder: d}
	n, ok := j.value(0)
	return n, ok
}

type jsonReader struct {
	*reader
	*json.Decoder
}

// next returns the next token and its place in the block.
func (j *jsonReader) next() (t json.Token, at Span, ok bool) {
	start := j.begin()
	t, err := j.Token()
	if err != nil {
		j.fail(err)
		return nil, Span{}, false
	}
	return t, j.span(start, int(j.InputOffset())), true
}

// begin returns the offset of the next token.
func (j *jsonReader) begin() int {
	i := int(j.InputOffset())
	return i + len(j.text.Data[i:]) - len(bytes.TrimLeft(j.text.Data[i:], " \t\r\n,:"))
}

func (j *jsonReader) value(depth int) (Node, bool) {
	token, at, ok := j.next()
	if !ok {
		return Node{}, false
	}
	switch t := token.(type) {
	case json.Delim:
		if depth == maxDepth {
			j.tooDeep(at)
			return Node{}, false
		}
		if t == '{' {
			return j.object(at, depth)
		}
		return j.array(at, depth)
	case string:
		return Node{Type: String, Text: t, Quoted: true, At: at}, true
	case json.Number:
		n := Node{Type: Int, Text: t.String(), At: at}
		if strings.ContainsAny(n.Text, ".eE") {
			n.Type = Float
		}
		return n, true
	case bool:
		if t {
			return Node{Type: Bool, Text: "true", At: at}, true
		}
		return Node{Type: Bool, Text: "false", At: at}, true
	}
	return Node{Type: Null, Text: "null", At: at}, true
}

func (j *jsonReader) object(open Span, depth int) (Node, bool) {
	n := Node{Type: Map}
	for j.More() {
		key, at, ok := j.next()
		if !ok {
			return Node{}, false
		}
		v, ok := j.value(depth + 1)
		if !ok {
			return Node{}, false
		}
		n.Fields = append(n.Fields, Field{Key: key.(string), KeyAt: at, Value: v})
	}
	_, end, ok := j.next()
	n.At = around(open, end)
	if len(n.Fields) > 0 {
		n.At = around(n.Fields[0].KeyAt, n.Fields[len(n.Fields)-1].Value.At)
	}
	n.Fields = j.unique(n.Fields)
	return n, ok
}

func (j *jsonReader) array(open Span, depth int) (Node, bool) {
	n := Node{Type: List}
	for j.More() {
		v, ok := j.value(depth + 1)
		if !ok {
			return Node{}, false
		}
		n.Items = append(n.Items, v)
	}
	_, end, ok := j.next()
	n.At = around(open, end)
	if len(n.Items) > 0 {
		n.At = around(n.Items[0].At, n.Items[len(n.Items)-1].At)
	}
	return n, ok
}

// jsonMessages says in our words what encoding/json means.
var jsonMessages = []struct{ theirs, ours, hint string }{
	{"looking for beginning of object key string", "expected a key in double quotes", `write keys as "title", and no comma after the last entry`},
	{"looking for beginning of value", "expected a value", `texts need double quotes, and no comma follows the last entry`},
	{"after object key:value pair", "expected a comma or a closing brace", "put a comma between two entries"},
	{"after object key", "expected a colon after the key", ""},
	{"after array element", "expected a comma or a closing bracket", "put a comma between two elements"},
	{"in string escape code", "unknown escape in a text", `write a backslash as \\`},
	{`in \u hexadecimal character escape`, `\u needs four hexadecimal digits`, ""},
	{"in string literal", "a line end or control character inside a text", `close the text with a double quote on its line, and write a line end as \n`},
	{"in literal", "expected true, false, null, a number or a text in quotes", "texts need double quotes"},
	{"in numeric literal", "a number that JSON does not know", "texts need double quotes"},
	{"invalid character", "unexpected character", "keys and texts need double quotes; no comma follows the last entry"},
	{"EOF", "the JSON ends too early", "close what is open: braces, brackets, quotes"},
}

func (j *jsonReader) fail(err error) {
	read := int(j.InputOffset()) // the decoder has stopped before what it cannot take
	at := read + len(j.text.Data[read:]) - len(bytes.TrimLeft(j.text.Data[read:], " \t\r\n"))
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && int(syntax.Offset) > at {
		at = int(syntax.Offset) - 1
	}
	at = min(at, len(j.text.Data))
	message, hint := err.Error(), ""
	for _, m := range jsonMessages {
		if strings.Contains(message, m.theirs) {
			message, hint = m.ours, m.hint
			break
		}
	}
	j.report(j.syntax, j.span(at, min(at+1, len(j.text.Data))), hint, "%s", message)
}
