package generate

import "strings"

// The vocabulary. Words of different sentences' parts may coincide; within a
// list each occurs once, because titles are numbered by their words.
var (
	nouns = strings.Fields(`
		archive anchor apprentice auction bakery ballast bandwidth barrier basin beacon bench binder blueprint board bolt
		bottleneck bracket bridge broker bucket bulletin café camp canal canvas carrier census chain chart circuit clerk
		clinic clock colony column comment compass compiler corridor courier craft crane crew crossing curve dam depot desk
		dial dictionary digest district dock drawer drill drum dune editor elevator engine escort estate excerpt façade
		factory falcon farm fence ferry fleet floor folder forest forge fork foundry frontier fuse garden garrison gauge
		glossary grain granary grid guild hall harbour harvest hatch hearth helm herald hinge hive hub hull inbox index
		island jetty junction kiln kitchen knot laboratory ladder lamp lane lantern latch lathe lattice lawn ledge lens
		lighthouse loader lock locker loom machine magnet mailbox marker mast matrix meadow mentor meridian mill mine mirror
		mosaic motor museum needle nest notebook nursery oasis observatory office orbit orchard orchestra outpost oven
		packet paddock palette parcel pasture pavilion pier pillar pilot pivot plateau plough pocket port portal postcard
		press printer prism pulley quarry quay quill radar raft railway ramp ranger receiver recipe reef refinery relay
		reservoir ridge rig river road roof rope router sail satellite scaffold schooner scout seal seed sensor shard shelf
		shelter shield shipyard shop shore siding signpost silo sketch slope sluice socket spindle spool spring square
		stable staircase station stencil studio summit switch table tanker telegraph tent terminal terrace thread ticket tide
		tile timber toolbox torch tower track tractor tram transmitter trellis tunnel turbine valley valve vault vehicle
		vessel viaduct village vineyard wagon warehouse watchtower water weaver well wharf wheel windmill winch wire yard`)

	adjectives = strings.Fields(`
		agile ample amber ancient arctic awake balanced bare bold bright broken busy calm candid coarse coastal cold compact
		copper crisp crowded curious damp deep dense distant double dry dusty eager early eastern elder electric elegant
		empty even faint faithful fallow famous fine firm flexible foreign former forward fresh frozen frugal generous gentle
		golden graceful grand green handy harsh hasty heavy hollow humble hungry inland inner iron keen kind known lasting
		latent lazy level little lively lone lowland lucky mellow merry mighty mild narrow neat nimble noble northern odd
		paired pale paper patient polite porous proud prudent pure quaint radical ragged rainy rapid refined remote ripe
		rising robust round royal rugged rural rustic sandy second sharp shiny silent silver single sleepy slender sober
		southern sparse spotless steep stern stout strict subtle sunny supple swift tall tame tender thick tidal tired
		tough tranquil urban vacant vast vivid warm western whole wild wise wooden young`)

	verbs = strings.Fields(`
		abandon absorb admire advance aim allow amend appoint assemble attend audit award bind borrow brief bring broaden
		bundle carry carve catch celebrate chart clean climb collapse compose concede conduct confine consult convince count
		cultivate curb dedicate defend delete deny deserve detach devote dismiss divert double earn empty enlist enrich erase
		excuse exempt exhaust fasten fetch filter find flatten fold forgive furnish grade grant greet halt hand harden hasten
		hire host imagine impose incline inherit insist insure invite invoke jolt keep kindle label lend lift load lower mend
		mention mimic mount narrow need nominate nudge number oblige omit oppose outgrow overlook pack paint part patch patrol
		pay permit persuade pilot place pledge polish postpone praise print probe prompt purchase pursue quote rally recall
		receive reckon recruit refuse regain relieve rely remind rename rent repay rescue reset retell rinse rotate salute
		save scan seal seek sense shelter shorten sketch soften spare spend spread square stretch supplement surround swap
		sweep tempt tend tidy tolerate train trim uncover unite unload untangle urge wager wait wake warn weave welcome wind
		withdraw witness yield`)

	adverbs = strings.Fields(`
		abruptly aloud barely boldly briefly calmly candidly cautiously cheerfully deliberately discreetly eagerly evenly
		faithfully firmly fondly forever frankly gently gladly gracefully honestly instantly keenly kindly lightly loudly
		merely neatly nightly patiently politely proudly readily silently simply smoothly steadfastly swiftly thoroughly
		tirelessly warmly wholly wisely`)

	openers = []string{
		"After two releases", "Before anyone signs", "By early spring", "During the freeze", "Even on a bad day",
		"From that point on", "In a small team", "In the long run", "More often than not", "Most of the time",
		"On paper", "Once the numbers settle", "Outside the core group", "Since the reorganisation",
		"Three months later", "Until the contract ends", "When the pager rings", "Where two teams meet",
		"While nothing burns", "With fewer people",
	}

	tags = strings.Fields(`
		accounts alerts apis backups billing caching cli compilers contracts costs dashboards databases deadlines debugging
		deploys docs experiments feedback hiring incidents interfaces invoices latency licences localisation logging mentoring
		mobile money notebooks offsites on-call packaging payments performance pipelines pricing privacy queues releases
		retros reviews rollouts scheduling schemas search security staffing storage support telemetry tooling training
		upgrades vendors workshops`)

	teams = strings.Fields(`accounts billing checkout data delivery docs growth identity infra ledger mobile payments platform
		pricing research risk search security storage support web`)
)

// titleForms make titles of pages and sectionForms those of sections. Each uses
// an adjective and two nouns, so that equal titles have equal numbers. None
// can make what another makes.
var (
	titleForms = []string{
		"Why a {a} {n} needs the {m}", "Moving the {n} to a {a} {m}", "The {a} {n} behind every {m}",
		"Keeping a {n} {a} without a {m}", "A {a} {n}, then the {m}", "What the {n} owes to a {a} {m}",
		"Signing off the {a} {n} and its {m}", "{N}, {m} and a {a} middle way", "Two ways to a {a} {n} for the {m}",
		"The {n}: a {a} {m} in disguise", "Who pays for the {m}’s {a} {n}?", "Rehearsing the {n} with a {a} {m}",
	}
	sectionForms = []string{"{A} {n} and {m}", "{N} beside the {a} {m}", "{A} {n} to {m}"}
	headingForms = []string{
		"A {a} {n} to start with", "How to {v} the {n}", "If the {n} cannot {v}", "Limits of the {a} {n}",
		"Numbers for the {n}", "Questions about a {a} {n}", "Roles around the {n}", "Steps to {v} a {n}",
		"The day after the {n}", "Trying the {a} {n}", "Until the {n} is {a}", "What we {v} first",
	}
	subheadingForms = []string{
		"More about the {n}", "The {n} of last year", "Where the {n} meets the {m}", "An aside on the {a} {n}",
	}
	alerts = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}
)
