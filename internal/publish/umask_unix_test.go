//go:build unix

package publish

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A Pages artifact has to be readable by the world.
func TestModesDoNotDependOnTheUmask(t *testing.T) {
	mask := syscall.Umask(0o077)
	defer syscall.Umask(mask)
	dir := filepath.Join(tempDir(t), "new", "public")
	mustSync(t, osDisk{}, dir, small.outputs(), Options{})
	for path, want := range map[string]os.FileMode{"": 0o755, "..": 0o755, "a": 0o755, "a/index.html": 0o644, "index.html": 0o644, recordFile: 0o644, lockFile: 0o644} {
		info, err := os.Stat(filepath.Join(dir, path))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s: mode %v, want %v", path, info.Mode().Perm(), want)
		}
	}
}

func TestReadOnlyFolderOfTheSystem(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := tempDir(t)
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	_, ds, err := Sync(t.Context(), dir, small.outputs(), Options{})
	if want := "publish " + dir + ": permission denied"; err == nil || err.Error() != want || len(ds) > 0 {
		t.Errorf("got %v, %v, want %s", ds, err, want)
	}
}
