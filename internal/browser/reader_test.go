//go:build browser

package browser

import (
	"os/exec"
	"path"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const everything = "parts/everything/"

// long is a page of a section with more pages than a sidebar has room for.
const long = "long/page-40/"

func TestScriptsHaveTheRightTypes(t *testing.T) {
	t.Parallel()
	if out, err := exec.Command("node", "node_modules/typescript/bin/tsc", "-p", ".").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// byName finds the elements of the theme, whose ids begin with site:.
func byName(name string) string { return `[id="site:` + name + `"]` }

// besideNext scrolls the sidebar to an odd place, at which the link that is
// followed next is in sight, and says which.
const besideNext = `(() => {
	const bar = document.querySelector('.drawer');
	const link = bar.querySelector('a[href$="/page-42/"]');
	bar.scrollTop += Math.round(link.getBoundingClientRect().top - bar.getBoundingClientRect().top - bar.clientHeight / 3);
	return bar.scrollTop;
})()`

func TestSidebarIsAsItWasLeft(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"/", "/repo/"} {
		b := open(t, sample(t, base), long, desktop)
		b.want(`document.querySelector('.sidebar [aria-current]')`, "the page itself is marked")
		b.want(inSight(`.sidebar [aria-current]`), "the link to the page itself is in sight")

		top := get[float64](b, besideNext)
		b.follow(`.sidebar a[href$="/page-42/"]`)
		if got := get[float64](b, `document.querySelector('.drawer').scrollTop`); got != top {
			t.Errorf("below %s the sidebar is scrolled to %v, want %v as it was left", base, got, top)
		}

		b.click(`.sidebar details[data-group] > summary`)
		b.want(`!document.querySelector('.sidebar details').open`, "the group closes")
		b.follow(`.pager .next`)
		b.want(`!document.querySelector('.sidebar details').open`, "the group is closed still")
		b.visit("parts/")
		b.want(`document.querySelector('.sidebar details').open`, "another section's group is open")
		b.visit(long)
		b.want(`document.querySelector('.sidebar details').open`, "the group of a section that one comes to is open")

		keys := get[string](b, `Object.keys(sessionStorage).join()`)
		if want := "waymark:" + base + ":sidebar"; keys != want {
			t.Errorf("it is kept as %q, want %q", keys, want)
		}
	}
}

// TestSidebarIsRestoredBeforeItIsSeen watches each frame of a page that arrives
// slowly: when the sidebar can be seen, it is where it was.
func TestSidebarIsRestoredBeforeItIsSeen(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), long, desktop)
	want := get[float64](b, besideNext)
	b.do(command(cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `
		window.seen = [];
		const look = () => {
			const bar = document.querySelector('.drawer');
			if (bar && bar.clientHeight) seen.push(bar.scrollTop);
			if (seen.length < 50) requestAnimationFrame(() => setTimeout(look)); // after the frame's own callbacks
		};
		requestAnimationFrame(() => setTimeout(look));`}))
	get[string](b, `document.querySelector('.sidebar a[href$="/page-42/"]').href += '?slow'`)
	b.follow(`.sidebar a[href$="/page-42/?slow"]`)
	b.want(`seen.length == 50`, "there are frames")
	for i, top := range get[[]float64](b, `seen`) {
		if top != want {
			t.Errorf("frame %d has the sidebar at %v, want %v", i, top, want)
		}
	}
}

func TestContentsFollowTheReader(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	b.want(`!document.querySelector('`+byName("toc")+` [aria-current]')`, "at the top no heading has been passed")
	for _, id := range []string{"second-stop", "third-stop", "first-stop"} {
		get[bool](b, `document.getElementById('`+id+`').scrollIntoView({behavior: 'instant'}), true`)
		b.want(`[...document.querySelectorAll('`+byName("toc")+` [aria-current=location]')].map(a => a.hash).join() == '#`+id+`'`, "one heading is marked, the one above")
	}
	get[bool](b, `scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'}), true`)
	b.want(`document.querySelector('`+byName("toc")+` [aria-current]').hash == '#last-stop'`, "at the end the last heading is marked, though it cannot reach the top")
	get[bool](b, `scrollTo({top: 0, behavior: 'instant'}), true`)
	b.want(`!document.querySelector('`+byName("toc")+` [aria-current]')`, "back at the top none is")
	b.settle()
}

