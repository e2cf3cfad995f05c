package watch

import (
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A stamp is what tells a file from what it was. Times are compared for being
// equal, not for their order: clocks are set back, and archives unpacked.
type stamp struct {
	size     int64
	modified int64 // nanoseconds
	mode     fs.FileMode
	fresh    bool // it had just been written: see freshSince
}

// stamps are those of all files and folders, by path.
type stamps map[string]stamp

// look compares the files with what they were when the last change was told, and
// reports whether there is another. The first look only sees.
func (w *Watcher) look() bool {
	now := w.stamps()
	before, heard := w.seen, w.heard
	w.seen, w.heard = now, false
	if before == nil {
		return false
	}
	changed := differences(before, now)
	if w.events != nil && !heard && slices.ContainsFunc(changed, w.isWatched) {
		w.stopListening()
		w.notice("this disk does not tell of changes; looking for them every %v instead", w.opt.Every)
	}
	for _, name := range changed {
		w.pending.add(name)
		w.made = append(w.made, name)
	}
	return len(changed) > 0
}

// isWatched reports whether the system was asked to tell of a path.
func (w *Watcher) isWatched(name string) bool {
	return slices.Contains(w.events.WatchList(), filepath.Dir(name))
}

// restamp notes what the files of the pending change are before it is told. What
// becomes of them afterwards is another change, and is found by looking if by
// nothing else.
func (w *Watcher) restamp() {
	since := w.freshSince()
	switch {
	case w.seen == nil:
	case w.pending.All:
		w.seen = w.stamps()
	default:
		for _, name := range w.pending.Paths {
			within := name + string(filepath.Separator)
			maps.DeleteFunc(w.seen, func(n string, _ stamp) bool { return n == name || strings.HasPrefix(n, within) })
			w.seen.enterAll(name, since)
		}
	}
}

// stamps looks at all files.
func (w *Watcher) stamps() stamps {
	all := make(stamps, len(w.seen))
	since := w.freshSince()
	for _, f := range w.folders {
		if f.Deep {
			all.enterAll(f.Path, since)
			continue
		}
		for _, name := range f.Only {
			all.enter(filepath.Join(f.Path, name), since)
		}
		if len(f.Only) == 0 {
			entries, _ := os.ReadDir(f.Path)
			for _, e := range entries {
				all.enter(filepath.Join(f.Path, e.Name()), since)
			}
		}
	}
	return all
}

// tick is longer than the clocks take from which disks have their times.
const tick = 50 * time.Millisecond

// freshSince returns the time in nanoseconds from which on a file has just been
// written: another save of the same size can have the same time. Such a file
// differs from what it is found to be later, so it is told once more. Where the
// system tells of changes there is no need to.
func (w *Watcher) freshSince() int64 {
	if w.events != nil {
		return math.MaxInt64
	}
	return time.Now().Add(-tick).UnixNano()
}

// enterAll adds a file, or a folder with all that is in it and not hidden.
func (s stamps) enterAll(root string, since int64) {
	filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case name != root && isHiddenName(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		s.enter(name, since)
		return nil
	})
}

// enter adds a file. Of a folder only that it is one counts: what happens in it
// happens to a file.
func (s stamps) enter(name string, since int64) {
	if info, err := os.Stat(name); err == nil {
		s[name] = stampOf(info, since)
	}
}

func stampOf(info fs.FileInfo, since int64) stamp {
	if info.IsDir() {
		return stamp{mode: info.Mode()}
	}
	modified := info.ModTime().UnixNano()
	return stamp{info.Size(), modified, info.Mode(), modified >= since}
}

// differences returns the paths whose stamps differ, in order.
func differences(before, now stamps) []string {
	changed := make(map[string]bool)
	for name, s := range now {
		if old, ok := before[name]; !ok || old != s {
			changed[name] = true
		}
	}
	for name := range before {
		if _, ok := now[name]; !ok {
			changed[name] = true
		}
	}
	return slices.Sorted(maps.Keys(changed))
}
