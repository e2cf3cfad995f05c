package page

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var alertKinds = []string{"note", "tip", "important", "warning", "caution"}

// An alertTitle is the first line of an alert. Its text is the author's title
// or, without one, what the theme calls such an alert.
type alertTitle struct {
	ast.BaseBlock
	word string
}

var kindAlertTitle = ast.NewNodeKind("AlertTitle")

func (*alertTitle) Kind() ast.NodeKind              { return kindAlertTitle }
func (n *alertTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// alertTransformer makes an alert of a quotation whose first line is [!NOTE],
// with or without a title after it.
type alertTransformer struct{}

func (alertTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := p.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != p {
		return
	}
	lines := p.Lines()
	first := lines.At(0)
	first = first.TrimLeftSpace(reader.Source())
	kind, length := alertKind(first.Value(reader.Source()))
	if kind == "" {
		return
	}
	title := &alertTitle{word: kind}
	rest := text.NewSegment(first.Start+length, first.Stop)
	rest = rest.TrimLeftSpace(reader.Source())
	if rest = rest.TrimRightSpace(reader.Source()); !rest.IsEmpty() {
		title.Lines().Append(rest)
	}
	title.SetPos(first.Start)
	quote.SetAttributeString("alert", kind)
	quote.InsertBefore(quote, p, title)
	lines.SetSliced(1, lines.Len())
	if lines.Len() == 0 {
		quote.RemoveChild(quote, p)
	}
}

// alertKind returns the kind of alert that a line begins, and how long its mark
// is.
func alertKind(line []byte) (kind string, length int) {
	if !bytes.HasPrefix(line, []byte("[!")) {
		return "", 0
	}
	for _, kind := range alertKinds {
		end := len("[!") + len(kind)
		if len(line) <= end || line[end] != ']' || !strings.EqualFold(string(line[2:end]), kind) {
			continue
		}
		if end++; end == len(line) || line[end] == ' ' || line[end] == '\t' || line[end] == '\n' {
			return kind, end
		}
	}
	return "", 0
}

func (ourRenderer) writeBlockquote(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	alert := attribute(n, "alert")
	switch {
	case alert != "" && entering:
		w.put(`<div class="alert `, alert, "\" role=\"note\">\n")
	case alert != "":
		w.put("</div>\n")
	case entering:
		w.put("<blockquote>\n")
	default:
		w.put("</blockquote>\n")
	}
	return ast.WalkContinue
}

func (ourRenderer) writeAlertTitle(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		w.put("</p>\n")
		return ast.WalkContinue
	}
	w.put(`<p class="alert-title">`)
	if !n.HasChildren() {
		w.gap(TitleGap, slices.Index(Titles, n.(*alertTitle).word))
	}
	return ast.WalkContinue
}
