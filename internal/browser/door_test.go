//go:build browser

package browser

import "testing"

// TestHomeHasDoorsInItsFirstScreen opens the first page on screens of all widths: the
// three doors and a way to the search that looks like a field can be seen at once.
func TestHomeHasDoorsInItsFirstScreen(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "", desktop)
	for _, v := range []view{desktop, {width: 1920, height: 1080}, {width: 1024, height: 768}, {width: 768, height: 1024, touch: true}, {width: 360, height: 740, touch: true}} {
		b.do(v.apply)
		b.want(`(doors => doors.length == 3 && doors.every(e => e.getBoundingClientRect().bottom <= innerHeight))([...document.querySelectorAll('.story .cards:first-child .card-title')])`, "all doors are in the first screen")
		b.want(`(fields => fields.length == 1 && fields[0].getBoundingClientRect().bottom < innerHeight)([...document.querySelectorAll('.search, .ask')].filter(e => e.checkVisibility() && e.getBoundingClientRect().width > 200))`, "one field of the search is")
		b.want(`document.documentElement.scrollWidth <= innerWidth`, "nothing is wider than the window")
	}
	b.want(`[...document.querySelectorAll('.yes-no .sign')].map(e => e.pathname).join() == '/visions/,/strategies/'`, "what looks like a button is one")
	b.click(`.ask`)
	b.want(`document.querySelector('dialog[open] input') == document.activeElement`, "the field opens the search")
	b.settle()

	b = open(t, sample(t, "/repo/"), "", phone)
	b.want(`!document.querySelector('.ask').checkVisibility()`, "a first page without doors is as it was")
}
