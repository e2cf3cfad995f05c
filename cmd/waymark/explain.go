package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/examine"
	"waymark/internal/source"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain CODE [FILE:LINE]",
		Short: "Say what a code means and what to do about it",
		Long: `Explain says what a code means, why it matters and what to do about it. CODE is one
that a message ends with, its name, or all, which lists every code. --explain CODE
says the same.

With the place that a message of a check begins with, it says what the check goes by
there: the part of the text that it looked at, and the words that decide.

  waymark explain H001
  waymark explain broken-link
  waymark explain S203 content/strategies/billing.md:14`,
		ValidArgsFunction: cobra.FixedCompletions(codeNames(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("explain takes one code, such as waymark explain H001; waymark explain all lists them")
			}
			a.explain = strings.Trim(args[0], "[]") // as a message has it
			return a.printExplanation(cmd, args[1:])
		},
	}
}

func codeNames() []string {
	names := []string{"all"}
	for _, c := range diag.Codes {
		names = append(names, c.Code)
	}
	return names
}

// printExplanation explains one code, in general or at the place that is named, or
// lists all of them.
func (a *app) printExplanation(cmd *cobra.Command, places []string) error {
	switch {
	case len(places) > 1:
		return usage("explain takes one place, but was given %q, too", places[1])
	case len(places) == 1:
		return a.printExplanationAt(cmd, places[0])
	case a.explain == "all":
		fmt.Fprintln(a.stdout, "code  handbook adopted  name")
		for _, c := range diag.Codes {
			fmt.Fprintf(a.stdout, "%s  %-8s %-8s %s\n", c.Code, c.Severity, c.Adopted, c.Name)
		}
		return nil
	}
	text, ok := diag.Explain(a.explain)
	if !ok {
		return usage("%s", strings.TrimSpace(text))
	}
	if r := check.Lookup(a.explain); r != nil {
		text += "\n" + r.Explain()
	}
	_, err := fmt.Fprint(a.stdout, text)
	return err
}

// place is FILE:LINE, as messages begin, with or without a column and a colon.
var place = regexp.MustCompile(`^(.+?):([1-9][0-9]*)(?::[0-9]+)?:?$`)

// printExplanationAt says what a rule goes by on a line.
func (a *app) printExplanationAt(cmd *cobra.Command, at string) error {
	rule := check.Lookup(a.explain)
	if rule == nil {
		if said, ok := diag.Explain(a.explain); !ok {
			return usage("%s", strings.TrimSpace(said))
		}
		return usage("%s is not a check of visions and strategies, so it has no explanation for a single line; run: waymark explain %[1]s", strings.ToUpper(a.explain))
	}
	m := place.FindStringSubmatch(at)
	if m == nil {
		return usage("%q is no place; write it as messages do: waymark explain %s FILE:LINE", at, rule.Code)
	}
	line, err := strconv.Atoi(m[2])
	if err != nil {
		return usage("%s has no line %s", m[1], m[2])
	}
	e := &examination{app: a}
	text, err := e.read([]string{m[1]})
	if err != nil {
		return err
	}
	if _, ok := text.Line(line); !ok {
		return usage("%s has no line %d", m[1], line)
	}
	o, err := e.options(cmd)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(a.stdout, explained(text, rule, line, examine.Explain(text, rule, line, o)))
	return err
}

// explained writes an explanation for a terminal.
func explained(text *source.Text, rule *check.Rule, line int, x examine.Explanation) string {
	var b strings.Builder
	written, _ := text.Line(line)
	fmt.Fprintf(&b, "%s:%d: %s\n", diag.Printable(text.Name), line, shortened(diag.Printable(strings.TrimSpace(written))))
	fmt.Fprintf(&b, "  The text is %s", kinds[x.Kind])
	if x.Part != nil {
		fmt.Fprintf(&b, "; this line is part of its %s, %s (%s)", x.Part.Role, x.Part.Lines(), x.Part.How)
	}
	b.WriteString(".\n")
	switch {
	case x.Finding == nil && len(x.Others) > 0:
		fmt.Fprintf(&b, "  %s finds nothing here. It finds something on line %s.\n", rule.Code, numbers(x.Others))
	case x.Finding == nil:
		fmt.Fprintf(&b, "  %s finds nothing in this text.\n", rule.Code)
	default:
		fmt.Fprintf(&b, "  %s: %s\n", rule.Code, diag.Printable(x.Finding.Message))
		b.WriteString("  " + decided(x) + "\n")
		if x.Finding.Hint != "" {
			fmt.Fprintf(&b, "  To change that, %s.\n", diag.Printable(x.Finding.Hint))
		}
	}
	fmt.Fprintf(&b, "What it means: waymark explain %s\n", rule.Code)
	return b.String()
}

// decided says which words a finding hangs on.
func decided(x examine.Explanation) string {
	if len(x.Counted) == 0 {
		return "No single word decides that: it stays whichever is left out."
	}
	var words []string
	for _, c := range x.Counted {
		words = append(words, strconv.Quote(diag.Printable(c.Word)))
	}
	if len(words) == 1 {
		return "It hangs on one word: " + words[0] + "."
	}
	return "It hangs on " + diag.List(words) + ": without any one of them it would not be said."
}

func numbers(all []int) string {
	var texts []string
	for _, n := range all {
		texts = append(texts, strconv.Itoa(n))
	}
	return diag.List(texts)
}
