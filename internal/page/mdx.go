package page

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// MDX is Markdown with components, which a program in JavaScript would run. Here
// they can't be, so such a page is read as the Markdown that is left: imports,
// exports, comments and the tags of components are taken out, and the text
// between the tags stays. Lines stay where they are; columns of a line change
// only behind a tag.

// mdxFound is what a page of MDX has that can't be run: each thing once, with
// the place of the first of its sort.
type mdxFound struct {
	modules     [2]int // the first import or export, from and to
	components  []string
	component   [2]int
	expressions []string
	expression  [2]int
}

// plainMDX returns what is left of a page. t has LF line ends.
func plainMDX(t *source.Text) (*source.Text, mdxFound) {
	_, body, _ := meta.Front(t)
	m := &mdx{data: t.Data, at: body, out: append(make([]byte, 0, len(t.Data)), t.Data[:body]...)}
	for m.at < len(m.data) {
		m.line()
	}
	return source.NewText(t.Name, m.out), m.found
}

type mdx struct {
	data  []byte
	at    int
	out   []byte
	found mdxFound

	fence     []byte    // the marks of the code block that is open
	afterText bool      // the line above is text, so that no import can begin
	open      []element // innermost last
	indent    int       // of the text in a component, which would be code in Markdown
	newIndent bool      // the line above is nothing but tags
	noTag     int       // no tag that begins before here ends
	unclosed  int       // the brackets of a statement before here never close
}

type element struct {
	name    string
	dropped bool
}

var (
	mdxFence  = regexp.MustCompile("^ *(```+|~~~+)")
	mdxImport = regexp.MustCompile(`^import(\s*['"]|\s+[\w*{$][^'"\n]*\bfrom\s*['"]|\s+([\w$]+\s*,\s*)?\{[^}'"\n]*\n)`)
	mdxExport = regexp.MustCompile(`^export\s+((const|let|var)\s+[^=\n]+=|(async\s+)?function\b|class\s+\w+.*\{|[{*].*\bfrom\b|\{[^}\n]*\};?\s*\n|default\s+(\S+\s*\n|.*[({;]\s*\n))`)
	mdxValue  = regexp.MustCompile(`^\{[A-Za-z_$][^{}\n]*\}`)
)

// line reads the line at m.at, with what it opens and a later line closes.
func (m *mdx) line() {
	line, _ := cutLine(m.data[m.at:])
	isBlank := len(bytes.TrimSpace(line)) == 0
	if fence := mdxFence.FindSubmatch(line); m.fence != nil {
		text := bytes.TrimSpace(line)
		if fence != nil && bytes.HasPrefix(text, m.fence) && len(bytes.Trim(text, string(m.fence[:1]))) == 0 {
			m.fence = nil
		}
		m.code(line)
		return
	} else if fence != nil {
		m.enter(line, isBlank)
		m.fence, m.afterText = fence[1], true
		m.code(line)
		return
	}
	isModule := !m.afterText && (mdxImport.Match(line) || mdxExport.Match(line))
	if isModule {
		end := m.at + m.statement()
		noteFirst(&m.found.modules, m.at, m.at+len(bytes.TrimRight(line, "\n")))
		m.drop(end)
		return
	}
	m.enter(line, isBlank)
	begin, hasTag := len(m.out), false
	m.at += len(line) - len(m.dedented(line))
	for m.at < len(m.data) && m.data[m.at] != '\n' {
		hasTag = m.inline() || hasTag
	}
	isTagsOnly := hasTag && len(bytes.TrimSpace(m.out[begin:])) == 0
	if isTagsOnly { // spaces between tags mean nothing
		m.out = append(m.out[:begin], bytes.Repeat([]byte("\n"), bytes.Count(m.out[begin:], []byte("\n")))...)
		m.newIndent = true
	}
	m.afterText = !isBlank && !isTagsOnly
	m.copy(min(1, len(m.data)-m.at)) // the line end
}

// code copies a line of a code block.
func (m *mdx) code(line []byte) {
	m.out = append(m.out, m.dedented(line)...)
	m.at += len(line)
}

// enter finds out how far a component's text is indented, at the first line of it.
func (m *mdx) enter(line []byte, isBlank bool) {
	if len(m.open) == 0 {
		m.indent = 0
	} else if m.newIndent && !isBlank {
		m.indent = len(line) - len(bytes.TrimLeft(line, " "))
	}
	if !isBlank {
		m.newIndent = false
	}
}

