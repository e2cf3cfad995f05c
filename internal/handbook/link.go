package handbook

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/diagram"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/parallel"
	"waymark/internal/source"
)

// A Target is what a link or an image leads to.
type Target struct {
	Href          string // as it is written into the page; empty: no link at all
	Page          *Page  // when it leads to a page
	Width, Height int    // of an image in pixels; 0 when unknown
	Text          string // of a link in double brackets
	Blocked       bool   // of an image: the policy keeps browsers from loading it, so that a link to it is shown
}

// leadAll finds out where everything on all pages leads. It is done on all
// processors, and once more, in order, for the pages of which there is something
// to report.
func (h *Handbook) leadAll() {
	troubled := make([]bool, len(h.Pages))
	parallel.For(len(h.Pages), func(i int) {
		scratch := h.scratch()
		scratch.unhinted = true // what an author meant is searched for in the second round
		scratch.lead(h.Pages[i])
		troubled[i] = len(scratch.Diags) > 0
	})
	for i, p := range h.Pages {
		if troubled[i] {
			h.lead(p)
		}
	}
}

// scratch returns a handbook that knows what h knows and reports on its own.
// Looking into it changes nothing that h has.
func (h *Handbook) scratch() *Handbook {
	scratch := *h
	scratch.Diags, scratch.elements = nil, make(map[*Page]map[string]bool)
	return &scratch
}

// lead finds out where a page's links, images and included files lead.
func (h *Handbook) lead(p *Page) {
	if p.ways == nil {
		p.ways = waysOf(p.Page)
	}
	p.Links = make([]Target, len(p.Page.Links))
	for i, l := range p.Page.Links {
		if l.Wiki != page.NotWiki {
			p.Links[i] = h.leadWiki(p, l)
			continue
		}
		if p.Library {
			p.Links[i] = h.leadGuarded(p, p.ways[i], l)
			continue
		}
		p.Links[i] = h.leadLink(p, p.ways[i], l.Dest, l.At)
	}
	p.Images = make([]Target, len(p.Page.Images))
	for i, img := range p.Page.Images {
		p.Images[i] = h.leadImage(p, img)
	}
	p.Pictures = make([]string, len(p.Page.Pictures))
	for i, picture := range p.Page.Pictures {
		p.Pictures[i] = h.leadForms(p, picture)
	}
	h.checkLoads(p)
	h.completeBlocks(p)
}

// completeBlocks makes Blocks of the page's code: with the text of files, and with
// where the links in diagrams lead.
func (h *Handbook) completeBlocks(p *Page) {
	p.Blocks = p.Page.Code
	if !slices.ContainsFunc(p.Blocks, func(c page.Code) bool { return includes(c) || len(c.Links) > 0 }) {
		return
	}
	p.Blocks = slices.Clone(p.Blocks)
	for i := range p.Blocks {
		c := &p.Blocks[i]
		if includes(*c) {
			h.include(p, c)
		}
		for _, link := range c.Links {
			c.Hrefs = append(c.Hrefs, p.Links[link].Href)
		}
	}
}

// A way is what a link says by itself, whatever it leads to.
type way struct {
	dangerous, leavesSite bool

	file, query, fragment string // see split
	full                  string // the file's path below content/; see resolve
	within                bool   // it is one
}

func waysOf(p *page.Page) []way {
	ways := make([]way, len(p.Links))
	for i, l := range p.Links {
		w := way{dangerous: page.Dangerous(l.Dest), leavesSite: leavesSite(l.Dest)}
		w.file, w.query, w.fragment = split(l.Dest)
		w.full, w.within = resolve(p.Path, w.file)
		ways[i] = w
	}
	return ways
}

