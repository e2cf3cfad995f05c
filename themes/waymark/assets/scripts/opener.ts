// Opens the search, which is fetched when it is first used: a page that is only read
// costs nothing of it. Without scripts the button is a link to a page of its own.
import {recall} from './storage.ts';

/** The storage key under which the reader has switched off the keys / and ? (WCAG 2.1.4). */
export const keyOff = 'slash';

export function offerSearch() {
	const button = document.getElementById('site:search') as HTMLAnchorElement | null;
	if (!button) return;
	const script = document.createElement('script');
	const load = () => { // a script runs once, however often it is inserted
		script.src = button.dataset.script!;
		document.head.append(script);
	};
	script.onerror = () => 'wanted' in button.dataset && location.assign(button.href);
	// Until it has arrived, keys wait in the mark that it is wanted.
	const open = (event?: Event) => {
		event?.preventDefault();
		button.dataset.wanted ??= '';
		load();
		button.dispatchEvent(new Event('search'));
	};

	button.onpointerenter = button.onfocus = load;
	for (const way of document.querySelectorAll<HTMLElement>('a.search, a.ask'))
		way.onclick = event => event.ctrlKey || event.metaKey || event.shiftKey || open(event);
	addEventListener('keydown', event => {
		const {key} = event, held = event.ctrlKey || event.metaKey;
		if (event.altKey || (event.composedPath()[0] as Element).matches?.(':read-write, select')) return;
		if ('wanted' in button.dataset && !held && !key[1]) {
			event.preventDefault();
			button.dataset.wanted += key;
		} else if (held ? key == 'k' : /^[/?]$/.test(key) && !recall('local', keyOff)) { // with Shift, it would be K
			if (key == '?') button.dataset.wanted = key; // search.ts opens the list of keys
			open(event);
		}
	});
	if (document.getElementById('site:found')) load();
	else if (document.documentElement.matches('.asked')) open();
}
