//go:build browser

package browser

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
	"github.com/evanw/esbuild/pkg/api"

	"waymark/internal/serve"
)

// searchScript makes a script of what the search has for others to call, as the value
// named search.
func searchScript(t *testing.T) string {
	t.Helper()
	made := api.Build(api.BuildOptions{
		Stdin: &api.StdinOptions{
			Contents:   `export * from './engine.ts'; export * from './twin.ts'; export * from './words.ts';`,
			ResolveDir: "../../themes/waymark/assets/scripts/search",
			Loader:     api.LoaderTS,
		},
		Bundle: true, Format: api.FormatIIFE, GlobalName: "search", Charset: api.CharsetUTF8, TsconfigRaw: "{}",
	})
	for _, m := range made.Errors {
		t.Fatal(m.Text)
	}
	return string(made.OutputFiles[0].Contents)
}

// searching opens a page of a site on which search and engine are there to be called.
func searching(t *testing.T, s *published) *tab {
	t.Helper()
	b := open(t, s, "", desktop)
	b.prepareSearch()
	return b
}

func (b *tab) prepareSearch() {
	b.t.Helper()
	get[bool](b, searchScript(b.t)+"\n;globalThis.search = search; true")
	await[bool](b, `search.Engine.open(`+quote(b.site.base)+`).then(e => { globalThis.engine = e; return true; })`)
}

// TestWordsAreThoseOfTheIndex reads the table that the Go test reads.
func TestWordsAreThoseOfTheIndex(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("../search/testdata/words.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var texts, wants []string
	for line := range strings.Lines(string(table)) {
		text, want, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		texts, wants = append(texts, text), append(wants, want)
	}
	texts, wants = append(texts, strings.Repeat("ö", 39)+"ab x"), append(wants, strings.Repeat("o", 39)+"a* x")
	b := searching(t, handbook(t, "/repo/"))
	got := get[[]string](b, inJSON(texts)+`.map(text => {
		const typed = search.words(text, true);
		return search.words(text).map((w, i) => typed[i] === w ? w : w + '*').join(' ');
	})`)
	for i, text := range texts {
		if got[i] != wants[i] {
			t.Errorf("words of %q: %q, want %q", text, got[i], wants[i])
		}
	}
}

// TestHeadingsOfTwinsHaveTheirIDs derives the ids of all headings of our handbook from
// its Markdown, and compares them with those of the pages.
func TestHeadingsOfTwinsHaveTheirIDs(t *testing.T) {
	t.Parallel()
	hard := fstest.MapFS{
		"index.md": {Data: []byte("---\ntitle: Hard\n---\n\n## Hard\n\n## Twice\n\n## Twice\n\n### Twice\n\n## Its own {#twice-1}\n\n## One {#mine .wide}\n\n## `a_b` *and* [links](https://x.example/(y)) ![pic](https://x.example/p.png)\n\nBelow\n-----\n\n> ## Quoted\n\n- ## Listed\n\n```\n## Code\n```\n\n````md\n```\n## Code\n```\n````\n\n:::note\n## Inside\n:::\n\n## a & b &amp; c \\* d -- e_f\n\n## Ärger für Ωμέγας 技術 🚀 :rocket:\n\n<!-- \n## Hidden\n-->\n\n#### Fourth ####\n\n##### Fifth\n\n## Fifth\n\n[ref]: https://x.example/\n\n## A [ref] and [text][ref][^1]\n\n[^1]: Note.\n")},
	}
	for name, s := range map[string]*published{"handbook": handbook(t, "/repo/"), "hard": publishOnce(t, "hard", "/repo/", func() fs.FS { return hard })} {
		b := searching(t, s)
		var pages []string
		for file := range s.files {
			if at, ok := strings.CutSuffix(file, "index.md"); ok && s.files[at+"index.html"] != nil {
				pages = append(pages, at)
			}
		}
		slices.Sort(pages)
		if name == "handbook" && len(pages) < 100 {
			t.Fatalf("only %d pages with Markdown", len(pages))
		}
		type ids struct{ Derived, Real []string }
		all := await[[]ids](b, `Promise.all(`+inJSON(pages)+`.map(async at => {
			const [html, markdown] = await Promise.all(['', 'index.md'].map(async name => (await fetch(`+quote(s.base)+` + at + name)).text()));
			const page = new DOMParser().parseFromString(html, 'text/html');
			return {
				real: [...page.querySelectorAll('main :is(h2, h3, h4)[id]:not([id^="site:"])')].map(h => h.id),
				derived: search.read(markdown).filter(b => b.isHeading && b.heading).map(b => b.heading.id),
			};
		}))`)
		headings, unknown := 0, 0
		for i, page := range all {
			for j := range page.Derived {
				if headings++; page.Derived[j] == "" && j < len(page.Real) {
					page.Derived[j] = page.Real[j] // nobody can tell
					unknown++
				}
			}
			// The theme puts some sections into places of their own.
			slices.Sort(page.Derived)
			slices.Sort(page.Real)
			if !slices.Equal(page.Derived, page.Real) {
				t.Errorf("%s: ids of headings from Markdown: %q, want %q", pages[i], page.Derived, page.Real)
			}
		}
		if headings < 15 || unknown > headings/50+1 {
			t.Errorf("%s: %d headings, of which %d without an id", name, headings, unknown)
		}
	}
}

// manyTongues is a handbook in which words have accents, or nothing between them.
func manyTongues() fs.FS {
	all := make(fstest.MapFS)
	for name, page := range map[string][2]string{
		"index":    {"Mother tongues", "Pages in many languages, with résumé and resume, naïve and naive."},
		"creme":    {"Crème brûlée", "Une crème à Zürich. The crème is burnt; l'été est là."},
		"creme2":   {"Creme brulee, plainly", "A creme in Zurich, without any accents: resume."},
		"aero":     {"Ærø and Łódź", "Straße und STRASSE, Øl, œuvre, Ångström."},
		"jp":       {"技術戦略ガイド", "技術のビジョンと戦略を分けて書く。ロードマップは後で。"},
		"zh":       {"技术愿景与战略", "愿景说明系统应该在哪里。战略说明如何到达那里,2026年。"},
		"ko":       {"기술 전략 문서", "비전은 시스템이 있어야 할 곳이다. 전략은 그 길이다."},
		"greek":    {"Στρατηγική ΟΔΟΣ", "Η οδός και το όραμα. ΕΛΛΑΣ ελλάς."},
		"russian":  {"Тёмный лес", "Стратегия и видение: ёлка и елка, йод."},
		"code":     {"ADR-0012: Use v1.2.3 of snake_case", "The file decision-record/0002.md, C++ and v1.2."},
		"code2":    {"S222 no-owner", "S222 again, and the team's plan; the teams' plans."},
		"hidden":   {"Left out", "Nobody finds this word: hippopotamus."},
		"apart":    {"Far apart", "grand things happen. A migration, too. Many words lie between what is grand and what is small."},
		"together": {"Side by side", "Here a grand migration happens. Nothing else does, and that is all."},
	} {
		front := fmt.Sprintf("---\ntitle: %q\n", page[0])
		if name == "hidden" {
			front += "search: false\n"
		}
		all[name+".md"] = &fstest.MapFile{Data: []byte(front + "---\n\n" + page[1] + "\n")}
	}
	return all
}

// faulty serves a site, but for files that fail.
func faulty(t *testing.T, s *published, fails func(path string) int) *published {
	t.Helper()
	good := serve.Preview(s.files, s.base, nil)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch status := fails(strings.TrimPrefix(r.URL.Path, s.base)); status {
		case http.StatusOK:
			good.ServeHTTP(w, r)
		case 0: // no answer at all
			panic(http.ErrAbortHandler)
		case -1:
			w.Write([]byte("<!doctype html><title>Somebody else's page</title>"))
		default:
			w.WriteHeader(status)
		}
	}))
	t.Cleanup(server.Close)
	return &published{origin: server.URL, base: s.base, files: s.files, server: server}
}

