package scaffold

import (
	"bytes"
	"cmp"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/source"
)

// Hugo's content is nearly a handbook's: pages in folders, with front matter. A
// folder's page is called _index.md there. Front matter stays as it is but for
// keys that mean something else here; shortcodes stay as they are written, but
// for ref and relref, which become links to files, and for figure and highlight.

var (
	translated     = &Group{Title: "translations are pages of their own; none leads to the others by itself"}
	heldBack       = &Group{"Hugo keeps these pages back; here they are published unless they say draft: true", true}
	shortcodeStays = &Group{"shortcodes that stay as they are written", true}
)

func takeHugo(src fs.FS) (*Takeover, error) {
	t := newTaking("Hugo", src, ".")
	config, name, err := t.readConfig("address", hugoConfigs()...)
	if err != nil {
		return nil, err
	}
	root := path.Clean(cmp.Or(config.Get("contentDir").Text, config.Get("contentdir").Text, "content"))
	if info, err := fs.Stat(src, root); fs.ValidPath(root) && err == nil && info.IsDir() {
		t.Root = root
	} else if name != "" {
		return nil, nil // a site without content
	}
	h := &hugo{taking: t, permalinks: readPermalinks(config), languages: readLanguages(config, t.Root), plain: make(map[string]string), langOf: make(map[string]string), more: make(map[string][]string), variants: make(map[string][]string)}
	t.lookup, t.readmeIsPage = h.lookup, true
	if err := h.place(); err != nil {
		return nil, err
	}
	if name == "" && !h.hasIndex {
		return nil, nil // a folder of Markdown like any other
	}
	t.Title = config.Get("title").Text
	t.Description = config.Get("params").Get("description").Text
	t.Lang = languageOf(cmp.Or(config.Get("languageCode").Text, config.Get("locale").Text, config.Get("defaultContentLanguage").Text))
	t.BaseURL = site(cmp.Or(config.Get("baseURL").Text, config.Get("baseurl").Text))
	t.RawHTML = config.Get("markup").Get("goldmark").Get("renderer").Get("unsafe").Text == "true"
	if t.Root != "." {
		if err := h.static(); err != nil {
			return nil, err
		}
		if err := h.others(name, "static"); err != nil {
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

	permalinks map[string]string // patterns of addresses, by top-level folder
	languages  languages
	plain      map[string]string   // of a file whose path says its language: the path without it
	langOf     map[string]string   // of a translation: its language, in lower case
	more       map[string][]string // old addresses that go to the aliases a page has
	variants   map[string][]string // by the path without a language: the files that have it
}

var (
	otherMarkup = []string{".adoc", ".asciidoc", ".ad", ".org", ".rst", ".pandoc", ".pdc", ".mdx"}
	indexName   = regexp.MustCompile(`^_index(\.[A-Za-z-]+)?\.(?i:md|markdown|mdown|mdwn|mkd|mkdn|mkdown)$`)
)

func isMarkdown(p string) bool { return source.IsMarkdown(p) }

// place decides where every file of the content goes.
func (h *hugo) place() error {
	var files []string
	err := h.files(h.Root, func(p string) error {
		if slices.Contains(otherMarkup, strings.ToLower(path.Ext(p))) {
			h.leave(notAPage, h.old(p), 0, "")
			return nil
		}
		files = append(files, p)
		h.hasIndex = h.hasIndex || indexName.MatchString(path.Base(p))
		return nil
	})
	if err != nil {
		return err
	}
	slices.Sort(files)
	withPages := make(map[string]bool) // folders, as Hugo publishes them
	for _, p := range files {
		h.readLanguage(p, files)
		for dir := path.Dir(h.published(p)); isMarkdown(p) && dir != "."; dir = path.Dir(dir) {
			withPages[dir] = true
		}
	}
	if lang := h.translations(); len(lang) > 0 {
		h.leave(translated, h.old("."), 0, "below %s/", strings.Join(lang, "/, "))
	}
	// The pages of folders come first: they can go nowhere else.
	slices.SortFunc(files, func(a, b string) int { return cmp.Or(cmp.Compare(h.rank(a), h.rank(b)), cmp.Compare(a, b)) })
	for _, p := range files {
		if !slices.ContainsFunc(h.places(p, withPages), func(to string) bool { return h.move(p, to) }) {
			h.leave(noRoom, h.old(p), 0, "")
			continue
		}
		h.order = append(h.order, p)
		if id := strings.ToLower(strings.ReplaceAll(h.idOf(h.published(p)), " ", "-")); isMarkdown(p) && h.ids[id] == "" {
			h.ids[id] = p
		}
	}
	slices.Sort(h.order)
	return nil
}

// translations are the languages of all translations, in their order.
func (h *hugo) translations() []string {
	found := slices.DeleteFunc(slices.Collect(maps.Values(h.langOf)), func(lang string) bool { return lang == "" })
	slices.Sort(found)
	return slices.Compact(found)
}

// rank puts what stands for a folder before what is in it.
func (h *hugo) rank(p string) int {
	switch name := path.Base(h.published(p)); {
	case indexName.MatchString(name):
		return 0
	case name == "index.md":
		return 1
	}
	return 2
}

// places returns where a file can go, the best first. A page beside a folder of
// its name becomes the folder's page, or one in it.
func (h *hugo) places(p string, withPages map[string]bool) []string {
	at := h.published(p)
	if !isMarkdown(p) {
		return []string{at}
	}
	dir, name := path.Split(strings.TrimSuffix(at, path.Ext(at)) + ".md")
	switch id := h.idOf(at); {
	case h.rank(p) == 0:
		name = name[1:]
	case name == "README.md":
		name = "readme.md" // a page like any other, not the folder's
	case h.rank(p) == 2 && withPages[id]:
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
			h.leave(noRoom, full, 0, "")
			return nil
		}
		h.copyFile(full, p, p)
		return nil
	})
}

