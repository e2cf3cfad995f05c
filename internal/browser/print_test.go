//go:build browser

package browser

import (
	"bytes"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestAStrategyIsOneSheetOfPaper prints a strategy as a reader would.
func TestAStrategyIsOneSheetOfPaper(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), "strategies/billing-first/", desktop.inTheDark())
	preferred := true
	printed, err := chromedp.Call(b.ctx, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PreferCSSPageSize: &preferred})
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(printed.Data, []byte("/Type /Page\n")); n != 1 {
		t.Errorf("it prints on %d pages, want one", n)
	}

	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	b.want(`document.querySelector('.pair .strategy').checkVisibility()`, "the non-goals are there")
	b.want(`document.querySelector('.actions').checkVisibility()`, "the actions are there")
	for _, selector := range []string{".top", ".sidebar", ".toc", ".crumbs", ".pager", ".suggest", ".scheme", ".anchor", ".as-written", ".findings", ".bottom"} {
		b.want(`![...document.querySelectorAll('`+selector+`')].some(e => e.checkVisibility())`, selector+" is not on paper")
	}
	b.want(`getComputedStyle(document.documentElement).backgroundColor == 'rgb(255, 255, 255)'`, "the paper is white, whatever the screen is")
}
