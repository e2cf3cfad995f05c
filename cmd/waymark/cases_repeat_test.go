package main

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/internal/generate"
)

// Repeatability: the same source gives the same bytes, whatever machine,
// day, place or order; and what an edit makes anew is what shows it.

// versioned writes a handbook with a theme and a base_url of its own, and commits
// it page by page, each a day later than the one before, and close to midnight.
func versioned(t testing.TB, pages int) (project string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	project = filepath.Join(t.TempDir(), "project")
	if err := generate.Write(project, generate.Options{Pages: pages, Seed: 4, Kinds: true, Words: 60}); err != nil {
		t.Fatal(err)
	}
	rewrite(t, filepath.Join(project, "content/handbook.yaml"), `$`, "base_url: https://example.org/book/\ntheme: mine\n")
	write(t, filepath.Join(project, "content/notes.txt"), "As it is.\n")
	write(t, filepath.Join(project, "content/custom.css"), "h1 { color: red }\n")
	write(t, filepath.Join(project, "themes/mine/layouts/parts/footer.html"), "<footer>\n<p>{{.Modified}}</p>\n</footer>\n")
	write(t, filepath.Join(project, "themes/mine/assets/prose.css"), "p { margin: 1rem }\n\nh2 {\n  color: green\n}\n")
	git(t, project, 0, "init", "-q")
	var files []string
	fs.WalkDir(os.DirFS(project), "content", func(p string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, ".md") {
			files = append(files, p)
		}
		return err
	})
	for i, chunk := range slices.Collect(slices.Chunk(files, len(files)/4)) {
		git(t, project, i, append([]string{"add"}, chunk...)...)
		git(t, project, i, "commit", "-q", "-m", "pages")
	}
	git(t, project, 9, "add", "content", "themes")
	git(t, project, 9, "commit", "-q", "-m", "the rest")
	return project
}

// git runs git on a day, at a time that is another day elsewhere.
func git(t testing.TB, dir string, day int, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	date := fmt.Sprintf("2025-04-%02dT23:%02d:00 -1000", 10+day, 40+day)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org",
		"GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
}

// firstBuild builds a project into a new folder as nobody built it before, and
// returns what it publishes, modes included.
func firstBuild(t testing.TB, project string, change func(*exec.Cmd) *exec.Cmd) siteFiles {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(project, ".waymark")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "public")
	cmd := waymark(t, "build", "-s", project, "-o", out)
	if change != nil {
		cmd = change(cmd)
	}
	succeed(t, cmd)
	site := published(t, out)
	for name := range site {
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		site[name] += "\x00" + info.Mode().String()
	}
	return site
}

func environment(variables ...string) func(*exec.Cmd) *exec.Cmd {
	return func(cmd *exec.Cmd) *exec.Cmd {
		cmd.Env = append(cmd.Env, variables...)
		return cmd
	}
}

