package source

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/diag"
)

func files(names ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for _, n := range names {
		m[n] = &fstest.MapFile{Data: []byte(n)}
	}
	return m
}

func link(to string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(to), Mode: fs.ModeSymlink}
}

func paths(fs []File) []string {
	var ps []string
	for _, f := range fs {
		ps = append(ps, f.Path)
	}
	return ps
}

func mustScan(t *testing.T, root fs.FS, o Options) (Tree, []diag.Diagnostic) {
	t.Helper()
	tree, diags, err := Scan(root, o)
	if err != nil {
		t.Fatal(err)
	}
	return tree, diags
}

// said returns diagnostics as "path: code" lines.
func said(diags []diag.Diagnostic) []string {
	var lines []string
	for _, d := range diags {
		lines = append(lines, d.Path+": "+d.Code)
	}
	return lines
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestScanTellsPagesFromAssets(t *testing.T) {
	tree, diags := mustScan(t, files(
		"index.md", "a/index.md", "a-b.md", "a/b c.md", "a/logo.png", "a/LOGO.PNG", "a/c.MD", "CNAME", "B.md",
		"handbook.yaml", "embed.go", "a/handbook.yaml", "a/embed.go",
		".well-known/security.txt", ".well-known/.secret", "a/.well-known/x.txt",
		".git/config", ".env", "a/.draft.md", ".github/b.md",
	), Options{Name: "content"})
	same(t, "pages", paths(tree.Pages), []string{"B.md", "a-b.md", "a/b c.md", "a/c.MD", "a/index.md", "index.md"})
	same(t, "assets", paths(tree.Assets), []string{
		".well-known/security.txt", "CNAME", "a/LOGO.PNG", "a/embed.go", "a/handbook.yaml", "a/logo.png"})
	same(t, "diagnostics", said(diags), nil)
	if s := tree.Settings; s == nil || s.Path != "handbook.yaml" || s.Name != "content/handbook.yaml" {
		t.Errorf("settings: %+v", s)
	}
	data, err := tree.Pages[2].Read()
	if err != nil || string(data) != "a/b c.md" || tree.Pages[2].Name != "content/a/b c.md" {
		t.Errorf("%s: %q, %v", tree.Pages[2].Name, data, err)
	}
}

func TestScanWithoutANameNamesFilesByTheirPaths(t *testing.T) {
	tree, _ := mustScan(t, files("a/index.md"), Options{})
	if tree.Pages[0].Name != "a/index.md" {
		t.Errorf("name: %q", tree.Pages[0].Name)
	}
}

func TestIgnoredFilesAreNoContent(t *testing.T) {
	tree, _ := mustScan(t, files("a.md", "a.tmp", "drafts/a.md", "x/drafts/b.md", "x/y/z.md", "x/c.md", "public/x.md", "x/public/x.md"),
		Options{Ignore: []string{"*.tmp", "drafts", "x/**/z.md", "/public", "[", ""}})
	same(t, "pages", paths(tree.Pages), []string{"a.md", "x/c.md", "x/public/x.md"})
	same(t, "assets", paths(tree.Assets), nil)
}

func TestActiveFilesNeedTrust(t *testing.T) {
	m := files("a.html", "b.HTM", "c.js", "d.mjs", "e.xhtml", "f.svgz", "demo/g.html", "demo/deep/h.js", "i[1].html", "j.css", "k.json")
	m["good.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)}
	m["bad.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`)}
	m["demo/bad.svg"] = m["bad.svg"]
	tree, diags := mustScan(t, m, Options{Name: "content", Trusted: []string{"demo/**", "/i[1].html"}})
	same(t, "assets", paths(tree.Assets), []string{
		"demo/bad.svg", "demo/deep/h.js", "demo/g.html", "good.svg", "i[1].html", "j.css", "k.json"})
	same(t, "diagnostics", said(diags), []string{
		"content/a.html: P015", "content/b.HTM: P015", "content/bad.svg: P015", "content/c.js: P015",
		"content/d.mjs: P015", "content/e.xhtml: P015", "content/f.svgz: P015"})
	for _, d := range diags {
		p := strings.TrimPrefix(d.Path, "content/")
		if !strings.Contains(d.Hint, `"/`+p+`"`) {
			t.Errorf("%s: the hint does not say how to trust it: %s", p, d.Hint)
		}
	}
}

func TestLinksAreFollowedToVisibleFilesInside(t *testing.T) {
	m := files("real/a.md", "etc/passwd", ".secret", ".git/config", "pic.png", "page.html", "sub/x.md", ".well-known/y.txt")
	for name, to := range map[string]string{
		"ok.md": "real/a.md", "sub/up.md": "../real/a.md", "chain.md": "sub/up.md", "through.md": "folder/a.md",
		"pic2.png": "./pic.png", "known.txt": ".well-known/y.txt",
		"folder": "real", "self": ".", "out.md": "../secret.md", "out2.md": "sub/../../x.md", "abs.md": "/etc/passwd",
		"none.md": "real/none.md", "loop.md": "loop.md", "l1.md": "l2.md", "l2.md": "l1.md",
		"env.txt": ".secret", "token.txt": ".git/config", "trick.png": "page.html", "trick.html": "pic.png",
	} {
		m[name] = link(to)
	}
	tree, diags := mustScan(t, m, Options{Name: "content"})
	same(t, "pages", paths(tree.Pages), []string{"chain.md", "ok.md", "real/a.md", "sub/up.md", "sub/x.md", "through.md"})
	same(t, "assets", paths(tree.Assets), []string{".well-known/y.txt", "etc/passwd", "pic.png", "pic2.png", "trick.png"})
	want := map[string]string{
		"page.html": "a browser would run", "trick.html": "a browser would run",
		"folder": "to a folder", "self": "to a folder",
		"out.md": "out of", "out2.md": "out of", "abs.md": "out of",
		"none.md": "does not exist", "loop.md": "circle", "l1.md": "circle", "l2.md": "circle",
		"env.txt": "hidden", "token.txt": "hidden", "known.txt": "hidden",
	}
	for _, d := range diags {
		if says := want[strings.TrimPrefix(d.Path, "content/")]; says == "" || !strings.Contains(d.Message, says) {
			t.Errorf("%s: %q; want %q", d.Path, d.Message, says)
		}
	}
	if len(diags) != len(want) {
		t.Errorf("%d diagnostics, want %d: %v", len(diags), len(want), said(diags))
	}
	if data, err := tree.Pages[0].Read(); string(data) != "real/a.md" || err != nil {
		t.Errorf("through two links: %q, %v", data, err)
	}
}

func TestUpperLayersWin(t *testing.T) {
	lower, _ := mustScan(t, files("a.md", "b.md", "x.png", "y.png", "handbook.yaml"), Options{Name: "content"})
	upper, _ := mustScan(t, files("b.md", "c.md", "y.png"), Options{Name: "made"})
	tree := upper.Over(lower)
	var names []string
	for _, f := range slices.Concat(tree.Pages, tree.Assets) {
		names = append(names, f.Name)
	}
	same(t, "files", names, []string{"content/a.md", "made/b.md", "made/c.md", "content/x.png", "made/y.png"})
	if tree.Settings == nil || tree.Settings.Name != "content/handbook.yaml" {
		t.Errorf("settings: %+v", tree.Settings)
	}
	if data, err := tree.Pages[2].Read(); string(data) != "c.md" || err != nil {
		t.Errorf("a page of the upper layer: %q, %v", data, err)
	}
	same(t, "the lower layer", paths(lower.Pages), []string{"a.md", "b.md"})
}

func TestAFileThatIsGoneIsNamed(t *testing.T) {
	m := files("a/x.md")
	tree, _ := mustScan(t, m, Options{Name: "content"})
	delete(m, "a/x.md")
	_, err := tree.Pages[0].Read()
	if err == nil || err.Error() != "source: read content/a/x.md: file does not exist" || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error: %v", err)
	}
}

func TestNoContentFolderIsAnError(t *testing.T) {
	_, _, err := Scan(os.DirFS(filepath.Join(t.TempDir(), "none")), Options{Name: "content"})
	if !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), "source: read content: ") {
		t.Errorf("error: %v", err)
	}
}

