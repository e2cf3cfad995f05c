package site

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/source"
	"waymark/internal/view"
)

// A Change says what may be different since a snapshot, and how that's known.
type Change struct {
	Reason Reason
	Files  []string // for Written: the files and folders, by their names in the project
}

// A Reason is why there may be something new.
type Reason int

const (
	Paused  Reason = iota // no file was written, but git may have another day for one that was
	Written               // files were written, made or removed
	Lost                  // something changed, and nobody knows where
	Asked                 // somebody wants another look
	Started               // there's nothing to start from
)

// And returns both changes as one.
func (c Change) And(d Change) Change {
	files := slices.Concat(c.Files, d.Files)
	slices.Sort(files)
	return Change{max(c.Reason, d.Reason), slices.Compact(files)}
}

// Update returns what Build does, and takes over from the previous snapshot what the
// change leaves as it is. previous is of the same folders and the same Config, or nil.
//
// An edit of nothing but texts leaves almost everything: see editTexts. After any
// other change all stages run, and take over single results: what was read of a
// file, what a page says by itself, what was found on it, the theme.
func Update(ctx context.Context, cfg Config, previous *Snapshot, change Change) (*Snapshot, error) {
	return run(ctx, &build{Config: cfg, previous: previous, change: change, isPreview: true})
}

// A whole is what an edit of a text leaves as it is.
type whole struct {
	*build
	maker   *view.Maker
	places  []view.Place // of the outputs that templates make, which are the first
	history history      // what git said
}

// file returns what was read of a file, or nil.
func (s *Snapshot) file(name string) *file {
	if f := s.edited[name]; f != nil {
		return f
	}
	return s.whole.known[name]
}

// OnlyTextsDiffer reports whether two snapshots differ in nothing but the texts that
// their outputs show: they have the same outputs in the same order, and the same
// diagnostics.
func (s *Snapshot) OnlyTextsDiffer(from *Snapshot) bool { return s.whole == from.whole }

// HasNewTexts reports whether texts were edited since git was last asked for the days
// of all files, which it may know for these now. An update with Paused asks it.
func (s *Snapshot) HasNewTexts() bool { return s.newTexts && s.whole.history.days != nil }

// A file is what was read of a file, and what the file looked like then. It is
// immutable but for sections, which are noted once they are asked for.
type file struct {
	path     string // below the content folder
	page     *page.Page
	sections *[]page.Section
	asset    handbook.Asset

	info fs.FileInfo // nil: nobody will ask
	read time.Time
}

// settled is how much older than the moment it was read a file must be to be
// trusted not to have changed without its time changing: some disks count in
// steps of two seconds.
const settled = 2 * time.Second

// onlyPagesChanged reports whether every change since the previous snapshot is known,
// and is an edit of a page that was there or lies outside of the content: then there's
// no need to look at all other files. Settings and included folders may be different
// before that is told.
func (b *build) onlyPagesChanged() bool {
	w := b.previous.whole
	if b.previous.Handbook == nil || b.change.Reason > Written || w.settings.Digest != b.settings.Digest {
		return false
	}
	for _, in := range b.settings.Include {
		_, known := w.scanned[in.From]
		if info, err := fs.Stat(b.Project, in.From); known != (err == nil && info.IsDir()) {
			return false
		}
	}
	for _, name := range b.change.Files {
		f, known := w.named[name]
		switch {
		case source.IsGitignore(name): // in the content or above it
			return false
		case known && source.IsMarkdown(f.Path) && f.IsThere():
			b.edited = append(b.edited, f)
		case !known && !b.isContent(name):
			b.outside = true
		case known || !b.cameAndWent(name):
			return false
		}
	}
	return true
}

// cameAndWent reports whether a name that the last build met nowhere is that of
// nothing now, as with files that editors make while they save.
func (b *build) cameAndWent(name string) bool {
	if _, err := fs.Lstat(b.Project, name); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	for file := range b.previous.whole.leftOut {
		if file == name || strings.HasPrefix(file, name+"/") {
			return false
		}
	}
	for folder, s := range b.previous.whole.scanned {
		if folder == name || strings.HasPrefix(folder, name+"/") || s.has(name) {
			return false
		}
	}
	return true
}

// isContent reports whether a name is one in the content folder or in an included
// one.
func (b *build) isContent(name string) bool {
	within := func(dir string) bool {
		return dir == "" || name == dir || strings.HasPrefix(name, dir+"/") || strings.HasPrefix(dir, name+"/")
	}
	return within(b.Root) || slices.ContainsFunc(b.settings.Include, func(in handbook.Include) bool { return within(in.From) })
}

