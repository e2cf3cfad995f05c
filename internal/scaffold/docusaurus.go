package scaffold

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/source"
)

// Docusaurus is a folder docs/ of Markdown and MDX, and settings that are programs,
// which nothing here runs. Of them, what is written as plain text is read. The order
// is in the pages: sidebar_position, else the number that a name begins with, which
// is no part of the address; a folder has both in _category_.json. What the Markdown
// has besides is in documarkup.go.

var (
	sidebarsLost = &Group{"a program that isn't run: its sections and their order are lost; `weight` on a page gives it a place", true}
	notDocs      = &Group{"content outside of the docs, not taken", true}
	partials     = &Group{Title: "names that begin with _, which Docusaurus doesn't publish; not taken, but put in where a page shows them"}
	categories   = &Group{Title: "settings of folders, which became their pages"}
	components   = &Group{"components and values that nothing here runs; the build leaves out the tags and keeps the text", true}
)

type docusaurus struct {
	*outline
	route    string            // of the docs: docs; empty: at the root
	order    []string          // what is taken, the pages first
	texts    map[string][]byte // pages, while they are worked on
	fronts   map[string]meta.Node
	position map[string]float64   // by path or folder below the docs, as they are called there
	category map[string]meta.Node // by folder
	byDocID  map[string]string
	olds     map[string][]string // by page: addresses that led to it
}

func takeDocusaurus(src fs.FS) (*Takeover, error) {
	t := newTaking("Docusaurus", src, ".")
	d := &docusaurus{
		outline: newOutline(t), texts: make(map[string][]byte), fronts: make(map[string]meta.Node), position: make(map[string]float64),
		category: make(map[string]meta.Node), byDocID: make(map[string]string), olds: make(map[string][]string),
	}
	d.want = make(map[string]string)
	name, err := d.readProgram()
	if err != nil || name == "" {
		return nil, err
	}
	if info, err := fs.Stat(src, t.Root); !fs.ValidPath(t.Root) || t.Root == "." || err != nil || !info.IsDir() {
		return nil, &UnusableError{name, fmt.Sprintf("the folder of the docs is %s, and there is none", t.Root)}
	}
	t.lookup = d.lookup
	if err := d.place(); err != nil {
		return nil, err
	}
	if err := d.static(); err != nil {
		return nil, err
	}
	own := []string{name, "static", "sidebars.json"}
	sidebars, err := d.sidebars()
	if err != nil {
		return nil, err
	}
	own = append(own, sidebars...)
	for _, p := range []string{"blog", "versioned_docs", "versioned_sidebars", "versions.json", "i18n"} {
		if _, err := fs.Stat(src, p); err == nil {
			d.leave(notDocs, p, 0, "")
			own = append(own, p)
		}
	}
	if err := d.others(own...); err != nil {
		return nil, err
	}
	return t.Takeover, d.take()
}

var (
	jsComment = regexp.MustCompile(`(?s:/\*.*?\*/)|(?m:(?:^|[ \t])//[^\n]*$)`)
	docsPath  = regexp.MustCompile(`(?s)\bdocs:\s*\{[^{}]*?\bpath:\s*['"]([^'"]+)['"]`)
	docsRoute = regexp.MustCompile(`(?s)\bdocs:\s*\{[^{}]*?\brouteBasePath:\s*['"]([^'"]*)['"]`)
)

