// Package view holds what outputs are made from: closed values, one type for
// each sort of output (invariant 2). A view has no pointers into the handbook,
// no functions, no clock; its maps are only looked up or printed in order of
// their keys. What a template can see is in its view, and nothing else.
//
// Every address in a view is ready to be written: percent-encoded and with the
// base path in front.
package view

import (
	"html/template"

	"waymark/internal/source"
)

// Site is what every page shows of the handbook as a whole.
type Site struct {
	Title       string
	Description string
	Lang        string
	Base        string        // the base path, "/" or "/repo/"
	BaseURL     string        // with scheme and host, ends with "/"; empty when unknown
	CSP         string        // the Content-Security-Policy
	CustomCSS   string        // address of the handbook's own custom.css, or empty
	Favicon     string        // address of the handbook's own favicon, or empty
	Logo        string        // address of the handbook's own logo, or empty
	Sections    []Section     // the top-level sections, in order
	Tags        string        // address of the page of all tags; empty without tags
	Kinds       string        // address of the page of all kinds; empty when no page is of one
	Feed        string        // address of the feed, with scheme and host; empty: there is none
	Reviews     string        // address of the list of reviews; empty: nothing is due
	ReviewFeed  string        // address of its feed, with scheme and host; empty: there is none
	Repository  string        // where the handbook's files are kept; empty when unknown
	Footer      template.HTML // the handbook's own line at the end of every page
	Social      []Link        // addresses of its people elsewhere
	Index       bool          // search engines are welcome
	Issue       Issue         // where an issue is opened; zero when unknown
}

// A Section is a section at the top of the handbook.
type Section struct {
	Title string
	URL   string
	Kind  string // of its pages; "section": of no kind in particular; empty: no section, but a link
}

// An Issue is where an issue is opened, and what the address calls its title and
// its text.
type Issue struct {
	URL   string
	Title string
	Text  string
}

// Page is what one HTML page of the theme is made from, whatever its layout.
type Page struct {
	Site Site // not part of the key by itself: SiteKey stands for it

	Layout      string // page, section, home, tag, tags, kinds, list, owners, reviews, backlinks, search, choose, 404, kinds/pattern …, or one the author asked for
	Kind        string // pattern, pitfall … page
	Holds       string // of a folder: the kind of its pages, or section
	Title       string
	Number      string // 0002, by which the page is known; empty: none, or Title begins with it
	TitleID     string // id of the title's heading; may be empty
	Description string
	URL         string // the page's own address
	Canonical   string // with scheme and host; empty without base_url
	Lang        string
	RightToLeft bool // Lang is written so
	Draft       bool
	NoIndex     bool
	Crumbs      []Crumb   // from home to the page's parent
	TOC         []Heading // in the order written; the theme shows them in the order in which the layout has them
	Prev, Next  Link      // zero when there is none
	Tags        []Link
	Fields      map[string]Field    // every field of the page's kind, set or not
	Own         map[string][]string // the author's own fields, which no kind knows
	Parts       []Part              // the body by the sections of its kind, in the order written; none: only Content
	Actions     []Action            // of a strategy
	Statement   template.HTML       // of a vision that is a specimen: its statement with phrases marked; empty: as in Fields
	Glance      Glance              // of a strategy: what it says in a few words
	Fit         []Fit               // of a strategy: how it meets the constraints of its pattern
	Compared    []Comparison        // of an example: texts, each next to its repair
	Counted     int                 // of a specimen and of comparisons: how many findings have numbers
	Beside      Beside              // of a strategy: the vision to read it with; zero: none
	Chooser     Chooser             // of the chooser
	Live        bool                // of what teams write: it is in force
	Ends        string              // 2026-10-31: the last day of the horizon; empty when unknown
	Findings    []Finding           // of the checks, about the page as a whole; others stand with their part or action
	Accepted    []Finding           // what the checks find and the authors accept
	Relations   []Group             // who points here
	List        List                // what a section, a tag or home lists
	Listing     Listing             // which list of pages this is; zero: none
	Listings    []Listing           // lists to go to from here
	Reviews     Reviews             // of the list of reviews
	Date        string              // the page's own date, 2026-03-31; empty: none
	Twin        string              // address of the page's Markdown; empty: there is none
	Image       Image               // the picture that other sites show with a link here; zero without a base URL
	Data        LinkedData          // what the page says of itself to search engines; zero: nothing
	Library     bool                // the page comes with Waymark, and whoever reads the handbook may want to know that
	Edit        string              // where the page's file is edited; empty when unknown
	Modified    string              // date of the last change, 2026-03-31; empty when unknown
	Minutes     int                 // that reading the body takes; 0: there is no text
	Diagrams    bool                // the body has diagrams, which have a style sheet
	Containers  bool                // the body has details, tabs, cards or steps, which have a style sheet
	Footnotes   bool                // the body has footnotes, which a script opens in place
	Tabs        bool                // the body has tabs, which need a script to be more than sections

	Nav     Nav           // the sidebar; not part of the key by itself: NavKey stands for it
	Heading template.HTML // what is in the heading that is the title, on the page alone; empty: Title. Not part of the key, as Content
	Content template.HTML // the body; not part of the key by itself: ContentKey stands for it
	Sidebar template.HTML // made by the theme of Site and Nav when it renders; empty until then

	SiteKey    source.Digest
	NavKey     source.Digest
	ContentKey source.Digest
}

