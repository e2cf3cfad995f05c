package watch

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// patience is how long a test waits for what must happen.
const patience = 20 * time.Second

// told waits until a change concerns the path, and returns how many there were.
func told(t *testing.T, w *Watcher, path string) int {
	t.Helper()
	limit := time.After(patience)
	for n := 1; ; n++ {
		select {
		case c := <-w.Changes():
			if c.All {
				return n
			}
			for _, p := range c.Paths {
				if p == path || strings.HasPrefix(path, p+string(filepath.Separator)) {
					return n
				}
			}
		case <-limit:
			t.Fatalf("nothing was told of %s", path)
		}
	}
}

// silent fails if a change is told within a moment.
func silent(t *testing.T, w *Watcher) {
	t.Helper()
	select {
	case c := <-w.Changes():
		t.Fatalf("told of %+v", c)
	case <-time.After(2 * longQuiet):
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// both runs a test with the system's events, and by looking alone.
func both(t *testing.T, test func(t *testing.T, dir string, w *Watcher)) {
	for _, poll := range []bool{false, true} {
		t.Run(map[bool]string{false: "told", true: "looking"}[poll], func(t *testing.T) {
			t.Parallel()
			project := t.TempDir()
			dir := filepath.Join(project, "content")
			write(t, filepath.Join(dir, "a.md"), "one")
			write(t, filepath.Join(dir, "old/deep/b.md"), "one")
			ctx, cancel := context.WithCancel(t.Context())
			t.Cleanup(cancel)
			w := Start(ctx, []Folder{{Path: dir, Deep: true}, {Path: project, Only: []string{"content"}}},
				Options{Poll: poll, Every: 20 * time.Millisecond})
			test(t, dir, w)
		})
	}
}

func TestSavesAreTold(t *testing.T) {
	both(t, func(t *testing.T, dir string, w *Watcher) {
		a := filepath.Join(dir, "a.md")
		write(t, a, "another")
		told(t, w, a)
		write(t, filepath.Join(dir, "a.tmp"), "a third") // an atomic save, and no longer than the one before
		rename(t, filepath.Join(dir, "a.tmp"), a)
		told(t, w, a)
		for i := range 2 { // vim
			write(t, filepath.Join(dir, "4913"), "")
			os.Remove(filepath.Join(dir, "4913"))
			rename(t, a, a+"~")
			write(t, a, fmt.Sprint("number ", i))
			os.Remove(a + "~")
			told(t, w, a)
		}
		rename(t, a, filepath.Join(dir, "c.md"))
		told(t, w, filepath.Join(dir, "c.md"))
		if err := os.Remove(filepath.Join(dir, "c.md")); err != nil {
			t.Fatal(err)
		}
		told(t, w, filepath.Join(dir, "c.md"))
	})
}

func TestNewFoldersAreWatched(t *testing.T) {
	both(t, func(t *testing.T, dir string, w *Watcher) {
		deep := filepath.Join(dir, "x/y/z")
		for _, name := range []string{"1.md", "2.md", "3.md"} {
			write(t, filepath.Join(deep, name), "new")
		}
		told(t, w, filepath.Join(deep, "1.md"))
		settle(w)
		write(t, filepath.Join(deep, "3.md"), "again")
		told(t, w, filepath.Join(deep, "3.md"))

		rename(t, filepath.Join(dir, "old"), filepath.Join(dir, "new"))
		told(t, w, filepath.Join(dir, "new"))
		for i := range 3 { // in the folder that was renamed, and in one within it
			settle(w)
			write(t, filepath.Join(dir, "new/c.md"), strings.Repeat("c", i))
			anything(t, w)
			settle(w)
			write(t, filepath.Join(dir, "new/deep/b.md"), strings.Repeat("b", i))
			anything(t, w)
		}

		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		told(t, w, filepath.Join(dir, "a.md"))
		write(t, filepath.Join(dir, "a.md"), "back")
		told(t, w, filepath.Join(dir, "a.md"))
		settle(w)
		write(t, filepath.Join(dir, "a.md"), "and changed")
		told(t, w, filepath.Join(dir, "a.md"))
	})
}

// settle waits until nothing has been told for a while, so that what is told next is
// of what happens next.
func settle(w *Watcher) {
	for {
		select {
		case <-w.Changes():
		case <-time.After(longQuiet):
			return
		}
	}
}

func anything(t *testing.T, w *Watcher) {
	t.Helper()
	select {
	case <-w.Changes():
	case <-time.After(patience):
		t.Fatal("nothing was told")
	}
}

func TestABurstIsOneChange(t *testing.T) {
	dir := t.TempDir()
	w := Start(t.Context(), []Folder{{Path: dir, Deep: true}}, Options{})
	for i := range 300 {
		write(t, filepath.Join(dir, fmt.Sprint(i%20), fmt.Sprint(i)), "new")
	}
	last := filepath.Join(dir, "late")
	write(t, last, "new")
	if n := told(t, w, last); n > 3 { // one, but a machine may stand still
		t.Errorf("%d changes", n)
	}
}

func TestOtherPeoplesFilesAreNotTold(t *testing.T) {
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	write(t, filepath.Join(content, "a.md"), "one")
	write(t, filepath.Join(content, ".git/index"), "one")
	w := Start(t.Context(), []Folder{{Path: content, Deep: true}, {Path: dir, Only: []string{"content"}}}, Options{})
	write(t, filepath.Join(content, ".a.md.swp"), "one")
	write(t, filepath.Join(content, ".git/index"), "two")
	write(t, filepath.Join(dir, "notes.txt"), "one")
	for i := range 2000 {
		if err := os.Chmod(filepath.Join(content, "a.md"), 0o600|os.FileMode(i%2)<<5); err != nil {
			t.Fatal(err)
		}
	}
	silent(t, w)
	write(t, filepath.Join(content, "a.md"), "two")
	told(t, w, filepath.Join(content, "a.md"))
}

// A folder that is wanted may not be there yet, nor the one around it.
func TestAFolderThatComesWithTheOneAroundItIsWatched(t *testing.T) {
	dir := t.TempDir()
	theme := filepath.Join(dir, "themes/mine")
	w := Start(t.Context(), []Folder{{Path: theme, Deep: true}, {Path: filepath.Join(dir, "themes"), Only: []string{"mine"}}, {Path: dir, Only: []string{"themes"}}}, Options{})
	write(t, filepath.Join(theme, "layouts/parts/footer.html"), "one")
	told(t, w, filepath.Join(theme, "layouts/parts/footer.html"))
	settle(w)
	write(t, filepath.Join(theme, "layouts/parts/footer.html"), "two")
	start := time.Now()
	told(t, w, filepath.Join(theme, "layouts/parts/footer.html"))
	if took := time.Since(start); took > lookEvery/2 { // it was not told, but found
		t.Errorf("told after %v", took)
	}
}

func TestFoldersCanBeAddedLater(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	w := Start(t.Context(), []Folder{{Path: one, Deep: true}}, Options{})
	w.Watch([]Folder{{Path: two, Deep: true}})
	anything(t, w) // something may have happened in it before
	write(t, filepath.Join(two, "a.md"), "one")
	told(t, w, filepath.Join(two, "a.md"))
	write(t, filepath.Join(one, "a.md"), "one")
	silent(t, w)
}

// What the system does not tell is found by looking, and from then on the
// watcher only looks.
func TestADiskThatTellsNothing(t *testing.T) {
	dir := t.TempDir()
	a := filepath.Join(dir, "a.md")
	write(t, a, "one")
	var said []string
	w := &Watcher{opt: Options{Every: time.Second, Notice: func(s string) { said = append(said, s) }}}
	w.listen()
	if w.events == nil {
		t.Skip("no events on this machine")
	}
	w.watch([]Folder{{Path: dir, Deep: true}})
	w.look()
	write(t, a, "another")
	if !w.look() || len(w.pending.Paths) != 1 || w.pending.Paths[0] != a {
		t.Errorf("found %+v", w.pending)
	}
	if w.events != nil || len(said) != 1 || !strings.Contains(said[0], "every 1s") {
		t.Errorf("said %q", said)
	}
}

func TestLostEventsAreFoundByLooking(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.md"), filepath.Join(dir, "b.md")
	write(t, a, "one")
	write(t, b, "one")
	w := &Watcher{}
	w.listen()
	if w.events == nil {
		t.Skip("no events on this machine")
	}
	defer w.stopListening()
	w.watch([]Folder{{Path: dir, Deep: true}})
	w.look()
	write(t, a, "another")
	w.heard = true
	w.pending.add(a)
	w.restamp()
	w.pending = Change{}
	if w.look() {
		t.Errorf("told again: %+v", w.pending)
	}
	w.heard = true
	if err := os.Chtimes(b, time.Unix(1, 0), time.Unix(1, 0)); err != nil { // a clock was set back
		t.Fatal(err)
	}
	if !w.look() || w.events == nil {
		t.Error("missed")
	}
}

// Two saves of one size within a tick of the disk's clock look the same.
func TestFileThatHasJustBeenWrittenIsLookedAtAgain(t *testing.T) {
	saved := time.Unix(1_000_000, 0)
	info, err := fs.Stat(fstest.MapFS{"a.md": {Data: []byte("one"), ModTime: saved}}, "a.md")
	if err != nil {
		t.Fatal(err)
	}
	see := func(after time.Duration) stamp { return stampOf(info, saved.Add(after-tick).UnixNano()) }
	for _, c := range []struct {
		name          string
		first, second time.Duration
		told          bool
	}{
		{"seen at once, and later", 4 * time.Millisecond, 500 * time.Millisecond, true},
		{"seen late twice", 100 * time.Millisecond, 600 * time.Millisecond, false},
		{"a clock that is ahead", -time.Hour, -time.Hour + time.Second, false},
	} {
		if told := see(c.first) != see(c.second); told != c.told {
			t.Errorf("%s: told is %v", c.name, told)
		}
	}
}
