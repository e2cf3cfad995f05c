package diagram

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A sequence is
//
//	sequenceDiagram
//	    title Checkout
//	    autonumber 10 5
//	    box Aqua Our side
//	    actor U as A user
//	    participant S as Shop
//	    end
//	    link S: Runbook @ runbook.md
//	    U->>+S: order
//	    Note right of S: or over S, left of S, over U,S
//	    alt in stock
//	        S-->>-U: confirmed
//	    else sold out
//	        S--xU: sorry
//	    end
//	    create participant M as Mail
//	    S-)M: receipt
//	    destroy M
//	    M->>S: sent
//
// with loop, opt, par … and, critical … option, break and rect beside alt, and with the
// arrows of arrows. Colours give a look, by their hue; how lines wrap is the looks of
// Mermaid's picture. Where there are several links, all stand below the name.
//
// https://mermaid.js.org/syntax/sequenceDiagram.html
type sequence struct {
	participants []*participant // from left to right
	boxes        []participantBox
	steps        []step // from top to bottom
}

type participant struct {
	label   string
	isActor bool
	links   []participantLink
	created bool // by a message, so it does not stand at the top
}

type participantLink struct {
	label string
	index int // in Diagram.Links
}

// A participantBox is drawn around participants that stand side by side.
type participantBox struct {
	label    string
	look     look
	from, to int // participants, to excluded
}

// A step is what happens next: a message, a note, an activation or a block of steps.
type step interface {
	// reserve asks for the room between lanes that the step needs.
	reserve(*lanes)
	// extent returns how far to the left and to the right the step reaches.
	extent(*lanes) (left, right int)
	draw(*stage)
	outline(*sequence, words) []item
}

type message struct {
	from, to    int
	arrow       messageArrow
	text        string
	number      string // of autonumber; empty: none
	activates   bool   // the receiver
	deactivates bool   // the sender
	creates     bool   // the receiver
	destroys    int    // a participant, or nobody
}

const nobody = -1

type note struct {
	from, to int // participants that it stands over, or the one beside it
	side     side
	text     string
}

type side int

const (
	over side = iota
	leftOf
	rightOf
)

// An activation begins or ends a bar on a participant's lifeline.
type activation struct {
	participant int
	ends        bool
}

type block struct {
	kind     string // the word that opened it
	look     look   // of a rect
	sections []blockSection
}

type blockSection struct {
	kind, text string
	steps      []step
}

// continuations are the words that begin a further section, by the word of the block.
var continuations = map[string]string{"loop": "", "alt": "else", "opt": "", "par": "and", "critical": "option", "break": "", "rect": ""}

// A messageArrow is how a message is drawn.
type messageArrow struct {
	token      string
	isDashed   bool
	head, tail tip
}

type tip int

const (
	noTip tip = iota
	fullTip
	openTip
	crossTip
)

// arrows are tried in this order, because some begin others.
var arrows = []messageArrow{
	{"<<-->>", true, fullTip, fullTip},
	{"<<->>", false, fullTip, fullTip},
	{"-->>", true, fullTip, noTip},
	{"->>", false, fullTip, noTip},
	{"-->", true, noTip, noTip},
	{"->", false, noTip, noTip},
	{"--x", true, crossTip, noTip},
	{"-x", false, crossTip, noTip},
	{"--)", true, openTip, noTip},
	{"-)", false, openTip, noTip},
}

// A sequenceReader is a sequence while it is read.
type sequenceReader struct {
	*text
	*sequence
	ids        map[string]int
	activeBars map[int]int // how many a participant has
	open       []*block    // the innermost last
	openedAt   []span      // what opened them
	messages   int
	total      int // steps

	isInBox           bool
	creates, destroys int // who waits for the message that does so
	awaits            span
	isNumbered        bool
	number, increment int
}

func readSequence(t *text) drawing {
	r := &sequenceReader{text: t, sequence: &sequence{}, ids: map[string]int{}, activeBars: map[int]int{}, creates: nobody, destroys: nobody, number: 1, increment: 1}
	if strings.HasPrefix(t.rest.text, ";") {
		r.statements(t.rest.skip(1))
	} else {
		t.nothingBehindType()
	}
	for l, ok := t.next(); ok; l, ok = t.next() {
		r.statements(l)
	}
	r.finish()
	return r.sequence
}

