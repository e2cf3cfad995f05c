package diag

import (
	"fmt"
	"strconv"
	"strings"
)

// Merge makes one of diagnostics that are alike: of one code, in one file, on items of
// one list, and of the same state, accepted or not. It stands where the first of them
// does and names the lines of all. Of several on one sentence, the most severe stays (the
// first, if they are equal) and lists the others as related. The order is that of the first ones.
func Merge(ds []Diagnostic) []Diagnostic { return mergeSentences(mergeAlike(ds)) }

// mergeSentences keeps the most severe diagnostic of each sentence.
func mergeSentences(ds []Diagnostic) []Diagnostic {
	type sentence struct {
		Position
		accepted, specimen, baseline bool
	}
	about := func(d Diagnostic) sentence { return sentence{d.Position, d.Accepted, d.Specimen, d.Baseline} }
	gravest := make(map[sentence]Diagnostic)
	for _, d := range ds {
		if g, ok := gravest[about(d)]; d.Sentence && (!ok || d.Severity > g.Severity) {
			gravest[about(d)] = d
		}
	}
	var merged []Diagnostic
	at := make(map[sentence]int) // in merged
	for _, d := range ds {
		if !d.Sentence {
			merged = append(merged, d)
			continue
		}
		i, ok := at[about(d)]
		if !ok {
			i = len(merged)
			at[about(d)] = i
			merged = append(merged, gravest[about(d)])
		}
		if d.Code != merged[i].Code {
			merged[i] = merged[i].WithRelated(d.Position, "besides: %s [%s]", d.Message, d.Code)
		}
	}
	return merged
}

// mergeAlike combines findings that say the same of several items of one list.
func mergeAlike(ds []Diagnostic) []Diagnostic {
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
