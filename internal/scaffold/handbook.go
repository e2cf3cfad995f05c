package scaffold

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/template"
	"time"

	"waymark/internal/kind"
	"waymark/internal/origin"
)

//go:embed starter
var starter embed.FS

// A Start says how a new handbook begins.
type Start struct {
	Title  string
	Today  time.Time
	Around Around
	Bare   bool // without Waymark's library beneath it
}

// Handbook returns the files of a handbook that builds at once, without a warning:
// the settings, a first page, a vision and a strategy that show the form and say in
// comments what belongs where, a folder for decisions, and what is beside content/.
func Handbook(s Start) ([]File, error) {
	said := []kind.FieldName{kind.SettingTitle, kind.SettingDescription, kind.SettingLibrary}
	if s.Around.BaseURL != "" {
		said = append(said, kind.SettingBaseURL)
	}
	data := struct {
		Title, BaseURL string
		Library        bool
		Settings       []string
	}{s.Title, s.Around.BaseURL, !s.Bare, otherSettings(said...)}
	t := template.New("").Funcs(template.FuncMap{
		"yaml":    func(text string) string { return scalar(text, kind.String) },
		"day":     func(months int) string { return inMonths(s.Today, months).Format(time.DateOnly) },
		"field":   fieldGuidance,
		"section": sectionGuidance,
	})
	var files []File
	err := fs.WalkDir(starter, "starter/content", func(p string, d fs.DirEntry, err error) error {
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

// fieldGuidance is the comment above a field, as NewPage writes it.
func fieldGuidance(kindName, name string) (string, error) {
	f, err := Find(kind.Lookup(kindName), name)
	return "# " + guidance(f), err
}

// sectionGuidance is the comment in a section, as NewPage writes it.
func sectionGuidance(kindName, name string) (string, error) {
	for _, s := range kind.Lookup(kindName).Sections {
		if s.Name.String() == name {
			return comment(s), nil
		}
	}
	return "", fmt.Errorf("a %s has no section %q", kindName, name)
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
// ignores, what editors complete in the settings, and how it is published.
func (a Around) Files() []File {
	files := append(a.Host.workflow(a.Tool, a.BaseURL), []File{
		{Path: ".vscode/schemas/settings.json", Data: SettingsSchema()},
	}...)
	for _, f := range []struct{ path, from string }{
		{".gitignore", "gitignore"}, {".vscode/settings.json", "settings.json"},
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
