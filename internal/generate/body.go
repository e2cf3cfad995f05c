package generate

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// leastHeadings is the number of second-level headings that every plain page
// has, however short it is. Links lead to these only.
const leastHeadings = 3

// headingsOf returns the second-level headings of a kind; a plain page has
// headings of its own.
func headingsOf(kind string) []string {
	switch kind {
	case "vision":
		return []string{"Where we end up", "Why it is worth it", "What it settles", "How to help", "Not in this vision"}
	case "strategy":
		return []string{"Problem", "Guiding policy", "Actions", "Non-goals", "Outcome"}
	case "decision":
		return []string{"Context and Problem Statement", "Considered Options", "Decision Outcome", "Consequences"}
	case "pattern":
		return []string{"Summary", "Steps", "Success modes", "Failure modes"}
	case "pitfall":
		return []string{"What it looks like", "Why it hurts", "How to get out"}
	case "example":
		return []string{"Situation", "Vision", "Strategy", "What happened", "Lesson"}
	case "practice":
		return []string{"Do", "Why", "Watch out"}
	case "reading":
		return []string{"Why read it"}
	}
	return nil
}

// A writer writes the body of one page.
type writer struct {
	prose
	pl    *plan
	i     int
	b     strings.Builder
	words int
	links []int    // pages to link to, still to be used
	code  []string // languages of code blocks, still to be used
	notes []string // footnotes, for the end
}

// page returns page i.
func (pl *plan) page(i int) *page {
	w := &writer{prose: newProse(pl.opt.Seed, i, textStream), pl: pl, i: i}
	p := &page{path: pl.path(i), front: w.front()}
	if !pl.spoiled(i) {
		p.format = w.format()
	}
	p.body = w.body()
	return p
}

// format returns YAML for all but a few pages.
func (w *writer) format() format {
	switch n := w.IntN(100); {
	case w.i == 0 || n >= 4:
		return inYAML
	case n >= 2:
		return inTOML
	}
	return inJSON
}

// front returns the fields that all kinds have, then those of the page's kind.
func (w *writer) front() []field {
	front := []field{{"title", w.pl.title(w.i)}, {"description", w.description()}}
	kind := w.pl.kind(w.i)
	if kind != "" && (w.pl.opt.Shape == Flat || w.pl.opt.Shape == Deep || w.pl.opt.Shape == Wide) {
		front = append(front, field{"kind", kind})
	}
	if w.i > 0 {
		front = append(front, field{"weight", 1 + w.i/7%90})
	}
	tagged := w.sample(tags, w.between(2, 4))
	if w.pl.opt.Shape == Tagged {
		tagged[0] = commonTag
	}
	front = append(front, field{"tags", tagged})
	if kind != "vision" && kind != "strategy" {
		front = append(front, field{"date", w.day(2021, 2025)})
	}
	if !w.pl.spoiled(w.i) {
		switch n := w.IntN(60); {
		case n < 2:
			front = append(front, field{"aliases", []string{fmt.Sprintf("/before/%d/", w.i)}})
		case n == 2 && path.Base(w.pl.path(w.i)) != "index.md": // a folder's page has its folder's address
			front = append(front, field{"slug", fmt.Sprintf("%s-%d", w.noun(), w.i)})
		}
	}
	return append(front, w.kindFields(kind)...)
}

// description returns a sentence of less than 200 characters.
func (w *writer) description() string {
	for {
		if s := w.plain(); len(s) < 160 {
			return s
		}
	}
}

func (p prose) day(from, to int) plain {
	return plain(fmt.Sprintf("%d-%02d-%02d", p.between(from, to), p.between(1, 12), p.between(1, 28)))
}

