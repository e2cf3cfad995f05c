// The words that scripts say. They come from the theme's words in the page's
// language; parts/words.html hands them over.

export type Word = 'copy' | 'copied' | 'link_copied' | 'due' | 'overdue' | 'scheme_auto' | 'scheme_light' | 'scheme_dark';

let words: Partial<Record<Word, string>> | undefined;

/** A word with {1} filled in. */
export function say(word: Word, value = ''): string {
	words ??= JSON.parse(document.getElementById('site:words')?.textContent || '{}') as Partial<Record<Word, string>>;
	return (words[word] ?? word).replace('{1}', value);
}

let status: HTMLElement | undefined;

/** Tells a screen reader what everybody else sees. */
export function announce(text: string) {
	if (!status) {
		status = document.createElement('p');
		status.className = 'announcement';
		status.setAttribute('role', 'status');
		document.body.append(status);
	}
	// The same text twice is no change, and nothing would be said.
	const region = status;
	region.textContent = '';
	setTimeout(() => (region.textContent = text), 50);
}
