package handbook

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"waymark/internal/choose"
	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
)

// A Chooser recommends a pattern. One page has the questions, and each pattern says
// what their answers count. Rules has both as numbers: indices of Questions, of their
// Answers, and of Choices.
type Chooser struct {
	Page      *Page
	Questions []Question
	Choices   []Choice
	Rules     choose.Rules
}

// A Question of the chooser.
type Question struct {
	ID      string
	Group   string // the heading it is under; may be empty
	Ask     string
	Answers []Answer
	Because string // why it is pointless, if it is
}

// An Answer to a question.
type Answer struct {
	ID   string
	Text string
	Says string // what it says about the situation, such as "something is on fire"; may be empty
}

// Letter stands for the answer in shared addresses.
func (a Answer) Letter() string { return a.ID[:1] }

// A Choice is a pattern that the chooser can recommend.
type Choice struct {
	Page  *Page
	From  []string // for each score, the id of the heading that supports it, or empty
	Notes []Note   // one for each note in its rules
}

// A Note is advice for when a pattern wins.
type Note struct {
	Text string
	Say  string // words to copy; may be empty
}

// Asks reports whether a page is the chooser.
func (h *Handbook) Asks(p *Page) bool { return h.Chooser != nil && h.Chooser.Page.Path == p.Path }

// setChooser combines the questions of a page with the entries of the patterns, and
// reports those that don't fit together (H019) and patterns that can't win (H020).
func (h *Handbook) setChooser() {
	r := chooserReader{h: h}
	for _, p := range h.pagesWithQuestions() {
		r.readQuestions(p)
	}
	for _, p := range h.Pages {
		_, hasEntries := p.Values[kind.FieldChooser]
		switch {
		case !hasEntries:
		case r.Page == nil:
			h.report(diag.New("H019", h.Place(p, p.Values[kind.FieldChooser].At), "chooser: no page of the handbook has questions").
				WithSeverity(diag.Warning).WithHint("add a page with questions, such as choose.md, or remove chooser")) // it changes nothing
		default:
			r.readEntries(p)
		}
	}
	switch {
	case r.Page == nil:
		return
	case len(r.Choices) == 0:
		r.report(r.Page, r.Page.Values[kind.FieldQuestions].At, "add chooser to the patterns; the guide has an example", "questions: no pattern has chooser entries")
		return
	}
	r.Rules.CloseCall = 1
	if most, set := r.Page.Values[kind.FieldCloseCall]; set {
		r.Rules.CloseCall = most.Int
	}
	isDefault := func(c Choice) bool { return c.Page.Values[kind.FieldDefault].Bool }
	r.Rules.Default = max(0, slices.IndexFunc(r.Choices, isDefault))
	h.Chooser = &r.Chooser
	if !r.reported {
		h.reportNeverChosen()
	}
}

// pagesWithQuestions returns the pages that could be the chooser. The library's is one
// only if the handbook has none of its own.
func (h *Handbook) pagesWithQuestions() (own []*Page) {
	var ofLibrary []*Page
	for _, p := range h.Pages {
		_, hasQuestions := p.Values[kind.FieldQuestions]
		switch {
		case !hasQuestions:
		case p.Library:
			ofLibrary = append(ofLibrary, p)
		default:
			own = append(own, p)
		}
	}
	if len(own) == 0 {
		return ofLibrary
	}
	return own
}

func (h *Handbook) reportNeverChosen() {
	for _, i := range h.Chooser.Rules.NeverNamed() {
		p := h.Chooser.Choices[i].Page
		h.report(diag.New("H020", h.Place(p, p.Values[kind.FieldChooser].At), "the chooser never recommends %q, whatever the answers", p.Title).
			WithHint("give it more points where it fits"))
	}
}

// A chooserReader reads the front matter that a chooser is made of.
type chooserReader struct {
	Chooser
	h        *Handbook
	reported bool
}

func (r *chooserReader) report(p *Page, at meta.Span, hint, format string, args ...any) {
	r.reported = true
	r.h.report(diag.New("H019", r.h.Place(p, at), format, args...).WithHint("%s", hint))
}

