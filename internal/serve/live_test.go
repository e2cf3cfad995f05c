package serve

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"waymark/internal/diag"
	"waymark/internal/site"
	"waymark/internal/source"
	"waymark/internal/theme"
	"waymark/internal/watch"
)

// A lab is a project on the disk and its live preview. Nobody watches the files:
// a test says when to look.
type lab struct {
	t    testing.TB
	dir  string
	live *Live
	url  string

	mu   sync.Mutex
	said []Update
}

func newLab(t testing.TB, files map[string]string, options ...func(*Config)) *lab {
	t.Helper()
	p := &lab{t: t, dir: t.TempDir()}
	for name, text := range files {
		p.write(name, text)
	}
	memory := &memory{known: make(map[[16]byte][]byte)}
	cfg := Config{
		Dir: p.dir,
		Build: func(ctx context.Context, previous *site.Snapshot, change site.Change) (*site.Snapshot, error) {
			return p.build(ctx, memory, previous, change)
		},
		Folders: func(*site.Snapshot) []watch.Folder {
			return []watch.Folder{{Path: filepath.Join(p.dir, "content"), Deep: true}}
		},
		Report: func(u Update) {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.said = append(p.said, u)
		},
	}
	for _, change := range options {
		change(&cfg)
	}
	p.live = NewLive(t.Context(), cfg)
	server := httptest.NewServer(p.live)
	t.Cleanup(server.Close)
	p.url = server.URL
	p.look()
	return p
}

func (p *lab) build(ctx context.Context, memory source.Memory, previous *site.Snapshot, change site.Change) (*site.Snapshot, error) {
	content, err := os.OpenRoot(filepath.Join(p.dir, "content"))
	if err != nil {
		return nil, err
	}
	return site.Update(ctx, site.Config{
		Content: content.FS(), Root: "content", Project: os.DirFS(p.dir), Memory: memory, Program: "one", Drafts: true,
		Themes: func(name string) ([]theme.Layer, bool) {
			return []theme.Layer{
				{FS: os.DirFS(filepath.Join(p.dir, "themes", name)), Name: "themes/" + name},
				{FS: os.DirFS("../../themes/waymark"), Name: "waymark:themes/waymark"},
			}, true
		},
	}, previous, change)
}

func (p *lab) write(name, text string) {
	p.t.Helper()
	file := filepath.Join(p.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		p.t.Fatal(err)
	}
}

func (p *lab) remove(name string) {
	p.t.Helper()
	if err := os.RemoveAll(filepath.Join(p.dir, name)); err != nil {
		p.t.Fatal(err)
	}
}

// hear has what there is to report reported.
func (p *lab) hear() {
	for len(p.live.updates) > 0 {
		p.live.tell(<-p.live.updates)
	}
}

// look updates the preview, and returns what that said. What may have changed is
// told, or is everything.
func (p *lab) look(told ...site.Change) Update {
	p.t.Helper()
	change := site.Change{Reason: site.Lost}
	if len(told) > 0 {
		change = told[0]
	}
	p.live.take(p.live.build(p.t.Context(), change))
	p.hear()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.said) == 0 {
		p.t.Fatal("nothing was said")
	}
	return p.said[len(p.said)-1]
}

// get asks as a browser does that follows no redirect.
func (p *lab) get(target string, headers ...string) (int, string, http.Header) {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), "GET", p.url+target, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
		}
		r.Header.Set(name, value)
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusSwitchingProtocols {
		return resp.StatusCode, "", resp.Header
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return resp.StatusCode, string(body), resp.Header
}

func (p *lab) page(target string) string {
	p.t.Helper()
	status, body, _ := p.get(target)
	if status != 200 {
		p.t.Fatalf("%s: %d\n%s", target, status, body)
	}
	return body
}

func (p *lab) findings(page string) (f findings) {
	p.t.Helper()
	if err := json.Unmarshal([]byte(p.page("/.waymark/findings?page="+page)), &f); err != nil {
		p.t.Fatal(err)
	}
	return f
}

