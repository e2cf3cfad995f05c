package kind

import (
	"testing"
	"time"
)

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestHorizonDay(t *testing.T) {
	for text, want := range map[string]string{
		"2029":       "2029-12-31",
		"2026-03-31": "2026-03-31",
		"3y":         "2029-01-31",
		"1mo":        "2026-02-28",
		"13mo":       "2027-02-28",
		"25mo":       "2028-02-29",
	} {
		got, ok := HorizonDay(text, day(t, "2026-01-31"))
		if !ok || got.Format(time.DateOnly) != want {
			t.Errorf("%s is %v, %v; want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"3y", "5mo", "soon", "", "2026-02-30"} {
		if got, ok := HorizonDay(text, time.Time{}); ok {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestMonthsAreThoseOfACalendar(t *testing.T) {
	for _, tt := range []struct {
		from, to string
		want     int
	}{
		{"2026-01-31", "2026-02-28", 1},
		{"2026-01-31", "2026-02-27", 0},
		{"2026-01-15", "2026-07-14", 5},
		{"2026-01-15", "2026-07-15", 6},
		{"2024-02-29", "2025-02-28", 12},
		{"2026-07-15", "2026-01-15", -6},
		{"2026-07-15", "2026-07-15", 0},
	} {
		if got := MonthsBetween(day(t, tt.from), day(t, tt.to)); got != tt.want {
			t.Errorf("from %s to %s: %d months, want %d", tt.from, tt.to, got, tt.want)
		}
	}
}
