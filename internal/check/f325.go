package check

import (
	"waymark/internal/diag"
	"waymark/internal/wording"
)

// shortcut finds an action that writes a vision though one is agreed.
var shortcut = &Rule{
	Code:    "F325",
	Of:      "strategy",
	Lexical: true,
	Before: `---
vision: every-change
---
## Actions

- Draft the vision for our events (@payments, 4w)
-- visions/every-change.md --
---
statement: Any team sees a change to an account a second later.
status: agreed
---
`,
	After: `---
vision: every-change
---
## Actions

- Publish changes of invoices as events (@payments, 4w)
-- visions/every-change.md --
---
statement: Any team sees a change to an account a second later.
status: agreed
---
`,
	Check: func(in *Input) []Finding {
		vision := in.Vision()
		if vision == nil || !isLive(vision) {
			return nil
		}
		var found []Finding
		for _, step := range in.steps() {
			for _, s := range step.said {
				if writesVision(s.Words) {
					f := one(step.at(), "an agreed vision lets you start at the slice; when it is wrong, change it there", "an agreed vision exists, and this writes another: %s", step.name())
					f[0].Related = []diag.Related{in.about(vision, "%s is agreed", quoted(vision.Title))}
					found = append(found, f...)
					break
				}
			}
		}
		return found
	},
}

// writesVision reports whether words have somebody write down where things should
// end up, whatever that is called. Vision is also what eyes and cameras have.
func writesVision(words []Word) bool {
	if verb, _ := composing.Find(words); verb >= 0 {
		rest := words[verb:]
		return visionNames.In(rest) && !sight.In(rest) || futures.In(rest)
	}
	return false
}

var (
	composing   = wording.Named("composing")
	visionNames = wording.Named("visionNames")
	futures     = wording.Named("futures")
)
