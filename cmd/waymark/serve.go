package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/publish"
	"waymark/internal/serve"
	"waymark/internal/site"
	"waymark/internal/watch"
)

func (a *app) serveCommand() *cobra.Command {
	var at address
	var drafts, poll bool
	var editor string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the handbook in a browser, live while you write",
		Long: `Serve shows the handbook as build would publish it, drafts included, and keeps
every open page up to date: a page that changes is changed in place, wherever
you have scrolled to. What is wrong is shown over the page, and in the terminal,
with the place and what to do. Nothing is written to the output folder.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a.drafts = drafts
			return a.serve(cmd, at, poll, editor)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&a.baseURL, "base-url", "b", "", "address of the published site; its path is where the handbook is served")
	flags.BoolVarP(&drafts, "drafts", "D", true, "show drafts; --drafts=false leaves them out, as build does")
	flags.BoolVar(&poll, "poll", false, "look for changes twice a second, where the system does not tell of them")
	flags.StringVar(&editor, "editor", editorHere(os.Getenv), "what opens the place of a mistake: vscode, idea, vim, or an `address` or a command with {path}, {line} and {column}")
	at.addFlags(cmd)
	a.addAll(cmd)
	a.addToday(cmd)
	return cmd
}

// editorHere returns the editor in whose terminal the program was started.
func editorHere(getenv func(string) string) string {
	switch {
	case getenv("TERM_PROGRAM") == "vscode":
		return "vscode"
	case strings.Contains(getenv("TERMINAL_EMULATOR"), "JetBrains"):
		return "idea"
	}
	return ""
}

func (a *app) serve(cmd *cobra.Command, at address, poll bool, editorName string) error {
	editor, err := serve.ParseEditor(editorName)
	if err != nil {
		return usage("--editor: %v", err)
	}
	p, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	defer p.close()
	cfg, err := a.config(cmd.Context(), p)
	if err != nil {
		return err
	}
	if out, err := a.outputFolder(p); err == nil { // a build that was cut off is undone
		busy, err := publish.Recover(cmd.Context(), out)
		if err != nil {
			return err
		}
		if err := a.report(diag.Text, busy, ""); err != nil {
			return err
		}
		a.status = statusFine
	}
	if err := a.report(diag.Text, a.worthPrinting(diag.Text, p.notes), ""); err != nil {
		return err
	}
	settings, _, err := site.Settings(cfg.Content, cfg.Root, cfg.BaseURL)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(cmd.Context())
	defer stop()
	live := serve.NewLive(ctx, serve.Config{
		Dir: p.dir,
		Build: func(ctx context.Context, previous *site.Snapshot, change site.Change) (*site.Snapshot, error) {
			if err := p.reopen(); err != nil {
				return nil, err
			}
			cfg.Content, cfg.Project = p.contentFS(), p.view(p.whole)
			if previous != nil && !p.liesAsNamed(&previous.Handbook.Settings) {
				change.Reason = max(change.Reason, site.Lost)
			}
			return site.Update(ctx, cfg, previous, change)
		},
		Folders: p.watched,
		Report:  func(u serve.Update) { a.reportUpdate(p, u) },
		Watch:   watch.Options{Poll: poll, Notice: func(s string) { fmt.Fprintf(a.stderr, "waymark: %s\n", s) }},
		Hosts:   at.hosts,
		Editor:  editor,
	})
	ended := make(chan struct{})
	start := func() {
		live.Run(ctx)
		close(ended)
	}
	err = a.listen(cmd, at, settings.Base(), live, func() { go start() })
	stop()
	if err == nil {
		<-ended
	}
	return err
}

// reportUpdate says in the terminal what became of an update: what has become
// wrong, and a line.
func (a *app) reportUpdate(p *project, u serve.Update) {
	said := a.worthPrinting(diag.Text, p.named(append([]diag.Diagnostic(nil), u.New...)))
	if len(said) > 0 {
		diag.Print(a.stderr, diag.Text, said, a.look())
	}
	if u.Err != nil {
		fmt.Fprintf(a.stderr, "waymark: %v\n", u.Err)
		return
	}
	if a.quiet || u.Took == 0 {
		return
	}
	what := "updated " + count(u.Pages, "page")
	switch {
	case u.First:
		what = count(u.Pages, "page") + " ready"
	case u.Pages < 0:
		what = "updated"
	case u.Pages == 0 && u.Files > 0:
		what = "updated " + count(u.Files, "file")
	case u.Pages == 0 && len(said) == 0 && !u.Mended:
		return // looked, and nothing is another
	case u.Pages == 0:
		what = "looked again"
	}
	line := fmt.Sprintf("%s in %d ms", what, u.Took.Round(time.Millisecond).Milliseconds())
	if u.Errors > 0 {
		line += "; " + count(u.Errors, "error")
	}
	if u.Warnings > 0 {
		line += "; " + count(u.Warnings, "warning")
	}
	if a.folds(said) {
		line += "; " + printsAll
	}
	fmt.Fprintln(a.stdout, line)
}

// watched returns the folders whose files the handbook is made from.
func (p *project) watched(built *site.Snapshot) []watch.Folder {
	dir, content := watch.Real(p.dir), watch.Real(p.content)
	folders := []watch.Folder{{Path: content, Deep: true}}
	top := []string{"content", "themes", ".gitignore"}
	if p.root == "" {
		folders = append(folders, watch.Folder{Path: filepath.Dir(content), Only: []string{filepath.Base(content)}})
	}
	name := "waymark"
	if built != nil {
		settings := built.Handbook.Settings
		name = settings.Theme.Text
		for _, in := range settings.Include {
			folders = append(folders, watch.Folder{Path: watch.Real(filepath.Join(p.dir, filepath.FromSlash(in.From))), Deep: true})
			first, _, _ := strings.Cut(in.From, "/")
			top = append(top, first)
			for around := path.Dir(in.From); around != "."; around = path.Dir(around) { // what git ignores may stand there
				folders = append(folders, watch.Folder{Path: watch.Real(filepath.Join(p.dir, filepath.FromSlash(around))), Only: []string{".gitignore"}})
			}
		}
	}
	if filepath.IsLocal(name) {
		folders = append(folders, watch.Folder{Path: watch.Real(filepath.Join(p.dir, "themes", name)), Deep: true},
			watch.Folder{Path: filepath.Join(dir, "themes"), Only: []string{name}})
	}
	folders = append(folders, watch.Folder{Path: dir, Only: top})
	if repository := gitFolder(dir); repository != "" { // a commit gives pages their dates
		folders = append(folders, watch.Folder{Path: repository, Only: []string{"HEAD", "index"}},
			watch.Folder{Path: filepath.Join(repository, "logs"), Only: []string{"HEAD"}})
	}
	return folders
}

// liesAsNamed reports whether the folders that the handbook is made from lie where
// their names say, so that what is told of a file is told under its name: no link
// leads to them.
func (p *project) liesAsNamed(settings *handbook.Settings) bool {
	dir := watch.Real(p.dir)
	if watch.Real(p.content) != filepath.Join(dir, p.root) {
		return false
	}
	return !slices.ContainsFunc(settings.Include, func(in handbook.Include) bool {
		from := filepath.FromSlash(in.From)
		return watch.Real(filepath.Join(p.dir, from)) != filepath.Join(dir, from)
	})
}

// gitFolder returns where git keeps the repository that a folder lies in, or
// nothing.
func gitFolder(dir string) string {
	for {
		name := filepath.Join(dir, ".git")
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			return name
		}
		if text, err := os.ReadFile(name); err == nil { // a worktree
			if at, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "gitdir: "); ok {
				if !filepath.IsAbs(at) {
					at = filepath.Join(dir, at)
				}
				return at
			}
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}

// listen serves until it is interrupted. ready is called when the port is open.
func (a *app) listen(cmd *cobra.Command, at address, base string, h http.Handler, ready func()) error {
	if ip := net.ParseIP(at.bind); (ip == nil || !ip.IsLoopback()) && at.bind != "localhost" {
		if len(at.hosts) == 0 {
			return usage("--bind %s lets others reach this machine, so name the hosts that they may ask for with --allow-host", at.bind)
		}
		fmt.Fprintf(a.stderr, "waymark: everybody who can reach %s can read this handbook\n", at.bind)
	}
	asked := cmd.Flags().Changed("port")
	l, err := serve.Listen(at.bind, int(at.port), asked)
	if err != nil {
		return err
	}
	port := l.Addr().(*net.TCPAddr).Port
	if port != int(at.port) && at.port != 0 {
		fmt.Fprintf(a.stderr, "waymark: port %d is taken\n", at.port)
	}
	url := fmt.Sprintf("http://%s%s", net.JoinHostPort(hostName(at.bind), fmt.Sprint(port)), base)
	fmt.Fprintf(a.stdout, "%s (stop with Ctrl-C)\n", url)
	ready()
	if at.open {
		openBrowser(url)
	}
	return serve.Until(cmd.Context(), l, h)
}
