package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// A workflow is what of a workflow of GitHub's is run here.
type workflow struct {
	On          map[string]any    `yaml:"on"`
	Permissions map[string]string `yaml:"permissions"`
	Env         map[string]string `yaml:"env"`
	Jobs        map[string]struct {
		If          string            `yaml:"if"`
		Permissions map[string]string `yaml:"permissions"`
		Steps       []struct {
			ID   string            `yaml:"id"`
			Name string            `yaml:"name"`
			Uses string            `yaml:"uses"`
			With map[string]any    `yaml:"with"`
			Env  map[string]string `yaml:"env"`
			If   string            `yaml:"if"`
			Run  string            `yaml:"run"`
		} `yaml:"steps"`
	} `yaml:"jobs"`
}

func readWorkflow(t *testing.T, name string) workflow {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(data, &w); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return w
}

// known are the actions and the versions that workflows may name.
var known = []string{
	"actions/checkout@v6", "actions/setup-go@v6", "actions/cache@v5", "actions/configure-pages@v6",
	"actions/upload-pages-artifact@v5", "actions/deploy-pages@v5", "actions/upload-artifact@v5", "actions/download-artifact@v6",
}

// TestWorkflowsArePinnedAndAskForLittle: nothing may write to the repository, and
// only what deploys may publish, which nothing does of a pull request.
func TestWorkflowsArePinnedAndAskForLittle(t *testing.T) {
	for _, name := range []string{"../../.github/workflows/pages.yml", "../../.github/workflows/ci.yml", "../../internal/scaffold/starter/github.yml"} {
		w := readWorkflow(t, name)
		if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" {
			t.Errorf("%s asks for %v", name, w.Permissions)
		}
		const notOfPullRequests = "github.event_name != 'pull_request'"
		_, pullRequests := w.On["pull_request"]
		for job, j := range w.Jobs {
			if pullRequests && job == "deploy" && j.If != notOfPullRequests {
				t.Errorf("%s: job %s runs when %q", name, job, j.If)
			}
			for what, may := range j.Permissions {
				if may == "write" && (job != "deploy" || what != "pages" && what != "id-token") {
					t.Errorf("%s: job %s may write %s", name, job, what)
				}
			}
			for _, s := range j.Steps {
				if pullRequests && strings.Contains(s.Uses, "-pages") && j.If != notOfPullRequests && s.If != notOfPullRequests {
					t.Errorf("%s: %s runs when %q", name, s.Uses, s.If)
				}
				if s.Uses != "" && !slices.Contains(known, s.Uses) {
					t.Errorf("%s uses %s", name, s.Uses)
				}
				if strings.Contains(s.Run, "${{") {
					t.Errorf("%s: an expression in a script can be made to run: %s", name, s.Run)
				}
			}
		}
	}
}

// TestPagesWorkflowRunsInAFreshClone runs what GitHub would run: the steps
// of the job that builds, in a fresh clone, with what the actions between them
// would have put there.
func TestPagesWorkflowRunsInAFreshClone(t *testing.T) {
	if testing.Short() {
		t.Skip("it clones the repository and runs a workflow")
	}
	t.Parallel()
	repository, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(repository, ".git")); err != nil {
		t.Skip("not in a clone")
	}
	// GitHub itself runs those of this repository at every push.
	if long() {
		for name, depth := range map[string]string{"this repository": "--no-local", "this repository without its history": "--depth=1"} {
			t.Run(name, func(t *testing.T) {
				clone := filepath.Join(t.TempDir(), "clone")
				cloneWork(t, repository, clone, depth)
				runPages(t, clone, "")
			})
		}
	}
	started := func(t *testing.T, host string) string {
		project := filepath.Join(t.TempDir(), "handbook")
		if got := finish(t, waymark(t, "init", "-q", "--host", host, "--tool", "team/waymark@v1.2.3", project)); got.status != 0 {
			t.Fatal(got.stderr)
		}
		command(t, project, "git", "init", "-q")
		commitAll(t, project)
		return project
	}
	t.Run("a team's handbook", func(t *testing.T) { runPages(t, started(t, "github"), repository) })
	t.Run("a team's handbook on GitLab", func(t *testing.T) { runGitLab(t, started(t, "gitlab"), repository) })
}

