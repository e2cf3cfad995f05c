package view

import (
	"cmp"
	"html/template"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/fxamacker/cbor/v2"
	"golang.org/x/text/language"

	"waymark/internal/check"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/source"
)

const (
	navWhole = 60 // a sidebar shows all siblings when there are at most so many,
	navMost  = 30 // else a stretch of so many,
	navStep  = 15 // one of which begins every so many
)

// A Maker makes the views of a handbook. It is safe for many goroutines.
type Maker struct {
	h       *handbook.Handbook
	base    string // what every address begins with
	site    Site
	siteKey source.Digest
	found   map[*handbook.Page][]check.Found

	mu   sync.Mutex
	navs map[navPlace]*keyedNav
}

type navPlace struct {
	folder  *handbook.Folder
	stretch int
}

type keyedNav struct {
	nav Nav
	key source.Digest
}

// For returns a maker of the handbook's views.
// judged is what the checks find on its pages.
func For(h *handbook.Handbook, judged ...check.Judged) *Maker {
	s := &h.Settings
	m := &Maker{h: h, base: s.Base(), navs: make(map[navPlace]*keyedNav), found: make(map[*handbook.Page][]check.Found, len(judged))}
	for _, j := range judged {
		m.found[j.Page] = j.Findings
	}
	m.site = Site{
		Title:       h.Title(),
		Description: s.Description,
		Lang:        s.Lang,
		Base:        m.base,
		BaseURL:     s.BaseURL,
		CSP:         s.Policy(),
		CustomCSS:   m.asset("custom.css"),
		Favicon:     cmp.Or(m.asset("favicon.svg"), m.asset("favicon.ico"), m.asset("favicon.png")),
		Logo:        m.asset(s.Logo.Text),
		Index:       !s.NoIndex,
		Repository:  s.Repository,
		Footer:      template.HTML(h.Footer),
	}
	for _, named := range s.Social {
		m.site.Social = append(m.site.Social, Link{named.Name, named.URL})
	}
	for _, e := range h.Nav {
		if e.Named || e.Folder != nil {
			m.site.Sections = append(m.site.Sections, Section{e.Name(), m.entryURL(e), kindOfChild(e.Child)})
		}
	}
	m.site.Sections = m.site.Sections[:min(len(m.site.Sections), navWhole)]
	m.site.Issue = Issue(s.NewIssue())
	if len(h.Tags) > 0 {
		m.site.Tags = m.url(handbook.TagsAddress)
	}
	if len(h.Lists) > 0 {
		m.site.Kinds = m.url(handbook.KindsAddress)
	}
	if s.BaseURL != "" && !s.NoFeeds && !s.NoIndex && slices.ContainsFunc(h.Pages, isNews) {
		m.site.Feed = s.BaseURL + "feed.xml"
	}
	if len(h.Reviews) > 0 {
		m.site.Reviews = m.url(handbook.ReviewsAddress)
	}
	if s.BaseURL != "" && !s.NoIndex && m.HasReviewCalendar() {
		m.site.ReviewFeed = s.BaseURL + handbook.ReviewFeed
	}
	m.siteKey = keyOf(m.site)
	return m
}

// Key returns the digest of everything that the page's HTML is made from.
func (p *Page) Key() source.Digest {
	keyed := *p
	keyed.Site, keyed.Nav, keyed.Heading, keyed.Content = Site{}, Nav{}, "", ""
	keyed.Parts = slices.Clone(p.Parts)
	for i := range keyed.Parts {
		keyed.Parts[i].HTML = ""
	}
	keyed.Compared = withoutHTML(p.Compared)
	return keyOf(keyed)
}

// keyOf returns the digest of a closed value: of its canonical encoding, in
// which maps are sorted.
func keyOf(v any) source.Digest {
	b, err := canonical.Marshal(v)
	if err != nil {
		panic("view: " + err.Error()) // a view that cannot be encoded is a mistake in this package
	}
	return source.Sum(b)
}

