package check

import (
	"strings"

	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/wording"
)

// unexplainedNonGoal finds a non-goal that says neither why not nor until when.
var unexplainedNonGoal = &Rule{
	Code:    "S232",
	Of:      "strategy",
	Pitfall: "says-yes-to-everything",
	Lexical: true,
	Nursery: true,
	Before: `## Non-goals

- Credit notes
- Events for orders (was discussed with sales)
`,
	After: `## Non-goals

- Credit notes, until invoices have run on events for a month
- Events for orders: sales reads them once a day and is content
`,
	Check: func(in *Input) []Finding {
		var found []Finding
		for _, item := range in.items(kind.SectionNonGoals) {
			if !item.explained() && !in.isIntroduced(item) {
				found = append(found, one(item.at(), "add a because, or an until: it tells others when to ask again", "nothing says why not, or until when: %s", item.name())...)
			}
		}
		return alike(found, "%d of %d non-goals say neither why not nor until when", len(in.items(kind.SectionNonGoals)))
	},
}

// isIntroduced reports whether the words that announce an item's list, and end in a
// colon, give the reason or the time for all that is in it.
func (in *Input) isIntroduced(i item) bool {
	var intro *page.Block
	for k := range in.Section(kind.SectionNonGoals).Blocks {
		b := &in.Section(kind.SectionNonGoals).Blocks[k]
		switch {
		case b.List == i.block.List && intro != nil:
			announced := item{block: intro, said: statementsOf(intro)}
			return strings.HasSuffix(strings.TrimSpace(intro.Text), ":") && announced.explained()
		case b.Kind == page.Paragraph && b.Depth == 0:
			intro = b
		case b.List > 0:
			intro = nil
		}
	}
	return false
}

// explained reports whether an item gives a reason or a time, in whatever form:
// with a connecting word, in a clause behind a colon, or in another sentence.
// What only comments on the item is no reason.
func (i *item) explained() bool {
	for n, s := range i.all() {
		if s.Links() || n > 0 && !isRemark(s.Words) {
			return true
		}
		parts := clauses(s.Words)
		for k, part := range parts {
			mark := ""
			if k > 0 {
				mark = parts[k-1][len(parts[k-1])-1].Break
			}
			switch {
			case isRemark(part):
			case reasons.In(drop(part, longAgo)), mark != "" && mark != ",":
				return true
			case mark == "," && (finite.In(part) || isNegative(part[0].Text)):
				return true
			}
		}
	}
	return false
}

// isRemark reports whether words comment on a thing without giving a reason.
func isRemark(words []Word) bool { return remarks.In(words) && !strongReasons.In(words) }

var (
	remarks       = wording.Named("remarks")
	strongReasons = wording.Named("strongReasons")
	longAgo       = wording.Named("longAgo")
	reasons       = wording.Named("reasons")
	finite        = wording.Named("finite")
)