var entity = regexp.MustCompile(`[#&]#?\w{1,12};`)

// statements reads a line, in which a semicolon ends a statement.
func (r *sequenceReader) statements(l line) {
	for l.text != "" && r.problem == nil {
		one, rest := cutStatement(l)
		if one.text != "" {
			r.statement(one)
		}
		l = rest
	}
}

func cutStatement(l line) (one, rest line) {
	masked := entity.ReplaceAllStringFunc(l.text, func(s string) string { return strings.Repeat("_", len(s)) })
	if i := strings.IndexByte(masked, ';'); i >= 0 {
		return l.upTo(i), l.skip(i + 1)
	}
	return l, line{}
}

// statement reads a line. A line that no keyword begins is a message.
func (r *sequenceReader) statement(l line) {
	n := strings.IndexAny(l.text+" ", " \t:")
	word, rest := strings.ToLower(l.text[:n]), l.skip(n)
	_, opensBlock := continuations[word]
	switch {
	case r.isMessage(l):
		r.message(l)
	case word == "title":
		r.title = strings.TrimLeft(rest.text, ": ")
	case word == "participant" || word == "actor":
		r.participant(rest, word == "actor")
	case word == "create":
		r.create(rest)
	case word == "destroy":
		r.destroy(rest)
	case word == "box":
		r.box(rest, l)
	case word == "end" && rest.text == "":
		r.end(l)
	case word == "link":
		r.link(rest)
	case word == "autonumber":
		r.autonumber(rest)
	case word == "activate" || word == "deactivate":
		r.activate(rest, word == "deactivate")
	case word == "note":
		r.note(rest, l)
	case opensBlock:
		r.openBlock(word, rest, l)
	case word == "else" || word == "and" || word == "option":
		r.continueBlock(word, rest, l)
	default:
		r.unknown(l, "a message is written A->>B: text, and a semicolon in a text #59;")
	}
}

// isMessage reports whether a line is a message, even if it begins with a keyword.
func (r *sequenceReader) isMessage(l line) bool {
	before, _, _ := strings.Cut(l.text, ":")
	at, arrow := findArrow(before)
	isTextOfBlock := strings.ContainsAny(strings.TrimSpace(before[:max(at, 0)]), " \t") && r.isKeyword(before)
	return at > 0 && strings.TrimSpace(before[at+len(arrow.token):]) != "" && !isTextOfBlock
}

// isKeyword reports whether a line's first word can begin a statement with a text of
// the author's, in which there may be an arrow.
func (r *sequenceReader) isKeyword(s string) bool {
	word := strings.ToLower(strings.Fields(s)[0])
	_, opensBlock := continuations[word]
	return opensBlock || slices.Contains([]string{"title", "participant", "actor", "create", "box", "note", "else", "and", "option"}, word)
}

// findArrow returns the first arrow in a text and where it is, or -1. A hyphen with x
// or a parenthesis counts only where there is no other arrow, for it can be in a name.
func findArrow(s string) (int, messageArrow) {
	for _, isPointed := range []bool{true, false} {
		for i := range s {
			for _, a := range arrows {
				if strings.Contains(a.token, ">") == isPointed && strings.HasPrefix(s[i:], a.token) {
					return i, a
				}
			}
		}
	}
	return -1, messageArrow{}
}

func (r *sequenceReader) message(l line) {
	head, said, _ := l.cut(":")
	at, arrow := findArrow(head.text)
	sender, receiver := head.upTo(at), head.skip(at+len(arrow.token))
	m := &message{arrow: arrow, destroys: nobody}
	switch receiver.text[0] {
	case '+':
		m.activates, receiver = true, receiver.skip(1)
	case '-':
		m.deactivates, receiver = true, receiver.skip(1)
	}
	m.from, m.to = r.named(sender), r.named(receiver)
	m.text = r.label(withoutWrap(said))
	if r.messages++; r.messages > mostEdges {
		r.fail(l.span(), "a sequence of more than %d messages", mostEdges)
	}
	if r.problem != nil {
		return
	}
	if r.isNumbered {
		m.number = strconv.Itoa(r.number)
		r.number += r.increment
	}
	r.meets(m)
	if m.activates {
		r.activeBars[m.to]++
	}
	if m.deactivates {
		r.deactivates(m.from, l)
	}
	r.add(m, l)
}

