package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/examine"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/ownfile"
	"waymark/internal/sections"
	"waymark/internal/site"
	"waymark/internal/source"
)

func (a *app) examineCommand() *cobra.Command {
	e := &examination{app: a}
	cmd := &cobra.Command{
		Use:   "examine [FILE|-]",
		Short: "Show what a vision or a strategy contains, and what is missing",
		Long: `Examine reads any Markdown file, in a handbook or not, and says what it is: a vision,
a strategy, both, or neither; which passages are its problem, its policy, its steps,
whatever they are called; and what is to be said of them, the three things that
matter most first. - reads standard input.

A text that does not say its status is judged as if people worked by it. Nothing that
is found makes the command fail.

With --write it asks, and then writes into the file's front matter what kind of text
it is and which of its headings mean what, so that every check knows.

  waymark examine STRATEGY.md
  pbpaste | waymark examine -`,
		RunE: func(cmd *cobra.Command, args []string) error { return e.run(cmd, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&e.format, "format", "text", "`text` or json")
	flags.BoolVar(&a.all, "all", false, "print every finding, not only the three that matter most, and those of check --nursery")
	flags.BoolVar(&e.write, "write", false, "write kind and sections into the front matter, after asking")
	flags.BoolVarP(&e.yes, "yes", "y", false, "with --write: don't ask")
	a.addToday(cmd)
	return cmd
}

// An examination is the examination of one text.
type examination struct {
	*app
	format     string
	write, yes bool
}

func (e *examination) run(cmd *cobra.Command, args []string) error {
	switch {
	case e.format != "text" && e.format != "json":
		return usage("--format is text or json, not %q", e.format)
	case e.write && e.format == "json":
		return usage("--write asks before it writes, so it goes with --format text only")
	}
	text, err := e.read(args)
	if err != nil {
		return err
	}
	report, err := e.examine(cmd, text)
	if err != nil {
		return err
	}
	if e.format == "json" {
		return e.printJSON(report)
	}
	fmt.Fprint(e.stdout, describe(text, report, colored(e.stdout), e.all))
	if e.write {
		return e.writeFront(cmd, text, report)
	}
	return nil
}

// read returns the text that the command line names.
func (e *examination) read(args []string) (*source.Text, error) {
	in, isFile := e.stdin.(*os.File)
	switch {
	case len(args) > 1:
		return nil, usage("examine reads one file, but was given %q, too", args[1])
	case len(args) == 0 && isFile && isTerminal(in):
		return nil, usage("name a Markdown file: waymark examine STRATEGY.md")
	case len(args) == 0 || args[0] == "-":
		data, err := io.ReadAll(io.LimitReader(e.stdin, source.MaxPage+1))
		if err != nil {
			return nil, fmt.Errorf("read standard input: %w", err)
		}
		if len(data) > source.MaxPage {
			return nil, usage("standard input has more than the %.0f MB of a page", source.MaxPage/1e6)
		}
		return source.NewText("standard input", data), nil
	}
	name := args[0]
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("there is no file %s", name)
	case err == nil && info.IsDir():
		return nil, usage("%s is a folder; name one file of it, or run `waymark check --source %s`", name, shellWord(name))
	case err == nil && !info.Mode().IsRegular():
		return nil, usage("%s is no ordinary file", name)
	case err == nil && info.Size() > source.MaxPage:
		return nil, usage("%s has more than the %.0f MB of a page", name, source.MaxPage/1e6)
	case err != nil:
		return nil, err
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return source.NewText(filepath.ToSlash(name), data), nil
}

// examine examines the text: as a page of the handbook that it lies in, if it is a
// vision or a strategy there, else by itself.
func (e *examination) examine(cmd *cobra.Command, text *source.Text) (examine.Report, error) {
	if e.hasHandbook() { // else none is needed, and a folder may be all of somebody's disk
		p, err := e.open(cmd.Context())
		if err != nil {
			return examine.Report{}, err
		}
		defer p.close()
		if report, ok, err := e.asPage(cmd, p, text); ok || err != nil {
			return report, err
		}
	}
	o, err := e.options(cmd)
	return examine.Text(text, o), err
}

// options say how a text is examined by itself: by the settings of the handbook that is
// meant, if there is one.
func (e *examination) options(cmd *cobra.Command) (o examine.Options, err error) {
	o = examine.Options{Library: libraryPages(), Nursery: e.all}
	if o.Today, err = e.day(); err != nil {
		return o, err
	}
	o.Settings, _ = handbook.ReadSettings(nil)
	if !e.hasHandbook() {
		return o, nil
	}
	p, err := e.open(cmd.Context())
	if err != nil {
		return o, err
	}
	defer p.close()
	if own, ds, err := site.Settings(p.contentFS(), p.root, ""); err == nil && diag.Count(ds, diag.Error) == 0 {
		o.Settings = own
	}
	return o, nil
}

// hasHandbook reports whether the folder that is meant has settings of a handbook.
func (a *app) hasHandbook() bool {
	for _, dir := range []string{filepath.Join(a.source, "content"), a.source} {
		if info, err := os.Stat(filepath.Join(dir, "handbook.yaml")); err == nil && info.Mode().IsRegular() {
			return true
		}
	}
	return false
}

// asPage examines the text as a page of the handbook. It is not ok if it is none, or
// one that no rule judges.
func (e *examination) asPage(cmd *cobra.Command, p *project, text *source.Text) (r examine.Report, ok bool, err error) {
	if !isBelow(text.Name, p.dir) {
		return r, false, nil
	}
	built, _, err := e.app.read(cmd.Context(), p)
	if built == nil || err != nil {
		return r, false, err
	}
	i := slices.IndexFunc(built.Judged, func(j check.Judged) bool { return p.fileName(j.Page.File()) == path.Clean(text.Name) })
	if i < 0 {
		return r, false, nil
	}
	j := built.Judged[i]
	return examine.Page(j.Page, text, j.Findings, built.Handbook.Settings), true, nil
}

// isMarkdownFile reports whether a name is that of an ordinary file of Markdown.
func isMarkdownFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular() && source.IsMarkdown(name)
}

// isBelow reports whether a file lies in a folder or below it.
func isBelow(name, dir string) bool {
	at, err := filepath.Abs(name)
	if err != nil {
		return false
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	below, err := filepath.Rel(full, at)
	return err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator))
}

