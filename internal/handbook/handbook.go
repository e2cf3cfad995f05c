// Package handbook turns pages that each know one file into a handbook that
// knows them all: pages decoded by kind, each with its address; folders in
// order, with what comes before and after; links, images, relations and aliases
// led to where they lead; and everything that does not fit together reported.
//
// Make is a pure function of its input. It never fails: what is wrong is in
// Handbook.Diags, and what is left is complete. A Handbook is immutable.
package handbook

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/parallel"
	"waymark/internal/sections"
	"waymark/internal/source"
)

// Input is what a handbook is made from.
type Input struct {
	Settings Settings
	Pages    []*page.Page           // in order of their paths
	Assets   []Asset                // in order of their paths
	Dates    map[string]time.Time   // day of the last change, by path below content/
	Drafts   bool                   // drafts are pages like any other
	Reserved []string               // outputs that are not the handbook's: the theme's assets
	Name     string                 // of the project's folder: what a handbook is called that says nothing of it
	Root     string                 // what diagnostics call the content folder: "content", or "" when it is the project itself
	Included map[string]string      // what diagnostics call the files of included folders, by path below content/
	Library  map[string]LibraryPage // those of Pages that are of Waymark's library, by path below content/
	Previous *Handbook              // made before; what its pages said is taken from it, of those that are read as they were. May be nil
	// Body returns the body of a page, for kinds that have sections. It is called
	// from many goroutines, as is Read.
	Body func(*page.Page) *page.Body
	// Parts finds the parts of the text of a vision or a strategy. It is called from many
	// goroutines; see TextOf for what it is to read.
	Parts func(p *page.Page, k *kind.Kind) sections.Result
	// Read returns the text of an asset, for code blocks that include it.
	Read func(path string) ([]byte, error)
	// Unpublished says why a file below content/ that exists is not published, and what
	// to do about it; nothing of one that does not exist. It may be nil.
	Unpublished func(path string) (why, hint string)
}

// An Asset is a file that is published as it is.
type Asset struct {
	Path          string // below content/
	Digest        source.Digest
	Size          int64 // in bytes
	Width, Height int   // of an image in pixels; 0 when unknown
}

// A Handbook is the whole: what every output is made from.
type Handbook struct {
	Settings Settings
	Home     *Folder
	Nav      []NavEntry // the top of the navigation, in order
	Pages    []*Page    // that are published, in reading order
	Folders  []*Folder  // in reading order; Home is the first
	Tags     []*Tag     // by name
	Lists    []*List    // by kind, status and date, in the order of kinds
	Owners   []*List    // of what teams write, by owner
	Reviews  []*Page    // listed ones that ask for a review, by its day, then in reading order
	Aliases  []Alias    // by address
	Assets   []Asset    // that are published, by path
	Chooser  *Chooser   // nil: no page asks
	Footer   string     // HTML
	Cards    []Card     // by address; none without a base URL
	Diags    []diag.Diagnostic

	Backlinks []*Backlinks // those that are too many for the page they lead to, in its reading order

	in        Input
	home      string // the path of a wiki's first page; see wikiHome
	decoded   map[*page.Page]*decoded
	byPath    map[string]*Page // drafts that are left out too
	assets    map[string]*Asset
	ofLibrary map[string]bool        // the files of the library, as diagnostics call them
	included  func() map[string]bool // the files that code blocks show, once they are asked for
	byID      map[string]*Page
	byName    map[string][]*Page    // by "kind/name"
	byNumber  map[string][]*Page    // those of numbered kinds, by "kind/12"
	byAddress map[string]*Page      // published ones
	folders   map[string]*Folder    // by path; the root is "."
	holds     map[string]*kind.Kind // by folder that says what its pages are
	kindsIn   map[string]*kind.Kind // by folder, what pages there are that name no kind; see kindIn
	claims    map[string]claim      // by folded output
	needs     map[string]claim      // by folder that an output is in, folded: the first that needs it
	listed    map[string]bool       // addresses of lists

	files     []string                  // every file a link can lead to
	fileNames map[string][]string       // the same by lower-case name
	elements  map[*Page]map[string]bool // ids, of pages with many headings that are linked to
	searched  int                       // how often there was a search for what an author meant
	names     func() *names             // what links in double brackets may mean; made when first asked for
	unhinted  bool                      // there is none: nobody will read what is reported
}

