package export

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/internal/view"
)

// Calendar returns reviews.ics (iCalendar, RFC 5545, with names and intervals as in
// RFC 7986). Its events last a day and take nobody's time.
func Calendar(c view.Calendar) []byte {
	var b bytes.Buffer
	line := func(name, value string) { fold(&b, name+":"+value) }
	text := func(name, value string) { line(name, escapeText(value)) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Waymark//Reviews//EN")
	line("CALSCALE", "GREGORIAN")
	text("NAME", c.Name)
	text("X-WR-CALNAME", c.Name)
	line("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
	line("X-PUBLISHED-TTL", "P1D")
	for _, e := range c.Events {
		line("BEGIN", "VEVENT")
		text("UID", e.ID)
		line("DTSTAMP", digits(e.Stamp)+"T000000Z")
		line("DTSTART;VALUE=DATE", digits(e.Day))
		text("SUMMARY;LANGUAGE="+c.Lang, e.Title)
		if e.Text != "" {
			text("DESCRIPTION", e.Text)
		}
		if e.URL != "" {
			line("URL", e.URL)
		}
		text("CATEGORIES", e.Kind)
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return b.Bytes()
}

// escapeText returns a value of type TEXT, in which other control characters than tabs
// may not stand.
func escapeText(value string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' {
			return -1
		}
		return r
	}, textEscapes.Replace(value))
}

var textEscapes = strings.NewReplacer(`\`, `\\`, ",", `\,`, ";", `\;`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

func digits(day string) string { return strings.ReplaceAll(day, "-", "") }

// fold writes a line of at most 75 octets and the rest on lines that begin with a space.
// Characters stay whole.
func fold(b *bytes.Buffer, line string) {
	const most = 75
	for room := most; len(line) > room; room = most - 1 {
		end := room
		for !utf8.RuneStart(line[end]) {
			end--
		}
		b.WriteString(line[:end] + "\r\n ")
		line = line[end:]
	}
	b.WriteString(line + "\r\n")
}
