//go:build browser

package browser

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"waymark/internal/serve"
)

const (
	field    = `document.querySelector('dialog[open] input[type=search]')`
	firstHit = `document.querySelector('a[data-result]')`
	answered = `document.querySelector('[data-query]')?.dataset.query`
)

// asksForSearch returns what a tab has asked for that only the search needs.
func (b *tab) asksForSearch() []string {
	return slices.DeleteFunc(b.requests(), func(address string) bool { return !strings.Contains(address, "search") })
}

// TestSearchByKeyboard: one key opens it, words find a page, arrows and Enter lead there,
// Escape leads back to where one was.
func TestSearchByKeyboard(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	b.do(script(`document.querySelector('main a').focus()`))
	if asked := b.asksForSearch(); len(asked) > 0 {
		t.Errorf("a page that is only read asks for %v", asked)
	}
	b.press("/")
	b.want(field+` == document.activeElement`, "the key / does not open the search")
	b.press(kb.Escape)
	b.want(`!document.querySelector('dialog[open]') && document.activeElement.matches('main a')`, "Escape does not lead back")
	b.press("k", chromedp.ModifierCtrl)
	b.want(field, "Ctrl-K does not open the search")
	b.do(chromedp.KeyEvent("many"))
	b.want(answered+` == 'many'`, "nobody answers")
	b.want(`document.querySelector('[role=status]').textContent`, "the number is not said")
	b.want(field+`.ariaExpanded == 'true' && document.getElementById(`+field+`.getAttribute('aria-controls')).role == 'listbox'`, "it is no combobox")
	b.want(`new URLSearchParams(location.search).get('q') == 'many'`, "the address does not follow")
	b.press(kb.ArrowDown)
	b.press(kb.ArrowDown)
	b.want(`document.getElementById(`+field+`.getAttribute('aria-activedescendant'))?.matches('[aria-selected=true]:nth-child(2)')`, "the arrows do not choose")
	to := get[string](b, `document.querySelector('[aria-selected=true]').href`)
	b.press(kb.Enter)
	b.want(`location.href == `+quote(to), "Enter does not lead there")
}

// TestEnterOpensWhatIsShown, even where the answer to whole words is another than the one
// while they were typed.
func TestEnterOpensWhatIsShown(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "", desktop)
	b.press("/")
	b.want(field, "the key / does not open the search")
	const query = "what did Khan Academy do"
	b.do(chromedp.KeyEvent(query))
	b.want(answered+` == `+quote(query), "nobody answers")
	to := get[string](b, `document.querySelector('a[data-result]').href`)
	b.press(kb.Enter)
	b.want(`location.href == `+quote(to), "Enter leads elsewhere than "+to)
}

// TestSearchByKind: chips are a toolbar of the kinds that have results.
func TestSearchByKind(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "?q=vision", desktop)
	b.want(answered+` == 'vision'`, "?q= does not search")
	b.want(`document.querySelectorAll('.chips button').length > 2 && document.querySelectorAll('.chips [tabindex="0"]').length == 1`, "there are no chips")
	b.do(script(`document.querySelector('.chips [tabindex="0"]').focus()`))
	b.press(kb.ArrowRight)
	b.want(`document.activeElement == document.querySelectorAll('.chips button')[1]`, "→ does not lead on")
	b.press(kb.Enter)
	b.want(`document.activeElement.matches('.chips [aria-pressed=true]')`, "the kind is not chosen")
	b.want(`[...document.querySelectorAll('a[data-result]')].every(a => a.dataset.kind == document.querySelector('[aria-pressed=true]').dataset.kind)`, "other kinds are shown")
}

func TestTheKeyOfTheSearchCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	b.press("/")
	b.want(field, "the key / does not open the search")
	b.do(script(`document.querySelector('.keys input').click()`))
	b.press(kb.Escape)
	b.visit(everything)
	b.press("/")
	b.press("k", chromedp.ModifierCtrl)
	b.want(field+`?.value === ''`, "Ctrl-K opens it all the same")
	b.press(kb.Escape)
	b.press("/")
	if get[bool](b, `!!document.querySelector('dialog[open]')`) {
		t.Error("the key / opens it still")
	}
	b.press("?")
	if get[bool](b, `!!document.querySelector('dialog[open]')`) {
		t.Error("the key ? opens it still")
	}
}

