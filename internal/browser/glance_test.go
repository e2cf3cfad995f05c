//go:build browser

package browser

import (
	"testing"
	"testing/fstest"
)

// TestAStrategyIsSeenAtAGlance opens strategies on a desktop and on a small phone: the
// policy is on the first screen, and what follows is in the order in which one argues.
func TestAStrategyIsSeenAtAGlance(t *testing.T) {
	t.Parallel()
	small := view{width: 360, height: 740, touch: true}
	for _, p := range []page{{site: handbook(t, "/"), address: "strategies/terraform-repaired/"}, {site: sample(t, "/repo/"), address: "strategies/billing-first/"}} {
		b := open(t, p.site, p.address, desktop)
		for _, v := range []view{desktop, small} {
			b.do(v.apply)
			b.want(`document.querySelector('.glance .chosen dd').getBoundingClientRect().bottom < innerHeight`, "the whole policy is on the first screen")
			b.want(`new Set([...document.querySelectorAll('.glance > div')].map(e => e.getBoundingClientRect().`+map[bool]string{true: "left", false: "top"}[v.touch]+`)).size == 1`, "its parts stand in one row, on a phone in one column")
			b.want(`(tops => tops.length == 4 && tops.every((top, i) => !i || top > tops[i - 1]))(['#problem', '#guiding-policy', '#actions', '#non-goals'].flatMap(id => [...document.querySelectorAll(id)]).map(e => e.getBoundingClientRect().top))`,
				"the problem comes first, then policy, actions and non-goals")
			b.want(`getComputedStyle(document.querySelector('#actions')).fontSize == getComputedStyle(document.querySelector('#non-goals')).fontSize`, "non-goals are as prominent as actions")
		}
		b.settle()
	}
	b := open(t, handbook(t, "/"), "strategies/terraform-repaired/", small)
	b.want(`document.querySelector('.head').innerText.match(/invented/gi).length == 1`, "that it is invented is said once before the text")
	b.want(`[...document.querySelectorAll('.glance li')].map(e => e.innerText).join() == 'A second team before June,Moving services that exist,A portal with buttons,Batch jobs'`, "non-goals are told by their first words")
}

// TestAllFactsOpenWithoutScripts opens what stands behind the line of facts.
func TestAllFactsOpenWithoutScripts(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), "strategies/billing-first/", phone.withoutScripts())
	b.want(`!document.querySelector('.at-once .facts').checkVisibility()`, "all facts are closed at first")
	b.click(`.at-once summary`)
	b.want(`document.querySelector('.at-once .facts').checkVisibility() && document.querySelector('.at-once .facts').innerText.includes('@architecture')`, "all facts are there")
}

// TestAGlanceLeavesOutWhatIsNotWritten looks at strategies that lack parts, or call them
// otherwise.
func TestAGlanceLeavesOutWhatIsNotWritten(t *testing.T) {
	t.Parallel()
	s := publish(t, "lacking", "/", fstest.MapFS{
		"index.md":             {Data: []byte("# Home\n")},
		"strategies/two.md":    {Data: []byte("# Two\n\n## Policy\n\nWe finish one thing before we begin another.\n\n## Actions\n\n- Count what is open (@a, 1w)\n\n## Not doing\n\n- A new tool.\n")},
		"strategies/others.md": {Data: []byte("# Others\n\n## Diagnosis\n\nEvery release takes three weeks because tests fail at random.\n\n## Our approach\n\nWe fix tests before we write new code.\n\n## What we won't do\n\nWe won't rewrite the tests.\n")},
		"strategies/none.md":   {Data: []byte("# None\n\nNothing is written yet.\n")},
	})
	t.Cleanup(s.server.Close)
	b := open(t, s, "strategies/two/", desktop)
	for address, want := range map[string]string{"two": "chosen left-out", "others": "stops chosen left-out", "none": ""} {
		b.visit("strategies/" + address + "/")
		if got := get[string](b, `[...document.querySelectorAll('.glance > div')].map(e => e.className).join(' ')`); got != want {
			t.Errorf("%s: the glance has %q, want %q", address, got, want)
		}
		if want != "" {
			b.want(`(all => Math.abs(all.at(-1).getBoundingClientRect().right - document.querySelector('.glance').getBoundingClientRect().right) < 2)([...document.querySelectorAll('.glance > div')])`, "no column is empty")
		}
	}
}