// real returns a content folder on disk, as the program opens it.
func real(t *testing.T, dir string) fs.FS {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root.FS()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAFolderThatTheSystemKeepsShutIsReported(t *testing.T) {
	m := files("a.md", "shut/b.md")
	tree, diags := mustScan(t, shutFS{m}, Options{Name: "content"})
	same(t, "pages", paths(tree.Pages), []string{"a.md"})
	same(t, "diagnostics", said(diags), []string{"content/pic.svg: P008", "content/shut: P008"}[1:])
	m["pic.svg"] = &fstest.MapFile{Data: []byte("<svg/>")}
	_, diags = mustScan(t, shutFS{m}, Options{Name: "content"})
	same(t, "diagnostics", said(diags), []string{"content/pic.svg: P008", "content/shut: P008"})
}

// shutFS refuses the folder shut and every drawing.
type shutFS struct{ fstest.MapFS }

func (s shutFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "shut" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return s.MapFS.ReadDir(name)
}

func (s shutFS) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".svg") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return s.MapFS.Open(name)
}

func TestDeepFoldersAndLongNames(t *testing.T) {
	dir := t.TempDir()
	deep := filepath.Join(dir, filepath.Join(slices.Repeat([]string{"level"}, 60)...))
	must(t, os.MkdirAll(deep, 0o755))
	long := strings.Repeat("n", 200) + ".md"
	must(t, os.WriteFile(filepath.Join(deep, long), []byte("deep"), 0o644))
	tree, diags := mustScan(t, real(t, dir), Options{Name: "content"})
	if len(tree.Pages) != 1 || len(diags) != 0 {
		t.Fatalf("%d pages, %v", len(tree.Pages), diags)
	}
	if data, err := tree.Pages[0].Read(); string(data) != "deep" || err != nil {
		t.Errorf("%q, %v", data, err)
	}
}

