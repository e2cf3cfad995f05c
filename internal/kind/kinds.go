package kind

import (
	"cmp"
	"slices"
)

// The values that a few kinds share.
var (
	bases    = words(BasisSource, BasisPublic, BasisInvented, BasisInferred)
	statuses = words(StatusDraft, StatusProposed, StatusAgreed, StatusActive, StatusDone, StatusAbandoned, StatusSuperseded)
)

// Common are the fields that every kind has.
var Common = []Field{
	{Name: FieldTitle, Type: String, Doc: "The page's title; else the body's first # heading, else the lower heading that it begins with, else the file's name."},
	{Name: FieldDescription, Also: []string{"summary"}, Type: String, Most: 200, Doc: "One line for cards, search and previews."},
	{Name: FieldKind, Type: Enum, Values: names(), Doc: "What sort of page this is; else what its folder holds."},
	{Name: FieldWeight, Type: Int, Doc: "Order among siblings: lower first, those without one last."},
	{Name: FieldTags, Type: Strings, Doc: "Words by which pages are grouped."},
	{Name: FieldAsked, Type: Strings, Most: 80, Entries: 12, Doc: "What readers would type who don't know the page's own words; to the handbook's search, each is a second title."},
	{Name: FieldAliases, Type: Paths, Doc: "Old addresses; each leads here."},
	{Name: FieldSlug, Type: String, Doc: "The last part of the address, instead of the file's name."},
	{Name: FieldDraft, Type: Bool, Doc: "Not published unless `--drafts` is given; what has `status: draft` is published, and not yet agreed."},
	{Name: FieldUnlisted, Type: Bool, Doc: "Published, but kept out of navigation and lists; of a folder's page, with all that is in the folder."},
	{Name: FieldNoIndex, Type: Bool, Doc: "Kept out of search engines."},
	{Name: FieldSearch, Type: Bool, Default: "true", Doc: "With false, kept out of the handbook's own search."},
	{Name: FieldCard, Type: Bool, Doc: "With a picture of its own, which shows its title, wherever other sites show a link to it."},
	{Name: FieldTOC, Type: Bool, Default: "true", Doc: "With false, shown without a table of contents."},
	{Name: FieldLayout, Type: String, Doc: "Another layout of the theme."},
	{Name: FieldDate, Type: Day, Doc: "The page's date."},
	{Name: FieldLastMod, Type: Day, Doc: "Day of the last change; else that of the file's last commit."},
	{Name: FieldAccept, Type: Records, Doc: "Checks to silence, each with a reason.", Of: []Field{
		{Name: AcceptCheck, Type: String, Required: true, Doc: "The code to silence."},
		{Name: AcceptBecause, Type: String, Required: true, Check: "A901", Doc: "The reason, in at least four words."},
		{Name: AcceptUntil, Type: Day, Doc: "The last day on which it is silent."},
	}},
	{Name: FieldLang, Type: Language, Doc: "The page's language; else that of the handbook."},
}

