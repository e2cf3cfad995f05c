package scaffold

import (
	"cmp"
	"regexp"
	"strings"
)

// Of Hugo's own shortcodes figure and highlight say what Markdown can say. Those
// become an image and a code block; one that says more than that stays as it is
// written, and is listed. No line is added or taken away.

var (
	figureCall    = regexp.MustCompile(`(?m)^[ \t]*(\{\{[<%]\s*figure\s+([^\n]*?)\s*/?[>%]\}\})[ \t\r]*$`)
	highlightCall = regexp.MustCompile(`(?m)^[ \t]*(\{\{[<%]\s*highlight\s+([^\n]*?)\s*[>%]\}\})[ \t\r]*$`)
	highlightEnd  = regexp.MustCompile(`(?m)^[ \t]*(\{\{[<%]\s*/\s*highlight\s*[>%]\}\})[ \t\r]*$`)
)

func (h *hugo) figures(p string, data []byte) []byte {
	var edits []edit
	for _, m := range figureCall.FindAllSubmatchIndex(data, -1) {
		image, ok := figure(string(data[m[4]:m[5]]))
		if !ok {
			continue
		}
		edits = append(edits, edit{m[2], m[3], image})
		h.change(markupTurned, h.to[p], lineAt(data, m[2]), "%s → %s", data[m[2]:m[3]], image)
	}
	return apply(data, edits)
}

// figure returns the image that the arguments of the shortcode mean. How large it
// is and when it is loaded is no matter of a text; where it leads and whose it is
// are words that an image cannot hold.
func figure(args string) (image string, ok bool) {
	values, ok := arguments(args)
	if !ok || len(values[""]) > 0 {
		return "", false
	}
	for name := range values {
		switch name {
		case "src", "alt", "caption", "title", "class", "width", "height", "loading":
		default:
			return "", false
		}
	}
	first := func(name string) string { return strings.Join(values[name], " ") }
	src, caption := first("src"), cmp.Or(first("caption"), first("title"))
	both := first("caption") != "" && first("title") != ""
	if src == "" || both || strings.ContainsAny(src, "<>{}\n") || strings.ContainsAny(caption, "[]*_`<{") {
		return "", false
	}
	if strings.ContainsAny(src, " ()") {
		src = "<" + src + ">"
	}
	alt := cmp.Or(first("alt"), caption)
	image = "![" + strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(alt) + "](" + src
	if caption != "" {
		image += ` "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(caption) + `"`
	}
	return image + ")", true
}

func (h *hugo) highlights(p string, data []byte) []byte {
	var edits []edit
	ends := highlightEnd.FindAllSubmatchIndex(data, -1)
	for _, m := range highlightCall.FindAllSubmatchIndex(data, -1) {
		info, ok := highlight(string(data[m[4]:m[5]]))
		for len(ends) > 0 && ends[0][0] < m[1] {
			ends = ends[1:]
		}
		if !ok || len(ends) == 0 || highlightCall.Match(data[m[1]:ends[0][0]]) {
			continue
		}
		fence := "```"
		for strings.Contains(string(data[m[1]:ends[0][0]]), fence) {
			fence += "`"
		}
		edits = append(edits, edit{m[2], m[3], fence + info}, edit{ends[0][2], ends[0][3], fence})
		h.change(markupTurned, h.to[p], lineAt(data, m[2]), "%s → %s", data[m[2]:m[3]], fence+info)
	}
	return apply(data, edits)
}

var (
	languageName = regexp.MustCompile(`^[A-Za-z0-9+#._-]+$`)
	withNumbers  = regexp.MustCompile(`\blinenos=(true|table|inline)\b`)
	markedLines  = regexp.MustCompile(`\bhl_lines=\[?["']?([0-9]+(?:-[0-9]+)?(?:[ ,]+[0-9]+(?:-[0-9]+)?)*)["']?\]?`)
)

// highlight returns what stands behind the fence of the code block that the
// arguments of the shortcode mean: a language, and which lines are marked.
func highlight(args string) (info string, ok bool) {
	lang, options, _ := strings.Cut(args, " ")
	lang = strings.Trim(lang, "\"`")
	if !languageName.MatchString(lang) {
		return "", false
	}
	info = lang
	if m := markedLines.FindStringSubmatch(options); m != nil {
		info += " {" + strings.Join(strings.FieldsFunc(m[1], func(r rune) bool { return r == ' ' || r == ',' }), ",") + "}"
	} else if strings.Contains(options, "hl_lines") {
		return "", false
	}
	if withNumbers.MatchString(options) {
		info += " linenos"
	}
	return info, true
}

// arguments reads the arguments of a shortcode by name; those without one have
// the name "".
func arguments(args string) (values map[string][]string, ok bool) {
	values = make(map[string][]string)
	for rest := args; strings.TrimSpace(rest) != ""; {
		m := shortcodeArg.FindStringSubmatch(rest)
		if m == nil {
			return nil, false
		}
		rest = rest[len(m[0]):]
		values[m[1]] = append(values[m[1]], m[2]+m[3]+m[4])
	}
	return values, true
}