func TestMachineDoesNotReachTheOutput(t *testing.T) {
	t.Parallel()
	project := versioned(t, 16)
	want := firstBuild(t, project, nil)
	if !strings.Contains(want["sitemap.xml"], "<lastmod>2025-04-") {
		t.Fatalf("the history does not reach the output, so this test shows less than it should:\n%s", want["sitemap.xml"])
	}
	masked := func(mask string, change func(*exec.Cmd) *exec.Cmd) func(*exec.Cmd) *exec.Cmd {
		if runtime.GOOS == "windows" {
			return change
		}
		return func(cmd *exec.Cmd) *exec.Cmd { return limited("umask "+mask, change(cmd)) }
	}
	cases := map[string]func(*exec.Cmd) *exec.Cmd{
		"again": nil,
		"far east, in Turkish, on one processor": masked("077",
			environment("TZ=Pacific/Kiritimati", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "LANGUAGE=tr", "GOMAXPROCS=1")),
		"far west, in plain C, on eight processors": masked("000",
			environment("TZ=Pacific/Pago_Pago", "LC_ALL=C", "LANG=C", "GOMAXPROCS=8", "GOGC=10")),
		"nowhere, nobody, in colour": environment("TZ=Not/AZone", "HOME=/nonexistent", "USER=nobody", "XDG_CACHE_HOME=/nonexistent",
			"CLICOLOR_FORCE=1", "TERM=xterm-256color", "COLUMNS=20"),
		"from another folder": func(cmd *exec.Cmd) *exec.Cmd {
			cmd.Dir = t.TempDir()
			return cmd
		},
		"from within the content": func(cmd *exec.Cmd) *exec.Cmd {
			cmd.Dir = filepath.Join(project, "content")
			cmd.Args = slices.Replace(cmd.Args, 3, 4, "..")
			return cmd
		},
	}
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		if diff := difference(want, firstBuild(t, project, cases[name])); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// A copy of a project has its files made in another order, which is the order in
// which some file systems list them, and other times.
func TestOrderAndTimesOfFilesDoNotReachTheOutput(t *testing.T) {
	t.Parallel()
	project := versioned(t, 30)
	want := firstBuild(t, project, nil)
	random := rand.New(rand.NewPCG(3, uint64(time.Now().UnixNano())))
	dir := filepath.Join(t.TempDir(), "a deeper", "place")
	shuffledCopy(t, project, dir, random)
	if diff := difference(want, firstBuild(t, dir, nil)); diff != "" {
		t.Error(diff)
	}
	// Times alone, in place, with what is remembered: nothing is looked at twice.
	out := filepath.Join(t.TempDir(), "public")
	build(t, "-s", project, "-o", out)
	for _, name := range filesOf(t, filepath.Join(project, "content")) {
		when := time.Unix(random.Int64N(4e9), 0)
		if err := os.Chtimes(filepath.Join(project, "content", name), when, when); err != nil {
			t.Fatal(err)
		}
	}
	if c := build(t, "-s", project, "-o", out); c.rendered != 0 || c.written != 0 {
		t.Errorf("after other file times: %+v", c)
	}
}

func filesOf(t testing.TB, dir string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func shuffledCopy(t testing.TB, from, to string, random *rand.Rand) {
	t.Helper()
	names := filesOf(t, from)
	random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(to, name), string(data))
		when := time.Unix(random.Int64N(4e9), 0)
		if err := os.Chtimes(filepath.Join(to, name), when, when); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLineEndsOfACheckoutDoNotReachTheHTML(t *testing.T) {
	t.Parallel()
	project := versioned(t, 30)
	write(t, filepath.Join(project, "content/odd.md"), "---\ntitle: Odd\ndescription: >\n  two\n  lines\n---\nhard  \nbreak\\\nand\n\n```go {2} title=\"a.go\"\nfunc f() {\n\treturn\n}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> [!NOTE]\n> text\n\n    indented\n\n<!-- a\ncomment -->\n\n- [ ] task\n\n  more\n\n~~~\nplain\n\n~~~\n\ntext[^1]\n\n[^1]: note\n    on two lines\n")
	git(t, project, 14, "add", "content/odd.md")
	git(t, project, 14, "commit", "-q", "-m", "odd")
	want := firstBuild(t, project, nil)
	checkout := filepath.Join(t.TempDir(), "checkout")
	git(t, project, 0, "clone", "-q", "-c", "core.autocrlf=true", "file://"+filepath.ToSlash(project), checkout)
	for _, name := range []string{"content/odd.md", "content/handbook.yaml", "themes/mine/layouts/parts/footer.html"} {
		if data, err := os.ReadFile(filepath.Join(checkout, name)); err != nil || !strings.Contains(string(data), "\r\n") {
			t.Fatalf("%s was not checked out with CRLF: %v", name, err)
		}
	}
	got := firstBuild(t, checkout, nil)
	same := 0
	for name, text := range want {
		if ext := filepath.Ext(name); ext != ".html" && ext != ".xml" && name != "robots.txt" {
			continue
		}
		if got[name] != text {
			t.Fatalf("%s differs: %s", name, firstDifference(text, got[name]))
		}
		same++
	}
	if same < 40 || len(got) != len(want) {
		t.Errorf("%d pages are the same, of %d and %d files", same, len(want), len(got))
	}
}

// firstDifference shows where two texts part.
func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	show := func(s string) string { return s[max(0, min(i, len(s))-40):min(i+40, len(s))] }
	return fmt.Sprintf("%q, not %q", show(b), show(a))
}

// Rebuilds over an existing folder, with pages moved, renamed, deleted in between
// and each build a new process, equal a build into an empty one.
func TestRebuildEqualsFirstBuild(t *testing.T) {
	t.Parallel()
	rounds := 3
	if long() {
		rounds = 200
	}
	opt := generate.Options{Pages: 24, Seed: 6, Kinds: true, Words: 40}
	project := filepath.Join(t.TempDir(), "project")
	if err := generate.Write(project, opt); err != nil {
		t.Fatal(err)
	}
	editor := generate.NewEditor(opt, uint64(time.Now().UnixNano()))
	out := filepath.Join(project, "public")
	build(t, "-s", project)
	for round := range rounds {
		var edits []string
		for n := 0; ; n++ {
			edit := editor.Next()
			if err := edit.Apply(project); err != nil {
				t.Fatal(err)
			}
			edits = append(edits, edit.What)
			if n >= 5 && !edit.Broken {
				break
			}
		}
		build(t, "-s", project)
		site := published(t, out)
		empty := filepath.Join(t.TempDir(), "public")
		build(t, "-s", project, "-o", empty, "--clean")
		if diff := difference(published(t, empty), site); diff != "" {
			t.Fatalf("round %d, after %s:\n%s", round, strings.Join(edits, "; "), diff)
		}
	}
}

// In a clone of depth 1 no page has the date of the last commit: there are no
// dates, and one warning.
func TestShallowCloneHasNoDates(t *testing.T) {
	t.Parallel()
	project := versioned(t, 30)
	clone := filepath.Join(t.TempDir(), "clone")
	git(t, project, 0, "clone", "-q", "--depth", "1", "file://"+filepath.ToSlash(project), clone)
	want := firstBuild(t, project, nil)
	if strings.Count(want["sitemap.xml"], "<lastmod>") < 20 {
		t.Fatal("the whole history gives no dates")
	}
	out := filepath.Join(t.TempDir(), "public")
	got := finish(t, waymark(t, "build", "-s", clone, "-o", out))
	if got.status != 0 || strings.Count(got.stderr, "[P016]") != 1 || strings.Count(got.stderr, "warning:") != strings.Count(got.stderr, "[H009]")+1 {
		t.Errorf("status %d\n%s", got.status, got.stderr)
	}
	for name, text := range published(t, out) {
		if strings.Contains(text, "lastmod") || strings.Contains(text, "2025-04-") {
			t.Errorf("%s has a date", name)
		}
	}
	if got := finish(t, waymark(t, "build", "-s", clone, "-o", out, "--strict")); got.status != 1 {
		t.Errorf("--strict: status %d", got.status)
	}
}

// What was built today says nowhere that it was. (What a page says of the future
// will be told the day by --today or SOURCE_DATE_EPOCH.)
func TestClockDoesNotReachTheOutput(t *testing.T) {
	t.Parallel()
	project := filepath.Join(t.TempDir(), "project")
	write(t, filepath.Join(project, "content/handbook.yaml"), "title: Timeless\nbase_url: https://example.org/\n")
	for _, name := range []string{"index", "patterns/one", "pitfalls/two", "a/b/three"} {
		write(t, filepath.Join(project, "content", name+".md"), "---\ntitle: Timeless\ntags: [a]\naliases: [/old/"+name+"/]\n---\nText.\n")
	}
	before := time.Now()
	site := cleanBuild(t, project)
	for _, day := range []time.Time{before.UTC(), before, time.Now().UTC()} {
		for _, layout := range []string{"2006-01-02", "2006", "Jan 2", "January 2", "02 Jan", "2 January", "2006/01/02", "02.01.2006"} {
			for name, text := range site {
				if strings.HasPrefix(name, ".waymark/") {
					continue // digests
				}
				if told := day.Format(layout); strings.Contains(regexp.MustCompile(`[0-9a-f]{12}`).ReplaceAllString(text, ""), told) {
					t.Errorf("%s tells the day: %s", name, told)
				}
			}
		}
	}
	time.Sleep(time.Until(before.Add(1100 * time.Millisecond))) // another second at least
	if diff := difference(site, cleanBuild(t, project)); diff != "" {
		t.Errorf("a second later:\n%s", diff)
	}
}

// A builtSite is what lies in public/, with the times of the files.
type builtSite struct {
	files siteFiles
	times map[string]time.Time
}

func look(t testing.TB, out string) builtSite {
	t.Helper()
	b := builtSite{published(t, out), make(map[string]time.Time)}
	for name := range b.files {
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		b.times[name] = info.ModTime()
	}
	return b
}

// changed returns the outputs whose bytes differ, and fails for files that were
// written without need.
func (b builtSite) changed(t testing.TB, out string) (names []string) {
	t.Helper()
	after := look(t, out)
	for name, text := range after.files {
		if name == ".waymark" || strings.HasPrefix(name, ".waymark/") || text == folderMark {
			continue
		}
		before, ok := b.files[name]
		switch {
		case !ok || before != text:
			names = append(names, name)
		case !after.times[name].Equal(b.times[name]):
			t.Errorf("%s was written, but is what it was", name)
		}
	}
	slices.Sort(names)
	return names
}

// renderedInVain returns the outputs whose bytes stayed and whose keys did not.
func (b builtSite) renderedInVain(t testing.TB, out string) (names []string) {
	t.Helper()
	keys := func(record string) map[string]string {
		keys := make(map[string]string)
		for line := range strings.Lines(record) {
			if f := strings.SplitN(strings.TrimSpace(line), " ", 4); len(f) == 4 && len(f[0]) == 32 {
				keys[f[3]+f[1]] = f[0]
			}
		}
		return keys
	}
	before, after := keys(b.files[".waymark/record"]), keys(published(t, out)[".waymark/record"])
	for name, key := range after {
		if was, ok := before[name]; ok && was != key {
			names = append(names, name[:len(name)-32])
		}
	}
	slices.Sort(names)
	return names
}

func TestNothingChangedNothingWritten(t *testing.T) {
	t.Parallel()
	project := versioned(t, 16)
	out := filepath.Join(project, "public")
	build(t, "-s", project)
	before := look(t, out)
	nothing := func(when string, c counts) {
		t.Helper()
		if c.rendered != 0 || c.written != 0 || c.removed != 0 || c.kept == 0 {
			t.Errorf("%s: %+v", when, c)
		}
		after := look(t, out)
		if diff := difference(before.files, after.files); diff != "" {
			t.Errorf("%s:\n%s", when, diff)
		}
		for name, at := range before.times {
			if name != ".waymark/lock" && !after.times[name].Equal(at) {
				t.Errorf("%s: %s has another time", when, name)
			}
		}
	}
	nothing("again", build(t, "-s", project))

	write(t, filepath.Join(project, "README.md"), "Nothing of the handbook.\n")
	git(t, project, 12, "add", "README.md")
	git(t, project, 12, "commit", "-q", "-m", "another commit")
	nothing("after a commit of something else", build(t, "-s", project))

	if err := os.RemoveAll(filepath.Join(project, ".waymark")); err != nil {
		t.Fatal(err)
	}
	nothing("with all forgotten", build(t, "-s", project))

	cmd := waymark(t, "build", "-s", project)
	data, err := os.ReadFile(cmd.Path)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.WriteFile(elsewhere, append(data, "another file, and the same stamp"...), 0o777); err != nil {
		t.Fatal(err)
	}
	cmd.Path = elsewhere
	nothing("with the program elsewhere", succeed(t, cmd))

	other := filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(project, other); err != nil {
		t.Fatal(err)
	}
	project, out = other, filepath.Join(other, "public")
	nothing("with the project elsewhere", build(t, "-s", project))
}

func TestBodyEditRendersOnePage(t *testing.T) {
	t.Parallel()
	project := versioned(t, 30)
	out := filepath.Join(project, "public")
	git(t, project, 13, "rm", "-q", "-r", "--cached", "content") // so that no date changes
	build(t, "-s", project)
	for _, page := range []string{"index.md", "patterns/index.md", first(t, project, "content/patterns/*.md"), first(t, project, "content/*-*/*.md")} {
		before := look(t, out)
		rewrite(t, filepath.Join(project, "content", page), `\s*$`, "\n\nOne more sentence.\n")
		c := build(t, "-s", project)
		dir := filepath.ToSlash(strings.TrimSuffix(strings.TrimSuffix(page, ".md"), "index"))
		want := []string{path.Join(dir, "index.html"), path.Join(dir, "index.md")} // a page, and its Markdown
		changed := before.changed(t, out)
		got, index := apart(changed)
		// The head, the shards of the three words and, of words that are new, the terms.
		if !slices.Equal(got, want) || len(index) > 5 || c.rendered != len(changed) || c.written != len(changed) {
			t.Errorf("%s: changed %v, and of the search %v, %+v", page, got, index, c)
		}
	}
}

// apart parts what a reader opens from the files of the search's index.
func apart(outputs []string) (pages, index []string) {
	for _, name := range outputs {
		if strings.HasPrefix(name, "search/") && name != "search/index.html" {
			index = append(index, name)
		} else {
			pages = append(pages, name)
		}
	}
	return pages, index
}

// first returns the first page that a pattern matches and that is no index, below
// content.
func first(t testing.TB, project, pattern string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(project, filepath.FromSlash(pattern)))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if filepath.Base(name) != "index.md" {
			name, _ = filepath.Rel(filepath.Join(project, "content"), name)
			return filepath.ToSlash(name)
		}
	}
	t.Fatalf("nothing matches %s", pattern)
	return ""
}

