// On a narrow screen the sidebar is in a drawer: a popover, so that it opens and
// closes without a script, by its buttons, by Escape, and by a click beside it. What
// is missing is that nobody leaves it by accident: while it is open it is a modal
// dialog, and all else is inert.
import {showOwn} from './sidebar.ts';

export function makeDrawer() {
	const button = document.getElementById('site:menu');
	const sidebar = document.getElementById('site:sidebar');
	const drawer = sidebar?.closest<HTMLElement>('[popover]');
	if (!button || !sidebar || !drawer) return;
	const asleep: Element[] = [];

	button.ariaExpanded = 'false';
	// Before it closes, so that the browser can give the focus back to the button.
	drawer.addEventListener('beforetoggle', event => {
		const opens = event.newState === 'open';
		button.ariaExpanded = `${opens}`;
		drawer.role = opens ? 'dialog' : null;
		drawer.ariaModal = opens ? 'true' : null;
		drawer.ariaLabel = opens ? sidebar.ariaLabel : null;
		for (const other of asleep.splice(0)) other.removeAttribute('inert');
		if (opens) asleep.push(...others(document.body, drawer).filter(other => !other.hasAttribute('inert')));
	});
	drawer.addEventListener('toggle', event => {
		if (event.newState !== 'open') return;
		for (const other of asleep) other.setAttribute('inert', '');
		showOwn(drawer);
		(drawer.querySelector<HTMLElement>('[aria-current]') ?? drawer.querySelector<HTMLElement>('button, summary, a'))?.focus();
	});
	const close = () => drawer.matches(':popover-open') && drawer.hidePopover();
	// A link to this very page, or to a place on it, loads nothing.
	drawer.addEventListener('click', event => (event.target as Element).closest('a') && close());
	// A page that comes back from the history comes without its drawer.
	addEventListener('pagehide', close);
	// The screen was turned, and there is room for both.
	new ResizeObserver(() => button.offsetParent || close()).observe(document.documentElement);
}

/** The largest elements below top that do not hold the one to keep. */
function others(top: Element, keep: Element): Element[] {
	return [...top.children].flatMap(child => {
		if (child === keep) return [];
		return child.contains(keep) ? others(child, keep) : [child];
	});
}
