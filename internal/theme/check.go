package theme

import (
	"bytes"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"waymark/internal/diag"
	"waymark/internal/view"
)

// functionNames are all functions that templates may call.
var functionNames = []string{
	"and", "asset", "eq", "ge", "gt", "index", "le", "len", "lt", "ne", "not", "or", "print", "printf", "slice", "t",
}

var (
	pageType    = reflect.TypeFor[view.Page]()
	sidebarType = reflect.TypeFor[Sidebar]()
	fieldsType  = reflect.TypeFor[map[string]view.Field]()
	stringType  = reflect.TypeFor[string]()
	boolType    = reflect.TypeFor[bool]()
	intType     = reflect.TypeFor[int]()
	nothingType = reflect.TypeFor[struct{}]() // what a template gets that is included without a value
)

// check looks at every branch of every template without running any, and
// returns the assets that templates name, with the first place of each, and the
// words that they name.
//
// Templates are typed values all the way: they begin with a view.Page, and
// there is no function that returns anything. So nearly every expression has a
// type that is known beforehand; where one has not, a nil type stands for it
// and nothing is claimed about it.
func (t *Theme) check(samples []*view.Page, r *report) (assets map[string]diag.Diagnostic, words map[string]bool) {
	c := &checker{t: t, r: r, assets: make(map[string]diag.Diagnostic), words: make(map[string]bool), shared: make(map[string]bool)}
	if t.templates.layouts["page"] == nil && r.errors() == 0 {
		r.add(diag.New("T001", diag.Position{Path: "layouts/page.html"}, "the theme has no such layout, which other pages fall back to"))
	}
	for _, layout := range slices.Sorted(maps.Keys(t.templates.layouts)) {
		c.checkLayout(layout, fieldNames(t, layout, samples))
	}
	c.begin("", nil)
	if tree := t.templates.shared[navPart]; tree != nil {
		c.template(tree, navPart, sidebarType)
	}
	for _, name := range slices.Sorted(maps.Keys(t.templates.shared)) {
		if !c.shared[name] {
			c.template(t.templates.shared[name], name, nil)
		}
	}
	return c.assets, c.words
}

// fieldNames returns the fields that pages shown by a layout have, as far as the
// samples tell.
func fieldNames(t *Theme, layout string, samples []*view.Page) []string {
	names := make(map[string]bool)
	for _, v := range samples {
		if t.layout(v) != layout {
			continue
		}
		for name := range v.Fields {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// A checker checks the templates that a layout reaches.
type checker struct {
	t      *Theme
	r      *report
	assets map[string]diag.Diagnostic
	words  map[string]bool
	shared map[string]bool // shared templates that some layout reaches

	layout string
	fields []string // of the pages that the layout shows; nil: not known
	done   map[checked]bool
	stack  []string // templates being checked, from the outermost

	tree *parse.Tree
	dot  reflect.Type
	vars []variable
}

type checked struct {
	name string
	dot  reflect.Type
}

type variable struct {
	name string
	typ  reflect.Type
}

func (c *checker) begin(layout string, fields []string) {
	c.layout, c.fields, c.done = layout, fields, make(map[checked]bool)
}

func (c *checker) checkLayout(layout string, fields []string) {
	c.begin(layout, fields)
	own := c.t.templates.layouts[layout]
	c.template(own[layout], layout, pageType)

	reached := c.t.templates.reach(layout, layout)
	for _, name := range slices.Sorted(maps.Keys(own)) {
		if _, ok := reached[name]; ok {
			continue
		}
		tree := own[name]
		offset := strings.Index(string(c.t.templates.texts[tree.ParseName].Data), `"`+name+`"`)
		d := c.t.templates.at(tree.ParseName, offset, len(name)+2, "nothing includes the block %q", name)
		c.r.add(c.suggest(d, name, slices.Sorted(maps.Keys(reached))))
	}
}

// template checks one template with the type of what it gets.
func (c *checker) template(tree *parse.Tree, name string, dot reflect.Type) {
	if c.done[checked{name, dot}] {
		return
	}
	c.done[checked{name, dot}] = true
	if c.t.templates.shared[name] == tree {
		c.shared[name] = true
	}

	outer := *c
	c.tree, c.dot = tree, dot
	c.vars = []variable{{"$", dot}}
	c.stack = append(slices.Clip(c.stack), name)
	c.list(tree.Root)
	c.tree, c.dot, c.vars, c.stack = outer.tree, outer.dot, outer.vars, outer.stack
}

func (c *checker) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			c.pipe(n.Pipe)
		case *parse.TemplateNode:
			c.call(n)
		case *parse.IfNode:
			c.branch(&n.BranchNode, func(reflect.Type) reflect.Type { return c.dot })
		case *parse.WithNode:
			c.branch(&n.BranchNode, func(value reflect.Type) reflect.Type { return value })
		case *parse.RangeNode:
			c.rangeOver(n)
		}
	}
}

