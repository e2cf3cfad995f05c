package scaffold

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestWriteMakesFoldersAndFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	copied := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("copied")), nil }
	if err := Write(dir, []File{{Path: "content/x/y.md", Data: []byte("text")}, {Path: "content/z.png", Copy: copied}}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"content/x/y.md": "text", "content/z.png": "copied"} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); string(got) != want {
			t.Errorf("%s holds %q, %v", name, got, err)
		}
	}
}

func TestWriteNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "b"), []byte("theirs"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "c")); err != nil {
		t.Skip(err)
	}
	err := Write(dir, []File{{Path: "a"}, {Path: "b"}, {Path: "c"}})
	exists, ok := errors.AsType[*ExistsError](err)
	if !ok || !slices.Equal(exists.Paths, []string{"b", "c"}) {
		t.Fatalf("%v", err)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "b")); string(data) != "theirs" {
		t.Error("a file was overwritten")
	}
	if _, err := os.Stat(filepath.Join(dir, "a")); err == nil {
		t.Error("a file was written beside one in the way")
	}
}

func TestWriteTakesBackWhatItCouldNotFinish(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	fails := func() (io.ReadCloser, error) { return nil, fs.ErrPermission }
	if err := Write(dir, []File{{Path: "x/a", Data: []byte("a")}, {Path: "x/y/b", Copy: fails}}); !errors.Is(err, fs.ErrPermission) {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something is left")
	}
}

func TestWriteFollowsNoLinkOutOfTheFolder(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "content")); err != nil {
		t.Skip(err)
	}
	if err := Write(dir, []File{{Path: "content/a.md"}}); err == nil {
		t.Error("a link led out of the folder")
	}
	if entries, _ := os.ReadDir(outside); len(entries) > 0 {
		t.Error("a file was written outside")
	}
}
