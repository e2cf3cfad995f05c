// What a page says around the words that were asked, from its Markdown. It is read
// roughly: enough for a sentence or two, and for the headings and their ids.
import type {Found, Heading, Hit, Piece} from './engine.ts';
import {lower, spots, words, type Spot} from './words.ts';

/** A heading or a piece of text, with the heading above it. words are those of spots. */
type Block = {text: string; heading?: Heading; isHeading?: boolean; isDescription: boolean; spots: Spot[]; words: string[]};
export type Twin = Block[];

/** How long an excerpt is, in characters. */
const reach = 160;

const fence = /^([\s>]*(?:[-*+]|\d+[.)])? *)(```+|~~~+).*\n(?:[^]*?\n)??[\s>]*\2[`~]*$/gm;
const unseen = /<!--[^]*?-->|^ {0,3}\[[^^\]]+\]:.*$|\[![A-Z]+\]/gm;
const block = /\n(?=[\s>]*(?:[-*+|] |#|\||\d+[.)] |:::))|\n[\s>]*\n|(?<=^[\s>]*#+ .*)\n/m;
const inline = /\\([!-/:-@[-`{-~])|(`+) ?(.+?) ?\2(?!`)|\[\^[^\]]*\]:?|!?\[((?:\\.|!\[[^\]]*\]\([^)]*\)|[^\]\\])*)\](?:\((?:[^()]|\([^)]*\))*\)|\[[^\]]*\])|<((?:https?|mailto):[^>]*)>|<\/?[a-z][\w-]*(?:\s[^>]*)?>|(&#?\w+;)|\*+|(?<![\p{L}\p{N}])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}])/giu;

/** Text of Markdown without what only Markdown needs. */
const plain = (markdown: string): string => markdown.replace(inline, (_, escaped, _ticks, code, link, address, entity) => {
	if (entity) {
		const field = document.createElement('textarea');
		field.innerHTML = entity;
		return field.value;
	}
	return escaped ?? code ?? address ?? (link ? plain(link) : '');
}).replace(/\s+/g, ' ').trim();

/** The id that internal/page makes from a heading's text. */
const slugOf = (text: string) => lower(text).replace(/[^\p{L}\p{M}\p{Nd}\p{Pc} -]|\p{VS}/gu, '').replaceAll(' ', '-') || 'section';

export function read(markdown: string): Twin {
	const all: Twin = [], ids = new Map<string, number>();
	let title = '', heading: Heading | undefined;
	for (const written of markdown.replace(fence, '\n').replace(unseen, '').split(block)) {
		const inside = written.replace(/^[\s>]*((?:[-*+]|\d+[.)]) +|:::+ *\w*)?(\[[ x]\])?\s*/, '');
		const [, marks, text, under] = /^(?:(#{1,6}) +(.*?)[ #]*|([^]+)\n *(?:=+|-+) *)$/.exec(inside) ?? [];
		const level = marks?.length || +inside.endsWith('-') + 1;
		const isHeading = !!(text ?? under);
		const [, bare, id] = /^([^]*?)(?:\s*\{[^{}]*?(?:#([^\s}]+))?[^{}]*\})?$/.exec(isHeading ? text ?? under : inside.replace(/\||^[\s>]+/gm, ' '))!;
		const shown = plain(bare);
		if (!all.length && !title && level === 1) {
			title = slugOf(shown);
			continue;
		}
		if (isHeading) {
			const slug = slugOf(shown), wanted = id ?? slug;
			let free = wanted;
			for (let n = ids.get(wanted) ?? 0; ids.has(free); free = `${wanted}-${n}`) ids.set(wanted, ++n);
			ids.set(free, 0);
			// Whether the title's heading has taken its id cannot be seen.
			heading = level > 4 ? undefined : {text: shown, id: !id && slug === title ? '' : free};
		}
		if (!/[\p{L}\p{N}]/u.test(shown)) continue;
		const found = spots(shown);
		all.push({text: shown, heading, isHeading, isDescription: !all.length && written.startsWith('>'), spots: found, words: found.map(s => words(s.text)[0])});
	}
	return all;
}

/** near: from 0, one word alone, to 1, all of them side by side in order */
export function look(twin: Twin, asked: Found[], names: string[][]): Pick<Hit, 'heading' | 'excerpt' | 'description'> & {near: number} {
	const seen = twin.map(b => ({block: b, ...densest(b.words, b.spots, asked)}));
	const best = (some: typeof seen) => some.reduce((a, b) => (b.worth + +!!b.block.isHeading / 2 > a.worth + +!!a.block.isHeading / 2 ? b : a), some[0]);
	const top = best(seen.filter(s => s.worth)), heading = top?.block.heading;
	const shown = top?.block.isHeading ? best(seen.filter(s => !s.block.isHeading && s.block.heading === heading)) : top;
	const nearest = Math.max(1, ...[top?.worth ?? 0, ...names.map(name => densest(name, [], asked).worth)]);
	return {
		near: asked.length > 1 ? (nearest - 1) / (2 * asked.length - 2) : 0,
		heading,
		excerpt: shown && cut(shown.block, shown.from, shown.to, asked),
		description: twin.find(b => b.isDescription)?.text,
	};
}

/** The stretch with most of what was asked: one for each word, one more for each that follows the word before it as in the query. */
function densest(words: string[], spots: Spot[], asked: Found[]) {
	const hits = words.flatMap((w, at) => asked.flatMap((f, k) => (f.variants.has(w) ? {at, k} : [])));
	let found = {worth: 0, from: 0, to: 0};
	hits.forEach((first, i) => {
		const has = new Set<number>(), from = spots[first.at]?.from ?? 0;
		let before = {at: -2, k: 0};
		for (const hit of hits.slice(i)) {
			const to = spots[hit.at]?.to ?? 0;
			if (to - from > reach) break;
			has.add(hit.k);
			if (hit.at === before.at + 1 && hit.k === before.k + 1) has.add(-hit.k);
			if (has.size > found.worth) found = {worth: has.size, from, to};
			before = hit;
		}
	});
	return found;
}

/** Cuts an excerpt around a stretch of a text, and takes it apart at the words that were asked. */
function cut({text, spots, words}: Block, from: number, to: number, asked: Found[]): Piece[] {
	let start = Math.max(0, Math.min(from - (reach - to + from) / 3 | 0, text.length - reach));
	if (start) start = Math.min(from, text.indexOf(' ', start) + 1);
	let end = start + reach;
	if (end < text.length) end = Math.max(to, text.lastIndexOf(' ', end));
	const pieces: Piece[] = start ? [{text: '…', hit: false}] : [];
	const add = (to: number, hit: boolean) => {
		const last = pieces.at(-1), more = text.slice(start, to);
		if (hit && last?.hit) last.text += more; // pairs of characters, which have one in common
		else if (more) pieces.push({text: more, hit});
		start = Math.max(start, to);
	};
	spots.forEach((s, i) => {
		if (s.from < start && s.to <= start || s.from < start && !pieces.at(-1)?.hit || s.to > end || !asked.some(f => f.variants.has(words[i]))) return;
		add(s.from, false);
		add(s.to, true);
	});
	add(end, false);
	if (end < text.length) pieces.push({text: '…', hit: false});
	return pieces;
}
