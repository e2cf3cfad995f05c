package theme

import (
	"html/template"
	"maps"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"waymark/internal/diag"
	"waymark/internal/source"
)

// navPart is the template of the sidebar, which is run by itself.
const navPart = "parts/nav"

// templates are the parsed templates. Blocks are told apart by layout: every
// layout defines a "main".
type templates struct {
	shared  map[string]*parse.Tree            // base, parts/… and the blocks in them
	layouts map[string]map[string]*parse.Tree // by layout: itself and its blocks
	texts   map[string]*source.Text           // by the name of a file's template
}

// parseTemplates parses all layouts. A file that cannot be parsed is reported
// and left out.
func parseTemplates(files files, r *report) templates {
	ts := templates{
		shared:  make(map[string]*parse.Tree),
		layouts: make(map[string]map[string]*parse.Tree),
		texts:   make(map[string]*source.Text),
	}
	for _, file := range files.below("layouts") {
		name := strings.TrimSuffix(file, ".html")
		text := files["layouts/"+file]
		ts.texts[name] = text

		trees, err := parseTemplate(name, string(text.Data))
		if err != nil {
			r.add(ts.parseDiagnostic(err))
			continue
		}
		if isShared(name) {
			ts.share(trees, r)
		} else {
			ts.layouts[name] = trees
		}
	}
	return ts
}

func isShared(name string) bool { return name == "base" || strings.HasPrefix(name, "parts/") }

// parseTemplate parses one file. Functions are looked at later, by check, which
// knows their places and reports all that are unknown, not the first.
func parseTemplate(name, text string) (map[string]*parse.Tree, error) {
	trees := make(map[string]*parse.Tree)
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	_, err := tree.Parse(text, "", "", trees)
	return trees, err
}

// share adds the templates of a shared file. Two files that define one name
// would depend on the order in which they are read.
func (ts templates) share(trees map[string]*parse.Tree, r *report) {
	for _, name := range slices.Sorted(maps.Keys(trees)) {
		tree := trees[name]
		if other := ts.shared[name]; other != nil {
			text := ts.texts[tree.ParseName]
			r.add(ts.at(tree.ParseName, strings.Index(string(text.Data), `"`+name+`"`), len(name)+2,
				"%q is defined in %s as well", name, ts.texts[other.ParseName].Name).
				WithHint("give one of the two another name"))
			continue
		}
		ts.shared[name] = tree
	}
}

// lookup returns the template that a name stands for within a layout.
func (ts templates) lookup(layout, name string) *parse.Tree {
	if tree := ts.layouts[layout][name]; tree != nil {
		return tree
	}
	return ts.shared[name]
}

// known returns the names that can be included within a layout.
func (ts templates) known(layout string) []string {
	names := slices.Concat(slices.Collect(maps.Keys(ts.shared)), slices.Collect(maps.Keys(ts.layouts[layout])))
	slices.Sort(names)
	return slices.Compact(names)
}

// at returns a diagnostic about a place in the file of a template.
func (ts templates) at(file string, offset, length int, format string, args ...any) diag.Diagnostic {
	text := ts.texts[file]
	offset = max(offset, 0)
	d := diag.New("T001", text.Position(offset, offset+length), format, args...)
	d.Excerpt, _ = text.Line(d.Line)
	return d
}

// A call is a {{template}} action.
type call struct {
	from *parse.Tree
	node *parse.TemplateNode
}

// calls returns the inclusions in a template, in order.
func calls(tree *parse.Tree) []call {
	var found []call
	var visit func(list *parse.ListNode)
	branch := func(b *parse.BranchNode) {
		visit(b.List)
		visit(b.ElseList)
	}
	visit = func(list *parse.ListNode) {
		if list == nil {
			return
		}
		for _, n := range list.Nodes {
			switch n := n.(type) {
			case *parse.TemplateNode:
				found = append(found, call{tree, n})
			case *parse.IfNode:
				branch(&n.BranchNode)
			case *parse.RangeNode:
				branch(&n.BranchNode)
			case *parse.WithNode:
				branch(&n.BranchNode)
			}
		}
	}
	visit(tree.Root)
	return found
}

// reach returns, for every template that is reached from root within a layout,
// the shortest chain of inclusions that leads there.
func (ts templates) reach(layout, root string) map[string][]call {
	reached := map[string][]call{root: nil}
	for queue := []string{root}; len(queue) > 0; queue = queue[1:] {
		tree := ts.lookup(layout, queue[0])
		if tree == nil {
			continue
		}
		chain := reached[queue[0]]
		for _, c := range calls(tree) {
			if _, ok := reached[c.node.Name]; ok {
				continue
			}
			reached[c.node.Name] = append(slices.Clip(chain), c)
			queue = append(queue, c.node.Name)
		}
	}
	return reached
}

// A compileKey names a runnable template: blocks differ by layout, words by
// language.
type compileKey struct{ layout, root, lang string }

type compiled struct {
	once     sync.Once
	template *template.Template
	err      error
}

// compile returns a template ready to be run. It is made when first asked for.
func (t *Theme) compile(key compileKey) (*template.Template, error) {
	entry, _ := t.compiled.LoadOrStore(key, &compiled{})
	c := entry.(*compiled)
	c.once.Do(func() { c.template, c.err = t.build(key) })
	return c.template, c.err
}

func (t *Theme) build(key compileKey) (*template.Template, error) {
	if d, ok := t.endless[key.layout]; ok {
		return nil, &Failure{d}
	}
	set := template.New("").Funcs(t.functions(key.lang)).Option("missingkey=error")
	reached := t.templates.reach(key.layout, key.root)
	for _, name := range slices.Sorted(maps.Keys(reached)) {
		tree := t.templates.lookup(key.layout, name)
		if tree == nil {
			continue // reported by check; running it will say so again
		}
		// Escaping rewrites the tree, and other layouts share it.
		if _, err := set.AddParseTree(name, tree.Copy()); err != nil {
			return nil, err
		}
	}
	return set.Lookup(key.root), nil
}

// functions are what templates can call beside text/template's own.
func (t *Theme) functions(lang string) template.FuncMap {
	return template.FuncMap{
		"asset": t.assetPath,
		"t": func(name string, values ...any) (string, error) {
			return t.words.say(lang, name, values)
		},
	}
}
