package scaffold

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// An outline is a tool's list of pages within sections that can be nested, apart
// from the folders in which the pages are. A handbook says the same with folders
// and weights. Readers have the addresses of pages, so as few as can be move: a
// section is the folder that has the most of its pages, even if pages that the list
// doesn't have are there too, unless another section has more pages there. Only a
// page that is in the folder of no section, or of another than its own, moves.

type outline struct {
	*taking
	weights map[string]int    // by old path
	titles  map[string]string // the same: what the list calls a page, where it says so
	lines   map[string]int    // the same: where it says so
	stays   map[string]bool   // addresses of what the list doesn't have
	homes   map[string]bool   // folders that are a section
	homeOf  map[*chapter]string

	listName string // the file that the list is in

	sections []*section
	all      []string          // the files that are taken, by their old paths
	want     map[string]string // where a page would be without the list, if that is not its old path
}

// A section is a folder that the list gives a title and a place.
type section struct {
	title, description, dir string
	weight                  int
	aliases                 []string // where the tool published it
	route                   string   // what those begin with, if links may leave it out
	isImplied               bool     // the list doesn't have it, only a page in it
}

func newOutline(t *taking) *outline {
	return &outline{taking: t, weights: make(map[string]int), titles: make(map[string]string), lines: make(map[string]int),
		stays: make(map[string]bool), homes: map[string]bool{".": true}, homeOf: make(map[*chapter]string)}
}

// at returns where a page would be without the list.
func (o *outline) at(p string) string { return cmp.Or(o.want[p], p) }

// arrange decides where the pages of a list go. exists reports whether there is a
// page; others are listed as name has them.
func (o *outline) arrange(entries []*chapter, name string, exists func(p string) bool) {
	o.listName = name
	listed := o.filesOf(entries, exists, func(c *chapter, why string) {
		o.leave(noSuchPage, name, c.line, "%s%s", c.file, why)
	})
	for _, p := range o.all {
		if o.lines[p] == 0 {
			o.stays[addressOf(o.at(p))] = true
		}
	}
	top := &chapter{within: entries}
	o.settle(top, ".", listed)
	for _, placed := range o.put(top.within, ".") {
		o.moveNear(placed.file, placed.to)
	}
	o.settleFolders()
}

// filesOf returns the pages of a list, and takes entries out of it that have none.
func (o *outline) filesOf(entries []*chapter, exists func(p string) bool, missing func(c *chapter, why string)) (files []string) {
	for _, c := range entries {
		switch {
		case c.file == "":
		case !exists(c.file):
			missing(c, " does not exist")
			c.file = ""
		case o.lines[c.file] > 0:
			missing(c, " is listed a second time")
			c.file = ""
		default:
			o.lines[c.file] = max(c.line, 1)
			files = append(files, c.file)
		}
		files = append(files, o.filesOf(c.within, exists, missing)...)
	}
	return files
}

// settle chooses the folders of the sections within one whose folder is dir. listed
// are the pages of the whole list.
func (o *outline) settle(parent *chapter, dir string, listed []string) {
	for o.choose(parent.within, dir, listed); o.dissolve(parent, dir, listed); {
		o.choose(parent.within, dir, listed)
	}
	for _, c := range parent.within {
		if len(c.within) > 0 && o.homeOf[c] == "" {
			o.setHome(c, o.newHome(c, dir))
		}
	}
	for _, c := range parent.within {
		if len(c.within) > 0 {
			o.settle(c, o.homeOf[c], listed)
		}
	}
}

func (o *outline) setHome(c *chapter, dir string) { o.homeOf[c], o.homes[dir] = dir, true }

// choose gives sections folders that they are offered, those first with which the
// most pages stay.
func (o *outline) choose(entries []*chapter, dir string, listed []string) {
	for _, f := range o.offers(entries, dir, listed) {
		if o.homeOf[f.section] == "" && !o.crosses(f.dir, dir) {
			o.setHome(f.section, f.dir)
		}
	}
}

