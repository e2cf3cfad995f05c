package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"waymark/internal/check"
	"waymark/internal/examine"
	"waymark/internal/kind"
	"waymark/internal/sections"
	"waymark/internal/source"
)

// This file is how `waymark examine` speaks to people.

// mostSaid is how many findings are told unless somebody asks for all.
const mostSaid = 3

// describe returns what a report says, in lines for a terminal.
func describe(text *source.Text, r examine.Report, colored, all bool) string {
	d := description{text: text, colored: colored}
	d.kind(r)
	if r.Kind == sections.KindNeither {
		return d.String()
	}
	d.parts(r)
	d.findings(r, all)
	return d.String()
}

type description struct {
	strings.Builder
	text    *source.Text
	colored bool
}

func (d *description) bold(s string) string { return d.with("1", s) }
func (d *description) dim(s string) string  { return d.with("2", s) }

func (d *description) with(code, s string) string {
	if !d.colored {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
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
	fmt.Fprintf(d, "%s is %s", d.text.Name, d.bold(kinds[r.Kind]))
	if r.Because != "" {
		fmt.Fprintf(d, ": %s", r.Because)
	}
	d.WriteString(".\n")
	if name := profiles[r.Genre]; name != "" && r.Kind != sections.KindNeither {
		fmt.Fprintf(d, "It has the form of %s, so it is asked neither for a vision nor for a day to look again; `profile: none` in its front matter asks.\n", name)
	}
	if r.Kind == sections.KindBoth {
		d.WriteString("It is judged as a strategy; take the vision out into a page of its own.\n")
	}
	if r.LangGuessed && r.Lang != "en" {
		fmt.Fprintf(d, "Its language seems to be %q; say so with lang in its front matter. What goes by English wording was not judged.\n", r.Lang)
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
				fmt.Fprintf(d, "  %-10s %s\n", role, d.dim("not found"))
			}
		}
	}
}

func (d *description) part(f sections.Found, actions []kind.Action) {
	title := f.Title
	if title == "" {
		title = "a passage without a heading"
	}
	fmt.Fprintf(d, "  %-10s %s: %s", f.Role, f.Lines(), d.bold(title))
	if f.Role == sections.Steps {
		fmt.Fprintf(d, ", %s", steps(f, actions))
	}
	switch {
	case f.How == sections.Guess:
		fmt.Fprintf(d, "\n  %-10s %s", "", d.dim("a guess: "+f.Because))
	case f.Because != "":
		fmt.Fprintf(d, "\n  %-10s %s", "", d.dim("not by its name: "+f.Because))
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
		d.WriteString("\nThere is nothing to say against it.\n")
		return
	}
	told := r.Findings
	if !all && len(told) > mostSaid {
		told = told[:mostSaid]
		fmt.Fprintf(d, "\n%s\n", d.bold("The three things that matter most"))
	} else {
		fmt.Fprintf(d, "\n%s\n", d.bold("What there is to say"))
	}
	for i, f := range told {
		d.finding(i+1, f)
	}
	if more := len(r.Findings) - len(told); more > 0 {
		fmt.Fprintf(d, "\n%d more; --all prints them.\n", more)
	}
}

func (d *description) finding(number int, f check.Found) {
	fmt.Fprintf(d, "\n%d. %s %s\n", number, d.bold(strings.ToUpper(f.Message[:1])+f.Message[1:]), d.dim("["+f.Code+"]"))
	if line, ok := d.text.Line(f.Line); ok && f.Line > 1 && strings.TrimSpace(line) != "" {
		fmt.Fprintf(d, "   %s %s\n", d.dim(fmt.Sprintf("line %d:", f.Line)), shortened(strings.TrimSpace(line)))
	}
	if f.Hint != "" {
		fmt.Fprintf(d, "   %s\n", strings.ToUpper(f.Hint[:1])+f.Hint[1:]+".")
	}
	if f.Teacher != nil {
		fmt.Fprintf(d, "   %s\n", d.dim(fmt.Sprintf("More: waymark explain %s, and the page %q of Waymark's library", f.Code, f.Teacher.Title)))
	}
}

// mostCharacters is how much of a line is quoted.
const mostCharacters = 90

func shortened(line string) string {
	if utf8.RuneCountInString(line) <= mostCharacters {
		return line
	}
	return string([]rune(line)[:mostCharacters]) + "…"
}
