package choose

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rules ask two questions of two answers and one that the first makes pointless.
func rules() Rules {
	when := func(question, answer int) []Condition { return []Condition{{question, answer}} }
	return Rules{
		Questions: []Question{{Answers: 2}, {Answers: 2}, {Answers: 2, Unless: when(0, 1)}},
		Patterns: []Pattern{
			{Scores: []Score{{Points: 1}, {When: when(0, 1), Points: -3}}},
			{Scores: []Score{{When: when(0, 0), Points: 1}, {When: []Condition{{0, 0}, {1, 0}}, Points: 2}}},
			{
				Scores: []Score{{When: when(2, 0), Points: 9}, {When: when(2, 1), Out: true}, {When: when(2, Open), Out: true}},
				Notes:  []Note{{When: when(1, Open)}},
			},
		},
		CloseCall: 1,
	}
}

func TestScore(t *testing.T) {
	for name, tt := range map[string]struct {
		answers []int
		verdict Verdict
		named   []int
	}{
		"nothing is answered":             {[]int{Open, Open, Open}, Unasked, []int{0}},
		"only what is pointless":          {[]int{1, 0, 0}, None, []int{0}},
		"of two as good the earlier wins": {[]int{0, 1, Open}, Close, []int{0, 1}},
		"two points are clear":            {[]int{0, 0, Open}, Clear, []int{1}},
		"the highest wins":                {[]int{0, 0, 0}, Clear, []int{2}},
		"what is out doesn't":             {[]int{0, 0, 1}, Clear, []int{1}},
	} {
		t.Run(name, func(t *testing.T) {
			r := rules()
			got := r.Score(tt.answers)
			if got.Verdict != tt.verdict || !cmp.Equal(got.Named, tt.named) {
				t.Errorf("%s %v, want %s %v", got.Verdict, got.Named, tt.verdict, tt.named)
			}
		})
	}
}

func TestStandings(t *testing.T) {
	r := rules()
	got := r.Score([]int{0, Open, Open}).Standings
	want := []Standing{{Points: 1, Holds: []int{0}}, {Points: 1, Holds: []int{0}}, {Holds: []int{2}, Out: true, Waits: true, Notes: []int{0}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if s := r.Score([]int{0, 0, 1}).Standings[2]; !s.Out || s.Waits || s.Notes != nil {
		t.Errorf("ruled out by an answer: %+v", s)
	}
}

func TestNeverNamed(t *testing.T) {
	r := rules()
	if never := r.NeverNamed(); never != nil {
		t.Errorf("%v are never named", never)
	}
	r.Patterns[1].Scores = []Score{{Points: -1}}
	if never := r.NeverNamed(); !cmp.Equal(never, []int{1}) {
		t.Errorf("%v are never named, want the one that has less than none", never)
	}
	r.Questions[0].Answers = MostCombinations
	if never := r.NeverNamed(); never != nil {
		t.Errorf("%v of more combinations than there is time for", never)
	}
}
