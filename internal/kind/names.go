package kind

import "waymark/internal/meta"

// Other packages name what the tables describe by the values below. Their types
// hold a text that no other package can put there, so a misspelt name doesn't
// compile; a string type would take any literal.

// A FieldName is the key of a field in front matter, in the settings, or in a
// record of either: review_by.
type FieldName struct{ text string }

func (n FieldName) String() string { return n.text }

// In returns what a tree has below the name, as the author wrote it.
func (n FieldName) In(tree meta.Node) meta.Node { return tree.Get(n.text) }

// A SectionName is the heading of a section, as scaffolds write it: Guiding policy.
type SectionName struct{ text string }

func (n SectionName) String() string { return n.text }

// A Word is one of the values of an Enum, such as a status: agreed.
type Word struct{ text string }

func (w Word) String() string { return w.text }

// A RelationName is a relation between pages, named after the kind and the field
// that it is written in: strategy.vision.
type RelationName struct {
	kind  string
	field FieldName
}

func (n RelationName) String() string {
	if n.kind == "" {
		return n.field.text
	}
	return n.kind + "." + n.field.text
}

// The fields that every kind has.
var (
	FieldTitle       = FieldName{"title"}
	FieldDescription = FieldName{"description"}
	FieldKind        = FieldName{"kind"}
	FieldWeight      = FieldName{"weight"}
	FieldTags        = FieldName{"tags"}
	FieldAsked       = FieldName{"asked"}
	FieldAliases     = FieldName{"aliases"}
	FieldSlug        = FieldName{"slug"}
	FieldDraft       = FieldName{"draft"}
	FieldUnlisted    = FieldName{"unlisted"}
	FieldNoIndex     = FieldName{"noindex"}
	FieldSearch      = FieldName{"search"}
	FieldCard        = FieldName{"card"}
	FieldTOC         = FieldName{"toc"}
	FieldLayout      = FieldName{"layout"}
	FieldDate        = FieldName{"date"}
	FieldLastMod     = FieldName{"lastmod"}
	FieldAccept      = FieldName{"accept"}
	FieldSections    = FieldName{"sections"}
	FieldProfile     = FieldName{"profile"}
	FieldLang        = FieldName{"lang"}
)

// The fields of one kind or of a few.
var (
	FieldStatement      = FieldName{"statement"}
	FieldHorizon        = FieldName{"horizon"}
	FieldFor            = FieldName{"for"}
	FieldOwner          = FieldName{"owner"}
	FieldStatus         = FieldName{"status"}
	FieldWritten        = FieldName{"written"}
	FieldReviewBy       = FieldName{"review_by"}
	FieldAgreedBy       = FieldName{"agreed_by"}
	FieldRevised        = FieldName{"revised"}
	FieldPartOf         = FieldName{"part_of"}
	FieldSupersedes     = FieldName{"supersedes"}
	FieldVision         = FieldName{"vision"}
	FieldPattern        = FieldName{"pattern"}
	FieldTeams          = FieldName{"teams"}
	FieldSlice          = FieldName{"slice"}
	FieldFit            = FieldName{"fit"}
	FieldReviewed       = FieldName{"reviewed"}
	FieldAfter          = FieldName{"after"}
	FieldSupersededBy   = FieldName{"superseded_by"}
	FieldDecisionMakers = FieldName{"decision-makers"}
	FieldConsulted      = FieldName{"consulted"}
	FieldInformed       = FieldName{"informed"}
	FieldServes         = FieldName{"serves"}
	FieldDefault        = FieldName{"default"}
	FieldMaxMonths      = FieldName{"max_months"}
	FieldConstraints    = FieldName{"constraints"}
	FieldOf             = FieldName{"of"}
	FieldShows          = FieldName{"shows"}
	FieldPitfalls       = FieldName{"pitfalls"}
	FieldOrg            = FieldName{"org"}
	FieldWhen           = FieldName{"when"}
	FieldOutcome        = FieldName{"outcome"}
	FieldSources        = FieldName{"sources"}
	FieldCounters       = FieldName{"counters"}
	FieldSay            = FieldName{"say"}
	FieldAuthor         = FieldName{"author"}
	FieldURL            = FieldName{"url"}
	FieldYear           = FieldName{"year"}
	FieldForm           = FieldName{"form"}
	FieldFromSource     = FieldName{"from_source"}
	FieldCovers         = FieldName{"covers"}
	FieldCode           = FieldName{"code"}
	FieldSeverity       = FieldName{"severity"}
	FieldPitfall        = FieldName{"pitfall"}
	FieldHolds          = FieldName{"holds"}
	FieldBasis          = FieldName{"basis"}
	FieldSpecimen       = FieldName{"specimen"}
	FieldJudgedOn       = FieldName{"judged_on"}
	FieldRepairs        = FieldName{"repairs"}
	FieldFixes          = FieldName{"fixes"}
	FieldCompares       = FieldName{"compares"}
	FieldQuestions      = FieldName{"questions"}
	FieldCloseCall      = FieldName{"close_call"}
	FieldChooser        = FieldName{"chooser"}
)

