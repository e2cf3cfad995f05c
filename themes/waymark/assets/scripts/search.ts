// What readers see of the search: in a dialog, and below site:found on the page of the
// search and where there is no page. What is found is in the engine's hands. All that
// comes from pages enters as text.
import {keyOff} from './opener.ts';
import {Engine, type Answer, type Hit} from './search/engine.ts';
import {keep, recall} from './storage.ts';

const most = 8; // results of a dialog
const mostLost = 4; // where there is no page
const situations = 6;
const excerpted = 3; // results whose pages are read for the sentence that was hit
const pause = 200; // milliseconds without a key, after which words are finished

const root = document.documentElement;
const base = root.dataset.base!;
const button = document.getElementById('site:search') as HTMLAnchorElement;
const host = document.getElementById('site:found');
const isLost = document.body.dataset.layout == '404';

function make<K extends keyof HTMLElementTagNameMap>(name: K, properties: Partial<HTMLElementTagNameMap[K]>, ...within: (Node | string)[]) {
	const element = Object.assign(document.createElement(name), properties);
	element.append(...within);
	return element;
}

const panel = make('div', {className: 'finder', role: 'search'});
panel.innerHTML = '<label class=field><input type=search role=combobox aria-controls=site:hits aria-autocomplete=list autocomplete=off autocapitalize=off spellcheck=false enterkeyhint=go maxlength=200></label>' +
	'<button type=button></button><div role=toolbar class=chips></div><div class=said><p role=status></p><p class=over></p></div><div role=listbox id=site:hits hidden></div><p class=ways></p><details class=keys><summary></summary><dl></dl><label><input type=checkbox><span></span></label></details>';
const [field, close, chips, said, list, ways] = panel.children as unknown as HTMLElement[];
const keys = panel.lastChild as HTMLDetailsElement;
const [status, over] = said.children as unknown as HTMLElement[];
const [input, box] = panel.querySelectorAll('input');
const dialog = host ? undefined : make('dialog', {}, panel);

let engine: Promise<Engine>;
let words: Record<string, string>;
let kind = '';
let turn = 0; // of the last question
let shown = 0; // whose turn the answer that is shown was
let answered: string; // the question whose answer is shown
let isNothing = false; // was found
let timer = 0;
let options: HTMLAnchorElement[] = [];
let active = -1; // of them; Enter opens it

const asked = () => input.value.trim();
const question = () => kind + '\n' + asked();

/** A word with its places filled in. */
const say = (word: string, ...values: unknown[]) => (words[word] ?? '').replace(/\{(\d)\}/g, (_, n) => `${values[n - 1]}`);

const start = () => (engine = Engine.open(base));

/** Shows what is found; while somebody types, what can be said without waiting. */
async function ask(typing = false) {
	const mine = ++turn, query = asked(), of = kind;
	const isWanted = () => mine >= shown && query == asked() && of == kind;
	const e = await engine;
	words = e.head.words;
	let answer = await e.ask(query, {kind, typing});
	if (!isWanted()) return;
	if (answer.problem == 'offline' && !words.none) {
		// Who cannot search can go where the page of the search is, or is told by the browser.
		if (host) {
			panel.remove();
			root.classList.remove('asked');
		} else location.assign(button.href);
		return;
	}
	// Words that stand in no title may stand in a text.
	if (answer.total || !typing || !query) show(answer, e, mine);
	if (typing) return;
	answer = await e.excerpts(answer, excerpted);
	if (!isWanted()) return;
	show(answer, e, mine);
	list.dataset.query = query;
	const count = answer.total == 1 ? say('one') : say('many', answer.total);
	const saying = [
		!query && !of ? '' : isNothing ? say('none', query)
			: answer.corrected ? say('corrected', count, answer.corrected)
			: answer.leftOut[0] ? say('left_out', answer.leftOut.join(', ')) : count,
		answer.phrases == 'filtered' && say('filtered'), answer.problem && say(answer.problem),
	].filter(line => line).join(' · ');
	if (status.textContent != saying) status.textContent = saying; // or it would be said again
}

