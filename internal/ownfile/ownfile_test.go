//go:build unix

package ownfile

import (
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

// obstacles are what can be in the place of one of our files.
var obstacles = map[string]func(at, victim string) error{
	"a link to a file":    func(at, victim string) error { return os.Symlink(filepath.Join(victim, "file"), at) },
	"a link to a folder":  func(at, victim string) error { return os.Symlink(victim, at) },
	"a link to nothing":   func(at, victim string) error { return os.Symlink(filepath.Join(victim, "new"), at) },
	"a named pipe":        func(at, _ string) error { return syscall.Mkfifo(at, 0o666) },
	"not the right thing": func(at, _ string) error { return os.Mkdir(at, 0o755) },
}

func TestNothingIsOpenedThroughAnObstacle(t *testing.T) {
	for _, name := range All {
		for what, plant := range obstacles {
			isFolder := slices.Contains(folders, name)
			base, victim := t.TempDir(), t.TempDir()
			at := At(base, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.WriteFile(filepath.Join(victim, "file"), []byte("theirs"), 0o644)); err != nil {
				t.Fatal(err)
			}
			if isFolder && what == "not the right thing" {
				plant = func(at, _ string) error { return os.WriteFile(at, nil, 0o644) }
			}
			if err := plant(at, victim); err != nil {
				t.Fatal(err)
			}
			for call, do := range map[string]func() error{
				"Check":      func() error { return Check(base, name) },
				"Open":       func() error { return opened(Open(base, name, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o644)) },
				"Read":       func() error { _, err := Read(base, name); return err },
				"NewLock":    func() error { _, err := NewLock(base, name); return err },
				"MakeFolder": func() error { return MakeFolder(base, name) },
				"RemoveAll":  func() error { return RemoveAll(base, name) },
				"Replace": func() error {
					return Replace(base, name, CacheNewIndex, func(w io.Writer) error { return nil })
				},
			} {
				if _, ok := errors.AsType[*Obstacle](do()); !ok {
					t.Errorf("%s of %s follows %s: %v", call, name, what, do())
				}
			}
			entries, _ := os.ReadDir(victim)
			if data, _ := os.ReadFile(filepath.Join(victim, "file")); string(data) != "theirs" || len(entries) != 1 {
				t.Errorf("%s at %s: the file beyond it was changed", what, name)
			}
		}
	}
}

func opened(f *os.File, err error) error {
	if err == nil {
		f.Close()
	}
	return err
}

// A link above a name is met like one at the name itself.
func TestNoFolderAboveAFileIsALink(t *testing.T) {
	for _, name := range All {
		if name == Folder {
			continue
		}
		base, victim := t.TempDir(), t.TempDir()
		above := At(base, Name(path.Dir(string(name))))
		if err := errors.Join(os.MkdirAll(filepath.Dir(above), 0o755), os.Symlink(victim, above)); err != nil {
			t.Fatal(err)
		}
		if _, ok := errors.AsType[*Obstacle](opened(Open(base, name, os.O_RDWR|os.O_CREATE, 0o644))); !ok {
			t.Errorf("%s was made beyond a link", name)
		}
		if entries, _ := os.ReadDir(victim); len(entries) > 0 {
			t.Errorf("%s: %s was made beyond a link", name, entries[0].Name())
		}
	}
}

// The user's own folder may be a link.
func TestTheBaseMayBeALink(t *testing.T) {
	base := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(t.TempDir(), base); err != nil {
		t.Fatal(err)
	}
	if err := MakeFolder(base, CacheFolder); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		err := Replace(base, CacheIndex, CacheNewIndex, func(w io.Writer) error { _, err := w.Write([]byte("index")); return err })
		if data, _ := Read(base, CacheIndex); err != nil || string(data) != "index" {
			t.Errorf("read %q, %v", data, err)
		}
	}
	if err := RemoveAll(base, CacheFolder); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(base); len(entries) > 0 {
		t.Errorf("%s stays", entries[0].Name())
	}
}

func TestOnlyDeclaredNamesAreOpened(t *testing.T) {
	for _, name := range []Name{".waymark/secret", "index.html", "../x", ".waymark/cache/x/y"} {
		if err := opened(Open(t.TempDir(), name, os.O_RDWR|os.O_CREATE, 0o644)); err == nil {
			t.Errorf("%s was opened", name)
		}
	}
}
