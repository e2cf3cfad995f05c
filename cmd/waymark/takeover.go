package main

import (
	"cmp"
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
	files := source.FS(src)
	t, err := scaffold.TakeOver(files)
	var unusable *scaffold.UnusableError
	switch {
	case errors.Is(err, scaffold.ErrUnknown):
		return n.nothingToTake(scaffold.Recognize(files))
	case errors.As(err, &unusable):
		return usage("%s", filepath.ToSlash(filepath.Join(n.from, unusable.Path))+": "+unusable.Why)
	case err != nil:
		return err
	case len(t.Files) == 0:
		return usage("%s has no page to take over", n.from)
	case n.within(t):
		return usage("the new handbook would lie within what is taken over; name a folder outside: waymark init --from %s DIR", n.from)
	}
	if done, err := n.tookAlready(t); done || err != nil {
		return err
	}
	n.around.BaseURL = cmp.Or(n.around.BaseURL, t.BaseURL)
	if err := n.settle(cmd, cmp.Or(t.Title, n.folderTitle())); err != nil {
		return err
	}
	t.BaseURL = n.around.BaseURL
	around, kept := n.spare(n.around.Files())
	all := slices.Concat(t.Files, []scaffold.File{t.Settings(n.title, nil)}, around)
	if err := written(scaffold.Write(n.dir, all)); err != nil {
		return err
	}
	n.source = n.dir
	ds, err := n.try(cmd)
	if err != nil {
		return err
	}
	codes := errorCodes(ds)
	if len(codes) > 0 {
		settings := t.Settings(n.title, codes)
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
	n.sayTaken("Took over", t, kept)
	fmt.Fprintf(n.stdout, "\nwaymark check%s: %s, %s\n", n.flag(), count(diag.Count(ds, diag.Error), "error"), count(diag.Count(ds, diag.Warning), "warning"))
	if len(codes) > 0 {
		fmt.Fprintf(n.stdout, "So that it builds at once, content/handbook.yaml makes warnings of %s. Repair what `waymark check` reports, then remove those lines.\n", strings.Join(codes, ", "))
	}
	return nil
}

// tookAlready reports whether all that would be written is there already. If it
// is, it says so; content that is there and differs is refused.
func (n *newHandbook) tookAlready(t *scaffold.Takeover) (bool, error) {
	if n.holds == "" {
		return false, nil
	}
	differ, err := scaffold.Differ(n.dir, t.Files)
	switch {
	case err != nil:
		return false, err
	case len(differ) == 0:
		if !n.quiet {
			n.sayTaken("Nothing to do: all is there of", t, nil)
		}
		return true, nil
	}
	return false, usage("%s; nothing was written. Of what would be taken over, %s differs or is missing there; take it over into a new folder: waymark init --from %s NEW", n.holds, diag.ShortList(differ, 3), shellWord(n.from))
}

// nothingToTake says what to do with a folder that is built as it is.
func (n *newHandbook) nothingToTake(r scaffold.Recognized) error {
	from := filepath.Join(n.from, filepath.FromSlash(r.Folder))
	serve := "waymark serve --source " + shellWord(from)
	if r.Tool == "" {
		return usage("%s is %v; a folder of Markdown is built as it is: %s", n.from, scaffold.ErrUnknown, serve)
	}
	says := fmt.Sprintf("%s is %s; there is nothing to take over, because it is built as it is: %s", n.from, r.Tool, serve)
	if r.Lost != "" {
		says += "\n" + r.Lost
	}
	if r.Records {
		place := "PATH-OF-THE-DECISIONS"
		if filepath.IsLocal(from) {
			place = filepath.ToSlash(from)
		}
		says += "\nIn a handbook of the same project, include it where it is, in content/handbook.yaml:\n\ninclude:\n  - from: ../" + place + "\n    at: decisions\n    holds: decision"
	}
	return usage("%s", says)
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
		if described, _ := diag.Lookup(d.Code); d.Severity == diag.Error && !described.Fixed() {
			codes = append(codes, d.Code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// fewPlaces is how many places of a group are shown, unless all are asked for.
const fewPlaces = 3

// sayTaken says what became of the folder: first how much, and whether anything is
// left to do, then the groups that need somebody, then all others.
func (n *newHandbook) sayTaken(did string, t *scaffold.Takeover, kept []string) {
	to, from := filepath.ToSlash(n.dir), filepath.ToSlash(n.from)
	left := grouped(t.Left, from)
	needs := slices.DeleteFunc(slices.Clone(left), func(g group) bool { return !g.Needs })
	verdict := "nothing needs you"
	switch len(needs) {
	case 0:
	case 1:
		verdict = "1 thing needs you"
	default:
		verdict = fmt.Sprintf("%d things need you", len(needs))
	}
	pages := t.Pages()
	fmt.Fprintf(n.stdout, "%s %s and %s from %s in %s, now in %s; %s\n", did,
		count(pages, "page"), count(len(t.Files)-pages, "other file"), t.From, from, to, verdict)
	n.sayGroups("Needs you", needs)
	n.sayGroups("For information", slices.DeleteFunc(left, func(g group) bool { return g.Needs }))
	n.sayGroups("Changed inside", grouped(t.Changed, to))
	moved := group{Group: &scaffold.Group{Title: "files with another name"}}
	for _, m := range t.Renamed {
		moved.places = append(moved.places, path.Join(from, m.From)+" → "+path.Join(to, m.To))
	}
	copied := group{Group: &scaffold.Group{Title: "files under their own name"}}
	for _, p := range t.Copied {
		copied.places = append(copied.places, path.Join(from, p))
	}
	n.sayGroups("Taken over", slices.DeleteFunc([]group{moved, copied}, func(g group) bool { return len(g.places) == 0 }))
	n.sayKept(kept)
	if n.cutShort {
		fmt.Fprintf(n.stdout, "\nEvery place, not only the first: waymark init --from %s %s -v\n", shellWord(n.from), shellWord(n.dir))
	}
}

// A group is what several places have in common, with the places.
type group struct {
	*scaffold.Group
	places []string
}

// grouped collects notes by what they have in common, in the order in which the
// groups appear. dir is put before their paths.
func grouped(notes []scaffold.Note, dir string) []group {
	var groups []group
	for _, note := range notes {
		i := slices.IndexFunc(groups, func(g group) bool { return g.Group == note.Group })
		if i < 0 {
			i = len(groups)
			groups = append(groups, group{Group: note.Group})
		}
		note.Path = path.Join(dir, note.Path)
		groups[i].places = append(groups[i].places, note.String())
	}
	return groups
}

func (n *newHandbook) sayGroups(heading string, groups []group) {
	if len(groups) == 0 {
		return
	}
	fmt.Fprintf(n.stdout, "\n%s:\n", heading)
	for _, g := range groups {
		fmt.Fprintf(n.stdout, "  %s: %d\n", g.Title, len(g.places))
		shown := g.places
		if more := len(g.places) - fewPlaces; more > 0 && !n.verbose {
			shown = g.places[:fewPlaces]
		}
		for _, p := range shown {
			fmt.Fprintf(n.stdout, "    %s\n", p)
		}
		if more := len(g.places) - len(shown); more > 0 {
			fmt.Fprintf(n.stdout, "    … and %d more\n", more)
			n.cutShort = true
		}
	}
}
