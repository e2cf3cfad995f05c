// The sidebar stays as the reader left it, from page to page: where it was scrolled
// to, and which groups are open. A group that the page before did not have is as the
// page itself has it.
import {keep, recallJSON} from './storage.ts';

interface State {
	top: number;
	groups: Record<string, boolean>; // by data-group: whether it is open
}

const recallState = () => recallJSON<State>('sidebar', {top: 0, groups: {}});
const find = () => document.getElementById('site:sidebar')?.closest<HTMLElement>('[popover]');
const groupsOf = (sidebar: Element) => sidebar.querySelectorAll<HTMLDetailsElement>('details[data-group]');

/** Makes the sidebar what it was. */
export function restoreSidebar() {
	const sidebar = find();
	if (!sidebar) return;
	const state = recallState();
	for (const group of groupsOf(sidebar)) group.open = state.groups[group.dataset.group!] ?? group.open;
	sidebar.scrollTop = state.top;
	showOwn(sidebar);
}

/** Scrolls the sidebar so that the link to the page itself is in sight, unless its group was closed. */
export function showOwn(sidebar: HTMLElement) {
	const own = sidebar.querySelector('[aria-current]');
	if (!own?.getClientRects().length) return;
	const box = sidebar.getBoundingClientRect();
	const at = own.getBoundingClientRect();
	if (at.top < box.top || at.bottom > box.bottom) sidebar.scrollTop += at.top - box.top - sidebar.clientHeight / 2;
}

export function rememberSidebar() {
	const sidebar = find();
	if (!sidebar) return;
	addEventListener('pagehide', () => {
		// A drawer that is closed has no position.
		const top = sidebar.clientHeight ? sidebar.scrollTop : recallState().top;
		const groups = Object.fromEntries([...groupsOf(sidebar)].map(g => [g.dataset.group, g.open]));
		keep('session', 'sidebar', JSON.stringify({top, groups}));
	});
}