func TestBarSaysWhereOneIsOnAPhone(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, phone)
	b.want(`document.getElementById('site:here').hidden`, "at the top the bar says nothing")
	get[bool](b, `document.getElementById('second-stop').scrollIntoView({behavior: 'instant'}), true`)
	b.want(`document.getElementById('site:here').textContent == 'Second stop'`, "the bar says the heading above")
	b.want(inSight(byName("here")), "the bar can be seen")
	b.settle()

	wide := open(t, sample(t, "/repo/"), everything, desktop)
	get[bool](wide, `document.getElementById('second-stop').scrollIntoView({behavior: 'instant'}), true`)
	wide.want(`document.querySelector('`+byName("toc")+` [aria-current]')`, "the contents say where one is")
	wide.want(`!`+inSight(byName("here")), "where there are contents, there is no bar")
}

func TestDrawerKeepsTheFocusAndGivesItBack(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, phone)
	b.want(`!`+inSight(`.sidebar li a`), "the drawer is closed")
	b.want(`document.getElementById('site:menu').getAttribute('aria-expanded') == 'false'`, "the button says so")

	b.do(chromedp.Focus(chromedp.CSS(byName("menu"))))
	b.press(kb.Enter)
	b.want(inSight(`.sidebar li a`), "Enter opens the drawer")
	b.want(`document.getElementById('site:menu').getAttribute('aria-expanded') == 'true'`, "the button says so")
	b.want(`document.activeElement.closest('.sidebar')`, "the focus is in the drawer")
	b.want(`document.activeElement.getAttribute('aria-current') == 'page'`, "at the page itself")
	b.axe("drawer open")
	b.do(phone.inTheDark().apply)
	b.axe("drawer open, dark")

	first := b.focused()
	for n, left := 0, false; ; n++ {
		b.press(kb.Tab)
		if at := b.focused(); at == first {
			break
		} else if left = !get[bool](b, `!!document.activeElement.closest('.sidebar') || document.activeElement == document.body`); left {
			t.Fatalf("after %d tabs the focus is at %s, outside of the drawer", n+1, at)
		}
		if n > 50 {
			t.Fatal("the focus does not come round")
		}
	}

	b.press(kb.Escape)
	b.want(`!`+inSight(`.sidebar li a`), "Escape closes the drawer")
	b.want(`document.activeElement.id == 'site:menu'`, "the focus is back at the button")
	b.want(`!document.querySelector('[inert]')`, "all else is awake")

	b.click(byName("menu"))
	b.want(inSight(`.sidebar li a`), "a click opens the drawer")
	b.want(`document.querySelector('main').closest('[inert]')`, "the text is inert")
	b.do(chromedp.MouseClickXY(380, 500))
	b.want(`!`+inSight(`.sidebar li a`), "a click beside it closes the drawer")
	b.want(`!document.querySelector('[inert]')`, "all else is awake")

	b.click(byName("menu"))
	b.want(inSight(`.sidebar li a`), "the drawer is open")
	b.do(desktop.apply)
	b.want(`!document.querySelector('[inert], :popover-open')`, "with room for both, nothing is inert")
	b.want(inSight(`.sidebar li a`), "and the sidebar is beside the text")
}

