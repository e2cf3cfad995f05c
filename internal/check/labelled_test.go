package check

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/internal/meta"
	"waymark/internal/source"
)

// lexical are the rules that judge wording, which the labelled texts are about.
var lexical = strings.Fields("V104 V106 V107 V108 S203 S204 S212 S213 S214 S215 S216 S226 S227 S232 S233 S241 F303 F304 F321 F323 F325")

// A labelledText is a numbered page of testdata/labelled with what a careful
// reader says of it.
type labelledText struct {
	Number int
	Kind   string
	Title  string
	Labels map[string]label // by the code of the rule
	Body   string
}

// A label says whether a rule shall report on a text, and why.
type label struct{ Verdict, Why string }

// The verdicts, each the front matter key `x-VERDICT`.
const (
	fires    = "fires"
	quiet    = "quiet"
	doubtful = "doubtful" // a careful reader would hesitate: not scored
)

// A set is a part of the labelled texts.
type set int

const (
	tuning  set = iota // looked at while a rule is tuned
	heldOut            // only scored, but so often that rules may have been fitted to the numbers
	unseen             // by writers who had not read the rules; scored rarely
)

// firstUnseen is the number of the first text of the unseen set.
const firstUnseen = 505

func (x labelledText) set() set {
	switch {
	case x.Number >= firstUnseen:
		return unseen
	case x.Number%3 == 0:
		return heldOut
	}
	return tuning
}

// labelledTexts reads the numbered pages of a folder, in order.
func labelledTexts(t testing.TB, folder string) []labelledText {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "[0-9]*.md"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %d texts, %v", folder, len(names), err)
	}
	var texts []labelledText
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		x := labelledText{Labels: map[string]label{}}
		if _, err := fmt.Sscanf(filepath.Base(name), "%03d.md", &x.Number); err != nil {
			t.Errorf("%s: no number, %v", name, err)
		}
		front, body, ds := meta.Front(source.NewText(name, data))
		for _, d := range ds {
			t.Errorf("%s: %s", name, d.Message)
		}
		x.Kind, x.Title, x.Body = front.Get("kind").Text, front.Get("title").Text, string(data[body:])
		for _, verdict := range []string{fires, quiet, doubtful} {
			for _, f := range front.Get("x-" + verdict).Fields {
				if other, twice := x.Labels[f.Key]; twice {
					t.Errorf("%s: %s is labelled %s and %s", name, f.Key, other.Verdict, verdict)
				}
				x.Labels[f.Key] = label{verdict, f.Value.Text}
			}
		}
		texts = append(texts, x)
	}
	return texts
}

func TestLabelledTextsAreWellFormed(t *testing.T) {
	titles := map[string]int{}
	for i, x := range labelledTexts(t, "testdata/labelled") {
		if x.Number != i+1 {
			t.Errorf("%03d.md stands where %03d.md should be", x.Number, i+1)
		}
		if x.Title == "" || titles[x.Title] != 0 {
			t.Errorf("%03d: the title %q is empty, or that of %03d", x.Number, x.Title, titles[x.Title])
		}
		titles[x.Title] = x.Number
		if len(x.Labels) == 0 || len(strings.Fields(x.Body)) < 20 {
			t.Errorf("%03d: %d labels for %d words", x.Number, len(x.Labels), len(strings.Fields(x.Body)))
		}
		for _, code := range slices.Sorted(maps.Keys(x.Labels)) {
			if !slices.Contains(lexical, code) {
				t.Errorf("%03d: %s is no lexical rule", x.Number, code)
			}
			if strings.HasPrefix(code, "V") != (x.Kind == "vision") {
				t.Errorf("%03d: %s can't judge a %s", x.Number, code, x.Kind)
			}
			if x.Labels[code].Why == "" {
				t.Errorf("%03d: nothing says why %s is labelled so", x.Number, code)
			}
		}
	}
}

// TestLabelledTextsDoNotRepeatEachOther keeps what is learnt from one text from
// being known of another: no two share a run of words.
func TestLabelledTextsDoNotRepeatEachOther(t *testing.T) {
	const run = 9
	first := map[string]int{}
	for _, x := range labelledTexts(t, "testdata/labelled") {
		words := strings.Fields(strings.ToLower(x.Body))
		for i := range max(0, len(words)-run) {
			said := strings.Join(words[i:i+run], " ")
			if n := first[said]; n != 0 && n != x.Number {
				t.Errorf("%03d and %03d both say %q", n, x.Number, said)
			}
			first[said] = x.Number
		}
	}
}

// TestLabelledTextsAreBalanced holds the labels against the README's table and
// the held-out third against the rest.
func TestLabelledTextsAreBalanced(t *testing.T) {
	texts := labelledTexts(t, "testdata/labelled")
	var table strings.Builder
	table.WriteString("| rule | fires | quiet | fires, held out | quiet, held out | fires, unseen | quiet, unseen | doubtful |\n|---|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, code := range lexical {
		n := map[string]int{}
		for _, x := range texts {
			verdict := x.Labels[code].Verdict
			if verdict != "" && verdict != doubtful {
				verdict += map[set]string{heldOut: ", held out", unseen: ", unseen"}[x.set()]
			}
			n[verdict]++
		}
		fmt.Fprintf(&table, "| %s | %d | %d | %d | %d | %d | %d | %d |\n", code, n["fires"], n["quiet"], n["fires, held out"], n["quiet, held out"], n["fires, unseen"], n["quiet, unseen"], n["doubtful"])
		for _, verdict := range []string{fires, quiet} {
			held, all := n[verdict+", held out"], n[verdict]+n[verdict+", held out"]
			if all < 6 || 3*held < all-3 || 3*held > all+3 {
				t.Errorf("%s %s: %d of %d are held out", code, verdict, held, all)
			}
		}
	}
	readme, err := os.ReadFile("testdata/labelled/README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), table.String()) {
		t.Errorf("the table in testdata/labelled/README.md should be:\n%s", &table)
	}
}
