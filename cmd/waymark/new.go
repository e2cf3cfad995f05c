package main

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/scaffold"
	"waymark/internal/site"
)

func (a *app) newCommand() *cobra.Command {
	n := &newPage{app: a}
	cmd := &cobra.Command{
		Use:   "new KIND [NAME]",
		Short: "Make a new page, such as a vision",
		Long: `New makes a page of a kind: its front matter, with what each field means, and the
headings of its sections. It goes into the folder that holds the kind. NAME is the
file's name or a title, below folders if you like: "No more pagers" makes
no-more-pagers.md. A decision gets the next number of its folder, from 0001 on.

  teams write       ` + strings.Join(kindsOf(true), ", ") + `
  editors write     ` + strings.Join(kindsOf(false), ", ") + `

On a terminal it asks for what only you can know; Enter leaves a field for later.
It never overwrites a file.

  waymark new vision "No more pagers"
  waymark new strategy "Billing first" --edit
  waymark new strategy billing-first --set vision=no-more-pagers --set horizon=5mo`,
		ValidArgs: kindNames(),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return usage("name the kind of the page: %s", strings.Join(kindNames(), ", "))
			case 1, 2:
				return n.run(cmd, args[0], strings.Join(args[1:], ""))
			}
			return usage("new takes a kind and a name, but was given %q too; write a title in quotes", args[2])
		},
	}
	cmd.Flags().StringVarP(&n.title, "title", "t", "", "the page's `title`, instead of what its name says")
	cmd.Flags().StringArrayVar(&n.fields, "set", nil, "set a field: `field=value`; again for another, or for a list")
	cmd.Flags().BoolVarP(&n.edit, "edit", "e", false, "open the page in $VISUAL or $EDITOR")
	a.addToday(cmd)
	return cmd
}

// kindsOf returns the kinds that teams write, or those that are left to the
// editors of a handbook.
func kindsOf(teams bool) []string {
	var names []string
	for _, k := range kind.Kinds {
		if (k.Live != nil) == teams {
			names = append(names, k.Name)
		}
	}
	return names
}

// A newPage is a page while it is being made.
type newPage struct {
	*app
	title  string
	fields []string
	edit   bool

	page     scaffold.Page
	handbook *handbook.Handbook
}

func (n *newPage) run(cmd *cobra.Command, kindName, name string) error {
	k, err := lookupKind(kindName)
	if err != nil {
		return err
	}
	editor := strings.Fields(cmp.Or(os.Getenv("VISUAL"), os.Getenv("EDITOR")))
	if n.edit && len(editor) == 0 {
		return usage("--edit needs to know your editor; set $VISUAL or $EDITOR")
	}
	day, err := n.day()
	if err != nil {
		return err
	}
	n.page = scaffold.Page{Kind: k, Title: n.title, Today: day}
	p, err := n.open(cmd.Context())
	if err != nil {
		return err
	}
	defer p.close()
	if err := n.read(cmd, p); err != nil {
		return err
	}
	if err := n.readFields(); err != nil {
		return err
	}
	for _, f := range k.Fields {
		if n.hasNoAnswer(f) {
			n.page.Later = append(n.page.Later, f.Name)
		}
	}
	if in, ok := n.stdin.(*os.File); ok && isTerminal(in) {
		ask := &interview{in: bufio.NewScanner(in), out: n.stderr}
		if name, err = n.ask(ask, name); err != nil {
			return err
		}
	}
	if name = n.named(name); name == "" {
		return n.nameless()
	}
	place, file, err := n.write(p, name)
	if err != nil {
		return err
	}
	n.sayNext(p, place, file)
	if !n.edit {
		return nil
	}
	open := exec.CommandContext(cmd.Context(), editor[0], append(editor[1:], file)...)
	open.Stdin, open.Stdout, open.Stderr = n.stdin, n.stdout, n.stderr
	if err := open.Run(); err != nil {
		return fmt.Errorf("%s: %w", editor[0], err)
	}
	return nil
}