func (h *hugo) take() error {
	texts := make(map[string][]byte)
	fronts := make(map[string]meta.Node)
	for _, p := range h.order { // addresses first: links lead to them
		if !isMarkdown(p) {
			h.copyFile(h.old(p), p, h.to[p])
			continue
		}
		data, err := h.read(h.old(p), source.MaxPage)
		if err != nil {
			return err
		}
		fronts[p], texts[p] = h.front(p, data)
	}
	for _, p := range h.order {
		if !isMarkdown(p) {
			continue
		}
		data := h.highlights(p, h.figures(p, h.refs(p, texts[p])))
		h.listShortcodes(p, data)
		data = h.keepAddress(p, fronts[p], h.sayLanguage(p, fronts[p], h.relink(p, data)))
		h.finish(p, data)
	}
	return nil
}

// front renames the keys of a page's front matter that would mean something else
// here. It returns the front matter as it was.
func (h *hugo) front(p string, data []byte) (meta.Node, []byte) {
	text := source.NewText(p, data)
	n, _, ds := meta.Front(text)
	if hasErrors(ds) || n.Type != meta.Map {
		return meta.Node{}, data
	}
	if slug := n.Get("slug").Value(); slug != "" {
		h.known(path.Join(path.Dir(h.published(p)), slug), p)
	}
	var edits []edit
	for _, f := range n.Fields {
		if why := withheld[strings.ToLower(f.Key)]; why != "" && n.Get("draft").Text != "true" {
			h.leave(heldBack, h.old(p), f.KeyAt.Line, "%s %s", f.Key, why)
		}
		if f.Key == kind.FieldAliases.String() {
			edits = append(edits, h.resolveAliases(p, text, f)...)
			continue
		}
		key, value := f.Key, f.Value.Text
		switch {
		case f.Key == "url":
			key, value = h.address(p, n, f)
		case unsearched[strings.ToLower(f.Key)] && value == "true" && n.Get("search").Type == meta.Absent:
			key, value = kind.FieldSearch.String(), "false"
		case h.foreign(p, n, f):
			key = "x-" + f.Key
		}
		if key == f.Key {
			continue
		}
		change := []edit{scalarEdit(text, f.KeyAt, f.Key, key)}
		if value != f.Value.Text {
			change = append(change, scalarEdit(text, f.Value.At, f.Value.Text, value))
		}
		if slices.Contains(change, edit{}) {
			h.leave(keyStays, h.old(p), f.KeyAt.Line, "%s", f.Key)
			continue
		}
		edits = append(edits, change...)
		h.change(keysRenamed, h.to[p], f.KeyAt.Line, "%s → %s", f.Key, key)
	}
	return n, apply(data, edits)
}

