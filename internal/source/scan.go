// Package source reads what a handbook is made of: the files of the content
// folder and of layers laid over it, as immutable values, positions in them,
// and the days of their last change as git knows them.
//
// What is content. Every file whose name has an ending of Markdown (.md,
// .markdown, .mdx and others, in any letter case) is a page, and is never copied
// as it is. Every other file is an asset, to be copied as it is. Not content are
//
//   - files and folders whose names begin with a dot, but for the folder
//     .well-known at the root;
//   - handbook.yaml at the root, which holds the settings, and embed.go, which
//     is there for the Go compiler;
//   - what the settings ignore;
//   - what the repository's .gitignore files name (see [Gitignore]), unless the
//     settings publish it all the same;
//   - what nobody means to publish: installed packages, keys, backups (see never.go);
//   - files that a browser would run, unless the settings trust them (P015).
//
// What is not a file that anybody could have meant to publish is reported
// (P008) and never opened: pipes, sockets, devices, names that no address can
// carry, folders that the system does not let us read. A symbolic link is
// followed when it leads to a visible file of the content folder; the file then
// has both addresses. A link to a folder is not followed, nor is one that leads
// out of the content folder, to a hidden file or another that is never published,
// nowhere, or round in a circle.
//
// Paths are slash-separated, from the content folder, exactly as on disk:
// nothing is folded, so that names which differ only by case or normal form
// stay two names until somebody can report them.
package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/internal/diag"
	"waymark/internal/ownfile"
)

// A File is a file of the content. It is immutable; its bytes are read when
// they are asked for.
type File struct {
	Path string // below the content folder, or where its folder is mounted there: patterns/no-vision.md
	Name string // as diagnostics call it: content/patterns/no-vision.md

	root fs.FS
	at   string // in root, links followed
	link bool
	made []byte // of a file that is on no disk
}

// Made returns a file that is on no disk. Diagnostics call it name.
func Made(path, name string, data []byte) File {
	return File{Path: path, Name: name, made: data}
}

// ReadText returns the bytes of a page or of what a page shows as text. Besides
// those of Read, the error may be a [TooLarge].
func (f File) ReadText() ([]byte, error) {
	if f.root == nil {
		return f.made, nil
	}
	data, err := ReadFile(f.root, f.at, MaxPage)
	if err != nil {
		return nil, readError(f.Name, err)
	}
	return data, nil
}

// Read returns the bytes of the file. The error names it; it is the machine's,
// or says that the file has gone since the scan.
func (f File) Read() ([]byte, error) {
	if f.root == nil {
		return f.made, nil
	}
	data, err := fs.ReadFile(f.root, f.at)
	if err != nil {
		return nil, readError(f.Name, err)
	}
	return data, nil
}

// Open opens the file for reading in pieces: it may be larger than memory.
func (f File) Open() (io.ReadSeekCloser, error) {
	if f.root == nil {
		return nopCloser{bytes.NewReader(f.made)}, nil
	}
	r, err := f.root.Open(f.at)
	if err != nil {
		return nil, readError(f.Name, err)
	}
	if seeker, ok := r.(io.ReadSeekCloser); ok { // as files of a disk are
		return seeker, nil
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	return nopCloser{bytes.NewReader(data)}, err
}

type nopCloser struct{ io.ReadSeeker }

func (nopCloser) Close() error { return nil }

// IsLink reports whether the file is a symbolic link to another one.
func (f File) IsLink() bool { return f.link }

// IsThere reports whether there is still an ordinary file of this name, and no
// link.
func (f File) IsThere() bool {
	info, err := fs.Lstat(f.root, f.at)
	return err == nil && info.Mode().IsRegular() && !f.link
}

// Stat returns what the disk says of the file, with links followed.
func (f File) Stat() (fs.FileInfo, error) {
	info, err := fs.Stat(f.root, f.at)
	if err != nil {
		return nil, readError(f.Name, err)
	}
	return info, nil
}

// SameState reports whether two looks at a file met the same file, as far as the
// disk tells without its bytes being read. Only files that the system can tell
// apart are ever the same.
func SameState(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()) && a.Mode() == b.Mode()
}

