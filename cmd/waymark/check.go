package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/ownfile"
	"waymark/internal/source"
)

func (a *app) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Say what is wrong, without publishing anything",
		Long: `Check reads the handbook as build does and reports everything it finds: what
keeps it from being published, and what is wrong with its visions and strategies.
It renders every page, so it also meets what only a template can get wrong.

With paths, files or folders, only what is about those is reported; the whole
handbook is read all the same. A file that is in no handbook is examined, as
waymark examine does. In a git pre-commit hook:

  git diff --cached --name-only -z --diff-filter=d | xargs -0 -r waymark check

A baseline lets a team adopt the checks without mending everything first: what is
in it is not counted. Write it once, and keep it beside the handbook:

  waymark check --write-baseline .waymark-baseline.json
  waymark check --baseline .waymark-baseline.json

To see what a branch brings, and nothing that was there before:

  waymark check --since origin/main`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return a.check(cmd, args) },
	}
	a.addInput(cmd, "check drafts as well, as serve does")
	a.addFormat(cmd)
	a.addToday(cmd)
	flags := cmd.Flags()
	flags.StringVar(&a.explain, "explain", "", "explain the diagnostic `CODE` instead; all lists them")
	flags.StringSliceVar(&a.only, "only", nil, "report only these `CODES`: S222,no-policy, or S for all that begin so")
	flags.StringSliceVar(&a.skip, "skip", nil, "do not report these `CODES`")
	flags.BoolVar(&a.nursery, "nursery", false, "also run checks that are off by default because they are wrong too often")
	flags.StringVar(&a.since, "since", "", "report only what is on lines that changed since `REV`, a revision of git")
	flags.StringVar(&a.baseline, "baseline", "", "the `FILE` of what was wrong before and is not counted")
	flags.StringVar(&a.writeBaseline, "write-baseline", "", "write such a `FILE`: all that counts now")
	return cmd
}

func (a *app) check(cmd *cobra.Command, args []string) error {
	if a.explain != "" {
		return a.printExplanation(cmd, args)
	}
	format, err := a.parseFormat()
	if err != nil {
		return err
	}
	wanted, err := a.parseSelection(args)
	if err != nil {
		return err
	}
	examined := &examination{app: a, format: "text"}
	if len(args) == 1 && isMarkdownFile(args[0]) && !isBelow(args[0], a.source) {
		return examined.run(cmd, args)
	}
	p, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	defer p.close()
	baseline, err := a.readBaseline()
	if err != nil {
		return err
	}
	built, ds, err := a.read(cmd.Context(), p)
	if err != nil {
		return err
	}
	if built == nil {
		return a.report(format, ds, "")
	}
	ds = built.Checked()
	if diag.Count(built.Diags, diag.Error) == 0 {
		more, err := built.Try(cmd.Context())
		if err != nil {
			return err
		}
		ds = append(ds, more...)
		diag.Sort(ds)
	}
	ds = append(ds, built.Handbook.Settings.Judge(p.workflows())...)
	gone := 0
	if baseline != nil {
		gone = baseline.Mark(ds)
	}
	if a.writeBaseline != "" {
		named := p.named(ds)
		var chosen []diag.Diagnostic
		for i, d := range ds {
			if wanted.has(named[i]) {
				chosen = append(chosen, d)
			}
		}
		return a.saveBaseline(chosen)
	}
	older := 0
	if a.since != "" {
		changes, err := source.Since(cmd.Context(), p.dir, a.since)
		if err != nil {
			return usage("--since: %v", err)
		}
		all := len(ds)
		ds = slices.DeleteFunc(ds, func(d diag.Diagnostic) bool { return !changes.Has(d.Path, d.Line) })
		older = all - len(ds)
	}
	ds = slices.DeleteFunc(append(p.named(ds), built.Handbook.Settings.Judge(p.notes)...), func(d diag.Diagnostic) bool { return !wanted.has(d) })
	ds = diag.Merge(ds)
	if err := a.report(format, ds, ""); err != nil {
		return err
	}
	if format == diag.Text && !a.quiet {
		a.summarize(ds, len(built.Handbook.Pages), gone, older)
	}
	if format == diag.Text && len(args) == 1 && built.Handbook.Settings.Adopted && isMarkdownFile(args[0]) {
		fmt.Fprintln(a.stdout)
		return examined.run(cmd, args)
	}
	return nil
}