const asked = `engine.ask('grand migration', {typing: false}).then(a => ({problem: a.problem ?? '', first: a.hits[0]?.url ?? '', total: a.total}))`

type outcome struct {
	Problem, First string
	Total          int
}

// TestSearchGoesOnWithoutAFile asks while shards cannot be had, for a while or at all.
func TestSearchGoesOnWithoutAFile(t *testing.T) {
	t.Parallel()
	s := handbook(t, "/repo/")
	for name, status := range map[string]int{"gone": 404, "broken": -1, "refused": 503, "no answer": 0} {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			times := make(map[string]int) // by shard
			b := searching(t, faulty(t, s, func(path string) int {
				if !strings.HasPrefix(path, "search/w/") {
					return http.StatusOK
				}
				mu.Lock()
				defer mu.Unlock()
				times[path]++
				return status
			}))
			defer b.forgive("")
			got := await[outcome](b, asked)
			if got.Problem != "part" || got.First != "patterns/grand-migration/" {
				t.Errorf("without shards: %+v", got)
			}
			mu.Lock()
			defer mu.Unlock()
			if len(times) == 0 {
				t.Error("no shard was asked for")
			}
			for path, n := range times { // Chromium tries again by itself when a connection that it had is cut
				if n < 2 || n > 2 && status != 0 {
					t.Errorf("%s was asked for %d times, not twice", path, n)
				}
			}
		})
	}
	var times atomic.Int32
	b := searching(t, faulty(t, s, func(path string) int {
		if strings.HasPrefix(path, "search/w/") && times.Add(1) == 1 {
			return 503
		}
		return http.StatusOK
	}))
	defer b.forgive("")
	if got := await[outcome](b, asked); got.Problem != "" || got.First != "patterns/grand-migration/" {
		t.Errorf("a shard came at the second time: %+v", got)
	}
}

