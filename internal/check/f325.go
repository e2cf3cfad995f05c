package check

import (
	"waymark/internal/diag"
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

var composing = newLexicon(`
write, writing, draft, drafting, develop, developing, formulate, formulating, define, defining, sketch, sketching, compose, composing, craft, crafting, create, creating, set down, setting down, put down, put on paper, put to paper, put into words, put in writing, put together, lay down, lay out, work out, working out, shape, shaping, outline, outlining, describe, describing, articulate, articulating, agree on, agree upon, paint, painting, draw, drawing, draw up, prepare, preparing, produce, producing, author, redraft, rewrite, rewriting, workshop, workshops, retreat, offsite, away day, think up, dream up, come up with, decide on, align on, settle on, imagine, invent, elaborate, note down, jot down, envision, paper on, white paper, one-pager, essay, letter from, story of, storyboard, film about, film of, manifesto for, poster of, sketches of, a picture of, picture the, answer where, answer the question where, record where, capture where, find out where we, think about where
`)

var visionNames = newLexicon(`
vision, visions, vision paper, vision statement, vision document, vision board, visioning, north star, north stars, guiding star, polestar, lodestar, target picture, target image, target vision, target state, target architecture, end state, future state, desired state, ideal state, to-be state, to-be architecture, big picture, long-term picture, long-range picture, picture of the future, picture of our future, picture of where, picture of how, picture of what, picture of tomorrow, image of the future, mission statement, our mission, our purpose, purpose statement, our dream, the dream, dream of, a dream, our ideal, aspiration~, our ambition, an ambition, ambition statement, ambition for, ambition 2027/2028/2029/2030/2031/2032/2035, long-term goal~, long-term direction, long-term aim~, long view, leitbild, guiding image, guiding idea, future press release, letter from the future, story of the future, concept of the future, blueprint of the future, blueprint for the future
`)

// futures say it without any of these names.
var futures = newLexicon(`
should stand in, should be in # years, should be in 2027/2028/2029/2030/2031/2032/2035, should end up, want to be in, want to stand in, want to end up, will be in # years, will stand in, will look like in, should look like in, could look like in, look in # years, will look in # years, where _ should be, where _ want to be, where _ want to go, where _ want to stand, where _ are heading, where _ are going, where we will be, where all this should lead, where this should lead, in # years from now, # years from now, of the future, of tomorrow, in # years' time, in ten years, in five years, # years ahead, # years on, the next decade, the coming decade, next # years, long-term direction, by 2028/2029/2030/2031/2032/2033/2035/2040, in 2028/2029/2030/2031/2032/2033/2035/2040, of 2028/2029/2030/2031/2032/2033/2035/2040, for 2028/2029/2030/2031/2032/2033/2035/2040, is heading, are heading, we are headed, should be heading, wants to be in, want to get to
`)
