package handbook

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A written day is a date as people write it in a text.
type writtenDay struct {
	Day     time.Time // zero: it is none
	Unclear string    // why a text that looks like a date says no day; empty: it doesn't look like one, or says one
}

var (
	numbers   = regexp.MustCompile(`^(\d{1,4})([-/.])(\d{1,2})([-/.])(\d{1,4})(?:$|[^\w/.-]|[.T](?:\D|\d\d:|$))`)
	dayMonth  = regexp.MustCompile(`(?i)^(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:of\s+)?([a-z]{3,9})\.?,?[\s-]+(\d{4})\b`)
	monthDay  = regexp.MustCompile(`(?i)^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	weekday   = regexp.MustCompile(`(?i)^(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(day|nesday|sday|rsday|urday)?\.?,?\s+`)
	looksLike = regexp.MustCompile(`^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b`)
)

// readDay reads the day that a text begins with: the year first, whatever stands
// between the numbers, or the month by its English name. Of 03/04/2026 nobody can
// tell which number is the month, so it isn't guessed.
func readDay(text string) writtenDay {
	text = strings.TrimSpace(text)
	text = strings.TrimSpace(weekday.ReplaceAllString(text, ""))
	if m := dayMonth.FindStringSubmatch(text); m != nil {
		return dayOf(m[3], monthOf(m[2]), m[1])
	}
	if m := monthDay.FindStringSubmatch(text); m != nil {
		return dayOf(m[3], monthOf(m[1]), m[2])
	}
	m := numbers.FindStringSubmatch(text)
	switch {
	case m == nil || m[2] != m[4]:
		if looksLike.MatchString(text) {
			return writtenDay{Unclear: "it is no date"}
		}
		return writtenDay{}
	case len(m[1]) == 4 && len(m[5]) <= 2:
		return dayOf(m[1], m[3], m[5])
	case len(m[1]) <= 2 && len(m[5]) == 4:
		return yearLast(m[1], m[3], m[5])
	}
	return writtenDay{Unclear: "its year is unclear"}
}

// yearLast reads 17/10/2026 and 10/17/2026, in which only one number can be the
// month.
func yearLast(a, b, year string) writtenDay {
	first, second := number(a), number(b)
	switch {
	case first > 12 || first == second:
		return dayOf(year, b, a)
	case second > 12:
		return dayOf(year, a, b)
	}
	return writtenDay{Unclear: "either number can be the month"}
}

func dayOf(year, month, day string) writtenDay {
	y, m, d := number(year), number(month), number(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	isDay := y > 0 && t.Year() == y && int(t.Month()) == m && t.Day() == d
	if !isDay {
		return writtenDay{Unclear: "there is no such day"}
	}
	return writtenDay{Day: t}
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // at most four digits
	return n
}

// monthOf returns the number of a month by its name or the beginning of it; of
// another word nothing, which is no month.
func monthOf(name string) string {
	name = strings.ToLower(name)
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), name) || m == time.September && name == "sept" {
			return strconv.Itoa(int(m))
		}
	}
	return ""
}
