package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"waymark/content"
	"waymark/internal/cache"
	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/origin"
	"waymark/internal/scaffold"
	"waymark/internal/site"
	"waymark/internal/source"
	"waymark/internal/theme"
	"waymark/themes"
)

// A project is a folder to build: where its content, themes and cache are.
type project struct {
	dir     string // as the user named it
	content string // dir/content, or dir itself
	root    string // what diagnostics call the content folder: content, or ""
	files   *os.Root
	whole   *os.Root // all of dir, for the folders that the settings include
	theme   *os.Root // the project's own theme, once it is used
	views   map[*os.Root]fs.FS
	memory  *cache.Store
	isFresh bool              // what is in .waymark is not used
	notes   []diag.Diagnostic // about the project's own files, named from the working folder
	through func(fs.FS) fs.FS // see app
}

// contentFS returns the content folder.
func (p *project) contentFS() fs.FS {
	if p.through != nil {
		return p.through(p.view(p.files))
	}
	return p.view(p.files)
}

// open finds the project's content. Everything is read through an os.Root, so
// no link in the content can lead out of the project.
func (a *app) open(ctx context.Context) (*project, error) {
	p := &project{dir: a.source, content: filepath.Join(a.source, "content"), root: "content", through: a.through}
	if info, err := os.Stat(p.content); err != nil || !info.IsDir() {
		p.content, p.root = a.source, ""
	}
	if info, err := os.Stat(p.content); err != nil {
		return nil, usage("there is no folder %s", a.source)
	} else if !info.IsDir() {
		return nil, usage("%s is a file, not a folder; name the project's folder with --source", a.source)
	}
	files, err := os.OpenRoot(p.content)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", p.content, err)
	}
	if p.root == "" && !hasMarkdown(source.FS(files)) {
		files.Close()
		return nil, usage("there is no handbook in %s; `waymark init` makes one, and --source names another folder", a.source)
	}
	whole, err := os.OpenRoot(p.dir)
	if err != nil {
		files.Close()
		return nil, fmt.Errorf("open %s: %w", p.dir, err)
	}
	p.files, p.whole = files, whole
	p.openCache(ctx)
	p.notes = append(p.notes, p.unreadSettings()...)
	return p, nil
}

// unreadSettings reports files that somebody may take for the settings: handbook.yaml
// beside the content folder, and one with the other ending of YAML.
func (p *project) unreadSettings() []diag.Diagnostic {
	read := path.Join(p.root, "handbook.yaml")
	var ds []diag.Diagnostic
	for _, name := range []string{"handbook.yaml", "handbook.yml", path.Join(p.root, "handbook.yml")} {
		if info, err := p.whole.Lstat(name); name == read || err != nil || !info.Mode().IsRegular() {
			continue
		}
		d := diag.New("C005", diag.Position{Path: name}, "nothing reads this file: the settings are in %s", read)
		if _, err := p.whole.Lstat(read); err != nil {
			d = d.WithHint("if it is meant for Waymark: mv %s %s", shellWord(path.Join(filepath.ToSlash(p.dir), name)), shellWord(path.Join(filepath.ToSlash(p.dir), read)))
		} else {
			d = d.WithHint("write what it says into %s, and remove it", read)
		}
		if !slices.ContainsFunc(ds, d.Same) {
			ds = append(ds, d)
		}
	}
	return p.named(ds)
}

// hasMarkdown reports whether there is a page in the folder or below it.
func hasMarkdown(files fs.FS) bool {
	found := errors.New("found")
	return fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case d.IsDir() && name != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.Type().IsRegular() && source.IsMarkdown(name):
			return found
		}
		return nil
	}) == found
}

// reopen opens the project's folders again if others have come into their place.
// What was opened before stays open for those who still read from it.
func (p *project) reopen() error {
	for dir, root := range map[string]**os.Root{p.content: &p.files, p.dir: &p.whole} {
		now, err := openedAgain(dir, *root)
		if err != nil {
			return fmt.Errorf("open %s: %w", dir, err)
		}
		if *root != now {
			delete(p.views, *root)
		}
		*root = now
	}
	return nil
}

