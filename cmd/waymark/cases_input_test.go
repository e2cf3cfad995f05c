package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
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

	"golang.org/x/net/html"

	"waymark/internal/generate"
)

// Inputs, addresses and links that a script cannot show: what a text file cannot
// hold, what needs an HTML parser, and what has to end in time. The others are in
// testdata/script. An hour of fuzzing for each parser is run by hand:
// `go test -fuzz NAME -fuzztime 1h` for the fuzz targets of internal/meta, internal/page and internal/theme.

// smallHandbook writes a handbook with these files below content/, and returns its
// folder. Pages that nobody links to are no matter here.
func smallHandbook(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "content/handbook.yaml"), "title: A handbook\nchecks: {H006: off, H009: off}\n")
	write(t, filepath.Join(dir, "content/index.md"), "# Home\n")
	for name, text := range files {
		write(t, filepath.Join(dir, "content", filepath.FromSlash(name)), text)
	}
	return dir
}

// refused builds a project that is broken by these files, over the same project
// without them. It expects the build to fail in time, to say each of the lines,
// and to leave what is published alone. It returns how the build ended.
func refused(t *testing.T, files map[string]string, says ...string) end {
	t.Helper()
	dir := smallHandbook(t, nil)
	build(t, "-s", dir)
	good := published(t, filepath.Join(dir, "public"))
	for name, text := range files {
		write(t, filepath.Join(dir, "content", name), text)
	}
	got := inTime(t, 60*time.Second, waymark(t, "build", "-s", dir))
	if got.status != statusAuthor {
		t.Errorf("status %d", got.status)
	}
	for _, line := range says {
		if !slices.Contains(strings.Split(got.stderr, "\n"), filepath.ToSlash(dir)+"/content/"+line) {
			t.Errorf("it does not say %q", line)
		}
	}
	if t.Failed() {
		t.Logf("it says %.5000s", got.stderr)
	}
	wantSite(t, filepath.Join(dir, "public"), good, "after the build that failed")
	return got
}

// inTime runs a command that has to end by itself.
func inTime(t *testing.T, most time.Duration, cmd *exec.Cmd) end {
	t.Helper()
	late := time.AfterFunc(most, func() { cmd.Process.Kill() })
	got := finish(t, cmd)
	if !late.Stop() {
		t.Fatalf("it did not end in %v", most)
	}
	return got
}

// A level of a bomb repeats the one before it nine times.
func bomb(levels int, first, level string) string {
	var b strings.Builder
	b.WriteString("---\n" + first + "\n")
	for i := 1; i <= levels; i++ {
		fmt.Fprintf(&b, level+"\n", i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), ", "))
	}
	return b.String() + "---\n"
}

func TestAliasBombsAreRefused(t *testing.T) {
	t.Parallel()
	got := refused(t, map[string]string{
		"lists.md": bomb(12, "a0: &a0 [x, x]", "a%[1]d: &a%[1]d [%[2]s]"),
		"merge.md": bomb(12, "a0: &a0 {x: y}", "a%[1]d: &a%[1]d {k: [%[2]s]}"),
		"text.md":  "---\na: &a " + strings.Repeat("x", 50_000) + "\nb: [" + strings.Repeat("*a, ", 5000) + "*a]\n---\n",
	})
	for _, name := range []string{"lists.md", "merge.md", "text.md"} {
		if !regexp.MustCompile(`(?m)/content/` + name + `:\d+:\d+: error: .* \[P006\]$`).MatchString(got.stderr) {
			t.Errorf("%s is not named: %s", name, got.stderr)
		}
	}
}

