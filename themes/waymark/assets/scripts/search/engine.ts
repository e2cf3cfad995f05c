// Asks the index of a handbook. Scores are those of (*Index).Ask in internal/search;
// a test asks both the same.
import {get, lines, postings, value, type Posting} from './files.ts';
import {look, read, type Twin} from './twin.ts';
import {isPairing, words} from './words.ts';

/** id of a heading: empty when nobody can tell it from the Markdown */
export type Heading = {text: string; id: string};
export type Piece = {text: string; hit: boolean};
/** url: below the base path */
export type Hit = {id: number; url: string; title: string; kind: string; asked?: string; heading?: Heading; excerpt?: Piece[]; description?: string};
export type Answer = {
	query: string; // trimmed
	hits: Hit[]; // the first of all
	total: number;
	kinds: Map<string, number>; // of all results, whatever kind was asked for; without any, of all pages
	code: boolean; // the first is what the query names
	corrected?: string; // what was searched instead of words that occur nowhere
	leftOut: string[]; // words that the first hit lacks
	near: Hit[]; // when nothing was found: titles that look like the query
	phrases: 'none' | 'filtered';
	problem?: 'offline' | 'part'; // nothing could be fetched, or not all
};

/** ask, typing: from what is there, without waiting; what the finished words need is fetched for the next answer. */
export type Engine = {
	head: {kinds: [string, string][]; words: Record<string, string>; pages: number};
	ask(query: string, options: {kind?: string; typing: boolean}): Promise<Answer>;
	excerpts(answer: Answer, count: number): Promise<Answer>;
	examples(count: number): Hit[];
};

type Head = Engine['head'] & {mean: number; titles: string[]; terms: string[]; reversed: string[]; shards: string[]; common: string[]};

/** names: the words of the title and of each question; hasNoTwin: there is no Markdown of it */
type Page = Hit & {length: number; hasNoTwin: boolean; questions: string[]; names: string[][]};

/** The pages that have a term: postings as they are written, or ids for words of titles. */
type List = string | number[];
type Terms = Map<string, List>;

/** What was found of a word of the query: terms that stand for it, each with what it is worth; and what it counts on each page, as which term, and whether in a title or a heading. */
export type Found = {word: string; variants: Map<string, {worth: number; list: List}>; on: Map<number, {score: number; term: string; above: number}>; isTypo: boolean; isPassedOver: boolean};

type Result = {page: Page; score: number; isNamed: boolean};

const mostWords = 12, mostTypos = 10, mostHits = 200;

/** How to get a file that is called after its bytes. */
const unchanging: RequestCache[] = ['force-cache', 'reload'];

