package site

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/source"
)

// scan lists the content: the files of the content folder, and below them those
// of the folders that the settings include.
func (b *build) scan() (source.Tree, []diag.Diagnostic, error) {
	opt, ignored := b.scanOptions(b.Root, "")
	tree, diags, err := b.scanFolder(b.Content, opt)
	if err != nil {
		return source.Tree{}, nil, err
	}
	diags = append(diags, ignored...)
	many := len(tree.Pages) + len(tree.Assets)
	b.files, b.named, b.included = make(map[string]source.File, many), make(map[string]source.File, many), make(map[string]string)
	b.enter(tree)
	for _, in := range b.settings.Include {
		included, more, err := b.include(in)
		if err != nil {
			return source.Tree{}, nil, err
		}
		diags = append(append(diags, more...), b.enter(included)...)
		tree = tree.Over(included)
	}
	if tree.Settings != nil {
		b.named[tree.Settings.Name] = *tree.Settings
	}
	return tree, diags, nil
}

// include lists the files of a folder that the settings include.
func (b *build) include(in handbook.Include) (source.Tree, []diag.Diagnostic, error) {
	refuse := func(format string, args ...any) (source.Tree, []diag.Diagnostic, error) {
		d := diag.New("C003", in.Place.In(b.name("handbook.yaml")), format, args...).WithHint("write the path of a folder of the project, from the content folder")
		return source.Tree{}, []diag.Diagnostic{d}, nil
	}
	info, err := fs.Stat(b.Project, in.From)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refuse("include: there is no folder %s", in.From)
	case err != nil:
		return refuse("include: %s cannot be read, or a link leads from it out of the project", in.From)
	case !info.IsDir():
		return refuse("include: %s is no folder", in.From)
	}
	folder, err := fs.Sub(b.Project, in.From)
	if err != nil {
		return source.Tree{}, nil, err
	}
	opt, ignored := b.scanOptions(in.From, in.At)
	tree, diags, err := b.scanFolder(folder, opt)
	return tree, append(diags, ignored...), err
}

// scanOptions say how a folder of the project is read, with what git ignores there
// for what stands in the folders around it.
func (b *build) scanOptions(folder, at string) (source.Options, []diag.Diagnostic) {
	opt := source.Options{Name: folder, At: at, Ignore: b.settings.Ignore, Trusted: b.settings.Trusted, Publish: b.settings.Publish}
	var ds []diag.Diagnostic
	if b.Project != nil {
		opt.Around, ds = source.ReadGitignores(b.Project, folder)
	}
	return opt, ds
}

// A scanned folder is what source.Scan said of it.
type scanned struct {
	tree  source.Tree
	diags []diag.Diagnostic
}

// scanFolder lists the files of a folder, or knows that they are the same as in
// the previous snapshot.
func (b *build) scanFolder(folder fs.FS, opt source.Options) (source.Tree, []diag.Diagnostic, error) {
	var found scanned
	known := false
	if b.same { // the folder may have come since, and nobody has told that yet
		found, known = b.previous.whole.scanned[opt.Name]
	}
	if !known {
		var err error
		if found.tree, found.diags, err = source.Scan(folder, opt); err != nil {
			return source.Tree{}, nil, err
		}
	}
	b.scanned[opt.Name] = found
	return found.tree, slices.Clip(found.diags), nil
}

// has reports whether there is a name among what the folder holds, or a folder of
// that name above: of files, and of what is reported instead.
func (s scanned) has(name string) bool {
	is := func(known string) bool { return known == name || strings.HasPrefix(known, name+"/") }
	of := func(f source.File) bool { return is(f.Name) }
	return slices.ContainsFunc(s.tree.Pages, of) || slices.ContainsFunc(s.tree.Assets, of) ||
		slices.ContainsFunc(s.diags, func(d diag.Diagnostic) bool { return is(d.Path) })
}

// enter adds a tree's files to those that are known. One at a path that is taken
// is reported: it would not be published.
func (b *build) enter(tree source.Tree) (ds []diag.Diagnostic) {
	for _, files := range [][]source.File{tree.Pages, tree.Assets} {
		for _, f := range files {
			if first, taken := b.files[f.Path]; taken {
				ds = append(ds, diag.New("H004", diag.Position{Path: f.Name}, "this file and another one have one place in the content folder, %s", f.Path).
					WithRelated(diag.Position{Path: first.Name}, "the other is here").WithHint("rename one of the two"))
				continue
			}
			b.files[f.Path], b.named[f.Name] = f, f
			if f.Name != path.Join(b.Root, f.Path) {
				b.included[f.Path] = f.Name
			}
		}
	}
	return ds
}

// A history is what git says of the last changes in all folders.
type history struct {
	days  map[string]time.Time // by the names of files; nil: git can't tell
	diags []diag.Diagnostic
}

// askHistory begins to ask for the history of all folders, which takes its time
// while files are read. The function that it returns waits for the answer.
func (b *build) askHistory() func() history {
	if b.History == nil {
		return func() history { return history{} }
	}
	var h history
	var asked sync.WaitGroup
	ask := func(folder string) {
		days, diags := b.History(folder)
		h.diags = append(h.diags, diags...)
		if days != nil && h.days == nil {
			h.days = make(map[string]time.Time, len(days))
		}
		for p, day := range days {
			h.days[path.Join(folder, p)] = day
		}
	}
	asked.Go(func() {
		ask(b.Root)
		for _, in := range b.settings.Include {
			ask(in.From)
		}
	})
	return func() history {
		asked.Wait()
		return h
	}
}

// dates returns the days of the last change of all files, by path below the content
// folder.
func (b *build) dates(h history) map[string]time.Time {
	dates := make(map[string]time.Time, len(h.days))
	for p, f := range b.files {
		if day, known := h.days[f.Name]; known {
			dates[p] = day
		}
	}
	return dates
}

// whyLeftOut says why a file that is there is no content; see source.WhyLeftOut.
func (b *build) whyLeftOut(p string) (why, hint string) {
	for _, in := range b.settings.Include {
		below, within := strings.CutPrefix(p, in.At+"/")
		if !within {
			continue
		}
		if folder, err := fs.Sub(b.Project, in.From); err == nil {
			if why, hint = b.whyLeftOutOf(folder, below, in.From, in.At); why != "" {
				return why, hint
			}
		}
	}
	return b.whyLeftOutOf(b.Content, p, b.Root, "")
}

func (b *build) whyLeftOutOf(folder fs.FS, below, name, at string) (why, hint string) {
	opt, _ := b.scanOptions(name, at)
	if why, hint = source.WhyLeftOut(folder, below, opt); why != "" {
		b.leftOut[path.Join(name, below)] = true
	}
	return why, hint
}
