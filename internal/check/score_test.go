package check

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/internal/diag"
	"waymark/internal/source"
)

var update = flag.Bool("update", false, "write the scores anew")

// labelledDay is the day on which the labelled texts are judged.
var labelledDay = time.Date(2026, time.March, 2, 0, 0, 0, 0, time.UTC)

// A score counts how a rule did on texts that have a label for it.
type score struct{ tp, fp, fn, tn int }

func (s *score) add(should, does bool) {
	switch {
	case should && does:
		s.tp++
	case does:
		s.fp++
	case should:
		s.fn++
	default:
		s.tn++
	}
}

// precision and recall are 1 where there was nothing to get wrong.
func (s score) precision() float64 { return share(s.tp, s.fp) }
func (s score) recall() float64    { return share(s.tp, s.fn) }

func share(right, wrong int) float64 {
	if right+wrong == 0 {
		return 1
	}
	return float64(right) / float64(right+wrong)
}

// scores are those of every rule for one set of texts, with what was missed.
type scores struct {
	of     map[string]*score
	missed map[string][]string // by rule: what each text says that the rule got wrong
}

// scoreLabelled judges the labelled texts, which are a handbook, and compares, by set.
// Only of the tuning set is more kept than numbers.
func scoreLabelled(t testing.TB) (all [unseen + 1]scores) {
	t.Helper()
	const folder = "testdata/labelled"
	found := make(map[string][]Found)
	settings, files := readFolder(t, folder)
	for _, j := range judgeAll(t, files, settings, Options{Today: labelledDay, Only: lexical}) {
		found[j.Page.Path] = j.Findings
	}
	for set := range all {
		all[set].of = make(map[string]*score)
	}
	all[tuning].missed = make(map[string][]string)
	for _, x := range labelledTexts(t, folder) {
		set := all[x.set()]
		for _, code := range lexical {
			verdict := x.Labels[code].Verdict
			if verdict != fires && verdict != quiet {
				continue
			}
			if set.of[code] == nil {
				set.of[code] = new(score)
			}
			found := found[fmt.Sprintf("%03d.md", x.Number)]
			at := slices.IndexFunc(found, func(f Found) bool { return f.Code == code })
			set.of[code].add(verdict == fires, at >= 0)
			if set.missed == nil || (at >= 0) == (verdict == fires) {
				continue
			}
			said := "nothing"
			if at >= 0 {
				said = fmt.Sprintf("%d:%d %s", found[at].Line, found[at].Column, found[at].Message)
			}
			set.missed[code] = append(set.missed[code], fmt.Sprintf("%03d %s: said %s; the label: %s", x.Number, verdict, said, x.Labels[code].Why))
		}
	}
	return all
}

// readFolder reads a folder of Markdown with its settings.
func readFolder(t testing.TB, folder string) (settings string, files map[string]string) {
	t.Helper()
	files = make(map[string]string)
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(folder, name))
		switch {
		case err != nil:
			return err
		case name == "handbook.yaml":
			settings = string(source.NewText(name, data).Data)
		case strings.HasSuffix(name, ".md"):
			files[name] = string(data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return settings, files
}

func (s scores) table(b *bytes.Buffer, title string) {
	fmt.Fprintf(b, "%s\n%-5s %9s %6s %4s %4s %4s %4s\n", title, "rule", "precision", "recall", "tp", "fp", "fn", "tn")
	var sum score
	for _, code := range lexical {
		r := s.of[code]
		if r == nil {
			continue
		}
		row(b, code, *r)
		sum = score{sum.tp + r.tp, sum.fp + r.fp, sum.fn + r.fn, sum.tn + r.tn}
	}
	row(b, "all", sum)
}

func row(b *bytes.Buffer, name string, s score) {
	fmt.Fprintf(b, "%-5s %9.2f %6.2f %4d %4d %4d %4d\n", name, s.precision(), s.recall(), s.tp, s.fp, s.fn, s.tn)
}

// TestScoresAreWhatTheyWere keeps the lexical rules from getting worse on the
// labelled texts unnoticed, and from getting better without being told: the
// numbers of all sets stand in testdata/scores.txt, written with -update. With
// -v it says which texts of the tuning set are judged wrongly. Which of the
// others are is nobody's business.
func TestScoresAreWhatTheyWere(t *testing.T) {
	all := scoreLabelled(t)
	var b bytes.Buffer
	all[tuning].table(&b, "Tuning set")
	b.WriteByte('\n')
	all[heldOut].table(&b, "Held-out set")
	b.WriteByte('\n')
	all[unseen].table(&b, "Unseen set")
	for _, code := range lexical {
		for _, line := range all[tuning].missed[code] {
			t.Logf("%s %s", code, line)
		}
	}
	t.Logf("\n%s", &b)
	const golden = "testdata/scores.txt"
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, b.Bytes()) {
		t.Errorf("the scores are now as follows; if that is better, -update writes them to %s\n%s", golden, &b)
	}
}

// A rule that goes by wording runs unasked while the texts of the unseen set say that it
// is right in 80 of 100 findings, and not otherwise.
func TestWordingIsInTheNurseryWhileItIsWrongTooOften(t *testing.T) {
	all := scoreLabelled(t)
	for _, r := range Rules {
		if !r.Lexical {
			continue
		}
		if s := all[unseen].of[r.Code]; s == nil || r.Nursery != (s.precision() < 0.80) {
			t.Errorf("%s: in the nursery: %t; its scores are %+v", r.Code, r.Nursery, s)
		}
	}
}

// A rule that goes by wording is a warning only while the texts of the unseen
// set say that it is right in 95 of 100 findings and misses at most 15 of 100 flaws.
func TestWordingWarnsOnlyWhereTheScoresAllowIt(t *testing.T) {
	all := scoreLabelled(t)
	for _, r := range Rules {
		if !r.Lexical || r.Severity() <= diag.Info {
			continue
		}
		if s := all[unseen].of[r.Code]; s == nil || s.precision() < 0.95 || s.recall() < 0.85 {
			t.Errorf("%s is a %s, and its scores are %+v", r.Code, r.Severity(), s)
		}
	}
}
