package page

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"waymark/internal/diag"
)

// Titles are what is shown with a title even when the author has given none.
// Whoever fills a TitleGap knows what each is called in the page's language.
var Titles = append(slices.Clone(alertKinds), "details", "tab")

// containerNames are what can stand after the colons, for hints.
var containerNames = append([]string{"details", "tabs", "tab", "cards", "steps"}, alertKinds...)

// A container is
//
//	:::name Title {#id}
//	blocks
//	:::
//
// What it is for is its name's matter: an alert is an aside like > [!NOTE], tabs
// hold tabs, and so on. A name that nobody knows makes a plain <div>.
type container struct {
	ast.BaseBlock
	name     string // lower case; of an alert by another tool's name, what equals it here
	colons   int
	at       int // offset of the colons
	nameAt   int
	nameEnd  int
	words    []fenceWord // between braces; at is an offset in the source
	isClosed bool        // by a line of its own
	isOpen   bool        // details: shown from the start
}

// A containerTitle is the first child of a container that has a title or needs
// one. Alerts have an alertTitle instead.
type containerTitle struct {
	ast.BaseBlock
	of *container
}

var (
	kindContainer      = ast.NewNodeKind("Container")
	kindContainerTitle = ast.NewNodeKind("ContainerTitle")
)

func (*container) Kind() ast.NodeKind      { return kindContainer }
func (*containerTitle) Kind() ast.NodeKind { return kindContainerTitle }

