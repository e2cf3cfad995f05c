package check

import (
	"strings"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
)

// An item is one of a list in no other, with what it says.
type item struct {
	block *page.Block
	said  []Statement // its own sentences; of an action, without the bracket
	below []Statement // those of what stands below it
}

// items returns the items of a section's lists that say something.
func (in *Input) items(section kind.SectionName) []item {
	s := in.Section(section)
	if s == nil {
		return nil
	}
	var all []item
	for i := range s.Blocks {
		b := &s.Blocks[i]
		switch {
		case b.Kind == page.ItemBlock && b.Depth == 1:
			if isPlaceholder(b.Text) {
				continue
			}
			all = append(all, item{block: b, said: statementsOf(b)})
		case b.Depth > 0 && len(all) > 0 && all[len(all)-1].block.List == b.List && b.Kind != page.HeadingBlock:
			last := &all[len(all)-1]
			last.below = append(last.below, statementsOf(b)...)
		}
	}
	return all
}

// steps returns the actions of a strategy without what their brackets hold.
func (in *Input) steps() []item {
	all := in.items(kind.SectionActions)
	for i := range all {
		all[i].cutBracket()
	}
	return all
}

// cutBracket takes the words of a bracket with handles, days and sizes away.
func (i *item) cutBracket() {
	text := i.block.Text
	end := len(kind.ParseAction(text, nil).Text)
	if at := strings.LastIndex(text, "(@"); at >= 0 {
		end = min(end, at)
	}
	for n := range i.said {
		s := &i.said[n]
		for len(s.Words) > 0 && s.From+s.Words[len(s.Words)-1].From >= end {
			s.Words = s.Words[:len(s.Words)-1]
		}
		if len(s.Words) == 0 {
			i.said = i.said[:n]
			return
		}
	}
}

// head returns the first sentence's words.
func (i *item) head() []Word {
	if len(i.said) == 0 {
		return nil
	}
	return i.said[0].Words
}

func (i *item) at() meta.Span { return i.block.Place() }

// name returns what a message calls the item: the text without a bracket.
func (i *item) name() string { return quoted(kind.ParseAction(i.block.Text, nil).Text) }

// all returns everything that the item says.
func (i *item) all() []Statement { return append(i.said[:len(i.said):len(i.said)], i.below...) }
