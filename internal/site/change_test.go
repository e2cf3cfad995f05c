package site_test

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"waymark/internal/site"
	"waymark/internal/theme"
)

// A file is read when the site is built and once more when its output is made.
// One that is another by then is named, and nothing is made of it: a key would
// not be that of the bytes.
func TestFilesThatChangeBeforeTheyAreMade(t *testing.T) {
	for _, file := range []string{"one.md", "notes.txt"} {
		for what, change := range map[string]func(fstest.MapFS){
			"changed": func(content fstest.MapFS) { content[file] = &fstest.MapFile{Data: []byte("# Other\n")} },
			"removed": func(content fstest.MapFS) { delete(content, file) },
		} {
			content := fstest.MapFS{
				"handbook.yaml": {Data: []byte("title: Changing\n")},
				"index.md":      {Data: []byte("# Home\n")},
				"one.md":        {Data: []byte("# First\n")},
				"notes.txt":     {Data: []byte("# First\n")},
			}
			built, err := site.Build(t.Context(), site.Config{
				Content: content, Root: "content", Memory: nothing{}, Program: "one",
				Themes: func(string) ([]theme.Layer, bool) { return nil, true },
			})
			if err != nil {
				t.Fatal(err)
			}
			change(content)
			for _, out := range built.Outputs {
				_, err := out.Bytes()
				var mistake *site.Mistake
				switch concerned := path.Dir(out.Path) == "one" && file == "one.md" || out.Path == file; {
				case concerned && (!errors.As(err, &mistake) || mistake.Path != "content/"+file || !strings.Contains(mistake.Message, what)):
					t.Errorf("%s %s: %v", file, what, err)
				case !concerned && errors.As(err, &mistake) && mistake.Code == "P008":
					t.Errorf("%s %s, and %s is not made: %v", file, what, out.Path, err)
				}
			}
		}
	}
}

func TestFilesThatGoBeforeTheyAreRead(t *testing.T) {
	content := fstest.MapFS{"index.md": {Data: []byte("# Home\n")}, "a/one.md": {Data: []byte("# One\n")}, "a/notes.txt": {Data: []byte("Notes\n")}}
	_, err := site.Build(t.Context(), site.Config{
		Content: vanishing{content}, Root: "content", Memory: nothing{}, Program: "one",
		Themes: func(string) ([]theme.Layer, bool) { return nil, true },
	})
	var mistake *site.Mistake
	if !errors.As(err, &mistake) || mistake.Path != "content/a/one.md" || mistake.Code != "P008" {
		t.Errorf("got %v", err)
	}
}

// vanishing is a folder whose files are listed and then gone.
type vanishing struct{ fstest.MapFS }

func (v vanishing) Open(name string) (fs.File, error) {
	if strings.HasPrefix(name, "a/") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return v.MapFS.Open(name)
}