var canonical = func() cbor.EncMode {
	m, err := cbor.CanonicalEncOptions().EncMode()
	if err != nil {
		panic(err)
	}
	return m
}()

// A Place is one page of the site: which it is, and which part of its list.
type Place struct {
	Output string // below the output folder
	page   *handbook.Page
	folder *handbook.Folder
	tag    *handbook.Tag
	list   *handbook.List
	back   *handbook.Backlinks
	layout string

	address string // of the first part of its list
	part    int    // of its list, from 1
}

// Showing returns the place with another state of its page.
func (p Place) Showing(page *handbook.Page) Place {
	p.page = page
	return p
}

// Content returns the page whose body the place shows, or nil.
func (p Place) Content() *handbook.Page {
	if p.part > 1 {
		return nil
	}
	return p.page
}

// UsualLayout returns the layout that the place has unless its page asks for
// another.
func (p Place) UsualLayout() string { return p.layout }

// Places returns all places of the handbook: folders, pages, then lists.
func (m *Maker) Places() []Place {
	var places []Place
	listed := make(map[string]bool)
	add := func(p Place, address string, entries int) {
		if p.page == nil {
			if listed[address] || !m.h.Publishes(address) {
				return
			}
			listed[address] = true // a folder called tags has a list, too
		}
		p.address = address
		for p.part = 1; p.part <= handbook.ListPages(entries); p.part++ {
			p.Output = handbook.Output(handbook.ListPage(address, p.part))
			places = append(places, p)
		}
	}
	for _, f := range m.h.Folders {
		layout := "section"
		if f == m.h.Home {
			layout = "home"
		}
		add(Place{folder: f, page: f.Page, layout: layout}, f.Address, len(f.Children))
	}
	for _, p := range m.h.Pages {
		if !p.IsFolder {
			layout := "kinds/" + p.Kind.Name
			if m.h.Asks(p) {
				layout = "choose"
			}
			add(Place{page: p, folder: p.Folder, layout: layout}, p.Address, 0)
		}
	}
	if len(m.h.Tags) > 0 {
		add(Place{folder: m.h.Home, layout: "tags"}, handbook.TagsAddress, len(m.h.Tags))
	}
	for _, t := range m.h.Tags {
		add(Place{folder: m.h.Home, tag: t, layout: "tag"}, t.Address, len(t.Pages))
	}
	if len(m.h.Lists) > 0 {
		add(Place{folder: m.h.Home, layout: "kinds"}, handbook.KindsAddress, 0)
	}
	for _, l := range m.h.Lists {
		add(Place{folder: m.h.Home, list: l, layout: "list"}, l.Address, len(l.Pages))
	}
	if len(m.h.Owners) > 0 {
		add(Place{folder: m.h.Home, layout: "owners"}, handbook.OwnersAddress, len(m.h.Owners))
	}
	for _, l := range m.h.Owners {
		add(Place{folder: m.h.Home, list: l, layout: "list"}, l.Address, len(l.Pages))
	}
	if len(m.h.Reviews) > 0 {
		add(Place{folder: m.h.Home, layout: "reviews"}, handbook.ReviewsAddress, len(m.h.Reviews))
	}
	for _, b := range m.h.Backlinks {
		add(Place{folder: b.To.Folder, back: b, layout: "backlinks"}, b.Address, len(b.From))
	}
	add(Place{folder: m.h.Home, layout: "search"}, handbook.SearchAddress, 0)
	return append(places, Place{folder: m.h.Home, layout: "404", part: 1, address: "/", Output: "404.html"})
}

// Page makes the view of a place, all but its content. contentKey stands for
// the content.
func (m *Maker) Page(at Place, contentKey source.Digest) Page { return m.page(at, contentKey, false) }