// The outputs that show a title are those that change with it, no more are
// rendered, and none still shows the old one.
func TestTitleEditRendersWhatShowsIt(t *testing.T) {
	t.Parallel()
	project := versioned(t, 30)
	out := filepath.Join(project, "public")
	git(t, project, 13, "rm", "-q", "-r", "--cached", "content")
	// Kinds that have no layout of their own show every field, so that no page is
	// told a title which it does not show.
	write(t, filepath.Join(project, "themes/mine/layouts/page.html"), `{{template "base" .}}
{{- define "facts"}}{{range .Fields}}{{range .Links}}<a href="{{.URL}}">{{.Title}}</a>{{end}}{{end}}{{end}}`)
	pages := []string{"index.md", "patterns/index.md", "strategies/index.md"}
	for _, pattern := range []string{"patterns", "pitfalls", "strategies", "visions", "decisions", "examples", "*-*"} {
		pages = append(pages, first(t, project, "content/"+pattern+"/*.md"))
	}
	title := func(i int, version string) string { return fmt.Sprintf("Zyzzogeton the %dth %s", i, version) }
	for i, page := range pages {
		retitle(t, filepath.Join(project, "content", page), title(i, "a"))
	}
	build(t, "-s", project)
	for i, page := range pages {
		old := title(i, "a")
		before := look(t, out)
		var shows []string
		for output, text := range before.files {
			if strings.Contains(text, old) {
				shows = append(shows, output)
			}
		}
		slices.Sort(shows)
		shows, _ = apart(shows)
		retitle(t, filepath.Join(project, "content", page), title(i, "b"))
		c := build(t, "-s", project)
		changed := before.changed(t, out)
		got, index := apart(changed)
		if !slices.Equal(got, shows) || len(shows) < 2 {
			t.Errorf("%s: changed\n%s\nbut the title was shown by\n%s", page, strings.Join(got, "\n"), strings.Join(shows, "\n"))
		}
		if len(index) < 2 || len(index) > 4 {
			t.Errorf("%s: a title changes %v of the search's index", page, index)
		}
		if c.rendered != len(changed) || c.written != len(changed) {
			t.Errorf("%s: %d outputs changed, but %+v; in vain:\n%s", page, len(changed), c, strings.Join(before.renderedInVain(t, out), "\n"))
		}
		for output, text := range published(t, out) {
			if strings.Contains(text, old) {
				t.Errorf("%s: %s still shows the old title", page, output)
			}
		}
	}
}

