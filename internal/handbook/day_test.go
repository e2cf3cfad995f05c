package handbook

import (
	"testing"
	"time"
)

func TestDaysAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-04": "2026-03-04", "2026/03/04": "2026-03-04", "2026.3.4": "2026-03-04", "2026-03-04T10:00": "2026-03-04", "2026-03-04 10:00": "2026-03-04",
		"2026/03/04, revised": "2026-03-04", "2026-03-04 (revised 2026-04-05)": "2026-03-04", "2026-03-04.": "2026-03-04",
		"17/10/2023": "2023-10-17", "10/17/2023": "2023-10-17", "17.10.2023": "2023-10-17", "05/05/2026": "2026-05-05",
		"4 March 2026": "2026-03-04", "4th of March, 2026": "2026-03-04", "March 4, 2026": "2026-03-04", "Mar. 4th 2026": "2026-03-04", "04-Mar-2026": "2026-03-04",
		"Wednesday, 4 March 2026": "2026-03-04", "Sept 4, 2026": "2026-09-04",
		"03/04/2026": "either number can be the month", "3-4-2026": "either number can be the month", "04.03.2026": "either number can be the month",
		"03/04/26": "its year is unclear", "2026/13/04": "there is no such day", "2026-02-30": "there is no such day", "2026-03/04": "it is no date",
		"31 February 2026": "there is no such day", "yesterday": "", "Q3 2026": "", "YYYY-MM-DD": "", "2026": "", "v1.2.3": "",
	} {
		d := readDay(text)
		got := d.Unclear
		if !d.Day.IsZero() {
			got = d.Day.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
