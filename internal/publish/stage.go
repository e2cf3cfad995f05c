package publish

import (
	"context"
	"io/fs"
	"os"
	"path"
	"sync"
	"sync/atomic"

	"waymark/internal/parallel"
)

// A build is one Sync of a locked folder.
type build struct {
	*folder
	tree
	opt Options
	old record

	formers []*former
	aliases aliases
	found   []finding    // by output
	doomed  atomic.Bool  // nothing will be published, so nothing need be staged
	staging func() error // makes the folder for it, once
}

// A former is an output of an earlier build that is none of this one.
type former struct {
	entry
	info  fs.FileInfo // nil if it is not there any more
	ours  bool        // it still has the bytes that were written
	taken bool        // its removal is planned
}

// A finding is what is known of an output before the first file is changed.
type finding struct {
	entry    entry
	info     fs.FileInfo // what lies at its path; nil for nothing
	alias    *former     // the same, if the disk takes its name for that of a former output
	rendered bool
	write    bool
	foreign  bool // what lies there is not ours to replace
	err      error
}

// prepare stages the outputs and plans the change. When it returns, nothing
// that is published has been touched.
func (b *build) prepare(ctx context.Context) (plan, error) {
	b.staging = sync.OnceValue(func() error { return b.disk.Mkdir(b.at(stageFolder)) })
	if err := b.findFormers(); err != nil {
		return plan{}, err
	}
	if err := b.stage(ctx); err != nil {
		return plan{}, err
	}
	var failed RenderErrors
	for i, f := range b.found {
		if f.err != nil {
			failed = append(failed, RenderError{b.outputs[i].Path, f.err})
		}
	}
	if failed != nil {
		return plan{}, failed
	}
	return b.plan()
}

// findFormers looks at what an earlier build wrote and this one does not.
func (b *build) findFormers() error {
	for _, e := range b.old.entries {
		if _, ok := b.index[e.path]; ok {
			continue
		}
		former := &former{entry: e}
		b.formers = append(b.formers, former)
		if err := b.look(former); err != nil {
			return err
		}
	}
	return nil
}

// look finds out whether a former output is still there, and still ours.
func (b *build) look(f *former) error {
	info, err := b.disk.Lstat(b.at(f.path))
	if missing(err) {
		return nil
	}
	if err != nil {
		return b.fail(f.path, err)
	}
	inside, err := b.isFolder(path.Dir(f.path))
	if err != nil || !inside {
		return err
	}
	f.info = info
	f.ours, err = b.holds(info, f.entry)
	return err
}

// isFolder tells whether a path is a folder of the output folder, with no link
// on the way: beyond one lie files that we never wrote.
func (b *build) isFolder(dir string) (bool, error) {
	for ; dir != "."; dir = path.Dir(dir) {
		info, err := b.disk.Lstat(b.at(dir))
		if err != nil && !missing(err) {
			return false, b.fail(dir, err)
		}
		if err != nil || !info.IsDir() {
			return false, nil
		}
	}
	return true, nil
}

// holds tells whether the file at an entry's path has the entry's bytes.
func (b *build) holds(info fs.FileInfo, e entry) (bool, error) {
	if !info.Mode().IsRegular() || info.Size() != e.size {
		return false, nil
	}
	data, err := b.disk.ReadFile(b.at(e.path))
	if err != nil {
		return false, b.fail(e.path, err)
	}
	return digestOf(data) == e.digest, nil
}

// stage looks at every output, and makes and stages those that the disk does
// not have.
func (b *build) stage(ctx context.Context) error {
	b.found = make([]finding, len(b.outputs))
	b.aliases = newAliases(b.formers)
	done := 0
	var told sync.Mutex
	return parallel.Each(ctx, len(b.outputs), func(i int) error {
		if err := b.examine(i); err != nil {
			return err
		}
		if b.opt.Progress != nil {
			told.Lock()
			defer told.Unlock()
			done++
			b.opt.Progress(done, len(b.outputs))
		}
		return nil
	})
}

// examine does one output. Its error is the machine's; those of the output
// itself, and foreign files, are findings, so that all are reported.
func (b *build) examine(i int) error {
	out, f := b.outputs[i], &b.found[i]
	info, err := b.disk.Lstat(b.at(out.Path))
	if err != nil && !missing(err) {
		return b.fail(out.Path, err)
	}
	was, owned := b.old.lookup(out.Path)
	there := owned && err == nil && info.Mode().IsRegular() && info.Size() == was.size
	if there && out.Key == was.key && !b.opt.Rewrite {
		f.entry = was
		return nil
	}

	data, bad := out.Bytes()
	f.rendered = true
	if bad != nil {
		f.err = bad
		b.doomed.Store(true)
		return nil
	}
	f.entry = entry{out.Path, out.Key, digestOf(data), int64(len(data))}
	if there && f.entry.digest == was.digest && !b.opt.Rewrite {
		return nil
	}

	f.write = true
	if err == nil {
		f.info = info
		if err := b.judge(f, owned); err != nil {
			return err
		}
	}
	if !f.write || b.doomed.Load() {
		return nil
	}
	if err := b.staging(); err != nil {
		return b.fail(out.Path, err)
	}
	if err := b.disk.WriteFile(b.staged(i), data, false); err != nil {
		return b.fail(out.Path, err)
	}
	return nil
}

// judge says what to do about a file that lies where an output shall be. A
// folder is judged later, by what is in it.
func (b *build) judge(f *finding, owned bool) error {
	regular := f.info.Mode().IsRegular()
	if owned && regular || f.info.IsDir() {
		return nil
	}
	if f.alias = b.aliases.of(f.info); f.alias != nil {
		return nil
	}
	same, err := b.holds(f.info, f.entry)
	if same && err == nil {
		same, err = b.isFolder(path.Dir(f.entry.path))
	}
	if err != nil {
		return err
	}
	switch {
	case same:
		f.write = b.opt.Rewrite // it may as well be ours
	case !b.opt.Force:
		f.foreign = true
		b.doomed.Store(true)
	}
	return nil
}

// aliases finds the former output that a file is, by whatever rule a disk
// takes two names for one.
type aliases map[stamp][]*former

// A stamp is the same for two names of one file, and seldom for two files.
type stamp struct{ size, time int64 }

func stampOf(info fs.FileInfo) stamp { return stamp{info.Size(), info.ModTime().UnixNano()} }

func newAliases(formers []*former) aliases {
	as := make(aliases)
	for _, f := range formers {
		if f.ours {
			as[stampOf(f.info)] = append(as[stampOf(f.info)], f)
		}
	}
	return as
}

func (as aliases) of(info fs.FileInfo) *former {
	for _, f := range as[stampOf(info)] {
		if os.SameFile(f.info, info) {
			return f
		}
	}
	return nil
}
