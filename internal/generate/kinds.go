package generate

import (
	"fmt"
	"strings"
)

// kindFields returns the fields of a page of a kind. Relations lead to leaves
// that exist and are of the right kind; those among pages of one kind lead to
// earlier ones, so that they form no circles.
func (w *writer) kindFields(kind string) []field {
	switch kind {
	case "vision":
		return w.vision()
	case "strategy":
		return w.strategy()
	case "decision":
		return w.decision()
	case "pattern":
		return w.pattern()
	case "pitfall":
		return w.pitfall()
	case "example":
		return w.example()
	case "practice":
		return append(w.several("counters", "pitfall"), field{"say", []string{w.plain(), w.plain()}})
	case "reading":
		return w.reading()
	}
	return nil
}

func (w *writer) vision() []field {
	front := []field{
		{"statement", w.description()},
		{"horizon", w.between(2028, 2032)},
		{"for", []string{"the people at " + w.thing(), "whoever has to " + w.verb() + " " + w.thing()}},
		{"owner", w.sample(teams, 1)},
		{"status", w.pick([]string{"draft", "proposed", "agreed", "agreed", "agreed", "retired"})},
		{"written", w.day(2024, 2025)},
		{"review_by", w.day(2026, 2027)},
		{"agreed_by", w.sample(teams, 2)},
	}
	return append(front, w.earlier("part_of", 30)...)
}

func (w *writer) strategy() []field {
	owners := w.sample(teams, 2)
	front := append(w.one("vision", "vision"),
		field{"owner", owners[:1]},
		field{"written", w.day(2024, 2025)},
		field{"status", w.pick([]string{"draft", "proposed", "agreed", "active", "active", "done"})},
		field{"horizon", fmt.Sprintf("%dmo", w.between(4, 12))},
		field{"review_by", w.day(2026, 2027)},
		field{"agreed_by", owners[1:]},
		field{"teams", owners},
		field{"slice", "one team at " + w.thing() + " can " + w.verb() + " " + w.thing()},
	)
	front = append(front, w.earlier("after", 15)...)
	front = append(front, w.earlier("supersedes", 8)...)
	if n := w.pl.count("pattern"); n > 0 {
		rank := w.IntN(n)
		front = append(front, field{"pattern", ref(w.pl.path(w.pl.nth("pattern", rank)))})
		if constrained(rank) {
			front = append(front, field{"fit", fields{{"conviction", w.plain()}, {"value", w.plain()}}})
		}
	}
	return front
}

func (w *writer) decision() []field {
	front := []field{
		{"status", w.pick([]string{"proposed", "accepted", "accepted", "rejected", "deprecated"})},
		{"decision-makers", w.sample(teams, 2)},
		{"consulted", w.sample(teams, 1)},
		{"informed", w.sample(teams, 3)},
	}
	front = append(front, w.one("serves", "strategy")...)
	return append(front, w.earlier("supersedes", 20)...)
}

func (w *writer) pattern() []field {
	rank := w.pl.rank(w.i)
	front := []field{{"max_months", w.between(6, 36)}}
	if rank == 0 {
		front = append(front, field{"default", true})
	}
	if constrained(rank) {
		front = append(front, field{"constraints", []fields{
			{{"id", "conviction"}, {"text", w.description()}, {"need", "necessary"}},
			{{"id", "value"}, {"text", w.description()}, {"need", "necessary"}},
			{{"id", "legacy"}, {"text", w.description()}, {"need", "helpful"}},
		}})
	}
	return front
}

// constrained says whether the pattern of a rank has constraints.
func constrained(rank int) bool { return rank%3 == 1 }

func (w *writer) pitfall() []field {
	basis := field{"basis", "inferred"}
	switch w.IntN(3) {
	case 0:
		return []field{{"of", "vision"}, basis}
	case 1:
		return []field{{"of", "strategy"}, basis}
	}
	return append(w.one("of", "pattern"), basis)
}

func (w *writer) example() []field {
	front := append(w.several("shows", "pattern"), w.several("pitfalls", "pitfall")...)
	return append(front,
		field{"org", "a made-up " + w.noun()},
		field{"when", fmt.Sprint(w.between(2005, 2024))},
		field{"outcome", w.pick([]string{"worked", "mixed", "failed", "unknown"})},
		field{"basis", "invented"},
		field{"sources", []fields{{{"url", fmt.Sprintf("https://example.org/%s/%d", w.noun(), w.i)}, {"supports", w.description()}}}},
	)
}

func (w *writer) reading() []field {
	front := []field{
		{"author", "the " + w.adjective() + " " + w.noun() + " group"},
		{"url", fmt.Sprintf("https://example.org/reading/%d", w.i)},
		{"year", w.between(1990, 2025)},
		{"form", w.pick([]string{"article", "book", "talk"})},
		{"from_source", false},
	}
	return append(front, w.several("covers", w.pick([]string{"pattern", "pitfall", "vision"}))...)
}

// one returns a relation to a page of a kind, or nothing if there is none.
func (w *writer) one(key, kind string) []field {
	n := w.pl.count(kind)
	if n == 0 {
		return nil
	}
	return []field{{key, ref(w.pl.path(w.pl.nth(kind, w.IntN(n))))}}
}

// several returns a relation to one to three different pages of a kind.
func (w *writer) several(key, kind string) []field {
	n := w.pl.count(kind)
	if n == 0 {
		return nil
	}
	start, many := w.IntN(n), min(n, w.between(1, 3))
	var refs []ref
	for k := range many {
		refs = append(refs, ref(w.pl.path(w.pl.nth(kind, (start+k)%n))))
	}
	return []field{{key, refs}}
}

// earlier returns, in so many cases of a hundred, a relation to a page of the
// page's own kind with a lower rank.
func (w *writer) earlier(key string, percent int) []field {
	rank := w.pl.rank(w.i)
	if !w.chance(percent) || rank == 0 {
		return nil
	}
	return []field{{key, []ref{ref(w.pl.path(w.pl.nth(w.pl.kind(w.i), w.IntN(rank))))}}}
}

// kindSection writes what section s of a page's kind holds besides prose.
func (w *writer) kindSection(s int) {
	own := headingsOf(w.pl.kind(w.i))
	if s >= len(own) {
		return
	}
	switch own[s] {
	case "Actions":
		w.block(w.actions())
	case "Non-goals":
		w.block(w.items("- No %s for now, because %s", w.noun, w.clause))
	case "What it settles":
		w.block(w.items("- The %s even over %s", w.noun, w.thing))
	case "Steps":
		w.block(w.items("1. %s %s", func() string { return capital(w.verb()) }, w.thing))
	case "Considered Options":
		w.block(w.items("- A %s for %s", w.noun, w.thing))
	}
}

func (w *writer) items(form string, first, second func() string) string {
	var b strings.Builder
	for range w.between(3, 5) {
		fmt.Fprintf(&b, form+"\n", first(), second())
	}
	return b.String()
}

// actions returns a strategy's actions, with owner, date and size.
func (w *writer) actions() string {
	var b strings.Builder
	for range w.between(3, 6) {
		fmt.Fprintf(&b, "- %s %s (@%s, by %s, %dw)\n", capital(w.verb()), w.thing(), w.pick(teams), w.day(2026, 2026), w.between(2, 11))
		if w.chance(40) {
			fmt.Fprintf(&b, "  - Done when: %s\n", w.clause())
		}
	}
	return b.String()
}
