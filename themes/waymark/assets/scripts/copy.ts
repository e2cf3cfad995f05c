// Buttons that copy: code, what data-copy holds or, with # before it, names, and the
// file that data-copy-file names. A link at a heading copies its address. Without a
// clipboard, as on a page that was not fetched safely, there are none.
import {announce, say} from './words.ts';

export function offerCopies() {
	if (!navigator.clipboard) return;
	for (const pre of document.querySelectorAll('.code > pre')) {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'copy';
		button.textContent = say('copy');
		button.addEventListener('click', () => copy(button, textOf(pre)));
		pre.after(button);
	}
	for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
		button.hidden = false;
		button.addEventListener('click', () => {
			const what = button.dataset.copy!;
			const named = what.startsWith('#') && document.getElementById(what.slice(1));
			copy(button, named ? named.textContent!.trim() : what);
		});
	}
	for (const button of document.querySelectorAll<HTMLElement>('[data-copy-file]')) {
		button.hidden = false;
		button.addEventListener('click', () => copyFile(button, button.dataset.copyFile!));
	}
	document.addEventListener('click', event => {
		const anchor = (event.target as Element).closest<HTMLAnchorElement>('a.anchor');
		if (anchor) copy(anchor, anchor.href, 'link_copied');
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
