package meta

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/adrg/frontmatter"

	"waymark/internal/diag"
	"waymark/internal/source"
)

// Front returns the front matter of a file and the offset in t.Data at which
// its body begins. Without front matter the Node is absent. The body's offset is
// right for broken front matter too; where the end is missing, all behind the
// opening line may be the body.
//
// Bytes that are not UTF-8 are reported (P004) when they are in the block; see
// CheckUTF8 for the whole file.
func Front(t *source.Text) (n Node, body int, ds []diag.Diagnostic) {
	start := len(t.Data) - len(withoutMark(t.Data))
	f, ok := find(t.Data[start:])
	f.start = start
	if !ok {
		f, ok = findLate(t.Data)
	}
	if !ok {
		return Node{}, start, nil
	}
	n, body, ds = f.read(t)
	if f.late {
		ds = append(ds, reportLate(t, f))
	}
	return n, body, ds
}

// read decodes the block. It returns the offset of the body in the file, too.
func (f front) read(t *source.Text) (n Node, body int, ds []diag.Diagnostic) {
	r := &reader{name: t.Name, above: f.above, syntax: "P001"}
	first := Span{1 + f.lines, 1, 1 + f.lines, 1 + len(f.delimiter)}
	body = f.start + f.body
	switch {
	case !f.closed:
		r.report("P002", first, f.unclosedHint(), "the front matter that begins here never ends")
		if f.delimiter == "{" {
			return Node{}, f.start, r.ds
		}
		return Node{}, f.start + f.from, r.ds
	case len(f.block) > maxSize:
		r.report("P006", first, "move long texts into the body of the page", "the front matter is over 1 MiB")
		return Node{}, body, r.ds
	}
	if i := invalid(f.block); i >= 0 {
		return Node{}, body, []diag.Diagnostic{badByte(t, f.start+f.from+i)}
	}
	n = r.read(f.delimiter, f.block)
	if n.Type != Absent && f.after != "" {
		from := f.start + f.from + len(f.block)
		end := t.Position(from, from+len(f.after))
		r.report("P001", Span{end.Line, end.Column, end.EndLine, end.EndColumn}, "begin the body on a new line", "unexpected text after the closing brace")
	}
	return n, body, r.ds
}

// YAML returns the content of a whole YAML file. Where it breaks the rules of YAML,
// that is reported with the code syntax.
func YAML(t *source.Text, syntax string) (Node, []diag.Diagnostic) {
	if ds := CheckUTF8(t); len(ds) > 0 {
		return Node{}, ds
	}
	if ds := t.Conflicts(); len(ds) > 0 {
		return Node{}, ds
	}
	r := &reader{name: t.Name, syntax: syntax}
	data := withoutMark(t.Data)
	if len(data) > maxSize {
		r.report("P006", Span{1, 1, 1, 1}, "", "the file is over 1 MiB")
		return Node{}, r.ds
	}
	return r.read("---", data), r.ds
}

// A front is where the front matter of a file is. Offsets count from start.
type front struct {
	start     int    // offset in the file
	lines     int    // lines above it
	late      bool   // there is something above it
	delimiter string // "---", "+++" or "{"
	block     []byte // what is between the delimiters; of JSON, with its braces
	from      int    // offset of block
	above     int    // lines of the file above block
	body      int    // offset of the body
	closed    bool
	after     string // what follows the closing brace on its line
}

func find(data []byte) (front, bool) {
	line, rest := cutLine(data)
	switch d := string(bytes.TrimRight(line, " \t\r\n")); d {
	case "---", "+++":
		f := findDelimited(data, d, rest, 0)
		return f, !isRule(f)
	}
	if opensJSON(data) {
		return findJSON(data), true
	}
	return front{}, false
}

