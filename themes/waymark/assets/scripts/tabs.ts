// Tabs. Without a script they stand one below the other, each under its name; here
// they become a list of tabs as ARIA has it, in which arrows move. Sets that have a
// tab of the same name change together, on this page and the next. Pages with tabs
// load this in place of reader.ts, which it begins with.
import './reader.ts';
import {asItArrives} from './arrival.ts';
import {keep, recallJSON} from './storage.ts';

interface Tab {
	name: string;
	button: HTMLButtonElement;
	panel: HTMLElement;
}

/** Only these many names are remembered. */
const most = 8;

const sets: Tab[][] = [];

asItArrives(makeTabs);
document.addEventListener('DOMContentLoaded', revealTab);
addEventListener('hashchange', revealTab);

/** Makes tabs of the sets that have arrived whole. It may be asked again when there are more. */
function makeTabs() {
	const names = recallJSON<string[]>('tabs', []);
	for (const set of document.querySelectorAll<HTMLElement>('.tabs:not(:has(> .tablist))')) {
		if (!set.nextSibling && document.readyState === 'loading') continue;
		const tabs = makeSet(set, sets.length);
		sets.push(tabs);
		for (const [i, tab] of tabs.entries()) {
			tab.button.addEventListener('click', () => choose(tab));
			tab.button.addEventListener('keydown', event => {
				const to = target(event, i, tabs.length);
				if (to === undefined) return;
				event.preventDefault();
				choose(tabs[to]);
				tabs[to].button.focus();
			});
			// Somebody looks for a text in it, or follows a link into it.
			tab.panel.addEventListener('beforematch', () => select(tabs, tab));
		}
		const name = names.find(n => tabs.some(t => t.name === n));
		select(tabs, tabs.find(t => t.name === name) ?? tabs[0]);
	}
}

function choose(tab: Tab) {
	const before = tab.button.getBoundingClientRect().top;
	for (const tabs of sets) {
		const same = tabs.includes(tab) ? tab : tabs.find(t => t.name === tab.name);
		if (same) select(tabs, same);
	}
	// Other sets above may have changed their height; the reader's stays put.
	scrollBy({top: tab.button.getBoundingClientRect().top - before, behavior: 'instant'});
	const names = recallJSON<string[]>('tabs', []).filter(n => n !== tab.name);
	keep('session', 'tabs', JSON.stringify([tab.name, ...names].slice(0, most)));
}

/** Shows the tab that the address leads to. */
function revealTab() {
	const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
	if (!aim) return;
	for (const tabs of sets) {
		const tab = tabs.find(t => t.button === aim || t.panel.contains(aim));
		if (!tab?.panel.hidden) continue;
		select(tabs, tab);
		aim.scrollIntoView();
	}
}

function makeSet(set: HTMLElement, n: number): Tab[] {
	const list = document.createElement('div');
	list.className = 'tablist';
	list.setAttribute('role', 'tablist');
	const tabs = [...set.querySelectorAll<HTMLElement>(':scope > .tab')].map((panel, i) => {
		const label = panel.querySelector<HTMLElement>(':scope > .tab-name')!;
		const button = document.createElement('button');
		button.type = 'button';
		button.append(...label.cloneNode(true).childNodes);
		button.setAttribute('role', 'tab');
		// Links to the tab lead to its name, which is the button now.
		button.id = label.id || `site:tab-${n}-${i}`;
		label.removeAttribute('id');
		panel.id ||= `site:panel-${n}-${i}`;
		button.setAttribute('aria-controls', panel.id);
		panel.setAttribute('role', 'tabpanel');
		panel.setAttribute('aria-labelledby', button.id);
		panel.tabIndex = 0;
		label.hidden = true;
		list.append(button);
		return {name: label.textContent!.trim(), button, panel};
	});
	set.prepend(list);
	return tabs;
}

function select(tabs: Tab[], chosen: Tab) {
	for (const tab of tabs) {
		const is = tab === chosen;
		tab.button.ariaSelected = `${is}`;
		tab.button.tabIndex = is ? 0 : -1;
		// The browser's own search still looks into it.
		tab.panel.hidden = (!is && 'until-found') as boolean;
	}
}

/** Which tab a key leads to from tab i of n. */
function target(event: KeyboardEvent, i: number, n: number): number | undefined {
	if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
	const onward = getComputedStyle(event.currentTarget as Element).direction === 'rtl' ? -1 : 1;
	switch (event.key) {
		case 'ArrowRight':
			return (i + onward + n) % n;
		case 'ArrowLeft':
			return (i - onward + n) % n;
		case 'Home':
			return 0;
		case 'End':
			return n - 1;
	}
}
