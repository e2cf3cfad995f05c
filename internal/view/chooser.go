package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/choose"
	"waymark/internal/handbook"
	"waymark/internal/kind"
)

// A Chooser recommends a pattern. Its numbers are the indices of questions, answers and
// patterns.
type Chooser struct {
	Rules    choose.Rules // for scripts
	Groups   []ChooserGroup
	Patterns []ChooserPattern
	Columns  int // of the score sheet
}

// A ChooserGroup is the questions under one heading.
type ChooserGroup struct {
	Title     string // may be empty
	Questions []ChooserQuestion
}

// A ChooserQuestion is one question.
type ChooserQuestion struct {
	Number  int
	Ask     string
	Because string // why it is pointless, if it can be; may be empty
	Answers []ChooserAnswer
}

// A ChooserAnswer is one answer to a question.
type ChooserAnswer struct {
	Number int
	Letter string // stands for it in addresses
	Text   string
	Says   string          // what it says about the situation: something is on fire
	Scores [][]ChooserLine // for each pattern, what the answer counts
}

// A ChooserPattern is a pattern that takes part.
type ChooserPattern struct {
	Title   string
	URL     string
	Months  string // how long it works; empty: unknown
	Default bool   // recommended if none fits
	Start   string // its points before any answer
	Waits   bool   // it needs answers before it can win
	Lines   []ChooserLine
	Notes   []ChooserNote
}

// A ChooserLine is one reason for or against a pattern.
type ChooserLine struct {
	Points string   // +3 or −2; empty if Out
	Out    bool     // it rules the pattern out
	Open   string   // it counts while this question is open
	Says   []string // the answers it counts for; with neither these nor Open, it always counts
	URL    string   // the section that supports it; empty: inferred
}

// A ChooserNote is advice for when a pattern wins.
type ChooserNote struct {
	Text string
	Say  string // words to copy; may be empty
}

// chooser makes the view of the chooser.
func (m *Maker) chooser() Chooser {
	c := m.h.Chooser
	v := Chooser{Rules: c.Rules, Columns: 1 + len(c.Choices)}
	for _, choice := range c.Choices {
		v.Patterns = append(v.Patterns, m.choice(choice, len(v.Patterns)))
	}
	for i, q := range c.Questions {
		if i == 0 || q.Group != c.Questions[i-1].Group {
			v.Groups = append(v.Groups, ChooserGroup{Title: m.h.Typeset(c.Page, q.Group)})
		}
		group := &v.Groups[len(v.Groups)-1]
		asked := ChooserQuestion{Number: i, Ask: m.h.Typeset(c.Page, q.Ask), Because: m.h.Typeset(c.Page, q.Because)}
		for j, a := range q.Answers {
			asked.Answers = append(asked.Answers, ChooserAnswer{j, a.Letter(), m.h.Typeset(c.Page, a.Text), m.says(i, j), m.scores(i, j)})
		}
		group.Questions = append(group.Questions, asked)
	}
	return v
}

func (m *Maker) choice(c handbook.Choice, number int) ChooserPattern {
	rules := &m.h.Chooser.Rules
	start := rules.Score(slices.Repeat([]int{choose.Open}, len(rules.Questions))).Standings[number]
	v := ChooserPattern{
		Title: c.Page.Name(), URL: m.url(c.Page.Address), Default: number == rules.Default,
		Start: strings.TrimPrefix(signed(start.Points), "+"), Waits: start.Waits,
	}
	if months, set := c.Page.Values[kind.FieldMaxMonths]; set {
		v.Months = strconv.Itoa(months.Int)
	}
	for i := range c.From {
		v.Lines = append(v.Lines, m.chooserLine(number, i))
	}
	for _, note := range c.Notes {
		v.Notes = append(v.Notes, ChooserNote{m.h.Typeset(c.Page, note.Text), m.h.Typeset(c.Page, note.Say)})
	}
	return v
}

// chooserLine makes the view of a score of a pattern.
func (m *Maker) chooserLine(pattern, score int) ChooserLine {
	choice, rule := m.h.Chooser.Choices[pattern], m.h.Chooser.Rules.Patterns[pattern].Scores[score]
	line := ChooserLine{Out: rule.Out}
	if !rule.Out {
		line.Points = signed(rule.Points)
	}
	if from := choice.From[score]; from != "" {
		line.URL = m.url(choice.Page.Address) + "#" + from
	}
	for _, c := range rule.When {
		if c.Answer == choose.Open {
			line.Open = m.h.Typeset(m.h.Chooser.Page, m.h.Chooser.Questions[c.Question].Ask)
			continue
		}
		line.Says = append(line.Says, m.says(c.Question, c.Answer))
	}
	return line
}

// says returns what an answer says about the situation, or else the question and answer.
func (m *Maker) says(question, answer int) string {
	q := m.h.Chooser.Questions[question]
	a := q.Answers[answer]
	return m.h.Typeset(m.h.Chooser.Page, cmp.Or(a.Says, q.Ask+" "+a.Text))
}

// scores returns, for each pattern, what an answer counts. Lines name other answers that
// they need as well.
func (m *Maker) scores(question, answer int) [][]ChooserLine {
	all := make([][]ChooserLine, len(m.h.Chooser.Choices))
	own := choose.Condition{Question: question, Answer: answer}
	for i, p := range m.h.Chooser.Rules.Patterns {
		for j, s := range p.Scores {
			if !slices.Contains(s.When, own) || s.When[0] != own && !s.Out {
				continue // points are listed once, with the first answer that they need
			}
			line := m.chooserLine(i, j)
			line.Says = slices.DeleteFunc(line.Says, func(said string) bool { return said == m.says(question, answer) })
			all[i] = append(all[i], line)
		}
	}
	return all
}

// signed formats points: +3, −2.
func signed(points int) string {
	if points < 0 {
		return "−" + strconv.Itoa(-points)
	}
	return "+" + strconv.Itoa(points)
}
