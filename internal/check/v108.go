package check

import (
	"strconv"
	"strings"

	"waymark/internal/kind"
)

// fluff finds a statement that could describe any company.
var fluff = &Rule{
	Code:    "V108",
	Of:      "vision",
	Pitfall: "fluff",
	Lexical: true,
	Before: `---
statement: We are the leading provider of innovative, seamless solutions that empower our customers.
---
`,
	After: `---
statement: A tube without a seam tells the welder where it comes from, at a tap on its number.
---
`,
	Check: func(in *Input) []Finding {
		for _, s := range in.FieldStatements(kind.FieldStatement) {
			if isSpecific(s.Words) {
				return nil
			}
		}
		own := newLexicon(strings.ToLower(strings.Join(in.Handbook.Settings.Fluff, ",")))
		var found []string
		n := 0
		for _, s := range in.FieldStatements(kind.FieldStatement) {
			words := drop(s.Words, termsOfTrade)
			n += len(words)
			for i := 0; i < len(words); i++ {
				length := max(empty.At(words, i), own.At(words, i))
				if length == 0 {
					continue
				}
				found = append(found, s.Text[words[i].From:words[i+length-1].To])
				i += length - 1
			}
		}
		const most, per = 2, 40 // so many in so many words
		if len(found) < most || per*len(found) < most*n {
			return nil
		}
		const named = 3
		return one(in.Field(kind.FieldStatement), "say what you would see if it were true, so that somebody could go and look", "%s could describe any company", listed(found[:min(len(found), named)]))
	},
}

// isSpecific reports whether words hold a number, an hour or a cause that one can
// look at.
func isSpecific(words []Word) bool {
	return hasQuantity(words) || hours.In(words) || sources.In(words)
}

// listed quotes texts in a row.
func listed(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = strconv.Quote(t)
	}
	if len(quoted) == 1 {
		return quoted[0]
	}
	last := len(quoted) - 1
	return strings.Join(quoted[:last], ", ") + " and " + quoted[last]
}

var hours = newLexicon(`
noon, midnight, breakfast, lunch, dinner, dawn, dusk, before dark, overnight, in the morning, in the evening, this morning, by the evening, the same day, same afternoon, within the hour, in one day, in a day, in an afternoon, in one afternoon, half past, quarter to, quarter past, last night's, last week's, monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, april, june, july, august, september, october, november, december
`)

