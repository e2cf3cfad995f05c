package view

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/source"
)

// Feed is what changed lately, for those who follow the handbook.
type Feed struct {
	Title       string
	Description string
	Lang        string
	URL         string // of the home page, with scheme and host
	Self        string // of the feed
	Entries     []FeedEntry
}

// A FeedEntry is one page. It has a day: of its own, of its last change, or both.
type FeedEntry struct {
	ID        string // what programs know it by; empty: URL
	Title     string
	URL       string // with scheme and host
	Summary   string
	Kind      string
	Lang      string // empty: that of the feed
	Published string // 2026-03-31; empty when unknown
	Updated   string // 2026-03-31
}

// mostNews is how many pages a feed holds (invariant 9).
const mostNews = 30

// HasFeed reports whether there is a feed. There is none without a base URL,
// because a feed needs whole addresses; nor when no page has a day, the settings
// want none, or search engines are asked to stay away.
func (m *Maker) HasFeed() bool { return m.site.Feed != "" }

// Feed lists the pages that were changed last, the latest first.
func (m *Maker) Feed() Feed {
	f := Feed{Title: m.site.Title, Description: m.site.Description, Lang: m.site.Lang, URL: m.site.BaseURL, Self: m.site.Feed}
	for _, p := range m.h.Pages {
		if !isNews(p) {
			continue
		}
		e := FeedEntry{Title: p.Name(), URL: m.whole(p), Summary: p.Description, Kind: p.Kind.Name}
		if p.Lang != f.Lang {
			e.Lang = p.Lang
		}
		if date, ok := p.Values[kind.FieldDate]; ok {
			e.Published = date.Day.Format(time.DateOnly)
		}
		if !p.Modified.IsZero() {
			e.Updated = p.Modified.Format(time.DateOnly)
		}
		e.Updated = max(e.Updated, e.Published)
		f.Entries = append(f.Entries, e)
	}
	slices.SortStableFunc(f.Entries, func(a, b FeedEntry) int {
		return cmp.Or(cmp.Compare(b.Updated, a.Updated), cmp.Compare(b.Published, a.Published), cmp.Compare(a.URL, b.URL))
	})
	f.Entries = slices.Clip(f.Entries[:min(len(f.Entries), mostNews)])
	return f
}

// isNews reports whether a page can stand in the feed: everybody may find it, and
// it has a day.
func isNews(p *handbook.Page) bool {
	_, dated := p.Values[kind.FieldDate]
	return !p.Unlisted && !p.Draft && !p.Values[kind.FieldNoIndex].Bool && (dated || !p.Modified.IsZero())
}

// whole returns a page's address with scheme and host where they are known.
func (m *Maker) whole(p *handbook.Page) string { return m.h.Settings.Origin() + m.url(p.Address) }

// Guide is llms.txt: what there is to read, for programs that read for somebody.
type Guide struct {
	Title       string
	Description string
	Sections    []GuideSection
}

// A GuideSection is a top-level section, and all pages in it and below it.
type GuideSection struct {
	Title string
	Pages []Card
}

// Twin is a page's Markdown, as readers get it: title, description and body.
type Twin struct {
	Title       string
	Heading     string // Markdown of the heading that is the title, or empty; not part of the key, as Body
	Description string
	URL         string        // of the page, with scheme and host where they are known
	Body        string        // Markdown; not part of the key by itself: ContentKey stands for it
	ContentKey  source.Digest // of the page
	Chooser     Chooser       // of the chooser
}

// Twin makes the view of a page's Markdown, all but its body.
func (m *Maker) Twin(p *handbook.Page) Twin {
	t := Twin{Title: p.Title, Description: p.Description, URL: m.whole(p), ContentKey: p.ContentKey()}
	if m.h.Asks(p) {
		t.Chooser = m.chooser()
	}
	return t
}

// Guide lists the pages that search engines may show, in reading order. The
// addresses are those of the pages' Markdown.
func (m *Maker) Guide() Guide {
	g := Guide{Title: m.site.Title, Description: m.site.Description}
	section := map[*handbook.Folder]int{m.h.Home: 0}
	g.Sections = append(g.Sections, GuideSection{Title: m.site.Title})
	for _, p := range m.h.Pages {
		if p.Unlisted || !p.HasTwin() {
			continue
		}
		top := topFolder(p)
		i, known := section[top]
		if !known {
			i = len(g.Sections)
			section[top] = i
			g.Sections = append(g.Sections, GuideSection{Title: top.Title})
		}
		s := &g.Sections[i]
		s.Pages = append(s.Pages, Card{Title: p.Name(), URL: m.h.Settings.Origin() + m.url(handbook.Twin(p.Address)), Description: p.Description})
	}
	return g
}

// topFolder returns the top-level section that a page is in; home, for what is in
// none.
func topFolder(p *handbook.Page) *handbook.Folder {
	f := p.Folder
	for f.Parent != nil && f.Parent.Parent != nil {
		f = f.Parent
	}
	return f
}

