package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/ownfile"
	"waymark/internal/printout"
	"waymark/internal/site"
)

func (a *app) printCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "print [SECTION]",
		Short: "Write a section, or the whole handbook, as one HTML file for paper and PDF",
		Long: `Print combines pages into one self-contained HTML file. Style sheets and images are
inlined, and links between the pages work inside the file. Open it in a browser to
print it or to save it as PDF. Every page begins on a new sheet.

SECTION is the address or the file of a folder or a page, such as patterns or
guide/theme. Without it, the whole handbook is printed.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("print takes one section, as in: waymark print patterns")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.printOut(cmd, strings.Join(args, "")) },
	}
	a.addInput(cmd, "print drafts too")
	a.addToday(cmd)
	cmd.Flags().StringVarP(&a.output, "output", "o", "", "the `file` to write; - is standard output (default SECTION.html, or handbook.html)")
	return cmd
}

const nothingPrinted = "nothing was printed"

func (a *app) printOut(cmd *cobra.Command, section string) error {
	p, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	defer p.close()
	built, err := a.readErrors(cmd.Context(), p, nothingPrinted)
	if built == nil || err != nil || a.status != statusFine {
		return err
	}
	pages, names := built.Section(filepath.ToSlash(section))
	if len(pages) == 0 {
		return noSection(section, names)
	}
	out := a.output
	if out == "" {
		out = printedName(pages[0])
	}
	if err := replaceable(out); err != nil {
		return err
	}
	data, err := built.Printout(pages)
	if mistakes := site.Mistakes(err); mistakes != nil {
		return a.report(diag.Text, p.named(mistakes), nothingPrinted)
	}
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	if out == "-" {
		_, err := a.stdout.Write(data)
		return err
	}
	if err := ownfile.WriteRegular(out, data); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	if !a.quiet {
		fmt.Fprintf(a.stdout, "%s: %s. Open it in a browser to print it or to save it as PDF.\n", filepath.ToSlash(out), count(len(pages), "page"))
	}
	return nil
}

// noSection says why there is nothing to print. names are the sections that there are, or
// none if this one is empty.
func noSection(section string, names []string) error {
	near, ok := diag.Nearest(strings.Trim(section, "/"), names)
	switch {
	case len(names) == 0:
		return usage("%s has no listed pages to print", cmp.Or(section, "the handbook"))
	case ok && near != "":
		return usage("the handbook has no section %s; did you mean %s?", section, near)
	}
	return usage("the handbook has no section %s; `waymark list addresses` shows all pages", section)
}

// printedName is the default name of a printout.
func printedName(first *handbook.Page) string {
	name := path.Base(first.Address)
	if name == "/" {
		name = "handbook"
	}
	return name + ".html"
}

// replaceable refuses to overwrite a file that isn't a printout.
func replaceable(name string) error {
	if name == "-" {
		return nil
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	defer f.Close()
	head := make([]byte, 1024)
	n, _ := f.Read(head)
	if !bytes.Contains(head[:n], []byte(`content="`+printout.Generator+`"`)) {
		return usage("%s exists and isn't a printout; choose another file with --output FILE", filepath.ToSlash(name))
	}
	return nil
}
