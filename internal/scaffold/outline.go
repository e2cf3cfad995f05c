package scaffold

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// An outline is a tool's list of pages within sections that can be nested, apart
// from the folders in which the pages are. A handbook says the same with folders
// and weights. A section is the folder that its pages are in, if no other section
// has pages there; otherwise they move into a folder called after its title. What
// needn't move stays, and so does its address.

type outline struct {
	*taking
	weights map[string]int    // by old path
	titles  map[string]string // the same: what the list calls a page, where it says so
	lines   map[string]int    // the same: where it says so
	pages   []string          // in order of the list
	homes   map[string]bool   // folders that are a section

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
}

func newOutline(t *taking) *outline {
	return &outline{taking: t, weights: make(map[string]int), titles: make(map[string]string), lines: make(map[string]int), homes: map[string]bool{".": true}}
}

// at returns where a page would be without the list.
func (o *outline) at(p string) string { return cmp.Or(o.want[p], p) }

// arrange decides where the pages of a list go. exists reports whether there is a
// page; others are listed as name has them.
func (o *outline) arrange(entries []*chapter, name string, exists func(p string) bool) {
	all := o.filesOf(entries, exists, func(c *chapter, why string) {
		o.leave(noSuchPage, name, c.line, "%s%s", c.file, why)
	})
	o.put(entries, ".", all)
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

// put places what is in a section whose folder is dir. all are the pages of the
// whole list.
func (o *outline) put(entries []*chapter, dir string, all []string) {
	for i, c := range entries {
		weight := 10 * (i + 1)
		if len(c.within) == 0 {
			if c.file != "" {
				o.putPage(c, dir, weight)
			}
			continue
		}
		home := o.home(c, dir, all)
		o.homes[home] = true
		if index, at := path.Join(home, "index.md"), o.at(c.file); c.file != "" && (isFolderPage(at) && path.Dir(at) == home || !o.move(c.file, index)) {
			o.putPage(c, home, weight)
		} else if c.file != "" {
			o.list(c, weight)
		}
		o.sections = append(o.sections, &section{title: c.title, dir: home, weight: weight})
		o.put(c.within, home, all)
	}
}

func (o *outline) putPage(c *chapter, dir string, weight int) {
	at := o.at(c.file)
	to := at
	if source.TrimMarkdown(at) == dir && !o.isUsed(path.Join(dir, "index")) {
		to = path.Join(dir, "index.md")
	} else if !isWithin(at, dir) {
		to = path.Join(dir, path.Base(at))
		if isFolderPage(at) && path.Dir(at) != "." { // a folder's page keeps the folder's name
			to = path.Join(dir, path.Base(path.Dir(at)), path.Base(at))
		}
	}
	stem := source.TrimMarkdown(to)
	for n := 2; !o.move(c.file, to); n++ {
		to = fmt.Sprintf("%s-%d.md", stem, n)
	}
	o.list(c, weight)
}

// list notes what the list says of a page that has its place.
func (o *outline) list(c *chapter, weight int) {
	o.pages = append(o.pages, c.file)
	o.weights[c.file] = weight
	if c.title != "" {
		o.titles[c.file] = c.title
	}
}

// home returns the folder of a section: the one below dir that all its pages are in
// and no others, else a new one.
func (o *outline) home(c *chapter, dir string, all []string) string {
	own := make(map[string]bool)
	var below []string // the folders that its pages are in
	for _, p := range pagesOf(c.within) {
		own[p] = true
		if first := firstBelow(o.at(p), dir); !slices.Contains(below, first) {
			below = append(below, first)
		}
	}
	if len(below) > 1 { // a page next to the folder of its name is the folder's
		below = slices.DeleteFunc(below, func(dir string) bool { return dir == "" })
		for p := range own {
			if first := firstBelow(o.at(p), dir); first == "" && source.TrimMarkdown(o.at(p)) != below[0] {
				below = append(below, first)
			}
		}
	}
	if len(below) == 1 && below[0] != "" && !o.homes[below[0]] {
		if !slices.ContainsFunc(all, func(p string) bool { return isWithin(o.at(p), below[0]) && !own[p] }) {
			return below[0]
		}
	}
	stem := path.Join(dir, cmp.Or(slugOf(c.title), "section"))
	home := stem
	for n := 2; o.homes[home] || o.isUsed(home); n++ {
		home = fmt.Sprintf("%s-%d", stem, n)
	}
	return home
}

// isUsed reports whether a folder has pages, or its address is a page's.
func (o *outline) isUsed(dir string) bool {
	return slices.ContainsFunc(o.all, func(p string) bool { return isWithin(o.at(p), dir) || source.TrimMarkdown(o.at(p)) == dir })
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

// firstBelow returns the first folder below dir on the way to a file, or nothing.
func firstBelow(p, dir string) string {
	rest := p
	if dir != "." {
		var ok bool
		if rest, ok = strings.CutPrefix(p, dir+"/"); !ok {
			return ""
		}
	}
	name, _, isBelow := strings.Cut(rest, "/")
	if !isBelow {
		return ""
	}
	return path.Join(dir, name)
}

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
			if s.weight != 0 {
				o.weights[from] = s.weight
			}
			if s.title != "" {
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
