// Buttons that copy: code, what data-copy holds or, with # before it, names, and the
// file that data-copy-file names. A link at a heading copies its address. Without a
// clipboard, as on a page that was not fetched safely, there are none.
import {announce, say} from './words.ts';

/** It may be asked again when the page has changed. */
export function offerCopies() {
	if (!navigator.clipboard) return;
	for (const pre of document.querySelectorAll('.code > pre:not(:has(+ .copy))')) {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'copy';
		button.textContent = say('copy');
		pre.after(button);
	}
	for (const button of document.querySelectorAll<HTMLElement>('[data-copy], [data-copy-file]')) button.hidden = false;
}

/** Copies what the buttons and the links at headings offer, those that come later, too. */
export function copyOnClick() {
	if (!navigator.clipboard) return;
	document.addEventListener('click', event => {
		const from = (event.target as Element).closest<HTMLElement>('.code > .copy, [data-copy], [data-copy-file], a.anchor');
		if (!from) return;
		const {copy: what, copyFile: file} = from.dataset;
		if (from instanceof HTMLAnchorElement) copy(from, from.href, 'link_copied');
		else if (file) copyFile(from, file);
		else if (what === undefined) copy(from, textOf(from.previousElementSibling!));
		else copy(from, (what.startsWith('#') && document.getElementById(what.slice(1))?.textContent!.trim()) || what);
	});
}

/** The text of a code block as one would want to paste it: without prompts and removed lines. Numbers and marks are no part of the text. */
function textOf(pre: Element): string {
	const code = pre.cloneNode(true) as Element;
	for (const prompt of code.querySelectorAll('.gp')) {
		const next = prompt.nextSibling;
		if (next) next.textContent = next.textContent!.trimStart();
		prompt.remove();
	}
	for (const line of code.querySelectorAll('.removed')) {
		line.nextSibling?.remove(); // the end of the line
		line.remove();
	}
	return code.textContent!.trimEnd();
}

async function copy(from: HTMLElement, text: string, done: 'copied' | 'link_copied' = 'copied') {
	try {
		await navigator.clipboard.writeText(text);
	} catch {
		return; // not allowed; the browser has said so
	}
	tell(from, done);
}

/** Copies a file of the handbook, or goes there when that fails. Browsers let a page write only straight after a click, so they get the promise of a text. */
async function copyFile(from: HTMLElement, file: string) {
	const text = fetch(file).then(async answer => {
		if (!answer.ok) throw new Error(answer.statusText);
		return new Blob([await answer.text()], {type: 'text/plain'});
	});
	try {
		await navigator.clipboard.write([new ClipboardItem({'text/plain': text})]);
	} catch {
		location.assign(file);
		return;
	}
	tell(from, 'copied');
}

function tell(from: HTMLElement, done: 'copied' | 'link_copied') {
	announce(say(done));
	from.classList.add('copied');
	if (from instanceof HTMLButtonElement) {
		from.dataset.said ??= from.textContent!;
		from.textContent = say(done);
	}
	setTimeout(() => {
		from.classList.remove('copied');
		if (from.dataset.said) from.textContent = from.dataset.said;
	}, 2000);
}