// Kinds are all kinds, in the order in which a reader meets them.
var Kinds = []*Kind{
	{Name: "vision", Plural: "visions", Folder: "visions", Doc: "An aspirational view of where a system should end up.", Live: []Word{StatusAgreed}, Sections: []Section{
		{Name: SectionWhereWeEndUp, Required: true, Doc: "What the system is like when this is true."},
		{Name: SectionWhyItIsWorthIt, Also: []string{"Why"}, Begins: true, Required: true, Check: "V105", Doc: "Who is better off, and why that is worth years of work."},
		{Name: SectionWhatItSettles, Check: "V106", Doc: "Which arguments this ends: X even over Y."},
		{Name: SectionHowToHelp, Doc: "What those can do who want it to come true."},
		{Name: SectionNotInThisVision, Doc: "What somebody might expect here, and will not find."},
	}, Fields: []Field{
		{Name: FieldStatement, Type: String, Required: true, Most: 240, Doc: "The vision in a sentence or two."},
		{Name: FieldHorizon, Type: Horizon, Required: true, Check: "V101", Doc: "When it should be true: a year, a date, or a length of time from written, such as 3y."},
		{Name: FieldFor, Type: Strings, Required: true, Check: "V104", Doc: "Who is better off."},
		{Name: FieldOwner, Type: Handles, Required: true, Doc: "Who answers for it."},
		{Name: FieldStatus, Type: Enum, Values: words(StatusDraft, StatusProposed, StatusAgreed, StatusRetired), Default: StatusDraft.String(), Doc: "How far it is agreed upon."},
		{Name: FieldWritten, Type: Day, Required: true, Doc: "The day it was written."},
		{Name: FieldReviewBy, Type: Day, Doc: "The day by which somebody looks at it again."},
		{Name: FieldAgreedBy, Type: Handles, Doc: "Who has agreed."},
		{Name: FieldRevised, Type: Day, Doc: "The last change of meaning."},
		{Name: FieldPartOf, Type: Refs, To: []string{"vision"}, Inverse: "parts", Acyclic: true, Doc: "The larger vision that it is a part of."},
		{Name: FieldSupersedes, Type: Refs, To: []string{"vision"}, Inverse: "superseded by", Acyclic: true, Doc: "The vision that it replaces."},
		{Name: FieldRepairs, Type: Ref, To: []string{"vision"}, Inverse: "repaired by", Acyclic: true, Doc: "The vision that this page is a better version of. An example can compare the two."},
		ownSections, profile, basis, specimen, judgedOn, fixes,
	}, Starts: []FieldName{FieldStatus}},
	{Name: "strategy", Plural: "strategies", Folder: "strategies", Doc: "What stops us, the policy against it, the steps, and what we leave out.", Live: []Word{StatusAgreed, StatusActive}, Sections: []Section{
		{Name: SectionProblem, Also: []string{"Problem statement", "Problems", "Diagnosis", "Challenge", "Challenges"}, Required: true, Check: "S201", Doc: "What stops you today, whom it stops, and how you know."},
		{Name: SectionGuidingPolicy, Also: []string{"Guiding policies", "Policy", "Approach"}, Required: true, Check: "S211", Doc: "How you will deal with the problem, and what that rules out."},
		{Name: SectionActions, Also: []string{"Concrete actions", "Concrete steps", "Coherent actions"}, Required: true, Check: "S221", Doc: "The steps, each with an owner and a date or a size."},
		{Name: SectionNonGoals, Also: []string{"Not doing", "Out of scope", "What we're not working on", "What we're not doing", "What we are not doing", "What we won't do", "What we will not do", "Anti-goals"}, Check: "S231", Doc: "What you could reasonably do, and will not."},
		{Name: SectionOutcome, Check: "D405", Doc: "What happened, once it is done or abandoned."},
	}, Fields: []Field{
		{Name: FieldVision, Type: Ref, To: []string{"vision"}, Inverse: "strategies for this vision", Doc: "The vision that it works towards."},
		{Name: FieldPattern, Type: Ref, To: []string{"pattern"}, Inverse: "strategies that follow it", Doc: "The pattern that it follows."},
		{Name: FieldOwner, Type: Handles, Required: true, Doc: "Who answers for it."},
		{Name: FieldWritten, Type: Day, Required: true, Doc: "The day it was written."},
		{Name: FieldStatus, Type: Enum, Values: statuses, Default: StatusDraft.String(), Doc: "How far it is."},
		{Name: FieldHorizon, Type: Horizon, Required: true, Doc: "How long it lasts: a date, or a length of time from written, such as 5mo."},
		{Name: FieldReviewBy, Type: Day, Doc: "The day by which somebody looks at it again."},
		{Name: FieldAgreedBy, Type: Handles, Doc: "Who has agreed."},
		{Name: FieldTeams, Type: Strings, Doc: "The teams that have to move."},
		{Name: FieldSlice, Type: String, Doc: "What value reaches whom, for a big vision with small experiments."},
		{Name: FieldFit, Type: Texts, Doc: "The evidence for each of the pattern's constraints, by its id."},
		{Name: FieldReviewed, Type: Day, Doc: "The day it was last looked at."},
		{Name: FieldAfter, Type: Refs, To: []string{"strategy"}, Inverse: "continued by", Acyclic: true, Doc: "The strategy that it continues."},
		{Name: FieldSupersedes, Type: Refs, To: []string{"strategy"}, Inverse: "superseded by", Acyclic: true, Doc: "The strategy that it replaces."},
		{Name: FieldRepairs, Type: Ref, To: []string{"strategy"}, Inverse: "repaired by", Acyclic: true, Doc: "The strategy that this page is a better version of. An example can compare the two."},
		ownSections, profile, basis, specimen, judgedOn, fixes,
	}, Starts: []FieldName{FieldVision, FieldPattern, FieldStatus}},
	{Name: "decision", Plural: "decisions", Also: []string{"adr"}, Folder: "decisions", Doc: "One architecture decision.", Numbered: true, Live: []Word{StatusAccepted}, Sections: []Section{
		{Name: SectionStatus, Doc: "Proposed, accepted, rejected, deprecated, or superseded by another."},
		{Name: SectionContextAndProblemStatement, Also: []string{"Context"}, Doc: "What made a decision necessary."},
		{Name: SectionDecisionDrivers, Doc: "What spoke for one option or another."},
		{Name: SectionConsideredOptions, Also: []string{"Options"}, Doc: "What was weighed."},
		{Name: SectionDecisionOutcome, Also: []string{"Decision"}, Doc: "What was decided, and why."},
		{Name: SectionConsequences, Doc: "What follows from it, good and bad."},
		{Name: SectionConfirmation, Also: []string{"Validation"}, Doc: "How one sees that it is kept."},
		{Name: SectionProsAndConsOfTheOptions, Doc: "The options one by one."},
		{Name: SectionMoreInformation, Also: []string{"Links"}, Doc: "Evidence, and what comes next."},
	}, Fields: []Field{
		{Name: FieldStatus, Type: Enum, Values: words(StatusProposed, StatusAccepted, StatusRejected, StatusDeprecated, StatusSuperseded), By: FieldSupersededBy, Doc: "How far it is; `superseded by X` names the decision that replaces it."},
		{Name: FieldSupersededBy, Type: Ref, To: []string{"decision"}, Inverse: "supersedes", Doc: "The decision that replaces it."},
		{Name: FieldDecisionMakers, Also: []string{"deciders"}, Type: Strings, Doc: "Who decided."},
		{Name: FieldConsulted, Type: Strings, Doc: "Who was asked."},
		{Name: FieldInformed, Type: Strings, Doc: "Who was told."},
		{Name: FieldSupersedes, Type: Refs, To: []string{"decision"}, Inverse: "superseded by", Acyclic: true, Doc: "The decision that it replaces."},
		{Name: FieldServes, Type: Refs, To: []string{"strategy"}, Inverse: "decided because of this", Doc: "The strategy that it serves."},
	}, Starts: []FieldName{FieldStatus, FieldDate, FieldDecisionMakers}},
	{Name: "pattern", Plural: "patterns", Folder: "patterns", Needs: []FieldName{FieldDescription}, Doc: "A way of dividing the effort between vision and strategy.", Sections: []Section{
		{Name: SectionSteps, Doc: "What to do, in order."},
		{Name: SectionSuccessModes, Doc: "When it works."},
		{Name: SectionFailureModes, Doc: "When it fails."},
		{Name: SectionExamples, Doc: "Cases that show it; the examples that name it stand below."},
		{Name: SectionSummary, Doc: "The pattern in a sentence or two."},
	}, Fields: []Field{
		{Name: FieldDefault, Type: Bool, Doc: "The pattern to choose when nothing speaks for another."},
		{Name: FieldMaxMonths, Type: Int, Least: 1, Doc: "For how many months it works."},
		{Name: FieldConstraints, Type: Records, Doc: "What has to hold for it to work.", Of: []Field{
			{Name: ConstraintID, Type: String, Required: true, Doc: "A short name, by which fit refers to it."},
			{Name: ConstraintText, Type: String, Required: true, Doc: "The constraint."},
			{Name: ConstraintNeed, Type: Enum, Values: words(NeedNecessary, NeedHelpful), Doc: "Whether it has to hold."},
		}},
		{Name: FieldChooser, Type: Records, Doc: "What the chooser counts for and against the pattern. The page with `questions` asks them. Each entry has one of points, out and note.", Of: []Field{
			{Name: ChooserQuestion, Type: String, Doc: "The question's id. Without a question, the entry always applies."},
			{Name: ChooserAnswer, Type: Strings, Doc: "The answers to which the entry applies. `open` means the question was left open."},
			{Name: ChooserAlso, Type: Texts, Doc: "Answers to other questions that the entry needs as well, by question id."},
			{Name: ChooserPoints, Type: Int, Doc: "Points for the pattern; negative counts against it."},
			{Name: ChooserOut, Type: Bool, Doc: "Rules the pattern out."},
			{Name: ChooserFrom, Type: String, Doc: "The id of the heading on this page that supports the entry. Without one, readers see the entry marked as inferred."},
			{Name: ChooserNote, Type: String, Doc: "Advice to show if the pattern wins."},
			{Name: ChooserSay, Type: String, Doc: "With a note: words to say in the meeting, which readers can copy."},
		}},
	}},
	{Name: "pitfall", Plural: "pitfalls", Folder: "pitfalls", Needs: []FieldName{FieldDescription}, Doc: "A way in which a vision or a strategy goes wrong.", Sections: []Section{
		{Name: SectionWhatItLooksLike, Doc: "The tell."},
		{Name: SectionWhyItHurts, Doc: "What it costs."},
		{Name: SectionHowToGetOut, Doc: "What to do about it this week."},
	}, Fields: []Field{
		{Name: FieldOf, Type: Ref, Values: []string{"vision", "strategy"}, To: []string{"pattern"}, Inverse: "its pitfalls", Doc: "What it is a pitfall of: vision, strategy, or a pattern."},
		basis,
	}, Starts: []FieldName{FieldOf}},
	{Name: "example", Plural: "examples", Folder: "examples", Doc: "A case, told from situation to lesson.", Sections: []Section{
		{Name: SectionSituation, Doc: "What was the case."},
		{Name: SectionVision, Doc: "Where they wanted to end up."},
		{Name: SectionStrategy, Doc: "What they set out to do about what stopped them."},
		{Name: SectionWhatHappened, Doc: "How it went."},
		{Name: SectionLesson, Doc: "What to take from it."},
	}, Fields: []Field{
		{Name: FieldShows, Type: Refs, To: []string{"pattern"}, Inverse: "examples", Doc: "The patterns that it shows."},
		{Name: FieldPitfalls, Type: Refs, To: []string{"pitfall"}, Inverse: "seen in", Doc: "The pitfalls that it shows."},
		{Name: FieldCompares, Type: Refs, To: []string{"vision", "strategy"}, Inverse: "compared in", Doc: "Visions and strategies of the example. Each is shown next to the page that repairs it."},
		{Name: FieldOrg, Type: String, Doc: "Whose case it is."},
		{Name: FieldWhen, Type: String, Doc: "When it happened."},
		{Name: FieldOutcome, Type: Enum, Values: words(OutcomeWorked, OutcomeMixed, OutcomeFailed, OutcomeUnknown), Default: OutcomeUnknown.String(), Doc: "How it ended."},
		basis,
		{Name: FieldSources, Type: Records, Doc: "Where its facts come from.", Of: []Field{
			{Name: SourceURL, Type: URL, Required: true, Doc: "The source's address."},
			{Name: SourceSupports, Type: String, Doc: "What it supports."},
		}},
	}, Starts: []FieldName{FieldShows, FieldOutcome}},
	{Name: "practice", Plural: "practices", Folder: "practices", Needs: []FieldName{FieldDescription}, Doc: "Something to do, or to say.", Sections: []Section{
		{Name: SectionDo, Doc: "What to do."},
		{Name: SectionWhy, Doc: "Why it helps."},
		{Name: SectionWatchOut, Doc: "Where it goes wrong."},
	}, Fields: []Field{
		{Name: FieldCounters, Type: Refs, To: []string{"pitfall"}, Inverse: "countered by", Doc: "The pitfalls that it counters."},
		{Name: FieldSay, Type: Strings, Doc: "Phrases to copy."},
		basis,
	}, Starts: []FieldName{FieldCounters}},
	{Name: "reading", Plural: "readings", Folder: "readings", Doc: "A text worth reading.", Sections: []Section{
		{Name: SectionWhyReadIt, Doc: "What one learns from it."},
	}, Fields: []Field{
		{Name: FieldAuthor, Type: String, Doc: "Who wrote it."},
		{Name: FieldURL, Type: URL, Doc: "Where it is."},
		{Name: FieldYear, Type: Int, Least: 1, Doc: "When it appeared."},
		{Name: FieldForm, Type: String, Doc: "Book, article, talk."},
		{Name: FieldFromSource, Type: Bool, Doc: "The talk itself recommends it."},
		{Name: FieldCovers, Type: Refs, Inverse: "further reading", Doc: "The pages that it goes deeper into."},
	}, Starts: []FieldName{FieldAuthor, FieldURL, FieldYear}},
	{Name: "check", Plural: "checks", Folder: "checks", Doc: "A rule that finds a pitfall.", Fields: []Field{
		{Name: FieldCode, Type: String, Doc: "Its code."},
		{Name: FieldSeverity, Type: Enum, Values: severities, Doc: "How much it matters."},
		{Name: FieldPitfall, Type: Ref, To: []string{"pitfall"}, Inverse: "noticed by", Doc: "The pitfall that it finds."},
	}},
	{Name: "page", Plural: "pages", Doc: "Anything else.", Fields: []Field{
		{Name: FieldHolds, Type: Enum, Values: names(), Doc: "Of a folder's page: the kind of the pages in the folder."},
		{Name: FieldQuestions, Type: Records, Doc: "Makes the page a chooser that asks these questions. Patterns say under `chooser` what the answers count.", Of: []Field{
			{Name: QuestionID, Type: String, Required: true, Doc: "A short name that patterns refer to."},
			{Name: QuestionGroup, Type: String, Doc: "A heading above this question and those after it."},
			{Name: QuestionAsk, Type: String, Required: true, Doc: "The question."},
			{Name: QuestionAnswers, Type: Texts, Required: true, Doc: "The answers in order, each under an id such as `yes`. The id's first letter stands for the answer in shared links."},
			{Name: QuestionSays, Type: Texts, Doc: "What each answer says about the situation, by answer id, such as `something is on fire`. Result lists use it."},
			{Name: QuestionUnless, Type: Texts, Doc: "Answers to other questions that make this one pointless, by question id."},
			{Name: QuestionBecause, Type: String, Doc: "A sentence that says why the question is pointless then."},
		}},
		{Name: FieldCloseCall, Type: Int, Default: "1", Doc: "The chooser calls it close if the winner leads by this many points or fewer."},
		basis,
	}},
}

