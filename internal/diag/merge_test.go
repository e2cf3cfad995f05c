package diag

import (
	"slices"
	"testing"
)

func TestMerge(t *testing.T) {
	const alike = "%d of %d actions name nobody"
	at := func(code string, line int, change ...func(*Diagnostic)) Diagnostic {
		d := New(code, Position{Path: "a.md", Line: line, Column: 1}, "nobody is named for line %d", line)
		d.Alike, d.Of = alike, 5
		for _, f := range change {
			f(&d)
		}
		return d
	}
	accepted := func(d *Diagnostic) { d.Accepted = true }
	elsewhere := func(d *Diagnostic) { d.Path = "b.md" }
	alone := func(d *Diagnostic) { d.Alike = "" }
	ofSentence := func(s Severity) func(d *Diagnostic) {
		return func(d *Diagnostic) { d.Alike, d.Sentence, d.Severity, d.Message = "", true, s, d.Code }
	}
	for _, tt := range []struct {
		name string
		ds   []Diagnostic
		want []string
	}{
		{"three", []Diagnostic{at("S222", 3), at("S222", 4), at("S222", 9)}, []string{"3 of 5 actions name nobody: lines 3, 4 and 9"}},
		{"one", []Diagnostic{at("S222", 3)}, []string{"nobody is named for line 3"}},
		{"of two codes", []Diagnostic{at("S222", 3), at("S223", 3), at("S222", 4)}, []string{"2 of 5 actions name nobody: lines 3 and 4", "nobody is named for line 3"}},
		{"one accepted", []Diagnostic{at("S222", 3, accepted), at("S222", 4), at("S222", 5)}, []string{"nobody is named for line 3", "2 of 5 actions name nobody: lines 4 and 5"}},
		{"in two files", []Diagnostic{at("S222", 3), at("S222", 3, elsewhere)}, []string{"nobody is named for line 3", "nobody is named for line 3"}},
		{"each for itself", []Diagnostic{at("S201", 3, alone), at("S201", 4, alone)}, []string{"nobody is named for line 3", "nobody is named for line 4"}},
		{"of one sentence", []Diagnostic{at("S203", 3, ofSentence(Info)), at("S204", 3, ofSentence(Warning)), at("S212", 3, ofSentence(Warning))},
			[]string{"S204, besides: S203 [S203], besides: S212 [S212]"}},
		{"of two sentences", []Diagnostic{at("S203", 3, ofSentence(Info)), at("S204", 4, ofSentence(Info))}, []string{"S203", "S204"}},
		{"of a sentence, one accepted", []Diagnostic{at("S203", 3, ofSentence(Info), accepted), at("S204", 3, ofSentence(Info))}, []string{"S203", "S204"}},
		{"of a sentence and a place", []Diagnostic{at("S203", 3, ofSentence(Info)), at("S222", 3)}, []string{"S203", "nobody is named for line 3"}},
	} {
		var got []string
		for _, d := range Merge(tt.ds) {
			for _, r := range d.Related {
				d.Message += ", " + r.Message
			}
			got = append(got, d.Message)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