// Catalogue is handbook.json: every page with its kind, its fields and what it is
// related to, for programs.
type Catalogue struct {
	Title       string
	Description string
	Lang        string
	URL         string // of the home page; without scheme and host when they are not known
	Pages       []Entry
}

// An Entry is a page of the catalogue.
type Entry struct {
	ID          string
	Kind        string
	Title       string
	Number      string // by which the page is known, as its file's name has it; empty: none
	Description string
	URL         string
	Markdown    string // address of its Markdown; empty: there is none
	Lang        string
	Date        string // 2026-03-31; empty when unknown
	Modified    string
	Draft       bool
	Unlisted    bool
	Tags        []string
	Asked       []string
	Fields      []Datum     // those that are set, in the order of the kind
	Relations   []Reference // what its front matter names, then what its text links to
}

// A Datum is a value of the front matter, which member holds it the type says.
type Datum struct {
	Name    string
	Type    kind.Type
	Text    string
	Int     int
	Yes     bool
	List    []string
	Records [][]Datum
	Texts   map[string][]string
}

// A Reference is that a page names another.
type Reference struct {
	Name string // of the relation's field: vision; link: a link in the text
	ID   string // of the page
}

// Catalogue lists every page, in reading order.
func (m *Maker) Catalogue() Catalogue {
	c := Catalogue{Title: m.site.Title, Description: m.site.Description, Lang: m.site.Lang, URL: cmp.Or(m.site.BaseURL, m.site.Base)}
	links := make(map[*handbook.Page][]Reference)
	for _, p := range m.h.Pages {
		for _, r := range p.Inbound {
			if r.Field == kind.RelationLink {
				links[r.Page] = append(links[r.Page], Reference{Name: "link", ID: p.ID})
			}
		}
	}
	for _, p := range m.h.Pages {
		e := Entry{
			ID: p.ID, Kind: p.Kind.Name, Title: p.Title, Number: p.Digits(), Description: p.Description, Lang: p.Lang,
			URL: m.whole(p), Draft: p.Draft, Unlisted: p.Unlisted,
		}
		if p.HasTwin() {
			e.Markdown = m.h.Settings.Origin() + m.url(handbook.Twin(p.Address))
		}
		if date, ok := p.Values[kind.FieldDate]; ok {
			e.Date = date.Day.Format(time.DateOnly)
		}
		if !p.Modified.IsZero() {
			e.Modified = p.Modified.Format(time.DateOnly)
		}
		for _, t := range p.Tags {
			e.Tags = append(e.Tags, t.Name)
		}
		e.Asked = kind.TextsOf(p.Values[kind.FieldAsked].List)
		e.Fields = data(p)
		for _, f := range p.Kind.Fields {
			for _, r := range p.Relations {
				if r.Field == p.Kind.Relation(f.Name) {
					e.Relations = append(e.Relations, Reference{Name: f.Name.String(), ID: r.Page.ID})
				}
			}
		}
		e.Relations = append(e.Relations, links[p]...)
		c.Pages = append(c.Pages, e)
	}
	return c
}

// data returns the fields of a page's kind that are set, but for relations. A
// field that can hold a word or a page is told as it is written.
func data(p *handbook.Page) []Datum {
	var all []Datum
	for _, f := range p.Kind.Fields {
		v, set := p.Values[f.Name]
		if !set || f.Type == kind.Refs || f.Type == kind.Ref && !slices.Contains(f.Values, v.Text) {
			continue
		}
		all = append(all, datum(f, v))
	}
	return all
}

func datum(f kind.Field, v kind.Value) Datum {
	d := Datum{Name: f.Name.String(), Type: f.Type, Text: v.Text, Int: v.Int, Yes: v.Bool, List: kind.TextsOf(v.List)}
	if f.Type == kind.Day {
		d.Text = v.Day.Format(time.DateOnly) // without the time that an author may have written
	}
	for _, record := range v.Records {
		var row []Datum
		for _, of := range f.Of {
			if value, set := record[of.Name]; set {
				row = append(row, datum(of, value))
			}
		}
		d.Records = append(d.Records, row)
	}
	for _, name := range slices.Sorted(maps.Keys(v.Texts)) {
		if d.Texts == nil {
			d.Texts = make(map[string][]string, len(v.Texts))
		}
		d.Texts[name] = kind.TextsOf(v.Texts[name])
	}
	return d
}

// Key returns the digest of the feed.
func (f Feed) Key() source.Digest { return keyOf(f) }

// Key returns the digest of the guide.
func (g Guide) Key() source.Digest { return keyOf(g) }

// Key returns the digest of everything that the twin is made from.
func (t Twin) Key() source.Digest {
	t.Body = ""
	return keyOf(t)
}

// Key returns the digest of the catalogue.
func (c Catalogue) Key() source.Digest { return keyOf(c) }
