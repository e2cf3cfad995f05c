//go:build browser

package browser

import (
	"bytes"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// visitHeadings goes to each heading that the contents name, and tells where the
// contents or the bar name another one then, or list it where it is not.
const visitHeadings = `(async () => {
	const links = [...document.querySelectorAll('[id="site:toc"] a')];
	const headingOf = link => document.getElementById(decodeURIComponent(link.hash.slice(1)));
	const topOf = link => Math.round(headingOf(link).getBoundingClientRect().top + scrollY);
	const wrong = [];
	const look = async (link, how) => {
		await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
		const marked = links.filter(l => l.ariaCurrent).map(l => l.hash).join();
		const said = document.getElementById('site:here').textContent;
		if (marked != link.hash || said != link.textContent) wrong.push(how + ' ' + link.hash + ': marked is ' + marked + ', the bar says ' + said);
	};

	let last = 0;
	for (const link of links) {
		if (!headingOf(link).checkVisibility()) continue; // what was written, folded below what is shown
		if (topOf(link) < last) wrong.push(link.hash + ' stands higher than what the contents have before it');
		last = topOf(link);
		headingOf(link).scrollIntoView({behavior: 'instant'});
		const isBeside = links.some(other => other !== link && topOf(other) === last);
		const atEnd = scrollY + innerHeight + 1 >= document.documentElement.scrollHeight;
		if (!isBeside && !atEnd) await look(link, 'scrolled to');
	}
	// A link tells headings apart that stand side by side, or that cannot reach the top.
	for (const link of links) {
		location.hash = link.hash;
		await look(link, 'followed');
	}
	return wrong;
})()`

func TestContentsMarkTheHeadingThatOneIsAt(t *testing.T) {
	s := sample(t, "/repo/")
	pages := slices.DeleteFunc(append(s.oneOfEach(t), page{site: s, address: everything}), func(p page) bool {
		file := s.files[p.address+"index.html"]
		return file == nil || !bytes.Contains(file.Data, []byte(` id="site:toc"`))
	})
	if len(pages) < 6 {
		t.Fatalf("only %d pages have contents", len(pages))
	}
	for name, v := range map[string]view{"phone": phone, "desktop": desktop} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, s, "", v.calmly())
			for _, p := range pages {
				b.visit(p.address)
				wrong, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](visitHeadings, chromedp.EvalAwaitPromise))
				if err != nil {
					t.Fatal(err)
				}
				for _, w := range wrong {
					t.Errorf("/%s: %s", p.address, w)
				}
			}
		})
	}
}