// A Page is a page of the handbook.
type Page struct {
	*page.Page
	ID          string // path without its ending; a folder's page has its folder's
	Kind        *kind.Kind
	Values      kind.Values
	Title       string
	TitleID     string // id of the heading that is the title; may be empty
	Opening     bool   // that heading is the one that the text begins with, Headings[0]
	Description string
	Address     string // as it reads: /a/B c/
	Lang        string
	Folder      *Folder // the folder it is in; of a folder's page: that folder
	IsFolder    bool    // it is its folder's page
	Beside      bool    // and lies beside the folder: tools.md of tools/
	Position    int     // among its folder's Children; at the top, in the Nav
	Draft       bool
	Library     bool      // it is of Waymark's library, on no disk, so nobody can edit it
	Off         string    // the part of the library that it is in, if the handbook leaves that out; only relations lead here then, and show its title without a link
	Unread      bool      // its front matter cannot be read, which is reported; nobody knows what the page would say
	Unlisted    bool      // kept out of navigation and lists, because it or a folder above says so
	Modified    time.Time // zero when unknown
	Tags        []*Tag
	Links       []Target         // what Page.Links lead to, by index
	Images      []Target         // what Page.Images show, by index
	Pictures    []string         // the srcset of Page.Pictures, by index; empty: browsers may load none of it
	Blocks      []page.Code      // Page.Code with included files' text
	Parts       []Part           // the body by the sections of its kind, in the order written
	Sections    []Section        // those that its kind knows, in the order written
	Actions     []kind.Action    // of a strategy
	Gist        sections.Gist    // of a strategy
	Settles     []string         // of a vision: what it decides, as texts
	Told        []sections.Found // of a vision or a strategy: all parts of its text, those that its kind has no section for, too
	TextLang    string           // the language of its text: Lang, unless nobody has said that and the text tells another
	Genre       string           // of a vision or a strategy that is a text of another form, too: rfc, kep, adr; see package sections
	Prev, Next  *Page
	Relations   []Relation // what its front matter points to, by field
	Inbound     []Relation // who points here: Relation.Page is the other side
	Backlinks   []*Backlinks

	name     string     // what diagnostics call its file
	ways     []way      // of Page.Links, by index
	recorded []recorded // of a decision: relations that its body tells

	leftOut bool // a draft in a build without drafts, what could not be read, or a page of a part of the library that is off
}

// name returns what diagnostics call a file: its path in the project.
func (h *Handbook) name(p string) string {
	if name, ok := h.in.Included[p]; ok {
		return name
	}
	return path.Join(h.in.Root, p)
}

// File returns what diagnostics call the page's file.
func (p *Page) File() string { return p.name }

// Place returns a place on a page as diagnostics name it.
func (h *Handbook) Place(p *Page, at meta.Span) diag.Position { return at.In(p.name) }

