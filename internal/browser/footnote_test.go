//go:build browser

package browser

import (
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp/kb"
)

const (
	isNoteOpen = `document.querySelector('.note-here:popover-open')`
	firstMark  = `a[role="doc-noteref"]`
)

// noted is a handbook with footnotes, in both directions.
func noted(t *testing.T) *published {
	t.Helper()
	const text = "# Notes\n\nA word[^1] or two[^3], and at the very end of a long line of text that reaches the edge of the window another[^2].\n\n[^1]: A note with a [link](right.md) in it, and a second sentence.\n[^2]: Another note.\n[^3]: A third note.\n"
	s := publish(t, "noted", "/", fstest.MapFS{
		"index.md": {Data: []byte("# Home\n\n[left](left.md), [right](right.md)\n")},
		"left.md":  {Data: []byte(text)},
		"right.md": {Data: []byte("---\nlang: ar\n---\n" + text)},
	})
	t.Cleanup(s.server.Close)
	return s
}

// TestAFootnoteOpensInPlace opens notes by mouse and keyboard, and closes them.
func TestAFootnoteOpensInPlace(t *testing.T) {
	t.Parallel()
	b := open(t, noted(t), "left/", desktop.calmly())
	b.click(firstMark)
	b.want(isNoteOpen+`.textContent.includes('A note with a link in it')`, "a click opens the note")
	b.want(`!location.hash && scrollY == 0`, "the page stays where it is")
	b.want(`(n => !n.querySelector('[role="doc-backlink"]') && !n.querySelector('[id]'))(`+isNoteOpen+`)`, "without the way back")
	b.want(`(n => { const at = document.querySelector('`+firstMark+`').getBoundingClientRect(), r = n.getBoundingClientRect(); return Math.abs(r.top - at.bottom) < 20 && Math.abs(r.left - at.left) < 20 })(`+isNoteOpen+`)`, "it is beside the mark")
	b.axe("open")
	b.press(kb.Tab)
	b.want(`document.activeElement.matches('.note-here a')`, "a link in it is reached next")
	b.press(kb.Escape)
	b.want(`!`+isNoteOpen+` && document.activeElement.matches('`+firstMark+`')`, "Escape closes it, and the focus is back")
	b.press(kb.Enter)
	b.want(isNoteOpen, "Enter opens it")
	b.click(firstMark)
	b.want(`!`+isNoteOpen, "a click on the mark closes it")
	b.click(firstMark)
	b.want(isNoteOpen, "another opens it again")
	b.click(`a[href="#fn:2"]`)
	b.want(`document.querySelectorAll('.note-here').length == 1 && `+isNoteOpen+`.textContent.includes('A third note')`, "there is one note at a time")
	b.onPaper()
	b.want(`!document.querySelector('.note-here').checkVisibility()`, "it is not on paper")
}

// TestAFootnoteStaysInTheWindow opens notes at the edges of a narrow window, in both
// directions.
func TestAFootnoteStaysInTheWindow(t *testing.T) {
	t.Parallel()
	s := noted(t)
	for _, address := range []string{"left/", "right/"} {
		b := open(t, s, address, view{width: 320, height: 640})
		for _, mark := range []string{`a[href="#fn:1"]`, `a[href="#fn:3"]`} {
			b.click(mark)
			b.want(`(r => r.width > 60 && r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight)(`+isNoteOpen+`.getBoundingClientRect())`, address+": the note is in the window")
			b.want(`document.documentElement.scrollWidth <= innerWidth`, address+": nothing has to be scrolled")
			b.press(kb.Escape)
		}
	}
	b := open(t, s, "right/", desktop)
	b.click(firstMark)
	b.want(`(n => { const at = document.querySelector('`+firstMark+`').getBoundingClientRect(), r = n.getBoundingClientRect(); return Math.abs(r.right - at.right) < 20 })(`+isNoteOpen+`)`, "from right to left it begins at the mark, too")
}

// TestAFootnoteIsALinkWithoutScripts follows it to the end of the page.
func TestAFootnoteIsALinkWithoutScripts(t *testing.T) {
	t.Parallel()
	b := open(t, noted(t), "left/", desktop.withoutScripts())
	b.click(firstMark)
	b.want(`location.hash == '#fn:1'`, "the mark leads to the note")
}