func TestNamesAreKeptAsTheyAre(t *testing.T) {
	m := files("\u00e9.md", "e\u0301.md", "E.md", "e.md")
	tree, _ := mustScan(t, m, Options{})
	same(t, "pages", paths(tree.Pages), slices.Sorted(maps.Keys(m)))
}

func TestGlobs(t *testing.T) {
	tests := []struct {
		pattern, name string
		want          bool
	}{
		{"*.tmp", "a.tmp", true},
		{"*.tmp", "x/y/a.tmp", true},
		{"*.tmp", "a.tmp.md", false},
		{"drafts", "drafts/a.md", true},
		{"drafts/", "x/drafts/a.md", true},
		{"/drafts", "x/drafts/a.md", false},
		{"/drafts", "drafts/a.md", true},
		{"x/*.md", "x/a.md", true},
		{"x/*.md", "x/y/a.md", false},
		{"x/*.md", "y/x/a.md", false},
		{"x/**/a.md", "x/a.md", true},
		{"x/**/a.md", "x/y/z/a.md", true},
		{"x/**/a.md", "x/y/z/b.md", false},
		{"x/**", "x/y/z", true},
		{"**/y/**/a.md", "x/y/y/b/a.md", true},
		{"**/**/**/**/**/**/**/**/q", strings.Repeat("x/", 200) + "z", false},
		{"**", "anything", true},
		{"?.md", "é.md", true},
		{"[ab].md", "b.md", true},
		{"a[1].md", "a[1].md", true},
		{"[", "[", false},
		{"", "a", false},
		{"/", "a", false},
	}
	for _, tt := range tests {
		if got := readGlobs([]string{tt.pattern}).match(tt.name); got != tt.want {
			t.Errorf("%q matches %q: %v, want %v", tt.pattern, tt.name, got, tt.want)
		}
	}
	for pattern, want := range map[string]bool{"*.md": true, "a/**/b": true, "[": false, "a/[b": false, "": false, "/": false,
		`drafts\old.md`: false, `..\docs`: false, `a\\b`: true, `what\?.md`: true, `\[a\].md`: true} {
		if got := ValidGlob(pattern); got != want {
			t.Errorf("ValidGlob(%q) = %v", pattern, got)
		}
	}
}

