package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"waymark/internal/ownfile"
	"waymark/internal/parallel"
)

// A build is one Sync of a locked folder.
type build struct {
	*folder
	tree
	opt    Options
	old    record
	stamps *stamps

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

	stamp stamp // of the file on the disk, or of the staged one
	still bool  // nobody can have edited the file without changing its stamp
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
	if ownfile.IsMissing(err) {
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
		if err != nil && !ownfile.IsMissing(err) {
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
	there, err := digestFile(b.disk, b.at(e.path))
	if err != nil {
		return false, b.fail(e.path, err)
	}
	return there == e.digest, nil
}

// mostAtOnce is how many outputs are looked at and written at once, however many
// processors there are: each holds open a file and up to two of the folders above it,
// and a process may have no more than 64 of them.
const mostAtOnce = 12

// stage looks at every output, and makes and stages those that the disk does
// not have.
func (b *build) stage(ctx context.Context) error {
	b.found = make([]finding, len(b.outputs))
	b.aliases = newAliases(b.formers)
	done := 0
	var told sync.Mutex
	turns := make(chan struct{}, mostAtOnce)
	examine := func(i int) error {
		turns <- struct{}{}
		defer func() { <-turns }()
		return b.examine(i)
	}
	return parallel.Each(ctx, len(b.outputs), func(i int) error {
		if err := examine(i); err != nil {
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
	if err != nil && !ownfile.IsMissing(err) {
		return b.fail(out.Path, err)
	}
	was, owned := b.old.lookup(out.Path)
	intact := false
	if owned && err == nil && !b.opt.Rewrite {
		if intact, f.still, err = b.isIntact(info, was); err != nil {
			return err
		}
		f.stamp = stampOf(info)
	}
	if intact && out.Key == was.key {
		f.entry = was
		return nil
	}

	staged, err := b.make(i)
	if err != nil || f.err != nil {
		return err
	}
	f.write = !intact || f.entry.digest != was.digest
	if f.write && info != nil {
		f.info = info
		if err := b.judge(f, owned); err != nil {
			return err
		}
	}
	if !f.write || b.doomed.Load() {
		return b.unstage(i, staged)
	}
	if !staged.done {
		if err := b.stageFile(i, bytes.NewReader(staged.data)); err != nil {
			return err
		}
	}
	info, err = b.disk.Lstat(b.staged(i))
	if err != nil {
		return b.fail(out.Path, err)
	}
	f.stamp = stampOf(info)
	return nil
}

// isIntact reports whether an output is on the disk as it was published, and
// whether its stamp says so. Without a stamp its bytes do.
func (b *build) isIntact(info fs.FileInfo, was entry) (intact, stamped bool, err error) {
	if b.stamps.has(was.path, info) {
		return true, true, nil
	}
	if !hasPublishedMode(info) {
		return false, false, nil
	}
	intact, err = b.holds(info, was)
	if intact && err == nil {
		intact, err = b.isFolder(path.Dir(was.path))
	}
	return intact, intact && b.stamps.settled(stampOf(info), time.Time{}), err
}

// hasPublishedMode reports whether nobody took the world's right to read. Windows
// has no such modes.
func hasPublishedMode(info fs.FileInfo) bool {
	return info.Mode().Perm() == publishedMode || runtime.GOOS == "windows"
}

// A making is an output that was made: its bytes, unless they are staged already.
type making struct {
	data []byte
	done bool
}

// make makes an output and enters what it is. What is copied goes straight to
// the staging.
func (b *build) make(i int) (making, error) {
	out, f := b.outputs[i], &b.found[i]
	f.rendered = true
	if out.Open == nil {
		data, err := out.Bytes()
		if err != nil {
			b.fault(f, err)
			return making{}, nil
		}
		f.entry = entry{out.Path, out.Key, digestOf(data), int64(len(data))}
		return making{data: data}, nil
	}
	from, err := out.Open()
	if err != nil {
		b.fault(f, err)
		return making{}, nil
	}
	defer from.Close()
	source := &hashing{from: from, hash: sha256.New()}
	err = b.stageFile(i, source)
	if source.err != nil { // nothing is published, and then the staging goes
		b.fault(f, source.err)
		return making{}, nil
	}
	f.entry = entry{out.Path, out.Key, digest(source.hash.Sum(nil)[:16]), source.size}
	return making{done: true}, err
}

// fault notes that an output could not be made.
func (b *build) fault(f *finding, err error) {
	f.err = err
	b.doomed.Store(true)
}

// A hashing reader sums up what is read, and keeps apart the errors of reading.
type hashing struct {
	from io.Reader
	hash hash.Hash
	size int64
	err  error
}

func (h *hashing) Read(p []byte) (int, error) {
	n, err := h.from.Read(p)
	h.hash.Write(p[:n])
	h.size += int64(n)
	if err != nil && err != io.EOF {
		h.err = err
	}
	return n, err
}

func (b *build) stageFile(i int, from io.Reader) error {
	if err := b.staging(); err != nil {
		return b.fail(b.outputs[i].Path, err)
	}
	if err := b.disk.WriteFile(b.staged(i), from, false); err != nil {
		return b.fail(b.outputs[i].Path, err)
	}
	return nil
}

// unstage drops what was staged and turned out not to be needed.
func (b *build) unstage(i int, m making) error {
	if !m.done {
		return nil
	}
	if err := b.disk.Remove(b.staged(i)); err != nil {
		return b.fail(b.outputs[i].Path, err)
	}
	return nil
}

// saveStamps keeps the stamps of all outputs that have one. Those that this build
// wrote were staged before the given time.
func (b *build) saveStamps(begun time.Time) {
	now := make(map[string]stamp, len(b.found))
	for _, f := range b.found {
		isSettled := f.still
		if f.write { // what was known is known of the file that was there before
			isSettled = b.stamps.settled(f.stamp, begun)
		}
		if isSettled {
			now[f.entry.path] = f.stamp
		}
	}
	b.stamps.save(now)
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
// takes two names for one. Two names of one file have the same stamp, and two
// files seldom do.
type aliases map[stamp][]*former

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
