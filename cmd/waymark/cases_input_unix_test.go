//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A pipe that nobody writes to would be read for ever.
func TestFifoIsNamedAndNeverOpened(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"content/pipe.md", "content/pipe.txt", "content/pipe.svg", "content/handbook.yaml"} {
		dir := smallHandbook(t, nil)
		build(t, "-s", dir)
		good := published(t, filepath.Join(dir, "public"))
		os.Remove(filepath.Join(dir, name))
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o666); err != nil {
			t.Fatal(err)
		}
		got := inTime(t, 60*time.Second, waymark(t, "build", "-s", dir))
		if !strings.Contains(got.stderr, name) || got.status == statusFine {
			t.Errorf("%s: status %d, %s", name, got.status, got.stderr)
		}
		if want := dir + "/" + name + ": error: a named pipe cannot be published [P008]\n"; name != "content/handbook.yaml" && !strings.HasPrefix(got.stderr, want) {
			t.Errorf("%s: it says %q", name, got.stderr)
		}
		wantSite(t, filepath.Join(dir, "public"), good, "with the pipe "+name)
	}
}

// What is too large is refused by its size, and takes no memory.
func TestLargeFilesAreRefusedUnread(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"content/large.md":             "/content/large.md: error: the page cannot be read: it has 5368.7 MB, over the limit of 32.0 MB [P008]\n",
		"content/handbook.yaml":        "/content/handbook.yaml: error: the settings cannot be read: it has 5368.7 MB, over the limit of 1.0 MB [C001]\n",
		"content/large.svg":            "/content/large.svg: warning: the file has 5368.7 MB, too much to see whether a browser would run it, so it is not published [P015]\n",
		"themes/own/layouts/page.html": "/themes/own/layouts/page.html: error: cannot read this file: it has 5368.7 MB, over the limit of 32.0 MB [P008]\n",
		"themes/own/words/en.yaml":     "/themes/own/words/en.yaml: error: cannot read this file: it has 5368.7 MB, over the limit of 32.0 MB [P008]\n",
	} {
		dir := smallHandbook(t, map[string]string{"handbook.yaml": "title: A handbook\n"})
		file := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(file), 0o777)
		if strings.HasPrefix(name, "themes") {
			write(t, filepath.Join(dir, "content/handbook.yaml"), "theme: own\n")
		}
		if f, err := os.Create(file); err != nil || f.Truncate(5<<30) != nil {
			t.Skip("the disk knows no holes")
		}
		got := inTime(t, 60*time.Second, waymark(t, "build", "-s", dir))
		if !strings.Contains(got.stderr, want) || got.status == statusMachine {
			t.Errorf("%s: status %d, %s", name, got.status, got.stderr)
		}
	}
}

func TestLinksThatLeaveTheProjectAreReported(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(t.TempDir(), "secret.md")
	write(t, secret, "# The secret\n")
	dir := smallHandbook(t, map[string]string{"real.md": "# Real\n", "sub/other.md": "# Other\n"})
	build(t, "-s", dir)
	good := published(t, filepath.Join(dir, "public"))
	for name, c := range map[string]struct{ to, says string }{
		"out.md":        {secret, "the link leads out of the content folder"},
		"up.txt":        {"../../../../../../../../../../../../etc/passwd", "the link leads out of the content folder"},
		"sub/up.md":     {"../../public/index.html", "the link leads out of the content folder"},
		"folder":        {filepath.Dir(secret), "the link leads out of the content folder"},
		"loop":          {".", "the link leads to a folder; only links to files are followed"},
		"sub/loop":      {"..", "the link leads to a folder; only links to files are followed"},
		"circle.md":     {"circle.md", "the link leads round in a circle"},
		"dangling.md":   {"nothing.md", "the link leads to a file that does not exist"},
		"sub/hidden.md": {"../.hidden.md", "the link leads to a hidden file"},
	} {
		write(t, filepath.Join(dir, "content/.hidden.md"), "# The secret\n")
		link := filepath.Join(dir, "content", name)
		if err := os.Symlink(c.to, link); err != nil {
			t.Fatal(err)
		}
		got := inTime(t, 60*time.Second, waymark(t, "build", "-s", dir))
		want := fmt.Sprintf("%s/content/%s: error: %s [P008]\n", dir, name, c.says)
		if got.status != statusAuthor || !strings.HasPrefix(got.stderr, want) {
			t.Errorf("status %d, it says %q, want %q", got.status, got.stderr, want)
		}
		wantSite(t, filepath.Join(dir, "public"), good, "with the link "+name)
		os.Remove(link)
	}

	// A link that stays inside is a page like any other.
	if err := os.Symlink("real.md", filepath.Join(dir, "content/same.md")); err != nil {
		t.Fatal(err)
	}
	build(t, "-s", dir)
	if got := textOf(firstOf(t, htmlFile(t, filepath.Join(dir, "public/same/index.html")), "h1")); got != "Real" {
		t.Errorf("the linked page says %q", got)
	}
	for name, text := range published(t, filepath.Join(dir, "public")) {
		if strings.Contains(text, "The secret") {
			t.Errorf("%s has the secret", name)
		}
	}
}

// Files that are made to exhaust a computer take next to none of its memory.
func TestHostileFrontMatterTakesLittleMemory(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the most memory of a process is counted in KB on Linux only")
	}
	t.Parallel()
	dir := smallHandbook(t, map[string]string{
		"bomb.md": bomb(12, "a0: &a0 [x, x]", "a%[1]d: &a%[1]d [%[2]s]"),
		"deep.md": "---\nx: " + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + "\n---\n",
	})
	cmd := waymark(t, "build", "-s", dir)
	got := inTime(t, 60*time.Second, cmd)
	most := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
	if got.status != statusAuthor || most > 300 {
		t.Errorf("status %d, %d MB", got.status, most)
	}
}

// A build asks nobody on the network for anything: it does the same where there
// is no network at all.
func TestNoNetwork(t *testing.T) {
	t.Parallel()
	if out, err := exec.Command("unshare", "-n", "true").CombinedOutput(); err != nil {
		t.Skipf("a network of its own is not permitted here: %v: %s", err, out)
	}
	var links strings.Builder
	for i := range 200 {
		fmt.Fprintf(&links, "[a](https://host%d.example/x) <http://host%d.example> ![b](https://pics%d.example/y.png)\n\n", i, i, i)
	}
	dir := smallHandbook(t, map[string]string{"a.md": "# A\n\n" + links.String()})
	with, without := filepath.Join(t.TempDir(), "with"), filepath.Join(t.TempDir(), "without")
	build(t, "-s", dir, "-o", with)
	cmd := waymark(t, "build", "-s", dir, "-o", without, "--clean")
	alone := exec.Command("unshare", append([]string{"-n", cmd.Path}, cmd.Args[1:]...)...)
	alone.Env = cmd.Env
	if got := inTime(t, 60*time.Second, alone); got.status != statusFine {
		t.Fatalf("status %d: %.2000s", got.status, got.stderr)
	}
	wantSite(t, without, published(t, with), "without a network")
}
