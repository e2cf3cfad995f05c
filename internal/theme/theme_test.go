package theme

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"waymark/internal/diag"
	"waymark/internal/source"
	"waymark/internal/view"
)

var update = flag.Bool("update", false, "write the golden files")

func TestEveryLayoutLooksAsBefore(t *testing.T) {
	theme := mustLoad(t, standard)
	for _, v := range samples() {
		t.Run(v.Layout, func(t *testing.T) {
			// The assets' names change with every colour; they are no matter here.
			got := mustRender(t, theme, v)
			for _, a := range theme.Assets() {
				name, ending := filepath.Base(a.Path), filepath.Ext(a.Path)
				got = strings.ReplaceAll(got, name, strings.SplitN(name, ".", 2)[0]+".HASH"+ending)
			}
			file := filepath.Join("testdata", strings.ReplaceAll(v.Layout, "/", "-")+".html")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("changed (-want +got); go test -update accepts it:\n%s", diff)
			}
		})
	}
}

func TestPageIsWellFormed(t *testing.T) {
	theme := mustLoad(t, standard)
	for _, v := range samples() {
		t.Run(v.Layout, func(t *testing.T) {
			page := mustRender(t, theme, v)
			doc, err := html.Parse(strings.NewReader(page))
			if err != nil {
				t.Fatal(err)
			}
			count := make(map[string]int)
			ids := make(map[string]bool)
			for n := range doc.Descendants() {
				if n.Type != html.ElementNode {
					continue
				}
				count[n.Data]++
				for _, a := range n.Attr {
					if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
						t.Errorf("<%s %s=…>: the policy forbids it", n.Data, a.Key)
					}
					if a.Key == "id" && ids[a.Val] {
						t.Errorf("id %q is there twice", a.Val)
					}
					if a.Key == "id" {
						ids[a.Val] = true
					}
				}
				if n.Data == "script" && !isOfTheTheme(n) || n.Data == "style" {
					t.Errorf("there is an inline <%s>", n.Data)
				}
			}
			for _, once := range []string{"h1", "main", "title", "header"} {
				if count[once] == 0 {
					t.Errorf("there is no <%s>", once)
				}
			}
			if count["h1"] != 1 || count["main"] != 1 {
				t.Errorf("%d <h1> and %d <main>, want one each", count["h1"], count["main"])
			}
			if !strings.Contains(page, "<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; ") {
				t.Error("the policy is not first in the head")
			}
		})
	}
}

func TestPolicyReachesTheBrowserUnchanged(t *testing.T) {
	theme := mustLoad(t, standard)
	v := sample("page", "page", "/", "Home")
	v.Site.CSP = "default-src 'none'; img-src 'self' https://images.example.org/a?b=c&d; base-uri 'none'"
	if got := attribute(t, mustRender(t, theme, v), "meta", "content"); got != v.Site.CSP {
		t.Errorf("the policy is %q, want %q", got, v.Site.CSP)
	}
}

// attribute returns an attribute of the first element of that name.
func attribute(t *testing.T, page, element, name string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != element {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == name {
				return a.Val
			}
		}
		return ""
	}
	return ""
}

