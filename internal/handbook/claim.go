package handbook

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// PerPage is how many entries a list shows before it goes on at page/2/
// (invariant 9).
const PerPage = 100

// ListPages returns on how many pages a list of n entries is shown: at least one.
func ListPages(n int) int { return max(1, (n+PerPage-1)/PerPage) }

// ListPage returns the address of a list's n-th page, counted from 1.
func ListPage(address string, n int) string {
	if n == 1 {
		return address
	}
	return address + "page/" + strconv.Itoa(n) + "/"
}

// An Alias is an old address that leads to a page.
type Alias struct {
	Address string
	Page    *Page
}

// A claim says who is published at an output's path.
type claim struct {
	path string // as it is written; the key of the map is folded
	what string // for messages: "this page", "the tag \"go\"", "the handbook's own sitemap.xml"
	hint string // what to do about it when it is not one of two files to be renamed
	at   diag.Position

	isText bool // of a page, a file, or the handbook's own: a list makes way for it
}

// other is what a claim is called in a message that has called one "this".
func (c claim) other() string { return strings.Replace(c.what, "this ", "another ", 1) }

// address returns where the claim is published, as a reader sees it.
func (c claim) address() string { return "/" + strings.TrimSuffix(c.path, "index.html") }

// reserved are the outputs that every handbook has and no page can take.
var reserved = []string{"404.html", "sitemap.xml", "robots.txt", "llms.txt", "feed.xml", "handbook.json", SearchHead, ".nojekyll"}

// replaceable are those that may be an author's own.
var replaceable = []string{"robots.txt", "llms.txt"}

// claimPages claims an output for each of the handbook's own and for each page,
// before links are led to them.
func (h *Handbook) claimPages() {
	for _, name := range slices.Concat(reserved, h.in.Reserved) {
		if !slices.Contains(replaceable, name) || h.assets[name] == nil {
			h.claim(name, claim{what: "the handbook's own " + name, isText: true})
		}
	}
	for _, a := range h.Assets {
		if IsOfSearch(a.Path) && a.Path != SearchHead { // a copy of what was once published
			h.claim(a.Path, claim{what: "the handbook's own index for its search", isText: true})
		}
	}
	if h.Settings.Adopted {
		h.moveApart()
		h.claimFiles()
		return
	}
	for _, p := range h.Pages {
		if h.claim(Output(p.Address), claim{what: "this page", at: h.place(p), isText: true}) {
			h.entered(p)
		}
	}
}

// entered notes that a page has its address.
func (h *Handbook) entered(p *Page) {
	h.byAddress[p.Address] = p
	if p.HasTwin() {
		h.claim(Output(Twin(p.Address)), claim{what: "the Markdown of this page", at: h.place(p)})
	}
}

// moveApart claims an address for each page of an adopted folder. Of two that want
// the same one, a folder's page has it, else the one whose file's name it is, else
// the first by path; the other is published beside it, so that neither is lost.
func (h *Handbook) moveApart() {
	pages := slices.Clone(h.Pages)
	rank := func(p *Page) int {
		switch {
		case p.IsFolder:
			return 0
		case p.Address == address(p.Path, ""):
			return 1
		}
		return 2
	}
	slices.SortFunc(pages, func(a, b *Page) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Path, b.Path)) })
	for _, p := range pages {
		own := claim{what: "this page", at: h.place(p), isText: true}
		first, taken := h.inTheWay(Output(p.Address))
		tooLong := len(longestPart(p.Address)) > mostBytes
		switch {
		case p.IsFolder, !taken && !tooLong:
			if h.claim(Output(p.Address), own) {
				h.entered(p)
			}
			continue
		case tooLong:
			h.claim(Output(p.Address), own) // says so
		}
		wanted := own
		wanted.path = Output(p.Address)
		p.Address = h.freeAddress(p)
		if taken {
			d := sameAddress(wanted, first)
			d.Message += "; this one is published at " + p.Address
			h.report(d)
		}
		if h.claim(Output(p.Address), own) {
			h.entered(p)
		}
	}
}

