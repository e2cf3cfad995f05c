package site

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/source"
	"waymark/internal/view"
)

// What a later build, or an edit, takes over from a site. It changes no result:
// without it everything is read and made again, and is the same.
type past struct {
	build   *build
	maker   *view.Maker
	places  []view.Place             // of the outputs that templates make
	shownBy func() map[string]int    // by the name of a file, the number of the output that shows it
	dated   map[string]source.Digest // by name, the pages that git had a day for
}

// kept is what was read of a file, and what the file looked like then. It is
// immutable but for sections, which are noted once they are asked for.
type kept struct {
	path     string // below the content folder
	page     *page.Page
	sections *[]page.Section
	asset    handbook.Asset

	file fs.FileInfo // nil: nobody will ask
	read time.Time
}

// settled is how much older than the moment it was read a file must be to be
// trusted not to have changed without its time changing: some disks count in
// steps of two seconds.
const settled = 2 * time.Second

// onlyPagesChanged reports whether it is known what may have changed since the
// last site, and that is nothing but the texts of pages that it had, or lies
// outside of the content: then there is no need to look at all other files. The
// settings may be others before that is told.
func (b *build) onlyPagesChanged() bool {
	if b.Last == nil || b.Changed == nil || b.Last.past.build.settings.Digest != b.settings.Digest {
		return false
	}
	for _, name := range b.Changed {
		f, known := b.Last.past.build.named[name]
		switch {
		case known && source.IsMarkdown(f.Path) && f.IsThere():
		case known || b.isContent(name) && !b.cameAndWent(name):
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
	for folder, s := range b.Last.past.build.scanned {
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

// before returns what the build before read of a file, if the file is as it was
// then, or else an empty note of what the file looks like now.
func (b *build) before(f source.File) (k *kept, unchanged bool) {
	k = &kept{path: f.Path}
	if !b.Again {
		return k, false
	}
	if b.same && !f.IsLink() && !slices.Contains(b.Changed, f.Name) {
		if old := b.Last.past.build.kept[f.Name]; old != nil && old.path == f.Path {
			return old, true
		}
	}
	k.read = time.Now()
	info, err := f.Stat()
	if err != nil {
		return k, false
	}
	k.file = info
	if b.Last == nil || b.isTold(f) {
		return k, false
	}
	old := b.Last.past.build.kept[f.Name]
	if old == nil || old.path != f.Path || old.file == nil || !source.SameState(old.file, info) || old.read.Sub(info.ModTime()) < settled {
		return k, false
	}
	return old, true
}

// isTold reports whether the system named a file, or a folder around it, as
// changed. Then it is read whatever its size and time say. What a link leads to has
// another name.
func (b *build) isTold(f source.File) bool {
	return slices.ContainsFunc(b.Changed, func(name string) bool {
		return f.IsLink() || name == f.Name || strings.HasPrefix(f.Name, name+"/")
	})
}

// Edited returns the site as Build would make it after an edit of one file, when
// that changes the text of its page and nothing else that is published or
// reported. If more may have changed, ok is false, and Build has to tell. name is
// what diagnostics call the file.
func (s *Snapshot) Edited(name string) (edited *Snapshot, ok bool) {
	if diag.Catch(name, func() { edited, ok = s.edited(name) }) != nil {
		return nil, false
	}
	return edited, ok
}

func (s *Snapshot) edited(name string) (edited *Snapshot, ok bool) {
	b := s.past.build
	f, known := b.named[name]
	i, shown := s.past.shownBy()[name]
	if !known || !shown || s.saysOfText(name) {
		return nil, false
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || b.isLinkedTo(info) {
		return nil, false
	}
	data, err := f.ReadText()
	if err != nil {
		return nil, false
	}
	read := b.readPage(f, data)
	body, err := b.body(read)
	if err != nil || read.Digest == s.past.dated[name] {
		return nil, false
	}
	p, ok := s.Handbook.WithText(read, body)
	if !ok || !p.Modified.IsZero() && p.Values[kind.FieldLastMod].Text == "" { // it has changes that are not committed now
		return nil, false
	}
	next := *s
	next.Outputs = slices.Clone(s.Outputs)
	next.Outputs[i] = guarded(b.pageOutput(s.past.maker, s.past.places[i].Showing(p)))
	if p.HasTwin() {
		twin := guarded(b.twin(s.past.maker, s.Handbook, p))
		next.Outputs[slices.IndexFunc(s.Outputs, func(o Output) bool { return o.Path == twin.Path })] = twin
	}
	next.past.places = slices.Clone(s.past.places)
	next.past.places[i] = s.past.places[i].Showing(p)
	return &next, true
}

// isLinkedTo reports whether a file has another address by a link.
func (b *build) isLinkedTo(file fs.FileInfo) bool {
	for _, f := range b.files {
		if !f.IsLink() {
			continue
		}
		if at, err := f.Stat(); err == nil && os.SameFile(at, file) {
			return true
		}
	}
	return false
}

// Knows reports whether the site was made of a file, among others.
func (s *Snapshot) Knows(name string) bool {
	_, known := s.past.build.named[name]
	return known
}

// saysOfText reports whether there is a diagnostic about a file's text, below its
// front matter.
func (s *Snapshot) saysOfText(name string) bool {
	for _, d := range s.Diags {
		if d.Path != name {
			continue
		}
		i := s.past.shownBy()[name]
		if content := s.past.places[i].Content(); d.Line > content.Meta.At.EndLine {
			return true
		}
	}
	return false
}

// shownBy returns, by the name of a file, the number of the output that shows it,
// once it is asked for.
func shownBy(outputs []Output) func() map[string]int {
	return sync.OnceValue(func() map[string]int {
		all := make(map[string]int, len(outputs))
		for i, out := range outputs {
			if out.Source != "" {
				all[out.Source] = i
			}
		}
		return all
	})
}

// datedPages returns the digests of the pages that git has a day for now, or had
// one for before: with those their files have no changes that are not committed.
func (b *build) datedPages(all []*page.Page, dates map[string]time.Time) map[string]source.Digest {
	dated := make(map[string]source.Digest, len(dates))
	if b.Last != nil {
		for name, digest := range b.Last.past.dated {
			dated[name] = digest
		}
	}
	for _, p := range all {
		if !dates[p.Path].IsZero() {
			dated[b.name(p.Path)] = p.Digest
		}
	}
	return dated
}
