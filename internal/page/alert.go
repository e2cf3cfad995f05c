package page

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"waymark/internal/diag"
)

var alertKinds = []string{"note", "tip", "important", "warning", "caution"}

// An asideName is what another tool calls an aside, and which alert equals it.
type asideName struct {
	kind  string
	shown string // without a title of its own, where the name says more than the kind does; else empty
}

// asideNames are those of Obsidian's callouts and of the admonitions of Docusaurus,
// VitePress, MkDocs and MyST, in lower case.
var asideNames = map[string]asideName{
	"info": {kind: "note"}, "seealso": {"note", "See also"},
	"abstract": {"note", "Abstract"}, "summary": {"note", "Summary"}, "tldr": {"note", "TL;DR"},
	"todo": {"note", "Todo"}, "example": {"note", "Example"}, "quote": {"note", "Quote"}, "cite": {"note", "Cite"},
	"question": {"note", "Question"}, "help": {"note", "Help"}, "faq": {"note", "FAQ"},
	"hint": {kind: "tip"}, "success": {"tip", "Success"}, "check": {"tip", "Check"}, "done": {"tip", "Done"},
	"attention": {kind: "warning"},
	"danger":    {kind: "caution"}, "error": {"caution", "Error"}, "bug": {"caution", "Bug"},
	"failure": {"caution", "Failure"}, "fail": {"caution", "Fail"}, "missing": {"caution", "Missing"},
}

// asideOf returns the alert that a name in lower case means. It is not ok if none
// is called so.
func asideOf(name string) (a asideName, ok bool) {
	if slices.Contains(alertKinds, name) {
		return asideName{kind: name}, true
	}
	a, ok = asideNames[name]
	return a, ok
}

// An alertTitle is the first line of an alert. Its text is the author's title;
// without one, what another tool would show or, mostly, what the theme calls such
// an alert.
type alertTitle struct {
	ast.BaseBlock
	word   string
	folded bool // it is what a reader unfolds the alert by
}

// A defaultTitle is what another tool would show for an alert that has no title of
// its own.
type defaultTitle struct {
	of    *alertTitle
	shown string
	typed []byte
}

func (st *state) addDefaultTitle(of *alertTitle, shown, typed string) {
	if shown != "" && of.Lines().Len() == 0 {
		st.defaultTitles = append(st.defaultTitles, defaultTitle{of, shown, []byte(typed)})
	}
}

// setDefaultTitles gives alerts the titles that other tools would show. Before
// all blocks have been read goldmark would take them for blocks.
func (d *document) setDefaultTitles() {
	for _, t := range d.defaultTitles {
		t.of.AppendChild(t.of, &typeset{typed: t.typed, set: t.shown})
	}
}

var kindAlertTitle = ast.NewNodeKind("AlertTitle")

func (*alertTitle) Kind() ast.NodeKind              { return kindAlertTitle }
func (n *alertTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// alertTransformer makes an alert of a quotation whose first line is [!NOTE],
// with or without a title after it. A sign behind the bracket folds the alert, as
// in Obsidian: [!NOTE]- is closed, [!NOTE]+ open.
type alertTransformer struct{}

func (alertTransformer) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	quote, ok := p.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != p {
		return
	}
	lines := p.Lines()
	first := lines.At(0)
	first = first.TrimLeftSpace(reader.Source())
	mark, ok := readAlertMark(first.Value(reader.Source()))
	if !ok {
		return
	}
	name := strings.ToLower(mark.name)
	aside, isKnown := asideOf(name)
	st := stateOf(pc)
	if !isKnown {
		aside = asideName{"note", strings.ToUpper(mark.name[:1]) + mark.name[1:]}
		st.strangeAlerts = note(st.strangeAlerts, stretch{first.Start, first.Start + mark.length, mark.name})
	}
	title := &alertTitle{word: aside.kind, folded: mark.fold != 0}
	rest := text.NewSegment(first.Start+mark.length, first.Stop)
	rest = rest.TrimLeftSpace(reader.Source())
	if rest = rest.TrimRightSpace(reader.Source()); !rest.IsEmpty() {
		title.Lines().Append(rest)
	}
	st.addDefaultTitle(title, aside.shown, mark.name)
	title.SetPos(first.Start)
	quote.SetAttributeString("alert", aside.kind)
	if mark.fold != 0 {
		quote.SetAttributeString("fold", string(mark.fold))
	}
	quote.InsertBefore(quote, p, title)
	lines.SetSliced(1, lines.Len())
	if lines.Len() == 0 {
		quote.RemoveChild(quote, p)
	}
}

// An alertMark is what begins an alert: [!name], or [!name|layout] with what
// means something to Obsidian alone, and a sign that folds it.
type alertMark struct {
	name   string
	fold   byte // - or +; 0: none
	length int
}

// readAlertMark reads the mark that a line begins with. It is not ok if there is none.
func readAlertMark(line []byte) (m alertMark, ok bool) {
	inner, found := bytes.CutPrefix(line, []byte("[!"))
	end := bytes.IndexByte(inner, ']')
	if !found || end < 0 {
		return m, false
	}
	name, _, _ := bytes.Cut(inner[:end], []byte("|"))
	if len(name) == 0 || !isASCIILetter(name[0]) || len(leading(name, isAlertNameByte)) < len(name) {
		return m, false
	}
	m = alertMark{name: string(name), length: len("[!") + end + len("]")}
	rest := line[m.length:]
	if len(rest) > 0 && (rest[0] == '-' || rest[0] == '+') {
		m.fold = rest[0]
		m.length++
		rest = rest[1:]
	}
	return m, len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n'
}

func isAlertNameByte(c byte) bool {
	return isASCIILetter(c) || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// reportStrangeAlerts reports alerts of a name that nobody knows, once.
func (d *document) reportStrangeAlerts() {
	if len(d.strangeAlerts) == 0 {
		return
	}
	s := d.strangeAlerts[0]
	r := d.report("P030", s.from, s.to, "an alert called [!%s], which is none of the known, is shown as a note", s.label)
	if near, ok := diag.Nearest(s.label, alertKinds); ok {
		r.hint("did you mean [!%s]?", strings.ToUpper(near))
		return
	}
	r.hint("write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION], with a title of your own behind it")
}

func (ourRenderer) writeBlockquote(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	alert, fold := attribute(n, "alert"), attribute(n, "fold")
	switch {
	case fold != "" && entering:
		w.page.Containers = true
		w.put(`<details class="alert `, alert, ` details"`)
		if fold == "+" {
			w.put(" open")
		}
		w.put(">\n")
	case fold != "":
		w.put("</details>\n")
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
	title := n.(*alertTitle)
	tag := "p"
	if title.folded {
		tag = "summary"
	}
	if !entering {
		w.put("</", tag, ">\n")
		return ast.WalkContinue
	}
	w.put("<", tag, ` class="alert-title">`)
	if !n.HasChildren() {
		w.gap(TitleGap, slices.Index(Titles, title.word))
	}
	return ast.WalkContinue
}