func TestKeysAreListed(t *testing.T) {
	t.Parallel()
	for _, on := range []view{desktop, desktop.inTheDark()} {
		b := open(t, sample(t, "/repo/"), everything, on)
		b.press("?")
		b.press("b")
		b.want(`document.querySelector('dialog[open] .keys[open]')`, "the key ? does not open the list of keys")
		b.want(answered+` == 'b'`, "what is typed behind ? is no question")
		b.want(`document.querySelectorAll('.keys dt').length == 6 && [...document.querySelectorAll('.keys :is(dt, dd, label, summary)')].every(e => e.textContent.trim() && e.checkVisibility())`, "keys or what they do are missing")
		b.want(`(list => list.top >= 0 && list.bottom <= innerHeight)(document.querySelector('.keys dl').getBoundingClientRect())`, "the list is out of sight")
		b.axe("keys")
		b.press("?")
		b.want(field+`.value == 'b?'`, "? is no character in the field")
	}
}

func TestNothingFoundLeadsOn(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "?q=strattegical", desktop)
	b.want(answered+` == 'strattegical'`, "nobody answers")
	b.want(`document.querySelectorAll('a[data-result]').length == 3`, "no title is near")
	b.want(`document.querySelectorAll('.ways a').length == 2 && document.querySelector('.ways a[href$="/search/"]') && document.querySelector('.ways a[href$="/glossary/"]')`, "nothing leads on")
}

// TestSearchWithoutScripts: the button leads to lists of kinds and sections.
func TestSearchWithoutScripts(t *testing.T) {
	t.Parallel()
	s := handbook(t, "/")
	b := open(t, s, "patterns/grand-migration/", phone.withoutScripts())
	b.click(".search")
	b.want(`location.pathname == '/search/' && document.querySelector('noscript').checkVisibility()`, "the button does not lead to the page of the search")
	b.want(`[...document.querySelectorAll('.places h2')].every(h => h.checkVisibility()) && !document.querySelector('main input')`, "which lists no places")
	page := string(s.files["search/index.html"].Data)
	for _, has := range []string{`href="/kinds/pattern/"`, `href="/patterns/grand-migration/"`, `<noscript>`, `content="noindex"`} {
		if !strings.Contains(page, has) {
			t.Errorf("the page of the search has no %s", has)
		}
	}
	if regexp.MustCompile(`//[^/]+/search/<`).Match(s.files["sitemap.xml"].Data) {
		t.Error("the sitemap has it")
	}
}

func TestSearchOnThePageAndWhereThereIsNone(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), "search/?q=many", desktop)
	b.want(answered+` == 'many' && `+firstHit, "?q= does not search")
	b.want(`!document.querySelector('.places').checkVisibility()`, "the lists stay")
	b.visit("no/such/page-07-of-many/")
	b.want(answered+` == 'no such page 07 of many' && `+firstHit+`.pathname.endsWith('/long/page-07/')`, "the words of the address are not searched")
}

func TestAxeFindsNothingInTheSearch(t *testing.T) {
	t.Parallel()
	for _, q := range []string{"vision", "xyzzyqqq"} {
		b := open(t, handbook(t, "/"), "?q="+q, desktop)
		b.want(answered+` == `+quote(q), "nobody answers")
		b.axe("light, " + q)
		b.do(desktop.inTheDark().apply)
		b.axeColours("dark, " + q)
		b.do(view{width: 320, height: 640, touch: true}.apply)
		b.axe("320 px, " + q)
		if over := get[int](b, `document.querySelector('dialog').scrollWidth - innerWidth`); over > 0 {
			t.Errorf("on 320 pixels it is %d too wide", over)
		}
	}
}

func TestForcedColoursTellWhatIsChosenInTheSearch(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "?q=vision", desktop)
	b.want(answered+` == 'vision'`, "nobody answers")
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}}))
	b.press(kb.ArrowDown)
	b.want(`getComputedStyle(document.querySelector('[aria-selected=true]')).outlineStyle == 'solid'`, "the active result has no outline")
	b.do(script(`document.querySelector('.chips button').click()`))
	b.want(`getComputedStyle(document.querySelector('.chips [aria-pressed=true]')).borderTopWidth == '3px'`, "the chosen kind looks like the others")
}

