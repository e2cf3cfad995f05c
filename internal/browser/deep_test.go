//go:build browser

package browser

import (
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
)

// TestADeepLinkArrivesAtOnce watches each frame of a page that is opened at a place far
// below: none of them is on the way there. A link on the page does show the way.
func TestADeepLinkArrivesAtOnce(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), "", desktop)
	b.do(command(cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `
		window.tops = [];
		requestAnimationFrame(function look() {
			if (document.body && tops.at(-1) != Math.round(scrollY)) tops.push(Math.round(scrollY));
			if (performance.now() < 1500) requestAnimationFrame(look);
			else window.looked = true;
		});`}))
	b.visit(everything + "#last-stop")
	b.want(`window.looked`, "a second and a half are over")
	b.want(inSight("#last-stop"), "the place is in sight")
	if tops := get[[]int](b, `tops`); len(tops) > 3 { // the top, and the place before and after what is above it has its size
		t.Errorf("the page is scrolled to %v, one after another", tops)
	}
	get[bool](b, `window.tops = [], (function look() {
		if (tops.at(-1) != Math.round(scrollY)) tops.push(Math.round(scrollY));
		requestAnimationFrame(look);
	})(), true`)
	b.click(byName("toc") + ` a`)
	b.want(`tops.length > 3 && Math.abs(document.querySelector(document.querySelector('`+byName("toc")+` a').hash).getBoundingClientRect().top) < 200`, "a link on the page shows the way")
}
