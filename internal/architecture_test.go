// Package internal holds the test that keeps the architecture as the README
// draws it.
package internal

import (
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "waymark"

// TestPackagesImportOnlyWhatTheMapAllows reads the package map of the README: a
// package may import what stands in its last column, and what those may.
func TestPackagesImportOnlyWhatTheMapAllows(t *testing.T) {
	allowed := packageMap(t)
	for _, p := range packages(t, "./...") {
		name, internal := strings.CutPrefix(p.ImportPath, module+"/internal/")
		if !internal {
			continue
		}
		if _, known := allowed[name]; !known {
			t.Errorf("package %s is not in the README's map", name)
		}
		for _, imported := range p.Imports {
			other, internal := strings.CutPrefix(imported, module+"/internal/")
			switch {
			case internal && !slices.Contains(reach(allowed, name), other):
				t.Errorf("%s imports %s, which the README's map does not allow", name, other)
			case strings.HasPrefix(imported, module+"/") && !internal:
				t.Errorf("%s imports %s: internal/ knows neither the handbook nor the theme of this repository", name, imported)
			}
		}
	}
}

// TestMapOfPackagesFollowsTheData keeps the map in an order in which a package
// comes after everything that it may import.
func TestMapOfPackagesFollowsTheData(t *testing.T) {
	var seen []string
	for _, row := range rows(t) {
		for _, name := range row.may {
			if !slices.Contains(seen, name) {
				t.Errorf("%s stands above %s, which it may import", row.name, name)
			}
		}
		seen = append(seen, row.name)
		if _, err := os.Stat(row.name); err != nil {
			t.Errorf("the README's map names %s, which does not exist", row.name)
		}
	}
}

// TestWhatMakesOutputsKnowsNoMachine is a part of invariants 3 and 7: from the
// text of a file to the bytes of an output no package can ask the disk, the
// network, the environment, chance, or a clock. (time is there for dates, and
// source and cache are the edge that reads for them.)
func TestWhatMakesOutputsKnowsNoMachine(t *testing.T) {
	pure := strings.Fields("diag meta wording diagram page kind choose handbook view draw search export")
	forbidden := strings.Fields("os os/exec os/user net net/http math/rand math/rand/v2 crypto/rand runtime syscall path/filepath")
	for _, p := range packages(t, "./...") {
		name, _ := strings.CutPrefix(p.ImportPath, module+"/internal/")
		if !slices.Contains(pure, name) {
			continue
		}
		for _, imported := range p.Imports {
			if slices.Contains(forbidden, imported) {
				t.Errorf("%s imports %s", name, imported)
			}
		}
		files, err := filepath.Glob(filepath.Join(name, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files, %v", name, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(file, "_test.go") && clock.Match(text) {
				t.Errorf("%s asks for the time: %s", file, clock.Find(text))
			}
		}
	}
}

var clock = regexp.MustCompile(`time\.(Now|Since|Until|After|Tick|Local)\b`)

// TestTopLevelIsAsAgreed keeps stray files and folders out of the top level.
func TestTopLevelIsAsAgreed(t *testing.T) {
	agreed := strings.Fields("cmd content themes internal public go.mod go.sum Makefile README.md LICENSE CONTRIBUTING.md CHANGELOG.md")
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(agreed, e.Name()) {
			t.Errorf("%s is at the top level, which is %s and dot files", e.Name(), strings.Join(agreed, " "))
		}
	}
}

type row struct {
	name string
	may  []string
}

func rows(t *testing.T) []row {
	t.Helper()
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile("(?m)^\\| `(\\w+)` \\|[^|]*\\|([^|]*)\\|$")
	var list []row
	for _, m := range line.FindAllSubmatch(readme, -1) {
		may := strings.FieldsFunc(string(m[2]), func(r rune) bool { return r == ',' || r == ' ' })
		list = append(list, row{string(m[1]), may})
	}
	if len(list) < 10 {
		t.Fatalf("the README's map has %d packages; has its form changed?", len(list))
	}
	return list
}

func packageMap(t *testing.T) map[string][]string {
	m := make(map[string][]string)
	for _, r := range rows(t) {
		m[r.name] = r.may
	}
	return m
}

// reach returns what a package may import: its own column, and theirs.
func reach(allowed map[string][]string, name string) []string {
	var all []string
	for _, direct := range allowed[name] {
		all = append(all, direct)
		all = append(all, reach(allowed, direct)...)
	}
	return all
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T, pattern string) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", path.Join(module, pattern)).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p goPackage
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}