func TestDeepFrontMatterIsRefused(t *testing.T) {
	t.Parallel()
	const deep = 20_000
	files := map[string]string{
		"list.md":  "---\nx: " + strings.Repeat("[", deep) + strings.Repeat("]", deep) + "\n---\n",
		"map.md":   "---\nx: " + strings.Repeat("{a: ", deep) + "b" + strings.Repeat("}", deep) + "\n---\n",
		"open.md":  "---\nx: " + strings.Repeat("[", deep) + "\n---\n",
		"dash.md":  "---\nx:\n" + strings.Repeat("- ", deep) + "y\n---\n",
		"json.md":  `{"x": ` + strings.Repeat("[", deep) + strings.Repeat("]", deep) + "}\n",
		"json2.md": strings.Repeat(`{"x": `, deep) + "1" + strings.Repeat("}", deep) + "\n",
		"toml.md":  "+++\nx = " + strings.Repeat("[", deep) + strings.Repeat("]", deep) + "\n+++\n",
		"table.md": "+++\n[" + strings.Repeat("a.", deep) + "a]\n+++\n",
	}
	got := refused(t, files,
		"json.md:1:70: error: nested more than 64 levels deep [P006]",
	)
	for name := range files {
		if !regexp.MustCompile(`(?m)/content/` + name + `:\d+:\d+: error: .* \[P006\]$`).MatchString(got.stderr) {
			t.Errorf("%s is not named: %.3000s", name, got.stderr)
		}
	}
}

// What is slow in one file may be slow in the whole handbook too: wrong links
// and headings by the thousand, each with a search for what was meant.
func TestHostilePagesBuildInTime(t *testing.T) {
	t.Parallel()
	n, few, pages := 1_500, 200, 30 // few of what makes an output each
	if long() {
		n, few, pages = 40_000, 9_000, 200 // pages of 400 KB
	}
	lines := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"wrong anchors": lines(n, "## h%d\n") + "\n" + lines(n, "[a](#i%d)\n"),
		"right anchors": lines(n, "## h%d\n") + "\n" + lines(n, "[a](#h%d)\n"),
		"dead links":    lines(n, "[a](pages/none-%d.md)\n"),
		"dead images":   lines(n, "![a](pic-%d.png)\n"),
		"tags":          "---\ntags: [" + lines(few, "t%d, ") + "x]\n---\n",
		"aliases":       "---\naliases:\n" + lines(few, "- /old/%d/\n") + "---\n",
		"relations":     "---\nkind: example\nshows:\n" + lines(min(n, 9_000), "- none-%d\n") + "---\n",
	} {
		files := map[string]string{"a.md": text}
		for i := range pages {
			files[fmt.Sprintf("patterns/p%03d.md", i)] = "# P\n"
		}
		dir := smallHandbook(t, files)
		start := time.Now()
		if got := inTime(t, 90*time.Second, waymark(t, "build", "-q", "-s", dir)); got.status > statusAuthor {
			t.Errorf("%s: status %d: %.2000s", name, got.status, got.stderr)
		}
		t.Logf("%s: %v", name, time.Since(start).Round(time.Millisecond))
	}
}

// Every unusual title reads back wherever a reader meets it: on its page, in the
// window, in the list and in the sidebar.
func TestNaughtyTitlesReadBack(t *testing.T) {
	t.Parallel()
	files := make(map[string]string)
	for i, title := range generate.Naughty {
		files[fmt.Sprintf("s%d/n%03d.md", i/60, i)] = generate.Titled(title)
	}
	dir := smallHandbook(t, files)
	build(t, "-s", dir)
	lists := make(map[string]string) // text of links on section pages by address
	for i := 0; i*60 < len(generate.Naughty); i++ {
		list := htmlFile(t, filepath.Join(dir, "public", fmt.Sprintf("s%d", i), "index.html"))
		for _, place := range []string{"main", "nav"} {
			for _, a := range allOf(firstOf(t, list, place), "a") {
				lists[place+attributeOf(a, "href")] = textOf(a)
			}
		}
	}
	for i, title := range generate.Naughty {
		name := fmt.Sprintf("s%d/n%03d/", i/60, i)
		doc := htmlFile(t, filepath.Join(dir, "public", name, "index.html"))
		if got := textOf(firstOf(t, doc, "h1")); got != title {
			t.Errorf("%s: heading %q, want %q", name, got, title)
		}
		if got := textOf(firstOf(t, doc, "title")); got != title+" · A handbook" {
			t.Errorf("%s: window %q, want %q", name, got, title)
		}
		for _, place := range []string{"main", "nav"} {
			if got := lists[place+"/"+name]; got != title {
				t.Errorf("%s: in %s %q, want %q", name, place, got, title)
			}
		}
	}
}