// retitle gives a page another title, whatever the format of its front matter.
func retitle(t testing.TB, name, title string) {
	t.Helper()
	rewrite(t, name, `\A([^\n]*\n\s*"?title"?(?:: | = ))("[^"\n]*"|[^"\n]*)`, `${1}"`+title+`"`)
}

// The stamp that `make` gives the program stands for the code that makes outputs:
// neither the folder nor the commit nor the handbook change it.
func TestBuildIDIsThatOfTheCode(t *testing.T) {
	if !long() {
		t.Skip("without what `make` has built before, this compiles everything; WAYMARK_LONG=1 does")
	}
	copied := filepath.Join(t.TempDir(), "elsewhere")
	for _, name := range []string{"go.mod", "go.sum", "internal", "themes"} {
		from := filepath.Join("../..", name)
		if info, err := os.Stat(from); err != nil {
			t.Fatal(err)
		} else if info.IsDir() {
			if err := os.CopyFS(filepath.Join(copied, name), os.DirFS(from)); err != nil {
				t.Fatal(err)
			}
			continue
		}
		data, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(copied, name), string(data))
	}
	write(t, filepath.Join(copied, "content/index.md"), "# Another handbook\n")
	write(t, filepath.Join(copied, "themes/waymark/layouts/page.html"), "another theme")
	id := func(dir string) string {
		cmd := exec.Command("go", "list", "-trimpath", "-export", "-f", "{{.BuildID}}", "./internal/site")
		cmd.Dir = dir
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %v\n%s", cmd, err, &stderr)
		}
		return string(out)
	}
	here := id("../..")
	if there := id(copied); there != here {
		t.Errorf("another folder, commit and handbook: %s, not %s", there, here)
	}
	rewrite(t, filepath.Join(copied, "internal/export/export.go"), `\z`, "\nconst more = 1\n")
	if there := id(copied); there == here {
		t.Error("other code has the same build id")
	}
}