// named returns the name that a page is made by: its own, else its title, in which
// a slash is no folder.
func (n *newPage) named(name string) string {
	return cmp.Or(name, strings.ReplaceAll(n.page.Title, "/", "-"))
}

// nameless says that a page needs a name, and how it gets one.
func (n *newPage) nameless() error {
	return usage("a page needs a name: waymark new %s \"A title\"", n.page.Kind.Name)
}

// read reads the handbook that the page will be a part of, drafts too.
func (n *newPage) read(cmd *cobra.Command, p *project) error {
	n.drafts = true
	cfg, err := n.config(cmd.Context(), p)
	if err != nil {
		return err
	}
	cfg.History = nil
	built, err := site.Build(cmd.Context(), cfg)
	if err != nil {
		return err
	}
	n.handbook = built.Handbook
	return nil
}

// readFields reads what --set says.
func (n *newPage) readFields() error {
	for _, f := range n.fields {
		name, value, ok := strings.Cut(f, "=")
		if !ok {
			return usage("--set %q sets nothing; write field=value", f)
		}
		if name == kind.FieldTitle.String() {
			n.page.Title = cmp.Or(n.page.Title, value)
			continue
		}
		if field, err := scaffold.Find(n.page.Kind, name); err == nil {
			name = field.Name.String()
			if err := n.related(field, value); err != nil {
				return usage("--set %s: %v", f, err)
			}
		}
		n.set(name, value)
	}
	return nil
}

func (n *newPage) set(name string, values ...string) {
	for i := range n.page.Set {
		if n.page.Set[i].Field == name {
			n.page.Set[i].Values = append(n.page.Set[i].Values, values...)
			return
		}
	}
	n.page.Set = append(n.page.Set, scaffold.Entry{Field: name, Values: values})
}

// write puts the page into the folder of its kind. It returns its path below
// content/ and its file.
func (n *newPage) write(p *project, name string) (place, file string, err error) {
	at, err := n.folders().Place(n.page.Kind, name)
	if err != nil {
		return "", "", usage("%v", err)
	}
	if n.page.Kind.Numbered {
		at.Path = scaffold.Number(at.Path, n.paths())
	}
	n.page.SayKind = at.SayKind
	n.page.Title = cmp.Or(n.page.Title, at.Title)
	if err := n.free(at.Path); err != nil {
		return "", "", err
	}
	text, err := scaffold.NewPage(n.page)
	if err != nil {
		return "", "", usage("%v", err)
	}
	below := n.onDisk(p, at.Path)
	err = scaffold.Write(p.dir, []scaffold.File{{Path: below, Data: text}})
	return at.Path, filepath.Join(p.dir, filepath.FromSlash(below)), written(err)
}

// onDisk returns where a path below content/ is in the project: in the content
// folder, or in the folder that the settings include there.
func (n *newPage) onDisk(p *project, place string) string {
	for _, in := range n.handbook.Settings.Include {
		if below, ok := strings.CutPrefix(place, in.At+"/"); ok {
			return path.Join(in.From, below)
		}
	}
	return path.Join(p.root, place)
}

// folders are the handbook's folders, each with what it is said to hold.
func (n *newPage) folders() scaffold.Folders {
	folders := make(scaffold.Folders)
	for _, in := range n.handbook.Settings.Include {
		folders[in.At] = in.Holds
	}
	for _, f := range n.handbook.Folders {
		switch {
		case f.Path == "":
		case f.Page != nil && f.Page.Values[kind.FieldHolds].Text != "":
			folders[f.Path] = kind.Lookup(f.Page.Values[kind.FieldHolds].Text)
		case folders[f.Path] == nil:
			folders[f.Path] = nil
		}
	}
	return folders
}

