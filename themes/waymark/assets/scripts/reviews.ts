// What only the reader's day tells of the list of reviews: what is overdue comes first, and
// the axis says where today is. How far away a day is, age.ts says here as elsewhere.
// The list loads this in place of reader.ts, which it begins with.
import './reader.ts';

const now = new Date();
const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());

document.addEventListener('DOMContentLoaded', () => {
	moveOverdue();
	drawToday();
});

function moveOverdue() {
	const section = document.getElementById('site:overdue');
	if (!section) return;
	const list = section.querySelector('ol')!;
	for (const time of document.querySelectorAll<HTMLTimeElement>('.month time[data-due]')) {
		if (Date.parse(time.dateTime) >= today) continue;
		const item = time.closest('li')!, month = item.closest('section')!;
		list.append(item);
		if (!month.querySelector('li')) month.remove();
	}
	section.hidden = !list.firstElementChild;
}

function drawToday() {
	const views = document.querySelector<HTMLElement>('.views');
	if (!views) return;
	let shown = views.querySelector<HTMLElement>('[data-first]');
	for (const view of views.querySelectorAll<HTMLElement>('.view')) {
		const from = Date.parse(view.dataset.from!), to = Date.parse(view.dataset.to!);
		if (today < from || today >= to) continue;
		const line = document.createElement('i');
		line.className = 'today';
		line.textContent = views.dataset.today!;
		line.style.left = `${(100 * (today - from)) / (to - from)}%`;
		view.append(line);
		shown = view;
	}
	if (shown) views.scrollLeft = shown.offsetLeft - views.offsetLeft;
}
