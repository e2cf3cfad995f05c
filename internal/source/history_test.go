package source

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/diag"
)

// memory is the other implementation of Memory.
type memory map[Digest][]byte

func (m memory) Get(key [16]byte) ([]byte, bool) { v, ok := m[key]; return v, ok }
func (m memory) Put(key [16]byte, value []byte)  { m[key] = value }

// A repository is a real one, in a temporary folder.
type repository struct {
	t   *testing.T
	dir string
}

func newRepository(t *testing.T) repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	r := repository{t, t.TempDir()}
	r.git("init", "-q", "-b", "main")
	return r
}

func (r repository) git(args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.org"}, args...)...)
	cmd.Dir = r.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", args, err, out)
	}
	return string(out)
}

func (r repository) write(name, text string) {
	r.t.Helper()
	path := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// commit commits all there is, as written at a time and committed much later.
func (r repository) commit(at string) {
	r.t.Helper()
	r.t.Setenv("GIT_AUTHOR_DATE", at)
	r.t.Setenv("GIT_COMMITTER_DATE", "2030-01-01T00:00:00Z")
	r.git("add", "-A")
	r.git("commit", "-q", "--allow-empty", "-m", at)
}

// days returns the history below a folder as text, for comparison.
func (r repository) days(folder string, m Memory) map[string]string {
	r.t.Helper()
	dates, diags := History(context.Background(), filepath.Join(r.dir, folder), m)
	if len(diags) > 0 {
		r.t.Fatal(diags)
	}
	days := map[string]string{}
	for p, d := range dates {
		if d.Location() != time.UTC || d.Format(time.TimeOnly) != "00:00:00" {
			r.t.Errorf("%s has %v, which is no day in UTC", p, d)
		}
		days[p] = d.Format(time.DateOnly)
	}
	return days
}

func (r repository) want(days map[string]string, want map[string]string) {
	r.t.Helper()
	if diff := cmp.Diff(want, days); diff != "" {
		r.t.Errorf("days (-want +got):\n%s", diff)
	}
}

func TestHistoryTellsTheLastChange(t *testing.T) {
	r := newRepository(t)
	r.write("site/content/a.md", "1")
	r.write("site/content/sub/b.md", "1")
	r.write("site/content/old.md", "1")
	r.write("site/other/c.md", "1")
	r.write("site/contents.md", "1")
	r.commit("2024-01-01T12:00:00Z")
	r.write("site/content/a.md", "2")
	r.write("site/content/sub/ü \"quoted\"\t\\ :100644.md", "1")
	r.commit("2024-02-01T23:30:00-05:00") // the second of February in UTC
	r.git("mv", "site/content/old.md", "site/content/new.md")
	r.commit("2024-03-01T12:00:00Z")
	r.write("site/other/c.md", "2")
	r.commit("2024-04-01T12:00:00Z")
	want := map[string]string{
		"a.md":                            "2024-02-02",
		"sub/b.md":                        "2024-01-01",
		"sub/ü \"quoted\"\t\\ :100644.md": "2024-02-02",
		"new.md":                          "2024-03-01",
	}
	r.want(r.days("site/content", memory{}), want)
	r.want(r.days("site/content/sub", memory{}), map[string]string{
		"b.md": "2024-01-01", "ü \"quoted\"\t\\ :100644.md": "2024-02-02",
	})
	for p, day := range maps.Clone(want) {
		delete(want, p)
		want["content/"+p] = day
	}
	want["other/c.md"], want["contents.md"] = "2024-04-01", "2024-01-01"
	r.want(r.days("site", memory{}), want)
}

func TestWhatIsNotCommittedHasNoDate(t *testing.T) {
	r := newRepository(t)
	for _, f := range []string{"same", "edited", "staged", "touched", "removed", "again"} {
		r.write("content/"+f+".md", "1")
	}
	r.commit("2024-01-01T12:00:00Z")
	r.git("rm", "-q", "content/again.md")
	r.commit("2024-02-01T12:00:00Z")
	r.write("content/edited.md", "2")
	r.write("content/staged.md", "2")
	r.git("add", "content/staged.md")
	r.write("content/untracked.md", "1")
	r.write("content/again.md", "1")
	if err := os.Remove(filepath.Join(r.dir, "content/removed.md")); err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(filepath.Join(r.dir, "content/touched.md"), later, later); err != nil {
		t.Fatal(err)
	}
	r.want(r.days("content", memory{}), map[string]string{"same.md": "2024-01-01", "touched.md": "2024-01-01"})
}

func TestHistoryOfMerges(t *testing.T) {
	r := newRepository(t)
	r.write("content/both.md", "1\n")
	r.commit("2024-01-01T12:00:00Z")
	r.git("checkout", "-q", "-b", "side")
	r.write("content/both.md", "side\n")
	r.write("content/side.md", "1\n")
	r.commit("2024-02-01T12:00:00Z")
	r.git("checkout", "-q", "main")
	r.write("content/both.md", "main\n")
	r.commit("2024-03-01T12:00:00Z")
	r.git("merge", "-q", "-s", "ours", "--no-commit", "side")
	r.git("checkout", "-q", "side", "--", "content/side.md")
	r.write("content/both.md", "merged by hand\n")
	r.commit("2024-04-01T12:00:00Z")
	r.want(r.days("content", memory{}), map[string]string{"both.md": "2024-04-01", "side.md": "2024-02-01"})
}

func TestHistoryIsRememberedByCommit(t *testing.T) {
	r := newRepository(t)
	r.write("content/a.md", "1")
	r.write("content/b.md", "1")
	r.commit("2024-01-01T12:00:00Z")
	m := memory{}
	first := r.days("content", m)
	if len(m) != 1 {
		t.Fatalf("%d entries are remembered, want 1", len(m))
	}
	for key := range m {
		m[key] = encodeDays(map[string]int64{"a.md": 1, "b.md": 2})
	}
	r.write("content/b.md", "2")
	r.want(r.days("content", m), map[string]string{"a.md": "1970-01-02"}) // from memory, but b.md has changed
	for key := range m {
		m[key] = []byte("\x02\xff")
	}
	r.git("checkout", "-q", "--", "content/b.md")
	r.want(r.days("content", m), first) // nothing of use in memory
	r.write("content/b.md", "2")
	r.commit("2024-02-01T12:00:00Z")
	r.want(r.days("content", m), map[string]string{"a.md": "2024-01-01", "b.md": "2024-02-01"})
}

// Nothing of the user's settings or surroundings reaches the dates, and none of
// their programs is run.
func TestHistoryIsTheSameForEverybody(t *testing.T) {
	r := newRepository(t)
	r.write("site/content/a.md", "1")
	r.write("site/content/b.md", "1")
	r.commit("2024-01-01T23:59:59Z")
	r.git("mv", "site/content/b.md", "site/content/c.md")
	r.commit("2024-02-02T00:00:00Z")
	want := r.days("site/content", memory{})
	r.want(want, map[string]string{"a.md": "2024-01-01", "c.md": "2024-02-02"})

	trap := filepath.Join(t.TempDir(), "trap")
	sprung := trap + ".sprung"
	if err := os.WriteFile(trap, []byte("#!/bin/sh\necho >>'"+sprung+"'\nexit 1\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, hook := range []string{"post-index-change", "fsmonitor-watchman", "reference-transaction"} {
		if err := os.Symlink(trap, filepath.Join(r.dir, ".git/hooks", hook)); err != nil {
			t.Fatal(err)
		}
	}
	settings := filepath.Join(t.TempDir(), "gitconfig")
	text := fmt.Sprintf(`
[core]
	pager = %[1]s
	fsmonitor = %[1]s
	quotePath = true
[log]
	showRoot = false
	showSignature = true
	date = relative
	follow = true
	decorate = full
[gpg]
	program = %[1]s
[diff]
	relative = true
	external = %[1]s
	renames = copies
	noprefix = true
[color]
	ui = always
[format]
	pretty = fuller
[safe]
	directory = *
`, trap)
	if err := os.WriteFile(settings, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIT_CONFIG_GLOBAL", settings)
	t.Setenv("TZ", "Pacific/Kiritimati")
	t.Setenv("LC_ALL", "de_DE.UTF-8")
	t.Setenv("GIT_PAGER", trap)
	t.Setenv("GIT_EXTERNAL_DIFF", trap)
	t.Setenv("GIT_DIR", filepath.Join(t.TempDir(), "another"))
	t.Setenv("GIT_INDEX_FILE", filepath.Join(t.TempDir(), "another"))
	r.want(r.days("site/content", memory{}), want)
	if _, err := os.Stat(sprung); err == nil {
		t.Error("a program of the user's settings was run")
	}
}

func TestWhereGitCannotTell(t *testing.T) {
	r := newRepository(t)
	empty := t.TempDir()
	history := func(dir string) (map[string]time.Time, []diag.Diagnostic) {
		return History(context.Background(), dir, memory{})
	}
	want := func(what, dir string, severity diag.Severity, says string) {
		t.Helper()
		dates, diags := history(dir)
		if len(dates) != 0 {
			t.Errorf("%s: there are dates: %v", what, dates)
		}
		if len(diags) != 1 || diags[0].Code != "P016" || diags[0].Severity != severity ||
			!strings.Contains(diags[0].Message+" "+diags[0].Hint, says) {
			t.Errorf("%s: %+v, want one %s that says %q", what, diags, severity, says)
		}
	}
	want("no commit", r.dir, diag.Info, "no commit yet")
	r.write("HEAD", "a file that is called like it")
	r.write("content/HEAD", "1")
	r.commit("2024-01-01T12:00:00Z")
	r.want(r.days("content", memory{}), map[string]string{"HEAD": "2024-01-01"})
	r.write("content/a.md", "1")
	r.commit("2024-02-01T12:00:00Z")

	shallow := filepath.Join(t.TempDir(), "clone")
	r.git("clone", "-q", "--depth=1", "file://"+r.dir, shallow)
	want("a shallow clone", filepath.Join(shallow, "content"), diag.Warning, "fetch-depth: 0")

	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(empty))
	want("no repository", empty, diag.Info, "not a git repository")
	want("no folder", filepath.Join(empty, "none"), diag.Warning, "no such file")

	t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
	want("another's repository", r.dir, diag.Warning, "dubious ownership")

	t.Setenv("PATH", empty)
	want("no git", r.dir, diag.Info, "git is not installed")
}

func FuzzDays(f *testing.F) {
	f.Add(encodeDays(map[string]int64{"a.md": 19000, "": -1}))
	f.Fuzz(func(t *testing.T, b []byte) {
		days, ok := decodeDays(b)
		if !ok {
			return
		}
		if again, ok := decodeDays(encodeDays(days)); !ok || !maps.Equal(days, again) {
			t.Errorf("%v became %v", days, again)
		}
	})
}

func TestCommitsBefore1970KeepTheirDay(t *testing.T) {
	days := readLog([]byte("-1\x00\n:0 0 0 0 A\x00a.md\x00"), "")
	if days["a.md"] != -1 {
		t.Errorf("a second before 1970 is day %d", days["a.md"])
	}
}