func TestHostileTextIsTextEverywhere(t *testing.T) {
	const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'{{.}}</title></style>`
	theme := mustLoad(t, standard)
	for _, v := range samples() {
		v.Title, v.Description, v.Modified, v.TitleID = hostile, hostile, hostile, hostile
		v.Lang = hostile
		v.Site.Title, v.Site.Description = hostile, hostile
		v.SiteKey, v.NavKey = source.Sum([]byte("hostile")), source.Sum([]byte("hostile"+v.Layout))
		bad := view.Link{Title: hostile, URL: "javascript:alert(1)//" + hostile}
		v.Prev, v.Next, v.Nav.Up, v.Nav.All, v.Nav.Title, v.Nav.URL = bad, bad, bad, bad, hostile, bad.URL
		v.Crumbs, v.Tags = []view.Crumb{{Title: bad.Title, URL: bad.URL}}, []view.Link{bad}
		v.Site.Sections = []view.Section{{Title: hostile, URL: bad.URL, Kind: "page"}}
		v.Site.Tags, v.Site.Kinds, v.Site.Logo, v.Site.Favicon, v.Site.CustomCSS, v.Canonical = bad.URL, bad.URL, bad.URL, bad.URL, bad.URL, bad.URL
		v.TOC = []view.Heading{{Level: 2, ID: hostile, Text: hostile}, {Level: 2, ID: hostile, Text: hostile}}
		v.Beside = view.Beside{Title: hostile, URL: bad.URL, Statement: hostile, Settles: []string{hostile}}
		v.Site.Issue = view.Issue{URL: bad.URL, Title: hostile, Text: hostile}
		for i := range v.Parts {
			v.Parts[i].Title, v.Parts[i].ID = hostile, hostile+v.Parts[i].Name
		}
		v.Relations = []view.Group{{Relation: "link", Backlinks: []view.Backlink{{Title: bad.Title, URL: bad.URL, Sentence: hostile}}, Total: 1, All: bad.URL}}
		v.Nav.Items = []view.NavItem{{Title: hostile, URL: bad.URL}}
		for i := range v.List.Cards {
			v.List.Cards[i].Title, v.List.Cards[i].URL, v.List.Cards[i].Description, v.List.Cards[i].Sentence = hostile, bad.URL, hostile, hostile
			v.List.Cards[i].First = []view.Link{bad}
		}
		v.List.Prev, v.List.Next = bad.URL, bad.URL
		for name := range v.Fields {
			if name == "basis" || name == "outcome" || name == "status" || name == "severity" {
				continue // one of a few words
			}
			v.Fields[name] = view.Field{Text: hostile, Links: []view.Link{bad},
				Records: []map[string]string{{"url": bad.URL, "supports": hostile, "text": hostile}}}
		}
		t.Run(v.Layout, func(t *testing.T) {
			page := mustRender(t, theme, v)
			doc, err := html.Parse(strings.NewReader(page))
			if err != nil {
				t.Fatal(err)
			}
			titled := false
			for n := range doc.Descendants() {
				titled = titled || n.Type == html.TextNode && strings.Contains(n.Data, hostile)
				if n.Type != html.ElementNode {
					continue
				}
				if n.Data == "script" && !isOfTheTheme(n) {
					t.Error("a script got in")
				}
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Key, "on") {
						t.Errorf("a handler got in: %s", a.Key)
					}
					if (a.Key == "href" || a.Key == "src") && strings.HasPrefix(a.Val, "javascript:") {
						t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
					}
				}
			}
			if !titled {
				t.Error("the text itself is not on the page")
			}
		})
	}
}

// isOfTheTheme reports whether a script is one of the theme's files, or its words.
func isOfTheTheme(script *html.Node) bool {
	var src, kind string
	for _, a := range script.Attr {
		switch a.Key {
		case "src":
			src = a.Val
		case "type":
			kind = a.Val
		}
	}
	if kind == "application/json" {
		return src == "" && script.FirstChild != nil && json.Valid([]byte(script.FirstChild.Data))
	}
	return strings.HasPrefix(src, "/assets/scripts/") && script.FirstChild == nil
}

func TestFirstLayerWins(t *testing.T) {
	mine := layer("themes/mine", map[string]string{
		"layouts/parts/footer.html": `<footer>mine: {{t "next"}} {{asset "own.js"}}</footer>`,
		"words/en.yaml":             "next: Onwards\n",
		"assets/own.js":             "console.log( 'mine' )\n",
	})
	page := mustRender(t, mustLoad(t, mine, standard), sample("page", "page", "/p/", "P"))
	for _, want := range []string{"<footer>mine: Onwards assets/own.", "<span>Previous</span>", "<span>Onwards</span>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, `class="bottom"`) {
		t.Error("the default footer is still there")
	}
}

