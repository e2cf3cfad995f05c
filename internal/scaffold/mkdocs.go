package scaffold

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/source"
)

// MkDocs is a folder of Markdown and mkdocs.yml, whose nav says which pages are
// shown in which order and under which title, in sections that can be nested. All
// pages are published, those that nav doesn't have too, at the addresses that a
// handbook gives them. What its Markdown has besides is in mkmarkup.go.

var (
	notInNav    = &Group{Title: "pages that nav doesn't have; MkDocs publishes them, so they came over"}
	leadOut     = &Group{Title: "entries of nav that lead out of the site; `nav` in handbook.yaml can have them"}
	excluded    = &Group{Title: "excluded by mkdocs.yml, not taken"}
	sameAddress = &Group{"pages whose address another page has too; MkDocs shows one of the two, and both came over", true}
	looks       = &Group{Title: "styles and scripts of the tool, not taken"}
)

type mkdocs struct {
	*outline
	config     meta.Node
	name       string // of the settings
	base       []string
	extensions map[string]meta.Node
	keepDirs   bool // addresses end in a folder, as here
	order      []string
	redirects  map[string][]string // by page: addresses that led to it
}

func takeMkDocs(src fs.FS) (*Takeover, error) {
	t := newTaking("MkDocs", src, ".")
	t.tidy = withoutTags
	config, name, err := t.readConfig("nav", "mkdocs.yml", "mkdocs.yaml")
	if err != nil || name == "" {
		return nil, err
	}
	t.Root = path.Clean(cmp.Or(config.Get("docs_dir").Text, "docs"))
	if info, err := fs.Stat(src, t.Root); !fs.ValidPath(t.Root) || t.Root == "." || err != nil || !info.IsDir() {
		return nil, &UnusableError{name, fmt.Sprintf("docs_dir is %s, and there is no such folder below that of %s", t.Root, name)}
	}
	m := &mkdocs{
		outline: newOutline(t), config: config, name: name, extensions: readExtensions(config),
		keepDirs: config.Get("use_directory_urls").Text != "false", redirects: make(map[string][]string),
	}
	t.lookup = m.lookup
	t.Title, t.Description = config.Get("site_name").Value(), config.Get("site_description").Value()
	t.Lang = languageOf(config.Get("theme").Get("language").Value())
	t.BaseURL = site(config.Get("site_url").Value())
	m.base = append(textsOf(m.extensions["pymdownx.snippets"].Get("base_path")), ".")
	if err := m.place(); err != nil {
		return nil, err
	}
	if err := t.others(name); err != nil {
		return nil, err
	}
	m.readRedirects()
	return t.Takeover, m.take()
}

// pythonTag is a value for which MkDocs runs Python, or asks the environment.
var pythonTag = regexp.MustCompile(`!!python/[^\s,\]}]+|![A-Za-z]+\b`)

// withoutTags blanks what only MkDocs can read in its settings; places stay.
func withoutTags(data []byte) []byte {
	return pythonTag.ReplaceAllFunc(data, func(tag []byte) []byte { return bytes.Repeat([]byte(" "), len(tag)) })
}

// readExtensions returns the options of the Markdown extensions by their names.
func readExtensions(config meta.Node) map[string]meta.Node {
	return named(config.Get("markdown_extensions"))
}

// named reads a list whose items are a name, or a name with options, or the same as
// a map.
func named(list meta.Node) map[string]meta.Node {
	all := make(map[string]meta.Node)
	for _, f := range list.Fields {
		all[f.Key] = f.Value
	}
	for _, item := range list.Items {
		if item.Type == meta.String {
			all[item.Text] = meta.Node{}
		}
		for _, f := range item.Fields {
			all[f.Key] = f.Value
		}
	}
	return all
}

func textsOf(n meta.Node) (texts []string) {
	if n.Value() != "" {
		return []string{n.Text}
	}
	for _, item := range n.Items {
		texts = append(texts, item.Text)
	}
	return texts
}

// patternsIn returns the patterns of a text in the form of a .gitignore, without
// comments and exceptions.
func patternsIn(text string) (patterns []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' && line[0] != '!' {
			patterns = append(patterns, line)
		}
	}
	return patterns
}

