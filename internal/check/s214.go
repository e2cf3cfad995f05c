package check

import "waymark/internal/kind"

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

var conditions = newLexicon(`if, where, wherever, whoever, whichever, when, whenever, unless, below, above`)

var sacrifice = newLexicon(`instead, instead of, rather than, nobody else, no one else, nothing else, unless, at the expense of, at the cost of, give up, gives up, is dropped, is cut, stops, before any, and only then`)

// stirring are verbs of moving minds, which take people for their object.
var stirring = newLexicon(`inspire~, inspiring, enthuse~, enthusing, excite~, exciting, thrill~, fascinate~, motivate~, energise~, energize~, galvanise~, galvanize~, delight~, wow, wows, dazzle~, impress~, impressing, amaze~, astonish~, captivate~, convince~, convincing, persuade~, persuading, win over, wins over, winning over, rally, rallies, rallying, mobilise~, mobilize~, evangelise~, evangelize~, electrify~, sensitise~, sensitize~`)

// audience are those whose minds are moved besides people who are named as such.
var audience = newLexicon(`people, everyone, everybody, all, others, them, us, others, organisation, organization, company, house, board, management, department~, team~, site~, public, industry, market, sceptic~, skeptic~, doubter~, decision-maker~, budget holder~, sponsor~, country, city, town, hearts, minds, imagination`)

// kindling are verbs of making a feeling.
var kindling = newLexicon(`create~, creating, generate~, generating, build~, building, spark~, sparking, kindle~, kindling, awaken~, arouse~, arousing, rouse~, whet~, whetting, fuel~, fuelling, stir~, stirring, spread~, spreading, raise~, raising, ignite~, igniting, foster~, win, gain~, keep, keeps, keeping, carry, get, gets, getting, make, makes, making, have, light, bring~, instil~, instill~, excite~`)

var feelings = newLexicon(`excitement, excited, enthusiasm, enthusiastic, curiosity, curious, desire, appetite, hunger, momentum, buzz, hype, passion, passionate, buy-in, acceptance, fascination, anticipation, longing, imagination, inspiration, inspired, spirit, euphoria, awe, wonder, goodwill, the energy high, energy high, thrilled, fired up, on fire, keen, hungry, fans, believers, supporters, advocates, advocate, visibility, community of, ambassadors, champions, evangelists, the word, a feeling for, a sense of urgency`)

// letting and dreaming: people are made to believe, long for or sense something.
var (
	letting  = newLexicon(`let, lets, letting, make, makes, making, help, helps, helping, have to, want, must, should, shall, bring, brings, lead, leads, get, gets`)
	dreaming = newLexicon(`dream~, dreamt, believe~, long for, yearn~, sense, senses, crave~, marvel~, rave~, envision~, fall in love`)
)

// showing are verbs of letting somebody see, feel or imagine.
var showing = newLexicon(`show~, showing, shown, showcase~, demonstrate~, demonstrating, demo, present~, presenting, let _ see, lets _ see, let _ _ see, see, sees, experience~, feel, feels, touch, imagine, imagines, imagining, picture, pictures, visualise~, visualize~, illustrate~, tell, tells, telling, paint~, painting, story of, story about, vision of, film of, film about, picture of, image of, idea of, taste of, foretaste of, glimpse of, glimpse into, preview of, inkling of, inkling where, look into, window into, feeling for, feeling of, demonstrator of, mock-up of, prototype of, model of, make visible, makes visible, make tangible, makes tangible, makes _ tangible, make _ tangible, bring to life, brings to life, evoke~, convey~, communicate~`)

// yetToCome are names for what is not there yet.
var yetToCome = newLexicon(`the future, a future, our future, future of, of the future, of tomorrow, tomorrow's, what tomorrow, the potential, its potential, full potential, the possibilities, is possible, be possible, becomes possible, the possible, what could be, what can be, what might be, to come, is coming, where it leads, where this leads, where all this leads, where we are going, where we are heading, where the journey, lies ahead, in the air, the vision, our vision, the dream, our dream, the destination, a better world, a new world, something new, something big, something great, a new era, a new age, a movement, in which nobody/everybody/everyone/anyone, where nobody/everybody/everyone/anyone, a new era, north star, end state, target state, target picture, 2028/2029/2030/2031/2032/2033/2035/2040, one day, some day, in # years, ten years from now`)

var openQuestion = newLexicon(`what, how, where, which`)

var modals = newLexicon(`is heading, are heading, is going, leads, is moving, will, would, could, going to, might, 'll, can one day, may one day`)

// persuaded says outright that somebody is brought round.
var persuaded = newLexicon(`with their own eyes, with your own eyes, hearts and minds, win hearts, win the hearts, will support, will want it, will come round, will come around, come round by themselves, make _ a movement, pass the spark, passes the spark, carry people along, carries people along, carry everyone along, take people along, takes people along, take everyone along, opens doors, open doors, open people's eyes, opens eyes, open eyes, opens people's eyes, makes believers, make believers, have to believe, must believe, seeing is believing, get people on board, get everyone on board, bring everyone on board, in people's minds, in people's heads, picture in their heads, capture the imagination, captures the imagination, sell the idea, sell the dream, sell the vision, compelling story, spread the word, lighthouse demo~`)