var (
	basis       = Field{Name: FieldBasis, Type: Enum, Values: bases, Doc: "Whose claim this is: the source's, a public fact, invented to illustrate, or inferred."}
	profile     = Field{Name: FieldProfile, Type: Enum, Values: words(ProfileNone, ProfileRFC, ProfileKEP, ProfileADR), Doc: "The form that the text has, if it is one that names no vision and no day to look again; else it is guessed from the headings."}
	ownSections = Field{Name: FieldSections, Type: Texts, Doc: "What headings of the page's own mean, by heading: problem, policy, actions, non-goals, vision, why or settles."}
	specimen    = Field{Name: FieldSpecimen, Type: Bool, Doc: "Shown to learn from and in force nowhere, so that it may lack what others need."}
	judgedOn    = Field{Name: FieldJudgedOn, Type: Day, Doc: "The day on which a specimen is judged."}

	fixes = Field{Name: FieldFixes, Type: Texts, Doc: "Words of this page that fix a finding on the page it repairs, by the code of the check."}

	severities = []string{"error", "warning", "info", "off"} // as package diag has them
)

// Words are the values of an Enum.
func (f *Field) Words() []Word {
	list := make([]Word, len(f.Values))
	for i, text := range f.Values {
		list[i] = Word{text}
	}
	return list
}

