package wording

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A bar is where a sentence ends.
func TestSentences(t *testing.T) {
	for _, text := range []string{
		"",
		"No mark",
		"One.| Two!| Three?| Four…| Five",
		"Why?!| \"No.\"| (So it was.)| It ended",
		"“Why?” we asked.| He said “no.”| Then",
		"Waits… and goes on, as v1.2 and a.go.| So does “no!” here.md",
		// titles, whatever follows
		"We asked Dr. Smith about the plan, and he said no.| So",
		"A dr. Jansen asked Sra. Paz and Mr. and Mrs. Dott. Rossi.| So",
		"Mr. Jones, Mrs. Lee, Ms. Kim and Prof. Dr. Ott met at St. Mary.| They left",
		"(Dr. Who) and “Gen. Lee” and Mt. Everest",
		"Latency is 200 ms.| We want less",
		// words that are shortened
		"Some, e.g. Kafka, i.e. a log, cf. Kreps vs. Maltz, approx. Five",
		"E.g. Kafka.| Cf. Kreps.| That is, z. B. Kafka und d. h. Protokolle, bzw. Logs",
		"J. R. R. Tolkien and J.R.R. Tolkien in the U.S. Army",
		"Queues, logs, etc.| The team at Acme Inc.| Next",
		"(queues, etc.)| The team",
		"It opens at 8 a.m.| It closes at 5 p.m.| Then",
		// an apostrophe begins no word
		"We can't.| It's Bob's.| They don’t.| Then",
		// numbers
		"See No. 5, Fig. 2, pp. 3 and Kreps et al. (2011), of Sept. 30.| It says no.| 1 team",
		"It was so in 2024.| Then",
		"We need 20.| The rest waits.| Phase 2.| Then",
		"Am 3. Mai, der 2. Versuch, seit Montag, 3. Mai.| Dann",
		"1. Build it.| 2. Ship it.| 3. Rest",
		// other scripts
		"一切都好。|我们读！|再见",
		"यह ठीक है।| बस",
		"كيف؟| نعم",
	} {
		var got []string
		plain := strings.ReplaceAll(text, "|", "")
		for _, s := range Sentences(plain, nil) {
			got = append(got, plain[s[0]:s[1]])
		}
		if d := cmp.Diff(strings.Split(text, "|"), got); d != "" {
			t.Errorf("%s\n%s", text, d)
		}
	}
}

func TestNothingEndsInWhatIsWhole(t *testing.T) {
	text := "We read A. B often. C. D is new."
	got := Sentences(text, [][2]int{{8, 12}, {8, 9}, {20, 24}, {24, 24}})
	if d := cmp.Diff([][2]int{{0, 19}, {19, len(text)}}, got); d != "" {
		t.Error(d)
	}
}

// What is looked at around a mark is bounded: were it not, these would take minutes.
func TestSentencesBearWhateverIsWritten(t *testing.T) {
	const n = 1 << 17
	for _, text := range []string{". ", ".", ".) ", "1. ", "* 1. ", "a. a ", "…… ", "'.'"} {
		for _, text := range []string{
			strings.Repeat(text, n),
			strings.Repeat("(", n) + strings.Repeat(text, n),
			strings.Repeat("a", n) + ". " + strings.Repeat(" ", n) + text,
		} {
			if s := Sentences(text, nil); s[len(s)-1][1] != len(text) {
				t.Errorf("%.20q ends at %d of %d", text, s[len(s)-1][1], len(text))
			}
		}
	}
}

// FuzzSentences: they cover the text, in order, and end between characters.
func FuzzSentences(f *testing.F) {
	f.Add("A. B? e.g. F… 1. G 。\xff. \"", 3, 9)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		var whole [][2]int
		if 0 <= from && from <= to && to <= len(text) {
			whole = [][2]int{{from, to}}
		}
		at := 0
		for _, s := range Sentences(text, whole) {
			if s[0] != at || s[1] < s[0] || s[1] == s[0] && text != "" {
				t.Fatalf("%v after %d in %q", s, at, text)
			}
			at = s[1]
		}
		if at != len(text) {
			t.Fatalf("%d of %q", at, text)
		}
	})
}

func TestIsEnded(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "Accepted": false, "Date: 2026-03-31": false, "(see below)": false, "…)": true,
		"We pay.": true, "We pay. ": true, "“We pay.”": true, "Who pays?!": true, "As follows:": true, "港が満杯だ。": true, "如下：": true,
	} {
		if got := IsEnded(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
