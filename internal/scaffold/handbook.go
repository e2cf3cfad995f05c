package scaffold

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
	"text/template"
	"time"

	"waymark/internal/kind"
)

//go:embed starter
var starter embed.FS

// A Start says how a new handbook begins.
type Start struct {
	Title   string
	Today   time.Time
	Library fs.FS // a handbook whose patterns, pitfalls, examples, practices and readings are taken over; nil: none
}

// libraryFolders are what a team takes from another's handbook. Visions,
// strategies and decisions are its own.
var libraryFolders = []string{"patterns", "pitfalls", "examples", "practices", "readings"}

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
	data := struct {
		Title, Pattern string
		Settings       []string
		Library        []libraryFolder
	}{Title: s.Title, Settings: otherSettings("title", "description"), Library: library}
	var files []File
	for _, folder := range library {
		files = append(files, folder.files...)
		if _, err := fs.Stat(s.Library, "patterns/"+defaultPattern+".md"); err == nil {
			data.Pattern = defaultPattern
		}
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
	return append(files, Surroundings()...), err
}

// inMonths returns the same day so many months later, or the last of a month that
// is too short for it.
func inMonths(day time.Time, months int) time.Time {
	last := time.Date(day.Year(), day.Month()+time.Month(months)+1, 0, 0, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, min(day.Day(), last.Day())-last.Day())
}

// Surroundings are the files beside content/ that a handbook does well to have:
// what git ignores, how editors write, and the schemas.
func Surroundings() []File {
	files := []File{
		{Path: ".vscode/schemas/settings.json", Data: SettingsSchema()},
		{Path: ".vscode/schemas/front-matter.json", Data: AnySchema()},
	}
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
func otherSettings(but ...string) []string {
	var lines []string
	for _, f := range kind.Settings {
		if slices.Contains(but, f.Name) {
			continue
		}
		sample := f.Name + ": " + f.Example
		if strings.Contains(f.Example, "\n") || f.Type == kind.Texts || f.Type == kind.Record {
			sample = f.Name + ":\n  " + strings.ReplaceAll(f.Example, "\n", "\n  ")
		}
		lines = append(lines, "", guidance(f))
		lines = append(lines, strings.Split(sample, "\n")...)
	}
	return lines
}

// A libraryFolder is a folder of the library, with what the first page says
// about it.
type libraryFolder struct {
	Title, Link, Doc string
	files            []File
}

func (s Start) library() ([]libraryFolder, error) {
	if s.Library == nil {
		return nil, nil
	}
	var folders []libraryFolder
	for _, name := range libraryFolders {
		if _, err := fs.Stat(s.Library, name); err != nil {
			continue // this library has none
		}
		k := kind.InFolder(name)
		f := libraryFolder{Title: titleOf(k.Plural), Link: name + "/", Doc: k.Doc}
		err := fs.WalkDir(s.Library, name, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			if p == name+"/index.md" {
				f.Link = p
			}
			data, err := fs.ReadFile(s.Library, p)
			f.files = append(f.files, File{Path: path.Join("content", p), Data: data})
			return err
		})
		if err != nil {
			return nil, err
		}
		folders = append(folders, f)
	}
	return folders, nil
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