// meets gives a message the participant that waits to be created or destroyed.
func (r *sequenceReader) meets(m *message) {
	if r.creates == m.to && m.from != m.to {
		m.creates, r.creates = true, nobody
		r.participants[m.to].created = true
	}
	if r.destroys != nobody && (r.destroys == m.from || r.destroys == m.to) {
		m.destroys, r.destroys = r.destroys, nobody
	}
}

func withoutWrap(l line) line {
	for _, prefix := range []string{"wrap:", "nowrap:"} {
		if strings.HasPrefix(l.text, prefix) {
			return l.skip(len(prefix))
		}
	}
	return l
}

// named returns the participant of an id; there is one from its first mention on.
func (r *sequenceReader) named(l line) int {
	if i, ok := r.ids[l.text]; ok {
		return i
	}
	switch {
	case l.text == "" || strings.ContainsAny(l.text, "()<>+,"):
		r.fail(l.span(), "%q is not a participant's name", shortened(l.text)).Hint = "a message is written A->>B: text"
	case len(r.participants) == mostNodes:
		r.fail(l.span(), "a sequence of more than %d participants", mostNodes)
	}
	r.ids[l.text] = len(r.participants)
	r.participants = append(r.participants, &participant{label: r.label(l)})
	return len(r.participants) - 1
}

var as = regexp.MustCompile(`(?i)[ \t]as[ \t]`)

func (r *sequenceReader) participant(l line, isActor bool) int {
	id, label := l, l
	if at := as.FindStringIndex(l.text); at != nil {
		id, label = l.upTo(at[0]), l.skip(at[1])
	}
	if strings.Contains(id.text, "@{") {
		r.fail(id.span(), "types of participants are not drawn").Hint = "write participant A as Name, or actor A as Name"
		return nobody
	}
	if _, ok := r.ids[id.text]; !ok {
		r.named(line{id.text, id.at, id.indent})
	}
	i := r.ids[id.text]
	if r.problem == nil {
		r.participants[i].label = r.label(label)
		r.participants[i].isActor = isActor
	}
	return i
}

func (r *sequenceReader) create(l line) {
	rest, isParticipant := l.after("participant")
	isActor := false
	if !isParticipant {
		if rest, isActor = l.after("actor"); !isActor {
			r.unknown(l, "write create participant A, or create actor A")
			return
		}
	}
	if known := len(r.participants); r.participant(rest, isActor) != known && r.problem == nil {
		r.fail(rest.span(), "%q is there already", shortened(rest.text)).Hint = "create a participant before its first message"
	}
	r.wait(&r.creates, len(r.participants)-1, l)
}

func (r *sequenceReader) destroy(l line) {
	i, ok := r.ids[l.text]
	if !ok {
		r.fail(l.span(), "there is no participant %q", shortened(l.text))
		return
	}
	r.wait(&r.destroys, i, l)
}

// wait sets who the next message creates or destroys.
func (r *sequenceReader) wait(who *int, participant int, l line) {
	if r.problem == nil {
		r.noneWaits()
		*who, r.awaits = participant, l.span()
	}
}

func (r *sequenceReader) noneWaits() {
	switch {
	case r.creates != nobody:
		r.fail(r.awaits, "no message creates the participant").Hint = "let a message to it follow"
	case r.destroys != nobody:
		r.fail(r.awaits, "no message destroys the participant").Hint = "let a message from it or to it follow"
	}
}

func (r *sequenceReader) box(l, whole line) {
	if r.isInBox || len(r.open) > 0 {
		r.fail(whole.span(), "a box stands in a block or another box").Hint = "write boxes with their participants first"
		return
	}
	colour, title := cutColour(l)
	r.isInBox = true
	r.openedAt = append(r.openedAt, whole.span())
	r.boxes = append(r.boxes, participantBox{label: r.label(title), look: colour, from: len(r.participants), to: -1})
}

