package kind

import "slices"

// The values that a few kinds share.
var (
	bases    = []string{"source", "public", "invented", "inferred"}
	statuses = []string{"draft", "proposed", "agreed", "active", "done", "abandoned", "superseded"}
)

// Common are the fields that every kind has.
var Common = []Field{
	{Name: "title", Type: String, Doc: "The page's title; else the body's first # heading, else the file's name."},
	{Name: "description", Also: []string{"summary"}, Type: String, Most: 200, Doc: "One line for cards, search and previews."},
	{Name: "kind", Type: Enum, Values: names(), Doc: "What sort of page this is; else what its folder holds."},
	{Name: "weight", Type: Int, Doc: "Order among siblings: lower first, those without one last."},
	{Name: "tags", Type: Strings, Doc: "Words by which pages are grouped."},
	{Name: "aliases", Type: Paths, Doc: "Old addresses; each leads here."},
	{Name: "slug", Type: String, Doc: "The last part of the address, instead of the file's name."},
	{Name: "draft", Type: Bool, Doc: "Not published unless `--drafts` is given; what has `status: draft` is published, and not yet agreed."},
	{Name: "unlisted", Type: Bool, Doc: "Published, but kept out of navigation and lists; of a folder's page, with all that is in the folder."},
	{Name: "noindex", Type: Bool, Doc: "Kept out of search engines."},
	{Name: "search", Type: Bool, Doc: "With false, kept out of the handbook's own search."},
	{Name: "card", Type: Bool, Doc: "With a picture of its own, which shows its title, wherever other sites show a link to it."},
	{Name: "toc", Type: Bool, Doc: "With false, shown without a table of contents."},
	{Name: "layout", Type: String, Doc: "Another layout of the theme."},
	{Name: "date", Type: Day, Doc: "The page's date."},
	{Name: "lastmod", Type: Day, Doc: "Day of the last change; else that of the file's last commit."},
	{Name: "accept", Type: Records, Doc: "Checks to silence, each with a reason.", Of: []Field{
		{Name: "check", Type: String, Required: true, Doc: "The code to silence."},
		{Name: "because", Type: String, Required: true, Check: "A901", Doc: "The reason, in at least four words."},
		{Name: "until", Type: Day, Doc: "The last day on which it is silent."},
	}},
	{Name: "lang", Type: Language, Doc: "The page's language; else that of the handbook."},
}

