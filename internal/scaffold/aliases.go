package scaffold

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// Old addresses stay as aliases of pages. An alias that another page has is an
// error in a handbook, so what a tool allowed is settled here.

// frontOf reads a page's front matter; what is broken is none.
func frontOf(data []byte) (meta.Node, *source.Text) {
	text := source.NewText("", data)
	n, _, ds := meta.Front(text)
	if n.Type != meta.Map || hasErrors(ds) {
		return meta.Node{}, text
	}
	return n, text
}

// addAliases adds old addresses to a page. It reports whether there was a place to
// write them.
func (t *taking) addAliases(to string, data []byte, addresses ...string) ([]byte, bool) {
	if len(addresses) == 0 {
		return data, true
	}
	n, text := frontOf(data)
	field := kind.Field{Name: kind.FieldAliases, Type: kind.Strings}
	have := field.Name.In(n)
	if have.Type == meta.Absent {
		return t.withFront(to, data, []kind.Field{field}, map[kind.FieldName][]string{field.Name: addresses}), true
	}
	quoted := make([]string, len(addresses))
	for i, a := range addresses {
		quoted[i] = quote(a)
	}
	switch {
	case have.Type == meta.List && len(have.Items) > 0:
		first := have.Items[0].At
		at := offset(text, first.Line, first.Column)
		before := data[text.Offset(first.Line):at]
		between := ", "
		if string(bytes.TrimSpace(before)) == "-" { // YAML's list with an item a line
			between = "\n" + string(before)
		}
		added := strings.Join(quoted, between) + between
		t.shift(to, first.Line, strings.Count(added, "\n"))
		return apply(data, []edit{{at, at, added}}), true
	case have.Type == meta.String:
		start, end := offset(text, have.At.Line, have.At.Column), offset(text, have.At.EndLine, have.At.EndColumn)
		own := string(data[start:end])
		if !have.Quoted {
			own = quote(have.Text)
		}
		return apply(data, []edit{{start, end, "[" + strings.Join(append(quoted, own), ", ") + "]"}}), true
	}
	return data, false
}

// withFront puts fields at the top of a page's front matter, and moves the notes
// about the lines below.
func (t *taking) withFront(to string, data []byte, add []kind.Field, values map[kind.FieldName][]string) []byte {
	if len(add) == 0 {
		return data
	}
	said := insertFront(data, add, values)
	t.shift(to, 1, bytes.Count(said, []byte("\n"))-bytes.Count(data, []byte("\n")))
	names := make([]string, len(add))
	for i, f := range add {
		names[i] = f.Name.String()
	}
	t.change(frontAdded, to, 1, "%s", strings.Join(names, ", "))
	return said
}

// shift moves notes about a new file that are about a line or those below it.
func (t *taking) shift(to string, line, by int) {
	for i, note := range t.Changed {
		if note.Path == "content/"+to && note.Line >= line && note.Group != frontAdded {
			t.Changed[i].Line += by
		}
	}
}

// settleAliases sees to it that no alias is the address of a page or of a file, or
// an alias of another page: the second to have it keeps it under x-aliases.
func (t *Takeover) settleAliases() {
	taken := make(map[string]bool)
	for _, f := range t.Files {
		taken[addressIn(f)] = true
	}
	for i, f := range t.Files {
		if f.Copy != nil || !source.IsMarkdown(f.Path) {
			continue
		}
		n, text := frontOf(f.Data)
		have := kind.FieldAliases.In(n)
		items := have.Items
		if have.Type == meta.String {
			items = []meta.Node{have}
		}
		var lost []string
		for _, item := range items {
			key := aliasKey(f.Path, item.Text)
			if key == "" || taken[key] {
				lost = append(lost, item.Text)
			}
			taken[key] = true
		}
		if len(lost) == 0 {
			continue
		}
		j := slices.IndexFunc(n.Fields, func(f meta.Field) bool { return f.Key == kind.FieldAliases.String() })
		e := scalarEdit(text, n.Fields[j].KeyAt, n.Fields[j].Key, "x-aliases")
		if e == (edit{}) {
			continue // the build will say so
		}
		t.Files[i].Data = apply(f.Data, []edit{e})
		t.Left = append(t.Left, Note{addressLost, f.Path, n.Fields[j].KeyAt.Line, strings.Join(lost, ", ") + ": something else is there, so all aliases of the page are under x-aliases"})
	}
}

// addressIn returns where a new file is published, in lower case.
func addressIn(f File) string {
	p := strings.TrimPrefix(f.Path, "content/")
	if f.Copy != nil || !source.IsMarkdown(p) {
		return strings.ToLower("/" + p)
	}
	own := addressOf(p)
	if n, _ := frontOf(f.Data); kind.FieldSlug.In(n).Value() != "" && !isFolderPage(p) {
		own = path.Join(path.Dir(own), kind.FieldSlug.In(n).Value())
	}
	return strings.ToLower(path.Join("/", own))
}

// aliasKey returns what an alias has in common with an address, or nothing for one
// that is none.
func aliasKey(file, alias string) string {
	if !strings.HasPrefix(alias, "/") {
		alias = path.Join(path.Dir("/"+strings.TrimPrefix(file, "content/")), alias)
	}
	if strings.ContainsAny(alias, "?#\\:") || strings.Contains(alias, "/.") || path.Clean(alias) == "/" {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(path.Clean(alias), "/index.html"))
}