// script is what a live page has and a built one has not.
var script = regexp.MustCompile(`<script type="module" src="[^"]*\.waymark/live\.js" data-key="(\w+)" data-boot="\w+" data-edition="\d+"></script>`)

func keyOf(t testing.TB, page string) string {
	t.Helper()
	m := script.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("the page is not live:\n%s", page)
	}
	return m[1]
}

func want(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("there is no %q in\n%s", part, text)
		}
	}
}

type memory struct {
	mu    sync.Mutex
	known map[[16]byte][]byte
}

func (m *memory) Get(key [16]byte) ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.known[key]
	return v, ok
}

func (m *memory) Put(key [16]byte, value []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known[key] = value
}

type nothing struct{}

func (nothing) Get([16]byte) ([]byte, bool) { return nil, false }
func (nothing) Put([16]byte, []byte)        {}

var plain = map[string]string{
	"content/handbook.yaml": "title: Small\n",
	"content/index.md":      "---\ntitle: Home\n---\nFirst text. See [one](one.md).\n",
	"content/one.md":        "---\ntitle: One\n---\nOne text. See [home](index.md).\n",
	"content/draft.md":      "---\ntitle: Unfinished\ndraft: true\n---\nSee [one](one.md).\n",
	"content/notes.txt":     "Notes.\n",
	"content/custom.css":    "p { color: red }\n",
}

func TestEditsAreShown(t *testing.T) {
	p := newLab(t, plain)
	want(t, p.page("/"), "First text")
	want(t, p.page("/draft/"), "Unfinished")
	p.write("content/index.md", "---\ntitle: Home\n---\nSecond text. See [one](one.md).\n")
	if u := p.look(); u.Pages != 1 || u.First {
		t.Errorf("%+v", u)
	}
	want(t, p.page("/"), "Second text")
	p.write("content/notes.txt", "Other notes.\n")
	if u := p.look(); u.Pages != 0 || u.Files != 1 {
		t.Errorf("%+v", u)
	}
	want(t, p.page("/notes.txt"), "Other notes")
	p.write("content/handbook.yaml", "title: Large\nbase_url: https://example.org/repo/\n")
	p.look()
	want(t, p.page("/repo/"), "Large")
	if status, _, _ := p.get("/"); status != 404 {
		t.Errorf("outside the base: %d", status)
	}
	p.write("themes/waymark/layouts/parts/footer.html", "<footer>My own footer</footer>\n")
	p.look()
	want(t, p.page("/repo/one/"), "My own footer")
}

// What a page says of itself to others is what decides whether an edit leaves all
// others as they are.
func TestAnEditOfATextChangesNothingElse(t *testing.T) {
	p := newLab(t, plain)
	p.page("/one/")
	at := func(name string) watch.Change {
		return watch.Change{Paths: []string{filepath.Join(p.live.root, name), filepath.Join(p.live.root, "content/.tmp")}}
	}
	for _, c := range []struct {
		what, file, text string
		want             bool
	}{
		{"a text", "content/one.md", "---\ntitle: One\n---\nOne text. See [home](index.md).\n\nAnd more.\n", true},
		{"another text", "content/one.md", "---\ntitle: One\n---\nOne text. See [home](index.md).\n\nAnd `code`.\n", true},
		{"the words around a link", "content/one.md", "---\ntitle: One\n---\nLook at [home](index.md).\n\nAnd `code`.\n", false},
		{"a heading", "content/one.md", "---\ntitle: One\n---\nLook at [home](index.md).\n\n## New\n", false},
		{"a title", "content/one.md", "---\ntitle: Uno\n---\nLook at [home](index.md).\n\n## New\n", false},
		{"a dead link", "content/one.md", "---\ntitle: Uno\n---\nLook at [home](index.md), [x](x.md).\n\n## New\n", false},
		{"a text with a dead link", "content/one.md", "---\ntitle: Uno\n---\nMore. Look at [home](index.md), [x](x.md).\n\n## New\n", false},
		{"a new page", "content/two.md", "# Two\n", false},
		{"a style", "content/custom.css", "p { }\n", false},
		{"settings", "content/handbook.yaml", "title: Other\n", false},
	} {
		p.write(c.file, c.text)
		before := p.live.previous
		u := p.look(p.live.changeOf(at(c.file)))
		if got := p.live.previous.OnlyTextsDiffer(before); got != c.want {
			t.Errorf("%s: only texts differ: %v", c.what, got)
		} else if got {
			lines := strings.Split(strings.TrimSpace(c.text), "\n")
			want(t, p.page("/one/"), strings.Trim(lines[len(lines)-1], "And `."))
			if u.Pages != 1 || len(u.New) > 0 || u.Mended {
				t.Errorf("%s: %+v", c.what, u)
			}
		}
	}
	before := p.live.previous
	if p.look(p.live.changeOf(watch.Change{All: true})); p.live.previous.OnlyTextsDiffer(before) {
		t.Error("of a change anywhere one cannot tell")
	}
}

