package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"waymark/content"
	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/library"
	"waymark/internal/ownfile"
	"waymark/internal/scaffold"
	"waymark/internal/site"
	"waymark/internal/source"
)

func (a *app) libraryCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "library",
		Short: "Show Waymark's library: its parts, and the pages that yours replace",
		Long: `Waymark brings a library of patterns, pitfalls, practices, examples and more. With
library: true in handbook.yaml all of it lies beneath your own pages; a list, such as
library: [patterns, pitfalls], takes these parts alone. A file of yours at the path of
a library page replaces that page. The library comes with the program, so a newer
program brings newer pages.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.showLibrary(cmd) },
	}
	a.addInput(cmd, "show it as if drafts were published")
	copying := &cobra.Command{
		Use:   "copy PATH...",
		Short: "Make pages of the library your own",
		Long: `Copy writes pages of the library into your content folder, where they replace those
of the library. PATH is one of the paths that "waymark list addresses" names, with or
without "waymark:" before it: patterns/big-vision.md; of a folder, all pages are
written. It never overwrites a file.`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.copyFromLibrary(cmd, args) },
	}
	adopt := &adoption{app: a}
	adopting := &cobra.Command{
		Use:   "adopt",
		Short: "Replace unchanged copies of library pages by the library itself",
		Long: `Adopt is for a handbook whose library pages were copied by an earlier "waymark init".
It writes library: true into handbook.yaml and removes the copies that nobody has
changed. Pages that you have changed stay, and replace those of the library. It asks
before it changes anything; where there is no terminal, --yes is the answer.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return adopt.run(cmd) },
	}
	adopting.Flags().BoolVarP(&adopt.yes, "yes", "y", false, "don't ask")
	cmd.AddCommand(copying, adopting)
	return cmd
}

// libraryPages are the pages of the library that comes with this program.
func libraryPages() []library.Page {
	pages, err := library.Pages(content.FS)
	if err != nil {
		panic("waymark: " + err.Error()) // it is embedded in this program
	}
	pitfalls := make(map[string]string)
	for _, page := range pages {
		if page.Part == kind.Pitfall.Folder {
			pitfalls[source.TrimMarkdown(path.Base(page.Path))] = page.Path
		}
	}
	return append(pages, site.CheckPages(pitfalls)...)
}

