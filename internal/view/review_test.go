package view

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/internal/handbook"
)

// TestReviewsAreByMonth shows what asks for a review, in the order of days.
func TestReviewsAreByMonth(t *testing.T) {
	m := For(made("/r/", map[string]string{
		"strategies/a.md":        "---\ntitle: A\nstatus: active\nowner: pay\nwritten: 2026-01-05\nreviewed: 2026-02-06\nreview_by: 2026-04-30\n---\n",
		"strategies/b.md":        "---\ntitle: B\nstatus: agreed\nreview_by: 2026-05-01\n---\n",
		"visions/c.md":           "---\ntitle: C\nstatus: agreed\nwritten: 2026-01-05\nrevised: 2026-03-04\nreview_by: 2026-04-01\n---\n",
		"strategies/done.md":     "---\nstatus: done\nreview_by: 2026-04-01\n---\n",
		"strategies/draft.md":    "---\nreview_by: 2026-04-01\n---\n",
		"strategies/unlisted.md": "---\nstatus: active\nunlisted: true\nreview_by: 2026-04-01\n---\n",
		"strategies/specimen.md": "---\nstatus: active\nspecimen: true\nreview_by: 2026-04-01\n---\n",
		"strategies/undated.md":  "---\nstatus: active\n---\n",
		"visions/retired.md":     "---\nstatus: retired\nreview_by: 2026-04-01\n---\n",
	}))
	var got []string
	for _, month := range pageAt(m, "reviews/index.html").Reviews.Months {
		for _, r := range month.Reviews {
			got = append(got, fmt.Sprintf("%d-%d %s %s %s %s", month.Year, month.Month, r.Card.Title, r.Due, r.By, r.Last))
		}
	}
	want := []string{"2026-4 C 2026-04-01 revised 2026-03-04", "2026-4 A 2026-04-30 reviewed 2026-02-06", "2026-5 B 2026-05-01  "}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestReviewsAreBounded is invariant 9 for reviews.
func TestReviewsAreBounded(t *testing.T) {
	files := make(map[string]string)
	for i := range 250 {
		files[fmt.Sprintf("strategies/s%03d.md", i)] = fmt.Sprintf("---\nstatus: active\nwritten: %d-01-01\nreview_by: %d-%02d-01\n---\n", 1990+i/10, 2000+i/10, 1+i%12)
	}
	m := For(made("/", files))
	for output, want := range map[string]int{"reviews/index.html": 100, "reviews/page/2/index.html": 100, "reviews/page/3/index.html": 50} {
		v, n := pageAt(m, output), 0
		for _, month := range v.Reviews.Months {
			n += len(month.Reviews)
		}
		if n != want || len(v.List.Cards) != want {
			t.Errorf("%s shows %d reviews, want %d", output, n, want)
		}
		if a := v.Reviews.Axis; len(a.Views) > 6 || a.Shown > 20 || a.Shown > 0 && a.Total != 250 {
			t.Errorf("%s: an axis of %d views with %d of %d strategies", output, len(a.Views), a.Shown, a.Total)
		}
	}
}

// TestCalendarsAreMadeWhereTheyCanBe: a feed needs whole addresses, a calendar does not.
func TestCalendarsAreMadeWhereTheyCanBe(t *testing.T) {
	for name, c := range map[string]struct {
		front          string
		change         func(*handbook.Settings)
		calendar, feed bool
	}{
		"usual":       {"", func(*handbook.Settings) {}, true, true},
		"no base URL": {"", func(s *handbook.Settings) { s.BaseURL = "" }, true, false},
		"no feeds":    {"", func(s *handbook.Settings) { s.NoFeeds = true }, false, false},
		"noindex":     {"", func(s *handbook.Settings) { s.NoIndex = true }, true, false},
		"hidden page": {"noindex: true\n", func(*handbook.Settings) {}, false, false},
	} {
		m := For(made("/", map[string]string{"strategies/a.md": "---\nstatus: active\nreview_by: 2026-04-30\n" + c.front + "---\n"}, c.change))
		if m.HasReviewCalendar() != c.calendar || m.HasReviewFeed() != c.feed {
			t.Errorf("%s: calendar %v, feed %v", name, m.HasReviewCalendar(), m.HasReviewFeed())
		}
		r := pageAt(m, "reviews/index.html").Reviews
		if (r.Calendar != "") != c.calendar || (r.Feed != "") != c.feed || (r.Webcal != "") != (c.calendar && name != "no base URL") {
			t.Errorf("%s: the page leads to %+v", name, r)
		}
	}
}

// TestTheAxisBeginsWhereTheHandbookWasLastWritten: no output knows the day.
func TestTheAxisBeginsWhereTheHandbookWasLastWritten(t *testing.T) {
	strategy := func(written, reviewed, horizon, due string) string {
		return "---\nstatus: active\nwritten: " + written + "\nreviewed: " + reviewed + "\nhorizon: " + horizon + "\nreview_by: " + due + "\n---\n"
	}
	files := map[string]string{
		"strategies/a.md": strategy("2025-11-15", "2026-04-10", "2026-07-31", "2026-05-16"),
		"strategies/b.md": strategy("2026-04-01", "2026-04-01", "2026-12-31", "2026-10-01"),
	}
	if a := pageAt(For(made("/", files)), "reviews/index.html").Reviews.Axis; a.Views != nil {
		t.Errorf("two strategies have an axis: %+v", a)
	}
	files["strategies/c.md"] = strategy("2026-03-01", "2026-03-01", "2026-06-30", "2026-06-15")
	var got []string
	for _, v := range pageAt(For(made("/", files)), "reviews/index.html").Reviews.Axis.Views {
		line := fmt.Sprintf("%s %s %v:", v.From, v.To, v.First)
		for _, s := range v.Spans {
			line += fmt.Sprintf(" %s %s+%s %s", s.Title, s.At, s.Width, s.Due)
		}
		got = append(got, line)
	}
	want := []string{
		"2025-10-01 2026-04-01 false: A 24.73%+75.27%  C 82.97%+17.03% ",
		"2026-04-01 2026-10-01 true: A 0.00%+66.67% 24.59% C 0.00%+49.73% 40.98% B 0.00%+100.00% ",
		"2026-10-01 2027-04-01 false: B 0.00%+50.55% 0.00%",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}
