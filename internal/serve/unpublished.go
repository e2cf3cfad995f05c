package serve

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"waymark/internal/diag"
)

// What GitHub Pages takes, in bytes: https://docs.github.com/pages, "GitHub Pages
// limits", and the limit of git on GitHub for a file.
const (
	mostSite = 1_000_000_000
	mostFile = 100_000_000
)

// Unpublished says what of a built folder would not work on GitHub Pages: too much
// of it (B004, B005), and what is not published there (B009). out is what
// diagnostics call the folder; hidden says that the workflow which publishes it
// takes hidden files along.
func Unpublished(built fs.FS, out string, hidden bool) ([]diag.Diagnostic, error) {
	var (
		ds    []diag.Diagnostic
		size  int64
		lists = make(map[string][]string) // of paths, by what is wrong with them
	)
	at := func(name string) diag.Position { return diag.Position{Path: path.Join(out, name)} }
	err := fs.WalkDir(built, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch base := d.Name(); {
		case name == ".":
			return nil
		case name == ".waymark", name == ".git": // which no way to publish takes along
			return fs.SkipDir
		case slices.Contains([]string{".gitignore", ".nojekyll"}, name):
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			lists["link"] = append(lists["link"], name)
			return nil
		case strings.HasPrefix(base, ".") && !hidden:
			lists["hidden"] = append(lists["hidden"], name)
		case strings.HasPrefix(base, "_"):
			lists["jekyll"] = append(lists["jekyll"], name)
		}
		if d.IsDir() {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		size += info.Size()
		if info.Size() > mostFile {
			ds = append(ds, diag.New("B005", at(name), "this file has %d MB, and GitHub takes none over %d", info.Size()/1_000_000, mostFile/1_000_000).
				WithHint("make it smaller, or host it elsewhere"))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", out, err)
	}
	if size > mostSite {
		ds = append(ds, diag.New("B004", at("."), "the site has %d MB, and GitHub Pages takes no more than 1 GB", size/1_000_000).
			WithHint("look for large images and videos, and host those elsewhere"))
	}
	if _, err := fs.Stat(built, ".nojekyll"); err == nil {
		delete(lists, "jekyll")
	}
	for _, c := range []struct{ list, message, hint string }{
		{"hidden", "GitHub's upload-pages-artifact leaves hidden files out: %s", "in the workflow that publishes the handbook, write include-hidden-files: true; `waymark deploy` takes them along"},
		{"jekyll", "without .nojekyll GitHub Pages leaves out what begins with an underscore: %s", "build again: `waymark build` writes .nojekyll"},
		{"link", "GitHub Pages takes no symbolic links: %s", "put the file itself into content/, and build again"},
	} {
		if list := lists[c.list]; len(list) > 0 {
			ds = append(ds, diag.New("B009", at(list[0]), c.message, diag.ShortList(list, 3)).WithHint("%s", c.hint))
		}
	}
	diag.Sort(ds)
	return ds, nil
}
