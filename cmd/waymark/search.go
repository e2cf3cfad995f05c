package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
	"waymark/internal/site"
)

// mostFound is how many pages a search lists unless it is asked for more.
const mostFound = 20

// A searching is what is wanted of a search besides its words.
type searching struct {
	listing
	kind  string
	limit int
}

func (a *app) searchCommand() *cobra.Command {
	var as searching
	cmd := &cobra.Command{
		Use: "search WORDS...", Short: "List what readers find who search for some words",
		Long: "Search lists the pages that readers find who type these words into the handbook's search, the best first: file, address, kind, title, and the heading or the question (" +
			"`asked`) that has the words. Words in quotation marks have to stand in that order; behind -- a word with a minus leaves pages out: waymark list search -- vision -boss",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("no words to search for, as in: waymark list search no vision")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.search(cmd, strings.Join(args, " "), as) },
	}
	a.addListing(cmd, &as.listing)
	cmd.Flags().StringVar(&as.kind, "kind", "", "only pages of this kind")
	cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(kindNames(), cobra.ShellCompDirectiveNoFileComp))
	cmd.Flags().IntVar(&as.limit, "limit", mostFound, "list at most this many pages; 0 lists all")
	return cmd
}

// A foundPage is a page that a search finds, as it is shown to programs.
type foundPage struct {
	listedPage
	Heading string `json:"heading,omitempty"` // that has the words
	Asked   string `json:"asked,omitempty"`   // what readers ask that has the words
}

// search prints what a search finds, and on standard error what is to be known of it.
func (a *app) search(cmd *cobra.Command, text string, as searching) error {
	if err := as.check(); err != nil {
		return err
	}
	if as.kind != "" {
		k, err := lookupKind(as.kind)
		if err != nil {
			return err
		}
		as.kind = k.Name
	}
	p, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	defer p.close()
	built, err := a.readErrors(cmd.Context(), p, "what is found may not be right")
	if built == nil || err != nil {
		return err
	}
	found, err := built.Search(text, as.kind)
	if mistakes := site.Mistakes(err); mistakes != nil {
		return a.report(diag.Text, p.named(mistakes), "nothing was searched")
	}
	if err != nil {
		return err
	}
	all := len(found.Pages)
	if as.limit > 0 {
		found.Pages = found.Pages[:min(all, as.limit)]
	}
	pages := []foundPage{} // [] in JSON, not null
	for _, f := range found.Pages {
		pages = append(pages, foundPage{listed(built.Handbook, f.Page, p.fileName(f.File())), f.Heading, f.Asked})
	}
	if as.fail && all > 0 {
		a.status = max(a.status, statusAuthor)
	}
	a.tellSearch(found, all)
	if as.format == "json" {
		return a.encode(pages)
	}
	for _, page := range pages { // a line a page, its columns between tabs
		hit := ""
		switch {
		case page.Heading != "":
			hit = "\t› " + page.Heading
		case page.Asked != "":
			hit = "\tasked: " + page.Asked
		}
		fmt.Fprintf(a.stdout, "%s\t%s\t%s\t%s%s\n", page.File, page.Address, page.Kind, page.Title, hit)
	}
	return nil
}

// tellSearch tells what a list of pages does not say.
func (a *app) tellSearch(found site.Found, all int) {
	if a.quiet {
		return
	}
	if all == 0 {
		fmt.Fprintln(a.stderr, "nothing found")
	}
	if found.Corrected != "" {
		fmt.Fprintf(a.stderr, "searched for: %s\n", found.Corrected)
	}
	if len(found.LeftOut) > 0 {
		fmt.Fprintf(a.stderr, "no page has all these words; the first lacks: %s\n", strings.Join(found.LeftOut, ", "))
	}
	if more := all - len(found.Pages); more > 0 {
		fmt.Fprintf(a.stderr, "%d more; --limit 0 lists all\n", more)
	}
}