// dissolve puts what is within a section in its place, if it only groups folders
// that lie side by side: as a folder around them it would move all their pages. It
// reports whether there was such a section.
func (o *outline) dissolve(parent *chapter, dir string, listed []string) bool {
	for i, c := range parent.within {
		if len(c.within) == 0 || c.file != "" || o.homeOf[c] != "" {
			continue
		}
		staying := make(map[*chapter]int)
		for _, f := range o.offers(c.within, dir, listed) {
			if !o.crosses(f.dir, dir) {
				staying[f.section] = max(staying[f.section], f.own)
			}
		}
		all := 0
		for _, n := range staying {
			all += n
		}
		if 2*all > len(pagesOf(c.within)) {
			o.leave(dissolved, o.listName, c.line, "%s", c.title)
			parent.within = slices.Replace(slices.Clone(parent.within), i, i+1, c.within...)
			return true
		}
	}
	return false
}

var dissolved = &Group{Title: "sections around several folders; a folder around those would give all their pages other addresses, so it is left out"}

// An offer is a folder that can be a section's, because pages of it are there.
type offer struct {
	section *chapter
	dir     string
	own     int  // pages that stay where they are
	others  int  // pages there that the list has elsewhere
	isNamed bool // the folder is called like the section
}

// offers returns the folders below dir that the sections of a level can have, the
// one first with which the most pages stay. A folder is offered to the section that
// has the most of its pages.
func (o *outline) offers(entries []*chapter, dir string, listed []string) (offers []offer) {
	counts := make(map[string]map[*chapter]int) // by folder; nil: of no section of this level
	sections := make(map[string]*chapter)       // by page
	for _, c := range entries {
		if len(c.within) > 0 {
			for _, p := range pagesOf([]*chapter{c}) {
				sections[p] = c
			}
		}
	}
	for _, p := range listed {
		c := sections[p]
		for _, folder := range o.foldersOf(p, dir, c) {
			if counts[folder] == nil {
				counts[folder] = make(map[*chapter]int)
			}
			counts[folder][c]++
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(counts)) {
		all, most := 0, 0
		for _, n := range counts[folder] {
			all, most = all+n, max(most, n)
		}
		for _, c := range entries {
			if own := counts[folder][c]; own > 0 && own == most && !o.isOfOneWithin(c, folder, own) {
				offers = append(offers, offer{c, folder, own, all - own, isCalled(c.title, path.Base(folder))})
			}
		}
	}
	slices.SortStableFunc(offers, func(a, b offer) int {
		return cmp.Or(cmp.Compare(b.own-b.others, a.own-a.others), cmp.Compare(b.own, a.own), cmp.Compare(rank(b.isNamed), rank(a.isNamed)),
			cmp.Compare(strings.Count(a.dir, "/"), strings.Count(b.dir, "/")))
	})
	return offers
}

// isOfOneWithin reports whether the pages that a section has in a folder are those
// of one section within it, which has a better claim, and there are others.
func (o *outline) isOfOneWithin(c *chapter, folder string, own int) bool {
	if own == len(pagesOf([]*chapter{c})) {
		return false
	}
	return slices.ContainsFunc(c.within, func(c *chapter) bool {
		n := 0
		for _, p := range pagesOf([]*chapter{c}) {
			if isWithin(o.at(p), folder) {
				n++
			}
		}
		return len(c.within) > 0 && n == own
	})
}

// foldersOf returns the folders below dir that a page is in. A page next to the
// folder of its name can be that folder's; so can one that is called like its
// section, or is the section's own.
func (o *outline) foldersOf(p, dir string, c *chapter) (folders []string) {
	at := o.at(p)
	for folder := path.Dir(at); folder != dir && isWithin(folder, dir) && folder != "."; folder = path.Dir(folder) {
		folders = append(folders, folder)
	}
	stem := source.TrimMarkdown(at)
	if isWithin(stem, dir) && c != nil && !isFolderPage(at) && (c.file == p || isCalled(c.title, path.Base(stem)) ||
		slices.ContainsFunc(pagesOf(c.within), func(p string) bool { return isWithin(o.at(p), stem) })) {
		folders = append(folders, stem)
	}
	return folders
}

// isCalled reports whether a name is a title, but for spaces, marks and letter case.
func isCalled(title, name string) bool {
	plain := func(text string) string { return strings.NewReplacer("-", "", "_", "").Replace(slugOf(text)) }
	return plain(title) != "" && plain(title) == plain(name)
}

func rank(is bool) int {
	if is {
		return 1
	}
	return 0
}

// crosses reports whether a folder within dir lies within the folder of another
// section, or the other way around.
func (o *outline) crosses(folder, dir string) bool {
	for home := range o.homes {
		if home != "." && home != dir && !isWithin(dir, home) && (home == folder || isWithin(home, folder) || isWithin(folder, home)) {
			return true
		}
	}
	return false
}

// newHome returns a folder below dir for a section that has none.
func (o *outline) newHome(c *chapter, dir string) string {
	stem := path.Join(dir, cmp.Or(slugOf(c.title), "section"))
	home := stem
	for n := 2; o.crosses(home, dir) || o.isUsed(home); n++ {
		home = fmt.Sprintf("%s-%d", stem, n)
	}
	return home
}

// isUsed reports whether a folder has pages, or its address is a page's.
func (o *outline) isUsed(dir string) bool {
	return slices.ContainsFunc(o.all, func(p string) bool { return isWithin(o.at(p), dir) || source.TrimMarkdown(o.at(p)) == dir })
}

// put places the pages that can stay where they are in the section whose folder is
// dir, and returns the others with the places that they are to have.
func (o *outline) put(entries []*chapter, dir string) (moving []placed) {
	for i, c := range entries {
		weight := 10 * (i + 1)
		if c.file != "" {
			to := o.placeIn(c, dir)
			if len(c.within) > 0 {
				to = o.placeIn(c, o.homeOf[c])
				if at := o.at(c.file); !isFolderPage(at) || path.Dir(at) != o.homeOf[c] {
					to = path.Join(o.homeOf[c], "index.md")
				}
			}
			if addressOf(to) != addressOf(o.at(c.file)) || !o.move(c.file, to) {
				moving = append(moving, placed{c.file, to})
			}
			o.weights[c.file] = weight
			if c.title != "" {
				o.titles[c.file] = c.title
			}
		}
		if len(c.within) > 0 {
			o.sections = append(o.sections, &section{title: c.title, dir: o.homeOf[c], weight: weight})
			moving = append(moving, o.put(c.within, o.homeOf[c])...)
		}
	}
	return moving
}

// placed is a page with its new place.
type placed struct{ file, to string }

// placeIn returns where a page of the section whose folder is dir goes: where it is,
// if no other section has that folder.
func (o *outline) placeIn(c *chapter, dir string) string {
	at := o.at(c.file)
	if source.TrimMarkdown(at) == dir && !o.isUsed(path.Join(dir, "index")) {
		return path.Join(dir, "index.md")
	}
	if o.homeFor(at) == dir {
		return at
	}
	if isFolderPage(at) && path.Dir(at) != "." { // a folder's page keeps the folder's name
		return path.Join(dir, path.Base(path.Dir(at)), path.Base(at))
	}
	return path.Join(dir, path.Base(at))
}

// homeFor returns the folder of the section that a place is in.
func (o *outline) homeFor(p string) string {
	dir := path.Dir(p)
	for !o.homes[dir] {
		dir = path.Dir(dir)
	}
	return dir
}

// moveNear moves a page to a place, or to one beside it if that is another's.
func (o *outline) moveNear(file, to string) {
	stem := source.TrimMarkdown(to)
	for n := 2; o.stays[addressOf(to)] || !o.move(file, to); n++ {
		to = fmt.Sprintf("%s-%d.md", stem, n)
	}
}

// settleFolders gives a folder within a section that is no section itself the place
// of its first page, so that the order of the list stays.
func (o *outline) settleFolders() {
	first := make(map[string]int)
	for p, weight := range o.weights {
		to := o.to[p]
		dir := path.Dir(to)
		if isFolderPage(to) && !o.homes[dir] {
			dir = path.Dir(dir)
		}
		for ; !o.homes[dir]; dir = path.Dir(dir) {
			if first[dir] == 0 || weight < first[dir] {
				first[dir] = weight
			}
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(first)) {
		o.sections = append(o.sections, &section{title: titleOf(path.Base(dir)), dir: dir, weight: first[dir], isImplied: true})
	}
}

func pagesOf(entries []*chapter) (files []string) {
	for _, c := range entries {
		if c.file != "" {
			files = append(files, c.file)
		}
		files = append(files, pagesOf(c.within)...)
	}
	return files
}

func isWithin(p, dir string) bool { return dir == "." || strings.HasPrefix(p, dir+"/") }

// settleSections gives a section's title and place to the page of its folder,
// which is made if there is none. All files have their places.
func (o *outline) settleSections() {
	pageOf := make(map[string]string) // by folder
	for from, to := range o.to {
		if isFolderPage(to) {
			pageOf[path.Dir(to)] = from
		}
	}
	for _, s := range o.sections {
		if from, ok := pageOf[s.dir]; ok {
			if s.isImplied && o.lines[from] > 0 {
				continue // the list says it itself
			}
			if s.weight != 0 {
				o.weights[from] = s.weight
			}
			if s.title != "" && !s.isImplied {
				o.titles[from] = s.title
			}
			continue
		}
		to := path.Join(s.dir, "index.md")
		if o.taken[addressOf(to)] {
			continue // a page or a file has the folder's address
		}
		o.taken[addressOf(to)] = true
		text := "---\n"
		if s.title != "" {
			text += line(titleField, []string{s.title})
		}
		if s.description != "" {
			text += line(kind.Field{Name: kind.FieldDescription, Type: kind.String}, []string{s.description})
		}
		if s.weight != 0 {
			text += line(weightField, []string{fmt.Sprint(s.weight)})
		}
		if len(s.aliases) > 0 {
			text += line(kind.Field{Name: kind.FieldAliases, Type: kind.Strings}, s.aliases)
		}
		o.Files = append(o.Files, File{Path: "content/" + to, Data: []byte(text + "---\n")})
		o.change(filesMade, to, 0, "%s", s.title)
		for _, address := range s.aliases { // links may have led there
			made := "@section/" + s.dir // no path of the source
			o.to[made] = to
			o.ids[strings.ToLower(strings.Trim(address, "/"))] = made
			o.ids[strings.ToLower(strings.Trim(strings.TrimPrefix(address, s.route), "/"))] = made
		}
	}
}

var weightField = kind.Field{Name: kind.FieldWeight, Type: kind.Int}

// additions are what is to be added to a page's front matter.
type additions struct {
	has    meta.Node
	add    []kind.Field
	values map[kind.FieldName][]string
}

// set adds a field that the page doesn't have.
func (f *additions) set(field kind.Field, values ...string) {
	if len(values) == 0 || field.Name.In(f.has).Type != meta.Absent {
		return
	}
	if f.values == nil {
		f.values = make(map[kind.FieldName][]string)
	}
	f.add = append(f.add, field)
	f.values[field.Name] = values
}

// addFront adds what there is to add to a page, and its old addresses.
func (t *taking) addFront(p string, data []byte, f *additions, olds []string) []byte {
	f.set(kind.Field{Name: kind.FieldAliases, Type: kind.Strings}, olds...)
	data = t.withFront(t.to[p], data, f.add, f.values)
	if f.values[kind.FieldAliases] != nil {
		return data
	}
	data, ok := t.addAliases(t.to[p], data, olds...)
	if !ok {
		t.leave(addressLost, t.old(p), 0, "%s", strings.Join(olds, ", "))
	}
	return data
}
