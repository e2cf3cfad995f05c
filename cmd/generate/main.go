// Command generate writes a handbook of any size into a folder, for benchmarks
// and for trying Waymark out:
//
//	go run ./cmd/generate -pages 1000 -shape tree -kinds -seed 1 DIR
//
// The same flags write the same bytes. DIR must be empty or not exist. With
// -errors, the mistakes that were planted are printed, one a line.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"waymark/internal/generate"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run returns the exit status: 0 fine, 2 wrong usage, 3 the machine failed.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: generate [flags] DIR")
		flags.PrintDefaults()
	}
	var opt generate.Options
	flags.IntVar(&opt.Pages, "pages", 1000, "`number` of pages, section pages included")
	flags.Uint64Var(&opt.Seed, "seed", 1, "another `number` gives another handbook")
	flags.BoolVar(&opt.Kinds, "kinds", false, "write visions, strategies, decisions and so on, with relations")
	flags.IntVar(&opt.Words, "words", 0, "about so many words a page (default 600 to 900)")
	flags.IntVar(&opt.Errors, "errors", 0, "`number` of mistakes to plant")
	shape := flags.String("shape", "tree", strings.Join(generate.Shapes, ", "))
	if err := flags.Parse(args); err != nil {
		return 2
	}
	i := slices.Index(generate.Shapes, *shape)
	if i < 0 || opt.Pages < 1 || opt.Words < 0 || opt.Errors < 0 || flags.NArg() != 1 {
		flags.Usage()
		return 2
	}
	opt.Shape = generate.Shape(i)
	if err := generate.Write(flags.Arg(0), opt); err != nil {
		fmt.Fprintln(stderr, err)
		if errors.Is(err, fs.ErrExist) {
			return 2
		}
		return 3
	}
	for _, m := range generate.Mistakes(opt) {
		fmt.Fprintf(stdout, "%s:%d: %s\n", m.Path, m.Line, m.Code)
	}
	return 0
}
