package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"waymark/internal/generate"
)

// TestMain is the program itself when it is called waymark, stamped with a build id
// as `make` does it.
func TestMain(m *testing.M) {
	buildID = "tests"
	testscript.Main(m, map[string]func(){"waymark": main})
}

// TestScript runs testdata/script: the command line and whole sites, as users
// meet them. Beside testscript's own commands a script has
//
//	status N waymark …     the command ends with exactly this status
//	same DIR DIR           two folders hold the same files, byte for byte
//	snapshot DIR           remembers a folder
//	unchanged DIR          it still is what it was at the snapshot
//	handbook DIR N [SEED]  writes a generated handbook of N pages
//	bytes FILE TEXT        writes a file; Go's escapes work, as in "\xff"
//	sized FILE N           writes a file of N bytes
//	files DIR              prints the files of a folder, a line each
//
// Each of its commands is a process, so -short runs a few that are quick.
func TestScript(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		scripts = nil
		for _, name := range strings.Fields("build cli-base-url cli-explain json-syntax-error links-become-addresses new-asks settings-nav theme-unused titles") {
			scripts = append(scripts, "testdata/script/"+name+".txtar")
		}
	}
	testscript.Run(t, testscript.Params{
		Files:               scripts,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status": status, "same": same, "snapshot": snapshot, "unchanged": unchanged,
			"handbook": writeHandbook, "bytes": writeBytes, "sized": writeSized, "files": listFiles,
		},
	})
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command …")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("status %s, want %s", got, args[0])
	}
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same DIR DIR")
	}
	diff := difference(tree(ts, args[0]), tree(ts, args[1]))
	if neg != (diff != "") {
		ts.Fatalf("%s and %s: %s", args[0], args[1], diff)
	}
}

func snapshot(ts *testscript.TestScript, neg bool, args []string) {
	dir := filepath.Join(ts.Getenv("WORK"), ".snapshots", strings.ReplaceAll(args[0], "/", "_"))
	ts.Check(os.RemoveAll(dir))
	ts.Check(os.MkdirAll(dir, 0o777))
	if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
		ts.Check(os.CopyFS(filepath.Join(dir, "tree"), os.DirFS(ts.MkAbs(args[0]))))
	}
}

func unchanged(ts *testscript.TestScript, neg bool, args []string) {
	dir := filepath.Join(ts.Getenv("WORK"), ".snapshots", strings.ReplaceAll(args[0], "/", "_"), "tree")
	if diff := difference(tree(ts, dir), tree(ts, args[0])); diff != "" {
		ts.Fatalf("%s is not what it was: %s", args[0], diff)
	}
}

func writeHandbook(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: handbook DIR PAGES [SEED]")
	}
	opt := generate.Options{Seed: 1, Kinds: true, Words: 80}
	fmt.Sscan(args[1], &opt.Pages)
	if len(args) > 2 {
		fmt.Sscan(args[2], &opt.Seed)
	}
	ts.Check(generate.Write(ts.MkAbs(args[0]), opt))
}

func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	var text string
	if _, err := fmt.Sscanf(`"`+strings.Join(args[1:], " ")+`"`, "%q", &text); err != nil {
		ts.Fatalf("bytes: %v", err)
	}
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o777))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

func writeSized(ts *testscript.TestScript, neg bool, args []string) {
	var size int
	if len(args) != 2 {
		ts.Fatalf("usage: sized FILE N")
	}
	fmt.Sscan(args[1], &size)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), make([]byte, size), 0o666))
}

func listFiles(ts *testscript.TestScript, neg bool, args []string) {
	files := tree(ts, args[0])
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	fmt.Fprintln(ts.Stdout(), strings.Join(names, "\n"))
}

// tree reads a folder: contents of files, and where links lead, by path. The
// lock of a build that is over is no part of it.
func tree(ts *testscript.TestScript, dir string) map[string]string {
	root := ts.MkAbs(dir)
	files := make(map[string]string)
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(root, p)
		if filepath.ToSlash(name) == ".waymark/lock" {
			return nil
		}
		if d.Type()&fs.ModeSymlink != 0 {
			to, err := os.Readlink(p)
			files[name] = "→ " + to
			return err
		}
		data, err := os.ReadFile(p)
		files[name] = string(data)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		ts.Fatalf("%v", err)
	}
	return files
}

// difference says in what two trees differ, or nothing.
func difference(a, b map[string]string) string {
	var lines []string
	for name, text := range a {
		other, ok := b[name]
		switch {
		case !ok:
			lines = append(lines, "only in the first: "+name)
		case other != text:
			lines = append(lines, "different: "+name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			lines = append(lines, "only in the second: "+name)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines[:min(len(lines), 20)], "\n")
}
