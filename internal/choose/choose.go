// Package choose says which pattern fits a situation: it adds up what the answers to
// a few questions count for each pattern. Rules are plain data with questions, answers
// and patterns as numbers, so a page's script can score by the same rules; a browser
// test checks that it gets the same results.
//
// Each score of a pattern holds under conditions, all of which must be met. It adds
// points or rules the pattern out. The pattern with the most points above zero wins; on
// a tie, the earlier one. If others are within CloseCall points of the winner, it's a
// close call. Any question may be left open.
package choose

import (
	"cmp"
	"iter"
	"slices"
)

// Open stands for the answer to a question that is left open.
const Open = -1

// Rules are the questions, and what their answers count.
type Rules struct {
	Questions []Question `json:"questions"`
	Patterns  []Pattern  `json:"patterns"`
	CloseCall int        `json:"closeCall"`
	Default   int        `json:"default"` // the pattern if none fits
}

// A Question is identified by its index, and so are its answers.
type Question struct {
	Answers int         `json:"answers"`          // how many it has
	Unless  []Condition `json:"unless,omitempty"` // if one of these is met, it is pointless and counts as open
}

// A Condition is met by one answer to a question.
type Condition struct {
	Question int `json:"question"`
	Answer   int `json:"answer"` // or Open
}

// A Pattern is one that can be recommended.
type Pattern struct {
	Scores []Score `json:"scores,omitempty"`
	Notes  []Note  `json:"notes,omitempty"`
}

// A Score counts for or against a pattern.
type Score struct {
	When   []Condition `json:"when,omitempty"` // none: always
	Points int         `json:"points,omitempty"`
	Out    bool        `json:"out,omitempty"` // rules the pattern out
}

// A Note is advice for when a pattern wins.
type Note struct {
	When []Condition `json:"when,omitempty"` // none: always
}

// A Verdict is how the recommendation came about.
type Verdict string

const (
	Unasked Verdict = "unasked" // no question is answered; Named is the default
	Clear   Verdict = "clear"   // one wins
	Close   Verdict = "close"   // one wins narrowly; Named has those close behind, too
	None    Verdict = "none"    // no pattern scores above zero; Named is the default
)

// A Result is the recommendation for some answers.
type Result struct {
	Verdict   Verdict
	Named     []int // patterns, the winner first
	Standings []Standing
}

// A Standing is the score of one pattern.
type Standing struct {
	Points int
	Holds  []int // the scores that hold
	Out    bool
	Waits  bool  // it is out only because questions are open
	Notes  []int // those that apply
}

// Score returns the result for one answer, or Open, to each question.
func (r *Rules) Score(answers []int) Result {
	answers = r.counted(answers)
	res := Result{Verdict: Clear}
	var running []int
	for i := range r.Patterns {
		s := r.Patterns[i].standing(answers)
		res.Standings = append(res.Standings, s)
		if !s.Out {
			running = append(running, i)
		}
	}
	points := func(i int) int { return res.Standings[i].Points }
	slices.SortStableFunc(running, func(a, b int) int { return cmp.Compare(points(b), points(a)) })
	isOpen := func(answer int) bool { return answer == Open }
	switch {
	case !slices.ContainsFunc(answers, func(a int) bool { return !isOpen(a) }):
		res.Verdict, res.Named = Unasked, []int{r.Default}
		return res
	case len(running) == 0 || points(running[0]) <= 0:
		res.Verdict, res.Named = None, []int{r.Default}
		return res
	}
	res.Named = append(res.Named, running[0])
	for _, i := range running[1:] {
		if points(running[0])-points(i) <= r.CloseCall {
			res.Named = append(res.Named, i)
		}
	}
	if len(res.Named) > 1 {
		res.Verdict = Close
	}
	return res
}

// counted returns the answers with pointless questions left open.
func (r *Rules) counted(answers []int) []int {
	counted := slices.Clone(answers)
	for i, q := range r.Questions {
		if slices.ContainsFunc(q.Unless, func(c Condition) bool { return c.isMet(answers) }) {
			counted[i] = Open
		}
	}
	return counted
}

func (p *Pattern) standing(answers []int) (s Standing) {
	s.Waits = true
	for i, score := range p.Scores {
		if !allMet(score.When, answers) {
			continue
		}
		s.Holds = append(s.Holds, i)
		s.Points += score.Points
		if score.Out {
			s.Out = true
			s.Waits = s.Waits && score.isOfOpen()
		}
	}
	s.Waits = s.Waits && s.Out
	for i, note := range p.Notes {
		if allMet(note.When, answers) {
			s.Notes = append(s.Notes, i)
		}
	}
	return s
}

func allMet(when []Condition, answers []int) bool {
	return !slices.ContainsFunc(when, func(c Condition) bool { return !c.isMet(answers) })
}

// isOfOpen reports whether the score holds only while a question is open.
func (s *Score) isOfOpen() bool {
	return slices.ContainsFunc(s.When, func(c Condition) bool { return c.Answer == Open })
}

func (c Condition) isMet(answers []int) bool { return answers[c.Question] == c.Answer }

// MostCombinations is how many combinations of answers are tried.
const MostCombinations = 1 << 16

// Combinations are all ways to answer all questions; none if there are more than
// MostCombinations. The next one overwrites the last.
func (r *Rules) Combinations() iter.Seq[[]int] {
	return func(yield func(answers []int) bool) {
		answers := make([]int, len(r.Questions))
		for n := range r.combinations() {
			for i, q := range r.Questions {
				answers[i] = n % q.Answers
				n /= q.Answers
			}
			if !yield(answers) {
				return
			}
		}
	}
}

// combinations returns how many there are, or 0 if there are too many.
func (r *Rules) combinations() int {
	total := 1
	for _, q := range r.Questions {
		if total *= q.Answers; total > MostCombinations {
			return 0
		}
	}
	return total
}

// NeverNamed returns the patterns that no combination of answers recommends. It stops
// when each has been recommended, which is soon where all is well. If there are too many
// combinations to try, it returns none.
func (r *Rules) NeverNamed() []int {
	if r.combinations() == 0 {
		return nil
	}
	var never []int
	for i := range r.Patterns {
		never = append(never, i)
	}
	for answers := range r.Combinations() {
		named := r.Score(answers).Named
		never = slices.DeleteFunc(never, func(i int) bool { return slices.Contains(named, i) })
		if len(never) == 0 {
			return nil
		}
	}
	return never
}