// TestTheProgramKnowsWhereItComesFrom stamps this program as make does: init fills in
// workflows that can fetch it from there, check says what to write into others, and
// no output depends on it.
func TestTheProgramKnowsWhereItComesFrom(t *testing.T) {
	defer func(id, from string) { buildID, madeFrom = id, from }(buildID, madeFrom)
	buildID = "the code that makes outputs"
	for _, c := range []struct{ from, host, workflow, has, hint string }{
		{"team/waymark@v1.2.3", "github", ".github/workflows/pages.yml", `"team/waymark"`, `WAYMARK_REPOSITORY: "team/waymark" and WAYMARK_REVISION: "v1.2.3"`},
		{"team/waymark@v1.2.3", "gitlab", ".gitlab-ci.yml", `"https://github.com/team/waymark"`, `WAYMARK_REPOSITORY: "https://github.com/team/waymark" and WAYMARK_REVISION: "v1.2.3"`},
		{"gitlab.com/team/waymark@v1.2.3", "gitlab", ".gitlab-ci.yml", `"https://gitlab.com/team/waymark"`, `WAYMARK_REPOSITORY: "https://gitlab.com/team/waymark" and`},
		{"gitlab.com/team/waymark@v1.2.3", "github", ".github/workflows/pages.yml", `WAYMARK_REPOSITORY: ""`, `WAYMARK_REPOSITORY: "OWNER/REPO" and WAYMARK_REVISION: "COMMIT-OR-TAG"`},
		{"", "github", ".github/workflows/pages.yml", `WAYMARK_REVISION: ""`, `WAYMARK_REPOSITORY: "OWNER/REPO" and`},
	} {
		madeFrom = c.from
		if id := program(); id != buildID {
			t.Errorf("%q: outputs are keyed by %q", c.from, id)
		}
		if line := versionLine(); strings.HasSuffix(line, ", from "+c.from) != (c.from != "") {
			t.Errorf("%q: version says %s", c.from, line)
		}
		dir := t.TempDir()
		name := filepath.Join(dir, c.workflow)
		var said bytes.Buffer
		if status := run(t.Context(), []string{"init", "--bare", "--host", c.host, dir}, &said, &said); status != statusFine {
			t.Fatal(said.String())
		}
		text, err := os.ReadFile(name)
		isFilled := !strings.Contains(string(text), `: ""`)
		if err != nil || !strings.Contains(string(text), c.has) || isFilled == strings.Contains(said.String(), "has to say where Waymark comes from") {
			t.Errorf("%q on %s: %v\n%s%s", c.from, c.host, err, said.String(), text)
		}
		empty := regexp.MustCompile(`(WAYMARK_\w+:) ".*"`).ReplaceAllString(string(text), `$1 ""`)
		write(t, name, empty)
		said.Reset()
		if run(t.Context(), []string{"check", "-s", dir}, &said, &said); !strings.Contains(said.String(), "hint: write "+c.hint) {
			t.Errorf("%q on %s: %s", c.from, c.host, said.String())
		}
	}
}

