package check

import (
	"regexp"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// longWithoutExit finds long actions that nothing can stop.
var longWithoutExit = &Rule{
	Code:    "S224",
	Of:      "strategy",
	Pitfall: "value-last",
	Before: `## Actions

- Spend six months building the event platform (@platform)
`,
	After: `## Actions

- Spend six months building the event platform (@platform)
  - Exit: if no team reads an event by March, we stop
`,
	Check: func(in *Input) []Finding {
		const most, far = 92, 182 // days: three months, and six
		var found []Finding
		for _, a := range in.actions() {
			days := effort(a)
			if days <= most || a.Exit != "" || a.Done != "" {
				continue
			}
			f := one(a.At, "what would make you stop? write it below the action: - Exit: …", "%s without a way to stop", count(wholeMonths(days), "month"))
			if days >= far {
				f[0].Severity = diag.Error
			}
			found = append(found, f...)
		}
		return found
	},
}

// effort returns how many days an action takes; 0 when it does not say. A length
// of time in its prose counts only where it is that of the work: in "keep seven
// years of invoices" it is not.
func effort(a kind.Action) float64 {
	if a.InProse && !saysEffort.MatchString(a.Text) {
		return 0
	}
	return sizeDays(a.Size)
}

var saysEffort = regexp.MustCompile(`(?i)\b(spend|spends|spending|take|takes|taking|invest|devote|use|need|needs|give)\b[^.;:]{0,40}\b(days?|weeks?|months?|quarters?|years?)\b` +
	`|\b(days?|weeks?|months?|quarters?|years?)\b( of)? (\w+ ly )?\w+ing\b` +
	`|\b(days?|weeks?|months?|quarters?|years?)( |-)(\w+ )?(effort|project|programme|program|build|migration|rewrite|push)\b` +
	`|^\W*(for|over|in|within) (the (next|first|coming) )?[\w-]+ (days?|weeks?|months?|quarters?|years?)\b`)
