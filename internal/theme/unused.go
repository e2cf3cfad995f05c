package theme

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"waymark/internal/diag"
)

// A file of a theme that stands in for no other and that nothing uses is most
// likely misspelt, and its author waits in vain for it to change something.

// reportUnused reports the files of all layers but the last that have no effect.
// Layouts that only a page's field can ask for are kept for [Theme.Unasked].
func (t *Theme) reportUnused(layers []Layer, r *report) {
	if len(layers) < 2 || r.errors() > 0 {
		return // with mistakes, nobody can tell what is used
	}
	var silent report // of what has been reported
	last := readLayers(layers[len(layers)-1:], &silent)
	included := t.included()
	for _, layer := range layers[:len(layers)-1] {
		layer.reportFolders(r)
		for _, text := range layer.read("layouts", &silent) {
			name := layer.within(text)
			layout, isTemplate := strings.CutSuffix(strings.TrimPrefix(name, "layouts/"), ".html")
			near, isNear := nearFile(name, last.names())
			if !isNear {
				near = ""
			}
			switch d := unused(text.Name, near); {
			case last[name] != nil:
			case !isTemplate && isNear, isTemplate && isShared(layout) && !included[layout]:
				r.add(d)
			case isTemplate && !isShared(layout) && isNear:
				t.unasked[layout] = d
			}
		}
		for _, text := range layer.read("assets", &silent) {
			name := layer.within(text)
			near, isNear := nearFile(name, last.names())
			if !isNear {
				near = ""
			}
			isCode := bundled[path.Ext(name)] != "" && !strings.HasSuffix(name, ".d.ts")
			if last[name] == nil && !t.used[strings.TrimPrefix(name, "assets/")] && (isCode || isNear) {
				r.add(unused(text.Name, near))
			}
		}
		for _, text := range layer.read("words", &silent) {
			if ext := path.Ext(text.Name); ext != ".yaml" {
				name := strings.TrimSuffix(text.Name, ext)
				if slices.Contains([]string{".yml", ".json", ".toml"}, strings.ToLower(ext)) || strings.EqualFold(ext, ".yaml") {
					r.add(unused(text.Name, path.Base(name)+".yaml"))
				}
			}
		}
	}
}

// nearFile returns the file in the same folder that a name is most likely a slip
// of: in the name with the same ending, or in the ending.
func nearFile(name string, files []string) (string, bool) {
	dir, base := path.Split(name)
	ext := path.Ext(base)
	var stems []string
	for _, file := range files {
		otherDir, other := path.Split(file)
		otherExt := path.Ext(other)
		otherStem, stem := strings.TrimSuffix(other, otherExt), strings.TrimSuffix(base, ext)
		switch {
		case otherDir != dir:
		case otherExt == ext:
			stems = append(stems, otherStem)
		case otherStem == stem:
			return file, true
		}
	}
	near, ok := diag.Nearest(strings.TrimSuffix(base, ext), stems)
	return dir + near + ext, ok
}

// unused says that a file has no effect; near is the file that was perhaps meant.
func unused(name, near string) diag.Diagnostic {
	d := diag.New("T007", diag.Position{Path: name}, "nothing in the theme uses this file, and it replaces no other")
	if near != "" {
		return d.WithHint("did you mean %s?", near)
	}
	return d.WithHint("name it in a template, or remove it")
}

// reportFolders reports folders that are nearly called as those that are read.
func (l Layer) reportFolders(r *report) {
	known := []string{"layouts", "assets", "words"}
	for _, name := range l.folders() {
		if near, ok := diag.Nearest(name, known); ok && !slices.Contains(known, name) {
			r.add(diag.New("T007", diag.Position{Path: path.Join(l.Name, name)}, "a theme has no folder of this name, so nothing in it is read").
				WithHint("did you mean %s?", near))
		}
	}
}

// folders returns the names of the folders in the layer.
func (l Layer) folders() []string {
	entries, err := fs.ReadDir(l.FS, ".")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// included returns the names of the files with templates that some layout, or the
// sidebar, includes.
func (t *Theme) included() map[string]bool {
	files := make(map[string]bool)
	note := func(layout, root string) {
		for name := range t.templates.reach(layout, root) {
			if tree := t.templates.lookup(layout, name); tree != nil {
				files[tree.ParseName] = true
			}
		}
	}
	note("", navPart)
	for layout := range t.templates.layouts {
		note(layout, layout)
	}
	return files
}

// Unasked reports the layouts that look misspelt, but for those that a page asks
// for.
func (t *Theme) Unasked(asked func(layout string) bool) []diag.Diagnostic {
	var ds []diag.Diagnostic
	for layout, d := range t.unasked {
		if !asked(layout) {
			ds = append(ds, d)
		}
	}
	diag.Sort(ds)
	return ds
}