// freeAddress returns an address for a page that cannot have the one it wants: that
// of its file's name, or the next one with a number.
func (h *Handbook) freeAddress(p *Page) string {
	own := address(p.Path, "")
	for n := 1; ; n++ {
		free := own
		if n > 1 {
			free = strings.TrimSuffix(own, "/") + "-" + strconv.Itoa(n) + "/"
		}
		if _, taken := h.inTheWay(Output(free)); !taken || n > len(h.claims)+1 {
			return free
		}
	}
}

// inTheWay returns the claim at an output's path, or one that needs a folder where
// the output is a file, or the other way around.
func (h *Handbook) inTheWay(out string) (claim, bool) {
	key := fold(out)
	if first, taken := h.claims[key]; taken {
		return first, true
	}
	if first, taken := h.needs[key]; taken {
		return first, true
	}
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if first, taken := h.claims[dir]; taken {
			return first, true
		}
	}
	return claim{}, false
}

// enter makes an output's path a claim's own.
func (h *Handbook) enter(key string, c claim) {
	h.claims[key] = c
	for dir := path.Dir(key); dir != "." && h.Settings.Adopted; dir = path.Dir(dir) {
		if _, known := h.needs[dir]; known {
			return
		}
		h.needs[dir] = c
	}
}

// Publishes reports whether a list can be published at its address: in an adopted
// folder a page or a file may have it.
func (h *Handbook) Publishes(address string) bool {
	first, taken := h.claims[fold(Output(address))]
	return !h.Settings.Adopted || !taken || !first.isText || first.path != Output(address)
}

// claimOthers claims an output for everything else that is published. Together
// they report two that claim the same one, or two that some disk may not tell
// apart, or a file where another needs a folder (H004, H008).
func (h *Handbook) claimOthers() {
	for _, f := range h.Folders {
		list := claim{what: "the list of folder " + cmp.Or(f.Path, "/"), at: diag.Position{Path: h.name(f.Path)}}
		for n := 2; n <= ListPages(len(f.Children)); n++ {
			h.claim(Output(ListPage(f.Address, n)), list)
		}
		if f.Page == nil {
			list.hint = "a page for a folder is the file " + path.Join(f.Path, "index.md") + "; move the page there, or rename one of the two"
			h.claim(Output(f.Address), list)
		}
	}
	if len(h.Tags) > 0 {
		for n := 1; n <= ListPages(len(h.Tags)); n++ {
			h.claim(Output(ListPage(TagsAddress, n)), claim{what: "the list of tags"})
		}
	}
	for _, t := range h.Tags {
		for n := 1; n <= ListPages(len(t.Pages)); n++ {
			h.claim(Output(ListPage(t.Address, n)), claim{what: "the tag " + strconv.Quote(t.Name), at: t.at, hint: "rename one of the two; a tag is spelled in one way on all pages"})
		}
	}
	h.claimLists()
	h.claimCards()
	if !h.Settings.Adopted {
		h.claimFiles()
	}
	for _, p := range h.Pages {
		for _, alias := range p.Values[kind.FieldAliases].List {
			h.alias(p, alias)
		}
	}
	slices.SortFunc(h.Aliases, func(a, b Alias) int { return cmp.Compare(a.Address, b.Address) })
	h.findFileFolderClashes()
}

// claimFiles claims an output for each file that is published as it is. An adopted
// folder leaves out one whose address is taken, before links are led to it.
func (h *Handbook) claimFiles() {
	var lost []string
	for _, a := range h.Assets {
		if !h.claim(a.Path, claim{what: aFile, at: diag.Position{Path: h.name(a.Path)}, isText: true}) {
			lost = append(lost, a.Path)
		}
	}
	if len(lost) == 0 || !h.Settings.Adopted {
		return
	}
	h.Assets = slices.DeleteFunc(slices.Clone(h.Assets), func(a Asset) bool { return slices.Contains(lost, a.Path) })
	for _, file := range lost {
		delete(h.assets, file)
	}
}

const aFile = "this file"