// dedented returns a line without the indentation of the component that it is in.
func (m *mdx) dedented(line []byte) []byte {
	spaces := len(line) - len(bytes.TrimLeft(line, " "))
	return line[min(spaces, m.indent):]
}

// drop leaves out everything up to end but line ends.
func (m *mdx) drop(end int) {
	m.out = append(m.out, bytes.Repeat([]byte("\n"), bytes.Count(m.data[m.at:end], []byte("\n")))...)
	m.at = end
}

func (m *mdx) copy(n int) {
	m.out = append(m.out, m.data[m.at:m.at+n]...)
	m.at += n
}

// inline reads what begins at m.at, and reports whether it was a tag or a comment.
func (m *mdx) inline() bool {
	rest := m.data[m.at:]
	switch c := rest[0]; {
	case c == '\\' && len(rest) > 1 && rest[1] != '\n':
		m.copy(2)
	case c == '`':
		m.copy(codeSpan(rest))
	case bytes.HasPrefix(rest, []byte("{/*")):
		if end := bytes.Index(window(rest), []byte("*/}")); end > 0 {
			m.drop(m.at + end + len("*/}"))
			return true
		}
		m.copy(1)
	case c == '{':
		if value := mdxValue.Find(rest); value != nil {
			noteFirst(&m.found.expression, m.at, m.at+len(value))
			m.found.expressions = addOnce(m.found.expressions, string(value))
		}
		m.copy(1)
	case bytes.HasPrefix(rest, []byte("<!--")):
		if end := bytes.Index(window(rest), []byte("-->")); end > 0 {
			m.copy(end)
			return false
		}
		m.copy(1)
	case c == '<' && m.at >= m.noTag:
		return m.tag(rest)
	default:
		m.copy(1)
	}
	return false
}

// tag leaves out a component's tag, and copies one of HTML.
func (m *mdx) tag(rest []byte) bool {
	t, cutOff := readTag(window(rest))
	if t.length == 0 {
		if cutOff {
			m.noTag = m.at + len(window(rest))
		}
		m.copy(1)
		return false
	}
	isDropped := t.isComponent()
	switch {
	case t.isEnd:
		i := len(m.open) - 1
		for i >= 0 && m.open[i].name != t.name {
			i--
		}
		if i >= 0 {
			isDropped = m.open[i].dropped
			m.open = m.open[:i]
		}
	case !t.isEmpty && !isVoid[t.name] && len(m.open) < mostOpen:
		m.open = append(m.open, element{t.name, isDropped})
	}
	if !isDropped {
		m.copy(t.length)
		return false
	}
	if !t.isEnd {
		noteFirst(&m.found.component, m.at, m.at+t.length)
		m.found.components = addOnce(m.found.components, "<"+t.name+">")
	}
	m.drop(m.at + t.length)
	return true
}

// Reading takes time in proportion to the size of the file, whatever is in it.
const (
	mostScript = 16 << 10 // bytes of a tag, a comment, a statement, a code span
	mostOpen   = 200      // elements within one another
)

// window returns as much of data as is searched for the end of something.
func window(data []byte) []byte { return data[:min(len(data), mostScript)] }

var isVoid = map[string]bool{"area": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "source": true, "wbr": true}

type mdxTag struct {
	name           string // empty: of a fragment
	length         int    // 0: it is no tag
	isEnd, isEmpty bool
	hasCode        bool // an attribute is JavaScript
}

// isComponent reports whether the tag is none of HTML.
func (t mdxTag) isComponent() bool {
	return t.name == "" || 'A' <= t.name[0] && t.name[0] <= 'Z' || strings.Contains(t.name, ".") || t.hasCode
}

