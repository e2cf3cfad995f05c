package page

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"

	"waymark/internal/source"
)

// mostColoured is the largest text in bytes that is coloured: a lexer is a set of
// regular expressions, and some of them are slow on some texts. There is no limit
// in seconds, because a machine's speed must not reach an output (invariant 7).
const mostColoured = 128 << 10

// mostPatience is how long chroma goes on with a single match of an expression
// before it takes another: a hundred thousand times what real code takes. Chroma
// asks for a quarter of a second, which on a busy machine a harmless match was
// seen to take, because its processor was given to somebody else: the block then
// had other colours. The clock that it goes by can be set to tick more slowly.
const mostPatience = 10 * time.Second

// languages are chroma's lexers by every name, and by every ending of a file's
// name. Where two claim one, chroma's priorities decide, as in its own search,
// which however goes through all patterns of all lexers each time.
var languages = sync.OnceValue(func() map[string]chroma.Lexer {
	regexp2.SetTimeoutCheckPeriod(mostPatience)
	byName := make(map[string]chroma.Lexer)
	byEnding := make(map[string]chroma.Lexer)
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		config := l.Config()
		for _, name := range append([]string{config.Name}, config.Aliases...) {
			byName[strings.ToLower(name)] = l
		}
		for _, pattern := range config.Filenames {
			ending, ok := strings.CutPrefix(pattern, "*.")
			if ok && (byEnding[ending] == nil || priority(byEnding[ending]) < priority(l)) {
				byEnding[ending] = l
			}
		}
	}
	for ending, l := range byEnding {
		if byName[ending] == nil {
			byName[ending] = l
		}
	}
	return byName
})

func priority(l chroma.Lexer) float32 {
	if p := l.Config().Priority; p != 0 {
		return p
	}
	return 1
}

// KnownLanguage reports whether code in the language can be coloured, or is
// plain text by name.
func KnownLanguage(name string) bool {
	name = strings.ToLower(name)
	return languages()[name] != nil || slices.Contains(plainLanguages, name) || slices.Contains(sessions, name)
}

// plainLanguages are words with which authors and other tools name what has no
// colours: what a program prints, what other tools make a picture of, and formats
// that no lexer is for.
var plainLanguages = strings.Fields(`
	none nohighlight no-highlight plain-text ascii ascii-art tree raw other
	output input result results stdout stderr log logs syslog terminal prompt
	math katex mermaid d2 plantuml puml dot graphviz ditaa nomnoml wavedrom markmap vega vega-lite
	diagram flow flowchart sequence chart geojson topojson stl excalidraw bytefield
	csv tsv ndjson jsonl har dotenv conf crontab editorconfig gitignore dockerignore ignore
	regex regexp pseudo pseudocode mdx astro
`)

// Key returns the digest of everything that the HTML of the block is made from.
func (c Code) Key() source.Digest {
	var n []byte
	for _, m := range c.Marks {
		n = binary.AppendVarint(n, int64(m[0]))
		n = binary.AppendVarint(n, int64(m[1]))
	}
	for _, href := range c.Hrefs {
		n = append(append(n, href...), 0)
	}
	flags := strconv.FormatBool(c.LineNumbers) + strconv.FormatBool(c.Diff) + strconv.FormatBool(c.Drawn) + strconv.Itoa(c.FirstLine)
	return source.Sum([]byte(c.Language), []byte(c.Text), []byte(c.Title), n, []byte(flags))
}

// Highlight returns the HTML of a code block. Colours are classes, chroma's
// short ones. Each line is an element of the class line, and also
//
//   - of the class marked when the author marked it,
//   - an <ins> or <del> when it is added or removed, its sign taken off,
//   - with data-line, its number, when lines are numbered: what a style sheet
//     shows is not copied.
func Highlight(c Code) []byte {
	text := strings.ToValidUTF8(strings.ReplaceAll(c.Text, "\r\n", "\n"), "\uFFFD")
	text, signs := c.trimSigns(strings.TrimSuffix(text, "\n"))
	dst := make([]byte, 0, 256+4*len(text))
	tag := "div"
	if c.Title != "" {
		tag = "figure"
	}
	dst = c.appendStart(dst, tag)
	for i, line := range splitLines(c.tokens(text)) {
		dst = c.appendLine(dst, i, line, signs)
	}
	dst = append(dst, "</code></pre>\n</"...)
	return append(append(dst, tag...), '>')
}

func (c Code) appendStart(dst []byte, tag string) []byte {
	dst = append(dst, '<')
	dst = append(append(dst, tag...), ` class="code`...)
	if c.Diff {
		dst = append(dst, " diff"...)
	}
	if c.LineNumbers {
		dst = append(dst, " linenos"...)
	}
	dst = append(dst, '"')
	if c.Language != "" {
		dst = append(appendEscaped(append(dst, ` data-lang="`...), c.Language), '"')
	}
	dst = append(dst, '>')
	if c.Title != "" {
		dst = append(appendEscaped(append(dst, "\n<figcaption>"...), c.Title), "</figcaption>"...)
	}
	dst = append(dst, "\n<pre tabindex=\"0\"><code"...)
	if c.Language != "" {
		dst = append(appendEscaped(append(dst, ` class="language-`...), c.Language), '"')
	}
	return append(dst, '>')
}