// unchanged returns what was read of a file before, if the file is as it was then, or
// else a new note of what the file looks like now.
func (b *build) unchanged(f source.File) (known *file, ok bool) {
	k := &file{path: f.Path}
	if !b.isPreview {
		return k, false
	}
	old := b.previous.file(f.Name)
	mayBeOld := old != nil && old.path == f.Path && !b.isTold(f)
	if mayBeOld && b.same && !f.IsLink() {
		return old, true
	}
	k.read = time.Now()
	info, err := f.Stat()
	if err != nil {
		return k, false
	}
	k.info = info
	if mayBeOld && old.info != nil && source.SameState(old.info, info) && old.read.Sub(info.ModTime()) >= settled {
		return old, true
	}
	return k, false
}

// isTold reports whether the system named a file, or a folder around it, as changed.
// Then it is read whatever its size and time say. What a link leads to has another
// name.
func (b *build) isTold(f source.File) bool {
	return slices.ContainsFunc(b.change.Files, func(name string) bool {
		return f.IsLink() || name == f.Name || strings.HasPrefix(f.Name, name+"/")
	})
}

// editTexts returns the snapshot after edits that change the texts of pages and nothing
// else that is published or reported, or nil: then all stages have to run. Only git is
// not asked for other days than it has given, because that takes its time.
func (b *build) editTexts() *Snapshot {
	if !b.same || b.outside || b.change.Reason != Written {
		return nil
	}
	next := *b.previous
	next.edited, next.Outputs = make(map[string]*file), slices.Clone(next.Outputs)
	maps.Copy(next.edited, b.previous.edited)
	for _, f := range b.edited {
		ok := false
		if diag.Catch(f.Name, func() { ok = b.editText(&next, f) }); !ok {
			return nil
		}
	}
	return next.withIndex()
}

// editText puts the text of a page into a snapshot, if that changes nothing else.
func (b *build) editText(next *Snapshot, f source.File) bool {
	w, old := next.whole, next.file(f.Name)
	read, err := b.readPageFile(f)
	if err != nil || read.info == nil || w.isLinkedTo(read.info) {
		return false
	}
	if reflect.DeepEqual(read.page, old.page) {
		read.page, read.sections = old.page, old.sections
		next.edited[f.Name] = read
		return true
	}
	body, err := w.body(read.page)
	if err != nil {
		return false
	}
	p, ok := next.Handbook.WithText(read.page, body)
	i := slices.IndexFunc(next.Outputs, func(o *Output) bool { return o.Source == f.Name })
	if !ok || i < 0 || next.reportsText(f, p.Meta.At.EndLine) {
		return false
	}
	if !p.Modified.IsZero() && p.Values[kind.FieldLastMod].Text == "" {
		return false // now the file has changes that aren't committed
	}
	read.sections = &body.Sections
	next.edited[f.Name], next.newTexts = read, true
	next.Outputs[i] = guarded(w.pageOutput(w.maker, w.places[i].Showing(p)))
	if p.HasTwin() {
		twin := guarded(w.twin(w.maker, next.Handbook, p))
		next.Outputs[slices.IndexFunc(next.Outputs, func(o *Output) bool { return o.Path == twin.Path })] = twin
	}
	return true
}

// updateDates returns the previous snapshot if, after a pause, git says what it said
// then; else nil.
func (b *build) updateDates(askedHistory func() history) *Snapshot {
	if !b.same || b.change.Reason != Paused || !reflect.DeepEqual(askedHistory(), b.previous.whole.history) {
		return nil
	}
	next := *b.previous
	next.newTexts = false
	return &next
}

// reportsText reports whether a diagnostic is about a file's text below its front
// matter, or shows a line of the file that may be different now.
func (s *Snapshot) reportsText(f source.File, frontMatter int) bool {
	isReported := func(at diag.Position) bool { return at.Path == f.Name && at.Line > frontMatter }
	lines := s.whole.lines()
	about := func(d diag.Diagnostic) bool {
		if d.Path == f.Name && d.Line > 0 {
			if line, _ := lines(d.Path, d.Line); line != d.Excerpt {
				return true
			}
		}
		return isReported(d.Position) || slices.ContainsFunc(d.Related, func(r diag.Related) bool { return isReported(r.Position) })
	}
	return slices.ContainsFunc(s.Diags, about) || slices.ContainsFunc(s.Judged, func(j check.Judged) bool {
		return slices.ContainsFunc(j.Findings, func(found check.Found) bool { return about(found.Diagnostic) })
	})
}

// isLinkedTo reports whether a file has another address by a link.
func (b *build) isLinkedTo(info fs.FileInfo) bool {
	for _, f := range b.files {
		if !f.IsLink() {
			continue
		}
		if at, err := f.Stat(); err == nil && os.SameFile(at, info) {
			return true
		}
	}
	return false
}
