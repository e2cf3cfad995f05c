//go:build browser

package browser

import (
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

const terraform = "examples/terraform-platform/"

var small = view{width: 360, height: 740, touch: true}

// TestFindingsAreClosedUntilAReaderHasLooked opens a comparison and a specimen.
func TestFindingsAreClosedUntilAReaderHasLooked(t *testing.T) {
	t.Parallel()
	for _, v := range []view{desktop, phone.withoutScripts()} {
		b := open(t, handbook(t, "/"), terraform, v)
		for _, address := range []string{terraform, "strategies/terraform-as-told/", "visions/terraform-as-told/"} {
			b.visit(address)
			b.want(`document.querySelector('.look') && ![...document.querySelectorAll('.finding')].some(e => e.checkVisibility({contentVisibilityAuto: true}))`, address+": no finding is seen at first")
			b.want(`[...document.querySelectorAll('.look')].every(e => e.querySelector('summary').textContent.includes(' ' + e.querySelectorAll('.finding').length + ' '))`, address+": each says how many it has")
			b.want(`document.querySelector('main').textContent.includes('Look twice: we count ' + document.querySelectorAll('.finding').length + '.')`, address+": all are counted")
			b.click(`.look summary`)
			b.want(`document.querySelector('.look .finding').checkVisibility({contentVisibilityAuto: true})`, address+": they can be opened")
		}
	}
}

// TestANumberLeadsToItsFinding follows the number at a phrase by keyboard and listens to it.
func TestANumberLeadsToItsFinding(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), terraform, desktop.calmly())
	get[bool](b, `document.querySelector('.compared .told .pin a').focus(), true`)
	number := get[string](b, `document.activeElement.textContent`)
	tree, err := chromedp.Call(b.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		t.Fatal(err)
	}
	heard := false
	for _, node := range tree.Nodes {
		heard = heard || !node.Ignored && node.Role != nil && string(node.Role.Value) == `"link"` && string(node.Name.Value) == `"Finding `+number+`"`
	}
	if !heard {
		t.Errorf("no link is called Finding %s", number)
	}
	b.press("\r")
	b.want(`document.getElementById('site:finding-`+number+`').closest('details').open`, "it opens the findings")
	b.want(`(r => r.top >= 0 && r.bottom <= innerHeight)(document.getElementById('site:finding-`+number+`').getBoundingClientRect())`, "the finding is in sight")
}

// TestAPairLights points at a number: its phrase, its finding and what fixes it light up.
func TestAPairLights(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), terraform, desktop)
	const lit = `[...document.querySelectorAll('.compared [data-finding]')].filter(e => getComputedStyle(e).backgroundColor == getComputedStyle(document.querySelector('.compared .told .pin a')).backgroundColor)`
	get[bool](b, `document.querySelector('.compared .told .pin a').focus(), true`)
	b.want(`(n => `+lit+`.every(e => e.dataset.finding.split(' ').includes(n)) && `+lit+`.some(e => e.matches('.told .points')) && `+lit+`.some(e => e.matches('.finding')) && `+lit+`.some(e => e.matches('.repaired .fixes')))(document.activeElement.dataset.finding)`,
		"the phrase, the finding and what fixes it light up, and nothing else")
	b.want(`getComputedStyle(document.activeElement).backgroundColor != 'rgba(0, 0, 0, 0)'`, "that can be seen")
}

