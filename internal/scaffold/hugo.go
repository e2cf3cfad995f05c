package scaffold

import (
	"cmp"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"waymark/internal/meta"
	"waymark/internal/source"
)

// Hugo's content is nearly a handbook's: pages in folders, with front matter. A
// folder's page is called _index.md there. Front matter stays as it is but for
// keys that mean something else here; shortcodes stay as they are written, but
// for ref and relref, which become links to files.

func takeHugo(src fs.FS) (*Takeover, error) {
	t := newTaking("Hugo", src, ".")
	t.byURL = true
	config, name, err := t.readConfig(hugoConfigs()...)
	if err != nil {
		return nil, err
	}
	root := path.Clean(cmp.Or(config.Get("contentDir").Text, config.Get("contentdir").Text, "content"))
	if info, err := fs.Stat(src, root); fs.ValidPath(root) && err == nil && info.IsDir() {
		t.Root = root
	} else if name != "" {
		return nil, nil // a site without content
	}
	h := &hugo{taking: t}
	if err := h.place(); err != nil {
		return nil, err
	}
	if name == "" && !h.hasIndex {
		return nil, nil // a folder of Markdown like any other
	}
	t.Title = config.Get("title").Text
	t.Description = config.Get("params").Get("description").Text
	t.Lang = cmp.Or(config.Get("languageCode").Text, config.Get("locale").Text, config.Get("defaultContentLanguage").Text)
	t.BaseURL = site(cmp.Or(config.Get("baseURL").Text, config.Get("baseurl").Text))
	t.RawHTML = config.Get("markup").Get("goldmark").Get("renderer").Get("unsafe").Text == "true"
	if t.Root != "." {
		if err := h.static(); err != nil {
			return nil, err
		}
		if err := h.others(name, strings.Split(t.Root, "/")[0], "static"); err != nil {
			return nil, err
		}
	}
	return t.Takeover, h.take()
}

func hugoConfigs() (names []string) {
	for _, dir := range []string{"", "config/_default/"} {
		for _, name := range []string{"hugo", "config"} {
			for _, ending := range []string{".toml", ".yaml", ".yml", ".json"} {
				names = append(names, dir+name+ending)
			}
		}
	}
	return names
}

type hugo struct {
	*taking
	order    []string // the files that are taken, in order of their paths
	hasIndex bool     // there is an _index.md
}

var (
	otherMarkup = []string{".adoc", ".asciidoc", ".ad", ".org", ".rst", ".pandoc", ".pdc", ".mdx"}
	indexName   = regexp.MustCompile(`^_index(\.[A-Za-z-]+)?\.(md|markdown)$`)
)

func isMarkdown(p string) bool { return path.Ext(p) == ".md" || path.Ext(p) == ".markdown" }

// place decides where every file of the content goes.
func (h *hugo) place() error {
	var files []string
	withPages := make(map[string]bool) // folders
	err := h.files(h.Root, func(p string) error {
		if slices.Contains(otherMarkup, strings.ToLower(path.Ext(p))) {
			h.leave(h.old(p), 0, "not Markdown")
			return nil
		}
		files = append(files, p)
		h.hasIndex = h.hasIndex || indexName.MatchString(path.Base(p))
		for dir := path.Dir(p); isMarkdown(p) && dir != "."; dir = path.Dir(dir) {
			withPages[dir] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	// The pages of folders come first: they can go nowhere else.
	slices.SortFunc(files, func(a, b string) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)) })
	for _, p := range files {
		if !slices.ContainsFunc(h.places(p, withPages), func(to string) bool { return h.move(p, to) }) {
			h.leave(h.old(p), 0, "another file has its address")
			continue
		}
		h.order = append(h.order, p)
		if id := strings.ToLower(strings.ReplaceAll(h.idOf(p), " ", "-")); isMarkdown(p) && h.ids[id] == "" {
			h.ids[id] = p
		}
	}
	slices.Sort(h.order)
	return nil
}

// rank puts what stands for a folder before what is in it.
func rank(p string) int {
	switch {
	case indexName.MatchString(path.Base(p)):
		return 0
	case path.Base(p) == "index.md":
		return 1
	}
	return 2
}

// places returns where a file can go, the best first. A page beside a folder of
// its name becomes the folder's page, or one in it.
func (h *hugo) places(p string, withPages map[string]bool) []string {
	if !isMarkdown(p) {
		return []string{p}
	}
	dir, name := path.Split(strings.TrimSuffix(p, path.Ext(p)) + ".md")
	switch id := h.idOf(p); {
	case rank(p) == 0:
		name = name[1:]
	case name == "README.md":
		name = "readme.md" // a page like any other, not the folder's
	case rank(p) == 2 && withPages[id]:
		return []string{path.Join(id, "index.md"), path.Join(id, name)}
	}
	return []string{dir + name}
}

