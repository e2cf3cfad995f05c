package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/meta"
	"waymark/internal/source"
)

func prosed(text string) []Block { return Prose(source.NewText("a.md", []byte(text)), Settings{}) }

func TestProseKnowsWhereEachTextStands(t *testing.T) {
	var got []string
	for _, b := range prosed(`---
title: T
---
Before *the*
first.

## Problem :fire:

Slow, see [the log](log.md) of ` + "`a.go`" + `.

1. One
   - Exit: never

   More.
2. Two

> ### Quoted
> Said.

| A | B |
|---|---|
| c | d |

` + "```\ncode\n```\n\n<div>raw</div>\n\n[^1]: A note.\n") {
		at := b.Place()
		got = append(got, fmt.Sprintf("%d:%d-%d:%d kind %d heading %d list %d depth %d quoted %v: %s", at.Line, at.Column, at.EndLine, at.EndColumn, b.Kind, b.Heading, b.List, b.Depth, b.Quoted, b.Text))
	}
	want := []string{
		"4:1-5:7 kind 0 heading -1 list 0 depth 0 quoted false: Before the first.",
		"7:4-7:13 kind 1 heading 0 list 0 depth 0 quoted false: Problem 🔥",
		"9:1-9:39 kind 0 heading 0 list 0 depth 0 quoted false: Slow, see the log of a.go.",
		"11:4-11:7 kind 2 heading 0 list 1 depth 1 quoted false: One",
		"12:6-12:17 kind 2 heading 0 list 1 depth 2 quoted false: Exit: never",
		"14:4-14:9 kind 0 heading 0 list 1 depth 1 quoted false: More.",
		"15:4-15:7 kind 2 heading 0 list 1 depth 1 quoted false: Two",
		"17:7-17:13 kind 1 heading 0 list 0 depth 0 quoted true: Quoted",
		"18:3-18:8 kind 0 heading 0 list 0 depth 0 quoted true: Said.",
		"20:3-20:4 kind 3 heading 0 list 0 depth 0 quoted false: A",
		"20:7-20:8 kind 3 heading 0 list 0 depth 0 quoted false: B",
		"22:3-22:4 kind 3 heading 0 list 0 depth 0 quoted false: c",
		"22:7-22:8 kind 3 heading 0 list 0 depth 0 quoted false: d",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// What a place covers is what it is the place of, for every stretch of words.
func TestProseFindsATextByItsPlace(t *testing.T) {
	for _, b := range prosed("Über *das*\nganze [Log](a.md) `x`.\n\n- Ein Punkt\n  geht weiter\n\n| A | Zwei Wörter |\n|---|---|\n| c | d |\n") {
		for from := range b.Text {
			for length := range b.Text[from:] {
				text := b.Text[from : from+length]
				if got := b.TextAt(b.Span(from, from+length)); got != text && strings.TrimSpace(text) == text {
					t.Errorf("%q: found %q at the place of %q", b.Text, got, text)
				}
			}
		}
	}
	b := prosed("Words.\n")[0]
	for _, none := range []meta.Span{{}, {Line: 1, Column: 3, EndLine: 1, EndColumn: 3}, {Line: 1, Column: 1, EndLine: 1, EndColumn: 9}, {Line: 2, Column: 1, EndLine: 2, EndColumn: 2}, {Line: 1, Column: 4, EndLine: 1, EndColumn: 2}} {
		if got := b.TextAt(none); got != "" {
			t.Errorf("%v covers %q", none, got)
		}
	}
}

func TestProseKnowsWhereInATableACellIs(t *testing.T) {
	got := make(map[string]Cell)
	for _, b := range prosed("| A | B |\n|---|---|\n| | c |\n| d | e |\n\n| F |\n|---|\n\ng\n") {
		got[b.Text] = b.Cell
	}
	want := map[string]Cell{"A": {1, 0, 0}, "B": {1, 0, 1}, "c": {1, 1, 1}, "d": {1, 2, 0}, "e": {1, 2, 1}, "F": {2, 0, 0}, "g": {}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestProseMarksCodeLinksAndBold(t *testing.T) {
	b := prosed("See [the *log*](log.md), `go test` and <https://example.org>. **Or *not* .** __No__\n")[0]
	cut := func(spans [][2]int) (texts []string) {
		for _, s := range spans {
			texts = append(texts, b.Text[s[0]:s[1]])
		}
		return texts
	}
	if d := cmp.Diff([]string{"the log", "https://example.org"}, cut(b.Links)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"go test"}, cut(b.Code)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"Or not .", "No"}, cut(b.Bold)); d != "" {
		t.Error(d)
	}
}

// Headings are counted as Page.Headings counts them.
func TestProseCountsHeadingsAsThePageDoes(t *testing.T) {
	text := "# Title\n\n## A\n\n- ### In a list\n\n## B\n\n:::details\n### C\n\nc\n:::\n\nText.\n\n[^1]: ## In a note\n\nSee[^1].\n"
	p, _ := Parse("a.md", source.NewText("a.md", []byte(text)), Settings{})
	for _, b := range prosed(text) {
		if b.Text == "Text." && p.Headings[b.Heading].Text != "B" {
			t.Errorf("it stands below %q", p.Headings[b.Heading].Text)
		}
		if b.Begins && p.Headings[b.Heading].Text != b.Text {
			t.Errorf("heading %q is counted as %q", b.Text, p.Headings[b.Heading].Text)
		}
	}
}

func TestAcceptCommentsCoverWhatFollows(t *testing.T) {
	text := `## Actions

<!-- accept S222: owners are named in March -->
<!-- Accept s223, S224 -->
- One
- Two

Text <!-- accept S999: within -->
goes on.

<!-- accept the terms -->
<!-- accept S201: for the whole section -->
## Next

One.

### Deeper

Two.

## After

<!-- accept D401: nothing follows -->
`
	p, body := Parse("a.md", source.NewText("a.md", []byte(text)), Settings{})
	var got []string
	for _, a := range p.Accepts {
		got = append(got, fmt.Sprintf("%d:%d %s %d-%d %q", a.At.Line, a.At.Column, a.Code, a.From, a.To, a.Because))
	}
	want := []string{
		`3:1 S222 5-7 "owners are named in March"`,
		`4:1 S223 5-7 ""`,
		`4:1 S224 5-7 ""`,
		`8:6 S999 8-10 "within"`,
		`12:1 S201 13-20 "for the whole section"`,
		`23:1 D401 0-0 "nothing follows"`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if strings.Contains(string(body.HTML), "accept") || len(p.Diags) > 0 {
		t.Errorf("%s %v", body.HTML, p.Diags)
	}
}

// TestEveryWayIntoTheParserTakesEveryText: Prose and Line read what Parse reads. A
// link in the heading that becomes the title once stopped Prose.
func TestEveryWayIntoTheParserTakesEveryText(t *testing.T) {
	for _, text := range []string{
		"# A vision, see https://example.org/\n", "# See [the map](map.md)\n", "# See <https://example.org/>\n",
		"A vision, see www.example.org\n===\n", "# [a][b]\n\n[b]: c.md\n", "See[^1]\n\n[^1]: # [a](b.md)\n", ":::tab [a](b.md)\n:::\n",
	} {
		for _, s := range []Settings{{}, {RawHTML: AllHTML, Typographer: true}, {CommonMark: true}} {
			Parse("a.md", newText(text), s)
			Prose(newText(text), s)
			Line(text, s)
		}
	}
}

// FuzzProse: every text has a place in the file, and places follow one another.
func FuzzProse(f *testing.F) {
	for _, text := range append(markdown(),
		"`0 `\nx",
		"# A\n\n- b *c* `d`\n  1. e\n\n> f\n\n|a|b|\n|-|-|\n|c|\n\n:tada: g\n: h\n",
		"---\na: b\n---\n\\*x&amp;\ty<!-- accept S222: z -->  \nq\r\n\x00",
		"# A vision, see https://example.org/\n",
		"* \n\t  *", // a block of code that goldmark places beyond the end
	) {
		f.Add(text, false, false)
		f.Add(text, true, true)
	}
	f.Fuzz(func(t *testing.T, text string, raw, commonMark bool) {
		src, s := source.NewText("a.md", []byte(text)), Settings{RawHTML: htmlIf(raw), CommonMark: commonMark}
		p, _ := Parse("a.md", src, s)
		for _, b := range Prose(src, s) {
			at := b.Place()
			if _, ok := src.Line(at.Line); !ok || at.Column < 1 || len(b.Marks) == 0 || b.Marks[0].At != 0 {
				t.Fatalf("%+v", b)
			}
			if b.Heading >= len(p.Headings) && !commonMark {
				t.Fatalf("%+v stands below a heading that the page has not", b)
			}
			for _, s := range slices.Concat(b.Code, b.Links, b.Bold) {
				if s[0] > s[1] || s[1] > len(b.Text) {
					t.Fatalf("%+v", b)
				}
			}
		}
	})
}

// FuzzLine: a line that is taken is whole, and its gaps lead to something.
func FuzzLine(f *testing.F) {
	for _, line := range []string{"*a* [b](c) `d`", "# a https://b.c", "[^a]", "<b>", "a\\", "&lt;", ":::note", "- a"} {
		f.Add(line, true)
	}
	f.Fuzz(func(t *testing.T, line string, typographer bool) {
		if p, body, ok := Line(line, Settings{Typographer: typographer}); ok {
			checkGaps(t, p, body)
		}
	})
}

func TestItemsOfCardsHaveAPlace(t *testing.T) {
	src := source.NewText("a.md", []byte("## A\n\n:::cards\n- [B](b.md): one line\n- plain\n:::\n"))
	_, body := Parse("a.md", src, Settings{})
	for _, s := range body.Sections {
		for _, item := range s.Items {
			if item.At.Line == 0 {
				t.Errorf("%+v", item)
			}
		}
	}
	if len(Prose(src, Settings{})) != 4 {
		t.Error(Prose(src, Settings{}))
	}
}