// page makes the view of a place; inPreview says with what only the preview shows.
func (m *Maker) page(at Place, contentKey source.Digest, inPreview bool) Page {
	v := Page{
		Site: m.site, SiteKey: m.siteKey, ContentKey: contentKey,
		Layout: at.layout, Kind: "page", Lang: m.site.Lang, NoIndex: !m.site.Index,
	}
	nav := m.nav(at)
	v.Nav, v.NavKey = nav.nav, nav.key

	switch at.layout {
	case "home", "section":
		v.Title, v.Holds = at.folder.Title, kindOfChild(handbook.Child{Folder: at.folder})
		v.List = m.list(at, len(at.folder.Children), func(i int) Card { return m.card(at.folder.Children[i]) })
	case "tags":
		v.List = m.list(at, len(m.h.Tags), func(i int) Card {
			t := m.h.Tags[i]
			return Card{Title: t.Name, URL: m.url(t.Address), Count: len(t.Pages)}
		})
	case "tag":
		v.Title = at.tag.Name
		v.List = m.list(at, len(at.tag.Pages), func(i int) Card { return m.card(handbook.Child{Page: at.tag.Pages[i]}) })
	case "list":
		v.Listing = m.listing(at, at.list)
		v.List = m.list(at, len(at.list.Pages), func(i int) Card { return m.card(handbook.Child{Page: at.list.Pages[i]}) })
	case "owners":
		v.List = m.list(at, len(m.h.Owners), func(i int) Card {
			l := m.h.Owners[i]
			return Card{Title: "@" + l.Value, URL: m.url(l.Address), Count: len(l.Pages)}
		})
	case "reviews":
		v.Reviews = m.reviews(at)
		v.List = m.list(at, len(m.h.Reviews), func(i int) Card { return m.reviewCard(m.h.Reviews[i]) })
	case "backlinks":
		v.Title = at.back.To.Name()
		v.Listing = m.backlisting(at, at.back)
		v.List = m.list(at, len(at.back.From), func(i int) Card {
			card := m.card(handbook.Child{Page: at.back.From[i].Page})
			card.Sentence = at.back.From[i].Sentence
			return card
		})
	case "search":
		v.NoIndex = true
		v.List = m.outline()
	case "404":
		v.NoIndex = true
	}
	if at.layout != "404" { // which is shown at any address
		v.URL = m.url(handbook.ListPage(at.address, at.part))
	}
	v.Listings = m.listings(at)
	if m.site.BaseURL != "" && at.layout != "404" && at.layout != "search" {
		v.Canonical = m.h.Settings.Origin() + v.URL
		v.Image = m.image(at.Content())
	}
	v.Crumbs = m.crumbs(at)
	if at.page != nil {
		m.describe(&v, at, inPreview)
	}
	v.RightToLeft = rightToLeft(v.Lang)
	if at.Content() != nil && v.Canonical != "" {
		v.Data = m.linkedData(&v, at)
	}
	return v
}

// rightToLeft reports whether a language is written so, by the script that it is
// most likely written in.
func rightToLeft(lang string) bool {
	script, _ := language.Make(lang).Script()
	switch script.String() {
	case "Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi":
		return true
	}
	return false
}

// showsDiagram reports whether there is a diagram on a page, or on one that it shows
// parts of.
func showsDiagram(p *handbook.Page) bool {
	hasOne := func(p *handbook.Page) bool {
		return slices.ContainsFunc(p.Blocks, func(c page.Code) bool { return c.Drawn })
	}
	return hasOne(p) || slices.ContainsFunc(p.Repairs(), func(r handbook.Repair) bool { return hasOne(r.Told) || hasOne(r.Repaired) })
}

