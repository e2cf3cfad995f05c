package wording

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCount(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "one, two – three": 3, "it's 4 o'clock": 3, "state-of-the-art": 1, "½ of 3.5 %": 3,
		"請求書は三か所": 4, "策略 and 愿景": 3, "ภาษาไทย": 2, "Größe слово 한국어": 3,
	} {
		if got := Count(text); got != want {
			t.Errorf("%q: %d words, want %d", text, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	var got []string
	for _, w := range Words(`“Don’t” wait: 1,800 of 3.5 % (end-to-end), @ops and Größe – at 10:20…`) {
		got = append(got, fmt.Sprintf("%s/%s%s", w.Text, w.Stem, w.Break))
	}
	want := strings.Fields(`don't/don't" wait/wait: 1,800/1,800 of/of 3.5/3.5 %/%( end-to-end/end-to-end), @ops/@ops and/and größe/größ- at/at 10:20/10:20.`)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestForms(t *testing.T) {
	for _, forms := range []string{
		"migrate migrates migrated migrating migrate's", "plan plans planned planning", "carry carries carried", "box boxes boxed",
		"miss misses missed", "bus bus's", "axis", "team teams team's teams'", "sing sings",
	} {
		all := strings.Fields(forms)
		for _, form := range all {
			if Stem(form) != Stem(all[0]) {
				t.Errorf("%s: %s, but %s: %s", form, Stem(form), all[0], Stem(all[0]))
			}
		}
	}
	for _, pair := range [][2]string{{"bus", "bu"}, {"is", "i"}, {"sing", "s"}, {"need", "ne"}} {
		if Stem(pair[0]) == Stem(pair[1]) {
			t.Errorf("%s and %s", pair[0], pair[1])
		}
	}
}