// summarize ends a check: what does not count, and that nothing is to be done.
func (a *app) summarize(ds []diag.Diagnostic, pages, gone, older int) {
	var parts []string
	for _, aside := range []struct {
		what string
		is   func(d diag.Diagnostic) bool
	}{
		{"accepted", func(d diag.Diagnostic) bool { return d.Accepted }},
		{"in the baseline", func(d diag.Diagnostic) bool { return d.Baseline }},
		{"on specimens", func(d diag.Diagnostic) bool { return d.Specimen && !d.Accepted }},
	} {
		n := 0
		for _, d := range ds {
			if aside.is(d) {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, aside.what))
		}
	}
	if older > 0 {
		parts = append(parts, fmt.Sprintf("%d older than %s", older, a.since))
	}
	open := slices.ContainsFunc(ds, diag.Diagnostic.Counts)
	line := count(pages, "page")
	if !open {
		line += ", nothing to report"
	}
	if len(parts) > 0 {
		line += "; " + strings.Join(parts, ", ")
	}
	if !open || len(parts) > 0 {
		fmt.Fprintln(a.stdout, line)
	}
	if gone > 0 {
		fmt.Fprintf(a.stdout, "%s in the baseline no longer found; --write-baseline %s forgets them\n", count(gone, "finding"), shellWord(a.baseline))
	}
}

// A selection is what the command line asks for.
type selection struct {
	only, skip []string // codes
	paths      []string // absolute; none: all
}

// parseSelection reads paths, --only and --skip.
func (a *app) parseSelection(args []string) (selection, error) {
	var s selection
	var err error
	if s.only, err = parseCodes("--only", a.only); err != nil {
		return s, err
	}
	if s.skip, err = parseCodes("--skip", a.skip); err != nil {
		return s, err
	}
	for _, arg := range args {
		if _, err := os.Stat(arg); errors.Is(err, fs.ErrNotExist) {
			return s, usage("there is no file or folder %s", arg)
		}
		abs, err := filepath.Abs(arg)
		if err != nil {
			return s, fmt.Errorf("check %s: %w", arg, err)
		}
		s.paths = append(s.paths, abs)
	}
	return s, nil
}

func (s selection) has(d diag.Diagnostic) bool {
	if isInternal(d) {
		return true
	}
	if slices.Contains(s.skip, d.Code) || len(s.only) > 0 && !slices.Contains(s.only, d.Code) {
		return false
	}
	if len(s.paths) == 0 {
		return true
	}
	abs, err := filepath.Abs(filepath.FromSlash(d.Path))
	return err == nil && d.Path != "" && slices.ContainsFunc(s.paths, func(p string) bool {
		rel, err := filepath.Rel(p, abs)
		return err == nil && filepath.IsLocal(rel)
	})
}

// parseCodes returns the codes that words stand for: a code, its name, or the
// beginning of codes.
func parseCodes(flag string, words []string) ([]string, error) {
	var codes []string
	for _, word := range words {
		n := len(codes)
		for _, c := range diag.Codes {
			if strings.EqualFold(word, c.Name) || word != "" && strings.HasPrefix(c.Code, strings.ToUpper(word)) {
				codes = append(codes, c.Code)
			}
		}
		if len(codes) == n {
			said, _ := diag.Explain(word)
			return nil, usage("%s: %s", flag, strings.TrimSpace(said))
		}
	}
	return codes, nil
}

// rulesAsked are the codes that --only names in full, and those that --nursery means:
// asked for like that, a rule runs though it is switched off.
func (a *app) rulesAsked() []string {
	var codes []string
	if a.nursery {
		codes = check.Nursery()
	}
	for _, word := range a.only {
		if r := check.Lookup(word); r != nil {
			codes = append(codes, r.Code)
		}
	}
	return codes
}

