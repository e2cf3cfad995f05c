package site_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"waymark/internal/site"
)

// write writes files of a project, by their names in it.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// Files that are reported, and so are not published, come and go as others do. So
// do folders that are included. Settings may have changed although nobody has told
// that yet.
func TestWhatIsToldOfFilesNeverHidesAChange(t *testing.T) {
	included := "title: Two folders\ninclude:\n  - from: ../docs\n    at: docs\n  - from: ../notes\n    at: notes\n"
	for i, c := range []struct {
		name   string
		before map[string]string
		after  func(t *testing.T, dir string)
		told   []string
	}{
		{"a file that browsers would run goes", map[string]string{"content/run.html": "<p>x\n"},
			func(t *testing.T, dir string) { remove(t, dir, "content/run.html") }, []string{"content/run.html"}},
		{"a folder of nothing else goes", map[string]string{"content/more/run.html": "<p>x\n"},
			func(t *testing.T, dir string) { remove(t, dir, "content/more") }, []string{"content/more"}},
		{"a file goes that another one stood in for", map[string]string{
			"content/handbook.yaml": included, "docs/a.md": "# A\n", "notes/b.md": "# B\n", "content/docs/a.md": "# Mine\n",
		}, func(t *testing.T, dir string) { remove(t, dir, "docs/a.md") }, []string{"docs/a.md"}},
		{"an included folder goes that had nothing", map[string]string{
			"content/handbook.yaml": included, "docs/.hidden": "x\n", "notes/b.md": "# B\n",
		}, func(t *testing.T, dir string) { remove(t, dir, "docs") }, []string{"docs"}},
		{"an included folder comes before it is told", map[string]string{
			"content/handbook.yaml": included, "notes/b.md": "# B\n",
		}, func(t *testing.T, dir string) { write(t, dir, map[string]string{"docs/a.md": "# A\n"}) }, []string{"content/index.md"}},
		{"another folder is included before it is told", map[string]string{"docs/a.md": "# A\n", "notes/b.md": "# B\n"},
			func(t *testing.T, dir string) { write(t, dir, map[string]string{"content/handbook.yaml": included}) }, []string{"content/index.md"}},
		{"git ignores a page", map[string]string{"content/a.md": "# A\n"},
			func(t *testing.T, dir string) { write(t, dir, map[string]string{"content/.gitignore": "a.md\n"}) }, []string{"content/.gitignore"}},
		{"git ignores a page no more", map[string]string{"content/in/a.md": "# A\n", "content/in/.gitignore": "a.md\n"},
			func(t *testing.T, dir string) { remove(t, dir, "content/in/.gitignore") }, []string{"content/in/.gitignore"}},
		{"git ignores a file for what stands above the content", map[string]string{"content/in/a.csv": "x\n"},
			func(t *testing.T, dir string) { write(t, dir, map[string]string{".gitignore": "*.csv\n"}) }, []string{".gitignore"}},
		{"git ignores a file of an included folder", map[string]string{
			"content/handbook.yaml": included, "docs/a.md": "# A\n", "notes/b.txt": "B\n",
		}, func(t *testing.T, dir string) { write(t, dir, map[string]string{"notes/.gitignore": "*.txt\n"}) }, []string{"notes/.gitignore"}},
		{"what git ignores is published all the same", map[string]string{
			"content/handbook.yaml": "title: T\n", "content/.gitignore": "/out/\n", "content/out/a.md": "# A\n", "content/out/b.txt": "x\n",
		}, func(t *testing.T, dir string) {
			write(t, dir, map[string]string{"content/handbook.yaml": "title: T\npublish: [/out/*.md]\n"})
		}, []string{"content/handbook.yaml"}},
		{"a file goes that is linked and ignored", map[string]string{
			"content/.gitignore": "/out/\n", "content/a.md": "[x](out/b.txt)\n", "content/out/b.txt": "x\n",
		}, func(t *testing.T, dir string) { remove(t, dir, "content/out/b.txt") }, []string{"content/out/b.txt"}},
		{"a key goes that is linked", map[string]string{"content/a.md": "[x](ops/b.pem)\n", "content/ops/b.pem": "x\n"},
			func(t *testing.T, dir string) { remove(t, dir, "content/ops") }, []string{"content/ops"}},
		{"a file comes that is linked and ignored", map[string]string{"content/.gitignore": "/out/\n", "content/a.md": "[x](out/b.txt)\n"},
			func(t *testing.T, dir string) { write(t, dir, map[string]string{"content/out/b.txt": "x\n"}) }, []string{"content/out/b.txt"}},
		{"a page of an adopted folder links to a file", map[string]string{"content/a.md": "# A\n", "content/b.txt": "x\n"},
			func(t *testing.T, dir string) {
				write(t, dir, map[string]string{"content/a.md": "# A\n\n[B](b.txt)\n"})
			}, []string{"content/a.md"}},
		{"a page of an adopted folder links to a file no more", map[string]string{"content/a.md": "# A\n\n[B](b.txt)\n", "content/b.txt": "x\n"},
			func(t *testing.T, dir string) { write(t, dir, map[string]string{"content/a.md": "# A\n"}) }, []string{"content/a.md"}},
		{"a folder is adopted", map[string]string{"content/handbook.yaml": "title: T\n", "content/b.txt": "x\n"},
			func(t *testing.T, dir string) {
				write(t, dir, map[string]string{"content/handbook.yaml": "title: T\nadopted: true\n"})
			}, []string{"content/handbook.yaml"}},
		{"a draft is published with its picture", map[string]string{"content/a.md": "---\ndraft: true\n---\n![A](a.png)\n", "content/a.png": "x"},
			func(t *testing.T, dir string) { write(t, dir, map[string]string{"content/a.md": "![A](a.png)\n"}) }, []string{"content/a.md"}},
		{"a page becomes a draft with its picture", map[string]string{"content/a.md": "![A](a.png)\n", "content/a.png": "x"},
			func(t *testing.T, dir string) {
				write(t, dir, map[string]string{"content/a.md": "---\ndraft: true\n---\n![A](a.png)\n"})
			}, []string{"content/a.md"}},
		{"a page shows a draft's picture", map[string]string{"content/a.md": "---\ndraft: true\n---\n![A](a.png)\n", "content/a.png": "x"},
			func(t *testing.T, dir string) {
				write(t, dir, map[string]string{"content/index.md": "# Home\n\n![A](a.png)\n"})
			}, []string{"content/index.md"}},
	} {
		if testing.Short() && i%3 > 0 {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{"content/index.md": "# Home\n"})
			write(t, dir, c.before)
			b := builder{dir: dir, program: "one"}
			last, err := b.update(t.Context(), nothing{}, nil, site.Change{Reason: site.Started})
			if err != nil {
				t.Fatal(err)
			}
			c.after(t, dir)
			told, err := b.update(t.Context(), nothing{}, last, site.Change{Reason: site.Written, Files: c.told})
			if err != nil {
				t.Fatal(err)
			}
			if diff := siteDifference(clean(t, dir), told); diff != "" {
				t.Errorf("there is another site:\n%s", diff)
			}
		})
	}
}