// static takes the files that Hugo publishes beside the content.
func (h *hugo) static() error {
	if info, err := fs.Stat(h.src, "static"); err != nil || !info.IsDir() {
		return nil
	}
	return h.files("static", func(p string) error {
		full := path.Join("static", p)
		if h.to[p] != "" || !h.move(p, p) {
			h.leave(full, 0, "its path is taken by a file of the content")
			return nil
		}
		h.copyFile(full, p, p)
		return nil
	})
}

func (h *hugo) take() error {
	for _, p := range h.order {
		if !isMarkdown(p) {
			h.copyFile(h.old(p), p, h.to[p])
			continue
		}
		data, err := fs.ReadFile(h.src, h.old(p))
		if err != nil {
			return err
		}
		data = h.front(p, data)
		data = h.refs(p, data)
		h.listShortcodes(p, data)
		h.finish(p, h.relink(p, data))
	}
	return nil
}

// front renames the keys of a page's front matter that would mean something else
// here.
func (h *hugo) front(p string, data []byte) []byte {
	text := source.NewText(p, data)
	n, _, ds := meta.Front(text)
	if len(ds) > 0 || n.Type != meta.Map {
		return data
	}
	var edits []edit
	for _, f := range n.Fields {
		if !h.foreign(p, n, f) {
			continue
		}
		e := edit{start: offset(text, f.KeyAt.Line, f.KeyAt.Column), text: "x-" + f.Key}
		e.end = e.start + len(f.Key)
		if quoted := e.start < len(data) && (data[e.start] == '"' || data[e.start] == '\''); quoted {
			e.start, e.end = e.start+1, e.end+1
		}
		if e.end > len(data) || string(data[e.start:e.end]) != f.Key {
			continue
		}
		edits = append(edits, e)
		h.Changed = append(h.Changed, Note{"content/" + h.to[p], f.KeyAt.Line, f.Key + " → x-" + f.Key})
	}
	return apply(data, edits)
}

// foreign reports whether a key means something here that Hugo does not mean.
func (h *hugo) foreign(p string, n meta.Node, f meta.Field) bool {
	switch f.Key {
	case "layout":
		return true
	case "slug":
		return isFolderPage(h.to[p])
	case "summary":
		return n.Get("description").Text != ""
	}
	return false
}

var (
	refCall   = regexp.MustCompile("\\{\\{[<%]\\s*(?:rel)?ref\\s+(?:\"([^\"\n]*)\"|`([^`\n]*)`|([^\\s\"`=<>%]+))\\s*[>%]\\}\\}")
	shortcode = regexp.MustCompile(`\{\{[<%]\s*([\pL_][\pL\pN_./-]*)[^\n]*?[>%]\}\}`)
)

// refs turns ref and relref into links to files, where it can be told which.
func (h *hugo) refs(p string, data []byte) []byte {
	var edits []edit
	for _, m := range refCall.FindAllSubmatchIndex(data, -1) {
		var arg string
		for group := 1; group <= 3; group++ {
			if m[2*group] >= 0 {
				arg = string(data[m[2*group]:m[2*group+1]])
			}
		}
		file, fragment, _ := strings.Cut(arg, "#")
		if fragment != "" {
			fragment = "#" + fragment
		}
		dest := fragment
		if file != "" {
			to, ok := h.named(p, file)
			if !ok {
				continue // listed with the other shortcodes
			}
			dest = escapePath(relative(h.to[p], to)) + fragment
		}
		edits = append(edits, edit{m[0], m[1], dest})
		h.Changed = append(h.Changed, Note{"content/" + h.to[p], lineAt(data, m[0]), string(data[m[0]:m[1]]) + " → " + dest})
	}
	return apply(data, edits)
}

// named returns the page that ref means: a path from the content, from the
// page's folder, or the name of a file that is there once.
func (h *hugo) named(from, file string) (string, bool) {
	forms := func(p string) []string {
		return []string{p, p + ".md", path.Join(p, "index.md"), path.Join(p, "_index.md")}
	}
	tries := forms(path.Join(path.Dir(from), file))
	if strings.HasPrefix(file, "/") {
		tries = forms(path.Clean(file)[1:])
	} else {
		tries = append(tries, forms(path.Clean(file))...)
	}
	for _, p := range tries {
		if to, ok := h.to[p]; ok && isMarkdown(p) {
			return to, true
		}
	}
	var found []string
	for _, p := range h.order {
		if isMarkdown(p) && (path.Base(p) == file || path.Base(h.idOf(p)) == file) {
			found = append(found, p)
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return h.to[found[0]], true
}

// listShortcodes names the shortcodes that stay as they are written.
func (h *hugo) listShortcodes(p string, data []byte) {
	for _, m := range shortcode.FindAllSubmatchIndex(data, -1) {
		h.leave(h.old(p), lineAt(data, m[0]), "the shortcode %s stays as it is written", data[m[2]:m[3]])
	}
}
