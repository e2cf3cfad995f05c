package check

import (
	"waymark/internal/kind"
	"waymark/internal/wording"
)

// unexplainedNonGoal finds a non-goal that says neither why not nor until when.
var unexplainedNonGoal = &Rule{
	Code:    "S232",
	Of:      "strategy",
	Pitfall: "says-yes-to-everything",
	Lexical: true,
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
			if !item.explained() {
				found = append(found, one(item.at(), "add a because, or an until: it tells others when to ask again", "nothing says why not, or until when: %s", item.name())...)
			}
		}
		return alike(found, "%d of %d non-goals say neither why not nor until when", len(in.items(kind.SectionNonGoals)))
	},
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