func TestCopyButtonsCopyWhatOneWantsToPaste(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	b.takeClipboard()
	for i, want := range []string{"steps:\n  - build\n  - test", "new\nsame", "make test\nok", "an indented block"} {
		if got := b.copied(`.code`, i); got != want {
			t.Errorf("code block %d copies %q, want %q", i+1, got, want)
		}
	}
	b.want(`document.querySelector('[role=status]').textContent == 'Copied'`, "a screen reader is told")

	b.click(`#second-stop + .anchor`)
	want := b.site.origin + b.site.base + everything + "#second-stop"
	b.want(`navigator.clipboard.readText().then(t => window.clip = t), window.clip == `+quote(want), "a link at a heading copies its address")
	b.want(`location.hash == '#second-stop'`, "and leads there")

	b.visit("practices/ask-who-gains-first/")
	if got, want := b.copied(`.say blockquote`, 0), "Who is better off after the first month, and how will they notice?"; got != want {
		t.Errorf("a sentence copies as %q, want %q", got, want)
	}
}

func TestPageCanBeCopiedAsMarkdown(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	b.takeClipboard()
	got := b.copied(`.twin`, 0)
	if want := string(b.site.files[everything+"index.md"].Data); got != want {
		t.Errorf("copied\n%.300s\nwant\n%.300s", got, want)
	}
	b = open(t, sample(t, "/repo/"), everything, desktop.withoutScripts())
	b.want(inSight(`.twin a[href$="/index.md"]`), "without scripts there is a link")
	b.want(`!document.querySelector('.twin button').getClientRects().length`, "and no button that does nothing")
}

// copied presses the copy button in the i-th element of a selector, and returns
// what the clipboard has then.
func (b *tab) copied(selector string, i int) string {
	b.t.Helper()
	button := `[...document.querySelectorAll(` + quote(selector) + `)][` + string(rune('0'+i)) + `].querySelector('button')`
	get[bool](b, button+`.focus(), true`)
	b.want(inSightOf(button), "the button can be seen when it has the focus")
	b.press(kb.Enter)
	b.want(button+`.textContent == 'Copied'`, "the button says that it has copied")
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`navigator.clipboard.readText()`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	return strings.ReplaceAll(text, "\r\n", "\n")
}

// clipboard is held by the test that uses it: all tabs of a browser have one.
var clipboard sync.Mutex

// takeClipboard lets the tab use the clipboard, which no other test does until
// this one ends.
func (b *tab) takeClipboard() {
	b.t.Helper()
	clipboard.Lock()
	b.t.Cleanup(clipboard.Unlock)
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(b.ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID,
		})
		if err != nil {
			b.t.Fatal(err)
		}
	}
}

func TestReaderChoosesTheScheme(t *testing.T) {
	t.Parallel()
	const background = `getComputedStyle(document.documentElement).backgroundColor`
	b := open(t, sample(t, "/repo/"), everything, desktop)
	light := get[string](b, background)
	b.do(desktop.inTheDark().apply)
	dark := get[string](b, background)
	if light == dark {
		t.Fatalf("light and dark have one background, %s", light)
	}
	b.click(byName("scheme"))
	b.want(background+` == `+quote(light), "a device that has it dark shows it light when the reader wants that")
	b.want(`document.getElementById('site:scheme').getAttribute('aria-label') == 'Light'`, "the button says so")
	b.follow(`.pager a`)
	b.want(background+` == `+quote(light), "on the next page, too")
	b.do(desktop.apply)
	b.click(byName("scheme"))
	b.want(background+` == `+quote(dark), "then dark")
	b.click(byName("scheme"))
	b.want(background+` == `+quote(light), "then as the device has it")
	b.want(`localStorage.length == 0`, "and nothing is kept")
}

