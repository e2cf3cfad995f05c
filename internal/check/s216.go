package check

import (
	"strings"

	"waymark/internal/kind"
)

// thinWhole finds a strategy that begins with a thin version of the whole: a cut
// through one layer of everything, of which no use works from end to end.
var thinWhole = &Rule{
	Code:    "S216",
	Of:      "strategy",
	Pitfall: "value-last",
	Lexical: true,
	Before: `## Guiding policy

We begin with an MVP of the event platform and deepen it from quarter to quarter.
`,
	After: `## Guiding policy

We begin with refunds: support sees each one on a page that is made by hand, and nothing else moves until they rely on it.
`,
	Check: func(in *Input) []Finding {
		const hint = "take one use that works from end to end, for somebody who is waiting for it, and leave the rest of the whole out"
		for _, s := range in.Statements(kind.SectionGuidingPolicy) {
			if isThinWhole(s.Words) {
				return one(s.Place(), hint, "this is a thin version of the whole and not a part of it")
			}
		}
		for _, step := range in.steps() {
			if isThinWhole(step.head()) {
				return one(step.at(), hint, "this is a thin version of the whole and not a part of it: %s", step.name())
			}
		}
		return nil
	},
}

// isThinWhole reports whether words speak of a thin version of all of a thing, and
// of nobody for whom a part of it is made.
func isThinWhole(words []Word) bool {
	from, to := thin.Find(words)
	if from < 0 || isForSome(words) {
		return false
	}
	if entirety.In(words) {
		return true
	}
	// an MVP of the platform, a rudimentary platform
	rest := words[to:]
	if len(rest) > 0 && rest[0].Text == "of" {
		rest = rest[1:]
	}
	for i := range rest[:min(len(rest), 4)] {
		if upon.Has(rest[i]) || i > 0 && strings.ContainsAny(rest[i-1].Break, ",;:()") {
			return false
		}
		if systems.At(rest, i) > 0 && (i+1 == len(rest) || rest[i].Break != "" || function.Has(rest[i+1])) {
			return !strings.HasSuffix(words[from].Text, "ly") // "roughly" is said of anything
		}
	}
	return false
}

// isForSome reports whether words say for whom a thing is, where, or what only: not
// for all, and not that people are shown it.
func isForSome(words []Word) bool {
	if narrowed.In(drop(words, ifOnly)) {
		return true
	}
	for i := range words {
		if recipients.Has(words[i]) && i+1 < len(words) {
			next := words[i+1 : min(len(words), i+4)]
			if (namesPeople(next) || sites.In(next) || next[0].Number() || small.Has(next[0])) && !universalWords.In(next) {
				return true
			}
		}
	}
	return false
}

var (
	recipients     = newLexicon(`for, with, at, by, in, on, from`)
	universalWords = newLexicon(`all, every, each, everyone, everybody, our, the customers, the users, the future`)
	small          = newLexicon(`one, two, three, four, five, a single`)
)

// ifOnly holds an only that leaves nothing out.
var ifOnly = newLexicon(`if only, not only, only roughly, only a first`)

var narrowed = newLexicon(`only, nothing else, nothing besides, and no other, no second, alone, a single, one use, one case, one customer, one team, who needs, who need, who asked, who want, need to, needs to, work with, works with, the first user, end to end, end-to-end, instead, instead of, rather than, walking skeleton, tracer bullet, vertical`)

// thin are names for a version that has little of everything.
var thin = newLexicon(`mvp, mvps, minimum viable product, minimum viable version, minimum version, minimal version/form/edition/variant, first version/edition/release/cut, initial version/edition/release/cut, early version, basic version/form/edition/variant, simple version/form/edition, simplest form/version, v1, v0, version # of, version 1, version 0, rough version/form/cut/draft, rough, roughly, rudimentary, bare-bones, barebones, bare form/version, bare, skeleton, skeletal, thin version/layer, thinner version, slim version, slimmed-down, stripped-down, stripped down, pared-down, pared down, cut-down, scaled-down, light edition/version/variant, lightweight version, lite version, in outline, in its simplest, in their simplest, in a simple form, in a basic form, prototype of, draft of, embryonic, miniature, a bit of everything, a little of everything, some of everything, the basics of, the bones of, makeshift, provisional, provisionally, superficially, thinly, elementary form, elementary, first stage of, shell of, stub, stubs`)

// entirety says that all of the thing is meant.
var entirety = newLexicon(`whole, entire, complete, full, in full, all its/the/modules/parts/elements/components/functions/features/layers/areas, all of its, all # layers/modules/components/parts/stages/steps/functions, all modules/parts/elements/components/functions/features/layers, every module/part/element/component/function/feature/layer/tool/area/service, each module/part/element/component/function/layer/stage, each in, each of them in, everything, overall, across the board, breadth, end of the chain, all at once, the later one`)

// systems are what is built for many uses.
var systems = newLexicon(`platform, system, product, portal, application, app, solution, suite, stack, infrastructure, framework, architecture, engine, environment, marketplace, hub, backbone, ecosystem, tool chain, toolchain, service, website, site, shop, network, warehouse, lake, mesh, fabric, cloud, workflow engine, data platform, programme, program, software, landscape`)
