package export

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"waymark/internal/view"
)

var update = flag.Bool("update", false, "write the golden files anew")

func calendar() view.Calendar {
	return view.Calendar{Name: "Reviews · Häfen, Kräne; alles", Lang: "de", Events: []view.Event{
		{ID: "review:/book/strategies/one/@x.example", Title: "Überprüfung: " + strings.Repeat("Rechnungen zuerst, dann alles; überall ", 6) + `C:\new`, Text: "Eine Zeile.\nOwner: @pay, @port\nhttps://x.example/book/strategies/one/", URL: "https://x.example/book/strategies/one/", Day: "2027-02-28", Stamp: "2026-11-30", Kind: "strategy"},
		{ID: "review:/visions/%F0%9F%9A%A2/", Title: strings.Repeat("🚢", 60), Day: "2024-02-29", Stamp: "2024-02-29", Kind: "vision"},
	}}
}

// TestCalendarIsReadByOthers parses the calendar with a library of another hand.
func TestCalendarIsReadByOthers(t *testing.T) {
	c := calendar()
	read, err := ics.ParseCalendar(bytes.NewReader(Calendar(c)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(read.Events()); n != len(c.Events) {
		t.Fatalf("%d events, want %d", n, len(c.Events))
	}
	for i, e := range read.Events() {
		want := c.Events[i]
		day, err := e.GetAllDayStartAt()
		if err != nil || day.Format("2006-01-02") != want.Day {
			t.Errorf("event %d is on %v (%v), want %s", i, day, err, want.Day)
		}
		stamp, err := e.GetDtStampTime()
		if err != nil || stamp.UTC().Format("2006-01-02T15:04:05") != want.Stamp+"T00:00:00" {
			t.Errorf("event %d is stamped %v (%v), want %s", i, stamp, err, want.Stamp)
		}
		for name, want := range map[ics.ComponentProperty]string{ics.ComponentPropertyUniqueId: want.ID, ics.ComponentPropertySummary: want.Title, ics.ComponentPropertyDescription: want.Text, ics.ComponentPropertyUrl: want.URL} {
			got := ""
			if p := e.GetProperty(name); p != nil {
				got = p.Value
			}
			if got != want {
				t.Errorf("event %d: %s is %q, want %q", i, name, got, want)
			}
		}
	}
}

// TestCalendarLinesAreFolded reads lines as RFC 5545 has them: 75 octets, whole characters.
func TestCalendarLinesAreFolded(t *testing.T) {
	text := string(Calendar(calendar()))
	if !strings.HasSuffix(text, "\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("a line does not end with CR and LF")
	}
	folded := 0
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets: %q", len(line), line)
		}
		if strings.HasPrefix(line, " ") {
			folded++
		}
	}
	if folded < 5 {
		t.Errorf("only %d lines are folded", folded)
	}
}

func TestCalendarTextIsEscaped(t *testing.T) {
	for value, want := range map[string]string{
		"a, b; c":        `a\, b\; c`,
		`C:\new`:         `C:\\new`,
		"a\r\nb\nc\rd":   `a\nb\nc\nd`,
		"a\x00b\x1bc\td": "abc\td",
	} {
		if got := escapeText(value); got != want {
			t.Errorf("escapeText(%q) is %q, want %q", value, got, want)
		}
	}
}

func TestCalendarLooksAsBefore(t *testing.T) {
	const golden = "testdata/reviews.ics"
	got := Calendar(calendar())
	if *update {
		if err := os.WriteFile(golden, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v; got\n%s", err, got)
	}
}
