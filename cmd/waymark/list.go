package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"waymark/internal/check"
	"waymark/internal/handbook"
	"waymark/internal/kind"
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

// A listing is how a list is printed, and what it means that it is not empty.
type listing struct {
	format string
	fail   bool
}

func (a *app) listCommand() *cobra.Command {
	var as listing
	cmd := &cobra.Command{Use: "list", Short: "List pages: addresses, drafts, orphans, those overdue, or what a search finds",
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usage("unknown list %q: the lists are addresses, drafts, orphans, overdue and search", args[0])
		}
		return nil
	}
	for _, l := range lists {
		sub := &cobra.Command{
			Use: l.name, Short: "List " + l.short, Args: noArgs,
			RunE: func(cmd *cobra.Command, _ []string) error {
				a.drafts = a.drafts || l.drafts
				return a.list(cmd, l.wants, as)
			},
		}
		a.addListing(sub, &as)
		a.addToday(sub)
		cmd.AddCommand(sub)
	}
	cmd.AddCommand(a.searchCommand())
	return cmd
}

// addListing adds the flags that every list has.
func (a *app) addListing(cmd *cobra.Command, as *listing) {
	cmd.Flags().StringVar(&as.format, "format", "text", "how pages are printed: text or json")
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp))
	cmd.Flags().BoolVar(&as.fail, "fail", false, "end with status 1 if there is such a page")
	a.addInput(cmd, "list as if drafts were published")
}

// check refuses a format that no list has.
func (as *listing) check() error {
	if as.format != "text" && as.format != "json" {
		return usage("--format cannot be %q; a list is text or json", as.format)
	}
	return nil
}

// list prints the pages that are wanted.
func (a *app) list(cmd *cobra.Command, wants func(*handbook.Page, time.Time) bool, as listing) error {
	if err := as.check(); err != nil {
		return err
	}
	today, err := a.day()
	if err != nil {
		return err
	}
	p, h, err := a.readToShow(cmd.Context(), "the list may not be right")
	if h == nil || err != nil {
		return err
	}
	pages := []listedPage{} // [] in JSON, not null
	for _, page := range h.Pages {
		if wants(page, today) {
			pages = append(pages, listed(h, page, p.fileName(page.File())))
		}
	}
	if as.fail && len(pages) > 0 {
		a.status = max(a.status, statusAuthor)
	}
	if as.format == "json" {
		return a.encode(pages)
	}
	for _, page := range pages { // a line a page: its file, a tab, its address
		fmt.Fprintf(a.stdout, "%s\t%s\n", page.File, page.Address)
	}
	return nil
}

// A listedPage is a page as a list shows it to programs. Names and order are a
// promise; what a page does not have is left out.
type listedPage struct {
	File     string   `json:"file"`
	Address  string   `json:"address"`
	Kind     string   `json:"kind"`
	Title    string   `json:"title"`
	Number   string   `json:"number,omitempty"` // of a decision: 0002
	Status   string   `json:"status,omitempty"`
	Owner    []string `json:"owner,omitempty"` // handles without @
	ReviewBy string   `json:"review_by,omitempty"`
}

func listed(h *handbook.Handbook, p *handbook.Page, file string) listedPage {
	l := listedPage{
		File: file, Address: handbook.URL(h.Settings.Base(), p.Address), Kind: p.Kind.Name,
		Title: p.Title, Number: p.Digits(), Status: p.Status().String(),
	}
	for _, who := range p.Values[kind.FieldOwner].List {
		l.Owner = append(l.Owner, who.Text)
	}
	if by := p.Values[kind.FieldReviewBy].Day; !by.IsZero() {
		l.ReviewBy = by.Format(time.DateOnly)
	}
	return l
}
