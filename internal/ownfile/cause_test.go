package ownfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCauseNamesNoPath(t *testing.T) {
	dir := t.TempDir()
	missing := filepath.Join(dir, "missing")
	_, opened := os.Open(missing)
	for what, err := range map[string]error{
		"open":    opened,
		"rename":  os.Rename(missing, filepath.Join(dir, "new")),
		"wrapped": fmt.Errorf("read %s: %w", missing, opened),
	} {
		if cause := Cause(err); !errors.Is(cause, fs.ErrNotExist) || strings.Contains(cause.Error(), dir) {
			t.Errorf("%s: %v", what, cause)
		}
	}
	if plain := errors.New("plain"); Cause(plain) != plain {
		t.Error("an error without a path is another")
	}
}

func TestAFileBelowAFileIsMissing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{file: false, file + "2": true, filepath.Join(file, "below"): true} {
		if _, err := os.Lstat(name); IsMissing(err) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
