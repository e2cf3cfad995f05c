// What the pages do for a reader. Every page reads well without it. Each part looks
// for what it is about, and leaves a page alone that has none of it. No key is
// taken from the page: Escape closes the drawer, arrows move within a list of tabs
// that has the focus (tabs.ts, which is part of head.ts), and that is all.
import {countDays} from './age.ts';
import {offerCopies} from './copy.ts';
import {makeDrawer} from './drawer.ts';
import {fetchAhead} from './ahead.ts';
import {chooseScheme} from './scheme.ts';
import {rememberSidebar} from './sidebar.ts';
import {followHeadings} from './spy.ts';

countDays();
offerCopies();
chooseScheme();
makeDrawer();
rememberSidebar();
followHeadings();
fetchAhead();
document.documentElement.dataset.ready = '';
