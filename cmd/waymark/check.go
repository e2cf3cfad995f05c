package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
)

func (a *app) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Say what is wrong, without publishing anything",
		Long: `Check reads the handbook as build does and reports everything it finds. It
renders every page, so it also meets what only a template can get wrong.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.check(cmd) },
	}
	a.addInput(cmd)
	a.addFormat(cmd)
	a.addToday(cmd)
	cmd.Flags().StringVar(&a.explain, "explain", "", "explain the diagnostic `CODE` instead; all lists them")
	return cmd
}

func (a *app) check(cmd *cobra.Command) error {
	if a.explain != "" {
		return a.printExplanation()
	}
	format, err := a.parseFormat()
	if err != nil {
		return err
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.close()
	built, ds, err := a.read(cmd.Context(), p)
	if err != nil {
		return err
	}
	if built == nil {
		return a.report(format, ds, "")
	}
	if diag.Count(ds, diag.Error) == 0 {
		more, err := built.Try(cmd.Context())
		if err != nil {
			return err
		}
		ds = append(ds, p.named(more)...)
	}
	ds = append(ds, p.named(built.Findings())...)
	diag.Sort(ds)
	if err := a.report(format, ds, ""); err != nil {
		return err
	}
	if !a.quiet && format == diag.Text && len(ds) == 0 {
		fmt.Fprintf(a.stdout, "%s, nothing to report\n", count(len(built.Handbook.Pages), "page"))
	}
	return nil
}

// failing reports whether the diagnostics make the command fail.
func (a *app) failing(ds []diag.Diagnostic) bool {
	return diag.Count(ds, diag.Error) > 0 || a.strict && diag.Count(ds, diag.Warning) > 0
}

// report prints diagnostics and sets the status. To people they go to standard
// error with a line that counts them; to programs, to standard output.
func (a *app) report(format diag.Format, ds []diag.Diagnostic, consequence string) error {
	if a.failing(ds) {
		a.status = statusAuthor
	}
	if format != diag.Text {
		return diag.Print(a.stdout, format, ds, false)
	}
	if err := diag.Print(a.stderr, format, ds, colored(a.stderr)); err != nil {
		return err
	}
	errors, warnings := diag.Count(ds, diag.Error), diag.Count(ds, diag.Warning)
	if errors+warnings == 0 {
		return nil
	}
	line := count(errors, "error") + ", " + count(warnings, "warning")
	if consequence != "" {
		line += "; " + consequence
	}
	_, err := fmt.Fprintln(a.stderr, line)
	return err
}

func (a *app) parseFormat() (diag.Format, error) {
	format, ok := diag.ParseFormat(a.format)
	if !ok {
		return 0, usage("--format cannot be %q; it is text, json, sarif or github", a.format)
	}
	return format, nil
}
