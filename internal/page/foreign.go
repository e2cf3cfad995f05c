package page

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Markup that another tool reads, and that is text in Markdown, is shown as it is
// written, also where the other tool would show something else or nothing. It is
// named, each sort once a page, with what to write here. Code is never named.

// A foreign is a sort of such markup.
type foreign struct {
	sort    string   // of which one is reported a page
	marks   []string // of which every place of it holds one
	looks   func() *regexp.Regexp
	where   foreignPlace
	message string // %s: what was found
	hint    string

	inComments bool // of HTML, which hide everything else
}

// pattern returns a regular expression that is compiled when it is first needed: most
// handbooks need none.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// components are those that Docusaurus, Starlight, VitePress and Mintlify bring.
var components = []string{
	"Tabs", "TabItem", "Steps", "Card", "CardGrid", "Cards", "Callout", "Aside", "Details", "Accordion", "CodeGroup", "Admonition", "FileTree", "LinkCard",
}

func componentMarks() []string {
	marks := make([]string, len(components))
	for i, name := range components {
		marks[i] = "<" + name
	}
	return marks
}

// isComponent reports whether a tag is a component's.
func isComponent(tag []byte) bool {
	name := strings.TrimPrefix(strings.TrimPrefix(string(tag), "<"), "/")
	end := strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.Contains(components, name[:max(end, 0)])
}

const (
	tocSort       = "table of contents"
	directiveSort = "directive"
)

// A foreignPlace says in which texts a sort of markup is looked for.
type foreignPlace uint8

const (
	inText   foreignPlace = 1 << iota // lines of paragraphs, list items, cells
	inTitle                           // lines of headings
	inHTML                            // lines of blocks of raw HTML
	anywhere = inText | inTitle | inHTML
)

