package meta

import (
	"bytes"
	"fmt"

	"waymark/internal/diag"
	"waymark/internal/source"
)

// What a handbook can need, with room to spare. The libraries recurse once a
// level; none of them sees a block that is deeper or larger.
const (
	maxSize    = 1 << 20 // bytes of a block
	maxDepth   = 64      // maps and lists within one another
	maxTokens  = 20000   // of YAML: keys, values, marks; the library's time grows with their square
	maxTabs    = 200     // of YAML: on one line
	maxAliased = 1 << 16 // values, and bytes of their text, that aliases repeat
)

// A reader turns one block into a tree. It knows where the block lies in its
// file, so that what it makes and what it reports has the file's own lines.
type reader struct {
	name   string // of the file
	above  int    // lines of the file above the block
	syntax string // the code of syntax errors

	text *source.Text // the block; line ends are LF
	root Node
	ds   []diag.Diagnostic
}

// decode reads a block in a format. The result is a Map, or absent where
// something has been reported.
func (r *reader) decode(data []byte, format func(*reader) (Node, bool)) error {
	r.text = source.NewText(r.name, data)
	if i := bytes.IndexByte(data, '\r'); i >= 0 {
		r.report(r.syntax, r.span(i, i+1), "save the file with LF or CRLF line ends", "a carriage return that ends no line")
		return nil
	}
	n, ok := format(r)
	switch {
	case !ok:
	case n.Type == Map:
		r.root = n
	case n.Type == Absent:
		r.root = Node{Type: Map, At: r.span(0, 0)}
	default:
		r.report("P005", n.At, "write a key and a value on each line, such as title: No vision", "expected keys with values, not %s", n.Type.article())
	}
	return nil
}

func (r *reader) report(code string, at Span, hint, format string, args ...any) {
	r.ds = append(r.ds, diag.New(code, at.In(r.name), format, args...).WithHint("%s", hint))
}

// tooDeep reports a map or a list that is too far inside others.
func (r *reader) tooDeep(at Span) {
	r.report("P006", at, "", "nested more than %d levels deep", maxDepth)
}

// span returns the place in the file of the bytes of the block from start up to
// end.
func (r *reader) span(start, end int) Span {
	p := r.text.Position(start, end)
	return Span{p.Line + r.above, p.Column, p.EndLine + r.above, p.EndColumn}
}

// unique drops every key that is written more than once, and reports it: only
// one of the values can count, and nobody knows which.
func (r *reader) unique(fields []Field) []Field {
	seen := make(map[string]int, len(fields)) // key → index of its first field
	twice := make(map[string]bool)
	for i, f := range fields {
		first, again := seen[f.Key]
		if !again {
			seen[f.Key] = i
			continue
		}
		twice[f.Key] = true
		r.duplicate(f.Key, f.KeyAt, fields[first].KeyAt)
	}
	if len(twice) == 0 {
		return fields
	}
	kept := make([]Field, 0, len(fields))
	for _, f := range fields {
		if !twice[f.Key] {
			kept = append(kept, f)
		}
	}
	return kept
}

func (r *reader) duplicate(key string, at, first Span) {
	d := diag.New("P003", at.In(r.name), "the key %s is set twice", quote(key)).WithHint("keep one of the two")
	r.ds = append(r.ds, d.WithRelated(first.In(r.name), "it is first set here"))
}

// article names the type as a message does.
func (t Type) article() string {
	return [...]string{"nothing", "nothing", "a text", "a number", "a number", "true or false", "a date", "a list", "a map"}[t]
}

// around returns the span from the beginning of a to the end of b.
func around(a, b Span) Span { return Span{a.Line, a.Column, b.EndLine, b.EndColumn} }

// quote returns s in quotes, short enough for a message.
func quote(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		s = string(runes[:59]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
