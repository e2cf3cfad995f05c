// Footnotes open in place: the mark of one shows it beside the mark. Escape or a click
// elsewhere closes it, and the focus is back at the mark. Without a script the mark leads
// to the note at the end. Pages with footnotes load this in place of reader.ts, which it
// begins with.
import './reader.ts';
import {openNotes} from './footnotes.ts';

openNotes();
