package page

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"waymark/internal/diag"
	"waymark/internal/diagram"
)

// fenceOptions are the words that the line of a fence can have, for hints.
var fenceOptions = []string{"title", "file", "lines", "linenos", "diff"}

func (ourRenderer) writeCode(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	at := max(n.Pos(), 0)
	c := Code{FirstLine: 1, At: w.lineSpan(at)}
	var text []byte
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		text = append(text, line.Value(w.source)...)
	}
	c.Text = string(text)
	if fenced, ok := n.(*ast.FencedCodeBlock); ok && fenced.Info != nil {
		info := fenced.Info.Segment
		w.readFence(&c, string(w.source[info.Start:info.Stop]), info.Start)
	}
	if diagram.Known(c.Language) && c.File == "" && !w.CommonMark {
		w.readDiagram(&c, n.Lines())
	}
	if c.File != "" {
		end := w.lineEnd(at)
		w.cut(end, end, CodeCut, len(w.page.Code))
	}
	w.page.Code = append(w.page.Code, c)
	w.gap(CodeGap, len(w.page.Code)-1)
	w.put("\n")
	return ast.WalkSkipChildren
}

// readFence reads what is written after the fence's marks.
func (d *document) readFence(c *Code, info string, at int) {
	if d.CommonMark {
		language, _, _ := strings.Cut(info, " ")
		c.Language = unescape([]byte(language))
		return
	}
	languageAt, foreign := at, false
	for _, w := range fenceWords(info) {
		start, end := at+w.at, at+w.at+len(w.text)
		name, value, hasValue := strings.Cut(w.text, "=")
		var problem string
		switch {
		case w.text[0] == '{':
			if class, ok := strings.CutPrefix(w.text, "{."); ok && c.Language == "" { // as Pandoc writes it
				c.Language, languageAt = strings.TrimSuffix(class, "}"), start+2
			} else if name := bracedName(w.text); name != "" && c.Language == "" {
				if c.Language, foreign = name, true; !KnownLanguage(name) { // else as knitr writes it: {r}
					c.Language = ""
					d.directive(start, end, w.text)
				}
			} else if c.Marks, problem = appendMarks(c.Marks, w.text); problem != "" {
				d.badFence(start, end, problem).hint("name lines that are to stand out by their numbers, such as {2-4,7}")
			}
		case w.text == "linenos":
			c.LineNumbers = true
		case w.text == "diff":
			c.Diff = true
		case hasValue && name == "title":
			c.Title, problem = quoted(value)
		case hasValue && name == "file":
			c.File, problem = quoted(value)
		case hasValue && name == "lines":
			if value, problem = quoted(value); problem == "" {
				c.Lines, problem = lineRange(value)
			}
		case c.Language == "" && !hasValue:
			language, _, _ := strings.Cut(w.text, ",") // rust,no_run
			c.Language, languageAt = unescape([]byte(language)), start
		case !foreign: // one is enough to see that the line is not for us
			foreign = true
			d.unknownOption(start, end, name)
		}
		if problem != "" && w.text[0] != '{' {
			d.badFence(start, end, problem).hint("write %s=\"…\"", name)
		}
	}
	if c.Language != "" && !KnownLanguage(c.Language) {
		hint := "write text for plain text, or another name of the language"
		if name := strings.TrimPrefix(c.Language, "."); name != c.Language && KnownLanguage(name) {
			hint = "write " + name
		}
		d.report("P010", languageAt, languageAt+len(c.Language), "unknown language %q, shown as plain text", c.Language).hint("%s", hint)
	}
	d.checkInclude(c, at, at+len(info))
}

// bracedName returns the first word between braces, or nothing if that is none.
func bracedName(braced string) string {
	inner, isClosed := strings.CutSuffix(braced[1:], "}")
	name := inner[:containerNameLength(inner)]
	if rest := inner[len(name):]; !isClosed || rest != "" && strings.IndexByte(" ,:", rest[0]) < 0 {
		return ""
	}
	return name
}

// directive reports a block that MyST reads as something else than code.
func (d *document) directive(start, end int, written string) {
	if !d.isNamed(directiveSort) {
		d.named = append(d.named, directiveSort)
		d.report("P030", start, end, "%s is a directive of MyST, and what is in it is shown as code", shortened(written)).
			hint("write > [!NOTE] and the like, or in Markdown what it would show")
	}
}

func (d *document) badFence(start, end int, problem string) reported {
	return d.report("P011", start, end, "%s", problem)
}