// leadLink finds a link's target. A link that leads nowhere is reported and
// stays as the author wrote it.
func (h *Handbook) leadLink(p *Page, w way, dest string, at meta.Span) Target {
	if w.dangerous {
		h.report(dangerous(dest, h.Place(p, at)))
		return Target{}
	}
	if w.leavesSite {
		return Target{Href: dest}
	}
	query, fragment, place := w.query, w.fragment, h.Place(p, at)
	if w.file == "" {
		if own := h.idOn(p, fragment); own != fragment {
			fragment, dest = own, query+fragmentURL(own)
		}
		h.checkAnchor(p, p, fragment, place)
		return Target{Href: dest, Page: p}
	}
	full, ok := w.full, w.within
	if len(h.Settings.Include) > 0 || h.Settings.Adopted {
		full, ok = h.resolve(p, w.file)
	}
	if !ok {
		h.report(h.outside(p, "link", dest, place, "copy the file into the content folder, or link to it on the web"))
		return Target{Href: dest}
	}
	if to := h.pageAt(full); to != nil && !to.leftOut {
		fragment = h.idOn(to, fragment)
		h.checkAnchor(p, to, fragment, place)
		if to.Draft && !p.Draft { // drafts are shown here, and will not be there
			h.report(draftLinked(dest, place))
		}
		return Target{Href: h.url(to.Address) + query + fragmentURL(fragment), Page: to}
	}
	if a := h.assets[full]; a != nil {
		return Target{Href: h.url("/"+full) + query + fragmentURL(fragment)}
	}
	if f := h.folders[full]; f != nil {
		if f.Page != nil {
			fragment = h.idOn(f.Page, fragment)
			h.checkAnchor(p, f.Page, fragment, place)
		}
		return Target{Href: h.url(f.Address) + query + fragmentURL(fragment), Page: f.Page}
	}
	if list := "/" + full + "/"; h.listed[list] {
		return Target{Href: h.url(list) + query + fragmentURL(fragment)}
	}
	if h.reportOff(cmp.Or(h.byPath[full], h.byID[full]), place, "link to %q is shown as text", dest) {
		return Target{}
	}
	h.report(h.brokenLink(p, "link to", dest, full, fragment, place))
	return Target{Href: dest}
}

// draftLinked says what is wrong with a link from a page to a draft.
func draftLinked(dest string, place diag.Position) diag.Diagnostic {
	return diag.New("H001", place, "link to draft %q will be broken once this is published", dest).WithSeverity(diag.Warning).
		WithHint("publish that page as well (remove draft: true), or link to it later")
}

// leadImage finds an image's file and its size.
func (h *Handbook) leadImage(p *Page, img page.Image) Target {
	place := h.Place(p, img.At)
	if img.Alt == "" && !img.Decorative {
		hint := "say between the square brackets what the image shows"
		switch {
		case img.Tag:
			hint = `say in alt="…" what the image shows; alt="" if it only adorns the page`
		case img.Wiki:
			hint = "say behind the name what the image shows: ![[" + img.Dest + "|a map of the harbour]]"
		}
		h.report(diag.New("H007", place, "image without a text alternative").WithHint("%s", hint))
	}
	if img.Wiki {
		return h.leadPicture(p, img, place)
	}
	if page.Dangerous(img.Dest) {
		h.report(dangerous(img.Dest, place))
		return Target{}
	}
	if leavesSite(img.Dest) {
		return Target{Href: img.Dest, Blocked: !h.Settings.allows("img-src", img.Dest)}
	}
	file, query, fragment := split(img.Dest)
	full, ok := h.resolve(p, file)
	if !ok {
		h.report(h.outside(p, "image", img.Dest, place, "copy the file into the content folder"))
		return Target{Href: img.Dest}
	}
	if a := h.assets[full]; a != nil {
		return Target{Href: h.url("/"+full) + query + fragmentURL(fragment), Width: a.Width, Height: a.Height}
	}
	h.report(h.brokenLink(p, "image", img.Dest, full, "", place))
	return Target{Href: img.Dest}
}

