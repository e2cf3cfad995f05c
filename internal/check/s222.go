package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"waymark/internal/kind"
)

// noOwner finds actions that nobody is named for.
var noOwner = &Rule{
	Code:    "S222",
	Of:      "strategy",
	Pitfall: "bad-strategic-objectives",
	Before: `## Actions

- Publish changes of invoices as events (by 2026-06-15, 6w)
`,
	After: `## Actions

- Publish changes of invoices as events (@payments, by 2026-06-15, 6w)
`,
	Check: func(in *Input) []Finding {
		var found []Finding
		for _, a := range in.actions() {
			if a.Who != nil || namedBesideNoDay(a) {
				continue
			}
			hint := "add a handle in the bracket at its end: (@team, by 2026-03-31)"
			if a.Odd != "" || strings.Contains(a.Text, "@") {
				hint = oddHint(a)
			}
			found = append(found, one(a.At, hint, "nobody is named for %s", quoted(a.Text))...)
		}
		return alike(found, "%d of %d actions name nobody", len(in.actions()))
	},
}

// namedBesideNoDay reports whether somebody is named in a bracket that cannot be
// read only because its day is none: that there is no day is for S223 to say.
func namedBesideNoDay(a kind.Action) bool {
	open := strings.LastIndexByte(a.Text, '(')
	return open >= 0 && strings.HasPrefix(a.Odd, "by ") && noDay.MatchString(a.Odd) && strings.HasPrefix(strings.TrimSpace(a.Text[open+1:]), "@")
}

// noDay is what was meant as a day.
var noDay = regexp.MustCompile(`^by [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$`)

// actions returns the steps of a strategy, without places where one will be.
func (in *Input) actions() []kind.Action {
	return slices.DeleteFunc(slices.Clone(in.Page.Actions), func(a kind.Action) bool { return isPlaceholder(a.Text) })
}

// oddHint says why an action's bracket is read as prose.
func oddHint(a kind.Action) string {
	const form = "the bracket at the end holds only @handle, one by DATE and one size such as 6w"
	if a.Odd == "" {
		return form + "; a handle elsewhere does not count"
	}
	return fmt.Sprintf("%s; %q is not one of these, or one too many", form, a.Odd)
}
