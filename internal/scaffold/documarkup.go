package scaffold

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"waymark/internal/meta"
	"waymark/internal/source"
)

// What Docusaurus's Markdown has besides: admonitions under names of its own, tabs
// and parts of pages as components, comments in code that mark lines. Those become
// what a handbook has. Other components stay as they are written; a page with any is
// called .mdx, as which it is read without them.

var (
	admonition  = regexp.MustCompile(`^([ \t]*:{3,}[ \t]*)(\w+)((?:\[.*\]|\{[^}]*\})*)([ \t]+.*?)?[ \t]*$`)
	tabsOpen    = regexp.MustCompile(`^([ \t]*)<Tabs\b[^>]*>[ \t]*$`)
	tabsClose   = regexp.MustCompile(`^([ \t]*)</Tabs>[ \t]*$`)
	tabOpen     = regexp.MustCompile(`^([ \t]*)<TabItem\b([^>]*)>[ \t]*$`)
	tabWhole    = regexp.MustCompile(`^([ \t]*)<TabItem\b([^>]*)>(.*?)</TabItem>[ \t]*$`)
	tagBegins   = regexp.MustCompile(`^[ \t]*<(?:Tabs|TabItem)\b[^>]*$`)
	tabsValue   = regexp.MustCompile(`\{[^{}]*\}`)
	valueOf     = regexp.MustCompile(`\b(label|value):[ \t]*(?:'([^']*)'|"([^"]*)")`)
	asMarkup    = regexp.MustCompile("^[ \t]*(```+|~~~+)[ \t]*mdx-code-block[ \t]*$")
	tabClose    = regexp.MustCompile(`^([ \t]*)</TabItem>[ \t]*$`)
	attributeOf = regexp.MustCompile(`\b(label|value)=(?:"([^"]*)"|'([^']*)'|\{['"]([^'"]*)['"]\})`)
	themeImport = regexp.MustCompile(`^import[ \t]+(?:Tabs|TabItem)[ \t]+from[ \t]+['"]@theme/(?:Tabs|TabItem)['"];?[ \t]*$`)
	partImport  = regexp.MustCompile(`^import[ \t]+([A-Z]\w*)[ \t]+from[ \t]+['"]((?:@site/|\.{1,2}/)[^'"]*\.mdx?)['"];?[ \t]*$`)
	partCall    = regexp.MustCompile(`^([ \t]*)<([A-Z]\w*)[ \t]*/>[ \t]*$`)
	required    = regexp.MustCompile(`<img\b([^<>]*?)\bsrc=\{require\(['"]([^'"]+)['"]\)(?:\.default)?\}([^<>]*?)/?>`)
	altText     = regexp.MustCompile(`\balt=(?:"([^"]*)"|'([^']*)')`)
	pathname    = regexp.MustCompile(`\(pathname://`)
	mdxLeft     = regexp.MustCompile(`^(?:import[ \t].*|export[ \t].*)$|</?[A-Z][\w.]*|\{/\*|=\{|<>|\{[A-Za-z_$][\w.$]*\}`)
	mdxName     = regexp.MustCompile(`</?([A-Z][\w.]*)`)
	highlightIt = regexp.MustCompile(`^[ \t]*(?://|#|--|/\*|<!--|\{/\*)[ \t]*highlight-(next-line|start|end)[ \t]*(?:\*/\}?|-->)?[ \t]*$`)
)

// markup rewrites a page, and decides whether it is one with components.
func (d *docusaurus) markup(p string, data []byte) []byte {
	_, body, _ := meta.Front(source.NewText(p, data))
	above := bytes.Count(data[:body], []byte("\n"))
	text := strings.ReplaceAll(string(data[body:]), "\r\n", "\n")
	w := &docuWriter{docusaurus: d, page: p, first: above + 1, parts: make(map[string]string)}
	w.lines(strings.Split(text, "\n"), p, 0)
	d.listComponents(p, w)
	return append(slices.Clip(data[:body]), strings.Join(w.out, "\n")...)
}

type docuWriter struct {
	*docusaurus
	page   string
	first  int // the number of the first line in the new file
	out    []string
	parts  map[string]string // by the component's name: the file that it is
	tabs   []*openTabs       // innermost last
	fence  *openFence
	fences fences
	shown  string       // the marks of a block whose text is markup all the same
	code   map[int]bool // lines of out that are code
}

