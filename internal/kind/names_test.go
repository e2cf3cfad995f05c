package kind

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestNamesAreThoseOfTheTables compares the names that other packages use with
// the descriptions, in both directions: a name that no table has reads nothing,
// and a field without one would be named by a string again.
func TestNamesAreThoseOfTheTables(t *testing.T) {
	named, described := namesInSource(t), namesInTables()
	for sort := range described {
		for _, name := range named[sort] {
			if !slices.Contains(described[sort], name) {
				t.Errorf("names.go has the %s %q, which no table has", sort, name)
			}
		}
		for _, name := range described[sort] {
			if !slices.Contains(named[sort], name) {
				t.Errorf("names.go has no %s %q", sort, name)
			}
		}
	}
}

// TestNamesAreCalledWhatTheySay keeps FieldReviewBy from being reviewed.
func TestNamesAreCalledWhatTheySay(t *testing.T) {
	prefixes := []string{"Field", "Setting", "Section", "Status", "Accept", "Constraint", "Source", "Question", "Chooser", "Nav", "Include", "Limit"}
	eachName(t, func(name, sort, text string) {
		if sort == "Word" && !strings.HasPrefix(name, "Status") {
			return // true is FindingsShown
		}
		i := slices.IndexFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
		letters := strings.NewReplacer("_", "", "-", "", " ", "").Replace(text)
		if i < 0 || !strings.EqualFold(strings.TrimPrefix(name, prefixes[i]), letters) {
			t.Errorf("%s is %q", name, text)
		}
	})
}

// namesInTables returns the names in the tables by their type, and the relations
// that fields make.
func namesInTables() map[string][]string {
	all := make(map[string][]string)
	var add func(fields []Field)
	add = func(fields []Field) {
		for _, f := range fields {
			all["FieldName"] = append(all["FieldName"], f.Name.String())
			isOfKinds := f.Name == FieldKind || f.Name == FieldHolds || f.Name == IncludeHolds
			if f.Type == Enum && !isOfKinds && f.Name != FieldSeverity { // which are kinds, and diag's severities
				all["Word"] = append(all["Word"], f.Values...)
			}
			add(f.Of)
		}
	}
	add(Common)
	add(Settings)
	for _, k := range Kinds {
		add(k.Fields)
		for _, s := range k.Sections {
			all["SectionName"] = append(all["SectionName"], s.Name.String())
		}
		for _, f := range k.Fields {
			if f.Inverse != "" {
				all["RelationName"] = append(all["RelationName"], k.Relation(f.Name).String())
			}
		}
	}
	all["RelationName"] = append(all["RelationName"], RelationLink.String())
	return all
}

// namesInSource returns the texts of the names in names.go by their type.
func namesInSource(t *testing.T) map[string][]string {
	all := make(map[string][]string)
	texts := make(map[string]string) // of fields, by their names in Go
	eachName(t, func(name, sort, text string) {
		texts[name] = text
		all[sort] = append(all[sort], text)
	})
	eachLiteral(t, func(name string, lit *ast.CompositeLit) {
		if sort := lit.Type.(*ast.Ident).Name; sort == "RelationName" && len(lit.Elts) == 2 {
			all[sort] = append(all[sort], unquote(t, lit.Elts[0])+"."+texts[lit.Elts[1].(*ast.Ident).Name])
		}
	})
	all["RelationName"] = append(all["RelationName"], RelationLink.String())
	return all
}

// eachName calls f with each name in names.go that is made from one text.
func eachName(t *testing.T, f func(name, sort, text string)) {
	eachLiteral(t, func(name string, lit *ast.CompositeLit) {
		if sort := lit.Type.(*ast.Ident).Name; sort != "RelationName" {
			f(name, sort, unquote(t, lit.Elts[0]))
		}
	})
}

func eachLiteral(t *testing.T, f func(name string, lit *ast.CompositeLit)) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "names.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if ok {
			found++
			f(spec.Names[0].Name, spec.Values[0].(*ast.CompositeLit))
		}
		return !ok
	})
	if found < 100 {
		t.Fatalf("names.go has %d names; has its form changed?", found)
	}
}

func unquote(t *testing.T, e ast.Expr) string {
	t.Helper()
	text, err := strconv.Unquote(e.(*ast.BasicLit).Value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
