package main

import (
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
	"waymark/internal/publish"
	"waymark/internal/serve"
	"waymark/internal/site"
)

// An address is where a server listens, as the flags say.
type address struct {
	bind  string
	port  int
	hosts []string
	open  bool
}

func (a *app) previewCommand() *cobra.Command {
	var at address
	cmd := &cobra.Command{
		Use:   "preview",
		Short: "Serve the built handbook as GitHub Pages would",
		Long: `Preview serves the output folder as GitHub Pages does: below the path of the
base URL, with the handbook's own page for addresses that do not exist. It shows
what the last build wrote, and builds nothing. It says beforehand what of the
folder would not arrive there.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.preview(cmd, at) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&a.baseURL, "base-url", "b", "", "address of the published site; its path is where the preview serves it")
	flags.StringVarP(&a.output, "output", "o", "", "the `folder` to serve (default public, in the project's folder)")
	at.addFlags(cmd)
	return cmd
}

func (at *address) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.IntVarP(&at.port, "port", "p", serve.Port, "port; unless it is named, the next one that is free")
	flags.StringVar(&at.bind, "bind", "127.0.0.1", "`address` of the network to listen on")
	flags.StringSliceVar(&at.hosts, "allow-host", nil, "a `name` by which others may ask; needed with a --bind that is not this machine alone")
	flags.BoolVar(&at.open, "open", false, "open the handbook in a browser")
}

func (a *app) preview(cmd *cobra.Command, at address) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.close()
	cfg, err := a.config(cmd.Context(), p)
	if err != nil {
		return err
	}
	settings, _, err := site.Settings(cfg.Content, cfg.Root, cfg.BaseURL) // what is wrong with them, build says
	if err != nil {
		return err
	}
	out, err := a.outputFolder(p)
	if err != nil {
		return err
	}
	busy, err := publish.Recover(cmd.Context(), out)
	if err != nil {
		return err
	}
	if len(busy) > 0 {
		return fmt.Errorf("%s: %s", out, busy[0].Message)
	}
	built, err := os.OpenRoot(out)
	if err != nil {
		return usage("there is no %s to serve; run `waymark build` first", out)
	}
	defer built.Close()
	if _, err := fs.Stat(built.FS(), "index.html"); err != nil {
		return usage("%s holds no handbook; run `waymark build` first", out)
	}
	ds, err := serve.Unpublished(built.FS(), filepath.ToSlash(out), p.uploadsHidden())
	if err != nil {
		return err
	}
	if err := a.report(diag.Text, settings.Judge(ds), ""); err != nil {
		return err
	}
	return a.listen(cmd, at, settings.Base(), serve.Preview(built.FS(), settings.Base(), at.hosts), func() {})
}

// hostName is what to ask for to reach an address that is listened on.
func hostName(bind string) string {
	if ip := net.ParseIP(bind); ip != nil && !ip.IsLoopback() {
		return bind
	}
	return "localhost"
}

// openBrowser asks the system to show an address. A system that cannot is no
// reason to stop serving.
func openBrowser(url string) {
	command := map[string][]string{"darwin": {"open"}, "windows": {"rundll32", "url.dll,FileProtocolHandler"}}[runtime.GOOS]
	if command == nil {
		command = []string{"xdg-open"}
	}
	if cmd := exec.Command(command[0], append(command[1:], url)...); cmd.Start() == nil {
		go cmd.Wait()
	}
}

func badBaseURL(text string) error {
	return usage("--base-url %q is not the address of a site; write it with scheme and host, such as https://user.github.io/repo/", text)
}
