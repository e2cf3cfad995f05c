package sections

import (
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/wording"
)

// actions returns the actions of the parts that are actions.
func (e *examiner) actions(found []Found) (all []kind.Action) {
	for _, f := range found {
		if f.Role != Steps {
			continue
		}
		pieces := e.pieces(e.passageAt(f.From), f.From, f.To)
		text := strings.Join(textsOf(pieces), "\n")
		for _, a := range e.steps(pieces) {
			for _, who := range a.Who {
				if isHandle := strings.Contains(text, "@"+who); !isHandle {
					a.Named = append(a.Named, who)
				}
			}
			all = append(all, a)
		}
	}
	for i := range all {
		refuseNoDay(&all[i])
	}
	return all
}

// refuseNoDay takes out a date that no calendar has.
func refuseNoDay(a *kind.Action) {
	day := fullDay.FindString(a.By)
	if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
		a.Odd, a.By = "by "+day, ""
	}
}

// passageAt returns the passage that begins at a block, or around it.
func (e *examiner) passageAt(block int) *passage {
	next := sort.Search(len(e.passage), func(i int) bool { return e.passage[i].from > block })
	return &e.passage[max(next-1, 0)]
}

// steps reads the actions of a stretch: sub-headings, else bold paragraphs, else
// the rows of a table, else the items of lists, else paragraphs that name a day or
// somebody.
func (e *examiner) steps(pieces []piece) []kind.Action {
	level := 0
	bolds, items := 0, 0
	for _, p := range pieces {
		switch {
		case p.sub && e.isAlsoSteps(p):
		case p.sub && (level == 0 || p.Level < level):
			level = p.Level
		case e.isBoldStep(p):
			bolds++
		case p.Kind == page.ItemBlock && p.Depth == 1:
			items++
		}
	}
	switch {
	case level > 0:
		return e.stepsByTitle(pieces, func(p piece) bool { return p.sub && p.Level == level })
	case bolds >= 2 || bolds == 1 && items == 0:
		return e.stepsByTitle(pieces, e.isBoldStep)
	}
	if rows, isPlan := e.rows(pieces); isPlan {
		return rows
	}
	if items > 0 {
		return e.items(pieces)
	}
	return e.paragraphs(pieces)
}

// isAlsoSteps reports whether a sub-heading only calls the steps by another name.
func (e *examiner) isAlsoSteps(p piece) bool {
	n, known := e.nameOf(p.Text)
	return known && n.group == inActions
}

func (e *examiner) isBoldStep(p piece) bool { return p.text == p.Text && boldLead(p.Block) > 0 }

// stepsByTitle reads an action from each title with what follows it. One that only
// says when dates the items below it, and one above items that name owners or days
// is what they are together.
func (e *examiner) stepsByTitle(pieces []piece, isTitle func(piece) bool) (all []kind.Action) {
	first := slices.IndexFunc(pieces, isTitle)
	if before := pieces[:max(first, 0)]; slices.ContainsFunc(before, func(p piece) bool { return p.Kind == page.ItemBlock || p.Kind == page.CellBlock }) {
		all = e.steps(before)
	}
	for at := first; at >= 0 && at < len(pieces); {
		title := pieces[at]
		next := at + 1
		for next < len(pieces) && !isTitle(pieces[next]) {
			next++
		}
		below := pieces[at+1 : next]
		at = next
		text, rest := title.text, ""
		if !title.sub {
			text, rest = cutBold(title)
		}
		if n, known := e.nameOf(text); title.sub && known && !e.words.isImperative(say(text)) && (n.group == inElsewhere || n.group == inFAQ || n.group == inNonGoals) {
			continue
		}
		if n, known := e.nameOf(text); known && n.group == inActions && !e.words.isImperative(say(text)) {
			all = append(all, e.steps(below)...)
			continue
		}
		within := e.within(below)
		isTime := e.isTime(text) || stageNumber.MatchString(text)
		if len(within) > 0 && (isTime || 2*detailed(within) >= len(within) && len(within) > 1) {
			for i := range within {
				if within[i].By == "" && within[i].Size == "" && e.isTime(text) && !e.isVague(say(text).words) {
					within[i].By = strings.TrimRight(text, ".:")
				}
			}
			all = append(all, within...)
			continue
		}
		var sentences []string
		const mostBelow = 12 // blocks
		below = below[:min(len(below), mostBelow)]
		sentences = append(sentences, sentencesOf(rest)...)
		for _, b := range below {
			if b.Kind == page.Paragraph {
				sentences = append(sentences, sentencesOf(b.text)...)
			}
		}
		a := kind.ParseAction(strings.TrimRight(text, ".:"), nil)
		a.At = title.Place()
		for _, b := range below {
			e.readLabels(&a, b.text)
		}
		const mostRead = 6
		e.readDetails(&a, sentences[:min(len(sentences), mostRead)], true)
		all = append(all, a)
	}
	return all
}

