//go:build unix

package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"waymark/internal/ownfile"
)

// A victim is a folder that a link leads to. Nothing in it may change.
func victim(t *testing.T) (dir string, check func(what string)) {
	t.Helper()
	dir = t.TempDir()
	write(t, filepath.Join(dir, "file"), "theirs")
	return dir, func(what string) {
		t.Helper()
		if names := filesOf(t, dir); strings.Join(names, " ") != "file" {
			t.Errorf("%s: the folder beyond the link holds %q", what, names)
		}
		if data, _ := os.ReadFile(filepath.Join(dir, "file")); string(data) != "theirs" {
			t.Errorf("%s: the file beyond the link was changed", what)
		}
	}
}

// plant puts something in the place of a file. It replaces what is there.
func plant(t *testing.T, at string, make func(at string) error) {
	t.Helper()
	if err := os.RemoveAll(at); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := make(at); err != nil {
		t.Fatal(err)
	}
}

// Every name that Waymark writes for itself, in the project and in the output
// folder, is a link or a pipe. No command follows it, waits for it or ends in
// silence. (Package ownfile tries every kind of obstacle at every name.)
func TestNoCommandFollowsALinkAtOurNames(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and checks dozens of handbooks")
	}
	t.Parallel()
	dir, unharmed := victim(t)
	for i, name := range ownfile.All {
		for _, below := range []string{".", "public"} {
			project := smallHandbook(t, map[string]string{"index.md": "# Home\n"})
			for j, args := range [][]string{{"build", "--force"}, {"check"}, {"clean"}} {
				obstacle := []func(at string) error{
					func(at string) error { return os.Symlink(dir, at) },
					func(at string) error { return os.Symlink(filepath.Join(dir, "file"), at) },
					func(at string) error { return os.Symlink(filepath.Join(dir, "new"), at) },
					func(at string) error { return syscall.Mkfifo(at, 0o666) },
				}[(i+j)%4]
				plant(t, ownfile.At(filepath.Join(project, below), name), obstacle)
				var stderr strings.Builder
				status := run(t.Context(), append(args, "-s", project), io.Discard, &stderr)
				about := fmt.Sprintf("%s/%s: %s: status %d\n%s", below, name, args[0], status, stderr.String())
				unharmed(about)
				stops := below == "public" && args[0] == "build" && !isCache(name) || name == ownfile.Folder && below == "public"
				if stops && args[0] == "build" && (status == 0 || !strings.Contains(stderr.String(), "public")) {
					t.Error(about)
				}
				if below == "." && args[0] == "check" && isCache(name) && !strings.Contains(stderr.String(), "[B013]") {
					t.Error(about)
				}
			}
		}
	}
}

func isCache(name ownfile.Name) bool {
	return name == ownfile.Folder || strings.HasPrefix(string(name), string(ownfile.CacheFolder))
}

