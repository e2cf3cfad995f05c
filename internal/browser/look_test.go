//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// TestTheWayOnTheFirstPageKeepsClearOfTheText looks at the first page from phones to
// wide windows: no line of its text lies on the way to the peak.
func TestTheWayOnTheFirstPageKeepsClearOfTheText(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "", desktop)
	for _, width := range []int64{360, 480, 600, 704, 768, 860, 960, 1087, 1089, 1200, 1440, 1920} {
		b.do(view{width: width, height: 900}.apply)
		met := get[string](b, `(() => {
			const range = document.createRange();
			const lines = [...document.querySelectorAll('.hero-text :is(h1, .lead, .sign, .says)')].flatMap(e => {
				range.selectNodeContents(e);
				return [...range.getClientRects()];
			});
			const way = document.querySelector('.route .way'), to = way.getScreenCTM();
			for (let at = 0; at < way.getTotalLength(); at += 4) {
				const p = way.getPointAtLength(at).matrixTransform(to);
				if (lines.some(r => p.x > r.left - 4 && p.x < r.right + 4 && p.y > r.top && p.y < r.bottom)) return Math.round(p.x) + ' ' + Math.round(p.y);
			}
			return '';
		})()`)
		if met != "" {
			t.Errorf("in a window %d wide the way meets the text at %s", width, met)
		}
	}
}

// TestForcedColoursTellWhatIsChosen looks at pages in the few colours of a reader's
// own, in which backgrounds are gone and transparent borders are not.
func TestForcedColoursTellWhatIsChosen(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), "parts/tabs/", desktop)
	forced := command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "forced-colors", Value: "active"}, {Name: "prefers-color-scheme", Value: "dark"},
	}})
	b.do(forced)
	differ := func(selector, chosen, side, what string) {
		t.Helper()
		b.want(`(() => {
			const all = [...document.querySelectorAll('`+selector+`')].map(e => [e.matches('`+chosen+`'), getComputedStyle(e).`+side+`]);
			const of = is => new Set(all.filter(([c]) => c == is).map(([, colour]) => colour));
			return of(true).size == 1 && of(false).size == 1 && of(true).isDisjointFrom(of(false));
		})()`, what)
	}
	differ(`[role=tab]`, `[aria-selected=true]`, "borderBottomColor", "only the chosen tabs are marked")

	b.visit("parts/everything/")
	b.do(forced)
	b.want(`document.querySelector('.toc a[aria-current]') || (scrollTo(0, 900), false)`, "a heading is the current one")
	differ(`.toc a`, `[aria-current]`, "borderInlineStartColor", "only the current heading is marked")
	differ(`.code .line`, `.marked, .added, .removed`, "borderInlineStartColor", "only marked lines are marked")
}

// TestNothingIsDrawnOverTheTextWithoutStyles reads the first page with CSS off.
func TestNothingIsDrawnOverTheTextWithoutStyles(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "", desktop)
	get[bool](b, `document.querySelectorAll('link[rel=stylesheet]').forEach(l => l.remove()), true`)
	b.want(`[...document.querySelectorAll('svg')].every(e => e.getBoundingClientRect().height < 40)`, "the map is gone and the marks are small")
	b.want(`document.querySelector('h1').getBoundingClientRect().top < 300`, "the text begins at the top")
}
