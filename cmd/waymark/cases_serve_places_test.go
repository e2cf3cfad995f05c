package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// equalsBuildIn does so too, and fails if the terminal has told of more than most
// updates since there were as many as before.
func (p *preview) equalsBuildIn(most int, before int, what string, gone ...string) {
	p.t.Helper()
	p.equalsBuild(gone...)
	if n := p.updates() - before; n > most {
		p.t.Errorf("%s: %d updates:\n%s", what, n, p.out)
	}
}

func (p *preview) updates() int {
	return strings.Count(p.out.String(), "updated ") + strings.Count(p.out.String(), "looked again")
}

// A project may lie anywhere, and what belongs to it be reached by links.
func TestEditsAreSeenWhereverTheProjectLies(t *testing.T) {
	t.Parallel()
	link := func(t *testing.T, to, name string) {
		t.Helper()
		if err := os.Symlink(to, name); err != nil {
			t.Skip(err)
		}
	}
	for name, lay := range map[string]func(t *testing.T, project string) (served string){
		"content is a link": func(t *testing.T, project string) string {
			elsewhere := filepath.Join(t.TempDir(), "elsewhere")
			move(t, filepath.Join(project, "content"), elsewhere)
			link(t, elsewhere, filepath.Join(project, "content"))
			return project
		},
		"the project is opened through a link": func(t *testing.T, project string) string {
			served := filepath.Join(t.TempDir(), "link")
			link(t, project, served)
			return served
		},
		"the project is a folder of a repository": func(t *testing.T, project string) string {
			repository := filepath.Join(t.TempDir(), "repository")
			if err := os.Mkdir(repository, 0o777); err != nil {
				t.Fatal(err)
			}
			move(t, project, filepath.Join(repository, "handbook"))
			git(t, repository, 0, "init", "-q")
			git(t, repository, 0, "add", ".")
			git(t, repository, 0, "commit", "-q", "-m", "one")
			return filepath.Join(repository, "handbook")
		},
		"themes is a link": func(t *testing.T, project string) string {
			link(t, t.TempDir(), filepath.Join(project, "themes"))
			return project
		},
		"an included folder holds a link": func(t *testing.T, project string) string {
			write(t, filepath.Join(project, "docs/adr/one.md"), pageOf("One", "included"))
			link(t, "adr", filepath.Join(project, "docs/linked"))
			rewrite(t, filepath.Join(project, "content/handbook.yaml"), `\A`, "include:\n  - from: ../docs/linked\n    at: records\n")
			return project
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := serving(t, lay(t, small(t, 15)))
			p.shows("/", "<h1")
			for i, file := range []string{"content/a0.md", "content/deep/er/b0.md", "themes/waymark/layouts/parts/footer.html"} {
				for _, text := range []string{"comes", "changes"} {
					text := fmt.Sprint(text, " in place ", i)
					if strings.HasSuffix(file, ".html") {
						write(t, p.file(file), "<footer>"+text+"</footer>\n")
						p.shows("/", text)
						continue
					}
					write(t, p.file(file), pageOf("A page", text))
					p.shows(strings.TrimSuffix(strings.TrimPrefix(file, "content"), ".md")+"/", text)
				}
			}
			if strings.Contains(name, "included") {
				p.shows("/records/one/", "included")
				write(t, p.file("docs/adr/one.md"), pageOf("One", "included and changed"))
				p.shows("/records/one/", "included and changed")
			}
			if err := os.RemoveAll(p.file("content/deep")); err != nil {
				t.Fatal(err)
			}
			p.becomes("/deep/er/b0/", 404, "")
			if err := os.RemoveAll(p.file("themes/waymark")); err != nil {
				t.Fatal(err)
			}
			p.equalsBuild("/deep/er/b0/")
		})
	}
}

// A content folder may be put in the place of another.
func TestAnotherContentFolderIsSeen(t *testing.T) {
	t.Parallel()
	project, other := small(t, 20), small(t, 12)
	p := serving(t, project)
	p.shows("/", "<h1")
	write(t, filepath.Join(other, "content/only-here.md"), pageOf("Only here", "of the other"))
	move(t, p.file("content"), p.file("put-away"))
	move(t, filepath.Join(other, "content"), p.file("content"))
	p.shows("/only-here/", "of the other")
	p.equalsBuild()
	write(t, p.file("content/only-here.md"), pageOf("Only here", "edited"))
	p.shows("/only-here/", "edited")
	write(t, p.file("put-away/stale.md"), pageOf("Stale", "elsewhere"))
	p.equalsBuild("/stale/")
}

// What git does to many files at once is shown as it ends, in few updates.
func TestWhatGitDoesIsFollowed(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	project := small(t, 20)
	git(t, project, 0, "init", "-q", "-b", "one")
	git(t, project, 0, "add", ".")
	git(t, project, 0, "commit", "-q", "-m", "one")
	git(t, project, 1, "checkout", "-q", "-b", "side")
	for i := range 5 {
		write(t, filepath.Join(project, fmt.Sprintf("content/side/%d.md", i)), pageOf(fmt.Sprint("Side ", i), "on the side"))
		git(t, project, 2+i, "add", ".")
		git(t, project, 2+i, "commit", "-q", "-m", fmt.Sprint("side ", i))
	}
	git(t, project, 8, "checkout", "-q", "one")
	write(t, filepath.Join(project, "content/main.md"), pageOf("Main", "on the branch"))
	git(t, project, 9, "add", ".")
	git(t, project, 9, "commit", "-q", "-m", "main")

	p := serving(t, project)
	p.shows("/main/", "on the branch")
	step := func(most int, gone string, args ...string) {
		t.Helper()
		before := p.updates()
		git(t, project, 10, args...)
		var g []string
		if gone != "" {
			g = []string{gone}
		}
		p.equalsBuildIn(most, before, strings.Join(args, " "), g...)
	}
	write(t, p.file("content/main.md"), pageOf("Main", "not committed"))
	write(t, p.file("content/new.md"), pageOf("New", "not committed"))
	p.shows("/new/", "not committed")
	step(4, "/new/", "stash", "-u", "-q")
	step(4, "", "stash", "pop", "-q")
	p.shows("/new/", "not committed")
	step(4, "/new/", "stash", "-u", "-q")
	step(4, "/main/", "checkout", "-q", "side")
	step(10, "", "rebase", "-q", "one")
	p.shows("/main/", "on the branch")
	p.shows("/side/4/", "on the side")
	step(4, "/side/0/", "reset", "-q", "--hard", "one")
}
