package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/internal/generate"
)

// Publishing that needs the real program: processes that are killed,
// run side by side, or are watched while they publish. What one process can show
// is in testdata/script, what one package can in internal/publish.

// waymark returns the program, ready to be run with these arguments. The git
// settings of whoever runs the tests do not reach it. Tests that need it are skipped
// by -short: the packages test the same laws with less.
func waymark(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	if testing.Short() {
		t.Skip("it runs the program as a process")
	}
	cmd := exec.Command("waymark", args...)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	return cmd
}

// limited runs a command below a limit of the shell's, such as "ulimit -n 64".
func limited(limit string, cmd *exec.Cmd) *exec.Cmd {
	shell := exec.Command("/bin/sh", append([]string{"-c", limit + ` && exec "$0" "$@"`, cmd.Path}, cmd.Args[1:]...)...)
	shell.Env, shell.Dir = cmd.Env, cmd.Dir
	return shell
}

// An end is how a command ended.
type end struct {
	status         int // -1: by a signal
	stdout, stderr string
}

// finish runs a command to its end.
func finish(t testing.TB, cmd *exec.Cmd) end {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return end{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// build runs the program and expects it to succeed. It returns its counts.
func build(t testing.TB, args ...string) counts {
	t.Helper()
	return succeed(t, waymark(t, append([]string{"build"}, args...)...))
}

func succeed(t testing.TB, cmd *exec.Cmd) counts {
	t.Helper()
	got := finish(t, cmd)
	if got.status != 0 {
		t.Fatalf("%v: status %d\n%s%s", cmd, got.status, got.stdout, got.stderr)
	}
	return countsOf(t, got.stdout)
}

// counts are what a build says it did.
type counts struct{ rendered, written, removed, kept int }

func countsOf(t testing.TB, stdout string) (c counts) {
	t.Helper()
	m := regexp.MustCompile(`(\d+) rendered, (\d+) written, (\d+) removed, (\d+) kept`).FindString(stdout)
	if _, err := fmt.Sscanf(m, "%d rendered, %d written, %d removed, %d kept", &c.rendered, &c.written, &c.removed, &c.kept); err != nil {
		t.Fatalf("no counts in %q", stdout)
	}
	return c
}

// siteFiles are what an output folder holds, by path: the texts of files, and
// folderMark for folders, which may be left over too. The lock of a build that is
// over is no part of it.
type siteFiles map[string]string

const folderMark = "\x00folder"

func published(t testing.TB, dir string) siteFiles {
	t.Helper()
	site := make(siteFiles)
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && p == ".":
			return fs.SkipAll
		case err != nil:
			return err
		case d.IsDir():
			site[p] = folderMark
			return nil
		case p == ".waymark/lock":
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, p))
		site[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// cleanBuild returns what a first build of a project publishes.
func cleanBuild(t testing.TB, project string) siteFiles {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	build(t, "-s", project, "-o", out)
	return published(t, out)
}

// twoHandbooks writes the handbooks of two days: on the second, pages were moved,
// renamed, added and removed, and every page shows another title of the site.
// Both are built into the same folder, one after the other, as a rebuild.
func twoHandbooks(t testing.TB, pages int) (old, new string) {
	t.Helper()
	opt := generate.Options{Pages: pages, Seed: 11, Kinds: true, Words: 40}
	old, new = filepath.Join(t.TempDir(), "old"), filepath.Join(t.TempDir(), "new")
	for _, dir := range []string{old, new} {
		if err := generate.Write(dir, opt); err != nil {
			t.Fatal(err)
		}
	}
	editor := generate.NewEditor(opt, 5)
	for n := 0; ; n++ {
		edit := editor.Next()
		if err := edit.Apply(new); err != nil {
			t.Fatal(err)
		}
		if n >= 40 && !edit.Broken {
			break
		}
	}
	rewrite(t, filepath.Join(new, "content/handbook.yaml"), `(?m)^title: .*`, "title: The handbook of the second day")
	return old, new
}

// rewrite replaces what a pattern matches in a file.
func rewrite(t testing.TB, name, pattern, with string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	changed := regexp.MustCompile(pattern).ReplaceAll(data, []byte(with))
	if bytes.Equal(changed, data) {
		t.Fatalf("%s has no %s", name, pattern)
	}
	write(t, name, string(changed))
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func long() bool { return os.Getenv("WAYMARK_LONG") != "" }

// wantSite says in what an output folder is not the site that it should be.
func wantSite(t testing.TB, dir string, want siteFiles, when string) {
	t.Helper()
	if diff := difference(want, published(t, dir)); diff != "" {
		t.Fatalf("%s: not the right site:\n%s", when, diff)
	}
}

// wantWholeFiles checks what holds at every moment: each file is that of one of
// two sites, and what both have is there.
func wantWholeFiles(t testing.TB, dir string, a, b siteFiles, when string) {
	t.Helper()
	got := published(t, dir)
	for name, text := range got {
		if name != ".waymark" && !strings.HasPrefix(name, ".waymark/") && text != a[name] && text != b[name] {
			t.Fatalf("%s: %s is of neither site (%d bytes, not %d or %d)", when, name, len(text), len(a[name]), len(b[name]))
		}
	}
	for name := range a {
		if _, ok := b[name]; ok && got[name] == "" && a[name] != "" {
			t.Fatalf("%s: %s is missing or empty", when, name)
		}
	}
}

// exists tells whether there is something at a path.
func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// killBuild starts a build and kills it: at a random moment of its time, or with
// aim when its files are just coming to their places.
func killBuild(t testing.TB, cmd *exec.Cmd, out string, aim bool, random *rand.Rand, takes time.Duration) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if aim {
		for start := time.Now(); time.Since(start) < 2*takes && !exists(filepath.Join(out, ".waymark/journal")); {
			time.Sleep(20 * time.Microsecond)
		}
		time.Sleep(time.Duration(random.Int64N(int64(takes / 50))))
	} else {
		time.Sleep(time.Duration(random.Int64N(int64(takes))))
	}
	cmd.Process.Kill()
	cmd.Wait() // its status is that of being killed, or of having been quicker
}

func TestKillLeavesWholeFiles(t *testing.T) {
	t.Parallel()
	kills, pages := 6, 40 // one of each sort, aimed and not
	if long() {
		kills, pages = 300, 150
	}
	old, new := twoHandbooks(t, pages)
	sources, sites := [2]string{old, new}, [2]siteFiles{cleanBuild(t, old), cleanBuild(t, new)}
	broken := brokenCopy(t, old)
	out := filepath.Join(t.TempDir(), "public")
	build(t, "-s", old, "-o", out)
	start := time.Now()
	build(t, "-s", new, "-o", out)
	takes := time.Since(start)
	at := 1 // which site is published

	random := rand.New(rand.NewPCG(uint64(start.UnixNano()), 1))
	cutOff := 0
	for i := range kills {
		when := fmt.Sprintf("kill %d", i)
		killBuild(t, waymark(t, "build", "-s", sources[1-at], "-o", out), out, i%2 == 0, random, takes)
		wantWholeFiles(t, out, sites[0], sites[1], when)
		if exists(filepath.Join(out, ".waymark/journal")) {
			cutOff++
		}
		switch i % 3 {
		case 0: // the same build again
			at = 1 - at
		case 1: // the author thinks better of it
		case 2: // and makes a mistake: what was cut off is undone all the same
			if got := finish(t, waymark(t, "build", "-s", broken, "-o", out)); got.status != 1 {
				t.Fatalf("%s: status %d\n%s", when, got.status, got.stderr)
			}
			now := published(t, out)
			if before, after := difference(sites[at], now), difference(sites[1-at], now); before != "" && after != "" {
				t.Fatalf("%s, then a build with a mistake: neither the old site:\n%s\nnor the new:\n%s", when, before, after)
			}
		}
		build(t, "-s", sources[at], "-o", out)
		wantSite(t, out, sites[at], when)
	}
	t.Logf("%d of %d kills cut off the change of files; a build takes %v", cutOff, kills, takes)
	if cutOff == 0 {
		t.Error("no kill cut off the change of files, so nothing was undone")
	}
}

// brokenCopy returns a copy of a project with a mistake in it.
func brokenCopy(t testing.TB, project string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "broken")
	if err := os.CopyFS(dir, os.DirFS(project)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "content/broken.md"), "# Broken\n\n[nowhere](nowhere.md)\n")
	return dir
}