func TestDeepFoldersAndLongNamesBuild(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("d/", 60) + "page"
	name := strings.Repeat("n", 200)
	dir := smallHandbook(t, map[string]string{
		"index.md":   "[deep](" + deep + ".md) [long](" + name + ".md)\n",
		deep + ".md": "# Deep\n\n[home](" + strings.Repeat("../", 60) + "index.md)\n",
		name + ".md": "# Long\n",
	})
	build(t, "-s", dir)
	for _, p := range []string{deep, name} {
		if !exists(filepath.Join(dir, "public", filepath.FromSlash(p), "index.html")) {
			t.Errorf("%.20s… is not published", p)
		}
	}
	wantLinksAlive(t, filepath.Join(dir, "public"), "http://127.0.0.1/")
}

// Markdown that real projects wrote is a folder to adopt: what our modules
// brought, and with WAYMARK_LONG=1 everything in the module cache.
func TestMarkdownOfRealProjects(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if n := copyMarkdown(t, moduleFolders(t), filepath.Join(dir, "project")); n < 20 {
		t.Skipf("only %d Markdown files in the module cache", n)
	}
	for range 10 {
		got := inTime(t, 5*time.Minute, waymark(t, "build", "--format=json", "-s", filepath.Join(dir, "project"), "-o", filepath.Join(dir, "public")))
		if got.status == statusFine {
			return
		}
		if got.status != statusAuthor || removeRefused(t, dir, got.stdout) == 0 {
			t.Fatalf("status %d\n%.5000s", got.status, got.stderr)
		}
	}
	t.Error("it does not build even without all that it refused")
}

func moduleFolders(t *testing.T) []string {
	if long() {
		out, err := exec.Command("go", "env", "GOMODCACHE").Output()
		if err != nil {
			t.Skip(err)
		}
		return []string{strings.TrimSpace(string(out))}
	}
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "all").Output()
	if err != nil {
		t.Skip(err)
	}
	return strings.Fields(string(out))[1:] // the first is our own
}

// copyMarkdown copies every Markdown file of the folders and returns how many.
func copyMarkdown(t *testing.T, folders []string, to string) (n int) {
	for _, folder := range folders {
		filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() || path.Ext(p) != ".md" {
				return nil
			}
			data, err := os.ReadFile(p)
			if err != nil {
				return nil
			}
			rel, _ := filepath.Rel(filepath.Dir(folder), p)
			write(t, filepath.Join(to, strings.ReplaceAll(rel, "@", "-")), string(data))
			n++
			return nil
		})
	}
	return n
}

// removeRefused removes the files that a build refused, each of which it has to
// name, with a line unless it is about the file as a whole.
func removeRefused(t *testing.T, dir, report string) (n int) {
	var found []struct {
		Code, Severity, Path, Message string
		Line                          int
	}
	if err := json.Unmarshal([]byte(report), &found); err != nil {
		t.Fatalf("%v in %.500s", err, report)
	}
	for _, d := range found {
		if d.Severity != "error" {
			continue
		}
		t.Logf("refused: %s:%d: %s [%s]", d.Path, d.Line, d.Message, d.Code)
		if d.Line == 0 && d.Code != "P004" && d.Code != "H004" {
			t.Errorf("%s: no line", d.Path)
		}
		if err := os.RemoveAll(filepath.FromSlash(d.Path)); err != nil || !strings.HasPrefix(d.Path, filepath.ToSlash(dir)) {
			t.Errorf("%q: %v", d.Path, err)
		}
		n++
	}
	return n
}