// TestCIComparesWhatIsBuilt runs what CI does on each system after these tests, in
// a fresh clone, and looks at the list that it compares.
func TestCIComparesWhatIsBuilt(t *testing.T) {
	if !long() {
		t.Skip("CI does it at every push; WAYMARK_LONG=1 does here")
	}
	t.Parallel()
	if _, err := os.Stat("../../.git"); err != nil {
		t.Skip("not in a clone")
	}
	repository, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	clone := filepath.Join(t.TempDir(), "clone")
	cloneWork(t, repository, clone, "--depth=1")
	var ran []string
	for _, s := range readWorkflow(t, filepath.Join(clone, ".github/workflows/ci.yml")).Jobs["systems"].Steps {
		if s.Run == "" || s.Name == "Vet" || s.Name == "Test" { // which are what runs here
			continue
		}
		ran = append(ran, s.Name)
		// What `make` compiles is used again, whatever the folder.
		command(t, clone, "env", "GOFLAGS=-trimpath", "bash", "-e", "-o", "pipefail", "-c", s.Run)
	}
	list, err := os.ReadFile(filepath.Join(clone, "built.txt"))
	if err != nil {
		t.Fatalf("after %q: %v", ran, err)
	}
	for name := range strings.SplitSeq("index.html 404.html handbook.json patterns/index.html cards/pattern.en.png", " ") {
		if !regexp.MustCompile(`(?m)^[0-9a-f]{16,} \d+ "` + regexp.QuoteMeta(name) + `"$`).Match(list) {
			t.Errorf("no %s with its digest and size in\n%.400s", name, list)
		}
	}
}

