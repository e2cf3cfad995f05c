package view

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/source"
)

const (
	maxEvents        = 100
	maxReviewEntries = 30
)

// ReviewWords are the words of the theme in calendars and feeds of reviews.
type ReviewWords struct {
	Reviews string // what the list is called
	Review  string // what a review is called: Review: {1}
	Due     string // Next review
	Owner   string
}

// A Calendar is reviews.ics: what is due for review, as events that last a day.
type Calendar struct {
	Name   string
	Lang   string
	Events []Event
}

// An Event is a review in a calendar.
type Event struct {
	ID    string // the same as long as the page has its address
	Title string
	Text  string // in lines
	URL   string // with scheme and host; empty when they are not known
	Day   string // 2026-03-31
	Stamp string // when somebody last looked at the page; Day when nobody knows
	Kind  string
}

// HasReviewCalendar reports whether there is a calendar: there is none when the settings
// turn feeds off, or when nothing that everybody may find is due for review.
func (m *Maker) HasReviewCalendar() bool {
	return !m.h.Settings.NoFeeds && slices.ContainsFunc(m.h.Reviews, isShared)
}

// HasReviewFeed reports whether there is a feed of reviews: it needs a calendar, a base
// URL, and search engines that are welcome, as the feed of the handbook does.
func (m *Maker) HasReviewFeed() bool { return m.site.ReviewFeed != "" }

// isShared reports whether a page is in calendars and feeds.
func isShared(p *handbook.Page) bool { return !p.Draft && !p.Values[kind.FieldNoIndex].Bool }

// ReviewCalendar lists the reviews that are due first (invariant 9).
func (m *Maker) ReviewCalendar(w ReviewWords) Calendar {
	c := Calendar{Name: w.Reviews + " · " + m.site.Title, Lang: m.site.Lang}
	for _, p := range m.shared(maxEvents) {
		e := Event{ID: m.reviewID(p), Title: fillWord(w.Review, p.Name()), Day: dayOf(p.ReviewDay()), Kind: p.Kind.Name}
		_, last := p.LastLook()
		e.Stamp = cmp.Or(dayOf(last), e.Day)
		if m.site.BaseURL != "" {
			e.URL = m.whole(p)
		}
		e.Text = lines(p.Description, m.ownersOf(p, w), e.URL)
		c.Events = append(c.Events, e)
	}
	return c
}

// shared returns the first reviews of pages that calendars and feeds have.
func (m *Maker) shared(most int) []*handbook.Page {
	var pages []*handbook.Page
	for _, p := range m.h.Reviews {
		if isShared(p) && len(pages) < most {
			pages = append(pages, p)
		}
	}
	return pages
}

// reviewID is what programs know a page's review by, whatever its title and its day are.
func (m *Maker) reviewID(p *handbook.Page) string {
	id := "review:" + m.url(p.Address)
	if base, err := url.Parse(m.site.BaseURL); err == nil && base.Host != "" {
		id += "@" + base.Host
	}
	return id
}

func (m *Maker) ownersOf(p *handbook.Page, w ReviewWords) string {
	var names []string
	for _, owner := range m.handles(kind.TextsOf(p.Values[kind.FieldOwner].List)) {
		names = append(names, owner.Title)
	}
	if len(names) == 0 {
		return ""
	}
	return w.Owner + ": " + strings.Join(names, ", ")
}

func lines(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(line string) bool { return line == "" }), "\n")
}

func fillWord(word, value string) string { return strings.Replace(word, "{1}", value, 1) }

// ReviewFeed lists the reviews that are due first. A new day is a new entry.
func (m *Maker) ReviewFeed(w ReviewWords) Feed {
	f := Feed{Title: w.Reviews + " · " + m.site.Title, Lang: m.site.Lang, URL: m.site.BaseURL + strings.TrimPrefix(handbook.ReviewsAddress, "/"), Self: m.site.ReviewFeed}
	for _, p := range m.shared(maxReviewEntries) {
		due := dayOf(p.ReviewDay())
		_, last := p.LastLook()
		e := FeedEntry{
			ID: m.whole(p) + "?review=" + due, Title: fillWord(w.Review, p.Name()), URL: m.whole(p), Kind: p.Kind.Name, Updated: cmp.Or(dayOf(last), due),
			Summary: strings.ReplaceAll(lines(w.Due+": "+due, m.ownersOf(p, w)), "\n", " · "),
		}
		f.Entries = append(f.Entries, e)
	}
	return f
}

// Key returns the digest of the calendar.
func (c Calendar) Key() source.Digest { return keyOf(c) }