// nastyNames are names of files that mean something in an address, in HTML or to
// a shell, or that are hard to spell.
func nastyNames() []string {
	names := []string{
		"with space", " leading", "hash#tag", "50%", "50%25", "a&b", "a&amp;b", "it's", "plus+minus", "semi;colon", "comma,name",
		"equals=sign", "at@sign", "tilde~", "(paren)", "[bracket]", "{brace}", "caret^", "back`tick", "dollar$", "bang!", "x..y",
		"v1.2.3", "-dash", "--", "_", "🚀", "👩\u200d💻", "стратегия", "戦略", "استراتيجية", "cafe\u0301", "ü", "İstanbul", "javascript-alert(1)",
		"%2e%2e", "%00", "%", "100%de", "a\u00a0b", "a\u200bb", "page", "1", "index", "README", "en",
	}
	if runtime.GOOS != "windows" {
		names = append(names, "what?", `"quoted"`, "colon:name", "star*", "pipe|", "<angle>", "javascript:alert(1)", "data:,x", "?", "dot.")
	}
	return names
}

// nastySite writes a handbook in which each nasty name is a page, a folder, a
// tag, a file and, in an alias, an old address.
func nastySite(t testing.TB) string {
	files := map[string]string{"index.md": "# Home\n"}
	var links strings.Builder
	for i, name := range nastyNames() {
		address := strings.ReplaceAll(url.PathEscape(name), "%2F", "/")
		front := fmt.Sprintf("---\ntitle: Page %d\ntags: [%q]\n", i, name)
		if !strings.ContainsAny(name, "%?#:") {
			front += fmt.Sprintf("aliases: [%q]\n", "/old/"+name+"/")
		}
		if name != "index" && name != "README" {
			files["pages/"+name+".md"] = front + "---\n## Part\n"
			files["files/"+name+".txt"] = name
			fmt.Fprintf(&links, "[%d](../pages/%s.md) [%d](../pages/%s.md#part) [%d](<../files/%s.txt>)\n", i, address, i, address, i, address)
		}
		files["folders/"+name+"/inner.md"] = "# Inner\n"
		fmt.Fprintf(&links, "[%d](../folders/%s/inner.md)\n\n", i, address)
	}
	files["links/all.md"] = "# All\n\n" + links.String()
	return smallHandbook(t, files)
}

// A list shows every page of its folder, and following its links with a browser's
// rules reaches each of them.
func TestNastyNamesAreReachable(t *testing.T) {
	t.Parallel()
	dir := nastySite(t)
	build(t, "-s", dir, "-b", "https://user.github.io/repo/")
	wantLinksAlive(t, filepath.Join(dir, "public"), "https://user.github.io/repo/")
	listed := make(map[string]bool)
	list := htmlFile(t, filepath.Join(dir, "public/pages/index.html"))
	for _, a := range allOf(firstOf(t, list, "main"), "a") {
		listed[textOf(a)] = true
	}
	for i, name := range nastyNames() {
		if name != "index" && name != "README" && !listed[fmt.Sprintf("Page %d", i)] {
			t.Errorf("%q is not on the list of its folder", name)
		}
	}
}

// The sitemap, the canonical link of a page and every link to it spell its
// address in one way, and there it is served.
func TestAddressesHaveOneSpelling(t *testing.T) {
	t.Parallel()
	const base = "https://user.github.io/repo/"
	dir := nastySite(t)
	build(t, "-s", dir, "-b", base)
	public := filepath.Join(dir, "public")

	var sitemap struct {
		Locs []string `xml:"url>loc"`
	}
	data, err := os.ReadFile(filepath.Join(public, "sitemap.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(data, &sitemap); err != nil {
		t.Fatal(err)
	}
	if len(sitemap.Locs) < 2*len(nastyNames()) {
		t.Fatalf("only %d entries in the sitemap", len(sitemap.Locs))
	}
	spelled := make(map[string]string) // by what is served
	for _, loc := range sitemap.Locs {
		page := fetch(t, public, base, loc)
		if got := canonical(parseHTML(t, page)); got != loc {
			t.Errorf("in the sitemap %s, canonical %s", loc, got)
		}
		u, _ := url.Parse(loc)
		spelled[u.Path] = loc
	}
	eachLink(t, public, base, func(file, href string) {
		u := resolveLink(t, base, file, href)
		if u.Host != "user.github.io" || strings.HasPrefix(href, "#") {
			return
		}
		u.Fragment, u.RawFragment = "", ""
		if loc, ok := spelled[u.Path]; ok && loc != u.String() {
			t.Errorf("%s: linked to as %s, in the sitemap %s", file, u, loc)
		}
	})
}

// The names look the same, so the addresses are shown encoded.
func TestNamesDifferByNormalForm(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("the disk folds normal forms")
	}
	t.Parallel()
	got := refused(t, map[string]string{"caf\u00e9.md": "# One\n", "cafe\u0301.md": "# Two\n"},
		"caf\u00e9.md:1:1: error: this page and another page have addresses that differ only in how an accent is encoded, /caf%C3%A9/ and /cafe%CC%81/ [H004]")
	if !strings.Contains(got.stderr, "/content/cafe\u0301.md:1:1: the other is here\n") {
		t.Errorf("the other is not named: %s", got.stderr)
	}
}

