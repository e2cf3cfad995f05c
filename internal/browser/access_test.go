//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAxeFindsNothing runs axe-core on one page of each kind, as people meet them:
// light and dark, on a phone and on a desktop.
func TestAxeFindsNothing(t *testing.T) {
	for _, s := range []*published{handbook(t, "/"), sample(t, "/repo/")} {
		for _, p := range s.oneOfEach(t) {
			t.Run(p.kind+s.base+p.address, func(t *testing.T) {
				t.Parallel()
				b := open(t, s, p.address, phone)
				for name, v := range map[string]view{"light phone": phone, "dark phone": phone.inTheDark(), "light desktop": desktop, "dark desktop": desktop.inTheDark()} {
					b.do(v.apply)
					b.axe(name)
				}
			})
		}
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