func TestWordsComeInThePagesLanguage(t *testing.T) {
	own := layer("themes/mine", map[string]string{
		"words/fr.yaml": "next: Suivant\npart_of: page {1} sur {2}\n",
		"words/de.yaml": "next: Vorwärts\n",
	})
	theme := mustLoad(t, own, standard)
	v := samples()[1]
	v.Lang = "fr-CA"
	page := mustRender(t, theme, v)
	for _, want := range []string{`<html lang="fr-CA" `, "<span>Suivant</span>", "<span>Previous</span>", "(page 2 sur 2)"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for lang, want := range map[string]string{"de": "<span>Zurück</span>", "de-AT": "<span>Vorwärts</span>", "it": "<span>Next</span>"} {
		v.Lang = lang
		if !strings.Contains(mustRender(t, theme, v), want) {
			t.Errorf("a page in %s lacks %s", lang, want)
		}
	}
}

func TestKindsWithoutLayoutAreShownAsPages(t *testing.T) {
	theme := mustLoad(t, standard)
	page := mustRender(t, theme, sample("kinds/page", "page", "/v/", "V"))
	if !strings.Contains(page, "<h1>V</h1>") {
		t.Error("the page is not shown")
	}
	_, err := theme.Render(sample("fancy", "page", "/v/", "V"))
	var f *Failure
	if !errors.As(err, &f) || f.Diagnostic.Code != "T003" {
		t.Errorf("a layout that does not exist: %v, want T003", err)
	}
}

func TestBasisIsSaidInWords(t *testing.T) {
	theme := mustLoad(t, standard)
	for _, basis := range []string{"source", "public", "invented", "inferred"} {
		v := samples()[8]
		v.Fields["basis"] = view.Field{Text: basis}
		page := mustRender(t, theme, v)
		if !strings.Contains(page, `<p class="basis basis-`+basis+`"><strong>`+theme.words[english]["basis_"+basis].text) {
			t.Errorf("%s is not said", basis)
		}
	}
}

// TestContentsAreInTheOrderDrawn gives each layout the headings in the wrong order, and
// one that it does not have.
func TestContentsAreInTheOrderDrawn(t *testing.T) {
	theme := mustLoad(t, standard)
	compared := 0
	for _, v := range samples() {
		slices.Reverse(v.TOC)
		v.TOC = append(v.TOC, view.Heading{Level: 2, ID: "nowhere", Text: "Nowhere"})
		page := mustRender(t, theme, v)
		_, contents, ok := strings.Cut(page, ` id="site:toc"`)
		if !ok {
			continue
		}
		compared++
		contents, _, _ = strings.Cut(contents, "</nav>")
		last, listed := 0, strings.Split(contents, `<a href="#`)[1:]
		for _, link := range listed {
			id, _, _ := strings.Cut(link, `"`)
			at := strings.Index(page, ` id="`+id+`"`)
			if at < last {
				t.Errorf("the contents of %s have %q where the page does not", v.Layout, id)
			}
			last = at
		}
		if len(listed) != len(v.TOC)-1 {
			t.Errorf("the contents of %s have %d headings, want %d", v.Layout, len(listed), len(v.TOC)-1)
		}
	}
	if compared < 8 {
		t.Errorf("only %d layouts have contents", compared)
	}
}

func TestSidebarMarksThePageItself(t *testing.T) {
	theme := mustLoad(t, standard)
	for _, url := range []string{"/patterns/", "/patterns/no-vision/", "/pitfalls/"} {
		v := sample("page", "page", url, "P")
		page := mustRender(t, theme, v)
		if n := strings.Count(page, "aria-current"); n != 1 {
			t.Errorf("%s: %d marks, want 1", url, n)
		}
		if !strings.Contains(page, `<a href="`+url+`" aria-current="page">`) {
			t.Errorf("%s is not marked", url)
		}
	}
	v := sample("page", "page", "/elsewhere/", "P")
	if strings.Contains(mustRender(t, theme, v), "aria-current") {
		t.Error("a page that is not in the sidebar is marked")
	}
}

func TestSidebarMarksAddressesThatNeedEscaping(t *testing.T) {
	theme := mustLoad(t, standard)
	for i, url := range []string{"/a%20b%20(c)/", "/it's/", "/q%3F&x/", "/%E2%9C%93/", "/100%25/", "/a+b/"} {
		v := sample("page", "page", url, "P")
		v.Nav.Items = []view.NavItem{{Title: "Own", URL: url}, {Title: "Other", URL: url + "x"}}
		v.NavKey = source.Sum([]byte(fmt.Sprint("escaping", i)))
		page := mustRender(t, theme, v)
		if n := strings.Count(page, `" aria-current="page">Own</a>`); n != 1 {
			t.Errorf("%s: %d marks, want 1", url, n)
		}
	}
}

func TestSidebarIsMadeOnceForPagesThatShareIt(t *testing.T) {
	theme := mustLoad(t, standard)
	before := len(theme.sidebars.made)
	for i := range 50 {
		v := sample("page", "page", fmt.Sprintf("/patterns/%d/", i), "P")
		v.NavKey = source.Sum([]byte("shared"))
		mustRender(t, theme, v)
	}
	if made := len(theme.sidebars.made) - before; made != 1 {
		t.Errorf("%d sidebars were made, want 1", made)
	}
}

func TestDeeperSectionShowsTheWayUp(t *testing.T) {
	theme := mustLoad(t, standard)
	v := sample("page", "page", "/patterns/older/deep/p/", "P")
	v.Crumbs = []view.Crumb{{Title: "Field guide", URL: "/"}, {Title: "Patterns", URL: "/patterns/"}, {Title: "Older", URL: "/patterns/older/"}, {Title: "Deep", URL: "/patterns/older/deep/"}}
	v.Nav = view.Nav{Title: "Deep", URL: "/patterns/older/deep/", Up: view.Link{Title: "Older", URL: "/patterns/older/"}, Items: []view.NavItem{{Title: "P", URL: v.URL}}, Total: 1}
	v.NavKey = source.Sum([]byte("deep"))
	page := mustRender(t, theme, v)
	sidebar := page[strings.Index(page, `id="site:sidebar"`):strings.Index(page, "<main")]
	for _, want := range []string{`href="/patterns/"`, `href="/patterns/older/"`, `href="/patterns/older/deep/"`, v.URL + `" aria-current="page"`} {
		if !strings.Contains(sidebar, want) {
			t.Errorf("the sidebar lacks %s", want)
		}
	}
}

func TestSameInputSameBytesOnManyGoroutines(t *testing.T) {
	theme := mustLoad(t, standard)
	fresh, _ := Load([]Layer{standard}, nil, nil)
	if theme.Digest() != fresh.Digest() {
		t.Error("two loads of one theme have two digests")
	}
	want := make([]string, len(samples()))
	for i, v := range samples() {
		want[i] = mustRender(t, theme, v)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i, v := range samples() {
				got, err := fresh.Render(v)
				if err != nil {
					t.Error(err)
				} else if string(got) != want[i] {
					t.Errorf("%s differs", v.Layout)
				}
			}
		})
	}
	wg.Wait()
}

