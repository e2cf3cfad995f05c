package check

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/source"
)

// input returns what rules are given for a strategy.
func input(t *testing.T, text string) *Input {
	t.Helper()
	h, texts := made(t, map[string]string{"strategies/s.md": text}, "")
	for _, p := range h.Pages {
		if p.Path == "strategies/s.md" {
			return newInput(h, p, page.Prose(texts[p.Path], page.Settings{}), SampleDay)
		}
	}
	t.Fatal("no page")
	return nil
}

func TestSentencesKnowTheirPlaces(t *testing.T) {
	in := input(t, `---
slice: "Support sees it. Nobody waits."
---
## Problem

Deploys take 1.5 days, e.g. on Fridays. "Why?" we
ask. See [the log](x.md) of `+"`a.go. B`"+`! It says no. 1 team… waits

- First, stop
- Then. wait

### A heading. Not a sentence.

| Slow. Dr. Who |
|---|
| 遅い。高い。 |
`)
	var got []string
	for _, s := range in.Section(kind.SectionProblem).Sentences() {
		at := s.Place()
		got = append(got, fmt.Sprintf("%d:%d-%d:%d %v %s", at.Line, at.Column, at.EndLine, at.EndColumn, s.Links(), s.Plain))
	}
	want := []string{
		`6:1-6:40 false Deploys take 1.5 days, e.g. on Fridays.`,
		`6:41-7:5 false "Why?" we ask.`,
		`7:6-7:39 true See the log of        !`,
		`7:40-7:51 false It says no.`,
		`7:52-7:65 false 1 team… waits`,
		`9:3-9:14 false First, stop`,
		`10:3-10:13 false Then. wait`,
		`14:3-14:8 false Slow.`,
		`14:9-14:16 false Dr. Who`,
		`16:3-16:6 false 遅い。`,
		`16:6-16:9 false 高い。`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	got = nil
	for _, s := range in.FieldSentences(kind.FieldSlice) {
		got = append(got, fmt.Sprintf("%d:%d %s", s.Place().Line, s.Place().Column, s.Text))
	}
	if d := cmp.Diff([]string{"2:9 Support sees it.", "2:26 Nobody waits."}, got); d != "" {
		t.Error(d)
	}
}

func TestASectionIsEmptyWithoutText(t *testing.T) {
	for text, empty := range map[string]bool{
		"": true, "TBD": true, "*To be defined.*": true, "n/a": true, "- TODO\n- ???": true, "—": true, "...": true, "### None": true,
		"None of the teams deploys alone.": false, "TBD by March, because we wait for the audit": false, "x": false, "`code`": false,
	} {
		if got := input(t, "## Problem\n\n"+text+"\n").Section(kind.SectionProblem).Empty(); got != empty {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// Lexical rules know English only; they keep silent where they know nothing.
func TestLexicalRulesJudgeEnglishOnly(t *testing.T) {
	lexical := &Rule{Code: "S222", Of: "strategy", Lexical: true}
	for front, want := range map[string]bool{"": true, "lang: en-GB": true, "lang: EN": true, "lang: de": false, "lang: eng": false} {
		in := input(t, "---\nstatus: active\n"+front+"\n---\n")
		if got := in.runs(lexical, nil); got != want {
			t.Errorf("%s: %v", front, got)
		}
	}
}

// A rule of the nursery runs when it is asked for, and on texts shown for their faults.
func TestTheNurseryRunsWhenAsked(t *testing.T) {
	const text = "## Non-goals\n\n- Credit notes\n"
	for _, tt := range []struct {
		front, settings string
		only            []string
		want            bool
	}{
		{"", "", nil, false},
		{"", "", []string{"S232"}, true},
		{"", "checks: {S232: info}", nil, true},
		{"", "checks: {S232: off}", nil, false},
		{"specimen: true", "", nil, true},
	} {
		files := map[string]string{"strategies/s.md": "---\nstatus: active\n" + tt.front + "\n---\n" + text}
		for _, j := range judgeAll(t, files, tt.settings, Options{Today: SampleDay, Only: tt.only}) {
			if got := slices.Contains(codes(j.Findings), "S232"); j.Page.Path == "strategies/s.md" && got != tt.want {
				t.Errorf("%+v: found: %t", tt, got)
			}
		}
	}
}

// FuzzSentences: sentences are stretches of their text, in order, and with their
// places in the file.
func FuzzSentences(f *testing.F) {
	f.Add("A. B? `C. D` e.g. F\n- g. H\n")
	f.Fuzz(func(t *testing.T, text string) {
		src := source.NewText("a.md", []byte(text))
		for _, b := range page.Prose(src, page.Settings{}) {
			last := 0
			for _, s := range split(&b) {
				if s.From < last || b.Text[s.From:s.From+len(s.Text)] != s.Text || len(s.Plain) != len(s.Text) || s.Text == "" {
					t.Fatalf("%q of %q at %d after %d", s.Text, b.Text, s.From, last)
				}
				last = s.From + len(s.Text)
				if at := s.Place(); at.Line < 1 || at.Column < 1 || at.EndLine < at.Line {
					t.Fatalf("%+v", at)
				}
			}
		}
	})
}
