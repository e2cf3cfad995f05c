package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestCodesAreOrderedAndExplained(t *testing.T) {
	shape := regexp.MustCompile(`^[A-Z][0-9]{3}$`)
	name := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	last := map[byte]string{}
	for _, c := range Codes {
		switch {
		case !shape.MatchString(c.Code):
			t.Errorf("%q has not the shape of a code", c.Code)
		case c.Code <= last[c.Code[0]]:
			t.Errorf("%s stands after %s", c.Code, last[c.Code[0]])
		case !name.MatchString(c.Name):
			t.Errorf("%s: the name %q is not lower case with hyphens", c.Code, c.Name)
		case seen[c.Name]:
			t.Errorf("%s: the name %s is taken", c.Code, c.Name)
		case len(c.Explain) < 30 || !strings.HasSuffix(c.Explain, "."):
			t.Errorf("%s: %q explains nothing", c.Code, c.Explain)
		}
		last[c.Code[0]], seen[c.Name] = c.Code, true
		if got, ok := Lookup(c.Code); !ok || got != c {
			t.Errorf("Lookup(%s) = %v, %v", c.Code, got, ok)
		}
	}
}

// What stops a folder that was made for another tool is the end of a trial, so
// nothing that its files say may. These are the codes of the machine, the command
// line, the settings and the theme.
func TestNoTextStopsAnAdoptedFolder(t *testing.T) {
	stops := regexp.MustCompile(`^(B0|C0|T0|I0)`)
	for _, c := range Codes {
		switch {
		case c.Adopted > c.Severity:
			t.Errorf("%s is worse in an adopted folder: %s", c.Code, c.severities())
		case c.Adopted == Error && !stops.MatchString(c.Code):
			t.Errorf("%s stops an adopted folder", c.Code)
		case c.Severity != Off && c.Adopted == Off:
			t.Errorf("%s is silent in an adopted folder", c.Code)
		}
	}
}

func TestEveryReportedCodeIsInTheTable(t *testing.T) {
	for _, use := range codeLiterals(t) {
		if _, ok := Lookup(use.code); use.reported && !ok {
			t.Errorf("%s: %s is not in Codes, so diag.New panics", use.at, use.code)
		}
	}
}

// A code that nothing reports is a promise that nobody keeps.
func TestEveryCodeIsReported(t *testing.T) {
	used := map[string]bool{}
	for _, use := range codeLiterals(t) {
		used[use.code] = true
	}
	for _, c := range Codes {
		if !used[c.Code] && c.Code != Internal { // which Catch reports
			t.Errorf("nothing reports %s", c.Code)
		}
	}
}

type codeLiteral struct {
	code     string
	at       token.Position
	reported bool // it is given to diag.New as it is
}

// codeLiterals returns the string literals in the program that look like codes.
// Tests are left out, this package, and package generate, which makes mistakes
// on purpose.
func codeLiterals(t *testing.T) []codeLiteral {
	t.Helper()
	const root = "../.."
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatal(err)
	}
	var found []codeLiteral
	shape := regexp.MustCompile(`^[A-Z][0-9]{3}$`)
	files := token.NewFileSet()
	add := func(n ast.Expr, reported bool) {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return
		}
		if code, err := strconv.Unquote(lit.Value); err == nil && (reported || shape.MatchString(code)) {
			found = append(found, codeLiteral{code, files.Position(lit.Pos()), reported})
		}
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path == filepath.Join(root, "internal", "diag"),
			path == filepath.Join(root, "internal", "generate"),
			d.IsDir() && path != root && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if isNew(n.Fun) && len(n.Args) > 0 {
					add(n.Args[0], true)
				}
			case *ast.BasicLit:
				add(n, false)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func isNew(fun ast.Expr) bool {
	s, ok := fun.(*ast.SelectorExpr)
	if !ok || s.Sel.Name != "New" {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == "diag"
}