// openTabs are tabs while their lines are read.
type openTabs struct {
	base   string // how far in they are
	indent int    // of the text in a tab; -1: none was read yet
	labels map[string]string
}

// head returns the line that begins a tab.
func (t *openTabs) head(attributes string) string {
	name := tabName(attributes)
	if label := t.labels[name]; label != "" {
		name = label
	}
	return t.base + ":::tab " + name
}

// labelsOf returns the labels that tabs give their values.
func labelsOf(tag string) map[string]string {
	labels := make(map[string]string)
	for _, braced := range tabsValue.FindAllString(tag, -1) {
		values := make(map[string]string)
		for _, m := range valueOf.FindAllStringSubmatch(braced, -1) {
			values[m[1]] = m[2] + m[3]
		}
		labels[values["value"]] = values["label"]
	}
	return labels
}

// dedent returns a line of a tab as far in as the tabs are: more would be code.
func (w *docuWriter) dedent(l string) string {
	if len(w.tabs) == 0 || strings.TrimSpace(l) == "" {
		return l
	}
	t := w.tabs[len(w.tabs)-1]
	if tabOpen.MatchString(l) || tabWhole.MatchString(l) || tabClose.MatchString(l) || tabsClose.MatchString(l) {
		return l
	}
	if t.indent < 0 {
		t.indent = indentOf(l)
	}
	if extra := t.indent - len(t.base); extra > 0 {
		return l[min(extra, indentOf(l)):]
	}
	return l
}

func indentOf(l string) int { return len(l) - len(strings.TrimLeft(l, " \t")) }

// An openFence is a code block while its lines are read.
type openFence struct {
	at       int // its first line in out
	marked   []string
	from     int  // the line, within the block, since which lines are marked; 0: none
	isNumber bool // it has numbers of lines already

	isReference bool // its text is the address of the code that the tool shows
}

func (w *docuWriter) put(l string) {
	if w.code == nil {
		w.code = make(map[int]bool)
	}
	w.code[len(w.out)] = w.fence != nil
	w.out = append(w.out, l)
}

func (w *docuWriter) turned(old, now string) {
	w.change(markupTurned, w.to[w.page], w.first+len(w.out), "%s → %s", strings.TrimSpace(old), strings.TrimSpace(now))
}

// lines writes the lines of a page, or of a part of one. from is the file that they
// are in.
func (w *docuWriter) lines(lines []string, from string, depth int) {
	for _, l := range w.wholeTags(lines) {
		l = w.dedent(l)
		switch {
		case w.fence == nil && w.shown == "" && asMarkup.MatchString(l):
			w.shown = asMarkup.FindStringSubmatch(l)[1]
		case w.fence == nil && w.shown != "" && strings.TrimSpace(l) == w.shown:
			w.shown = ""
		case w.isCode(l):
		case themeImport.MatchString(l):
			w.change(markupTurned, w.to[w.page], 0, "%s is left out", l)
		case partImport.MatchString(l):
			m := partImport.FindStringSubmatch(l)
			file := path.Join(path.Dir(from), m[2])
			if below, ok := strings.CutPrefix(m[2], "@site/"); ok {
				file = strings.TrimPrefix(below, w.Root+"/")
			}
			w.parts[m[1]] = file
			if !w.isPart(file) {
				w.put(l)
			}
		case partCall.MatchString(l) && w.parts[partCall.FindStringSubmatch(l)[2]] != "":
			w.part(l, depth)
		default:
			w.line(l)
		}
	}
}

// wholeTags returns lines with each tag of tabs in one: it can be spread over many.
func (w *docuWriter) wholeTags(lines []string) (whole []string) {
	const most = 50 // lines of a tag
	var code fences
	shown := w.shown
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		switch {
		case code.marks == "" && shown == "" && asMarkup.MatchString(l):
			shown = asMarkup.FindStringSubmatch(l)[1]
		case code.marks == "" && shown != "" && strings.TrimSpace(l) == shown:
			shown = ""
		case code.read(l) == noCode && tagBegins.MatchString(l):
			for j := i + 1; j < min(len(lines), i+most); j++ {
				if rest := strings.TrimSpace(lines[j]); strings.HasSuffix(rest, ">") {
					l = strings.Join(append([]string{l}, lines[i+1:j+1]...), " ")
					i = j
					break
				}
			}
		}
		whole = append(whole, l)
	}
	return whole
}

