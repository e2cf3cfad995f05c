package check

import (
	"slices"

	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/wording"
)

// unconnected finds an action that has nothing to do with the rest of the strategy.
var unconnected = &Rule{
	Code:    "S226",
	Of:      "strategy",
	Pitfall: "bad-strategic-objectives",
	Lexical: true,
	Before: `## Problem

Support hears of a changed invoice a day late.

## Guiding policy

One source for changes of invoices.

## Actions

- Start a podcast about the company (@payments, by 2026-06-15)
`,
	After: `## Problem

Support hears of a changed invoice a day late.

## Guiding policy

One source for changes of invoices.

## Actions

- Start a podcast about the company (@payments, by 2026-06-15)
  - Because: support learns from it what changed in invoices
`,
	Check: func(in *Input) []Finding {
		known := make(map[string]bool)
		actions := in.Section(kind.SectionActions)
		for _, s := range read(in.Sentences()) {
			if !actions.holds(s.Block) {
				learn(known, s.Words)
			}
		}
		learn(known, wording.Words(in.Page.Title))
		for _, s := range in.FieldStatements(kind.FieldSlice) {
			learn(known, s.Words)
		}
		var found []Finding
		for _, step := range in.steps() {
			if len(step.below) > 0 || !aside.In(step.head()) || knows(known, step.head()) {
				continue
			}
			found = append(found, one(step.at(), "add a line Because: below it, or leave it to another plan", "how does %s answer the problem?", step.name())...)
		}
		return found
	},
}

// holds reports whether a block stands in a section, none being one without any.
func (s *Section) holds(b *page.Block) bool {
	return s != nil && slices.ContainsFunc(s.Blocks, func(own page.Block) bool { return own.Heading == b.Heading })
}

// learn adds the words that carry meaning to those that are known, by their stem.
func learn(known map[string]bool, words []Word) {
	for _, w := range words {
		if carriesMeaning(w) {
			known[w.Stem] = true
		}
	}
}

// knows reports whether one of the words that carry meaning is known.
func knows(known map[string]bool, words []Word) bool {
	for _, w := range words {
		if carriesMeaning(w) && known[w.Stem] {
			return true
		}
	}
	return false
}

func carriesMeaning(w Word) bool {
	return len(w.Stem) > 2 && !w.IsCount() && !function.Has(w) && !common.Has(w)
}

var (
	common = wording.Named("common")
	aside  = wording.Named("aside")
)
