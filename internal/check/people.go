package check

import (
	"strings"

	"waymark/internal/wording"
)

// namesPeople reports whether words speak of people: by a pronoun, a role, an
// occupation, a relation. In computing many roles are those of programs (clients,
// workers, hosts); they are people only where something human is said of them.
func namesPeople(words []Word) bool {
	for i := range words {
		if isPerson(words, i) {
			return true
		}
	}
	return false
}

// pageNamesPeople reports the same of a whole page. Where it speaks of machinery
// throughout, clients that ask and agents that answer are machinery too.
func pageNamesPeople(page []Statement) bool {
	machines := 0
	for _, s := range page {
		machines += machinery.Count(s.Words)
	}
	const few = 2
	for _, s := range page {
		for i := range s.Words {
			if isPerson(s.Words, i) && (machines <= few || !isProgramRole(s.Words, i)) && !(machines > 0 && isGuess(s.Words, i)) {
				return true
			}
		}
	}
	return false
}

// isPerson reports whether the i-th word stands for people.
func isPerson(words []Word, i int) bool {
	w := &words[i]
	if i+1 < len(words) && w.Break == "" && thingOfPeople.At(words, i+1) > 0 {
		return false // a worker process, user space
	}
	switch {
	case personPhrases.At(words, i) > 0:
		return true
	case programRoles.Has(*w):
		return isHuman(words, i)
	case persons.Has(*w):
		return true
	case strings.Contains(w.Text, "-"):
		last := w.Text[strings.LastIndexByte(w.Text, '-')+1:]
		return last != "" && !strings.HasSuffix(last, "'s") && isPerson([]Word{{Text: last, Stem: wording.Stem(last)}}, 0)
	}
	return endsLikePerson(w.Stem) || actsLikePeople(words, i)
}

// actsLikePeople takes a plural that ends like those who do something for people,
// where it is what a sentence begins with.
func actsLikePeople(words []Word, i int) bool {
	text := words[i].Text
	const shortest = 7
	if len(text) < shortest || !strings.HasSuffix(text, "ers") && !strings.HasSuffix(text, "ors") || doers.Contains(text) || i+1 >= len(words) || words[i].Break != "" {
		return false
	}
	return (i == 0 || i == 1 && !function.Has(words[0]) || articles.Has(words[i-1])) && !machinery.In(around(words, i, 25, 25)) && layers.At(words, i) == 0
}

// isGuess reports whether the i-th word passes for people by its ending only.
func isGuess(words []Word, i int) bool {
	return actsLikePeople(words, i) && !persons.Has(words[i]) && !programRoles.Has(words[i]) && personPhrases.At(words, i) == 0
}

// doers are things that do something.
var doers = wordSet(`servers routers containers controllers adapters schedulers renderers parsers compilers handlers buffers layers computers printers scanners sensors monitors vectors errors processors connectors numbers letters clusters filters registers parameters headers folders meters timers triggers pointers loaders counters orders papers chapters matters offers corners powers towers drawers lockers elevators escalators radiators generators transformers motors batteries indicators factors mirrors doors floors colors colours identifiers modifiers wrappers resolvers validators formatters converters accelerators detectors actuators semaphores mutators iterators operators aggregators emulators simulators calculators trackers tickers stickers posters flyers folders binders dispensers readers scanners freezers coolers heaters boilers burners mixers washers dryers trailers tankers containers freighters helicopters scooters computers laptops speakers microphones amplifiers receivers transmitters transponders tractors excavators conveyors rollers cutters hammers fasteners quarters borders members numbers characters answers others summers winters flowers rivers members dollars`)

// isProgramRole reports whether a program may be meant by the i-th word.
func isProgramRole(words []Word, i int) bool {
	return programRoles.Has(words[i]) && personPhrases.At(words, i) == 0
}

// isHuman reports whether something is said near the i-th word that is said of
// people and not of programs.
func isHuman(words []Word, i int) bool {
	return !machinery.In(around(words, i, 25, 25)) && humanWords.In(around(words, i, 3, 7)) || i > 0 && humanKinds.Has(words[i-1])
}

