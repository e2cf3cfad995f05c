// What the pages do for a reader. Every page reads well without it. Each part looks
// for what it is about, and leaves a page alone that has none of it. Two keys are
// taken from the page: / and Ctrl-K or ⌘K open the search.
//
// It is one file, in the head, because some of it has to happen before the first
// paint; that waits for the style sheets in any case, which are larger. What few
// pages need, tabs and footnotes, is in others that begin with this one.
import {countDays} from './age.ts';
import {fetchAhead} from './ahead.ts';
import {asItArrives} from './arrival.ts';
import {copyOnClick, offerCopies} from './copy.ts';
import {makeDrawer} from './drawer.ts';
import {offerSearch} from './opener.ts';
import {applyScheme, chooseScheme} from './scheme.ts';
import {rememberSidebar, restoreSidebar} from './sidebar.ts';
import {followHeadings} from './spy.ts';

document.documentElement.classList.add('scripted', /\bq=/.test(location.search) ? 'asked' : 'scripted'); // before lists show that results replace
applyScheme();

// In a frame, because only then are there style sheets, and positions. What follows
// the sidebar says that it is whole.
requestAnimationFrame(function restore() {
	restoreSidebar();
	if (!document.getElementById('site:main')) requestAnimationFrame(restore);
});
asItArrives(countDays);

document.addEventListener('DOMContentLoaded', () => {
	offerCopies();
	copyOnClick();
	chooseScheme();
	makeDrawer();
	rememberSidebar();
	followHeadings();
	fetchAhead();
	offerSearch();
});

document.addEventListener('waymark:patched', () => {
	offerCopies();
	followHeadings();
});
