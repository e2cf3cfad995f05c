//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focusSeen tells what is wrong with how one sees where the focus is; empty: nothing.
const focusSeen = `(e => {
	const r = e.getClientRects()[0];
	if (!r || !r.width || r.bottom <= 0 || r.top >= innerHeight) return 'out of sight';
	const s = getComputedStyle(e);
	if (s.outlineStyle == 'none' || parseFloat(s.outlineWidth) < 2) return 'not shown';
	const top = document.elementFromPoint(Math.min(Math.max(r.x + r.width / 2, 0), innerWidth - 1), Math.min(Math.max(r.y + r.height / 2, 0), innerHeight - 1));
	return !top || e.contains(top) || top.contains(e) ? '' : 'behind ' + top.outerHTML.slice(0, 80);
})(document.activeElement)`

// TestKeyboardReachesEverythingInOrder goes through pages with Tab alone: what can
// be used is reached, in the order of the document, and one sees where one is.
func TestKeyboardReachesEverythingInOrder(t *testing.T) {
	for _, c := range []struct {
		address string
		view    view
	}{{everything, desktop}, {everything, phone}, {"parts/tabs/", desktop}, {"", phone}, {"strategies/billing-first/", desktop}} {
		t.Run(c.address, func(t *testing.T) {
			t.Parallel()
			b := open(t, sample(t, "/repo/"), c.address, c.view.calmly())
			reached := 0
			for ; reached < 200; reached++ {
				b.press(kb.Tab)
				if get[bool](b, `document.activeElement == document.body || document.activeElement.matches('.met')`) {
					break
				}
				if wrong := get[string](b, focusSeen); wrong != "" {
					t.Errorf("the focus at %s is %s", b.focused(), wrong)
				}
				if !get[bool](b, `(e => { const last = window.last; e.classList.add('met'); window.last = e;
					return !last || !!(last.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING) })(document.activeElement)`) {
					t.Errorf("%s comes too late", b.focused())
				}
			}
			missed := get[[]string](b, `[...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')]
				.filter(e => e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0 && !e.matches('.met') && !e.closest('[hidden]'))
				.map(e => e.outerHTML.slice(0, 120))`)
			for _, m := range missed {
				t.Errorf("Tab does not reach %s", m)
			}
			if reached < 10 {
				t.Errorf("only %d places were reached", reached)
			}
		})
	}
}

func TestSkipLinkLeadsToTheText(t *testing.T) {
	t.Parallel()
	for _, v := range []view{phone, desktop} {
		b := open(t, sample(t, "/repo/"), everything, v)
		b.press(kb.Tab)
		b.want(`document.activeElement.matches('.skip')`, "the first Tab leads to the skip link")
		b.want(inSight(".skip"), "it can be seen")
		b.press(kb.Enter)
		b.want(`document.activeElement.id == 'site:main'`, "it leads to the text")
		b.press(kb.Tab)
		b.want(`document.activeElement.closest('main')`, "the next Tab goes on from there")
	}
}

// TestNothingMovesForThoseWhoWantItCalm follows a link to a heading, which pulses
// for those who do not mind.
func TestNothingMovesForThoseWhoWantItCalm(t *testing.T) {
	t.Parallel()
	const moving = `document.getAnimations().filter(a => a.playState == 'running').map(a => a.effect.target.id || a.effect.target.className).join()`
	b := open(t, sample(t, "/repo/"), everything, desktop)
	b.click(`.prose a[href="#second-stop"]`)
	b.want(moving+` == 'second-stop'`, "a heading that one arrives at pulses")
	b.want(`getComputedStyle(document.documentElement).scrollBehavior == 'smooth'`, "one sees the way there")

	calm := open(t, sample(t, "/repo/"), everything, desktop.calmly())
	calm.do(chromedp.Click(chromedp.CSS(`.prose a[href="#second-stop"]`)))
	calm.want(`location.hash == '#second-stop'`, "the link leads there")
	for range 5 {
		if got := get[string](calm, moving); got != "" {
			t.Errorf("for those who want it calm, %s moves", got)
		}
	}
	calm.want(`getComputedStyle(document.documentElement).scrollBehavior == 'auto'`, "and nothing glides")
}

// TestTheWayOutOfTheDrawerIsInSight opens the drawer of a page whose link lies far down
// in it, and scrolls it.
func TestTheWayOutOfTheDrawerIsInSight(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), long, phone)
	b.click(byName("menu"))
	b.want(`document.querySelector('.drawer').scrollTop > 200`, "the drawer is scrolled to the link to the page itself")
	const isOnTop = `[...document.querySelectorAll('.over > .menu')].every(e => {
		const r = e.getBoundingClientRect();
		return e.contains(document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2));
	}) && document.querySelectorAll('.over > .menu').length == 2`
	b.want(isOnTop, "Close and the search can be seen and pressed")
	b.want(`(own => own.getBoundingClientRect().top > document.querySelector('.over').getBoundingClientRect().bottom)(document.querySelector('.drawer [aria-current]'))`, "the link is not below them")
	get[bool](b, `document.querySelector('.drawer').scrollTop = 1e6, true`)
	b.want(isOnTop, "at the end of the drawer, too")
	b.click(`.over > button`)
	b.want(`!document.querySelector(':popover-open')`, "Close closes it")
	b.click(byName("menu"))
	b.follow(`.over > a`)
	b.want(`location.pathname.endsWith('/search/')`, "one can search from there")
}