function show({query, hits, total, kinds, near}: Answer, e: Engine, mine: number) {
	shown = mine;
	answered = question();
	const isQuestion = !!query || !!kind, here = options[active]?.href;
	isNothing = isQuestion && !total;
	if (!isQuestion) hits = host ? [] : e.examples(situations);
	options = (isNothing ? near : hits.slice(0, isLost ? mostLost : host ? total : most)).map((hit, i) => option(hit, i, isQuestion, !!query && !i && !isNothing));
	over.textContent = options[0] && (isNothing ? say('near') : isQuestion ? '' : say('examples')) || '';
	list.replaceChildren(...options);
	list.hidden = !options[0];
	input.ariaExpanded = `${!list.hidden}`;
	point(options.findIndex(o => o.href == here));
	root.classList.toggle('asked', isQuestion);

	const inChips = chips.contains(document.activeElement);
	chips.replaceChildren(...e.head.kinds.filter(([name]) => name == kind || kinds.get(name) && (isQuestion || !host)).map(([name, plural]) => {
		const chip = make('button', {type: 'button', tabIndex: -1, ariaPressed: `${name == kind}`}, mark(name), plural, make('span', {}, `${kinds.get(name) ?? 0}`));
		chip.dataset.kind = name;
		chip.onclick = () => {
			if (isNothing && !kind) input.value = ''; // all pages of a kind, instead
			kind = name == kind ? '' : name;
			ask();
		};
		return chip;
	}));
	const chosen = chips.querySelector<HTMLElement>('[aria-pressed=true]') ?? chips.firstChild as HTMLElement | null;
	if (chosen) chosen.tabIndex = 0;
	if (inChips) (chosen ?? input).focus();

	ways.replaceChildren(...host ? [] : [make('a', {href: button.href}, say('browse'))]);
	if (total > options.length && query && !host) ways.prepend(make('a', {href: `${button.href}?q=${encodeURIComponent(query)}`}, say('all', total)));
	// Words that nobody uses may be explained.
	if (isNothing) e.ask(say('glossary'), {typing: true}).then(answer => {
		const found = answer.hits.find(hit => hit.title == say('glossary'));
		if (found && mine == shown && !ways.children[1]) ways.append(make('a', {href: base + found.url}, found.title)); // once for both answers
	});
}

function option({url, title, kind, asked, heading, excerpt, description}: Hit, i: number, isQuestion: boolean, isBest: boolean) {
	const name = make('b', {}, title), [before, after] = words.best.split('{1}');
	const why = make('span', {className: 'why'}, ...!isQuestion ? ['→ ', name]
		: heading ? [make('b', {}, '› ' + heading.text), ' '] : asked ? [say('asked', asked)] : []);
	if (isQuestion && (heading || !asked)) why.append(...excerpt?.map(({text, hit}) => hit ? make('mark', {}, text) : text) ?? [description ?? '']);
	const link = make('a', {
		role: 'option', id: `site:hit-${i}`, tabIndex: -1, className: isBest ? 'best' : '',
		href: base + url + (heading?.id ? '#' + encodeURIComponent(heading.id) : ''),
	}, mark(kind), make('span', {className: 'title'}, ...!isQuestion ? [asked!] : isBest ? [before, name, after] : [name]), make('span', {className: 'kind'}, say('kind_' + kind)), why);
	link.dataset.result = '';
	link.dataset.kind = kind;
	return link;
}

function mark(kind: string) {
	const mark = document.querySelector('.brand svg, .search svg')!.cloneNode() as Element;
	mark.setAttribute('class', 'mark');
	mark.innerHTML = `<use href="#site:mark-${kind}"/>`;
	return mark;
}

/** Makes an option the active one; -1: none. */
function point(to: number) {
	active = to;
	options.forEach((o, i) => (o.ariaSelected = `${i == to}`));
	input.setAttribute('aria-activedescendant', options[to]?.id ?? '');
	options[to]?.scrollIntoView({block: 'nearest'});
}

/** Keeps the address what one would send to a colleague. */
function follow(query: string) {
	const at = new URL(location.href);
	if (query) at.searchParams.set('q', query);
	else at.searchParams.delete('q');
	if (at.href != location.href) history.replaceState(history.state, '', at);
}

const given = (search: string) => new URLSearchParams(search).get('q');

