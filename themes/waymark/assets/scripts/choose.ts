// The chooser: answers to a few questions → which pattern fits. It scores as package
// choose does, by the same rules, which are JSON in the page; a test compares the two.
// The answers are in the address, #a=1y2n, so a result can be shared.

interface Condition {
	question: number;
	answer: number;
}

interface Rules {
	questions: {answers: number; unless?: Condition[]}[];
	patterns: {scores: {when?: Condition[]; points?: number; out?: boolean}[]; notes?: {when?: Condition[]}[]}[];
	closeCall: number;
	default: number;
}

interface Standing {
	points: number;
	holds: number[];
	out: boolean;
	waits: boolean; // it is out only because questions are open
	notes: number[];
}

interface Result {
	verdict: 'unasked' | 'clear' | 'close' | 'none';
	named: number[];
	standings: Standing[];
}

const leftOpen = -1;

function score(rules: Rules, given: number[]): Result {
	const answers = countedOf(rules, given);
	const standings = rules.patterns.map(p => standingOf(p, answers));
	const running = standings.flatMap((s, i) => (s.out ? [] : [i]));
	running.sort((a, b) => standings[b].points - standings[a].points);
	const [best] = running;
	if (answers.every(a => a === leftOpen)) return {verdict: 'unasked', named: [rules.default], standings};
	if (best === undefined || standings[best].points <= 0) return {verdict: 'none', named: [rules.default], standings};
	const named = running.filter(i => i === best || standings[best].points - standings[i].points <= rules.closeCall);
	return {verdict: named.length > 1 ? 'close' : 'clear', named, standings};
}

/** The answers, with pointless questions left open. */
function countedOf(rules: Rules, answers: number[]): number[] {
	return answers.map((a, i) => (isPointless(rules, i, answers) ? leftOpen : a));
}

function isPointless(rules: Rules, question: number, answers: number[]): boolean {
	return !!rules.questions[question].unless?.some(c => isMet(c, answers));
}

const isMet = (c: Condition, answers: number[]) => answers[c.question] === c.answer;
const isOfOpen = (when: Condition[] | undefined) => !!when?.some(c => c.answer === leftOpen);
const allMet = (when: Condition[] | undefined, answers: number[]) => !when || when.every(c => isMet(c, answers));

function standingOf(pattern: Rules['patterns'][0], answers: number[]): Standing {
	const scores = pattern.scores ?? [], notes = pattern.notes ?? [];
	const holds = [...scores.keys()].filter(i => allMet(scores[i].when, answers));
	const outs = holds.filter(i => scores[i].out);
	return {
		points: holds.reduce((sum, i) => sum + (scores[i].points ?? 0), 0),
		holds,
		out: outs.length > 0,
		waits: outs.length > 0 && outs.every(i => isOfOpen(scores[i].when)),
		notes: [...notes.keys()].filter(i => allMet(notes[i].when, answers)),
	};
}

const form = () => document.getElementById('site:choose') as HTMLFormElement | null;
const result = () => document.getElementById('site:result')!;
const all = (selector: string, from: ParentNode = result()) => [...from.querySelectorAll<HTMLElement>(selector)];
const rulesOf = () => JSON.parse(document.getElementById('site:rules')!.textContent!) as Rules;
const lettersOf = (question: HTMLElement) => all('input', question).map(i => (i as HTMLInputElement).value).filter(Boolean);

/** The questions in order. */
const questions = () => all('[data-question]', form()!);

/** The index of each chosen answer. */
function chosen(): number[] {
	return questions().map(q => lettersOf(q).indexOf(q.querySelector<HTMLInputElement>(':checked')?.value ?? ''));
}

/** The answers as the address has them: 1y2n. */
function written(): string {
	return questions().map((q, i) => {
		const letter = q.querySelector<HTMLInputElement>(':checked')?.value;
		return letter ? `${i + 1}${letter}` : '';
	}).join('');
}

