// Runs Lighthouse, as on a phone, on pages of the handbook that was built last, and
// prints what it thinks of them. The status is 1 unless that is 100 everywhere.
//
//	node lighthouse.mjs PROGRAM PAGE…
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import process from 'node:process';
import * as launcher from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [program, ...pages] = process.argv.slice(2);
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

const server = spawn(program, ['preview', '--port', '0'], {stdio: ['ignore', 'pipe', 'inherit']});
const chrome = await launcher.launch({
	chromePath: process.env.WAYMARK_BROWSER,
	chromeFlags: ['--headless=new', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
try {
	const [origin] = (await firstLine(server.stdout)).split(' ');
	console.log(['perf', 'a11y', 'best', 'seo ', '  KB', 'requests', 'page'].join('  '));
	for (const page of pages) {
		const {lhr} = await lighthouse(origin + page, {port: chrome.port, onlyCategories: categories, logLevel: 'error'});
		const scores = categories.map(c => Math.round((lhr.categories[c].score ?? 0) * 100));
		const requests = lhr.audits['network-requests'].details.items;
		const size = requests.reduce((sum, r) => sum + r.transferSize, 0) / 1024;
		console.log([...scores.map(s => String(s).padStart(4)), size.toFixed(0).padStart(4), String(requests.length).padStart(8), '/' + page].join('  '));
		for (const c of categories) {
			for (const {id, weight} of lhr.categories[c].auditRefs) {
				const {score, title, displayValue = ''} = lhr.audits[id];
				if (weight > 0 && score !== null && score < 1) console.log(`      ${c}: ${title} ${displayValue}`);
			}
		}
		if (scores.some(s => s < 100)) process.exitCode = 1;
	}
} finally {
	chrome.kill();
	server.kill();
}

/** The first line that a stream has, or what there was when it ended. */
async function firstLine(stream) {
	for await (const line of createInterface({input: stream})) return line;
	throw new Error(`${program} preview has said nothing; run make first`);
}
