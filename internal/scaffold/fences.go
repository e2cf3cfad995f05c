package scaffold

import (
	"regexp"
	"strings"
)

var fenceMark = regexp.MustCompile("^([ \t]*(?:>[ \t]*)*)(```+|~~~+)(.*)$")

// fences knows, while the lines of a page are read in order, which of them are code.
type fences struct {
	marks  string // of the block that is open; empty: none is
	indent int
}

type fencePlace uint8

const (
	noCode fencePlace = iota
	codeOpens
	inCode
	codeCloses
)

// read reads the next line. As in CommonMark, what closes a block is indented by at
// most three columns more than what opened it, and has nothing behind it.
func (f *fences) read(l string) fencePlace {
	m := fenceMark.FindStringSubmatch(strings.TrimSuffix(l, "\r"))
	switch {
	case f.marks == "" && m != nil && (m[2][0] == '~' || !strings.Contains(m[3], "`")):
		f.marks, f.indent = m[2], len(m[1])
		return codeOpens
	case f.marks == "":
		return noCode
	case m != nil && strings.HasPrefix(m[2], f.marks) && strings.TrimSpace(m[3]) == "" && len(m[1]) <= f.indent+3:
		f.marks = ""
		return codeCloses
	}
	return inCode
}

var optionsDropped = &Group{Title: "options of code blocks that mean nothing here, left out"}

var (
	fenceWord  = regexp.MustCompile(`\{[^{}]*\}|[^\s"'{}]+(?:="[^"]*"|='[^']*')|[^\s{}]+|[{}]`)
	knownWord  = regexp.MustCompile(`^(?:title="[^"]*"|linenos|diff|\{[0-9]+(?:-[0-9]+)?(?:,[ \t]*[0-9]+(?:-[0-9]+)?)*\})$`)
	singleWord = regexp.MustCompile(`^title='([^'"]*)'$`)
)

// knownOptions returns what is behind a fence with the options that a handbook has,
// and those that it has not. The first word is the language.
func knownOptions(info string) (known string, dropped []string) {
	var kept []string
	for i, word := range fenceWord.FindAllString(info, -1) {
		word = singleWord.ReplaceAllString(word, `title="$1"`)
		if i == 0 && !strings.Contains(word, "=") || knownWord.MatchString(word) {
			kept = append(kept, word)
		} else {
			dropped = append(dropped, word)
		}
	}
	if len(dropped) == 0 {
		return info, nil
	}
	return strings.Join(kept, " "), dropped
}
