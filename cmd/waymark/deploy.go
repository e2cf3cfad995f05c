package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/deploy"
	"waymark/internal/diag"
	"waymark/internal/publish"
)

func (a *app) deployCommand() *cobra.Command {
	var opt deploy.Options
	cmd := &cobra.Command{
		Use:   "deploy",
		Short: "Build the handbook and push it to a branch that serves it",
		Long: `Deploy builds the handbook and makes a branch of a git remote hold exactly the
published files, for GitHub Pages and others that serve a branch. Only what has
changed is sent. Your files, your index and your branches are not touched.

It refuses a build with errors, the branch that is checked out, and a branch that
somebody else has changed. A CNAME file on the branch stays.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.deploy(cmd, opt) },
	}
	a.addInput(cmd)
	a.addFormat(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&a.output, "output", "o", "", "the `folder` to publish into (default public, in the project's folder)")
	flags.StringVar(&opt.Remote, "remote", "origin", "the git `remote` to push to, by name or address")
	flags.StringVar(&opt.Branch, "branch", "gh-pages", "the `branch` that serves the handbook")
	flags.BoolVar(&opt.Squash, "squash", false, "keep no history on the branch: it holds one commit")
	flags.BoolVar(&opt.Force, "force", false, "replace what somebody else did to the branch; its history keeps it")
	flags.BoolVar(&opt.DryRun, "dry-run", false, "build, say what would be pushed, and push nothing")
	return cmd
}

func (a *app) deploy(cmd *cobra.Command, opt deploy.Options) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.close()
	out, err := a.outputFolder(p)
	if err != nil {
		return err
	}
	if err := a.buildInto(cmd, p, out); err != nil || a.status != statusFine {
		return err
	}
	var result deploy.Result
	var refusals []diag.Diagnostic
	busy, err := publish.Files(cmd.Context(), out, func(paths []string) error {
		var err error
		result, refusals, err = deploy.Push(cmd.Context(), p.dir, out, paths, opt)
		return err
	})
	if err != nil {
		return fmt.Errorf("deploy: %w", err)
	}
	if refusals = append(busy, refusals...); len(refusals) > 0 {
		format, err := a.parseFormat()
		if err == nil {
			err = a.report(format, refusals, "nothing was deployed")
		}
		a.status = statusUsage
		return err
	}
	if !a.quiet {
		a.printDeployed(result, opt)
	}
	return nil
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