func (r *chooserReader) readQuestions(p *Page) {
	at := p.Values[kind.FieldQuestions].At
	switch {
	case p.IsFolder:
		r.report(p, at, "move them to a page of their own, such as choose.md", "questions: a folder's page can't be the chooser")
		return
	case r.Page != nil:
		r.report(p, at, "keep one chooser in the handbook", "questions: %s already has the chooser's questions", r.Page.File())
		return
	}
	r.Page = p
	group := ""
	var asked []kind.Values
	for _, record := range p.Values[kind.FieldQuestions].Records {
		id, answers := record[kind.QuestionID], record[kind.QuestionAnswers]
		isWhole := id.Text != "" && record[kind.QuestionAsk].Text != "" && len(answers.Texts) > 0
		switch {
		case !isWhole:
			r.reported = true // the missing fields are
			continue
		case r.question(id.Text) >= 0:
			r.report(p, id.At, "change one of the ids", "questions: two have the id %q", id.Text)
			continue
		}
		group = cmp.Or(record[kind.QuestionGroup].Text, group)
		q := Question{ID: id.Text, Group: group, Ask: record[kind.QuestionAsk].Text, Because: record[kind.QuestionBecause].Text}
		q.Answers = r.readAnswers(p, answers.Texts)
		r.checkKeys(p, q, record[kind.QuestionSays].Texts)
		for i := range q.Answers {
			q.Answers[i].Says = textOf(record[kind.QuestionSays].Texts[q.Answers[i].ID])
		}
		r.Questions = append(r.Questions, q)
		r.Rules.Questions = append(r.Rules.Questions, choose.Question{Answers: len(q.Answers)})
		asked = append(asked, record)
	}
	for i, record := range asked {
		for _, met := range r.conditions(p, record[kind.QuestionUnless].Texts) {
			r.Rules.Questions[i].Unless = append(r.Rules.Questions[i].Unless, met...)
		}
	}
}

var answerID = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// readAnswers returns the answers to a question in source order.
func (r *chooserReader) readAnswers(p *Page, texts map[string][]kind.Item) (answers []Answer) {
	for _, id := range inOrder(texts) {
		at := texts[id][0].At
		i := slices.IndexFunc(answers, func(a Answer) bool { return a.Letter() == id[:1] })
		switch {
		case !answerID.MatchString(id):
			r.report(p, at, "use lower-case letters, digits and hyphens, starting with a letter: yes", "answers: %q is not a valid id", id)
		case id == kind.AnswerOpen.String():
			r.report(p, at, "remove this answer; readers can leave any question open", "answers: %q is reserved for questions left open", id)
		case i >= 0:
			r.report(p, at, "start one id with another letter; shared links keep only the first", "answers: %s and %s start with the same letter", answers[i].ID, id)
		default:
			answers = append(answers, Answer{ID: id, Text: textOf(texts[id])})
		}
	}
	return answers
}

// inOrder returns the keys of a map in source order.
func inOrder(texts map[string][]kind.Item) []string {
	keys := slices.Collect(maps.Keys(texts))
	keys = slices.DeleteFunc(keys, func(key string) bool { return key == "" || len(texts[key]) == 0 })
	slices.SortFunc(keys, func(a, b string) int {
		at, other := texts[a][0].At, texts[b][0].At
		return cmp.Or(cmp.Compare(at.Line, other.Line), cmp.Compare(at.Column, other.Column), strings.Compare(a, b))
	})
	return keys
}

// textOf returns an entry of a map as one text.
func textOf(items []kind.Item) string { return strings.Join(kind.TextsOf(items), ", ") }

// checkKeys reports texts for answers that a question does not have.
func (r *chooserReader) checkKeys(p *Page, q Question, said map[string][]kind.Item) {
	for _, id := range inOrder(said) {
		if q.answer(id) < 0 {
			r.report(p, said[id][0].At, meant(id, q.answerIDs(), "its answers are"), "says: the question %q has no answer %q", q.ID, id)
		}
	}
}

// readEntries reads what the chooser counts for and against a pattern, and its advice.
func (r *chooserReader) readEntries(p *Page) {
	choice := Choice{Page: p}
	var rules choose.Pattern
	entries := p.Values[kind.FieldChooser]
	for _, record := range entries.Records {
		points, hasPoints := record[kind.ChooserPoints]
		note, hasNote := record[kind.ChooserNote]
		isOut, from := record[kind.ChooserOut].Bool, record[kind.ChooserFrom]
		if count(hasPoints, isOut, hasNote) != 1 {
			r.report(p, placeIn(record, entries), "write points: 2, or out: true to rule the pattern out, or a note", "chooser: an entry needs exactly one of points, out and note")
			continue
		}
		r.checkFrom(p, from)
		for _, when := range r.when(p, record) {
			if hasNote {
				rules.Notes = append(rules.Notes, choose.Note{When: when})
				choice.Notes = append(choice.Notes, Note{Text: note.Text, Say: record[kind.ChooserSay].Text})
				continue
			}
			rules.Scores = append(rules.Scores, choose.Score{When: when, Points: points.Int, Out: isOut})
			choice.From = append(choice.From, from.Text)
		}
	}
	r.Choices = append(r.Choices, choice)
	r.Rules.Patterns = append(r.Rules.Patterns, rules)
}

