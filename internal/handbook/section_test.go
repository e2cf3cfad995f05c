package handbook

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/kind"
)

func TestASectionInAContainerCountsAndStaysWhereItIs(t *testing.T) {
	h := made(t, map[string]string{
		"index.md": "",
		"strategies/s.md": `---
title: S
---
Before.

:::details The plan
## Actions

- Move (@a)
:::

## Problem

Slow.
`,
	})
	p := h.byID["strategies/s"]
	if len(p.Actions) != 1 || p.Actions[0].Text != "Move" {
		t.Errorf("%+v", p.Actions)
	}
	if len(p.Parts) != 3 || p.Parts[0].Section != nil || p.Parts[1].Section.Name != kind.SectionProblem || p.Parts[0].From != 0 {
		t.Errorf("%+v", p.Parts)
	}
}

func TestAPageIsDividedByTheSectionsOfItsKind(t *testing.T) {
	h := made(t, map[string]string{
		"index.md": "",
		"strategies/s.md": `---
title: S
---
Before.

### Actions

- Move (@a)
  - Exit: never

#### Later

- Wait

## 🔥 Diagnosis

Slow.

## Notes

### Policy

Inside.
`,
	})
	p := h.byID["strategies/s"]
	var got []string
	for _, part := range p.Parts {
		name := "-"
		if part.Section != nil {
			name = part.Section.Name.String() + " as " + part.Title
		}
		got = append(got, name)
	}
	want := []string{"-", "Actions as Actions", "Problem as 🔥 Diagnosis", "-", "Guiding policy as Policy", "-"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if len(p.Actions) != 2 || p.Actions[0].Exit != "never" || fmt.Sprint(p.Actions[0].Who) != "[a]" || p.Actions[1].Text != "Wait" {
		t.Errorf("%+v", p.Actions)
	}
	for i := 1; i < len(p.Parts); i++ {
		if before, part := p.Parts[i-1], p.Parts[i]; before.To > part.From && before.To != restOfBody {
			t.Errorf("part %d begins at %d, inside the one before, which ends at %d", i, part.From, before.To)
		}
	}
	if lines := said(h, "H006"); strings.Contains(strings.Join(lines, "\n"), "section") {
		t.Error(lines)
	}
}

// A section ends where another one begins, whatever the levels of their headings;
// one that means the same is a part of it.
func TestSectionsInsideOfOthersAreTheirOwn(t *testing.T) {
	h := made(t, map[string]string{"index.md": "", "strategies/s.md": `## Policy

Ask.

##### Actions

- Do it (@a, 2w)

###### Concrete steps

- Do more

###### Non-goals

- Everything

### Problem

Slow.
`})
	p := h.byID["strategies/s"]
	var got []string
	for _, s := range p.Sections {
		got = append(got, fmt.Sprintf("%s %d-%d", s.Name, s.Heading, s.Next))
	}
	want := []string{"Guiding policy 0-1", "Actions 1-3", "Non-goals 3-4", "Problem 4-5"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if len(p.Actions) != 2 || p.Actions[1].Text != "Do more" {
		t.Errorf("%+v", p.Actions)
	}
	for i := 1; i < len(p.Parts); i++ {
		if before, part := p.Parts[i-1], p.Parts[i]; before.To > part.From {
			t.Errorf("part %d begins at %d, inside the one before, which ends at %d", i, part.From, before.To)
		}
	}
}

func TestMissingSectionsAreReported(t *testing.T) {
	h := made(t, map[string]string{"index.md": "", "visions/v.md": "## Why\n\nBecause.\n", "visions/w.md": "---\nspecimen: true\n---\n", "pitfalls/p.md": "---\ndescription: x\n---\n"})
	var sections []string
	for _, line := range said(h, "H006") {
		if strings.Contains(line, "section") {
			sections = append(sections, line)
		}
	}
	want := []string{`content/visions/v.md:1:1: H006: this vision has no section "Where we end up" (add a heading "Where we end up": what the system is like when this is true)`}
	if d := cmp.Diff(want, sections); d != "" {
		t.Error(d)
	}
}
