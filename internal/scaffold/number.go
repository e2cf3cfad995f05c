package scaffold

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
)

// numbered is the name of a record as decision logs have it: a word that all
// share, or none; a number; the rest.
var numbered = regexp.MustCompile(`^((?:[A-Za-z]+[-_])?)([0-9]{1,9})([-_. ])`)

// dated is what looks like a number and is a year or a day.
var dated = regexp.MustCompile(`^(19|20)[0-9]{2}([0-9]{4})?$`)

// Number numbers the file of a new record as its folder does, where at least half
// of the records have a number: with the next one, as wide as the last. paths are
// those of all pages below content/. A name that begins with a number already
// keeps it, and in a folder that numbers nothing, or by days, a name stays as it
// is.
func Number(p string, paths []string) string {
	dir, name := path.Split(p)
	var last []string // the parts of the name with the highest number
	highest, with, without := 0, 0, 0
	for _, other := range paths {
		otherDir, otherName := path.Split(other)
		if otherDir != dir || isFolderPage(otherName) {
			continue
		}
		m := numbered.FindStringSubmatch(otherName)
		if m == nil || dated.MatchString(m[2]) {
			without++
			continue
		}
		with++
		if n, _ := strconv.Atoi(m[2]); last == nil || n > highest { // nine digits fit
			last, highest = m, n
		}
	}
	if with == 0 || with < without {
		return p
	}
	if own := numbered.FindStringSubmatch(name); own != nil && (own[1] == "" || own[1] == last[1]) {
		return p
	}
	return fmt.Sprintf("%s%s%0*d%s%s", dir, last[1], len(last[2]), highest+1, last[3], name)
}
