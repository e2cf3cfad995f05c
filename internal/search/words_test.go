package search

import (
	"os"
	"strings"
	"testing"
)

// TestWords reads a table that the browser's test reads as well: a text, and its
// words. Behind a word that is marked there is an asterisk.
func TestWords(t *testing.T) {
	table, err := os.ReadFile("testdata/words.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		text, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			t.Errorf("%q has no tab", line)
		}
		if got := written(Words(text)); got != want {
			t.Errorf("Words(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWordsAreCutOff(t *testing.T) {
	long := strings.Repeat("ö", 39) + "ab"
	if got, want := written(Words(long+" x")), strings.Repeat("o", 39)+"a* x"; got != want {
		t.Errorf("Words = %q, want %q", got, want)
	}
}

func written(words []Word) string {
	var all []string
	for _, w := range words {
		if w.Marked {
			w.Text += "*"
		}
		all = append(all, w.Text)
	}
	return strings.Join(all, " ")
}
