package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/diag"
	"waymark/internal/export"
	"waymark/internal/kind"
	"waymark/internal/ownfile"
	"waymark/internal/scaffold"
)

func (a *app) schemaCommand() *cobra.Command {
	var all string
	cmd := &cobra.Command{
		Use:   "schema [KIND | settings | handbook.json]",
		Short: "Print a JSON Schema of front matter, settings or handbook.json",
		Long: `Schema prints a JSON Schema (draft 2020-12): of the front matter of a kind of
pages, of pages of any kind, or of handbook.yaml. Editors complete and check by it.
Programs that read a published handbook.json have one, too.

  waymark schema                  pages of any kind, by what they say in ` + "`kind`" + `
  waymark schema vision           visions
  waymark schema settings         content/handbook.yaml
  waymark schema handbook.json    what a build writes for programs

With --all those for editors are written to a folder, where only files that it made
itself are replaced.`,
		ValidArgs: append(kindNames(), settingsName, catalogueName),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case all != "" && len(args) > 0:
				return usage("--all writes every schema for editors; leave %q out", args[0])
			case all != "":
				return writeSchemas(all)
			case len(args) > 1:
				return usage("schema takes one kind, but was given %q too", args[1])
			case len(args) == 0:
				return a.print(scaffold.AnySchema())
			case args[0] == settingsName:
				return a.print(scaffold.SettingsSchema())
			case args[0] == catalogueName:
				return a.print(export.CatalogueSchema())
			}
			k, err := lookupKind(args[0], settingsName, catalogueName)
			if err != nil {
				return err
			}
			return a.print(scaffold.Schema(k))
		},
	}
	cmd.Flags().StringVar(&all, "all", "", "write all schemas for editors to the `folder`")
	return cmd
}

// writeSchemas writes all schemas for editors to a folder. What it made itself is made
// anew. A folder below the working folder, such as a cloned repository's .vscode, is not
// reached through a link.
func writeSchemas(dir string) error {
	base, below := dir, ""
	if filepath.IsLocal(dir) {
		base, below = ".", filepath.ToSlash(dir)
	}
	var missing []scaffold.File
	for _, f := range scaffold.Schemas() {
		f.Path = path.Join(below, f.Path)
		name := filepath.Join(base, filepath.FromSlash(f.Path))
		old, err := ownfile.ReadRegular(name)
		switch {
		case err != nil || !bytes.Contains(old, []byte(scaffold.Mark)):
			missing = append(missing, f) // or in the way, as Write will say
		case !bytes.Equal(old, f.Data):
			if err := scaffold.Replace(base, f); err != nil {
				return written(err)
			}
		}
	}
	return written(scaffold.Write(base, missing))
}

// written says of files in the way that it is for the author to choose.
func written(err error) error {
	if exists, ok := errors.AsType[*scaffold.ExistsError](err); ok {
		return usage("%v", exists)
	}
	if link, ok := errors.AsType[*ownfile.Obstacle](err); ok && link.IsLink() {
		return usage("%v, and Waymark writes through no link; nothing was written", link)
	}
	return err
}

// What has a schema and is no kind.
const (
	settingsName  = "settings"
	catalogueName = "handbook.json"
)

func (a *app) print(data []byte) error {
	_, err := a.stdout.Write(data)
	return err
}

// encode prints a value as JSON for programs and for people.
func (a *app) encode(value any) error {
	e := json.NewEncoder(a.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}

func kindNames() []string {
	var names []string
	for _, k := range kind.Kinds {
		names = append(names, k.Name)
	}
	return names
}

// lookupKind finds a kind by its name, its plural or what else people call it.
// more are other words that could have been meant.
func lookupKind(name string, more ...string) (*kind.Kind, error) {
	for _, k := range kind.Kinds {
		for _, called := range append([]string{k.Name, k.Plural}, k.Also...) {
			if strings.EqualFold(name, called) {
				return k, nil
			}
		}
	}
	words := append(kindNames(), more...)
	if near, ok := diag.Nearest(name, words); ok {
		return nil, usage("there is no kind %q; did you mean %s?", name, near)
	}
	return nil, usage("there is no kind %q; there are %s", name, strings.Join(words, ", "))
}
