// Package watch tells when something in a set of folders may have changed.
//
// A change carries no meaning but "look again": which file it was, and whether
// it was written, renamed or removed, is found out by whoever looks. The paths
// of a Change are a hint for those who want to look at less than everything.
//
// Events come from the system, for folders and not for files, because editors
// save by renaming. A folder that appears is watched with everything in it, and
// is part of the change, so a file made in it before it was watched is seen.
//
// Events that follow one another closely are one change. A save, which touches
// few files, is told a few milliseconds after its last event; when many files
// are touched (another branch is checked out) it is told when there has been no
// event for longer, so that all of it is one change.
//
// Events make it quick; looking makes it sure. Every so often the watcher looks
// at the size, time and mode of every file itself. So it finds what the system
// has not told: events are lost when too many come at once, and on some disks
// there are none at all. When the system gives no watches, or is found not to
// tell, the watcher says so once and goes on by looking alone.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A Folder is one to watch. One that does not exist is watched once it does, if
// the folder around it is watched too.
type Folder struct {
	Path string   // as the system knows it
	Deep bool     // with all folders in it, but hidden ones and node_modules
	Only []string // names in it that matter, when it is not deep; empty: all
}

// A Change says where something may have changed.
type Change struct {
	Paths []string // files and folders, each once; as the system knows them
	All   bool     // it may have been anywhere
}

// Options say how to watch.
type Options struct {
	Poll   bool          // look, and never ask the system to tell
	Every  time.Duration // how often to look when polling; 0: twice a second
	Notice func(string)  // told what the author should know; called from one goroutine
}

// These are the times to wait for more events before a change is told.
const (
	fewPaths   = 3                       // that one save may touch
	shortQuiet = 3 * time.Millisecond    // after an event, when few paths were touched
	longQuiet  = 40 * time.Millisecond   // when many were, or a name has gone
	shortHold  = 100 * time.Millisecond  // after the first event, when few paths were touched
	longHold   = 1500 * time.Millisecond // when many were
)

const (
	pollEvery = 500 * time.Millisecond // between two looks when nobody tells
	lookEvery = 10 * time.Second       // between two looks beside events
	lookShare = 50                     // a look takes at most one part in so many of the time
	mostPaths = 1000                   // beyond which a change is everywhere
)

// A Watcher watches folders until its context ends.
type Watcher struct {
	opt     Options
	folders []Folder
	set     chan []Folder
	was     chan struct{} // answers set
	done    <-chan struct{}
	changes chan Change

	events  *fsnotify.Watcher // nil: polling
	heard   bool              // since the last look, the system told something
	seen    stamps            // what the last look saw
	pending Change
	first   time.Time // of the events that are pending
	made    []string  // paths that came into being, to watch if they are folders
}

// Start begins to watch the folders. From when it returns no change is missed.
func Start(ctx context.Context, folders []Folder, opt Options) *Watcher {
	w := &Watcher{opt: opt, set: make(chan []Folder), was: make(chan struct{}), done: ctx.Done(), changes: make(chan Change)}
	if opt.Every == 0 {
		w.opt.Every = pollEvery
	}
	if !opt.Poll {
		w.listen()
	}
	w.watch(folders)
	if w.events == nil {
		w.seen = w.stamps()
	}
	go w.run(ctx)
	return w
}

// Changes returns the channel on which changes are told. While nobody receives,
// they are put together.
func (w *Watcher) Changes() <-chan Change { return w.changes }

// Watch puts other folders in the place of those that are watched. If there are
// new ones, a change follows, because something may have happened in them before.
func (w *Watcher) Watch(folders []Folder) {
	select {
	case w.set <- folders:
		<-w.was
	case <-w.done:
	}
}

func (w *Watcher) run(ctx context.Context) {
	if w.events != nil {
		defer func() { w.stopListening() }()
	}
	quiet := time.NewTimer(time.Hour)
	look := time.NewTimer(0)
	var ready chan<- Change
	for {
		var told <-chan fsnotify.Event
		var failed <-chan error
		if w.events != nil {
			told, failed = w.events.Events, w.events.Errors
		}
		select {
		case <-ctx.Done():
			return
		case folders := <-w.set:
			if w.isNew(folders) {
				w.pending.All = true
				ready = nil
				quiet.Reset(0)
			}
			if !slices.EqualFunc(folders, w.folders, Folder.equal) {
				w.watch(folders)
			}
			w.was <- struct{}{}
		case e := <-told:
			if w.hear(e) {
				ready = nil
				quiet.Reset(w.patience(e))
			}
		case err := <-failed:
			if errors.Is(err, fsnotify.ErrEventOverflow) { // events were lost: anything may have happened
				w.pending.All = true
				w.addAll()
				ready = nil
				quiet.Reset(longQuiet)
			}
		case <-quiet.C:
			if w.pending.empty() {
				continue
			}
			w.follow()
			w.restamp()
			ready = w.changes
		case ready <- w.pending:
			w.pending, w.first, ready = Change{}, time.Time{}, nil
		case <-look.C:
			start := time.Now()
			if w.look() {
				ready = nil
				quiet.Reset(0)
			}
			look.Reset(max(w.pause(), lookShare*time.Since(start)))
		}
	}
}

func (c *Change) empty() bool { return !c.All && len(c.Paths) == 0 }

// add adds a path, or gives up telling them apart.
func (c *Change) add(path string) {
	switch {
	case c.All:
	case len(c.Paths) >= mostPaths:
		c.Paths, c.All = nil, true
	case !slices.Contains(c.Paths, path):
		c.Paths = append(c.Paths, path)
	}
}

