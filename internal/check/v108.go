package check

import (
	"strconv"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/wording"
)

// fluff finds a statement that could describe any company.
var fluff = &Rule{
	Code:    "V108",
	Of:      "vision",
	Pitfall: "fluff",
	Lexical: true,
	Before: `---
statement: We are the leading provider of innovative, seamless solutions that empower our customers.
---
`,
	After: `---
statement: A tube without a seam tells the welder where it comes from, at a tap on its number.
---
`,
	Check: func(in *Input) []Finding {
		for _, s := range in.FieldStatements(kind.FieldStatement) {
			if isSpecific(s.Words) {
				return nil
			}
		}
		setting := strings.ToLower(strings.Join(in.Handbook.Settings.Fluff, ","))
		own := wording.New(strings.FieldsFunc(setting, func(r rune) bool { return r == ',' || r == '\n' }))
		var found []string
		n := 0
		for _, s := range in.FieldStatements(kind.FieldStatement) {
			words := drop(s.Words, termsOfTrade)
			n += len(words)
			for i := 0; i < len(words); i++ {
				length := max(empty.At(words, i), own.At(words, i))
				if length == 0 {
					continue
				}
				found = append(found, s.Text[words[i].From:words[i+length-1].To])
				i += length - 1
			}
		}
		const most, per = 2, 40 // so many in so many words
		if len(found) < most || per*len(found) < most*n {
			return nil
		}
		const named = 3
		return one(in.Field(kind.FieldStatement), "say what you would see if it were true, so that somebody could go and look", "%s could describe any company", listed(found[:min(len(found), named)]))
	},
}

// isSpecific reports whether words hold a number, an hour or a cause that one can
// look at.
func isSpecific(words []Word) bool {
	return hasQuantity(words) || hours.In(words) || sources.In(words)
}

// listed quotes texts in a row.
func listed(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = strconv.Quote(t)
	}
	return diag.List(quoted)
}

var (
	hours        = wording.Named("hours")
	empty        = wording.Named("empty")
	termsOfTrade = wording.Named("termsOfTrade")
)
