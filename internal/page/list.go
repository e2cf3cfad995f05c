package page

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// lists goes on with a list for what stands in its last item. goldmark's parser
// ends all lists around an empty item that a blank line follows: it notes that
// there was one, and not in which list.
type lists struct{ parser.BlockParser }

func (p lists) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	indent, _ := util.IndentWidth(line, reader.LineOffset())
	item, ok := n.LastChild().(*ast.ListItem)
	if ok && item.HasChildren() && indent >= item.Offset && !util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	return p.BlockParser.Continue(n, reader, pc)
}