// A Tree is the content of a folder, or of several laid over one another. Its
// files are in the order of their paths.
type Tree struct {
	Pages    []File
	Assets   []File
	Settings *File // handbook.yaml; nil when there is none

	Ignored string // the first page or folder that is no content because git ignores it, by its path; empty: there is none
}

// Over returns the tree in which t lies over lower: where both have a file at a
// path, that of t counts.
func (t Tree) Over(lower Tree) Tree {
	return Tree{
		Pages:    filesOver(t.Pages, lower.Pages),
		Assets:   filesOver(t.Assets, lower.Assets),
		Settings: cmp.Or(t.Settings, lower.Settings),
		Ignored:  cmp.Or(t.Ignored, lower.Ignored),
	}
}

func filesOver(upper, lower []File) []File {
	all := slices.Concat(upper, lower)
	slices.SortStableFunc(all, byPath)
	return slices.CompactFunc(all, func(a, b File) bool { return a.Path == b.Path })
}

func byPath(a, b File) int { return cmp.Compare(a.Path, b.Path) }

// Options say how a folder is read.
type Options struct {
	Name    string   // what diagnostics call the folder: content; may be empty
	At      string   // where in the content folder its files are to be; empty: it is the content folder
	Ignore  []string // globs of what is no content; see ValidGlob
	Trusted []string // globs of files that are published although a browser would run them
	Publish []string // globs of files that are published although git ignores them

	Around *Gitignore // what the folders around this one say that git ignores; may be nil
}

// Scan lists the content of a folder. root should be that of an [os.Root],
// which keeps a file that becomes a link after the scan from leading out; a
// file system that knows no links serves as well. The error is the machine's;
// what authors did is in the diagnostics.
func Scan(root fs.FS, o Options) (Tree, []diag.Diagnostic, error) {
	s := newScan(root, o)
	if err := s.folder(".", around{git: o.Around}); err != nil {
		return Tree{}, nil, err
	}
	slices.SortFunc(s.tree.Pages, byPath)
	slices.SortFunc(s.tree.Assets, byPath)
	diag.Sort(s.diags)
	return s.tree, s.diags, nil
}

type scan struct {
	root    fs.FS
	within  string // the folder's name
	mount   string // where it is in the content folder
	ignore  globs
	trusted globs
	publish globs
	git     *Gitignore // of the folders around the folder
	tree    Tree
	diags   []diag.Diagnostic
}

func newScan(root fs.FS, o Options) *scan {
	return &scan{root: root, within: o.Name, mount: o.At, ignore: readGlobs(o.Ignore), trusted: readGlobs(o.Trusted), publish: readGlobs(o.Publish), git: o.Around}
}

// around is what is known of the folder that a file lies in.
type around struct {
	git       *Gitignore
	isIgnored bool // git ignores the folder, and looks at nothing in it
}

// ignores reports whether git ignores a file or a folder in a folder.
func (in around) ignores(name string, isDir bool) bool {
	rule, _ := in.git.rule(name, isDir)
	return in.isIgnored || rule != nil && !rule.negated
}

func (s *scan) folder(dir string, in around) error {
	entries, err := fs.ReadDir(s.root, dir)
	switch {
	case err == nil:
	case dir != "." && errors.Is(err, fs.ErrNotExist):
		return nil // it has gone since we saw its name
	case dir != "." && errors.Is(err, fs.ErrPermission):
		s.refuse(dir, "the system does not let us read this folder")
		return nil
	default:
		return readError(s.name(dir), err)
	}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == gitignoreName }) && !in.isIgnored {
		var ds []diag.Diagnostic
		in.git, ds = in.git.within(s.root, dir, s.name(dir))
		s.diags = append(s.diags, ds...)
	}
	for _, e := range entries {
		if err := s.entry(path.Join(dir, e.Name()), e, in); err != nil {
			return err
		}
	}
	return nil
}

