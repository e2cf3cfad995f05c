package main

import (
	"os"
	"regexp"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// manCommand writes the man pages of a release. Users meet them with `man`.
func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "Write the man pages of all commands into a folder",
		Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("man takes one folder to write to")
			}
			if err := os.MkdirAll(args[0], 0o777); err != nil {
				return err
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true
			showColumns(root)
			// Their day is SOURCE_DATE_EPOCH's, so that a release has the same bytes.
			return doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "waymark", Manual: "Waymark"}, args[0])
		},
	}
}

// showColumns makes what help texts show in columns, indented by two spaces, what
// the generator of man pages takes for a block whose lines and spaces stay.
func showColumns(cmd *cobra.Command) {
	cmd.Long = indented.ReplaceAllString(cmd.Long, "      ")
	for _, sub := range cmd.Commands() {
		showColumns(sub)
	}
}

var indented = regexp.MustCompile(`(?m)^  `)
