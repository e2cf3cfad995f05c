package check

import (
	"waymark/internal/kind"
	"waymark/internal/wording"
)

// pictureForPolicy finds a policy that shows people a future or moves their minds,
// and decides nothing.
var pictureForPolicy = &Rule{
	Code:    "S214",
	Of:      "strategy",
	Pitfall: "confusing-vision-with-strategy",
	Lexical: true,
	Before: `## Guiding policy

We build a demo of the event platform, so that every team sees what will be possible in 2029 and gets excited about it.
`,
	After: `## Guiding policy

Support sees each change of an invoice in the week in which it is published. What support does not look at twice is not published any more.
`,
	Check: func(in *Input) []Finding {
		all := in.Statements(kind.SectionGuidingPolicy)
		at := -1
		for i, s := range all {
			switch {
			case movesMinds(s.Words):
				if at < 0 {
					at = i
				}
				if decidesBesides(s.Words) {
					return nil
				}
			case rulesOut(s.Words) || givesRule(s.Words):
				return nil
			}
		}
		if at < 0 {
			return nil
		}
		return one(all[at].Place(), "put the picture into the vision; say here what you do first, and what gives way to it", "showing people a future is a vision's job, and this decides nothing else")
	},
}

// movesMinds reports whether a sentence is about what somebody is to feel, believe
// or see before them: a verb of moving minds with people or a feeling as its
// object, or a verb of showing with something that is yet to come as what is shown.
func movesMinds(words []Word) bool {
	for i := range words {
		if n := stirring.At(words, i); n > 0 && !denied(words, i) {
			if object := clauses(nearest(words[i+n:])); len(object) > 0 && (audience.In(object[0]) || namesPeople(object[0]) || feelings.In(object[0])) {
				return true
			}
		}
		if n := letting.At(words, i); n > 0 && dreaming.In(nearest(words[i+n:])) && !denied(words, i) {
			return true
		}
		if n := kindling.At(words, i); n > 0 && feelings.In(nearest(words[i+n:])) && !denied(words, i) {
			return true
		}
		if n := showing.At(words, i); n > 0 && isToCome(words[i+n:]) && !denied(words, i) {
			return true
		}
	}
	return persuaded.In(words)
}

// nearest returns the words in which the object of a verb is named.
func nearest(words []Word) []Word { return words[:min(len(words), 5)] }

// denied reports whether a verb is one that is not to be done: before it, or
// because nobody is its object.
func denied(words []Word, i int) bool {
	for _, w := range words[max(0, i-4):min(len(words), i+3)] {
		if isNegative(w.Text) {
			return true
		}
	}
	return false
}

// isToCome reports whether words speak of what is not there yet: by a name for it,
// or by asking what or how something will be.
func isToCome(words []Word) bool {
	const far = 14
	words = words[:min(len(words), far)]
	if yetToCome.In(words) {
		return true
	}
	for i := range words {
		if openQuestion.Has(words[i]) && modals.In(around(words, i, 0, 7)) {
			return true
		}
	}
	return false
}

// decidesBesides reports whether a sentence that moves minds also says at whose
// expense. Until and beyond say here how far people are to be moved.
func decidesBesides(words []Word) bool {
	for i := range words {
		if words[i].Text == "over" && (i == 0 || !overVerbs.Has(words[i-1]) && words[i-1].Text != "win") && isPreference(words, i) {
			return true
		}
	}
	return sacrifice.In(words)
}

// givesRule reports whether a sentence says what is done in which case.
func givesRule(words []Word) bool { return len(words) > 0 && conditions.At(words, 0) > 0 }

var (
	conditions   = wording.Named("conditions")
	sacrifice    = wording.Named("sacrifice")
	stirring     = wording.Named("stirring")
	audience     = wording.Named("audience")
	kindling     = wording.Named("kindling")
	feelings     = wording.Named("feelings")
	letting      = wording.Named("letting")
	dreaming     = wording.Named("dreaming")
	showing      = wording.Named("showing")
	yetToCome    = wording.Named("yetToCome")
	openQuestion = wording.Named("openQuestion")
	modals       = wording.Named("modals")
	persuaded    = wording.Named("persuaded")
)
