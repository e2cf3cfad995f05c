package wording

import "testing"

func TestLookingUp(t *testing.T) {
	l := New([]string{"migrate~ _ to", "day/week off", "# of #", "off"})
	for text, want := range map[string]string{
		"they migrated everything to it": "migrated everything to",
		"a week off":                     "week off",
		"a month off":                    "off",
		"three of twenty-five":           "three of twenty-five",
		"one of 3":                       "",
		"migrate to":                     "",
	} {
		words := Words(text)
		got := ""
		if from, to := l.Find(words); from >= 0 {
			got = text[words[from].From:words[to-1].To]
		}
		if got != want || l.In(words) != (want != "") {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	words := Words("off, two of 3 off")
	if n := l.Count(words); n != 3 {
		t.Errorf("%d entries", n)
	}
	if !l.Has(words[0]) || l.Has(words[1]) || !l.Contains("week") || l.Contains("of") {
		t.Error("of single words")
	}
}