// Make puts a handbook together.
func Make(in Input) *Handbook {
	h := &Handbook{
		Settings: in.Settings, in: in,
		byPath: make(map[string]*Page, len(in.Pages)), assets: make(map[string]*Asset, len(in.Assets)),
		byID: make(map[string]*Page, len(in.Pages)), byName: make(map[string][]*Page, len(in.Pages)), byNumber: make(map[string][]*Page),
		byAddress: make(map[string]*Page, len(in.Pages)), folders: make(map[string]*Folder),
		holds: make(map[string]*kind.Kind), kindsIn: make(map[string]*kind.Kind), claims: make(map[string]claim, 2*len(in.Pages)+len(in.Assets)), needs: make(map[string]claim), elements: make(map[*Page]map[string]bool),
		listed: make(map[string]bool), decoded: make(map[*page.Page]*decoded, len(in.Pages)),
	}
	for i := range in.Assets {
		h.assets[in.Assets[i].Path] = &in.Assets[i]
	}
	h.Assets = in.Assets
	h.names = sync.OnceValue(h.nameAll)
	h.ofLibrary = h.libraryFiles()

	h.in.Pages = h.withoutFrame(in.Pages)
	pages := h.decode()
	h.arrange(pages)
	h.collectTags()
	h.collectLists()
	h.collectReviews()
	h.collectListed()
	h.hideFiles()
	h.claimPages()
	h.leadAll()
	h.setFooter()
	for _, p := range h.Pages {
		h.relate(p)
		h.checkFit(p)
	}
	h.findCircles()
	h.setChooser()
	h.mention()
	h.collectBacklinks()
	h.claimOthers()
	h.checkNumbers()
	h.findOrphans()
	h.checkLogo()
	h.checkSizes()
	h.included = sync.OnceValue(h.includedFiles)
	h.forgiveLibrary()
	diag.Sort(h.Diags)
	return h
}

// Asset returns the file at a path below content/, or nil.
func (h *Handbook) Asset(path string) *Asset { return h.assets[path] }

// checkLogo reports a logo that is no file of the handbook.
func (h *Handbook) checkLogo() {
	logo := h.Settings.Logo
	if logo.Text == "" || h.Asset(path.Clean(strings.TrimPrefix(logo.Text, "/"))) != nil {
		return
	}
	if why, hint := h.whyUnpublished(path.Clean(strings.TrimPrefix(logo.Text, "/"))); why != "" {
		h.report(diag.New("C003", logo.At.In(h.name("handbook.yaml")), "logo: %q is not published: %s", logo.Text, why).WithHint("%s", hint))
		return
	}
	d := diag.New("C003", logo.At.In(h.name("handbook.yaml")), "logo: there is no file %q in the content folder", logo.Text)
	if near, ok := h.nearestFile(&Page{Page: &page.Page{Path: "handbook.yaml"}}, logo.Text); ok {
		d = d.WithHint("did you mean %s?", near)
	}
	h.report(d)
}

func (h *Handbook) report(d diag.Diagnostic) { h.Diags = append(h.Diags, d) }

// decode reads every page's front matter by its kind. A folder's page comes
// before the pages of its folder, because it can say what the folder holds.
func (h *Handbook) decode() []*Page {
	for _, in := range h.Settings.Include {
		if in.Holds != nil {
			h.holds[in.At] = in.Holds
		}
	}
	beside := pagesBeside(h.in.Pages)
	for _, read := range beside {
		if held := kind.Lookup(kind.FieldHolds.In(read.Meta).Text); held != nil {
			h.holds[source.TrimMarkdown(read.Path)] = held
		}
	}
	order := foldersFirst(h.in.Pages)
	h.home = h.wikiHome(order)
	kinds := make([]*kind.Kind, len(order))
	for i, read := range order {
		kinds[i] = h.kindOf(read, h.isFolderPage(read.Path))
		if held := kind.Lookup(kind.FieldHolds.In(read.Meta).Text); held != nil && h.isFolderPage(read.Path) {
			h.holds[path.Dir(read.Path)] = held
		}
	}
	all := make([]*decoded, len(order))
	parallel.For(len(order), func(i int) { all[i] = h.decodeOnce(order[i], kinds[i]) })
	h.in.Previous = nil // or all that were ever made would stay
	var pages []*Page
	for _, d := range all {
		p := new(d.page)
		p.Modified = h.in.Dates[p.Path]
		if v, ok := p.Values[kind.FieldLastMod]; ok {
			p.Modified = v.Day
		}
		h.decoded[p.Page] = d
		h.Diags = append(append(h.Diags, d.diags...), p.Page.Diags...)
		h.byPath[p.Path] = p
		if other := h.byID[p.ID]; other == nil {
			h.byID[p.ID] = p
		}
		name := p.Kind.Name + "/" + path.Base(p.ID)
		h.byName[name] = append(h.byName[name], p)
		if number := p.number(); number > 0 {
			name = p.Kind.Name + "/" + strconv.Itoa(number)
			h.byNumber[name] = append(h.byNumber[name], p)
		}
		if from := h.in.Library[p.Path]; from.Off {
			p.Off = from.Part
		}
		if p.leftOut = p.NoText || p.Off != "" || p.Draft && !h.in.Drafts; !p.leftOut {
			pages = append(pages, p)
		}
	}
	h.findFolderPages(pages)
	return pages
}

