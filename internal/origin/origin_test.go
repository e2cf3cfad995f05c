package origin

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]Origin{
		"team/waymark@v1.2.3":                  {"github.com", "team/waymark", "v1.2.3"},
		"team/.github@releases/1":              {"github.com", "team/.github", "releases/1"},
		"gitlab.com/team/sub/waymark@0123abcd": {"gitlab.com", "team/sub/waymark", "0123abcd"},
		"git.example.org/team/waymark@main":    {"git.example.org", "team/waymark", "main"},
	} {
		got, ok := Parse(text)
		if !ok || got != want || got.String() != text {
			t.Errorf("%s: %+v %v, again %s", text, got, ok, got)
		}
	}
	for _, text := range []string{
		"", "waymark", "waymark@v1", "team/waymark", "team/waymark@", "team/waymark@-f", "a/b@$(id)", "a/b@v1 x", "a/b@v1\n",
		"a/b/c@v1", "github.com/a/b/c@v1", "gitlab.com/a@v1", "gitlab.com/a/../b@v1", "gitlab.com/a//b@v1", "gitlab.com/a/-b@v1", `a/b"@v1`,
		"https://github.com/team/waymark@v1",
	} {
		if got, ok := Parse(text); ok {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func TestRemote(t *testing.T) {
	for address, want := range map[string]string{
		"https://github.com/team/waymark":                     "github.com team/waymark",
		"https://github.com/team/waymark.git":                 "github.com team/waymark",
		"https://GitHub.com/team/waymark/":                    "github.com team/waymark",
		"https://gitlab.com/team/sub/waymark.git":             "gitlab.com team/sub/waymark",
		"https://bot:ghp_secret@github.com/team/waymark.git":  "github.com team/waymark",
		"https://oauth2:glpat-secret@gitlab.com/team/waymark": "gitlab.com team/waymark",
		"git@github.com:team/waymark.git":                     "github.com team/waymark",
		"github.com:team/waymark":                             "github.com team/waymark",
		"git@gitlab.com:team/sub/waymark.git":                 "gitlab.com team/sub/waymark",
		"ssh://git@github.com/team/waymark.git":               "github.com team/waymark",
		"ssh://git@github.com:22/team/waymark.git":            "github.com team/waymark",
		"":                                                      "",
		"/home/someone/waymark":                                 "",
		"../waymark":                                            "",
		`C:\Users\someone\waymark`:                              "",
		"file:///home/someone/waymark":                          "",
		"http://github.com/team/waymark":                        "",
		"git://github.com/team/waymark":                         "",
		"https://git.example.org/team/waymark":                  "",
		"git@git.example.org:team/waymark.git":                  "",
		"https://github.com.example.org/team/waymark":           "",
		"https://example.org/github.com/team/waymark":           "",
		"https://github.com@example.org/team/waymark":           "",
		"https://github.com/waymark":                            "",
		"https://github.com/team/waymark?access_token=secret":   "",
		"https://github.com/team/waymark#ghp_secret":            "",
		"https://github.com/ghp_secret@team/waymark":            "",
		"https://github.com/team/waymark -X main.released=evil": "",
	} {
		host, repository, ok := Remote(address)
		if got := strings.TrimSpace(host + " " + repository); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v, want %q", address, got, ok, want)
		}
	}
}

// TestOf: a revision is named only if the remote has it, as far as the clone knows.
func TestOf(t *testing.T) {
	dir := t.TempDir()
	do := func(args ...string) {
		t.Helper()
		args = append([]string{"-C", dir, "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "tag.gpgSign=false", "-c", "commit.gpgSign=false"}, args...)
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	is := func(when, want string) {
		t.Helper()
		got, ok := Of(t.Context(), dir)
		if got.String() != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	do("init", "-q")
	do("commit", "-q", "--allow-empty", "-m", "one")
	is("without a remote", "")
	do("remote", "add", "origin", "git@github.com:team/waymark.git")
	is("before it is pushed", "")
	do("update-ref", "refs/remotes/origin/main", "HEAD")
	commit, err := git(t.Context(), dir, "rev-parse", "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	is("pushed", "team/waymark@"+commit)
	do("tag", "v1.2.3")
	is("with a tag", "team/waymark@v1.2.3")
	t.Setenv("GIT_DIR", t.TempDir())
	is("within a hook of another repository", "team/waymark@v1.2.3")
	os.Unsetenv("GIT_DIR")
	do("commit", "-q", "--allow-empty", "-m", "two")
	is("with a commit of one's own", "")
}