func (s *scan) entry(p string, e fs.DirEntry, in around) error {
	mounted := s.mounted(p)
	if mounted == settingsName && e.Type().IsRegular() {
		return s.file(p, p)
	}
	if isHidden(e.Name()) && !(mounted == ".well-known" && e.IsDir()) || s.ignore.match(mounted) || neverPublished(e.Name(), e.IsDir()) != nil {
		return nil
	}
	isIgnored := in.ignores(s.name(p), e.IsDir())
	if isIgnored && !s.publish.match(mounted) && !(e.IsDir() && s.publish.reach(mounted)) {
		if s.tree.Ignored == "" && (e.IsDir() || IsMarkdown(p)) {
			s.tree.Ignored = mounted
		}
		return nil
	}
	switch {
	case !isName(e.Name()):
		s.refuse(p, "the name %q has a character that no address can carry", e.Name())
		return nil
	case e.IsDir():
		return s.folder(p, around{in.git, isIgnored})
	case e.Type() == fs.ModeSymlink:
		return s.link(p)
	case !e.Type().IsRegular():
		s.refuse(p, "%s cannot be published", ownfile.Describe(e.Type()))
		return nil
	}
	return s.file(p, p)
}

// settingsName is the path of the settings in the content folder.
const settingsName = "handbook.yaml"

// link enters the file that a symbolic link leads to.
func (s *scan) link(p string) error {
	at, mode, err := follow(s.root, p)
	switch {
	case errors.Is(err, errOutside):
		s.refuse(p, "the link leads out of the content folder")
	case errors.Is(err, errCircle):
		s.refuse(p, "the link leads round in a circle")
	case errors.Is(err, fs.ErrNotExist):
		s.refuse(p, "the link leads to a file that does not exist")
	case err != nil:
		s.refuse(p, "the link cannot be followed: %v", ownfile.Cause(err))
	case slices.ContainsFunc(strings.Split(at, "/"), isHidden) && at != ".":
		s.refuse(p, "the link leads to a hidden file")
	case mode.IsDir():
		s.refuse(p, "the link leads to a folder; only links to files are followed")
	case !mode.IsRegular():
		s.refuse(p, "the link leads to what cannot be published: %s", ownfile.Describe(mode))
	default:
		if why, _ := s.whyNever(p, at); why != "" {
			s.refuse(p, "the link leads to a file that is not published: %s", why)
			return nil
		}
		return s.file(p, at)
	}
	return nil
}

// file enters an ordinary file, which is read at another path than its own
// when it is a link.
func (s *scan) file(p, at string) error {
	f := File{Path: s.mounted(p), Name: s.name(p), root: s.root, at: at, link: at != p}
	switch {
	case f.Path == settingsName:
		s.tree.Settings = &f
		return nil
	case f.Path == "embed.go":
		return nil
	case IsMarkdown(p):
		s.tree.Pages = append(s.tree.Pages, f)
		return nil
	case isActive(p) && !s.trusted.match(f.Path):
		s.distrust(p, "a browser would run this file, so it is not published")
		return nil
	case isXML(p) && !s.trusted.match(f.Path):
		return s.xmlFile(p, f)
	}
	s.tree.Assets = append(s.tree.Assets, f)
	return nil
}

// xmlFile enters a drawing or another form of XML if a browser only shows it.
func (s *scan) xmlFile(p string, f File) error {
	r, err := s.root.Open(f.at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, fs.ErrPermission):
		s.refuse(p, "the system does not let us read this file")
		return nil
	case errors.Is(err, ErrNotPlain):
		s.refuse(p, "what is not an ordinary file cannot be published")
		return nil
	case err != nil:
		return readError(f.Name, err)
	}
	defer r.Close()
	info, err := r.Stat()
	if err == nil && info.Size() > MaxPage {
		s.distrust(p, "the file has %s, too much to see whether a browser would run it, so it is not published", megabytes(info.Size()))
		return nil
	}
	active, err := activeXML(r)
	switch {
	case err != nil:
		return readError(f.Name, err)
	case active != "":
		s.distrust(p, "the file has %s, which a browser might run, so it is not published", active)
	default:
		s.tree.Assets = append(s.tree.Assets, f)
	}
	return nil
}

