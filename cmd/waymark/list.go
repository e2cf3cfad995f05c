package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/handbook"
)

// lists are what `waymark list` can show: each a test of a page and what is
// printed for it.
var lists = []struct {
	name, short string
	drafts      bool
	wants       func(p *handbook.Page, today time.Time) bool
}{
	{"addresses", "every page with its address", false, func(*handbook.Page, time.Time) bool { return true }},
	{"drafts", "pages that are not published yet", true, func(p *handbook.Page, _ time.Time) bool { return p.Draft }},
	{"orphans", "pages that no other page leads to", false, func(p *handbook.Page, _ time.Time) bool { return p.Orphan() }},
	{"overdue", "visions and strategies in force that should have been looked at again", false, check.Overdue},
}

func (a *app) listCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "list", Short: "List pages: addresses, drafts, orphans or those overdue",
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usage("there is no list of %q; there are addresses, drafts, orphans and overdue", args[0])
		}
		return nil
	}
	for _, l := range lists {
		sub := &cobra.Command{
			Use: l.name, Short: "List " + l.short, Args: noArgs,
			RunE: func(cmd *cobra.Command, _ []string) error {
				a.drafts = a.drafts || l.drafts
				return a.list(cmd, l.wants)
			},
		}
		a.addInput(sub, "list as if drafts were published")
		a.addToday(sub)
		cmd.AddCommand(sub)
	}
	return cmd
}

// list prints a line a page: its file, a tab, its address.
func (a *app) list(cmd *cobra.Command, wants func(*handbook.Page, time.Time) bool) error {
	today, err := a.day()
	if err != nil {
		return err
	}
	p, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	defer p.close()
	built, ds, err := a.read(cmd.Context(), p)
	if err != nil {
		return err
	}
	ds = slices.DeleteFunc(ds, func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
	if err := a.report(diag.Text, ds, "the list may not be right"); err != nil {
		return err
	}
	if built == nil {
		return nil
	}
	h := built.Handbook
	for _, page := range h.Pages {
		if wants(page, today) {
			fmt.Fprintf(a.stdout, "%s\t%s\n", p.fileName(page.File()), handbook.URL(h.Settings.Base(), page.Address))
		}
	}
	return nil
}