// A Link is a page to go to. Titles of links, cards and the like begin with the number
// of a page that has one: 0002 · Use queues. The zero Link leads nowhere.
type Link struct {
	Title string
	URL   string
}

// A Crumb is a step on the way to a page.
type Crumb struct {
	Title   string
	URL     string
	Listing Listing // of a list, which words give a name instead of a title
}

// A Heading is an entry of a page's table of contents.
type Heading struct {
	Level int // 2 or 3
	ID    string
	Text  string
}

// A Field is a value of the front matter, ready to be shown. The zero Field has
// not been set.
type Field struct {
	Text    string              // as one text, whatever the type
	Yes     bool                // of a Bool
	List    []string            // of a list
	Links   []Link              // of a relation; of handles, without a URL when nobody has said where they lead
	Records []map[string]string // of a list of records
}

// A Part is a stretch of the body: a section that the page's kind knows, or what
// lies between two of them.
type Part struct {
	Name  string // of the section, as the kind has it: Guiding policy; empty: none that it knows
	Title string // of its heading, as written
	ID    string
	HTML  template.HTML // not part of the key by itself: ContentKey stands for it

	Findings []Finding
	Phrases  []Phrase // that are marked in a specimen
}

// An Action is a step of a strategy.
type Action struct {
	Text    string
	Who     []Link // handles, and names as they are written
	By      string // when, as written; empty: nothing says so
	Day     string // that, if it is a day
	Size    string // 6w; empty: none
	Exit    string
	Done    string
	Because string

	Findings []Finding
	HTML     template.HTML // in a specimen: Text with phrases marked; else empty
}

// Glance is what a strategy says, in so few words that a reader takes it in at once.
// What the strategy does not say is empty.
type Glance struct {
	Problem  string
	Policy   string
	NonGoals []string // the first of them
	More     int      // how many there are in all, when that is more than those; else 0
}

// Beside is what a vision says, for its strategies to be read with: the vision
// says yes where the strategy says no.
type Beside struct {
	Title     string
	URL       string
	Statement string
	Settles   []string // what it decides
}

// A Comparison is a vision or a strategy beside the page that repairs it, part by part.
type Comparison struct {
	Kind     string
	Told     Link
	Repaired Link
	Basis    string // of the repair: whose claim it is; may be empty
	Rows     []Row
}

// A Row is one part of a text, as it was told and as it was repaired.
type Row struct {
	Name           string // of the section, as the kind has it; empty: what is found is about the text as a whole
	Title          string // of its heading, as written
	Told, Repaired Passage
	Findings       []Finding // about what was told
}

