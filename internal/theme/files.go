package theme

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/ownfile"
	"waymark/internal/source"
)

// files are the layouts and assets that count, by their path within the layer:
// layouts/page.html, assets/main.css.
type files map[string]*source.Text

func (f files) names() []string { return slices.Sorted(maps.Keys(f)) }

// below returns the names of the files in a folder, without the folder.
func (f files) below(folder string) []string {
	var names []string
	for _, name := range f.names() {
		if rest, ok := strings.CutPrefix(name, folder+"/"); ok {
			names = append(names, rest)
		}
	}
	return names
}

// readLayers reads the layouts and assets of all layers.
func readLayers(layers []Layer, r *report) files {
	all := make(files)
	for _, layer := range layers {
		for _, text := range layer.read("layouts", r) {
			if name := layer.within(text); path.Ext(name) == ".html" && all[name] == nil {
				all[name] = withoutCR(text)
			}
		}
		for _, text := range layer.read("assets", r) {
			if name := layer.within(text); all[name] == nil {
				all[name] = text
			}
		}
	}
	return all
}

// withoutCR ends lines as everywhere, so that a checkout with CRLF line ends
// makes the same pages.
func withoutCR(text *source.Text) *source.Text {
	return source.NewText(text.Name, bytes.ReplaceAll(text.Data, []byte("\r\n"), []byte("\n")))
}

// within returns the path of a file within the layer.
func (l Layer) within(text *source.Text) string { return strings.TrimPrefix(text.Name, l.Name+"/") }

// read returns the files of one folder of the layer and below it. What is not an
// ordinary file is reported, because a pipe would never end.
func (l Layer) read(folder string, r *report) []*source.Text {
	var texts []*source.Text
	fail := func(name string, err error) {
		at := diag.Position{Path: path.Join(l.Name, name)}
		r.add(diag.New("P008", at, "cannot read this file: %v", ownfile.Cause(err)))
	}
	err := fs.WalkDir(l.FS, folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == folder:
			return fs.SkipDir
		case err != nil:
			fail(name, err)
			return nil
		case strings.HasPrefix(path.Base(name), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		}
		data, err := l.readFile(name)
		if err != nil {
			fail(name, err)
			return nil
		}
		texts = append(texts, source.NewText(path.Join(l.Name, name), data))
		return nil
	})
	if err != nil {
		fail(folder, err)
	}
	return texts
}

func (l Layer) readFile(name string) ([]byte, error) {
	info, err := fs.Stat(l.FS, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, source.ErrNotPlain
	}
	return source.ReadFile(l.FS, name, source.MaxPage)
}
