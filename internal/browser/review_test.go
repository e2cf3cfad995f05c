//go:build browser

package browser

import (
	"fmt"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// reviewed is a handbook in which a vision and three strategies are due for review.
func reviewed(t *testing.T) *published {
	return publishOnce(t, "reviewed", "/repo/", func() fs.FS {
		all := fstest.MapFS{"index.md": {Data: []byte("# Home\n")}}
		for name, due := range map[string]string{"one": "2026-04-30", "two": "2026-05-31", "three": "2026-10-15"} {
			all["strategies/"+name+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Strategy %s with a title that is as long as titles of strategies are\nowner: [payments, platform]\nstatus: active\nwritten: 2026-03-01\nhorizon: 9mo\nreview_by: %s\n---\nText.\n", name, due)}
		}
		all["visions/v.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A vision\nowner: [board]\nstatus: agreed\nwritten: 2026-01-15\nreview_by: 2027-01-15\n---\nText.\n")}
		return all
	})
}

// onDay lets the pages that are opened next believe that it is another day.
func (b *tab) onDay(now string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
		Source: `{const At = Date; Date = class extends At { constructor(...a) { super(...(a.length ? a : [` + quote(now) + `])) } }}`,
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

// TestOverdueReviewsComeFirst looks at the list of reviews on a day between them.
func TestOverdueReviewsComeFirst(t *testing.T) {
	t.Parallel()
	b := open(t, reviewed(t), "", phone)
	b.onDay("2026-06-21T12:00:00")
	b.visit("reviews/")
	headings := get[[]string](b, `[...document.querySelectorAll('main h2')].filter(e => e.checkVisibility()).map(e => e.textContent)`)
	if want := []string{"Overdue", "October 2026", "January 2027"}; !slices.Equal(headings, want) {
		t.Errorf("headings are %q, want %q", headings, want)
	}
	ages := get[[]string](b, `[...document.querySelectorAll('main .age')].map(e => e.textContent)`)
	if want := []string{"overdue: 2 months ago", "overdue: 21 days ago", "in 4 months", "in 7 months"}; !slices.Equal(ages, want) {
		t.Errorf("ages are %q, want %q", ages, want)
	}
	b.want(`document.querySelectorAll('.view .today').length == 1`, "the axis says where today is")
	b.want(`(r => r.left >= 0 && r.right <= innerWidth + 60)(document.querySelector('.today').getBoundingClientRect())`, "and shows it")
	b.axeAsPeopleMeetIt()
	b.do(chromedp.EmulateViewport(320, 640))
	b.want(`document.documentElement.scrollWidth <= 320`, "nothing is wider than 320 px")
	b.onPaper()
	b.want(`[...document.querySelectorAll('.view')].every(v => v.getBoundingClientRect().right <= innerWidth + 1 && v.checkVisibility())`, "all views of the axis are on paper")
}

// TestReviewsAreByMonthBeforeAnyIsDue opens the list on a day before all of them.
func TestReviewsAreByMonthBeforeAnyIsDue(t *testing.T) {
	t.Parallel()
	b := open(t, reviewed(t), "", desktop)
	b.onDay("2026-04-30T23:00:00")
	b.visit("reviews/")
	headings := get[[]string](b, `[...document.querySelectorAll('main h2')].filter(e => e.checkVisibility()).map(e => e.textContent)`)
	if want := []string{"April 2026", "May 2026", "October 2026", "January 2027"}; !slices.Equal(headings, want) {
		t.Errorf("headings are %q, want %q", headings, want)
	}
}

// TestReviewsReadWellWithoutScripts: nobody knows the day, so all are by month.
func TestReviewsReadWellWithoutScripts(t *testing.T) {
	t.Parallel()
	b := open(t, reviewed(t), "reviews/", phone.withoutScripts())
	if n := get[int](b, `[...document.querySelectorAll('main h2')].filter(e => e.checkVisibility()).length`); n != 4 {
		t.Errorf("%d months are shown, want 4", n)
	}
	b.do(phone.apply) // axe needs scripts
	b.axe("without scripts")
}

// TestKeysScrollTheTimeline reaches months that are not in sight without a mouse.
func TestKeysScrollTheTimeline(t *testing.T) {
	t.Parallel()
	b := open(t, reviewed(t), "", desktop.calmly())
	b.onDay("2026-06-21T12:00:00")
	b.visit("reviews/")
	at := get[int](b, `document.querySelector('.views').scrollLeft`)
	b.do(chromedp.Focus(chromedp.CSS(`.subscribe li:last-child a`)))
	b.press(kb.Tab)
	if got := b.focused(); got != "views" {
		t.Fatalf("the focus is on %q, want the timeline", got)
	}
	b.press(kb.ArrowRight)
	b.want(fmt.Sprintf(`document.querySelector('.views').scrollLeft > %d`, at), "later months are in sight")
}

// TestTimelineIsSeenInForcedColours: bars, marks and the background differ.
func TestTimelineIsSeenInForcedColours(t *testing.T) {
	t.Parallel()
	b := open(t, reviewed(t), "reviews/", desktop)
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}}))
	b.want(`new Set([
		getComputedStyle(document.querySelector('.span rect')).fill,
		getComputedStyle(document.querySelector('.span .due')).stroke,
		getComputedStyle(document.querySelector('.views')).backgroundColor,
	]).size == 3`, "three colours")
}

// TestFirstVisitOfReviewsIsSmall counts as TestFirstVisitIsSmall does.
func TestFirstVisitOfReviewsIsSmall(t *testing.T) {
	t.Parallel()
	s := reviewed(t)
	b := open(t, s, "reviews/", phone)
	total, asked := 0, append(b.requests(), get[string](b, `document.querySelector('link[rel=icon]').href`))
	slices.Sort(asked)
	asked = slices.Compact(asked)
	for _, address := range asked {
		name := address[len(s.origin+s.base):]
		if name == "reviews/" {
			name += "index.html"
		}
		total += compressed(s.files[name].Data)
	}
	t.Logf("%d bytes in %d requests", total, len(asked))
	if total > mostBytes || len(asked) > mostRequests {
		t.Errorf("a first visit takes %d bytes in %d requests: %q", total, len(asked), asked)
	}
}
