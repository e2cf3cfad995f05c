//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"waymark/internal/generate"
)

// The disk says no in the middle of a rebuild: here because a file may not grow
// so large, in cases_publish_linux_test.go because the disk is full.
func TestFileTooLarge(t *testing.T) {
	t.Parallel()
	old, new := twoHandbooks(t, 30)
	write(t, filepath.Join(new, "content/large.bin"), strings.Repeat("large ", 1<<18))
	oldSite, newSite := cleanBuild(t, old), cleanBuild(t, new)
	out := filepath.Join(t.TempDir(), "public")
	build(t, "-s", old, "-o", out)
	for _, blocks := range []int{0, 8, 1024} { // of 512 bytes, in some shells 1024
		got := finish(t, limited(fmt.Sprint("ulimit -f ", blocks), waymark(t, "build", "-s", new, "-o", out)))
		if got.status != 3 || !strings.Contains(got.stderr, "file too large") || !strings.Contains(got.stderr, out) || strings.Count(got.stderr, "\n") != 1 {
			t.Errorf("%d blocks: status %d\n%s", blocks, got.status, got.stderr)
		}
		wantSite(t, out, oldSite, fmt.Sprintf("with %d blocks", blocks))
	}
	build(t, "-s", new, "-o", out)
	wantSite(t, out, newSite, "without a limit")
}

// asAnybody lets a command run as a user without rights, if this one has all.
func asAnybody(cmd *exec.Cmd) {
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534, NoSetGroups: true}}
	}
}

// open lets everybody through the private folders in which tests live.
func open(t testing.TB, name string) {
	t.Helper()
	for dir := filepath.Dir(name); dir != filepath.Clean(os.TempDir()) && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm()&0o555 != 0o555 {
			if err := os.Chmod(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	old, new := twoHandbooks(t, 20)
	out := filepath.Join(t.TempDir(), "public")
	build(t, "-s", old, "-o", out)
	site := published(t, out)
	chmodFolders := func(mode fs.FileMode) {
		filepath.WalkDir(out, func(p string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				err = os.Chmod(p, mode)
			}
			return err
		})
	}
	chmodFolders(0o555)
	defer chmodFolders(0o755)
	for _, name := range []string{waymark(t).Path, new, out} {
		open(t, name)
	}
	for _, target := range []string{out, filepath.Join(out, "new")} {
		cmd := waymark(t, "build", "-s", new, "-o", target)
		asAnybody(cmd)
		got := finish(t, cmd)
		if got.status != 3 || !strings.Contains(got.stderr, "publish "+out) || !strings.Contains(got.stderr, "permission denied") ||
			strings.Count(got.stderr, "\n") != 1 || got.stdout != "" {
			t.Errorf("%s: status %d\n%s%s", target, got.status, got.stdout, got.stderr)
		}
		wantSite(t, out, site, "read-only")
	}
}

// A signal before the change of files publishes nothing. One that comes later
// finds the build at its end: it is finished, and says so.
func TestSignalsEndTheBuild(t *testing.T) {
	t.Parallel()
	old, new := twoHandbooks(t, 40)
	sources, sites := [2]string{old, new}, [2]siteFiles{cleanBuild(t, old), cleanBuild(t, new)}
	out := filepath.Join(t.TempDir(), "public")
	build(t, "-s", old, "-o", out)
	at, interrupted := 0, 0
	for i, when := range []string{".waymark/stage", ".waymark/journal", "", ".waymark/stage"} {
		signal := []os.Signal{syscall.SIGTERM, os.Interrupt}[i%2]
		var stderr strings.Builder
		cmd := waymark(t, "build", "-s", sources[1-at], "-o", out)
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if when == "" {
			time.Sleep(60 * time.Millisecond)
		} else {
			for !exists(filepath.Join(out, when)) && time.Since(start) < 2*time.Second {
				time.Sleep(20 * time.Microsecond)
			}
		}
		cmd.Process.Signal(signal)
		start = time.Now()
		cmd.Wait()
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%v ended the build after %v", signal, took)
		}
		switch status := cmd.ProcessState.ExitCode(); {
		case status == 0:
			at = 1 - at
		case status == 3 && strings.Contains(stderr.String(), "interrupted"):
			interrupted++
		case status == -1 && when == "": // it had not even begun to listen
		default:
			t.Errorf("%v: status %d\n%s", signal, status, &stderr)
		}
		wantSite(t, out, sites[at], fmt.Sprintf("after signal %d", i))
	}
	if interrupted == 0 {
		t.Error("no signal came before the change of files")
	}
	build(t, "-s", sources[1-at], "-o", out)
	wantSite(t, out, sites[1-at], "after all signals")
}

func TestFewDescriptors(t *testing.T) {
	t.Parallel()
	pages, files := 80, 80 // more than descriptors
	if long() {
		pages, files = 1000, 300
	}
	project := filepath.Join(t.TempDir(), "project")
	if err := generate.Write(project, generate.Options{Pages: pages, Seed: 2, Words: 40}); err != nil {
		t.Fatal(err)
	}
	for i := range files {
		write(t, filepath.Join(project, "content/files", strconv.Itoa(i)+".txt"), strconv.Itoa(i))
	}
	site := cleanBuild(t, project)
	if err := os.RemoveAll(filepath.Join(project, ".waymark")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "public")
	cmd := waymark(t, "build", "-s", project, "-o", out)
	cmd.Env = append(cmd.Env, "GOMAXPROCS=32") // as many goroutines as a large machine has
	succeed(t, limited("ulimit -n 64", cmd))
	wantSite(t, out, site, "with 64 descriptors")
}