// showLibrary prints a line for each part of the library: whether it lies beneath the
// handbook, how many pages it has, and which of them are replaced.
func (a *app) showLibrary(cmd *cobra.Command) error {
	p, h, err := a.readToShow(cmd.Context(), "what is shown may not be right")
	if h == nil || err != nil {
		return err
	}
	own := make(map[string]string)
	for _, page := range h.Pages {
		if !page.Library {
			own[library.ID(page.Path)] = p.fileName(page.File())
		}
	}
	pages := libraryPages()
	out := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, part := range kind.LibraryParts {
		n := 0
		var yours []string
		for _, page := range pages {
			if page.Part != part.Name {
				continue
			}
			n++
			if file := own[library.ID(page.Path)]; file != "" {
				yours = append(yours, file)
			}
		}
		state := "off"
		if h.Settings.Library[part.Name] {
			state = "on"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", part.Name, state, count(n, "page"), part.Doc)
		for _, file := range yours {
			fmt.Fprintf(out, "\t\t\tyours: %s\n", file)
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if h.Settings.Library == nil && !a.quiet {
		fmt.Fprintf(a.stdout, "This handbook does not use the library; write library: true into %s for all of it, or a list of parts.\n", p.fileName(path.Join(p.root, "handbook.yaml")))
	}
	return nil
}

// copyFromLibrary writes pages of the library into the content folder.
func (a *app) copyFromLibrary(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usage("say which pages to copy, such as patterns/big-vision.md; `waymark library` shows the parts")
	}
	p, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	defer p.close()
	var files []scaffold.File
	for _, arg := range args {
		pages, err := findInLibrary(arg, p.root)
		if err != nil {
			return err
		}
		for _, page := range pages {
			files = append(files, scaffold.File{Path: page.Path, Data: page.Text})
		}
	}
	if err := written(scaffold.Write(p.content, files)); err != nil {
		return err
	}
	for _, f := range files {
		if !a.quiet {
			fmt.Fprintln(a.stdout, p.fileName(path.Join(p.root, f.Path)))
		}
	}
	return nil
}

// findInLibrary returns the page that an argument names, or the pages of a folder.
func findInLibrary(arg, root string) (found []library.Page, err error) {
	name := strings.TrimPrefix(path.Clean(filepath.ToSlash(arg)), site.LibraryName(""))
	if root != "" {
		name = strings.TrimPrefix(name, root+"/")
	}
	var paths []string
	for _, page := range libraryPages() {
		if page.Path == name || source.TrimMarkdown(page.Path) == name || strings.HasPrefix(page.Path, name+"/") {
			found = append(found, page)
		}
		paths = append(paths, page.Path)
	}
	near, isNear := diag.Nearest(name, paths)
	switch {
	case len(found) > 0:
		return found, nil
	case isNear:
		return nil, usage("the library has no page %q; did you mean %s?", arg, near)
	}
	return nil, usage("the library has no page %q; `waymark library` shows its parts", arg)
}

// An adoption replaces copies of library pages by the library.
type adoption struct {
	*app
	yes bool
}

func (a *adoption) run(cmd *cobra.Command) error {
	p, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	defer p.close()
	settings, ds, err := site.Settings(p.contentFS(), p.root, "")
	if err != nil {
		return err
	}
	if n := diag.Count(ds, diag.Error); n > 0 {
		return a.report(diag.Text, p.named(ds), "nothing was changed")
	}
	if settings.Adopted {
		return usage("%s is no handbook of Waymark's own, so it has no copies of library pages", p.dir)
	}
	copies, changed, err := copiesIn(p)
	if err != nil {
		return err
	}
	if len(copies) == 0 && settings.Library != nil {
		fmt.Fprintln(a.stdout, "There are no unchanged copies of library pages; nothing was changed.")
		return nil
	}
	a.tell(p, settings, copies, changed)
	if err := a.confirm(cmd, "Do that? yes or no", "nothing was changed", a.yes); err != nil {
		return err
	}
	if settings.Library == nil {
		if err := layLibrary(p); err != nil {
			return err
		}
	}
	if err := removeAll(p, copies); err != nil {
		return err
	}
	if !a.quiet {
		fmt.Fprintf(a.stdout, "Removed %s. Run `waymark check` to see whether everything still fits.\n", count(len(copies), "file"))
	}
	return nil
}

// tell says what an adoption is about to do.
func (a *adoption) tell(p *project, settings handbook.Settings, copies, changed []string) {
	if a.quiet {
		return
	}
	if settings.Library == nil {
		fmt.Fprintf(a.stderr, "To be added to %s: library: true\n", p.fileName(path.Join(p.root, "handbook.yaml")))
	}
	fmt.Fprintf(a.stderr, "Unchanged copies of library pages, to be removed: %d\n", len(copies))
	folders := make(map[string]int)
	for _, file := range copies {
		folders[path.Dir(file)]++
	}
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		fmt.Fprintf(a.stderr, "  %s/  %s\n", p.fileName(path.Join(p.root, folder)), count(folders[folder], "file"))
	}
	if len(changed) > 0 {
		fmt.Fprintf(a.stderr, "Changed pages, which stay and replace the library's: %d\n", len(changed))
		for _, file := range changed {
			fmt.Fprintf(a.stderr, "  %s\n", p.fileName(path.Join(p.root, file)))
		}
	}
}

// copiesIn returns the project's files at the paths of library pages: those that are
// as the library has or had them, and the others.
func copiesIn(p *project) (copies, changed []string, err error) {
	for _, page := range libraryPages() {
		info, err := p.files.Lstat(filepath.FromSlash(page.Path))
		if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
			continue
		}
		text, err := source.ReadFile(source.FS(p.files), page.Path, source.MaxPage)
		if err != nil {
			return nil, nil, fmt.Errorf("read %s: %w", p.fileName(path.Join(p.root, page.Path)), err)
		}
		if page.IsCopy(text) {
			copies = append(copies, page.Path)
		} else {
			changed = append(changed, page.Path)
		}
	}
	return copies, changed, nil
}

// layLibrary writes library: true at the end of handbook.yaml.
func layLibrary(p *project) error {
	const name = "handbook.yaml"
	text, err := source.ReadFile(source.FS(p.files), name, source.MaxSettings)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	text = append(bytes.TrimRight(text, "\r\n"), "\n\nlibrary: true\n"...)
	if s, ds := handbook.ReadSettings(source.NewText(name, text)); s.Library == nil || diag.Count(ds, diag.Error) > 0 {
		return usage("library: true cannot be added at the end of %s; write it there yourself, and run this command again", p.fileName(path.Join(p.root, name)))
	}
	return ownfile.Rewrite(filepath.Join(p.content, name), text)
}

// removeAll removes files of the content folder, and the folders that hold nothing then.
func removeAll(p *project, files []string) error {
	for _, file := range files {
		if err := p.files.Remove(filepath.FromSlash(file)); err != nil {
			return err
		}
	}
	for _, file := range files {
		if dir := path.Dir(file); dir != "." {
			_ = p.files.Remove(filepath.FromSlash(dir)) // it may hold something else
		}
	}
	return nil
}