// TestBeforeStandsBesideAfter measures a comparison: beside each other where there is room,
// else one below the other, and never wider than the window.
func TestBeforeStandsBesideAfter(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), terraform, desktop)
	for _, v := range []view{small, {width: 768, height: 1024}, desktop} {
		b.do(v.apply)
		beside := map[bool]string{true: `told.right < repaired.left && Math.abs(told.top - repaired.top) < 2`, false: `told.bottom <= look.top && look.bottom <= repaired.top`}[v.width > 700]
		b.want(`[...document.querySelectorAll('.row:has(> .told)')].length >= 6 && [...document.querySelectorAll('.row:has(> .told)')].every(row => {
			const [told, look, repaired] = ['.told', '.look', '.repaired'].map(s => row.querySelector(':scope > ' + s).getBoundingClientRect());
			return `+beside+`;
		})`, "what was told and the repair stand where they should")
		b.want(`document.documentElement.scrollWidth <= innerWidth`, "nothing is wider than the window")
		b.want(`(c => c.width <= 64 * 16 && c.right <= innerWidth)(document.querySelector('.compared').getBoundingClientRect())`, "nor than 64 rem")
	}
	b.want(`(c => { scrollTo(0, c.offsetTop + 300);
		const at = document.getElementById('site:toc').getBoundingClientRect();
		return c.contains(document.elementFromPoint(at.left + 20, at.top + 10)); })(document.querySelector('.compared'))`, "the contents don't lie on it")
}

// TestAComparisonIsAccessible runs axe on a comparison and on specimens, closed and open.
func TestAComparisonIsAccessible(t *testing.T) {
	for _, address := range []string{terraform, "strategies/terraform-as-told/", "visions/terraform-as-told/"} {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			b := open(t, handbook(t, "/"), address, small)
			b.axe("closed, phone")
			b.do(desktop.apply)
			b.axe("closed, desktop")
			get[bool](b, `document.querySelectorAll('details.look').forEach(e => e.open = true), true`)
			b.axe("open, desktop")
			b.do(desktop.inTheDark().apply)
			b.axeColours("open, in the dark")
			b.do(view{width: 768, height: 1024}.inTheDark().apply)
			b.axeColours("open, in the dark, at 768")
			b.do(small.apply)
			b.axe("open, phone")
		})
	}
}

// TestAComparisonSurvivesForcedColours looks for what colours alone would tell.
func TestAComparisonSurvivesForcedColours(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), terraform, desktop)
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}}))
	b.want(`[...document.querySelectorAll('.compared .points')].every(e => getComputedStyle(e).textDecorationLine == 'underline')`, "phrases are underlined")
	b.want(`[...document.querySelectorAll('.compared .fixes')].every(e => getComputedStyle(e).textDecorationStyle == 'dotted')`, "what fixes is dotted")
	b.want(`[...document.querySelectorAll('.compared .pin')].every(e => getComputedStyle(e).borderTopStyle == 'solid')`, "numbers have a border")
	get[bool](b, `document.querySelector('.compared .told .pin a').focus(), true`)
	b.want(`(e => e && getComputedStyle(e).backgroundColor != 'rgba(0, 0, 0, 0)' && getComputedStyle(e).forcedColorAdjust == 'none')(document.querySelector('.compared .fixes[data-finding~="' + document.activeElement.dataset.finding + '"]'))`, "a pair lights up")
}

// TestAComparisonIsOneLandscapeSheet prints an example.
func TestAComparisonIsOneLandscapeSheet(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), terraform, phone)
	preferred := true
	printed, err := chromedp.Call(b.ctx, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PreferCSSPageSize: &preferred})
	if err != nil {
		t.Fatal(err)
	}
	wide := len(regexp.MustCompile(`/MediaBox \[0 0 841\.\d+ 59[45]\.\d+\]`).FindAll(printed.Data, -1))
	tall := len(regexp.MustCompile(`/MediaBox \[0 0 59[45]\.\d+ 841\.\d+\]`).FindAll(printed.Data, -1))
	if wide != 1 || tall != 2 {
		t.Errorf("it prints on %d landscape and %d upright sheets", wide, tall)
	}
	b.onPaper()
	b.want(`[...document.querySelectorAll('.compared .finding')].every(e => e.checkVisibility({contentVisibilityAuto: true}) && e.getBoundingClientRect().height > 0)`, "the findings are on it")
}
