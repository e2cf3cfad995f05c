package scaffold

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/source"
)

// A Takeover is another tool's book as a handbook, and what became of every file
// of it. Paths of the source are from its folder, new ones from content/.
type Takeover struct {
	From        string // "mdBook", "Hugo" and so on
	Root        string // the folder of its content, from its own
	Title       string // empty: it says none
	Description string
	Lang        string
	BaseURL     string
	RawHTML     bool // its Markdown has HTML that the tool lets through, and that is not safe

	Files   []File   // to be written
	Copied  []string // as they are, under their own name
	Renamed []Move
	Changed []Note // what is different within a new file, by its new path
	Left    []Note // what was not taken, or not understood, by its old path
}

// A Move is a file with another path than it had.
type Move struct{ From, To string }

// tools read the folders that are taken over, each in a file of its own. One
// returns nil for a folder that is another's.
var tools = []func(src fs.FS) (*Takeover, error){takeMkDocs, takeDocusaurus, takeMdBook, takeHugo}

// Pages returns how many of the files are pages.
func (t *Takeover) Pages() (n int) {
	for _, f := range t.Files {
		if source.IsMarkdown(f.Path) {
			n++
		}
	}
	return n
}

// ErrUnknown says that a folder is of no tool whose folders are taken over.
var ErrUnknown = errors.New("no mdBook or GitBook (book.toml, SUMMARY.md), no MkDocs site (mkdocs.yml), no Docusaurus site (docusaurus.config.js) and no Hugo site (hugo.toml, content/ with _index.md)")

// TakeOver reads the folder of a tool, or Hugo's content folder alone. It changes
// nothing. The error is the machine's, an *UnusableError, or ErrUnknown.
func TakeOver(src fs.FS) (*Takeover, error) {
	for _, take := range tools {
		t, err := take(src)
		if t == nil && err == nil {
			continue
		}
		if err != nil {
			return nil, err
		}
		t.settleAliases()
		t.settleTags()
		slices.Sort(t.Copied)
		slices.SortFunc(t.Renamed, func(a, b Move) int { return cmp.Compare(a.From, b.From) })
		slices.SortStableFunc(t.Changed, byPlace)
		slices.SortStableFunc(t.Left, byPlace)
		return t, nil
	}
	return nil, ErrUnknown
}

func byPlace(a, b Note) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line)) }

// Settings returns handbook.yaml. Codes are diagnostics that would stop the
// build, and are made warnings.
func (t *Takeover) Settings(title string, codes []string) File {
	var b strings.Builder
	b.WriteString("# yaml-language-server: $schema=../.vscode/schemas/settings.json\n")
	for _, s := range []struct {
		key   kind.FieldName
		value string
	}{
		{kind.SettingTitle, title}, {kind.SettingDescription, t.Description}, {kind.SettingLang, t.Lang}, {kind.SettingBaseURL, t.BaseURL},
	} {
		if s.value != "" {
			b.WriteString(s.key.String() + ": " + scalar(s.value, kind.String) + "\n")
		}
	}
	if t.RawHTML {
		b.WriteString(kind.SettingRawHTML.String() + ": true\n")
	}
	b.WriteString("\n# Take away the # to lay Waymark's pages on patterns, pitfalls and practices beneath yours.\n# " + kind.SettingLibrary.String() + ": true\n")
	if len(codes) > 0 {
		b.WriteString("\n# What these codes name came over from " + t.From + ", and as an error it would stop the\n# build. Remove each line when `waymark check` no longer reports its code.\nchecks:\n")
		for _, c := range codes {
			b.WriteString("  " + c + ": warning\n")
		}
	}
	return File{Path: "content/handbook.yaml", Data: []byte(b.String())}
}