// TestSearchUnderTheStrictPolicy sends the policy of the pages as a header, too, which
// binds what a policy in a page does not.
func TestSearchUnderTheStrictPolicy(t *testing.T) {
	t.Parallel()
	s := faulty(t, handbook(t, "/a/b/"), func(string) int { return http.StatusOK })
	policy := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindSubmatch(s.files["index.html"].Data)
	if policy == nil || !strings.Contains(html.UnescapeString(string(policy[1])), "connect-src 'self'") {
		t.Fatalf("the policy of a page is %s", policy)
	}
	inner := s.server.Config.Handler
	s.server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", html.UnescapeString(string(policy[1])))
		inner.ServeHTTP(w, r)
	})
	b := open(t, s, "patterns/grand-migration/", desktop)
	b.press("/")
	b.want(field, "it does not open")
	b.do(chromedp.KeyEvent("shape up"))
	b.want(answered+` == 'shape up' && `+firstHit+`.pathname == '/a/b/readings/shape-up/'`, "nothing is found below a base path")
	b.want(`getComputedStyle(document.querySelector('dialog .finder')).display == 'grid'`, "it has no style")
	b.want(`document.querySelector('a[data-result] mark')`, "no excerpt has marks")
}

// TestTheDialogSaysWhatIsMissing has results of titles while shards cannot be had.
func TestTheDialogSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	for name, status := range map[string]int{"gone": 404, "broken": -1, "no answer": 0} {
		b := open(t, faulty(t, handbook(t, "/repo/"), func(path string) int {
			if strings.HasPrefix(path, "search/w/") {
				return status
			}
			return http.StatusOK
		}), "?q=grand+migration", desktop)
		b.want(answered+` == 'grand migration' && `+firstHit+`.pathname.endsWith('/grand-migration/')`, name+": no results of titles")
		b.want(`document.querySelector('[role=status]').textContent.includes('could not be loaded')`, name+": nothing is said")
		b.forgive("")
	}
}

// TestADeploymentDuringASearch publishes another handbook while the dialog is open.
func TestADeploymentDuringASearch(t *testing.T) {
	t.Parallel()
	page := func(title, text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\n---\n\n" + text + "\n")}
	}
	old := publish(t, "old", "/repo/", fstest.MapFS{"index.md": page("Home", "the heron"), "one.md": page("One", "a heron, old")})
	new := publish(t, "new", "/repo/", fstest.MapFS{"index.md": page("Home", "the heron"), "one.md": page("One", "a curlew"), "two.md": page("Two", "a curlew and a heron")})
	s := faulty(t, old, func(string) int { return http.StatusOK })
	b := open(t, s, "", desktop)
	b.press("/")
	b.want(field, "it does not open")
	b.do(chromedp.KeyEvent("one"))
	b.want(answered+` == 'one' && `+firstHit, "nothing is found before")
	s.server.Config.Handler = serve.Preview(new.files, s.base, nil)
	b.do(script(field + `.value = ''`))
	b.do(chromedp.KeyEvent("curlew"))
	b.want(answered+` == 'curlew' && document.querySelectorAll('a[data-result]').length == 2`, "what was published since is not found")
	b.want(`!document.querySelector('[role=status]').textContent.includes('could not')`, "and something is said to be missing")
	b.forgive("404")
}

// TestSearchOffline: a page that was read before its network went away leads to where
// the browser says so; one that has searched goes on.
func TestSearchOffline(t *testing.T) {
	t.Parallel()
	var isOffline atomic.Bool
	s := faulty(t, handbook(t, "/repo/"), func(string) int { return http.StatusOK })
	files := http.StripPrefix(strings.TrimSuffix(s.base, "/"), http.FileServerFS(s.files))
	s.server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isOffline.Load() {
			panic(http.ErrAbortHandler)
		}
		w.Header().Set("Cache-Control", "max-age=600") // as on GitHub Pages
		files.ServeHTTP(w, r)
	})
	b := open(t, s, "", desktop)
	b.visit("glossary/")
	b.press("/")
	b.want(field, "it does not open")
	b.do(chromedp.KeyEvent("bet"))
	b.want(answered+` == 'bet' && `+firstHit, "nothing is found with a network")
	isOffline.Store(true)
	b.visit("")
	b.press("/")
	b.want(field, "it does not open")
	b.do(chromedp.KeyEvent("bet"))
	b.want(answered+` == 'bet' && `+firstHit, "nothing is found without one")
	b.do(script(field + `.value = ''`))
	b.do(chromedp.KeyEvent("grand migration"))
	b.want(answered+` == 'grand migration' && `+firstHit+`.pathname.endsWith('/grand-migration/')`, "nor is another page's title")
	b.forgive("")
	isOffline.Store(false)

	fresh := open(t, s, "glossary/", desktop)
	isOffline.Store(true)
	fresh.press("/")
	fresh.want(`location.href != `+quote(s.origin+s.base+"glossary/"), "nothing says that there is no network")
	fresh.forgive("")
}