// withheld are keys for which Hugo may not publish a page that a handbook does, in
// lower case, and why.
var withheld = map[string]string{
	"publishdate": "keeps a page back until its day", "pubdate": "keeps a page back until its day", "published": "keeps a page back until its day",
	"expirydate": "takes a page away on its day", "unpublishdate": "takes a page away on its day",
	"headless": "keeps a page from having an address", "build": "can keep a page from having an address", "_build": "can keep a page from having an address",
}

// unsearched are keys, in lower case, by which themes of Hugo keep a page out of
// their search: Hextra and Docsy, Book, PaperMod.
var unsearched = map[string]bool{"excludesearch": true, "exclude_search": true, "booksearchexclude": true, "searchhidden": true}

// known says that links to an address led to a page.
func (h *hugo) known(address, p string) {
	if id := strings.ToLower(strings.Trim(address, "/")); h.ids[id] == "" {
		h.ids[id] = p
	}
}

// scalarEdit replaces a key or a value, with or without quotes. It is zero when
// the text is not there as it is read.
func scalarEdit(t *source.Text, at meta.Span, old, now string) edit {
	start := offset(t, at.Line, at.Column)
	if start < len(t.Data) && (t.Data[start] == '"' || t.Data[start] == '\'') {
		start++
	}
	if !bytes.HasPrefix(t.Data[start:], []byte(old)) {
		return edit{}
	}
	return edit{start, start + len(old), now}
}

// address returns what becomes of a page's url, which replaces its address in
// Hugo: nothing where it is the page's address anyway, a slug where only the last
// part is another, else an alias. What is neither is listed.
func (h *hugo) address(p string, n meta.Node, f meta.Field) (key, value string) {
	value = f.Value.Text
	if value == "" || strings.HasPrefix(value, "//") || scheme.MatchString(value) {
		return f.Key, value // a link out, such as that of a reading
	}
	wanted := "/" + strings.Trim(value, "/")
	h.known(strings.TrimSuffix(wanted, ".html"), p)
	own := addressOf(h.to[p])
	dir, last := path.Split(wanted)
	isPlain := plainAddress.MatchString(wanted) && !strings.Contains(wanted, "/.")
	switch hasSlug := n.Get("slug").Type != meta.Absent; {
	case strings.ToLower(wanted) == own && !hasSlug:
		return "x-url", value
	case isPlain && !hasSlug && !isFolderPage(h.to[p]) && strings.HasSuffix(value, "/") && strings.ToLower(dir) == addressDir(own) && !h.taken[strings.ToLower(wanted)]:
		h.taken[strings.ToLower(wanted)] = true
		return kind.FieldSlug.String(), last
	case isPlain && wanted != "/" && n.Get("aliases").Type != meta.Absent && !h.taken[strings.ToLower(wanted)]:
		h.more[p] = append(h.more[p], wanted)
		return "x-url", value
	case isPlain && wanted != "/" && !h.taken[strings.ToLower(wanted)]:
		if !strings.HasPrefix(value, "/") {
			value = "/" + value
		}
		return kind.FieldAliases.String(), value
	}
	h.leave(addressLost, h.old(p), f.KeyAt.Line, "%s", f.Value.Text)
	return "x-url", value
}