// view returns the files of one of the project's folders.
func (p *project) view(root *os.Root) fs.FS {
	if p.views[root] == nil {
		if p.views == nil {
			p.views = make(map[*os.Root]fs.FS)
		}
		p.views[root] = source.FS(root)
	}
	return p.views[root]
}

// openedAgain returns root if it is still the folder of that name, which it is
// not when that was removed and made again, else that folder.
func openedAgain(dir string, root *os.Root) (*os.Root, error) {
	there, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if root != nil {
		if opened, err := root.Stat("."); err == nil && os.SameFile(there, opened) {
			return root, nil
		}
	}
	return os.OpenRoot(dir)
}

func (p *project) close() error {
	p.files.Close()
	p.whole.Close()
	return p.memory.Close()
}

// sources are the folders that the handbook is read from.
func (p *project) sources(s *handbook.Settings) []string {
	dirs := []string{p.content}
	for _, in := range s.Include {
		dirs = append(dirs, filepath.Join(p.dir, filepath.FromSlash(in.From)))
	}
	return dirs
}

// workflows says what is wrong with the workflows that publish the handbook.
func (p *project) workflows() []diag.Diagnostic {
	from, _ := origin.Parse(madeFrom)
	var ds []diag.Diagnostic
	for _, h := range scaffold.Hosts {
		data, err := p.whole.ReadFile(h.Workflow)
		if err != nil {
			continue
		}
		text := source.NewText(h.Workflow, data)
		found := scaffold.CheckWorkflow(text, from)
		diag.Complete(found, func(_ string, n int) (string, bool) { return text.Line(n) })
		ds = append(ds, found...)
	}
	return ds
}

// uploadsHidden reports whether the workflow that publishes the handbook takes
// hidden files along, which GitHub's upload leaves out unless it is told.
func (p *project) uploadsHidden() bool {
	data, err := p.whole.ReadFile(scaffold.GitHub.Workflow)
	return err == nil && includesHidden.Match(data)
}

var includesHidden = regexp.MustCompile(`(?m)^\s*include-hidden-files:\s*true\b`)

// fileName returns the path from the working folder to a file that diagnostics call
// by name. A page of the library is no file.
func (p *project) fileName(name string) string {
	if site.IsLibraryName(name) {
		return name
	}
	return path.Join(filepath.ToSlash(p.dir), name)
}

// named returns diagnostics whose paths lead from the working folder to the files.
func (p *project) named(ds []diag.Diagnostic) []diag.Diagnostic {
	ds = slices.Clone(ds)
	name := func(at *diag.Position) {
		if at.Path != "" {
			at.Path = p.fileName(at.Path)
		}
	}
	for i := range ds {
		name(&ds[i].Position)
		ds[i].Related = slices.Clone(ds[i].Related)
		for j := range ds[i].Related {
			name(&ds[i].Related[j].Position)
		}
	}
	return ds
}

// config is what the build is told.
func (a *app) config(ctx context.Context, p *project) (site.Config, error) {
	baseURL := ""
	if a.baseURL != "" {
		var err error
		if baseURL, err = parseBaseURL(a.baseURL); err != nil {
			return site.Config{}, usage("--base-url %v", err)
		}
	}
	today, err := a.day()
	if err != nil {
		return site.Config{}, err
	}
	return site.Config{
		Today:   today,
		Only:    a.rulesAsked(),
		Content: p.contentFS(),
		Library: content.FS,
		Name:    p.name(),
		Root:    p.root,
		Project: p.view(p.whole),
		Themes:  p.themes,
		History: func(dir string) (map[string]time.Time, []diag.Diagnostic) {
			return source.History(ctx, filepath.Join(p.dir, filepath.FromSlash(dir)), p.memory)
		},
		Memory:  a.memory(p),
		Program: program(),
		BaseURL: baseURL,
		Drafts:  a.drafts,
	}, nil
}