// describe adds what a page of the handbook says about itself.
func (m *Maker) describe(v *Page, at Place, inPreview bool) {
	p := at.page
	v.Kind, v.Title, v.Description, v.Lang = p.Kind.Name, p.Title, p.Description, p.Lang
	v.Number, v.Draft = p.Number(), p.Draft
	v.NoIndex = v.NoIndex || p.Values[kind.FieldNoIndex].Bool
	v.Fields = m.fields(p)
	v.Own = own(p.Values)
	if layout := p.Values[kind.FieldLayout].Text; layout != "" {
		v.Layout = layout
	}
	if at.part > 1 {
		return
	}
	v.TitleID = p.TitleID
	if toc, set := p.Values[kind.FieldTOC]; !set || toc.Bool {
		headings := p.Headings
		if p.Opening { // it is the title
			headings = headings[1:]
		}
		for _, h := range headings {
			if (h.Level == 2 || h.Level == 3) && h.Text != "" {
				v.TOC = append(v.TOC, Heading{h.Level, h.ID, h.Text})
			}
		}
	}
	if date, ok := p.Values[kind.FieldDate]; ok {
		v.Date = date.Day.Format(time.DateOnly)
	}
	if p.HasTwin() {
		v.Twin = m.url(handbook.Twin(p.Address))
	}
	v.Library, v.Edit = p.Library && m.h.Settings.Library != nil, m.h.EditAddress(p)
	if !p.Modified.IsZero() {
		v.Modified = p.Modified.Format(time.DateOnly)
	}
	v.Minutes, v.Containers, v.Tabs, v.Footnotes = minutes(p.Words), p.Containers, p.Tabs, p.Footnotes
	v.Diagrams = showsDiagram(p)
	v.Prev, v.Next = m.pageLink(p.Prev), m.pageLink(p.Next)
	for _, t := range p.Tags {
		v.Tags = append(v.Tags, m.link(t.Name, t.Address))
	}
	v.Fit, v.Beside = fit(p), m.beside(p)
	m.compare(v, p)
	v.Relations = m.relations(p)
	for _, part := range p.Parts {
		name := ""
		if part.Section != nil {
			name = part.Section.Name.String()
		}
		v.Parts = append(v.Parts, Part{Name: name, Title: part.Title, ID: part.ID})
	}
	for _, a := range p.Actions {
		v.Actions = append(v.Actions, Action{Text: a.Text, Who: m.people(a), By: a.By, Day: dayIn(a.By), Size: a.Size, Exit: a.Exit, Done: a.Done, Because: a.Because})
	}
	v.Glance = m.glance(p)
	if m.h.Asks(p) {
		v.Chooser = m.chooser()
	}
	v.Live = slices.Contains(p.Kind.Live, p.Status())
	v.Ends = ends(p)
	m.judge(v, p, m.found[p], inPreview)
}

// mostAtOnce is how many non-goals a reader takes in at once.
const mostAtOnce = 6

// glance returns what a strategy says in a few words.
func (m *Maker) glance(p *handbook.Page) Glance {
	g := Glance{Problem: m.h.Typeset(p, p.Gist.Problem), Policy: m.h.Typeset(p, p.Gist.Policy)}
	for _, text := range p.Gist.NonGoals[:min(len(p.Gist.NonGoals), mostAtOnce)] {
		g.NonGoals = append(g.NonGoals, m.h.Typeset(p, text))
	}
	if len(p.Gist.NonGoals) > mostAtOnce {
		g.More = len(p.Gist.NonGoals)
	}
	return g
}

// minutes returns how long reading takes.
func minutes(words int) int {
	const aMinute = 220 // words that adults read of a text that explains something
	if words == 0 {
		return 0
	}
	return max(1, (words+aMinute/2)/aMinute)
}

// list makes the part of a list that the place shows.
func (m *Maker) list(at Place, total int, card func(i int) Card) List {
	l := List{Total: total, Number: at.part, Of: handbook.ListPages(total)}
	for i := (at.part - 1) * handbook.PerPage; i < min(total, at.part*handbook.PerPage); i++ {
		l.Cards = append(l.Cards, card(i))
	}
	if at.part > 1 {
		l.Prev = m.url(handbook.ListPage(at.address, at.part-1))
	}
	if at.part < l.Of {
		l.Next = m.url(handbook.ListPage(at.address, at.part+1))
	}
	return l
}

