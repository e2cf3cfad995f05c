// Package meta reads what authors write in YAML, TOML and JSON: the front
// matter of a page and the settings of a handbook. It returns a tree in which
// every key and every value knows its place in the file, and judges form only;
// what a key means is the business of package kind.
//
// A front matter block begins at the first byte of a file (a byte order mark
// aside) with a line that is exactly `---` (YAML), `+++` (TOML), or begins with
// `{` (JSON), and ends at the next line that is exactly the same delimiter, at a
// line `...` of YAML, or at the brace that closes the first one. A block further
// down is read, too, if nothing but blank lines, comments and byte order marks is
// above it and it begins with a key; that is a warning (P028). A `---` with a
// blank line and prose below it is a rule. White space at the end of such a line
// counts for nothing. An indented `---`, in a block scalar for example, ends
// nothing. A `{` opens JSON when a quote, a closing brace, the end of the line or
// a word with a colon follows it; what template languages begin with `{{`, `{%`
// or `{:` is body. We find the block ourselves and hand the frontmatter library
// exactly that block, because left to itself it trims lines and takes a whole
// file for body when the end is missing.
//
// Text stays text: a plain value has the type that the core schema of YAML 1.2
// gives it (NO is a String, 1.10 a Float), and its Text is what the author wrote.
// Line ends are LF in every value, whatever they are in the file.
//
// Whatever an author writes, reading it is cheap: a block is at most 1 MiB and
// 64 levels deep, and what YAML's aliases repeat is counted. Beyond that the
// block is refused (P006) before a library sees what could break it.
package meta

import "waymark/internal/diag"

// A Type says what a value is, as its format has it.
type Type uint8

const (
	Absent Type = iota // no value: the zero Node
	Null               // `key:` with nothing after it
	String
	Int
	Float
	Bool
	Date // a date, or a date with a time
	List
	Map
)

// A Node is one value with its place. It is immutable plain data.
type Node struct {
	Type   Type
	Text   string  // of a scalar: exactly what the author wrote, quotes and escapes resolved; 1.10 stays "1.10"
	Quoted bool    // the scalar was written in quotes or as a block, so it can be nothing but a String
	Items  []Node  // of a List
	Fields []Field // of a Map, in the order written
	At     Span
}

// A Field is a key with its value.
type Field struct {
	Key   string
	KeyAt Span
	Value Node
}

// A Span is a place in the file that is being read: line and column from 1,
// columns in characters, the end exclusive.
type Span struct{ Line, Column, EndLine, EndColumn int }

// In returns the span as a position in a file.
func (s Span) In(path string) diag.Position {
	return diag.Position{Path: path, Line: s.Line, Column: s.Column, EndLine: s.EndLine, EndColumn: s.EndColumn}
}

// Value returns the text of a scalar. Null says nothing: `title: ~` is no title.
func (n Node) Value() string {
	if n.Type == Null {
		return ""
	}
	return n.Text
}

// Get returns the value of a key of a Map, or the zero Node.
func (n Node) Get(key string) Node {
	for _, f := range n.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return Node{}
}
