//go:build browser

package browser

import (
	"strings"
	"testing"
	"testing/fstest"

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
			}).concat(...document.querySelector('.ask').getClientRects());
			const way = document.querySelector('.route .way'), to = way.getScreenCTM();
			if (!way.checkVisibility()) return innerWidth > 704 ? 'nowhere' : '';
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

// TestLongWordsStayInTheWindow reads a handbook of words that are longer than a small
// phone is wide.
func TestLongWordsStayInTheWindow(t *testing.T) {
	t.Parallel()
	const word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
	s := publish(t, "long words", "/", fstest.MapFS{
		"handbook.yaml": {Data: []byte("lang: de\ntitle: " + word)},
		"index.md": {Data: []byte("# " + word + "\n\n[s](strategies/s.md) [v](visions/v.md) [p](patterns/p.md) [q](practices/q.md)\n\n" +
			":::cards\n- [" + word + "](strategies/s.md): " + word + "\n:::\n\n" + word + "\n: `" + word + "`\n\n> [!NOTE] " + word + "\n> " + word +
			"\n\n| " + word + " | x |\n|---|---|\n| y | " + word + " |\n\n:::details " + word + "\nx\n:::\n\n:::steps\n1. " + word + "\n:::\n\n" +
			"::::tabs\n:::tab " + word + "\nx\n:::\n:::tab B\ny\n:::\n::::\n")},
		"strategies/s.md": {Data: []byte("---\ntitle: " + word + "\nvision: v\npattern: p\nowner: \"@" + word + "\"\nstatus: active\nwritten: 2026-01-01\nhorizon: 5mo\nreview_by: 2026-03-01\nslice: " + word +
			"\ntags: [" + word + "]\nfit: {c: " + word + "}\n---\n## Problem\n\n" + word + "\n\n## Guiding policy\n\n" + word + "\n\n## Actions\n\n- " + word + " (@" + word + ", 6w)\n\n## Non-goals\n\n- " + word + "\n")},
		"visions/v.md":   {Data: []byte("---\ntitle: " + word + "\nstatement: " + word + "\nhorizon: 2029\nfor: [" + word + "]\n---\n## What it settles\n\n- " + word + "\n")},
		"patterns/p.md":  {Data: []byte("---\ntitle: " + word + "\ndescription: " + word + "\nconstraints: [{id: c, text: " + word + ", need: necessary}]\n---\n## Failure modes\n\n- " + word + "\n")},
		"practices/q.md": {Data: []byte("---\ntitle: " + word + "\ndescription: " + word + "\nsay: [" + word + "]\n---\n" + word + "\n")},
	})
	t.Cleanup(s.server.Close)
	b := open(t, s, "", view{width: 320, height: 640, touch: true})
	for _, name := range s.names() {
		if address, ok := strings.CutSuffix(name, "index.html"); ok && layoutOf.Match(s.files[name].Data) {
			b.visit(address)
			if over := get[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				t.Errorf("/%s is %d pixels wider than the window", address, over)
			}
		}
	}
}
