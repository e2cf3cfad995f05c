package check

import (
	"waymark/internal/kind"
	"waymark/internal/sections"
	"waymark/internal/wording"
)

// visionInside finds a vision told again in a strategy.
var visionInside = &Rule{
	Code:    "S241",
	Of:      "strategy",
	Pitfall: "confusing-vision-with-strategy",
	Lexical: true,
	Before: `## Vision

In 2029 any team sees a change to an account a second after it was made. Support no longer asks customers what they see on their screen. Billing closes the month in an hour, and new services read what they need without asking anybody. Nobody remembers the nightly file.

## Problem

Invoices change in three places.
`,
	After: `## Vision

[Every change, a second later](https://acme.example/visions/every-change/)

## Problem

Invoices change in three places.
`,
	Check: func(in *Input) []Finding {
		const most = 40 // words
		const hint, message = "link the vision; two artifacts let people disagree with one", "this tells a vision again, in %s"
		for _, part := range in.Page.Told {
			if part.Role != sections.Vision || part.To > len(in.Blocks) {
				continue
			}
			told := Section{Blocks: in.Blocks[part.From:part.To]}
			if n := told.Words(); n > most {
				return one(told.Blocks[0].Place(), hint, message, count(n, "word"))
			}
		}
		for _, p := range in.passages() {
			if p.words <= most || p.linked() && !p.titled(visionHeadings) || in.isListOf(p.heading) {
				continue
			}
			if p.titled(visionHeadings) && !aboutSight(p.title) && !in.tellsPast(p.statements) || in.isPicture(p.statements) {
				return one(p.statements[0].Place(), hint, message, count(p.words, "word"))
			}
		}
		return nil
	},
}

// aboutSight reports whether a heading speaks of seeing, or of a number that is
// called after the star.
func aboutSight(title string) bool { return sight.In(wording.Words(title)) }

// isListOf reports whether what stands below a heading is what a strategy does,
// declines or has learnt.
func (in *Input) isListOf(heading int) bool {
	for _, s := range in.Page.Sections {
		if (s.Name == kind.SectionActions || s.Name == kind.SectionNonGoals || s.Name == kind.SectionOutcome) && heading >= s.Heading && heading < s.Next {
			return true
		}
	}
	return false
}

// tellsPast reports whether most of the statements say what happened.
func (in *Input) tellsPast(statements []Statement) bool {
	past := 0
	for _, s := range statements {
		if tellsOfThePast(s.Words) {
			past++
		}
	}
	return 2*past > len(statements)
}

var (
	visionHeadings = wording.Named("visionHeadings")
	sight          = wording.Named("sight")
)
