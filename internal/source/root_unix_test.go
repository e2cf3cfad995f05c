//go:build unix

package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// opened returns the files of a new folder in two ways: as fast as the system
// can, and step by step.
func opened(t *testing.T) (dir string, ways map[string]fs.FS) {
	t.Helper()
	dir = t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return dir, map[string]fs.FS{"fast": FS(root), "step by step": &folder{root: root}}
}

func TestAPipeInAFilesPlaceKeepsNobodyWaiting(t *testing.T) {
	dir, ways := opened(t)
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("# A\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for way, fsys := range ways {
		tree, _ := mustScan(t, fsys, Options{Name: "content"})
		os.Remove(filepath.Join(dir, "a.md"))
		if err := syscall.Mkfifo(filepath.Join(dir, "a.md"), 0o666); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 2)
		go func() {
			_, err := tree.Pages[0].ReadText()
			done <- err
			_, err = tree.Pages[0].Read()
			done <- err
		}()
		for range 2 {
			select {
			case err := <-done:
				if !errors.Is(err, ErrNotPlain) || !strings.Contains(err.Error(), "content/a.md") {
					t.Errorf("%s: %v", way, err)
				}
			case <-time.After(10 * time.Second):
				t.Fatalf("%s: it waits for the pipe", way)
			}
		}
		os.Remove(filepath.Join(dir, "a.md"))
		if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("# A\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNothingLeadsOutOfAFolder(t *testing.T) {
	dir, ways := opened(t)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o666); err != nil {
		t.Fatal(err)
	}
	os.Mkdir(filepath.Join(dir, "in"), 0o777)
	os.WriteFile(filepath.Join(dir, "in", "a"), []byte("a"), 0o666)
	os.Symlink(secret, filepath.Join(dir, "out"))
	os.Symlink("../../../../../../../../../etc", filepath.Join(dir, "up"))
	os.Symlink("in/a", filepath.Join(dir, "link"))
	for way, fsys := range ways {
		for _, name := range []string{"out", "up/passwd", "up", "../secret", "/etc/passwd"} {
			if _, err := fs.ReadFile(fsys, name); err == nil {
				t.Errorf("%s: %s can be read", way, name)
			}
			if _, err := fs.Stat(fsys, name); err == nil {
				t.Errorf("%s: %s can be looked at", way, name)
			}
		}
		if data, err := fs.ReadFile(fsys, "link"); err != nil || string(data) != "a" {
			t.Errorf("%s: %q, %v", way, data, err)
		}
		info, err := fs.Lstat(fsys, "link")
		target, _ := fs.ReadLink(fsys, "link")
		if err != nil || info.Mode().Type() != fs.ModeSymlink || info.Name() != "link" || target != "in/a" {
			t.Errorf("%s: %v, %v, %q", way, info, err, target)
		}
		if info, err := fs.Stat(fsys, "link"); err != nil || !info.Mode().IsRegular() || info.Size() != 1 {
			t.Errorf("%s: %v, %v", way, info, err)
		}
		if _, err := fs.Stat(fsys, "nothing"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", way, err)
		}
		if entries, err := fs.ReadDir(fsys, "."); err != nil || len(entries) != 4 || entries[0].Name() != "in" {
			t.Errorf("%s: %v, %v", way, entries, err)
		}
	}
}

func TestALargeFileIsRefusedByItsSize(t *testing.T) {
	dir, ways := opened(t)
	file, err := os.Create(filepath.Join(dir, "large.md"))
	if err == nil {
		err = file.Truncate(5 << 30)
	}
	if err != nil {
		t.Skip(err) // the disk knows no holes
	}
	file.Close()
	os.WriteFile(filepath.Join(dir, "whole"), []byte("12345"), 0o666)
	for way, fsys := range ways {
		tree, _ := mustScan(t, fsys, Options{})
		_, err := tree.Pages[0].ReadText()
		large := (*TooLarge)(nil)
		if !errors.As(err, &large) || large.Size != 5<<30 || large.Limit != MaxPage || !strings.Contains(err.Error(), "it has 5368.7 MB, over the limit of 32.0 MB") {
			t.Errorf("%s: %v", way, err)
		}
		if data, err := ReadFile(fsys, "whole", 5); err != nil || string(data) != "12345" {
			t.Errorf("%s: %q, %v", way, data, err)
		}
		if _, err := ReadFile(fsys, "whole", 4); !errors.As(err, &large) {
			t.Errorf("%s: %v", way, err)
		}
	}
}