// patience is how long to wait for another event after this one. A name that has
// gone may be half of a rename; told alone, it would be a page that is no more.
func (w *Watcher) patience(e fsnotify.Event) time.Duration {
	quiet, hold := shortQuiet, shortHold
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		quiet = longQuiet
	}
	if w.pending.All || len(w.pending.Paths) > fewPaths {
		quiet, hold = longQuiet, longHold
	}
	return max(0, min(quiet, hold-time.Since(w.first)))
}

func (w *Watcher) pause() time.Duration {
	if w.events == nil {
		return w.opt.Every
	}
	return lookEvery
}

// hear notes an event, and reports whether it matters.
func (w *Watcher) hear(e fsnotify.Event) bool {
	w.heard = true
	if e.Op == fsnotify.Chmod || !w.matters(e.Name) { // indexers and backups touch everything
		return false
	}
	if w.pending.empty() {
		w.first = time.Now()
	}
	w.pending.add(e.Name)
	if e.Has(fsnotify.Create) {
		w.made = append(w.made, e.Name)
	}
	return true
}

// matters reports whether a path is one that somebody wants to hear of.
func (w *Watcher) matters(name string) bool {
	for _, f := range w.folders {
		if f.Path == name {
			return true
		}
		rest, below := strings.CutPrefix(name, f.Path+string(filepath.Separator))
		switch {
		case !below:
		case f.Deep && !isHidden(rest):
			return true
		case !f.Deep && !strings.ContainsRune(rest, filepath.Separator) && (len(f.Only) == 0 || slices.Contains(f.Only, rest)):
			return true
		}
	}
	return false
}

// isHidden reports whether a path below a watched folder has a hidden part.
func isHidden(path string) bool {
	for part := range strings.SplitSeq(path, string(filepath.Separator)) {
		if isHiddenName(part) {
			return true
		}
	}
	return false
}

// isHiddenName reports whether nothing depends on what is called so: neither what is
// hidden nor installed packages are published. But .well-known is, and what a
// .gitignore says decides on others.
func isHiddenName(name string) bool {
	switch name {
	case ".well-known", ".gitignore":
		return false
	case "node_modules":
		return true
	}
	return strings.HasPrefix(name, ".")
}

// follow watches the folders that have come into being. It waits until the
// events are over, because the system takes the watch from a folder that was
// renamed, and tells of that after it has told of the new name.
func (w *Watcher) follow() {
	made := w.made
	w.made = nil
	for _, name := range made {
		if info, err := os.Stat(name); err != nil || !info.IsDir() {
			continue
		}
		for _, f := range w.folders {
			switch {
			case f.Path == name, strings.HasPrefix(f.Path, name+string(filepath.Separator)):
				w.add(f)
			case f.Deep && strings.HasPrefix(name, f.Path+string(filepath.Separator)):
				w.add(Folder{Path: name, Deep: true})
			}
		}
	}
}

// watch begins to watch folders, and stops to watch others.
func (w *Watcher) watch(folders []Folder) {
	before := w.folders
	w.folders = slices.Clone(folders)
	w.addAll()
	if w.events == nil || len(before) == 0 {
		return
	}
	for _, name := range w.events.WatchList() {
		if !w.wanted(name) {
			w.events.Remove(name)
		}
	}
}

// wanted reports whether a folder is one of those to watch.
func (w *Watcher) wanted(dir string) bool {
	return slices.ContainsFunc(w.folders, func(f Folder) bool {
		return f.Path == dir || f.Deep && strings.HasPrefix(dir, f.Path+string(filepath.Separator))
	})
}

func (w *Watcher) isNew(folders []Folder) bool {
	return slices.ContainsFunc(folders, func(f Folder) bool { return !slices.ContainsFunc(w.folders, f.equal) })
}

func (f Folder) equal(g Folder) bool {
	return f.Path == g.Path && f.Deep == g.Deep && slices.Equal(f.Only, g.Only)
}

func (w *Watcher) addAll() {
	for _, f := range w.folders {
		w.add(f)
	}
}

// add asks the system to tell of a folder. A folder is asked for before it is
// read, so that one which is made in it meanwhile is found in either way.
func (w *Watcher) add(f Folder) {
	if w.events == nil {
		return
	}
	err := w.events.Add(f.Path)
	if f.Deep && err == nil {
		err = filepath.WalkDir(f.Path, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || !d.IsDir() || name == f.Path:
				return nil
			case isHiddenName(d.Name()):
				return fs.SkipDir
			}
			return w.events.Add(name)
		})
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.ENOTDIR) {
		w.resign(err)
	}
}

// listen asks the system for events.
func (w *Watcher) listen() {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		w.notice("cannot watch folders: %s; looking for changes every %v instead", limit(err), w.opt.Every)
		return
	}
	w.events = events
}

// resign goes on by looking alone.
func (w *Watcher) resign(err error) {
	w.stopListening()
	w.notice("cannot watch all folders: %s; looking for changes every %v instead", limit(err), w.opt.Every)
	w.pending.All = true
}

func (w *Watcher) stopListening() {
	if w.events != nil {
		w.events.Close()
		w.events = nil
	}
}

// limit says what the system has too little of, and how to give it more.
func limit(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "there are too few inotify watches (raise fs.inotify.max_user_watches with sysctl)"
	case errors.Is(err, syscall.EMFILE):
		return "there are too few inotify instances or open files (raise fs.inotify.max_user_instances with sysctl, or ulimit -n)"
	case errors.Is(err, syscall.ENFILE):
		return "the system has too many open files"
	}
	return err.Error()
}

func (w *Watcher) notice(format string, args ...any) {
	if w.opt.Notice != nil {
		w.opt.Notice(fmt.Sprintf(format, args...))
	}
}

// Real returns where a folder lies, links followed, as far as it exists: the form
// in which changes are told.
func Real(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	if followed, err := filepath.EvalSymlinks(abs); err == nil {
		return followed
	}
	return abs
}