// claim enters c at an output's path, and reports H004 when it is taken.
func (h *Handbook) claim(out string, c claim) bool {
	c.path = out
	if part := longestPart(out); len(part) > mostBytes {
		h.report(diag.New("H011", c.at, "%s has an address with a part of %d bytes, more than the %d that disks take", c.what, len(part), mostBytes).
			WithHint("shorten it"))
		return false
	}
	key := fold(out)
	first, taken := h.claims[key]
	if h.Settings.Adopted {
		first, taken = h.inTheWay(out)
	}
	if !taken {
		h.enter(key, c)
		return true
	}
	loser := c
	isFirst := !h.Settings.Adopted && first.at.Path != "" && first.at.Path > c.at.Path
	if c.at.Path == "" || h.ofLibrary[c.at.Path] || isFirst && !h.ofLibrary[first.at.Path] {
		first, c = c, first
	}
	d := sameAddress(c, first)
	if h.ofLibrary[first.at.Path] {
		d = d.WithHint("rename it; only a file at the path of the library's page replaces that page")
	}
	if h.Settings.Adopted && (loser.what == aFile || first.path == c.path) {
		d.Message += "; " + loser.what + " is not published"
	}
	h.report(d)
	return false
}

// sameAddress says that two claims cannot both be met.
func sameAddress(c, first claim) diag.Diagnostic {
	d := diag.New("H004", c.at, "%s and %s %s", c.what, first.other(), likeness(c, first))
	switch {
	case cmp.Or(c.hint, first.hint) != "":
		d = d.WithHint("%s", cmp.Or(c.hint, first.hint))
	case first.at.Path != "":
		d = d.WithHint("rename one of %s and %s", path.Base(c.at.Path), path.Base(first.at.Path))
	default:
		d = d.WithHint("rename it")
	}
	if first.at.Path != "" {
		d = d.WithRelated(first.at, "the other is here")
	}
	return d
}

// likeness says how the addresses of two claims are alike. Where they look the
// same they are shown percent-encoded.
func likeness(a, b claim) string {
	switch {
	case fold(a.path) != fold(b.path):
		return "would be a file and a folder of one name, " + a.address() + " and " + b.address()
	case a.path == b.path:
		return "have one address, " + a.address()
	case norm.NFC.String(a.path) == norm.NFC.String(b.path):
		return "have addresses that differ only in how an accent is encoded, " + URL("/", a.address()) + " and " + URL("/", b.address())
	case strings.EqualFold(a.path, b.path):
		return "have addresses that differ only by letter case, " + a.address() + " and " + b.address()
	}
	return "have addresses that some disks take for one, " + URL("/", a.address()) + " and " + URL("/", b.address())
}

// mostBytes is what the usual file systems take as one name.
const mostBytes = 255

