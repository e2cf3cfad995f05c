package check

import "waymark/internal/kind"

// easyNo finds a non-goal that nobody would have wanted.
var easyNo = &Rule{
	Code:    "S233",
	Of:      "strategy",
	Pitfall: "says-yes-to-everything",
	Lexical: true,
	Before: `## Non-goals

- Breaking invoices for existing customers, because they pay us
- Adding unnecessary complexity
`,
	After: `## Non-goals

- Events for orders, because sales reads them once a day and is content
- Breaking up the ledger, until invoices have run on events for a month
`,
	Check: func(in *Input) []Finding {
		var found []Finding
		for _, item := range in.items(kind.SectionNonGoals) {
			if isUnwanted(item.head()) {
				found = append(found, one(item.at(), "decline something attractive, that somebody will ask for", "nobody wanted that: %s", item.name())...)
			}
		}
		return found
	},
}

// isUnwanted reports whether words name a harm, or the making of something bad.
func isUnwanted(words []Word) bool {
	if len(words) == 0 {
		return false
	}
	what := clauses(words)[0]
	for len(what) > 0 && beforeTheVerb.Has(what[0]) {
		what = what[1:]
	}
	switch {
	case len(what) == 0:
		return false
	case perhapsHarming.At(what, 0) > 0:
		rest := what[perhapsHarming.At(what, 0):]
		return (cared.In(rest) || namesPeople(rest)) && !wantedHarm.In(what)
	case harming.At(what, 0) > 0:
		return len(what) > harming.At(what, 0) && !wantedHarm.In(what)
	case isBad(what):
		return true
	case making.At(what, 0) > 0:
		return badThings.In(what) || harder.In(what) && (namesPeople(what) || lives.In(what))
	}
	return worsening.In(what)
}

// isBad reports whether a thing is bad by itself, whoever makes it.
func isBad(what []Word) bool {
	n := bad.At(what, 0)
	return n > 0 && (n == len(what) || function.Has(what[n]) || badQualities.At(what, 0) > 0)
}

var bad = newLexicon(`worse, poorer, lower quality, poor, bad, unnecessary, needless, avoidable, data loss, loss of data, downtime, chaos, new bugs, more bugs, security holes, vulnerabilities, technical debt, more complexity, more bureaucracy, bureaucracy, harm, damage, unfair, unethical, unlawful, illegal, inhumane, dishonest, harmful, lawsuits, accidents, injuries, scandals, discrimination, burn-out, burnout, burnt-out, deaths, fraud, overspending, overload, overwork, slower, weaker, bottlenecks, trouble with, misinformation, disinformation, corruption`)

// badQualities need something beside them that is bad.
var badQualities = newLexicon(`worse, poorer, poor, bad, unnecessary, needless, avoidable, unfair, unethical, unlawful, illegal, inhumane, dishonest, harmful, burnt-out, slower, weaker`)

// beforeTheVerb may stand before the verb of what is declined.
var beforeTheVerb = newLexicon(`no, not, never, don't, without, avoid, avoiding, knowingly, deliberately, intentionally, publicly, needlessly, unnecessarily, carelessly, secretly, to, the, we, will, won't, ever, simply, just, constantly, permanently, silently, further`)

// harming are forms of verbs for what nobody sets out to do.
var harming = newLexicon(`
causing, degrading, degrade, degradation of, wasting, waste money/budget/time/resources/energy/taxpayers'/funds, violating, violate, violation~ of, breaching, breach of, infringing, harming, harm, harm to, hurting, hurt, damaging, endangering, endanger, jeopardising, jeopardizing, jeopardise, jeopardize, threatening, neglecting, neglect, neglect of, disregarding, annoying, annoy, angering, upsetting, frustrating, disappointing, frightening, scaring, confusing, confuse, misleading, mislead, deceiving, cheating, insulting, humiliating, shaming, embarrassing, discriminating, complicating, complicate, worsening, worsen, weakening, weaken, undermining, undermine, sabotaging, corrupting, wrecking, ruining, spoiling, polluting, overloading, burdening, overburdening, hindering, obstructing, impairing, impair, reducing quality, lowering quality, sacrificing, facilitating, enabling fraud~, mistreating, hampering, alienating, betraying, inconveniencing, irritating, injuring, poisoning, stranding, deteriorating, deterioration of, squandering, misusing, abusing, mishandling, making mistakes, producing errors
`)

