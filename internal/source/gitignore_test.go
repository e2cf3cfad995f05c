package source

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// ignoredIn returns those of the files that the .gitignore files among them ignore.
func ignoredIn(root fs.FS, names []string) (ignored []string) {
	for _, name := range names {
		g, _ := ReadGitignores(root, ".")
		g, _ = g.within(root, ".", ".")
		at, isIgnored := "", false
		for rest := name; rest != "" && !isIgnored; {
			var part string
			part, rest, _ = strings.Cut(rest, "/")
			at = path.Join(at, part)
			r, _ := g.rule(at, rest != "")
			isIgnored = r != nil && !r.negated
			if rest != "" {
				g, _ = g.within(root, at, at)
			}
		}
		if isIgnored {
			ignored = append(ignored, name)
		}
	}
	return ignored
}

// gitignoreCases are written as people write them: the rules, files, and those of the
// files that are ignored.
var gitignoreCases = []struct{ rules, files, ignored string }{
	{"", "a", ""},
	{"# a\n\na", "a b/a c", "a b/a"},
	{"\\#a\n\\!b", "#a !b a b", "#a !b"},
	{"\uFEFFa\r\nb\r\n", "a b", "a b"},
	{"a  \nb\\ \nc\\\\ \nd\\", "a b c\\ d", "a c\\"},
	{"build/", "build/x a/build/x c/build", "build/x a/build/x"},
	{"/build", "build/x a/build/x", "build/x"},
	{"a/b", "a/b c/a/b", "a/b"},
	{"*.log\n!keep.log", "x.log keep.log a/y.log a/keep.log", "x.log a/y.log"},
	{"out/\n!out/keep", "out/keep out/x", "out/keep out/x"},
	{"out/*\n!out/keep", "out/keep out/x", "out/x"},
	{"/*\n!/docs", "a.md docs/a.md x/y", "a.md x/y"},
	{"**/tmp", "tmp/a a/tmp a/b/tmp/c atmp", "tmp/a a/tmp a/b/tmp/c"},
	{"a/**", "a/b a/d/c b/a/c", "a/b a/d/c"},
	{"a/**/z", "a/z a/b/z a/b/c/z az b/a/z", "a/z a/b/z a/b/c/z"},
	{"a**z", "az abz a/z", "az abz"},
	{"/a*/z", "a/z ab/z a/b/z", "a/z ab/z"},
	{"x?z", "xyz x/z xz", "xyz"},
	{"[a-c]1\n[!a-c]2\n[^x]3", "a1 d1 a2 d2 x3 y3", "a1 d2 y3"},
	{"[]]\n[a-]x\n[\\]]y\n[[:digit:]]z\n[[:nope:]]q\n[", "] ax -x ]y 7z az q [", "] ax -x ]y 7z"},
	{"*", "a b/c", "a b/c"},
	{"**", "a b/c", "a b/c"},
	{"/", "a", ""},
	{"!a\n!", "a", ""},
	{"a\n!a\na", "a", "a"},
	{"p?", "pä pa", "pa"},
	{"p??", "pä pa", "pä"},
	{"p[ä]*", "pä", "pä"},
	{"sp ace/", "sp-ace/x", ""},
	{"foo**/bar", "foo/bar foo/x/bar foox/bar", "foo/bar foo/x/bar foox/bar"},
}

func TestGitignore(t *testing.T) {
	for _, c := range gitignoreCases {
		root := fstest.MapFS{".gitignore": {Data: []byte(c.rules)}}
		names := strings.Fields(c.files)
		if got := strings.Join(ignoredIn(root, names), " "); got != c.ignored {
			t.Errorf("%q of %s ignores %q, want %q", c.rules, c.files, got, c.ignored)
		}
	}
}

func TestTheNearestGitignoreDecides(t *testing.T) {
	root := fstest.MapFS{
		".gitignore":     {Data: []byte("*.csv\n/a/b/x.txt\n/c/\n")},
		"a/.gitignore":   {Data: []byte("!*.csv\n/y.txt\n")},
		"a/b/.gitignore": {Data: []byte("one.csv\n")},
		"c/.gitignore":   {Data: []byte("!*\n")},
	}
	names := strings.Fields("one.csv a/one.csv a/b/one.csv a/b/two.csv a/b/x.txt a/y.txt a/b/y.txt c/z")
	if got, want := strings.Join(ignoredIn(root, names), " "), "one.csv a/b/one.csv a/b/x.txt a/y.txt c/z"; got != want {
		t.Errorf("ignored are %s, want %s", got, want)
	}
}