// endsLikePerson goes by endings that hardly any other noun has.
func endsLikePerson(stem string) bool {
	for _, ending := range [...]string{"ologist", "ician", "keeper", "monger", "smith", "woman", "women", "person", "people", "folk", "worker", "owner", "maker", "seeker", "holder", "goer", "giver", "taker"} {
		if len(stem) > len(ending) && strings.HasSuffix(stem, ending) {
			return !notPersons.Contains(stem)
		}
	}
	for _, ending := range [...]string{"ist", "man", "men", "arian", "eer"} {
		if len(stem) > len(ending)+2 && strings.HasSuffix(stem, ending) {
			return !notPersons.Contains(stem)
		}
	}
	return false
}

// notPersons end as people do.
var notPersons = wordSet(`placeholder gatekeeper timekeeper scorekeeper troublemaker icemaker coffeemaker
	exist consist persist resist insist assist enlist checklist watchlist whitelist blacklist allowlist denylist shortlist waitlist playlist
	twist moist hoist waist heist wrist mist whist backlist desist subsist coexist
	specimen omen regimen dolmen abdomen acumen yemen amen bitumen stamen semen lumen hymen german roman ottoman talisman ombudsmen cayman
	career steer sheer veneer pioneer cheer sneer peer reindeer agrarian vegetarian utilitarian authoritarian humanitarian bavarian`)