// TestDatesSayHowFarAwayTheyAre: the vision's review is due on 2026-09-30.
func TestDatesSayHowFarAwayTheyAre(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	for _, c := range []struct{ now, want string }{
		{"2026-09-25T23:30:00", "in 5 days"},
		{"2026-09-29T00:10:00", "tomorrow"},
		{"2026-09-30T12:00:00", "today"},
		{"2026-10-04T00:10:00", "overdue: 4 days ago"},
		{"2026-06-29T12:00:00", "in 3 months"},
		{"2027-08-30T12:00:00", "overdue: 11 months ago"},
		{"2029-08-30T12:00:00", "overdue: 3 years ago"},
	} {
		id, err := chromedp.Call(b.ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
			Source: `{const At = Date; Date = class extends At { constructor(...a) { super(...(a.length ? a : [` + quote(c.now) + `])) } }}`,
		})
		if err != nil {
			t.Fatal(err)
		}
		b.visit("visions/every-change-is-an-event/")
		if got := get[string](b, `document.querySelector('[datetime="2026-09-30"] + .age').textContent`); got != c.want {
			t.Errorf("on %s the review is %q, want %q", c.now, got, c.want)
		}
		if got, want := get[bool](b, `!!document.querySelector('[datetime="2026-09-30"] + .overdue')`), strings.HasPrefix(c.want, "overdue"); got != want {
			t.Errorf("on %s overdue is %v", c.now, got)
		}
		b.do(command(cdppage.RemoveScriptToEvaluateOnNewDocument, cdppage.RemoveScriptToEvaluateOnNewDocumentParams(id)))
	}
}

func TestPageIsFetchedWhenSomebodyIsAboutToAskForIt(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	at := get[[]float64](b, `(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('.crumbs a[href$="/parts/"]').getBoundingClientRect())`)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	parts := b.site.origin + b.site.base + "parts/"
	b.want(`performance.getEntriesByName(`+quote(parts)+`).length == 1`, "a link that the pointer rests on is fetched")
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 5, 5), chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	b.settle()
	b.settle()
	b.want(`performance.getEntriesByName(`+quote(parts)+`).length == 1`, "once")
}

// TestKeysBelongToThePage presses what people and screen readers press, on a page
// and in a field, and sees that no script takes it.
func TestKeysBelongToThePage(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	get[bool](b, `
		document.querySelector('main').insertAdjacentHTML('afterbegin', '<textarea></textarea>');
		window.taken = [];
		addEventListener('keydown', e => e.defaultPrevented && taken.push(e.key));
		true`)
	keys := []string{kb.ArrowUp, kb.ArrowDown, kb.ArrowLeft, kb.ArrowRight, kb.Home, kb.End, kb.Escape, "a", "s", "h", "j", "k", " "}
	for _, key := range keys {
		b.press(key)
	}
	b.want(`taken.length == 0`, "no key is taken from the page")
	get[bool](b, `document.querySelector('textarea').focus(), true`)
	for _, key := range append(keys, "?", "/") {
		b.press(key)
	}
	b.want(`taken.length == 0`, "and none from a field")
	b.want(`document.querySelector('textarea').value == 'ashjk ?/'`, "where what is typed arrives")
	get[bool](b, `document.activeElement.blur(), true`)
	b.press("/")
	b.want(`taken == '/'`, "but one, which opens the search")
}

// TestPagesReadWellWithoutScripts: text, contents and sidebar are there, and no
// button that does nothing.
func TestPagesReadWellWithoutScripts(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]view{"phone": phone, "desktop": desktop} {
		b := open(t, sample(t, "/repo/"), everything, v.withoutScripts())
		for _, selector := range []string{"main h1", "#last-stop", "pre", byName("toc")} {
			if !get[bool](b, inSightOf(`document.querySelector(`+quote(selector)+`)`)) {
				t.Errorf("%s: %s is not to be seen", name, selector)
			}
		}
		if n := get[int](b, `[...document.querySelectorAll('.copy, [data-copy], `+byName("scheme")+`, `+byName("here")+`')].filter(e => e.getClientRects().length).length`); n > 0 {
			t.Errorf("%s: %d buttons do nothing", name, n)
		}
		if v.touch {
			b.click(byName("menu"))
		}
		b.want(inSight(`.sidebar li a`), "the sidebar can be reached")
		b.visit("practices/ask-who-gains-first/")
		b.want(`!document.querySelector('[data-copy]').getClientRects().length`, "there is no button that does nothing")
		b.visit("parts/tabs/")
		b.want(`[...document.querySelectorAll('.tab, .tab-name')].every(e => e.checkVisibility())`, "all tabs are there, with their names")
		b.do(v.apply) // axe needs scripts; those of the page have missed their time
		b.axe(name + " without scripts")
	}
}

