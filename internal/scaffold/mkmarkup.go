package scaffold

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/meta"
	"waymark/internal/source"
)

// What MkDocs's Markdown has besides, with the extensions that its themes ask for:
//
//	!!! note "Title"        an alert; what belongs to it is indented by four spaces
//	??? note, ???+ note     the same, folded
//	=== "Title"             a tab; those in a row belong together
//	--8<-- "file"           the text of a file
//	{% include-markdown "file" %}   the same, of a plugin
//	{: .class #id }         attributes of what is before it
//	[TOC]  :icon-name:  ++ctrl+c++   a table of contents, a picture, keys
//
// Alerts, folded text and tabs become containers, a file's text is put in, and of
// attributes only the id of a heading stays.

var plainNow = &Group{Title: "attributes, icons, keys and [TOC], which are written plainly or left out"}

// markup rewrites a page. What it can't rewrite stays, and is listed.
func (m *mkdocs) markup(p string, data []byte) []byte {
	_, body, _ := meta.Front(source.NewText(p, data))
	text := string(data[body:])
	m.listMarkup(p, bytes.Count(data[:body], []byte("\n")), text)
	isCRLF := strings.Contains(text, "\r\n")
	if isCRLF {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	lines := m.snippets(p, strings.Split(text, "\n"), 0)
	w := &mkWriter{mkdocs: m, page: p, first: 1 + bytes.Count(data[:body], []byte("\n"))}
	w.blocks(readBlocks(tabsOfFences(lines)))
	w.inline()
	text = strings.Join(w.out, "\n")
	if isCRLF {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return append(slices.Clip(data[:body]), text...)
}

var (
	snippetLine   = regexp.MustCompile(`^([ \t]*)-{1,}8<-{1,}[ \t]+["']([^"'\n]+)["'][ \t]*$`)
	snippetEnds   = regexp.MustCompile(`^([ \t]*)-{1,}8<-{1,}[ \t]*$`)
	snippetSpared = regexp.MustCompile(`^([ \t]*);(-{1,}8<-{1,}.*)$`)
	sectionMark   = regexp.MustCompile(`-{1,}8<-{1,}[ \t]+\[(start|end):[ \t]*([\w.-]+)[ \t]*\]`)
)

const deepestSnippet = 10 // snippets within snippets

// snippets puts the texts of files where a page names them, in code too.
func (m *mkdocs) snippets(p string, lines []string, depth int) (out []string) {
	block := false // between --8<-- and --8<--, each line names a file
	indent := ""
	for _, l := range lines {
		name := ""
		switch {
		case m.isInclude(l):
			text, why := m.includeLines(p, l)
			if depth == deepestSnippet {
				why = "files include one another more than ten deep"
			}
			if why != "" {
				m.leave(markupStays, m.old(p), 0, "%s: %s", strings.TrimSpace(l), why)
				out = append(out, l)
				continue
			}
			m.change(markupTurned, m.to[p], 0, "%s → the text of the file", strings.TrimSpace(l))
			for _, inside := range m.snippets(p, text, depth+1) {
				if inside != "" {
					inside = l[:indentOf(l)] + inside
				}
				out = append(out, inside)
			}
			continue
		case snippetSpared.MatchString(l):
			out = append(out, snippetSpared.ReplaceAllString(l, "$1$2"))
			continue
		case snippetEnds.MatchString(l):
			block, indent = !block, snippetEnds.FindStringSubmatch(l)[1]
			continue
		case block:
			name = strings.TrimSpace(l)
		case snippetLine.MatchString(l):
			found := snippetLine.FindStringSubmatch(l)
			indent, name = found[1], found[2]
		case depth > 0 && sectionMark.MatchString(l):
			continue // it means nothing to a reader
		default:
			out = append(out, l)
			continue
		}
		if name == "" || strings.HasPrefix(name, ";") {
			continue
		}
		text, why := m.snippetLines(name)
		if depth == deepestSnippet {
			why = "files include one another more than ten deep"
		}
		if why != "" {
			m.leave(markupStays, m.old(p), 0, `--8<-- "%s": %s`, name, why)
			out = append(out, indent+`--8<-- "`+name+`"`)
			continue
		}
		m.change(markupTurned, m.to[p], 0, `--8<-- "%s" → the text of the file`, name)
		for _, l := range m.snippets(p, text, depth+1) {
			if l != "" {
				l = indent + l
			}
			out = append(out, l)
		}
	}
	return out
}

var (
	includeLine   = regexp.MustCompile(`^[ \t]*\{%-?[ \t]*(include-markdown|include)[ \t]+["']([^"']+)["']((?:[ \t]+[\w-]+=(?:"[^"]*"|'[^']*'|\w+))*)[ \t]*-?%\}[ \t]*$`)
	includeOption = regexp.MustCompile(`([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\w+))`)
)

// isInclude reports whether a line is replaced by a file's text, which a plugin does.
func (m *mkdocs) isInclude(l string) bool {
	_, hasPlugin := named(m.config.Get("plugins"))["include-markdown"]
	return hasPlugin && includeLine.MatchString(l)
}

// includeLines returns the lines that such a line on a page stands for. A path is
// from the page if it begins with a dot, else from the content.
func (m *mkdocs) includeLines(p, l string) (lines []string, why string) {
	found := includeLine.FindStringSubmatch(l)
	name := found[2]
	if strings.ContainsAny(name, "*?[{") || scheme.MatchString(name) {
		return nil, "only a path of a file is known here"
	}
	file := path.Clean(name)
	if strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../") {
		file = path.Join(path.Dir(p), name)
	}
	full := m.old(file)
	data, err := []byte(nil), fs.ErrNotExist
	if fs.ValidPath(full) {
		data, err = source.ReadFile(m.src, full, source.MaxPage)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "the file is not in the folder that is taken over"
	case err != nil:
		return nil, err.Error()
	}
	if found[1] == "include-markdown" { // whose front matter is no text
		_, body, _ := meta.Front(source.NewText(full, data))
		data = data[body:]
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	for _, option := range includeOption.FindAllStringSubmatch(found[3], -1) {
		mark, ok := option[2]+option[3], true
		switch option[1] {
		case "start":
			_, text, ok = strings.Cut(text, mark)
		case "end":
			text, _, ok = strings.Cut(text, mark)
		default:
			return nil, "its option " + option[1] + " is not known here"
		}
		if !ok || mark == "" {
			return nil, "the file has no " + mark
		}
	}
	return strings.Split(strings.Trim(text, "\n"), "\n"), ""
}

// snippetLines returns the lines that a snippet names: file, file:3:8, file:section.
func (m *mkdocs) snippetLines(name string) (lines []string, why string) {
	file, which, hasPart := strings.Cut(name, ":")
	if scheme.MatchString(name) && strings.Contains(name, "://") {
		file, hasPart = name, false
	}
	data, why := m.snippet(file)
	if why != "" {
		return nil, why
	}
	lines = strings.Split(strings.TrimRight(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n"), "\n")
	if !hasPart {
		return lines, ""
	}
	if strings.Trim(which, "0123456789:-") != "" {
		start := slices.IndexFunc(lines, func(l string) bool { return isSectionMark(l, "start", which) })
		end := slices.IndexFunc(lines, func(l string) bool { return isSectionMark(l, "end", which) })
		if start < 0 || end < start {
			return nil, "the file has no section " + which
		}
		return lines[start+1 : end], ""
	}
	from, to, _ := strings.Cut(which, ":")
	first, last := 1, len(lines)
	var err error
	if from != "" {
		first, err = strconv.Atoi(from)
	}
	if err == nil && to != "" {
		last, err = strconv.Atoi(to)
	}
	if err != nil || first < 1 || first > last || first > len(lines) {
		return nil, "the file has no lines " + which
	}
	return lines[first-1 : min(last, len(lines))], ""
}

func isSectionMark(l, what, name string) bool {
	found := sectionMark.FindStringSubmatch(l)
	return found != nil && found[1] == what && found[2] == name
}

var (
	fenceTab = regexp.MustCompile(`[ \t]+tab=(?:"([^"]*)"|'([^']*)'|(\S+))`)
	anyFence = regexp.MustCompile("^([ \t]*)(?:```+|~~~+)")
)

// tabsOfFences writes code blocks with tab="Title", which stand for tabs in older
// books, as tabs with a code block each.
func tabsOfFences(lines []string) (out []string) {
	var code fences
	deeper, indent := false, ""
	for _, l := range lines {
		place := code.read(l)
		if place == codeOpens {
			if m, at := fenceTab.FindStringSubmatch(l), anyFence.FindStringSubmatch(l); m != nil && at != nil {
				deeper, indent = true, at[1]
				out = append(out, indent+`=== "`+m[1]+m[2]+m[3]+`"`)
				l = strings.Replace(l, m[0], "", 1)
			}
		}
		if deeper && strings.TrimSpace(l) != "" {
			l = indent + "    " + strings.TrimPrefix(l, indent)
		}
		out = append(out, l)
		deeper = deeper && place != codeCloses
	}
	return out
}

// An mkBlock is an alert, folded text, a tab or a line of text.
type mkBlock struct {
	mark   string // !!!, ???, ???+, ===; empty: line
	line   string
	indent string
	kind   string // note, …
	title  string
	bare   bool // the title is "", so none is meant to be shown
	fresh  bool // a tab that begins a new row
	inside []mkBlock
}

var (
	blockMark = regexp.MustCompile(`^([ \t]*)(!!!|\?\?\?\+?)[ \t]+([\w-]+)((?:[ \t]+[\w-]+)*)[ \t]*(?:"(.*)")?[ \t]*$`)
	tabMark   = regexp.MustCompile(`^([ \t]*)===([!+]*)[ \t]+"(.*)"[ \t]*$`)
	listMark  = regexp.MustCompile(`^[ \t]*(?:[-*+]|[0-9]+[.)]|\[\^[^\]]+\]:|:)[ \t]`)
)

// readBlocks finds the blocks of a page. What is indented below a mark is inside.
func readBlocks(lines []string) (blocks []mkBlock) {
	var code fences
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		b, ok := readMark(l)
		if code.read(l) != noCode || !ok || isCode(lines, i, b.indent) {
			blocks = append(blocks, mkBlock{line: l})
			continue
		}
		end := i + 1
		for j := end; j < len(lines); j++ {
			if strings.TrimSpace(lines[j]) == "" {
				continue
			}
			if !isDeeper(lines[j], b.indent) {
				break
			}
			end = j + 1
		}
		inside := make([]string, 0, end-i)
		for _, l := range lines[i+1 : end] {
			inside = append(inside, outdent(l, b.indent))
		}
		b.inside = readBlocks(inside)
		blocks = append(blocks, b)
		i = end - 1
	}
	return blocks
}

func readMark(l string) (mkBlock, bool) {
	if found := blockMark.FindStringSubmatch(l); found != nil {
		hasTitle := strings.HasSuffix(strings.TrimSpace(l), `"`)
		return mkBlock{mark: found[2], indent: found[1], kind: strings.ToLower(found[3]), title: found[5], bare: hasTitle && found[5] == ""}, true
	}
	if found := tabMark.FindStringSubmatch(l); found != nil {
		return mkBlock{mark: "===", indent: found[1], title: found[3], fresh: strings.Contains(found[2], "!")}, true
	}
	return mkBlock{}, false
}

// isDeeper reports whether a line is indented by four columns more than a mark.
func isDeeper(l, indent string) bool {
	rest, ok := strings.CutPrefix(l, indent)
	return ok && (strings.HasPrefix(rest, "    ") || strings.HasPrefix(rest, "\t"))
}

// outdent returns a line of a block as far in as the block's mark.
func outdent(l, indent string) string {
	rest := strings.TrimPrefix(l, indent)
	if after, ok := strings.CutPrefix(rest, "\t"); ok {
		return indent + after
	}
	if after, ok := strings.CutPrefix(rest, "    "); ok {
		return indent + after
	}
	return strings.TrimSpace(l)
}

// isCode reports whether a mark is indented so far that it is code: four columns,
// and within no list.
func isCode(lines []string, at int, indent string) bool {
	if len(strings.ReplaceAll(indent, "\t", "    ")) < 4 {
		return false
	}
	for i := at - 1; i >= 0; i-- {
		l := lines[i]
		if strings.TrimSpace(l) == "" || strings.HasPrefix(l, indent) {
			continue
		}
		if listMark.MatchString(l) {
			return false
		}
		if strings.TrimLeft(l, " \t") == l {
			return true // back at the margin
		}
	}
	return true
}

// alertOf says which alert stands for a kind of MkDocs's and Docusaurus's. Any other
// is a note.
var alertOf = map[string]string{
	"tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip", "important": "important",
	"warning": "warning", "attention": "warning", "failure": "warning", "fail": "warning", "missing": "warning", "bug": "warning",
	"caution": "caution", "danger": "caution", "error": "caution",
}

// alertFor returns the alert that stands for a kind, and its title: without one the
// tool shows the kind's own name, which is kept where the alert is called otherwise.
func alertFor(kind, title string) (alert, shown string) {
	if alert = alertOf[kind]; alert == "" {
		alert = "note"
	}
	if title == "" && alert != kind {
		title = strings.ToUpper(kind[:1]) + kind[1:]
	}
	return alert, title
}

type mkWriter struct {
	*mkdocs
	page  string
	first int // the number of the first line in the new file
	out   []string
}

func (w *mkWriter) put(l string) { w.out = append(w.out, l) }

// blocks writes blocks as containers, the outer ones with more colons.
func (w *mkWriter) blocks(blocks []mkBlock) {
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		switch b.mark {
		case "":
			w.put(b.line)
		case "===":
			i += w.tabs(blocks[i:]) - 1
		default:
			w.alert(b)
		}
	}
}

func (w *mkWriter) alert(b mkBlock) {
	colons := strings.Repeat(":", 3+depth(b.inside))
	head, title := alertFor(b.kind, b.title)
	if b.mark != "!!!" {
		head = "details"
		if title == "" {
			title = strings.ToUpper(b.kind[:1]) + b.kind[1:]
		}
	} else if b.bare {
		title = ""
	}
	if title != "" {
		head += " " + title
	}
	if b.mark == "???+" {
		head += " {open}"
	}
	w.note(b, colons+head)
	w.put(b.indent + colons + head)
	w.blocks(b.inside)
	w.put(b.indent + colons)
}

// tabs writes the tabs that are in a row, and returns how many blocks that are.
func (w *mkWriter) tabs(blocks []mkBlock) (n int) {
	deepest := 0
	for i, b := range blocks {
		if b.mark == "===" && (i == 0 || !b.fresh) && b.indent == blocks[0].indent {
			n = i + 1
			deepest = max(deepest, depth(b.inside))
		} else if b.mark != "" || strings.TrimSpace(b.line) != "" {
			break
		}
	}
	colons, indent := strings.Repeat(":", 3+deepest), blocks[0].indent
	w.put(indent + ":" + colons + "tabs")
	for _, b := range blocks[:n] {
		if b.mark == "" {
			continue // an empty line between two
		}
		w.note(b, colons+"tab "+b.title)
		w.put(indent + colons + "tab " + b.title)
		w.blocks(b.inside)
		w.put(indent + colons)
	}
	w.put(indent + ":" + colons)
	return n
}

func (w *mkWriter) note(b mkBlock, now string) {
	old := strings.TrimSpace(b.mark + " " + b.kind)
	w.change(markupTurned, w.to[w.page], w.first+len(w.out), "%s → %s", old, now)
}

// depth returns how deep containers are nested in blocks; tabs are two.
func depth(blocks []mkBlock) (deepest int) {
	for _, b := range blocks {
		switch b.mark {
		case "":
		case "===":
			deepest = max(deepest, 2+depth(b.inside))
		default:
			deepest = max(deepest, 1+depth(b.inside))
		}
	}
	return deepest
}

var (
	attribute  = `(?:[#.][\w:.-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+))`
	attributes = regexp.MustCompile(`\{:?[ \t]*` + attribute + `(?:[ \t]+` + attribute + `)*[ \t]*\}`)
	headingEnd = regexp.MustCompile(`^(#{1,6}[ \t].*?)[ \t]*\{:?[ \t]*(` + attribute + `(?:[ \t]+` + attribute + `)*)[ \t]*\}[ \t]*$`)
	idOfHead   = regexp.MustCompile(`#[\w:.-]+`)
	tocLine    = regexp.MustCompile(`^[ \t]*\[TOC\][ \t]*$`)
	icon       = regexp.MustCompile(`:((?:material|fontawesome|octicons|simple)-[a-z0-9-]+):(?:\{[^{}\n]*\})?`)
	keys       = regexp.MustCompile(`\+\+([a-z0-9"][\w"-]*(?:\+[\w"-]+)*)\+\+`)
	codeSpan   = regexp.MustCompile("`+[^`]*`+")
	fenceInfo  = regexp.MustCompile("^([ \t]*(?:>[ \t]*)*(?:```+|~~~+))[ \t]*(.*)$")
)

// inline rewrites what is within lines, and what is behind fences.
func (w *mkWriter) inline() {
	var code fences
	for i, l := range w.out {
		now, place := l, code.read(l)
		switch {
		case place == codeOpens:
			found := fenceInfo.FindStringSubmatch(l)
			info, dropped := knownOptions(fenceOptions(found[2]))
			if len(dropped) > 0 {
				w.change(optionsDropped, w.to[w.page], w.first+i, "%s", strings.Join(dropped, " "))
			}
			if info != found[2] {
				now = found[1] + info
			}
		case place != noCode:
			continue
		case tocLine.MatchString(l):
			now = ""
		default:
			now = w.inlineOf(l)
		}
		if now != l {
			w.out[i] = now
			old := strings.TrimSpace(l)
			switch {
			case tocLine.MatchString(l):
				w.change(plainNow, w.to[w.page], w.first+i, "%s is left out: a page shows its contents by itself", old)
			case place == codeOpens:
				w.change(markupTurned, w.to[w.page], w.first+i, "%s → %s", old, strings.TrimSpace(now))
			default:
				w.change(plainNow, w.to[w.page], w.first+i, "")
			}
		}
	}
}

// has reports whether the settings name an extension. Without any, its mark is text.
func (m *mkdocs) has(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { _, ok := m.extensions[name]; return ok })
}

// inlineOf rewrites a line of text, but for the code in it.
func (w *mkWriter) inlineOf(l string) string {
	if w.has("attr_list") {
		if found := headingEnd.FindStringSubmatch(l); found != nil {
			l = found[1]
			if id := idOfHead.FindString(found[2]); id != "" {
				l += " {" + id + "}"
			}
			return l
		}
	}
	var b strings.Builder
	last := 0
	outside := func(text, before string) {
		if w.has("pymdownx.emoji", "material.extensions.emoji") { // with their attributes
			text = w.icons(text, l)
		}
		if w.has("attr_list") {
			text = dropAttributes(text, before)
		}
		if w.has("pymdownx.keys") {
			text = keys.ReplaceAllStringFunc(text, func(s string) string { return "`" + keyNames(strings.Trim(s, "+")) + "`" })
		}
		b.WriteString(text)
	}
	for _, at := range codeSpan.FindAllStringIndex(l, -1) {
		outside(l[last:at[0]], l[:last])
		code := l[at[0]:at[1]]
		if w.has("pymdownx.inlinehilite") {
			code = inlineLanguage.ReplaceAllString(code, "$1")
		}
		b.WriteString(code)
		last = at[1]
	}
	outside(l[last:], l[:last])
	return b.String()
}

var inlineLanguage = regexp.MustCompile("^(`+)#!\\w+ ")

// dropAttributes leaves out the attributes of what is before them: a link, an image,
// code, emphasis, or a block of which they are the last line.
func dropAttributes(text, before string) string {
	var b strings.Builder
	last := 0
	for _, at := range attributes.FindAllStringIndex(text, -1) {
		head := strings.TrimRight(before+text[:at[0]], " \t")
		isBlock := strings.HasPrefix(text[at[0]:], "{:") && strings.TrimSpace(text[at[1]:]) == ""
		if isBlock || head != "" && strings.ContainsAny(head[len(head)-1:], ")]`*_>") {
			b.WriteString(strings.TrimRight(text[last:at[0]], " \t"))
			last = at[1]
		}
	}
	b.WriteString(text[last:])
	return b.String()
}

// icons leaves pictures out that stand beside text. One that is alone in a cell or
// in its line says something by itself, so its name takes its place.
func (w *mkWriter) icons(text, l string) string {
	isTable := strings.HasPrefix(strings.TrimSpace(l), "|")
	return icon.ReplaceAllStringFunc(text, func(found string) string {
		name := icon.FindStringSubmatch(found)[1]
		name = name[strings.Index(name, "-")+1:]
		switch {
		case strings.HasPrefix(name, "check"):
			return "✓"
		case strings.HasPrefix(name, "close") || name == "x-16" || name == "x-24":
			return "✗"
		case isTable || strings.TrimSpace(l) == found:
			return strings.ReplaceAll(strings.TrimRight(name, "-0123456789"), "-", " ")
		}
		return ""
	})
}

func keyNames(combination string) string {
	names := strings.Split(combination, "+")
	for i, name := range names {
		name = strings.Trim(name, `"`)
		if name != "" {
			names[i] = strings.ToUpper(name[:1]) + name[1:]
		}
	}
	return strings.Join(names, "+")
}

var (
	numbered1  = regexp.MustCompile(`(?:^|[ \t]+)linenums="[^"]*"`)
	hlLines    = regexp.MustCompile(`[ \t]*hl_lines="([^"]*)"`)
	bracedInfo = regexp.MustCompile(`^\{[ \t]*\.([\w+#-]+)((?:[ \t]+[^{}]*)?)\}$`)
	classWord  = regexp.MustCompile(`[ \t]+\.[\w-]+`)
)

// fenceOptions writes what is behind a fence as a handbook has it.
func fenceOptions(info string) string {
	now := info
	if found := bracedInfo.FindStringSubmatch(strings.TrimSpace(now)); found != nil {
		now = found[1] + classWord.ReplaceAllString(found[2], "")
	}
	hasNumbers := numbered1.MatchString(now)
	now = numbered1.ReplaceAllString(now, "")
	marked := ""
	if found := hlLines.FindStringSubmatch(now); found != nil {
		marked = " {" + strings.Join(strings.FieldsFunc(found[1], func(r rune) bool { return r == ' ' || r == ',' }), ",") + "}"
		now = hlLines.ReplaceAllString(now, "")
	}
	now = strings.TrimRight(now, " \t") + marked
	if hasNumbers {
		now += " linenos"
	}
	return strings.TrimLeft(now, " ")
}

// unknownMarkup is what stays as it is written.
var unknownMarkup = []struct {
	found *regexp.Regexp
	what  string
}{
	{regexp.MustCompile(`^[ \t]*::: [\w.]+[ \t]*$`), "a reference that mkdocstrings makes from code"},
	{regexp.MustCompile(`^[ \t]*>[ \t>]*(?:!!!|\?\?\?\+?)[ \t]+\w+`), "a block in a quotation"},
	{regexp.MustCompile(`\{%.*?%\}|\{\{.*?\}\}`), "a macro"},
	{regexp.MustCompile(`^\*\[[^\]\n]+\]:`), "an abbreviation"},
	{regexp.MustCompile(`\{(?:\+\+|--|~~|==|>>)`), "a critic mark"},
	{regexp.MustCompile(`(?:^|\s)(?:==[^=\s][^=]*==|\^\^[^^\s][^^]*\^\^)`), "a marked text"},
}

// listMarkup lists what stays as it is written, once a line.
func (m *mkdocs) listMarkup(p string, above int, text string) {
	var code fences
	for i, l := range strings.Split(text, "\n") {
		l = strings.TrimSuffix(l, "\r")
		if code.read(l) != noCode || m.isInclude(l) {
			continue
		}
		l = codeSpan.ReplaceAllString(l, "")
		for _, u := range unknownMarkup {
			if found := u.found.FindString(l); found != "" {
				m.leave(markupStays, m.old(p), above+i+1, "%s, %s", strings.TrimSpace(found), u.what)
			}
		}
	}
}
