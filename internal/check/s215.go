package check

import (
	"strings"

	"waymark/internal/kind"
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

// notBefore says that people are left out, and finishedLater until when.
var (
	notBefore     = newLexicon(`not be involved, not involved, not be asked, not be invited, not be shown, not be consulted, not be bothered, not see, not hear, not use, not get, not have access, not be let in, have no say, has no say, no pilot`)
	finishedLater = newLexicon(`before the release/launch/end/completion/final, before it is, before everything, before all, until the release/launch/end/completion/final, until it is, until everything, until all, till the end/release/launch, until then, until acceptance, before acceptance`)
)

// usersToo are people in a sentence about when they are brought in.
var usersToo = newLexicon(`user~, client~, operator~, agent~, partner~`)

// sites stand for the people who work there.
var sites = newLexicon(`office~, shop~, store, stores, branch~, branches, depot~, ward~, school~, department~, site~, station~, clinic~, plant~, hotel~, desk~, reception, payroll, court, courts, counter~, harbour office~, library, libraries, factory, factories, farm~, everyone, everybody, the others, the rest of the company, the house, the organisation, the organization, the business`)

// unfinished is what people are kept away from.
var unfinished = newLexicon(`half-finished, half-done, half-baked, half-built, unfinished, incomplete, building site, construction site, work in progress, intermediate, interim, preliminary, rough edges, teething troubles, teething problems`)

// kept says that they are.
var kept = newLexicon(`not be, no place for, not bother~, not burden~, not trouble~, nobody, no one, spare~, spared, sparing, protect~, shield~, keep~ away, kept away, keep out, without seeing, not see, never see, not shown, must not`)

// receiving is done by those to whom a thing comes.
var receiving = newLexicon(`receive~, receiving, put in front of, is put before, are put before, are trained, is trained, surprise~, get, gets, getting, obtain~, go to, goes to, go out to, goes out to, come to, comes to, handed, hand~ to, hand~ _ to, hand~ over, handover, delivered, deliver~ to, given, enter, enters, be let in, are let in, meet, meets, switch to, switches to, are connected, connect~, follow~, begin with it, starts with it, start with it, presented, reach, reaches, use, uses, take over, takes over, hooked up, plugged in, linked, joined, let in, admitted, switched on, granted, be granted`)

// asAWhole says that there is nothing to be had of it before all is there.
var asAWhole = newLexicon(`as one piece, in one piece, as one package, in a single delivery, in its entirety, in its final form, at the very end, right at the end, last of all, as the last/final step/phase/stage/measure, as a last/final step/phase/stage, in the last/final phase/stage, only a finished, only a complete, only the finished, only the complete, with the complete/finished, on completion, upon completion, the finished product/system/tool/house/thing/work, the complete product/system/tool/house/thing/work`)

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

var handing = newLexicon(`hand, give, send, deliver, distribute, ship, install, swap, exchange, replace, switch, connect, equip, supply, provide, roll, move, migrate, bring, open, opening, present, show, offer, unveil, reveal, release`)

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

var takingPart = newLexicon(`
by hand, together with, sit with, sits with, sit beside, sitting with, watch~, ask them, with two, with one, with three, with five, with its, with their, with her, with his, with a designer, with a nurse, at the desk of, for one team, for one customer, for two teams, one team, two teams, first team, one ward, one office, one shop, two shops, three shops, first users, first customers, real users, real customers, volunteers, early adopters, paper prototype, on paper, show it to, show the first, each week, every week, weekly demo
`)

// constructing are verbs of making.
var constructing = newLexicon(`
build~, building, built, develop~, developing, implement~, implementing, construct~, design~, designing, specify, specifying, specification, engineer the, programme, code, set up, setting up, establish~, establishing, create, creating, lay, dig, assemble, produce, complete, finish, harden, architect, model the, provide the, prepare, conceive, write the, deliver the, launch the platform, mvp, phase one, phase 1, phase two, phase 2, stage one, stage 1, foundation, procure, install, integrate, provision, roll our own, get an mvp
`)

// makings are verbs and things of making that come before a "then".
var makings = newLexicon(`build~, building, built, develop~, implement~, mvp, prototype, construct~, create, creating, set up, establish~, finish~, complete~, get the, get an, get a, design, deliver, launch, platform, engine, portal, lake, tool, system`)

// adopting are verbs of bringing people to a thing that is there.
var adopting = newLexicon(`
onboard~, onboarding, on-board, on-boarding, invite~, inviting, enrol, enrols, enrolled, enroll, enrolls, enrolling, enrolment, adopt~, adopting, adoption, introduce _ to, introduced to, introduce the, introduction of, roll out, rolls out, rolled out, rolling out, rollout, roll-out, roll it out, train, trains, trained, training, training of, teach, taught, coach, hand over, handed over, handover, hand it over, hand it to, give it to, move all, move everyone, move everybody, move users, move customers, move teams, move the teams, move the users, migrate all, migrate users, migrate customers, migrate teams, migrate the teams, switch all, switch everyone, switch users, convert users, open it to, open to all, open it for, open for, opened to, release to, release it to, released to, launch, launched, launch to, launch for, go live, go-live, goes live, campaign, communicate, announce, demo, demonstrate, show it to, show to, present to, bring in, bring on, bring the teams, bring users, connect the teams, connect all, roadshow, kick-off, win users, find users, acquire users, move in, are moved, is moved, let users, let teams, admit, welcome, enable the teams, enable all, change management, school~, schooling, instruct~, brief~, briefing, familiarise~, familiarize~
`)

var adoptedLater = newLexicon(`spared, are asked, is asked, will be asked, come in, comes in, can come, may come, can begin, may begin, start using, begin to use, can use, may use, will use, get access, gets access, follow, follows, are shown, is shown, see it, may see, their turn, become users, join, joins, may join, can join`)

// readiness begins a clause about the time when all is made.
var readiness = newLexicon(`once, when, as soon as, after, until, what has, whatever has, only when, only after, only then, not before, with the first, as of, from the day`)

// finished says that it is made.
var finished = newLexicon(`ready, complete, completed, completely, finished, done, built, in place, live, stable, production-ready, certified, filled, tested, accepted, acceptance, passed, proven, implemented, developed, deployed, operational, mature, up and running, running, hardened, perfect, polished, green, flawless, faultless, without a flaw, free of errors, beyond reproach, taken down, available, is there, stands, finished house, all this, everything works, everything is, signed off, approved, feature-complete, shipped, perfect, whole, all of it, nothing is missing, nothing more is missing, nothing is left to do, the last _ is, the work is over, the building is over, the engine runs, it runs, it works, works, we are satisfied, we are happy, we are sure, we are proud, works properly, fit for, ready to, made, exists, assembled, in its place, closed the last`)

// thenAdopt brings people in after something else.
var thenAdopt = newLexicon(`
then onboard/onboards/invite/train/roll/enrol/enroll/introduce/launch/adopt/migrate/move/teach/open/release/show/bring, then we onboard/invite/train/roll/enrol/enroll/introduce/launch/adopt/migrate/move/teach/open/release/show/bring, then it is rolled/opened/released/handed, then they are, then teams, then users, then all teams, then everyone, then everybody, then people, then customers, then the teams, then the users, then the offices, then the shops, afterwards onboard/invite/train/migrate/teach, before inviting/onboarding/training/showing, before anyone/anybody/users/teams/customers/people uses/use/sees/see/is/are/touches
`)

// lastInWords says it outright.
var lastInWords = newLexicon(`
adoption is phase three, adoption is phase 3, adoption comes last, adoption comes later, adoption follows, users come last, users come later, users come in the end, users follow, teams follow later, then the users, people come last, people come later, find a finished, finds a finished, get a finished, gets a finished, receive a finished, receives a finished, move into a finished, present a finished, presented with the finished, not before it is perfect, nobody sees it before, no one sees it before, nobody sees it until, no one sees it until, until then nobody, until then no one, behind closed doors
`)

// partial says that what is ready is a part, or that people are in it already.
var partial = newLexicon(`gone well, one event, first slice, first part, first version in, each part, each step, every step, a week, first day, first week, from the first, try it, tries it, tried it, one team, two teams, hand by hand, asked for, asks for`)