// persons are words for people that hardly ever mean anything else.
var persons = newLexicon(`
who, whoever, whomever, whom, she, he, her, hers, him, his, herself, himself, somebody, someone, anybody, anyone, everybody, everyone, oneself, newcomer~, beginner~, latecomer~
people, person~, human/humans, man, men, woman~, women, child, children, kid~, baby, babies, infant~, toddler~, adult~, teenager~, youngster~, pensioner~, elderly, senior~, citizen~, resident~, inhabitant~, villager~, townspeople, townsfolk, islander~, neighbour~, neighbor~, stranger~, foreigner~, immigrant~, refugee~, tourist~, visitor~, traveller~, traveler~, passenger~, commuter~, cyclist~, pedestrian~, motorist~, rider~, walker~, hiker~, climber~, swimmer~, holidaymaker~
mother~, father~, mum~, dad~, grandparent~, grandmother~, grandfather~, grandchild, grandchildren, daughter~, sister~, brother~, widow~, widower~, wife, wives, husband~, spouse~, uncle~, aunt~, cousin~, friend~, colleague~, acquaintance~, family, families, household~, couple
customer~, shopper~, buyer~, purchaser~, seller~, vendor's, merchant~, shopkeeper~, retailer~, trader~, dealer~, grocer~, baker~, butcher~, florist~, hairdresser~, barber~, tailor~, cobbler~, waiter~, waitress~, chef~, cook~, barista~, bartender~, brewer~, cleaner~, janitor~, caretaker~, porter~, concierge~, receptionist~, bellboy~
patient~, nurse~, doctor~, physician~, surgeon~, midwife, midwives, pharmacist~, dentist~, therapist~, psychologist~, psychiatrist~, radiographer~, radiologist~, paramedic~, carer~, caregiver~, practitioner~, anaesthetist~, veterinarian~, vet~, optician~, donor~, sufferer~, invalid~
teacher~, pupil~, student~, learner~, apprentice~, trainee~, intern~, professor~, lecturer~, scholar~, tutor~, headteacher~, headmaster~, principal~, schoolchild, schoolchildren, graduate~, alumni, researcher~, scientist~, academic~, reviewer~, reader~, author~, writer~, poet~, novelist~, editor~, journalist~, reporter~, correspondent~, columnist~, presenter~, newsreader~, broadcaster~, listener~, viewer~, audience~, spectator~, fan~, critic~, historian~, archivist~, librarian~, curator~, translator~, interpreter~, proofreader~
engineer~, developer~, programmer~, coder~, designer~, architect~, technician~, mechanic~, electrician~, plumber~, carpenter~, joiner~, welder~, fitter~, machinist~, builder~, bricklayer~, roofer~, painter~, glazier~, mason~, miner~, driller~, surveyor~, inspector~, tester~, maintainer~, contributor~, sysadmin~, administrator~, admin~, analyst~, statistician~, mathematician~, physicist~, chemist~, biologist~, geologist~, astronomer~, meteorologist~, forecaster~, oceanographer~, modeller~, economist~, accountant~, bookkeeper~, auditor~, actuary, actuaries, banker~, teller~, cashier~, treasurer~, lender~, borrower~, debtor~, creditor~, investor~, taxpayer~, payer~, payee~, saver~, insured, policyholder~, claimant~, cardholder~, shareholder~, stakeholder~, landlord~, tenant~, lodger~, homeowner~, householder~, leaseholder~
lawyer~, solicitor~, barrister~, judge~, juror~, magistrate~, notary, notaries, clerk~, paralegal~, prosecutor~, defendant~, witness~, prisoner~, detainee~, policeman, policemen, policewoman, policewomen, officer~, constable~, detective~, firefighter~, fireman, firemen, soldier~, sailor~, captain~, skipper~, seafarer~, seaman, seamen, helmsman, bosun~, fisherman, fishermen, fisher~, diver~, lifeguard~, keeper~, warden~, ranger~, forester~, farmer~, grower~, herder~, shepherd~, breeder~, vintner~, winemaker~, winegrower~, beekeeper~, gardener~, hunter~, logger~, miller~
pilot~, steward~, stewardess~, flight-attendant~, conductor~, driver's, dispatcher~, trucker~, haulier~, courier~, postman, postmen, postwoman, packer~, picker~, loader's, docker~, stevedore~, storekeeper~, warehouseman, foreman, foremen, supervisor~, signalman, trainman, stationmaster~, chauffeur~, cabbie~
employee~, employer~, staff, staffer~, crew~, boss~, chief~, director~, executive~, ceo, cto, cfo, chairman, chairwoman, president~, secretary, secretaries, assistant~, deputy, deputies, recruiter~, hire, hires, applicant~, candidate~, jobseeker~, volunteer~, freelancer~, contractor~, consultant~, salesperson, salespeople, salesman, salesmen, saleswoman, marketer~, buyer~, moderator~, facilitator~, trainer~, coach~, mentor~, manager's, leader's
mayor~, councillor~, politician~, minister~, senator~, deputy, mp, mps, voter~, elector~, official~, bureaucrat~, diplomat~, ambassador~, registrar~, regulator~
player~, gamer~, athlete~, runner's, referee~, umpire~, musician~, singer~, dancer~, actor's, actress~, conductor~, composer~, organist~, violinist~, drummer~, artist~, sculptor~, photographer~, filmmaker~, producer's, cameraman, stagehand~, usher~, choreographer~, collector's, museum-goer~, theatregoer~, streamer~, artisan~, craftsman, craftsmen, potter~, weaver~, jeweller~, watchmaker~
bride~, groom~, mourner~, bereaved, deceased, undertaker~, priest~, vicar~, pastor~, rabbi~, imam~, nun~, monk~, parishioner~
member~, subscriber's, attendee~, participant~, respondent~, interviewee~, caller~, addressee~, recipient~, sender~, correspondent~, complainant~, inventor~, entrepreneur~, founder~, owner~, insider~, layperson, laypeople, layman, laymen, expert~, novice~, specialist~, generalist~, practitioner~, enthusiast~, hobbyist~, amateur~, professional/professionals
team~, teammate~, crewmate~, shift-leader~, caseworker~, social-worker~, warehouse-worker~, miner~, guardian~, carer~, foster-parent~, village~, townsman, jury, juries, orchestra~, choir~, club~, class, classes, community
`)

// personPhrases are people of several words, and people who are not named.
var personPhrases = newLexicon(`
case worker~, on-call, on call, whoever, those who, those of us, those that wait, people who, general practitioner~, harbour master~, stage manager~, account manager~, product manager~, bed manager~, branch manager~, support agent~, sales agent~, travel agent~, estate agent~, call-centre agent~, service agent~, human operator~, machine operator~, crane operator~, train driver~, bus driver~, lorry driver~, truck driver~, van driver~, taxi driver~, tram driver~, delivery driver~, night shift, day shift, early shift, late shift, duty manager~, shop assistant~, mail carrier~, letter carrier~, household~, wheelchair user~, screen-reader user~, the blind, the deaf, the sick, the old, the young, the elderly, the poor, the public, the bereaved, your own, their own street, their own home, their own words, you, your, yourself, our own people, school class~, public~ servant~, home carer~, foster parent~, single parent~, dispatcher~ on, works council, first responder~, end user~, hotel guest~, guests of
`)

