package source

import (
	"path"
	"slices"
	"strings"
)

// ValidGlob reports whether a pattern of the settings `ignore`, `trusted` and
// `publish` can be understood. The rules are those of a .gitignore, without its
// exceptions:
//
//   - `*`, `?` and `[…]` stand for characters of one name, as in [path.Match]
//   - `**` stands for any number of folders
//   - a pattern without a slash is tried against the name of every file and
//     folder; one with a slash, if only at its start, against the path from the
//     content folder
//   - a backslash takes its meaning from one of these characters; before
//     any other it is a slip: folders are parted by `/` on every system
//   - what matches a folder matches all that is in it
func ValidGlob(pattern string) bool {
	for part := range strings.SplitSeq(pattern, "/") {
		if _, err := path.Match(part, ""); err != nil {
			return false
		}
	}
	for i := 0; i+1 < len(pattern); i++ {
		if pattern[i] != '\\' {
			continue
		}
		i++
		if !strings.ContainsRune(`*?[]^-\`, rune(pattern[i])) {
			return false
		}
	}
	return strings.Trim(pattern, "/") != ""
}

// globs are patterns, cut into their parts.
type globs [][]string

// readGlobs reads patterns. One that is not valid matches nothing.
func readGlobs(patterns []string) globs {
	var gs globs
	for _, p := range patterns {
		if !ValidGlob(p) {
			continue
		}
		p, atRoot := strings.CutPrefix(strings.TrimSuffix(p, "/"), "/")
		if !atRoot && !strings.Contains(p, "/") {
			p = "**/" + p
		}
		gs = append(gs, strings.Split(p, "/"))
	}
	return gs
}

// match reports whether a pattern matches the path, or a folder that it lies
// in.
func (gs globs) match(name string) bool {
	if len(gs) == 0 {
		return false
	}
	names := strings.Split(name, "/")
	for i := range names {
		if slices.ContainsFunc(gs, func(parts []string) bool { return matchParts(parts, names[:i+1]) }) {
			return true
		}
	}
	return false
}

// reach reports whether something in a folder may match, if the folder does not.
func (gs globs) reach(folder string) bool {
	if len(gs) == 0 {
		return false
	}
	names := strings.Split(folder, "/")
	return slices.ContainsFunc(gs, func(parts []string) bool {
		for i, name := range names {
			if i == len(parts) || parts[i] == "**" {
				return i < len(parts)
			}
			if !matchPart(parts[i], name) {
				return false
			}
		}
		return len(parts) > len(names)
	})
}

// matchParts matches names against a pattern, part by part. When a part does
// not match, the last `**` before it takes one name more.
func matchParts(pattern, names []string) bool {
	p, n := 0, 0
	star, taken := -1, 0 // the last `**`, and how far it reaches
	for n < len(names) {
		switch {
		case p < len(pattern) && pattern[p] == "**":
			star, taken = p, n
			p++
		case p < len(pattern) && matchPart(pattern[p], names[n]):
			p++
			n++
		case star >= 0:
			taken++
			p, n = star+1, taken
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == "**" {
		p++
	}
	return p == len(pattern)
}

// matchPart matches one name. A name with a bracket in it matches itself, so
// that a path can be copied from a message into the settings.
func matchPart(pattern, name string) bool {
	ok, _ := path.Match(pattern, name) // ValidGlob has seen the pattern
	return ok || pattern == name
}

// Matches returns a function that reports whether one of the globs matches a path, or
// a folder that it lies in. A glob that is not valid matches nothing.
func Matches(patterns []string) func(path string) bool { return readGlobs(patterns).match }