// The keys of the records in accept, constraints, sources, questions and chooser.
var (
	AcceptCheck    = FieldName{"check"}
	AcceptBecause  = FieldName{"because"}
	AcceptUntil    = FieldName{"until"}
	ConstraintID   = FieldName{"id"}
	ConstraintText = FieldName{"text"}
	ConstraintNeed = FieldName{"need"}
	SourceURL      = FieldName{"url"}
	SourceSupports = FieldName{"supports"}

	QuestionID      = FieldName{"id"}
	QuestionGroup   = FieldName{"group"}
	QuestionAsk     = FieldName{"ask"}
	QuestionAnswers = FieldName{"answers"}
	QuestionSays    = FieldName{"says"}
	QuestionUnless  = FieldName{"unless"}
	QuestionBecause = FieldName{"because"}
	ChooserQuestion = FieldName{"question"}
	ChooserAnswer   = FieldName{"answer"}
	ChooserAlso     = FieldName{"also"}
	ChooserPoints   = FieldName{"points"}
	ChooserOut      = FieldName{"out"}
	ChooserFrom     = FieldName{"from"}
	ChooserNote     = FieldName{"note"}
	ChooserSay      = FieldName{"say"}
)

// The settings.
var (
	SettingTitle       = FieldName{"title"}
	SettingAdopted     = FieldName{"adopted"}
	SettingDescription = FieldName{"description"}
	SettingLang        = FieldName{"lang"}
	SettingBaseURL     = FieldName{"base_url"}
	SettingTheme       = FieldName{"theme"}
	SettingLogo        = FieldName{"logo"}
	SettingRepository  = FieldName{"repository"}
	SettingBranch      = FieldName{"branch"}
	SettingEditURL     = FieldName{"edit_url"}
	SettingHandles     = FieldName{"handles"}
	SettingFooter      = FieldName{"footer"}
	SettingSocial      = FieldName{"social"}
	SettingNav         = FieldName{"nav"}
	SettingInclude     = FieldName{"include"}
	SettingLibrary     = FieldName{"library"}
	SettingIgnore      = FieldName{"ignore"}
	SettingPublish     = FieldName{"publish"}
	SettingTrusted     = FieldName{"trusted"}
	SettingRawHTML     = FieldName{"raw_html"}
	SettingTypographer = FieldName{"typographer"}
	SettingCSP         = FieldName{"csp"}
	SettingChecks      = FieldName{"checks"}
	SettingCheckPages  = FieldName{"check_pages"}
	SettingFindings    = FieldName{"findings"}
	SettingFluff       = FieldName{"fluff"}
	SettingSections    = FieldName{"sections"}
	SettingLimits      = FieldName{"limits"}
	SettingFeeds       = FieldName{"feeds"}
	SettingRobots      = FieldName{"robots"}
)

// The keys of the records in the settings nav, include and limits.
var (
	NavPage      = FieldName{"page"}
	NavURL       = FieldName{"url"}
	NavTitle     = FieldName{"title"}
	NavHidden    = FieldName{"hidden"}
	IncludeFrom  = FieldName{"from"}
	IncludeAt    = FieldName{"at"}
	IncludeHolds = FieldName{"holds"}
	LimitSiteMB  = FieldName{"site_mb"}
	LimitFileMB  = FieldName{"file_mb"}
)

