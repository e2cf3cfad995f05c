// The words of a text, by the rule by which internal/search indexed them;
// internal/search/testdata/words.tsv holds cases for both.

const marks = '\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f';
/** The characters of which words are pairs. */
const pairing = '\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}';
const wordy = '\\p{L}\\p{M}\\p{N}';

const mark = RegExp(`[${marks}]+`, 'g');
const loneMark = RegExp(` [${marks}]+`, 'g');
const run = RegExp(`[${pairing}]+|(?:(?![${pairing}])[${wordy}'])+`, 'gu');
const apostrophe = RegExp(`(?<=\\p{L})'(s(?![${wordy}])|(?=\\p{L}))`, 'gu');

/** Reports whether a word is of those that are pairs. */
export const isPairing = (word: string) => RegExp(`[${pairing}]`, 'u').test(word);

const foldings: Record<string, string> = {ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', ς: 'σ'};

/** A character at a time: else a sigma at a word's end would be another. */
export const lower = (text: string) => text.replace(/\p{Lu}/gu, c => c.toLowerCase());

/** asTyped: with the accents, and letters such as ø, that words are indexed without */
export function words(text: string, asTyped?: boolean): string[] {
	text = lower(text.normalize('NFKC')).replace(loneMark, ' ');
	if (!asTyped) text = text.normalize('NFD').replace(mark, '').normalize('NFC').replace(/[øłđðþħßæœıς]/g, c => foldings[c]);
	return spots(text.replace(/[’ʼ]/g, "'").replace(apostrophe, '').replaceAll("'", ' ')).map(s => [...s.text].slice(0, 40).join(''));
}

export type Spot = {text: string; from: number; to: number};

/** The words of a text as they stand there. */
export const spots = (text: string): Spot[] =>
	[...text.matchAll(run)].flatMap(({0: found, index}) => {
		const all = isPairing(found) ? [...found] : [found];
		return all.slice(0, Math.max(1, all.length - 1)).map((c, i) => {
			const from = index;
			index += c.length;
			return {text: c + (all[i + 1] ?? ''), from, to: index + (all[i + 1] ?? '').length};
		});
	});
