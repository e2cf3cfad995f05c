package view

import (
	"iter"
	"slices"
	"time"

	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/source"
)

// Redirects makes the pages at old addresses.
func (m *Maker) Redirects() []Redirect {
	list := make([]Redirect, 0, len(m.h.Aliases))
	for _, a := range m.h.Aliases {
		r := Redirect{Output: handbook.Output(a.Address), Lang: a.Page.Lang, Title: a.Page.Title, URL: m.url(a.Page.Address), CSP: m.site.CSP}
		r.Canonical = m.h.Settings.Origin() + r.URL
		list = append(list, r)
	}
	return list
}

// HasSitemap reports whether there is a sitemap: there is none without a base URL,
// because a sitemap needs whole addresses, and none of nothing.
func (m *Maker) HasSitemap() bool {
	for range m.findable() {
		return m.site.BaseURL != "" && m.site.Index
	}
	return false
}

// Sitemap lists what search engines may show.
func (m *Maker) Sitemap() Sitemap {
	var s Sitemap
	for address, modified := range m.findable() {
		e := SitemapEntry{URL: m.h.Settings.Origin() + m.url(address)}
		if !modified.IsZero() {
			e.Modified = modified.Format(time.DateOnly)
		}
		s.Entries = append(s.Entries, e)
	}
	return s
}

// findable yields the addresses of what is neither unlisted nor asks search
// engines to stay away, with the day of its last change.
func (m *Maker) findable() iter.Seq2[string, time.Time] {
	return func(yield func(string, time.Time) bool) {
		for _, f := range m.h.Folders {
			if f.Page == nil && !f.Unlisted && !yield(f.Address, time.Time{}) {
				return
			}
		}
		for _, p := range m.h.Pages {
			if !p.Unlisted && !p.Values[kind.FieldNoIndex].Bool && !yield(p.Address, p.Modified) {
				return
			}
		}
		var lists []string
		if len(m.h.Tags) > 0 {
			lists = append(lists, handbook.TagsAddress)
		}
		for _, t := range m.h.Tags {
			lists = append(lists, t.Address)
		}
		if len(m.h.Lists) > 0 {
			lists = append(lists, handbook.KindsAddress)
		}
		if len(m.h.Owners) > 0 {
			lists = append(lists, handbook.OwnersAddress)
		}
		if len(m.h.Reviews) > 0 {
			lists = append(lists, handbook.ReviewsAddress)
		}
		for _, l := range slices.Concat(m.h.Lists, m.h.Owners) {
			lists = append(lists, l.Address)
		}
		for _, address := range lists {
			if !yield(address, time.Time{}) {
				return
			}
		}
	}
}

// Robots makes robots.txt.
func (m *Maker) Robots() Robots {
	if !m.HasSitemap() {
		return Robots{}
	}
	return Robots{Sitemap: m.site.BaseURL + "sitemap.xml"}
}

// Key returns the digest of the redirect.
func (r Redirect) Key() source.Digest { return keyOf(r) }

// Key returns the digest of the sitemap.
func (s Sitemap) Key() source.Digest { return keyOf(s) }

// Key returns the digest of robots.txt.
func (r Robots) Key() source.Digest { return keyOf(r) }