// foreignOptions are words that other tools have for what a fence can say here.
var foreignOptions = map[string]string{
	"tab": `title="…"`, "filename": `title="…"`, "caption": `title="…"`,
	"linenums": "linenos", "showLineNumbers": "linenos",
	"hl_lines": "{2-4}",
}

// unknownOption reports a word that means nothing here. It is a warning: other
// tools have options of their own, and the code is shown all the same.
func (d *document) unknownOption(start, end int, name string) {
	r := d.badFence(start, end, "unknown option "+strconv.Quote(name)+" of a code block")
	*r.Diagnostic = r.WithSeverity(diag.Warning)
	if label, ok := strings.CutPrefix(name, "["); ok && len(label) > 1 && strings.HasSuffix(label, "]") {
		r.hint("write title=%q", strings.TrimSuffix(label, "]")) // as VitePress writes it
		return
	}
	if same, ok := foreignOptions[name]; ok {
		r.hint("write %s", same)
		return
	}
	if near, ok := diag.Nearest(name, fenceOptions); ok {
		r.hint("did you mean %s?", near)
		return
	}
	r.hint(`known are title="…", {2-4}, linenos, diff, file="…" and lines="3-9"`)
}

// checkInclude reports what contradicts itself, and clears the text of a block
// that shows a file. One that has a text, too, shows that: it stands nowhere else.
func (d *document) checkInclude(c *Code, start, end int) {
	switch {
	case c.File == "" && c.Lines != [2]int{}:
		d.badFence(start, end, `lines="…" without file="…"`).hint("name the file that the lines are from, or mark lines with {2-4}")
		c.Lines = [2]int{}
	case c.File != "":
		if strings.TrimSpace(c.Text) != "" {
			d.badFence(start, end, "a block that shows a file has text of its own").hint("remove the text, or file=\"…\"")
			c.File, c.Lines = "", [2]int{}
			return
		}
		c.Text, c.FirstLine = "", max(1, c.Lines[0])
	}
}

// A fenceWord is one part of a fence's line, with its offset there.
type fenceWord struct {
	text string
	at   int
}

// fenceWords splits a fence's line at spaces outside quotes and braces, and
// before a brace that follows a word: js{1,3} is two words.
func fenceWords(info string) []fenceWord {
	var words []fenceWord
	for i := 0; i < len(info); {
		if info[i] == ' ' || info[i] == '\t' {
			i++
			continue
		}
		n := wordLength(info[i:])
		words = append(words, fenceWord{info[i : i+n], i})
		i += n
	}
	return words
}

func wordLength(s string) int {
	if s[0] == '{' {
		if n := strings.IndexByte(s, '}'); n >= 0 {
			return n + 1
		}
		return len(s)
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case ' ', '\t', '{':
			return i
		case '"', '\'':
			if i == 0 || s[i-1] != '=' {
				continue
			}
			if n := closingQuote(s[i:]); n > 0 {
				return i + n + 1
			}
			return len(s)
		}
	}
	return len(s)
}

// closingQuote returns the offset of the quote that closes the one that s begins
// with, or -1.
func closingQuote(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case s[0]:
			return i
		}
	}
	return -1
}

// quoted returns the text between quotes.
func quoted(s string) (text, problem string) {
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return "", "a value without quotes"
	}
	if closingQuote(s) != len(s)-1 {
		return "", "a quote is not closed"
	}
	return unescape([]byte(s[1 : len(s)-1])), ""
}

// appendMarks reads {2-4,7}.
func appendMarks(marks [][2]int, s string) (_ [][2]int, problem string) {
	inner, closed := strings.CutSuffix(s[1:], "}")
	if !closed {
		return marks, "a brace is not closed"
	}
	for _, part := range strings.Split(inner, ",") {
		r, problem := lineRange(strings.TrimSpace(part))
		if problem != "" {
			return marks, problem
		}
		marks = append(marks, r)
	}
	return marks, ""
}

// lineRange reads 3 or 3-9.
func lineRange(s string) (r [2]int, problem string) {
	first, last, isRange := strings.Cut(s, "-")
	if !isRange {
		last = first
	}
	from, err := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	if err != nil || err2 != nil || from < 1 || to < from {
		return r, strconv.Quote(s) + " does not name lines"
	}
	return [2]int{from, to}, ""
}

// trimSign returns a line of a diff without its sign, and the sign. The lines of
// a file's name keep theirs.
func trimSign(line []byte, named bool) ([]byte, byte) {
	if len(line) == 0 || named && (bytes.HasPrefix(line, []byte("+++ ")) || bytes.HasPrefix(line, []byte("--- "))) {
		return line, 0
	}
	switch line[0] {
	case '+', '-', ' ':
		return line[1:], line[0]
	}
	return line, 0
}
