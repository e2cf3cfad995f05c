// Light, dark, or as the device has it.
import {keep, recall} from './storage.ts';
import {say} from './words.ts';

const schemes = ['auto', 'light', 'dark'] as const;
const root = document.documentElement;

/** Shows the page in what the reader chose, if anything. */
export function applyScheme() {
	const chosen = recall('local', 'scheme');
	if (chosen) root.dataset.scheme = chosen;
}

export function chooseScheme() {
	const button = document.getElementById('site:scheme');
	if (!button) return;
	const current = () => schemes.find(s => s === root.dataset.scheme) ?? 'auto';
	const name = () => {
		button.title = say(`scheme_${current()}`);
		button.setAttribute('aria-label', button.title);
	};
	name();
	button.hidden = false;
	button.addEventListener('click', () => {
		const next = schemes[(schemes.indexOf(current()) + 1) % schemes.length];
		if (next === 'auto') delete root.dataset.scheme;
		else root.dataset.scheme = next;
		keep('local', 'scheme', next === 'auto' ? '' : next);
		name();
	});
}
