package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/check"
	"waymark/internal/diag"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain CODE",
		Short: "Say what a code means and what to do about it",
		Long: `Explain says what a code means, why it matters and what to do about it. CODE is one
that a message ends with, its name, or all, which lists every code. --explain CODE
says the same.

  waymark explain H001
  waymark explain broken-link`,
		ValidArgsFunction: cobra.FixedCompletions(codeNames(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("explain takes one code, such as waymark explain H001; waymark explain all lists them")
			}
			a.explain = strings.Trim(args[0], "[]") // as a message has it
			return a.printExplanation()
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

// printExplanation explains one code, or lists all of them.
func (a *app) printExplanation() error {
	if a.explain == "all" {
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