func TestKillOfTheFirstBuild(t *testing.T) {
	t.Parallel()
	kills, pages := 3, 30
	if long() {
		kills, pages = 60, 50
	}
	old, _ := twoHandbooks(t, pages)
	start := time.Now()
	site := cleanBuild(t, old)
	takes := time.Since(start)
	broken := brokenCopy(t, old)
	random := rand.New(rand.NewPCG(uint64(start.UnixNano()), 2))
	for i := range kills {
		when := fmt.Sprintf("kill %d", i)
		out := filepath.Join(t.TempDir(), "public")
		gitignore := "*\n!.gitignore\n"
		if i%3 == 2 { // a folder that is in git, as ours is
			write(t, filepath.Join(out, ".gitignore"), gitignore)
		}
		killBuild(t, waymark(t, "build", "-s", old, "-o", out), out, i%2 == 0, random, takes)
		cutOff := exists(filepath.Join(out, ".waymark/journal"))
		for name, text := range published(t, out) {
			if !strings.HasPrefix(name, ".waymark") && name != ".gitignore" && text != site[name] {
				t.Fatalf("%s: %s is not whole", when, name)
			}
		}
		if cutOff || i%2 == 1 {
			finish(t, waymark(t, "build", "-s", broken, "-o", out))
			now := published(t, out)
			delete(now, ".gitignore")
			delete(now, ".") // an empty folder may stay: nobody but the killed build knows that it made it
			if diff := difference(site, now); len(now) > 0 && diff != "" && (cutOff || diff != "only in the first: .") {
				t.Fatalf("%s, then a build with a mistake: neither nothing nor all of the site:\n%s", when, diff)
			}
		}
		build(t, "-s", old, "-o", out)
		want := maps.Clone(site)
		if i%3 == 2 {
			want[".gitignore"] = gitignore
		}
		wantSite(t, out, want, when)
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	t.Parallel()
	old, new := twoHandbooks(t, 30)
	oldSite, newSite := cleanBuild(t, old), cleanBuild(t, new)
	for _, second := range []string{old, new} {
		out := filepath.Join(t.TempDir(), "public")
		for round := range 2 { // the first into a folder that is not there
			var ends [2]end
			var both sync.WaitGroup
			for i, source := range []string{old, second} {
				both.Go(func() { ends[i] = finish(t, waymark(t, "build", "-s", source, "-o", out)) })
			}
			both.Wait()
			for _, got := range ends {
				if got.status != 0 {
					t.Fatalf("round %d: status %d\n%s", round, got.status, got.stderr)
				}
			}
			now := published(t, out)
			if diff := difference(oldSite, now); diff != "" && (second == old || difference(newSite, now) != "") {
				t.Fatalf("round %d: not the site of a single build:\n%s", round, diff)
			}
		}
	}
}

// A reader meets whole pages at every moment. So does one who opened a page
// before it was replaced, on systems where that is possible.
func TestReadersDuringRebuilds(t *testing.T) {
	t.Parallel()
	rebuilds, pages := 3, 30
	if long() {
		rebuilds, pages = 20, 100
	}
	old, new := twoHandbooks(t, pages)
	oldSite, newSite := cleanBuild(t, old), cleanBuild(t, new)
	var common []string
	for name, text := range oldSite {
		if strings.HasSuffix(name, ".html") && newSite[name] != "" && text != folderMark {
			common = append(common, name)
		}
	}
	out := filepath.Join(t.TempDir(), "public")
	build(t, "-s", old, "-o", out)

	stop := make(chan bool)
	wrong := make(chan string, 1)
	reads := 0
	go func() {
		defer close(wrong)
		for {
			for _, name := range common {
				select {
				case <-stop:
					return
				default:
				}
				data, err := os.ReadFile(filepath.Join(out, name))
				reads++
				if text := string(data); err != nil || text != oldSite[name] && text != newSite[name] {
					wrong <- fmt.Sprintf("%s: %d bytes, %v", name, len(data), err)
					return
				}
			}
		}
	}()
	for i := range rebuilds {
		build(t, "-s", []string{new, old}[i%2], "-o", out)
	}
	close(stop)
	if what := <-wrong; what != "" {
		t.Error("a reader met a page that is neither old nor new:", what)
	}
	t.Logf("%d reads of %d pages", reads, len(common))
}

// While authors write and remove files, a build fails and names a file, or what
// it publishes is consistent: every page that tells a version of another tells
// the one that is published, and no page is of two versions.
func TestFilesChangeDuringTheBuild(t *testing.T) {
	t.Parallel()
	builds, pages := 6, 40
	if long() {
		builds, pages = 200, 300
	}
	project := t.TempDir()
	page := func(i, version int) string {
		v := fmt.Sprintf("page%dv%d", i, version)
		return fmt.Sprintf("---\ntitle: %s\n---\nThis is %s, and not [](p%d.md).\n\n```go\nvar x = %q\n```\n", v, v, (i+7)%pages, v)
	}
	name := func(i int) string { return filepath.Join(project, "content", fmt.Sprintf("p%d.md", i)) }
	write(t, filepath.Join(project, "content/handbook.yaml"), "title: Changing\n")
	write(t, filepath.Join(project, "content/index.md"), "# Changing\n")
	for i := range pages {
		write(t, name(i), page(i, 0))
		write(t, filepath.Join(project, "content", fmt.Sprintf("f%d.txt", i)), "0")
	}
	out := filepath.Join(project, "public")
	start := time.Now()
	build(t, "-s", project)
	takes := time.Since(start)

	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		random := rand.New(rand.NewPCG(1, 3))
		for version := 1; ; version++ {
			pause := time.Millisecond
			if version%100 == 0 {
				pause = takes // so that builds meet an author at work, or begin or end with one
			}
			select {
			case <-stop:
				return
			case <-time.After(pause):
			}
			i := random.IntN(pages)
			text := filepath.Join(project, "content", fmt.Sprintf("f%d.txt", i))
			os.WriteFile(name(i)+"~", []byte(page(i, version)), 0o666)
			os.Rename(name(i)+"~", name(i))
			if version%2 == 0 && os.Remove(text) != nil {
				os.WriteFile(text, []byte("again"), 0o666)
			}
		}
	}()
	token := regexp.MustCompile(`page(\d+)v(\d+)`)
	good := 0
	for i := range builds {
		got := finish(t, waymark(t, "build", "-s", project))
		switch {
		case got.status > 1 || got.status < 0 || strings.Contains(got.stderr, "goroutine"):
			t.Errorf("build %d: status %d\n%s", i, got.status, got.stderr)
		case got.status == 1 && !regexp.MustCompile(`content/\w+\.\w+`).MatchString(got.stderr):
			t.Errorf("build %d names no file:\n%s", i, got.stderr)
		case got.status == 0:
			good++
		}
		version := make(map[string]string)
		for file, text := range published(t, out) {
			if !strings.HasSuffix(file, ".html") {
				continue
			}
			for _, m := range token.FindAllStringSubmatch(text, -1) {
				if v, ok := version[m[1]]; ok && v != m[2] {
					t.Fatalf("build %d: page %s is published as version %s and, in %s, as %s", i, m[1], v, file, m[2])
				}
				version[m[1]] = m[2]
			}
		}
	}
	close(stop)
	<-stopped
	build(t, "-s", project)
	wantSite(t, out, cleanBuild(t, project), "after the last edit")
	t.Logf("%d of %d builds published", good, builds)
}