// perhapsHarming are harms only to what somebody cares for: one may well lose a
// form, break with a habit, or expose an interface.
var perhapsHarming = newLexicon(`
breaking, break, cause, losing, lose, loss of, damage to, damage, risking, ignoring, ignore, exposing, expose, punishing, excluding, exclude, compromising, compromise, destroying, destroy, slowing down, slow down, slowing, forgetting, forget, leaking, leak, failing, fail, disrupting, disrupt, abandoning, abandon, killing, delaying, delay, stopping, blocking, interrupting, interrupt, cutting, weakening, sacrificing
`)

// cared are things that nobody wants harmed.
var cared = newLexicon(`
data, quality, service, services, trust, privacy, safety, security, law, laws, rules, regulation~, contract~, obligation~, promise~, production, operation~, build, builds, money, revenue, reputation, jobs, health, life, lives, environment, accessibility, performance, availability, stability, reliability, compatibility, existing, integrity, things, it, confidentiality, secrets, passwords, work, everything, anything, harm, damage, trouble, delays, problems, outages, accidents, injuries, errors, complaints, confusion, costs, need~, corners, defence~, defense~, protection, morale, standards, reliability
`)

// making are verbs that are harmless until it is said what is made.
var making = newLexicon(`
building, build, making, make, shipping, ship, creating, create, introducing, introduce, adding, add, delivering, deliver, releasing, release, producing, produce, writing, write, accepting, accept, allowing, allow, tolerating, providing, provide, offering, offer, having, have, becoming, become, running, run, putting, put, bringing, bring, letting, let, giving, give, leaving, leave, getting, doing, selling, sell, sending, send, publishing, raising, increasing, treating, keeping, showing, storing, using, being, lowering, decreasing, reducing, anything that/which/to, everything that, whatever, something that, things that, changes that, measures that, actions that, steps that, solutions that, features that
`)

// badThings are what nobody wants to make.
var badThings = newLexicon(`
unreliable, unsafe, insecure, unstable, unusable, unnecessary, unneeded, needless, avoidable, unwanted, bad, worse, worst, poor, low-quality, inferior, broken, buggy, brittle, fragile, sloppy, useless, pointless, harmful, dangerous, illegal, unlawful, unethical, unfair, inaccessible, unmaintainable, incorrect, wrong, bug~, defect~, error~, mistake~, regression~, vulnerability~, vulnerabilities, hole~, outage~, downtime, crash~, risk~, harm~, hurt~, damage~, danger, complexity, bottleneck~, technical debt, chaos, confusion, waste~, bureaucracy, frustration, quality, safety, security, loss, losses, leaks, mess, disorder, spaghetti, silos, slower, more expensive, more often, less reliable/safe/secure/useful, more dangerous, annoy~, endanger~, jeopardise~, jeopardize~, threaten~, disadvantage~, discriminate~, violate~, in the dark, suffer~, fraud, abuse
`)

// harder is bad for those who work or live with it, and an aim in games and tests.
var (
	harder = newLexicon(`harder, more difficult, longer, more complicated`)
	lives  = newLexicon(`work, life, lives, it, things, everything, day, days, job, jobs`)
)

// worsening says the opposite of an aim.
var worsening = newLexicon(`worse than today/now/before/yesterday, more often than today/now/before, slower than today/now/before, less safe/secure/reliable than, at the expense of quality/safety/customers/patients/users`)

// wantedHarm are what people do want to break, lose or risk, and things that are
// called after the harm they are about.
var wantedHarm = newLexicon(`
record, records, mark, barrier, ground, breaking/break up/down/even/out/into, breaking/break the silence/ice/deadlock, news, bread, weight, monopoly, codes, code, register, statistics, search, office, report~, form, forms, insurance, prevention, detection, analysis, budget, collection, assessment, management, breaking changes, apart
`)
