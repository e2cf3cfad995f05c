// Where the reader is: the heading above is marked in the page's contents and, on a
// phone, shown in a bar.

let stop = () => {};

/** It may be asked again when the page has changed. */
export function followHeadings() {
	stop();
	const links = new Map<HTMLElement, HTMLAnchorElement>();
	for (const link of document.querySelectorAll<HTMLAnchorElement>('[id="site:toc"] a[href^="#"]')) {
		const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
		if (heading) links.set(heading, link);
	}
	if (!links.size) return;
	const headings = [...links.keys()];
	const bar = document.getElementById('site:here');
	let current: HTMLElement | undefined;

	function look() {
		const root = document.documentElement;
		// A heading that was jumped to stands this far below the top.
		const line = (parseFloat(getComputedStyle(root).scrollPaddingTop) || 0) + 24;
		const atEnd = scrollY > 0 && Math.ceil(scrollY + innerHeight) >= root.scrollHeight;
		const shown = headings.filter(h => h.checkVisibility()); // not those in tabs behind others
		const here = atEnd ? shown.at(-1) : shown.findLast(h => h.getBoundingClientRect().top <= line);
		if (here === current) return;
		if (current) links.get(current)!.removeAttribute('aria-current');
		current = here;
		const link = here && links.get(here)!;
		link?.setAttribute('aria-current', 'location');
		if (link) keepInSight(link);
		if (bar) {
			bar.textContent = link?.textContent ?? '';
			bar.hidden = !link;
		}
	}

	let asked = false;
	const soon = () => {
		if (asked) return;
		asked = true;
		requestAnimationFrame(() => {
			asked = false;
			look();
		});
	};
	const until = new AbortController();
	stop = () => until.abort();
	addEventListener('scroll', soon, {passive: true, signal: until.signal});
	addEventListener('resize', soon, {signal: until.signal});
	soon();
}

/** Scrolls long contents, and nothing else, so that a link can be seen. */
function keepInSight(link: Element) {
	const box = link.closest<HTMLElement>('[id="site:toc"]')!;
	if (box.scrollHeight <= box.clientHeight) return;
	const at = link.getBoundingClientRect();
	const frame = box.getBoundingClientRect();
	if (at.top < frame.top || at.bottom > frame.bottom) box.scrollTop += at.top - frame.top - box.clientHeight / 2;
}
