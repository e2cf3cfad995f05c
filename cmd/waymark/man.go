//go:build man

package main

import (
	"os"
	"regexp"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// With this tag, with which cmd/release builds it once, the program writes the man
// pages of all its commands into a folder: waymark man DIR. Users need no such
// command, and what it takes from cobra would be 600 KB of theirs.
func init() {
	more = append(more, &cobra.Command{
		Use:    "man DIR",
		Args:   cobra.ExactArgs(1),
		Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o777); err != nil {
				return err
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true
			showColumns(root)
			// Their day is SOURCE_DATE_EPOCH's, so that a release has the same bytes.
			return doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "waymark", Manual: "Waymark"}, args[0])
		},
	})
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
