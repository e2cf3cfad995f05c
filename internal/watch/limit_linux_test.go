package watch

import (
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// The limits are the machine's, so a test cannot lower them; it plays what the
// system then says.
func TestTooFewWatchesAreNamedAndPollingTakesOver(t *testing.T) {
	for err, name := range map[error]string{
		syscall.ENOSPC: "fs.inotify.max_user_watches",
		syscall.EMFILE: "fs.inotify.max_user_instances",
	} {
		dir := t.TempDir()
		var said []string
		events, failed := fsnotify.NewWatcher()
		if failed != nil {
			t.Skip(failed)
		}
		w := &Watcher{opt: Options{Every: time.Second, Notice: func(s string) { said = append(said, s) }}, events: events}
		w.folders = []Folder{{Path: dir, Deep: true}}
		w.look()
		w.resign(fmt.Errorf("watch %s: %w", dir, err))
		if len(said) != 1 || !strings.Contains(said[0], name) || !strings.Contains(said[0], "every 1s") {
			t.Errorf("said %q", said)
		}
		write(t, filepath.Join(dir, "a.md"), "one")
		if w.events != nil || !w.look() {
			t.Error("polling has not taken over")
		}
	}
}

// On a busy machine, the second half of a rename comes some milliseconds after the
// first; a file that is written has none.
func TestTheOtherHalfOfARenameIsWaitedFor(t *testing.T) {
	for op, want := range map[fsnotify.Op]time.Duration{
		fsnotify.Write: shortQuiet, fsnotify.Create: shortQuiet, fsnotify.Rename: longQuiet, fsnotify.Remove: longQuiet,
	} {
		w := &Watcher{folders: []Folder{{Path: "/content", Deep: true}}}
		e := fsnotify.Event{Name: "/content/a.md", Op: op}
		if !w.hear(e) || w.patience(e) != want {
			t.Errorf("after %v it waits for %v, want %v", op, w.patience(e), want)
		}
	}
}
