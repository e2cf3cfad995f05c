package meta

import (
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// toml reads the block as TOML. The library's parser gives the places, its
// decoder then judges what the parser lets through: dates that do not exist,
// numbers that do not fit, tables that are defined twice over.
func (r *reader) toml() (Node, bool) {
	t := &tomlReader{reader: r}
	t.Reset(r.text.Data)
	root := &table{}
	open := root
	for t.NextExpression() {
		ok := true
		switch e := t.Expression(); e.Kind {
		case unstable.Table:
			open, ok = t.header(root, e, false)
		case unstable.ArrayTable:
			open, ok = t.header(root, e, true)
		case unstable.KeyValue:
			ok = t.keyValue(open, e, 0)
		}
		if !ok {
			return Node{}, false
		}
	}
	if err := t.Error(); err != nil {
		t.fail(err)
		return Node{}, false
	}
	if len(r.ds) == 0 {
		var v map[string]any
		if err := toml.Unmarshal(r.text.Data, &v); err != nil {
			t.fail(err)
			return Node{}, false
		}
	}
	n := root.node()
	if len(n.Fields) == 0 {
		n.At = r.span(0, 0)
	}
	return n, true
}

type tomlReader struct {
	*reader
	unstable.Parser
}

// A table is a map that later lines of the file can still add to.
type table struct {
	entries []*entry
	byKey   map[string]*entry
}

// An entry is one key of a table: a value, a table, or an array of tables.
type entry struct {
	key    string
	keyAt  Span
	value  Node
	table  *table
	array  []*table
	header bool // the table has had a line [key] of its own
	twice  bool // reported; no value counts
}

// entry returns the entry of a key, which it adds when it is not there.
func (t *table) entry(key string, at Span) (e *entry, added bool) {
	if e := t.byKey[key]; e != nil {
		return e, false
	}
	if t.byKey == nil {
		t.byKey = make(map[string]*entry)
	}
	e = &entry{key: key, keyAt: at}
	t.byKey[key] = e
	t.entries = append(t.entries, e)
	return e, true
}

// within returns the table that a key leads into: of an array of tables, the
// last one. It is nil when the key has a value of another sort.
func (e *entry) within(added bool) *table {
	switch {
	case added:
		e.table = &table{}
	case len(e.array) > 0:
		return e.array[len(e.array)-1]
	}
	return e.table
}

// walk goes down a dotted key from a table, and returns the table that holds the
// last part, and that part.
func (t *tomlReader) walk(from *table, keys unstable.Iterator, depth int) (in *table, key string, at Span, ok bool) {
	for keys.Next() {
		k := keys.Node()
		key, at = string(k.Data), t.place(k.Raw)
		if keys.IsLast() {
			return from, key, at, true
		}
		if depth++; depth >= maxDepth {
			t.tooDeep(at)
			return nil, "", at, false
		}
		e, added := from.entry(key, at)
		if from = e.within(added); from == nil {
			t.twice(e, at)
			from = &table{} // what is set in it is lost, as it must be
		}
	}
	return from, key, at, false
}

func (t *tomlReader) twice(e *entry, at Span) {
	e.twice = true
	t.duplicate(e.key, at, e.keyAt)
}

// header opens the table of a line [key] or [[key]].
func (t *tomlReader) header(root *table, n *unstable.Node, array bool) (*table, bool) {
	in, key, at, ok := t.walk(root, n.Key(), 0)
	if !ok {
		return nil, false
	}
	e, added := in.entry(key, at)
	fresh := &table{}
	switch {
	case array && (added || len(e.array) > 0):
		e.array = append(e.array, fresh)
		return fresh, true
	case !array && added:
		e.table, e.header = fresh, true
		return fresh, true
	case !array && e.table != nil && !e.header:
		e.header = true
		return e.table, true
	}
	t.twice(e, at)
	return fresh, true
}

func (t *tomlReader) keyValue(open *table, n *unstable.Node, depth int) bool {
	in, key, at, ok := t.walk(open, n.Key(), depth)
	if !ok {
		return false
	}
	start, end := t.valueBounds(n)
	v, ok := t.value(n.Value(), t.span(start, end), depth+1)
	if !ok {
		return false
	}
	if e, added := in.entry(key, at); added {
		e.value = v
	} else {
		t.twice(e, at)
	}
	return true
}

// valueBounds returns where the value of `key = value` begins and ends: the
// parser gives the place of the keys and of the whole.
func (t *tomlReader) valueBounds(n *unstable.Node) (start, end int) {
	for keys := n.Key(); keys.Next(); {
		raw := keys.Node().Raw
		start = int(raw.Offset + raw.Length)
	}
	for data := t.text.Data; start < len(data) && (data[start] == ' ' || data[start] == '\t' || data[start] == '='); {
		start++
	}
	return start, int(n.Raw.Offset + n.Raw.Length)
}

var tomlTypes = map[unstable.Kind]Type{
	unstable.String: String, unstable.Bool: Bool, unstable.Integer: Int, unstable.Float: Float,
	unstable.LocalDate: Date, unstable.LocalTime: Date, unstable.LocalDateTime: Date, unstable.DateTime: Date,
}

func (t *tomlReader) value(n *unstable.Node, at Span, depth int) (Node, bool) {
	switch n.Kind {
	case unstable.Array, unstable.InlineTable:
		if depth > maxDepth {
			t.tooDeep(at)
			return Node{}, false
		}
		if n.Kind == unstable.Array {
			return t.array(n, at, depth)
		}
		return t.inline(n, at, depth)
	}
	if n.Raw.Length > 0 {
		at = t.place(n.Raw)
	}
	return Node{Type: tomlTypes[n.Kind], Text: string(n.Data), Quoted: n.Kind == unstable.String, At: at}, true
}

func (t *tomlReader) array(n *unstable.Node, at Span, depth int) (Node, bool) {
	list := Node{Type: List, At: at}
	for items := n.Children(); items.Next(); {
		v, ok := t.value(items.Node(), at, depth+1)
		if !ok {
			return Node{}, false
		}
		list.Items = append(list.Items, v)
	}
	if len(list.Items) > 0 {
		list.At = around(list.Items[0].At, list.Items[len(list.Items)-1].At)
	}
	return list, true
}

func (t *tomlReader) inline(n *unstable.Node, at Span, depth int) (Node, bool) {
	in := &table{}
	for entries := n.Children(); entries.Next(); {
		if !t.keyValue(in, entries.Node(), depth) {
			return Node{}, false
		}
	}
	m := in.node()
	if len(m.Fields) == 0 {
		m.At = at
	}
	return m, true
}

// node returns the finished table.
func (t *table) node() Node {
	n := Node{Type: Map}
	for _, e := range t.entries {
		if !e.twice {
			n.Fields = append(n.Fields, Field{Key: e.key, KeyAt: e.keyAt, Value: e.node()})
		}
	}
	if len(n.Fields) > 0 {
		n.At = around(n.Fields[0].KeyAt, n.Fields[len(n.Fields)-1].Value.At)
	}
	return n
}

func (e *entry) node() Node {
	switch {
	case e.table != nil:
		n := e.table.node()
		if len(n.Fields) == 0 {
			n.At = e.keyAt
		}
		return n
	case e.array != nil:
		list := Node{Type: List, At: e.keyAt}
		for _, t := range e.array {
			n := t.node()
			if len(n.Fields) == 0 {
				n.At = e.keyAt
			}
			list.Items = append(list.Items, n)
		}
		list.At = around(list.Items[0].At, list.Items[len(list.Items)-1].At)
		return list
	}
	return e.value
}

func (t *tomlReader) place(raw unstable.Range) Span {
	return t.span(int(raw.Offset), int(raw.Offset+raw.Length))
}

func (t *tomlReader) fail(err error) {
	at := Span{1 + t.above, 1, 1 + t.above, 1}
	message := err.Error()
	var parse *unstable.ParserError
	var decode *toml.DecodeError
	switch {
	case errors.As(err, &parse):
		at, message = t.place(t.Range(parse.Highlight)), parse.Message
	case errors.As(err, &decode):
		line, column := decode.Position()
		start := t.text.Offset(line) + column - 1
		at = t.span(start, start+1)
	}
	t.failAt(at, message)
}

// tomlHints says what to do about some of the library's messages, which are good
// enough to stand as they are.
var tomlHints = []struct{ theirs, hint string }{
	{"expected '=' after key", `write key = "value"; YAML front matter begins with --- instead`},
	{"at start of value", `texts need quotes: title = "No vision"`},
	{"expected keyword", `texts need quotes: title = "No vision"`},
	{"unterminated", "close the text with the quote that opened it"},
	{"cannot have new lines", `close the text on its line, or write it between """ and """`},
	{"expected newline", "write one key = value on a line; texts need quotes"},
	{"leading zeroes", "put it in quotes if it is a text"},
	{"invalid escape", `write a backslash as \\, or put the text between single quotes`},
	{"incomplete", "close what is open: brackets, braces"},
}

func (t *tomlReader) failAt(at Span, message string) {
	message = strings.TrimPrefix(message, "toml: ")
	if strings.Contains(message, "nested more than") {
		t.tooDeep(at)
		return
	}
	hint := ""
	for _, h := range tomlHints {
		if strings.Contains(message, h.theirs) {
			hint = h.hint
			break
		}
	}
	t.report(t.syntax, at, hint, "%s", message)
}
