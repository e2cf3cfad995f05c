package source

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestWhatNobodyMeansToPublishIsNoContent(t *testing.T) {
	const never = "ops/deploy.pem ops/SERVER.KEY a.pfx a.p12 a.kdbx id_rsa id_rsa.pub id_ed25519 .env .env.local prod.env .npmrc " +
		"_netrc credentials credentials.json secrets.yaml plan.md~ #plan.md# .#plan.md .plan.md.swp plan.md.bak plan.md.orig .DS_Store Thumbs.db " +
		"node_modules/knots/README.md docs/node_modules/x.css"
	const content = "credentials.md credentials.png id_rsa.md keys/a.md a.bak/b.md #a.md key pem.txt node_modules.md environment.env.md a#b.txt secrets.md monkey.txt #"
	root := files(strings.Fields(never + " " + content)...)
	tree, ds := mustScan(t, root, Options{Publish: []string{"*", "/**"}})
	if len(ds) > 0 {
		t.Error(said(ds))
	}
	is := map[string]bool{}
	for _, name := range append(paths(tree.Pages), paths(tree.Assets)...) {
		is[name] = true
	}
	for _, name := range strings.Fields(never) {
		if is[name] {
			t.Errorf("%s is content", name)
		}
		if why, hint := WhyLeftOut(root, name, Options{}); why == "" || why == "it is left out" || hint == "" {
			t.Errorf("%s: %q, %q", name, why, hint)
		}
	}
	for _, name := range strings.Fields(content) {
		if !is[name] {
			t.Errorf("%s is no content", name)
		}
	}
}

// serviceRepository is one of a service that builds its pages in place.
func serviceRepository() fstest.MapFS {
	return fstest.MapFS{
		".gitignore":                 {Data: []byte("/content/build/\nlocal.*\n!local.md\ngenerated/\n")},
		"content/.gitignore":         {Data: []byte("/*.csv\n")},
		"content/handbook.yaml":      {},
		"content/index.md":           {},
		"content/local.txt":          {},
		"content/local.md":           {},
		"content/one.csv":            {},
		"content/a/two.csv":          {},
		"content/build/x.txt":        {},
		"content/build/x.md":         {},
		"content/generated/api.md":   {},
		"content/generated/api.css":  {},
		"content/generated/b/c.md":   {},
		"content/generated/.env":     {},
		"content/a/generated/z.md":   {},
		"content/link.txt":           link("local.txt"),
		"content/other.txt":          link("a/two.csv"),
		"content/key.txt":            link("keys/x.pem"),
		"content/keys/x.pem":         {},
		"content/deep/.gitignore":    {Data: []byte("!local.txt\n")},
		"content/deep/er/local.txt":  {},
		"content/deep/er/local2.txt": {},
	}
}

func TestWhatGitIgnoresIsNoContent(t *testing.T) {
	root := serviceRepository()
	content, err := fs.Sub(root, "content")
	if err != nil {
		t.Fatal(err)
	}
	above, ds := ReadGitignores(root, "content")
	if len(ds) > 0 {
		t.Error(said(ds))
	}
	for _, c := range []struct {
		publish []string
		want    string
	}{
		{nil, "index.md local.md a/two.csv deep/er/local.txt deep/er/local2.txt other.txt"},
		{[]string{"/generated/"}, "index.md local.md generated/api.md generated/b/c.md a/two.csv deep/er/local.txt deep/er/local2.txt generated/api.css other.txt"},
		{[]string{"generated/**/*.md"}, "index.md local.md generated/api.md generated/b/c.md a/two.csv deep/er/local.txt deep/er/local2.txt other.txt"},
		{[]string{"x.txt"}, "index.md local.md a/two.csv build/x.txt deep/er/local.txt deep/er/local2.txt other.txt"},
		{[]string{"/*.csv", "link.txt"}, "index.md local.md a/two.csv deep/er/local.txt deep/er/local2.txt link.txt one.csv other.txt"},
	} {
		o := Options{Name: "content", Around: above, Publish: c.publish}
		tree, _ := mustScan(t, content, o)
		got := strings.Join(append(paths(tree.Pages), paths(tree.Assets)...), " ")
		if sorted(got) != sorted(c.want) {
			t.Errorf("publish: %q\n got %s\nwant %s", c.publish, sorted(got), sorted(c.want))
		}
		if tree.Settings == nil {
			t.Error("there are no settings")
		}
		if c.publish == nil && tree.Ignored != "a/generated" {
			t.Errorf("the first that git ignores is %q", tree.Ignored)
		}
	}
	_, ds = mustScan(t, content, Options{Name: "content", Around: above})
	same(t, "reported are", said(ds), []string{"content/key.txt: P008", "content/link.txt: P008"})

	for name, want := range map[string]string{
		"build/x.txt":      "git ignores it, line 1 of .gitignore",
		"one.csv":          "git ignores it, line 1 of content/.gitignore",
		"generated/b/c.md": "git ignores it, line 4 of .gitignore",
		"a/generated/z.md": "git ignores it, line 4 of .gitignore",
		"generated/.env":   "git ignores it, line 4 of .gitignore",
		"build/gone.txt":   "",
	} {
		why, hint := WhyLeftOut(content, name, Options{Name: "content", Around: above})
		if why != want || want != "" && !strings.Contains(hint, `publish: ["/`+name+`"]`) {
			t.Errorf("%s: %q, %q", name, why, hint)
		}
	}
}

func TestAGitignoreThatCannotBeReadIsReported(t *testing.T) {
	for what, file := range map[string]*fstest.MapFile{
		"link":  link("rules"),
		"large": {Data: []byte(strings.Repeat("a\n", maxGitignore))},
		"pipe":  {Mode: fs.ModeNamedPipe},
	} {
		root := files("a.md", "rules", "b/c.md")
		root["b/.gitignore"] = file
		tree, ds := mustScan(t, root, Options{Name: "docs"})
		same(t, what, said(ds), []string{"docs/b/.gitignore: P008"})
		if len(tree.Pages) != 2 {
			t.Errorf("%s: pages are %v", what, paths(tree.Pages))
		}
		root[".gitignore"] = file
		if _, ds := ReadGitignores(root, "b"); len(ds) != 1 {
			t.Errorf("%s above: %v", what, said(ds))
		}
	}
	root := files("a.md", ".gitignore/a.md")
	if _, ds := mustScan(t, root, Options{}); len(ds) > 0 {
		t.Errorf("a folder: %v", said(ds))
	}
}

func TestReach(t *testing.T) {
	for _, c := range []struct {
		pattern, folder string
		want            bool
	}{
		{"/a/b/*.md", "a", true}, {"/a/b/*.md", "a/b", true}, {"/a/b/*.md", "b", false}, {"/a/b/*.md", "a/b/c", false},
		{"*.md", "a/b", true}, {"/a/**/x", "a/b/c", true}, {"/a/**", "b", false}, {"/a*/x", "ab", true}, {"/a", "a/b", false},
	} {
		if got := readGlobs([]string{c.pattern}).reach(c.folder); got != c.want {
			t.Errorf("%s reaches into %s: %v", c.pattern, c.folder, got)
		}
	}
}

func sorted(words string) string {
	list := strings.Fields(words)
	slices.Sort(list)
	return strings.Join(list, " ")
}
