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

// parseDate reads a date in a dateFormat as milliseconds of UTC.
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
		return int64(seconds) * second, true
	}
	if milliseconds, ok := part['x']; ok {
		return int64(milliseconds), true
	}
	t := time.Date(part['Y'], time.Month(part['M']), part['D'], part['H'], part['m'], part['s'], part['S']*int(time.Millisecond), time.UTC)
	isReal := t.Month() == time.Month(part['M']) && t.Day() == part['D'] && part['H'] < 24 && part['m'] < 60 && part['s'] < 60
	return t.UnixMilli(), isReal
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
	t := time.UnixMilli(at).UTC()
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
		case 's':
			part = strconv.FormatInt(at/second, 10)
		case 'Q':
			part = strconv.FormatInt(at, 10)
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
	time, months int64  // in milliseconds, or in months
	layout       string // of Go
}

// tickSteps are those that people count in.
var tickSteps = []tickStep{
	{time: 1, layout: "05.000"}, {time: 5, layout: "05.000"}, {time: 10, layout: "05.000"}, {time: 50, layout: "05.000"}, {time: 100, layout: "05.000"}, {time: 500, layout: "05.000"},
	{time: second, layout: "15:04:05"}, {time: 5 * second, layout: "15:04:05"}, {time: 15 * second, layout: "15:04:05"},
	{time: minute, layout: "15:04"}, {time: 5 * minute, layout: "15:04"}, {time: 15 * minute, layout: "15:04"}, {time: 30 * minute, layout: "15:04"},
	{time: hour, layout: "15:04"}, {time: 2 * hour, layout: "15:04"}, {time: 6 * hour, layout: "01-02 15:04"}, {time: 12 * hour, layout: "01-02 15:04"},
	{time: day, layout: "2006-01-02"}, {time: 7 * day, layout: "2006-01-02"}, {time: 14 * day, layout: "2006-01-02"},
	{months: 1, layout: "2006-01"}, {months: 3, layout: "2006-01"}, {months: 6, layout: "2006-01"},
	{months: 12, layout: "2006"}, {months: 24, layout: "2006"}, {months: 60, layout: "2006"}, {months: 120, layout: "2006"}, {months: 1200, layout: "2006"}, {months: 12000, layout: "2006"},
}

// counts reports whether an axis shows numbers and no dates.
func counts(axisFormat string) bool {
	return strings.Contains(axisFormat, "%s") || strings.Contains(axisFormat, "%Q")
}

// countSteps are the steps of an axis of numbers.
var countSteps = func() []tickStep {
	var steps []tickStep
	for unit := int64(1); unit < 1e15; unit *= 10 {
		steps = append(steps, tickStep{time: unit}, tickStep{time: 2 * unit}, tickStep{time: 5 * unit})
	}
	return steps
}()

const firstMonday = 4 * day // of 1970

// first returns the first tick that is not before a time.
func (s tickStep) first(at int64) int64 {
	if s.months > 0 {
		t := time.UnixMilli(at).UTC()
		months := int64(t.Year())*12 + int64(t.Month()) - 1
		tick := monthStart(months - mod(months, s.months))
		if tick < at {
			tick = s.next(tick)
		}
		return tick
	}
	origin := int64(0)
	if s.time >= 7*day {
		origin = firstMonday
	}
	return at + mod(origin-at, s.time)
}

func (s tickStep) next(tick int64) int64 {
	if s.months > 0 {
		t := time.UnixMilli(tick).UTC()
		return monthStart(int64(t.Year())*12 + int64(t.Month()) - 1 + s.months)
	}
	return tick + s.time
}

func monthStart(months int64) int64 {
	return time.Date(int(months/12), time.Month(months%12+1), 1, 0, 0, 0, 0, time.UTC).UnixMilli()
}
