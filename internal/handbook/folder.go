package handbook

import (
	"cmp"
	"maps"
	"math"
	"path"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/source"
)

// A Folder is a folder with pages in it or below it. One without an index.md is
// published all the same, as the list of what it holds.
type Folder struct {
	Path     string // "" is the root
	Title    string
	Address  string
	Page     *Page // its index.md or README.md, or the file of its name beside it; nil without one
	Parent   *Folder
	Children []Child    // what is listed, in order
	Count    int        // pages below it, at any depth, that are listed
	Holds    *kind.Kind // of its pages, unless they say otherwise
	Unlisted bool       // no folder lists it: its page, or that of a folder above, says so, or it has nothing to show

	order []Child // Children and what is unlisted
}

// A Child of a folder is a page or a folder.
type Child struct {
	Page   *Page // of a folder: its page, or nil
	Folder *Folder
}

// Title and Address are those of the folder, or of the page.
func (c Child) Title() string {
	if c.Folder != nil {
		return c.Folder.Title
	}
	return c.Page.Title
}

// Name is what links and lists call the child.
func (c Child) Name() string {
	if c.Folder != nil {
		return c.Folder.Title
	}
	return c.Page.Name()
}

func (c Child) Address() string {
	if c.Folder != nil {
		return c.Folder.Address
	}
	return c.Page.Address
}

// findFolderPages says of files that lie beside a folder of their name, and of
// those that are one too many in it, whether they are the folder's page. A file
// beside a folder is, unless there is one within or it wants another address.
func (h *Handbook) findFolderPages(pages []*Page) {
	folders, within := make(map[string]bool), make(map[string]bool)
	for _, p := range pages {
		addFolders(folders, p.Path)
		switch dir := path.Dir(p.Path); {
		case !p.IsFolder:
		case h.Settings.Adopted && within[dir]:
			h.makeOrdinary(p)
		default:
			within[dir] = true
		}
	}
	for _, p := range pages {
		stem := source.TrimMarkdown(p.Path)
		if !p.IsFolder && folders[stem] && !within[stem] && p.Address == address(p.Path, "") {
			p.IsFolder, p.Beside, within[stem] = true, true, true
		}
	}
}

// addFolders adds the folders that a path lies in.
func addFolders(folders map[string]bool, p string) {
	for dir := path.Dir(p); dir != "." && !folders[dir]; dir = path.Dir(dir) {
		folders[dir] = true
	}
}

// makeOrdinary makes of a second page of a folder one like any other, at an
// address of its own.
func (h *Handbook) makeOrdinary(p *Page) {
	p.IsFolder, p.ID = false, source.TrimMarkdown(p.Path)
	p.Address = "/" + p.ID + "/"
	if p.Page.Title == "" && !p.Opening && p.Values[kind.FieldTitle].Text == "" {
		p.Title = titleFrom(p.ID, "")
	}
	if h.byID[p.ID] == nil {
		h.byID[p.ID] = p
	}
	h.report(diag.New("H004", h.place(p), "the folder's page is %s, so this is a page like any other, at %s", path.Base(h.folderPage(path.Dir(p.Path)).Path), p.Address).
		WithHint("rename it to say what it is about"))
}

// folderPage returns the page that lies in a folder and is its page.
func (h *Handbook) folderPage(dir string) *Page {
	if dir == "." {
		dir = ""
	}
	return h.byID[dir]
}

// dir returns the folder that a page belongs to: of a folder's page, that folder.
func (p *Page) dir() string {
	if p.Beside {
		return source.TrimMarkdown(p.Path)
	}
	return path.Dir(p.Path)
}

// arrange sets up the folders, orders what they hold, and lines up all pages in
// reading order: a folder's page, then what the folder holds, depth first.
func (h *Handbook) arrange(pages []*Page) {
	h.Home = h.folder(".")
	for _, p := range pages {
		f := h.folder(p.dir())
		p.Folder = f
		switch {
		case !p.IsFolder:
			f.order = append(f.order, Child{Page: p})
		case f.Page == nil:
			f.Page, f.Title = p, p.Title
		default:
			h.collide(f.Page, p)
		}
	}
	folders := h.fromBelow()
	for _, f := range folders {
		if f.Parent != nil {
			f.Parent.order = append(f.Parent.order, Child{Page: f.Page, Folder: f})
		}
	}
	named := h.named()
	for _, f := range folders {
		if f != h.Home {
			f.sort(nil, false)
		}
	}
	h.Home.sort(ranks(named), !h.Settings.Adopted)
	for _, f := range slices.Backward(folders) {
		f.unlist()
	}
	h.navigate(named)
	h.walk(h.Home)
	var last *Page
	for _, p := range h.Pages {
		if p.Unlisted {
			continue
		}
		if last != nil {
			last.Next, p.Prev = p, last
		}
		last = p
	}
}

