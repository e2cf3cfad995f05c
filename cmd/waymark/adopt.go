package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/scaffold"
	"waymark/internal/source"
)

// adopt writes handbook.yaml into a folder that was made for another tool, with
// what keeps it from being judged as a handbook.
func (n *newHandbook) adopt(cmd *cobra.Command) error {
	for _, name := range []string{"from", "bare", "base-url", "host", "tool"} {
		if cmd.Flags().Changed(name) {
			return usage("--%s has no meaning with --adopt, which writes handbook.yaml and nothing else", name)
		}
	}
	at := filepath.Join(n.dir, "content")
	if info, err := os.Stat(at); err != nil || !info.IsDir() {
		at = n.dir
	}
	if info, err := os.Stat(at); err != nil || !info.IsDir() {
		return usage("there is no folder %s to adopt", n.dir)
	}
	root, err := os.OpenRoot(at)
	if err != nil {
		return err
	}
	defer root.Close()
	if !hasMarkdown(source.FS(root)) {
		return usage("there is no Markdown in %s to adopt; `waymark init` makes a handbook to start from", n.dir)
	}
	settings := scaffold.Adopted(n.title)
	err = scaffold.Write(at, []scaffold.File{settings})
	if exists := (*scaffold.ExistsError)(nil); errors.As(err, &exists) {
		return usage("%s exists already, and is never overwritten; add this line to it: adopted: true", filepath.ToSlash(filepath.Join(at, settings.Path)))
	}
	if err := written(err); err != nil || n.quiet {
		return err
	}
	fmt.Fprintf(n.stdout, "%s, with adopted: true\n", filepath.ToSlash(filepath.Join(at, settings.Path)))
	output := ""
	if at == n.dir {
		output = " --output " + shellWord(filepath.ToSlash(besides(n.dir)))
	}
	fmt.Fprintf(n.stdout, "Nothing in the folder's files stops a build. When they are cleared up, remove that line.\nNext:\n  waymark serve --open%[1]s\n  waymark check%[1]s\n  waymark build%[1]s%[2]s\n", n.flag(), output)
	return nil
}

// isUsualName reports whether a folder's name says no more than that documentation
// is in it.
func isUsualName(folder string) bool {
	return slices.Contains([]string{"doc", "docs", "documentation", "wiki", "content"}, strings.ToLower(folder))
}
