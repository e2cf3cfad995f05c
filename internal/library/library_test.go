package library

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"

	"waymark/content"
	"waymark/internal/kind"
	"waymark/internal/source"
)

// Our own handbook has a page in each part, and the library nothing of it that only
// the handbook needs. What is neither Markdown nor an image would not be laid beneath
// others.
func TestTheLibraryIsInParts(t *testing.T) {
	pages, err := Pages(content.FS)
	if err != nil {
		t.Fatal(err)
	}
	parts := make(map[string]int)
	for _, p := range pages {
		parts[p.Part]++
		if p.Path == "index.md" || strings.HasPrefix(p.Path, "guide/") || strings.HasSuffix(p.Path, "ions/index.md") || strings.HasSuffix(p.Path, "ies/index.md") {
			t.Errorf("%s is of the library", p.Path)
		}
	}
	for _, part := range kind.LibraryParts {
		if part.Name != kind.LibraryChecks && parts[part.Name] == 0 {
			t.Errorf("the part %s has no page", part.Name)
		}
	}
	if !slices.IsSortedFunc(pages, func(a, b Page) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error("the pages are not in the order of their paths")
	}
	entries, err := content.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		_, isOfLibrary := kind.PartOf(e.Name())
		_, holdsSome := kind.PartOf(e.Name() + "/x.md")
		if !isOfLibrary && !holdsSome && !source.IsImage(path.Ext(e.Name())) && !slices.Contains([]string{"index.md", "handbook.yaml", "embed.go", "guide"}, e.Name()) {
			t.Errorf("%s is in no part of the library", e.Name())
		}
		if e.IsDir() {
			files, err := content.FS.ReadDir(e.Name())
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				if ext := path.Ext(f.Name()); !f.IsDir() && ext != ".md" && !source.IsImage(ext) {
					t.Errorf("%s/%s is neither Markdown nor an image, so no other handbook would have it", e.Name(), f.Name())
				}
			}
		}
	}
}

func TestCopiesAreKnown(t *testing.T) {
	pages, err := Pages(content.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		windows := bytes.ReplaceAll(p.Text, []byte("\n"), []byte("\r\n"))
		if !p.IsCopy(p.Text) || !p.IsCopy(windows) || p.IsCopy(append(bytes.Clone(p.Text), "More.\n"...)) {
			t.Errorf("%s: a copy is no copy, or a changed one is", p.Path)
		}
	}
	for i, line := range strings.Split(strings.TrimSuffix(copied, "\n"), "\n") {
		file, sum, _ := strings.Cut(line, " ")
		if _, ok := kind.PartOf(file); !ok || len(sum) != 16 {
			t.Errorf("copied.txt:%d: %q", i+1, line)
		}
	}
}

func TestOnePageReplacesAnother(t *testing.T) {
	for _, pair := range [][2]string{
		{"patterns/index.md", "patterns/README.md"}, {"patterns/index.md", "patterns.md"}, {"glossary.md", "Glossary.md"}, {"glossary.md", "glossary/index.md"}, {"a/b.md", "a/b.markdown"},
	} {
		if ID(pair[0]) != ID(pair[1]) {
			t.Errorf("%s and %s are two pages", pair[0], pair[1])
		}
	}
	if ID("patterns/a.md") == ID("patterns/b.md") || ID("patterns/index.md") == ID("pitfalls/index.md") {
		t.Error("two pages are one")
	}
}
