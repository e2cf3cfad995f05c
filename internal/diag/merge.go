package diag

import (
	"fmt"
	"strconv"
	"strings"
)

// Merge makes one of diagnostics that are alike: of one code, in one file, on items of
// one list, and of the same state, accepted or not. It stands where the first of them
// does and names the lines of all. The order is that of the first ones.
func Merge(ds []Diagnostic) []Diagnostic {
	type group struct {
		code, path, alike            string
		of                           int
		accepted, specimen, baseline bool
	}
	members := make(map[group][]Diagnostic)
	key := func(d Diagnostic) group {
		return group{d.Code, d.Path, d.Alike, d.Of, d.Accepted, d.Specimen, d.Baseline}
	}
	for _, d := range ds {
		if d.Alike != "" {
			members[key(d)] = append(members[key(d)], d)
		}
	}
	var merged []Diagnostic
	for _, d := range ds {
		alike := members[key(d)]
		switch {
		case d.Alike == "" || len(alike) == 1:
			merged = append(merged, d)
		case d.Position == alike[0].Position:
			merged = append(merged, asOne(alike))
		}
	}
	return merged
}

// asOne returns one diagnostic for several that are alike.
func asOne(alike []Diagnostic) Diagnostic {
	one := alike[0]
	lines := []string{strconv.Itoa(one.Line)}
	for _, d := range alike[1:] {
		lines = append(lines, strconv.Itoa(d.Line))
		one.Severity = max(one.Severity, d.Severity)
	}
	last := len(lines) - 1
	one.Message = fmt.Sprintf(one.Alike, len(alike), one.Of) + ": lines " + strings.Join(lines[:last], ", ") + " and " + lines[last]
	return one
}
