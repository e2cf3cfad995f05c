package deploy

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// repository makes a project with a bare remote beside it and a built folder.
func repository(t *testing.T) (project, remote, built string) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	project, remote, built = filepath.Join(dir, "project"), filepath.Join(dir, "remote.git"), filepath.Join(dir, "built")
	gitIn(t, dir, "init", "-q", "--bare", "-b", "main", remote)
	gitIn(t, dir, "init", "-q", "-b", "main", project)
	gitIn(t, project, "remote", "add", "origin", remote)
	write(t, built, "index.html", "one")
	write(t, built, "a/ü \"b\"/index.html", "two\r\n")
	return project, remote, built
}

func gitIn(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func write(t *testing.T, dir, path, text string) {
	t.Helper()
	name := filepath.Join(dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

var files = []string{"a/ü \"b\"/index.html", "index.html"}

func push(t *testing.T, project, built string, opt Options) Result {
	t.Helper()
	return pushFiles(t, project, built, files, opt)
}

func pushFiles(t *testing.T, project, built string, files []string, opt Options) Result {
	t.Helper()
	b, ds, err := Open(t.Context(), project, opt)
	if err != nil || len(ds) > 0 {
		t.Fatal(err, ds)
	}
	r, err := b.Push(built, files, gladly)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestBytesArriveAsTheyAre(t *testing.T) {
	project, remote, built := repository(t)
	gitIn(t, project, "config", "core.autocrlf", "true")
	write(t, project, ".git/info/attributes", "* text eol=lf\n")
	push(t, project, built, Options{Remote: "origin", Branch: "gh-pages"})
	shown := exec.Command("git", "--git-dir="+remote, "cat-file", "blob", "gh-pages:"+files[0])
	if out, err := shown.Output(); err != nil || string(out) != "two\r\n" {
		t.Errorf("got %q, %v", out, err)
	}
}

func TestNobodyHasToBeIntroducedToGit(t *testing.T) {
	project, remote, built := repository(t)
	gitIn(t, project, "config", "user.useConfigOnly", "true") // as on a machine without a name
	push(t, project, built, Options{Remote: "origin", Branch: "gh-pages"})
	if who := gitIn(t, remote, "log", "--format=%an %cn", "gh-pages"); who != "Waymark Waymark" {
		t.Errorf("committed by %q", who)
	}
}

func TestPushThatSomebodyForestalledLosesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("it clones repositories")
	}
	for _, squash := range []bool{false, true} {
		project, remote, built := repository(t)
		opt := Options{Remote: "origin", Branch: "gh-pages", Squash: squash}
		push(t, project, built, opt)

		branch, ds, err := Open(t.Context(), project, opt)
		if err != nil || len(ds) > 0 {
			t.Fatal(err, ds)
		}
		write(t, built, "index.html", "later")
		other := filepath.Join(t.TempDir(), "other")
		gitIn(t, project, "clone", "-q", "-b", "gh-pages", remote, other)
		gitIn(t, other, "-c", "user.name=other", "-c", "user.email=other@example.test", "commit", "-q", "--allow-empty", "-m", "theirs")
		gitIn(t, other, "push", "-q")
		theirs := gitIn(t, remote, "rev-parse", "gh-pages")

		_, err = branch.Push(built, files, gladly)
		if err == nil || !strings.Contains(err.Error(), "deploy again") {
			t.Errorf("squash %v: %v", squash, err)
		}
		if now := gitIn(t, remote, "rev-parse", "gh-pages"); now != theirs {
			t.Errorf("squash %v: the branch is %s, not theirs", squash, now)
		}
	}
}

func TestShallowAndFullClonesStayWhatTheyAre(t *testing.T) {
	if testing.Short() {
		t.Skip("it clones repositories")
	}
	project, remote, built := repository(t)
	gitIn(t, project, "-c", "user.name=team", "-c", "user.email=team@example.test", "commit", "-q", "--allow-empty", "-m", "first")
	gitIn(t, project, "-c", "user.name=team", "-c", "user.email=team@example.test", "commit", "-q", "--allow-empty", "-m", "second")
	gitIn(t, project, "push", "-q", "origin", "main")
	opt := Options{Remote: "origin", Branch: "gh-pages"}
	push(t, project, built, opt)
	for _, clone := range []struct{ depth, shallow string }{{"--no-local", "false"}, {"--depth=1", "true"}} {
		dir := filepath.Join(t.TempDir(), "clone")
		gitIn(t, project, "clone", "-q", clone.depth, "file://"+filepath.ToSlash(remote), dir)
		write(t, built, "index.html", clone.depth)
		r := push(t, dir, built, opt)
		if !slices.Equal(r.Changed, []string{"index.html"}) || len(r.Added)+len(r.Removed) > 0 {
			t.Errorf("%s: %+v", clone.depth, r)
		}
		if got := gitIn(t, dir, "rev-parse", "--is-shallow-repository"); got != clone.shallow {
			t.Errorf("%s: shallow is %s now", clone.depth, got)
		}
	}
	if n := gitIn(t, remote, "rev-list", "--count", "gh-pages"); n != "3" {
		t.Errorf("%s commits on the branch", n)
	}
}

func TestAmendedCommitIsSomebodyElses(t *testing.T) {
	if testing.Short() {
		t.Skip("it clones a repository")
	}
	project, remote, built := repository(t)
	opt := Options{Remote: "origin", Branch: "gh-pages"}
	push(t, project, built, opt)
	other := filepath.Join(t.TempDir(), "other")
	gitIn(t, project, "clone", "-q", "-b", "gh-pages", remote, other)
	write(t, other, "index.html", "by hand")
	gitIn(t, other, "-c", "user.name=other", "-c", "user.email=other@example.test", "commit", "-q", "-a", "--amend", "--no-edit")
	gitIn(t, other, "push", "-q", "--force")
	_, ds, err := Open(t.Context(), project, opt)
	if err != nil || len(ds) != 1 || ds[0].Code != "B006" {
		t.Fatal(ds, err)
	}
}

// TestOnlyWhatChangedIsSent counts the objects that arrive at the remote, which
// keeps each push as a pack.
func TestOnlyWhatChangedIsSent(t *testing.T) {
	if testing.Short() {
		t.Skip("it pushes 100 pages")
	}
	for _, squash := range []bool{false, true} {
		project, remote, built := repository(t)
		gitIn(t, remote, "config", "receive.unpackLimit", "1")
		var paths []string
		for i := range 100 {
			path := fmt.Sprintf("%d/%d/index.html", i%10, i)
			write(t, built, path, strings.Repeat(fmt.Sprintf("page %d\n", i), 100))
			paths = append(paths, path)
		}
		opt := Options{Remote: "origin", Branch: "gh-pages", Squash: squash}
		deploy := func() (objects int, told int64) {
			known := packs(t, remote)
			r := pushFiles(t, project, built, paths, opt)
			for _, pack := range packs(t, remote) {
				if !slices.Contains(known, pack) {
					objects += strings.Count(gitIn(t, remote, "verify-pack", "-v", pack), "\n")
				}
			}
			return objects, r.Size
		}
		first, most := deploy()
		write(t, built, paths[42], "another text")
		then, told := deploy()
		if first < 100 || then > 10 || then < 4 { // a commit, three folders, a page
			t.Errorf("squash %v: %d objects arrived, then %d", squash, first, then)
		}
		if told > most/10 {
			t.Errorf("squash %v: %d bytes would be sent of %d", squash, told, most)
		}
		if out := gitIn(t, remote, "fsck", "--no-dangling", "--strict", "--no-progress"); strings.Contains(out, "missing") {
			t.Error(out)
		}
	}
}

func packs(t *testing.T, remote string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(remote, "objects", "pack", "*.idx"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestAPathThatGitHubPagesDoesNotServeIsNoticed asks of addresses alone; nobody is
// reached.
func TestAPathThatGitHubPagesDoesNotServeIsNoticed(t *testing.T) {
	project, _, _ := repository(t)
	gitIn(t, project, "remote", "add", "github", "git@github.com:Team/handbook.git")
	for _, c := range []struct{ remote, base, site string }{
		{"github", "/", "https://team.github.io/handbook/"},
		{"github", "/handbook/", ""},
		{"github", "/Handbook/", ""},
		{"github", "/repo/", "https://team.github.io/handbook/"},
		{"https://github.com/Team/my.book", "/", "https://team.github.io/my.book/"},
		{"https://github.com/Team/book.git", "/book/", ""},
		{"https://somebody:secret@github.com/team/book.git/", "/", "https://team.github.io/book/"},
		{"ssh://git@github.com:22/team/book.git", "/", "https://team.github.io/book/"},
		{"ssh://git@github.com/team/book", "/", "https://team.github.io/book/"},
		{"https://github.com/Team/team.github.io.git", "/", ""},
		{"https://github.com/Team/team.github.io.git", "/handbook/", "https://team.github.io/"},
		{"https://gitlab.com/team/book.git", "/", ""},
		{"https://notgithub.com/team/book.git", "/", ""},
		{"https://github.com.evil.example/team/book.git", "/", ""},
		{"origin", "/", ""}, // a folder
		{"unknown", "/", ""},
	} {
		b := &Branch{git: git{ctx: t.Context(), dir: project}, Options: Options{Remote: c.remote, Branch: "gh-pages"}}
		ds := b.Misplaced(c.base)
		if said := fmt.Sprint(ds); (len(ds) > 0) != (c.site != "") || c.site != "" && !strings.Contains(ds[0].Hint, "--base-url "+c.site+",") || strings.Contains(said, "secret") {
			t.Errorf("%s built for %s: %s", c.remote, c.base, said)
		}
		b.top = tree{cnameFile: "id"}
		if ds := b.Misplaced(c.base); len(ds) > 0 {
			t.Errorf("%s with a domain of its own: %v", c.remote, ds)
		}
	}
}

func gladly() error { return nil }
