package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An explosive folder panics when one of its files is read, as the program would
// that fails on what is in it.
type explosive struct {
	fs.FS
	name string
}

func (e explosive) ReadFile(name string) ([]byte, error) {
	if name == e.name {
		panic("an internal law is broken")
	}
	return fs.ReadFile(e.FS, name)
}

func (e explosive) Open(name string) (fs.File, error) {
	if name == e.name {
		panic("an internal law is broken")
	}
	return e.FS.Open(name)
}

// TestMistakesOfTheProgramAreReported: with the file's name and a request to report
// them, beside all else that was found, with the machine's status; where it happened
// when people ask for it.
func TestMistakesOfTheProgramAreReported(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"content/index.md": "# Quay\n\n[Crew](crew.md) [Sums](sums.md)\n", "content/crew.md": "# Crew\n", "content/sums.md": "# Sums\n\n[none](none.md)\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{
		{"build", "-s", dir}, {"build", "-s", dir, "-v"}, {"check", "-s", dir}, {"check", "-s", dir, "--skip", "I001", filepath.Join(dir, "content/index.md")},
	} {
		var stdout, stderr bytes.Buffer
		a := &app{stdout: &stdout, stderr: &stderr, through: func(f fs.FS) fs.FS { return explosive{f, "crew.md"} }}
		status := a.run(t.Context(), args)
		said := stderr.String()
		if status != statusMachine || !strings.Contains(said, "content/crew.md: error: internal error: an internal law is broken [I001]") || !strings.Contains(said, "report it") {
			t.Errorf("%v: status %d, %s", args[0], status, said)
		}
		if len(args) < 5 && !strings.Contains(said, "content/sums.md:3:8: ") {
			t.Errorf("%v hides what is wrong with another page: %s", args[0], said)
		}
		if verbose := args[len(args)-1] == "-v"; verbose != strings.Contains(said, "goroutine ") {
			t.Errorf("%v: %s", args, said)
		}
		if _, err := os.Stat(filepath.Join(dir, "public", "index.html")); err == nil {
			t.Errorf("%v has published", args)
		}
	}
}

// What `go build` makes has no stamp, so it is told apart by its bytes.
func TestAProgramWithoutAStampIsItsBytes(t *testing.T) {
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func(stamp string) { buildID = stamp }(buildID)
	buildID = ""
	if got, want := program(), fmt.Sprintf("%x", sha256.Sum256(data)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