// readBaseline returns the baseline that the command line names, or nil.
func (a *app) readBaseline() (*check.Baseline, error) {
	if a.baseline == "" {
		return nil, nil
	}
	data, err := os.ReadFile(a.baseline)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("there is no baseline %s; --write-baseline %s writes it", a.baseline, shellWord(a.baseline))
	case err != nil:
		return nil, fmt.Errorf("baseline: %w", err)
	}
	b, err := check.ReadBaseline(data)
	if err != nil {
		return nil, usage("%s: %v", a.baseline, err)
	}
	return b, nil
}

// saveBaseline writes a baseline, and says how many findings it cannot hold.
func (a *app) saveBaseline(ds []diag.Diagnostic) error {
	data, n := check.WriteBaseline(ds)
	if err := ownfile.WriteRegular(a.writeBaseline, data); err != nil {
		return fmt.Errorf("baseline: %w", err)
	}
	if a.quiet {
		return nil
	}
	rest := -n
	for _, d := range ds {
		if (d.Counts() || d.Baseline) && d.Severity != diag.Off {
			rest++
		}
	}
	file := filepath.ToSlash(a.writeBaseline)
	line := file + ": " + count(n, "finding")
	switch {
	case rest == 1:
		line += "; 1 that cannot be accepted is not in it"
	case rest > 1:
		line += fmt.Sprintf("; %d that cannot be accepted are not in it", rest)
	}
	fmt.Fprintf(a.stdout, "%s\nwaymark check --baseline %s passes them over\n", line, shellWord(file))
	return nil
}

// failing reports whether the diagnostics make the command fail.
func (a *app) failing(ds []diag.Diagnostic) bool {
	return diag.Count(ds, diag.Error) > 0 || a.strict && diag.Count(ds, diag.Warning) > 0
}

// report prints diagnostics and sets the status. To people they go to standard
// error with a line that counts them, without those that do not count unless they
// ask for more; to programs, to standard output, all of them.
func (a *app) report(format diag.Format, ds []diag.Diagnostic, consequence string) error {
	if a.failing(ds) {
		a.status = statusAuthor
	}
	if slices.ContainsFunc(ds, isInternal) {
		a.status = statusMachine
	}
	if format != diag.Text {
		return diag.Print(a.stdout, format, ds, diag.Look{})
	}
	if !a.verbose {
		ds = slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool { return !d.Counts() })
	}
	if err := diag.Print(a.stderr, format, ds, a.look()); err != nil {
		return err
	}
	if a.verbose {
		for _, d := range ds {
			if d.Stack != "" {
				fmt.Fprintf(a.stderr, "%s:\n%s\n", d.Path, d.Stack)
			}
		}
	}
	errors, warnings, infos := diag.Count(ds, diag.Error), diag.Count(ds, diag.Warning), diag.Count(ds, diag.Info)
	var numbers, clauses []string
	if errors+warnings > 0 {
		numbers = append(numbers, count(errors, "error"), count(warnings, "warning"))
	}
	if infos > 0 {
		numbers = append(numbers, count(infos, "info"))
	}
	if len(numbers) > 0 {
		clauses = append(clauses, strings.Join(numbers, ", "))
	}
	if errors+warnings > 0 && consequence != "" {
		clauses = append(clauses, consequence)
	}
	if a.folds(ds) {
		clauses = append(clauses, printsAll)
	}
	if len(clauses) == 0 {
		return nil
	}
	_, err := fmt.Fprintln(a.stderr, strings.Join(clauses, "; "))
	return err
}

// isInternal reports whether a diagnostic is about the program, which no selection
// leaves out.
func isInternal(d diag.Diagnostic) bool { return d.Code == diag.Internal }

func (a *app) parseFormat() (diag.Format, error) {
	format, ok := diag.ParseFormat(a.format)
	if !ok {
		return 0, usage("--format cannot be %q; it is text, json, sarif or github", a.format)
	}
	return format, nil
}