func (w *docuWriter) isPart(file string) bool {
	return strings.HasPrefix(path.Base(file), "_") && source.IsMarkdown(file)
}

// isCode writes a line of a code block, and reports whether it was one.
func (w *docuWriter) isCode(l string) bool {
	switch w.fences.read(l) {
	case codeOpens:
		w.openFence(l)
	case inCode:
		w.codeLine(l)
	case codeCloses:
		w.closeFence(l)
	default:
		return false
	}
	return true
}

const deepestPart = 5 // parts of pages within parts

// part puts the text of a part of a page where the page shows it.
func (w *docuWriter) part(l string, depth int) {
	m := partCall.FindStringSubmatch(l)
	file := w.parts[m[2]]
	data, err := source.ReadFile(w.src, w.old(file), source.MaxPage)
	if err != nil || depth == deepestPart || !w.isPart(file) {
		w.put(l) // listed with the other components
		return
	}
	_, body, _ := meta.Front(source.NewText(file, data))
	w.change(markupTurned, w.to[w.page], 0, "%s → the text of %s", strings.TrimSpace(l), file)
	text := strings.TrimRight(strings.ReplaceAll(string(data[body:]), "\r\n", "\n"), "\n")
	w.lines(strings.Split(text, "\n"), file, depth+1)
}

// line writes a line of text.
func (w *docuWriter) line(l string) {
	now := l
	switch {
	case admonition.MatchString(l):
		m := admonition.FindStringSubmatch(l)
		if foreign := strings.ToLower(m[2]); foreign == "info" || foreign == "danger" || foreign == "success" || foreign == "secondary" {
			alert, title := alertFor(foreign, strings.TrimSpace(m[3]+m[4]))
			if strings.HasPrefix(m[3], "[") {
				title = m[3] + m[4]
			} else if foreign == "secondary" && title == "Secondary" {
				title = ""
			} else {
				title = " " + title
			}
			now = strings.TrimRight(m[1]+alert+title, " ")
		}
	case tabsOpen.MatchString(l):
		w.tabs = append(w.tabs, &openTabs{base: tabsOpen.FindStringSubmatch(l)[1], indent: -1, labels: labelsOf(l)})
		now = w.tabs[len(w.tabs)-1].base + "::::tabs"
	case tabsClose.MatchString(l) && len(w.tabs) > 0:
		now = w.tabs[len(w.tabs)-1].base + "::::"
		w.tabs = w.tabs[:len(w.tabs)-1]
	case tabOpen.MatchString(l) && len(w.tabs) > 0:
		w.tabs[len(w.tabs)-1].indent = -1
		now = w.tabs[len(w.tabs)-1].head(tabOpen.FindStringSubmatch(l)[2])
	case tabWhole.MatchString(l) && len(w.tabs) > 0:
		m, t := tabWhole.FindStringSubmatch(l), w.tabs[len(w.tabs)-1]
		now = t.head(m[2])
		w.turned(l, now)
		w.put(now)
		w.put(t.base + strings.TrimSpace(m[3]))
		w.put(t.base + ":::")
		return
	case tabClose.MatchString(l) && len(w.tabs) > 0:
		now = w.tabs[len(w.tabs)-1].base + ":::"
	default:
		now = required.ReplaceAllStringFunc(l, func(tag string) string {
			m := required.FindStringSubmatch(tag)
			alt := ""
			if found := altText.FindStringSubmatch(m[1] + m[3]); found != nil {
				alt = found[1] + found[2]
			}
			return "![" + alt + "](" + m[2] + ")"
		})
		now = pathname.ReplaceAllString(now, "(")
	}
	if now != l {
		w.turned(l, now)
	}
	w.put(now)
}

// tabName returns what a tab is called: its label, else its value.
func tabName(attributes string) string {
	values := make(map[string]string)
	for _, m := range attributeOf.FindAllStringSubmatch(attributes, -1) {
		values[m[1]] = m[2] + m[3] + m[4]
	}
	if values["label"] != "" {
		return values["label"]
	}
	return values["value"]
}

