package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"waymark/internal/generate"
)

// mountSmall mounts a disk of so many bytes and files, for which one has to be
// root.
func mountSmall(t testing.TB, options string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("a full disk needs a small one, and this user may not mount any: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// The disk is full at one moment or another of the rebuild: a file takes what is
// left but for some pages of memory, as many as it takes to find about the least
// with which the rebuild succeeds. So the last failures are late ones.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	exact := 8
	if long() {
		exact = 1
	}
	old, new := twoHandbooks(t, 30)
	oldSite, newSite := cleanBuild(t, old), cleanBuild(t, new)
	disk := mountSmall(t, "size=8m")
	out := filepath.Join(disk, "public")
	filler := filepath.Join(disk, "filler")
	build(t, "-s", old, "-o", out)
	for few, enough := 64, 256; enough-few > exact; {
		free := (few + enough) / 2
		fillDisk(t, filler, int64(free*os.Getpagesize()))
		got := finish(t, waymark(t, "build", "-s", new, "-o", out))
		if got.status == 0 {
			wantSite(t, out, newSite, fmt.Sprintf("with %d pages free", free))
			os.Remove(filler)
			build(t, "-s", old, "-o", out)
			enough = free
			continue
		}
		few = free
		if got.status != 3 || !strings.Contains(got.stderr, "no space") || !strings.Contains(got.stderr, out) || strings.Count(got.stderr, "\n") != 1 {
			t.Errorf("%d pages free: status %d\n%s", free, got.status, got.stderr)
		}
		wantSite(t, out, oldSite, fmt.Sprintf("with %d pages free", free))
		if enough-few <= exact {
			t.Logf("%d pages are too few: %s", few, got.stderr)
		}
	}
	os.Remove(filler)
	build(t, "-s", new, "-o", out)
	wantSite(t, out, newSite, "with room again")
}

// fillDisk leaves so many bytes of a disk.
func fillDisk(t testing.TB, filler string, free int64) {
	t.Helper()
	os.Remove(filler)
	var disk syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(filler), &disk); err != nil {
		t.Fatal(err)
	}
	write(t, filler, strings.Repeat("x", int(int64(disk.Bavail)*disk.Bsize-free)))
}

func TestNoMoreFilesOnDisk(t *testing.T) {
	t.Parallel()
	old, new := twoHandbooks(t, 30)
	oldSite := cleanBuild(t, old)
	disk := mountSmall(t, fmt.Sprintf("size=16m,nr_inodes=%d", len(oldSite)+30))
	out := filepath.Join(disk, "public")
	build(t, "-s", old, "-o", out)
	got := finish(t, waymark(t, "build", "-s", new, "-o", out))
	if got.status != 3 || !strings.Contains(got.stderr, "no space") || !strings.Contains(got.stderr, out) {
		t.Errorf("status %d\n%s", got.status, got.stderr)
	}
	wantSite(t, out, oldSite, "without room for files")
}

func TestLittleMemory(t *testing.T) {
	if !long() {
		t.Skip("10,000 pages take a minute; WAYMARK_LONG=1 builds them")
	}
	project := filepath.Join(t.TempDir(), "project")
	if err := generate.Write(project, generate.Options{Pages: 10_000, Seed: 1, Kinds: true}); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"first", "second"} {
		cmd := waymark(t, "build", "-s", project)
		succeed(t, cmd)
		peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss // KiB
		t.Logf("%s build: %d MiB, %v CPU", what, peak>>10, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
		if peak>>10 > 512 {
			t.Errorf("the %s build took %d MiB of memory", what, peak>>10)
		}
	}
}
