// Opens the search, which is fetched when it is first used: a page that is only read
// costs nothing of it. Without scripts the button is a link to a page of its own.
import {recall} from './storage.ts';

/** The name under which a reader's browser keeps that the key / is not to open the search (WCAG 2.1.4). */
export const keyOff = 'slash';

export function offerSearch() {
	const button = document.getElementById('site:search') as HTMLAnchorElement | null;
	if (!button) return;
	const script = document.createElement('script');
	const load = () => {
		if (script.src) return;
		script.src = button.dataset.script!;
		document.head.append(script);
	};
	script.onerror = () => button.dataset.wanted && location.assign(button.href);
	// Whether it has arrived or not: it looks for the mark, or hears of it.
	const open = (event?: Event) => {
		event?.preventDefault();
		button.dataset.wanted = '1';
		load();
		button.dispatchEvent(new Event('search'));
	};

	button.addEventListener('pointerenter', load);
	button.addEventListener('focus', load);
	button.addEventListener('click', event => event.ctrlKey || event.metaKey || event.shiftKey || open(event));
	addEventListener('keydown', event => {
		const {key, altKey} = event, held = event.ctrlKey || event.metaKey;
		const isOurs = held ? key == 'k' : key == '/' && !recall('local', keyOff); // with Shift, it would be K
		const inField = (event.composedPath()[0] as Element).closest?.('input,textarea,select,[contenteditable]');
		if (isOurs && !altKey && !inField) open(event);
	});
	if (document.getElementById('site:found')) load();
	else if (document.documentElement.matches('.asked')) open();
}