// foreigns are in the order in which they are tried: the first that fits a place
// names it. Each looks at one line. What comes before the markup, to tell it from
// prose, is outside of the group.
var foreigns = []foreign{
	{"include of mdBook", []string{"{{#"}, pattern(`(\{\{#\w[^}\n]*\}\})`), anywhere,
		"%s is an include of mdBook, which is shown as it is written", "show a file with a code block, ```text file=\"the/file.txt\", or copy the text", false},
	{"shortcode", []string{"{{<"}, pattern(`(\{\{<.*?>\}\})`), anywhere,
		"%s is a shortcode of Hugo, which is shown as it is written", "write in Markdown what it would show; in code, put it in backticks", false},
	{"shortcode", []string{"{{%"}, pattern(`(\{\{%.*?%\}\})`), anywhere,
		"%s is a shortcode of Hugo, which is shown as it is written", "write in Markdown what it would show; in code, put it in backticks", false},
	{"template", []string{"{%"}, pattern(`(?:^|[^{])(\{%[-+]?\s*[A-Za-z].*?%\})`), anywhere,
		"%s is a tag of a template language (Liquid, Jinja), which is shown as it is written", "write in Markdown what it would show; in code, put it in backticks", false},
	{"template", []string{"{{"}, pattern(`(?:^|[^$\\{}\w^])(\{\{-?\s*[A-Za-z$."'(][^{}]*\}\})`), anywhere,
		"%s is an expression of a template language (Liquid, Jinja, Vue), which is shown as it is written", "write the value in its place; in code, put it in backticks", false},
	{"snippet", []string{"--8<--"}, pattern(`(-{1,}8<-{1,}(?:\s*".*?")?)`), inText,
		"%s is a snippet of MkDocs, which is shown as it is written", "show a file with a code block, ```text file=\"the/file.txt\", or copy the text", false},
	{"snippet", []string{"<<<"}, pattern(`^\s*(<<<\s*@?[\w./-]+\.\w+\S*)`), inText,
		"%s is a snippet of VitePress, which is shown as it is written", "show a file with a code block, ```text file=\"the/file.txt\", or copy the text", false},
	{"snippet", []string{"@include"}, pattern(`(<!--\s*@include:.*?-->)`), anywhere,
		"%s is an include of VitePress, which shows nothing here", "copy the text that it would show, or link to it", true},
	{"comment", []string{"%%"}, pattern(`(?:^|[^\w%])(%%[^%\n]+%%)`), anywhere,
		"%s stays hidden in Obsidian, and is shown here", "remove it, or hide it with <!-- and --> in the place of the percent signs", false},
	{"comment", []string{"%%"}, pattern(`^\s*(%%)\s*$`), inText,
		"%s hides what follows in Obsidian, and it is shown here", "remove it, or hide it with <!-- and --> in the place of the percent signs", false},
	{"highlight", []string{"=="}, pattern(`(?:^|[^\w=])(==[^\s=](?:[^=\n]*[^\s=])?==)(?:[^\w=]|$)`), inText | inTitle,
		"%s is highlighted in Obsidian, and is shown as it is written", "write <mark>, the words, and </mark>", false},
	{tocSort, []string{"TOC]", "toc]", "TOC_]", "toc_]"}, pattern(`^\s*(\[(?i:TOC)\]|\[\[_?(?i:TOC)_?\]\]|@\[(?i:TOC)\])\s*$`), inText,
		"%s asks another tool for a table of contents, and is shown as it is written", "remove the line: a page with several headings has a table of contents", false},
	{tocSort, []string{"toc}"}, pattern(`^\s*(\{:\s*toc\}|\$\{toc\})`), inText,
		"%s asks another tool for a table of contents, and is shown as it is written", "remove the list: a page with several headings has a table of contents", false},
	{"admonition", []string{"!!!"}, pattern(`^\s*(!!!\s+[A-Za-z][\w-]*)`), inText,
		"%s begins a note of MkDocs, whose mark is shown as it is written", "write > [!NOTE] Title, and > before each line of the note; or :::note Title, the text, and :::", false},
	{"admonition", []string{"???"}, pattern(`^\s*(\?\?\?\+?\s+[A-Za-z][\w-]*)`), inText,
		"%s begins a folded note of MkDocs, whose mark is shown as it is written", "write > [!NOTE]- Title, and > before each line of the note; or :::details Title, the text, and :::", false},
	{"tabs", []string{"==="}, pattern(`^\s*(===[+!]?\s+".*?")`), inText,
		"%s begins a tab of MkDocs, whose mark is shown as it is written", "write ::::tabs, then for each :::tab Name, the text and :::, and at the end ::::", false},
	{directiveSort, []string{".. "}, pattern(`^\s*(\.\.\s+[A-Za-z][\w-]*::)`), inText,
		"%s is a directive of reStructuredText, which is shown as it is written", "write > [!NOTE] and the like, or in Markdown what it would show", false},
	{directiveSort, []string{":::"}, pattern(`^\s*(:{3,}\s*\{[A-Za-z][\w:-]*\})`), inText,
		"%s is a directive of MyST, which is shown as it is written", "write the name without braces, :::note, if it is a note; else in Markdown what it would show", false},
	{"attributes", []string{"{:"}, pattern(`(\{:\s*(?:[.#][\w-]|[\w-]+=)[^}\n]*\})`), inText,
		"%s are attributes of Kramdown, which are shown as they are written", "remove them; a heading takes {#id}", false},
	{"attributes", []string{"){"}, pattern(`\)(\{\s*:?\s*(?:[.#][A-Za-z]|(?:width|height|style|class|target|rel|loading|align)=)[^}\n]*\})`), inText,
		"%s are attributes of another tool, which are shown as they are written", "remove them; a heading takes {#id}", false},
	{"block id", []string{" ^"}, pattern(`\S (\^[0-9a-f]{6})\s*$`), inText,
		"%s names a block in Obsidian, and is shown here", "remove it, and link to the heading above instead", false},
	{"component", componentMarks(), pattern(`(<(?:` + strings.Join(components, "|") + `)(?:\s[^>\n]*)?/?>)`), anywhere,
		"%s is a component, which can't be run here; its tags are left out", "write in Markdown what it would show: ::::tabs, :::steps, :::cards, > [!NOTE]", false},
	{"import", []string{" from '", ` from "`}, pattern(`^(import\s+[\w*{][^'"\n]*\sfrom\s+['"].*)`), inText,
		"%s is an import of MDX, which is shown as it is written", "remove the line: what it brings in can't be run here", false},
}

// isIn reports whether a text may hold markup of the sort.
func (f *foreign) isIn(text []byte) bool {
	return slices.ContainsFunc(f.marks, func(mark string) bool { return bytes.Contains(text, []byte(mark)) })
}

// reportForeign names the markup of other tools. It is done while the tree still
// has the lines that were written.
func (d *document) reportForeign() {
	if s := (foreignSearch{document: d, sought: soughtIn(d.source)}); len(s.sought) > 0 {
		s.blocks(d.root)
	}
}

// An anchor is the byte by which a mark is found: one that is rare in prose.
type anchor struct {
	mark string
	at   int      // of the byte in the mark
	of   *foreign // whose mark it is
}

// anchors are all marks by their anchors' bytes.
var anchors = func() (byByte [256][]anchor) {
	for i := range foreigns {
		for _, mark := range foreigns[i].marks {
			at := len(mark) - 1
			for isASCIILetter(mark[at]) || mark[at] == ' ' {
				at--
			}
			byByte[mark[at]] = append(byByte[mark[at]], anchor{mark, at, &foreigns[i]})
		}
	}
	return byByte
}()

var isAnchor = func() (is [256]bool) {
	for c := range anchors {
		is[c] = anchors[c] != nil
	}
	return is
}()