// call checks an inclusion, and the included template with what it is given.
func (c *checker) call(n *parse.TemplateNode) {
	dot := nothingType
	if n.Pipe != nil {
		dot = c.pipe(n.Pipe)
	}
	offset, length := int(n.Position()), len(n.Name)+2
	tree := c.t.templates.lookup(c.layout, n.Name)
	switch {
	case tree == nil:
		d := c.at(offset, length, "there is no template %q", n.Name)
		c.r.add(c.suggest(d, n.Name, c.t.templates.known(c.layout)))
	case slices.Contains(c.stack, n.Name):
		way := append(slices.Clone(c.stack[slices.Index(c.stack, n.Name):]), n.Name)
		d := c.at(offset, length, "the template %q includes itself without end", n.Name).
			WithHint("the circle is %s", strings.Join(way, " → "))
		c.t.endless[c.layout] = d
		c.r.add(d)
	default:
		c.template(tree, n.Name, dot)
	}
}

// branch checks if and with. inner says what the dot is in the first branch.
func (c *checker) branch(b *parse.BranchNode, inner func(value reflect.Type) reflect.Type) {
	outer, depth := c.dot, len(c.vars)
	value := c.pipe(b.Pipe)
	c.dot = inner(value)
	c.list(b.List)
	c.dot = outer
	c.list(b.ElseList)
	c.vars = c.vars[:depth]
}

func (c *checker) rangeOver(n *parse.RangeNode) {
	outer, depth := c.dot, len(c.vars)
	over := c.value(n.Pipe)
	key, elem, ok := elements(over)
	if !ok {
		c.r.add(c.at(int(n.Pipe.Position()), len(n.Pipe.String()), "cannot range over %s", noun(over)))
	}
	if decl := n.Pipe.Decl; len(decl) == 1 {
		c.vars = append(c.vars, variable{decl[0].Ident[0], elem})
	} else if len(decl) == 2 {
		c.vars = append(c.vars, variable{decl[0].Ident[0], key}, variable{decl[1].Ident[0], elem})
	}
	c.dot = elem
	c.list(n.List)
	c.dot = outer
	c.list(n.ElseList)
	c.vars = c.vars[:depth]
}

// elements returns what ranging over a type gives.
func elements(t reflect.Type) (key, elem reflect.Type, ok bool) {
	if t == nil {
		return nil, nil, true
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array:
		return intType, t.Elem(), true
	case reflect.Map:
		return t.Key(), t.Elem(), true
	case reflect.Int:
		return intType, intType, true
	}
	return nil, nil, false
}

// pipe checks a pipeline and declares its variables.
func (c *checker) pipe(p *parse.PipeNode) reflect.Type {
	value := c.value(p)
	for _, v := range p.Decl {
		if !p.IsAssign {
			c.vars = append(c.vars, variable{v.Ident[0], value})
			continue
		}
		for i := range c.vars {
			if c.vars[i].name == v.Ident[0] && c.vars[i].typ != value {
				c.vars[i].typ = nil // one type in one branch, another in the next
			}
		}
	}
	return value
}

func (c *checker) value(p *parse.PipeNode) reflect.Type {
	var value reflect.Type
	for i, cmd := range p.Cmds {
		value = c.command(cmd, value, i > 0)
	}
	return value
}