func (r *sequenceReader) link(l line) {
	id, rest, _ := l.cut(":")
	i, ok := r.ids[id.text]
	at := strings.LastIndex(rest.text, "@")
	switch {
	case !ok:
		r.fail(id.span(), "there is no participant %q", shortened(id.text)).Hint = "write participant A before its links"
	case at < 0 || rest.skip(at+1).text == "" || oneLine(rest.upTo(at).text) == "":
		r.unknown(l, "write link A: Dashboard @ dashboard.md")
	case len(r.links) == mostEdges:
		r.fail(l.span(), "a sequence of more than %d links", mostEdges)
	default:
		dest := rest.skip(at + 1)
		p := r.participants[i]
		p.links = append(p.links, participantLink{r.label(rest.upTo(at)), len(r.links)})
		r.links = append(r.links, Link{dest.text, dest.at, dest.at + len(dest.text)})
	}
}

func (r *sequenceReader) autonumber(l line) {
	r.isNumbered = l.text != "off"
	if !r.isNumbered {
		return
	}
	for i, typed := range strings.Fields(l.text) {
		n, err := strconv.Atoi(typed)
		if err != nil || n < 0 || n > 99_999 || i > 1 {
			r.fail(l.span(), "%q are no numbers to begin with and to add", shortened(l.text)).Hint = "write autonumber, autonumber 10, autonumber 10 5 or autonumber off"
			return
		}
		if i == 0 {
			r.number = n
		} else {
			r.increment = n
		}
	}
}

func (r *sequenceReader) activate(l line, ends bool) {
	i := r.named(l)
	if r.problem != nil {
		return
	}
	if ends {
		r.deactivates(i, l)
	} else {
		r.activeBars[i]++
		if last := r.last(); last != nil && last.to == i && !last.activates {
			last.activates = true // so that its arrow ends at the bar
			return
		}
	}
	r.add(activation{i, ends}, l)
}

func (r *sequenceReader) deactivates(participant int, l line) {
	if r.activeBars[participant]--; r.activeBars[participant] < 0 {
		r.fail(l.span(), "%q is not active here", shortened(plain(r.participants[participant].label))).Hint = "activate it before, or take this off"
	}
}

// last returns the message that was read last in the block that is open, if that was
// the last step.
func (r *sequenceReader) last() *message {
	steps := *r.steps()
	if len(steps) == 0 {
		return nil
	}
	m, _ := steps[len(steps)-1].(*message)
	return m
}

func (r *sequenceReader) note(l, whole line) {
	before, said, hasText := l.cut(":")
	place := strings.Fields(strings.ToLower(before.text) + " - -")
	n := note{side: over, text: r.label(withoutWrap(said))}
	var who line
	switch {
	case place[0] == "over":
		who = before.skip(len("over"))
	case (place[0] == "left" || place[0] == "right") && place[1] == "of":
		n.side = map[string]side{"left": leftOf, "right": rightOf}[place[0]]
		who = before.skip(strings.Index(strings.ToLower(before.text), "of") + len("of"))
	}
	if !hasText || who.text == "" {
		r.unknown(whole, "write Note right of A: text, Note left of A: text or Note over A,B: text")
		return
	}
	first, second, isWide := who.cut(",")
	n.from = r.named(first)
	n.to = n.from
	if isWide {
		n.to = r.named(second)
	}
	if n.from > n.to {
		n.from, n.to = n.to, n.from
	}
	if n.side != over && isWide {
		r.fail(who.span(), "a note stands beside one participant").Hint = "write Note over A,B: text"
	}
	r.add(n, whole)
}

func (r *sequenceReader) openBlock(word string, rest, whole line) {
	if r.isInBox {
		r.fail(whole.span(), "a box holds participants only").Hint = "close the box with end"
		return
	}
	if len(r.open) == mostNesting {
		r.fail(whole.span(), "blocks nested more than %d deep", mostNesting)
		return
	}
	b := &block{kind: word}
	if word == "rect" {
		b.look, rest = cutColour(rest)
	}
	b.sections = []blockSection{{kind: word, text: r.label(rest)}}
	r.add(b, whole)
	r.open = append(r.open, b)
	r.openedAt = append(r.openedAt, whole.span())
}

