package check

// noDate finds actions without a date and a size.
var noDate = &Rule{
	Code:    "S223",
	Of:      "strategy",
	Pitfall: "bad-strategic-objectives",
	Before: `## Actions

- Publish changes of invoices as events (@payments)
`,
	After: `## Actions

- Publish changes of invoices as events (@payments, by 2026-06-15)
`,
	Check: func(in *Input) []Finding {
		var found []Finding
		for _, a := range in.actions() {
			if a.By != "" || a.Size != "" {
				continue
			}
			hint := "add a date or a size in the bracket at its end: (@team, by 2026-03-31) or (@team, 6w)"
			if a.Odd != "" {
				hint = oddHint(a)
			}
			found = append(found, one(a.At, hint, "when, or how big? %s", quoted(a.Text))...)
		}
		return alike(found, "%d of %d actions have neither a date nor a size", len(in.actions()))
	},
}
