package site_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/internal/cache"
	"waymark/internal/diag"
)

// small is a handbook in which every sort of output and every way from one page
// to another occurs: sections with and without a page of their own, four deep, a
// page that only tags, crumbs or the next-link lead from, a relation, a redirect,
// an image, an included file, diagrams, a theme of its own.
var small = map[string]string{
	"content/handbook.yaml":               "title: Small\nbase_url: https://example.org/book/\ntheme: mine\n",
	"content/index.md":                    "---\ntitle: Home\n---\n[No vision](patterns/no-vision.md), [deep](a/b/c/d/page.md).\n",
	"content/patterns/no-vision.md":       "---\ntitle: No vision\ntags: [work]\nmax_months: 6\n---\n\"Quoted\" text -- so.\n\n![chart](../chart.png)\n",
	"content/patterns/part-vision.md":     "---\ntitle: Part vision\ntags: [Other]\n---\nText.\n\n```go file=\"../code.go\"\n```\n",
	"content/examples/one.md":             "---\ntitle: One\nshows: [patterns/no-vision]\naliases: [/old/one/]\n---\nText, see [below](#below).\n\n## Below\n\n## Further\n",
	"content/a/index.md":                  "# Level a\n",
	"content/a/b/index.md":                "# Level b\n\n```mermaid\nflowchart LR\nA --> B\nclick A \"../../examples/one.md\"\n```\n\n```mermaid file=\"../../pie.mmd\"\n```\n",
	"content/a/b/c/index.md":              "# Level c\n",
	"content/a/b/c/d/index.md":            "# Level d\n",
	"content/a/b/c/d/page.md":             "# Deep page\n",
	"content/z/last.md":                   "---\ntitle: Last\n---\nText.\n",
	"content/code.go":                     "package code\n",
	"content/notes.txt":                   "Notes.\n",
	"content/pie.mmd":                     "pie\n\"A\": 1\n",
	"content/chart.png":                   picture(3, 4),
	"themes/mine/layouts/special.html":    `{{template "base" .}}`,
	"themes/mine/layouts/parts/toc.html":  `{{range .TOC}}{{.Text}}{{end}}`,
	"themes/mine/layouts/kinds/page.html": `{{template "base" .}}{{define "facts"}}{{.Kind}}{{.Modified}}{{end}}`,
	"themes/mine/words/en.yaml":           "previous: Before\n",
	"themes/mine/assets/tokens.css":       "p { color: red }\n",
}

func picture(width, height int) string {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		panic(err)
	}
	return b.String()
}