/** Begins with what was typed before this had arrived, the words in the address, or those that one left. */
function open(isAsked = true) {
	// Keys pressed before this script had loaded; a leading ? asks for the list of keys.
	const [, isKeys, wanted] = /^(\??)(.*)/s.exec(button.dataset.wanted ?? '')!;
	delete button.dataset.wanted;
	if (isKeys) keys.open = true;
	input.value = wanted || (given(location.search) ?? input.value);
	// The words of an address that leads nowhere.
	if (!isAsked && isLost) input.value ||= given('q=' + location.pathname.slice(base.length).replace(/[&+]/g, ' '))!.replace(/\.html?$|[^\p{L}\p{N}]+/gu, ' ');
	if (!dialog?.open) dialog?.showModal();
	if (isAsked || !isLost) input.focus();
	if (wanted) input.oninput!(new Event('input'));
	else {
		input.select();
		ask(true);
		ask();
	}
}

input.oninput = () => {
	clearTimeout(timer);
	timer = setTimeout(() => {
		follow(asked());
		ask();
	}, pause);
	ask(true);
};

input.onkeydown = async event => {
	const {key} = event, step = {ArrowDown: 1, ArrowUp: -1}[key], places = options.length + 1;
	if (event.isComposing || !step && key != 'Enter') return;
	event.preventDefault();
	if (step) return point((active + 1 + step + places) % places - 1);
	if (active < 0 && answered != question()) await ask();
	const to = options[active] ?? (asked() && answered == question() && options[0]);
	if (!to) return;
	if (event.ctrlKey || event.metaKey) window.open(to.href, '_blank', 'noopener');
	else to.click();
};

chips.onwheel = event => (chips.scrollLeft += event.deltaY);

chips.onkeydown = event => {
	const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
	if (!step) return;
	event.preventDefault();
	const all = [...chips.children] as HTMLElement[], from = all.findIndex(chip => chip.matches(':focus'));
	const to = all.at((from + (root.dir ? -step : step)) % all.length)!;
	all[from].tabIndex = -1;
	to.tabIndex = 0;
	to.focus();
};

/** Begins when there is something to show it with. */
async function begin() {
	panel.ariaLabel = input.ariaLabel = list.ariaLabel = input.placeholder = button.textContent!;
	field.prepend(button.querySelector('svg')!.cloneNode(true));
	start();
	if (dialog) {
		dialog.ariaLabel = panel.ariaLabel;
		box.checked = !recall('local', keyOff);
		box.onchange = () => keep('local', keyOff, box.checked ? '' : 'off');
		close.onclick = () => dialog.close();
		dialog.onkeydown = event => {
			if (event.key != 'Escape' || event.isComposing) return;
			event.preventDefault(); // a field of this type would be emptied first
			dialog.close();
		};
		dialog.onclick = event => {
			const link = (event.target as Element).closest('a');
			if (event.target == dialog || link?.pathname == location.pathname && !event.ctrlKey && !event.metaKey) dialog.close();
		};
		dialog.onclose = () => follow('');
		// No link to a style sheet: the live preview takes those away that its pages do not have.
		try {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(await (await fetch(button.dataset.sheet!)).text());
			document.adoptedStyleSheets.push(sheet);
		} catch {} // without it, it works
		document.body.append(dialog);
	} else {
		close.remove();
		keys.remove();
		host!.prepend(panel);
	}
	button.addEventListener('search', () => open());
	const isAsked = 'wanted' in button.dataset;
	if (host || isAsked) open(isAsked);
	// Of the live preview, when what is published beside pages has changed.
	document.addEventListener('waymark:built', () => {
		start();
		if (!dialog || dialog.open) ask();
	});
	words = (await engine).head.words;
	const {kinds, results, close: closed, key, keys: ofKeys} = words;
	chips.ariaLabel = kinds;
	list.ariaLabel = results;
	close.textContent = closed;
	const control = /Mac|iP/.test(navigator.platform) ? '⌘ ' : 'Ctrl ';
	const rows = {open: ['/', control + 'K'], choose: ['↑', '↓'], go: ['↵'], tab: [control + '↵'], close: ['Esc'], list: ['?']};
	const [summary, table, label] = keys.children;
	summary.textContent = ofKeys;
	table.append(...Object.entries(rows).flatMap(([what, all]) => [make('dt', {}, ...all.map(name => make('kbd', {}, name))), make('dd', {}, say('key_' + what))]));
	label.lastChild!.textContent = key;
}
begin();
