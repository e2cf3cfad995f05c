package internal

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/internal/kind"
)

// TestFieldsAreNotNamedByStrings keeps the names of fields, sections, relations
// and statuses values of package kind. Where its types reach, a misspelt name
// doesn't compile; this test finds strings in the places they don't reach: the
// text of a value compared with a literal, a literal as the key of a tree, and a
// name spelled out again.
func TestFieldsAreNotNamedByStrings(t *testing.T) {
	if testing.Short() {
		t.Skip("it type-checks every package")
	}
	for _, p := range typedPackages(t, listExports(t)) {
		for _, found := range p.namesInStrings() {
			t.Error(found)
		}
	}
}

// TestStringsThatNameFieldsAreFound shows the test above what it is for.
func TestStringsThatNameFieldsAreFound(t *testing.T) {
	const prelude = `package p
import ("slices"; "strings"; "waymark/internal/handbook"; "waymark/internal/kind"; "waymark/internal/meta")
var _, _, _ = slices.Contains[[]string], strings.EqualFold, meta.Absent
func f(h *handbook.Handbook, p *handbook.Page, v kind.Values, f *kind.Field) any {
	const retired = "retired"
	return `
	listed := listExports(t)
	for code, want := range map[string]bool{
		`p.Values[kind.FieldStatus].Text == "supersedet"`:                          true,
		`retired != p.Status().String()`:                                           true,
		`f.Name.String() == "reviewed"`:                                            true,
		`func() int { switch v[kind.FieldOf].Text { case "vison": }; return 0 }()`: true,
		`slices.Contains(f.Values, "agreed")`:                                      true,
		`strings.EqualFold(p.Kind.Sections[0].Name.String(), "problem")`:           true,
		`p.Meta.Get("statment")`:                                                   true,
		`kind.Lookup("stategy")`:                                                   true,
		`h.Numbered("decison", 12)`:                                                true,
		`map[string]int{"review_by": 1}`:                                           true,
		`"Guiding policy"`:                                                         true,
		`"strategy.vision"`:                                                        true,

		`v[kind.FieldStatus].Word() == kind.StatusRetired`:                 false,
		`v[kind.FieldStatus].Text == ""`:                                   false,
		`kind.FieldStatus.In(p.Meta).Text`:                                 false,
		`"set review_by to a day within six months"`:                       false,
		`p.ID == "strategies/retired"`:                                     false,
		`p.Kind.Relation(kind.FieldVision) == kind.RelationStrategyVision`: false,
	} {
		found := typedSource(t, listed, prelude+code+"\n}\n").namesInStrings()
		if (len(found) > 0) != want {
			t.Errorf("%s: found %q", code, found)
		}
	}
}

// foreign are the files that read what other programs call their fields.
var foreign = []string{
	"scaffold/docusaurus.go", "scaffold/gitbook.go", "scaffold/hugo.go", "scaffold/hugoaddress.go", "scaffold/hugolang.go",
	"scaffold/mdbook.go", "scaffold/mkdocs.go", "scaffold/mkmarkup.go", "scaffold/workflow.go",
}

// A typedPackage is one with what the type checker knows.
type typedPackage struct {
	path  string
	fset  *token.FileSet
	files []*ast.File
	info  *types.Info
}

// namesInStrings returns where the package names something of kind by a string.
func (p *typedPackage) namesInStrings() []string {
	var found []string
	report := func(at ast.Node, format string, args ...any) {
		found = append(found, fmt.Sprintf("%s: %s", p.fset.Position(at.Pos()), fmt.Sprintf(format, args...)))
	}
	for _, file := range p.files {
		isForeign := slices.ContainsFunc(foreign, func(name string) bool {
			return strings.HasSuffix(filepath.ToSlash(p.fset.Position(file.Pos()).Filename), "/"+name)
		})
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if n.Op == token.EQL || n.Op == token.NEQ {
					p.compare(n.X, n.Y, report)
					p.compare(n.Y, n.X, report)
				}
			case *ast.SwitchStmt:
				p.compareCases(n, report)
			case *ast.CallExpr:
				p.call(n, isForeign, report)
			case *ast.BasicLit:
				if text := p.text(n); slices.Contains(distinctNames, text) {
					report(n, "%q is a name of package kind", text)
				}
			}
			return true
		})
	}
	return found
}

type reporter func(at ast.Node, format string, args ...any)

// compare reports a literal that is compared with a text of kind.
func (p *typedPackage) compare(known, other ast.Expr, report reporter) {
	text := p.text(other)
	isYAML := text == "true" || text == "false"
	if text != "" && !isYAML && p.isOfKind(known) {
		report(other, "%q is compared with what kind describes; compare the values that kind names", text)
	}
}

func (p *typedPackage) compareCases(s *ast.SwitchStmt, report reporter) {
	if s.Tag == nil {
		return
	}
	for _, clause := range s.Body.List {
		for _, e := range clause.(*ast.CaseClause).List {
			p.compare(s.Tag, e, report)
		}
	}
}

