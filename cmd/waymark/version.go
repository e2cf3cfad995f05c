package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.stdout, versionLine())
			return err
		},
	}
}

func versionLine() string {
	line := fmt.Sprintf("waymark %s, %s %s/%s", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	if madeFrom != "" {
		line += ", from " + madeFrom
	}
	return line
}

// madeFrom is where others can fetch the program's source, as OWNER/REPO@REV. make
// stamps the program with it if that is a public place.
var madeFrom string

// released is the version of a release, which cmd/release stamps it with.
var released string

// version is that of the release or of the module, or the commit that it was built
// from.
func version() string {
	if released != "" {
		return released
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "commit " + s.Value[:min(12, len(s.Value))]
		}
	}
	return "development build"
}
