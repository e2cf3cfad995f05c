//go:build browser

package browser

import (
	"bytes"
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
	b.want(`getComputedStyle(document.querySelector('.finding'), '::before').content.includes('counter(finding)')`, "they have numbers")
	b.want(`getComputedStyle(document.querySelector('.body')).counterReset.includes('finding')`, "the numbers go on from one part to the next")
}

// onPaper shows the page as it is printed.
func (b *tab) onPaper() {
	b.t.Helper()
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
}

// wantSheets prints the page, and fails the test unless that takes so many sheets.
func (b *tab) wantSheets(want int) {
	b.t.Helper()
	preferred := true
	printed, err := chromedp.Call(b.ctx, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PreferCSSPageSize: &preferred})
	if err != nil {
		b.t.Fatal(err)
	}
	if n := bytes.Count(printed.Data, []byte("/Type /Page\n")); n != want {
		b.t.Errorf("it prints on %d pages, want %d", n, want)
	}
}
