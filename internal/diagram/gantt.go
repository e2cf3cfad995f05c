package diagram

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A gantt is
//
//	gantt
//	    title Migration
//	    dateFormat YYYY-MM-DD
//	    axisFormat %b %Y
//	    excludes weekends, 2026-12-25, friday
//	    section Database
//	    Design  :done, crit, d1, 2026-01-05, 10d
//	    Build   :active, b1, after d1, 2026-02-20
//	    Test    :2w
//	    Cleanup :c1, after b1, until live
//	    Live    :milestone, live, 2026-03-31, 0d
//	    click d1 href "design.md"
//
// Where weeks begin, how far apart the ticks are, which bars share a row and where today
// is are only the looks of Mermaid's picture. No line of today is drawn: a page would
// be another one each day.
//
// https://mermaid.js.org/syntax/gantt.html
type gantt struct {
	sections   []ganttSection
	axisFormat string // empty: chosen by the length
	isClock    bool   // dates are times of a day
	excluded   func(day int64) bool
}

type ganttSection struct {
	name  string
	tasks []*task
}

type task struct {
	label       string
	link        int // in Diagram.Links, or nobody
	isDone      bool
	isActive    bool
	isCritical  bool
	isMilestone bool
	start, end  int64 // in milliseconds
	shownEnd    int64 // before the days that are excluded
}

// Times are in milliseconds, because traces are drawn as Gantt charts too.
const (
	second = 1000
	minute = 60 * second
	hour   = 60 * minute
	day    = 24 * hour
)

// A plannedTask is a task whose dates may depend on other tasks.
type plannedTask struct {
	*task
	line            line
	startOf, endOf  line // empty start: where the task before ends
	isBeingResolved bool
	isResolved      bool
}

type ganttReader struct {
	*text
	*gantt
	format      string
	planned     []*plannedTask
	ids         map[string]*plannedTask
	clicks      []line
	isInclusive bool
	excludesAny bool
	weekend     [2]time.Weekday
	offDates    map[int64]bool // true: excluded, false: included
	offWeekdays map[time.Weekday]bool
	offWeekends bool
}

func readGantt(t *text) drawing {
	r := &ganttReader{text: t, gantt: &gantt{}, format: "YYYY-MM-DD", ids: map[string]*plannedTask{}, weekend: [2]time.Weekday{time.Saturday, time.Sunday}, offDates: map[int64]bool{}, offWeekdays: map[time.Weekday]bool{}}
	t.nothingBehindType()
	for l, ok := t.next(); ok; l, ok = t.next() {
		r.statement(l)
	}
	if r.problem == nil && len(r.planned) == 0 {
		r.fail(span{0, len(r.source)}, "a Gantt chart without tasks").Hint = "write Task :2026-01-05, 10d"
	}
	r.excluded = r.isExcluded
	for i := range r.planned {
		r.resolve(i)
	}
	for _, l := range r.clicks {
		r.click(l)
	}
	return r.gantt
}

// ganttLooks are statements that only say how Mermaid's picture is to look.
var ganttLooks = []string{"tickInterval", "weekday", "todayMarker", "displayMode", "topAxis"}

func (r *ganttReader) statement(l line) {
	word, _, _ := strings.Cut(l.text, " ")
	rest := l.skip(len(word))
	isTask := strings.Contains(l.text, ":")
	switch {
	case word == "title":
		r.title = rest.text
	case word == "dateFormat":
		r.dateFormat(rest)
	case word == "axisFormat":
		r.readAxisFormat(rest)
	case word == "excludes" || word == "includes":
		r.readExcludes(rest, word == "excludes")
	case word == "weekend" && !isTask:
		r.readWeekend(rest)
	case word == "inclusiveEndDates" && !isTask:
		r.isInclusive = true
	case slices.Contains(ganttLooks, word):
	case word == "section":
		r.sections = append(r.sections, ganttSection{name: r.label(rest)})
	case word == "click":
		r.clicks = append(r.clicks, rest)
	case isTask:
		r.task(l)
	default:
		r.unknown(l, "a task is written Task :2026-01-05, 10d")
	}
}

