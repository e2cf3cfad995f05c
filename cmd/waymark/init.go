package main

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
	"waymark/internal/origin"
	"waymark/internal/scaffold"
)

func (a *app) initCommand() *cobra.Command {
	n := &newHandbook{app: a}
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Make a handbook to start from, or take one over",
		Long: `Init makes a handbook that builds at once: settings, a first page, a vision and a
strategy that show the form, a folder for decisions, and the workflow by which GitHub
Pages or GitLab Pages publishes it. Waymark's library of patterns, pitfalls and examples
lies beneath them without being copied. On a terminal it asks for what the flags don't
say; Enter takes what is in parentheses. It never overwrites a file.

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
			if err := n.readFlags(cmd); err != nil {
				return err
			}
			if err := n.look(); err != nil {
				return err
			}
			if n.holds != "" && n.from == "" {
				return usage("%s; name another folder, or add to this one with `waymark new`", n.holds)
			}
			if n.from != "" {
				return n.takeOver(cmd)
			}
			return n.start(cmd)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&n.title, "title", "t", "", "the handbook's `title`; else what the folder is called")
	flags.StringVarP(&a.baseURL, "base-url", "b", "", "`address` where it will be published, such as https://user.github.io/repo/")
	flags.StringVar(&n.hostName, "host", "", "the `HOST` that publishes it: github, gitlab or none (default: as the address or the git remote says, else github)")
	flags.StringVar(&n.toolText, "tool", "", "where the workflow gets Waymark from: `[HOST/]OWNER/REPO@REV`, a commit or a tag")
	flags.BoolVar(&n.bare, "bare", false, "without Waymark's library beneath the handbook")
	flags.StringVar(&n.from, "from", "", "take over the mdBook, MkDocs, Docusaurus or Hugo site in the `folder`")
	flags.BoolVar(&n.adopted, "adopt", false, "write handbook.yaml for a folder that was made for another tool")
	cmd.RegisterFlagCompletionFunc("host", cobra.FixedCompletions(hostNames(), cobra.ShellCompDirectiveNoFileComp))
	a.addToday(cmd)
	return cmd
}

// A newHandbook is a handbook while it is being made.
type newHandbook struct {
	*app
	dir, title, from   string
	bare, adopted      bool
	hostName, toolText string
	around             scaffold.Around
	holds              string // what content is there already, in words; empty: none
	cutShort           bool   // the list of a takeover was not shown whole
}

// readFlags reads what the flags say of how the handbook is published. Unless they
// do, the program knows where it comes from itself if make has stamped it.
func (n *newHandbook) readFlags(cmd *cobra.Command) error {
	var err error
	if n.baseURL != "" {
		if n.around.BaseURL, err = parseBaseURL(n.baseURL); err != nil {
			return usage("--base-url %v", err)
		}
	}
	if n.hostName != "" {
		if n.around.Host, err = parseHost(n.hostName); err != nil {
			return usage("--host %v", err)
		}
	}
	n.around.Tool, _ = origin.Parse(madeFrom)
	if n.toolText != "" {
		var ok bool
		if n.around.Tool, ok = origin.Parse(n.toolText); !ok {
			return usage("%q does not say where Waymark comes from; write OWNER/REPO@REV, or HOST/OWNER/REPO@REV for another host than github.com, REV being a commit or a tag", n.toolText)
		}
	}
	return nil
}

// settle asks on a terminal what the flags have not said, and takes what is likely
// for what is not answered. title is the handbook's unless somebody wants another.
func (n *newHandbook) settle(cmd *cobra.Command, title string) error {
	if n.title == "" {
		n.title = title
	}
	if in, ok := n.stdin.(*os.File); ok && isTerminal(in) && !n.quiet {
		n.ask(cmd, &interview{in: bufio.NewScanner(in), out: n.stderr})
	}
	if n.around.Host == nil {
		n.around.Host = n.likelyHost(cmd.Context())
	}
	if n.toolText != "" && !n.around.Host.TakesFrom(n.around.Tool) {
		return usage("--tool %s is not on github.com, and a workflow of GitHub's checks out repositories of GitHub only", n.toolText)
	}
	return nil
}

// likelyHost is the host that the address shows, else the one that the folder's git
// repository has its remote on, else GitHub.
func (n *newHandbook) likelyHost(ctx context.Context) *scaffold.Host {
	if u, err := url.Parse(n.around.BaseURL); err == nil {
		if h := scaffold.HostOf(u.Hostname()); h != nil {
			return h
		}
	}
	if hostname, _, ok := origin.RemoteOf(ctx, n.dir); ok {
		return scaffold.HostOf(hostname)
	}
	return scaffold.GitHub
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

// start makes a handbook with an invented vision and strategy.
func (n *newHandbook) start(cmd *cobra.Command) error {
	day, err := n.day()
	if err != nil {
		return err
	}
	if err := n.settle(cmd, n.folderTitle()); err != nil {
		return err
	}
	files, err := scaffold.Handbook(scaffold.Start{Title: n.title, Today: day, Around: n.around, Bare: n.bare})
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
	n.sayPublished()
	fmt.Fprintf(n.stdout, "Next:\n  waymark serve --open%[1]s\n  waymark new vision%[1]s\n  waymark check%[1]s\n", n.flag())
	return nil
}

// sayPublished says how the handbook gets to its readers.
func (n *newHandbook) sayPublished() {
	h := n.around.Host
	if h.Workflow == "" {
		return
	}
	fmt.Fprintf(n.stdout, "%s publishes it with %s: %s\n", h.Workflow, h.Title, h.ToPublish)
	if n.around.Tool.Host == "" || !h.TakesFrom(n.around.Tool) {
		fmt.Fprintf(n.stdout, "It has to say where Waymark comes from; `waymark check%s` shows what to write\n", n.flag())
	}
}

// folderTitle is what a handbook is called after its folder.
func (n *newHandbook) folderTitle() string {
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
		if f.Path != ".gitignore" && f.Path != ".vscode/settings.json" && f.Path != n.around.Host.Workflow {
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