// count returns how many conditions hold.
func count(conditions ...bool) (n int) {
	for _, holds := range conditions {
		if holds {
			n++
		}
	}
	return n
}

// checkFrom reports a heading that is said to support an entry and doesn't exist.
func (r *chooserReader) checkFrom(p *Page, from kind.Value) {
	if from.Text != "" && !r.h.hasElement(p, from.Text) {
		ids := headingIDs(p, len(p.Headings))
		r.report(p, from.At, meant(from.Text, ids, "its headings are"), "chooser: this page has no heading with the id %q", from.Text)
	}
}

// when returns the conditions of an entry: one list for each combination of the answers
// that it names.
func (r *chooserReader) when(p *Page, record kind.Values) [][]choose.Condition {
	id, hasQuestion := record[kind.ChooserQuestion]
	answers, hasAnswer := record[kind.ChooserAnswer]
	all := [][]choose.Condition{nil}
	if hasQuestion != hasAnswer {
		r.report(p, placeIn(record, p.Values[kind.FieldChooser]), "write both question and answer, or neither if the entry always applies", "chooser: an entry has only one of question and answer")
		return nil
	}
	if hasQuestion {
		all = combine(all, r.answered(p, id.Text, id.At, answers.List))
	}
	for _, alternatives := range r.conditions(p, record[kind.ChooserAlso].Texts) {
		all = combine(all, alternatives)
	}
	return all
}

// combine returns every list extended by every alternative.
func combine(lists [][]choose.Condition, alternatives []choose.Condition) (all [][]choose.Condition) {
	for _, list := range lists {
		for _, c := range alternatives {
			all = append(all, append(slices.Clone(list), c))
		}
	}
	return all
}

// conditions reads a map from questions to answers. For each question it returns the
// alternatives.
func (r *chooserReader) conditions(p *Page, texts map[string][]kind.Item) (all [][]choose.Condition) {
	for _, id := range inOrder(texts) {
		all = append(all, r.answered(p, id, texts[id][0].At, texts[id]))
	}
	return all
}

// answered returns one condition for each of the answers to a question.
func (r *chooserReader) answered(p *Page, id string, at meta.Span, answers []kind.Item) (all []choose.Condition) {
	question := r.question(id)
	if question < 0 {
		var ids []string
		for _, q := range r.Questions {
			ids = append(ids, q.ID)
		}
		r.report(p, at, meant(id, ids, "the questions are"), "the chooser has no question %q", id)
		return nil
	}
	q := r.Questions[question]
	for _, item := range answers {
		answer := q.answer(item.Text)
		if answer < 0 && item.Text != kind.AnswerOpen.String() {
			r.report(p, item.At, meant(item.Text, append(q.answerIDs(), kind.AnswerOpen.String()), "its answers are"), "the question %q has no answer %q", id, item.Text)
			continue
		}
		all = append(all, choose.Condition{Question: question, Answer: answer}) // -1, which is choose.Open, for open
	}
	return all
}

// question returns the index of a question, or -1.
func (r *chooserReader) question(id string) int {
	return slices.IndexFunc(r.Questions, func(q Question) bool { return q.ID == id })
}

// answer returns the index of an answer, or -1.
func (q Question) answer(id string) int {
	return slices.IndexFunc(q.Answers, func(a Answer) bool { return a.ID == id })
}

func (q Question) answerIDs() (ids []string) {
	for _, a := range q.Answers {
		ids = append(ids, a.ID)
	}
	return ids
}

// meant is the hint for an unknown name: the nearest one, or all there are.
func meant(name string, names []string, all string) string {
	if near, ok := diag.Nearest(name, names); ok {
		return "did you mean " + near + "?"
	}
	return all + " " + strings.Join(names, ", ")
}

// placeIn returns the position of a record: that of its first field.
func placeIn(record kind.Values, list kind.Value) meta.Span {
	at := list.At
	for name, v := range record {
		isFirst := at == list.At || v.At.Line < at.Line || v.At.Line == at.Line && v.At.Column < at.Column
		if name != (kind.FieldName{}) && isFirst {
			at = v.At
		}
	}
	return at
}
