//go:build browser

package browser

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestAStrategyIsOneSheetOfPaper prints strategies as a reader would.
func TestAStrategyIsOneSheetOfPaper(t *testing.T) {
	t.Parallel()
	own := open(t, handbook(t, "/"), "strategies/terraform-repaired/", phone)
	own.wantSheets(1)
	b := open(t, sample(t, "/repo/"), "strategies/billing-first/", desktop.inTheDark())
	b.wantSheets(1)

	b.onPaper()
	b.want(`document.querySelector('.pair .strategy').checkVisibility()`, "the non-goals are there")
	b.want(`document.querySelector('.actions').checkVisibility()`, "the actions are there")
	b.want(`document.querySelector('.at-once .facts').getBoundingClientRect().height > 0 && document.querySelector('.at-once .facts').checkVisibility()`, "all facts are open")
	for _, selector := range []string{".top", ".sidebar", ".toc", ".crumbs", ".pager", ".suggest", ".scheme", ".anchor", ".as-written", ".bottom", ".at-once summary"} {
		b.want(`![...document.querySelectorAll('`+selector+`')].some(e => e.checkVisibility())`, selector+" is not on paper")
	}
	b.want(`getComputedStyle(document.documentElement).backgroundColor == 'rgb(255, 255, 255)'`, "the paper is white, whatever the screen is")
}

// TestPaperSaysWhereItIsFrom reads the foot of a printed page.
func TestPaperSaysWhereItIsFrom(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	b.want(`!document.querySelector('.imprint').checkVisibility()`, "the screen has an address bar")
	b.onPaper()
	foot := get[string](b, `document.querySelector('.imprint').innerText`)
	for _, part := range []string{get[string](b, `document.querySelector('.brand').textContent`), "https://handbook.example/repo/" + everything, "2026-03-01"} {
		if !strings.Contains(foot, part) {
			t.Errorf("the foot says %q, and not %q", foot, part)
		}
	}
}

// TestFindingsAreNotesOnPaper prints a specimen, which is nothing without them.
func TestFindingsAreNotesOnPaper(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "strategies/terraform-as-told/", desktop)
	b.onPaper()
	b.want(`[...document.querySelectorAll('.finding')].length > 5 && [...document.querySelectorAll('.finding')].every(e => e.checkVisibility())`, "the findings are there")
	b.want(`[...document.querySelectorAll('.finding')].every(e => e.getBoundingClientRect().height > 0)`, "they are open")
	b.want(`[...document.querySelectorAll('.finding')].every((e, i) => e.querySelector('.pin').textContent.endsWith(' ' + (i + 1)))`, "the numbers go on from one part to the next")
}

// onPaper shows the page as it is printed.
func (b *tab) onPaper() {
	b.t.Helper()
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
}

// wantSheets fails the test unless the page prints on so many sheets.
func (b *tab) wantSheets(want int) {
	b.t.Helper()
	if n := b.sheets(); n != want {
		b.t.Errorf("it prints on %d pages, want %d", n, want)
	}
}

// sheets prints the page and returns how many sheets that takes.
func (b *tab) sheets() int {
	b.t.Helper()
	preferred := true
	printed, err := chromedp.Call(b.ctx, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PreferCSSPageSize: &preferred})
	if err != nil {
		b.t.Fatal(err)
	}
	return bytes.Count(printed.Data, []byte("/Type /Page\n"))
}

// TestAPrintoutIsABook makes PDFs of printouts, and follows their links.
func TestAPrintoutIsABook(t *testing.T) {
	t.Parallel()
	own := handbook(t, "/")
	b := open(t, own, "patterns/", desktop)
	for _, section := range []string{"patterns", "strategies", ""} {
		file := own.printout(t, section)
		b.do(chromedp.Navigate("file://" + file))
		b.want(`document.querySelectorAll('.printout > article').length == document.querySelectorAll('.printout-contents a').length`, "every page is in the contents")
		b.want(`[...document.querySelectorAll('a[href^="#"], use')].every(a => document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1))))`, "every link inside leads somewhere")
		b.want(`new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size == document.querySelectorAll('[id]').length`, "no id stands twice")
		b.want(`!document.querySelector('script, link[href], [src^="/"], a[href^="/"], a[href^="."]')`, "it needs no other file")
		b.want(`document.documentElement.scrollWidth <= innerWidth`, "nothing is wider than the window")
		pages := get[int](b, `document.querySelectorAll('.printout > article').length`)
		if sheets := b.sheets(); sheets <= pages || sheets > 4*pages {
			t.Errorf("%q prints %d pages on %d sheets", section, pages, sheets)
		}
	}
}

// printout writes a section into a file, whose path it returns.
func (p *published) printout(t *testing.T, section string) string {
	t.Helper()
	pages, _ := p.snapshot.Section(section)
	data, err := p.snapshot.Printout(pages)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "printout.html")
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestCodeOnPaperHasNothingToPress looks at room that only a screen needs: scroll bars,
// and that of the button that copies.
func TestCodeOnPaperHasNothingToPress(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "guide/blocks/", phone)
	b.onPaper()
	b.want(`[...document.querySelectorAll(".code > pre")].every(pre => getComputedStyle(pre).overflowX === "visible" && parseFloat(getComputedStyle(pre).paddingBottom) < 20)`,
		"code has a scroll bar, or room for a button")
}
