// What has to happen before the first paint. This file holds up the page, so it is
// small; everything else is in main.ts.
import {restoreSidebar} from './sidebar.ts';
import {recall} from './storage.ts';
import {makeTabs, revealTab} from './tabs.ts';

const root = document.documentElement;

const scheme = recall('local', 'scheme');
if (scheme) root.dataset.scheme = scheme;

// Style sheets show what needs a script only below .scripted. When main.ts does not
// arrive, or fails, the page is again as it is without scripts.
root.classList.add('scripted');
document.addEventListener('DOMContentLoaded', () => {
	if (!('ready' in root.dataset)) root.classList.remove('scripted');
	makeTabs();
	revealTab();
});
addEventListener('hashchange', revealTab);

// This runs just before a frame is painted, so nobody sees the sidebar or the tabs
// change. A page may arrive in pieces; what follows the sidebar says that it is whole.
let restored = false;
requestAnimationFrame(function prepare() {
	if (!restored) restoreSidebar();
	restored = !!document.getElementById('site:main');
	makeTabs();
	if (document.readyState === 'loading') requestAnimationFrame(prepare);
});