func (r *sequenceReader) continueBlock(word string, rest, whole line) {
	if len(r.open) == 0 || continuations[r.open[len(r.open)-1].kind] != word {
		opener := map[string]string{"else": "alt", "and": "par", "option": "critical"}[word]
		r.fail(whole.span(), "%q stands outside of a block of %q", word, opener)
		return
	}
	b := r.open[len(r.open)-1]
	b.sections = append(b.sections, blockSection{kind: word, text: r.label(rest)})
}

func (r *sequenceReader) end(l line) {
	switch {
	case r.isInBox:
		r.isInBox = false
		r.boxes[len(r.boxes)-1].to = len(r.participants)
	case len(r.open) > 0:
		r.open = r.open[:len(r.open)-1]
	default:
		r.fail(l.span(), "there is no block to end")
		return
	}
	r.openedAt = r.openedAt[:len(r.openedAt)-1]
}

// steps returns where the next step goes.
func (r *sequenceReader) steps() *[]step {
	if len(r.open) == 0 {
		return &r.sequence.steps
	}
	sections := r.open[len(r.open)-1].sections
	return &sections[len(sections)-1].steps
}

func (r *sequenceReader) add(s step, l line) {
	if r.isInBox {
		r.fail(l.span(), "a box holds participants only").Hint = "close the box with end"
	}
	if r.total++; r.total > 2*mostEdges {
		r.fail(l.span(), "a sequence of more than %d steps", 2*mostEdges)
	}
	steps := r.steps()
	*steps = append(*steps, s)
}

// finish reports what is missing at the end.
func (r *sequenceReader) finish() {
	r.noneWaits()
	switch {
	case r.problem != nil:
	case len(r.openedAt) > 0:
		r.fail(r.openedAt[len(r.openedAt)-1], "the block is not closed").Hint = "write end on a line of its own"
	case len(r.participants) == 0:
		r.fail(span{0, len(r.source)}, "a sequence without participants").Hint = "write A->>B: text"
	}
	if r.problem == nil {
		r.sequence.boxes = slices.DeleteFunc(r.sequence.boxes, func(b participantBox) bool { return b.from == b.to })
	}
}

// outline says who takes part, and then each step.
func (s *sequence) outline(say words) []item {
	names := make([]string, len(s.participants))
	for i := range s.participants {
		names[i] = s.name(i)
	}
	items := []item{{text: say("sequence.between", strings.Join(names, ", "))}}
	return append(items, s.outlines(s.steps, say)...)
}

func (s *sequence) name(i int) string { return oneLine(s.participants[i].label) }

func (s *sequence) outlines(steps []step, say words) []item {
	var items []item
	for _, one := range steps {
		items = append(items, one.outline(s, say)...)
	}
	return items
}

func (m *message) outline(s *sequence, say words) []item {
	name := "sequence.message"
	switch {
	case m.arrow.head == crossTip:
		name = "sequence.lost"
	case m.from == m.to:
		name = "sequence.self"
	case m.arrow.tail != noTip:
		name = "sequence.both"
	}
	said := say(name, s.name(m.from), s.name(m.to), oneLine(m.text))
	if m.number != "" {
		said = m.number + ". " + said
	}
	items := []item{{text: said}}
	if m.destroys != nobody {
		items = append(items, item{text: say("sequence.ends", s.name(m.destroys))})
	}
	return items
}

func (n note) outline(s *sequence, say words) []item {
	who := s.name(n.from)
	if n.to != n.from {
		who += ", " + s.name(n.to)
	}
	return []item{{text: say("sequence.note", who, oneLine(n.text))}}
}

func (activation) outline(*sequence, words) []item { return nil }

func (b *block) outline(s *sequence, say words) []item {
	if b.kind == "rect" {
		return s.outlines(b.sections[0].steps, say)
	}
	var items []item
	for _, one := range b.sections {
		said := strings.TrimRight(say("sequence."+one.kind, oneLine(one.text)), " :,")
		items = append(items, item{said, s.outlines(one.steps, say)})
	}
	return items
}
