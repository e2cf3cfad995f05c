//go:build browser

package browser

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
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
	b.do(script(`document.querySelector('.key input').click()`))
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
