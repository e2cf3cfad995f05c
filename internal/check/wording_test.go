package check

import (
	"testing"

	"waymark/internal/page"
)

// What rules make of sentences that stand in no labelled text: paraphrases of a
// flaw, and the same words about something else.
func TestWording(t *testing.T) {
	words := func(f func([]Word) bool) func(string) bool { return func(s string) bool { return f(wordsOf(s)) } }
	for _, group := range []struct {
		name    string
		judge   func(string) bool
		yes, no []string
	}{
		{"rules something out", words(rulesOut), []string{
			"Whoever adds a dependency also removes one.",
			"Nobody deploys on Fridays.",
			"Old clients get security fixes and nothing else.",
			"Depth over breadth.",
			"A ward without a tablet keeps its paper.",
			"We'd sooner be late than wrong.",
			"Small shops before large ones.",
			"The second reviewer is dropped.",
			"Features wait for the migration to end.",
			"A slower answer is fine as long as it is right.",
			"Where speed and safety collide, speed loses.",
			"One vendor. The other two contracts run out.",
			"We stop supporting the desktop client.",
			"What the register says holds, even when the applicant disagrees.",
			"Only what a nurse asked for is built.",
			"We buy, we do not build.",
			"Requests that arrive without a log are sent back.",
			"At most three things are in progress.",
			"Boring technology, for two years.",
			"The mobile team gives up its own backlog for it.",
			"Quality in preference to quantity.",
			"Teams that share a database share its pager.",
			"Every new service replaces an old one.",
			"The customer's spelling beats ours.",
		}, []string{
			"We put the customer first.",
			"We will improve quality, speed and cost at the same time.",
			"All teams contribute according to their strengths.",
			"Over the coming quarters we will modernise our systems step by step.",
			"We strive for excellence in everything we do.",
			"Nothing less than the best is our aim.",
			"We take a holistic approach that considers all stakeholders.",
			"We leave no stone unturned.",
			"We use the best tool wherever it makes sense.",
			"Not only the platform but also the culture will be renewed.",
			"Security and usability go hand in hand.",
			"We never lose sight of our users.",
			"Innovation without limits.",
			"Each team receives the support it needs.",
			"We combine the strengths of both worlds.",
			"Together we create the conditions for success.",
			"Quality is the responsibility of everyone.",
			"First and foremost we listen to our customers.",
			"We work closely with all departments to find the best solution for each case.",
		}},
		{"is a target", words(isTarget), []string{
			"Cut the error rate to 1 % by Q4.",
			"Four in five users shall finish the form on their first attempt by June.",
			"Increase monthly active users by 30 %.",
			"Availability of 99.95 % in 2027.",
			"Halve the number of tickets within six months.",
			"Every call is answered within 20 seconds by the end of the year.",
			"We want to reach 1 million downloads this year.",
			"Zero defects by December.",
			"Bring the average waiting time below 10 minutes by spring.",
			"Become number one in the region by 2028.",
		}, []string{
			"Every answer that takes more than 20 seconds goes to a second person.",
			"A change that lowers coverage below 80 % isn't merged.",
			"20 % of each sprint belongs to repairs.",
			"Reduce the error rate by deleting the rarely used screens.",
			"We spend at most 10 % of the budget on tools.",
			"Above 500 euros two people sign.",
			"Small merchants first; the large ones wait until spring.",
		}},
		{"is a result", words(isResult), []string{
			"Reduce response times by 50 %",
			"Increase conversion from 2 % to 3 %",
			"Achieve ISO certification for 3 sites",
			"Reach 500 daily users",
			"Get everyone to 90 % test coverage",
			"Halve the number of support tickets",
			"95 % of orders shipped on the same day",
			"Double sales in the north",
			"Lower churn to 3 %",
			"Make sure that nine in ten invoices are paid on time",
			"Gain 200 new subscribers",
			"Average handling time below 4 minutes",
		}, []string{
			"Reduce the timeout to 5 seconds",
			"Interview 12 customers",
			"Raise the price of parking to 3 euros",
			"Reduce complaints by 20 % by calling back within the hour",
			"Cut the questionnaire to 10 questions",
			"Migrate 3 % of traffic",
			"Increase the number of replicas to 5",
			"Shorten the sprint to 1 week",
			"Sit beside 5 clerks for a day",
			"Delete the 40 oldest reports",
			"Write tests for the 3 worst modules",
		}},
		{"nobody wants it", words(isUnwanted), []string{
			"Making the app slower",
			"Introduce new security vulnerabilities",
			"Causing outages",
			"Degrading performance for existing customers",
			"Adding technical debt",
			"Disrupting daily operations",
			"Wasting taxpayers' money",
			"Making life harder for nurses",
			"Ignoring the needs of small shops",
			"Losing customer data",
			"Writing bad code",
			"Anything that harms the environment",
			"Reducing the quality of our service",
			"Violating the GDPR",
			"Creating more bureaucracy",
			"Worse accessibility than today",
			"Lowering safety standards",
			"Data loss",
		}, []string{
			"Breaking up the monolith",
			"A loyalty programme",
			"Supporting Internet Explorer",
			"Waste collection in the old town",
			"Loss adjustment for farms",
			"Risk scoring for private customers",
			"Breaking news on the front page",
			"Error reports from beta versions",
			"Damage claims by post",
			"A faster search",
			"Making the editor pretty",
			"Adding a dark mode",
			"Dropping the old API",
			"Slow queries of the reporting team",
			"Fraud detection",
			"Writing our own database",
		}},
		{"writes a vision", words(writesVision), []string{
			"Write a vision for the data platform",
			"Workshop: our north star for 2030",
			"Agree on a target picture with all departments",
			"Put into words where we want to be in five years",
			"Sketch the future state of the warehouse",
			"Create a vision document",
			"Describe what the product should look like in 2030",
			"Prepare an offsite to define our long-term direction",
			"Draw the big picture of tomorrow's hospital",
		}, []string{
			"Write the computer vision service",
			"Draft the release notes",
			"Develop the night vision mode",
			"Define the schema of events",
			"Run the vision test with ten drivers",
			"Draw the ramp in plan 3",
			"Describe the steps of a refund",
			"Create a picture of each shelf",
		}},
		{"moves everything", words(movesAll), []string{
			"Move every service to the cloud",
			"Replace all terminals",
			"Port the entire code base to Go",
			"All customers are migrated to the new billing system",
			"Switch everybody to the new client",
			"Convert the whole archive to the new format",
			"Rewrite everything in Rust",
			"Retire the old system completely",
			"The last server leaves the basement, and no workload stays behind",
		}, []string{
			"Move the two smallest shops",
			"Move the daily meeting to ten for all teams",
			"Ask all teams which service they would move",
			"Migrate one team a month",
			"Move whoever asks",
			"Write down all services",
			"Convert the three hardest maps",
		}},
		{"explains a non-goal", func(s string) bool {
			return (&item{said: statementsOf(&page.Block{Text: s})}).explained()
		}, []string{
			"Android tablets: nobody has one",
			"A second language; the translators are on leave until May",
			"Weekend service, although many ask for it",
			"The archive before 1990 (the tapes are brittle)",
			"Reports for managers. They have the spreadsheet.",
			"Live maps, which the city already offers",
			"Payments in cash - the bank counts them for us",
			"Import from the old system, at least before the audit",
			"Group bookings: 2 % of all bookings",
			"Chat: the last one was closed after a month",
			"Search by image, not before 2027",
			"Discounts, due to the contract with the county",
			"Voice control, for lack of microphones",
		}, []string{
			"Android tablets",
			"A second language (nice to have)",
			"Weekend service, as discussed",
			"The archive before 1990, see above",
			"Reports for managers, an often-requested feature",
			"Live maps and group bookings",
			"Chat, voice and video",
			"Payments in cash: not in scope",
			"Discounts (came up in the workshop)",
			"Import from the old system, of course",
			"Search by image: interesting",
		}},
		{"proves something", words(proves), []string{
			"Proof of concept with the payroll of the airport",
			"Pilot with one branch",
			"Pilot: the smallest depot",
			"Run both systems in parallel for a month",
			"Try the new scanner in one hall",
			"Two-week trial in ward 7",
			"Dress rehearsal with real data",
			"Prototype of the hardest screen, used by two clerks",
			"Canary release to 1 % of traffic",
		}, []string{
			"Buy new uniforms for pilots",
			"Explain the spike in January",
			"Train all pilots",
			"Read the vendor's brochure",
			"Ask for a proof of purchase",
			"Announce the move",
		}},
		{"names people", words(namesPeople), []string{
			"Beekeepers see the weight of each hive.",
			"Her neighbour reads it aloud.",
			"The lifeboat's crew hears the call.",
			"A trainee repairs the lift.",
			"Anyone who rings gets an answer.",
			"Shop assistants find the shoe.",
			"Librarians stop searching.",
			"Truck drivers sleep at home.",
			"The night porter opens the door.",
			"Whoever is on call sleeps through.",
			"A grandmother sends a photo.",
			"Users read the message and know what to do.",
			"Cardiologists compare two pictures.",
		}, []string{
			"The scheduler assigns workers to queues.",
			"Clients connect through a proxy.",
			"A parent process forks children.",
			"Services publish events and consumers drain topics.",
			"The message broker delivers to subscribers.",
			"Drivers are loaded by the kernel.",
			"Containers, controllers and adapters.",
			"Storage is elastic and compute is stateless.",
			"Data flows to where it is needed.",
			"The compiler emits smaller binaries.",
			"User space and host kernel share a buffer.",
			"The master elects a leader.",
		}},
		{"puts people last", words(peopleLast), []string{
			"Once the platform is complete, teams will be onboarded.",
			"We finish the portal and then invite the first customers.",
			"When everything is in place we roll it out to the branches.",
			"Build the whole thing, then train the staff.",
			"Users are invited as soon as the system is stable.",
			"After the build is finished, all departments are moved over.",
			"The offices receive it in one piece.",
			"Nobody in the branches is to see it half-finished.",
			"Clerks are spared the building site.",
		}, []string{
			"The shop gets each page on the day it is written.",
			"Customers get the result of the check at once.",
			"Once a ward has tried it for a week, the next one may ask for it.",
			"Two clerks use it from the first day; then we build what they miss.",
			"We build with one team at its desk.",
			"When the phone rings, the nearest nurse answers.",
			"As soon as the ice is gone, the ferry leaves.",
		}},
		{"moves minds", words(movesMinds), []string{
			"Get an MVP of the platform to show people the future, then onboard them.",
			"We demonstrate what deployments could look like in three years.",
			"The proof of concept will convince the other teams.",
			"A hackathon generates enthusiasm for events.",
			"Inspire engineers with a keynote.",
			"We tell the story of a company in which nobody waits for a release.",
			"Leadership needs to see where all this leads.",
			"Build momentum with early demos.",
			"People have to believe in it first.",
		}, []string{
			"Show support each change of an invoice in the week it is published.",
			"We show the diff to whoever owns the table.",
			"Nobody has to be convinced: a team that says no is left alone.",
			"The log shows which shard is slow.",
			"Engineers see the cost of a query before they run it.",
			"We build a cache in front of the price service.",
			"The scheduler keeps energy use below the limit of the rack.",
			"Present the invoice in the customer's language.",
			"A future raises an exception when its worker dies.",
			"Let customers see the price before they pay.",
		}},
		{"moves all", words(movesAll), []string{
			"Migrate all 12 services",
			"Move every table to the new cluster",
			"Carry everything across in June",
		}, []string{
			"Migrate the account pages, all 12 of them, as the reference",
			"Move the remaining three, one per month",
			"Move the slowest of the services",
		}},
		{"is a thin version of the whole", words(isThinWhole), []string{
			"Get an MVP of the platform.",
			"Spend 6 months building an MVP of the platform",
			"Start with a minimal version of the developer portal, then add features.",
			"A first release of the complete system by summer.",
			"Every service in its simplest form, and depth later.",
			"Build a rudimentary data platform.",
			"A skeleton of the whole billing stack goes live in May.",
		}, []string{
			"Get an MVP of refunds to two merchants.",
			"A minimal version of the portal for the checkout team.",
			"The first version of the form has one field.",
			"A prototype of the lock that Ms Lee can open with gloves.",
			"Only a rough version of the report, which finance reads on Mondays.",
			"We rewrite the whole platform.",
			"The skeleton key of the old building is lost.",
			"Roughly half of the services stay on the old platform.",
			"A thin client on each desk.",
		}},
		{"is a target", words(isTarget), []string{
			"A lead time of two days instead of nine.",
			"4.8 stars in the store.",
			"Among the three fastest checkouts in the market.",
			"99.9 per cent of orders on time.",
			"Rank among the best in customer service.",
		}, []string{
			"A request that takes longer than 2 seconds is cut off.",
			"Two reviewers instead of three for changes to text.",
			"We ship on Friday even if one test in ten is red.",
			"The other eight wait.",
			"Each team gives up two of its ten engineers.",
		}},
		{"is a result", words(isResult), []string{
			"Noticeably fewer incidents",
			"More satisfied customers",
			"200,000 active users",
			"Fewer questions in the channel",
			"Dashboards that people trust",
			"Every ticket answered by noon, within two hours",
			"Be the most loved tool in the company",
		}, []string{
			"More microphones on the belt",
			"Larger type on the till",
			"60 microphones on hydrants",
			"Ten spare tablets",
			"Write 12 contract tests",
			"Cut power to one rack for 2 hours and time the failover",
			"A page that customers can print",
			"Every team moves its nightly job",
		}},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, text := range group.yes {
				if !group.judge(text) {
					t.Errorf("no: %s", text)
				}
			}
			for _, text := range group.no {
				if group.judge(text) {
					t.Errorf("yes: %s", text)
				}
			}
		})
	}
}