// All that init, schema and new make is found by making it once. Then each folder
// of it is a link, one after the other.
func TestNothingIsWrittenThroughALink(t *testing.T) {
	t.Parallel()
	for what, commands := range map[string][][]string{
		"init":   {{"init", "--bare"}},
		"new":    {{"new", "vision", "A harbour"}, {"new", "decision", "Ropes"}},
		"schema": {{"schema", "--all", ".vscode/schemas"}},
	} {
		prepare := func() string {
			dir := t.TempDir()
			if what == "new" {
				write(t, filepath.Join(dir, "content/index.md"), "# Home\n")
				write(t, filepath.Join(dir, "content/visions/index.md"), "# Visions\n")
			}
			return dir
		}
		run := func(dir string) (last end) {
			for _, args := range commands {
				cmd := waymark(t, args...)
				cmd.Dir = dir
				if last = finish(t, cmd); last.status != 0 {
					return last
				}
			}
			return last
		}
		model := prepare()
		if got := run(model); got.status != 0 {
			t.Fatalf("%s: %s", what, got.stderr)
		}
		for _, folder := range foldersOf(t, model) {
			dir := prepare()
			outside, unharmed := victim(t)
			if err := os.MkdirAll(filepath.Join(dir, path.Dir(folder)), 0o755); err != nil {
				t.Fatal(err)
			}
			at := filepath.Join(dir, folder)
			if old, err := os.ReadDir(at); err == nil { // what was there is beyond the link
				for _, e := range old {
					if err := os.Rename(filepath.Join(at, e.Name()), filepath.Join(outside, e.Name())); err != nil {
						t.Fatal(err)
					}
				}
			}
			before := filesOf(t, outside)
			plant(t, at, func(at string) error { return os.Symlink(outside, at) })
			got := run(dir)
			if after := filesOf(t, outside); strings.Join(after, " ") != strings.Join(before, " ") {
				t.Errorf("%s wrote through %s: %q", what, folder, after)
			}
			if len(before) == 1 {
				unharmed(what + " through " + folder)
			}
			isOurs := strings.HasPrefix(folder, string(ownfile.Folder))
			isSaid := strings.Contains(got.stderr, "symbolic link") || strings.Contains(got.stderr, "holds files already")
			if !isOurs && (got.status != statusUsage || !isSaid) {
				t.Errorf("%s through %s: status %d\n%s", what, folder, got.status, got.stderr)
			}
		}
	}
}

// foldersOf returns the folders below a folder, parents first.
func foldersOf(t *testing.T, dir string) (folders []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && p != dir {
			rel, _ := filepath.Rel(dir, p)
			folders = append(folders, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return folders
}

// What no context ends is left where it is.
func TestASignalEndsWhatDoesNotEnd(t *testing.T) {
	t.Parallel()
	project := smallHandbook(t, map[string]string{
		"handbook.yaml":                       "title: Harbour\ntheme: endless\n",
		"index.md":                            "# Home\n",
		"../themes/endless/layouts/page.html": `{{define "main"}}{{range $i := 2000000000}}{{if eq $i -1}}x{{end}}{{end}}{{end}}`,
	})
	for _, args := range [][]string{{"build"}, {"check"}} {
		for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
			os.RemoveAll(filepath.Join(project, ".waymark"))
			cmd := waymark(t, append(args, "-s", project)...)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			eventually(t, "the command has begun", func() bool { return exists(filepath.Join(project, ".waymark/cache/pack")) })
			start := time.Now()
			cmd.Process.Signal(signal)
			err := cmd.Wait()
			t.Logf("%v of %v: %v after %v", signal, args, err, time.Since(start))
			if cmd.ProcessState.ExitCode() != statusMachine {
				t.Errorf("%v of %s: %v", signal, args[0], err)
			}
		}
	}
	if exists(filepath.Join(project, "public")) {
		t.Error("something was published")
	}
}

// A file that is copied need not fit into memory.
func TestALargeFileIsCopiedInPieces(t *testing.T) {
	t.Parallel()
	project := smallHandbook(t, map[string]string{"index.md": "# Home\n\n[The film](film.mp4)\n"})
	const size = 300 << 20
	film := filepath.Join(project, "content/film.mp4")
	write(t, film, "")
	if err := os.Truncate(film, size); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		// A process that is started inherits the peak of the one that starts
		// it: below that of the tests nothing can be seen.
		own := peakOf(t, waymark(t, "version"))
		peak := peakOf(t, waymark(t, "build", "-s", project))
		t.Logf("%d MiB, of which the tests account for up to %d", peak>>20, own>>20)
		if peak >= size && own < size {
			t.Errorf("copying %d MiB took %d MiB of memory", size>>20, peak>>20)
		}
	}
	if info, err := os.Stat(filepath.Join(project, "public/film.mp4")); err != nil || info.Size() != size {
		t.Errorf("%v, %v", info, err)
	}
}

// peakOf runs a command and returns the most memory it held, in bytes.
func peakOf(t *testing.T, cmd *exec.Cmd) int64 {
	t.Helper()
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	peak := int64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS == "darwin" {
		return peak
	}
	return peak << 10 // elsewhere it is counted in KiB
}