// command checks one command of a pipeline; piped is what comes in, if any.
func (c *checker) command(cmd *parse.CommandNode, piped reflect.Type, hasPiped bool) reflect.Type {
	var args []reflect.Type
	for _, arg := range cmd.Args[1:] {
		args = append(args, c.operand(arg))
	}
	if hasPiped {
		args = append(args, piped)
	}
	if name, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return c.function(name, cmd.Args[1:], args)
	}
	return c.operand(cmd.Args[0])
}

// operand returns the type of a single operand.
func (c *checker) operand(n parse.Node) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return c.dot
	case *parse.FieldNode:
		return c.fieldsOf(c.dot, n.Ident, c.start(n, n.Ident[0]))
	case *parse.VariableNode:
		start := c.start(n, n.Ident[0])
		return c.fieldsOf(c.variable(n.Ident[0]), n.Ident[1:], start+len(n.Ident[0]))
	case *parse.ChainNode:
		return c.fieldsOf(c.operand(n.Node), n.Field, int(n.Position()))
	case *parse.PipeNode:
		return c.pipe(n)
	case *parse.IdentifierNode:
		return c.function(n, nil, nil)
	case *parse.StringNode:
		return stringType
	case *parse.BoolNode:
		return boolType
	case *parse.NumberNode:
		if n.IsInt {
			return intType
		}
	}
	return nil
}

func (c *checker) variable(name string) reflect.Type {
	for _, v := range slices.Backward(c.vars) {
		if v.name == name {
			return v.typ
		}
	}
	return nil
}

// start returns where a chain such as .A.B begins. The parser gives the place
// of the second link where there is one.
func (c *checker) start(n parse.Node, first string) int {
	p := int(n.Position())
	if bytes.HasPrefix(c.t.templates.texts[c.tree.ParseName].Data[p:], []byte(n.String())) {
		return p
	}
	if _, ok := n.(*parse.FieldNode); ok {
		first = "." + first
	}
	return p - len(first)
}

// fieldsOf follows field names, the first of which stands at offset with its dot.
func (c *checker) fieldsOf(t reflect.Type, names []string, offset int) reflect.Type {
	for _, name := range names {
		if t == nil {
			return nil
		}
		next, ok := c.field(t, name, offset+1)
		if !ok {
			return nil
		}
		t = next
		offset += len(name) + 1
	}
	return t
}

// field returns the type of one field, and reports one that does not exist.
func (c *checker) field(t reflect.Type, name string, offset int) (reflect.Type, bool) {
	switch t.Kind() {
	case reflect.Struct:
		if t == nothingType {
			c.r.add(c.at(offset, len(name), "there is no .%s here, because this template is included without a value", name).
				WithHint("where it is included, write {{template %q .}}", c.stack[len(c.stack)-1]))
			return nil, false
		}
		if f, ok := t.FieldByName(name); ok && f.IsExported() {
			return f.Type, true
		}
		var known []string
		for f := range t.Fields() {
			known = append(known, f.Name)
		}
		d := c.at(offset, len(name), "%s has no field %s", noun(t), name)
		if near, ok := diag.Nearest(name, known); ok {
			d = d.WithHint("did you mean .%s?", near)
		} else {
			d = d.WithHint("it has %s", strings.Join(known, ", "))
		}
		c.r.add(d)
		return nil, false
	case reflect.Map:
		if t == fieldsType && c.fields != nil && !slices.Contains(c.fields, name) {
			d := c.at(offset, len(name), "pages with this layout have no field %s in their front matter", name).
				WithHint("write {{index .Fields %q}} for a field that only some of them have", name)
			if near, ok := diag.Nearest(name, c.fields); ok {
				d = d.WithHint("did you mean .Fields.%s?", near)
			}
			c.r.add(d)
			return nil, false
		}
		return t.Elem(), true
	}
	c.r.add(c.at(offset, len(name), "%s has no field %s", noun(t), name))
	return nil, false
}