func (m *Maker) card(c handbook.Child) Card {
	card := Card{Title: c.Name(), URL: m.url(c.Address())}
	if c.Page != nil {
		values := c.Page.Values
		card.Description = cmp.Or(c.Page.Description, m.h.Typeset(c.Page, cmp.Or(values[kind.FieldStatement].Text, values[kind.FieldSlice].Text)), c.Page.Summary)
		card.Draft, card.Kind, card.Status = c.Page.Draft, c.Page.Kind.Name, status(c.Page)
		card.Outcome, card.Basis = values[kind.FieldOutcome].Text, values[kind.FieldBasis].Text
		card.Default, card.Specimen = values[kind.FieldDefault].Bool, values[kind.FieldSpecimen].Bool
		if date, ok := c.Page.Values[kind.FieldDate]; ok && c.Page.Kind == kind.Decision {
			card.Date = date.Day.Format(time.DateOnly)
		}
	}
	if c.Folder != nil {
		card.Kind, card.Holds, card.Count = "section", kindOfChild(c), c.Folder.Count
		if card.Description == "" {
			card.First, card.More = m.firstOf(c.Folder)
		}
	}
	return card
}

// outline makes the list of what is at the top of the handbook: sections, each with
// the first of what it holds, then pages; of more than a sidebar shows, the first.
func (m *Maker) outline() List {
	var children []handbook.Child
	for _, folders := range []bool{true, false} {
		for _, c := range m.h.Home.Children {
			if (c.Folder != nil) == folders {
				children = append(children, c)
			}
		}
	}
	l := List{Total: len(children), Number: 1, Of: 1}
	for _, c := range children[:min(len(children), navWhole)] {
		card := m.card(c)
		if c.Folder != nil {
			card.First, card.More = m.firstOf(c.Folder)
		}
		l.Cards = append(l.Cards, card)
	}
	return l
}

// mostFirst is how many of the pages that something holds are shown with it.
const mostFirst = 3

// firstOf returns the first children of a folder, and whether it has more.
func (m *Maker) firstOf(f *handbook.Folder) (first []Link, more bool) {
	for _, c := range f.Children[:min(len(f.Children), mostFirst)] {
		first = append(first, Link{Title: c.Name(), URL: m.url(c.Address())})
	}
	return first, len(f.Children) > mostFirst
}

// kindOfChild returns the kind of a page, or of a folder's pages: section when
// they are of none in particular.
func kindOfChild(c handbook.Child) string {
	switch {
	case c.Folder != nil && c.Folder.Holds != nil && c.Folder.Holds != kind.Page:
		return c.Folder.Holds.Name
	case c.Folder != nil:
		return "section"
	case c.Page != nil:
		return c.Page.Kind.Name
	}
	return ""
}

// listing returns a list as a page at a place shows it.
func (m *Maker) listing(at Place, l *handbook.List) Listing {
	listing := Listing{By: string(l.By), Value: l.Value, URL: m.url(l.Address), Count: len(l.Pages), Here: l == at.list}
	if l.Kind != nil {
		listing.Kind = l.Kind.Name
	}
	if at.layout == "search" {
		for _, p := range l.Pages[:min(len(l.Pages), mostFirst)] {
			listing.First = append(listing.First, m.pageLink(p))
		}
		listing.More = len(l.Pages) > mostFirst
	}
	return listing
}

func (m *Maker) backlisting(at Place, b *handbook.Backlinks) Listing {
	return Listing{By: "relation", Value: b.Relation.String(), URL: m.url(b.Address), Count: len(b.From), Here: b == at.back}
}

func (m *Maker) ownersListing(at Place) Listing {
	return Listing{By: "owners", URL: m.url(handbook.OwnersAddress), Count: len(m.h.Owners), Here: at.layout == "owners"}
}