// Adopted returns the handbook.yaml of a folder that was made for another tool, and
// is built as it is. Without a title it changes nothing that readers see.
func Adopted(title string) File {
	text := kind.SettingAdopted.String() + ": true\n"
	if title != "" {
		text = kind.SettingTitle.String() + ": " + scalar(title, kind.String) + "\n" + text
	}
	return File{Path: "handbook.yaml", Data: []byte(text)}
}

// A taking is a takeover at work: which files there are, and where each goes.
type taking struct {
	*Takeover
	src          fs.FS
	to           map[string]string        // old path below root → new path below content/
	ids          map[string]string        // address as the old tool made it, in lower case → old path
	taken        map[string]bool          // addresses and paths in use below content/, in lower case
	shown        string                   // a hidden folder that the tool publishes
	readmeIsPage bool                     // README.md is a page like any other, not its folder's
	tidy         func(data []byte) []byte // takes out of settings what YAML of here doesn't know; nil: nothing
	// lookup returns the places that a relative link on a page can mean, the best
	// first; nil: what lies there from the file.
	lookup func(from, plain string) []string
}

func newTaking(tool string, src fs.FS, root string) *taking {
	return &taking{
		Takeover: &Takeover{From: tool, Root: root}, src: src,
		to: make(map[string]string), ids: make(map[string]string), taken: map[string]bool{"/handbook.yaml": true, "/embed.go": true},
	}
}

// old returns the path of a file from the folder that is taken over.
func (t *taking) old(p string) string { return path.Join(t.Root, p) }

func (t *taking) leave(g *Group, p string, line int, format string, args ...any) {
	t.Left = append(t.Left, Note{g, p, line, fmt.Sprintf(format, args...)})
}

// change notes what is different within a new file, by its path below content/.
func (t *taking) change(g *Group, to string, line int, format string, args ...any) {
	t.Changed = append(t.Changed, Note{g, "content/" + to, line, fmt.Sprintf(format, args...)})
}

// move says where a file goes, unless that place is taken.
func (t *taking) move(from, to string) bool {
	key := addressOf(to)
	if t.taken[key] {
		return false
	}
	t.taken[key] = true
	t.to[from] = to
	return true
}

// addressOf returns what no two files may have in common.
func addressOf(to string) string {
	key := source.TrimMarkdown("/" + to)
	key = strings.TrimSuffix(strings.TrimSuffix(key, "/index"), "/README")
	return strings.ToLower(key)
}

// others leaves what is next to the content, at each level down to it, but for what
// is named.
func (t *taking) others(but ...string) error {
	for dir := path.Dir(t.Root); ; dir = path.Dir(dir) {
		entries, err := fs.ReadDir(t.src, dir)
		if err != nil {
			return err
		}
		for _, e := range entries {
			switch p := path.Join(dir, e.Name()); {
			case slices.Contains(but, p) || p == t.Root || strings.HasPrefix(t.Root, p+"/") || e.Name() == ownCache:
			case strings.HasPrefix(e.Name(), "."):
				t.leave(hidden, p, 0, "")
			default:
				t.leave(beside, p, 0, "")
			}
		}
		if dir == "." {
			return nil
		}
	}
}

// An UnusableError says why a tool's folder can't be taken over as it is.
type UnusableError struct{ Path, Why string }

func (e *UnusableError) Error() string { return e.Path + ": " + e.Why }

// read returns a file that is read as a whole, and names one that is too large.
func (t *taking) read(name string, limit int64) ([]byte, error) {
	data, err := source.ReadFile(t.src, name, limit)
	var large *source.TooLarge
	if errors.As(err, &large) {
		return nil, &UnusableError{name, err.Error()}
	}
	return data, err
}

