package check

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"waymark/internal/kind"
)

// A term is how long a page lasts, from the day it was written to its horizon.
type term struct{ from, to time.Time }

// term returns how long the page lasts. A length of time is one even when nobody
// knows since when.
func (in *Input) term() (term, bool) { return termOf(in.Page.Values) }

func termOf(v kind.Values) (term, bool) {
	text, written := v[kind.FieldHorizon].Text, v[kind.FieldWritten].Day
	if written.IsZero() {
		if _, isDate := kind.HorizonDay(text, time.Time{}); isDate {
			return term{}, false
		}
		written = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	to, ok := kind.HorizonDay(text, written)
	return term{written, to}, ok
}

// end returns the last day of the page's horizon.
func (in *Input) end() (time.Time, bool) {
	return kind.HorizonDay(in.Page.Values[kind.FieldHorizon].Text, in.Day(kind.FieldWritten))
}

// longer reports whether the term goes on for more than so many months.
func (t term) longer(months int) bool { return t.to.After(kind.AddMonths(t.from, months)) }

// shorter reports whether the term ends before so many months are over.
func (t term) shorter(months int) bool { return t.to.Before(kind.AddMonths(t.from, months)) }

// months returns the term in months, a half or more counted as a whole one.
func (t term) months() int {
	n := kind.MonthsBetween(t.from, t.to)
	if rest := t.to.Sub(kind.AddMonths(t.from, n)); rest >= 15*day {
		n++
	}
	return n
}

func (t term) days() float64 { return t.to.Sub(t.from).Hours() / 24 }

const (
	day          = 24 * time.Hour
	daysPerMonth = 365.2425 / 12
)

// daysSince returns how many days have gone by since a day.
func (in *Input) daysSince(d time.Time) int { return int(in.Today.Sub(d) / day) }

// sizeDays returns a size such as 6w or 3mo in days.
func sizeDays(size string) float64 {
	number := strings.TrimRight(size, "dwmo")
	n, err := strconv.Atoi(number)
	if err != nil {
		return 0
	}
	switch size[len(number):] {
	case "d":
		return float64(n)
	case "w":
		return float64(7 * n)
	}
	return float64(n) * daysPerMonth
}

func wholeMonths(days float64) int { return int(math.Round(days / daysPerMonth)) }

// count writes a number of things.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// quoted names a text in a message, cut where it is long.
func quoted(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		text = strings.TrimSpace(string(r[:most])) + "…"
	}
	return `"` + text + `"`
}