// listings returns the lists to go to from a place: from a section those of the
// kinds in it, from a list those of its kind, from owners those of what teams
// write, from the list of kinds all, from the search those of all pages of a kind, each
// with the first of them. There are as many as there are kinds and
// statuses, and one for all owners.
func (m *Maker) listings(at Place) []Listing {
	if at.back != nil {
		return m.backlistings(at)
	}
	wanted := func(*handbook.List) bool { return false }
	switch {
	case at.layout == "section":
		wanted = sectionLists(at.folder)
	case at.list != nil && at.list.Kind != nil:
		wanted = func(l *handbook.List) bool { return l.Kind == at.list.Kind }
	case at.list != nil, at.layout == "owners":
		wanted = func(l *handbook.List) bool { return l.By == handbook.ByStatus || l.By == handbook.ByDate }
	case at.layout == "kinds":
		wanted = func(*handbook.List) bool { return true }
	case at.layout == "search":
		wanted = func(l *handbook.List) bool { return l.By == handbook.ByKind }
	}
	var listings []Listing
	written := false
	for _, l := range m.h.Lists {
		if wanted(l) {
			listings = append(listings, m.listing(at, l))
			written = written || l.Kind.Live != nil
		}
	}
	if written && len(m.h.Owners) > 0 {
		listings = append(listings, m.ownersListing(at))
	}
	return listings
}

// sectionLists returns which lists a section leads to: those of the kinds in it,
// but not that of all pages of a kind when the section itself shows them all.
func sectionLists(f *handbook.Folder) func(*handbook.List) bool {
	count := make(map[*kind.Kind]int)
	for _, c := range f.Children {
		if c.Folder == nil {
			count[c.Page.Kind]++
		}
	}
	return func(l *handbook.List) bool {
		n := count[l.Kind]
		return n > 0 && (l.By != handbook.ByKind || len(l.Pages) > n)
	}
}

// backlistings returns the lists of all that points at the same page, where there
// is more than this one.
func (m *Maker) backlistings(at Place) (listings []Listing) {
	for _, b := range at.back.To.Backlinks {
		if b.Address != "" {
			listings = append(listings, m.backlisting(at, b))
		}
	}
	if len(listings) == 1 {
		return nil
	}
	return listings
}

