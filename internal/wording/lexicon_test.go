package wording

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func loadAll(t testing.TB) map[string]list {
	t.Helper()
	all, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestLookingUp(t *testing.T) {
	l := New([]string{"migrate~ _ to", "day/week off", "# of #", "off", " "})
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

// TestLexiconsAreDocumented: each file says what it is about and where its
// entries come from, and each list what it is for.
func TestLexiconsAreDocumented(t *testing.T) {
	for name, l := range loadAll(t) {
		if len(strings.Fields(l.why)) < 2 || len(l.entries) == 0 {
			t.Errorf("%s: %d entries, for %q", name, len(l.entries), l.why)
		}
	}
	names, err := fs.Glob(files, "lexicons/*.txt")
	if err != nil || len(names) < 10 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		head, _, _ := strings.Cut(string(data), "\n[")
		about, provenance, ok := strings.Cut(head, "\n// Provenance: ")
		if !ok || len(strings.Fields(about)) < 10 || len(strings.Fields(provenance)) < 10 {
			t.Errorf("%s begins with %q", name, head)
		}
	}
}

// TestEntriesCanBeFound: an entry that Words would cut otherwise stands for nothing.
func TestEntriesCanBeFound(t *testing.T) {
	ofFullStops := map[string]bool{"abbreviations": true, "beforeNumbers": true, "beforeOrdinals": true, "afterOrdinals": true}
	for name, l := range loadAll(t) {
		if ofFullStops[name] {
			continue // asked letter by letter
		}
		for _, entry := range l.entries {
			for _, word := range strings.FieldsFunc(entry, func(r rune) bool { return r == ' ' || r == '/' }) {
				word = strings.TrimSuffix(word, "~")
				if cut := Words(word); word != "_" && word != "#" && (len(cut) != 1 || cut[0].Text != word) {
					t.Errorf("%s: %q in %q is never found", name, word, entry)
				}
			}
			if strings.HasPrefix(entry, "_") {
				t.Errorf("%s: %q begins with any word", name, entry)
			}
		}
	}
}

// TestEveryLexiconIsUsed reads the sources: what they name is there, and nothing
// is there that they don't name.
func TestEveryLexiconIsUsed(t *testing.T) {
	sources, err := filepath.Glob("../*/*.go")
	if err != nil || len(sources) == 0 {
		t.Fatal(sources, err)
	}
	all := loadAll(t)
	used := make(map[string]bool)
	named := regexp.MustCompile(`\bNamed\("([^"]*)"\)`)
	for _, file := range sources {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllSubmatch(text, -1) {
			name := string(m[1])
			if _, ok := all[name]; !ok {
				t.Errorf("%s names the lexicon %q, which doesn't exist", file, name)
			}
			used[name] = true
		}
	}
	for name := range all {
		if !used[name] {
			t.Errorf("nothing uses the lexicon %s", name)
		}
	}
}

func TestMistakesInLexicons(t *testing.T) {
	for name, tt := range map[string]struct{ a, b, want string }{
		"an entry twice":  {"// a\n\n[x]\n// why\none\none\n", "", `lexicons/a.txt: x: "one" stands there twice`},
		"out of order":    {"// a\n\n[x]\n// why\ntwo\none\n", "", `lexicons/a.txt: x: "one" stands behind "two"`},
		"a name twice":    {"// a\n\n[x]\none\n\n[x]\ntwo\n", "", `lexicons/a.txt: there are two lists named x`},
		"in another file": {"// a\n\n[x]\none\n", "// b\n\n[x]\ntwo\n", `lexicons/b.txt: there are two lists named x`},
	} {
		_, err := load(fstest.MapFS{"lexicons/a.txt": {Data: []byte(tt.a)}, "lexicons/b.txt": {Data: []byte(tt.b)}})
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// BenchmarkParse reads all lexicons, as a run of all checks does once.
func BenchmarkParse(b *testing.B) {
	entries := 0
	for b.Loop() {
		entries = 0
		for _, l := range loadAll(b) {
			newTable(l.entries)
			entries += len(l.entries)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*entries), "ns/entry")
}
