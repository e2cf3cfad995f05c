package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
	"waymark/internal/scaffold"
	"waymark/internal/site"
	"waymark/internal/source"
)

// takeOver makes a handbook of another tool's book, and builds it once to see
// what would stop the build: those diagnostics are made warnings in the new
// handbook.yaml, which says so.
func (n *newHandbook) takeOver(cmd *cobra.Command) error {
	if n.bare {
		return usage("--bare has no meaning with --from, which brings no library")
	}
	if info, err := os.Stat(n.from); err != nil || !info.IsDir() {
		return usage("there is no folder %s to take over", n.from)
	}
	src, err := os.OpenRoot(n.from)
	if err != nil {
		return err
	}
	defer src.Close()
	t, err := scaffold.TakeOver(source.FS(src))
	switch {
	case errors.Is(err, scaffold.ErrUnknown):
		return usage("%s is %v; any other folder of Markdown can be built as it is: waymark build --source %s --output site", n.from, err, n.from)
	case err != nil:
		return err
	case len(t.Files) == 0:
		return usage("%s has no page to take over", n.from)
	case n.within(t):
		return usage("the new handbook would lie within what is taken over; name a folder outside: waymark init --from %s DIR", n.from)
	}
	title := n.titled(t.Title)
	around, kept := n.spare(scaffold.Surroundings(n.tool))
	files := slices.Concat(t.Files, []scaffold.File{t.Settings(title, nil)}, around)
	if err := written(scaffold.Write(n.dir, files)); err != nil {
		return err
	}
	n.source = n.dir
	ds, err := n.try(cmd)
	if err != nil {
		return err
	}
	codes := errorCodes(ds)
	if len(codes) > 0 {
		settings := t.Settings(title, codes)
		if err := scaffold.Replace(n.dir, settings); err != nil {
			return err
		}
		if ds, err = n.try(cmd); err != nil {
			return err
		}
	}
	if diag.Count(ds, diag.Error) > 0 {
		n.status = statusAuthor
	}
	if n.quiet {
		return nil
	}
	n.sayTaken(t, kept)
	fmt.Fprintf(n.stdout, "waymark check%s: %s, %s\n", n.flag(), count(diag.Count(ds, diag.Error), "error"), count(diag.Count(ds, diag.Warning), "warning"))
	if len(codes) > 0 {
		fmt.Fprintf(n.stdout, "So that it builds at once, content/handbook.yaml makes warnings of %s. Repair what `waymark check` reports, then remove those lines.\n", strings.Join(codes, ", "))
	}
	return nil
}

// within reports whether the new content would lie in the old.
func (n *newHandbook) within(t *scaffold.Takeover) bool {
	old, err := filepath.Abs(filepath.Join(n.from, filepath.FromSlash(t.Root)))
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(old); err == nil {
		old = real
	}
	now, err := filepath.Abs(n.dir)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(now); err == nil {
		now = real
	}
	way, err := filepath.Rel(old, filepath.Join(now, "content"))
	return err == nil && filepath.IsLocal(way)
}

// try builds the new handbook without publishing it.
func (n *newHandbook) try(cmd *cobra.Command) ([]diag.Diagnostic, error) {
	p, err := n.open(cmd.Context())
	if err != nil {
		return nil, err
	}
	defer p.close()
	cfg, err := n.config(cmd.Context(), p)
	if err != nil {
		return nil, err
	}
	cfg.History = nil
	built, err := site.Build(cmd.Context(), cfg)
	if err != nil {
		return nil, err
	}
	return built.Diags, nil
}

func errorCodes(ds []diag.Diagnostic) []string {
	var codes []string
	for _, d := range ds {
		if d.Severity == diag.Error {
			codes = append(codes, d.Code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// sayTaken lists what became of every file.
func (n *newHandbook) sayTaken(t *scaffold.Takeover, kept []string) {
	to, from := filepath.ToSlash(n.dir), filepath.ToSlash(n.from)
	fmt.Fprintf(n.stdout, "%s in %s, taken over into %s\n", t.From, from, to)
	list(n, "copied", t.Copied, func(p string) string { return path.Join(from, p) })
	list(n, "renamed", t.Renamed, func(m scaffold.Move) string { return path.Join(from, m.From) + " → " + path.Join(to, m.To) })
	inside := func(dir string) func(scaffold.Note) string {
		return func(note scaffold.Note) string {
			note.Path = path.Join(dir, note.Path)
			return note.String()
		}
	}
	list(n, "changed inside", t.Changed, inside(to))
	list(n, "left", t.Left, inside(from))
	n.sayKept(kept)
}

// list prints a heading with a number, and a line for each item.
func list[T any](n *newHandbook, heading string, items []T, line func(T) string) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintf(n.stdout, "%s: %d\n", heading, len(items))
	for _, item := range items {
		fmt.Fprintf(n.stdout, "  %s\n", line(item))
	}
}
