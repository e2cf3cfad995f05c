package scaffold

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/page"
	"waymark/internal/source"
)

// A directive is what mdBook's preprocessor replaces: {{#include file.rs:2:10}}.
type directive struct {
	start, end int // in the page
	name, arg  string
}

var directives = regexp.MustCompile(`(^|[^\\])(\{\{\s*#\s*([a-z_]*)\s*([^}\n]*?)\s*\}\})`)

func findDirectives(data []byte) (found []directive) {
	for _, m := range directives.FindAllSubmatchIndex(data, -1) {
		found = append(found, directive{m[4], m[5], string(data[m[6]:m[7]]), string(data[m[8]:m[9]])})
	}
	return found
}

// includes makes a code block that includes a file of one that consists of an
// {{#include}}, where both show the same, and lists all other directives.
func (b *mdBook) includes(file string, data []byte, blocks []page.Code) []byte {
	var edits []edit
	for _, d := range findDirectives(data) {
		line := lineAt(data, d.start)
		option, reason := b.include(file, data, d, blocks)
		if reason != "" {
			b.leave(markupStays, b.old(file), line, "%s: %s", data[d.start:d.end], reason)
			continue
		}
		lineStart := 1 + bytes.LastIndexByte(data[:d.start], '\n')
		lineEnd := len(data)
		if i := bytes.IndexByte(data[d.end:], '\n'); i >= 0 {
			lineEnd = d.end + i + 1
		}
		fenceEnd := len(bytes.TrimRight(data[:lineStart], "\r\n \t"))
		b.change(markupTurned, b.to[file], line-1-len(edits)/2, "%s → %s", data[d.start:d.end], option)
		edits = append(edits, edit{fenceEnd, fenceEnd, " " + option}, edit{lineStart, lineEnd, ""})
	}
	return apply(data, edits)
}

// include returns the option of a fence that shows what a directive shows, or
// the reason why there is none.
func (b *mdBook) include(file string, data []byte, d directive, blocks []page.Code) (option, reason string) {
	switch d.name {
	case "include", "rustdoc_include": // the latter differs only in what is compiled with it
	case "playground", "playpen":
		return "", "nothing runs here"
	case "title":
		return "", "write it as title in the front matter"
	default:
		return "", "only include is known here"
	}
	line := lineAt(data, d.start)
	i := slices.IndexFunc(blocks, func(c page.Code) bool { return c.At.Line == line-1 })
	if i < 0 || strings.TrimSpace(blocks[i].Text) != string(data[d.start:d.end]) {
		return "", "only a code block that has nothing else in it can show a file"
	}
	name, which, _ := strings.Cut(d.arg, ":")
	old := path.Join(path.Dir(file), name)
	if old == ".." || strings.HasPrefix(old, "../") || path.IsAbs(name) {
		return "", "the file lies outside of the book's text; copy it into content/"
	}
	to, taken := b.to[old]
	switch {
	case b.chapters[old] != nil:
		return "", "the file is a page, whose text is another here"
	case !taken || strings.ContainsAny(name, "\\\"`&"):
		return "", "the file was not taken over"
	}
	text, err := source.ReadFile(b.src, b.old(old), source.MaxPage)
	if err != nil {
		return "", "the file cannot be read: " + err.Error()
	}
	lines := strings.SplitAfter(strings.TrimSuffix(string(text), "\n"), "\n")
	first, last, err := linesOf(lines, which)
	if err != nil {
		return "", err.Error()
	}
	if strings.HasPrefix(blocks[i].Language, "rust") && slices.ContainsFunc(lines[first-1:last], isHidden) {
		return "", "mdBook hides some of its lines, those that begin with #"
	}
	option = fmt.Sprintf("file=%q", page.LinkTo(b.to[file], to))
	if first > 1 || last < len(lines) {
		option += fmt.Sprintf(` lines="%d-%d"`, first, last)
	}
	return option, ""
}

// isHidden reports whether mdBook leaves a line of Rust out.
func isHidden(line string) bool {
	line = strings.TrimSpace(line)
	return line == "#" || strings.HasPrefix(line, "# ")
}

var (
	anchor     = regexp.MustCompile(`ANCHOR(_END)?:\s*([\w-]+)`)
	errAnchors = errors.New("mdBook leaves out the lines with ANCHOR within it")
)

// linesOf returns which lines of a file a directive shows, the first and the
// last, from 1: all; 2:10; 2; :10 and 2: up to an end; or what an anchor names.
func linesOf(lines []string, which string) (first, last int, err error) {
	if which == "" {
		return 1, len(lines), nil
	}
	from, to, isRange := strings.Cut(which, ":")
	to, _, _ = strings.Cut(to, ":")
	first, errFrom := strconv.Atoi(from)
	last, errTo := strconv.Atoi(to)
	switch {
	case from != "" && errFrom != nil:
		return anchored(lines, from)
	case from == "":
		first = 1
	}
	switch {
	case !isRange:
		last = first
	case to == "":
		last = len(lines)
	case errTo != nil:
		return 0, 0, fmt.Errorf("%q does not name lines", which)
	}
	last = min(last, len(lines))
	if first < 1 || first > last {
		return 0, 0, fmt.Errorf("%q names no line of the file", which)
	}
	return first, last, nil
}

// anchored returns the lines between // ANCHOR: name and // ANCHOR_END: name.
func anchored(lines []string, name string) (first, last int, err error) {
	for i, line := range lines {
		m := anchor.FindStringSubmatch(line)
		switch {
		case m == nil:
		case m[2] == name && m[1] == "" && first == 0:
			first = i + 2
		case m[2] == name && m[1] != "" && first > 0:
			if i < first {
				return 0, 0, fmt.Errorf("the anchor %q has no line in it", name)
			}
			return first, i, nil
		case first > 0:
			return 0, 0, errAnchors
		}
	}
	if first == 0 || first > len(lines) {
		return 0, 0, fmt.Errorf("the file has no anchor %q", name)
	}
	return first, len(lines), nil
}
