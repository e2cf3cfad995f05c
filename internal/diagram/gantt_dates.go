package diagram

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// dateTokens are the parts of a dateFormat, those that others begin with behind them,
// and how many digits each may have.
var dateTokens = []struct {
	token       string
	least, most int
}{
	{"YYYY", 4, 4}, {"YY", 2, 2}, {"MMMM", 0, 0}, {"MMM", 0, 0}, {"MM", 2, 2}, {"M", 1, 2}, {"DD", 2, 2}, {"D", 1, 2},
	{"HH", 2, 2}, {"H", 1, 2}, {"mm", 2, 2}, {"m", 1, 2}, {"SSS", 3, 3}, {"ss", 2, 2}, {"s", 1, 2}, {"X", 1, 11}, {"x", 1, 14},
}

// isDateFormat reports whether a dateFormat has no part that is not known.
func isDateFormat(format string) bool {
	hasToken := false
	for format != "" {
		token, _, _ := dateToken(format)
		if token == "" {
			if c := format[0]; c >= 'A' && c <= 'Z' && c != 'T' && c != 'Z' || c >= 'a' && c <= 'z' {
				return false
			}
			format = format[1:]
			continue
		}
		hasToken = true
		format = format[len(token):]
	}
	return hasToken
}

func dateToken(format string) (token string, least, most int) {
	for _, one := range dateTokens {
		if strings.HasPrefix(format, one.token) {
			return one.token, one.least, one.most
		}
	}
	return "", 0, 0
}

// parseDate reads a date in a dateFormat as seconds of UTC.
func parseDate(s, format string) (int64, bool) {
	part := map[byte]int{'Y': 1970, 'M': 1, 'D': 1}
	for format != "" {
		token, least, most := dateToken(format)
		switch {
		case token == "":
			if s == "" || s[0] != format[0] {
				return 0, false
			}
			s, format = s[1:], format[1:]
			continue
		case most == 0: // a month's name
			month, n := monthOf(s, token == "MMM")
			if n == 0 {
				return 0, false
			}
			part['M'], s = month, s[n:]
		default:
			n := 0
			for n < len(s) && n < most && s[n] >= '0' && s[n] <= '9' {
				n++
			}
			if n < least {
				return 0, false
			}
			value, _ := strconv.Atoi(s[:n])
			if token == "YY" {
				value += 2000
			}
			part[token[0]], s = value, s[n:]
		}
		format = format[len(token):]
	}
	if s != "" {
		return 0, false
	}
	if seconds, ok := part['X']; ok {
		return int64(seconds), true
	}
	if milliseconds, ok := part['x']; ok {
		return int64(milliseconds / 1000), true
	}
	t := time.Date(part['Y'], time.Month(part['M']), part['D'], part['H'], part['m'], part['s'], 0, time.UTC)
	isReal := t.Month() == time.Month(part['M']) && t.Day() == part['D'] && part['H'] < 24 && part['m'] < 60 && part['s'] < 60
	return t.Unix(), isReal
}

// monthOf returns the month whose English name a text begins with.
func monthOf(s string, isShort bool) (month, length int) {
	for m := time.January; m <= time.December; m++ {
		name := m.String()
		if isShort {
			name = name[:3]
		}
		if len(s) >= len(name) && strings.EqualFold(s[:len(name)], name) {
			return int(m), len(name)
		}
	}
	return 0, 0
}

// axisLayouts are the parts of an axisFormat as Go writes them.
var axisLayouts = map[byte]string{
	'Y': "2006", 'y': "06", 'm': "01", 'd': "02", 'e': "_2", 'b': "Jan", 'h': "Jan", 'B': "January", 'a': "Mon", 'A': "Monday",
	'H': "15", 'I': "03", 'M': "04", 'S': "05", 'p': "PM", 'j': "002", 'F': "2006-01-02", 'X': "15:04:05", 'x': "01/02/2006", 'L': ".000",
}

// formatAxis writes a time in an axisFormat.
func formatAxis(format string, at int64) (string, bool) {
	var b strings.Builder
	t := time.Unix(at, 0).UTC()
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		isBare := strings.IndexByte("-_0", format[i]) >= 0 && i+1 < len(format)
		unpadded := isBare && format[i] == '-'
		if isBare {
			i++
		}
		_, week := t.ISOWeek()
		var part string
		switch c := format[i]; c {
		case '%':
			part = "%"
		case 'W', 'U', 'V':
			part = fmt.Sprintf("%02d", week)
		case 'q':
			part = strconv.Itoa((int(t.Month()) + 2) / 3)
		default:
			layout, ok := axisLayouts[c]
			if !ok {
				return "", false
			}
			part = strings.TrimPrefix(t.Format(layout), ".")
		}
		if unpadded {
			part = strings.TrimLeft(part, "0")
		}
		b.WriteString(part)
	}
	return b.String(), true
}

// A tickStep is how far the ticks of an axis are apart.
type tickStep struct {
	seconds, months int64
	layout          string // of Go
}

// tickSteps are those that people count in.
var tickSteps = []tickStep{
	{seconds: 1, layout: "15:04:05"}, {seconds: 5, layout: "15:04:05"}, {seconds: 15, layout: "15:04:05"},
	{seconds: 60, layout: "15:04"}, {seconds: 5 * 60, layout: "15:04"}, {seconds: 15 * 60, layout: "15:04"}, {seconds: 30 * 60, layout: "15:04"},
	{seconds: 3600, layout: "15:04"}, {seconds: 2 * 3600, layout: "15:04"}, {seconds: 6 * 3600, layout: "01-02 15:04"}, {seconds: 12 * 3600, layout: "01-02 15:04"},
	{seconds: day, layout: "2006-01-02"}, {seconds: 7 * day, layout: "2006-01-02"}, {seconds: 14 * day, layout: "2006-01-02"},
	{months: 1, layout: "2006-01"}, {months: 3, layout: "2006-01"}, {months: 6, layout: "2006-01"},
	{months: 12, layout: "2006"}, {months: 24, layout: "2006"}, {months: 60, layout: "2006"}, {months: 120, layout: "2006"}, {months: 1200, layout: "2006"}, {months: 12000, layout: "2006"},
}

const firstMonday = 4 * day // of 1970

// first returns the first tick that is not before a time.
func (s tickStep) first(at int64) int64 {
	if s.months > 0 {
		t := time.Unix(at, 0).UTC()
		months := int64(t.Year())*12 + int64(t.Month()) - 1
		tick := monthStart(months - mod(months, s.months))
		if tick < at {
			tick = s.next(tick)
		}
		return tick
	}
	origin := int64(0)
	if s.seconds >= 7*day {
		origin = firstMonday
	}
	return at + mod(origin-at, s.seconds)
}

func (s tickStep) next(tick int64) int64 {
	if s.months > 0 {
		t := time.Unix(tick, 0).UTC()
		return monthStart(int64(t.Year())*12 + int64(t.Month()) - 1 + s.months)
	}
	return tick + s.seconds
}

func monthStart(months int64) int64 {
	return time.Date(int(months/12), time.Month(months%12+1), 1, 0, 0, 0, 0, time.UTC).Unix()
}
