// What the pages do for a reader. Every page reads well without it. Each part looks
// for what it is about, and leaves a page alone that has none of it. No key is
// taken from the page: Escape closes the drawer, as in every popover, arrows move
// within a list of tabs that has the focus, and that is all.
//
// It is one file, in the head, because some of it has to happen before the first
// paint; that waits for the style sheets in any case, which are larger.
import {countDays} from './age.ts';
import {fetchAhead} from './ahead.ts';
import {copyOnClick, offerCopies} from './copy.ts';
import {makeDrawer} from './drawer.ts';
import {applyScheme, chooseScheme} from './scheme.ts';
import {rememberSidebar, restoreSidebar} from './sidebar.ts';
import {followHeadings} from './spy.ts';
import {makeTabs, revealTab} from './tabs.ts';

document.documentElement.classList.add('scripted');
applyScheme();

// This runs just before a frame is painted, so nobody sees anything move. A page may
// arrive in pieces; what follows the sidebar says that it is whole.
let restored = false;
requestAnimationFrame(function prepare() {
	if (!restored) restoreSidebar();
	restored = !!document.getElementById('site:main');
	makeTabs();
	countDays();
	if (document.readyState === 'loading') requestAnimationFrame(prepare);
});

document.addEventListener('DOMContentLoaded', () => {
	makeTabs();
	revealTab();
	countDays();
	offerCopies();
	copyOnClick();
	chooseScheme();
	makeDrawer();
	rememberSidebar();
	followHeadings();
	fetchAhead();
});
addEventListener('hashchange', revealTab);

// While somebody writes, the live preview changes the page in place.
document.addEventListener('waymark:patched', () => {
	makeTabs();
	countDays();
	offerCopies();
	followHeadings();
});