func TestEvidenceInWords(t *testing.T) {
	checkable := func(text string) bool {
		s := statementsOf(&page.Block{Text: text})
		return len(s) > 0 && s[0].isCheckable()
	}
	for _, text := range []string{
		"Three of four nurses write it on paper.",
		"On Mondays the queue reaches the street.",
		"The lift stood still last winter.",
		`A driver said: "I no longer look at the plan."`,
		"The auditors found it in May.",
		"The key hangs in another building, so the night shift keeps the door open with a chair.",
		"Half of the forms come back.",
		"Twice a week somebody drives to the other depot for a stamp.",
		"Since the flood the archive smells, therefore nobody fetches a file before asking a colleague for a copy.",
		"Invoices are typed again each night.",
	} {
		if !checkable(text) {
			t.Errorf("nothing to check in %q", text)
		}
	}
	for _, text := range []string{
		"We do not have a central platform.",
		"Our processes are not yet digital, because digitalisation is important for our future.",
		"Python 3 is missing.",
		"There is no single source of truth.",
		"Many people are unhappy.",
		"Collaboration between the two is difficult.",
		"The landscape is complex and has grown over time.",
		"We need a modern tool, since modern companies work with modern tools.",
		"Communication could be better.",
	} {
		if checkable(text) {
			t.Errorf("something to check in %q", text)
		}
	}
}