// programRoles are roles that programs play as often as people do.
var programRoles = newLexicon(`
client~, agent~, worker~, user~, host~, guest~, parent~, master~, slave~, servant~, owner~, driver~, operator~, manager~, producer~, consumer~, publisher~, subscriber~, listener~, observer~, actor~, leader~, follower~, scheduler~, handler~, provider~, requester~, caller~, peer~, broker~, supervisor~, coordinator~, dispatcher~, collector~, reader~, writer~, runner~, loader~, member~, child, children, sibling~, orphan~, victim~, witness~, interpreter~, compiler~, translator~, partner~, keeper~, watcher~, planner~, crawler~, tester~, builder~, monitor~, guard~, visitor~, inspector~, participant~, subject~, principal~, sender~, recipient~, receiver~, class, classes, editor~, player~, family, families, picker~, packer~, porter~, miner~, runner~, conductor~, steward~, pilot~, secretary, regulator~, cleaner~, governor~, designer~, author~, 
`)

// thingOfPeople makes the word before it a name for a thing.
var thingOfPeople = newLexicon(`
process~, space, thread~, node~, pool~, pod~, queue~, container~, controller~, interface~, library, libraries, api, apis, id, ids, code, agent~, account~, module~, class, classes, object~, table~, record~, registry, service~, software, program~, adapter~, device~, machine~, portal~, layer~, framework~, platform~, key, keys, data, certificate~, trust, system~, component~, daemon~, protocol~, cluster~, server~, mode, kernel, port, ports, side, app, apps, application~, journey~, experience~, centricity, management, graph~, store, stores, base
`)

// machinery is what sentences speak of when roles are those of programs.
var machinery = newLexicon(`
process~, thread~, queue~, port, ports, connection~, socket~, packet~, node~, cluster~, replica~, kernel~, daemon~, scheduler~, shard~, cache~, partition~, byte~, cpu, gpu, memory, latency, throughput, endpoint~, token~, autonomous, autonomously, isolation, container~, microservice~, gateway~, api, protocol~, server~, backend~, pod~, quota~, runtime, stack, buffer~, pipeline~, schema~, topic~, stream~, bid~, proxy, proxies, host~ and, semantics, exactly-once, at-least-once, idempoten~, load, reconnect~, failover, rebalanc~, throttl~, solver~, payload~, heartbeat~
`)

// humanWords are said of people near a role.
var humanWords = newLexicon(`
read~, see~, saw, know, knows, knew, understand~, understood, think, thinks, thought, believe~, feel~, felt, want~, wish~, like, likes, love~, fear~, trust~, hope~, learn~, ask~, answer~, tell~, told, say, says, said, speak~, spoke, talk~, phone~, ring, rings, rang, call~ us, write to, sleep~, wake~, woken, eat~, drink~, walk~, sit~, stand~, live~, work~ at, earn~, pay~, buy~, bought, sell~, sold, complain~, laugh~, smile~, cry, worry, worries, worried, tired, angry, happy, glad, proud, ill, home, homes, breakfast, lunch, dinner, tea, coffee, night, nights, morning, evening, hand~, eye~, ear, ears, face, faces, voice~, money, holiday~, rain, waits, waiting, wait, carry, carries, find~, look~, hear~, heard, choose~, decide~, type, types, typed, drive~, drove, arrive~, enter~, visit~, leave~, go, goes, come, comes, get, gets, own, owns, her, his, she, he, who, whose, whoever, somebody, someone, nobody, everybody, everyone
`)

// humanKinds before a role make it one of people.
var humanKinds = newLexicon(`
old, young, new, blind, deaf, sick, ill, elderly, tired, angry, happy, experienced, small, night, retired, school, hotel, bus, train, lorry, truck, van, taxi, tram, crane, forklift, sales, support, service, call, travel, paying, human, our, their, every, his, her, adoptive, single, working, young, foster, shop
`)
