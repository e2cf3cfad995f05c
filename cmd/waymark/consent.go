package main

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"waymark/internal/deploy"
	"waymark/internal/diag"
	"waymark/internal/site"
)

// A folder that was made for another tool may hold more than its team means to
// publish, and what was on the web once cannot be taken back. So before one goes to
// another machine, a person sees what goes, and agrees.

// agree shows what is about to be deployed, and asks whether to. Without a terminal
// --yes is the answer.
func (a *app) agree(cmd *cobra.Command, built *site.Snapshot, opt deploy.Options, yes bool) error {
	if !a.quiet || !yes {
		fmt.Fprintf(a.stderr, "This folder was made for another tool, so look at what goes to %s of %s:\n", opt.Branch, opt.Remote)
		for _, line := range whatGoes(built) {
			fmt.Fprintf(a.stderr, "  %s\n", line)
		}
	}
	return a.confirm(cmd, "Deploy it? yes or no", "nothing was deployed", opt.DryRun || yes)
}

// confirm asks a question that only yes is the right answer to. Without a terminal
// --yes is the answer. otherwise is the error's text.
func (a *app) confirm(cmd *cobra.Command, question, otherwise string, yes bool) error {
	in, isFile := a.stdin.(*os.File)
	switch canAsk := isFile && isTerminal(in); {
	case yes:
		return nil
	case !canAsk:
		return usage("%s: there is no terminal to ask for confirmation; to go ahead, run\n  %s", otherwise, repeated(cmd, "yes"))
	}
	ask := &interview{in: bufio.NewScanner(in), out: a.stderr}
	answer, _ := ask.ask(question)
	if answer = strings.ToLower(answer); answer != "y" && answer != "yes" {
		return usage("%s", otherwise)
	}
	return nil
}

// mostNamed is how many files of a folder are named one by one.
const mostNamed = 8

// whatGoes tells what a site holds: pages by their number, the files that are
// published as they are by their names, or, where there are many, by their folder.
func whatGoes(built *site.Snapshot) []string {
	lines := []string{count(len(built.Handbook.Pages), "page")}
	folders := make(map[string][]string)
	n := 0
	for _, o := range built.Outputs {
		if o.File != nil {
			folders[path.Dir(o.Path)] = append(folders[path.Dir(o.Path)], o.Path)
			n++
		}
	}
	if n == 0 {
		return append(lines, "no other files of yours")
	}
	lines = append(lines, fmt.Sprintf("%s as they are:", count(n, "other file")))
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		files := folders[folder]
		slices.Sort(files)
		if len(files) > mostNamed {
			for i := range files {
				files[i] = path.Base(files[i])
			}
			files = []string{fmt.Sprintf("%s: %d files, %s", path.Join(folder, "*"), len(files), diag.ShortList(files, 3))}
		}
		for _, line := range files {
			lines = append(lines, "  "+line)
		}
	}
	return lines
}

// repeated returns the command line that was given, with a flag more.
func repeated(cmd *cobra.Command, flag string) string {
	words := []string{cmd.CommandPath()}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch value := f.Value.String(); {
		case f.Name == flag:
		case f.Value.Type() == "bool" && value == "true":
			words = append(words, "--"+f.Name)
		case f.Value.Type() == "bool":
			words = append(words, "--"+f.Name+"="+value)
		default:
			words = append(words, "--"+f.Name, shellWord(value))
		}
	})
	for _, arg := range cmd.Flags().Args() {
		words = append(words, shellWord(arg))
	}
	return strings.Join(append(words, "--"+flag), " ")
}

// shellWord returns a text as a shell takes it for one word.
func shellWord(text string) string {
	if plainWord.MatchString(text) {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

var plainWord = regexp.MustCompile(`^[\pL\pN_./:@%+=,-]+$`)
