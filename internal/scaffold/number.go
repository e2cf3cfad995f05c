package scaffold

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/source"
)

// numbered is the name of a record as decision logs have it: a word that all
// share, or none; a number; the rest.
var numbered = regexp.MustCompile(`^((?:[A-Za-z]+[-_])?)([0-9]{1,9})([-_. ])`)

// Number numbers the file of a new record as its folder does, where at least half
// of the records have a number: with the next one, as wide as the last. The first
// record of a folder is 0001. paths are those of all pages below content/. A name
// that begins with a number already keeps it, and in a folder that numbers nothing,
// or by days, a name stays as it is.
func Number(p string, paths []string) string {
	dir, name := path.Split(p)
	var last []string // the parts of the name with the highest number
	highest, with, without := 0, 0, 0
	for _, other := range paths {
		otherDir, otherName := path.Split(other)
		if otherDir != dir || isFolderPage(otherName) || isTemplate(otherName) {
			continue
		}
		m := numbered.FindStringSubmatch(otherName)
		if m == nil || kind.Digits(otherName) == "" {
			without++
			continue
		}
		with++
		if n, _ := strconv.Atoi(m[2]); last == nil || n > highest { // nine digits fit
			last, highest = m, n
		}
	}
	switch {
	case with < without:
		return p
	case with == 0:
		last = first
	}
	if own := numbered.FindStringSubmatch(name); own != nil && (own[1] == "" || own[1] == last[1]) {
		return p
	}
	return fmt.Sprintf("%s%s%0*d%s%s", dir, last[1], len(last[2]), highest+1, last[3], name)
}

// first is what comes before the first number of a folder.
var first = []string{"", "", "0000", "-"}

// isTemplate reports whether a file is what records are copied from.
func isTemplate(name string) bool {
	stem := source.TrimMarkdown(name)
	return stem == "template" || strings.HasSuffix(stem, "-template")
}