// name returns what the project's folder is called, or the one around it if it is
// called what such folders are mostly called.
func (p *project) name() string {
	full, err := filepath.Abs(p.dir)
	if err != nil {
		return ""
	}
	if around := filepath.Dir(full); isUsualName(filepath.Base(full)) && around != filepath.Dir(around) {
		full = around
	}
	if name := filepath.Base(full); name != string(filepath.Separator) {
		return name
	}
	return ""
}

// read runs the pipeline on the project. There is no site when files went while
// they were read; the diagnostics say so.
func (a *app) read(ctx context.Context, p *project) (*site.Snapshot, []diag.Diagnostic, error) {
	cfg, err := a.config(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	built, err := site.Build(ctx, cfg)
	if mistakes := site.Mistakes(err); mistakes != nil {
		return nil, append(p.named(mistakes), p.notes...), nil
	}
	if err != nil {
		return nil, nil, err
	}
	return built, append(p.named(built.Diags), built.Handbook.Settings.Judge(p.notes)...), nil
}

// readToShow reads the project for a command that only shows what is there: it reports
// nothing but errors, and what follows from them. There is no handbook when files went
// while they were read, which is reported.
func (a *app) readToShow(ctx context.Context, consequence string) (*project, *handbook.Handbook, error) {
	p, err := a.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer p.close()
	built, err := a.readErrors(ctx, p, consequence)
	if built == nil {
		return p, nil, err
	}
	return p, built.Handbook, err
}

// readErrors reads a project and reports nothing but errors. What was built is nil when
// files went while they were read.
func (a *app) readErrors(ctx context.Context, p *project, consequence string) (*site.Snapshot, error) {
	built, ds, err := a.read(ctx, p)
	if err != nil {
		return nil, err
	}
	ds = slices.DeleteFunc(ds, func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
	return built, a.report(diag.Text, ds, consequence)
}

// memory is what the build may remember: with --clean, nothing from before.
func (a *app) memory(p *project) source.Memory {
	if a.clean {
		return forgetful{p.memory}
	}
	return p.memory
}

// A forgetful store takes what it is given and knows nothing.
type forgetful struct{ *cache.Store }

func (forgetful) Get([16]byte) ([]byte, bool) { return nil, false }

// themes returns the layers of a theme: the project's own folder first, the
// built-in theme under it.
func (p *project) themes(name string) ([]theme.Layer, bool) {
	builtin, err := fs.Sub(themes.FS, "waymark")
	if err != nil {
		panic("waymark: " + err.Error()) // the theme is embedded in this program
	}
	layers := []theme.Layer{{FS: builtin, Name: "waymark:themes/waymark", Tried: true}}
	dir := filepath.Join(p.dir, "themes", name)
	if !filepath.IsLocal(name) || strings.ContainsAny(name, `/\`) {
		return layers, false
	}
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return layers, name == "waymark"
	}
	own, err := openedAgain(dir, p.theme)
	if err != nil {
		return layers, false
	}
	if p.theme != own {
		delete(p.views, p.theme)
	}
	p.theme = own
	return append([]theme.Layer{{FS: p.view(own), Name: "themes/" + name}}, layers...), true
}

// buildID stands for the code that makes outputs. `make` stamps it with the
// build id of ./internal/site.
var buildID string

// program returns buildID, or the digest of the executable without one.
func program() string {
	if buildID != "" {
		return buildID
	}
	name, err := os.Executable()
	if err != nil {
		return time.Now().String() // nothing is remembered from a program that we cannot name
	}
	f, err := os.Open(name)
	if err != nil {
		return time.Now().String()
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return time.Now().String()
	}
	return hex.EncodeToString(h.Sum(nil))
}