// place decides where every file of the content goes.
func (m *mkdocs) place() error {
	isLeftOut := source.Matches(patternsIn(m.config.Get("exclude_docs").Text))
	own := append(textsOf(m.config.Get("extra_css")), scriptsOf(m.config.Get("extra_javascript"))...)
	var files []string
	err := m.files(m.Root, func(p string) error {
		switch {
		case isLeftOut(p):
			m.leave(excluded, m.old(p), 0, "")
		case slices.Contains(own, p):
			m.leave(looks, m.old(p), 0, "")
		default:
			files = append(files, p)
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(files, func(a, b string) int { return cmp.Or(cmp.Compare(fileRank(a), fileRank(b)), cmp.Compare(a, b)) })
	isPage := func(p string) bool { return slices.Contains(files, p) && source.IsMarkdown(p) }
	m.all = files
	nav := m.config.Get("nav")
	if nav.Type == meta.List {
		m.arrange(m.readNav(nav), m.name, isPage)
	}
	for _, p := range files {
		switch _, placed := m.to[p]; {
		case placed:
		case !m.move(p, p) && (!source.IsMarkdown(p) || isFolderPage(p)): // of README and index, MkDocs has the latter
			m.leave(noRoom, m.old(p), 0, "")
			continue
		case m.to[p] == "":
			m.moveNear(p, p)
			m.leave(sameAddress, m.old(p), 1, "now content/%s", m.to[p])
		case source.IsMarkdown(p) && nav.Type == meta.List:
			m.leave(notInNav, m.old(p), 1, "")
		}
		m.order = append(m.order, p)
		if source.IsMarkdown(p) {
			m.ids[strings.ToLower(m.idOf(p))] = p
		}
	}
	if nav.Type != meta.List {
		m.byName(files)
	}
	m.settleSections()
	return nil
}

// fileRank puts a folder's page before all others: index.md, else README.md.
func fileRank(p string) int {
	switch {
	case !isFolderPage(p):
		return 2
	case strings.HasPrefix(path.Base(p), "README"):
		return 1
	}
	return 0
}

func scriptsOf(n meta.Node) (paths []string) {
	for _, item := range n.Items {
		paths = append(paths, cmp.Or(item.Text, item.Get("path").Text))
	}
	return paths
}

// byName gives the pages of each folder the order of their names, which is that of
// MkDocs without nav.
func (m *mkdocs) byName(files []string) {
	counts := make(map[string]int)
	for _, p := range files {
		if _, ok := m.to[p]; !ok || !source.IsMarkdown(p) || isFolderPage(p) {
			continue
		}
		counts[path.Dir(p)]++
		m.weights[p] = 10 * counts[path.Dir(p)]
	}
}

// readNav reads nav as a list of chapters. Its lines are one further down than in
// the file, because a line was put above it.
func (m *mkdocs) readNav(list meta.Node) (entries []*chapter) {
	for _, item := range list.Items {
		title, value, at := "", item, item.At
		if item.Type == meta.Map && len(item.Fields) > 0 {
			title, value, at = item.Fields[0].Key, item.Fields[0].Value, item.Fields[0].KeyAt
		}
		c := &chapter{title: title, line: at.Line - 1}
		switch {
		case value.Type == meta.List:
			c.within = m.readNav(value)
		case scheme.MatchString(value.Text), strings.HasPrefix(value.Text, "/"), value.Text == "":
			m.leave(leadOut, m.name, c.line, "%s", strings.TrimPrefix(title+": "+value.Text, ": "))
			continue
		default:
			c.file = path.Clean(value.Text)
		}
		entries = append(entries, c)
	}
	return entries
}

// readRedirects reads which pages old addresses led to, as the redirects plugin has
// them: both are named by files.
func (m *mkdocs) readRedirects() {
	for _, f := range named(m.config.Get("plugins"))["redirects"].Get("redirect_maps").Fields {
		file, _, _ := strings.Cut(f.Value.Text, "#")
		file = path.Clean(file)
		if _, ok := m.to[file]; !ok || !source.IsMarkdown(file) {
			m.leave(addressLost, m.name, f.KeyAt.Line-1, "%s → %s", f.Key, f.Value.Text)
			continue
		}
		m.redirects[file] = append(m.redirects[file], m.address(path.Clean(f.Key)))
	}
}

// address returns where MkDocs published a page.
func (m *mkdocs) address(p string) string {
	id := m.idOf(p)
	switch {
	case id == ".":
		return "/"
	case m.keepDirs:
		return "/" + id + "/"
	case isFolderPage(p):
		return "/" + id + "/index.html"
	}
	return "/" + id + ".html"
}

// lookup returns the places that a link can mean: by the files, or by the address at
// which its page was published.
func (m *mkdocs) lookup(from, plain string) []string {
	places := []string{path.Join(path.Dir(from), plain)}
	if m.keepDirs {
		places = append(places, path.Join(m.idOf(from), plain))
	}
	return places
}

// mkdocsKeys are front matter that means something to MkDocs and its themes, and
// nothing or another thing here.
var mkdocsKeys = []string{"template", "icon", "status", "hide", "search", "social", "comments", "subtitle", "authors", "categories", "links", "pin", "readtime", "exclude", "boost", "render_macros", "nav_title", "render_with_liquid", "hero", "path", "source"}

func (m *mkdocs) take() error {
	for _, p := range m.order {
		if !source.IsMarkdown(p) {
			m.copyFile(m.old(p), p, m.to[p])
			continue
		}
		data, err := m.read(m.old(p), source.MaxPage)
		if err != nil {
			return err
		}
		data = m.relink(p, m.markup(p, data))
		m.finish(p, m.front(p, data))
	}
	return nil
}

// front renames what is MkDocs's own in a page's front matter, and adds what nav
// said of the page, and its old addresses.
func (m *mkdocs) front(p string, data []byte) []byte {
	to := m.to[p]
	n, text := frontOf(data)
	data = m.renameKeys(p, data, n, text, mkdocsKeys)
	read, _ := page.Parse(p, source.NewText(p, data), page.Settings{})
	for _, d := range read.Diags {
		m.RawHTML = m.RawHTML || d.Code == "P014"
	}
	now, _ := frontOf(data) // search is free where it was Material's
	f := &additions{has: now}
	m.addTitle(p, f, read)
	if w := m.weights[p]; w != 0 {
		f.set(weightField, fmt.Sprint(w))
	}
	if slices.Contains(textsOf(n.Get("hide")), "toc") {
		f.set(kind.Field{Name: kind.FieldTOC, Type: kind.Bool}, "false")
	}
	if n.Get("search").Get("exclude").Text == "true" {
		f.set(kind.Field{Name: kind.FieldSearch, Type: kind.Bool}, "false")
	}
	olds := m.redirects[p]
	if own := addressOf(to); !m.keepDirs && !isFolderPage(p) || m.keepDirs && strings.TrimSuffix(strings.ToLower(m.address(p)), "/") != own {
		olds = append([]string{m.address(p)}, olds...)
	}
	return m.addFront(p, data, f, olds)
}

// addTitle gives a page the title that the tool's list has, if it has none of its
// own. One that differs is listed.
func (o *outline) addTitle(p string, f *additions, read *page.Page) {
	own := cmp.Or(kind.FieldTitle.In(f.has).Value(), read.Title)
	if own == "" && read.Opens {
		own = read.Headings[0].Text
	}
	switch title := o.titles[p]; {
	case title == "" || title == own:
	case own == "":
		f.set(titleField, title)
	default:
		o.leave(otherTitle, o.old(p), 1, "%s; the page calls itself %s", title, own)
	}
}

// renameKeys puts x- before keys that are the tool's own.
func (t *taking) renameKeys(p string, data []byte, n meta.Node, text *source.Text, keys []string) []byte {
	var edits []edit
	for _, f := range n.Fields {
		if !slices.Contains(keys, f.Key) {
			continue
		}
		e := scalarEdit(text, f.KeyAt, f.Key, "x-"+f.Key)
		if e == (edit{}) {
			t.leave(keyStays, t.old(p), f.KeyAt.Line, "%s", f.Key)
			continue
		}
		edits = append(edits, e)
		t.change(keysRenamed, t.to[p], f.KeyAt.Line, "%s → x-%s", f.Key, f.Key)
	}
	return apply(data, edits)
}

// snippet reads the file that a page includes, from where the settings say, below
// the folder that is taken over.
func (m *mkdocs) snippet(name string) (text []byte, why string) {
	if scheme.MatchString(name) {
		return nil, "it is on the web"
	}
	for _, base := range m.base {
		full := path.Join(base, name)
		if !fs.ValidPath(full) {
			continue
		}
		data, err := source.ReadFile(m.src, full, source.MaxPage)
		switch {
		case err == nil:
			return data, ""
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err.Error()
		}
	}
	return nil, "the file is not in the folder that is taken over"
}