// readTag reads a tag at the beginning of data. cutOff: it might end further on.
func readTag(data []byte) (t mdxTag, cutOff bool) {
	i := 1
	if i < len(data) && data[i] == '/' {
		t.isEnd = true
		i++
	}
	name := leading(data[i:], isNameByte)
	if len(name) > 0 && !isASCIILetter(name[0]) {
		return mdxTag{}, false
	}
	t.name = string(name)
	i += len(name)
	for i < len(data) {
		switch c := data[i]; {
		case c == ' ' || c == '\t' || c == '\n':
			i++
		case c == '>':
			t.length = i + 1
			return t, false
		case c == '/' && i+1 < len(data) && data[i+1] == '>':
			t.isEmpty, t.length = true, i+2
			return t, false
		case c == '{':
			n := balanced(data[i:])
			if n == 0 {
				return mdxTag{}, true
			}
			t.hasCode = true
			i += n
		case c == '"' || c == '\'':
			n := bytes.IndexByte(data[i+1:], c)
			if n < 0 {
				return mdxTag{}, true
			}
			i += n + 2
		case c == '=' && t.name != "", isNameByte(c) && t.name != "":
			i++
		default:
			return mdxTag{}, false
		}
	}
	return mdxTag{}, true
}

func isNameByte(c byte) bool {
	return isASCIILetter(c) || '0' <= c && c <= '9' || strings.IndexByte("_.:$-", c) >= 0
}

func leading(data []byte, is func(byte) bool) []byte {
	n := 0
	for n < len(data) && is(data[n]) {
		n++
	}
	return data[:n]
}

// balanced returns the length of the JavaScript from an opening bracket to the
// one that closes it, or 0. A text between quotes ends with its line at the
// latest.
func balanced(data []byte) int {
	depth := 0
	var quote byte
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote || c == '\n' && quote != '`' {
				quote = 0
			}
		case c == '"' || c == '\'' || c == '`':
			quote = c
		case c == '{' || c == '(' || c == '[':
			depth++
		case c == '}' || c == ')' || c == ']':
			if depth--; depth <= 0 {
				return i + 1
			}
		}
	}
	return 0
}

// statement returns the length of the import or export at m.at with its line end:
// up to the line on which all brackets are closed, or to the next blank line if
// they never are.
func (m *mdx) statement() int {
	data := window(m.data[m.at:])
	for at := 0; at < len(data) && m.at >= m.unclosed; {
		line, n := cutLine(data[at:])
		open := bytes.IndexAny(line, "{([")
		if open < 0 {
			return at + n
		}
		length := balanced(data[at+open:])
		if length == 0 {
			m.unclosed = m.at + len(data)
			break
		}
		at += open + length
	}
	if i := bytes.Index(data, []byte("\n\n")); i >= 0 {
		return i + 1
	}
	return len(data)
}

// codeSpan returns the length of the code between backticks that data begins
// with; of the backticks, if nothing in the paragraph closes them.
func codeSpan(data []byte) int {
	marks := leading(data, func(c byte) bool { return c == '`' })
	data = window(data)
	end := bytes.Index(data, []byte("\n\n"))
	if end < 0 {
		end = len(data)
	}
	for i := len(marks); i < end; {
		next := bytes.IndexByte(data[i:end], '`')
		if next < 0 {
			break
		}
		run := leading(data[i+next:end], func(c byte) bool { return c == '`' })
		i += next + len(run)
		if len(run) == len(marks) {
			return i
		}
	}
	return len(marks)
}

func cutLine(data []byte) ([]byte, int) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return data[:i+1], i + 1
	}
	return data, len(data)
}

// noteFirst keeps the first place.
func noteFirst(place *[2]int, from, to int) {
	if place[1] == 0 {
		*place = [2]int{from, to}
	}
}

// addOnce adds a word to a list that is short enough to be shown.
func addOnce(list []string, word string) []string {
	const most = 5
	if len(list) > most || slices.Contains(list, word) || len(word) > 60 {
		return list
	}
	if len(list) == most {
		word = "…"
	}
	return append(list, word)
}

// diags says what was left out or can't be run. t is the page as it was written.
func (f mdxFound) diags(t *source.Text) (ds []diag.Diagnostic) {
	report := func(place [2]int, hint, format string, list []string) {
		if place[1] == 0 {
			return
		}
		message := format
		if strings.Contains(format, "%s") {
			message = fmt.Sprintf(format, strings.Join(list, ", "))
		}
		ds = append(ds, diag.New("P029", t.Position(place[0], place[1]), "%s", message).WithHint("%s", hint))
	}
	report(f.modules, "remove them; what they bring in can't be run here", "the imports and exports of this page are left out", nil)
	report(f.component, "write in Markdown what they would show", "components can't be run here; their tags are left out and their text is shown: %s", f.components)
	report(f.expression, "write the value in its place, or put the text in backticks if it is code", "expressions can't be run here and are shown as they are written: %s", f.expressions)
	return ds
}