// findDelimited finds the line that closes a block, which may be indented as far
// as the line that opened it.
func findDelimited(data []byte, delimiter string, from, indent int) front {
	f := front{delimiter: delimiter, from: from, above: 1}
	for at := from; at < len(data); {
		line, n := cutLine(data[at:])
		for range indent {
			line = bytes.TrimPrefix(line, []byte(" "))
		}
		text := string(bytes.TrimRight(line, " \t\r\n"))
		if text == delimiter || text == "..." && delimiter == "---" && endsYAML(data[at+n:]) {
			f.block, f.body, f.closed = data[from:at], at+n, true
			return f
		}
		at += n
	}
	f.block = data[from:]
	return f
}

// endsYAML reports whether the line ... above rest, which ends a document of
// YAML, ends the front matter: it doesn't if --- follows, or another key.
func endsYAML(rest []byte) bool {
	line, _ := cutLine(rest)
	next, _ := cutLine(bytes.TrimLeft(rest, " \t\r\n"))
	return !yamlKey.Match(line) && string(bytes.TrimSpace(next)) != "---"
}

// opensJSON reports whether the file begins as JSON front matter would, or would
// if its author knew that keys need double quotes.
func opensJSON(data []byte) bool {
	if len(data) == 0 || data[0] != '{' {
		return false
	}
	line, _ := cutLine(data[1:])
	line = bytes.TrimSpace(line)
	if len(line) == 0 {
		return true
	}
	switch line[0] {
	case '"', '\'', '}':
		return true
	}
	word := bytes.TrimLeft(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
	return len(word) < len(line) && len(word) > 0 && word[0] == ':'
}

// findJSON finds the brace that closes the first one. A string ends with its
// line at the latest, so that a missing quote hides no brace on the next.
func findJSON(data []byte) front {
	f := front{delimiter: "{", block: data}
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c == '\n':
			quoted = false
		case c == '\\' && quoted && i+1 < len(data) && data[i+1] != '\n':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth > 0 {
				continue
			}
			line, n := cutLine(data[i+1:])
			f.block, f.body, f.closed = data[:i+1], i+1+n, true
			f.after = strings.TrimRight(string(line), " \t\r\n")
			if f.after != "" {
				f.body = i + 1
			}
			return f
		}
	}
	return f
}

// unclosedHint says what would end the block, and names a line that was perhaps
// meant to.
func (f front) unclosedHint() string {
	if f.delimiter == "{" {
		return "close it with a brace: }"
	}
	hint := "close it with a line that is exactly " + f.delimiter
	for i, at := 2+f.lines, 0; at < len(f.block); i++ {
		line, n := cutLine(f.block[at:])
		at += n
		text := string(bytes.TrimSpace(line))
		if len(text) >= 3 && len(text) < 10 && strings.Trim(text, "-+.—–") == "" {
			return fmt.Sprintf("%s; line %d is %q", hint, i, bytes.TrimRight(line, "\r\n"))
		}
	}
	return hint
}

// cutLine returns the first line of data with its line end, and its length.
func cutLine(data []byte) ([]byte, int) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return data[:i+1], i + 1
	}
	return data, len(data)
}

const mark = "\ufeff" // the byte order mark

func withoutMark(data []byte) []byte { return bytes.TrimPrefix(data, []byte(mark)) }

// formats select the decoder of a block by its delimiter. The closing line holds
// a byte that UTF-8 never has, so it cannot occur in a block.
var formats = []*frontmatter.Format{
	{Start: "---", End: lastLine, Unmarshal: func(data []byte, v any) error { return v.(*reader).decode(data, (*reader).yaml) }},
	{Start: "+++", End: lastLine, Unmarshal: func(data []byte, v any) error { return v.(*reader).decode(data, (*reader).toml) }},
	{Start: "{", End: lastLine, Unmarshal: func(data []byte, v any) error { return v.(*reader).decode(data, (*reader).json) }},
}

const lastLine = "\xff"