func longestPart(p string) (longest string) {
	for part := range strings.SplitSeq(p, "/") {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}

// collide reports two pages of one folder.
func (h *Handbook) collide(first, second *Page) {
	h.report(diag.New("H004", h.place(second), "a folder has one page, and this one has two").
		WithRelated(h.place(first), "the other is here").WithHint("keep %s or %s, and rename the other", path.Base(first.Path), path.Base(second.Path)))
}

// place returns where a page is to be named when the whole of it is meant.
func (h *Handbook) place(p *Page) diag.Position {
	for _, field := range []kind.FieldName{kind.FieldSlug, kind.FieldTitle} {
		if v, ok := p.Values[field]; ok {
			return h.Place(p, v.At)
		}
	}
	return diag.Position{Path: p.name, Line: 1, Column: 1, EndLine: 1, EndColumn: 1}
}

// alias enters an old address of a page. It never takes the place of anything
// else (H008).
func (h *Handbook) alias(p *Page, v kind.Item) {
	at := h.Place(p, v.At)
	old, ok := aliasAddress(p.Folder.Address, v.Text)
	if climbing, is := h.climbingAlias(p, v.Text); is {
		old, ok = climbing, true
	}
	if !ok {
		h.report(diag.New("H008", at, "alias %q is no address of this handbook", v.Text).
			WithHint("write the old address from the root, such as /patterns/old-name/"))
		return
	}
	if part := longestPart(old); len(part) > mostBytes {
		h.report(diag.New("H011", at, "alias %q has a part of %d bytes, more than the %d that disks take", v.Text, len(part), mostBytes).
			WithHint("shorten it, or remove it"))
		return
	}
	key := fold(Output(old))
	first, taken := h.claims[key]
	if h.Settings.Adopted {
		first, taken = h.inTheWay(Output(old))
	}
	if taken {
		h.report(takenAlias(v.Text, at, first))
		return
	}
	h.enter(key, claim{path: Output(old), what: anAlias, at: at})
	h.Aliases = append(h.Aliases, Alias{old, p})
}

const anAlias = "an alias"

// takenAlias says who already has the address of an alias.
func takenAlias(alias string, at diag.Position, first claim) diag.Diagnostic {
	switch {
	case first.at.Path == at.Path && first.what == anAlias:
		return diag.New("H008", at, "alias %q is written twice", alias).WithHint("remove one of the two; letter case does not count")
	case first.at.Path == at.Path:
		return diag.New("H008", at, "alias %q is the page's own address", alias).WithHint("remove it")
	case first.what == anAlias:
		return diag.New("H008", at, "alias %q is an alias of another page too", alias).
			WithHint("an old address can lead to one page only; remove one of the two").WithRelated(first.at, "the other is here")
	}
	d := diag.New("H008", at, "alias %q is the address of %s", alias, first.other()).WithHint("remove the alias")
	if first.at.Path != "" {
		d = d.WithRelated(first.at, "which is here")
	}
	return d
}

// aliasAddress reads an alias: an address from the root, or from the page's
// folder. It may be percent-encoded. One without an ending is a folder's.
func aliasAddress(from, text string) (string, bool) {
	if text == "" || strings.ContainsAny(text, "?#\\") || strings.Contains(text, "://") || strings.HasPrefix(text, "//") {
		return "", false
	}
	plain, err := url.PathUnescape(text)
	if err != nil {
		return "", false
	}
	if !strings.HasPrefix(plain, "/") {
		plain = from + plain
	}
	trimmed := strings.Trim(plain, "/")
	if trimmed == "" {
		return "", false
	}
	for _, part := range strings.Split(trimmed, "/") {
		if !isSegment(part) {
			return "", false
		}
	}
	if path.Ext(trimmed) == ".html" && !strings.HasSuffix(plain, "/") {
		return "/" + trimmed, true
	}
	return "/" + trimmed + "/", true
}

// climbingAlias reads an alias of an adopted folder that leads up, ../old-name, as a
// browser would on the page: from its address.
func (h *Handbook) climbingAlias(p *Page, text string) (string, bool) {
	plain, err := url.PathUnescape(text)
	if err != nil || !h.Settings.Adopted || strings.HasPrefix(plain, "/") || !slices.Contains(strings.Split(plain, "/"), "..") {
		return "", false
	}
	full := path.Join(p.Address, plain)
	if strings.HasSuffix(plain, "/") {
		full += "/"
	}
	return aliasAddress("/", full)
}

// findFileFolderClashes reports a file at a path that another output needs as
// a folder.
func (h *Handbook) findFileFolderClashes() {
	var clashing []claim
	clear := make(map[string]bool) // folders that no file is at the path of, nor at that of one around them
	for key, c := range h.claims {
		var way []string
		for dir := path.Dir(key); dir != "." && !clear[dir]; dir = path.Dir(dir) {
			if _, ok := h.claims[dir]; ok {
				clashing, way = append(clashing, c), nil
				break
			}
			way = append(way, dir)
		}
		for _, dir := range way {
			clear[dir] = true
		}
	}
	slices.SortFunc(clashing, func(a, b claim) int { return cmp.Compare(a.path, b.path) })
	for _, c := range clashing {
		for dir := path.Dir(c.path); dir != "."; dir = path.Dir(dir) {
			if file, ok := h.claims[fold(dir)]; ok {
				at, other := file.at, c.at
				if at.Path == "" || h.ofLibrary[at.Path] {
					at, other = other, at
				}
				d := diag.New("H004", at, "a file and a folder would both be published at /%s", dir)
				if other.Path != "" {
					d = d.WithHint("rename one of the two").WithRelated(other, "the folder is needed by this")
				} else {
					d = d.WithHint("rename it: the file is %s", file.what)
				}
				h.report(d)
			}
		}
	}
}