func TestRenderLeavesTheViewAlone(t *testing.T) {
	theme := mustLoad(t, standard)
	v := sample("page", "page", "/p/", "P")
	mustRender(t, theme, v)
	if v.Sidebar != "" {
		t.Error("the view was changed")
	}
}

func TestDigestCoversAllThatReachesAnOutput(t *testing.T) {
	base := map[string]string{"layouts/page.html": "x", "assets/a.css": "a{}", "words/en.yaml": "a: b\n"}
	load := func(files map[string]string) source.Digest {
		theme, _ := Load([]Layer{layer("t", files)}, nil, nil)
		return theme.Digest()
	}
	before := load(base)
	for name := range base {
		changed := map[string]string{}
		for n, text := range base {
			changed[n] = text
		}
		changed[name] += " "
		if name == "words/en.yaml" {
			changed[name] = "a: c\n"
		}
		if load(changed) == before {
			t.Errorf("a change of %s does not change the digest", name)
		}
	}
	moved, _ := Load([]Layer{layer("t", map[string]string{"layouts/page.html": "x"}), layer("u", base)}, nil, nil)
	if moved.Digest() != before {
		t.Error("a file that is the same in another layer changes the digest")
	}
}

func TestThemeWithoutParts(t *testing.T) {
	theme, ds := Load([]Layer{layer("t", map[string]string{"layouts/page.html": "<h1>{{.Title}}</h1>"})}, nil, nil)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	if got := mustRender(t, theme, sample("page", "page", "/", "A & B")); got != "<h1>A &amp; B</h1>" {
		t.Error(got)
	}
}

