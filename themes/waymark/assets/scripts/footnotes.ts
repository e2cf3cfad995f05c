// Notes beside their marks.

// Only pages with footnotes need it, and no style sheet of theirs has room for it.
const style = `@layer components {
.note-here { position: absolute; inset: auto; margin: 0; width: max-content; max-width: min(24rem, 100vw - 2rem); max-height: 60vh; overflow: auto; padding: 0.7rem 1rem; border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--paper-raised); color: var(--ink); font: var(--text-ui) / 1.5 var(--sans); box-shadow: 0 4px 18px rgb(20 40 30 / 18%); }
.note-here > * + * { margin-top: 0.6em; }
@media print { .note-here { display: none; } }
}`;

/** How far a note stays from the mark, and from the edges of the window. */
const gap = 8;

export function openNotes() {
	if (!('popover' in HTMLElement.prototype)) return;
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(style);
	document.adoptedStyleSheets.push(sheet);

	let note: HTMLElement | undefined;
	let dismissed: Element | undefined; // the mark whose note the click is closing
	const markOf = (event: Event) => (event.target as Element).closest<HTMLAnchorElement>('a[role="doc-noteref"]');

	document.addEventListener('pointerdown', event => {
		const mark = markOf(event);
		dismissed = note?.matches(':popover-open') && note.previousSibling === mark ? mark! : undefined;
	}, true);
	document.addEventListener('click', event => {
		const mark = markOf(event);
		if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
		const text = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
		if (!text) return;
		event.preventDefault();
		note?.remove();
		if (event.detail && dismissed === mark) return; // a key dismisses none
		note = copyOf(text, mark);
		mark.after(note);
		mark.focus(); // which a click does not do everywhere
		note.showPopover();
		place(note, mark);
		note.focus();
	});
}

/** A note to show: without links back, and without ids that are on the page. */
function copyOf(text: Element, mark: HTMLAnchorElement): HTMLElement {
	const note = document.createElement('span');
	note.className = 'note-here';
	note.popover = 'auto';
	note.tabIndex = -1;
	note.setAttribute('role', 'note');
	note.setAttribute('aria-label', mark.textContent!);
	note.append(...text.cloneNode(true).childNodes);
	for (const element of note.querySelectorAll('[role="doc-backlink"]')) element.remove();
	for (const element of note.querySelectorAll('[id]')) element.removeAttribute('id');
	return note;
}

/** Puts a note below its mark, or above it where there is more room, and within the window. */
function place(note: HTMLElement, mark: Element) {
	const at = mark.getBoundingClientRect();
	const {width, height} = note.getBoundingClientRect();
	const {clientWidth, clientHeight} = document.documentElement;
	const start = getComputedStyle(mark).direction === 'rtl' ? at.right - width : at.left;
	const isAbove = at.bottom + gap + height > clientHeight && at.top > clientHeight / 2;
	note.style.left = scrollX + Math.max(gap, Math.min(start, clientWidth - width - gap)) + 'px';
	note.style.top = scrollY + (isAbove ? at.top - gap - height : at.bottom + gap) + 'px';
}