// A site that was built has no dead link, found by a reader that knows nothing
// of how it was made.
func TestBuiltSitesHaveNoDeadLinks(t *testing.T) {
	t.Parallel()
	pages, shapes := 40, []generate.Shape{generate.Deep, generate.Tagged}
	if long() {
		pages, shapes = 1500, []generate.Shape{generate.Tree, generate.Flat, generate.Hub, generate.Tagged, generate.Deep, generate.Wide}
	}
	for _, shape := range shapes {
		dir := t.TempDir()
		if err := generate.Write(dir, generate.Options{Pages: pages, Seed: 5, Kinds: true, Words: 80, Shape: shape}); err != nil {
			t.Fatal(err)
		}
		build(t, "-s", dir, "-b", "https://user.github.io/repo/")
		wantLinksAlive(t, filepath.Join(dir, "public"), "https://user.github.io/repo/")
	}
}

// A long list goes on at page/2/, which its first page and the next know.
func TestListsGoOnAfterAHundred(t *testing.T) {
	t.Parallel()
	files := make(map[string]string)
	for i := range 101 {
		files[fmt.Sprintf("many/p%03d.md", i)] = fmt.Sprintf("---\ntitle: Page %03d\ntags: [all]\n---\n", i)
	}
	dir := smallHandbook(t, files)
	build(t, "-s", dir)
	for _, list := range []string{"many/", "tags/all/"} {
		one := htmlFile(t, filepath.Join(dir, "public", list, "index.html"))
		two := htmlFile(t, filepath.Join(dir, "public", list, "page/2/index.html"))
		if a, b := len(cards(t, one)), len(cards(t, two)); a != 100 || b != 1 {
			t.Errorf("%s: %d and %d entries", list, a, b)
		}
		if got := textOf(cards(t, two)[0]); !strings.Contains(got, "Page 100") {
			t.Errorf("%s: the last entry is %q", list, got)
		}
		if got := headLink(one, "next"); got != "/"+list+"page/2/" {
			t.Errorf("%s: next is %q", list, got)
		}
		if got := headLink(two, "prev"); got != "/"+list {
			t.Errorf("%s: previous is %q", list, got)
		}
		if exists(filepath.Join(dir, "public", list, "page/3")) {
			t.Errorf("%s: there is a third page", list)
		}
	}
	sidebar := firstOf(t, htmlFile(t, filepath.Join(dir, "public/many/p050/index.html")), "nav")
	if n := len(allOf(sidebar, "a")); n < 30 || n > 40 { // the thirty around the page, and what leads elsewhere
		t.Errorf("the sidebar has %d links", n)
	}
	wantLinksAlive(t, filepath.Join(dir, "public"), "http://127.0.0.1/")
	if err := os.Remove(filepath.Join(dir, "content/many/p000.md")); err != nil {
		t.Fatal(err)
	}
	build(t, "-s", dir)
	if exists(filepath.Join(dir, "public/many/page")) {
		t.Error("the second page stays when the list is short again")
	}
}