// files calls take for every ordinary file below a folder of src, with its path
// below that folder. What is hidden or no file is left.
func (t *taking) files(dir string, take func(p string) error) error {
	return fs.WalkDir(t.src, dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil || full == dir {
			return err
		}
		p := strings.TrimPrefix(full, dir+"/")
		switch {
		case d.Name() == ownCache && d.IsDir():
			return fs.SkipDir
		case strings.HasPrefix(d.Name(), ".") && d.Name() != ".well-known" && (d.Name() != t.shown || !d.IsDir()):
			t.leave(hidden, full, 0, "")
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			t.leave(notOrdinary, full, 0, "")
			return nil
		case !utf8.ValidString(full) || strings.ContainsAny(full, "\\\n\r\t"):
			t.leave(badName, full, 0, "")
			return nil
		case isActive(full):
			t.leave(active, full, 0, "")
			return nil
		}
		if info, err := d.Info(); err == nil && source.IsMarkdown(full) && info.Size() > source.MaxPage {
			t.leave(tooLarge, full, 0, "%v", &source.TooLarge{Size: info.Size(), Limit: source.MaxPage})
			return nil
		}
		return take(p)
	})
}

// ownCache is the folder that Waymark keeps its cache in, which says nothing to a reader
// of a list.
const ownCache = ".waymark"

func isActive(p string) bool {
	return slices.Contains([]string{".html", ".htm", ".xhtml", ".js", ".mjs"}, strings.ToLower(path.Ext(p)))
}

// finish enters what became of a file whose data has been worked on.
func (t *taking) finish(from string, data []byte) {
	to := t.to[from]
	t.Files = append(t.Files, File{Path: "content/" + to, Data: data})
	t.placed(t.old(from), from, to)
}

// copyFile copies a file that is no page. full is its path in src.
func (t *taking) copyFile(full, from, to string) {
	t.Files = append(t.Files, File{Path: "content/" + to, Copy: func() (io.ReadCloser, error) { return t.src.Open(full) }})
	t.placed(full, from, to)
}

func (t *taking) placed(full, from, to string) {
	if from == to {
		t.Copied = append(t.Copied, full)
	} else {
		t.Renamed = append(t.Renamed, Move{full, "content/" + to})
	}
}

// relink makes the links of a page lead to where their targets are now.
func (t *taking) relink(from string, data []byte) []byte {
	text := source.NewText(from, data)
	read, _ := page.Parse(from, text, page.Settings{RawHTML: page.AllHTML})
	var edits []edit
	note := func(dest string, at meta.Span) {
		target, ok := t.target(from, dest)
		if !ok {
			return
		}
		e := edit{start: offset(text, at.Line, at.Column), end: offset(text, at.EndLine, at.EndColumn), text: target}
		if written := string(data[e.start:e.end]); written != dest {
			t.leave(linkStays, t.old(from), at.Line, "%s is now %s", dest, target)
			return
		}
		if !slices.Contains(edits, e) {
			edits = append(edits, e)
			t.change(linksFollow, t.to[from], at.Line, "%s → %s", dest, target)
		}
	}
	for _, l := range read.Links {
		if l.Wiki == page.NotWiki { // else it names a page, wherever that is
			note(l.Dest, l.At)
		}
	}
	for _, i := range read.Images {
		if !i.Wiki {
			note(i.Dest, i.At)
		}
	}
	return apply(data, edits)
}