async function open(base: string): Promise<Engine> {
	let written = ''; // no head: ''
	let gone = 0, missed = 0; // files that a head names and that are not there, and those that could not be had
	let head: Head;
	let pages: Page[] = [];
	let names: Terms = new Map();
	let parts: Record<string, {terms?: Terms; coming: Promise<Terms | undefined>}>;
	let twins: Record<string, Promise<Twin | undefined>>;
	const made = new WeakMap<Answer, {found: Found[]; results: Result[]; phrases: string[][]}>();
	const pathOf = (name: string) => `${base}search/${name}.txt`;

	/** Reads head and titles, and reports whether they are others than before. */
	async function load(...caches: RequestCache[]) {
		const text = await get(base + 'search/head.json', caches, text => text);
		if (text === written) return false;
		const next = JSON.parse(text) as Head;
		const blocks = await Promise.all(next.titles.map(name => get(pathOf('titles.' + name), unchanging, text => lines(text, '\t'))));
		[written, engine.head, names, parts, twins] = [text, head = next, new Map(), {}, {}];
		pages = blocks.flat().map(([url, title, [kind, length, mark], ...questions], id) => {
			title = title === '~' ? titleOf(url) : title.replace(/^~/, '');
			const all = [title, ...questions].map(text => words(text));
			for (const term of new Set(all.flat())) {
				if (!names.has(term)) names.set(term, []);
				(names.get(term) as number[]).push(id);
			}
			return {id, url, title, kind: head.kinds[value(kind)][0], length: 16 * (2 ** (value(length) / 8) - 1), hasNoTwin: !!mark, questions, names: all};
		});
		return true;
	}
	/** A deployment may have taken away what a head names that was kept. */
	const reload = () => load('reload').catch(() => false);
	const start = () => load('no-cache', 'force-cache').catch(reload);

	/** The part of a list that a term belongs to, and those behind it whose terms begin with it. Undefined stands for one that cannot be had or, while somebody types, is not there yet. */
	function range(folder: string, list: string[], start: string, most: number, typing?: boolean) {
		let i = 0;
		while (list[i] <= start) i += 2;
		const found = [list[i - 1]];
		for (; found.length < most && list[i]?.startsWith(start); i += 2) found.push(list[i + 1]);
		return Promise.all(found.map(name => {
			if (!name) return new Map() as Terms;
			const part = parts[name] ??= {coming: get(pathOf(folder + name), unchanging, text => (parts[name].terms = new Map(lines(text, ' ') as [string, string][]))).catch(e => {
				delete parts[name];
				missed++;
				if (e === 404) gone++;
			}) as Promise<Terms | undefined>};
			return typing ? part.terms : part.coming;
		}));
	}

	/** Finds a word, in titles alone when its shard is not there or it is passed over. isOpen: it may be the beginning of another. */
	async function find(word: string, isMarked: boolean, isOpen: boolean, isPassedOver: boolean, typing: boolean): Promise<Found> {
		const size = length(word), isShort = size < 3 && !isPairing(word);
		const [own, next] = isPassedOver || isOpen && typing ? [] : await range('w/', head.shards, word, isOpen && !isShort ? 2 : 1, typing);
		const variants: Found['variants'] = new Map(), on: Found['on'] = new Map();
		const add = (terms: Terms | undefined, worthOf: (term: string) => number) => terms?.forEach((list, term) => {
			const worth = worthOf(term);
			if (worth > (variants.get(term)?.worth ?? 0)) variants.set(term, {worth, list});
		});
		const begun = (term: string) => (isOpen && term.startsWith(word) ? Math.max(0.2, 0.6 * size / length(term)) : 0);
		if (isPassedOver) variants.set(word, {worth: 1, list: names.get(word) ?? []});
		else add(own ?? names, term => (term === word ? 1 : fold(term) === fold(word) ? 0.8 : own && isShort ? 0 : begun(term)));
		if (own) add(isShort ? names : next, begun);

		const isTypo = ![...variants.values()].some(v => v.worth >= 0.8);
		if (isTypo) {
			const inAll = own && !typing, near = await typos(word, inAll);
			const found = await Promise.all(near.map(([term]) => (inAll ? range('w/', head.shards, term, 1) : [names])));
			near.forEach(([term, worth], i) => add(found[i][0], t => (t === term ? worth : 0)));
		}
		// No variant counts for more because it is rarer than the word itself.
		const rarity = (n: number) => Math.log(1 + (head.pages - n + 0.5) / (n + 0.5));
		const exact = variants.get(word), most = isPassedOver ? Math.LN2 : exact ? rarity(postingsOf(exact.list).length) : 99;
		for (const [term, {worth, list}] of variants) {
			const all = postingsOf(list), rare = Math.min(most, rarity(all.length));
			for (const [id, frequency, marked, above] of all) {
				const score = (worth === 1 && isMarked && marked ? 1.05 : worth) * rare * 2.2 * frequency / (frequency + 1.2 * (0.25 + 0.75 * pages[id]?.length / head.mean));
				const known = on.get(id) ?? {score: 0, term, above: 0};
				on.set(id, {...score > known.score ? {score, term} : known, above: known.above | above});
			}
		}
		return {word, variants, on, isTypo, isPassedOver};
	}

	/** What somebody may have meant who typed a word: of all terms, or those of titles. */
	async function typos(word: string, inAll?: boolean) {
		const near = new Map<string, number>(), size = length(word), most = size < 3 ? 0 : size < 9 ? 1 : 2;
		const look = (term: string) => {
			const far = slips(word, term, most);
			if (far && far <= most) near.set(term, far > 1 ? 0.25 : term[0] === word[0] ? 0.55 : 0.45);
		};
		if (inAll) {
			// One slip leaves the first or the last half of a word as it is.
			const half = (size - 1) >> 1;
			for (const part of await range('terms.', head.terms, word.slice(0, half), 99)) part?.forEach((_, term) => look(term));
			for (const part of await range('terms.', head.reversed, backwards(word).slice(0, half), 99)) part?.forEach((_, term) => look(backwards(term)));
		} else names.forEach((_, term) => look(term));
		return [...near].sort(([a, x], [b, y]) => y - x || +names.has(b) - +names.has(a) || (a < b ? -1 : 1)).slice(0, mostTypos);
	}

	async function answer(text: string, {kind, typing}: {kind?: string; typing: boolean}): Promise<Answer> {
		const missedBefore = missed;
		const phrases: string[][] = [], without: string[][] = [];
		const bare = text.replace(/(?<!\S)-(\S+)/g, (_, run) => (without.push(words(run)), ''));
		for (const [, phrase] of bare.matchAll(/["“”„]([^"“”„]+)["“”„]/g)) phrases.push(words(phrase));
		const all = words(bare), typed = words(bare, true), asked = [...new Set(all)].slice(0, mostWords);
		const isOpen = /[\p{L}\p{M}\p{N}]$/u.test(text) && text.endsWith(bare.slice(-1));
		// Words on most pages are not looked up if there are others.
		const isLast = (i: number) => isOpen && !asked[i + 1];
		const common = asked.map((w, i) => head.common.includes(w) && !isLast(i)), hasOthers = common.includes(false);
		const found = await Promise.all(asked.map((w, i) => find(w, typed[all.indexOf(w)] !== w, isLast(i), hasOthers && common[i], typing)));

		const ids = new Set(asked[0] ? found.flatMap(f => (f.isPassedOver ? [] : [...f.on.keys()])) : kind ? pages.keys() : []);
		for (const run of without) {
			const on = await Promise.all(run.map(async w => {
				const [terms] = await range('w/', head.shards, w, 1, typing);
				return postingsOf((terms ?? names).get(w) ?? []).map(p => p[0]);
			}));
			for (const id of on[0] ?? []) if (on.every(list => list.includes(id))) ids.delete(id);
		}
		const results = [...ids].filter(id => pages[id]).map(id => {
			const page = pages[id], on = found.filter(f => f.isPassedOver || f.on.has(id));
			const score = on.reduce((sum, f) => sum + (f.on.get(id)?.score ?? 0), 0) * (on.length / found.length) ** 4 * Math.max(found.every(f => f.isPassedOver || f.on.get(id)?.above) ? 1.5 : 1, inNames(page, found));
			const isNamed = !without[0] && [...page.names, words(/^\S*\p{N}\S*/u.exec(page.title)?.[0] ?? '-')].some(name => name.join() === all.join());
			return {page, score: Math.round(1e9 * score), isNamed};
		}).sort(byRank);

		const kinds = new Map<string, number>();
		for (const {kind} of results[0] ? results.map(r => r.page) : pages) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
		const shown = results.filter(r => !kind || r.page.kind === kind), first = shown[0];
		const best = found.map(f => (f.isPassedOver ? f.word : f.on.get(first?.page.id)?.term));
		const meant = found.map((f, i) => (f.isTypo && !best[i]?.startsWith(f.word) && best[i] || f.word));
		const answer: Answer = {
			query: text.trim(),
			hits: shown.slice(0, mostHits).map(r => hitFor(r.page, found)),
			total: shown.length,
			kinds,
			code: !!first?.isNamed,
			corrected: meant.join() === asked.join() ? undefined : meant.join(' '),
			leftOut: first ? asked.filter((_, i) => !best[i]) : [],
			near: results[0] || !asked[0] ? [] : near(bare.toLowerCase()),
			phrases: 'none',
			problem: missed > missedBefore ? 'part' : undefined,
		};
		made.set(answer, {found, results: shown, phrases});
		return answer;
	}

	/** The three titles that have most pairs of letters of a text, for their length. Titles that have fewer than a third of its pairs are not near. */
	const near = (text: string) => pages.map(page => {
		const pairs = [...text].filter((c, i) => page.title.toLowerCase().includes(c + text[i + 1]));
		return {page, isNamed: false, score: 3 * pairs.length < text.length ? 0 : pairs.length / (9 + page.title.length)};
	}).filter(r => r.score).sort(byRank).slice(0, 3).map(r => r.page);

	const engine: Engine = {
		head: {kinds: [], words: {}, pages: 0},

		/** Pages with most questions, each with one of them. */
		examples: count => pages.filter(p => p.questions[0]).sort((a, b) => b.questions.length - a.questions.length).slice(0, count).map(p => ({...p, asked: p.questions[0]})),

		async ask(query, options) {
			if (!written && !await start()) return {query: query.trim(), hits: [], total: 0, kinds: new Map(), code: false, leftOut: [], near: [], phrases: 'none', problem: 'offline'};
			const goneBefore = gone, head = written, made = await answer(query, options);
			return gone > goneBefore && (await reload() || written !== head) ? answer(query, options) : made;
		},

		/** Reads the Markdown of the first hits: what stands around the words, and which page has them nearest to one another. */
		async excerpts(answer, count) {
			const {found, results, phrases} = made.get(answer) ?? {found: [], results: [], phrases: []};
			const some = await Promise.all(results.slice(0, phrases[0] ? 10 : count).map(async (result, i) => {
				const {page} = result, {url, names} = page, hit = answer.hits[i];
				const twin = page.hasNoTwin ? undefined : await (twins[url] ??= get(base + url + 'index.md', ['default', 'force-cache'], read).catch(() => undefined));
				if (!twin) return {...result, hit, isKept: true}; // a draft, or not for search engines
				const {near, ...seen} = look(twin, found, names);
				if (inNames(page, found) > 1) delete seen.heading;
				const texts = [...names, ...twin.map(b => b.words)];
				return {...result, hit: {...hit, ...seen}, score: result.score * (1 + 2 * near), isKept: phrases.every(p => texts.some(text => text.some((_, i) => p.every((w, k) => text[i + k] === w))))};
			}));
			const kept = some.filter(r => r.isKept).sort(byRank);
			return {
				...answer,
				hits: [...kept.map(r => r.hit), ...answer.hits.slice(some.length)],
				total: answer.total - some.length + kept.length,
				phrases: phrases[0] ? 'filtered' : 'none',
			};
		},
	};
	await start();
	return engine;
}

/** Without a network an engine has no pages yet; it tries again when it is asked. */
export const Engine = {open};

const length = (text: string) => [...text].length;
const backwards = (text: string) => [...text].reverse().join('');
const postingsOf = (list: List): Posting[] => (typeof list === 'string' ? postings(list) : list.map(id => [id, 8, 0, 1]));
const byRank = (a: Result, b: Result) => +b.isNamed - +a.isNamed || b.score - a.score || a.page.id - b.page.id;

/** The title that an address looks like. */
const titleOf = (address: string) => (address.split('/').at(-2) ?? '').replaceAll('-', ' ').replace(/^[a-z]/, c => c.toUpperCase());

/** A word without its ending: words that have the same are almost as good as one another. */
const fold = (word: string) => word.replace(/(?<=...)ies$/u, 'y').replace(/(?<=...)(es|s|ing|ed|e)$/u, '');

/** How many slips make one word of the other, a swap of neighbours being one; more than most stand for many. */
function slips(a: string, b: string, most: number): number {
	while (a && a[0] === b[0]) [a, b] = [a.slice(1), b.slice(1)];
	if (!most || !a || !b) return a.length + b.length;
	const [x, y] = [a.slice(1), b.slice(1)], on = (a: string, b: string) => slips(a, b, most - 1);
	return 1 + Math.min(on(x, b), on(a, y), on(x, y), a[0] === y[0] && x[0] === b[0] ? on(x.slice(1), y.slice(1)) : 9);
}

/** How much more a page counts whose title, or one of its questions, has all words. */
const inNames = ({names}: Page, found: Found[]) => Math.max(1, ...names.map(name => {
	const has = (f: Found, i: number) => f.variants.has(name[i]);
	return found.every(f => name.some((_, i) => has(f, i))) ? (1.6 + found.length / name.length) * (name.some((_, i) => found.every((f, k) => has(f, i + k))) ? 1.5 : 1) : 1;
}));

/** A hit with the question that has more of the words than the title. */
function hitFor(page: Page, found: Found[]): Hit {
	const has = page.names.map(name => found.filter(f => name.some(w => f.variants.has(w))).length);
	return {...page, asked: page.questions[has.indexOf(Math.max(...has)) - 1]};
}
