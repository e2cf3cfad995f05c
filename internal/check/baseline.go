package check

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/source"
)

// A Baseline is what was wrong with a handbook when a team adopted the checks: it
// is said and does not count, so that what comes after does. A finding is known
// by its code, its file and the line that it points at; it stays known when the
// line moves, and not when the line changes. The same finding twice is two.
type Baseline struct {
	known map[known]int
}

type known struct{ Code, Path, Passage string }

// baselineFile is the form of a baseline on disk. Says is for people.
type baselineFile struct {
	Version  int             `json:"version"`
	Findings []baselineEntry `json:"findings"`
}

type baselineEntry struct {
	Code    string `json:"code"`
	Path    string `json:"path"`
	Passage string `json:"passage"`
	Says    string `json:"says"`
}

const baselineVersion = 1

// ReadBaseline reads what WriteBaseline has written.
func ReadBaseline(data []byte) (*Baseline, error) {
	var f baselineFile
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("not a baseline: %w", err)
	}
	if f.Version != baselineVersion {
		return nil, errors.New("not a baseline that this version can read")
	}
	b := &Baseline{known: make(map[known]int, len(f.Findings))}
	for _, e := range f.Findings {
		b.known[known{e.Code, e.Path, e.Passage}]++
	}
	return b, nil
}

// Mark marks the diagnostics that are in the baseline, and returns how many in it
// have gone. The diagnostics have their excerpts; their paths lead from the
// project's folder.
func (b *Baseline) Mark(ds []diag.Diagnostic) (gone int) {
	left := make(map[known]int, len(b.known))
	for k, n := range b.known {
		left[k] = n
		gone += n
	}
	for i := range ds {
		d := &ds[i]
		if k := knownAs(*d); d.Counts() && belongs(*d) && left[k] > 0 {
			left[k]--
			gone--
			d.Baseline = true
		}
	}
	return gone
}

// WriteBaseline returns a baseline of all that counts, and of how many it is. The
// same handbook gives the same bytes.
func WriteBaseline(ds []diag.Diagnostic) (data []byte, n int) {
	f := baselineFile{Version: baselineVersion, Findings: []baselineEntry{}}
	for _, d := range ds {
		if (d.Counts() || d.Baseline) && belongs(d) {
			k := knownAs(d)
			f.Findings = append(f.Findings, baselineEntry{k.Code, k.Path, k.Passage, d.Message})
		}
	}
	slices.SortStableFunc(f.Findings, func(a, b baselineEntry) int {
		return strings.Compare(a.Path+"\x00"+a.Code+"\x00"+a.Passage, b.Path+"\x00"+b.Code+"\x00"+b.Passage)
	})
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(f); err != nil {
		panic("check: " + err.Error()) // strings and a number
	}
	return out.Bytes(), len(f.Findings)
}

// belongs reports whether a diagnostic is one that can wait: not one that keeps
// the handbook from being published as it should.
func belongs(d diag.Diagnostic) bool {
	_, ok := acceptable(d.Code)
	return ok && d.Severity != diag.Off
}

func knownAs(d diag.Diagnostic) known {
	passage := source.Sum([]byte(strings.Join(strings.Fields(d.Excerpt), " ")))
	return known{d.Code, d.Path, passage.String()}
}
