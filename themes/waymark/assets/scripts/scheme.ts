// Light, dark, or as the device has it: head.ts applies what the reader chose.
import {keep} from './storage.ts';
import {say} from './words.ts';

const schemes = ['auto', 'light', 'dark'] as const;

export function chooseScheme() {
	const button = document.getElementById('site:scheme');
	if (!button) return;
	const root = document.documentElement;
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
