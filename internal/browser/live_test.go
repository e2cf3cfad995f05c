//go:build browser

package browser

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"waymark/internal/serve"
	"waymark/internal/site"
	"waymark/internal/theme"
	"waymark/internal/watch"
)

// A living handbook lies on the disk and is previewed live.
type living struct {
	*published
	t    *testing.T
	dir  string
	port int
	stop func() // ends the preview

	editor string
}

// preview writes a handbook to the disk and shows it live.
func preview(t *testing.T, base string, files map[string]string) *living {
	t.Helper()
	return previewWith(t, base, "vscode", files)
}

// previewWith does so with an editor.
func previewWith(t *testing.T, base, editor string, files map[string]string) *living {
	t.Helper()
	h := &living{published: &published{base: base}, t: t, dir: t.TempDir(), editor: editor}
	h.write("handbook.yaml", "title: Living\nbase_url: https://handbook.example"+base+"\n")
	for name, text := range files {
		h.write(name, text)
	}
	h.start()
	t.Cleanup(func() { h.stop() })
	return h
}

// start starts a preview, on the port that the one before it had.
func (h *living) start() {
	h.t.Helper()
	editor, err := serve.ParseEditor(h.editor)
	if err != nil {
		h.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	live := serve.NewLive(ctx, serve.Config{
		Dir: h.dir,
		Build: func(ctx context.Context, previous *site.Snapshot, change site.Change) (*site.Snapshot, error) {
			return site.Update(ctx, site.Config{
				Content: os.DirFS(filepath.Join(h.dir, "content")), Root: "content", Project: os.DirFS(h.dir),
				Program: "test", Memory: &sites.memory, Drafts: true,
				Themes: func(string) ([]theme.Layer, bool) {
					return []theme.Layer{
						{FS: os.DirFS(filepath.Join(h.dir, "themes/waymark")), Name: "themes/waymark"},
						{FS: os.DirFS("../../themes/waymark"), Name: "waymark:themes/waymark"},
					}, true
				},
			}, previous, change)
		},
		Folders: func(*site.Snapshot) []watch.Folder {
			return []watch.Folder{{Path: filepath.Join(h.dir, "content"), Deep: true}, {Path: h.dir, Only: []string{"themes"}},
				{Path: filepath.Join(h.dir, "themes"), Deep: true}}
		},
		Report: func(serve.Update) {},
		Editor: editor,
	})
	l, err := serve.Listen("127.0.0.1", h.port, true)
	if err != nil {
		h.t.Fatal(err)
	}
	h.port = l.Addr().(*net.TCPAddr).Port
	h.origin = fmt.Sprintf("http://127.0.0.1:%d", h.port)
	var running sync.WaitGroup
	running.Go(func() { live.Run(ctx) })
	running.Go(func() { serve.Until(ctx, l, live) })
	h.stop = func() {
		cancel()
		running.Wait()
	}
}

func (h *living) write(name, text string) {
	h.t.Helper()
	file := filepath.Join(h.dir, "content", name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(file+".new", []byte(text), 0o666); err != nil {
		h.t.Fatal(err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		h.t.Fatal(err)
	}
}

// shows waits until a page has a text.
func (b *tab) shows(text string) {
	b.t.Helper()
	b.want("document.querySelector('main')?.textContent.includes("+quote(text)+")", "the page does not show "+text)
}

// mark leaves something on the page that a new one would not have.
func (b *tab) mark() {
	b.t.Helper()
	b.live()
	b.do(script("window.kept = true"))
}

// live waits until the preview's script has looked at the page as it was sent;
// one that changes before that is loaded anew.
func (b *tab) live() {
	b.t.Helper()
	b.want("performance.getEntriesByType('resource').some(e => e.initiatorType === 'fetch' && e.name === location.href)", "the page is not live")
}

func (b *tab) wantSamePage() {
	b.t.Helper()
	if !get[bool](b, "window.kept === true") {
		b.t.Error("the page was loaded anew")
	}
}

// another opens a tab beside this one, in the same window.
func (b *tab) another(address string) *tab {
	b.t.Helper()
	other := &tab{t: b.t, site: b.site}
	ctx, _ := chromedp.NewContext(b.ctx, chromedp.WithListener(other.hear))
	other.ctx = ctx
	if err := chromedp.Do(ctx); err != nil { // opens the tab, which lives as long as this context
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { chromedp.Cancel(ctx) })
	other.do(desktop.apply, chromedp.Navigate(b.site.origin+b.site.base+address)) // it is not painted
	b.t.Cleanup(other.check)
	return other
}

// script runs a script.
func script(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Evaluate[int](text+"\n;0")(ctx, t)
		return err
	})
}

// forget forgets the faults that a test was about.
func (b *tab) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = nil
}