// empty are words of praise and promise that cost nothing.
var empty = newLexicon(`
world-class, world class, best-in-class, best in class, best-of-breed, best of breed, cutting-edge, cutting edge, state-of-the-art, state of the art, bleeding-edge, next-generation, next generation, next-gen, next level, next-level, first-class, top-tier, premier, leading, market-leading, industry-leading, market leader, leader, leaders, leadership, leader in, pioneer~, pioneering, trailblaz~, trailblazer~, number one, unrivalled, unrivaled, unparalleled, unmatched, unique, outstanding, exceptional, excellent, excellence, superior, premium, perfect, perfection, ultimate, extraordinary, amazing, exciting, remarkable, great, greatest, finest, highest standards, gold standard, benchmark, of choice, preferred, trusted, trustworthy, reliable, strong, powerful, robust, modern, contemporary, fresh, bold, dynamic, vibrant, agile, agility, nimble, lean, flexible, flexibility, adaptive, adaptable, resilient, resilience, scalable, scalability, secure, smart, intelligent, intelligence, innovative, innovation, innovations, innovate, disruptive, disrupt, disruption, transformative, transform~, transformation, transformational, revolutionary, revolutionise~, revolutionize~, reimagine~, reinvent~, rethink~, redefine~, visionary, future-proof, future-ready, future-oriented, fit for the future, digital future, future, tomorrow, tomorrow's, opportunities, opportunity, possibilities, potential, challenges of, new heights, new era, new age, new dimension, horizon, horizons, boundaries, without limits, limitless, endless, infinite, holistic, holistically, end-to-end solution~, integrated, seamless, seamlessly, frictionless, effortless, effortlessly, intuitive, simple, synergy, synergies, synergistic, value-adding, value-added, added value, create value, creates value, creating value, deliver value, delivers value, delivering value, sustainable, sustainably, sustainability, responsible, purpose, purpose-driven, meaningful, impactful, impact, matters, truly matters, what matters, truly, people-centric, people-first, customer-centric, customer-focused, customer-first, user-centric, human-centred, human-centered, data-driven, insight-driven, ai-driven, ai-powered, cloud-first, digital-first, digital solutions, solutions, solution, offerings, experience, experiences, journey, journeys, ecosystem, ecosystems, landscape, value chain, empower~, empowering, empowerment, enable~, enabling, enabler~, unlock~, unleash~, unfold~, elevate~, accelerate~, boost~, drive growth, drives growth, driving growth, leverage~, leveraging, harness~, maximise~, maximize~, optimise~, optimize~, thrive~, thriving, flourish~, prosper~, succeed~, success, grow together, growth, excel~, excellence, exceed expectations, exceeds expectations, exceed~, delight~, delightful, joy, joyful, love, loved, magic, magical, wonder, wonderful, inspire~, inspiring, inspiration, passion, passionate, passionately, dream, dreams, heart, hearts, soul, spirit, beacon, lighthouse, compass, light of, shine~, spark~, ignite~, stormy, guide~ people, guides people, at the heart of, home, feel like, every touch, touchpoint~, moments, world-leading, global, globally, together, togetherness, hand in hand, connected, connect people, connecting people, connects people, ever-evolving, ever-changing, fast-changing, fast-paced, rapidly changing, changing world, complex world, a better world, make the world, make a difference, makes a difference, difference, culture of, mindset, spirit of, dna, capabilities, capability, competence, expertise, quality, professional, professionally, efficient, efficiently, efficiency, effective, effectively, cost-effective, high-quality, high-performance, high-performing, best, better, comprehensive, versatile, one-stop, one-stop-shop, turnkey, partner of, partner for, partnership~, collaborative, collaboration, inclusive, diverse, all stakeholders, stakeholder~, win-win, paradigm~, game-changing, game changer, groundbreaking, ground-breaking, breakthrough~, foundation of, backbone of, engine of growth, driver of, catalyst~, open, unified, harmonious, harmony, every day better, vision of, mission, promise, confidence, trust, transparency, transparent, strategic, powerhouse, champion~, ambition, ambitious, aspire~, aspiration~, imagine, imagination, creative, creativity, timeless, authentic, authenticity, bespoke, tailored, tailor-made, personalised, personalized, cutting, world of, without borders, borderless, hyper~, quantum leap, leap, leapfrog~, evolve~, evolving, evolution, momentum, bridge~ between, builds bridges, building bridges, stars, reach for, sky, ocean of, wave of, wings, soar~, voyage~, voyages, odyssey, adventure~, road ahead, way ahead, path to, symphony, canvas, tapestry, mosaic, fabric of, pulse, heartbeat, breathe~, alive, humanity, human side, everything, everywhere, anytime, anywhere, never-ending, one step ahead, ahead of the curve, forefront, front of, edge of, beyond, dare~, bold, shape the, shaping the, shapes the, architects of, pathfinder~, north star, source of, wellspring, flow, flows, unites, unite, enrich~, enriching, nurture~, nurturing, cultivate~, cultivating, embrace~, embracing, celebrate~, foster~, fostering, everyone wins, each and every
`)

// termsOfTrade hold the same words where they mean something.
var termsOfTrade = newLexicon(`
robust standard/errors/error/estimator~/regression/statistics, robust standard errors, seamless tube~/pipe~/steel/garment~/stocking~/rings, leading edge~/zero~/digit~/question~/hand/lady/man/singer/axle/wheel, scalable vector, scalable video, smart meter~/card~/lock~/quotes/watch~/phone~, intelligent design, digital signature~/clock~/audio/subscriber/camera~/thermometer~/scale~, modern art/languages/greek/dance/history, open source/water/sea/heart/window~/door~/air/day~/access/house/fire/map~/street, opening hours, trusted computing/platform/execution/certificate~/introducer~, secure attachment, agile manifesto, lean meat, flexible hose~/pipe~/tube~/coupling~/joint~/working/hours, sustainable yield, perfect pitch/tense/number~/square~/competition, simple interest/fracture/majority, global positioning/variable~/warming, dream sleep, heart rate/attack~/failure/surgery/valve~/ward, light of the, love letter~, best man, better half, home page/address/visit~/ward~/office/team/game~/rule, at home, go home, goes home, way home, the way home, nursing home~, old people's home~, take home, quality control/assurance/inspector~, professional football, magic number~/bytes, spirit level~, soul music, compass needle, lighthouse keeper~, beacon frame~, horizon line, event horizon, journey time~, train journey~, bus journey~, return journey~, success rate, growth rate, potential difference, impact crater~, impact statement~, purpose-built, strong acid~/typing/consistency/encryption/room, unique key~/identifier~/constraint~, connected component~, efficient frontier, expert witness~, catalyst bed, champion trophy, premium bond~, insurance premium, solution of, saline solution, salt solution, quantum dot~, exceptional item~, integrated circuit~, transform fault~, fourier transform~, wavelet transform~, heart of the, landscape format/painter~/gardener~/mode/architect~, culture medium, cell culture~, blood culture~, partner bank~, mission control, together with, the future of, creative commons, evolution of species, cutting room, cutting board, light bulb
`)
