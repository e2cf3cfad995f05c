package view

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"waymark/internal/handbook"
	"waymark/internal/kind"
)

// Reviews is what the list of reviews shows beside its cards: no output knows the day, so
// what is overdue is for the reader's browser to say.
type Reviews struct {
	Months   []ReviewMonth
	Axis     Axis
	Calendar string       // address of the calendar; empty: there is none
	Webcal   template.URL // the same for programs that subscribe to calendars; empty without a base URL
	Feed     string       // address of the feed, with scheme and host; empty: there is none
}

// A ReviewMonth is what is due in a month.
type ReviewMonth struct {
	Month, Year int
	Reviews     []Review
}

// A Review is a page that asks for one.
type Review struct {
	Card   Card
	Owners []Link
	Due    string // 2026-03-31
	By     string // what was done last: reviewed, revised or written; empty: nobody knows
	Last   string // when that was
	Ends   string // the last day of a strategy's horizon; empty: it has none
}

// An Axis shows when strategies begin, end and are due for review, six months a view.
// Positions on it are percentages of a view's width: 12.5%.
type Axis struct {
	Views []AxisView // none: there are too few strategies
	Shown int        // strategies that are drawn
	Total int        // strategies that are due for review
}

// An AxisView is six months of the axis.
type AxisView struct {
	From, To string // the first day, and that after the last
	First    bool   // what readers see first: the handbook was last written or reviewed in these months
	Months   []AxisMonth
	Spans    []AxisSpan
}

// An AxisMonth is where a month begins.
type AxisMonth struct {
	Month, Year int
	At          string
}

// An AxisSpan is the part of a strategy's time that is in a view.
type AxisSpan struct {
	Title     string
	At, Width string
	Due       string // where its review is due; empty: not in this view
}

const (
	monthsInView = 6
	maxViews     = 6  // three years
	maxOnAxis    = 20 // strategies, those that are due first
	minOnAxis    = 3  // with fewer, an axis says nothing that a list does not
)

// reviews makes the part of the list of reviews that a place shows.
func (m *Maker) reviews(at Place) Reviews {
	r := Reviews{Feed: m.site.ReviewFeed}
	if m.HasReviewCalendar() {
		r.Calendar = m.url("/" + handbook.ReviewCalendar)
		if _, rest, known := strings.Cut(m.site.BaseURL, "://"); known {
			r.Webcal = template.URL("webcal://" + rest + handbook.ReviewCalendar)
		}
	}
	first := (at.part - 1) * handbook.PerPage
	for _, p := range m.h.Reviews[first:min(len(m.h.Reviews), first+handbook.PerPage)] {
		day := p.ReviewDay()
		if n := len(r.Months); n == 0 || r.Months[n-1].Year != day.Year() || r.Months[n-1].Month != int(day.Month()) {
			r.Months = append(r.Months, ReviewMonth{Month: int(day.Month()), Year: day.Year()})
		}
		by, last := p.LastLook()
		month := &r.Months[len(r.Months)-1]
		month.Reviews = append(month.Reviews, Review{
			Card: m.reviewCard(p), Owners: m.handles(kind.TextsOf(p.Values[kind.FieldOwner].List)),
			Due: dayOf(day), By: by.String(), Last: dayOf(last), Ends: horizonOf(p),
		})
	}
	if at.part == 1 {
		r.Axis = m.axis()
	}
	return r
}

// reviewCard is a page as the list of reviews shows it: without what an edit of its text
// changes.
func (m *Maker) reviewCard(p *handbook.Page) Card {
	card := m.card(handbook.Child{Page: p})
	card.Description = ""
	return card
}

func horizonOf(p *handbook.Page) string {
	end, known := horizonEnd(p)
	if !known {
		return ""
	}
	return dayOf(end)
}

// horizonEnd returns the last day of a strategy's horizon.
func horizonEnd(p *handbook.Page) (end time.Time, known bool) {
	return kind.HorizonDay(p.Values[kind.FieldHorizon].Text, p.Values[kind.FieldWritten].Day)
}

// axis draws the strategies that are due for review first.
func (m *Maker) axis() Axis {
	var drawn []*handbook.Page
	for _, p := range m.h.Reviews {
		if p.Kind == kind.Strategy {
			drawn = append(drawn, p)
		}
	}
	a := Axis{Total: len(drawn)}
	if len(drawn) < minOnAxis {
		return Axis{}
	}
	drawn = drawn[:min(len(drawn), maxOnAxis)]
	a.Shown = len(drawn)
	from, to := span(drawn[0])
	start := time.Time{} // when the handbook was last written or reviewed
	for _, p := range drawn {
		begin, end := span(p)
		from, to = earlier(from, begin), later(to, end)
		_, last := p.LastLook()
		start = later(start, last)
	}
	if start.IsZero() {
		start = from
	}
	start = monthOf(start)
	begins := viewsAround(start, from, to)
	for _, begin := range begins {
		v := axisView(begin, drawn)
		v.First = begin.Equal(start)
		a.Views = append(a.Views, v)
	}
	return a
}

// viewsAround returns where views begin that lead from the first to the last day, one of
// them in the month start. What is farther from it than maxViews views is left out,
// and of views before it there are fewer.
func viewsAround(start, from, to time.Time) []time.Time {
	const before = 2
	first := start
	for n := 0; n < before && from.Before(first); n++ {
		first = kind.AddMonths(first, -monthsInView)
	}
	begins := []time.Time{first}
	for len(begins) < maxViews {
		next := kind.AddMonths(begins[len(begins)-1], monthsInView)
		if next.After(to) && next.After(start) {
			break
		}
		begins = append(begins, next)
	}
	return begins
}

func axisView(begin time.Time, drawn []*handbook.Page) AxisView {
	end := kind.AddMonths(begin, monthsInView)
	place := func(day time.Time) string { return share(day.Sub(begin), end.Sub(begin)) }
	v := AxisView{From: dayOf(begin), To: dayOf(end)}
	for n := range monthsInView {
		month := kind.AddMonths(begin, n)
		v.Months = append(v.Months, AxisMonth{int(month.Month()), month.Year(), place(month)})
	}
	for _, p := range drawn {
		from, to := span(p)
		if !from.Before(end) || to.Before(begin) {
			continue
		}
		from, to = later(from, begin), earlier(to.AddDate(0, 0, 1), end)
		s := AxisSpan{Title: p.Name(), At: place(from), Width: share(to.Sub(from), end.Sub(begin))}
		if due := p.ReviewDay(); !due.Before(begin) && due.Before(end) {
			s.Due = place(due)
		}
		v.Spans = append(v.Spans, s)
	}
	return v
}

// span returns the first and the last day of a strategy: from when it was written to the
// end of its horizon, or to its review, whichever is later.
func span(p *handbook.Page) (from, to time.Time) {
	due := p.ReviewDay()
	to = due
	if end, known := horizonEnd(p); known {
		to = later(due, end)
	}
	from = due
	if written := p.Values[kind.FieldWritten].Day; !written.IsZero() {
		from = earlier(written, due)
	}
	return from, to
}

// share returns a part of a whole in per cent.
func share(part, whole time.Duration) string {
	return strconv.FormatFloat(100*float64(part)/float64(whole), 'f', 2, 64) + "%"
}

func monthOf(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