// read decodes a block by the format that its delimiter stands for.
func (r *reader) read(delimiter string, block []byte) Node {
	end := lastLine
	if !bytes.HasSuffix(block, []byte("\n")) {
		end = "\n" + lastLine
	}
	in := io.MultiReader(strings.NewReader(delimiter+"\n"), bytes.NewReader(unifyLineEnds(block)), strings.NewReader(end))
	if _, err := frontmatter.MustParse(in, r, formats...); err != nil {
		r.report(r.syntax, Span{1, 1, 1, 1}, "", "%v", err)
	}
	return r.root
}

func unifyLineEnds(data []byte) []byte {
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
}

// invalid returns the offset of the first byte that is not UTF-8, or -1.
func invalid(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// CheckUTF8 reports the first byte of a file that is not UTF-8 (P004), and a
// file in UTF-16 as such.
func CheckUTF8(t *source.Text) []diag.Diagnostic {
	if isUTF16(t.Data) {
		return []diag.Diagnostic{diag.New("P004", diag.Position{Path: t.Name}, "the file is UTF-16, not UTF-8").
			WithHint("save it as UTF-8 in your editor, or convert it: iconv -f UTF-16 -t UTF-8")}
	}
	if i := invalid(t.Data); i >= 0 {
		return []diag.Diagnostic{badByte(t, i)}
	}
	return nil
}

// ValidUTF8 returns data as UTF-8: what is UTF-16 decoded, and in other texts
// U+FFFD for each byte that is none. It reports false for what is no text at all,
// such as a picture.
func ValidUTF8(data []byte) ([]byte, bool) {
	if isUTF16(data) {
		return fromUTF16(data)
	}
	if utf8.Valid(data) {
		return data, true
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return nil, false
	}
	valid := make([]byte, 0, len(data)+len(data)/8)
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		valid, data = utf8.AppendRune(valid, r), data[n:]
	}
	return valid, true
}

// fromUTF16 decodes UTF-16. It reports false for what has characters that no text has.
func fromUTF16(data []byte) ([]byte, bool) {
	var order binary.ByteOrder = binary.LittleEndian
	if bytes.HasPrefix(data, []byte("\xfe\xff")) || !bytes.HasPrefix(data, []byte("\xff\xfe")) && data[0] == 0 {
		order = binary.BigEndian
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	valid := make([]byte, 0, len(data))
	for _, r := range utf16.Decode(units) {
		if r == 0 {
			return nil, false
		}
		valid = utf8.AppendRune(valid, r)
	}
	return valid, true
}

// draftLine is a line of front matter, in any of its formats, that makes a draft.
var draftLine = regexp.MustCompile(`(?im)^[ \t]*["']?draft["']?[ \t]*[:=][ \t]*["']?(true|yes|on)\b`)

// MeantDraft reports whether a file whose front matter cannot be read seems to say
// there that it is a draft: what is not ready to be published should not be
// because of a slip elsewhere. body is what Front returned.
func MeantDraft(t *source.Text, body int) bool {
	head := t.Data[:body]
	if f, ok := find(withoutMark(t.Data)); ok && !f.closed {
		head, _, _ = bytes.Cut(unifyLineEnds(f.block), []byte("\n\n"))
	}
	return draftLine.Match(head)
}

// isUTF16 tells UTF-16 by its byte order mark, or by NUL bytes: every other byte
// of a text in a Latin script is one.
func isUTF16(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xfe\xff")) || bytes.HasPrefix(data, []byte("\xff\xfe")) {
		return true
	}
	head := data[:min(len(data), 512)]
	return len(head) >= 4 && bytes.Count(head, []byte{0}) > len(head)/4
}

func badByte(t *source.Text, at int) diag.Diagnostic {
	p := t.Position(at, at+1)
	if p.Line == 1 && bytes.HasPrefix(t.Data, []byte(mark)) {
		p.Column--
		p.EndColumn--
	}
	return diag.New("P004", p, "the byte %#02x is not UTF-8", t.Data[at]).WithHint("save the file as UTF-8")
}
