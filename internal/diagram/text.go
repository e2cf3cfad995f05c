package diagram

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A text is a diagram's text while it is read: its lines, and what every type of
// diagram can say of itself. After the first problem it has no more lines.
type text struct {
	source string
	lines  []line
	rest   line // of the first line, behind the type's name

	title, description string
	links              []Link
	problem            *Problem
}

// A line is a stretch of a text without blanks around it, and where that is.
type line struct {
	text   string
	at     int // offset of text
	indent int // columns before it
}

// span is where something is in the text.
type span struct{ from, to int }

func (l line) span() span { return span{l.at, l.at + len(l.text)} }

// skip returns what is left of a line behind n bytes and the blanks that follow.
func (l line) skip(n int) line {
	rest := strings.TrimLeft(l.text[n:], " \t")
	return line{strings.TrimRight(rest, " \t"), l.at + len(l.text) - len(rest), l.indent}
}

// upTo returns the first n bytes of a line, without blanks at the end.
func (l line) upTo(n int) line {
	return line{strings.TrimRight(l.text[:n], " \t"), l.at, l.indent}
}

// cut returns what is before and behind a separator.
func (l line) cut(separator string) (before, after line, found bool) {
	i := strings.Index(l.text, separator)
	if i < 0 {
		return l, line{}, false
	}
	return l.upTo(i), l.skip(i + len(separator)), true
}

// after returns what follows a word that a line begins with.
func (l line) after(word string) (line, bool) {
	rest, ok := strings.CutPrefix(l.text, word)
	if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\t' && rest[0] != ':' {
		return line{}, false
	}
	return l.skip(len(word)), true
}

// newText splits a text into lines, and drops those that are empty or comments.
func newText(source string) *text {
	t := &text{source: source}
	if len(source) > mostBytes {
		t.fail(span{mostBytes, len(source)}, "a diagram of more than %d KiB", mostBytes>>10)
		return t
	}
	at, inDirective := 0, false
	for raw := range strings.Lines(source) {
		body := strings.TrimRight(raw, "\r\n \t")
		trimmed := strings.TrimLeft(body, " \t")
		inDirective = inDirective || strings.HasPrefix(trimmed, "%%{")
		if trimmed != "" && !isComment(trimmed) && !inDirective {
			indent := len(body) - len(trimmed)
			t.lines = append(t.lines, line{trimmed, at + indent, columns(body[:indent])})
		}
		inDirective = inDirective && !strings.HasSuffix(trimmed, "}%%")
		at += len(raw)
	}
	return t
}

// isComment reports whether a line is a comment, or a directive that says how
// Mermaid's own picture is to look.
func isComment(s string) bool { return strings.HasPrefix(s, "%%") }

// columns returns how wide blanks are, a tab going on to the next fourth column.
func columns(blanks string) int {
	n := 0
	for _, c := range []byte(blanks) {
		if n++; c == '\t' {
			n = (n + 3) &^ 3
		}
	}
	return n
}

// next returns the next line, and takes it off. It answers what is the same in all
// types itself: title and description.
func (t *text) next() (line, bool) {
	for t.problem == nil && len(t.lines) > 0 {
		l := t.lines[0]
		t.lines = t.lines[1:]
		if !t.describes(l) {
			return l, true
		}
	}
	return line{}, false
}

// describes reads accTitle and accDescr, of which the second can be a block in braces.
func (t *text) describes(l line) bool {
	for _, name := range []string{"accTitle", "accDescr"} {
		rest, ok := strings.CutPrefix(l.text, name)
		if rest = strings.TrimLeft(rest, " \t"); !ok || rest == "" || rest[0] != ':' && rest[0] != '{' {
			continue
		}
		value := strings.TrimSpace(rest[1:])
		if rest[0] == '{' {
			value = t.block(l, value)
		}
		if name == "accTitle" && t.title == "" {
			t.title = value
		} else {
			t.description = strings.TrimSpace(t.description + " " + value)
		}
		return true
	}
	return false
}

// block returns the text up to a closing brace, which may be lines below.
func (t *text) block(opening line, text string) string {
	for {
		if before, _, closed := strings.Cut(text, "}"); closed {
			return strings.TrimSpace(before)
		}
		if len(t.lines) == 0 {
			t.fail(opening.span(), "a brace is not closed")
			return ""
		}
		text += " " + t.lines[0].text
		t.lines = t.lines[1:]
	}
}

// header reads what can stand before the type, which is front matter with a title, and
// returns the line with the type.
func (t *text) header() line {
	l, ok := t.next()
	if ok && l.text == "---" {
		if l, ok = t.frontMatter(l); ok {
			l, ok = t.next()
		}
	}
	if !ok && t.problem == nil {
		t.fail(span{0, len(t.source)}, "an empty diagram")
	}
	return l
}

// frontMatter reads the lines between two of three hyphens. Of what they say the
// title counts; the rest is how Mermaid's own picture is to look.
func (t *text) frontMatter(opening line) (line, bool) {
	for len(t.lines) > 0 {
		l := t.lines[0]
		t.lines = t.lines[1:]
		if l.text == "---" {
			return l, true
		}
		if title, ok := l.after("title:"); ok || strings.HasPrefix(l.text, "title:") && l.indent == 0 {
			if !ok {
				title = l.skip(len("title:"))
			}
			t.title = unquote(title.text)
		}
	}
	t.fail(opening.span(), "front matter of a diagram is not closed with ---")
	return line{}, false
}

// unquote takes off the quotes around a text.
func unquote(s string) string {
	if n := len(s); n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		return s[1 : n-1]
	}
	return s
}

// fail reports what was not understood. The first problem counts.
func (t *text) fail(at span, format string, args ...any) *Problem {
	p := &Problem{From: at.from, To: at.to, What: fmt.Sprintf(format, args...)}
	if t.problem == nil {
		t.problem = p
	}
	return p
}

// unknown reports a line that no rule of the type's grammar begins.
func (t *text) unknown(l line, hint string) {
	t.fail(l.span(), "%q is not understood", shortened(l.text)).Hint = hint
}

// notDrawn are the types of diagrams that Mermaid draws besides.
var notDrawn = strings.Fields(`classDiagram erDiagram journey gitGraph requirementDiagram C4Context C4Container
	C4Component C4Dynamic C4Deployment zenuml sankey sankey-beta xychart xychart-beta block block-beta packet
	packet-beta kanban architecture architecture-beta radar-beta treemap treemap-beta info`)

func (t *text) unknownType(l line, word string) {
	at := span{l.at, l.at + len(word)}
	known := slices.Sorted(maps.Keys(readers))
	if slices.Contains(notDrawn, word) {
		t.fail(at, "Waymark does not draw %s", word).Hint = "it draws " + strings.Join(known, ", ")
		return
	}
	p := t.fail(at, "a diagram begins with its type, and %q is none", shortened(word))
	p.Hint = "begin with one of " + strings.Join(known, ", ")
}

func shortened(s string) string {
	const most = 40
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