// gitIgnores asks git which files are ignored in a repository that has nothing else
// but the .gitignore files.
func gitIgnores(t testing.TB, ignoreFiles map[string]string, names []string) []string {
	t.Helper()
	dir := t.TempDir()
	run := func(stdin string, args ...string) string {
		cmd := exec.Command("git", append([]string{"-c", "core.excludesFile=", "-c", "core.ignoreCase=false", "-c", "core.quotePath=false"}, args...)...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
		cmd.Env = append(GitEnviron(), "GIT_CONFIG_NOSYSTEM=1", "HOME="+dir)
		var out, said bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &said
		if err := cmd.Run(); err != nil && said.Len() > 0 {
			t.Fatalf("git %v: %s", args, said.String())
		}
		return out.String()
	}
	run("", "init", "--quiet", "--template=")
	write := func(name, data string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range ignoreFiles {
		write(name, data)
	}
	for _, name := range names {
		write(name, "")
	}
	told := run(strings.Join(names, "\x00")+"\x00", "check-ignore", "-z", "--no-index", "--stdin")
	return strings.FieldsFunc(told, func(r rune) bool { return r == 0 })
}

func needGit(t testing.TB) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
}

// What git says is what the files mean: of the cases, and of rules made at random of
// what means something. Each has a folder of its own, so git is asked once.
func TestGitignoreIsReadAsByGit(t *testing.T) {
	needGit(t)
	ignoreFiles, names := map[string]string{}, []string{}
	folder := func(rules string, files []string) {
		dir := "d" + strconv.Itoa(len(ignoreFiles)) + "/"
		ignoreFiles[dir+".gitignore"] = rules
		for _, name := range files {
			names = append(names, dir+name)
		}
	}
	for _, c := range gitignoreCases {
		folder(c.rules, strings.Fields(c.files))
	}
	random := rand.New(rand.NewPCG(1, 2))
	parts := strings.Fields(`a b c ab / / / * * ** ** ? ! [a-c] [!a] [^b] [] [[:alpha:]] [ ] - \ \* \/ \[ # . ä ~`)
	many := 150
	if testing.Short() {
		many = 40
	}
	for range many {
		var rules strings.Builder
		for range 1 + random.IntN(4) {
			if random.IntN(4) == 0 {
				rules.WriteString("!")
			}
			for range 1 + random.IntN(6) {
				rules.WriteString(parts[random.IntN(len(parts))])
			}
			rules.WriteString(strings.Repeat(" ", random.IntN(8)/7) + strings.Repeat("\r", random.IntN(8)/7) + "\n")
		}
		folder(rules.String(), fuzzedNames)
	}
	root := fstest.MapFS{}
	for name, rules := range ignoreFiles {
		root[name] = &fstest.MapFile{Data: []byte(rules)}
	}
	want := map[string]bool{}
	for _, name := range gitIgnores(t, ignoreFiles, names) {
		want[name] = true
	}
	got := map[string]bool{}
	for _, name := range ignoredIn(root, names) {
		got[name] = true
	}
	for _, name := range names {
		if got[name] != want[name] {
			dir, file, _ := strings.Cut(name, "/")
			t.Errorf("%q ignores %s: %v, git says %v", ignoreFiles[dir+"/.gitignore"], file, got[name], want[name])
		}
	}
	if len(want) < len(names)/10 {
		t.Errorf("of %d files, only %d are ignored", len(names), len(want))
	}
}

// fuzzedNames have in them what patterns ask for.
var fuzzedNames = strings.Fields("c cc a/b a/c a/x.y a/bb/c b/a b/c/a/b abc/ab x.y -] [a] a-b/c 7 ä aä/ä !a #a ] ^ a..b ~ z/a z/ab z/abc/c")

func FuzzGitignoreIsReadAsByGit(f *testing.F) {
	needGit(f)
	for _, c := range gitignoreCases {
		f.Add(c.rules, "")
	}
	f.Add("*\n!a/\n", "!b\n*c*")
	f.Fuzz(func(t *testing.T, rules, nested string) {
		if len(rules)+len(nested) > 200 || strings.Contains(rules+nested, "\x00") {
			t.Skip()
		}
		ignoreFiles := map[string]string{".gitignore": rules, "a/.gitignore": nested}
		root := fstest.MapFS{}
		for name, data := range ignoreFiles {
			root[name] = &fstest.MapFile{Data: []byte(data)}
		}
		want := strings.Join(gitIgnores(t, ignoreFiles, fuzzedNames), " ")
		if got := strings.Join(ignoredIn(root, fuzzedNames), " "); got != want {
			t.Errorf("%q and a/: %q\nignore %s\ngit    %s", rules, nested, got, want)
		}
	})
}