// Kinds are all kinds, in the order in which a reader meets them.
var Kinds = []*Kind{
	{Name: "vision", Plural: "visions", Folder: "visions", Doc: "An aspirational view of where a system should end up.", Live: []string{"agreed"}, Sections: []Section{
		{Name: "Where we end up", Required: true, Doc: "What the system is like when this is true."},
		{Name: "Why it is worth it", Also: []string{"Why"}, Begins: true, Required: true, Check: "V105", Doc: "Who is better off, and why that is worth years of work."},
		{Name: "What it settles", Check: "V106", Doc: "Which arguments this ends: X even over Y."},
		{Name: "How to help", Doc: "What those can do who want it to come true."},
		{Name: "Not in this vision", Doc: "What somebody might expect here, and will not find."},
	}, Fields: []Field{
		{Name: "statement", Type: String, Required: true, Most: 240, Doc: "The vision in a sentence or two."},
		{Name: "horizon", Type: Horizon, Required: true, Check: "V101", Doc: "When it should be true: a year, a date, or a length of time from written, such as 3y."},
		{Name: "for", Type: Strings, Required: true, Check: "V104", Doc: "Who is better off."},
		{Name: "owner", Type: Handles, Required: true, Doc: "Who answers for it."},
		{Name: "status", Type: Enum, Values: []string{"draft", "proposed", "agreed", "retired"}, Default: "draft", Doc: "How far it is agreed upon."},
		{Name: "written", Type: Day, Required: true, Doc: "The day it was written."},
		{Name: "review_by", Type: Day, Doc: "The day by which somebody looks at it again."},
		{Name: "agreed_by", Type: Handles, Doc: "Who has agreed."},
		{Name: "revised", Type: Day, Doc: "The last change of meaning."},
		{Name: "part_of", Type: Refs, To: []string{"vision"}, Inverse: "parts", Acyclic: true, Doc: "The larger vision that it is a part of."},
		{Name: "supersedes", Type: Refs, To: []string{"vision"}, Inverse: "superseded by", Acyclic: true, Doc: "The vision that it replaces."},
		specimen, judgedOn,
	}, Starts: []string{"status"}},
	{Name: "strategy", Plural: "strategies", Folder: "strategies", Doc: "What stops us, the policy against it, the steps, and what we leave out.", Live: []string{"agreed", "active"}, Sections: []Section{
		{Name: "Problem", Also: []string{"Problem statement", "Problems", "Diagnosis", "Challenge", "Challenges"}, Required: true, Check: "S201", Doc: "What stops you today, whom it stops, and how you know."},
		{Name: "Guiding policy", Also: []string{"Guiding policies", "Policy", "Approach"}, Required: true, Check: "S211", Doc: "How you will deal with the problem, and what that rules out."},
		{Name: "Actions", Also: []string{"Concrete actions", "Concrete steps", "Coherent actions"}, Required: true, Check: "S221", Doc: "The steps, each with an owner and a date or a size."},
		{Name: "Non-goals", Also: []string{"Not doing", "Out of scope", "What we're not working on", "What we're not doing", "What we are not doing", "What we won't do", "What we will not do", "Anti-goals"}, Check: "S231", Doc: "What you could reasonably do, and will not."},
		{Name: "Outcome", Check: "D405", Doc: "What happened, once it is done or abandoned."},
	}, Fields: []Field{
		{Name: "vision", Type: Ref, To: []string{"vision"}, Inverse: "strategies for this vision", Doc: "The vision that it works towards."},
		{Name: "pattern", Type: Ref, To: []string{"pattern"}, Inverse: "strategies that follow it", Doc: "The pattern that it follows."},
		{Name: "owner", Type: Handles, Required: true, Doc: "Who answers for it."},
		{Name: "written", Type: Day, Required: true, Doc: "The day it was written."},
		{Name: "status", Type: Enum, Values: statuses, Default: "draft", Doc: "How far it is."},
		{Name: "horizon", Type: Horizon, Required: true, Doc: "How long it lasts: a date, or a length of time from written, such as 5mo."},
		{Name: "review_by", Type: Day, Doc: "The day by which somebody looks at it again."},
		{Name: "agreed_by", Type: Handles, Doc: "Who has agreed."},
		{Name: "teams", Type: Strings, Doc: "The teams that have to move."},
		{Name: "slice", Type: String, Doc: "What value reaches whom, for a big vision with small experiments."},
		{Name: "fit", Type: Texts, Doc: "The evidence for each of the pattern's constraints, by its id."},
		{Name: "reviewed", Type: Day, Doc: "The day it was last looked at."},
		{Name: "after", Type: Refs, To: []string{"strategy"}, Inverse: "continued by", Acyclic: true, Doc: "The strategy that it continues."},
		{Name: "supersedes", Type: Refs, To: []string{"strategy"}, Inverse: "superseded by", Acyclic: true, Doc: "The strategy that it replaces."},
		specimen, judgedOn,
	}, Starts: []string{"vision", "pattern", "status"}},
	{Name: "decision", Plural: "decisions", Also: []string{"adr"}, Folder: "decisions", Doc: "One architecture decision.", Numbered: true, Live: []string{"accepted"}, Sections: []Section{
		{Name: "Status", Doc: "Proposed, accepted, rejected, deprecated, or superseded by another."},
		{Name: "Context and Problem Statement", Also: []string{"Context"}, Doc: "What made a decision necessary."},
		{Name: "Decision Drivers", Doc: "What spoke for one option or another."},
		{Name: "Considered Options", Also: []string{"Options"}, Doc: "What was weighed."},
		{Name: "Decision Outcome", Also: []string{"Decision"}, Doc: "What was decided, and why."},
		{Name: "Consequences", Doc: "What follows from it, good and bad."},
		{Name: "Confirmation", Also: []string{"Validation"}, Doc: "How one sees that it is kept."},
		{Name: "Pros and Cons of the Options", Doc: "The options one by one."},
		{Name: "More Information", Also: []string{"Links"}, Doc: "Evidence, and what comes next."},
	}, Fields: []Field{
		{Name: "status", Type: Enum, Values: []string{"proposed", "accepted", "rejected", "deprecated", "superseded"}, By: "superseded_by", Doc: "How far it is; `superseded by X` names the decision that replaces it."},
		{Name: "superseded_by", Type: Ref, To: []string{"decision"}, Inverse: "supersedes", Doc: "The decision that replaces it."},
		{Name: "decision-makers", Also: []string{"deciders"}, Type: Strings, Doc: "Who decided."},
		{Name: "consulted", Type: Strings, Doc: "Who was asked."},
		{Name: "informed", Type: Strings, Doc: "Who was told."},
		{Name: "supersedes", Type: Refs, To: []string{"decision"}, Inverse: "superseded by", Acyclic: true, Doc: "The decision that it replaces."},
		{Name: "serves", Type: Refs, To: []string{"strategy"}, Inverse: "decided because of this", Doc: "The strategy that it serves."},
	}, Starts: []string{"status", "date", "decision-makers"}},
	{Name: "pattern", Plural: "patterns", Folder: "patterns", Needs: []string{"description"}, Doc: "A way of dividing the effort between vision and strategy.", Sections: []Section{
		{Name: "Steps", Doc: "What to do, in order."},
		{Name: "Success modes", Doc: "When it works."},
		{Name: "Failure modes", Doc: "When it fails."},
		{Name: "Summary", Doc: "The pattern in a sentence or two."},
	}, Fields: []Field{
		{Name: "default", Type: Bool, Doc: "The pattern to choose when nothing speaks for another."},
		{Name: "max_months", Type: Int, Least: 1, Doc: "For how many months it works."},
		{Name: "constraints", Type: Records, Doc: "What has to hold for it to work.", Of: []Field{
			{Name: "id", Type: String, Required: true, Doc: "A short name, by which fit refers to it."},
			{Name: "text", Type: String, Required: true, Doc: "The constraint."},
			{Name: "need", Type: Enum, Values: []string{"necessary", "helpful"}, Doc: "Whether it has to hold."},
		}},
	}},
	{Name: "pitfall", Plural: "pitfalls", Folder: "pitfalls", Needs: []string{"description"}, Doc: "A way in which a vision or a strategy goes wrong.", Sections: []Section{
		{Name: "What it looks like", Doc: "The tell."},
		{Name: "Why it hurts", Doc: "What it costs."},
		{Name: "How to get out", Doc: "What to do about it this week."},
	}, Fields: []Field{
		{Name: "of", Type: Ref, Values: []string{"vision", "strategy"}, To: []string{"pattern"}, Inverse: "its pitfalls", Doc: "What it is a pitfall of: vision, strategy, or a pattern."},
		basis,
	}, Starts: []string{"of"}},
	{Name: "example", Plural: "examples", Folder: "examples", Doc: "A case, told from situation to lesson.", Sections: []Section{
		{Name: "Situation", Doc: "What was the case."},
		{Name: "Vision", Doc: "Where they wanted to end up."},
		{Name: "Strategy", Doc: "What they set out to do about what stopped them."},
		{Name: "What happened", Doc: "How it went."},
		{Name: "Lesson", Doc: "What to take from it."},
	}, Fields: []Field{
		{Name: "shows", Type: Refs, To: []string{"pattern"}, Inverse: "examples", Doc: "The patterns that it shows."},
		{Name: "pitfalls", Type: Refs, To: []string{"pitfall"}, Inverse: "seen in", Doc: "The pitfalls that it shows."},
		{Name: "org", Type: String, Doc: "Whose case it is."},
		{Name: "when", Type: String, Doc: "When it happened."},
		{Name: "outcome", Type: Enum, Values: []string{"worked", "mixed", "failed", "unknown"}, Default: "unknown", Doc: "How it ended."},
		basis,
		{Name: "sources", Type: Records, Doc: "Where its facts come from.", Of: []Field{
			{Name: "url", Type: URL, Required: true, Doc: "The source's address."},
			{Name: "supports", Type: String, Doc: "What it supports."},
		}},
	}, Starts: []string{"shows", "outcome"}},
	{Name: "practice", Plural: "practices", Folder: "practices", Needs: []string{"description"}, Doc: "Something to do, or to say.", Sections: []Section{
		{Name: "Do", Doc: "What to do."},
		{Name: "Why", Doc: "Why it helps."},
		{Name: "Watch out", Doc: "Where it goes wrong."},
	}, Fields: []Field{
		{Name: "counters", Type: Refs, To: []string{"pitfall"}, Inverse: "countered by", Doc: "The pitfalls that it counters."},
		{Name: "say", Type: Strings, Doc: "Phrases to copy."},
		basis,
	}, Starts: []string{"counters"}},
	{Name: "reading", Plural: "readings", Folder: "readings", Doc: "A text worth reading.", Sections: []Section{
		{Name: "Why read it", Doc: "What one learns from it."},
	}, Fields: []Field{
		{Name: "author", Type: String, Doc: "Who wrote it."},
		{Name: "url", Type: URL, Doc: "Where it is."},
		{Name: "year", Type: Int, Least: 1, Doc: "When it appeared."},
		{Name: "form", Type: String, Doc: "Book, article, talk."},
		{Name: "from_source", Type: Bool, Doc: "The talk itself recommends it."},
		{Name: "covers", Type: Refs, Inverse: "further reading", Doc: "The pages that it goes deeper into."},
	}, Starts: []string{"author", "url", "year"}},
	{Name: "check", Plural: "checks", Folder: "checks", Doc: "A rule that finds a pitfall.", Fields: []Field{
		{Name: "code", Type: String, Doc: "Its code."},
		{Name: "severity", Type: Enum, Values: []string{"error", "warning", "info", "off"}, Doc: "How much it matters."},
		{Name: "pitfall", Type: Ref, To: []string{"pitfall"}, Inverse: "noticed by", Doc: "The pitfall that it finds."},
	}},
	{Name: "page", Plural: "pages", Doc: "Anything else.", Fields: []Field{
		{Name: "holds", Type: Enum, Values: names(), Doc: "Of a folder's page: the kind of the pages in the folder."},
		basis,
	}},
}

