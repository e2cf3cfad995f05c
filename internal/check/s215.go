package check

import (
	"strings"

	"waymark/internal/kind"
	"waymark/internal/wording"
)

// buildThenOnboard finds a strategy in which people come after the build.
var buildThenOnboard = &Rule{
	Code:    "S215",
	Of:      "strategy",
	Pitfall: "value-last",
	Lexical: true,
	Before: `## Guiding policy

We build the event platform, and once it is ready all teams are onboarded.
`,
	After: `## Guiding policy

Support reads the first event in the second week; what they miss is built next.
`,
	Check: func(in *Input) []Finding {
		const long = 4 * daysPerMonth // without anybody in it
		for _, s := range in.Statements(kind.SectionGuidingPolicy) {
			if peopleLast(s.Words) {
				return one(s.Place(), "let somebody use a part of it in the first weeks, be it made by hand", "people come after the build; who gets value before?")
			}
		}
		built, worked := false, 0.0
		for _, step := range in.steps() {
			head := step.head()
			switch {
			case len(head) == 0:
			case involves(&step):
				return nil
			case peopleLast(head), built && adopts(head), built && worked >= long && (handsOver(head) || !builds(&step) && namesPeople(head)):
				return one(step.at(), "let somebody use a part of it in the first weeks, be it made by hand", "people come after the build; who gets value before %s?", step.name())
			default:
				built = built || builds(&step)
				worked += sizeDays(kind.ParseAction(step.block.Text, nil).Size)
			}
		}
		return nil
	},
}

// peopleLast reports whether a sentence itself puts people after the build: when
// it is ready they are brought in.
func peopleLast(words []Word) bool {
	if lastInWords.In(words) {
		return true
	}
	at, end := readiness.Find(words)
	if at >= 0 && finished.In(words[end:min(len(words), end+12)]) && (adopting.In(words) || adoptedLater.In(words) || namesPeople(words[end:]) || sites.In(words[end:]) && receiving.In(words[end:])) {
		return !partial.In(words)
	}
	if then, _ := thenAdopt.Find(words); then > 0 && makings.In(words[:then]) {
		return true
	}
	if !namesPeople(words) && !sites.In(words) && !usersToo.In(words) {
		return false
	}
	if notBefore.In(words) && finishedLater.In(words) {
		return true
	}
	return unfinished.In(words) && kept.In(words) || receiving.In(words) && asAWhole.In(words) && !partial.In(words) && !isNegative(words[0].Text)
}

// builds reports whether a step makes a part of a thing, or names one and gives
// it months.
func builds(i *item) bool {
	head := i.head()
	if constructing.In(head[:min(len(head), 5)]) {
		return true
	}
	a := kind.ParseAction(i.block.Text, nil)
	return sizeDays(a.Size) > 55 && !adopts(head) && !namesPeople(head)
}

// adopts reports whether a step brings people to what was made.
func adopts(head []Word) bool { return adopting.In(head[:min(len(head), 8)]) }

// handsOver reports whether a step brings what was made to people or to where they
// work.
func handsOver(head []Word) bool {
	return handing.At(head, 0) > 0 && (sites.In(head) || namesPeople(head))
}

// involves reports whether people take part in a step before all is made: it is
// tried out, done by hand, or done with or by somebody.
func involves(i *item) bool {
	head := i.head()
	for _, s := range i.said {
		if proves(s.Words) || takingPart.In(s.Words) {
			return true
		}
	}
	return !adopts(head) && !handsOver(head) && isPersonEarly(head)
}

// isPersonEarly reports whether a step begins with the people who act in it.
func isPersonEarly(head []Word) bool {
	for i := range head[:min(len(head), 4)] {
		if isPerson(head, i) && !strings.HasSuffix(head[i].Text, "'") && !strings.HasSuffix(head[i].Text, "'s") && i+1 < len(head) && head[i].Break == "" && !function.Has(head[i+1]) {
			return true
		}
	}
	return false
}

var (
	notBefore     = wording.Named("notBefore")
	finishedLater = wording.Named("finishedLater")
	usersToo      = wording.Named("usersToo")
	sites         = wording.Named("sites")
	unfinished    = wording.Named("unfinished")
	kept          = wording.Named("kept")
	receiving     = wording.Named("receiving")
	asAWhole      = wording.Named("asAWhole")
	handing       = wording.Named("handing")
	takingPart    = wording.Named("takingPart")
	constructing  = wording.Named("constructing")
	makings       = wording.Named("makings")
	adopting      = wording.Named("adopting")
	adoptedLater  = wording.Named("adoptedLater")
	readiness     = wording.Named("readiness")
	finished      = wording.Named("finished")
	thenAdopt     = wording.Named("thenAdopt")
	lastInWords   = wording.Named("lastInWords")
	partial       = wording.Named("partial")
)
