package check

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
		said := in.FieldStatements("slice")
		for _, s := range said {
			if isUse(s.Words) {
				return nil
			}
		}
		for _, s := range said {
			if layers.in(s.Words) {
				return one(in.Field("slice"), "take one use and cut through all layers: who does what, from end to end", "this sounds like a layer; which use works end to end?")
			}
		}
		return nil
	},
}

// isUse reports whether somebody does something in a slice, in the present: people
// come first, or something can be done, and it is not the thing itself that the
// sentence begins with, for use by others later.
func isUse(words []Word) bool {
	layer, _ := layers.find(words)
	for i := range words {
		if (isPerson(words, i) || usedByDepartment.at(words, i) > 0) && (layer < 0 || i < layer) {
			return true
		}
	}
	if enabling.in(words) {
		return false
	}
	if use, _ := used.find(words); use >= 0 {
		return layer < 0 || use < layer || namesPeople(words)
	}
	return layer > 3 && namesPeople(words)
}

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
layer~, framework~, platform~, foundation~, foundational, infrastructure, mvp, base, basis, backbone, substrate, groundwork, cornerstone~, building block~, bedrock, underpinning~, plumbing, scaffold~, skeleton, core, kernel, engine, engines, middleware, message bus, bus, event bus, service bus, broker, api, apis, api gateway, gateway, gateways, sdk, library of components, component library, design system, data model, schema, schemas, registry of, schema registry, event store, data lake, data store, data layer, warehouse, catalogue of services, service mesh, mesh, cluster, clusters, pipeline, pipelines, toolchain, tooling, abstraction~, adapter~, interface~, connector~, driver~, controller~, process~, protocol~, replication, storage, compute, network layer, identity, authentication, authorisation, authorization, policy engine, certificate authority, orchestration, runtime, stack, backend, back end, metadata, standards, taxonomy, ontology, reference architecture, architecture, landing zone, environment~, capabilities, capability, module~, renderer~, primitives, services in place, data hub, hub, integration~
`)