/** Restores the answers in the address. */
function readAddress() {
	if (!form()) return;
	const letters = new Map([...(/^#a=((?:\d+[a-z])*)$/.exec(location.hash)?.[1] ?? '').matchAll(/(\d+)([a-z])/g)].map(m => [Number(m[1]), m[2]]));
	for (const [i, q] of questions().entries()) {
		const letter = letters.get(i + 1) ?? '';
		const known = lettersOf(q).includes(letter) ? letter : '';
		for (const input of all('input', q) as HTMLInputElement[]) input.checked = input.value === known;
	}
	show();
}

/** Shows the result. */
function show() {
	const rules = rulesOf(), answers = chosen(), came = score(rules, answers);
	for (const [i, q] of questions().entries()) {
		const pointless = isPointless(rules, i, answers);
		(q as HTMLFieldSetElement).disabled = pointless;
		for (const why of all('.pointless', q)) why.hidden = !pointless;
	}
	const counted = countedOf(rules, answers);
	for (const [i, asks] of all('.asks', document).entries()) {
		for (const [j, box] of (all('.box', asks.parentElement!) as HTMLInputElement[]).entries()) box.checked = counted[i] === j;
	}
	const most = Math.max(1, ...came.standings.map(s => Math.abs(s.points)));
	for (const [i, s] of came.standings.entries()) {
		showStanding(all(`[data-pattern="${i}"]`)[0], s, most, came.verdict !== 'none' && came.named.includes(i));
		const leads = came.named[0] === i;
		const notes = all(`[data-notes="${i}"]`)[0];
		notes.hidden = !leads || came.verdict === 'none' || came.verdict === 'unasked' || !s.notes.length;
		for (const note of all('[data-note]', notes)) note.hidden = !s.notes.includes(Number(note.dataset.note));
		const because = all(`[data-because="${i}"]`)[0] as HTMLDetailsElement;
		because.open = came.verdict !== 'unasked' && came.named.includes(i);
		for (const [j, line] of all('li', because).entries()) line.hidden = !s.holds.includes(j);
		all('.nothing', because)[0].hidden = s.holds.length > 0;
	}
	const first = [...came.named, ...rules.patterns.keys()];
	all('.because')[0].append(...[...new Set(first)].map(i => all(`[data-because="${i}"]`)[0]));
	result().dataset.verdict = came.verdict;
	result().classList.add('scored');
	const said = sentence(came), status = all('[role=status]')[0];
	if (status.textContent !== said) status.textContent = said;
}

function showStanding(row: HTMLElement, s: Standing, most: number, isNamed: boolean) {
	row.classList.toggle('named', isNamed);
	row.classList.toggle('is-out', s.out && !s.waits);
	row.classList.toggle('is-waiting', s.waits);
	all('.points', row)[0].textContent = s.out && !s.waits ? '' : s.points < 0 ? `−${-s.points}` : String(s.points);
	// The policy forbids styles in attributes, not this.
	const bar = all('.bar', row)[0].style;
	bar.setProperty('--share', String(Math.abs(s.points) / most));
	all('.bar', row)[0].classList.toggle('below', s.points < 0);
	const why = all('.why', row)[0];
	why.hidden = !s.out;
	if (!s.out) return;
	const pattern = Number(row.dataset.pattern), {scores} = rulesOf().patterns[pattern];
	const reasons = s.holds.filter(i => scores![i].out && isOfOpen(scores![i].when) === s.waits);
	const lines = all(`[data-because="${pattern}"] li`);
	const words = all('[role=status]')[0].dataset;
	why.textContent = `${s.waits ? words.waits : words.out} ${reasons.map(i => lines[i].dataset.open ?? whyOf(lines[i])).join(s.waits ? ' ' : '; ')}`;
}

/** The words of a reason, without points and badge. */
const whyOf = (line: HTMLElement) => (line.querySelector('a') ?? line.querySelector('span')!.firstChild!).textContent!.trim();

function sentence({verdict, named}: Result): string {
	const rows = named.map(i => all(`[data-pattern="${i}"]`)[0].dataset);
	if (verdict === 'clear') return rows[0].wins!;
	const {dataset} = all('[role=status]')[0];
	const names = rows.map(row => row.title!), last = names.pop()!;
	const listed = names.length ? fill(dataset.and!, names.join(', '), last) : last;
	return fill(dataset[verdict]!, listed);
}

function fill(pattern: string, ...values: string[]): string {
	return pattern.replace(/\{(\d)\}/g, (_, n) => values[n - 1]);
}

/** The result as a text to paste. */
function asText(): string {
	const texts = [all('[role=status]')[0].textContent!];
	for (const because of all('[data-because]')) {
		const row = all(`[data-pattern="${because.dataset.because}"]`)[0];
		const why = all('.why:not([hidden])', row)[0]?.textContent ?? '';
		texts.push('', `${row.dataset.title} ${all('.points', row)[0].textContent} ${why}`.replace(/\s+/g, ' ').trim());
		for (const line of all('li:not([hidden])', because)) texts.push(`- ${line.textContent!.replace(/\s+/g, ' ').trim()}`);
	}
	texts.push('', location.href);
	return texts.join('\n');
}

async function take(button: HTMLElement) {
	const what = button.dataset.take;
	if (what === 'again') {
		history.replaceState(null, '', location.pathname + location.search);
		readAddress();
		return;
	}
	try {
		await navigator.clipboard.writeText(what === 'link' ? location.href : asText());
	} catch {
		return; // the browser has told the reader
	}
	button.dataset.said ??= button.textContent!;
	button.textContent = button.dataset.done!;
	setTimeout(() => (button.textContent = button.dataset.said!), 2000);
}

/** Puts the answers into the address, and shows the result. */
function answer() {
	const answers = written(), hash = answers ? `#a=${answers}` : '';
	if (location.hash !== hash) history.replaceState(null, '', hash || location.pathname + location.search);
	show();
}

function offer() {
	for (const button of all('[data-take]')) button.hidden = !navigator.clipboard && button.dataset.take !== 'again';
	if (location.hash.startsWith('#a=')) readAddress();
	else answer(); // the reader may have answered before this script arrived
}

document.addEventListener('change', event => {
	if (form()?.contains(event.target as Node)) answer();
});
document.addEventListener('click', event => {
	const button = (event.target as Element).closest<HTMLElement>('[data-take]');
	if (button) take(button);
});
addEventListener('hashchange', readAddress);
document.addEventListener('waymark:patched', () => form() && offer());
if (form()) offer();
