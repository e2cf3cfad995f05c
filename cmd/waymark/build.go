package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
	"waymark/internal/ownfile"
	"waymark/internal/parallel"
	"waymark/internal/publish"
	"waymark/internal/site"
)

func (a *app) buildCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the handbook into a folder of HTML",
		Long: `Build makes the output folder equal to the handbook, all or nothing: when there
is an error, nothing is published. It writes only what has changed, removes
only what it wrote itself, and never touches other files.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.build(cmd) },
	}
	a.addInput(cmd, "publish drafts too")
	a.addFormat(cmd)
	a.addToday(cmd)
	cmd.Flags().StringVarP(&a.output, "output", "o", "", "the `folder` to publish into (default public, in the project's folder)")
	cmd.Flags().BoolVar(&a.clean, "clean", false, "ignore what is remembered and write every output again")
	cmd.Flags().BoolVar(&a.force, "force", false, "take over an output folder that holds other files, which stay unless a page has their path")
	return cmd
}

func (a *app) build(cmd *cobra.Command) error {
	p, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	defer p.close()
	out, err := a.outputFolder(p)
	if err != nil {
		return err
	}
	format, err := a.parseFormat()
	if err != nil {
		return err
	}
	built, err := a.buildInto(cmd, p, target{out, out}, format, func(ds []diag.Diagnostic, consequence string) error {
		return a.report(format, a.worthPrinting(format, ds), consequence)
	})
	if built != nil && !a.quiet && format == diag.Text {
		fmt.Fprintf(a.stdout, "To look at it: %s preview --open%s\n", self(), a.sameFolders())
	}
	return err
}

// self is how this program was called, if it was by a path from the working folder.
func self() string {
	if called := os.Args[0]; strings.ContainsRune(called, filepath.Separator) && !filepath.IsAbs(called) {
		return shellWord(filepath.ToSlash(called))
	}
	return "waymark"
}

// sameFolders are the flags by which another command means the same folders.
func (a *app) sameFolders() string {
	flags := sourceFlag(a.source)
	if a.output != "" {
		flags += " --output " + shellWord(a.output)
	}
	return flags
}

// sourceFlag tells other commands which handbook is meant.
func sourceFlag(dir string) string {
	if filepath.Clean(dir) == "." {
		return ""
	}
	return " --source " + shellWord(dir)
}

// A target is an output folder, and what people call it.
type target struct{ dir, shown string }

// buildInto publishes the project into a folder. When it could not, because of
// what an author wrote, the status says so. report is given what there is to say
// about it, once.
func (a *app) buildInto(cmd *cobra.Command, p *project, out target, format diag.Format, report func(ds []diag.Diagnostic, consequence string) error) (*site.Snapshot, error) {
	start := time.Now()
	// An earlier build that was cut off is undone, whatever becomes of this one.
	reject := func(ds []diag.Diagnostic) (*site.Snapshot, error) {
		refusals, err := publish.Recover(cmd.Context(), out.dir)
		return nil, errors.Join(err, report(append(ds, refusals...), nothingPublished))
	}
	built, ds, err := a.read(cmd.Context(), p)
	if err != nil {
		return nil, err
	}
	if built == nil || a.failing(ds) {
		return reject(ds)
	}
	published, err := built.Published()
	if mistakes := site.Mistakes(err); mistakes != nil {
		return reject(append(ds, p.named(mistakes)...))
	}
	if err != nil {
		return nil, err
	}
	outputs, err := publishable(cmd.Context(), published)
	if err != nil {
		return nil, err
	}
	committed := mistrusted(cmd.Context(), ownfile.At(out.dir, ownfile.Folder), "its record")
	if committed != nil {
		ds = append(ds, *committed)
	}
	progress := a.progress(start)
	stats, refusals, err := publish.Sync(cmd.Context(), out.dir, outputs, publish.Options{
		Force: a.force, Rewrite: a.clean || committed != nil, Project: p.stampsFolder(), Progress: progress.show,
		Protect: []string{p.dir, p.content}, Outside: p.sources(&built.Handbook.Settings),
	})
	progress.end()
	if err != nil {
		mistakes := site.Mistakes(err)
		if mistakes == nil {
			return nil, err
		}
		return nil, report(append(ds, p.named(mistakes)...), nothingPublished)
	}
	ds = append(ds, refusals...)
	ds = append(ds, built.Handbook.Settings.JudgeSize(filepath.ToSlash(out.shown), stats.Size)...)
	if diag.Count(refusals, diag.Error) > 0 {
		err := report(ds, nothingPublished)
		a.status = statusUsage
		return nil, err
	}
	if err := report(ds, ""); err != nil {
		return nil, err
	}
	if !a.quiet && format == diag.Text {
		fmt.Fprintf(a.stdout, "%s: %s, %d rendered, %d written, %d removed, %d kept in %d ms\n",
			filepath.ToSlash(out.shown), count(len(built.Handbook.Pages), "page"), stats.Rendered, stats.Written, stats.Removed, stats.Kept, time.Since(start).Milliseconds())
	}
	return built, nil
}

const nothingPublished = "nothing was published"

// worthPrinting leaves out what is only for information when people have not
// asked for it: a build is run often, a check on purpose. They always learn which of
// their files aren't published.
func (a *app) worthPrinting(format diag.Format, ds []diag.Diagnostic) []diag.Diagnostic {
	if format != diag.Text || a.verbose {
		return ds
	}
	return slices.DeleteFunc(ds, func(d diag.Diagnostic) bool { return d.Severity == diag.Info && d.Code != "H014" })
}

// outputFolder returns where to publish: what --output says, from the working
// folder, else public/ in the project's folder. A folder of bare Markdown has no
// place inside for it.
func (a *app) outputFolder(p *project) (string, error) {
	switch {
	case a.output != "":
		return a.output, nil
	case p.root == "":
		return "", usage("%s is itself the folder of Markdown, so public/ can't be in it; name a folder outside: --output %s", filepath.ToSlash(a.source), shellWord(filepath.ToSlash(besides(a.source))))
	}
	return filepath.Join(p.dir, "public"), nil
}

// besides returns a folder to publish a folder of bare Markdown into: its
// neighbour.
func besides(dir string) string {
	full, err := filepath.Abs(dir)
	if err != nil {
		full = dir
	}
	return filepath.Join(dir, "..", filepath.Base(full)+"-public")
}

// publishable works out the keys of all outputs.
func publishable(ctx context.Context, outputs []*site.Output) ([]publish.Output, error) {
	list := make([]publish.Output, len(outputs))
	err := parallel.Each(ctx, len(outputs), func(i int) error {
		o := outputs[i]
		list[i] = publish.Output{Path: o.Path, Key: o.Key(), Bytes: o.Bytes, Open: o.Open}
		return nil
	})
	return list, err
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func (a *app) cleanCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "clean",
		Short: "Remove what is remembered from build to build",
		Long:  "Clean removes .waymark/cache. The published files stay; the next build reads every page anew.",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := ownfile.RemoveAll(a.source, ownfile.CacheFolder); err != nil {
				return fmt.Errorf("clean: %w", err)
			}
			return nil
		},
	}
}
