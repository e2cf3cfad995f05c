package diag

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// A folder made for another tool may have thousands of findings, and nobody reads
// as many. Below the errors the text form tells them by code: up to three of a code
// whole, more than that as one line with their number and the first places, and the
// messages that are most frequent:
//
//	12 warnings: image without a text alternative [H007]: a.md:3:3, a.md:4:3, b.md:5:3 and 9 more
//	  hint: say between the square brackets what the image shows
//
//	40 warnings: bad-field [H005]: a.md:2:1, b.md:2:1, c.md:2:1 and 37 more
//	  there is no field "sidebar_position", 31 times
//	    hint: write weight
//	  there is no field "layuot"
//	    hint: did you mean layout?

const (
	mostWhole  = 3  // diagnostics of one code
	mostPlaces = 3  // of a code that is folded
	mostCauses = 3  // messages of a code that is folded, as long as all fits on
	mostLines  = 60 // about a screen
)

// Folded reports whether the text form tells some of the diagnostics by their
// number alone, unless it is to print all.
func Folded(ds []Diagnostic) bool {
	_, rest := errorsFirst(printed(ds))
	return slices.ContainsFunc(byCode(rest), isFolded)
}

func isFolded(group []Diagnostic) bool { return len(group) > mostWhole }

// errorsFirst parts diagnostics into the errors that count and all others.
func errorsFirst(ds []Diagnostic) (errors, rest []Diagnostic) {
	for _, d := range ds {
		if d.Severity == Error && d.Counts() {
			errors = append(errors, d)
		} else {
			rest = append(rest, d)
		}
	}
	return errors, rest
}

// byCode groups diagnostics of one code and one label: warnings before infos,
// then what does not count; in each of these the code that mending
// helps most first, and of equal ones the one that comes up first.
func byCode(ds []Diagnostic) [][]Diagnostic {
	groups := grouped(ds, func(d Diagnostic) string { return label(d) + d.Code })
	rank := func(d Diagnostic) int {
		if !d.Counts() {
			return 0
		}
		return int(d.Severity)
	}
	slices.SortStableFunc(groups, func(a, b []Diagnostic) int {
		return cmp.Or(cmp.Compare(rank(b[0]), rank(a[0])), cmp.Compare(label(a[0]), label(b[0])),
			cmp.Compare(len(b), len(a)))
	})
	return groups
}

// grouped returns the diagnostics of each key, in the order in which keys come up.
func grouped(ds []Diagnostic, key func(Diagnostic) string) [][]Diagnostic {
	var groups [][]Diagnostic
	index := make(map[string]int)
	for _, d := range ds {
		i, ok := index[key(d)]
		if !ok {
			i = len(groups)
			index[key(d)] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], d)
	}
	return groups
}

// appendByCode appends diagnostics by code. The more codes there are, the fewer
// messages of each are shown, so that all of it stays about a screen.
func appendByCode(b []byte, ds []Diagnostic, p Paint) []byte {
	groups := byCode(ds)
	for causes := mostCauses; ; causes-- {
		all := b
		for _, group := range groups {
			if isFolded(group) {
				all = appendFolded(appendBlank(all), group, causes, p)
			} else {
				all = appendWhole(all, group, p, make(map[string]bool))
			}
		}
		if causes == 1 || bytes.Count(all[len(b):], []byte{'\n'}) <= mostLines {
			return all
		}
	}
}

// appendFolded appends one line about diagnostics of one code, and their most
// frequent messages with a hint for each.
func appendFolded(b []byte, ds []Diagnostic, most int, p Paint) []byte {
	causes := grouped(ds, func(d Diagnostic) string { return d.Message })
	slices.SortStableFunc(causes, func(a, b []Diagnostic) int { return cmp.Compare(len(b), len(a)) })
	what := ds[0].Message
	if len(causes) > 1 {
		c, _ := Lookup(ds[0].Code)
		what = c.Name
	}
	b = append(b, p.severity(ds[0], numbered(ds)+":")...)
	b = fmt.Appendf(b, " %s [%s]", Printable(what), ds[0].Code)
	if places := firstPlaces(ds); places != "" {
		b = append(append(b, ": "...), p.Bold(Printable(places))...)
	}
	b = append(b, '\n')
	if len(causes) == 1 {
		return appendNote(b, "hint: ", firstHint(ds))
	}
	said := map[string]bool{"": true}
	for _, cause := range causes[:min(most, len(causes))] {
		times := ""
		if len(cause) > 1 {
			times = fmt.Sprintf(", %d times", len(cause))
		}
		b = appendNote(b, "", cause[0].Message+times)
		if hint := firstHint(cause); !said[hint] {
			b = appendNote(b, "  hint: ", hint)
			said[hint] = true
		}
	}
	return b
}

// numbered says how many diagnostics of one label there are.
func numbered(ds []Diagnostic) string {
	switch name := label(ds[0]); name {
	case "accepted":
		return fmt.Sprintf("%d accepted", len(ds))
	case "baseline":
		return fmt.Sprintf("%d in the baseline", len(ds))
	default:
		return fmt.Sprintf("%d %ss", len(ds), name)
	}
}

// firstPlaces lists where the first of the diagnostics are.
func firstPlaces(ds []Diagnostic) string {
	var places []string
	for _, d := range ds {
		if at := d.Position.String(); at != "" {
			places = append(places, at)
		}
	}
	if len(places) > mostPlaces {
		return ShortList(places, mostPlaces)
	}
	return List(places)
}

// firstHint returns the first hint that one of the diagnostics has.
func firstHint(ds []Diagnostic) string {
	for _, d := range ds {
		if d.Hint != "" {
			return d.Hint
		}
	}
	return ""
}
