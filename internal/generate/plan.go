package generate

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strings"
)

// A plan says, for each page of a handbook, where it lies, what it is called and
// of what kind it is. It computes rather than remembers: its size does not
// depend on the number of pages.
type plan struct {
	opt   Options
	first int // number of the first leaf; home and section pages come before it

	// A tree: pages 1 … sections are the sections' own. Those of kinds come
	// first, then as many levels of others.
	sections int
	typed    int    // sections of kinds
	levels   [3]int // number of other sections at each depth
}

// A typedKind is a kind with a folder of its own.
type typedKind struct{ name, folder string }

var kinds = []typedKind{
	{"vision", "visions"}, {"pattern", "patterns"}, {"pitfall", "pitfalls"}, {"strategy", "strategies"},
	{"decision", "decisions"}, {"example", "examples"}, {"practice", "practices"}, {"reading", "readings"},
}

// cycle gives the kinds of leaves in turn: a handbook has many strategies and
// decisions and few patterns. The first eight are all different, so that small
// handbooks have each. An empty string is a plain page.
var cycle = []string{
	"vision", "pattern", "strategy", "pitfall", "decision", "example", "practice", "reading", "", "",
	"strategy", "decision", "", "", "strategy", "", "decision", "", "", "",
}

const deepest = 60

func newPlan(opt Options) *plan {
	pl := &plan{opt: opt, first: 1}
	switch opt.Shape {
	case Flat, Wide:
	case Deep:
		pl.first = 1 + min(deepest, max(opt.Pages-1, 0))
	default:
		pl.growTree()
		pl.first = 1 + pl.sections
	}
	return pl
}

func (pl *plan) growTree() {
	n, least := pl.opt.Pages, 3
	if pl.opt.Kinds {
		least += len(kinds)
	}
	pl.sections = min(max(least, n/12), max(n-1, 0)/2)
	if pl.opt.Kinds {
		pl.typed = min(len(kinds), pl.sections)
	}
	rest := pl.sections - pl.typed
	top := min(rest, 24, int(math.Ceil(1.4*math.Cbrt(float64(rest)))))
	var second int
	if top > 0 {
		second = min(rest-top, top*int(math.Ceil(math.Sqrt(float64(rest/top)))))
	}
	pl.levels = [3]int{top, second, rest - top - second}
}

// kind returns the kind of page i; a plain page has none.
func (pl *plan) kind(i int) string {
	if !pl.opt.Kinds || i < pl.first {
		return ""
	}
	return cycle[(i-pl.first)%len(cycle)]
}

// rank returns how many leaves of the same kind come before leaf i.
func (pl *plan) rank(i int) int {
	if !pl.opt.Kinds {
		return i - pl.first
	}
	k, kind := i-pl.first, pl.kind(i)
	return k/len(cycle)*slots(cycle, kind) + slots(cycle[:k%len(cycle)], kind)
}

// count returns the number of leaves of a kind, or of plain ones.
func (pl *plan) count(kind string) int {
	leaves := max(pl.opt.Pages-pl.first, 0)
	switch {
	case !pl.opt.Kinds && kind != "":
		return 0
	case !pl.opt.Kinds:
		return leaves
	}
	return leaves/len(cycle)*slots(cycle, kind) + slots(cycle[:leaves%len(cycle)], kind)
}

// nth returns the leaf of a kind that has the rank.
func (pl *plan) nth(kind string, rank int) int {
	if !pl.opt.Kinds {
		return pl.first + rank
	}
	per := slots(cycle, kind)
	i := pl.first + rank/per*len(cycle)
	for rank %= per; ; i++ {
		if pl.kind(i) != kind {
			continue
		}
		if rank == 0 {
			return i
		}
		rank--
	}
}

func slots(kinds []string, kind string) int {
	n := 0
	for _, k := range kinds {
		if k == kind {
			n++
		}
	}
	return n
}

// path returns the file of page i below content/.
func (pl *plan) path(i int) string {
	switch {
	case i == 0:
		return "index.md"
	case i < pl.first:
		return path.Join(pl.sectionFolder(i), "index.md")
	case pl.opt.Shape == Wide:
		return path.Join(slug(pl.title(i)), "index.md")
	}
	return path.Join(pl.leafFolder(i), pl.fileName(i))
}

