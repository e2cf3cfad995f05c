package meta

import (
	"bytes"
	"regexp"

	"waymark/internal/diag"
	"waymark/internal/source"
)

// Front matter that does not begin with the first character of its file is read
// too, because a draft would be published otherwise. What is above it can only
// be white space, comments and byte order marks. A --- further down may as well
// be a rule in prose, so it has to be followed by what looks like keys.

// findLate finds front matter below blank lines, comments and marks.
func findLate(data []byte) (front, bool) {
	start, indent, ok := skipToFront(data)
	if !ok {
		return front{}, false
	}
	line, rest := cutLine(data[start:])
	var f front
	switch d := string(bytes.Trim(line, " \t\r\n")); {
	case d == "---" || d == "+++":
		f = findDelimited(data[start:], d, rest, indent)
		ok = looksLikeFront(f)
	case jsonKey.Match(data[start:]):
		f = findJSON(data[start:])
	default:
		return front{}, false
	}
	f.start, f.late = start, true
	f.lines = bytes.Count(data[:start], []byte("\n"))
	f.above += f.lines
	return f, ok
}

// skipToFront returns the offset of the first line that has more than white
// space, comments and marks, and by how many spaces it is indented. More than
// three would make it code.
func skipToFront(data []byte) (start, indent int, ok bool) {
	at := 0
	for {
		start = at // past the last line end, mark or comment
		for at < len(data) && (data[at] == ' ' || data[at] == '\t') {
			at++
		}
		rest := data[at:]
		switch {
		case bytes.HasPrefix(rest, []byte("\n")):
			at++
		case bytes.HasPrefix(rest, []byte("\r\n")):
			at += 2
		case bytes.HasPrefix(rest, []byte(mark)):
			at += len(mark)
		case bytes.HasPrefix(rest, []byte("<!--")):
			end := bytes.Index(rest[2:], []byte("-->"))
			if end < 0 {
				return 0, 0, false
			}
			at += 2 + end + len("-->")
		default:
			indent = at - start
			isCode := indent > 3 || bytes.IndexByte(data[start:at], '\t') >= 0
			return start, indent, !isCode
		}
	}
}

var (
	yamlKey = regexp.MustCompile(`^["']?[\pL_][\pL\pN_.-]*["']?[ \t]*:([^/]|/[^/]|$)`) // and no address
	tomlKey = regexp.MustCompile(`^(\[|["']?[\w-]+["']?(\.["']?[\w-]+["']?)*[ \t]*=)`)
	jsonKey = regexp.MustCompile(`^ {0,3}\{\s*"[^"\n]*"\s*:`)
)

// looksLikeFront reports whether a block that a rule would open as well is front
// matter. A key in lower case at its top makes it front matter, whatever else is
// in it, so that mistakes in it are reported. A capital may begin a sentence
// ("Note: …"): then all lines have to look like front matter.
func looksLikeFront(f front) bool {
	first, isSpaced := firstContent(f.block)
	if f.delimiter == "+++" {
		return tomlKey.Match(first)
	}
	switch {
	case !yamlKey.Match(first):
		return false
	case !isCapital(first):
		return true
	}
	return f.closed && !isSpaced && !hasProse(f.block)
}

// firstContent returns the first line of a block that is neither empty nor a
// comment, and whether the block begins with an empty line, as prose does below
// a rule.
func firstContent(block []byte) (first []byte, isSpaced bool) {
	line, _ := cutLine(block)
	isSpaced = len(bytes.TrimSpace(line)) == 0
	for line := range bytes.Lines(block) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' {
			return line, isSpaced
		}
	}
	return nil, isSpaced
}

func isCapital(line []byte) bool {
	line = bytes.TrimLeft(line, `"'`)
	return !bytes.HasPrefix(line, bytes.ToLower(line[:min(len(line), 1)]))
}

// hasProse reports whether a block of YAML has a line that is neither indented
// nor begins as a line of YAML does.
func hasProse(block []byte) bool {
	for line := range bytes.Lines(block) {
		line = bytes.TrimRight(line, " \t\r\n")
		if len(line) > 0 && bytes.IndexByte([]byte(" #-]}"), line[0]) < 0 && !yamlKey.Match(line) {
			return true
		}
	}
	return false
}

// isRule reports whether the --- at the top of a file is a rule with prose below
// it: prose keeps a blank line between.
func isRule(f front) bool {
	first, isSpaced := firstContent(f.block)
	isEmpty := len(bytes.TrimSpace(f.block)) == 0
	return f.delimiter == "---" && isSpaced && !isEmpty && (first == nil || !looksLikeFront(f))
}

// reportLate warns of front matter that other tools would take for text.
func reportLate(t *source.Text, f front) diag.Diagnostic {
	above := t.Data[:f.start]
	line, _ := cutLine(t.Data[f.start:])
	trimmed := bytes.TrimLeft(line, " ")
	at := t.Position(f.start+len(line)-len(trimmed), f.start+len(line)-len(trimmed)+len(f.delimiter))
	message, hint := "the front matter does not begin with the first character of the file", "remove what is before it"
	if f.lines > 0 {
		message = "the front matter does not begin on the first line"
	}
	hasMark := bytes.Contains(bytes.TrimPrefix(above, []byte(mark)), []byte(mark))
	switch {
	case bytes.Contains(above, []byte("<!--")):
		hint = "move it to the top of the file, above the comment, so that other tools read it too"
	case hasMark:
		hint = "save the file without the extra byte order mark (U+FEFF)"
	case f.lines > 0:
		hint = "remove the blank lines above it, so that other tools read it too"
	}
	return diag.New("P028", at, "%s", message).WithHint("%s", hint)
}