// literal returns the text that a key has in a program, if it is written plainly.
func literalOf(program, key string) string {
	m := regexp.MustCompile(`(?m)^[ \t]*` + key + `:[ \t]*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")`).FindStringSubmatch(program)
	if m == nil {
		return ""
	}
	return strings.NewReplacer(`\'`, "'", `\"`, `"`, `\\`, `\`).Replace(m[1] + m[2])
}

// readProgram reads what is plain text in the settings, and returns their name.
func (d *docusaurus) readProgram() (string, error) {
	for _, ending := range []string{"js", "ts", "mjs", "cjs", "mts", "cts"} {
		name := "docusaurus.config." + ending
		if _, err := fs.Stat(d.src, name); err != nil {
			continue
		}
		data, err := d.read(name, source.MaxSettings)
		if err != nil {
			return "", err
		}
		program := jsComment.ReplaceAllString(string(data), "")
		d.Title, d.Description = literalOf(program, "title"), literalOf(program, "tagline")
		d.Lang = languageOf(literalOf(program, "defaultLocale"))
		if address := literalOf(program, "url"); address != "" {
			d.BaseURL = site(strings.TrimSuffix(address, "/") + "/" + strings.Trim(literalOf(program, "baseUrl"), "/"))
		}
		d.Root, d.route = "docs", "docs"
		if m := docsPath.FindStringSubmatch(program); m != nil {
			d.Root = path.Clean(m[1])
		}
		if m := docsRoute.FindStringSubmatch(program); m != nil {
			d.route = strings.Trim(m[1], "/")
		}
		what := "it is a program, which isn't run; title, tagline, language and address are read from it where they are plain text"
		if d.Title == "" {
			what += ". It says no title plainly: --title says it"
		}
		d.leave(ownSettings, name, 0, "%s", what)
		return name, nil
	}
	return "", nil
}

// sidebars says what is lost with sidebars.js, and returns its name. One that only
// says that the folders are the sections loses nothing.
func (d *docusaurus) sidebars() (names []string, err error) {
	for _, ending := range []string{"js", "ts", "mjs", "cjs"} {
		name := "sidebars." + ending
		if _, err := fs.Stat(d.src, name); err != nil {
			continue
		}
		data, err := d.read(name, source.MaxSettings)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
		program := jsComment.ReplaceAllString(string(data), "")
		if strings.Contains(program, "autogenerated") && !strings.Contains(program, "items") && !strings.Contains(program, "'doc'") && strings.Count(program, "type:") == 1 {
			d.leave(ownSettings, name, 0, "it says that the folders are the sections, as they are here")
			continue
		}
		d.leave(sidebarsLost, name, 0, "")
	}
	return names, nil
}

// numberPrefix is what a name begins with for the sake of its order. A date or a
// version is none.
var (
	numberPrefix = regexp.MustCompile(`^([0-9]+)\s*[-_.]+\s*([^-_.\s].*)$`)
	dateOrMore   = regexp.MustCompile(`^[0-9]+[-_.][0-9]+`)
)

func cutNumber(name string) (rest string, number float64, ok bool) {
	m := numberPrefix.FindStringSubmatch(name)
	if m == nil || dateOrMore.MatchString(name) {
		return name, 0, false
	}
	number, err := strconv.ParseFloat(m[1], 64)
	return m[2], number, err == nil
}

// cleanPath takes the numbers out of a path.
func cleanPath(p string) string {
	parts := strings.Split(p, "/")
	for i, part := range parts {
		parts[i], _, _ = cutNumber(part)
	}
	return strings.Join(parts, "/")
}

// place decides where every file of the docs goes.
func (d *docusaurus) place() error {
	var pages, others []string
	err := d.files(d.Root, func(p string) error {
		name, full := path.Base(p), d.old(p)
		switch {
		case slices.Contains([]string{"_category_.json", "_category_.yml", "_category_.yaml"}, name):
			return d.readCategory(p)
		case strings.HasPrefix(name, "_") || strings.Contains("/"+p, "/_"):
			d.leave(partials, full, 0, "")
		case slices.Contains([]string{".jsx", ".tsx"}, path.Ext(p)) || strings.HasSuffix(p, ".module.css"):
			d.leave(looks, full, 0, "")
		case source.IsMarkdown(p):
			pages = append(pages, p)
		default:
			others = append(others, p)
		}
		return nil
	})
	if err != nil {
		return err
	}
	d.all = append(slices.Clone(pages), others...)
	for _, p := range pages {
		if err := d.readPage(p); err != nil {
			return err
		}
	}
	indexes := d.indexes(pages)
	slices.SortFunc(pages, func(a, b string) int {
		return cmp.Or(cmp.Compare(indexRank(indexes, a), indexRank(indexes, b)), cmp.Compare(a, b))
	})
	maps.Copy(d.want, indexes)
	listed, err := d.readSidebars(pages)
	if err != nil {
		return err
	}
	for _, p := range pages {
		_, placed := d.to[p]
		if index := indexes[p]; index != "" && !placed {
			placed = d.move(p, index)
		}
		to := cleanPath(p)
		for n := 2; !placed; n++ { // two can have one name without their numbers
			placed = d.move(p, to)
			to = fmt.Sprintf("%s-%d%s", source.TrimMarkdown(cleanPath(p)), n, path.Ext(p))
		}
		d.order = append(d.order, p)
		d.know(p)
	}
	for _, p := range others {
		if !d.move(p, path.Join(cleanPath(path.Dir(p)), path.Base(p))) {
			d.leave(noRoom, d.old(p), 0, "")
			continue
		}
		d.order = append(d.order, p)
	}
	if !listed {
		d.byPosition()
	}
	d.settleSections()
	return nil
}

// readCategory reads the settings of a folder.
func (d *docusaurus) readCategory(p string) error {
	data, err := d.read(d.old(p), source.MaxSettings)
	if err != nil {
		return err
	}
	n, ds := meta.YAML(source.NewText(p, data), "C001") // JSON is YAML
	if n.Type != meta.Map || hasErrors(ds) {
		d.leave(keyStays, d.old(p), 0, "it can't be read")
		return nil
	}
	d.category[path.Dir(p)] = n
	d.leave(categories, d.old(p), 0, "")
	return nil
}

// readPage reads a page, and what it says about its place.
func (d *docusaurus) readPage(p string) error {
	data, err := d.read(d.old(p), source.MaxPage)
	if err != nil {
		return err
	}
	d.texts[p] = data
	d.fronts[p], _ = frontOf(data)
	d.want[p] = cleanPath(p)
	if position := d.fronts[p].Get("sidebar_position").Text; position != "" {
		if x, err := strconv.ParseFloat(position, 64); err == nil {
			d.position[p] = x
		}
	} else if _, number, ok := cutNumber(path.Base(p)); ok && d.fronts[p].Get("parse_number_prefixes").Text != "false" {
		d.position[p] = number
	}
	d.byDocID[path.Join(cleanPath(path.Dir(p)), d.idOfDoc(p))] = p
	return nil
}

// idOfDoc returns what a page is called within its folder.
func (d *docusaurus) idOfDoc(p string) string {
	return cmp.Or(d.fronts[p].Get("id").Value(), source.TrimMarkdown(path.Base(cleanPath(p))))
}

// indexes returns the pages that are their folder's: index, README, one with the
// folder's name, the one that the folder's settings name, and the one at the root.
func (d *docusaurus) indexes(pages []string) map[string]string {
	indexes := make(map[string]string)
	has := make(map[string]bool)
	take := func(p, dir string) {
		if !has[dir] {
			has[dir] = true
			indexes[p] = path.Join(dir, "index"+strings.ToLower(path.Ext(p)))
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(d.category)) {
		link := d.category[dir].Get("link")
		if p, ok := d.byDocID[link.Get("id").Value()]; ok && link.Get("type").Text == "doc" {
			take(p, cleanPath(dir))
		}
	}
	for _, is := range []func(p, name string) bool{
		func(p, name string) bool { return d.fronts[p].Get("slug").Value() == "/" },
		func(p, name string) bool { return strings.EqualFold(name, "index") },
		func(p, name string) bool { return strings.EqualFold(name, "readme") },
		func(p, name string) bool { return name == path.Base(path.Dir(d.want[p])) },
	} {
		for _, p := range pages {
			dir := path.Dir(d.want[p])
			if d.fronts[p].Get("slug").Value() == "/" {
				dir = "."
			}
			if indexes[p] == "" && is(p, source.TrimMarkdown(path.Base(d.want[p]))) {
				take(p, dir)
			}
		}
	}
	return indexes
}

func indexRank(indexes map[string]string, p string) int {
	if indexes[p] != "" {
		return 0
	}
	return 1
}

// permalink returns a page's address below that of the docs, as Docusaurus had it.
func (d *docusaurus) permalink(p string) string {
	dir, slug := cleanPath(path.Dir(p)), d.fronts[p].Get("slug").Value()
	name := source.TrimMarkdown(path.Base(cleanPath(p)))
	switch {
	case strings.HasPrefix(slug, "/"):
		return path.Clean(slug)
	case slug != "":
		return path.Join("/", dir, slug)
	case d.fronts[p].Get("id").Value() == "" && (strings.EqualFold(name, "index") || strings.EqualFold(name, "readme") || name == path.Base(dir)):
		return path.Join("/", dir)
	}
	return path.Join("/", dir, d.idOfDoc(p))
}

// know says which addresses led to a page.
func (d *docusaurus) know(p string) {
	own := d.permalink(p)
	for _, address := range []string{own, path.Join("/", d.route, own)} {
		if id := cmp.Or(strings.ToLower(strings.Trim(address, "/")), "."); d.ids[id] == "" {
			d.ids[id] = p
		}
	}
	if old := path.Join("/", d.route, own); strings.ToLower(old) != path.Join("/", addressOf(d.to[p])) && old != "/" {
		d.olds[p] = append(d.olds[p], old+"/")
	}
}

// byPosition makes weights of the positions in each folder, and sections of the
// folders that say something about themselves.
func (d *docusaurus) byPosition() {
	dirs := make(map[string]bool)
	for p := range d.to {
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			dirs[dir] = true
		}
	}
	within := make(map[string][]string) // pages and folders by the folder they are in
	for _, p := range slices.Sorted(maps.Keys(d.position)) {
		if to, ok := d.to[p]; ok && !isFolderPage(to) {
			within[path.Dir(p)] = append(within[path.Dir(p)], p)
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		if x, err := strconv.ParseFloat(d.category[dir].Get("position").Text, 64); err == nil {
			d.position[dir] = x
		} else if p := d.indexOf(dir); p != "" && d.fronts[p].Get("sidebar_position").Text != "" {
			d.position[dir] = d.position[p]
		} else if _, number, ok := cutNumber(path.Base(dir)); ok {
			d.position[dir] = number
		} else {
			continue
		}
		within[path.Dir(dir)] = append(within[path.Dir(dir)], dir)
	}
	for _, names := range within {
		slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(d.position[a], d.position[b]) })
		for i, name := range names {
			d.weights[name] = 10 * (i + 1)
			if i > 0 && d.position[name] == d.position[names[i-1]] {
				d.weights[name] = d.weights[names[i-1]]
			}
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		c, has := d.category[dir]
		if !has && d.weights[dir] == 0 {
			continue
		}
		s := &section{title: c.Get("label").Value(), description: c.Get("link").Get("description").Value(), dir: cleanPath(dir), weight: d.weights[dir], route: path.Join("/", d.route)}
		if s.title == "" {
			s.title = titleOf(path.Base(s.dir))
		}
		if c.Get("link").Get("type").Text == "generated-index" {
			old := path.Join("/", d.route, cmp.Or(c.Get("link").Get("slug").Value(), "/category/"+slugOf(s.title)))
			if plainAddress.MatchString(old) {
				s.aliases = []string{old + "/"}
			}
		}
		d.sections = append(d.sections, s)
	}
}

// indexOf returns the page of a folder.
func (d *docusaurus) indexOf(dir string) string {
	for p, to := range d.to {
		if isFolderPage(to) && path.Dir(to) == cleanPath(dir) {
			return p
		}
	}
	return ""
}

// readSidebars reads sidebars.json, which is the same as sidebars.js, but no program.
func (d *docusaurus) readSidebars(pages []string) (bool, error) {
	const name = "sidebars.json"
	if _, err := fs.Stat(d.src, name); err != nil {
		return false, nil
	}
	data, err := d.read(name, source.MaxSettings)
	if err != nil {
		return false, err
	}
	n, ds := meta.YAML(source.NewText(name, data), "C001")
	if n.Type != meta.Map || hasErrors(ds) || !json.Valid(data) || strings.Contains(string(data), `"autogenerated"`) {
		d.leave(sidebarsLost, name, 0, "it can't be read, or is partly made from the folders")
		return false, nil
	}
	d.leave(ownSettings, name, 0, "it has become folders and the weights of pages")
	var entries []*chapter
	for _, sidebar := range n.Fields {
		items := d.sidebarItems(sidebar.Value, name)
		if len(n.Fields) > 1 {
			items = []*chapter{{title: titleOf(sidebar.Key), line: sidebar.KeyAt.Line, within: items}}
		}
		entries = append(entries, items...)
	}
	d.arrange(entries, name, func(p string) bool { return slices.Contains(pages, p) })
	return true, nil
}

// sidebarItems reads a list of a sidebar: ids of pages, categories, links.
func (d *docusaurus) sidebarItems(n meta.Node, name string) (entries []*chapter) {
	for _, f := range n.Fields { // a category in short: its label and its items
		entries = append(entries, &chapter{title: f.Key, line: f.KeyAt.Line, within: d.sidebarItems(f.Value, name)})
	}
	doc := func(c *chapter, id string) *chapter {
		if c.file = d.byDocID[id]; c.file == "" {
			c.file = id
		}
		return c
	}
	for _, item := range n.Items {
		c := &chapter{title: item.Get("label").Value(), line: item.At.Line}
		switch kind := item.Get("type").Text; {
		case item.Type == meta.String:
			entries = append(entries, doc(c, item.Text))
		case kind == "doc" || kind == "ref":
			entries = append(entries, doc(c, item.Get("id").Text))
		case kind == "category":
			c.within = d.sidebarItems(item.Get("items"), name)
			if id := item.Get("link").Get("id").Value(); id != "" {
				doc(c, id)
			}
			entries = append(entries, c)
		case kind == "" && item.Type == meta.Map:
			entries = append(entries, d.sidebarItems(item, name)...)
		default:
			d.leave(leadOut, name, c.line, "%s", cmp.Or(c.title+" "+item.Get("href").Value(), kind))
		}
	}
	return entries
}

// static takes the files that Docusaurus publishes beside the docs.
func (d *docusaurus) static() error {
	if info, err := fs.Stat(d.src, "static"); err != nil || !info.IsDir() {
		return nil
	}
	return d.files("static", func(p string) error {
		full := path.Join("static", p)
		if _, isThere := d.to["@"+p]; isThere || !d.move("@"+p, p) {
			d.leave(noRoom, full, 0, "")
			return nil
		}
		d.copyFile(full, p, p)
		return nil
	})
}

// lookup returns the places that a link can mean: a file, one that is published
// beside the docs, or an address.
func (d *docusaurus) lookup(from, plain string) []string {
	if below, ok := strings.CutPrefix(plain, "@site/"); ok {
		if file, ok := strings.CutPrefix(below, "static/"); ok {
			return []string{"@" + file}
		}
		file, _ := strings.CutPrefix(below, d.Root+"/")
		return []string{file}
	}
	at := strings.TrimPrefix(d.permalink(from), "/")
	return []string{path.Join(path.Dir(from), plain), path.Join(path.Dir(at), plain), path.Join(at, plain)}
}

// docusaurusKeys are front matter that means something to Docusaurus and nothing, or
// another thing, here.
var docusaurusKeys = []string{"sidebar_label", "sidebar_class_name", "sidebar_custom_props", "sidebar_key", "displayed_sidebar", "hide_title", "hide_table_of_contents", "toc_min_heading_level", "toc_max_heading_level", "pagination_label", "pagination_next", "pagination_prev", "custom_edit_url", "keywords", "image", "last_update", "parse_number_prefixes", "title_meta", "authors"}

func (d *docusaurus) take() error {
	for _, p := range d.order {
		if source.IsMarkdown(p) {
			d.texts[p] = d.markup(p, d.texts[p])
		}
	}
	for _, p := range d.order {
		if !source.IsMarkdown(p) {
			d.copyFile(d.old(p), p, d.to[p])
			continue
		}
		d.finish(p, d.front(p, d.relink(p, d.texts[p])))
	}
	return nil
}

// front rewrites a page's front matter, and adds what the folders said of it, and its
// old addresses.
func (d *docusaurus) front(p string, data []byte) []byte {
	to := d.to[p]
	n, text := frontOf(data)
	var edits []edit
	slugged := false
	for _, f := range n.Fields {
		key, value := f.Key, f.Value.Text
		switch {
		case f.Key == "sidebar_position" && d.weights[p] != 0 && n.Get("weight").Type == meta.Absent && !isFolderPage(to):
			key, value = kind.FieldWeight.String(), fmt.Sprint(d.weights[p])
		case f.Key == "sidebar_position":
			key = "x-" + f.Key
		case f.Key == "slug":
			key, value = d.slug(to, value)
			slugged = key == "slug"
		case f.Key == "id":
			key = "x-id"
			if n.Get("slug").Type == meta.Absent && !isFolderPage(to) && value != source.TrimMarkdown(path.Base(to)) && plainAddress.MatchString("/"+value) && !strings.Contains(value, "/") {
				key, slugged = kind.FieldSlug.String(), true
			}
		case slices.Contains(docusaurusKeys, f.Key):
			key = "x-" + f.Key
		}
		if key == f.Key && value == f.Value.Text {
			continue
		}
		change := []edit{scalarEdit(text, f.KeyAt, f.Key, key)}
		if value != f.Value.Text {
			change = append(change, scalarEdit(text, f.Value.At, f.Value.Text, value))
		}
		if slices.Contains(change, edit{}) {
			d.leave(keyStays, d.old(p), f.KeyAt.Line, "%s", f.Key)
			continue
		}
		edits = append(edits, change...)
		d.change(keysRenamed, to, f.KeyAt.Line, "%s → %s", f.Key, key)
	}
	data = apply(data, edits)
	read, _ := page.Parse(to, source.NewText(to, data), page.Settings{})
	for _, diagnostic := range read.Diags {
		d.RawHTML = d.RawHTML || diagnostic.Code == "P014"
	}
	has, _ := frontOf(data)
	f := &additions{has: has}
	if label := n.Get("sidebar_label").Value(); label != "" && d.titles[p] == "" {
		d.titles[p] = label
	}
	d.addTitle(p, f, read)
	if w := d.weights[p]; w != 0 {
		f.set(weightField, fmt.Sprint(w))
	}
	if n.Get("hide_table_of_contents").Text == "true" {
		f.set(kind.Field{Name: kind.FieldTOC, Type: kind.Bool}, "false")
	}
	if slugged && d.route == "" { // it is where it was
		d.olds[p] = nil
	}
	return d.addFront(p, data, f, d.olds[p])
}

// slug returns what becomes of a page's slug: the last part of the address, when only
// that is another; all else is an old address.
func (d *docusaurus) slug(to, value string) (key, now string) {
	dir, last := path.Split(strings.TrimSuffix(value, "/"))
	switch {
	case isFolderPage(to) || !plainAddress.MatchString("/"+last):
	case dir == "", strings.HasPrefix(value, "/") && path.Clean(dir) == path.Join("/", path.Dir(to)):
		return "slug", last
	}
	return "x-slug", value
}