// printJSON prints the report for programs.
func (e *examination) printJSON(r examine.Report) error {
	return e.encode(examined(r))
}

// An examinedText is a report as programs get it. Names are a promise.
type examinedText struct {
	Kind        string            `json:"kind"`
	Because     string            `json:"because,omitempty"`
	Lang        string            `json:"lang"`
	LangGuessed bool              `json:"langGuessed,omitempty"`
	Genre       string            `json:"genre,omitempty"`
	Sections    []examinedSection `json:"sections"`
	Actions     []examinedAction  `json:"actions"`
	Findings    []examinedFinding `json:"findings"`
}

type examinedSection struct {
	Role    string `json:"role"`
	Heading string `json:"heading,omitempty"`
	Line    int    `json:"line"`
	EndLine int    `json:"endLine"`
	How     string `json:"how"`
	Because string `json:"because,omitempty"`
}

type examinedAction struct {
	Text string   `json:"text"`
	Line int      `json:"line"`
	Who  []string `json:"who,omitempty"`
	By   string   `json:"by,omitempty"`
	Size string   `json:"size,omitempty"`
}

type examinedFinding struct {
	Code    string `json:"code"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Passage string `json:"passage,omitempty"`
	Teaches string `json:"teaches,omitempty"` // the page that teaches what is behind it
}

func examined(r examine.Report) examinedText {
	x := examinedText{
		Kind: r.Kind, Because: r.Because, Lang: r.Lang, LangGuessed: r.LangGuessed, Genre: r.Genre,
		Sections: []examinedSection{}, Actions: []examinedAction{}, Findings: []examinedFinding{}, // [] in JSON, not null
	}
	for _, f := range r.Found {
		x.Sections = append(x.Sections, examinedSection{string(f.Role), f.Title, f.Line, f.EndLine, string(f.How), f.Because})
	}
	for _, act := range r.Actions {
		x.Actions = append(x.Actions, examinedAction{act.Text, act.At.Line, act.Who, act.By, act.Size})
	}
	for _, f := range r.Findings {
		teaches := ""
		if f.Teacher != nil {
			teaches = f.Teacher.ID
		}
		x.Findings = append(x.Findings, examinedFinding{f.Code, f.Line, f.Column, f.Message, f.Hint, f.Passage, teaches})
	}
	return x
}

// writeFront writes the kind of the text, and what its own headings mean, into its
// front matter, after asking.
func (e *examination) writeFront(cmd *cobra.Command, text *source.Text, r examine.Report) error {
	if text.Name == "standard input" {
		return usage("--write needs a file to write to")
	}
	k := kind.Lookup(r.Kind)
	if k == nil {
		return usage("nothing was written: %s is %s, so it has no kind to write", text.Name, kinds[r.Kind])
	}
	lines := frontLines(text, k, r.Found)
	if len(lines) == 0 {
		fmt.Fprintln(e.stdout, "\nNothing to write: the front matter says it all, or the headings do.")
		return nil
	}
	written, ok := withFront(text, lines)
	if !ok {
		return usage("cannot edit the front matter of %s, because it is not YAML between lines of ---; add these lines yourself:\n%s", text.Name, strings.Join(lines, "\n"))
	}
	if !e.quiet {
		fmt.Fprintf(e.stdout, "\nTo be added to the front matter of %s:\n\n  %s\n\n", diag.Printable(text.Name), diag.Printable(strings.Join(lines, "\n  ")))
	}
	if err := e.confirm(cmd, "Write it? yes or no", "nothing was written", e.yes); err != nil {
		return err
	}
	return ownfile.Rewrite(filepath.FromSlash(text.Name), written)
}

// frontLines are the lines of YAML that say what was found out and is not said yet.
func frontLines(text *source.Text, k *kind.Kind, found []sections.Found) (lines []string) {
	front, _, _ := meta.Front(text)
	if kind.FieldKind.In(front).Type == meta.Absent {
		lines = append(lines, kind.FieldKind.String()+": "+k.Name)
	}
	if kind.FieldSections.In(front).Type != meta.Absent {
		return lines
	}
	var named []string
	for _, f := range found {
		if f.Heading >= 0 && f.Title != "" && f.How != sections.Exact && f.Section(k) != nil {
			named = append(named, "  "+strconv.Quote(f.Title)+": "+string(f.Role))
		}
	}
	slices.Sort(named)
	if named = slices.Compact(named); len(named) > 0 {
		lines = append(append(lines, kind.FieldSections.String()+":"), named...)
	}
	return lines
}

// withFront returns the text with lines at the end of its front matter, which is made
// if there is none. It is not ok if they cannot stand there.
func withFront(text *source.Text, lines []string) (written []byte, ok bool) {
	ending := "\n"
	if bytes.Contains(text.Data, []byte("\r\n")) {
		ending = "\r\n"
	}
	added := strings.Join(lines, ending) + ending
	front, body, ds := meta.Front(text)
	if front.Type == meta.Absent && len(ds) == 0 {
		return slices.Concat([]byte("---"+ending+added+"---"+ending+ending), text.Data), true
	}
	block := bytes.TrimRight(text.Data[:body], "\r\n")
	at := bytes.LastIndexByte(block, '\n') + 1
	isYAML := bytes.HasPrefix(text.Data, []byte("---")) && string(bytes.TrimRight(block[at:], " \t\r")) == "---"
	return slices.Concat(text.Data[:at], []byte(added), text.Data[at:]), isYAML && at > 0 && len(ds) == 0
}
