package publish

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
)

// A tree is a set of outputs that can lie in one folder together.
type tree struct {
	outputs []Output
	index   map[string]int  // by path
	folders map[string]bool // all folders above outputs
}

// arrange checks the paths of outputs. Its errors are mistakes of the program:
// what an author calls a page was checked long before.
func arrange(outputs []Output) (tree, error) {
	t := tree{outputs, make(map[string]int, len(outputs)), make(map[string]bool)}
	for i, o := range outputs {
		if err := checkPath(o.Path); err != nil {
			return tree{}, fmt.Errorf("publish: %w", err)
		}
		if _, ok := t.index[o.Path]; ok {
			return tree{}, fmt.Errorf("publish: two outputs at %q", o.Path)
		}
		t.index[o.Path] = i
		for dir := path.Dir(o.Path); dir != "." && !t.folders[dir]; dir = path.Dir(dir) {
			t.folders[dir] = true
		}
	}
	for _, o := range outputs {
		if t.folders[o.Path] {
			return tree{}, fmt.Errorf("publish: %q is an output and the folder of another", o.Path)
		}
	}
	return t, nil
}

// checkPath returns an error if a path leads out of the output folder, cannot
// be a path here, or is no business of ours.
func checkPath(p string) error {
	if _, err := filepath.Localize(p); err != nil || p == "." {
		return fmt.Errorf("%q is no path for an output", p)
	}
	first, _, _ := strings.Cut(p, "/")
	if strings.EqualFold(first, ownFolder) {
		return fmt.Errorf("no output may be in %s", first)
	}
	for part := range strings.SplitSeq(p, "/") {
		if strings.EqualFold(part, ".git") {
			return fmt.Errorf("no output may be in %s", part)
		}
	}
	return nil
}
