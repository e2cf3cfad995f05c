// The files of the index, which internal/search describes.

/** What a digit is worth. */
export function value(digit: string): number {
	const at = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'.indexOf(digit);
	if (at < 0) throw 'damaged';
	return at;
}

/** Tries to get a file, each time with another use of the browser's cache. What it throws is 404 when there is none. */
export async function get<T>(url: string, caches: RequestCache[], decode: (text: string) => T): Promise<T> {
	let failure: unknown;
	for (const cache of caches) {
		try {
			const answer = await fetch(url, {cache});
			if (!answer.ok) throw answer.status;
			return decode(await answer.text());
		} catch (e) {
			failure = e;
		}
	}
	throw failure;
}

/** The columns of each line; the first without what it shares with the one above. */
export function lines(text: string, separator: string): string[][] {
	let last: string[] = [];
	return text.trimEnd().split('\n').map(line => {
		const [written, ...rest] = line.split(separator);
		last = [...last.slice(0, value(written[0])), ...written.slice(1)];
		return [last.join(''), ...rest];
	});
}

/** Where a word stands: page, frequency, not 0 where it is written with accents, and not 0 where it is in a title or a heading. */
export type Posting = [id: number, frequency: number, marked: number, above: number];

export function postings(list: string): Posting[] {
	const all: Posting[] = [];
	let n = 0, shift = 0, id = -1, isPage = true;
	for (const digit of list) {
		const v = value(digit);
		n |= (v & 31) << shift;
		shift += 5;
		if (v > 31) continue;
		if (isPage) id += n + 1;
		else all.push([id, (n & 128 && 8) + (n & 64 && 3) + (n & 32 ? 0 : Math.min(15, (n & 15) + 1)), n & 16, n & 192]);
		isPage = !isPage;
		n = shift = 0;
	}
	return all;
}