// What Scan lists lies inside the root and can be read, whatever links there
// are.
func FuzzLinksStayInside(f *testing.F) {
	f.Add("real/a.md", "../b.md", "l2.md")
	f.Add("./../sub//..", "/x", "")
	f.Add("sub/link.md", "../../content/real/a.md", "sub/")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		m := files("real/a.md", "secret/.hidden/x.md")
		m["l1.md"], m["sub/link.md"], m["l2.md"] = link(a), link(b), link(c)
		tree, _, err := Scan(m, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range tree.Pages {
			if data, err := p.Read(); err != nil || string(data) != "real/a.md" {
				t.Errorf("%s: %q, %v", p.Path, data, err)
			}
		}
	})
}

func TestAMountedFolderHasThePlaceItIsGiven(t *testing.T) {
	root := files("a.md", "b/c.png", "b/skip.txt", "handbook.yaml", "embed.go", "x.html", "ok.html", ".well-known/x")
	tree, diags := mustScan(t, root, Options{Name: "docs/adr", At: "decisions", Ignore: []string{"/decisions/b/*.txt"}, Trusted: []string{"/decisions/ok.html"}})
	same(t, "pages", paths(tree.Pages), []string{"decisions/a.md"})
	same(t, "assets", paths(tree.Assets), []string{"decisions/b/c.png", "decisions/embed.go", "decisions/handbook.yaml", "decisions/ok.html"})
	same(t, "diagnostics", said(diags), []string{"docs/adr/x.html: P015"})
	if tree.Settings != nil || tree.Pages[0].Name != "docs/adr/a.md" || !strings.Contains(diags[0].Hint, `"/decisions/x.html"`) {
		t.Errorf("settings %v, name %q, hint %q", tree.Settings, tree.Pages[0].Name, diags[0].Hint)
	}
	if data, err := tree.Pages[0].Read(); err != nil || string(data) != "a.md" {
		t.Errorf("read %q, %v", data, err)
	}
}

func TestWhatIsThereAndNoContentSaysWhy(t *testing.T) {
	root := fstest.MapFS{
		".assets/plan.svg": {Data: []byte("<svg/>")}, "a/.b.md": {}, "drafts/x/y.png": {}, "demo.html": {}, "draw.svg": {Data: []byte("<svg><script/></svg>")},
		".well-known/.x": {}, "handbook.yaml": {},
	}
	o := Options{Ignore: []string{"drafts"}, Trusted: []string{"/trusted.html"}}
	for name, want := range map[string]string{
		".assets/plan.svg": "the name .assets begins with a dot",
		".assets":          "the name .assets begins with a dot",
		"a/.b.md":          "the name .b.md begins with a dot",
		".well-known/.x":   "the name .x begins with a dot",
		"drafts/x/y.png":   "`ignore` leaves it out",
		"demo.html":        "a browser would run it",
		"draw.svg":         "a browser would run it",
		"handbook.yaml":    "it is left out",
		"gone.png":         "",
		".gone/a.png":      "",
		"../a.png":         "",
	} {
		why, hint := WhyLeftOut(root, name, o)
		if !strings.HasPrefix(why, want) || (why == "") != (want == "") || (why == "") != (hint == "") {
			t.Errorf("%s: %q (%q), want %q", name, why, hint, want)
		}
	}
}