// nav returns the sidebar of a place: the children of the reader's own section,
// of a long one those around the page. Stretches overlap, so that a page always
// has neighbours on both sides, and pages of a stretch share one sidebar.
func (m *Maker) nav(at Place) *keyedNav {
	place := navPlace{folder: at.folder}
	entries := m.entries(at.folder)
	n, shown := len(entries), len(entries)
	if n > navWhole {
		shown = navMost
		if at.page != nil && !at.page.IsFolder {
			place.stretch = min(max(at.page.Position/navStep, 1)-1, (n-navMost+navStep-1)/navStep)
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if made := m.navs[place]; made != nil {
		return made
	}
	f := place.folder
	nav := Nav{Title: m.title(f), URL: m.url(f.Address), Total: n}
	if f.Parent != nil {
		nav.Up = m.link(m.title(f.Parent), f.Parent.Address)
	}
	first := min(place.stretch*navStep, n-shown)
	for _, e := range entries[first : first+shown] {
		item := NavItem{Title: e.Name(), URL: m.entryURL(e), Kind: kindOfChild(e.Child), Folder: e.Folder != nil}
		if e.Page != nil {
			item.Draft = e.Page.Draft
		}
		nav.Items = append(nav.Items, item)
	}
	if len(nav.Items) < nav.Total {
		nav.All = Link{Title: strconv.Itoa(nav.Total), URL: nav.URL}
	}
	made := &keyedNav{nav, keyOf(nav)}
	m.navs[place] = made
	return made
}

// entries returns what the sidebar of a folder shows.
func (m *Maker) entries(f *handbook.Folder) []handbook.NavEntry {
	if f == m.h.Home {
		return m.h.Nav
	}
	entries := make([]handbook.NavEntry, len(f.Children))
	for i, c := range f.Children {
		entries[i].Child = c
	}
	return entries
}

func (m *Maker) entryURL(e handbook.NavEntry) string {
	if e.URL != "" {
		return e.URL
	}
	return m.url(e.Address())
}

// crumbs returns the way from home to the place's parent.
func (m *Maker) crumbs(at Place) []Crumb {
	if at.layout == "home" {
		return nil
	}
	way := []Crumb{{Title: m.site.Title, URL: m.url("/")}}
	list := func(by handbook.By, address string) {
		way = append(way, Crumb{URL: m.url(address), Listing: Listing{By: string(by)}})
	}
	switch {
	case at.tag != nil:
		list("tags", handbook.TagsAddress)
	case at.list != nil && at.list.By == handbook.ByOwner:
		list("owners", handbook.OwnersAddress)
	case at.list != nil:
		list("kinds", handbook.KindsAddress)
		if at.list.By != handbook.ByKind {
			list(handbook.ByKind, handbook.KindsAddress+at.list.Kind.Name+"/")
			way[len(way)-1].Listing.Kind, way[len(way)-1].Listing.Value = at.list.Kind.Name, "all"
		}
	case at.back != nil:
		way = append(way, m.folderCrumbs(at.folder)...)
		if to := at.back.To; !to.IsFolder {
			way = append(way, Crumb{Title: to.Name(), URL: m.url(to.Address)})
		}
	case at.layout == "section":
		way = append(way, m.folderCrumbs(at.folder.Parent)...)
	default:
		way = append(way, m.folderCrumbs(at.folder)...)
	}
	return way
}

// mostFolders is how many folders a page shows that it is in (invariant 9).
const mostFolders = 12

// folderCrumbs returns the way from home to a folder and into it, home left out.
// Of a way that is longer than any reader needs, one crumb stands for the upper
// part.
func (m *Maker) folderCrumbs(f *handbook.Folder) (way []Crumb) {
	for ; f.Parent != nil; f = f.Parent {
		if len(way) == mostFolders {
			way = append(way, Crumb{Title: "…", URL: m.url(f.Address)})
			break
		}
		way = append(way, Crumb{Title: f.Title, URL: m.url(f.Address)})
	}
	slices.Reverse(way)
	return way
}

// fit returns how a strategy meets the constraints of its pattern.
func fit(p *handbook.Page) []Fit {
	var fits []Fit
	for _, r := range p.Relations {
		if r.Field != kind.RelationStrategyPattern {
			continue
		}
		for _, constraint := range r.Page.Values[kind.FieldConstraints].Records {
			f := Fit{Constraint: constraint[kind.ConstraintText].Text, Need: constraint[kind.ConstraintNeed].Text}
			f.Evidence = kind.TextsOf(p.Values[kind.FieldFit].Texts[constraint[kind.ConstraintID].Text])
			fits = append(fits, f)
		}
	}
	return fits
}

// beside returns what the vision of a strategy says.
func (m *Maker) beside(p *handbook.Page) Beside {
	for _, r := range p.Relations {
		if r.Field == kind.RelationStrategyVision {
			vision := r.Page
			return Beside{vision.Title, m.url(vision.Address), m.h.Typeset(vision, vision.Values[kind.FieldStatement].Text), vision.Settles}
		}
	}
	return Beside{}
}

// relations shows who points at a page, the first of each relation.
func (m *Maker) relations(p *handbook.Page) []Group {
	var groups []Group
	for _, b := range p.Backlinks {
		g := Group{Relation: b.Relation.String(), Total: len(b.From)}
		if b.Address != "" {
			g.All = m.url(b.Address)
		}
		for _, from := range b.From[:min(len(b.From), handbook.ShownBacklinks)] {
			g.Backlinks = append(g.Backlinks, m.backlink(from))
		}
		groups = append(groups, g)
	}
	return groups
}

func (m *Maker) backlink(b handbook.Backlink) Backlink {
	return Backlink{
		Title: b.Page.Name(), URL: m.url(b.Page.Address), Kind: b.Page.Kind.Name, Status: status(b.Page), Outcome: b.Page.Values[kind.FieldOutcome].Text, Draft: b.Page.Draft,
		Sentence: b.Sentence,
	}
}

// status returns how far a page is that teams write; of others, nothing. A specimen
// is a draft of nobody's, so it has only a status that was written.
func status(p *handbook.Page) string {
	switch {
	case p.Kind.Live == nil:
		return ""
	case p.Values[kind.FieldSpecimen].Bool:
		return p.Values[kind.FieldStatus].Text
	}
	return p.Status().String()
}

// fields makes the fields of a page's kind ready to be shown.
func (m *Maker) fields(p *handbook.Page) map[string]Field {
	fields := make(map[string]Field, len(p.Kind.Fields))
	for _, f := range p.Kind.Fields {
		fields[f.Name.String()] = m.field(p, f, p.Values[f.Name])
	}
	return fields
}

func own(values kind.Values) map[string][]string {
	all := make(map[string][]string)
	for name, items := range values.Own() {
		all[name] = kind.TextsOf(items)
	}
	return all
}

func (m *Maker) field(p *handbook.Page, f kind.Field, v kind.Value) Field {
	out := Field{Text: v.Text, Yes: v.Bool, List: kind.TextsOf(v.List)}
	if f.Type == kind.String {
		out.Text = m.h.Typeset(p, v.Text)
	}
	if f.Type == kind.Handles {
		out.Links = m.handles(out.List)
	}
	if f.Type == kind.Int && v.Text == "" && v.At.Line > 0 {
		out.Text = strconv.Itoa(v.Int)
	}
	if f.Type == kind.Horizon && kind.IsLength(v.Text) {
		out.Text = cmp.Or(ends(p), v.Text)
	}
	if len(out.List) > 0 {
		out.Text = strings.Join(out.List, ", ")
	}
	for _, record := range v.Records {
		row := make(map[string]string, len(f.Of))
		for _, sub := range f.Of {
			row[sub.Name.String()] = record[sub.Name].Text
		}
		out.Records = append(out.Records, row)
	}
	for _, r := range p.Relations {
		if r.Field == p.Kind.Relation(f.Name) {
			out.Links = append(out.Links, m.pageLink(r.Page))
		}
	}
	return out
}

// handles returns where teams and people are met.
// people returns who does an action: handles, and names as they are written.
func (m *Maker) people(a kind.Action) []Link {
	links := m.handles(a.Who)
	for i, who := range a.Who {
		if slices.Contains(a.Named, who) {
			links[i] = Link{Title: who}
		}
	}
	return links
}

// dayIn returns a text that is a day, else nothing.
func dayIn(text string) string {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return ""
	}
	return text
}

func (m *Maker) handles(names []string) []Link {
	var links []Link
	for _, name := range names {
		links = append(links, Link{"@" + name, m.h.Settings.HandleAddress(name)})
	}
	return links
}

func (m *Maker) pageLink(p *handbook.Page) Link {
	switch {
	case p == nil:
		return Link{}
	case p.Off != "":
		return Link{Title: p.Title}
	}
	return m.link(p.Name(), p.Address)
}

// title is what ways to a folder call it: home has the site's title there,
// whatever its page is called.
func (m *Maker) title(f *handbook.Folder) string {
	if f.Parent == nil {
		return m.site.Title
	}
	return f.Title
}

func (m *Maker) link(title, address string) Link { return Link{title, m.url(address)} }

func (m *Maker) url(address string) string { return handbook.URL(m.base, address) }

// asset returns the address of a file in content/, or nothing when there is none.
func (m *Maker) asset(name string) string {
	name = path.Clean(strings.TrimPrefix(name, "/"))
	if m.h.Asset(name) == nil {
		return ""
	}
	return m.url("/" + name)
}
