// When to look at a page: it may arrive in pieces, and while somebody writes, the
// live preview changes it in place.

/** Calls a function that makes something of what is there: before each frame while the page arrives, so that nobody sees anything move, when it is whole, and when it was changed. */
export function asItArrives(make: () => void) {
	requestAnimationFrame(function look() {
		make();
		if (document.readyState === 'loading') requestAnimationFrame(look);
	});
	document.addEventListener('DOMContentLoaded', make);
	document.addEventListener('waymark:patched', make);
}
