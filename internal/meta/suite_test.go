package meta

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"waymark/internal/source"
)

func moduleDir(t *testing.T, module string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		t.Fatalf("go list -m %s: %v", module, err)
	}
	return strings.TrimSpace(string(out))
}

// TestYAMLSuite reads the YAML test suite that comes with goccy/go-yaml:
// nothing in it brings us down, and nothing that it calls wrong is taken, but for
// what the library itself lists as taken.
func TestYAMLSuite(t *testing.T) {
	dir := moduleDir(t, "github.com/goccy/go-yaml")
	list, err := os.ReadFile(filepath.Join(dir, "yaml_test_suite_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	suite := filepath.Join(dir, "testdata", "yaml-test-suite")
	documents, wrong := 0, 0
	err = filepath.WalkDir(suite, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "in.yaml" {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		documents++
		_, ds := YAML(source.NewText("in.yaml", data), "C001")
		if _, err := os.Stat(filepath.Join(filepath.Dir(p), "error")); err != nil {
			return nil
		}
		wrong++
		name, _ := filepath.Rel(suite, filepath.Dir(p))
		if len(ds) == 0 && !strings.Contains(string(list), strconv.Quote(filepath.ToSlash(name))) {
			t.Errorf("%s is wrong, and was taken", name)
		}
		return nil
	})
	if err != nil || documents < 300 || wrong < 80 {
		t.Fatalf("%d documents, %d of them wrong, %v; has the suite moved?", documents, wrong, err)
	}
}

// TestTOMLSuite reads the documents of the TOML test suite that
// pelletier/go-toml holds as tests: every valid one is taken, every wrong one
// refused.
func TestTOMLSuite(t *testing.T) {
	file := filepath.Join(moduleDir(t, "github.com/pelletier/go-toml/v2"), "toml_testgen_test.go")
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	valid, invalid := 0, 0
	for _, decl := range parsed.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || !strings.HasPrefix(f.Name.Name, "TestTOMLTest_") {
			continue
		}
		input, ok := firstString(f)
		if !ok || strings.Contains(input, "\n+++") || strings.HasSuffix(input, "\r") { // in a block, a line end follows
			continue
		}
		text := source.NewText("a.md", []byte("+++\n"+input+"\n+++\n"))
		ds := CheckUTF8(text)
		if len(ds) == 0 {
			_, _, ds = Front(text)
		}
		if strings.HasPrefix(f.Name.Name, "TestTOMLTest_Valid_") {
			valid++
			if len(ds) > 0 {
				t.Errorf("%s was refused: %v", f.Name.Name, ds)
			}
			continue
		}
		invalid++
		if len(ds) == 0 {
			t.Errorf("%s was taken", f.Name.Name)
		}
	}
	if valid < 150 || invalid < 400 {
		t.Fatalf("%d valid documents and %d others; has the suite moved?", valid, invalid)
	}
}

// firstString returns the text of the first variable of a test, its input.
func firstString(f *ast.FuncDecl) (text string, ok bool) {
	ast.Inspect(f, func(n ast.Node) bool {
		if lit, is := n.(*ast.BasicLit); is && lit.Kind == token.STRING && !ok {
			text, _ = strconv.Unquote(lit.Value)
			ok = true
		}
		return !ok
	})
	return text, ok
}