// fileName returns the last part of a leaf's path: mostly its title's slug, and
// now and then the title with its spaces.
func (pl *plan) fileName(i int) string {
	if i%53 == 7 {
		return strings.NewReplacer(":", "", "?", "", ",", "").Replace(pl.title(i)) + ".md"
	}
	return slug(pl.title(i)) + ".md"
}

func (pl *plan) leafFolder(i int) string {
	k := i - pl.first
	switch {
	case pl.opt.Shape == Flat:
		return ""
	case pl.opt.Shape == Deep:
		return pl.sectionFolder(1 + k%deepest)
	case pl.kind(i) != "":
		return folderOf(pl.kind(i))
	case pl.sections == pl.typed:
		return ""
	}
	return pl.sectionFolder(pl.typed + 1 + pl.rank(i)%(pl.sections-pl.typed))
}

// sectionFolder returns the folder of section page i.
func (pl *plan) sectionFolder(i int) string {
	if pl.opt.Shape == Deep {
		folder := ""
		for d := 1; d <= i; d++ {
			folder = path.Join(folder, fmt.Sprintf("level-%d", d))
		}
		return folder
	}
	if i <= pl.typed {
		return kinds[i-1].folder
	}
	own := slug(pl.title(i))
	at := i - pl.typed - 1 // among the other sections
	switch top, second := pl.levels[0], pl.levels[1]; {
	case at < top:
		return own
	case at < top+second:
		return path.Join(pl.sectionFolder(pl.typed+1+(at-top)%top), own)
	default:
		return path.Join(pl.sectionFolder(pl.typed+1+top+(at-top-second)%second), own)
	}
}

func folderOf(kind string) string {
	i := slices.IndexFunc(kinds, func(k typedKind) bool { return k.name == kind })
	return kinds[i].folder
}

// kindOfFolder returns the kind of the pages in a folder that do not name
// theirs.
func kindOfFolder(folder string) string {
	for ; folder != "."; folder = path.Dir(folder) {
		base := path.Base(folder)
		if i := slices.IndexFunc(kinds, func(k typedKind) bool { return k.folder == base }); i >= 0 {
			return kinds[i].name
		}
	}
	return ""
}

// title returns the title of page i, which no other page of the handbook has:
// its number is scattered over all titles that the forms and words can make, by
// a step that shares no divisor with their count.
func (pl *plan) title(i int) string {
	forms := titleForms
	switch {
	case i == 0:
		return "Handbook"
	case i < pl.first && pl.opt.Shape != Deep && i <= pl.typed:
		return capital(kinds[i-1].folder)
	case i < pl.first:
		forms = sectionForms
	}
	const step = 2_654_435_761 // a prime greater than every factor of the count
	count := uint64(len(forms) * len(adjectives) * len(nouns) * len(nouns))
	k := (uint64(i)*step + pl.opt.Seed%count*7919) % count
	take := func(words []string) string {
		w := words[k%uint64(len(words))]
		k /= uint64(len(words))
		return w
	}
	a, n, m := take(adjectives), take(nouns), take(nouns)
	return fill(take(forms), a, "", n, m)
}

// heading returns the text of heading k of a plain page. Those of a page differ
// from each other for k below the number of forms.
func (pl *plan) heading(i, k int) string {
	start := newProse(pl.opt.Seed, i, headingStream).IntN(len(headingForms))
	p := newProse(pl.opt.Seed, i, headingStream+1+stream(k))
	return fill(headingForms[(start+k)%len(headingForms)], p.adjective(), p.verb(), p.noun(), p.noun())
}

// anchor returns the id of a heading of page i, one of those that the page has
// whatever its length.
func (pl *plan) anchor(i, choice int) string {
	if h := headingsOf(pl.kind(i)); len(h) > 0 {
		return slug(h[choice%len(h)])
	}
	return slug(pl.heading(i, choice%leastHeadings))
}
