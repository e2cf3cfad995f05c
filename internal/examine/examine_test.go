package examine

import (
	"slices"
	"testing"
	"time"

	"waymark/content"
	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/library"
	"waymark/internal/sections"
	"waymark/internal/source"
)

func examined(t *testing.T, text string) Report {
	t.Helper()
	settings, _ := handbook.ReadSettings(nil)
	pages, err := library.Pages(content.FS)
	if err != nil {
		t.Fatal(err)
	}
	return Text(source.NewText("memo.md", []byte(text)), Options{Settings: settings, Library: pages, Today: time.Date(2026, time.November, 29, 0, 0, 0, 0, time.UTC)})
}

// What is wrong with the text comes before what its front matter lacks, the gravest
// first; what several steps lack is said once, and nothing is more than information.
func TestWhatMattersMostComesFirst(t *testing.T) {
	const text = `# Moving the archive

## Where we are now

Readers wait nine days for a file. Of 480 requests in March, 112 were answered with the wrong box, because the register is on paper.

## Next steps

- Register of hall B on tablets
- Move the ten most asked boxes
- Tell the readers
`
	r := examined(t, text)
	if r.Kind != sections.KindStrategy {
		t.Fatalf("it is %s: %s", r.Kind, r.Because)
	}
	var got []string
	for _, f := range r.Findings {
		got = append(got, f.Code)
		if f.Severity > diag.Info || f.Specimen {
			t.Errorf("%s is %v", f.Code, f.Severity)
		}
	}
	if want := []string{"S211", "S231", "S222"}; len(got) < 3 || !slices.Equal(got[:3], want) {
		t.Errorf("first come %q, want %q", got, want)
	}
	if i := slices.Index(got, "S222"); i < 0 || r.Findings[i].Message != "3 of 3 actions name nobody: lines 9, 10 and 11" || r.Findings[i].Teacher == nil {
		t.Errorf("%q: %+v", got, r.Findings)
	}
	if i, last := slices.Index(got, "S206"), slices.Index(got, "D402"); i < 3 || last < 3 {
		t.Errorf("what the front matter lacks is too near the top: %q", got)
	}
}

// A page says its kind, its status and what its own headings mean, and is taken at its
// word.
func TestAPageIsTakenAtItsWord(t *testing.T) {
	r := examined(t, "---\nkind: vision\nsections:\n  One day in spring: vision\n---\n# Spring\n\n## One day in spring\n\nIt rains.\n")
	if r.Kind != sections.KindVision || len(r.Found) != 1 || r.Found[0].Role != sections.Vision {
		t.Errorf("%s: %+v", r.Kind, r.Found)
	}
	for _, text := range []string{"", "# Minutes\n\nPresent: all of us.\n\n1. Lunch is at noon.\n", "\xff\xfe", "---\n- x\n---\n"} {
		if r := examined(t, text); r.Kind != sections.KindNeither || len(r.Findings) > 0 {
			t.Errorf("%q is %s: %v", text, r.Kind, r.Findings)
		}
	}
}
