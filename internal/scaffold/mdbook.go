package scaffold

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/source"
)

// An mdBook is a folder of Markdown and SUMMARY.md, a list that says which files
// are chapters, in which order, and within which other chapter. A handbook says
// the same with folders and weights. So a chapter within another moves into its
// folder, each gets a weight, and its old address as an alias.

// A chapter is an entry of SUMMARY.md.
type chapter struct {
	title  string
	file   string // below the folder of SUMMARY.md; empty: not written yet
	line   int
	within []*chapter
}

var (
	partHeading = &Group{Title: "headings of the list of pages; where you want one, make a folder"}
	hiddenShown = &Group{"code whose lines with # mdBook hides; they are shown", true}
)

func takeMdBook(src fs.FS) (*Takeover, error) {
	t := newTaking("mdBook", src, ".")
	config, name, err := t.readConfig("redirects", "book.toml")
	if err != nil {
		return nil, err
	}
	book := config.Get("book")
	t.Root = path.Clean(cmp.Or(book.Get("src").Text, "src"))
	if _, err := fs.Stat(src, path.Join(t.Root, "SUMMARY.md")); err != nil && name == "" {
		t.Root = "."
	}
	if !fs.ValidPath(t.Root) {
		return nil, nil
	}
	summary, err := t.read(path.Join(t.Root, "SUMMARY.md"), source.MaxSettings)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	t.Title, t.Description, t.Lang = book.Get("title").Text, book.Get("description").Text, languageOf(book.Get("language").Text)
	b := &mdBook{taking: t, chapters: make(map[string]*chapter), weights: make(map[string]int), redirects: make(map[string][]string)}
	if name == "" && isGitBook(src, summary) {
		t.From, b.isGitBook, t.shown = "GitBook", true, ".gitbook"
	}
	b.place(b.readSummary(summary), "")
	b.readRedirects(config.Get("output").Get("html").Get("redirect"), name)
	if t.Root != "." {
		if err := t.others(name); err != nil {
			return nil, err
		}
	}
	build := cmp.Or(config.Get("build").Get("build-dir").Text, "book")
	if err := b.assets(name, path.Clean(build)); err != nil {
		return nil, err
	}
	return t.Takeover, b.pages()
}

type mdBook struct {
	*taking
	chapters map[string]*chapter // by file
	weights  map[string]int
	order    []string // files of chapters, as SUMMARY.md has them

	isGitBook bool
	redirects map[string][]string // by file: addresses that the book leads on from
}

// hiddenLine is a line of Rust that is compiled and not shown. That of an
// attribute, #[…], is shown.
var hiddenLine = regexp.MustCompile(`(?m)^[ \t]*#([ \t].*)?\r?$`)

var (
	summaryEntry = regexp.MustCompile(`^(\s*)(?:(?:[-*+]|[0-9]+[.)])\s+)?\[(.*)\]\(\s*<?([^)>]*?)>?\s*\)\s*$`)
	summaryPart  = regexp.MustCompile(`^#{1,6}\s+(.+?)\s*$`)
)

// readSummary reads the list of chapters, which is nested by indentation.
func (b *mdBook) readSummary(data []byte) []*chapter {
	type level struct {
		indent int
		*chapter
	}
	top := &chapter{}
	stack := []level{{-1, top}}
	name := b.old("SUMMARY.md")
	b.leave(ownSettings, name, 0, "it has become the weights of the pages")
	for i, line := range strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n") {
		m := summaryEntry.FindStringSubmatch(line)
		if m == nil {
			if part := summaryPart.FindStringSubmatch(line); part != nil && i > 0 && !strings.EqualFold(part[1], "summary") && !strings.EqualFold(part[1], "table of contents") {
				b.leave(partHeading, name, i+1, "%s", part[1])
			}
			continue
		}
		c := &chapter{title: plainTitle(m[2]), line: i + 1}
		if dest, err := url.PathUnescape(m[3]); err == nil && dest != "" {
			c.file = path.Clean(dest)
		}
		indent := len(strings.ReplaceAll(m[1], "\t", "    "))
		for stack[len(stack)-1].indent >= indent {
			stack = stack[:len(stack)-1]
		}
		parent := stack[len(stack)-1]
		parent.within = append(parent.within, c)
		stack = append(stack, level{indent, c})
	}
	return top.within
}

