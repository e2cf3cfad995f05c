package handbook

import (
	"strings"
	"testing"
)

func TestTitlesOfNames(t *testing.T) {
	for name, want := range map[string]string{
		"meeting_notes":            "Meeting notes",
		"a/b/01-intro":             "Intro",
		"0012-use-queues":          "Use queues",
		"3. Harbour":               "Harbour",
		"10_élan":                  "Élan",
		"404-errors":               "404 errors",
		"2024-plans":               "2024 plans",
		"01":                       "01",
		"1-2-3":                    "1 2 3",
		"2024-01-05-meeting_notes": "2024-01-05 Meeting notes",
		"2024-03-01":               "2024-03-01",
		"2024-03-01 ":              "2024-03-01",
		"2024-93-01-x":             "2024 93 01 x",
		"Team day 3f2504e04f8911d39a0c0305e82c3301": "Team day",
		"3f2504e04f8911d39a0c0305e82c3301":          "3f2504e04f8911d39a0c0305e82c3301",
		"-_-":                                       "-_-",
		"":                                          "otherwise",
	} {
		if got := titleFrom(name, "otherwise"); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestAHandbookIsCalledAfterItsFolder(t *testing.T) {
	named := func(in *Input) { in.Name = "payments-docs" }
	for _, test := range []struct {
		files  map[string]string
		change func(*Input)
		want   string
	}{
		{map[string]string{"a.md": ""}, named, "Payments docs"},
		{map[string]string{"README.md": "text"}, named, "Payments docs"},
		{map[string]string{"README.md": "## Install"}, named, "Payments docs"},
		{map[string]string{"README.md": "# Payments"}, named, "Payments"},
		{map[string]string{"a.md": ""}, func(in *Input) { named(in); in.Settings.Title = "Ours" }, "Ours"},
		{map[string]string{"a.md": ""}, func(*Input) {}, "Handbook"},
	} {
		if got := made(t, test.files, test.change).Title(); got != test.want {
			t.Errorf("%v: %q, want %q", test.files, got, test.want)
		}
	}
}

func TestNumbersInNamesSayTheOrder(t *testing.T) {
	h := made(t, map[string]string{
		"10-glossary.md": "# A glossary", "2-ledger.md": "", "01-overview.md": "# The whole", "03-more/a.md": "",
		"appendix.md": "", "2024-02-09-retro.md": "# A retro", "2024-01-05-start.md": "# Start",
	})
	var got []string
	for _, c := range h.Home.Children {
		got = append(got, c.Title())
	}
	if want := "The whole, Ledger, More, A glossary, Start, A retro, Appendix"; strings.Join(got, ", ") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, ", "), want)
	}
}