// soughtIn returns the sorts that may be in a text, in order. Every page is looked
// through, so it is done in one go.
func soughtIn(text []byte) (sought []*foreign) {
	var found map[*foreign]bool
	for i, c := range text {
		if !isAnchor[c] {
			continue
		}
		for _, a := range anchors[c] {
			if from := i - a.at; from >= 0 && bytes.HasPrefix(text[from:], []byte(a.mark)) {
				if found == nil {
					found = make(map[*foreign]bool)
				}
				found[a.of] = true
			}
		}
	}
	for i := range foreigns {
		if found[&foreigns[i]] {
			sought = append(sought, &foreigns[i])
		}
	}
	return sought
}

type foreignSearch struct {
	*document
	sought []*foreign // what has not been found yet
}

func (s *foreignSearch) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil && len(s.sought) > 0; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			s.block(c, inTitle)
		case *ast.Paragraph, *ast.TextBlock, *extast.TableCell, *alertTitle, *containerTitle:
			s.block(c, inText)
		case *ast.HTMLBlock:
			if c.HTMLBlockType != ast.HTMLBlockType1 { // which is code
				s.block(c, inHTML)
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock:
		default:
			s.blocks(c)
		}
	}
}

// block looks for markup in the lines of a block.
func (s *foreignSearch) block(n ast.Node, where foreignPlace) {
	var hidden []hiddenPart
	isRead := false
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		line := s.source[at.Start:at.Stop]
		var places []foreignMatch
		for _, f := range s.sought {
			if f.where&where == 0 || !f.isIn(line) {
				continue
			}
			for _, m := range f.looks().FindAllSubmatchIndex(line, -1) {
				if !isRead {
					hidden, isRead = s.hiddenIn(n), true
				}
				from, to := at.Start+m[2], at.Start+m[3]
				if isHidden(hidden, from, to, f.inComments) || f.sort == tocSort && n.FirstChild().Kind() == ast.KindLink {
					continue
				}
				places = append(places, foreignMatch{f, from, to})
				break
			}
		}
		slices.SortStableFunc(places, func(a, b foreignMatch) int { return cmp.Compare(a.from, b.from) })
		for _, m := range places {
			s.name(m)
		}
	}
}

// A foreignMatch is a place of markup in the source.
type foreignMatch struct {
	of       *foreign
	from, to int
}

// isNamed reports whether markup of a sort has been reported.
func (d *document) isNamed(sort string) bool { return slices.Contains(d.named, sort) }

// name reports markup, and looks for no more of its sort.
func (s *foreignSearch) name(m foreignMatch) {
	if s.isNamed(m.of.sort) {
		return
	}
	s.named = append(s.named, m.of.sort)
	s.sought = slices.DeleteFunc(slices.Clone(s.sought), func(other *foreign) bool { return other.sort == m.of.sort })
	s.report("P030", m.from, m.to, m.of.message, shortened(string(s.source[m.from:m.to]))).hint("%s", m.of.hint)
}

// shortened cuts what is long for a message.
func shortened(s string) string {
	const longest = 60
	if cut := ahead(s, longest); cut != s {
		return cut + "…"
	}
	return s
}

// A hiddenPart is a part of a block that is code, an address, or a comment.
type hiddenPart struct {
	from, to  int
	isComment bool
}

// hiddenIn returns the code, the addresses and the comments in a block, in order.
func (s *foreignSearch) hiddenIn(n ast.Node) (parts []hiddenPart) {
	if block, ok := n.(*ast.HTMLBlock); ok {
		if lines := n.Lines(); lines.Len() > 0 && block.HTMLBlockType == ast.HTMLBlockType2 {
			parts = append(parts, hiddenPart{lines.At(0).Start, len(s.source), true})
		}
		return parts
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.CodeSpan:
			first, isText := c.FirstChild().(*ast.Text)
			last, isEnd := c.LastChild().(*ast.Text)
			if isText && isEnd {
				parts = append(parts, hiddenPart{from: first.Segment.Start, to: last.Segment.Stop})
			}
		case *ast.AutoLink:
			label := c.Label(s.source)
			if from, ok := s.offset(label); ok {
				parts = append(parts, hiddenPart{from: from, to: from + len(label)})
			}
		case *ast.RawHTML:
			if c.Segments.Len() == 0 {
				continue
			}
			from, to := c.Segments.At(0).Start, c.Segments.At(c.Segments.Len()-1).Stop
			if bytes.HasPrefix(s.source[from:], []byte("<!--")) {
				parts = append(parts, hiddenPart{from, to, true})
			}
		default:
			parts = append(parts, s.hiddenIn(c)...)
		}
	}
	return parts
}

// isHidden reports whether a place touches code, or is in a comment.
func isHidden(parts []hiddenPart, from, to int, inComments bool) bool {
	i, _ := slices.BinarySearchFunc(parts, from, func(p hiddenPart, from int) int { return cmp.Compare(p.to, from+1) })
	for ; i < len(parts) && parts[i].from < to; i++ {
		if !parts[i].isComment || !inComments {
			return true
		}
	}
	return false
}
