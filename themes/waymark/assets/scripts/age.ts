// How far away a date is, seen from the reader's day: a page that was built once
// would never be overdue. <time datetime="2026-03-31" data-due> gets a neighbour.
import {say} from './words.ts';

const day = 24 * 60 * 60 * 1000;

/** It may be asked again when more of the page has arrived. */
export function countDays() {
	const now = new Date();
	const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
	for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-due]:not([data-counted])')) {
		time.dataset.counted = '';
		const days = Math.round((Date.parse(time.dateTime) - today) / day);
		if (Number.isNaN(days)) continue;
		const age = document.createElement('span');
		age.className = days < 0 ? 'age overdue' : 'age';
		age.textContent = say(days < 0 ? 'overdue' : 'due', distance(days));
		time.after(' ', age);
	}
}

/** A number of days as people say it: "in 3 months", "5 days ago", in the page's language. */
function distance(days: number): string {
	const format = new Intl.RelativeTimeFormat(document.documentElement.lang, {numeric: 'auto'});
	const far = Math.abs(days);
	if (far < 45) return format.format(days, 'day');
	if (far < 700) return format.format(Math.round(days / 30.44), 'month');
	return format.format(Math.round(days / 365.25), 'year');
}
