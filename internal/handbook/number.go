package handbook

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// number returns the number that the page is known by; 0: none.
func (p *Page) number() int {
	n, _ := strconv.Atoi(p.Digits())
	return n
}

// Digits returns that number as the file's name has it: 0002; empty: none.
func (p *Page) Digits() string {
	if !p.Kind.Numbered {
		return ""
	}
	return kind.Digits(path.Base(p.ID))
}

// saysNumber finds the number that a title begins with, as those of records often
// do: 2. Use queues, ADR-0002: Use queues.
var saysNumber = regexp.MustCompile(`^(?i:(?:adr|decision|record)[-_ #]*|#)?([0-9]{1,9})\b`)

// Number returns the number that the page is known by, as it stands before the
// title in lists: 0002. It is empty for pages without one, and where the title
// begins with it.
func (p *Page) Number() string {
	if m := saysNumber.FindStringSubmatch(p.Title); m != nil {
		if n, _ := strconv.Atoi(m[1]); n == p.number() {
			return ""
		}
	}
	return p.Digits()
}

// Name returns what links and lists call the page: its number, if it has one, and
// its title.
func (p *Page) Name() string {
	if number := p.Number(); number != "" {
		return number + " · " + p.Title
	}
	return p.Title
}

// checkNumbers reports pages of one folder that are known by one number (H017):
// nobody can tell which of them is meant.
func (h *Handbook) checkNumbers() {
	type place struct {
		dir    string
		kind   *kind.Kind
		number int
	}
	first, highest := make(map[place]*Page), make(map[place]int)
	for _, p := range h.Pages {
		of := place{path.Dir(p.Path), p.Kind, 0}
		highest[of] = max(highest[of], p.number())
	}
	for _, p := range h.Pages {
		at := place{path.Dir(p.Path), p.Kind, p.number()}
		other := first[at]
		switch {
		case at.number == 0:
		case other == nil:
			first[at] = p
		default:
			of := place{at.dir, at.kind, 0}
			highest[of]++
			h.report(diag.New("H017", h.place(p), "%s has the number %d, too", h.name(other.Path), at.number).
				WithHint("rename this file to a free number, such as %s", renumbered(path.Base(p.Path), highest[of])))
		}
	}
}

// renumbered returns a file's name with another number, as wide as its own.
func renumbered(name string, number int) string {
	own := kind.Digits(name)
	return strings.Replace(name, own, fmt.Sprintf("%0*d", len(own), number), 1)
}