func TestEmptyThemeIsReported(t *testing.T) {
	_, ds := Load([]Layer{layer("t", nil)}, nil, nil)
	if d := one(t, ds); d.Code != "T001" || !strings.Contains(d.Path, "layouts/page.html") {
		t.Error(d)
	}
}

func TestWhatIsNoFileIsReported(t *testing.T) {
	fsys := fstest.MapFS{"layouts/page.html": {Data: []byte("x")}, "assets/pipe.css": {Mode: os.ModeNamedPipe}}
	_, ds := Load([]Layer{{FS: fsys, Name: "themes/mine"}}, nil, nil)
	if d := one(t, ds); d.Code != "P008" || d.Path != "themes/mine/assets/pipe.css" {
		t.Error(d)
	}
}

func TestFailureNamesPageAndChainOfTemplates(t *testing.T) {
	mine := layer("themes/mine", map[string]string{
		"layouts/parts/footer.html": "<footer>\n  {{index .Crumbs 7}}</footer>",
	})
	theme, ds := Load([]Layer{mine, standard}, nil, nil)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	_, err := theme.Render(sample("page", "page", "/p/", "P"))
	var f *Failure
	if !errors.As(err, &f) {
		t.Fatal(err)
	}
	d := f.Diagnostic
	if d.Code != "T002" || d.Severity != diag.Error || d.Position.String() != "themes/mine/layouts/parts/footer.html:2:5" {
		t.Errorf("%s at %v", d.Code, d.Position)
	}
	if !strings.Contains(d.Message, "/p/") || !strings.Contains(d.Message, "out of range") {
		t.Error(d.Message)
	}
	if d.Excerpt != "  {{index .Crumbs 7}}</footer>" {
		t.Errorf("excerpt %q", d.Excerpt)
	}
	var chain []string
	for _, r := range d.Related {
		chain = append(chain, fmt.Sprintf("%s %s", r.Path, r.Message))
	}
	want := []string{`themes/waymark/layouts/base.html includes "parts/footer"`, `themes/waymark/layouts/page.html includes "base"`}
	if diff := cmp.Diff(want, chain); diff != "" {
		t.Error(diff)
	}
	// With samples the theme does not pass.
	if _, ds := Load([]Layer{mine, standard}, samples(), nil); diag.Count(ds, diag.Error) == 0 {
		t.Error("samples did not find it")
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		mustLoad(b, standard)
	}
}

func BenchmarkRender(b *testing.B) {
	theme := mustLoad(b, standard)
	v := large()
	b.ReportAllocs()
	for b.Loop() {
		mustRender(b, theme, v)
	}
}