// cutBold divides a paragraph that begins with bold. Where the sentence goes on,
// all of it is the title.
func cutBold(p piece) (title, rest string) {
	lead := boldLead(p.Block)
	title, rest = p.text[:lead], strings.TrimSpace(p.text[lead:])
	if next, _ := utf8.DecodeRuneInString(rest); unicode.IsLower(next) {
		end := wording.Sentences(p.text, nil)[0][1]
		return p.text[:end], p.text[end:]
	}
	return title, rest
}

func (e *examiner) within(pieces []piece) []kind.Action {
	for _, p := range pieces {
		if p.sub || p.Kind == page.ItemBlock || p.Kind == page.CellBlock || e.isBoldStep(p) {
			return e.steps(pieces)
		}
	}
	return nil
}

// detailed returns how many actions name somebody or say when.
func detailed(actions []kind.Action) (n int) {
	for _, a := range actions {
		if len(a.Who) > 0 || a.By != "" || a.Size != "" && !a.InProse {
			n++
		}
	}
	return n
}

func textsOf(pieces []piece) []string {
	texts := make([]string, len(pieces))
	for i, p := range pieces {
		texts[i] = p.text
	}
	return texts
}

// items reads the items of the lists at the top level. What an item that is only a
// label introduces counts, the label doesn't.
func (e *examiner) items(pieces []piece) (all []kind.Action) {
	isLabel := false
	for i, p := range pieces {
		switch {
		case p.Kind != page.ItemBlock:
			continue
		case p.Depth == 1:
			isLabel = strings.HasSuffix(p.text, ":") || strings.HasSuffix(p.text, "：")
			if isLabel && !e.isPlanLabel(p.text) || e.beginsWithLabel(p.text) {
				isLabel = false
				continue
			}
		case p.Depth == 2 && isLabel && !e.beginsWithLabel(p.text):
		default:
			continue
		}
		if isLabel && p.Depth == 1 {
			continue
		}
		var below []string
		for _, sub := range pieces[i+1:] {
			if sub.Kind == page.ItemBlock && sub.Depth <= p.Depth || sub.Depth == 0 {
				break
			}
			below = append(below, sub.text)
		}
		a := kind.ParseAction(p.text, below)
		a.At = p.Place()
		e.readDetails(&a, sentencesOf(a.Text), false)
		for _, b := range below {
			e.readLabels(&a, b)
		}
		all = append(all, a)
	}
	return all
}

// mostOfStep is how much of a step is read for who does it and when, in bytes.
const mostOfStep = 2000

func sentencesOf(text string) (all []string) {
	text = text[:min(len(text), mostOfStep)]
	for _, s := range wording.Sentences(text, nil) {
		all = append(all, strings.TrimSpace(text[s[0]:s[1]]))
	}
	return all
}

// isPlanLabel reports whether an item that ends in a colon introduces actions: one
// that only says when, or that is a name of them.
func (e *examiner) isPlanLabel(text string) bool {
	text = strings.TrimRight(text, ":： ")
	n, known := e.nameOf(text)
	return e.isTime(text) || stageNumber.MatchString(text) || known && n.group == inActions
}

// beginsWithLabel reports whether an item says of another what comes of it:
// "Expected outcome: …".
func (e *examiner) beginsWithLabel(text string) bool {
	head, _, ok := strings.Cut(strings.Replace(text, "：", ":", 1), ":")
	return ok && (e.words.is("labels", say(head)) || e.words.is("ownerLabels", say(head)) || e.words.is("dateLabels", say(head)))
}

// paragraphs reads an action from each paragraph that names a day or somebody.
func (e *examiner) paragraphs(pieces []piece) (all []kind.Action) {
	for _, p := range pieces {
		if p.Kind != page.Paragraph || p.Depth > 0 || strings.HasSuffix(p.text, ":") {
			continue
		}
		a := kind.ParseAction(p.text, nil)
		a.At = p.Place()
		e.readDetails(&a, sentencesOf(a.Text), false)
		if len(a.Who) > 0 || a.By != "" {
			all = append(all, a)
		}
	}
	return all
}

// A column says what the cells below it are.
type column uint8