// A broken page does not take the server down, nor the page: its last good state
// stays, what is wrong is said, and it comes back with the fix.
func TestLastGoodPageStaysUntilItsMistakeIsMended(t *testing.T) {
	good := plain["content/one.md"]
	for what, c := range map[string]struct{ file, text, code string }{
		"front matter": {"content/one.md", "---\ntitle: [One\n---\nOther text.\n", "P001"},
		"settings":     {"content/handbook.yaml", "titel: Small\n", "C002"},
		"template":     {"themes/waymark/layouts/page.html", `{{template "base" .}}{{.Titel}}`, "T001"},
		"style":        {"themes/waymark/assets/main.css", `@import "nothing.css";`, "T005"},
		"a template that fails on one page": {"themes/waymark/layouts/page.html",
			`{{template "base" .}}{{define "main"}}{{if eq .Title "One"}}{{index .Crumbs 99}}{{end}}{{end}}`, "T002"},
	} {
		t.Run(what, func(t *testing.T) {
			p := newLab(t, plain)
			before := p.page("/one/")
			p.write(c.file, c.text)
			p.look()
			broken := p.page("/one/")
			if script.ReplaceAllString(broken, "") != script.ReplaceAllString(before, "") || keyOf(t, before) != keyOf(t, broken) {
				t.Errorf("the page has changed:\n%s", broken)
			}
			f := p.findings("/one/")
			if len(f.Errors) == 0 || f.Errors[0].Code != c.code || !strings.HasPrefix(f.Errors[0].Place, p.dir+"/"+c.file+":") || f.Errors[0].Excerpt == "" {
				t.Errorf("findings %+v", f)
			}
			if c.file == "content/handbook.yaml" {
				p.write(c.file, plain[c.file])
			} else if c.file == "content/one.md" {
				p.write(c.file, strings.Replace(good, "One text", "Mended text", 1))
			} else {
				p.remove("themes")
			}
			p.look()
			want(t, p.page("/one/"), "One</h1>", map[bool]string{true: "Mended text", false: "One text"}[c.file == "content/one.md"])
			if f := p.findings("/one/"); len(f.Errors) != 0 {
				t.Errorf("still said: %+v", f)
			}
		})
	}
}

