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
	const bar = document.getElementById('site:here');
	let current: HTMLElement | undefined;

	function look() {
		const root = document.documentElement;
		// A heading that was jumped to stands this far below the top.
		const line = (parseFloat(getComputedStyle(root).scrollPaddingTop) || 0) + 24;
		const atEnd = scrollY > 0 && Math.ceil(scrollY + innerHeight) >= root.scrollHeight;
		let here: HTMLElement | undefined;
		let furthest = -Infinity;
		for (const heading of links.keys()) {
			let {top} = heading.getBoundingClientRect();
			// In tabs behind others there are headings that nobody sees.
			if (!heading.checkVisibility() || (top > line && !atEnd)) continue;
			// Of several that stand side by side, or on the last screen, one may have been asked for.
			if (heading.matches(':target')) top += atEnd && top > 0 ? 1e6 : 1;
			if (top > furthest) [here, furthest] = [heading, top];
		}
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

	const until = new AbortController();
	stop = () => until.abort();
	for (const event of ['scroll', 'resize', 'hashchange']) addEventListener(event, look, {passive: true, signal: until.signal});
	requestAnimationFrame(look);
}

/** Scrolls long contents, and nothing else, so that a link can be seen. */
function keepInSight(link: Element) {
	const box = link.closest<HTMLElement>('[id="site:toc"]')!;
	if (box.scrollHeight <= box.clientHeight) return;
	const at = link.getBoundingClientRect();
	const frame = box.getBoundingClientRect();
	if (at.top < frame.top || at.bottom > frame.bottom) box.scrollTop += at.top - frame.top - box.clientHeight / 2;
}
