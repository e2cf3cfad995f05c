package view

import (
	"slices"
	"time"

	"waymark/internal/handbook"
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

// Sitemap lists what search engines may show: nothing that is unlisted or asks
// them to stay away. It has no entries without a base URL, because a sitemap
// needs whole addresses.
func (m *Maker) Sitemap() Sitemap {
	var s Sitemap
	if m.site.BaseURL == "" || !m.site.Index {
		return s
	}
	add := func(address string, modified time.Time) {
		e := SitemapEntry{URL: m.h.Settings.Origin() + m.url(address)}
		if !modified.IsZero() {
			e.Modified = modified.Format(time.DateOnly)
		}
		s.Entries = append(s.Entries, e)
	}
	for _, f := range m.h.Folders {
		if f.Page == nil && !f.Unlisted {
			add(f.Address, time.Time{})
		}
	}
	for _, p := range m.h.Pages {
		if !p.Unlisted && !p.Values["noindex"].Bool {
			add(p.Address, p.Modified)
		}
	}
	if len(m.h.Tags) > 0 {
		add(handbook.TagsAddress, time.Time{})
	}
	for _, t := range m.h.Tags {
		add(t.Address, time.Time{})
	}
	if len(m.h.Lists) > 0 {
		add(handbook.KindsAddress, time.Time{})
	}
	if len(m.h.Owners) > 0 {
		add(handbook.OwnersAddress, time.Time{})
	}
	for _, l := range slices.Concat(m.h.Lists, m.h.Owners) {
		add(l.Address, time.Time{})
	}
	return s
}

// Robots makes robots.txt.
func (m *Maker) Robots() Robots {
	if len(m.Sitemap().Entries) == 0 {
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
