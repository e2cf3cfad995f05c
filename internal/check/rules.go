package check

// Rules are all rules, in the order of their codes within each group.
var Rules = []*Rule{
	noHorizon,       // V101
	nearHorizon,     // V102
	farHorizon,      // V103
	helpsNobody,     // V104
	noWhy,           // V105
	settlesNothing,  // V106
	planInside,      // V107
	fluff,           // V108
	visionNotAgreed, // V109
	unserved,        // V110
	behindUs,        // V111

	noProblem,          // S201
	thinProblem,        // S202
	restatesAbsence,    // S203
	noEvidence,         // S204
	manyProblems,       // S205
	noVision,           // S206
	noPolicy,           // S211
	policyIsTarget,     // S212
	rulesNothingOut,    // S213
	pictureForPolicy,   // S214
	buildThenOnboard,   // S215
	thinWhole,          // S216
	noActions,          // S221
	noOwner,            // S222
	noDate,             // S223
	longWithoutExit,    // S224
	singleBet,          // S225
	unconnected,        // S226
	actionIsGoal,       // S227
	laundryList,        // S228
	noNonGoals,         // S231
	unexplainedNonGoal, // S232
	easyNo,             // S233
	visionInside,       // S241
	longHorizon,        // S251

	necessaryConstraint,    // F301
	helpfulConstraint,      // F302
	noProof,                // F303
	undeclaredMigration,    // F304
	tooLongForPattern,      // F311
	unranked,               // F312
	manyTeamsWithoutVision, // F313
	noVisionForever,        // F314
	sliceOfNobody,          // F321
	sliceLength,            // F322
	horizontalSlice,        // F323
	notRepeated,            // F324
	shortcut,               // F325

	reviewOverdue, // D401
	noReviewDate,  // D402
	pastHorizon,   // D403
	oldDraft,      // D404
	noOutcome,     // D405
	visionMoved,   // D406

	strategyNotAgreed, // X501
	manyLive,          // X502
	wrongKind,         // X503
}

// Nursery returns the codes of the rules that run only when they are asked for.
func Nursery() (codes []string) {
	for _, r := range Rules {
		if r.Nursery {
			codes = append(codes, r.Code)
		}
	}
	return codes
}