// function checks a call and returns the type of its result.
func (c *checker) function(n *parse.IdentifierNode, nodes []parse.Node, args []reflect.Type) reflect.Type {
	offset := int(n.Position())
	switch n.Ident {
	case "asset":
		c.asset(n, nodes)
		return stringType
	case "t":
		c.word(n, nodes)
		return stringType
	case "print", "printf":
		return stringType
	case "eq", "ne", "lt", "le", "gt", "ge", "not":
		return boolType
	case "len":
		return intType
	case "and", "or":
		return common(args)
	case "slice":
		if len(args) > 0 {
			return args[0]
		}
	case "index":
		return indexed(args)
	}
	if !slices.Contains(functionNames, n.Ident) {
		c.r.add(c.suggest(c.at(offset, len(n.Ident), "there is no function %q", n.Ident), n.Ident, functionNames))
	}
	return nil
}

// common returns the one type that all have, or nil.
func common(types []reflect.Type) reflect.Type {
	if len(types) == 0 {
		return nil
	}
	for _, t := range types[1:] {
		if t != types[0] {
			return nil
		}
	}
	return types[0]
}

// indexed returns what index gives.
func indexed(args []reflect.Type) reflect.Type {
	if len(args) == 0 {
		return nil
	}
	t := args[0]
	for range args[1:] {
		if t == nil {
			return nil
		}
		switch t.Kind() {
		case reflect.Slice, reflect.Array, reflect.Map:
			t = t.Elem()
		default:
			return nil
		}
	}
	return t
}

// asset notes an asset. Its name must stand in the template, so that one can
// know beforehand which assets to publish.
func (c *checker) asset(n *parse.IdentifierNode, args []parse.Node) {
	var name *parse.StringNode
	if len(args) == 1 {
		name, _ = args[0].(*parse.StringNode)
	}
	if name == nil {
		c.r.add(c.at(int(n.Position()), len(n.Ident), "asset wants one name in quotes").
			WithHint(`write {{asset "main.css"}}`))
		return
	}
	known := c.t.files.below("assets")
	if !slices.Contains(known, name.Text) || path.Clean(name.Text) != name.Text {
		d := c.at(int(name.Position()), len(name.Quoted), "the theme has no asset %q", name.Text)
		c.r.add(c.suggest(d, name.Text, known))
		return
	}
	if _, ok := c.assets[name.Text]; !ok {
		c.assets[name.Text] = c.at(int(name.Position()), len(name.Quoted), "asset %q", name.Text)
	}
}

// word checks the name of a word and how many values it is given. A name that
// is put together is looked up when the template is run.
func (c *checker) word(n *parse.IdentifierNode, args []parse.Node) {
	if len(args) == 0 {
		c.r.add(c.at(int(n.Position()), len(n.Ident), "t wants the name of a word"))
		return
	}
	name, ok := args[0].(*parse.StringNode)
	if !ok {
		return
	}
	c.words[name.Text] = true
	words := c.t.words
	if !words.has(name.Text) {
		d := c.at(int(name.Position()), len(name.Quoted), "no word %q", name.Text).WithHint("add it to words/en.yaml")
		c.r.add(c.suggest(d, name.Text, words.of(english)))
		return
	}
	if want, got := words.values(name.Text), len(args)-1; want != got {
		c.r.add(c.at(int(name.Position()), len(name.Quoted), "the word %q wants %d values and is given %d", name.Text, want, got).
			WithHint("it reads %q", words[english][name.Text].text))
	}
}

func (c *checker) at(offset, length int, format string, args ...any) diag.Diagnostic {
	return c.t.templates.at(c.tree.ParseName, offset, length, format, args...)
}

// suggest adds what was most likely meant.
func (c *checker) suggest(d diag.Diagnostic, name string, known []string) diag.Diagnostic {
	if near, ok := diag.Nearest(name, known); ok {
		return d.WithHint("did you mean %s?", near)
	}
	return d
}

// noun names a type as the author of a template thinks of it.
func noun(t reflect.Type) string {
	switch {
	case t == nil:
		return "this"
	case t.Kind() == reflect.Struct:
		return "a " + t.Name()
	case t.Kind() == reflect.Slice:
		return "a list"
	case t.Kind() == reflect.Map:
		return "a map"
	case t.Kind() == reflect.String:
		return "a text"
	case t.Kind() == reflect.Bool:
		return "a yes or no"
	}
	return "a number"
}
