package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Committed reports whether git tracks a folder or a file in it. Outside a
// repository nothing is tracked. The error says that git cannot tell: it is not
// installed, or does not trust the repository's owner.
func Committed(ctx context.Context, folder string) (bool, error) {
	if _, err := os.Lstat(folder); err != nil {
		return false, nil
	}
	parent := filepath.Dir(folder)
	listed, err := git{ctx, parent}.run("ls-files", "-z", "--cached", "--", filepath.Base(folder))
	if err == nil {
		return len(listed) > 0, nil
	}
	exit, failed := errors.AsType[*exec.ExitError](err)
	switch {
	case ctx.Err() != nil:
		return false, ctx.Err()
	case failed && strings.Contains(string(exit.Stderr), "not a git repository"):
		return false, nil
	case errors.Is(err, exec.ErrNotFound) && !isInRepository(parent):
		return false, nil
	case failed:
		said, _, _ := strings.Cut(strings.TrimSpace(string(exit.Stderr)), "\n")
		err = fmt.Errorf("git says: %s", said)
	}
	return false, err
}

// isInRepository reports whether a folder or one above it has a .git.
func isInRepository(dir string) bool {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return true
	}
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return true
		}
		if dir == filepath.Dir(dir) {
			return false
		}
		dir = filepath.Dir(dir)
	}
}