// TestSearchSurvivesADeployment asks with a head that names shards which are gone.
func TestSearchSurvivesADeployment(t *testing.T) {
	t.Parallel()
	old := publishOnce(t, "generated small", "/repo/", func() fs.FS {
		return fstest.MapFS{"index.md": {Data: []byte("---\ntitle: Old home\n---\n\nold words\n")}, "other.md": {Data: []byte("---\ntitle: Other\n---\n\nothers\n")}}
	})
	s := handbook(t, "/repo/")
	var deployed atomic.Bool
	server := faulty(t, s, func(string) int { return http.StatusOK })
	before, after := serve.Preview(old.files, s.base, nil), server.server.Config.Handler
	server.server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if deployed.Load() {
			after.ServeHTTP(w, r)
		} else {
			before.ServeHTTP(w, r)
		}
	})
	b := searching(t, server)
	defer b.forgive("404")
	if n := get[int](b, `engine.head.pages`); n != 2 {
		t.Fatalf("%d pages before", n)
	}
	deployed.Store(true)
	if got := await[outcome](b, asked); got.Problem != "" || got.First != "patterns/grand-migration/" {
		t.Errorf("after a deployment: %+v", got)
	}
}

// TestSearchWithoutANetwork asks what the cache has, and what nobody has.
func TestSearchWithoutANetwork(t *testing.T) {
	t.Parallel()
	s := handbook(t, "/repo/")
	var isOffline atomic.Bool
	fails := func(path string) int {
		if isOffline.Load() {
			return 0
		}
		return http.StatusOK
	}
	server := faulty(t, s, fails)
	inner := server.server.Config.Handler
	server.server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=600") // as on GitHub Pages
		inner.ServeHTTP(w, r)
	})
	b := searching(t, server)
	await[outcome](b, asked)
	isOffline.Store(true)
	b.prepareSearch()
	if got := await[outcome](b, asked); got.Problem != "" || got.First != "patterns/grand-migration/" {
		t.Errorf("from the cache: %+v", got)
	}
	b.forgive("")
	isOffline.Store(false)

	fresh := open(t, server, "", desktop) // with a cache of its own
	isOffline.Store(true)
	fresh.prepareSearch()
	if got := await[outcome](fresh, asked); got.Problem != "offline" || got.Total != 0 {
		t.Errorf("without a network: %+v", got)
	}
	isOffline.Store(false)
	if got := await[outcome](fresh, asked); got.Problem != "" || got.First != "patterns/grand-migration/" {
		t.Errorf("with a network again: %+v", got)
	}
	fresh.forgive("")
}

// TestExcerptsTellWhereTheWordsStand reads the Markdown of what was found.
func TestExcerptsTellWhereTheWordsStand(t *testing.T) {
	t.Parallel()
	type hit struct{ URL, Heading, ID, Excerpt, Asked string }
	ask := func(b *tab, query string) []hit {
		return await[[]hit](b, `engine.ask(`+quote(query)+`, {typing: false}).then(a => engine.excerpts(a, 5)).then(a => a.hits.map(h => ({
			url: h.url, heading: h.heading?.text ?? '', id: h.heading?.id ?? '', asked: h.asked ?? '',
			excerpt: (h.excerpt ?? []).map(p => p.hit ? '[' + p.text + ']' : p.text).join('') })))`)
	}
	tongues, ours := searching(t, publishOnce(t, "tongues", "/", manyTongues)), searching(t, handbook(t, "/repo/"))
	for _, c := range []struct {
		tab   *tab
		query string
		want  hit
		all   int // results; 0: any number
	}{
		{tongues, "grand migration", hit{URL: "together/", Excerpt: "Here a [grand] [migration] happens. Nothing else does, and that is all."}, 0},
		{tongues, `"grand migration"`, hit{URL: "together/", Excerpt: "Here a [grand] [migration] happens. Nothing else does, and that is all."}, 1},
		{tongues, "migration -nothing", hit{URL: "apart/", Excerpt: "grand things happen. A [migration], too. Many words lie between what is grand and what is small."}, 1},
		{tongues, "ロードマップ", hit{URL: "jp/", Excerpt: "技術のビジョンと戦略を分けて書く。[ロードマップ]は後で。"}, 1},
		{tongues, "crème zürich", hit{URL: "creme/", Excerpt: "Une [crème] à [Zürich]. The [crème] is burnt; l'été est là."}, 0},
		{tongues, "teams", hit{URL: "code2/", Excerpt: "S222 again, and the [team's] plan; the [teams'] plans."}, 1},
		{tongues, "hippopotamus", hit{}, 0},
		{ours, "sources disagree", hit{URL: "patterns/grand-migration/", Heading: "Where the sources disagree", ID: "where-the-sources-disagree", Excerpt: ""}, 0},
	} {
		got := ask(c.tab, c.query)
		first := hit{}
		if len(got) > 0 {
			first = got[0]
		}
		if c.want.Excerpt == "" {
			first.Excerpt = ""
		}
		if first != c.want || c.all > 0 && len(got) != c.all {
			t.Errorf("%s: %d results, the first %+v, want %+v", c.query, len(got), first, c.want)
		}
	}
}

// await returns what a promise comes to.
func await[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.80s: %v", expression, err)
	}
	return v
}

func inJSON(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // only strings and lists of them are passed
	}
	return string(data)
}