// TestEveryInfluenceReachesTheKeys changes one thing after the other that outputs
// are made from, and builds what is not known by its key: it has to be the clean
// build, and what is said to change has to. Random edits find the same in time.
func TestEveryInfluenceReachesTheKeys(t *testing.T) {
	day := func(n int) map[string]time.Time {
		return map[string]time.Time{"patterns/no-vision.md": time.Date(2025, 3, n, 0, 0, 0, 0, time.UTC)}
	}
	swap := func(name, old, new string) func(map[string]string, *builder) {
		return func(files map[string]string, _ *builder) {
			if !strings.Contains(files[name], old) {
				panic(name + " has no " + old)
			}
			files[name] = strings.Replace(files[name], old, new, 1)
		}
	}
	put := func(name, text string) func(map[string]string, *builder) {
		return func(files map[string]string, _ *builder) { files[name] = text }
	}
	drop := func(name string) func(map[string]string, *builder) {
		return func(files map[string]string, _ *builder) { delete(files, name) }
	}
	dated := func(dates map[string]time.Time) func(map[string]string, *builder) {
		return func(_ map[string]string, b *builder) { b.dates = dates }
	}
	const settings = "content/handbook.yaml"
	steps := []struct {
		what    string
		change  func(map[string]string, *builder)
		changes string // an output that is another afterwards
	}{
		{"typographer", swap(settings, "title:", "typographer: true\ntitle:"), "patterns/no-vision/index.html"},
		{"site's title", swap(settings, "Small", "Larger"), "z/last/index.html"},
		{"site's description", swap(settings, "title:", "description: What it is\ntitle:"), "z/last/index.html"},
		{"language", swap(settings, "title:", "lang: de\ntitle:"), "z/last/index.html"},
		{"policy", swap(settings, "title:", "csp: {img-src: [\"https://example.com\"]}\ntitle:"), "404.html"},
		{"search engines", swap(settings, "title:", "robots: noindex\ntitle:"), "z/last/index.html"},
		{"search engines again", swap(settings, "robots: noindex\n", ""), "robots.txt"},
		{"host", swap(settings, "example.org", "example.com"), "z/last/index.html"},
		{"base path", swap(settings, "/book/", "/shelf/"), "old/one/index.html"},
		{"no base_url", swap(settings, "base_url: https://example.com/shelf/\n", ""), "robots.txt"},
		{"base_url again", swap(settings, "title:", "base_url: https://example.org/book/\ntitle:"), "sitemap.xml"},
		{"custom style", put("content/custom.css", "h1 { color: red }"), "z/last/index.html"},
		{"favicon", put("content/favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "z/last/index.html"},
		{"title of what is next, in another section", swap("content/z/last.md", "title: Last", "title: Lastly"), "patterns/part-vision/index.html"},
		{"title of what was before, in another section", swap("content/patterns/part-vision.md", "title: Part", "title: Parts of"), "z/last/index.html"},
		{"title of a related page", swap("content/patterns/no-vision.md", "title: No", "title: Without"), "examples/one/index.html"},
		{"title of a page that points here", swap("content/examples/one.md", "title: One", "title: First"), "patterns/no-vision/index.html"},
		{"title of a redirect's page", swap("content/examples/one.md", "title: First", "title: The first"), "old/one/index.html"},
		{"title two levels up", swap("content/a/b/index.md", "Level b", "Second level"), "a/b/c/d/page/index.html"},
		{"title of a tagged page", swap("content/patterns/no-vision.md", "title: Without", "title: Lacking"), "tags/work/index.html"},
		{"description on a card", swap("content/patterns/no-vision.md", "max_months", "description: In short\nmax_months"), "patterns/index.html"},
		{"a field", swap("content/patterns/no-vision.md", "max_months: 6", "max_months: 7"), "patterns/no-vision/index.html"},
		{"slug", swap("content/patterns/no-vision.md", "max_months", "slug: none\nmax_months"), "index.html"},
		{"a word of a text", swap("content/z/last.md", "Text.", "Text of a zebra."), "search/head.json"},
		{"a heading's word in a text as well", swap("content/examples/one.md", "## Further", "further\n\n## Further"), "search/head.json"},
		{"how readers ask", swap("content/patterns/no-vision.md", "max_months", "asked: [where do we go]\nmax_months"), "search/head.json"},
		{"kept out of the search", swap("content/z/last.md", "title:", "search: false\ntitle:"), "search/head.json"},
		{"found again", swap("content/z/last.md", "search: false", "search: true"), "search/head.json"},
		{"kept out of lists", swap("content/z/last.md", "search: true", "unlisted: true"), "search/head.json"},
		{"in lists again", swap("content/z/last.md", "unlisted: true\n", ""), "search/head.json"},
		{"a tag's pages", swap("content/patterns/part-vision.md", "[Other]", "[Other, work]"), "tags/index.html"},
		{"a page with another kind", swap("content/z/last.md", "title:", "kind: pattern\ntitle:"), "z/last/index.html"},
		{"another layout", swap("content/z/last.md", "title:", "layout: special\ntitle:"), "z/last/index.html"},
		{"a heading", swap("content/examples/one.md", "## Further", "## Farther"), "examples/one/index.html"},
		{"no table of contents", swap("content/examples/one.md", "title:", "toc: false\ntitle:"), "examples/one/index.html"},
		{"language of a page", swap("content/examples/one.md", "title:", "lang: fr\ntitle:"), "examples/one/index.html"},
		{"hidden from search engines", swap("content/examples/one.md", "title:", "noindex: true\ntitle:"), "examples/one/index.html"},
		{"weight", swap("content/patterns/part-vision.md", "title:", "weight: 1\ntitle:"), "patterns/index.html"},
		{"a card of its own", swap("content/patterns/part-vision.md", "title:", "card: true\ntitle:"), "patterns/part-vision/index.html"},
		{"title on its own card", swap("content/patterns/part-vision.md", "title: Parts", "title: Pieces"), "patterns/part-vision/card.png"},
		{"site's title on a card", swap(settings, "Larger", "Largest"), "cards/pattern.de.png"},
		{"first day", dated(day(1)), "patterns/none/index.html"},
		{"another day", dated(day(2)), "patterns/none/index.html"},
		{"an included file", put("content/code.go", "package changed\n"), "patterns/part-vision/index.html"},
		{"a diagram", swap("content/a/b/index.md", "A --> B", "A --> C"), "a/b/index.html"},
		{"an included diagram", put("content/pie.mmd", "pie\n\"A\": 2\n"), "a/b/index.html"},
		{"where a diagram's link leads", swap("content/examples/one.md", "title:", "slug: first\ntitle:"), "a/b/index.html"},
		{"where it led before", swap("content/examples/one.md", "slug: first\n", ""), "a/b/index.html"},
		{"what is said of a diagram", put("themes/mine/words/de.yaml", "diagram_outline: Als Liste\n"), "a/b/index.html"},
		{"an image's size", put("content/chart.png", picture(4, 3)), "patterns/none/index.html"},
		{"an image of the same size", put("content/chart.png", strings.Replace(picture(4, 3), "IEND", "IENd", 1)), "chart.png"},
		{"a copied file", put("content/notes.txt", "Other notes.\n"), "notes.txt"},
		{"own robots.txt", put("content/robots.txt", "User-agent: *\n"), "robots.txt"},
		{"a part of the theme", put("themes/mine/layouts/parts/footer.html", "<footer>end</footer>"), "z/last/index.html"},
		{"a layout of the theme", put("themes/mine/layouts/special.html", `{{template "base" .}}{{define "facts"}}special{{end}}`), "z/last/index.html"},
		{"a word of the theme", put("themes/mine/words/de.yaml", "previous: Davor\n"), "patterns/part-vision/index.html"},
		{"what the theme calls a kind", put("themes/mine/words/de.yaml", "previous: Davor\nkind_pattern: Rezept\n"), "cards/pattern.de.png"},
		{"a word that the search says", put("themes/mine/words/en.yaml", "previous: Before\nsearch_kind_pattern: Recipes\nsearch_none: Nothing\n"), "search/head.json"},
		{"what the search calls several of a kind", put("themes/mine/words/de.yaml", "previous: Davor\nkind_pattern: Rezept\nsearch_kind_pattern: Rezepte\n"), "search/head.json"},
		{"what the theme calls a kind, for the search", put("themes/mine/words/de.yaml", "previous: Davor\nkind_pattern: Vorlage\nsearch_kind_pattern: Rezepte\n"), "search/head.json"},
		{"a style of the theme", put("themes/mine/assets/tokens.css", "p { color: green }\n"), "z/last/index.html"},
		{"the theme's part goes", drop("themes/mine/layouts/parts/footer.html"), "z/last/index.html"},
		{"no layout of its own", swap("content/z/last.md", "layout: special\n", ""), "z/last/index.html"},
		{"the default theme", swap(settings, "theme: mine\n", ""), "examples/one/index.html"},
		{"a section gets a page", put("content/z/index.md", "# Zed\n"), "z/last/index.html"},
		{"a page comes", put("content/z/more.md", "# More\n"), "z/last/index.html"},
		{"a page goes", drop("content/z/more.md"), "z/last/index.html"},
		{"a page moves as it is", func(files map[string]string, _ *builder) {
			files["content/y/last.md"] = files["content/z/last.md"]
			delete(files, "content/z/last.md")
		}, "y/last/index.html"},
		{"the same text at another place", func(files map[string]string, _ *builder) {
			files["content/a/one.md"] = strings.Replace(files["content/examples/one.md"], "aliases: [/old/one/]\n", "", 1)
			files["content/examples/one.md"] = files["content/a/one.md"]
		}, "a/one/index.html"},
		{"a strategy in force", put("content/strategies/s.md", "---\ntitle: S\nstatus: active\nowner: [ops]\nwritten: 2026-01-05\nreview_by: 2026-04-30\n---\nText.\n"), "z/index.html"},
		{"a review's day", swap("content/strategies/s.md", "04-30", "05-01"), "reviews.ics"},
		{"a review's day in the list", swap("content/strategies/s.md", "05-01", "06-01"), "reviews/index.html"},
		{"a review's day in the feed", swap("content/strategies/s.md", "06-01", "07-01"), "reviews/feed.xml"},
		{"who reviews", swap("content/strategies/s.md", "ops", "pay"), "reviews.ics"},
		{"the base URL of a calendar", swap(settings, "example.org", "example.net"), "reviews.ics"},
		{"a pair that an example compares", func(files map[string]string, _ *builder) {
			files["content/strategies/told.md"] = "---\nspecimen: true\njudged_on: 2026-02-02\n---\n# Told\n\n## Problem\n\nNo platform.\n"
			files["content/strategies/fixed.md"] = "---\nspecimen: true\njudged_on: 2026-02-02\nrepairs: told\n---\n# Mended\n\n## Problem\n\nTickets wait.\n"
			files["content/examples/one.md"] = strings.Replace(files["content/examples/one.md"], "title:", "compares: [strategies/told]\ntitle:", 1)
		}, "examples/one/index.html"},
		{"a word that was told", swap("content/strategies/told.md", "No platform.", "No platform yet."), "examples/one/index.html"},
		{"a word of the repair", swap("content/strategies/fixed.md", "Tickets wait.", "Tickets wait long."), "examples/one/index.html"},
		{"what fixes", swap("content/strategies/fixed.md", "repairs:", "fixes: {S202: Tickets}\nrepairs:"), "examples/one/index.html"},
		{"all tags go", func(files map[string]string, _ *builder) {
			for name, text := range files {
				files[name] = strings.NewReplacer("tags: [work]\n", "", "tags: [Other, work]\n", "").Replace(text)
			}
		}, "404.html"},
	}

	b := builder{dir: t.TempDir(), program: "one"}
	out := filepath.Join(t.TempDir(), "public")
	memory := cache.Open(filepath.Join(b.dir, ".waymark/cache"))
	defer memory.Close()
	files := make(map[string]string)
	for name, text := range small {
		files[name] = text
	}
	seen := make(witness)
	both := func(what string) map[string]string {
		t.Helper()
		writeAll(t, b.dir, files)
		if _, ds, err := b.build(t.Context(), memory, out); err != nil || diag.Count(ds, diag.Error) > 0 {
			t.Fatalf("%s: %v %v", what, err, ds)
		}
		clean := filepath.Join(t.TempDir(), "public")
		if _, _, err := b.build(t.Context(), nothing{}, clean); err != nil {
			t.Fatal(err)
		}
		if diff := difference(t, clean, out); diff != "" {
			t.Errorf("%s: not a clean build:\n%s", what, diff)
		}
		site := read(t, clean)
		seen.meet(t, site[".waymark/record"])
		return site
	}
	before := both("first")
	for i, step := range steps {
		step.change(files, &b)
		if testing.Short() && i%8 != 0 && i < len(steps)-1 {
			continue // a build shows the changes since the one before
		}
		after := both(step.what)
		if after[step.changes] == before[step.changes] {
			t.Errorf("%s: %s has not changed, so this shows nothing", step.what, step.changes)
		}
		before = after
	}
}

// A shelf is a memory that one can look into.
type shelf struct {
	mu    sync.Mutex
	known map[[16]byte][]byte
}

func (s *shelf) Get(key [16]byte) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	value, ok := s.known[key]
	return value, ok
}

func (s *shelf) Put(key [16]byte, value []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[key] = value
}

// Another program makes every output anew but those that are copied, and has no
// use for anything that is remembered.
func TestAnotherProgramMeansOtherKeys(t *testing.T) {
	b := builder{dir: t.TempDir(), program: "one"}
	writeAll(t, b.dir, small)
	keys := func(program string) (map[string]string, *shelf) {
		b.program = program
		out, memory := filepath.Join(t.TempDir(), "public"), &shelf{known: make(map[[16]byte][]byte)}
		if _, ds, err := b.build(t.Context(), memory, out); err != nil || diag.Count(ds, diag.Error) > 0 {
			t.Fatal(err, ds)
		}
		keys := make(map[string]string)
		for line := range strings.Lines(read(t, out)[".waymark/record"]) {
			if part := strings.SplitN(strings.TrimSpace(line), " ", 4); len(part) == 4 {
				keys[part[3]] = part[0]
			}
		}
		return keys, memory
	}
	one, first := keys("one")
	two, second := keys("two")
	var same []string
	for name, key := range one {
		isKnownByBytes := strings.HasPrefix(name, `"assets/`) || strings.HasPrefix(name, `"search/`)
		if two[name] == key && !isKnownByBytes {
			same = append(same, name)
		}
	}
	slices.Sort(same)
	if want := []string{`".nojekyll"`, `"chart.png"`, `"code.go"`, `"notes.txt"`, `"pie.mmd"`}; !slices.Equal(same, want) {
		t.Errorf("with another program %v have the same keys, want %v", same, want)
	}
	if len(first.known) < 2*11 { // 11 pages and their bodies
		t.Errorf("only %d things are remembered", len(first.known))
	}
	for key, value := range first.known {
		if _, ok := second.known[key]; ok {
			t.Errorf("%.60q was made by one program and is remembered for another", value)
		}
	}
}

// writeAll makes a folder hold these files, and none else in content and themes.
func writeAll(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for _, folder := range []string{"content", "themes"} {
		if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