// cloneWork clones a repository with what is not committed yet.
func cloneWork(t *testing.T, repository, clone, depth string) {
	t.Helper()
	command(t, ".", "git", "clone", "-q", depth, "file://"+filepath.ToSlash(repository), clone)
	changed := command(t, repository, "git", "ls-files", "-z", "--modified", "--others", "--exclude-standard")
	for name := range strings.SplitSeq(strings.TrimSuffix(changed, "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(repository, name))
		if name == "" || err != nil {
			continue // removed
		}
		write(t, filepath.Join(clone, name), string(data))
		if info, err := os.Stat(filepath.Join(repository, name)); err == nil {
			os.Chmod(filepath.Join(clone, name), info.Mode())
		}
	}
}

// commitAll commits what a repository has.
func commitAll(t *testing.T, dir string) {
	t.Helper()
	command(t, dir, "git", "add", "--all")
	command(t, dir, "git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false", "commit", "-q", "--allow-empty", "-m", "as it is here")
}

var expression = regexp.MustCompile(`\$\{\{\s*([a-z_.A-Z]+)\s*\}\}`)

// runPages runs the job that builds in dir. tool is the repository that a checkout
// of the program clones.
func runPages(t *testing.T, dir, tool string) {
	t.Helper()
	w := readWorkflow(t, filepath.Join(dir, ".github/workflows/pages.yml"))
	summary := filepath.Join(t.TempDir(), "summary.md")
	var uploaded string
	for _, s := range w.Jobs["build"].Steps {
		value := func(text string) string {
			return expression.ReplaceAllStringFunc(text, func(e string) string {
				switch name := expression.FindStringSubmatch(e)[1]; name {
				case "steps.pages.outputs.base_url":
					return "https://team.github.io/repo"
				case "env.WAYMARK_REPOSITORY", "env.WAYMARK_REVISION":
					return w.Env[strings.TrimPrefix(name, "env.")]
				case "github.sha":
					return "0123"
				default:
					t.Errorf("no value for %s", name)
					return ""
				}
			})
		}
		switch {
		case strings.HasPrefix(s.Uses, "actions/checkout@") && s.With["path"] != nil:
			if value(s.With["repository"].(string)) != "team/waymark" || value(s.With["ref"].(string)) != "v1.2.3" {
				t.Errorf("checks out %v", s.With)
			}
			cloneWork(t, tool, filepath.Join(dir, s.With["path"].(string)), "--depth=1")
		case strings.HasPrefix(s.Uses, "actions/upload-pages-artifact@"):
			uploaded = filepath.Join(dir, s.With["path"].(string))
		case s.Run != "":
			env := []string{"GITHUB_STEP_SUMMARY=" + summary}
			for name, text := range s.Env {
				env = append(env, name+"="+value(text))
			}
			runScript(t, dir, s.Run, env)
		}
	}
	if said, err := os.ReadFile(summary); err != nil || !bytes.Contains(said, []byte("nothing to report")) && !bytes.Contains(said, []byte("pages; ")) {
		t.Errorf("the summary says %q, %v", said, err)
	}
	checkArtifact(t, uploaded)
}

// runScript runs the lines of a job as hosts run them, and returns what they print.
func runScript(t *testing.T, dir, script string, env []string) string {
	t.Helper()
	cmd := exec.Command("bash", "-e", "-o", "pipefail", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s\n%v\n%s", script, err, out)
	}
	return string(out)
}

// A pipeline is what of a pipeline of GitLab's is run here.
type pipeline struct {
	Variables map[string]string `yaml:"variables"`
	Default   struct {
		BeforeScript []string `yaml:"before_script"`
	} `yaml:"default"`
	Check gitlabJob `yaml:"check"`
	Pages gitlabJob `yaml:"pages"` // GitLab publishes what the job of this name leaves
}

type gitlabJob struct {
	Rules []struct {
		If string `yaml:"if"`
	} `yaml:"rules"`
	Script    []string `yaml:"script"`
	Artifacts struct {
		Paths []string `yaml:"paths"`
	} `yaml:"artifacts"`
}

// runGitLab runs the jobs of .gitlab-ci.yml in dir, where git finds the program's
// repository at its address as what is here. make install puts the program on the path.
func runGitLab(t *testing.T, dir, tool string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, ".gitlab-ci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var p pipeline
	if err := yaml.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	published := filepath.Join(t.TempDir(), "published")
	cloneWork(t, tool, published, "--depth=1")
	commitAll(t, published)
	command(t, published, "git", "tag", "v1.2.3")
	bin := t.TempDir()
	env := []string{
		"CI_PAGES_URL=https://team.github.io/repo", "GOBIN=" + bin, "PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"),
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=url.file://" + filepath.ToSlash(published) + ".insteadOf", "GIT_CONFIG_VALUE_0=https://github.com/team/waymark",
	}
	for name, value := range p.Variables {
		env = append(env, name+"="+value)
	}
	if said := runScript(t, dir, strings.Join(p.Default.BeforeScript, "\n"), env); !strings.Contains(said, "Installed "+bin) || strings.Contains(said, "PATH") {
		t.Errorf("make install says\n%s", said)
	}
	if said := runScript(t, dir, strings.Join(p.Check.Script, "\n"), env); !strings.Contains(said, "nothing to report") && !strings.Contains(said, "pages; ") {
		t.Errorf("check says\n%s", said)
	}
	runScript(t, dir, strings.Join(p.Pages.Script, "\n"), env)
	if len(p.Pages.Artifacts.Paths) != 1 || len(p.Check.Rules) != 1 || len(p.Pages.Rules) != 1 || !strings.Contains(p.Pages.Rules[0].If, "$CI_DEFAULT_BRANCH") {
		t.Fatalf("what is published, and when: %+v", p)
	}
	checkArtifact(t, filepath.Join(dir, p.Pages.Artifacts.Paths[0]))
}

// checkArtifact applies the rules of GitHub Pages for what is uploaded, which GitLab's are no stricter than: files and
// folders that everybody may read, no links, an index.html; and ours: no record.
func checkArtifact(t *testing.T, dir string) {
	t.Helper()
	home, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil || !bytes.Contains(home, []byte(`href="/repo/assets/`)) {
		t.Errorf("index.html: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, ".waymark")); err == nil {
		t.Error("the record would be uploaded")
	}
	err = filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := os.FileMode(0o444)
		if d.IsDir() {
			want = 0o555
		}
		if info.Mode()&want != want || !info.IsDir() && !info.Mode().IsRegular() {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func command(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return string(out)
}
