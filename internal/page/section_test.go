package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/source"
)

func TestSectionsHoldWhatBelongsToTheirHeading(t *testing.T) {
	p, b := Parse("a.md", source.NewText("a.md", []byte(`# Title

Before.

## Problem

It is *slow*.
More of it.

> ## Not a section

## Actions

- One (@a)
  - Exit: never
- Two

  with more

### Later

1. Three

Text[^1]

[^1]: A note.
`)), Settings{})
	var got []string
	for _, s := range b.Sections {
		name := "-"
		if s.Heading >= 0 {
			name = p.Headings[s.Heading].Text
		}
		got = append(got, fmt.Sprintf("%s | %s | %s | %d", name, lead(s), items(s.Items), strings.Count(string(b.HTML[s.Start:s.End]), "<li>")))
	}
	want := []string{
		"- | Before. |  | 0",
		"Problem | It is slow. / More of it. |  | 0",
		"Actions |  | One (@a)@14 {Exit: never@15} Two@16 Three@22 | 4",
		"Later | Text | Three@22 | 1",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, s := range b.Sections {
		if html := string(b.HTML[s.Start:s.End]); strings.Contains(html, "doc-endnotes") || strings.HasPrefix(html, "<h2") {
			t.Errorf("a section has too much: %s", html)
		}
	}
}

// lead returns the lines of a section's first paragraphs.
func lead(s Section) string {
	var b strings.Builder
	for i, line := range s.Lines {
		switch {
		case i > 0 && line.Begins:
			b.WriteString(" // ")
		case i > 0:
			b.WriteString(" / ")
		}
		b.WriteString(line.Text)
	}
	return b.String()
}

func items(list []Item) string {
	var parts []string
	for _, item := range list {
		part := fmt.Sprintf("%s@%d", item.Text, item.At.Line)
		if len(item.Items) > 0 {
			part += " {" + items(item.Items) + "}"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

func TestOnlyHeadingsAtTheTopLevelBeginSections(t *testing.T) {
	for markdown, want := range map[string]int{
		"":                           0,
		"text":                       1,
		"## A":                       1,
		"- ## A\n- b":                1,
		"## A\n\n## B":               2,
		"#### A\n\n## B\n\n### C":    3,
		"> ## A\n\n## B\n\n## C\n":   3,
		"[^a]\n\n[^a]: ## In a note": 1,
	} {
		if _, b := Parse("a.md", source.NewText("a.md", []byte(markdown)), Settings{}); len(b.Sections) != want {
			t.Errorf("%q has %d sections, want %d", markdown, len(b.Sections), want)
		}
	}
}

// TestSectionsThatShareAnElementStayWhereTheyAre: half of a <details> is none.
func TestSectionsThatShareAnElementStayWhereTheyAre(t *testing.T) {
	_, b := Parse("a.md", newText("## A\n\n<p>a</p>\n\n## B\n\n<details>\n<summary>b</summary>\n\n## C\n\nc\n\n## D\n\n</details>\n\n## E\n\n<div>\n\ne\n"), Settings{})
	var got []bool
	for _, s := range b.Sections {
		got = append(got, s.Contained)
	}
	if want := []bool{false, true, true, true, false}; !slices.Equal(got, want) {
		t.Errorf("sections are contained: %v, want %v", got, want)
	}
	if last := b.Sections[len(b.Sections)-1]; !strings.HasSuffix(string(b.HTML[last.Start:last.End]), "</div>") {
		t.Errorf("the last section is %q", b.HTML[last.Start:last.End])
	}
}