// The sections.
var (
	SectionWhereWeEndUp               = SectionName{"Where we end up"}
	SectionWhyItIsWorthIt             = SectionName{"Why it is worth it"}
	SectionWhatItSettles              = SectionName{"What it settles"}
	SectionHowToHelp                  = SectionName{"How to help"}
	SectionNotInThisVision            = SectionName{"Not in this vision"}
	SectionProblem                    = SectionName{"Problem"}
	SectionGuidingPolicy              = SectionName{"Guiding policy"}
	SectionActions                    = SectionName{"Actions"}
	SectionNonGoals                   = SectionName{"Non-goals"}
	SectionOutcome                    = SectionName{"Outcome"}
	SectionStatus                     = SectionName{"Status"}
	SectionContextAndProblemStatement = SectionName{"Context and Problem Statement"}
	SectionDecisionDrivers            = SectionName{"Decision Drivers"}
	SectionConsideredOptions          = SectionName{"Considered Options"}
	SectionDecisionOutcome            = SectionName{"Decision Outcome"}
	SectionConsequences               = SectionName{"Consequences"}
	SectionConfirmation               = SectionName{"Confirmation"}
	SectionProsAndConsOfTheOptions    = SectionName{"Pros and Cons of the Options"}
	SectionMoreInformation            = SectionName{"More Information"}
	SectionSteps                      = SectionName{"Steps"}
	SectionSuccessModes               = SectionName{"Success modes"}
	SectionFailureModes               = SectionName{"Failure modes"}
	SectionExamples                   = SectionName{"Examples"}
	SectionSummary                    = SectionName{"Summary"}
	SectionWhatItLooksLike            = SectionName{"What it looks like"}
	SectionWhyItHurts                 = SectionName{"Why it hurts"}
	SectionHowToGetOut                = SectionName{"How to get out"}
	SectionSituation                  = SectionName{"Situation"}
	SectionVision                     = SectionName{"Vision"}
	SectionStrategy                   = SectionName{"Strategy"}
	SectionWhatHappened               = SectionName{"What happened"}
	SectionLesson                     = SectionName{"Lesson"}
	SectionDo                         = SectionName{"Do"}
	SectionWhy                        = SectionName{"Why"}
	SectionWatchOut                   = SectionName{"Watch out"}
	SectionWhyReadIt                  = SectionName{"Why read it"}
)

// The statuses.
var (
	StatusDraft      = Word{"draft"}
	StatusProposed   = Word{"proposed"}
	StatusAgreed     = Word{"agreed"}
	StatusActive     = Word{"active"}
	StatusDone       = Word{"done"}
	StatusAbandoned  = Word{"abandoned"}
	StatusSuperseded = Word{"superseded"}
	StatusRetired    = Word{"retired"}
	StatusAccepted   = Word{"accepted"}
	StatusRejected   = Word{"rejected"}
	StatusDeprecated = Word{"deprecated"}
)

// The other words that a field can take.
var (
	NeedNecessary       = Word{"necessary"}
	NeedHelpful         = Word{"helpful"}
	OutcomeWorked       = Word{"worked"}
	OutcomeMixed        = Word{"mixed"}
	OutcomeFailed       = Word{"failed"}
	OutcomeUnknown      = Word{"unknown"}
	BasisSource         = Word{"source"}
	BasisPublic         = Word{"public"}
	BasisInvented       = Word{"invented"}
	BasisInferred       = Word{"inferred"}
	HTMLSafe            = Word{"safe"}
	HTMLAll             = Word{"true"}
	HTMLNone            = Word{"false"}
	FindingsInPreview   = Word{"preview"}
	FindingsShown       = Word{"true"}
	FindingsOfSpecimens = Word{"specimens"}
	FindingsHidden      = Word{"false"}
	ProfileNone         = Word{"none"}
	ProfileRFC          = Word{"rfc"}
	ProfileKEP          = Word{"kep"}
	ProfileADR          = Word{"adr"}
	LibraryAll          = Word{"true"}
	LibraryNone         = Word{"false"}
	RobotsIndex         = Word{"index"}
	RobotsNoIndex       = Word{"noindex"}
)

// The relations.
var (
	RelationStrategyVision       = RelationName{"strategy", FieldVision}
	RelationStrategyPattern      = RelationName{"strategy", FieldPattern}
	RelationStrategyAfter        = RelationName{"strategy", FieldAfter}
	RelationStrategySupersedes   = RelationName{"strategy", FieldSupersedes}
	RelationStrategyRepairs      = RelationName{"strategy", FieldRepairs}
	RelationVisionRepairs        = RelationName{"vision", FieldRepairs}
	RelationExampleCompares      = RelationName{"example", FieldCompares}
	RelationVisionPartOf         = RelationName{"vision", FieldPartOf}
	RelationVisionSupersedes     = RelationName{"vision", FieldSupersedes}
	RelationDecisionSupersedes   = RelationName{"decision", FieldSupersedes}
	RelationDecisionSupersededBy = RelationName{"decision", FieldSupersededBy}
	RelationDecisionServes       = RelationName{"decision", FieldServes}
	RelationPitfallOf            = RelationName{"pitfall", FieldOf}
	RelationExampleShows         = RelationName{"example", FieldShows}
	RelationExamplePitfalls      = RelationName{"example", FieldPitfalls}
	RelationPracticeCounters     = RelationName{"practice", FieldCounters}
	RelationReadingCovers        = RelationName{"reading", FieldCovers}
	RelationCheckPitfall         = RelationName{"check", FieldPitfall}

	// RelationLink is what a link in a body makes: no field of any kind writes it.
	RelationLink = RelationName{field: FieldName{"link"}}
)