// body writes sections until there are words enough.
func (w *writer) body() string {
	goal := w.between(600, 900)
	if n := w.pl.opt.Words; n > 0 {
		goal = w.between(n*9/10, n*11/10)
	}
	w.links = w.linkTargets()
	w.code = []string{languages[w.i%4], languages[(w.i+1)%4]}
	tables := 0
	if w.chance(40) {
		tables = w.between(1, 2)
	}
	noted := w.chance(33)
	own := headingsOf(w.pl.kind(w.i)) // where a list would mean something

	w.paragraph(50, false)
	for s := 0; w.words < goal || s < w.leastSections(); s++ {
		short := w.words >= goal
		w.heading(s)
		w.kindSection(s)
		if short {
			w.block(w.plain())
			continue
		}
		w.paragraph(w.between(45, 90), noted)
		if len(w.code) > 0 && (s%2 == 0 || w.words > goal/2) {
			w.codeBlock()
		}
		if s >= len(own) && w.chance(40) {
			w.block(w.list())
		}
		if tables > 0 && w.chance(60) {
			w.block(w.table())
			tables--
		}
		w.subsection()
	}
	for len(w.code) > 0 {
		w.codeBlock()
	}
	w.related()
	for n, note := range w.notes {
		w.block(fmt.Sprintf("[^%d]: %s", n+1, note))
	}
	return strings.TrimSuffix(w.b.String(), "\n")
}

func (w *writer) leastSections() int {
	if h := headingsOf(w.pl.kind(w.i)); len(h) > 0 {
		return len(h)
	}
	return leastHeadings
}

// heading begins section s.
func (w *writer) heading(s int) {
	if own := headingsOf(w.pl.kind(w.i)); s < len(own) {
		w.block("## " + own[s])
		return
	}
	w.block("## " + w.pl.heading(w.i, s))
}

// subsection writes one in half of the sections.
func (w *writer) subsection() {
	if w.chance(50) {
		return
	}
	w.block("### " + fill(w.pick(subheadingForms), w.adjective(), w.verb(), w.noun(), w.noun()))
	w.paragraph(w.between(35, 70), false)
	switch w.IntN(10) {
	case 0:
		w.block("> " + w.sentence())
	case 1:
		w.block("> [!" + w.pick(alerts) + "]\n> " + w.sentence())
	}
}

// block writes a block and the empty line after it.
func (w *writer) block(s string) {
	s = strings.TrimSuffix(s, "\n")
	w.b.WriteString(s + "\n\n")
	w.words += countWords(s)
}

func (w *writer) codeBlock() {
	language := w.code[0]
	w.code = w.code[1:]
	// Code is no part of the goal in words.
	fmt.Fprintf(&w.b, "```%s\n%s```\n\n", language, w.prose.code(language))
}

// paragraph writes one, mostly with a link and, if noted, now and then with a
// footnote.
func (w *writer) paragraph(words int, noted bool) {
	sentences := w.prose.paragraph(words)
	if len(w.links) > 0 && w.chance(75) {
		k := w.IntN(len(sentences))
		sentences[k] += " See also " + w.link() + "."
	}
	if noted && len(w.notes) < 3 && w.chance(40) {
		w.notes = append(w.notes, w.sentence())
		sentences[len(sentences)-1] += fmt.Sprintf("[^%d]", len(w.notes))
	}
	w.block(strings.Join(sentences, " "))
}

// linkTargets returns the pages to link to: the next one, so that every page is
// linked to, the hub if there is one, and three to five others.
func (w *writer) linkTargets() []int {
	n := w.pl.opt.Pages
	if n < 2 {
		return nil
	}
	targets := []int{(w.i + 1) % n}
	if w.pl.opt.Shape == Hub && w.i != hub {
		targets = append(targets, hub)
	}
	for range w.between(3, 5) {
		if j := w.IntN(n); j != w.i && !slices.Contains(targets, j) {
			targets = append(targets, j)
		}
	}
	return targets
}

// link takes the next page to link to and writes the link, which leads to one
// of the page's headings in every third case.
func (w *writer) link() string {
	j := w.links[0]
	w.links = w.links[1:]
	to := link{path: w.pl.path(j)}
	if w.chance(33) && !w.pl.spoiled(j) {
		to.anchor = w.pl.anchor(j, w.IntN(leastHeadings))
	}
	return fmt.Sprintf("[%s](%s)", w.pl.title(j), to)
}

func (w *writer) related() {
	if len(w.links) == 0 {
		return
	}
	var b strings.Builder
	for len(w.links) > 0 {
		b.WriteString("- " + w.link() + "\n")
	}
	w.block("## Related pages")
	w.block(b.String())
}