// TestPagesReadWellWhenTheScriptDoesNotArrive: nothing waits for it.
func TestPagesReadWellWhenTheScriptDoesNotArrive(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	b.do(command(network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*/scripts/*", Block: true}}}))
	b.visit("parts/tabs/")
	b.want(`!document.documentElement.matches('.scripted')`, "the script has not arrived")
	b.want(`[...document.querySelectorAll('.tab, .tab-name')].every(e => e.checkVisibility())`, "all tabs are there, with their names")
	b.forgive("/scripts/")
}

func TestTabsAreTabs(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), "parts/tabs/", desktop)
	shown := func(want string) {
		t.Helper()
		b.want(`[...document.querySelectorAll('[role=tabpanel]')].map(p => +p.innerText.trim().length > 0 && !p.hidden ? 1 : 0).join('') == '`+want+`'`, "of 2 + 3 tabs these are shown: "+want)
	}
	names := func() string {
		return get[string](b, `[...document.querySelectorAll('[role=tab][aria-selected=true]')].map(t => t.textContent).join()`)
	}
	shown("10100")
	b.want(`!document.querySelector('.tab-name:not([hidden])')`, "names are said once")
	b.want(`!document.querySelector('`+byName("toc")+` [aria-current]')`, "a heading in a tab that is hidden has not been passed")
	b.axe("tabs")

	b.do(chromedp.Focus(chromedp.CSS(`[role=tab]`)))
	b.press(kb.ArrowRight)
	shown("01100")
	if got, want := names(), "On the runner,On the runner"; got != want {
		t.Errorf("chosen are %s, want %s: sets with the same names change together", got, want)
	}
	b.want(`document.activeElement.getAttribute('aria-selected') == 'true'`, "the focus is on the chosen tab")
	b.press(kb.Tab)
	b.want(`document.activeElement.matches('[role=tabpanel]')`, "Tab leads into the tab, not to the next one")
	b.press(kb.ArrowLeft)
	shown("01100")
	b.press(kb.Tab, chromedp.ModifierShift)
	b.press(kb.ArrowRight)
	shown("10010")
	b.press(kb.End)
	shown("01100")
	b.press(kb.Home)
	shown("10010")

	b.click(`.tabs ~ .tabs [role=tab]:nth-child(3)`)
	shown("10001")
	b.visit("parts/tabs/")
	shown("10001")

	b.click(`a[href="#on-the-runner"]`)
	shown("01001")
	b.click(`[role=tab]`)
	b.click(`a[href="#in-the-second"]`)
	b.want(inSight("#in-the-second"), "a link into a hidden tab shows it")
	b.visit("parts/tabs/#in-the-second")
	b.want(inSight("#in-the-second"), "also from elsewhere")
}

func TestTabsAreAllOnPaper(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), "parts/tabs/", desktop)
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	b.want(`[...document.querySelectorAll('.tab, .tab-name')].every(e => e.checkVisibility({contentVisibilityAuto: true}))`, "all tabs are printed, with their names")
	b.want(`!document.querySelector('[role=tablist]').checkVisibility()`, "and no buttons")
}

// inSight is whether the first element of a selector can be seen just now.
func inSight(selector string) string {
	return inSightOf(`document.querySelector(` + quote(selector) + `)`)
}

func inSightOf(element string) string {
	return `(e => { if (!e || !e.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
		e.matches('main *') && e.scrollIntoView({block: 'center', behavior: 'instant'});
		const r = e.getBoundingClientRect(); return r.width > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth })(` + element + `)`
}

// follow clicks a link and waits for the page that it leads to.
func (b *tab) follow(selector string) {
	b.t.Helper()
	to := get[string](b, `document.querySelector(`+quote(selector)+`).href`)
	b.click(selector)
	b.want(`location.href == `+quote(to)+` && document.readyState == 'complete'`, "the link leads to "+path.Base(to))
	b.settle()
}