var (
	showNumbers = regexp.MustCompile(`[ \t]+showLineNumbers(?:=(?:\{\d+\}|\d+))?`)
	foreignInfo = regexp.MustCompile(`[ \t]+(?:live|noInline|npm2yarn|metastring=(?:"[^"]*"|'[^']*'))\b?`)
	singleQuote = regexp.MustCompile(`([ \t]title=)'([^'"]*)'`)
)

func (w *docuWriter) openFence(l string) {
	now := l
	if showNumbers.MatchString(now) {
		now = showNumbers.ReplaceAllString(now, "") + " linenos"
	}
	now = singleQuote.ReplaceAllString(foreignInfo.ReplaceAllString(now, ""), `$1"$2"`)
	m := fenceInfo.FindStringSubmatch(now)
	info, dropped := knownOptions(m[2])
	if len(dropped) > 0 {
		now = m[1] + info
	}
	isReference := slices.Contains(dropped, "reference")
	if others := slices.DeleteFunc(dropped, func(word string) bool { return word == "reference" }); len(others) > 0 {
		w.change(optionsDropped, w.to[w.page], w.first+len(w.out), "%s", strings.Join(others, " "))
	}
	if now != l && !isReference {
		w.turned(l, now)
	}
	w.fence = &openFence{at: len(w.out), isNumber: strings.Contains(now, "{"), isReference: isReference}
	w.put(now)
}

// codeLine writes a line of code, but for comments that say which lines stand out.
func (w *docuWriter) codeLine(l string) {
	m := highlightIt.FindStringSubmatch(l)
	if m == nil || w.fence.isNumber {
		w.put(l)
		return
	}
	next := len(w.out) - w.fence.at // within the block
	switch m[1] {
	case "next-line":
		w.fence.marked = append(w.fence.marked, fmt.Sprint(next))
	case "start":
		w.fence.from = next
	default:
		if w.fence.from > 0 && next > w.fence.from {
			w.fence.marked = append(w.fence.marked, fmt.Sprintf("%d-%d", w.fence.from, next-1))
		}
		w.fence.from = 0
	}
}

func (w *docuWriter) closeFence(l string) {
	if len(w.fence.marked) > 0 {
		now := w.out[w.fence.at] + " {" + strings.Join(w.fence.marked, ",") + "}"
		w.change(markupTurned, w.to[w.page], w.first+w.fence.at, "comments that mark lines → %s", strings.TrimSpace(now))
		w.out[w.fence.at] = now
	}
	if found := referred.FindStringSubmatch(strings.Join(w.out[w.fence.at+1:], "\n")); found != nil && w.fence.isReference {
		open := w.out[w.fence.at]
		now := open[:indentOf(open)] + "[`" + path.Base(found[2]) + found[3] + "`](" + found[1] + ")"
		w.out = w.out[:w.fence.at]
		w.fence = nil
		w.turned("a code block with reference", now)
		w.put(now)
		return
	}
	w.put(l)
	w.fence = nil
}

// referred is the only line of a block that shows code from the web.
var referred = regexp.MustCompile(`^\s*((https://[^\s#?()]+)(#[^\s()]*)?)\s*$`)

// listComponents lists what nothing here runs, once a page, and calls a page with any
// .mdx.
func (d *docusaurus) listComponents(p string, w *docuWriter) {
	var names []string
	at := 0
	for i, l := range w.out {
		if w.code[i] {
			continue
		}
		l = codeSpan.ReplaceAllString(l, "")
		found := mdxLeft.FindString(l)
		if found == "" {
			continue
		}
		if at == 0 {
			at = i + 1
		}
		what := found
		if m := mdxName.FindStringSubmatch(l); m != nil {
			what = m[1]
		} else if first, _, ok := strings.Cut(found, " "); ok {
			what = first // import, export
		}
		if !slices.Contains(names, what) {
			names = append(names, what)
		}
	}
	if at == 0 {
		return
	}
	d.leave(components, d.old(p), 1, "%s", strings.Join(names, ", "))
	if to := d.to[p]; !source.IsMDX(to) {
		now := source.TrimMarkdown(to) + ".mdx"
		d.to[p] = now
		for i, note := range d.Changed {
			if note.Path == "content/"+to {
				d.Changed[i].Path = "content/" + now
			}
		}
	}
}
