package diagram

import (
	"regexp"
	"strings"
)

// A timeline is
//
//	timeline
//	    title Our platform
//	    section Monolith
//	    2019 : First release : Ten teams
//	         : Nightly deployments
//	    2021 : Split begins
//
// It is drawn from the top to the bottom, so that texts have room and phones show it
// whole; the direction that can follow the word timeline is only the looks of Mermaid's.
//
// https://mermaid.js.org/syntax/timeline.html
type timeline struct {
	sections []timelineSection
	size     int // periods and events
}

type timelineSection struct {
	name    string
	periods []period
}

type period struct {
	name   string
	events []string
}

func readTimeline(t *text) drawing {
	tl := &timeline{}
	if direction := t.rest.text; direction != "LR" && direction != "TD" {
		t.nothingBehindType()
	}
	for l, ok := t.next(); ok; l, ok = t.next() {
		if title, isTitle := l.after("title"); isTitle {
			t.title = title.text
		} else if name, isSection := l.after("section"); isSection {
			tl.sections = append(tl.sections, timelineSection{name: t.label(name)})
		} else {
			tl.readPeriod(t, l)
		}
	}
	if t.problem == nil && tl.size == 0 {
		t.fail(span{0, len(t.source)}, "a timeline without periods").Hint = "write 2026 : What happened"
	}
	return tl
}

var eventMark = regexp.MustCompile(`:(?:[ \t]+|$)`)

// readPeriod reads a period with its events, or more events of the last one.
func (tl *timeline) readPeriod(t *text, l line) {
	var parts []line
	rest := l
	for at := eventMark.FindStringIndex(rest.text); at != nil; at = eventMark.FindStringIndex(rest.text) {
		parts = append(parts, rest.upTo(at[0]))
		rest = rest.skip(at[1])
	}
	parts = append(parts, rest)
	if tl.size += len(parts); tl.size > mostNodes {
		t.fail(l.span(), "a timeline of more than %d periods and events", mostNodes)
		return
	}
	if len(tl.sections) == 0 {
		tl.sections = append(tl.sections, timelineSection{})
	}
	section := &tl.sections[len(tl.sections)-1]
	switch {
	case parts[0].text != "":
		section.periods = append(section.periods, period{name: t.label(parts[0])})
	case len(section.periods) == 0:
		t.fail(l.span(), "an event of no period").Hint = "write the period first, as in 2026 : What happened"
		return
	}
	last := &section.periods[len(section.periods)-1]
	for _, event := range parts[1:] {
		if event.text != "" {
			last.events = append(last.events, t.label(event))
		}
	}
}

// Sizes of a timeline in pixels.
const (
	periodWidest = 140
	eventWidest  = 300
	eventPad     = 10
	eventGap     = 6
	periodGap    = 18
	axisApart    = 22 // of the axis from the texts on both sides
)

// draw draws periods left of an axis and their events right of it.
func (tl *timeline) draw(c *canvas) {
	axis, events := 0, 0
	for _, section := range tl.sections {
		for _, p := range section.periods {
			axis = max(axis, newLabel(p.name, periodWidest).width)
			for _, event := range p.events {
				events = max(events, newLabel(event, eventWidest).width)
			}
		}
	}
	axis = boldly(axis) + axisApart
	y := 0
	for i, section := range tl.sections {
		if i > 0 {
			y += periodGap
		}
		c.begin("era " + hue(i))
		if l := newLabel(section.name, axis+axisApart+events); !l.isEmpty() {
			c.text("name", 0, y, start, l)
			y += l.height() + 12
		}
		y = section.draw(c, axis, events+2*eventPad, y)
		c.end()
	}
}

func (s timelineSection) draw(c *canvas, axis, width, y int) int {
	const middleOfLine = eventPad/2 + lineHeight/2
	first, last := y+middleOfLine, y+middleOfLine
	front := &canvas{}
	for i, p := range s.periods {
		if i > 0 {
			y += periodGap
		}
		last = y + middleOfLine
		front.circle("dot", axis, last, 6)
		l := newLabel(p.name, periodWidest)
		front.text("period", axis-axisApart, y+eventPad/2, end, l)
		bottom := y + eventPad/2 + max(l.height(), lineHeight)
		for j, event := range p.events {
			if j > 0 {
				y += eventGap
			}
			l := newLabel(event, eventWidest)
			front.rect("event", axis+axisApart, y, width, l.height()+eventPad, 4)
			front.text("", axis+axisApart+eventPad, y+eventPad/2, start, l)
			y += l.height() + eventPad
		}
		y = max(y, bottom)
	}
	if len(s.periods) > 0 {
		c.line("axis", axis, first, axis, last)
	}
	c.svg = append(c.svg, front.svg...)
	c.reach(front.width, front.height)
	return y
}

func (tl *timeline) outline(words) []item {
	var items []item
	for _, section := range tl.sections {
		var periods []item
		for _, p := range section.periods {
			one := item{text: oneLine(p.name)}
			for _, event := range p.events {
				one.items = append(one.items, item{text: oneLine(event)})
			}
			periods = append(periods, one)
		}
		if strings.TrimSpace(section.name) == "" {
			items = append(items, periods...)
		} else {
			items = append(items, item{oneLine(section.name), periods})
		}
	}
	return items
}