// With a dead link the page is shown as it is, and what is wrong beside it.
func TestMistakesThatSpoilNothingAreShownBeside(t *testing.T) {
	p := newLab(t, plain)
	p.page("/one/")
	p.write("content/one.md", "---\ntitle: One\n---\nNew text, see [two](two.md) and [home](index.md).\n")
	u := p.look()
	want(t, p.page("/one/"), "New text")
	f := p.findings("/one/")
	if len(f.Errors) != 1 || !f.Errors[0].Here || f.Errors[0].Code != "H001" || u.Errors != 1 || len(u.New) != 1 {
		t.Fatalf("%+v, %+v", f, u)
	}
	e := f.Errors[0]
	if marked := string([]rune(e.Excerpt)[e.From:e.To]); marked != "two.md" || e.Line != 4 {
		t.Errorf("marks %q in line %d of %q", marked, e.Line, e.Excerpt)
	}
	if f := p.findings("/"); len(f.Errors) != 1 || f.Errors[0].Here {
		t.Errorf("elsewhere: %+v", f)
	}
	p.write("content/one.md", plain["content/one.md"])
	if u := p.look(); !u.Mended || u.Errors != 0 {
		t.Errorf("%+v", u)
	}
}

// Hostile names and contents are text in a page that says what is wrong.
func TestTroubleIsTextAndLive(t *testing.T) {
	files := map[string]string{
		"content/index.md": "# Home\n\n[x](<script>alert(1)</script>.md)\n",
		"themes/waymark/layouts/kinds/page.html": `{{template "base" .}}{{define "main"}}{{if eq .Title "<script>alert(2)</script>"}}` +
			`{{index .Crumbs 99}}{{end}}{{end}}<!-- <script>alert(3)</script> -->`,
		"content/bad<b>.md": "---\ntitle: <script>alert(2)</script>\n---\n",
	}
	p := newLab(t, files)
	status, body, header := p.get("/bad%3Cb%3E/")
	if status != 500 || strings.Contains(body, "<script>alert") || strings.Contains(body, "<b>") {
		t.Errorf("%d\n%s", status, body)
	}
	keyOf(t, body)
	want(t, body, "[T002]", "&lt;script&gt;")
	want(t, header.Get("Content-Security-Policy"), "default-src 'none'")
	p.remove("themes")
	p.look()
	p.page("/bad%3Cb%3E/")
}

// What the machine refuses is said on a page that comes to life.
func TestAContentFolderThatGoes(t *testing.T) {
	p := newLab(t, plain)
	p.page("/")
	p.remove("content")
	if u := p.look(); u.Err == nil {
		t.Errorf("%+v", u)
	}
	want(t, p.page("/"), "First text")
	if f := p.findings("/"); len(f.Errors) != 1 {
		t.Errorf("%+v", f)
	}
	p.write("content/index.md", "# Again\n")
	p.look()
	want(t, p.page("/"), "Again")

	nowhere := newLab(t, nil)
	status, body, _ := nowhere.get("/")
	if status != 503 {
		t.Errorf("%d\n%s", status, body)
	}
	keyOf(t, body)
}

func TestAnswersAreKeptWithinBounds(t *testing.T) {
	p := newLab(t, plain)
	p.live.size = mostAnswers - 10
	p.page("/")
	p.page("/one/")
	p.page("/")
	size := 0
	for _, a := range p.live.answers {
		size += len(a.bytes)
	}
	if size != p.live.size || size > mostAnswers {
		t.Errorf("%d bytes kept, %d counted", size, p.live.size)
	}
}

// A page is made once for many tabs, and again only when it is another.
func TestPagesAreMadeOnce(t *testing.T) {
	p := newLab(t, plain)
	e, _, _ := p.live.current()
	out := e.output("one/index.html")
	made := 0
	bytes := out.Bytes
	out.Bytes = func() ([]byte, error) { made++; return bytes() }
	for range 10 {
		p.page("/one/")
	}
	if made != 1 {
		t.Errorf("made %d times", made)
	}
}

func TestTerminalHearsOfWhatAPageMeets(t *testing.T) {
	p := newLab(t, plain)
	p.write("themes/waymark/layouts/parts/crumbs.html", `{{if eq .Title "One"}}{{index .Crumbs 99}}{{end}}`)
	p.look()
	for range 3 {
		p.get("/one/")
	}
	p.hear()
	p.mu.Lock()
	defer p.mu.Unlock()
	var heard []diag.Diagnostic
	for _, u := range p.said {
		heard = append(heard, slices.DeleteFunc(u.New, func(d diag.Diagnostic) bool { return d.Code[0] != 'T' })...)
	}
	if len(heard) != 1 || heard[0].Code != "T002" || len(heard[0].Related) == 0 || !strings.Contains(heard[0].Message, "/one/") {
		t.Errorf("%v", heard)
	}
}

