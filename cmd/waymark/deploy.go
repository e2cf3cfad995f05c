package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/deploy"
	"waymark/internal/diag"
	"waymark/internal/publish"
	"waymark/internal/site"
)

func (a *app) deployCommand() *cobra.Command {
	var opt deploy.Options
	var yes bool
	cmd := &cobra.Command{
		Use:   "deploy",
		Short: "Build the handbook and push it to a branch that serves it",
		Long: `Deploy builds the handbook and makes a branch of a git remote hold exactly the
published files, for GitHub Pages and others that serve a branch. Only what has
changed is sent. Your files, your index and your branches are not touched.

It looks at the branch first, and refuses the one that is checked out and one that
somebody else has changed. A build with errors is not pushed. A CNAME file on the
branch stays.

For a folder made for another tool (no handbook.yaml, or adopted: true in it),
it lists what will be published and asks first. Without a terminal, as in CI,
pass --yes; otherwise nothing is pushed.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.deploy(cmd, opt, yes) },
	}
	a.addInput(cmd, "publish drafts too")
	a.addFormat(cmd)
	a.addToday(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&a.output, "output", "o", "", "the `folder` to publish into (default public, in the project's folder)")
	flags.StringVar(&opt.Remote, "remote", "origin", "the git `remote` to push to, by name or address")
	flags.StringVar(&opt.Branch, "branch", "gh-pages", "the `branch` that serves the handbook")
	flags.BoolVar(&opt.Squash, "squash", false, "keep no history on the branch: it holds one commit")
	flags.BoolVar(&opt.Force, "force", false, "replace what somebody else did to the branch; its history keeps it")
	flags.BoolVarP(&yes, "yes", "y", false, "deploy a folder that was made for another tool without asking")
	flags.BoolVar(&opt.DryRun, "dry-run", false, "build, say what would be pushed, and push nothing")
	return cmd
}

func (a *app) deploy(cmd *cobra.Command, opt deploy.Options, yes bool) error {
	format, err := a.parseFormat()
	if err != nil {
		return err
	}
	var all []diag.Diagnostic // for programs, which get one document at the end
	report := func(ds []diag.Diagnostic, consequence string) error {
		if format == diag.Text {
			return a.report(format, a.worthPrinting(format, ds), consequence)
		}
		if a.failing(ds) {
			a.status = statusAuthor
		}
		all = append(all, ds...)
		return nil
	}
	if err := a.deployed(cmd, opt, yes, format, report); err != nil || format == diag.Text {
		return err
	}
	return diag.Print(a.stdout, format, all, diag.Look{})
}

// deployed looks at the branch, builds, and pushes. When it could not, because of
// what an author wrote or somebody did to the branch, the status says so.
func (a *app) deployed(cmd *cobra.Command, opt deploy.Options, yes bool, format diag.Format, report func([]diag.Diagnostic, string) error) error {
	p, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	defer p.close()
	public, err := a.outputFolder(p)
	if err != nil {
		return err
	}
	out := target{public, public}
	if opt.DryRun { // public/ may be built for another base URL, and stays as it is
		if out.dir, err = os.MkdirTemp("", "waymark-deploy-"); err != nil {
			return fmt.Errorf("deploy: %w", err)
		}
		defer os.RemoveAll(out.dir)
		out.shown = "dry run"
		p.isFresh = true
	}
	branch, refusals, err := deploy.Open(cmd.Context(), p.dir, opt)
	if err != nil {
		return fmt.Errorf("deploy: %w", err)
	}
	if len(refusals) > 0 {
		err := report(refusals, nothingDeployed)
		a.status = statusUsage
		return err
	}
	if err := a.checkBase(cmd, p, branch, report); err != nil || a.status != statusFine {
		return err
	}
	built, err := a.buildInto(cmd, p, out, format, report)
	if err != nil || built == nil || a.status != statusFine {
		return err
	}
	agree := func() error { return nil }
	if built.Handbook.Settings.Adopted {
		agree = func() error { return a.agree(cmd, built, opt, yes) }
	}
	var result deploy.Result
	busy, err := publish.Files(cmd.Context(), out.dir, func(paths []string) (err error) {
		result, err = branch.Push(out.dir, paths, agree)
		return err
	})
	if err != nil {
		return fmt.Errorf("deploy: %w", err)
	}
	if len(busy) > 0 {
		err := report(busy, nothingDeployed)
		a.status = statusUsage
		return err
	}
	if !a.quiet && format == diag.Text {
		a.printDeployed(result, opt)
	}
	return nil
}

const nothingDeployed = "nothing was deployed"

// checkBase warns of a handbook that is built for another path than its branch is
// served at.
func (a *app) checkBase(cmd *cobra.Command, p *project, branch *deploy.Branch, report func([]diag.Diagnostic, string) error) error {
	if _, err := p.files.Stat("CNAME"); err == nil {
		return nil // its host is its own
	}
	cfg, err := a.config(cmd.Context(), p)
	if err != nil {
		return err
	}
	settings, _, err := site.Settings(cfg.Content, cfg.Root, cfg.BaseURL) // what is wrong with them, the build says
	if err != nil {
		return err
	}
	ds := settings.Judge(branch.Misplaced(settings.Base()))
	if len(ds) == 0 {
		return nil
	}
	consequence := ""
	if a.failing(ds) {
		consequence = nothingDeployed
	}
	return report(ds, consequence)
}

// printDeployed says what became of the branch.
func (a *app) printDeployed(r deploy.Result, opt deploy.Options) {
	where := opt.Branch + " of " + opt.Remote
	if r.Nothing() {
		fmt.Fprintf(a.stdout, "%s: up to date\n", where)
		return
	}
	would := ""
	if opt.DryRun {
		would = "would be "
		for _, change := range []struct {
			mark  string
			paths []string
		}{{"+", r.Added}, {"~", r.Changed}, {"-", r.Removed}} {
			for _, path := range change.paths {
				fmt.Fprintf(a.stdout, "%s %s\n", change.mark, filepath.ToSlash(path))
			}
		}
	}
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{len(r.Added), "added"}, {len(r.Changed), "changed"}, {len(r.Removed), "removed"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s%s", count(part.n, "file"), would, part.what))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, "an empty commit")
	}
	fmt.Fprintf(a.stdout, "%s: %s, at most %s to send, commit %.10s\n", where, strings.Join(parts, ", "), bytesAsText(r.Size), r.Commit)
}

func bytesAsText(n int64) string {
	if n >= 1_000_000 {
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f KB", float64(n)/1e3)
}
