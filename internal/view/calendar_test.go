package view

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var reviewWords = ReviewWords{"Reviews", "Review: {1}", "Next review", "Owner"}

// TestCalendarsTellWhenReviewsAreDue: an event keeps its ID whatever else changes; an entry
// of the feed is new with each day.
func TestCalendarsTellWhenReviewsAreDue(t *testing.T) {
	m := For(made("/r/", map[string]string{
		"visions/c.md":        "---\ntitle: C\nstatus: agreed\nowner: [pay, ops]\nwritten: 2026-01-05\nrevised: 2026-03-04\nreview_by: 2026-04-01\n---\n",
		"strategies/a.md":     "---\ntitle: A\nstatus: active\nwritten: 2026-01-05\nreviewed: 2026-02-06\nreview_by: 2026-04-30\n---\n",
		"strategies/b.md":     "---\ntitle: B\nstatus: agreed\nreview_by: 2026-05-01\n---\n",
		"strategies/quiet.md": "---\nstatus: active\nnoindex: true\nreview_by: 2026-04-01\n---\n",
		"strategies/draft.md": "---\nstatus: active\ndraft: true\nreview_by: 2026-04-01\n---\n",
	}))
	var got []string
	for _, e := range m.ReviewCalendar(reviewWords).Events {
		got = append(got, fmt.Sprintf("%s %s, on %s as of %s: %q", e.ID, e.Title, e.Day, e.Stamp, e.Text))
	}
	if diff := cmp.Diff([]string{
		`review:/r/visions/c/@x.example Review: C, on 2026-04-01 as of 2026-03-04: "Owner: @pay, @ops\nhttps://x.example/r/visions/c/"`,
		`review:/r/strategies/a/@x.example Review: A, on 2026-04-30 as of 2026-02-06: "https://x.example/r/strategies/a/"`,
		`review:/r/strategies/b/@x.example Review: B, on 2026-05-01 as of 2026-05-01: "https://x.example/r/strategies/b/"`,
	}, got); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	got = nil
	for _, e := range m.ReviewFeed(reviewWords).Entries {
		got = append(got, fmt.Sprintf("%s %s: %s", e.ID, e.Updated, e.Summary))
	}
	if diff := cmp.Diff([]string{
		"https://x.example/r/visions/c/?review=2026-04-01 2026-03-04: Next review: 2026-04-01 · Owner: @pay, @ops",
		"https://x.example/r/strategies/a/?review=2026-04-30 2026-02-06: Next review: 2026-04-30",
		"https://x.example/r/strategies/b/?review=2026-05-01 2026-05-01: Next review: 2026-05-01",
	}, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
}

// TestCalendarsAreBounded is invariant 9 for what programs subscribe to.
func TestCalendarsAreBounded(t *testing.T) {
	files := make(map[string]string)
	for i := range 250 {
		files[fmt.Sprintf("strategies/s%03d.md", i)] = "---\nstatus: active\nreview_by: 2026-04-01\n---\n"
	}
	m := For(made("/", files))
	if n := len(m.ReviewCalendar(reviewWords).Events); n != 100 {
		t.Errorf("%d events", n)
	}
	if n := len(m.ReviewFeed(reviewWords).Entries); n != 30 {
		t.Errorf("%d entries", n)
	}
}