// A Passage is the text of a part.
type Passage struct {
	Statement string        // of a vision: the sentence that says it
	IsMissing bool          // nothing is written
	HTML      template.HTML // with the statement, and with phrases marked; not part of the key by itself: TextKey stands for it
	Phrases   []Phrase      // that are marked
	TextKey   source.Digest
}

// A Phrase is words of a passage that a finding points at, or that fix what it finds.
type Phrase struct {
	Text     string // as it was typed
	Number   int    // of the finding
	Severity string // of the finding; empty: the words fix it
}

// Fit is a constraint of a pattern, and what a strategy has to show for it.
type Fit struct {
	Constraint string
	Need       string // necessary or helpful; empty: not said
	Evidence   []string
}

// A Card is a page as a list shows it.
type Card struct {
	Title       string
	URL         string
	Description string // of a vision without one: its statement; of a strategy: its slice; else the first sentence
	Sentence    string // on a list of backlinks: that its link stands in; may be empty
	Kind        string // section: a folder
	Holds       string // of a folder: the kind of its pages, or section
	Status      string // of what teams write; empty: none
	Outcome     string // of an example; empty: none
	Basis       string // how one knows; empty: not said
	Default     bool   // the pattern to choose when nothing speaks for another
	Specimen    bool   // shown because of its faults
	Date        string // of a decision, 2026-03-31; empty: none
	Draft       bool
	Count       int    // on the list of tags: how many pages; on a section's card: how many below it
	First       []Link // of a folder that nothing else is said about: the first of what it holds
	More        bool   // it holds more than those
}

// A Listing is a list of pages, put together by kind, status, date, owner, tag, or
// by their relation to a page.
type Listing struct {
	By    string // kind, status, date, owner, relation; kinds, owners, tags: the list of all of these
	Kind  string // of its pages; empty: of any kind
	Value string // all; the status, or live; date; the owner's handle; the relation
	URL   string
	Count int
	Here  bool   // it is this very page
	First []Link // on the search page: the first of its pages
	More  bool   // it has more than those
}

// A List is what a section, a tag or the home page lists, a hundred a page
// (invariant 9).
type List struct {
	Cards      []Card
	Total      int
	Number     int    // of this page, from 1
	Of         int    // how many pages the list has
	Prev, Next string // addresses; empty at the ends
}

// A Group is the pages that point at this one by one relation.
type Group struct {
	Relation  string     // example.shows, or link
	Backlinks []Backlink // at most 20: what is live first, then in reading order
	Total     int
	All       string // address of the list of all; empty when all are here
}

// A Backlink is a page that points at this one.
type Backlink struct {
	Title    string
	URL      string
	Kind     string
	Status   string // of what teams write; empty: none
	Outcome  string // of an example; empty: none
	Draft    bool
	Sentence string // that its link here stands in, as plain text; empty: none, as of front matter
}

// Nav is the sidebar of a stretch of a section: at most sixty siblings.
// The theme makes its HTML once for all pages that share it.
type Nav struct {
	Title string // the section
	URL   string
	Up    Link // the section above; zero at the top
	Items []NavItem
	All   Link // "all 312", when not all are here; zero otherwise
	Total int
}

// A NavItem is a page or a folder in the sidebar.
type NavItem struct {
	Title  string
	URL    string
	Kind   string // of a folder: of its pages, or section; empty: a link out
	Draft  bool
	Folder bool
}

// Redirect is the page at an old address.
type Redirect struct {
	Output    string
	Lang      string
	Title     string // of the page it leads to
	URL       string
	Canonical string // with scheme and host; URL without base_url
	CSP       string
}

// Sitemap is what search engines are told of.
type Sitemap struct {
	Entries []SitemapEntry
}

// A SitemapEntry is one address, with scheme and host.
type SitemapEntry struct {
	URL      string
	Modified string // 2026-03-31; empty when unknown
}

// Robots is what robots.txt says.
type Robots struct {
	Sitemap string // address of the sitemap, with scheme and host; empty without base_url
}
