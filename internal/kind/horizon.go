package kind

import (
	"strconv"
	"strings"
	"time"
)

// HorizonDay returns the last day of a horizon: of a year its 31 December, a date
// as it is, a length of time counted from the day on which the page was written.
// Without that day a length of time has none.
func HorizonDay(text string, written time.Time) (time.Time, bool) {
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return day, true
	}
	if year.MatchString(text) {
		n, err := strconv.Atoi(text)
		return time.Date(n, time.December, 31, 0, 0, 0, 0, time.UTC), err == nil
	}
	if !lengthOfTime.MatchString(text) || written.IsZero() {
		return time.Time{}, false
	}
	number, months := strings.CutSuffix(text, "mo")
	n, err := strconv.Atoi(strings.TrimSuffix(number, "y"))
	if !months {
		n *= 12
	}
	return AddMonths(written, n), err == nil
}

// IsLength reports whether a horizon is a length of time, which says nothing to
// those who do not know from when it counts.
func IsLength(horizon string) bool { return lengthOfTime.MatchString(horizon) }

// AddMonths returns the same day n months later, or the last of that month when
// it has no such day: a month after 31 January is the end of February.
func AddMonths(day time.Time, n int) time.Time {
	year, month, d := day.Date()
	last := time.Date(year, month+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return time.Date(year, month+time.Month(n), min(d, last), 0, 0, 0, 0, time.UTC)
}

// MonthsBetween returns how many whole months lie between two days, as a
// calendar counts them: from 31 January to the end of February it is one.
func MonthsBetween(from, to time.Time) int {
	if to.Before(from) {
		return -MonthsBetween(to, from)
	}
	n := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if AddMonths(from, n).After(to) {
		n--
	}
	return n
}