// paths are those of all pages, below content/.
func (n *newPage) paths() []string {
	paths := make([]string, len(n.handbook.Pages))
	for i, p := range n.handbook.Pages {
		paths[i] = p.Path
	}
	return paths
}

// free reports a page or a folder that has the address already.
func (n *newPage) free(file string) error {
	id := strings.TrimSuffix(strings.TrimSuffix(file, ".md"), "/index")
	for _, p := range n.handbook.Pages {
		if strings.EqualFold(strings.Trim(p.Address, "/"), id) {
			return usage("%s has the address /%s/ already; give the new page another name", p.Path, id)
		}
	}
	for _, f := range n.handbook.Folders {
		if strings.EqualFold(f.Path, id) && path.Base(file) != "index.md" {
			return usage("%s is a folder, and its page is %s/index.md; give the new page another name", f.Path, f.Path)
		}
	}
	return nil
}

// sayNext prints the page's path and, to people, what is left to do.
func (n *newPage) sayNext(p *project, place, file string) {
	fmt.Fprintln(n.stdout, filepath.ToSlash(file))
	if n.quiet {
		return
	}
	next := "Write its text"
	if blank := n.page.Blank(); len(blank) > 0 {
		next = "Fill in " + diag.List(blank) + ", and write its text"
	}
	title := strings.NewReplacer("[", `\[`, "]", `\]`).Replace(n.page.Title)
	fmt.Fprintf(n.stdout, "%s. Then link to it where readers need it; from %s that is [%s](%s).\n", next, path.Join(p.root, "index.md"), title, place)
}

// candidates are the pages that a relation can lead to, in reading order.
func (n *newPage) candidates(f kind.Field) []*handbook.Page {
	if f.Type != kind.Ref && f.Type != kind.Refs {
		return nil
	}
	var pages []*handbook.Page
	for _, p := range n.handbook.Pages {
		if !p.Draft && (len(f.To) == 0 || slices.Contains(f.To, p.Kind.Name)) { // a draft is not published, so nothing can lead to it
			pages = append(pages, p)
		}
	}
	return pages
}

// hasNoAnswer reports whether a field is a relation and there is no page that it
// could lead to.
func (n *newPage) hasNoAnswer(f kind.Field) bool {
	isRelation := f.Type == kind.Ref || f.Type == kind.Refs
	return isRelation && len(f.Values) == 0 && len(n.offered(f)) == 0
}

// offered are the candidates without specimens: those are in force nowhere, so that
// nothing follows them.
func (n *newPage) offered(f kind.Field) []*handbook.Page {
	return slices.DeleteFunc(slices.Clone(n.candidates(f)), func(p *handbook.Page) bool { return p.Values[kind.FieldSpecimen].Bool })
}

// related reports a relation that leads nowhere.
func (n *newPage) related(f kind.Field, value string) error {
	if f.Type != kind.Ref && f.Type != kind.Refs || slices.Contains(f.Values, value) {
		return nil
	}
	names := slices.Clone(f.Values)
	var called []string
	for _, p := range n.candidates(f) {
		if value == p.ID {
			return nil
		}
		if value == path.Base(p.ID) && len(f.To) > 0 {
			called = append(called, p.ID)
		}
		names = append(names, path.Base(p.ID), p.ID)
	}
	if number := kind.Number(value); number > 0 && len(called) == 0 {
		for _, to := range f.To {
			for _, p := range n.handbook.Numbered(to, number) {
				called = append(called, p.ID)
			}
		}
	}
	switch len(called) {
	case 0:
	case 1:
		return nil
	default:
		return fmt.Errorf("%s are both called %q; write the one that you mean", diag.List(called), value)
	}
	what := cmp.Or(strings.Join(f.To, " or "), "page")
	if near, ok := diag.Nearest(value, names); ok {
		return fmt.Errorf("there is no %s %q; did you mean %s?", what, value, near)
	}
	return fmt.Errorf("there is no %s %q", what, value)
}
