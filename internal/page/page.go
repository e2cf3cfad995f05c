// Package page reads one Markdown file into plain data.
//
// Parse never fails and knows nothing but the file and the parser's settings:
// the same bytes and settings give the same page, so a page can be remembered
// by the digest of both (invariant 3). Where other files have a say (the
// address of a link, the size of an image, the text of an included file) or
// where work can wait (the colours of a code block, the picture of a diagram), the HTML has a gap, and
// Body.Fill puts in what package handbook has found out. No goldmark node leaves
// this package. What is wrong with the file is reported in Page.Diags and is
// remembered and replayed with it.
//
// # Markdown
//
// CommonMark, and as on GitHub: tables, strikethrough, task lists, bare
// addresses up to the next space or CJK punctuation, alerts (> [!NOTE], here with a title of their own after the
// bracket; folded with [!NOTE]-, or +, and by the names of other tools, see alert.go),
// footnotes, emoji by name. Besides: definition lists, {#id} and
// {.class} behind a heading, and, behind a fence, the language and
//
//	title="…" {2-4,7} linenos diff file="…" lines="3-9"
//
// in any order. A fence in Mermaid is a diagram, which package diagram draws, or code if
// that doesn't understand all of it. Links in double brackets name a page, or a picture: [[Page]]; see
// wiki.go. Containers stand between two lines of colons, the first with a name
// and, where it makes sense, a title and {#id} behind it:
//
//	:::details Title      shown when asked for; {open}: from the start
//	::::tabs              holds :::tab Name and nothing else
//	:::cards              a list: - [Title](page.md): one line
//	:::steps              a numbered list
//	:::note Title         as > [!NOTE], and so for the other alerts
//
// They nest, the outer one with more colons or with as many. Of raw HTML what GitHub
// shows is let through, each element balanced, in safehtml.go, filter.go and
// balance.go; of the rest the text is, and it is reported once a page. The first
// heading of level 1, in raw HTML too, is the page's title and no part of its HTML,
// unless the front matter has another. Without both, a lower heading that
// the text begins with may stand for it: package handbook says whether it does. An image with a title that is alone
// in its paragraph is a figure, the title its caption.
//
// Of a file that ends in .mdx it reads what is left without imports, exports and
// the tags of components (P029); see mdx.go.
//
// # HTML
//
// What a style sheet needs to know: div.heading around a heading and its a.anchor; div.alert with the
// word as a second class, and p.alert-title in it; details.alert.details with
// summary.alert-title, if it is folded; details.details; div.tabs with
// div.tab and, first in it, p.tab-name, which labels it; ul.cards with li.card
// and, first in that, p.card-title with the link; div.steps; div.table, which scrolls, around
// each table; table.stack, of which each row can be shown as a card, with
// the heads of the columns in data-label; li.task; sup > a[role=doc-noteref] and section.footnotes with
// a[role=doc-backlink]; and of code, .code with .diff and .linenos, and in it
// .line with .marked, .added and .removed, data-line, and chroma's short classes; and of
// diagrams, figure.diagram with the type as a second class, div.canvas, which scrolls,
// around the picture, and details.outline.
// Of raw HTML that is safe, <details> has the class too, and a table lies in
// div.table. There is no style attribute, no script and no word that an author has
// not written.
//
// # Limits
//
// Reading takes time and memory in proportion to the size of the file, whatever is
// in it; what that takes is in limit.go.
package page