// A theme that is loaded again is the same while its files are, and another, with
// what is wrong with it, when one of them is.
func TestAThemeIsLoadedAgainWhenItsFilesChange(t *testing.T) {
	files := fstest.MapFS{
		"layouts/base.html": {Data: []byte(`<!doctype html>{{block "main" .}}{{t "hello"}}{{end}}`)},
		"layouts/page.html": {Data: []byte(`{{template "base" .}}`)},
		"words/en.yaml":     {Data: []byte("hello: Hello\n")},
	}
	layers := []Layer{{FS: files, Name: "themes/mine"}}
	none := func() []*view.Page { return nil }
	first, _ := Load(layers, nil, nil)
	if again, _ := Reload(first, layers, none, nil); again != first {
		t.Error("the same files make another theme")
	}
	for name, text := range map[string]string{
		"words/en.yaml": "hello: Good day\n", "layouts/page.html": `{{template "base" .}}{{.Nothing}}`, "assets/new.css": "p {}", "layouts/parts/new.html": "new",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
		again, said := Reload(first, layers, none, nil)
		loaded, want := Load(layers, nil, nil)
		if again == first || again.Digest() != loaded.Digest() || len(said) != len(want) {
			t.Errorf("%s: %v, want %v", name, said, want)
		}
		if twice, repeated := Reload(again, layers, none, nil); twice != again || len(repeated) != len(want) {
			t.Errorf("%s: what is wrong is not said again: %v", name, repeated)
		}
		first = again
	}
}

// What is remembered of a theme's trial is that it was stood, and of this theme.
func TestAThemeThatStoodItsTrialIsNotTriedAgain(t *testing.T) {
	m := &memory{kept: make(map[[16]byte][]byte)}
	sample := []*view.Page{{Layout: "page", Title: "Title"}}
	tried := func(l Layer) (said int, tried bool) {
		theme, ds := Load([]Layer{l}, sample, m)
		theme.compiled.Range(func(any, any) bool { tried = true; return false })
		return len(ds), tried
	}
	sound := layer("themes/mine", map[string]string{"layouts/page.html": "{{.Title}}"})
	fails := layer("themes/mine", map[string]string{"layouts/page.html": "{{index .Crumbs 9}}"})
	for i, want := range []struct {
		layer Layer
		said  int
		tried bool
	}{
		{sound, 0, true}, {sound, 0, false}, {fails, 1, true}, {fails, 1, true},
		{Layer{FS: fails.FS, Name: fails.Name, Tried: true}, 0, false},
	} {
		if said, tried := tried(want.layer); said != want.said || tried != want.tried {
			t.Errorf("%d: %d diagnostics, tried %v; want %d, %v", i, said, tried, want.said, want.tried)
		}
	}
	theirs := Layer{FS: fails.FS, Name: "theirs", Tried: true}
	own := layer("themes/mine", map[string]string{"words/en.yaml": "hello: Hello\n"})
	if _, ds := Load([]Layer{own, theirs}, sample, nil); diag.Count(ds, diag.Error) == 0 {
		t.Error("a theme with a layer of the project's was not tried")
	}
}

// The program does not try the theme that it embeds (Layer.Tried), so this does.
func TestDefaultThemeStandsItsTrial(t *testing.T) {
	for _, samples := range [][]*view.Page{view.Samples(), samples()} {
		if _, ds := Load([]Layer{standard}, samples, nil); len(ds) > 0 {
			t.Errorf("it says %v", ds)
		}
	}
}

// TestASentenceIsQuotedOnce, before what else is found in it.
func TestASentenceIsQuotedOnce(t *testing.T) {
	all := samples()
	v := all[slices.IndexFunc(all, func(v *view.Page) bool { return v.Kind == "strategy" })]
	v.Findings = nil
	for _, passage := range []string{"Move it.", "Move it.", "", "Stop it."} {
		v.Findings = append(v.Findings, view.Finding{Code: "S222", Severity: "warning", Passage: passage})
	}
	page := mustRender(t, mustLoad(t, standard), v)
	if quoted := strings.Count(page, "<q>"); quoted != 2 {
		t.Errorf("%d quotations of two sentences:\n%s", quoted, page)
	}
}