// pagesBeside returns the pages that may lie beside a folder of their name.
func pagesBeside(pages []*page.Page) (beside []*page.Page) {
	folders := make(map[string]bool)
	for _, p := range pages {
		addFolders(folders, p.Path)
	}
	for _, p := range pages {
		if folders[source.TrimMarkdown(p.Path)] {
			beside = append(beside, p)
		}
	}
	return beside
}

// foldersFirst returns the pages in the order of folderFirst.
func foldersFirst(pages []*page.Page) []*page.Page {
	keys := make([]string, len(pages))
	order := make([]int, len(pages))
	for i, p := range pages {
		keys[i], order[i] = folderFirst(p.Path), i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	sorted := make([]*page.Page, len(pages))
	for i, from := range order {
		sorted[i] = pages[from]
	}
	return sorted
}

// folderFirst returns a key by which a folder's page comes before what is in the
// folder, index.md before README.md, and folders before those within them.
func folderFirst(p string) string {
	dir, name := path.Split(p)
	switch stem := source.TrimMarkdown(name); {
	case !isFolderPage(name):
	case stem == "index":
		name = "\x00"
	default:
		name = "\x01"
	}
	return strings.ReplaceAll(dir, "/", "\x02") + name
}

// decoded is what a page says by itself, whatever is beside it, and what is wrong
// with that. It is immutable.
type decoded struct {
	page  Page
	diags []diag.Diagnostic
}

// decodeOnce decodes a page, unless the previous handbook has.
func (h *Handbook) decodeOnce(read *page.Page, of *kind.Kind) *decoded {
	if previous := h.in.Previous; previous != nil && previous.Settings.Digest == h.Settings.Digest {
		if d, known := previous.decoded[read]; known && d.page.Kind == of && d.page.IsFolder == h.isFolderPage(read.Path) {
			return d
		}
	}
	var p *Page
	scratch := h.scratch()
	caught := diag.Catch(h.name(read.Path), func() { p = scratch.decodePage(read, of) })
	if caught != nil { // the page is there, and says nothing
		scratch = h.scratch()
		p = scratch.decodePage(&page.Page{Path: read.Path, Digest: read.Digest, Diags: append(slices.Clone(read.Diags), *caught)}, of)
	}
	return &decoded{*p, scratch.Diags}
}

func (h *Handbook) decodePage(read *page.Page, of *kind.Kind) *Page {
	dir, _ := path.Split(read.Path)
	p := &Page{Page: read, Kind: of, IsFolder: h.isFolderPage(read.Path), name: h.name(read.Path)}
	p.ID = source.TrimMarkdown(read.Path)
	if p.IsFolder {
		p.ID = strings.TrimSuffix(dir, "/")
	}
	values, ds := kind.Decode(p.name, read.Meta, p.Kind.All(), kind.PageCodes)
	p.Values = values
	h.Diags = append(h.Diags, ds...)
	if p.Unread = isUnread(read); !p.Unread {
		h.Diags = append(h.Diags, kind.Missing(p.name, p.Kind, read.Meta)...)
	}

	p.Lang = cmp.Or(values[kind.FieldLang].Text, h.Settings.Lang)
	var meant map[int]*kind.Section
	hasSections := len(p.Kind.Sections) > 0 && !p.IsFolder
	if hasSections {
		meant = h.meantBy(p)
	}
	h.setTitle(p, meant[0])
	p.Description = h.Typeset(p, values[kind.FieldDescription].Text)
	p.Draft = values[kind.FieldDraft].Bool || read.MeantDraft
	if _, p.Library = h.in.Library[read.Path]; p.Library && p.Kind.Live != nil {
		values[kind.FieldUnlisted] = kind.Value{Bool: true} // it is an example, and no list of what the team has written holds it
	}
	p.Unlisted = values[kind.FieldUnlisted].Bool
	p.ways = waysOf(read)
	if p.Address = address(read.Path, h.slug(p)); p.IsFolder {
		p.Address = "/" + dir
	}
	if hasSections {
		body := h.in.Body(read)
		h.readSections(p, body.Sections, meant)
		h.readRecord(p, body.Sections)
		h.checkFixes(p, body)
	}
	return p
}

// setTitle finds the page's title: what the front matter or a heading of level 1
// says, else a lower heading that the text begins with, else the file's name. A
// lower heading that repeats the front matter is shown once. One that means a
// section of the kind, which is the first one's, is no title.
func (h *Handbook) setTitle(p *Page, first *kind.Section) {
	p.Title, p.TitleID = cmp.Or(p.Page.Title, h.Typeset(p, p.Values[kind.FieldTitle].Text)), p.Page.TitleID
	if p.Opens {
		opening := p.Headings[0]
		isFree := p.Title == "" || p.Title == opening.Text
		if isFree && first == nil {
			p.Title, p.TitleID, p.Opening = opening.Text, opening.ID, true
		}
	}
	if p.Title == "" {
		p.Title = titleFrom(p.ID, h.ownTitle())
	}
}

// Typeset returns a text of the front matter as the page shows it.
func (h *Handbook) Typeset(p *Page, text string) string {
	return page.Typeset(text, p.Lang, h.Settings.Parser)
}

// isUnread reports whether a mistake in a page's front matter keeps all of it from
// being read.
func isUnread(p *page.Page) bool {
	return len(p.Meta.Fields) == 0 && slices.ContainsFunc(p.Diags, func(d diag.Diagnostic) bool {
		return slices.Contains([]string{"P001", "P002", "P004", "P005", "P006", "P008", diag.Internal}, d.Code)
	})
}

// slug returns the page's slug when it can be one part of an address.
func (h *Handbook) slug(p *Page) string {
	v, ok := p.Values[kind.FieldSlug]
	if !ok {
		return ""
	}
	at := h.Place(p, v.At)
	switch {
	case p.IsFolder:
		h.report(diag.New("H005", at, "a folder's page cannot have a slug: its address is the folder's").WithHint("rename the folder, and keep the old address with aliases"))
	case !isSegment(v.Text):
		h.report(diag.New("H005", at, "slug %q is not one part of an address", v.Text).WithHint("write letters, digits and hyphens, such as no-vision"))
	default:
		return v.Text
	}
	return ""
}

// isSegment reports whether s can be one part of an address and of a file's
// path: nothing in it leads elsewhere, as it stands or once it is decoded.
func isSegment(s string) bool {
	if s == "" || s[0] == '.' || strings.ContainsAny(s, "/\\%?#:") {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}

// kindOf returns the kind that the page itself names, else what its folder or
// the nearest one above holds.
func (h *Handbook) kindOf(p *page.Page, isFolder bool) *kind.Kind {
	if k := kind.Lookup(kind.FieldKind.In(p.Meta).Text); k != nil {
		return k
	}
	if isFolder {
		return kind.Page
	}
	return h.kindIn(path.Dir(p.Path))
}

// kindIn returns the kind of the pages in a folder that name none themselves. It
// is asked once the pages of that folder and of those above it have been met.
func (h *Handbook) kindIn(dir string) *kind.Kind {
	if k, known := h.kindsIn[dir]; known {
		return k
	}
	k := cmp.Or(h.holds[dir], kind.InFolder(path.Base(dir)))
	switch {
	case k != nil:
	case dir == ".":
		k = kind.Page
	default:
		k = h.kindIn(path.Dir(dir))
	}
	h.kindsIn[dir] = k
	return k
}