// A rewrite may leave size and time as they were; the system tells of it all the
// same.
func TestWhatIsToldIsReadWhateverItsSizeAndTime(t *testing.T) {
	for _, c := range []struct{ name, file, told string }{
		{"page", "content/a.md", "content/a.md"},
		{"asset", "content/a.txt", "content/a.txt"},
		{"folder", "content/in/a.md", "content/in"},
		{"what a link leads to", "content/to/a.txt", "content/to/a.txt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			long := time.Now().Add(-time.Hour)
			rewrite := func(text string) {
				file := filepath.Join(dir, filepath.FromSlash(c.file))
				write(t, dir, map[string]string{c.file: text})
				if err := os.Chtimes(file, long, long); err != nil {
					t.Fatal(err)
				}
			}
			write(t, dir, map[string]string{"content/index.md": "# Home\n"})
			rewrite("before\n")
			if strings.HasPrefix(c.name, "what") {
				if err := os.Symlink("to/a.txt", filepath.Join(dir, "content/link.txt")); err != nil {
					t.Skip(err)
				}
			}
			b := builder{dir: dir, program: "one"}
			last, err := b.update(t.Context(), nothing{}, nil, site.Change{Reason: site.Started})
			if err != nil {
				t.Fatal(err)
			}
			rewrite("after!\n")
			told, err := b.update(t.Context(), nothing{}, last, site.Change{Reason: site.Written, Files: []string{c.told}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := siteDifference(clean(t, dir), told); diff != "" {
				t.Errorf("there is another site:\n%s", diff)
			}
		})
	}
}

// A text may be shown by more than the page of its file.
func TestAnEditThatOthersShowIsNoEditOfOnePage(t *testing.T) {
	for _, c := range []struct {
		name, edited string
		files        map[string]string
		link         string // to the edited file
	}{
		{"another page shows lines of it", "content/a.md", map[string]string{"content/index.md": "# Home\n\n[A](a.md)\n\n```md file=\"a.md\"\n```\n"}, ""},
		{"a link gives it another address", "content/a.md", nil, "content/b.md"},
		{"the status of a record", "content/decisions/1-a.md", map[string]string{"content/decisions/1-a.md": "# A\n\n## Status\n\nProposed\n\n## Context\n\nText.\n"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{"content/index.md": "# Home\n\n[A](a.md)\n", "content/a.md": "# A\n\nText.\n"})
			write(t, dir, c.files)
			file := filepath.Join(dir, c.edited)
			if c.link != "" {
				if err := os.Symlink(filepath.Base(c.edited), filepath.Join(dir, c.link)); err != nil {
					t.Skip(err)
				}
			}
			b := builder{dir: dir, program: "one"}
			last, err := b.update(t.Context(), nothing{}, nil, site.Change{Reason: site.Started})
			if err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text = regexp.MustCompile(`Proposed|Text\.`).ReplaceAll(text, []byte("Accepted"))
			if err := os.WriteFile(file, text, 0o666); err != nil {
				t.Fatal(err)
			}
			edited, err := b.update(t.Context(), nothing{}, last, site.Change{Reason: site.Written, Files: []string{c.edited}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := siteDifference(clean(t, dir), edited); diff != "" {
				t.Errorf("there is another site:\n%s", diff)
			}
		})
	}
}

func clean(t *testing.T, dir string) *site.Snapshot {
	t.Helper()
	s, err := builder{dir: dir, program: "one"}.site(t.Context(), nothing{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}