// The panel of a page has what a check would say of it, findings on a draft
// strategy too; what is accepted is not said again.
func TestFindingsOfAPageAreThoseOfACheck(t *testing.T) {
	files := map[string]string{"content/strategies/plan.md": "---\ntitle: Plan\nowner: payments\nwritten: 2026-01-02\nhorizon: 5mo\npattern: no-vision\n---\n## Problem\n\nSlow.\n"}
	for name, text := range plain {
		files[name] = text
	}
	p := newLab(t, files)
	f := p.findings("/strategies/plan/")
	if len(f.Errors) == 0 || len(f.Warnings) == 0 { // the pattern is missing; so is much else
		t.Fatalf("%+v", f)
	}
	for _, w := range f.Warnings {
		if !w.Here || w.Place == "" || w.Code == "" || slices.ContainsFunc(f.Errors, func(e finding) bool { return e.Message == w.Message }) {
			t.Errorf("%+v", w)
		}
	}
	if f := p.findings("/"); len(f.Warnings) != 0 || f.Elsewhere == 0 {
		t.Errorf("elsewhere: %+v", f)
	}
}

// What was said before something broke is no news once that is mended.
func TestWhatWasSaidBeforeAMistakeIsNotSaidAgain(t *testing.T) {
	good := "---\ntitle: One\n---\nOne text, see [home](index.md). ![](two.md)\n"
	for what, c := range map[string]struct{ file, good, broken string }{
		"settings":     {"content/handbook.yaml", plain["content/handbook.yaml"], "title: [\n"},
		"front matter": {"content/one.md", good, "---\ntitle: [One\n---\n" + good[19:]},
	} {
		t.Run(what, func(t *testing.T) {
			p := newLab(t, plain)
			p.write("content/one.md", good)
			said := p.look()
			if len(said.New) < 2 {
				t.Fatalf("nothing to be said again: %+v", said)
			}
			p.write(c.file, c.broken)
			if u := p.look(); len(u.New) != 1 || u.New[0].Code[1:] != "001" || u.Mended {
				t.Errorf("broken: %+v", u)
			}
			p.write(c.file, c.broken+"\n")
			if u := p.look(); len(u.New) != 0 {
				t.Errorf("still broken: %+v", u)
			}
			p.write(c.file, c.good)
			if u := p.look(); len(u.New) != 0 || !u.Mended || u.Errors != said.Errors || u.Warnings != said.Warnings {
				t.Errorf("mended: %+v", u)
			}
			p.write("content/one.md", plain["content/one.md"])
			p.look()
			p.write("content/one.md", good)
			if u := p.look(); len(u.New) != len(said.New) {
				t.Errorf("again: %+v", u)
			}
		})
	}
}

func TestFailuresOfPagesThatAreGoneAreForgotten(t *testing.T) {
	p := newLab(t, plain)
	p.write("themes/waymark/layouts/parts/crumbs.html", `{{if eq .Title "One"}}{{index .Crumbs 99}}{{end}}`)
	p.look()
	p.get("/one/")
	if len(p.live.failed) != 1 {
		t.Fatalf("failed: %v", p.live.failed)
	}
	asked, _, _ := p.live.current()
	out := asked.output("one/index.html")
	p.remove("content/one.md")
	p.look()
	if len(p.live.failed) != 0 || p.live.answers["one/index.html"].bytes != nil {
		t.Errorf("failed: %v", p.live.failed)
	}
	// Somebody may have asked for the page before it went.
	p.live.answer(asked, out)
	if len(p.live.failed) != 0 {
		t.Errorf("failed: %v", p.live.failed)
	}
}