// leadForms returns the srcset of those forms of a picture that browsers may load.
func (h *Handbook) leadForms(p *Page, picture page.Picture) string {
	var forms []string
	for _, f := range picture.Forms {
		dest := strings.ReplaceAll(f.Dest, " ", "%20")
		switch {
		case f.Link >= 0:
			dest = p.Links[f.Link].Href
		case !h.Settings.allows("img-src", f.Dest):
			continue
		}
		forms = append(forms, strings.TrimSpace(dest+" "+f.Size))
	}
	return strings.Join(forms, ", ")
}

// leadPicture finds the file that an image in double brackets names.
func (h *Handbook) leadPicture(p *Page, img page.Image, place diag.Position) Target {
	file, ok := h.namedFile(p, img.Dest)
	if !ok {
		h.report(h.brokenLink(p, "image", img.Dest, img.Dest, "", place))
		return Target{Href: img.Dest}
	}
	a := h.assets[file]
	return Target{Href: h.url("/" + file), Width: a.Width, Height: a.Height}
}

func dangerous(dest string, at diag.Position) diag.Diagnostic {
	scheme, _, _ := strings.Cut(strings.TrimSpace(dest), ":")
	return diag.New("P018", at, "an address that begins with %q is left out", scheme+":").WithHint("link to a page, a file or an address on the web")
}