// in looks into the panel of the preview.
func in(selector string) string {
	return "document.querySelector('waymark-preview')?.shadowRoot.querySelector(" + quote(selector) + ")"
}

// scroll is a page of many paragraphs, which begins with some of its own.
func scroll(title, first string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\n---\n%s\n\n", title, first)
	for i := range 60 {
		fmt.Fprintf(&b, "## Part %d\n\nParagraph %d has a [link](index.md) and words enough to fill a line or two of the page, so that one can scroll.\n\n", i, i)
		if i == 30 {
			b.WriteString("::: details More about it\nWhat was folded away.\n:::\n\n```go\nfunc kept() {}\n```\n\n")
		}
	}
	return b.String()
}

func TestAnEditIsPatchedInPlace(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"/", "/repo/"} {
		h := preview(t, base, map[string]string{"index.md": "# Home\n\n[Long](long.md)\n", "long.md": scroll("Long", "How it begins.")})
		b := open(t, h.published, "long/", desktop)
		b.shows("How it begins.")
		b.mark()
		b.do(script(`
			window.folded = document.querySelector('main details'); folded.open = true;
			window.heading = document.getElementById('part-30'); heading.scrollIntoView({behavior: 'instant'});
			window.link = document.querySelector('.heading:has(#part-30) + p a'); link.focus({preventScroll: true});
			window.code = document.querySelector('main .code');
			window.top0 = heading.getBoundingClientRect().top`))
		more := strings.Repeat("It begins with much more than it did before.\n\n", 12)
		h.write("long.md", scroll("Long", "How it begins now.\n\n"+more))
		b.shows("How it begins now.")
		b.want("Math.abs(heading.getBoundingClientRect().top - top0) < 2", "what is read has moved")
		b.wantSamePage()
		for what, ok := range map[string]string{
			"the fold is closed":             "folded.isConnected && folded.open",
			"the focus is gone":              "document.activeElement === link && link.isConnected",
			"what did not change is anew":    "code.isConnected && heading.isConnected",
			"a paragraph is missing":         "[...document.querySelectorAll('main p')].filter(p => p.textContent.includes('much more')).length === 12",
			"the title is not in the window": "document.title.startsWith('Long')",
		} {
			if !get[bool](b, ok) {
				t.Errorf("below %s: %s (%s)", base, what, ok)
			}
		}
		h.write("long.md", strings.Replace(scroll("Longer", "How it begins at last."), "func kept", "func changed", 1))
		b.shows("func changed")
		b.want("document.title.startsWith('Longer') && document.querySelector('h1').textContent === 'Longer'", "the title is the old one")
		b.wantSamePage()
		if !get[bool](b, "folded.isConnected && folded.open") {
			t.Error("the fold is closed")
		}
		if buttons := get[int](b, "document.querySelectorAll('main .code .copy').length"); buttons > 1 {
			t.Errorf("the code block has %d buttons", buttons)
		}
		h.write("long.md", scroll("Longer", "How it begins at last.\n\n```go\nfunc added() {}\n```\n"))
		b.shows("func added")
		b.want("document.querySelectorAll('main .code > pre').length === 2 && document.querySelectorAll('main .code .copy').length === 2", "a code block that came has no button of its own")
		b.wantSamePage()
	}
}