import (
	"cmp"
	"slices"

	"waymark/internal/diag"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// Settings are the handbook's settings that change how a file is read. They are
// part of what a page is remembered by.
type Settings struct {
	RawHTML     HTML   // which raw HTML is let through
	Typographer bool   // quotation marks of the page's language, dashes, ellipses
	CommonMark  bool   // nothing but CommonMark: our additions and GitHub's off
	Lang        string // of pages that name no other; set for the typographer alone
}

// A Page is what one Markdown file says. It is immutable plain data; what is
// large is apart, in Body.
type Page struct {
	Path       string        // below content/: patterns/no-vision.md
	Digest     source.Digest // of the file and the settings
	Meta       meta.Node     // the front matter: a Map, or absent
	Title      string        // text of the body's first level-1 heading, which is then no part of Body.HTML; else empty
	TitleID    string        // that heading's id, so that links to it lead to the page's own title
	Opens      bool          // there is no such heading, and the text begins with Headings[0], a lower one, which may stand for it
	Summary    string        // the first sentence of its first paragraph that begins with a whole one, as plain text of at most 240 characters and a mark of what is cut off; for lists, where nothing better is said
	Words      int           // of the text, code blocks left out; where a script has no spaces, as many as its letters would make
	Headings   []Heading
	Anchors    []string // ids of containers and in raw HTML, which a link may lead to as well
	Containers bool     // it has containers, <details>, or HTML that may have anything; an alert is none unless it is folded
	Tabs       bool     // it has tabs
	Footnotes  bool     // it has footnotes
	Links      []Link
	Images     []Image
	Pictures   []Picture
	Loads      []Load // in raw HTML
	Code       []Code
	Accepts    []Accept
	NoText     bool // nothing of the file could be read, which is reported
	MeantDraft bool // its front matter cannot be read, and seems to say that it is a draft
	Diags      []diag.Diagnostic
}

// A Heading is a heading of the body, in order of appearance. Ids follow
// GitHub's rule, letters of every script kept; an explicit {#id} wins.
type Heading struct {
	Level int
	ID    string
	Text  string
	At    meta.Span
}

// A Link is a link as the author wrote it. What it leads to is found out in
// package handbook. Reference definitions that nothing uses are links too, so
// that they are judged; they have no gap.
type Link struct {
	Dest     string // Markdown's escapes and entities resolved, percent escapes kept; in double brackets, a name
	Text     string
	Wiki     Wiki      // whether it is written in double brackets
	Sentence string    // that it stands in, as plain text of at most 240 characters and marks of what is cut off; empty: none that says more than the link
	At       meta.Span // of the destination where it can be told, else of the link
}

// An Image is an image as the author wrote it. An image of another host in raw
// HTML is one too, so that it is judged; it has no gap.
type Image struct {
	Dest   string // in double brackets, a name
	Alt    string
	Title  string
	Width  string // that the author asks for: 120, 50%
	Height string
	Wiki   bool // it is written in double brackets
	InLink bool // it stands in a link
	At     meta.Span

	Attributes string // that its tag has besides address and size, as HTML

	// Of one in raw HTML that is safe:
	Tag        bool // it is one
	Decorative bool // alt="": there is nothing to say of it
	Repeats    bool // it stands in the title, which says in text what its alternative says
}

// A Picture is a <source> in raw HTML that is safe: other forms of the image that
// comes after it.
type Picture struct {
	Attributes string // that its tag has besides the forms, as HTML
	Forms      []Form
}

// A Form is an image file that a browser may choose.
type Form struct {
	Dest string
	Link int    // into Page.Links, of one of the handbook; -1: it is on another host
	Size string // when to choose it: 2x, 640w
}

// A Load is what raw HTML has a reader's browser load or run, but for images,
// whether it lies in the handbook or elsewhere. Package handbook knows what the
// policy of its pages allows.
type Load struct {
	Directive string // of the Content-Security-Policy: media-src
	Dest      string // empty: it is written into the page, as a script or a style can be
	At        meta.Span
}

// Code is a fenced or indented code block, not yet coloured.
type Code struct {
	Language    string // as written after the fence; empty: plain text
	Text        string // ends with a line end unless empty; empty when File is set
	Title       string
	Marks       [][2]int // marked lines, first and last, counted from 1 within the block
	LineNumbers bool
	FirstLine   int    // the number of the block's first line, 1 unless it is included from further down
	Diff        bool   // lines that begin with + or - are shown as added and removed
	File        string // the included file, as written; empty: Text is the code
	Lines       [2]int // first and last line to include; 0, 0: all
	At          meta.Span

	Drawn bool     // it is a diagram that was understood; then also:
	Says  string   // what it says, in its author's words
	Links []int    // of its nodes, into Page.Links
	Hrefs []string // where they lead, which package handbook knows
}

// A Body is the HTML of a page, with gaps.
type Body struct {
	Fragment
	Title Fragment // what is in the title's heading; empty: the title is no heading

	Sections      []Section // in order of their headings; none in CommonMark mode
	Cuts          []Cut     // in order of From
	TitleMarkdown [2]int    // where in the file the text of the title's heading is, or of one that opens; 0, 0: nowhere
	Opening       [2]int    // of a page that opens with a heading: where in the HTML the text of that is
}

// A Fragment is a stretch of HTML with gaps.
type Fragment struct {
	HTML []byte
	Gaps []Gap // in order of At
}

// A Gap is a place in a Fragment's HTML where something is to be put in.
type Gap struct {
	At    int // offset in HTML
	Kind  GapKind
	Index int // into Page.Links, Page.Images, Page.Pictures, Page.Code or Titles
}

// A GapKind says what belongs into a gap.
type GapKind uint8

const (
	LinkGap     GapKind = iota // attributes of an <a>: ` href="…"` and what else the link needs
	ImageGap                   // a whole image
	PictureGap                 // a whole <source>
	CodeGap                    // a whole code block, <div>…</div> or <figure>…</figure>
	AddressGap                 // an address between quotes, in an attribute of raw HTML; the index is into Page.Links
	WikiLinkGap                // a whole link that is written in double brackets; the index is into Page.Links
	TitleGap                   // the title of an alert, of details or of a tab that has none; the index is into Titles
)

// tag is what the HTML has where a whole element belongs, so that there is something
// between what stands before it and behind it.
func (k GapKind) tag() string {
	switch k {
	case ImageGap:
		return "<img>"
	case PictureGap:
		return "<source>"
	}
	return ""
}

// Fill appends the HTML with every gap filled. fill is called once a gap, in
// order, and appends what belongs there.
func (f *Fragment) Fill(dst []byte, fill func(dst []byte, g Gap) []byte) []byte {
	return f.FillPart(dst, 0, len(f.HTML), fill)
}

// FillPart appends the HTML between two offsets with every gap filled.
func (f *Fragment) FillPart(dst []byte, from, to int, fill func(dst []byte, g Gap) []byte) []byte {
	first, _ := slices.BinarySearchFunc(f.Gaps, from, func(g Gap, at int) int { return cmp.Compare(g.At, at) })
	for _, g := range f.Gaps[first:] {
		if g.At >= to {
			break
		}
		dst = append(dst, f.HTML[from:g.At]...)
		dst = fill(dst, g)
		from = g.At + len(g.Kind.tag())
	}
	return append(dst, f.HTML[from:to]...)
}
