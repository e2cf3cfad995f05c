package page

import (
	"bytes"
	"strings"

	"waymark/internal/source"
)

// Line reads one line of Markdown for a place where there is room for no more:
// text, emphasis, code and links, without raw HTML. It reports false for what is
// more than that. Places in the result are those in the line.
func Line(line string, s Settings) (*Page, *Body, bool) {
	s.RawHTML = NoHTML
	d := newDocument(source.NewText("", []byte(strings.TrimSpace(line))), s)
	if d.text == nil || bytes.ContainsAny(d.source, "\r\n") {
		return nil, nil, false
	}
	d.read()
	d.write()
	const begin, end = "<p>", "</p>\n"
	html, begun := bytes.CutPrefix(d.body.HTML, []byte(begin))
	html, ended := bytes.CutSuffix(html, []byte(end))
	if !begun || !ended || len(d.page.Images) > 0 {
		return nil, nil, false
	}
	d.body.HTML = html
	for i := range d.body.Gaps {
		d.body.Gaps[i].At -= len(begin)
	}
	return d.page, d.body, true
}
