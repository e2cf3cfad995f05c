package check

import "waymark/internal/kind"

// horizontalSlice finds a slice that is a layer, on which uses will come later.
var horizontalSlice = &Rule{
	Code:    "F323",
	Of:      "strategy",
	Pitfall: "value-last",
	Lexical: true,
	Before: `---
pattern: big-vision
slice: The event platform as a foundation for all teams
---
`,
	After: `---
pattern: big-vision
slice: Support sees a changed invoice on the event platform a second after the change.
---
`,
	Check: func(in *Input) []Finding {
		if !in.Follows("big-vision") {
			return nil
		}
		for _, s := range in.FieldStatements(kind.FieldSlice) {
			if isLayer(s.Words) {
				return one(in.Field(kind.FieldSlice), "take one use and cut through all layers: who does what, from end to end", "this sounds like a layer; which use works end to end?")
			}
		}
		return nil
	},
}

// isLayer reports whether a slice is something for uses to come. It is none when
// people come first in it, or when something happens in it, unless what happens
// is that a layer is there.
func isLayer(words []Word) bool {
	layer, _ := layers.Find(words)
	for i := range words {
		if (isPerson(words, i) || usedByDepartment.At(words, i) > 0) && (layer < 0 || i < layer) {
			return false
		}
	}
	if enabling.In(words) {
		return true
	}
	verb, _ := happens.Find(words)
	switch {
	case layer < 0, used.In(words):
		return false
	case verb < 0:
		return !namesPeople(words) || layer < headOf(words)
	}
	return layer < verb && layer < headOf(words) && !namesPeople(words)
}

// headOf returns where the words end that a phrase is about, before the first that
// says of what, where or by what.
func headOf(words []Word) int {
	for i := range words {
		if i > 0 && upon.Has(words[i]) {
			return i
		}
	}
	return len(words)
}

var upon = newLexicon(`of, for, on, in, at, from, through, under, via, by, with, over, to, into, onto, across`)

// happens are verbs of what goes on in a use.
var happens = newLexicon(`
is, are, has, have, can, may, sees, see, reads, read, gets, get, finds, find, sends, send, pays, pay, orders, books, hears, hear, knows, know, opens, opens, closes, reaches, reach, arrives, arrive, comes, come, goes, go, runs, run, works, work, changes, appears, appear, shows, show, tells, tell, asks, answers, answer, starts, starts, ends, leaves, leave, travels, travel, prints, print, rings, ring, lands, land, moves, move, flows, flow, carries, carry, follows, follow, passes, pass, replaces, replace, stands, lies, stops, stop, keeps, keep, takes, take, needs, need, serves, serve, exists, exist, supports, support, provides, provide, offers, offer, does, do, says, say, turns, turn, wakes, wake, learns, learn, uses, use, buys, buy, sells, sell, signs, sign, types, type, wins, lives, live
`)

// enabling says that what it is for comes later or elsewhere.
var enabling = newLexicon(`
later, so that everything, so that anything, on which all, on which every, on which everything, on which other~, on which we, on which teams, on which product~, on which future, on top of which, upon which, can rest on, can build on, will build on, to build on, can be built on, will be built on, can be built upon, be built on top, can stand on, can grow, future use~, for future, for everything, for all that follows, for all future, for what comes, for whatever comes, that will enable, which will enable, that will allow, which will allow, that would allow, will one day, paves the way, pave the way, prepares the way, lay the ground, lays the ground, the ground for, precondition~ for, prerequisite~ for, basis for, base for, foundation~ for, foundations of, foundational, groundwork, ready for, to be used by, eventually
`)

// used says that something is done.
var used = newLexicon(`
can be followed/seen/read/bought/booked/ordered/paid/repeated/found/used/heard/traced/tracked/checked/changed/returned/cancelled/signed/sent, is paid/sent/sold/booked/delivered/answered/printed/signed/published/returned/refunded, are paid/sent/sold/booked/delivered/answered/printed/signed/published/returned/refunded, end to end, end-to-end
`)

// layers are words for what lies under a use.
var layers = newLexicon(`
layer~, framework~, platform~, foundation~, foundational, infrastructure, mvp, base, basis, backbone, substrate, groundwork, cornerstone~, building block~, bedrock, underpinning~, plumbing, scaffold~, skeleton, core, kernel, engine, engines, middleware, message bus, bus, event bus, service bus, broker, api, apis, api gateway, gateway, gateways, sdk, library of components, component library, design system, data model, schema, schemas, registry of, schema registry, event store, data lake, data store, data layer, warehouse, catalogue of services, service mesh, mesh, cluster, clusters, pipeline, pipelines, toolchain, tooling, abstraction~, adapter~, interface~, connector~, driver~, controller~, process~, protocol~, replication, storage, compute, network layer, identity, authentication, authorisation, authorization, policy engine, certificate authority, orchestration, runtime, stack, substructure, rails, pipes, wiring, cabling, chassis, hull, shell, kit, toolkit, prerequisites, preconditions, preparations, preparatory, technical basis, technical base, basics, essentials, fundamentals, common services, shared services, core services, generic, reusable, roots, trunk, basement, cellar, ground floor, hooks, plug-ins, extension points, templates for, model for, blueprint~, backend, back end, metadata, standards, taxonomy, ontology, reference architecture, architecture, landing zone, environment~, capabilities, capability, module~, renderer~, primitives, services in place, data hub, hub, integration~
`)