// WhyLeftOut says why a file or a folder that exists is no content, and what to do
// about it. Of one that does not exist it says nothing. name is its path below the
// content folder.
func WhyLeftOut(root fs.FS, name string, o Options) (why, hint string) {
	info, err := fs.Stat(root, name)
	if err != nil {
		return "", ""
	}
	s := newScan(root, o)
	if why, hint := s.whyNever(name, name); why != "" {
		return why, hint
	}
	at := ""
	for part := range strings.SplitSeq(name, "/") {
		at = path.Join(at, part)
		switch mounted := s.mounted(at); {
		case isHidden(part) && mounted != ".well-known":
			return fmt.Sprintf("the name %s begins with a dot, so it is hidden", part), "rename it without the dot, or move the file to another folder"
		case s.ignore.match(mounted):
			return "`ignore` leaves it out", "take it out of `ignore` in handbook.yaml, or remove the link"
		}
	}
	if !info.IsDir() && (isActive(name) || isXML(name)) && !s.trusted.match(s.mounted(name)) {
		return "a browser would run it", fmt.Sprintf("if you mean it, add %q to `trusted` in handbook.yaml", "/"+s.mounted(name))
	}
	return "it is left out", "see what is reported of that file or of its folder, or remove the link"
}

// whyNever says why a file is not published, if git ignores it or nobody means to
// publish such files, and what to do about that. at is where it is read.
func (s *scan) whyNever(p, at string) (why, hint string) {
	in := around{git: s.git}
	isMeant := s.publish.match(s.mounted(p)) || s.publish.match(s.mounted(at))
	folder := "."
	parts := strings.Split(at, "/")
	for i, part := range parts {
		in.git, _ = in.git.within(s.root, folder, s.name(folder))
		folder = path.Join(folder, part)
		isDir := i < len(parts)-1
		if !isDir {
			info, err := fs.Lstat(s.root, at)
			isDir = err == nil && info.IsDir()
		}
		if n := neverPublished(part, isDir); n != nil {
			return n.why, n.hint
		}
		if isHidden(part) && s.mounted(folder) != ".well-known" {
			return "", ""
		}
		if rule, of := in.git.rule(s.name(folder), isDir); rule != nil && !rule.negated && !isMeant {
			return fmt.Sprintf("git ignores it, line %d of %s", rule.line, of.name),
				fmt.Sprintf("write publish: [%q] into handbook.yaml, or remove the link", "/"+s.mounted(p))
		}
	}
	return "", ""
}

func (s *scan) refuse(p, format string, args ...any) {
	s.diags = append(s.diags, diag.New("P008", diag.Position{Path: s.name(p)}, format, args...).
		WithHint("replace it by an ordinary file, or name it under `ignore` in handbook.yaml"))
}

func (s *scan) distrust(p, format string, args ...any) {
	s.diags = append(s.diags, diag.New("P015", diag.Position{Path: s.name(p)}, format, args...).
		WithHint("if you mean it, add %q to `trusted` in handbook.yaml", "/"+s.mounted(p)))
}

func (s *scan) name(p string) string { return path.Join(s.within, p) }

// mounted returns the path below the content folder.
func (s *scan) mounted(p string) string { return path.Join(s.mount, p) }

func isHidden(name string) bool { return strings.HasPrefix(name, ".") }

// isName reports whether a name can be part of an address, of a path in a
// record and of a line in a log, and be the same name in all of them.
func isName(name string) bool {
	return utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool {
		return r == '\\' || unicode.IsControl(r)
	})
}

var (
	errOutside = errors.New("leads outside")
	errCircle  = errors.New("leads in a circle")
)

// follow returns where a path leads when its symbolic links are followed, and
// what is there. It opens nothing and asks about nothing outside root.
func follow(root fs.FS, name string) (at string, mode fs.FileMode, err error) {
	const manyLinks = 40 // as in Linux
	at = "."
	for rest, links := name, 0; rest != ""; {
		var part string
		part, rest, _ = strings.Cut(rest, "/")
		if part == ".." && at == "." {
			return "", 0, errOutside
		}
		next := path.Join(at, part)
		info, err := fs.Lstat(root, next)
		if err != nil {
			return "", 0, err
		}
		if info.Mode().Type() != fs.ModeSymlink {
			at = next
			continue
		}
		if links++; links > manyLinks {
			return "", 0, errCircle
		}
		target, err := fs.ReadLink(root, next)
		if err != nil {
			return "", 0, err
		}
		if filepath.IsAbs(target) {
			return "", 0, errOutside
		}
		rest = filepath.ToSlash(target) + "/" + rest
	}
	info, err := fs.Lstat(root, at)
	if err != nil {
		return "", 0, err
	}
	return at, info.Mode(), nil
}

func readError(name string, err error) error {
	return fmt.Errorf("source: read %s: %w", name, ownfile.Cause(err))
}
