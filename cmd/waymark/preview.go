package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/publish"
	"waymark/internal/serve"
	"waymark/internal/site"
)

// An address is where a server listens, as the flags say.
type address struct {
	bind  string
	port  port
	hosts []string
	open  bool
}

func (a *app) previewCommand() *cobra.Command {
	var at address
	cmd := &cobra.Command{
		Use:   "preview",
		Short: "Serve the built handbook as GitHub Pages would",
		Long: `Preview serves the output folder as GitHub Pages does: below the path of the
base URL that it was built with, with the handbook's own page for addresses that do
not exist. It shows what the last build wrote, and builds nothing. It says
beforehand what of the folder would not arrive there.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.preview(cmd, at) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&a.baseURL, "base-url", "b", "", "address of the published site, to serve it below another path than it was built for")
	flags.StringVarP(&a.output, "output", "o", "", "the `folder` to serve (default public, in the project's folder)")
	at.addFlags(cmd)
	a.addAll(cmd)
	return cmd
}

func (at *address) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	at.port = serve.Port
	flags.VarP(&at.port, "port", "p", "port; unless it is named, the next one that is free")
	flags.StringVar(&at.bind, "bind", "127.0.0.1", "`address` of the network to listen on")
	flags.StringSliceVar(&at.hosts, "allow-host", nil, "a `name` by which others may ask; needed with a --bind that is not this machine alone")
	flags.BoolVar(&at.open, "open", false, "open the handbook in a browser")
}

func (a *app) preview(cmd *cobra.Command, at address) error {
	p, err := a.open(cmd.Context())
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
	base := settings.Base()
	if of, known := builtFor(built.FS()); known && a.baseURL == "" {
		base = of
	} else if known && of != base {
		ds = append(ds, diag.New("B011", diag.Position{Path: filepath.ToSlash(out)}, "this folder was built for %s and is served below %s, so its links lead nowhere", of, base).
			WithHint("build it with the same --base-url, or leave that out here"))
	}
	if err := a.report(diag.Text, settings.Judge(ds), ""); err != nil {
		return err
	}
	return a.listen(cmd, at, base, serve.Preview(built.FS(), base, at.hosts), func() {})
}

// builtFor returns the path that a folder was built for, as its handbook.json says.
func builtFor(built fs.FS) (base string, known bool) {
	data, err := fs.ReadFile(built, "handbook.json")
	if err != nil {
		return "", false
	}
	var catalogue struct{ URL string }
	if err := json.Unmarshal(data, &catalogue); err != nil || catalogue.URL == "" {
		return "", false
	}
	if !strings.Contains(catalogue.URL, "://") {
		return catalogue.URL, true
	}
	s := handbook.Settings{BaseURL: catalogue.URL}
	return s.Base(), true
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

// A port is the value of a flag: 0 for any that is free, or the one that is meant.
type port uint16

func (p *port) String() string { return strconv.Itoa(int(*p)) }

func (p *port) Type() string { return "int" }

func (p *port) Set(text string) error {
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return fmt.Errorf("it is a number from 0, any free port, to %d", math.MaxUint16)
	}
	*p = port(n)
	return nil
}
