package handbook

import (
	"slices"
	"strings"
	"testing"
)

func TestBadChoosersAreReported(t *testing.T) {
	const questions = "---\ntitle: Ask\nquestions:\n  - id: fire\n    ask: Fire?\n    answers: {yes: \"Yes\", no: \"No\"}\n  - id: end\n    ask: End?\n    answers: {far: Far, near: Near}\n---\n"
	pattern := func(scores string) string {
		return "---\ntitle: P\ndescription: d\nchooser:\n  - {points: 1}\n" + scores + "---\n\n## Steps\n"
	}
	for name, tt := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"nothing is wrong": {map[string]string{"choose.md": questions, "patterns/p.md": pattern("  - {question: fire, answer: yes, points: 2, from: steps}\n")}, nil},
		"no questions":     {map[string]string{"patterns/p.md": pattern("")}, []string{"content/patterns/p.md:5:6: H019: chooser: no page of the handbook has questions (add a page with questions, such as choose.md, or remove chooser)"}},
		"no patterns":      {map[string]string{"choose.md": questions}, []string{"content/choose.md:4:5: H019: questions: no pattern has chooser entries (add chooser to the patterns; the guide has an example)"}},
		"asked twice": {map[string]string{"choose.md": questions, "other.md": questions, "patterns/p.md": pattern("")},
			[]string{"content/other.md:4:5: H019: questions: content/choose.md already has the chooser's questions (keep one chooser in the handbook)"}},
		"on a folder's page": {map[string]string{"a/index.md": questions, "a/b.md": "b"}, []string{"content/a/index.md:4:5: H019: questions: a folder's page can't be the chooser (move them to a page of their own, such as choose.md)"}},
		"unknown question": {map[string]string{"choose.md": questions, "patterns/p.md": pattern("  - {question: fir, answer: yes, points: 2}\n")},
			[]string{"content/patterns/p.md:6:16: H019: the chooser has no question \"fir\" (did you mean fire?)"}},
		"unknown answer": {map[string]string{"choose.md": questions, "patterns/p.md": pattern("  - {question: fire, answer: maybe, points: 2}\n")},
			[]string{"content/patterns/p.md:6:30: H019: the question \"fire\" has no answer \"maybe\" (its answers are yes, no, open)"}},
		"unknown answer besides": {map[string]string{"choose.md": questions, "patterns/p.md": pattern("  - {question: fire, answer: yes, also: {end: fat}, points: 2}\n")},
			[]string{"content/patterns/p.md:6:47: H019: the question \"end\" has no answer \"fat\" (did you mean far?)"}},
		"neither points nor out": {map[string]string{"choose.md": questions, "patterns/p.md": pattern("  - {question: fire, answer: yes}\n")},
			[]string{"content/patterns/p.md:6:16: H019: chooser: an entry needs exactly one of points, out and note (write points: 2, or out: true to rule the pattern out, or a note)"}},
		"a weight that is no number": {map[string]string{"choose.md": questions, "patterns/p.md": pattern("  - {question: fire, answer: yes, points: out}\n")}, []string{
			"content/patterns/p.md:6:16: H019: chooser: an entry needs exactly one of points, out and note (write points: 2, or out: true to rule the pattern out, or a note)",
			"content/patterns/p.md:6:43: H005: points is a whole number, not \"out\" (write a number: points: 10)"}},
		"a question without an answer": {map[string]string{"choose.md": questions, "patterns/p.md": pattern("  - {question: fire, points: 2}\n")},
			[]string{"content/patterns/p.md:6:16: H019: chooser: an entry has only one of question and answer (write both question and answer, or neither if the entry always applies)"}},
		"unknown heading": {map[string]string{"choose.md": questions, "patterns/p.md": pattern("  - {question: fire, answer: yes, points: 2, from: step}\n")},
			[]string{"content/patterns/p.md:6:52: H019: chooser: this page has no heading with the id \"step\" (did you mean steps?)"}},
		"letters that are alike": {map[string]string{"choose.md": strings.Replace(questions, "near: Near", "fine: Near", 1), "patterns/p.md": pattern("")},
			[]string{"content/choose.md:9:31: H019: answers: far and fine start with the same letter (start one id with another letter; shared links keep only the first)"}},
		"never chosen": {map[string]string{"choose.md": questions, "patterns/p.md": pattern(""), "patterns/q.md": "---\ntitle: Q\ndescription: d\nchooser:\n  - {points: -1}\n---\n"},
			[]string{"content/patterns/q.md:5:6: H020: the chooser never recommends \"Q\", whatever the answers (give it more points where it fits)"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := said(made(t, tt.files), "H005", "H019", "H020"); !slices.Equal(got, tt.want) {
				t.Errorf("reported:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}