func (n *container) Dump(source []byte, level int)      { ast.DumpHelper(n, source, level, nil, nil) }
func (n *containerTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (n *container) isAlert() bool { return slices.Contains(alertKinds, n.name) }

// isTitled reports whether a container of this name is shown with a title.
func (n *container) isTitled() bool { return slices.Contains(Titles, n.name) }

// containers are what a parse finds of containers, in order of appearance.
type containers struct {
	opened []*container
	stray  []int // offsets of lines that close nothing
}

type containerParser struct{}

func (containerParser) Trigger() []byte             { return []byte{':'} }
func (containerParser) CanInterruptParagraph() bool { return true }
func (containerParser) CanAcceptIndentedLine() bool { return false }

func (containerParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	begin := pc.BlockOffset()
	if begin < 0 {
		return nil, parser.NoChildren
	}
	rest := bytes.TrimLeft(line[begin:], ":")
	colons := len(line) - begin - len(rest)
	if colons < 3 {
		return nil, parser.NoChildren
	}
	st := stateOf(pc)
	at := segment.Start - segment.Padding + begin
	if util.IsBlank(rest) {
		if len(st.stray) == 0 || st.stray[len(st.stray)-1] != at {
			st.stray = append(st.stray, at)
		}
		return nil, parser.NoChildren
	}
	header, ok := readContainerLine(string(bytes.TrimRight(rest, "\n")), at+colons)
	if !ok {
		return nil, parser.NoChildren
	}
	n := &container{name: strings.ToLower(header.name.text), colons: colons, at: at, nameAt: header.name.at, words: header.words}
	n.nameEnd = n.nameAt + len(header.name.text)
	aside, isAside := asideOf(strings.TrimPrefix(n.name, "callout-")) // as Quarto has it
	if isAside {
		n.name = aside.kind
	}
	n.addTitle(header.title)
	if title, ok := n.FirstChild().(*alertTitle); ok {
		st.addDefaultTitle(title, aside.shown, header.name.text)
	}
	st.opened = append(st.opened, n)
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

// addTitle puts a title at the head of a container that has one or is shown with
// one.
func (n *container) addTitle(title fenceWord) {
	if title.text == "" && !n.isTitled() {
		return
	}
	var node ast.Node = &containerTitle{of: n}
	if n.isAlert() {
		node = &alertTitle{word: n.name}
	}
	if title.text != "" {
		node.Lines().Append(text.NewSegment(title.at, title.at+len(title.text)))
	}
	node.SetPos(title.at)
	n.AppendChild(n, node)
}

// Continue asks for every line whether it closes this container. The line may
// as well close one inside this one, which sees the line later.
func (containerParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	indent, at := util.IndentWidth(line, reader.LineOffset())
	rest := bytes.TrimLeft(line[at:], ":")
	colons := len(line) - at - len(rest)
	if colons < 3 || !util.IsBlank(rest) {
		return parser.Continue | parser.HasChildren
	}
	open := pc.OpenedBlocks()
	here := slices.IndexFunc(open, func(b parser.Block) bool { return b.Node == n })
	if c := closedBy(open[max(here, 0):], colons, indent); c == nil || ast.Node(c) != n {
		return parser.Continue | parser.HasChildren
	}
	n.(*container).isClosed = true
	reader.AdvanceToEOL()
	return parser.Close
}

func (containerParser) Close(ast.Node, text.Reader, parser.Context) {}

// closedBy returns which of the open blocks, the outermost first, is closed by a
// line of colons: the innermost container that the line reaches and that was
// opened with as many; without one, the innermost that was opened with fewer.
func closedBy(open []parser.Block, colons, indent int) *container {
	const deepest = 3 // columns; what is indented further is code
	var same, fewer *container
	for _, b := range open {
		within := 0 // columns that the line must be indented by to be in the block
		switch n := b.Node.(type) {
		case *container:
			switch {
			case indent > deepest:
			case n.colons == colons:
				same = n
			case n.colons < colons:
				fewer = n
			}
		case *ast.List, *extast.DefinitionDescription:
		case *ast.ListItem:
			within = n.Offset
		case *extast.DefinitionList:
			within = n.Offset
		case *footnote:
			within = 4
		case *ast.FencedCodeBlock:
			return nil
		case *ast.HTMLBlock:
			if n.HTMLBlockType <= ast.HTMLBlockType5 {
				return nil // it goes on to its own end, whatever the lines are
			}
		}
		if indent < within || b.Node.Kind() == ast.KindBlockquote {
			break
		}
		indent -= within
	}
	if same != nil {
		return same
	}
	return fewer
}

// A containerLine is what stands after the colons that open a container.
type containerLine struct {
	name, title fenceWord
	words       []fenceWord
}

// readContainerLine reads
//
//	name Title {#id}    name[Title]{#id}    name{#id} Title    {.name #id}
//
// with or without a space before it and colons after it. The places in the
// result are offsets in the source, at is where the line begins there.
func readContainerLine(line string, at int) (c containerLine, ok bool) {
	trim := func() {
		trimmed := strings.TrimLeft(line, " \t")
		at += len(line) - len(trimmed)
		line = strings.TrimRight(trimmed, " \t")
	}
	cut := func(n int) fenceWord {
		w := fenceWord{line[:n], at}
		line, at = line[n:], at+n
		return w
	}
	if bare := strings.TrimRight(line, " \t"); strings.HasSuffix(bare, " :::") {
		line = strings.TrimRight(bare, ":")
	}
	trim()
	c.name = cut(containerNameLength(line))
	switch {
	case strings.HasPrefix(line, "["):
		if end := strings.LastIndexByte(line, ']'); end > 0 && (end+1 == len(line) || line[end+1] == '{') {
			cut(1)
			c.title = cut(end - 1)
			cut(1)
		}
	case line != "" && line[0] != '{' && c.name.text != "" && line[0] != ' ' && line[0] != '\t':
		return c, false
	}
	if end := strings.IndexByte(line, '}'); strings.HasPrefix(line, "{") && end > 0 {
		c.words = words(cut(end + 1))
	}
	if c.name.text == "" {
		if len(c.words) == 0 || len(c.words[0].text) < 2 || c.words[0].text[0] != '.' {
			return c, false
		}
		c.name, c.words = fenceWord{c.words[0].text[1:], c.words[0].at + 1}, c.words[1:]
	}
	trim()
	if begin := strings.LastIndexByte(line, '{'); strings.HasSuffix(line, "}") && begin >= 0 {
		if found := words(fenceWord{line[begin:], at + begin}); !slices.ContainsFunc(found, func(w fenceWord) bool { return !isAttribute(w.text) }) {
			c.words = append(c.words, found...)
			line = line[:begin]
			trim()
		}
	}
	if line != "" {
		c.title = fenceWord{line, at}
	}
	return c, true
}

// containerNameLength returns how long the name is that s begins with: letters,
// digits, - and _, of which the first is a letter.
func containerNameLength(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' })
	if first, _ := utf8.DecodeRuneInString(s); !unicode.IsLetter(first) {
		return 0
	}
	if n < 0 {
		return len(s)
	}
	return n
}

// words splits what is between braces.
func words(braced fenceWord) []fenceWord {
	var list []fenceWord
	at := 1
	for word := range strings.FieldsSeq(braced.text[1 : len(braced.text)-1]) {
		at += strings.Index(braced.text[at:], word)
		list = append(list, fenceWord{word, braced.at + at})
		at += len(word)
	}
	return list
}

// isAttribute reports whether a word in braces behind a title is none of the
// title's own.
func isAttribute(word string) bool {
	return word == "open" || len(word) > 1 && (word[0] == '#' || word[0] == '.')
}

// readContainers gives containers their ids, brings what is in them into its
// form, and reports what an author did not mean.
func (d *document) readContainers(ids ids) {
	for _, at := range d.stray {
		colons := len(d.source[at:]) - len(bytes.TrimLeft(d.source[at:], ":"))
		d.report("P020", at, at+colons, "these colons close nothing").
			hint("a container is closed by as many colons as opened it; remove the line, or mend the other")
	}
	for _, c := range d.opened {
		if !slices.Contains(containerNames, c.name) {
			d.unknownContainer(c)
		}
		if !c.isClosed && d.excess < 0 {
			d.badContainer(c, "%q is never closed", c.name).hint("close it by a line %s", strings.Repeat(":", c.colons))
		}
		d.readAttributes(c, ids)
		switch c.name {
		case "tab":
			d.readTab(c, ids)
		case "tabs":
			d.readTabs(c)
		case "cards":
			d.readCards(c)
		case "steps":
			if !holds(c, func(n ast.Node) bool { l, ok := n.(*ast.List); return ok && l.IsOrdered() }) {
				d.badContainer(c, "steps without a numbered list").hint("write each step as 1. …")
			}
		}
		if title, ok := c.FirstChild().(*containerTitle); ok && !c.isTitled() && slices.Contains(containerNames, c.name) {
			line := title.Lines().At(0)
			d.report("P020", line.Start, line.Stop, "%s have no title", c.name).hint("write it as a heading above them")
		}
		if id := attribute(c, "id"); id != "" {
			d.page.Anchors = append(d.page.Anchors, id)
		}
	}
}

// badContainer reports something about a container as a whole, at the line that
// opens it.
func (d *document) badContainer(c *container, format string, args ...any) reported {
	return d.report("P020", c.at, c.nameEnd, format, args...)
}

func (d *document) unknownContainer(c *container) {
	r := d.report("P019", c.nameAt, c.nameEnd, "unknown container %q, shown without its frame", c.name)
	if near, ok := diag.Nearest(c.name, containerNames); ok {
		r.hint("did you mean %s?", near)
	} else {
		r.hint("known are %s", strings.Join(containerNames, ", "))
	}
}

func (d *document) readAttributes(c *container, ids ids) {
	for _, w := range c.words {
		id, isID := strings.CutPrefix(w.text, "#")
		switch {
		case isID && c.isTitled() && attribute(c, "id") == "":
			c.SetAttributeString("id", d.takeID(id, w.at, w.at+len(w.text), ids))
		case w.text == "open" && c.name == "details":
			c.isOpen = true
		case slices.Contains(containerNames, c.name): // of others nobody can tell
			d.report("P020", w.at, w.at+len(w.text), "%q means nothing to %s", w.text, c.name).
				hint("details, tab and the alerts take {#id}, details takes {open}")
		}
	}
}

func (d *document) readTab(c *container, ids ids) {
	if tabs, ok := c.Parent().(*container); !ok || tabs.name != "tabs" {
		d.badContainer(c, "a tab outside of tabs").hint("put it and its neighbours between ::::tabs and ::::")
	}
	name := c.FirstChild()
	if name.Lines().Len() == 0 {
		d.badContainer(c, "a tab without a name").hint("write the name behind the word: :::tab On a terminal")
	}
	if attribute(c, "id") == "" {
		text := string(d.appendText(nil, name, true))
		if text == "" {
			text = c.name
		}
		c.SetAttributeString("id", ids.next(slug(text)))
	}
}

func (d *document) readTabs(c *container) {
	isEmpty := true
	for child := c.FirstChild(); child != nil; child = child.NextSibling() {
		if child.Kind() == kindContainerTitle || child.Kind() == ast.KindLinkReferenceDefinition {
			continue
		}
		isEmpty = false
		if tab, ok := child.(*container); !ok || tab.name != "tab" {
			at := min(max(child.Pos(), c.at), len(d.source))
			d.report("P020", at, at, "tabs hold something that is no tab").hint("put it into a tab, or before or after the tabs")
		}
	}
	if isEmpty {
		d.badContainer(c, "tabs without a tab").hint("begin each with :::tab and its name, and end it with :::")
	}
}

// holds reports whether one of a container's blocks is as asked for.
func holds(c *container, is func(ast.Node) bool) bool {
	for child := c.FirstChild(); child != nil; child = child.NextSibling() {
		if is(child) {
			return true
		}
	}
	return false
}

func (d *document) readCards(c *container) {
	if !holds(c, func(n ast.Node) bool { return n.Kind() == ast.KindList }) {
		d.badContainer(c, "cards without a list").hint("write each card as - [Title](page.md): one line")
	}
	for list := c.FirstChild(); list != nil; list = list.NextSibling() {
		if list.Kind() != ast.KindList {
			continue
		}
		list.SetAttributeString("class", []byte("cards")) // as bytes goldmark writes it
		for item := list.FirstChild(); item != nil; item = item.NextSibling() {
			item.SetAttributeString("class", "card")
			d.splitCard(item)
		}
	}
}

// splitCard makes two paragraphs of a card's first, the link with which it
// begins and what is said of it. Without such a link there is nothing to split.
func (d *document) splitCard(item ast.Node) {
	first := item.FirstChild()
	if first == nil || !ast.IsParagraph(first) && first.Kind() != ast.KindTextBlock || !isLink(first.FirstChild()) {
		return
	}
	title := ast.NewParagraph()
	title.SetPos(first.Pos())
	title.SetAttributeString("class", "card-title")
	title.AppendChild(title, first.FirstChild())
	d.trimSeparator(first)
	item.InsertBefore(item, first, title)
	if first.FirstChild() == nil {
		item.RemoveChild(item, first)
		return
	}
	said := ast.NewParagraph()
	said.SetPos(first.Pos())
	for c := first.FirstChild(); c != nil; c = first.FirstChild() {
		said.AppendChild(said, c)
	}
	item.ReplaceChild(item, first, said)
}

// isLink reports whether an inline is a link, or emphasis around one.
func isLink(n ast.Node) bool {
	for n != nil && n.Kind() == ast.KindEmphasis && n.ChildCount() == 1 {
		n = n.FirstChild()
	}
	return n != nil && n.Kind() == ast.KindLink
}

// trimSeparator removes the colon or dash with which a paragraph begins.
func (d *document) trimSeparator(paragraph ast.Node) {
	for c := paragraph.FirstChild(); c != nil; c = paragraph.FirstChild() {
		switch c := c.(type) {
		case *typeset:
			if c.set != "–" && c.set != "—" {
				return
			}
		case *ast.Text:
			value := c.Segment.Value(d.source)
			rest := bytes.TrimLeft(value, " \t")
			for _, separator := range []string{":", "–", "—", "---", "--", "- "} {
				if after, ok := bytes.CutPrefix(rest, []byte(separator)); ok {
					rest = bytes.TrimLeft(after, " \t")
					break
				}
			}
			if len(rest) > 0 {
				c.Segment = c.Segment.WithStart(c.Segment.Stop - len(rest))
				return
			}
		default:
			return
		}
		paragraph.RemoveChild(paragraph, c)
	}
}

func (ourRenderer) writeContainer(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	c := n.(*container)
	w.page.Containers = w.page.Containers || !c.isAlert()
	w.page.Tabs = w.page.Tabs || c.name == "tabs"
	tag, class := "div", ""
	switch {
	case c.isAlert():
		class = "alert " + c.name
	case c.name == "details":
		tag, class = "details", c.name
	case c.name == "tab", c.name == "tabs", c.name == "steps":
		class = c.name
	case c.name == "cards":
		return ast.WalkContinue // the list says it
	}
	if !entering {
		w.put("</", tag, ">\n")
		return ast.WalkContinue
	}
	w.put("<", tag)
	if class != "" {
		w.attribute("class", class)
	}
	switch {
	case c.isAlert():
		w.put(` role="note"`)
	case c.name == "tab": // no section: two tabs of a page may have one name, and landmarks may not
		w.put(` role="group"`)
	}
	switch id := attribute(c, "id"); {
	case c.name == "tab":
		w.attribute("aria-labelledby", id)
	case id != "":
		w.attribute("id", id)
	}
	if c.isOpen {
		w.put(" open")
	}
	w.put(">\n")
	return ast.WalkContinue
}

// writeContainerTitle writes what a container is called.
func (ourRenderer) writeContainerTitle(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	of := n.(*containerTitle).of
	tag := "p"
	if of.name == "details" {
		tag = "summary"
	}
	if !entering {
		w.put("</", tag, ">\n")
		return ast.WalkContinue
	}
	w.put("<", tag)
	if of.name == "tab" {
		w.put(` class="tab-name"`)
		w.attribute("id", attribute(of, "id"))
	}
	w.put(">")
	if !n.HasChildren() {
		w.gap(TitleGap, slices.Index(Titles, of.name))
	}
	return ast.WalkContinue
}
