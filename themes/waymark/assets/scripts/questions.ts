// The chooser before the first answer. The script that scores, choose.ts, is fetched when
// a reader is about to answer or has followed a link to a result. The chooser loads this
// instead of reader.ts, and it includes that.
import './reader.ts';

const isAnswered = location.hash.startsWith('#a=');
if (isAnswered) document.documentElement.classList.add('answered'); // choose.css hides the empty result until then

document.addEventListener('DOMContentLoaded', () => {
	const form = document.getElementById('site:choose');
	if (!form) return;
	const load = () => {
		for (const kind of begins) form.removeEventListener(kind, load);
		const script = document.createElement('script');
		script.src = form.dataset.script!;
		document.head.append(script);
	};
	const begins = ['pointerover', 'focusin', 'change'];
	for (const kind of begins) form.addEventListener(kind, load);
	if (isAnswered) load();
	else addEventListener('hashchange', load, {once: true});
});
