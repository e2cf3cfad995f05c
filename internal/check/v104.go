package check

import "waymark/internal/kind"

// helpsNobody finds a vision that names nobody who is better off.
var helpsNobody = &Rule{
	Code:    "V104",
	Of:      "vision",
	Pitfall: "not-compelling",
	Lexical: true,
	Before: `---
statement: Services exchange all changes as events.
for: []
---
## Where we end up

Each service publishes to a topic. Workers drain queues at their own pace.
`,
	After: `---
statement: Services exchange all changes as events.
for: []
---
## Where we end up

Support sees a changed invoice while the customer who asks is still on the phone.
`,
	Check: func(in *Input) []Finding {
		if len(in.Page.Values[kind.FieldFor].List) > 0 || in.Says(kind.FieldFor) && in.Page.Values[kind.FieldFor].List == nil {
			return nil
		}
		said := in.FieldStatements(kind.FieldStatement)
		for _, s := range read(in.Sentences()) {
			if !s.Block.Quoted {
				said = append(said, s)
			}
		}
		if pageNamesPeople(said) {
			return nil
		}
		return one(in.Field(kind.FieldFor), "say in for, or in the text, who is better off and how they will notice", "it names nobody whom it helps")
	},
}