var (
	basis    = Field{Name: "basis", Type: Enum, Values: bases, Doc: "Whose claim this is: the source's, a public fact, invented to illustrate, or inferred by us."}
	specimen = Field{Name: "specimen", Type: Bool, Doc: "Shown to learn from and in force nowhere, so that it may lack what others need."}
	judgedOn = Field{Name: "judged_on", Type: Day, Doc: "The day on which a specimen is judged."}
)

// names are the names of all kinds, for the fields that hold one.
func names() []string {
	return []string{"vision", "strategy", "decision", "pattern", "pitfall", "example", "practice", "reading", "check", "page"}
}

// Lookup returns the kind of a name, or nil.
func Lookup(name string) *Kind {
	if i := slices.IndexFunc(Kinds, func(k *Kind) bool { return k.Name == name }); i >= 0 {
		return Kinds[i]
	}
	return nil
}

// InFolder returns the kind that a folder of that name holds unless it says
// otherwise, or nil.
func InFolder(name string) *Kind {
	if i := slices.IndexFunc(Kinds, func(k *Kind) bool { return k.Folder != "" && k.Folder == name }); i >= 0 {
		return Kinds[i]
	}
	return nil
}

// Field returns the kind's own field of a name, or nil.
func (k *Kind) Field(name string) *Field { return find(k.Fields, name) }

// All returns the kind's own fields and those of every kind.
func (k *Kind) All() []Field { return allFields[k.Name] }

var allFields = func() map[string][]Field {
	m := make(map[string][]Field, len(Kinds))
	for _, k := range Kinds {
		m[k.Name] = slices.Concat(k.Fields, Common)
	}
	return m
}()
