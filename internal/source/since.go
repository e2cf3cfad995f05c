package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

// Changes are lines that are other than they were, by file.
type Changes map[string][]lineRange

type lineRange struct{ first, last int }

// Has reports whether a line of a file is among the changes; line 0 is the whole file,
// which has changed when any of its lines has.
func (c Changes) Has(file string, line int) bool {
	for _, r := range c[file] {
		if line == 0 || r.first <= line && line <= r.last {
			return true
		}
	}
	return false
}

// everyLine is more lines than a file has.
const everyLine = 1 << 30

// Since returns the lines of the files below dir that are other than in a revision of
// git, by path below dir. Every line of a file that git does not know is; of a file
// that was moved, those that were changed with it. The error is git's, or says that
// there is no such revision.
func Since(ctx context.Context, dir, revision string) (Changes, error) {
	g := git{ctx, dir}
	commit, err := g.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		if said, _, _ := strings.Cut(strings.TrimSpace(string(exit.Stderr)), "\n"); said != "" {
			return nil, fmt.Errorf("git says: %s", said)
		}
		return nil, fmt.Errorf("git knows no revision %q here", revision)
	}
	if err != nil {
		return nil, err
	}
	prefix, err := g.run("rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	diff, err := g.run("-c", "core.quotePath=false", "diff", "--unified=0", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/",
		"--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules", string(bytes.TrimSpace(commit)), "--", ".")
	if err != nil {
		return nil, err
	}
	changes := readDiff(diff, strings.TrimSuffix(string(prefix), "\n"))
	unknown, err := g.run("ls-files", "--others", "--exclude-standard", "-z", "--", ".")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(string(unknown), "\x00") {
		if name != "" {
			changes[name] = []lineRange{{1, everyLine}}
		}
	}
	return changes, nil
}

// hunk is the head of a stretch of a diff without context: where it begins in the new
// file, and how many lines it has there if that is not one.
var hunk = regexp.MustCompile(`^@@ -[0-9,]+ \+([0-9]+)(?:,([0-9]+))? @@`)

// readDiff reads a diff without context. Lines that were only taken out leave none.
func readDiff(diff []byte, prefix string) Changes {
	changes := make(Changes)
	file, left := "", 0
	for line := range bytes.Lines(diff) {
		text := strings.TrimSuffix(string(line), "\n")
		if left > 0 && strings.HasPrefix(text, "+") { // a line of the file may look like a head
			left--
			continue
		}
		if name, ok := strings.CutPrefix(text, "+++ "); ok {
			file = strings.TrimPrefix(strings.TrimPrefix(unquoted(name), "b/"), prefix)
			continue
		}
		m := hunk.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		first, _ := strconv.Atoi(m[1]) // git has written digits
		left = 1
		if m[2] != "" {
			left, _ = strconv.Atoi(m[2])
		}
		if left > 0 {
			changes[file] = append(changes[file], lineRange{first, first + left - 1})
		}
	}
	return changes
}

// unquoted returns a path as git writes it in a diff: in quotes if it holds any, or
// what no terminal shows, and with a tab behind it if it holds a space.
func unquoted(name string) string {
	name = strings.TrimSuffix(name, "\t")
	if plain, err := strconv.Unquote(name); err == nil {
		return plain
	}
	return name
}
