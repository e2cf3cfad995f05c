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
}

// other is what a claim is called in a message that has called one "this".
func (c claim) other() string { return strings.Replace(c.what, "this ", "another ", 1) }

// address returns where the claim is published, as a reader sees it.
func (c claim) address() string { return "/" + strings.TrimSuffix(c.path, "index.html") }

// reserved are the outputs that every handbook has and no page can take.
var reserved = []string{"404.html", "sitemap.xml", "robots.txt", "llms.txt", "feed.xml", "handbook.json", ".nojekyll"}

// replaceable are those that may be an author's own.
var replaceable = []string{"robots.txt", "llms.txt"}

// claimPages claims an output for each of the handbook's own and for each page,
// before links are led to them.
func (h *Handbook) claimPages() {
	for _, name := range slices.Concat(reserved, h.in.Reserved) {
		if !slices.Contains(replaceable, name) || h.assets[name] == nil {
			h.claim(name, claim{what: "the handbook's own " + name})
		}
	}
	for _, p := range h.Pages {
		if h.claim(Output(p.Address), claim{what: "this page", at: h.place(p)}) {
			h.byAddress[p.Address] = p
			if p.HasTwin() {
				h.claim(Output(Twin(p.Address)), claim{what: "the Markdown of this page", at: h.place(p)})
			}
		}
	}
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
	for i := range h.Assets {
		h.claim(h.Assets[i].Path, claim{what: "this file", at: diag.Position{Path: h.name(h.Assets[i].Path)}})
	}
	for _, p := range h.Pages {
		for _, alias := range p.Values[kind.FieldAliases].List {
			h.alias(p, alias)
		}
	}
	slices.SortFunc(h.Aliases, func(a, b Alias) int { return cmp.Compare(a.Address, b.Address) })
	h.findFileFolderClashes()
}

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
	if !taken {
		h.claims[key] = c
		return true
	}
	if c.at.Path == "" || first.at.Path != "" && first.at.Path > c.at.Path {
		first, c = c, first
	}
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
	h.report(d)
	return false
}

// likeness says how the addresses of two claims are alike. Where they look the
// same they are shown percent-encoded.
func likeness(a, b claim) string {
	switch {
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
	old, ok := aliasAddress(p, v.Text)
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
	if first, taken := h.claims[key]; taken {
		h.report(takenAlias(v.Text, at, first))
		return
	}
	h.claims[key] = claim{path: Output(old), what: anAlias, at: at}
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
func aliasAddress(p *Page, text string) (string, bool) {
	if text == "" || strings.ContainsAny(text, "?#\\") || strings.Contains(text, "://") || strings.HasPrefix(text, "//") {
		return "", false
	}
	plain, err := url.PathUnescape(text)
	if err != nil {
		return "", false
	}
	if !strings.HasPrefix(plain, "/") {
		plain = p.Folder.Address + plain
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
				if at.Path == "" {
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