// TestSearchFromRightToLeft: what was on the left is on the right, and the arrows of
// the chips lead where they point.
func TestSearchFromRightToLeft(t *testing.T) {
	t.Parallel()
	content := fstest.MapFS{"handbook.yaml": {Data: []byte("title: מדריך\nlang: he\n")}, "index.md": {Data: []byte("---\ntitle: מדריך\n---\n\nבית\n")}}
	for i, kind := range []string{"pattern", "pitfall", "practice", "example"} {
		content[fmt.Sprintf("%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: הגירה %d\nkind: %s\n---\n\nטקסט על הגירה גדולה.\n", i, kind)}
	}
	b := open(t, publish(t, "hebrew", "/", content), "?q=הגירה", desktop)
	b.want(answered+` == 'הגירה' && document.querySelectorAll('a[data-result]').length == 4`, "words in Hebrew are not found")
	b.want(`document.dir == 'rtl' && document.querySelector('.finder > button').getBoundingClientRect().right < `+field+`.getBoundingClientRect().left`, "the button to close it is not on the left")
	b.want(`document.querySelector('.title').getBoundingClientRect().right > document.querySelector('.kind').getBoundingClientRect().right`, "a title does not begin on the right")
	b.do(script(`document.querySelector('.chips [tabindex="0"]').focus()`))
	b.press(kb.ArrowLeft)
	b.want(`document.activeElement == document.querySelectorAll('.chips button')[1]`, "← does not lead on")
	b.do(view{width: 320, height: 640, touch: true}.apply)
	b.want(`document.querySelector('dialog').scrollWidth <= innerWidth && document.documentElement.scrollWidth <= innerWidth`, "on 320 pixels it is too wide")
}

// TestLongWordsFitTheSearch has words that are longer than a phone is wide.
func TestLongWordsFitTheSearch(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Donaudampfschifffahrt", 5)
	b := open(t, publish(t, "long", "/", fstest.MapFS{
		"index.md": {Data: []byte("---\ntitle: Home\n---\n\nText.\n")},
		"long.md":  {Data: []byte("---\ntitle: " + long + "\nasked: [" + long[:60] + "]\n---\n\n## " + long + "\n\nheron " + long + "\n")},
	}), "", view{width: 320, height: 640, touch: true})
	b.click(".search")
	b.want(field, "it does not open")
	for _, q := range []string{"", long[:60], "heron", strings.Repeat("x", 150)} {
		b.do(script(field + `.value = ''`))
		b.do(chromedp.KeyEvent(q + " "))
		b.want(answered+` == `+quote(q), "nobody answers "+q)
		b.settle()
		for _, part := range []string{"dialog", ".finder", "[role=listbox]", ".said"} {
			if over := get[int](b, `document.querySelector('`+part+`').scrollWidth - document.querySelector('`+part+`').clientWidth`); over > 0 {
				t.Errorf("%q: %s is %d too wide", q, part, over)
			}
		}
	}
}

// TestSearchInThePreview: what is written while the dialog is open is found.
func TestSearchInThePreview(t *testing.T) {
	t.Parallel()
	h := preview(t, "/repo/", map[string]string{"index.md": "---\ntitle: Home\n---\n\nText.\n", "one.md": "---\ntitle: One\n---\n\nA heron.\n"})
	b := open(t, h.published, "", desktop)
	b.live()
	b.press("/")
	b.want(field, "it does not open")
	b.do(chromedp.KeyEvent("heron"))
	b.want(answered+` == 'heron' && document.querySelectorAll('a[data-result]').length == 1`, "nothing is found")
	h.write("two.md", "---\ntitle: Two\ndraft: true\n---\n\nTwo herons, one heron.\n")
	b.want(`document.querySelectorAll('a[data-result]').length == 2 && `+field, "a new page is not found")
	h.write("one.md", "---\ntitle: One\n---\n\nA curlew.\n")
	b.want(`document.querySelectorAll('a[data-result]').length == 1 && `+firstHit+`.pathname == '/repo/two/'`, "a page is found by what it said before")
}