// include fills in the text of a code block that shows a file, or some lines of
// one (P012).
func (h *Handbook) include(p *Page, c *page.Code) {
	place := h.Place(p, c.At)
	full, ok := h.resolve(p, escapePath(c.File))
	failed := func(d diag.Diagnostic) {
		c.Text = c.File + "\n" // better than an empty block
		h.report(d)
	}
	switch file := h.byPath[full]; {
	case ok && file != nil && file.leftOut:
		failed(diag.New("P012", place, "included file %q %s", c.File, file.whyLeftOut()).WithHint("%s", file.leftOutHint()))
		return
	case !ok || file == nil && h.assets[full] == nil:
		if why, hint := h.whyUnpublished(full); ok && why != "" {
			failed(diag.New("P012", place, "included file %q is not published: %s", c.File, why).WithHint("%s", hint))
			return
		}
		d := diag.New("P012", place, "included file %q does not exist in the content folder", c.File)
		if strings.Contains(c.File, `\`) {
			d = d.WithHint("write it with /, as on every system: %s", slashed(c.File))
		} else if near, ok := h.nearestFile(p, full); ok {
			d = d.WithHint("did you mean %s?", near)
		}
		failed(d)
		return
	}
	data, err := h.in.Read(full)
	if err != nil {
		failed(diag.New("P012", place, "included file %q cannot be read: %v", c.File, err))
		return
	}
	lines := strings.SplitAfter(strings.ToValidUTF8(strings.ReplaceAll(string(data), "\r\n", "\n"), "\uFFFD"), "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	first, last := 1, len(lines)
	if c.Lines != [2]int{} {
		first, last = c.Lines[0], c.Lines[1]
	}
	if first < 1 || last > len(lines) || first > last {
		failed(diag.New("P012", place, "%s has %d lines, not lines %d to %d", c.File, len(lines), first, last))
		return
	}
	c.Text = strings.Join(lines[first-1:last], "")
	if !strings.HasSuffix(c.Text, "\n") {
		c.Text += "\n"
	}
	c.FirstLine = first
	if diagram.Known(c.Language) {
		h.readDiagram(p, c, full)
	}
}

// readDiagram reads an included file as a diagram. Links in it are nobody's: the file
// may lie elsewhere than the page, and other pages may show it too.
func (h *Handbook) readDiagram(p *Page, c *page.Code, full string) {
	links, problem := c.ReadDiagram()
	if len(links) > 0 {
		c.Drawn, c.Says, problem = false, "", &diagram.Problem{From: links[0].From, What: "the diagram of a file cannot have links", Hint: "write the diagram into the page"}
	}
	if problem != nil {
		line := c.FirstLine + strings.Count(c.Text[:problem.From], "\n")
		d := diag.New("P031", h.Place(p, c.At), "the diagram in %s, line %d, is shown as code: %s", full, line, problem.What)
		h.report(d.WithHint("%s", problem.Hint))
	}
}

// outside says what is wrong with a destination that is no path in the content
// folder: one that leads out of it, or is written as Windows writes paths.
func (h *Handbook) outside(p *Page, what, dest string, place diag.Position, hint string) diag.Diagnostic {
	if d, ok := h.namesPublished(p, what, dest, place); ok {
		return d
	}
	plain, err := url.PathUnescape(dest)
	if err != nil {
		plain = dest
	}
	switch {
	case hasDrive(plain):
		return diag.New("H001", place, "%s %q leads to a disk, not into the handbook", what, dest).WithHint("%s", hint)
	case strings.Contains(plain, `\`) && !strings.HasPrefix(plain, `\`):
		return diag.New("H001", place, "%s %q is written with backslashes", what, dest).WithHint("write it with /, as on every system: %s", slashed(plain))
	}
	return diag.New("H001", place, "%s %q leads out of the content folder", what, dest).WithHint("%s", hint)
}

// hasDrive reports whether a path begins as on Windows: C:. No scheme has but one
// letter.
func hasDrive(p string) bool {
	return len(p) > 1 && p[1] == ':' && ('a' <= p[0]|0x20 && p[0]|0x20 <= 'z')
}

func slashed(p string) string { return strings.TrimPrefix(strings.ReplaceAll(p, `\`, "/"), "./") }

// leavesSite reports whether a destination has a scheme or a host of its own.
func leavesSite(dest string) bool {
	if strings.HasPrefix(dest, "//") {
		return true
	}
	for i := 0; i < len(dest); i++ {
		switch c := dest[i]; {
		case c == ':':
			return i > 0 && !hasDrive(dest)
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return false
}

// split cuts a destination into the file, "?query" and the bare fragment.
func split(dest string) (file, query, fragment string) {
	dest, fragment, _ = strings.Cut(dest, "#")
	if i := strings.IndexByte(dest, '?'); i >= 0 {
		dest, query = dest[:i], dest[i:]
	}
	return dest, query, fragment
}

// resolve returns the path that a destination in the file at from means:
// relative to its folder, or with a leading slash from the root. It reports false
// for one that leads out of the root.
func resolve(from, file string) (string, bool) {
	plain := file
	if unescaped, err := url.PathUnescape(file); err == nil {
		plain = unescaped
	}
	if strings.ContainsAny(plain, "\\\x00") || hasDrive(plain) {
		return "", false
	}
	full := path.Join(path.Dir(from), plain)
	if strings.HasPrefix(plain, "/") {
		full = path.Join(".", plain[1:])
	}
	return full, full != ".." && !strings.HasPrefix(full, "../")
}

func escapePath(file string) string { return strings.ReplaceAll(file, "%", "%25") }

// pageAt returns the page whose file is at p, or whose address p is.
func (h *Handbook) pageAt(p string) *Page {
	if to := cmp.Or(h.byPath[p], h.byPath[h.in.Library[p].By]); to != nil {
		return to
	}
	if p == "." {
		return h.byAddress["/"]
	}
	return h.byAddress["/"+p+"/"]
}

// asPublished returns the file that a destination means which is written for the
// published pages of other generators. Either these end in .html, as in two.html,
// or each is index.html in a folder of its own: then ../two/ on a/one.md, which is at
// a/one/, leads to a/two.md.
func (h *Handbook) asPublished(p *Page, file string) (full string, ok bool) {
	from, isHTML := strings.TrimPrefix(p.Address, "/"), false
	if file, isHTML = strings.CutSuffix(file, ".html"); isHTML {
		from = p.Path
		if path.Base(file) == "index" {
			file = path.Dir(file)
		}
	}
	full, ok = resolve(from, file)
	if !ok || source.IsMarkdown(full) || !h.exists(full) {
		return "", false
	}
	return h.fileAt(full), true
}

// fileAt returns the file of the page at p, or p.
func (h *Handbook) fileAt(p string) string {
	if to := h.pageAt(p); to != nil {
		return to.Path
	}
	if f := h.folders[p]; f != nil && f.Page != nil {
		return f.Page.Path
	}
	return p
}

func (h *Handbook) url(address string) string { return URL(h.Settings.Base(), address) }

func fragmentURL(fragment string) string {
	if fragment == "" {
		return ""
	}
	plain, err := url.PathUnescape(fragment)
	if err != nil {
		plain = fragment
	}
	return "#" + URL("", plain)
}

// mostHeadings is how many headings of a page a hint names.
const mostHeadings = 6

// checkAnchor reports a fragment that no heading of the page has (H002).
func (h *Handbook) checkAnchor(from, to *Page, fragment string, place diag.Position) {
	if fragment == "" || fragment == "top" {
		return
	}
	id, err := url.PathUnescape(fragment)
	if err != nil {
		id = fragment
	}
	if h.hasElement(to, id) {
		return
	}
	where := "this page"
	if to != from {
		where = to.Path
	}
	d := diag.New("H002", place, "no heading %q on %s", "#"+id, where)
	if to.Library { // a newer program may have renamed it
		d = d.WithSeverity(diag.Warning)
	}
	if near, ok := h.nearest(id, func() []string { return headingIDs(to, len(to.Headings)) }); ok {
		d = d.WithHint("did you mean #%s?", near)
	} else if ids := headingIDs(to, mostHeadings); len(ids) > 0 {
		hint := "its headings are #" + strings.Join(ids, ", #")
		if more := len(to.Headings) - mostHeadings; more > 0 {
			hint += fmt.Sprintf(" and %d more", more)
		}
		d = d.WithHint("%s", hint)
	}
	h.report(d)
}

// idOn returns the id that a fragment means on a page. GitHub puts a prefix before
// every id, and takes links with it and without; here the few ids have it that would
// else be the page's own.
func (h *Handbook) idOn(to *Page, fragment string) string {
	if len(to.Anchors) == 0 && !strings.HasPrefix(fragment, page.ForeignID) || fragment == "" || h.hasElement(to, fragment) {
		return fragment
	}
	if plain, ok := strings.CutPrefix(fragment, page.ForeignID); ok && h.hasElement(to, plain) {
		return plain
	}
	if id := page.ForeignID + fragment; h.hasElement(to, id) {
		return id
	}
	return fragment
}

// headingIDs returns the ids of a page's title and of its first headings.
func headingIDs(p *Page, most int) []string {
	var ids []string
	if p.TitleID != "" && !p.Opening {
		ids = append(ids, p.TitleID)
	}
	for _, heading := range p.Headings[:min(len(p.Headings), most)] {
		ids = append(ids, heading.ID)
	}
	return ids
}

// hasElement reports whether a page has a heading or an anchor with an id. A page
// with many of them may have as many links to them, so theirs are looked up.
func (h *Handbook) hasElement(p *Page, id string) bool {
	const many = 50
	if len(p.Headings)+len(p.Anchors) < many {
		return id == p.TitleID || slices.Contains(p.Anchors, id) || slices.ContainsFunc(p.Headings, func(x page.Heading) bool { return x.ID == id })
	}
	ids := h.elements[p]
	if ids == nil {
		ids = map[string]bool{p.TitleID: true}
		for _, x := range p.Headings {
			ids[x.ID] = true
		}
		for _, anchor := range p.Anchors {
			ids[anchor] = true
		}
		h.elements[p] = ids
	}
	return ids[id]
}

// brokenLink says what is wrong with a link to a file that is not there.
func (h *Handbook) brokenLink(p *Page, what, dest, full, fragment string, place diag.Position) diag.Diagnostic {
	if to := cmp.Or(h.byPath[full], h.byID[full]); to != nil && to.leftOut {
		if to.NoText {
			return diag.New("H001", place, "%s %q, which %s", what, dest, to.whyLeftOut()).WithHint("%s", to.leftOutHint())
		}
		return diag.New("H001", place, "%s draft %q, which is not published", what, dest).WithHint("%s", to.leftOutHint())
	}
	if why, hint := h.whyUnpublished(full); why != "" {
		return diag.New("H001", place, "%s %q, which is not published: %s", what, dest, why).WithHint("%s", hint)
	}
	if d, ok := h.namesPublished(p, what, dest, place); ok {
		return d
	}
	d := diag.New("H001", place, "%s missing page %q", what, dest)
	switch {
	case what == "image":
		d = diag.New("H001", place, "there is no image %q", dest)
	case !source.IsMarkdown(full) && path.Ext(full) != "":
		d = diag.New("H001", place, "%s missing file %q", what, dest)
	}
	if near, ok := h.nearestFile(p, full); ok {
		if fragment != "" {
			near += "#" + fragment
		}
		hint := "did you mean " + near + "?"
		if strings.EqualFold(near, dest) {
			hint += " letter case counts"
		}
		return d.WithHint("%s", hint)
	}
	return d
}

// namesPublished says of a destination that would be right on the published page how
// to write it for the file.
func (h *Handbook) namesPublished(p *Page, what, dest string, place diag.Position) (d diag.Diagnostic, ok bool) {
	file, query, fragment := split(dest)
	meant, ok := h.asPublished(p, file)
	if !ok || file == "" {
		return d, false
	}
	right := page.LinkTo(h.name(p.Path), h.name(meant)) + query
	if fragment != "" {
		right += "#" + fragment
	}
	return diag.New("H001", place, "%s %q points at the published page, not at a file", what, dest).WithHint("write %s", right), true
}

// whyLeftOut says why a page is not published, behind its name.
func (p *Page) whyLeftOut() string {
	switch {
	case p.NoText:
		return "cannot be read, so it is not published"
	case p.Off != "":
		return "is in the part " + p.Off + " of the library, which is off"
	}
	return "is a draft, which is not published"
}

func (p *Page) leftOutHint() string {
	switch {
	case p.NoText:
		return "mend what is reported of that file"
	case p.Off != "":
		return "add " + p.Off + " to `library` in handbook.yaml"
	}
	return "publish it (remove draft: true), or build with --drafts"
}

// whyUnpublished says of a file that exists, and is neither a page nor published as
// it is, why, and what to do about that.
func (h *Handbook) whyUnpublished(full string) (why, hint string) {
	if slices.ContainsFunc(h.in.Assets, func(a Asset) bool { return a.Path == full }) {
		return "another file or page has its address, which is reported with the file", "rename the file"
	}
	if h.in.Unpublished == nil || h.unhinted {
		return "", ""
	}
	return h.in.Unpublished(full)
}

// nearestFile returns the existing file that a wrong path most likely means, as
// a link on p would write it: one of the same name elsewhere, else one in the same
// folder with nearly the same name. Both have the ending of the wrong one.
func (h *Handbook) nearestFile(p *Page, full string) (string, bool) {
	if h.unhinted {
		return "", false
	}
	if h.fileNames == nil {
		h.fileNames = make(map[string][]string)
		for _, p := range h.in.Pages {
			h.files = append(h.files, p.Path)
		}
		for i := range h.Assets {
			h.files = append(h.files, h.Assets[i].Path)
		}
		for _, file := range h.files {
			name := strings.ToLower(path.Base(file))
			h.fileNames[name] = append(h.fileNames[name], file)
		}
	}
	near, ok := h.sameName(full)
	if !ok {
		near, ok = h.nearName(full)
	}
	if !ok {
		return "", false
	}
	return page.LinkTo(h.name(p.Path), h.name(near)), true
}

// sameName returns the file of the same name in another folder: the only one, or
// the one that shares most of the way to it. Every folder may have an index.md; one
// elsewhere is meant only if its folder is called the same.
func (h *Handbook) sameName(full string) (near string, ok bool) {
	most, isTie := 0, false
	for _, file := range h.fileNames[strings.ToLower(path.Base(full))] {
		shared := sharedEnd(full, file)
		if isFolderPage(path.Base(file)) && shared < 2 && !strings.EqualFold(full, file) {
			continue
		}
		switch {
		case shared > most:
			near, most, isTie = file, shared, false
		case shared == most:
			isTie = true
		}
	}
	if !isTie {
		return near, most > 0
	}
	// Of several in folders of other names, one in a folder of nearly that name.
	in := make(map[string]string)
	for _, file := range h.fileNames[strings.ToLower(path.Base(full))] {
		in[path.Dir(file)] = file
	}
	dir, ok := diag.Nearest(path.Dir(full), slices.Sorted(maps.Keys(in)))
	return in[dir], ok
}

// sharedEnd returns how many parts two paths have in common, from the last one,
// letter case aside.
func sharedEnd(a, b string) (n int) {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	for n < min(len(as), len(bs)) && strings.EqualFold(as[len(as)-1-n], bs[len(bs)-1-n]) {
		n++
	}
	return n
}

// nearName returns the file in the same folder with the same ending whose name is
// nearly that of a wrong path, or of the same name with nearly the same ending. What
// both paths have in common says nothing of the rest.
func (h *Handbook) nearName(full string) (string, bool) {
	dir, name := path.Split(full)
	for _, file := range h.files {
		in, base := path.Split(file)
		isEndingSlip := diag.Slips(base, name) == 1 && strings.TrimSuffix(base, path.Ext(base)) == strings.TrimSuffix(name, path.Ext(name))
		isNumber := strings.TrimLeft(base, "0") == strings.TrimLeft(name, "0") // 12.md for 0012.md
		if strings.EqualFold(in, dir) && (isEndingSlip || isNumber) {
			return file, true
		}
	}
	ending := path.Ext(name)
	if source.IsMarkdown(name) {
		ending = ".md"
	}
	wrong := strings.TrimSuffix(source.TrimMarkdown(name), ending)
	stem, found := h.nearest(wrong, func() (stems []string) {
		for _, file := range h.files {
			in, base := path.Split(file)
			stem := source.TrimMarkdown(base)
			isSame := stem != base && (ending == ".md" || ending == "")
			if !isSame {
				stem, isSame = strings.CutSuffix(base, ending)
				isSame = isSame && ending != ""
			}
			isOther := digits(stem) != digits(wrong) || // case-2 is no slip of case-1, nor cat of car
				len(stem) == len(wrong) && len(stem) < 4 && !strings.EqualFold(stem, wrong)
			if strings.EqualFold(in, dir) && isSame && !isOther {
				stems = append(stems, stem)
			}
		}
		return stems
	})
	if !found {
		return "", false
	}
	for _, file := range h.files {
		in, base := path.Split(file)
		if strings.EqualFold(in, dir) && (source.TrimMarkdown(base) == stem && base != stem || base == stem+ending) {
			return file, true
		}
	}
	return "", false
}

// digits returns the digits of a name.
func digits(name string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, name)
}

// mostSearches bounds how often one build looks for what an author meant among
// all files, headings or pages: a handbook with thousands of dead links is told
// of all, with hints for the first and for those that only name the wrong folder.
const mostSearches = 200

// nearest returns the candidate that a word was most likely meant to be, as long
// as there have not been too many searches.
func (h *Handbook) nearest(word string, candidates func() []string) (string, bool) {
	if h.unhinted || h.searched == mostSearches {
		return "", false
	}
	h.searched++
	return diag.Nearest(word, candidates())
}
