package page

import (
	"bytes"

	"waymark/internal/wording"
)

// countWords counts the words that HTML shows. What stands in gaps, code blocks
// above all, is not there to be counted.
func countWords(html []byte) int { return wording.Count(shownText(html)) }

// shownText returns HTML without tags and entities. Raw HTML that does not end
// shows nothing.
func shownText(html []byte) string {
	text := make([]byte, 0, len(html))
	for i := 0; i < len(html); i++ {
		end := -1
		switch html[i] {
		case '<':
			if end = bytes.IndexByte(html[i:], '>'); end < 0 {
				return string(text)
			}
			if endsWord(html[i : i+end]) {
				text = append(text, ' ')
			}
		case '&':
			end = bytes.IndexByte(html[i:min(i+len("&quot;"), len(html))], ';')
		}
		if end < 0 {
			text = append(text, html[i])
		}
		i += max(0, end)
	}
	return string(text)
}

// endsWord reports whether a tag, here without its last character, keeps what stands
// on its two sides apart. In Markdown's HTML a line end does so as well.
func endsWord(tag []byte) bool {
	switch string(tag) {
	case "<br", "</caption", "</dd", "</div", "</dt", "</figcaption", "</li", "</p", "</summary", "</td", "</th":
		return true
	}
	return false
}
