package scaffold

import (
	"cmp"
	"embed"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/origin"
	"waymark/internal/source"
)

//go:embed starter
var starter embed.FS

// A Start says how a new handbook begins.
type Start struct {
	Title   string
	Today   time.Time
	Around  Around
	Library fs.FS // a handbook whose pages are taken over, but for what only that one is; nil: none
}

// notLibrary is what a team does not take from another's handbook: its first page
// and its settings, what embeds it in a program, and how Waymark is used.
var notLibrary = []string{"index.md", "handbook.yaml", "embed.go", "guide"}

// defaultPattern is what the example of a strategy follows, if the library has it.
const defaultPattern = "big-vision"

// Handbook returns the files of a handbook that builds at once, without a
// warning: the library, a folder each for the team's own visions, strategies and
// decisions with one invented example, and what editors want to know.
func Handbook(s Start) ([]File, error) {
	library, err := s.library()
	if err != nil {
		return nil, err
	}
	said := []kind.FieldName{kind.SettingTitle, kind.SettingDescription}
	if s.Around.BaseURL != "" {
		said = append(said, kind.SettingBaseURL)
	}
	data := struct {
		Title, Pattern, BaseURL string
		Settings                []string
		Library                 []libraryEntry
	}{Title: s.Title, BaseURL: s.Around.BaseURL, Settings: otherSettings(said...)}
	var files []File
	for _, entry := range library {
		files = append(files, entry.files...)
		if entry.Title != "" {
			data.Library = append(data.Library, entry)
		}
	}
	if slices.ContainsFunc(files, func(f File) bool { return f.Path == "content/patterns/"+defaultPattern+".md" }) {
		data.Pattern = defaultPattern
	}
	t := template.New("").Funcs(template.FuncMap{
		"yaml": func(text string) string { return scalar(text, kind.String) },
		"day":  func(months int) string { return inMonths(s.Today, months).Format(time.DateOnly) },
	})
	err = fs.WalkDir(starter, "starter/content", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(starter, p)
		if err != nil {
			return err
		}
		var b strings.Builder
		if err := template.Must(t.New(p).Parse(string(text))).Execute(&b, data); err != nil {
			return err
		}
		files = append(files, File{Path: strings.TrimPrefix(p, "starter/"), Data: []byte(b.String())})
		return nil
	})
	return append(files, s.Around.Files()...), err
}

// inMonths returns the same day so many months later, or the last of a month that
// is too short for it.
func inMonths(day time.Time, months int) time.Time {
	last := time.Date(day.Year(), day.Month()+time.Month(months)+1, 0, 0, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, min(day.Day(), last.Day())-last.Day())
}

// Around is what the files beside content/ depend on.
type Around struct {
	Host    *Host
	Tool    origin.Origin // where the host's workflow gets the program from
	BaseURL string        // where the handbook will be published; empty: not known
}

// Files are the files beside content/ that a handbook does well to have: what git
// ignores, how editors write, the schemas, and how it is published.
func (a Around) Files() []File {
	files := append(a.Host.workflow(a.Tool, a.BaseURL), []File{
		{Path: ".vscode/schemas/settings.json", Data: SettingsSchema()},
		{Path: ".vscode/schemas/front-matter.json", Data: AnySchema()},
	}...)
	for _, f := range []struct{ path, from string }{
		{".gitignore", "gitignore"}, {".editorconfig", "editorconfig"}, {".vscode/settings.json", "settings.json"},
	} {
		data, err := fs.ReadFile(starter, "starter/"+f.from)
		if err != nil {
			panic("scaffold: " + err.Error()) // it is embedded in this program
		}
		files = append(files, File{Path: f.path, Data: data})
	}
	return files
}

// otherSettings returns a sample of each setting but those named, with what it
// means, to be taken out of its comment.
func otherSettings(but ...kind.FieldName) []string {
	var lines []string
	for _, f := range kind.Settings {
		if slices.Contains(but, f.Name) {
			continue
		}
		sample := f.Name.String() + ": " + f.Example
		if strings.Contains(f.Example, "\n") || f.Type == kind.Texts || f.Type == kind.Record {
			sample = f.Name.String() + ":\n  " + strings.ReplaceAll(f.Example, "\n", "\n  ")
		}
		lines = append(lines, "", guidance(f))
		lines = append(lines, strings.Split(sample, "\n")...)
	}
	return lines
}

// A libraryEntry is a folder of the library, or a page beside its folders, with
// what the first page says about it.
type libraryEntry struct {
	Title, Link, Doc string // Title empty: the first page does not name it
	weight           int
	files            []File
}

// library returns what is taken over, in the order in which the library has it.
// Where a new handbook has a file of its own, that one counts: the library's
// visions and strategies come to lie beside the team's.
func (s Start) library() ([]libraryEntry, error) {
	if s.Library == nil {
		return nil, nil
	}
	top, err := fs.ReadDir(s.Library, ".")
	if err != nil {
		return nil, err
	}
	var entries []libraryEntry
	for _, d := range top {
		if slices.Contains(notLibrary, d.Name()) {
			continue
		}
		e, err := s.entry(d)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	slices.SortStableFunc(entries, func(a, b libraryEntry) int { return cmp.Compare(a.weight, b.weight) })
	return entries, nil
}

func (s Start) entry(top fs.DirEntry) (libraryEntry, error) {
	var e libraryEntry
	if k := kind.InFolder(top.Name()); k != nil && top.IsDir() {
		e.Title, e.Link, e.Doc = titleOf(k.Plural), top.Name()+"/", k.Doc
	}
	err := fs.WalkDir(s.Library, top.Name(), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if _, err := fs.Stat(starter, "starter/content/"+p); err == nil {
			e.Title = "" // the first page leads to the team's own
			return nil
		}
		data, err := fs.ReadFile(s.Library, p)
		if path.Ext(p) == ".md" && (p == top.Name() || p == top.Name()+"/index.md") {
			e.introduce(p, data)
		}
		e.files = append(e.files, File{Path: path.Join("content", p), Data: data})
		return err
	})
	return e, err
}

// introduce lets a page speak for itself, or for the folder that it is the page of.
func (e *libraryEntry) introduce(p string, data []byte) {
	front, _, _ := meta.Front(source.NewText(p, data))
	e.Title, e.Link = cmp.Or(kind.FieldTitle.In(front).Text, e.Title, titleOf(path.Base(strings.TrimSuffix(p, ".md")))), p
	e.Doc = cmp.Or(kind.FieldDescription.In(front).Text, e.Doc)
	e.weight, _ = strconv.Atoi(kind.FieldWeight.In(front).Text)
}

// TitleFor returns the title of a handbook in a folder of a name.
func TitleFor(folder string) string {
	name := slugOf(folder)
	switch {
	case name == "":
		return "Handbook"
	case strings.Contains(name, "handbook"):
		return titleOf(name)
	}
	return titleOf(name) + " handbook"
}