// call reports a literal where a function takes the name of a field or a kind, or
// compares texts.
func (p *typedPackage) call(c *ast.CallExpr, isForeign bool, report reporter) {
	var f *types.Func
	switch fun := ast.Unparen(c.Fun).(type) {
	case *ast.SelectorExpr:
		f, _ = p.info.Uses[fun.Sel].(*types.Func)
	case *ast.Ident:
		f, _ = p.info.Uses[fun].(*types.Func)
	}
	if f == nil || f.Pkg() == nil {
		return
	}
	name := f.FullName()
	takesName := slices.Contains([]string{
		"(" + module + "/internal/meta.Node).Get", module + "/internal/kind.Lookup", module + "/internal/kind.InFolder",
		"(*" + module + "/internal/handbook.Handbook).Numbered",
	}, name)
	compares := slices.Contains([]string{"slices.Contains", "slices.Index", "strings.EqualFold"}, name) &&
		slices.ContainsFunc(c.Args, p.isOfKind)
	for i, arg := range c.Args {
		text := p.text(arg)
		switch {
		case text == "" || takesName && (isForeign || i > 0):
		case takesName:
			report(arg, "%s is called with %q; use a name of package kind", f.Name(), text)
		case compares:
			report(arg, "%q is compared with what kind describes", text)
		}
	}
}

// text returns the value of a constant string.
func (p *typedPackage) text(e ast.Expr) string {
	if v := p.info.Types[e].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v)
	}
	return ""
}

// isOfKind reports whether an expression is a text that kind describes or has
// decoded: a field of one of its structs, or the text of one of its names.
func (p *typedPackage) isOfKind(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		selector, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
		return ok && p.isOfKind(selector)
	case *ast.SelectorExpr:
		selection := p.info.Selections[e]
		return selection != nil && selection.Obj().Pkg() != nil && selection.Obj().Pkg().Path() == module+"/internal/kind"
	}
	return false
}

// distinctNames are the names that can mean nothing else: those of several words.
var distinctNames = func() []string {
	var all []string
	var add func(fields []kind.Field)
	add = func(fields []kind.Field) {
		for _, f := range fields {
			all = append(all, f.Name.String())
			add(f.Of)
		}
	}
	add(kind.Common)
	add(kind.Settings)
	for _, k := range kind.Kinds {
		add(k.Fields)
		for _, s := range k.Sections {
			all = append(all, s.Name.String())
		}
		for _, f := range k.Fields {
			if f.Inverse != "" {
				all = append(all, k.Relation(f.Name).String())
			}
		}
	}
	return slices.DeleteFunc(all, func(name string) bool { return !strings.ContainsAny(name, " _.-") })
}()

// typedPackages type-checks the packages that use kind, but for their tests.
func typedPackages(t *testing.T, listed []exported) []*typedPackage {
	t.Helper()
	var all []*typedPackage
	for _, l := range listed {
		isOurs := strings.HasPrefix(l.ImportPath, module+"/") && l.ImportPath != module+"/internal/kind"
		if !isOurs || !slices.Contains(l.Deps, module+"/internal/kind") {
			continue
		}
		p := &typedPackage{path: l.ImportPath, fset: token.NewFileSet()}
		for _, name := range l.GoFiles {
			file, err := parser.ParseFile(p.fset, filepath.Join(l.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			p.files = append(p.files, file)
		}
		p.check(t, listed)
		all = append(all, p)
	}
	if len(all) < 8 {
		t.Fatalf("only %d packages use kind", len(all))
	}
	return all
}

// typedSource type-checks one file.
func typedSource(t *testing.T, listed []exported, text string) *typedPackage {
	t.Helper()
	p := &typedPackage{path: "p", fset: token.NewFileSet()}
	file, err := parser.ParseFile(p.fset, "p.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	p.files = []*ast.File{file}
	p.check(t, listed)
	return p
}

func (p *typedPackage) check(t *testing.T, listed []exported) {
	t.Helper()
	exports := make(map[string]string, len(listed))
	for _, l := range listed {
		exports[l.ImportPath] = l.Export
	}
	p.info = &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Uses: make(map[*ast.Ident]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection),
	}
	config := types.Config{Importer: importer.ForCompiler(p.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })}
	if _, err := config.Check(p.path, p.fset, p.files, p.info); err != nil {
		t.Fatal(err)
	}
}

// An exported package is one with the file that the compiler leaves for those
// that import it.
type exported struct {
	ImportPath, Dir, Export string
	GoFiles, Deps           []string
}

// listExports lists the packages of this module and what they import.
func listExports(t *testing.T) []exported {
	t.Helper()
	out, err := exec.Command("go", "list", "-trimpath", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,Deps", module+"/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []exported
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var l exported
		if err := d.Decode(&l); err != nil {
			t.Fatal(err)
		}
		list = append(list, l)
	}
	return list
}