const (
	otherColumn column = iota
	whatColumn
	whoColumn
	whenColumn
	sizeColumn
)

// rows reads an action from each row of the tables whose heads say who or when.
func (e *examiner) rows(pieces []piece) (all []kind.Action, isPlan bool) {
	for _, table := range tablesOf(pieces) {
		columns, ok := e.columns(table)
		if !ok {
			continue
		}
		isPlan = true
		for _, row := range table[1:] {
			if a, ok := e.row(row, columns); ok {
				all = append(all, a)
			}
		}
	}
	return all, isPlan
}

// A tableRow is the cells of a row by their column; what is empty is missing.
type tableRow map[int]piece

// tablesOf returns the tables among blocks, row by row, the head first.
func tablesOf(pieces []piece) (all [][]tableRow) {
	table, row := 0, -1
	for _, p := range pieces {
		if p.Kind != page.CellBlock {
			continue
		}
		if p.Cell.Table != table {
			table, row = p.Cell.Table, -1
			all = append(all, nil)
		}
		last := &all[len(all)-1]
		if p.Cell.Row != row {
			row = p.Cell.Row
			*last = append(*last, make(tableRow))
		}
		(*last)[len(*last)-1][p.Cell.Column] = p
	}
	return all
}

// columns says what the columns of a table are by their heads. It is not ok when
// none says who or when.
func (e *examiner) columns(table []tableRow) (columns map[int]column, ok bool) {
	columns = make(map[int]column)
	has := make(map[column]int)
	for at, head := range table[0] {
		s := say(strings.TrimRight(head.text, ":?"))
		for _, c := range []struct {
			column
			list string
		}{{whoColumn, "column who"}, {whenColumn, "column when"}, {whatColumn, "column what"}, {sizeColumn, "column size"}} {
			if e.words.is(c.list, s) {
				columns[at] = c.column
				break
			}
		}
		if columns[at] == whenColumn && !e.isColumnOfTimes(table, at) && s.folded == "by" {
			columns[at] = whoColumn
		}
		has[columns[at]]++
	}
	if has[whoColumn]+has[whenColumn] == 0 {
		return nil, false
	}
	if has[whatColumn] == 0 {
		for at := 0; at < len(table[0])+1; at++ {
			if head, ok := table[0][at]; ok && columns[at] == otherColumn && len(say(head.text).words) > 0 {
				columns[at] = whatColumn
				return columns, true
			}
		}
		return nil, false
	}
	return columns, true
}

func (e *examiner) isColumnOfTimes(table []tableRow, at int) bool {
	times, others := 0, 0
	for _, row := range table[1:] {
		if cell, ok := row[at]; ok && e.isTime(cell.text) {
			times++
		} else if ok {
			others++
		}
	}
	return times >= others
}

func (e *examiner) row(row tableRow, columns map[int]column) (a kind.Action, ok bool) {
	var size, by string
	var who []string
	var what []string
	first := 0
	at := make(map[int]meta.Span)
	for c := range columns {
		if _, has := row[c]; has && (len(at) == 0 || c < first) {
			first = c
		}
		at[c] = meta.Span{}
	}
	order := make([]int, 0, len(columns))
	for c := range columns {
		order = append(order, c)
	}
	slices.Sort(order)
	var place meta.Span
	for _, c := range order {
		cell, has := row[c]
		if !has {
			continue
		}
		if place.Line == 0 {
			place = cell.Place()
		}
		switch columns[c] {
		case whatColumn:
			what = append(what, cell.text)
		case whoColumn:
			who = append(who, ownersIn(cell.text)...)
		case whenColumn:
			by = joined(by, isoDay(e.words, cell.text))
		case sizeColumn:
			size = joined(size, cell.text)
		}
	}
	if len(what) == 0 {
		return kind.Action{}, false
	}
	a = kind.ParseAction(strings.Join(what, ": "), nil)
	a.At = place
	if who != nil {
		a.Who = who
	}
	if by != "" {
		a.By = by
	}
	if size != "" {
		a.Size, a.InProse = shortSize(e.words, size), false
	}
	if who == nil {
		e.readDetails(&a, sentencesOf(a.Text), false)
	}
	return a, true
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

// ownersIn returns the names in a cell.
func ownersIn(text string) (all []string) {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;/、，；", r) }) {
		if part = strings.TrimPrefix(strings.TrimSpace(part), "@"); part != "" && strings.ContainsFunc(part, unicode.IsLetter) && fold(part) != "tbd" {
			all = append(all, part)
		}
	}
	return all
}