// plainTitle takes a title of SUMMARY.md out of its Markdown.
func plainTitle(text string) string {
	return strings.NewReplacer(`\`, "", "`", "", "**", "").Replace(text)
}

// place decides where chapters go: into the folder of the chapter that they are
// within.
func (b *mdBook) place(chapters []*chapter, dir string) {
	for i, c := range chapters {
		stem := c.stem()
		folder := path.Join(dir, stem)
		if c.file == "" {
			b.leave(noSuchPage, b.old("SUMMARY.md"), c.line, "%s has no file yet", c.title)
		} else if b.usable(c) {
			b.placeChapter(c, dir, stem)
			b.weights[c.file] = 10 * (i + 1)
			if isFolderPage(b.to[c.file]) {
				folder = path.Dir(b.to[c.file])
			}
		}
		b.place(c.within, folder)
	}
}

// stem is the name of the folder that a chapter's own chapters go to.
func (c *chapter) stem() string {
	switch {
	case c.file == "":
		return cmp.Or(slugOf(c.title), "chapter")
	case isFolderPage(c.file):
		return strings.TrimPrefix(path.Base(path.Dir(c.file)), ".")
	}
	return source.TrimMarkdown(path.Base(c.file))
}

func isFolderPage(p string) bool {
	stem := source.TrimMarkdown(path.Base(p))
	return stem != path.Base(p) && (stem == "index" || stem == "README")
}

// usable reports whether there is a file to be taken.
func (b *mdBook) usable(c *chapter) bool {
	name := b.old("SUMMARY.md")
	switch info, err := fs.Stat(b.src, b.old(c.file)); {
	case !fs.ValidPath(c.file) || !source.IsMarkdown(c.file):
		b.leave(noSuchPage, name, c.line, "%s is no Markdown file of the book", c.file)
	case b.chapters[c.file] != nil:
		b.leave(noSuchPage, name, c.line, "%s is listed a second time", c.file)
	case err != nil || !info.Mode().IsRegular():
		b.leave(noSuchPage, name, c.line, "%s does not exist", c.file)
	case info.Size() > source.MaxPage: // listed with the files
		b.leave(noSuchPage, name, c.line, "%s is too large", c.file)
	default:
		b.chapters[c.file] = c
		b.order = append(b.order, c.file)
		b.ids[strings.ToLower(b.idOf(c.file))] = c.file
		return true
	}
	return false
}

func (b *mdBook) placeChapter(c *chapter, dir, stem string) {
	to := path.Join(dir, path.Base(c.file))
	switch {
	case isFolderPage(c.file):
		to = path.Join(dir, stem, path.Base(c.file))
	case len(c.within) > 0:
		to = path.Join(dir, stem, "index.md")
	}
	for n := 2; !b.move(c.file, to); n++ {
		folder, name := path.Split(to)
		if isFolderPage(to) {
			to = fmt.Sprintf("%s-%d/%s", strings.TrimSuffix(folder, "/"), n, name)
		} else {
			to = fmt.Sprintf("%s%s-%d.md", folder, source.TrimMarkdown(name), n)
		}
	}
}

// assets copies what is no page. config and build are the tool's own.
func (b *mdBook) assets(config, build string) error {
	return b.files(b.Root, func(p string) error {
		switch full := b.old(p); {
		case full == config || full == build || strings.HasPrefix(full, build+"/"), p == "SUMMARY.md", b.chapters[p] != nil:
		case source.IsMarkdown(p):
			b.leave(notListed, full, 0, "")
		case b.move(p, strings.TrimPrefix(p, ".gitbook/")): // where GitBook keeps pictures
			b.copyFile(full, p, b.to[p])
		default:
			b.leave(noRoom, full, 0, "")
		}
		return nil
	})
}

// readRedirects reads from which addresses the book leads on, and to which of its
// chapters. What leads elsewhere, or from where something is published now, is
// listed.
func (b *mdBook) readRedirects(n meta.Node, config string) {
	for _, f := range n.Fields {
		to := f.Value.Text
		if !strings.HasPrefix(to, "/") {
			to = path.Join(path.Dir(f.Key), to)
		}
		file, ok := b.ids[strings.ToLower(b.idOf(strings.TrimSuffix(strings.Trim(to, "/"), ".html")))]
		old := "/" + strings.Trim(f.Key, "/")
		if !ok || scheme.MatchString(f.Value.Text) || !plainAddress.MatchString(old) || b.published(old) {
			b.leave(addressLost, config, f.KeyAt.Line-1, "%s → %s", f.Key, f.Value.Text) // a line was put above it
			continue
		}
		b.taken[strings.ToLower(old)] = true
		b.redirects[file] = append(b.redirects[file], f.Key)
	}
}

// published reports whether there is something at an address now, or was when it
// was the book's.
func (b *mdBook) published(address string) bool {
	address = strings.ToLower(address)
	return b.taken[address] || b.ids[b.idOf(strings.TrimSuffix(address[1:], ".html"))] != ""
}

func (b *mdBook) pages() error {
	for _, file := range b.order {
		data, err := b.read(b.old(file), source.MaxPage)
		if err != nil {
			return err
		}
		read, _ := page.Parse(file, source.NewText(file, data), page.Settings{})
		for _, d := range read.Diags {
			b.RawHTML = b.RawHTML || d.Code == "P014"
		}
		for _, c := range read.Code {
			if lang, _, _ := strings.Cut(c.Language, ","); lang == "rust" && hiddenLine.MatchString(c.Text) {
				b.leave(hiddenShown, b.old(file), c.At.Line, "")
			}
		}
		first := len(b.Changed)
		data = b.includes(file, data, read.Code)
		if b.isGitBook {
			data = b.gitBookBlocks(file, data)
		}
		data = b.relink(file, data)
		longer := b.addFront(file, data, read)
		for i := first; i < len(b.Changed)-1; i++ { // the last is about the front matter itself
			b.Changed[i].Line += bytes.Count(longer, []byte("\n")) - bytes.Count(data, []byte("\n"))
		}
		b.finish(file, longer)
	}
	return nil
}

// addFront writes what SUMMARY.md said of a page, and its old address, into its
// front matter.
func (b *mdBook) addFront(file string, data []byte, read *page.Page) []byte {
	c, to := b.chapters[file], b.to[file]
	var add []kind.Field
	values := make(map[kind.FieldName][]string)
	set := func(f kind.Field, value ...string) {
		if len(value) > 0 && f.Name.In(read.Meta).Type == meta.Absent {
			add = append(add, f)
			values[f.Name] = value
		}
	}
	own := cmp.Or(kind.FieldTitle.In(read.Meta).Value(), read.Title)
	if own == "" && read.Opens {
		own = read.Headings[0].Text
	}
	switch {
	case own == "" && c.title != "":
		set(titleField, c.title)
	case own != c.title:
		b.leave(otherTitle, b.old("SUMMARY.md"), c.line, "%s; the page calls itself %s", c.title, own)
	}
	set(kind.Field{Name: kind.FieldWeight, Type: kind.Int}, fmt.Sprint(b.weights[file]))
	olds := b.redirects[file]
	if old, ok := b.oldAddress(file, to); ok {
		olds = append([]string{old}, olds...)
	}
	set(kind.Field{Name: kind.FieldAliases, Type: kind.Strings}, olds...)
	var names []string
	for _, f := range add {
		names = append(names, f.Name.String())
	}
	b.change(frontAdded, to, 1, "%s", strings.Join(names, ", "))
	return insertFront(data, add, values)
}

// oldAddress returns where mdBook published a page, unless something else is
// published there now.
func (b *mdBook) oldAddress(file, to string) (string, bool) {
	if b.isGitBook {
		old := "/" + b.idOf(file)
		return old + "/", old != "/." && strings.ToLower(old) != addressOf(to)
	}
	old := source.TrimMarkdown(file) + ".html"
	if isFolderPage(file) {
		old = path.Join(path.Dir(file), "index.html")
	}
	switch {
	case old == "index.html" || old == "404.html":
		return "", false
	case path.Base(old) == "index.html" && b.taken[addressOf(path.Dir(old))]:
		return "", false
	}
	return "/" + old, true
}

// literal writes the values of a field as TOML and JSON both read them.
func literal(f kind.Field, values []string) string {
	if f.Type == kind.Int {
		return values[0]
	}
	quoted := make([]string, len(values))
	for i, value := range values {
		quoted[i] = quote(value)
	}
	if f.Type == kind.Strings {
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return quoted[0]
}

// insertFront puts fields at the top of a page's front matter, or makes one.
// mdBook knows none, so a line of --- that begins a page is mostly a rule.
func insertFront(data []byte, add []kind.Field, values map[kind.FieldName][]string) []byte {
	text := string(data)
	n, _, ds := meta.Front(source.NewText("", data))
	if n.Type != meta.Map || len(ds) > 0 {
		n = meta.Node{}
	}
	first, rest, _ := strings.Cut(strings.TrimPrefix(text, "\ufeff"), "\n")
	var b strings.Builder
	for _, f := range add {
		switch {
		case n.Type == meta.Absent || strings.HasPrefix(first, "---"):
			b.WriteString(line(f, values[f.Name]))
		case strings.HasPrefix(first, "+++"):
			b.WriteString(f.Name.String() + " = " + literal(f, values[f.Name]) + "\n")
		default:
			fmt.Fprintf(&b, "  %q: %s,\n", f.Name, literal(f, values[f.Name]))
		}
	}
	switch {
	case n.Type == meta.Absent:
		return []byte("---\n" + b.String() + "---\n\n" + strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), "\r\n"))
	case strings.HasPrefix(first, "{"):
		return []byte("{\n" + b.String() + first[1:] + "\n" + rest)
	}
	return []byte(first + "\n" + b.String() + rest)
}
