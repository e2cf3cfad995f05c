// Fetches a page of this handbook when a reader is about to ask for it, so that it is
// there already. The browser's cache keeps it, where the server lets it.

/** How long a pointer rests on a link that is meant, in milliseconds. */
const rest = 65;

export function fetchAhead() {
	const connection = (navigator as {connection?: {saveData?: boolean}}).connection;
	if (connection?.saveData) return;
	const fetched = new Set([location.pathname]);
	let waiting = 0;

	const pageOf = (event: Event) => {
		const link = (event.target as Element).closest?.<HTMLAnchorElement>('a[href]');
		if (!link || link.target || link.dataset.script || link.hasAttribute('download')) return;
		const inside = link.origin === location.origin && link.pathname.startsWith(document.documentElement.dataset.base ?? '/');
		return inside && link.pathname.endsWith('/') && !fetched.has(link.pathname) ? link.pathname : undefined;
	};
	const get = (page: string) => {
		fetched.add(page);
		fetch(page, {priority: 'low'}).catch(() => {}); // whoever asks in earnest is told
	};
	document.addEventListener('pointerover', event => {
		clearTimeout(waiting);
		const page = pageOf(event);
		if (page && event.pointerType === 'mouse') waiting = setTimeout(get, rest, page);
	});
	document.addEventListener('touchstart', event => {
		const page = pageOf(event);
		if (page) get(page);
	}, {passive: true});
}
