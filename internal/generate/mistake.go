package generate

import "strings"

// A Mistake is one that Options.Errors planted. Each page has at most one.
type Mistake struct {
	Code string // of the diagnostic that it must lead to
	Path string // content/…
	Line int
}

// A slip is a way to make a mistake: it returns the text with the mistake, and
// what its line begins with or contains.
type slip struct {
	code string
	kind string // of the pages on which it can be made
	make func(s spot) (text, mark string)
}

// A spot is a page about to be spoiled.
type spot struct {
	text string
	path string
}

var slips = []slip{
	{"H001", "", func(s spot) (string, string) { return s.append("Read [what is gone](gone.md).", "(gone.md)") }},
	{"P001", "", func(s spot) (string, string) { return s.field("owner: one: two") }},
	{"H002", "", func(s spot) (string, string) {
		dest := link{"index.md", "nowhere-to-be-found"}.from(s.path)
		return s.append("Read [what was renamed]("+dest+").", "nowhere-to-be-found")
	}},
	{"H005", "", func(s spot) (string, string) { return s.field("tilte: A slip") }},
	{"H003", "strategy", func(s spot) (string, string) {
		return s.replace("vision: ", "vision: visions/nobody-wrote-this")
	}},
	{"P002", "", func(s spot) (string, string) { return strings.Replace(s.text, "\n---\n", "\n", 1), "---" }},
	{"P003", "", func(s spot) (string, string) { return s.replace("weight: ", "description: Said before") }},
	{"P004", "", func(s spot) (string, string) { return s.append("A caf\xe9 of another time.", "A caf\xe9") }},
	{"H005", "", func(s spot) (string, string) { return s.replace("weight: ", "weight: heavy") }},
	{"P007", "", func(s spot) (string, string) {
		return s.append("<<<<<<< HEAD\nOne way\n=======\nAnother way\n>>>>>>> topic", "<<<<<<< HEAD")
	}},
	{"H008", "", func(s spot) (string, string) { return s.field(`aliases: ["/"]`) }},
	{"H001", "", func(s spot) (string, string) { // right but for letter case
		dest := link{path: "Index.md"}.from(s.path)
		return s.append("Read [what has a small letter]("+dest+").", "("+dest+")")
	}},
}

func (s spot) append(block, mark string) (text, where string) {
	return s.text + "\n" + block + "\n", mark
}

// field puts a line at the top of the front matter.
func (s spot) field(line string) (text, mark string) {
	return strings.Replace(s.text, "---\n", "---\n"+line+"\n", 1), line
}

// replace puts another line in the place of the first that begins as given.
func (s spot) replace(begin, line string) (text, mark string) {
	before, rest, _ := strings.Cut(s.text, "\n"+begin)
	_, after, _ := strings.Cut(rest, "\n")
	return before + "\n" + line + "\n" + after, "\n" + line
}

// Mistakes returns the mistakes that a handbook with these options has, in the
// order of their pages' numbers. They are as many as Options.Errors unless the
// handbook has fewer pages to make them on.
func Mistakes(opt Options) []Mistake {
	pl := newPlan(opt)
	var ms []Mistake
	for i := pl.first; i < opt.Pages; i++ {
		if !pl.spoiled(i) {
			continue
		}
		p := pl.page(i)
		_, m := pl.spoil(i, p.text())
		ms = append(ms, m)
	}
	return ms
}

// spoiled says whether page i has a mistake.
func (pl *plan) spoiled(i int) bool {
	_, ok := pl.slip(i)
	return ok
}

// slip returns the mistake to make on page i. Mistakes are spread evenly over
// the leaves of the kind on which they can be made: number m of n goes to the
// leaf of rank m × leaves / n.
func (pl *plan) slip(i int) (slip, bool) {
	kind := pl.kind(i)
	leaves := pl.count(kind)
	n := min(pl.opt.Errors, pl.count(""))
	if n == 0 || i < pl.first || leaves < n {
		return slip{}, false
	}
	rank := pl.rank(i)
	m := (rank*n + leaves - 1) / leaves
	if m >= n || m*leaves/n != rank {
		return slip{}, false
	}
	s := slips[m%len(slips)]
	if s.kind == "strategy" && pl.count("strategy") < n {
		s = slips[0]
	}
	return s, s.kind == kind
}

// spoil makes the mistake of page i, if it has one.
func (pl *plan) spoil(i int, text string) (string, Mistake) {
	s, ok := pl.slip(i)
	if !ok {
		return text, Mistake{}
	}
	text, mark := s.make(spot{text: text, path: pl.path(i)})
	at := strings.Index(text, mark)
	if strings.HasPrefix(mark, "\n") {
		at++
	}
	return text, Mistake{Code: s.code, Path: "content/" + pl.path(i), Line: 1 + strings.Count(text[:at], "\n")}
}