func cards(t testing.TB, doc *html.Node) []*html.Node { return allOf(firstOf(t, doc, "main"), "h2") }

// A reader of a built site. It knows HTML and HTTP, and nothing of Waymark.

// wantLinksAlive follows every link of every page of a built site, with a
// browser's rules, below the address that it will have.
func wantLinksAlive(t testing.TB, public, base string) {
	t.Helper()
	ids := make(map[string][]string) // by address without fragment
	checked := 0
	eachLink(t, public, base, func(file, href string) {
		u := resolveLink(t, base, file, href)
		site, _ := url.Parse(base)
		if u.Host != site.Host || u.Scheme != site.Scheme {
			return
		}
		checked++
		fragment := u.Fragment
		u.Fragment, u.RawFragment, u.RawQuery = "", "", ""
		if _, known := ids[u.String()]; !known {
			if !strings.HasPrefix(u.Path, site.Path) {
				t.Errorf("%s: %q leaves the site", file, href)
				return
			}
			ids[u.String()] = idsOf(t, fetch(t, public, base, u.String()))
		}
		if fragment != "" && !slices.Contains(ids[u.String()], fragment) {
			t.Errorf("%s: %q leads to no element", file, href)
		}
	})
	if checked < 10 {
		t.Errorf("only %d links in %s", checked, public)
	}
}

// eachLink calls do for every address in every page below public.
func eachLink(t testing.TB, public, base string, do func(file, href string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(public), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(p) != ".html" {
			return err
		}
		for n := range htmlFile(t, filepath.Join(public, filepath.FromSlash(p))).Descendants() {
			for _, a := range n.Attr {
				switch a.Key {
				case "href", "src":
					do(p, a.Val)
				case "content":
					if _, to, ok := strings.Cut(a.Val, "; url="); ok && attributeOf(n, "http-equiv") == "refresh" {
						do(p, to)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// resolveLink returns where a link on a file of the site leads.
func resolveLink(t testing.TB, base, file, href string) *url.URL {
	t.Helper()
	site, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	here := site.ResolveReference(&url.URL{Path: site.Path + strings.TrimSuffix(file, "index.html")})
	to, err := here.Parse(href)
	if err != nil {
		t.Errorf("%s: %q is no address: %v", file, href, err)
		return here
	}
	return to
}

// fetch asks a plain file server for an address, and expects to get a page or a
// file without being sent elsewhere.
func fetch(t testing.TB, public, base, address string) string {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	server := http.StripPrefix(strings.TrimSuffix(u.Path, "/"), http.FileServer(http.Dir(public)))
	answer := httptest.NewRecorder()
	server.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, address, nil))
	if answer.Code != http.StatusOK {
		t.Errorf("%s: %d %s", address, answer.Code, answer.Header().Get("Location"))
	}
	body, _ := io.ReadAll(answer.Body)
	return string(body)
}

func parseHTML(t testing.TB, text string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func htmlFile(t testing.TB, name string) *html.Node {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return parseHTML(t, string(data))
}

func allOf(n *html.Node, tag string) (found []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == tag {
			found = append(found, d)
		}
	}
	return found
}

func firstOf(t testing.TB, n *html.Node, tag string) *html.Node {
	t.Helper()
	found := allOf(n, tag)
	if len(found) == 0 {
		t.Fatalf("no <%s>", tag)
	}
	return found[0]
}

func attributeOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func idsOf(t testing.TB, text string) (ids []string) {
	for n := range parseHTML(t, text).Descendants() {
		if id := attributeOf(n, "id"); id != "" {
			if slices.Contains(ids, id) {
				t.Errorf("the id %q is there twice", id)
			}
			ids = append(ids, id)
		}
	}
	return ids
}

func headLink(doc *html.Node, rel string) string {
	for _, n := range allOf(doc, "link") {
		if attributeOf(n, "rel") == rel {
			return attributeOf(n, "href")
		}
	}
	return ""
}

func canonical(doc *html.Node) string { return headLink(doc, "canonical") }
