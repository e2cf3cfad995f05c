//go:build browser

package browser

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
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
			open(t, p.site, p.address, phone).axeAsPeopleMeetIt()
		})
	}
}

const (
	allRules    = `{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']}`
	colourRules = `{type: 'rule', values: ['color-contrast', 'link-in-text-block']}`
)

// axe fails the test for each thing on the page that axe-core finds wrong.
func (b *tab) axe(where string) {
	b.t.Helper()
	b.axeRules(where, allRules)
}

// axeAsPeopleMeetIt runs axe-core on the page in light and dark, on a phone, as which it
// is open, and on a desktop.
func (b *tab) axeAsPeopleMeetIt() {
	b.t.Helper()
	b.axe("light phone")
	b.do(phone.inTheDark().apply)
	b.axeColours("dark phone")
	b.do(desktop.inTheDark().apply)
	b.axeColours("dark desktop")
	b.do(desktop.apply)
	b.axe("light desktop")
}

// axeColours looks at colours alone, which is all that differs in the dark: axe-core
// takes a second to look at a long page whole.
func (b *tab) axeColours(where string) {
	b.t.Helper()
	b.axeRules(where, colourRules)
}

func (b *tab) axeRules(where, rules string) {
	b.t.Helper()
	if !get[bool](b, `'axe' in window`) {
		get[bool](b, axeSource+"; true")
	}
	run := `axe.run(document, {runOnly: ` + rules + `, resultTypes: ['violations']}).then(r => r.violations.map(v => ({
		ID: v.id, Help: v.help, Nodes: v.nodes.map(n => n.target.join(' ') + ' ' + n.html.slice(0, 200) + '\n' + n.failureSummary)})))`
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]violation](run, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("axe: %v", err)
	}
	for _, v := range found {
		b.t.Errorf("%s: %s: %s\n%s", where, v.ID, v.Help, strings.Join(v.Nodes, "\n"))
	}
}

// TestHeadingsAreSaidOnce reads the accessibility tree of a page of each kind: a heading
// is called what it says, and a link to it is not in it.
func TestHeadingsAreSaidOnce(t *testing.T) {
	t.Parallel()
	s := sample(t, "/repo/")
	b := open(t, s, everything, desktop)
	linked := 0
	for _, p := range append(s.oneOfEach(t), page{site: s, address: everything}) {
		b.visit(p.address)
		linked += get[int](b, `document.querySelectorAll('main a.anchor').length`)
		want := get[[]string](b, `[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(e => e.checkVisibility()).map(e => {
			const alone = e.cloneNode(true);
			for (const link of alone.querySelectorAll('a.anchor')) link.remove();
			return alone.textContent;
		})`)
		tree, err := chromedp.Call(b.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, node := range tree.Nodes {
			if !node.Ignored && node.Role != nil && string(node.Role.Value) == `"heading"` {
				var name string
				if err := json.Unmarshal(node.Name.Value, &name); err != nil {
					t.Fatal(err)
				}
				got = append(got, withoutSpaces(name))
			}
		}
		for i := range want {
			want[i] = withoutSpaces(want[i])
		}
		slices.Sort(got) // the tree is not in the order of the page
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("/%s: headings are heard as %q, want %q", p.address, got, want)
		}
	}
	if linked < 10 {
		t.Errorf("only %d headings have links to them", linked)
	}
}

func withoutSpaces(s string) string { return strings.Join(strings.Fields(s), "") }

type violation struct {
	ID, Help string
	Nodes    []string
}