// trimSigns takes the signs of a diff off its lines.
func (c Code) trimSigns(text string) (plain string, signs []byte) {
	if !c.Diff {
		return text, nil
	}
	lines := strings.Split(text, "\n")
	signs = make([]byte, len(lines))
	for i, line := range lines {
		b, sign := trimSign([]byte(line), c.Language == "")
		lines[i], signs[i] = string(b), sign
	}
	return strings.Join(lines, "\n"), signs
}

// appendLine appends a line, i counted from 0.
func (c Code) appendLine(dst []byte, i int, line []chroma.Token, signs []byte) []byte {
	tag, class := "span", "line"
	if i < len(signs) && signs[i] == '+' {
		tag, class = "ins", "line added"
	}
	if i < len(signs) && signs[i] == '-' {
		tag, class = "del", "line removed"
	}
	dst = append(append(append(dst, '<'), tag...), ` class="`...)
	dst = append(dst, class...)
	if c.isMarked(i + 1) {
		dst = append(dst, " marked"...)
	}
	dst = append(dst, '"')
	if c.LineNumbers {
		dst = append(strconv.AppendInt(append(dst, ` data-line="`...), int64(c.FirstLine+i), 10), '"')
	}
	dst = append(dst, '>')
	for _, t := range line {
		class := classOf(t.Type)
		if class == "" {
			dst = appendEscaped(dst, t.Value)
			continue
		}
		dst = append(append(append(dst, `<span class="`...), class...), `">`...)
		dst = append(appendEscaped(dst, t.Value), "</span>"...)
	}
	dst = append(append(append(dst, "</"...), tag...), '>')
	return append(dst, '\n')
}

func (c Code) isMarked(line int) bool {
	for _, m := range c.Marks {
		if m[0] <= line && line <= m[1] {
			return true
		}
	}
	return false
}

// classOf returns chroma's short class of a token: its own, else that of its
// category. White space needs none.
func classOf(t chroma.TokenType) string {
	if t == chroma.TextWhitespace {
		return ""
	}
	for ; t != 0; t = t.Parent() {
		if class, ok := chroma.StandardTypes[t]; ok {
			return class
		}
	}
	return ""
}

// tokens returns the parts of the block's text, coloured.
func (c Code) tokens(text string) []chroma.Token {
	if slices.Contains(sessions, strings.ToLower(c.Language)) && len(text) <= mostColoured {
		return sessionTokens(text)
	}
	return tokens(c.Language, text)
}

// tokens returns the parts of a text, coloured when the language is known and
// its lexer does what it should. Put together, they are the text.
func tokens(language, text string) []chroma.Token {
	if l := languages()[strings.ToLower(language)]; l != nil && language != "" && len(text) <= mostColoured {
		if coloured, ok := lex(l, text); ok {
			return coloured
		}
	}
	return []chroma.Token{{Type: chroma.Text, Value: text}}
}

// lex reports false for a lexer that fails: it panics, loses or invents text, or
// does not come to an end.
func lex(l chroma.Lexer, text string) (found []chroma.Token, ok bool) {
	defer func() {
		if recover() != nil {
			found, ok = nil, false
		}
	}()
	next, err := l.Tokenise(nil, text+"\n") // many rules want a line end
	if err != nil {
		return nil, false
	}
	rest := text + "\n"
	for n := 0; ; n++ {
		t := next()
		switch {
		case t == chroma.EOF:
			return trimEnd(found), rest == ""
		case !strings.HasPrefix(rest, t.Value), n > 4*len(text)+100:
			return nil, false
		}
		rest = rest[len(t.Value):]
		if last := len(found) - 1; last >= 0 && classOf(found[last].Type) == classOf(t.Type) {
			found[last].Value += t.Value
		} else if t.Value != "" {
			found = append(found, t)
		}
	}
}

// trimEnd takes the line end off again that lex has added.
func trimEnd(tokens []chroma.Token) []chroma.Token {
	if len(tokens) > 0 {
		last := &tokens[len(tokens)-1]
		last.Value = strings.TrimSuffix(last.Value, "\n")
	}
	return tokens
}

// splitLines splits tokens at line ends, which are left out.
func splitLines(all []chroma.Token) [][]chroma.Token {
	lines := [][]chroma.Token{nil}
	for _, t := range all {
		for i, value := range strings.Split(t.Value, "\n") {
			if i > 0 {
				lines = append(lines, nil)
			}
			if value != "" {
				lines[len(lines)-1] = append(lines[len(lines)-1], chroma.Token{Type: t.Type, Value: value})
			}
		}
	}
	return lines
}