// plainAddress is an address whose parts can be written without quotes in every
// kind of front matter, and that stands for nothing else, as /:year/ does.
var plainAddress = regexp.MustCompile(`^(/[\pL\pN_][\pL\pN._-]*)+$`)

func addressDir(address string) string {
	dir, _ := path.Split(address)
	return dir
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
	refCall      = regexp.MustCompile(`\{\{[<%]\s*(?:rel)?ref\s+([^\n]*?)\s*[>%]\}\}`)
	shortcodeArg = regexp.MustCompile("^\\s*(?:([A-Za-z]+)\\s*=\\s*)?(?:\"([^\"]*)\"|`([^`]*)`|([^\\s\"`=<>%]+))")
	shortcode    = regexp.MustCompile(`\{\{[<%]\s*([\pL_][\pL\pN_./-]*)[^\n]*?[>%]\}\}`)
)

// refs turns ref and relref into links to files, where it can be told which.
func (h *hugo) refs(p string, data []byte) []byte {
	var edits []edit
	for _, m := range refCall.FindAllSubmatchIndex(data, -1) {
		r, ok := readRef(string(data[m[2]:m[3]]))
		if !ok {
			continue // listed with the other shortcodes
		}
		file, fragment, _ := strings.Cut(r.path, "#")
		if fragment != "" {
			fragment = "#" + fragment
		}
		dest := fragment
		if file != "" {
			to, ok := h.named(p, file, cmp.Or(r.lang, h.langOf[p]))
			if !ok {
				continue
			}
			dest = escapePath(page.LinkTo(h.to[p], to)) + fragment
		}
		edits = append(edits, edit{m[0], m[1], dest})
		h.change(markupTurned, h.to[p], lineAt(data, m[0]), "%s → %s", data[m[0]:m[1]], dest)
	}
	return apply(data, edits)
}

// A ref is what the shortcodes ref and relref name.
type ref struct{ path, lang string }

// readRef reads their arguments: a path alone, or path="…" with lang="…". An
// output format other than HTML is none of a handbook's.
func readRef(args string) (r ref, ok bool) {
	for rest := args; strings.TrimSpace(rest) != ""; {
		m := shortcodeArg.FindStringSubmatch(rest)
		if m == nil {
			return r, false
		}
		rest = rest[len(m[0]):]
		value := m[2] + m[3] + m[4]
		switch {
		case (m[1] == "" || m[1] == "path") && r.path == "":
			r.path = value
		case m[1] == "lang":
			r.lang = strings.ToLower(value)
		case m[1] == "outputFormat" && strings.EqualFold(value, "html"):
		default:
			return r, false
		}
	}
	return r, r.path != ""
}

// named returns the page that ref means: a path from the content, from the
// page's folder, or the name of a file that is there once. Of translations it is
// the one in a language; empty: the site's own.
func (h *hugo) named(from, file, lang string) (string, bool) {
	lang = h.languages.unlessFirst(lang)
	var tries []string
	for _, p := range []string{path.Join(path.Dir(from), file), path.Clean(file)} {
		if strings.HasPrefix(file, "/") {
			p = path.Clean(file)[1:]
		}
		tries = append(tries, p, p+".md", path.Join(p, "index.md"), path.Join(p, "_index.md"))
	}
	inLanguage := func(p string) bool { return h.langOf[p] == lang }
	for _, try := range tries {
		for _, p := range append(h.variants[try], try) {
			if to, ok := h.to[p]; ok && isMarkdown(p) && inLanguage(p) {
				return to, true
			}
		}
	}
	var found []string
	for _, p := range h.order {
		at := h.published(p)
		if isMarkdown(p) && inLanguage(p) && (path.Base(at) == file || path.Base(h.idOf(at)) == file) {
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
		h.leave(shortcodeStays, h.old(p), lineAt(data, m[0]), "%s", data[m[2]:m[3]])
	}
}
