package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/examine"
	"waymark/internal/kind"
	"waymark/internal/sections"
	"waymark/internal/source"
)

// This file is how `waymark examine` speaks to people.

// mostShown is the number of findings that are shown without --all.
const mostShown = 3

// describe returns what a report says, in lines for a terminal.
func describe(text *source.Text, r examine.Report, colored, all bool) string {
	d := description{text: text, Paint: diag.Paint(colored)}
	d.kind(r)
	if r.Kind == sections.KindNeither {
		return d.String()
	}
	d.parts(r)
	d.findings(r, all)
	return d.String()
}

// A description is what is said of a text. Whatever comes from it is made printable.
type description struct {
	strings.Builder
	diag.Paint
	text *source.Text
}

// kinds say what a text is, by the kind that was found.
var kinds = map[string]string{
	sections.KindVision:   "a vision",
	sections.KindStrategy: "a strategy",
	sections.KindBoth:     "a vision and a strategy in one",
	sections.KindNeither:  "neither a vision nor a strategy",
}

// profiles are the forms that a text can have besides.
var profiles = map[string]string{"rfc": "an RFC", "kep": "a KEP", "adr": "an ADR"}

// kind says what the text is, and why that is thought.
func (d *description) kind(r examine.Report) {
	fmt.Fprintf(d, "%s is %s", diag.Printable(d.text.Name), d.Bold(kinds[r.Kind]))
	if r.Because != "" {
		fmt.Fprintf(d, ": %s", diag.Printable(r.Because))
	}
	d.WriteString(".\n")
	if name := profiles[r.Genre]; name != "" && r.Kind != sections.KindNeither {
		fmt.Fprintf(d, "It looks like %s, so it isn't expected to name a vision or a review date. Set `profile: none` in its front matter to expect both.\n", name)
	}
	if r.Kind == sections.KindBoth {
		d.WriteString("It is checked as a strategy. Move the vision to a page of its own.\n")
	}
	if r.LangGuessed && r.Lang != "en" {
		fmt.Fprintf(d, "Its language seems to be %q, so checks of English wording were skipped. Set `lang` in its front matter to say which it is.\n", r.Lang)
	}
}

// expected are the parts that each kind of text should have.
var expected = map[string][]sections.Role{
	sections.KindVision:   {sections.Vision, sections.Why, sections.Settles},
	sections.KindStrategy: {sections.Problem, sections.Policy, sections.Steps, sections.NonGoals},
	sections.KindBoth:     {sections.Vision, sections.Problem, sections.Policy, sections.Steps, sections.NonGoals},
}

// parts says which passages were taken for what.
func (d *description) parts(r examine.Report) {
	d.WriteString("\n")
	for _, role := range sections.Roles {
		isThere := false
		for _, f := range r.Found {
			if f.Role == role {
				d.part(f, r.Actions)
				isThere = true
			}
		}
		for _, wanted := range expected[r.Kind] {
			if wanted == role && !isThere {
				fmt.Fprintf(d, "  %-10s %s\n", role, d.Dim("not found"))
			}
		}
	}
}

func (d *description) part(f sections.Found, actions []kind.Action) {
	title := diag.Printable(f.Title)
	if title == "" {
		title = "a passage without a heading"
	}
	fmt.Fprintf(d, "  %-10s %s: %s", f.Role, f.Lines(), d.Bold(title))
	if f.Role == sections.Steps {
		fmt.Fprintf(d, ", %s", steps(f, actions))
	}
	switch {
	case f.How == sections.Guess:
		fmt.Fprintf(d, "\n  %-10s %s", "", d.Dim("guessed: "+diag.Printable(f.Because)))
	case f.Because != "":
		fmt.Fprintf(d, "\n  %-10s %s", "", d.Dim("despite its name: "+diag.Printable(f.Because)))
	}
	d.WriteString("\n")
}

// steps tells how many actions there are in a section, and what is known of them.
func steps(f sections.Found, actions []kind.Action) string {
	n, owned, dated := 0, 0, 0
	for _, a := range actions {
		if a.At.Line < f.Line || a.At.Line > f.EndLine {
			continue
		}
		n++
		if a.Who != nil {
			owned++
		}
		if a.By != "" || a.Size != "" {
			dated++
		}
	}
	return fmt.Sprintf("%s, %d with an owner, %d with a date or a size", count(n, "step"), owned, dated)
}

// findings tells what matters most, or everything.
func (d *description) findings(r examine.Report, all bool) {
	if len(r.Findings) == 0 {
		d.WriteString("\nNothing to report.\n")
		return
	}
	told := r.Findings
	if !all && len(told) > mostShown {
		told = told[:mostShown]
		fmt.Fprintf(d, "\n%s\n", d.Bold("The three things that matter most"))
	} else {
		fmt.Fprintf(d, "\n%s\n", d.Bold("Findings"))
	}
	for i, f := range told {
		d.finding(i+1, f)
	}
	if more := len(r.Findings) - len(told); more > 0 {
		fmt.Fprintf(d, "\n%d more; --all prints them.\n", more)
	}
}

func (d *description) finding(number int, f check.Found) {
	fmt.Fprintf(d, "\n%d. %s %s\n", number, d.Bold(capitalized(diag.Printable(f.Message))), d.Dim("["+f.Code+"]"))
	if line, ok := d.text.Line(f.Line); ok && f.Line > 1 && strings.TrimSpace(line) != "" {
		fmt.Fprintf(d, "   %s %s\n", d.Dim(fmt.Sprintf("line %d:", f.Line)), shortened(diag.Printable(strings.TrimSpace(line))))
	}
	if f.Hint != "" {
		fmt.Fprintf(d, "   %s.\n", capitalized(diag.Printable(f.Hint)))
	}
	if f.Teacher != nil {
		fmt.Fprintf(d, "   %s\n", d.Dim(fmt.Sprintf("More: waymark explain %s, and the page %q of Waymark's library", f.Code, f.Teacher.Title)))
	}
}

func capitalized(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	return string(unicode.ToUpper(first)) + sentence[size:]
}

// mostCharacters is how much of a line is quoted.
const mostCharacters = 90

func shortened(line string) string {
	if utf8.RuneCountInString(line) <= mostCharacters {
		return line
	}
	return string([]rune(line)[:mostCharacters]) + "…"
}
