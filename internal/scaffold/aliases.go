package scaffold

import (
	"bytes"
	"path"
	"regexp"
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

// settleAliases sees to it that no alias is the address of a page, of a file, of a
// list, or an alias of another page: the second to have it keeps it under x-aliases.
func (t *Takeover) settleAliases() {
	taken := t.claimed()
	for i, f := range t.Files {
		if f.Copy != nil || !source.IsMarkdown(f.Path) {
			continue
		}
		n, text := frontOf(f.Data)
		var kept, lost []meta.Node
		for _, item := range itemsOf(kind.FieldAliases.In(n)) {
			key := aliasKey(f.Path, item.Text)
			if key == "" || taken[key] || isOfList(key, taken) {
				lost = append(lost, item)
			} else {
				kept = append(kept, item)
			}
			taken[key] = true
		}
		if len(lost) == 0 {
			continue
		}
		field := n.Fields[slices.IndexFunc(n.Fields, func(f meta.Field) bool { return f.Key == kind.FieldAliases.String() })]
		edits, ok := setAside(text, field, kept, lost)
		if !ok {
			continue // the build will say so
		}
		t.Files[i].Data = apply(f.Data, edits)
		t.Left = append(t.Left, Note{addressLost, f.Path, field.KeyAt.Line, strings.Join(textsIn(lost), ", ") + ": something else is there, so it is under x-aliases"})
	}
}

func textsIn(items []meta.Node) (texts []string) {
	for _, item := range items {
		texts = append(texts, item.Text)
	}
	return texts
}

// setAside puts some of a page's aliases under x-aliases: all, or those of a list in
// brackets that has others. It reports whether it knows how the field is written.
func setAside(text *source.Text, field meta.Field, kept, lost []meta.Node) ([]edit, bool) {
	items := field.Value.Items
	if len(kept) > 0 {
		first, last := items[0].At, items[len(items)-1].At
		start, end := offset(text, first.Line, first.Column), offset(text, last.EndLine, last.EndColumn)
		before := string(text.Data[text.Offset(field.KeyAt.Line):start])
		if strings.HasPrefix(before, "aliases: [") && last.EndLine == field.KeyAt.Line {
			at := text.Offset(field.KeyAt.Line)
			quoted := func(items []meta.Node) string {
				own := make([]string, len(items))
				for i, item := range items {
					own[i] = string(text.Data[offset(text, item.At.Line, item.At.Column):offset(text, item.At.EndLine, item.At.EndColumn)])
				}
				return strings.Join(own, ", ")
			}
			return []edit{{at, at, "x-aliases: [" + quoted(lost) + "]\n"}, {start, end, quoted(kept)}}, true
		}
	}
	e := scalarEdit(text, field.KeyAt, field.Key, "x-aliases")
	return []edit{e}, e != edit{}
}

// claimed returns what a handbook of these files publishes, in lower case: pages,
// files, the lists of their folders, and what every handbook has.
func (t *Takeover) claimed() map[string]bool {
	taken := map[string]bool{"/404.html": true, "/sitemap.xml": true, "/robots.txt": true, "/llms.txt": true, "/feed.xml": true, "/handbook.json": true, "/.nojekyll": true}
	for _, f := range t.Files {
		own := addressIn(f)
		taken[own] = true
		for dir := path.Dir(strings.ToLower(strings.TrimPrefix(f.Path, "content"))); dir != "/"; dir = path.Dir(dir) {
			taken[dir] = true
		}
	}
	return taken
}

var listAddress = regexp.MustCompile(`^/(?:tags|kinds|owners)(?:/|$)|^(.*)/page/[0-9]+$`)

// isOfList reports whether an address can be that of a list which a handbook makes
// of its pages: of tags, kinds and owners, or a further page of a folder's list.
func isOfList(key string, taken map[string]bool) bool {
	m := listAddress.FindStringSubmatch(key)
	return m != nil && (m[1] == "" || taken[m[1]])
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
