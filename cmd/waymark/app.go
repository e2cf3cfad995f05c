package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"waymark/internal/diag"
)

// An app is one run of the program: where it prints, what its flags said, and
// the status it will end with.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	status         int
	through        func(fs.FS) fs.FS // what the content is read through; nil but in tests

	source  string
	output  string
	baseURL string
	format  string
	explain string
	today   string
	only    []string
	nursery bool
	skip    []string
	drafts  bool
	clean   bool
	force   bool
	strict  bool
	quiet   bool
	verbose bool
	all     bool

	baseline      string
	writeBaseline string
	since         string
}

// A usageError is a wrong flag or argument.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "waymark",
		Short: "Compile a folder of Markdown into a strategy handbook",
		Long: `Waymark compiles a folder of Markdown into a strategy handbook: patterns,
pitfalls and worked examples, visions and strategies, related to one another,
checked, and ready to be hosted anywhere.

  waymark init       a handbook to start from
  waymark new        a new page, such as a vision
  waymark serve      the handbook in a browser, live while you write
  waymark build      content/ becomes public/
  waymark preview    public/ in a browser, as GitHub Pages would serve it
  waymark deploy     public/ onto a branch of a git remote
  waymark check      what is wrong, without publishing anything
  waymark examine    what any vision or strategy contains, and what is missing
  waymark library    patterns, pitfalls and more that come with Waymark`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       versionLine(), // --version, which people try first
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("explain") {
				return a.printExplanation(cmd, nil)
			}
			return cmd.Help()
		},
	}
	root.SetVersionTemplate("{{.Version}}\n")
	root.Flags().Bool("version", false, "print the version")
	root.CompletionOptions.HiddenDefaultCmd = false
	root.SetFlagErrorFunc(flagError)

	flags := root.PersistentFlags()
	flags.StringVarP(&a.source, "source", "s", ".", "the project's folder; `DIR`/content is built when it is there, else DIR itself")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "print diagnostics only")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "print what is only for information, too")
	root.Flags().StringVar(&a.explain, "explain", "", "explain the diagnostic `CODE`; all lists them")

	root.AddCommand(a.initCommand(), a.newCommand(), a.buildCommand(), a.serveCommand(), a.previewCommand(), a.deployCommand(), a.checkCommand(), a.explainCommand(), a.listCommand(), a.printCommand(), a.libraryCommand(), a.examineCommand(), a.cleanCommand(), a.schemaCommand(), a.versionCommand())
	root.AddCommand(more...)
	return root
}

// more are commands that only a program has that is built for making releases.
var more []*cobra.Command

// noArgs is for commands that take flags only.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := ""
	if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
		hint = fmt.Sprintf("; name the project's folder with a flag: %s --source %s", cmd.CommandPath(), shellWord(args[0]))
	}
	return usage("%s takes no arguments, but was given %q%s", cmd.CommandPath(), args[0], hint)
}

// flagError says what is wrong with a flag: for an unknown one which the command has
// instead, for one without its value what to write.
func flagError(cmd *cobra.Command, err error) error {
	invalid := (*pflag.InvalidValueError)(nil)
	if errors.As(err, &invalid) {
		cause := invalid.Unwrap()
		if invalid.GetFlag().Value.Type() == "bool" {
			cause = errors.New("it is true or false")
		}
		return usage("--%s cannot be %q; %v", invalid.GetFlag().Name, invalid.GetValue(), cause)
	}
	missing := (*pflag.ValueRequiredError)(nil)
	if errors.As(err, &missing) {
		what, _ := pflag.UnquoteUsage(missing.GetFlag())
		return usage("%v: --%s %s", err, missing.GetFlag().Name, strings.ToUpper(what))
	}
	unknown := (*pflag.NotExistError)(nil)
	if !errors.As(err, &unknown) {
		return usageError{err}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near, ok := diag.Nearest(unknown.GetSpecifiedName(), names); ok {
		return usage("%v; did you mean --%s?", err, near)
	}
	return usage("%v; `%s --help` lists the flags", err, cmd.CommandPath())
}

// fail says what went wrong and returns the status for it.
func (a *app) fail(err error) int {
	var usage usageError
	switch {
	case errors.As(err, &usage):
		fmt.Fprintf(a.stderr, "waymark: %v\n", usage.error)
		return statusUsage
	case isUnknownCommand(err):
		fmt.Fprintf(a.stderr, "waymark: %s\n", strings.TrimSpace(err.Error()))
		return statusUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.stderr, "waymark: interrupted; nothing was published")
		return statusMachine
	}
	fmt.Fprintf(a.stderr, "waymark: %v\n", err)
	return statusMachine
}

func (a *app) addFormat(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.format, "format", "text", "how diagnostics are printed: text, json, sarif or github")
	a.addAll(cmd)
	cmd.Flags().BoolVar(&a.strict, "strict", false, "warnings fail too")
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json", "sarif", "github"}, cobra.ShellCompDirectiveNoFileComp))
}

// addAll adds the flag that prints every finding.
func (a *app) addAll(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&a.all, "all", false, "print every finding in full, even when a code has more than three")
}

// look returns how diagnostics look on standard error.
func (a *app) look() diag.Look { return diag.Look{Color: colored(a.stderr), All: a.all} }

// folds reports whether --all would print more of the diagnostics.
func (a *app) folds(ds []diag.Diagnostic) bool { return !a.all && diag.Folded(ds) }

// printsAll ends the summary when some findings were only counted.
const printsAll = "--all prints every one"

// addInput adds the flags of what is read. drafts says what --drafts does.
func (a *app) addInput(cmd *cobra.Command, drafts string) {
	cmd.Flags().StringVarP(&a.baseURL, "base-url", "b", "", "address of the published site, such as https://user.github.io/repo/")
	cmd.Flags().BoolVarP(&a.drafts, "drafts", "D", false, drafts)
}