func (h *Handbook) folder(dir string) *Folder {
	if f := h.folders[dir]; f != nil {
		return f
	}
	f := &Folder{Address: "/"}
	if dir != "." {
		f.Path, f.Address = dir, "/"+dir+"/"
		f.Parent = h.folder(path.Dir(dir))
	}
	f.Title, f.Holds = titleFrom(f.Path, h.ownTitle()), h.kindIn(dir)
	h.folders[dir] = f
	return f
}

// sort orders the folder's children: those with a rank by that; at the top of the
// handbook, what the library brings after all else; then by weight, those without one
// last; then by the number or the date that their names begin with, those without one
// last; if it is wanted, folders of what teams write, in the order of kinds; then by
// title, letter case aside; then by path, so that no two are ever equal.
func (f *Folder) sort(ranks map[Child]int, byKind bool) {
	type key struct {
		rank   int
		layer  int
		weight int
		number int
		kind   int
		title  string
		path   string
	}
	keys := make(map[Child]key, len(f.order))
	for _, c := range f.order {
		k := key{rank: math.MaxInt, weight: math.MaxInt, number: math.MaxInt, kind: math.MaxInt, title: strings.ToLower(c.Title()), path: c.Address()}
		if c.Page != nil {
			if v, ok := c.Page.Values[kind.FieldWeight]; ok {
				k.weight = v.Int
			}
			k.path = c.Page.Path
			if c.Page.Library && f.Parent == nil {
				k.layer = 1
			}
		}
		if byKind && c.Folder != nil && c.Folder.Holds.Live != nil {
			k.kind = slices.Index(kind.Kinds, c.Folder.Holds)
		}
		if number := c.number(); number > 0 {
			k.number = number
		}
		if rank, ok := ranks[c]; ok {
			k.rank = rank
		}
		keys[c] = k
	}
	slices.SortFunc(f.order, func(a, b Child) int {
		x, y := keys[a], keys[b]
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(x.layer, y.layer), cmp.Compare(x.weight, y.weight), cmp.Compare(x.number, y.number), cmp.Compare(x.kind, y.kind), compareTitles(x.title, y.title), cmp.Compare(x.path, y.path))
	})
	for _, c := range f.order {
		if c.isListed() {
			if c.Folder == nil {
				c.Page.Position = len(f.Children)
			}
			f.Children = append(f.Children, c)
		}
	}
}

// compareTitles compares titles as people do: a number in them by its value, so
// that "Page 2" comes before "Page 10".
func compareTitles(a, b string) int {
	for a != "" && b != "" {
		m, n := leadingDigits(a), leadingDigits(b)
		switch {
		case m != "" && n != "":
			x, y := strings.TrimLeft(m, "0"), strings.TrimLeft(n, "0")
			if order := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); order != 0 {
				return order
			}
			a, b = a[len(m):], b[len(n):]
		case a[0] != b[0]:
			return cmp.Compare(a[0], b[0])
		default:
			a, b = a[1:], b[1:]
		}
	}
	return cmp.Compare(len(a), len(b))
}

func leadingDigits(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
}

// isListed reports whether the folder that a child is in lists it. A folder
// without a page of its own is listed for what it lists.
func (c Child) isListed() bool {
	if c.Page != nil {
		return !c.Page.Values[kind.FieldUnlisted].Bool
	}
	return len(c.Folder.Children) > 0
}

// fromBelow returns all folders, each after those within it.
func (h *Handbook) fromBelow() []*Folder {
	return slices.SortedFunc(maps.Values(h.folders), func(a, b *Folder) int {
		return cmp.Or(cmp.Compare(strings.Count(b.Address, "/"), strings.Count(a.Address, "/")), cmp.Compare(a.Path, b.Path))
	})
}

// unlist keeps what is in an unlisted folder out of navigation and of lists, but
// of the folder's own: who has come there finds it. A page or a folder within can
// say otherwise. Home is in no folder, so of its page it means that page alone.
func (f *Folder) unlist() {
	if f.Parent == nil {
		return
	}
	f.Unlisted = f.Parent.Unlisted || f.Page == nil && len(f.Children) == 0
	if f.Page != nil && f.Page.says(kind.FieldUnlisted) {
		f.Unlisted = f.Page.Unlisted
	}
	if f.Page != nil {
		f.Page.Unlisted = f.Unlisted
	}
	for _, c := range f.order {
		if c.Folder == nil && !c.Page.says(kind.FieldUnlisted) {
			c.Page.Unlisted = f.Unlisted
		}
	}
}

// says reports whether the page's front matter has a field.
func (p *Page) says(field kind.FieldName) bool {
	_, ok := p.Values[field]
	return ok
}

// walk appends the folder and all below it in reading order.
func (h *Handbook) walk(f *Folder) {
	h.Folders = append(h.Folders, f)
	if f.Page != nil {
		h.Pages = append(h.Pages, f.Page)
	}
	for _, c := range f.order {
		listed := c.isListed()
		if c.Folder != nil {
			h.walk(c.Folder)
			if listed {
				f.Count += c.Folder.Count
			}
			continue
		}
		h.Pages = append(h.Pages, c.Page)
		if listed {
			f.Count++
		}
	}
}
