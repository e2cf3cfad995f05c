//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAxeFindsNothing runs axe-core on one page of each kind, as people meet them:
// light and dark, on a phone and on a desktop. What this repository's handbook does
// not have, the sample has.
func TestAxeFindsNothing(t *testing.T) {
	own, other := handbook(t, "/"), sample(t, "/repo/")
	pages := own.oneOfEach(t)
	seen := make(map[string]bool)
	for _, p := range pages {
		seen[p.kind] = true
	}
	for _, p := range other.oneOfEach(t) {
		if !seen[p.kind] || strings.HasPrefix(p.address, "parts/") {
			pages = append(pages, p)
		}
	}
	for _, p := range pages {
		t.Run(p.kind+p.site.base+p.address, func(t *testing.T) {
			t.Parallel()
			b := open(t, p.site, p.address, phone)
			b.axe("light phone")
			b.do(phone.inTheDark().apply)
			b.axe("dark phone")
			b.do(desktop.inTheDark().apply)
			b.axe("dark desktop")
			b.do(desktop.apply)
			b.axe("light desktop")
		})
	}
}

// axe fails the test for each thing on the page that axe-core finds wrong.
func (b *tab) axe(where string) {
	b.t.Helper()
	if !get[bool](b, `'axe' in window`) {
		get[bool](b, axeSource+"; true")
	}
	for _, found := range b.violations() {
		b.t.Errorf("%s: %s: %s\n%s", where, found.ID, found.Help, strings.Join(found.Nodes, "\n"))
	}
}

type violation struct {
	ID, Help string
	Nodes    []string
}

const runAxe = `axe.run(document, {
	runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']},
	resultTypes: ['violations'],
}).then(r => r.violations.map(v => ({ID: v.id, Help: v.help, Nodes: v.nodes.map(n => n.target.join(' ') + ' ' + n.html.slice(0, 200) + '\n' + n.failureSummary)})))`

func (b *tab) violations() []violation {
	b.t.Helper()
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]violation](runAxe, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(fmt.Errorf("axe: %w", err))
	}
	return found
}
