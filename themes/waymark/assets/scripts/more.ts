// What pages with tabs and footnotes load.
import './tabs.ts';
import {openNotes} from './footnotes.ts';

openNotes();
