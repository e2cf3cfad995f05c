package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"waymark/content"
	"waymark/internal/diag"
	"waymark/internal/scaffold"
)

func (a *app) initCommand() *cobra.Command {
	n := &newHandbook{app: a}
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Make a handbook to start from, or take one over",
		Long: `Init makes a handbook that builds at once: a first page, folders for your own
visions, strategies and decisions with an example in each, Waymark's library of
patterns, pitfalls and examples, what editors and git want to know, and a workflow
that publishes it on GitHub Pages. It never overwrites a file.

With --from it takes over the folder of another tool instead: an mdBook or a GitBook
(book.toml, SUMMARY.md), a MkDocs site (mkdocs.yml), a Docusaurus site
(docusaurus.config.js) or a Hugo site (content/ with _index.md). It changes nothing
there, and lists what became of every file, what needs you first; -v lists every
place.

Run it again, and it changes nothing. Other folders of Markdown, such as an Obsidian
vault or a GitHub wiki, are built as they are; --from names the command.

With --adopt it writes handbook.yaml with adopted: true into a folder of Markdown
made for another tool. Nothing in the folder's files stops a build then, and the
pages stay as they are. It writes nothing else.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				n.dir = a.source
			case 1:
				n.dir = args[0]
			default:
				return usage("init takes one folder, but was given %q too", args[1])
			}
			if n.adopted {
				return n.adopt(cmd)
			}
			if err := n.look(); err != nil {
				return err
			}
			if n.holds != "" && n.from == "" {
				return usage("%s; name another folder, or add to this one with `waymark new`", n.holds)
			}
			if err := n.askTool(cmd); err != nil {
				return err
			}
			if n.from != "" {
				return n.takeOver(cmd)
			}
			return n.start()
		},
	}
	cmd.Flags().StringVarP(&n.title, "title", "t", "", "the handbook's `title`; else what the folder is called")
	cmd.Flags().StringVar(&n.toolText, "tool", "", "where GitHub Pages gets Waymark from: `OWNER/REPO@REV`, a commit or a tag")
	cmd.Flags().BoolVar(&n.bare, "bare", false, "without the library")
	cmd.Flags().StringVar(&n.from, "from", "", "take over the mdBook, MkDocs, Docusaurus or Hugo site in the `folder`")
	cmd.Flags().BoolVar(&n.adopted, "adopt", false, "write handbook.yaml for a folder that was made for another tool")
	a.addToday(cmd)
	return cmd
}

// A newHandbook is a handbook while it is being made.
type newHandbook struct {
	*app
	dir, title, from string
	bare, adopted    bool
	toolText         string
	tool             scaffold.Tool
	holds            string // what content is there already, in words; empty: none
	cutShort         bool   // the list of a takeover was not shown whole
}

// askTool finds out where GitHub gets the program from: what --tool says, else what
// is answered on a terminal, else nothing yet.
func (n *newHandbook) askTool(cmd *cobra.Command) error {
	if in, ok := n.stdin.(*os.File); ok && n.toolText == "" && isTerminal(in) && !n.quiet {
		ask := &interview{in: bufio.NewScanner(in), out: n.stderr}
		n.toolText, _ = ask.ask("For GitHub Pages: Waymark's repository and revision, OWNER/REPO@REV (Enter: later)")
	}
	if n.toolText == "" {
		return nil
	}
	var ok bool
	if n.tool, ok = scaffold.ParseTool(n.toolText); !ok {
		return usage("%q does not say where Waymark comes from; write OWNER/REPO@REV, REV being a commit or a tag", n.toolText)
	}
	return nil
}

// look finds out whether the folder has content already.
func (n *newHandbook) look() error {
	if info, err := os.Stat(n.dir); err == nil && !info.IsDir() {
		return usage("%s is a file, not a folder", n.dir)
	}
	dir := filepath.Join(n.dir, "content")
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // it does not exist; whatever else is wrong, Write will meet it
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") })
	if len(entries) == 0 {
		return nil
	}
	n.holds = fmt.Sprintf("%s holds files already, such as %s", filepath.ToSlash(dir), entries[0].Name())
	return nil
}

// start makes a handbook with invented examples.
func (n *newHandbook) start() error {
	day, err := n.day()
	if err != nil {
		return err
	}
	start := scaffold.Start{Title: n.titled(""), Today: day, Tool: n.tool}
	if !n.bare {
		start.Library = content.FS
	}
	files, err := scaffold.Handbook(start)
	if err != nil {
		return err
	}
	files, kept := n.spare(files)
	if err := written(scaffold.Write(n.dir, files)); err != nil {
		return err
	}
	if n.quiet {
		return nil
	}
	fmt.Fprintf(n.stdout, "%s: %s\n", filepath.ToSlash(n.dir), count(len(files), "file"))
	for _, line := range summary(files) {
		fmt.Fprintln(n.stdout, line)
	}
	n.sayKept(kept)
	fmt.Fprintf(n.stdout, "Next:\n  waymark serve --open%s\n  waymark new vision%s\n", n.flag(), n.flag())
	return nil
}

// titled returns the handbook's title: what --title says, what the source is
// called, what the folder is called.
func (n *newHandbook) titled(source string) string {
	if n.title != "" {
		return n.title
	}
	if source != "" {
		return source
	}
	full, err := filepath.Abs(n.dir)
	if err != nil {
		full = n.dir
	}
	return scaffold.TitleFor(filepath.Base(full))
}

// spare leaves out what is about the folder and not about the handbook, where
// the folder has its own already: a new repository mostly has a .gitignore.
func (n *newHandbook) spare(files []scaffold.File) (left []scaffold.File, kept []string) {
	left = slices.DeleteFunc(files, func(f scaffold.File) bool {
		if f.Path != ".gitignore" && f.Path != ".editorconfig" && f.Path != ".vscode/settings.json" && f.Path != scaffold.WorkflowPath {
			return false
		}
		_, err := os.Lstat(filepath.Join(n.dir, filepath.FromSlash(f.Path)))
		if err == nil {
			kept = append(kept, f.Path)
		}
		return err == nil
	})
	return left, kept
}

func (n *newHandbook) sayKept(kept []string) {
	if len(kept) == 0 {
		return
	}
	fmt.Fprintf(n.stdout, "Left as it was: %s", diag.List(kept))
	if slices.Contains(kept, ".gitignore") {
		fmt.Fprint(n.stdout, "; let git ignore public/ and .waymark/")
	}
	fmt.Fprintln(n.stdout)
}

// flag tells other commands which handbook is meant.
func (n *newHandbook) flag() string { return sourceFlag(n.dir) }

// summary has a line for each folder that was made, with how much is in it.
func summary(files []scaffold.File) []string {
	var names []string
	counts := make(map[string]int)
	for _, f := range files {
		name := f.Path
		parts := strings.Split(f.Path, "/")
		switch {
		case parts[0] == "content" && len(parts) > 2:
			name = path.Join(parts[:2]...) + "/"
		case parts[0] != "content" && len(parts) > 1:
			name = parts[0] + "/"
		}
		if counts[name]++; counts[name] == 1 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	lines := make([]string, len(names))
	for i, name := range names {
		lines[i] = "  " + name
		if strings.HasSuffix(name, "/") {
			lines[i] += "  " + count(counts[name], "file")
		}
	}
	return lines
}
