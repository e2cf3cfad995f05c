package main

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
	"waymark/internal/handbook"
)

// lists are what `waymark list` can show: each a test of a page and what is
// printed for it.
var lists = []struct {
	name, short string
	drafts      bool
	wants       func(*handbook.Page) bool
}{
	{"addresses", "every page with its address", false, func(*handbook.Page) bool { return true }},
	{"drafts", "pages that are not published yet", true, func(p *handbook.Page) bool { return p.Draft }},
	{"orphans", "pages that no other page leads to", false, (*handbook.Page).Orphan},
}

func (a *app) listCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "list", Short: "List pages: addresses, drafts or orphans",
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usage("there is no list of %q; there are addresses, drafts and orphans", args[0])
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
		a.addInput(sub)
		cmd.AddCommand(sub)
	}
	return cmd
}

// list prints a line a page: its file, a tab, its address.
func (a *app) list(cmd *cobra.Command, wants func(*handbook.Page) bool) error {
	p, err := a.open()
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
		if wants(page) {
			fmt.Fprintf(a.stdout, "%s\t%s\n", path.Join(filepath.ToSlash(p.dir), p.root, page.Path), handbook.URL(h.Settings.Base(), page.Address))
		}
	}
	return nil
}