var weekdays = map[string]time.Weekday{"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0}

func (r *ganttReader) dateFormat(l line) {
	r.format = l.text
	r.isClock = !strings.ContainsAny(l.text, "YDXx")
	if !isDateFormat(l.text) {
		r.fail(l.span(), "%q is not a format of dates", shortened(l.text)).Hint = "write dateFormat YYYY-MM-DD"
	}
}

func (r *ganttReader) readAxisFormat(l line) {
	r.axisFormat = l.text
	if _, ok := formatAxis(l.text, 0); !ok {
		r.fail(l.span(), "%q is not a format of dates on an axis", shortened(l.text)).Hint = "write axisFormat %Y-%m-%d"
	}
}

func (r *ganttReader) readWeekend(l line) {
	switch l.text {
	case "friday":
		r.weekend = [2]time.Weekday{time.Friday, time.Saturday}
	case "saturday":
	default:
		r.unknown(l, "write weekend friday or weekend saturday")
	}
}

func (r *ganttReader) readExcludes(l line, excludes bool) {
	for _, one := range splitLine(l, ", \t") {
		weekday, isWeekday := weekdays[strings.ToLower(one.text)]
		date, isDate := parseDate(one.text, r.format)
		if !isDate {
			date, isDate = parseDate(one.text, "YYYY-MM-DD")
		}
		switch {
		case isDate:
			r.offDates[date-mod(date, day)] = excludes
		case !excludes || !isWeekday && one.text != "weekends":
			r.fail(one.span(), "%q is neither a date nor a weekday nor weekends", shortened(one.text))
		case isWeekday:
			r.offWeekdays[weekday] = true
		default:
			r.offWeekends = true
		}
		r.excludesAny = r.excludesAny || excludes
	}
}

// splitLine returns the parts of a line between separators.
func splitLine(l line, separators string) []line {
	var parts []line
	for l.text != "" {
		i := strings.IndexAny(l.text, separators)
		if i < 0 {
			return append(parts, l)
		}
		if part := l.upTo(i); part.text != "" {
			parts = append(parts, part)
		}
		l = l.skip(i + 1)
	}
	return parts
}

func (r *ganttReader) isExcluded(at int64) bool {
	date := at - mod(at, day)
	if off, ok := r.offDates[date]; ok {
		return off
	}
	weekday := time.UnixMilli(date).UTC().Weekday()
	return r.offWeekdays[weekday] || r.offWeekends && (weekday == r.weekend[0] || weekday == r.weekend[1])
}

func mod(a, b int64) int64 { return (a%b + b) % b }

func (r *ganttReader) task(l line) {
	name, data := cutTask(l)
	p := &plannedTask{task: &task{label: r.label(name), link: nobody}, line: l}
	parts := splitLine(data, ",")
	for len(parts) > 0 && p.tag(parts[0].text) {
		parts = parts[1:]
	}
	if len(parts) > 0 && parts[0].text == "vert" {
		r.fail(parts[0].span(), "vertical markers are not drawn").Hint = "write a milestone"
		return
	}
	switch len(parts) {
	case 0:
		r.fail(l.span(), "a task without an end").Hint = "write " + shortened(name.text) + " :2026-01-05, 10d"
	case 1:
		p.endOf = parts[0]
	case 2:
		p.startOf, p.endOf = parts[0], parts[1]
	case 3:
		r.ids[parts[0].text] = p
		p.startOf, p.endOf = parts[1], parts[2]
	default:
		r.fail(data.span(), "a task has an id, a start and an end, not more").Hint = "write " + shortened(name.text) + " :id, 2026-01-05, 10d"
	}
	if len(r.planned) == mostNodes {
		r.fail(l.span(), "a Gantt chart of more than %d tasks", mostNodes)
		return
	}
	if len(r.sections) == 0 {
		r.sections = append(r.sections, ganttSection{})
	}
	section := &r.sections[len(r.sections)-1]
	section.tasks = append(section.tasks, p.task)
	r.planned = append(r.planned, p)
}

// besideBlank is a colon as people write it between a task's name and what it is. In a
// time, there are no blanks beside it.
var besideBlank = regexp.MustCompile(`[ \t]:|:[ \t]`)

// cutTask cuts a line where the name of a task ends: at the first colon, unless one in the
// name comes before, as in Orders: validation :a1, 10d.
func cutTask(l line) (name, data line) {
	at := strings.IndexByte(l.text, ':')
	first, _, _ := strings.Cut(l.text[at:], ",")
	if colons := besideBlank.FindAllStringIndex(first, -1); len(colons) > 0 {
		last := colons[len(colons)-1]
		at += last[0] + strings.IndexByte(first[last[0]:], ':')
	}
	return l.upTo(at), l.skip(at + 1)
}

// tag reads what a task is.
func (t *task) tag(word string) bool {
	switch word {
	case "done":
		t.isDone = true
	case "active":
		t.isActive = true
	case "crit":
		t.isCritical = true
	case "milestone":
		t.isMilestone = true
	default:
		return false
	}
	return true
}

// resolve finds out when a task begins and ends, and before it the tasks it depends on.
func (r *ganttReader) resolve(i int) {
	p := r.planned[i]
	switch {
	case r.problem != nil || p.isResolved:
		return
	case p.isBeingResolved:
		r.fail(p.line.span(), "the task depends on itself")
		return
	}
	p.isBeingResolved = true
	p.start = r.startOf(p, i)
	isDate := r.endOf(p)
	p.shownEnd = p.end
	if !isDate {
		r.skipExcluded(p)
	}
	if p.end < p.start && r.problem == nil {
		r.fail(p.endOf.span(), "the task ends before it begins")
	}
	p.isResolved = true
}

func (r *ganttReader) startOf(p *plannedTask, i int) int64 {
	switch names, isAfter := p.startOf.after("after"); {
	case p.startOf.text == "" && i == 0:
		r.fail(p.line.span(), "the first task needs a date to begin with").Hint = "write " + shortened(p.label) + " :2026-01-05, 10d"
	case p.startOf.text == "":
		r.resolve(i - 1)
		return r.planned[i-1].end
	case isAfter:
		latest, isFirst := int64(0), true
		for _, other := range r.named(names) {
			if isFirst || other.end > latest {
				latest, isFirst = other.end, false
			}
		}
		return latest
	default:
		return r.date(p.startOf)
	}
	return 0
}

// named returns the tasks of the ids in a line, resolved.
func (r *ganttReader) named(l line) []*plannedTask {
	var tasks []*plannedTask
	for _, id := range splitLine(l, " \t") {
		p, ok := r.ids[id.text]
		if !ok {
			r.fail(id.span(), "there is no task %q", shortened(id.text)).Hint = "name a task by its id, as in Task :id, 2026-01-05, 10d"
			return nil
		}
		r.resolve(slices.Index(r.planned, p))
		tasks = append(tasks, p)
	}
	return tasks
}

func (r *ganttReader) date(l line) int64 {
	at, ok := parseDate(l.text, r.format)
	if !ok {
		r.fail(l.span(), "%q is not a date of the format %s", shortened(l.text), shortened(r.format)).Hint = "another format is chosen by a line such as dateFormat DD.MM.YYYY"
	}
	return at
}

var duration = regexp.MustCompile(`^(\d{1,6})(?:\.(\d{1,3}))?(ms|[smhdwMy])$`)

// endOf finds out when a task ends, and reports whether that is a date.
func (r *ganttReader) endOf(p *plannedTask) bool {
	if names, ok := p.endOf.after("until"); ok {
		for i, other := range r.named(names) {
			if i == 0 || other.start < p.end {
				p.end = other.start
			}
		}
		return true
	}
	m := duration.FindStringSubmatch(p.endOf.text)
	if m == nil {
		p.end = r.date(p.endOf)
		if r.isInclusive {
			p.end += day
		}
		return true
	}
	n, _ := strconv.ParseInt(m[1], 10, 64)
	thousandths, _ := strconv.ParseInt((m[2] + "000")[:3], 10, 64)
	unit := map[string]int64{"ms": 1, "s": second, "m": minute, "h": hour, "d": day, "w": 7 * day}[m[3]]
	start := time.UnixMilli(p.start).UTC()
	switch m[3] {
	case "M":
		p.end = start.AddDate(0, int(n), 0).UnixMilli()
	case "y":
		p.end = start.AddDate(int(n), 0, 0).UnixMilli()
	default:
		p.end = p.start + n*unit + thousandths*unit/1000
	}
	return false
}

// skipExcluded puts a task's end off by the days that do not count.
func (r *ganttReader) skipExcluded(p *plannedTask) {
	const most = 2000 // days that one task can have
	if !r.excludesAny {
		return
	}
	wasExcluded := false
	for at, n := p.start+day, 0; at <= p.end; at, n = at+day, n+1 {
		if !wasExcluded {
			p.shownEnd = p.end
		}
		if wasExcluded = r.isExcluded(at); wasExcluded {
			p.end += day
		}
		if n == most {
			r.fail(p.endOf.span(), "the task ends never, or not for years").Hint = "exclude fewer days"
			return
		}
	}
}

var ganttClick = regexp.MustCompile(`^([^\s]+(?:\s*,\s*[^\s,]+)*)\s+(?:href\s+)?"([^"]*)"`)

func (r *ganttReader) click(l line) {
	m := ganttClick.FindStringSubmatchIndex(l.text)
	if m == nil {
		r.unknown(l, `write click id href "page.md"`)
		return
	}
	for _, id := range splitLine(l.upTo(m[3]), ", \t") {
		p, ok := r.ids[id.text]
		if !ok {
			r.fail(id.span(), "there is no task %q", shortened(id.text))
			return
		}
		p.link = len(r.links)
		r.links = append(r.links, Link{l.text[m[4]:m[5]], l.at + m[4], l.at + m[5]})
	}
}

func (g *gantt) outline(say words) []item {
	var items []item
	for _, section := range g.sections {
		var tasks []item
		for _, one := range section.tasks {
			tasks = append(tasks, item{text: g.outlineTask(one, say)})
		}
		if section.name == "" {
			items = append(items, tasks...)
		} else {
			items = append(items, item{oneLine(section.name), tasks})
		}
	}
	return items
}

func (g *gantt) outlineTask(t *task, say words) string {
	said := say("gantt.task", oneLine(t.label), g.when(t.start), g.when(t.shownEnd))
	if t.isMilestone {
		said = say("gantt.milestone", oneLine(t.label), g.when(t.middle()))
	}
	for _, state := range []struct {
		is   bool
		name string
	}{{t.isDone, "gantt.done"}, {t.isActive, "gantt.active"}, {t.isCritical, "gantt.critical"}} {
		if state.is {
			said += ", " + say(state.name)
		}
	}
	return said
}

// when says a time in full.
func (g *gantt) when(at int64) string {
	t := time.UnixMilli(at).UTC()
	switch {
	case counts(g.axisFormat):
		said, _ := formatAxis(g.axisFormat, at)
		return said
	case g.isClock && mod(at, minute) == 0:
		return t.Format("15:04")
	case g.isClock && mod(at, second) == 0:
		return t.Format("15:04:05")
	case g.isClock:
		return t.Format("15:04:05.000")
	case mod(at, day) == 0:
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02 15:04")
}

func (t *task) middle() int64 { return t.start + (t.shownEnd-t.start)/2 }