// WordIn returns the value that an Enum has on a page: what leaving it out means
// where the author has.
func (f *Field) WordIn(v Values) Word {
	return Word{cmp.Or(v[f.Name].Text, f.Default)}
}

// AnswerOpen stands in a pattern's chooser entries for the answer to a question left open.
var AnswerOpen = Word{"open"}

// The kinds, for packages that treat one of them in its own way.
var (
	Vision   = Lookup("vision")
	Strategy = Lookup("strategy")
	Decision = Lookup("decision")
	Pattern  = Lookup("pattern")
	Pitfall  = Lookup("pitfall")
	Example  = Lookup("example")
	Practice = Lookup("practice")
	Reading  = Lookup("reading")
	Check    = Lookup("check")
	Page     = Lookup("page")
)

// words are the texts of the values of an Enum.
func words(list ...Word) []string {
	texts := make([]string, len(list))
	for i, w := range list {
		texts[i] = w.String()
	}
	return texts
}

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
func (k *Kind) Field(name FieldName) *Field { return find(k.Fields, name.String()) }

// Relation returns the name of the relation that a field of the kind writes.
func (k *Kind) Relation(field FieldName) RelationName {
	return RelationName{k.Name, field}
}

// All returns the kind's own fields and those of every kind.
func (k *Kind) All() []Field { return allFields[k.Name] }

var allFields = func() map[string][]Field {
	m := make(map[string][]Field, len(Kinds))
	for _, k := range Kinds {
		m[k.Name] = slices.Concat(k.Fields, Common)
	}
	return m
}()