// TestTheSearchHasAPlaceAtEveryWidth: its button lies between others, and covers none.
func TestTheSearchHasAPlaceAtEveryWidth(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "patterns/grand-migration/", desktop)
	for _, width := range []int64{320, 360, 480, 640, 768, 900, 1024, 1280, 1440, 2560} {
		b.do(view{width: width, height: 800}.apply)
		if faults := get[[]string](b, `(() => {
			const box = e => e.getBoundingClientRect(), own = document.querySelector('.search'), r = box(own), faults = [];
			if (r.width < 44 || r.height < 40) faults.push('it measures ' + r.width + ' by ' + r.height);
			if (r.left < 0 || r.right > innerWidth) faults.push('it lies outside');
			for (const e of own.parentElement.querySelectorAll('a, button, summary'))
				if (e != own && e.checkVisibility() && box(e).right > r.left && box(e).left < r.right && box(e).bottom > r.top && box(e).top < r.bottom) faults.push('it lies over ' + e.outerHTML);
			if (document.documentElement.scrollWidth > innerWidth) faults.push('the page can be moved sideways');
			return faults;
		})()`); len(faults) > 0 {
			t.Errorf("at %d pixels: %q", width, faults)
		}
	}
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	b.want(`!document.querySelector('.search').checkVisibility()`, "it is printed")
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "screen"}))
	b.press("/")
	b.want(field, "it does not open")
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	b.want(`!document.querySelector('dialog').checkVisibility() && document.querySelector('h1').checkVisibility()`, "the dialog is printed")
}

// TestTheNumberIsSaidOnce listens as a screen reader does, and counts the pages of the
// tab's history.
func TestTheNumberIsSaidOnce(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	before := get[int](b, `history.length`)
	b.press("/")
	b.want(answered+` == ''`, "nobody answers")
	get[bool](b, `window.said = [], new MutationObserver(() => said.push(document.querySelector('[role=status]').textContent)).observe(document.querySelector('[role=status]'), {childList: true, subtree: true, characterData: true}), true`)
	b.do(chromedp.KeyEvent("many"))
	b.want(answered+` == 'many' && document.querySelector('a[data-result] mark')`, "no excerpts arrive")
	b.settle()
	if said := get[[]string](b, `said`); len(said) != 1 || !strings.Contains(said[0], "results") {
		t.Errorf("for four keys it is said %q", said)
	}
	if now := get[int](b, `history.length`); now != before {
		t.Errorf("what was typed has made %d pages of history", now-before)
	}
	b.press(kb.Escape)
	b.want(`!location.search`, "a search that is closed stays in the address")
}

// TestEnterWithControlOpensATab leaves the search as it is.
func TestEnterWithControlOpensATab(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything+"?q=many", desktop)
	b.want(answered+` == 'many'`, "nobody answers")
	get[bool](b, `window.open = (...given) => { window.given = given }, true`)
	b.press(kb.Enter, chromedp.ModifierCtrl)
	b.want(`window.given?.[0] == `+firstHit+`.href && given[1] == '_blank' && `+field, "no tab is opened")
}

// TestKeysBeforeTheSearchArrives types while first the script is on its way, and then
// the index: the keys are kept, and Enter leads to what they ask for.
func TestKeysBeforeTheSearchArrives(t *testing.T) {
	t.Parallel()
	script, letScript := context.WithCancel(t.Context())
	index, letIndex := context.WithCancel(t.Context())
	b := open(t, faulty(t, sample(t, "/repo/"), func(path string) int {
		switch {
		case strings.HasPrefix(path, "assets/scripts/search."):
			<-script.Done()
		case path == "search/head.json":
			<-index.Done()
		}
		return http.StatusOK
	}), everything, desktop)
	b.press("/")
	b.do(chromedp.KeyEvent("page 07"))
	letScript()
	b.want(field+`.value == 'page 07'`, "what was typed before the script arrived is lost")
	b.do(chromedp.KeyEvent(" of many"))
	b.press(kb.Enter)
	letIndex()
	b.want(`location.pathname.endsWith('/long/page-07/')`, "Enter leads nowhere")
}