// What the patching makes is the page that loading it makes.
func TestAPatchedPageIsAsALoadedOne(t *testing.T) {
	t.Parallel()
	h := preview(t, "/", map[string]string{"index.md": "# Home\n\n[A](a.md)\n", "a.md": "# A\n\nOne.[^s]\n\n[^s]: A footnote, whose script stays.\n"})
	b := open(t, h.published, "a/", desktop)
	b.shows("One.")
	b.mark()
	for i, text := range []string{
		"# A\n\nOne.\n\n- a\n- b\n- c\n",
		"# A\n\nTwo.\n\n- b\n- c\n- d\n\n| x | y |\n|---|---|\n| 1 | 2 |\n",
		"# Other\n\n| x | z |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nTwo.\n\n> [!NOTE]\n> New.\n",
		"# Other\n\n## First\n\nText[^1].\n\n## Second\n\n![A picture](p.svg)\n\n[^1]: Note.\n",
		"# Other\n\n## Second\n\nText[^1] and[^2].\n\n## First\n\n1. x\n   - y\n2. z\n\n[^1]: Other note.\n[^2]: New note.\n",
		"# A\n\nThe end of it.\n",
	} {
		h.write("p.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`)
		h.write("a.md", text+fmt.Sprintf("\nThis is state %d of the page.[^s]\n\n[^s]: A footnote, whose script stays.\n", i))
		b.shows(fmt.Sprintf("This is state %d of the page.", i))
		b.wantSamePage()
		loaded := open(t, h.published, "a/", desktop)
		loaded.shows(fmt.Sprintf("This is state %d of the page.", i))
		const main = `document.querySelector('main').outerHTML.replace(/ (aria-current|style)="[^"]*"/g, '')`
		if got, want := get[string](b, main), get[string](loaded, main); got != want {
			t.Errorf("state %d: patched\n%s\nloaded\n%s", i, got, want)
		}
	}
}

// What few pages load comes with what needs it: a style sheet without loading the
// page, a script by loading it.
func TestContainersBringWhatTheyNeed(t *testing.T) {
	t.Parallel()
	h := preview(t, "/", map[string]string{"index.md": "# Home\n\n[A](a.md)\n", "a.md": "# A\n\nOne.\n"})
	b := open(t, h.published, "a/", desktop)
	b.shows("One.")
	b.mark()
	h.write("a.md", "# A\n\n:::steps\n1. Two.\n:::\n")
	b.shows("Two.")
	b.want(`getComputedStyle(document.querySelector('.steps > ol > li')).position == 'relative'`, "the step looks like one")
	b.wantSamePage()
	h.write("a.md", "# A\n\n::::tabs\n:::tab One\nThree.\n:::\n:::tab Two\nFour.\n:::\n::::\n")
	b.shows("Three.")
	b.want(`document.querySelectorAll('[role=tab]').length == 2`, "the tabs are tabs")
}

func TestStylesAreSwapped(t *testing.T) {
	t.Parallel()
	h := preview(t, "/", map[string]string{"index.md": "# Home\n\nText.\n", "custom.css": "main p { color: rgb(1, 2, 3) }\n"})
	b := open(t, h.published, "", desktop)
	const color = "getComputedStyle(document.querySelector('main p')).color"
	b.want(color+" === 'rgb(1, 2, 3)'", "the first style")
	b.mark()
	sheets := get[int](b, "document.querySelectorAll('link[rel=stylesheet]').length")
	b.do(script(`window.bare = 0;
		new MutationObserver(() => { if (![...document.styleSheets].length) bare++ }).observe(document.head, {childList: true})`))
	h.write("custom.css", "main p { color: rgb(4, 5, 6) }\n")
	b.want(color+" === 'rgb(4, 5, 6)'", "the second style")
	h.write("../themes/waymark/assets/print.css", "main p { text-decoration: underline }\n")
	b.want("getComputedStyle(document.querySelector('main p')).textDecorationLine === 'underline'", "the theme's style")
	b.wantSamePage()
	if get[int](b, "bare") > 0 || get[int](b, "document.querySelectorAll('link[rel=stylesheet]').length") != sheets {
		t.Error("there were other styles than the page's own")
	}
}

func TestErrorsLieOverTheLastGoodPage(t *testing.T) {
	t.Parallel()
	h := preview(t, "/", map[string]string{"index.md": "# Home\n\n[A](a.md)\n", "a.md": "---\ntitle: Good\n---\nGood text, see [home](index.md).\n"})
	b := open(t, h.published, "a/", desktop)
	b.shows("Good text")
	b.mark()
	b.do(script("document.querySelector('main a').focus()"))
	h.write("a.md", "---\ntitle: [<img src=x onerror=alert(1)>\n---\nBad text.\n")
	b.want(in("[role=dialog]"), "there is no overlay")
	for what, ok := range map[string]string{
		"the place":      in(".place") + "?.textContent.endsWith('content/a.md:2:8')",
		"the editor":     in("a.place") + "?.href.startsWith('vscode://file/')",
		"the code":       in(".message code") + "?.textContent === 'P001'",
		"the excerpt":    in("pre") + "?.textContent.includes('title: [<img src=x onerror=alert(1)>')",
		"the marker":     in("mark") + "?.textContent.length > 0",
		"the last page":  "document.querySelector('main').textContent.includes('Good text')",
		"the focus":      "document.activeElement === document.querySelector('main a')",
		"nothing is run": "!" + in("img"),
		"its own name":   in("[role=dialog]") + ".getAttribute('aria-labelledby') === 'title'",
	} {
		if !get[bool](b, "!!("+ok+")") {
			t.Errorf("not so: %s (%s)\n%s", what, ok, get[string](b, in("*")+".getRootNode().innerHTML"))
		}
	}
	b.axe("the overlay")
	b.do(script(in("[data-name=close]") + ".click()"))
	b.want("!"+in("[role=dialog]"), "it cannot be put away")
	b.do(script(in("[data-name=errors]") + ".click()"))
	b.want(in("[role=dialog]")+" && document.querySelector('waymark-preview').shadowRoot.activeElement?.dataset.name === 'close'", "it is not gone into when it is opened")
	b.do(script("dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))"))
	b.want("!"+in("[role=dialog]")+" && document.querySelector('waymark-preview').shadowRoot.activeElement?.dataset.name === 'errors'", "Escape does not put it away and lead back")
	b.want(in("[data-name=errors]")+"?.textContent === '1 error'", "there is no way back to it")
	h.write("index.md", "# Home\n\n[A](a.md), [gone](gone.md), [lost](lost.md)\n")
	b.want(in("[role=dialog] h2")+"?.textContent.includes('3 errors')", "new errors do not show")
	h.write("a.md", "---\ntitle: Good\n---\nMended text, see [home](index.md).\n")
	h.write("index.md", "# Home\n\n[A](a.md)\n")
	b.shows("Mended text")
	b.want("!"+in("[role=dialog]")+" && !"+in("[data-name=errors]"), "the overlay stays")
	b.wantSamePage()
}

// On a phone what is marked is in sight, however long its line is, and so is the
// way out, however long the list.
func TestTheOverlayFitsAPhone(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Words that come before it. ", 8)
	text := "# Home\n\n"
	for i := range 12 {
		text += fmt.Sprintf("%s[gone](gone%d.md)\n\n", long, i)
	}
	h := preview(t, "/", map[string]string{"index.md": text})
	for _, v := range []view{phone, phone.inTheDark()} {
		b := open(t, h.published, "", v)
		b.want(in("[role=dialog] h2")+"?.textContent.includes('12 errors')", "there is no overlay")
		if !get[bool](b, "(() => { const box = "+in("mark")+".getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth })()") {
			t.Error("what is marked is out of sight")
		}
		b.do(script(in(".sheet") + ".scrollTo(0, 9999)"))
		b.want(`(() => { const box = `+in("[data-name=close]")+`.getBoundingClientRect();
			return `+in(".sheet")+`.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.dataset.name === 'close' })()`,
			"the way out is out of sight")
		b.axe("the overlay on a phone")
	}
}

// Who reads in the dark is not dazzled by a mistake.
func TestTheOverlayHasTheSchemeOfThePage(t *testing.T) {
	t.Parallel()
	h := preview(t, "/", map[string]string{"index.md": "# Home\n\n[Gone](gone.md)\n"})
	b := open(t, h.published, "", desktop)
	b.want(in(".sheet"), "there is no overlay")
	background := "getComputedStyle(" + in(".sheet") + ").backgroundColor"
	light := get[string](b, background)
	b.do(script("document.documentElement.style.colorScheme = 'dark'"))
	b.want(background+" !== "+quote(light), "it stays light")
}

func TestAnEditorThatCannotBeStartedIsSaid(t *testing.T) {
	t.Parallel()
	h := previewWith(t, "/", "no-such-editor {path}", map[string]string{"index.md": "# Home\n\n[Gone](gone.md)\n"})
	b := open(t, h.published, "", desktop)
	b.want(in("button.place"), "there is no way into the editor")
	b.do(script(in("button.place") + ".click()"))
	b.want(in(".refused")+"?.textContent.includes('no-such-editor')", "it fails in silence")
	b.forget() // the request that was refused
}

func TestTemplateErrorsNameTheWay(t *testing.T) {
	t.Parallel()
	h := preview(t, "/", map[string]string{"index.md": "# Home\n\n[A](a.md)\n", "a.md": "# One\n\nText.\n", "../themes/waymark/layouts/parts/crumbs.html": `{{if eq .Title "Two"}}{{index .Crumbs 99}}{{end}}`})
	b := open(t, h.published, "a/", desktop)
	b.shows("Text.")
	b.live()
	h.write("a.md", "# Two\n\nOther text.\n")
	b.want(in(".message code")+"?.textContent === 'T002'", "there is no overlay")
	b.want(in(".place")+".textContent.endsWith('crumbs.html:1:25')", "the template's line")
	b.want(in(".message")+".textContent.includes('the page /a/')", "the page")
	b.want(in(".related")+".textContent.includes('base.html')", "the chain")
	b.shows("Text.")
	b.live()
	h.write("a.md", "# Three\n\nThird text.\n")
	b.shows("Third text.")
	b.want("!"+in("[role=dialog]"), "the overlay stays")
}

func TestFindingsAreBehindAButton(t *testing.T) {
	t.Parallel()
	h := preview(t, "/", map[string]string{"index.md": "# Home\n\n[A](a.md)\n", "a.md": "# A\n\n![](p.svg)\n", "p.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`})
	b := open(t, h.published, "a/", desktop)
	b.want(in("[data-name=findings]")+"?.textContent === '1 finding'", "there is no button")
	if get[bool](b, "!!"+in("[role=dialog]")) {
		t.Error("findings open by themselves")
	}
	b.do(script(in("[data-name=findings]") + ".click()"))
	b.want(in(".message code")+"?.textContent === 'H007'", "the finding")
	h.write("a.md", "# A\n\n![A dot](p.svg)\n")
	b.want("!"+in("*:not(.badge, .aside)"), "the finding stays")
}

// What the checks find is shown to those who write, beside the passage; it is on no
// page that is published, and comes and goes without loading the page.
func TestFindingsStandOnThePageInThePreview(t *testing.T) {
	t.Parallel()
	strategy := func(bracket string) string {
		return "---\ntitle: S\nstatus: active\n---\n## Actions\n\n- Move the dunning job " + bracket + "\n"
	}
	const said = "Nobody is named for"
	h := preview(t, "/repo/", map[string]string{"index.md": "# Home\n\n[S](strategies/s.md)\n", "strategies/s.md": strategy("(4w)")})
	b := open(t, h.published, "", desktop)
	b.do(chromedp.Navigate(h.origin + h.base + "strategies/s/")) // and don't look whether anything moves: what comes below a finding does
	const inTable = "document.querySelector('table.actions .finding')?.textContent.includes('" + said + "')"
	b.want(inTable, "the finding is not beside its action")
	b.mark()
	b.do(script("fetch(location.href).then(r => r.text()).then(t => window.answered = t)"))
	b.want("window.answered", "the page is not answered")
	answered := get[string](b, "answered")
	if strings.Contains(answered, said) || !strings.Contains(answered, "Move the dunning job") {
		t.Error("the page that a build writes has the finding")
	}
	h.write("strategies/s.md", strategy("(4w, by 2026-12-01)"))
	b.shows("2026-12-01")
	b.want(inTable, "the finding is gone after an edit")
	h.write("strategies/s.md", strategy("(@payments, 4w)"))
	b.shows("@payments")
	b.want("!("+inTable+")", "the finding stays")
	b.wantSamePage()
}

func TestTenTabsFollow(t *testing.T) {
	t.Parallel()
	h := preview(t, "/", map[string]string{"index.md": "# Home\n\nState 0.\n"})
	var tabs []*tab
	first := open(t, h.published, "", desktop)
	tabs = append(tabs, first)
	for range 9 { // of one window, which opens no more than six connections to a host
		tabs = append(tabs, first.another(""))
	}
	for _, b := range tabs {
		b.live()
	}
	for i := range 3 {
		h.write("index.md", fmt.Sprintf("# Home\n\nState %d.\n", i+1))
		for _, b := range tabs {
			b.shows(fmt.Sprintf("State %d.", i+1))
		}
	}
}

func TestATabCatchesUpAfterARestart(t *testing.T) {
	t.Parallel()
	h := preview(t, "/", map[string]string{"index.md": "# Home\n\nBefore.\n", "custom.css": "main p { color: rgb(1, 2, 3) }\n"})
	b := open(t, h.published, "", desktop)
	b.shows("Before.")
	b.mark()
	start := time.Now()
	h.stop()
	if took := time.Since(start); took > time.Second {
		t.Errorf("with an open tab it ends after %v", took)
	}
	h.write("index.md", "# Home\n\nAfter.\n")
	h.write("custom.css", "main p { color: rgb(4, 5, 6) }\n")
	time.Sleep(300 * time.Millisecond) // so that some tries fail
	h.start()
	b.shows("After.")
	b.want("getComputedStyle(document.querySelector('main p')).color === 'rgb(4, 5, 6)'", "the style")
	b.wantSamePage()
	h.write("index.md", "# Home\n\nAnd on.\n")
	b.shows("And on.")
	b.forget() // the connections that were refused
}

func TestATabFollowsARename(t *testing.T) {
	t.Parallel()
	h := preview(t, "/", map[string]string{"index.md": "# Home\n\n[A](a.md)\n", "a.md": "# Alpha\n\nThe text.\n"})
	b := open(t, h.published, "a/", desktop)
	b.shows("The text.")
	b.mark()
	if err := os.Rename(filepath.Join(h.dir, "content/a.md"), filepath.Join(h.dir, "content/b.md")); err != nil {
		t.Fatal(err)
	}
	b.want("location.pathname === '/b/'", "the tab does not follow")
	h.write("b.md", "# Alpha\n\nText at the new place.\n")
	b.shows("Text at the new place.")
	h.write("b.md", "---\nslug: c\n---\n# Alpha\n\nText at the third place.\n")
	b.shows("Text at the third place.")
	b.want("location.pathname === '/c/'", "the tab does not follow a slug")
	h.write("handbook.yaml", "title: Living\nbase_url: https://handbook.example/shelf/\n")
	b.want("location.pathname === '/shelf/c/'", "the tab does not follow the base path")
	b.shows("Text at the third place.")
	if err := os.Remove(filepath.Join(h.dir, "content/b.md")); err != nil {
		t.Fatal(err)
	}
	b.want("document.body?.dataset.layout === '404'", "the page is still there")
	h.write("c.md", "# Alpha\n\nIt is back.\n")
	b.shows("It is back.")
	b.forget() // a page that is not there is said so
}