// target returns how a link has to be written now, when that is another way than
// it was, and it is known where it leads.
func (t *taking) target(from, dest string) (string, bool) {
	end := strings.IndexAny(dest, "?#")
	if end < 0 {
		end = len(dest)
	}
	file, rest := dest[:end], dest[end:]
	if file == "" || strings.HasPrefix(file, "//") || scheme.MatchString(file) {
		return "", false
	}
	plain, err := url.PathUnescape(file)
	if err != nil {
		plain = file
	}
	target, ok := t.find(from, plain)
	if !ok {
		return "", false
	}
	now := path.Join(path.Dir(t.to[from]), plain)
	if strings.HasPrefix(plain, "/") {
		now = plain[1:]
	}
	if now == target {
		return "", false
	}
	return escapePath(page.LinkTo(t.to[from], target)) + rest, true
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// find returns the new path of what a destination on a page led to.
func (t *taking) find(from, plain string) (string, bool) {
	var places []string
	switch {
	case strings.HasPrefix(plain, "/"):
		places = []string{path.Join(".", plain[1:])}
	case t.lookup != nil:
		places = t.lookup(from, plain)
	default:
		places = []string{path.Join(path.Dir(from), plain)}
	}
	for _, p := range places {
		if to, ok := t.to[p]; ok {
			return to, true
		}
		if ext := path.Ext(p); ext != ".html" && ext != "" && !source.IsMarkdown(p) {
			continue
		}
		if old, ok := t.ids[strings.ToLower(t.idOf(strings.TrimSuffix(p, ".html")))]; ok {
			return t.to[old], true
		}
	}
	return "", false
}

// idOf returns a page's path without its ending; of a folder's page, the
// folder's. Hugo takes README for a page like any other.
func (t *taking) idOf(p string) string {
	p = source.TrimMarkdown(p)
	if name := path.Base(p); name == "index" || name == "_index" || name == "README" && !t.readmeIsPage {
		return path.Dir(p)
	}
	return p
}

// escapePath writes a path as the destination of a link.
func escapePath(p string) string {
	return strings.NewReplacer("%", "%25", " ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", `"`, "%22", "#", "%23", "?", "%3F").Replace(p)
}

// An edit puts text in the place of data[start:end].
type edit struct {
	start, end int
	text       string
}

func apply(data []byte, edits []edit) []byte {
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var b bytes.Buffer
	last := 0
	for _, e := range edits {
		b.Write(data[last:e.start])
		b.WriteString(e.text)
		last = e.end
	}
	b.Write(data[last:])
	return b.Bytes()
}

// offset returns where in a text a line and a column are.
func offset(t *source.Text, line, column int) int {
	at := t.Offset(line)
	for ; column > 1 && at < len(t.Data); column-- {
		_, size := utf8.DecodeRune(t.Data[at:])
		at += size
	}
	return at
}

func hasErrors(ds []diag.Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Severity == diag.Error })
}

// lineAt returns the line of an offset, from 1.
func lineAt(data []byte, offset int) int { return 1 + bytes.Count(data[:offset], []byte("\n")) }

// readConfig reads a tool's own settings, of which also is one that is taken from
// it. What cannot be read says nothing.
func (t *taking) readConfig(also string, names ...string) (meta.Node, string, error) {
	for _, name := range names {
		data, err := source.ReadFile(t.src, name, source.MaxSettings)
		var large *source.TooLarge
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case errors.As(err, &large):
			t.leave(ownSettings, name, 0, "nothing is taken from it: %v", err)
			return meta.Node{}, name, nil
		case err != nil:
			return meta.Node{}, "", err
		}
		if t.tidy != nil {
			data = t.tidy(data)
		}
		read := func(text string) (n meta.Node, wrong bool) {
			n, _, ds := meta.Front(source.NewText(name, []byte(text)))
			return n, len(ds) > 0
		}
		delimiter := "---\n"
		if path.Ext(name) == ".toml" {
			delimiter = "+++\n"
		}
		n, wrong := read(delimiter + string(data) + "\n" + delimiter)
		if wrong {
			t.leave(ownSettings, name, 0, "it cannot be read, so nothing is taken from it")
		} else {
			t.leave(ownSettings, name, 0, "title, description, language and %s are taken from it; the rest is %s's own", also, t.From)
		}
		return n, name, nil
	}
	return meta.Node{}, "", nil
}

// languageOf returns a tag as pages want it, or nothing.
func languageOf(text string) string {
	if tag := strings.ReplaceAll(text, "_", "-"); kind.IsLanguage(tag) {
		return tag
	}
	return ""
}

// site returns an address of a published site as handbook.yaml wants it, or
// nothing.
func site(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.Contains(u.Path, "..") {
		return ""
	}
	return strings.TrimSuffix(text, "/") + "/"
}
