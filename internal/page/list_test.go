package page

import (
	"regexp"
	"strings"
	"testing"
)

// TestEmptyItemsEndNoListAroundThem: an item without a text, with a blank line
// behind it, in the deepest of several lists.
func TestEmptyItemsEndNoListAroundThem(t *testing.T) {
	spaces := regexp.MustCompile(`\s+`)
	for _, c := range []struct{ markdown, html string }{
		{"- a\n\n  - b\n\n  -\n\n- c", "<ul><li><p>a</p><ul><li><p>b</p></li><li></li></ul></li><li><p>c</p></li></ul>"},
		{"- a\n\n  - b\n\n    - c\n\n    -\n\n  - d\n\n- e", "<ul><li><p>a</p><ul><li><p>b</p><ul><li><p>c</p></li><li></li></ul></li><li><p>d</p></li></ul></li><li><p>e</p></li></ul>"},
		{"- a\n\n  -\n\n  b\n  c", "<ul><li><p>a</p><ul><li></li></ul><p>b c</p></li></ul>"},
		{"1. a\n\n   -\n\n   b\n\n2. b", "<ol><li><p>a</p><ul><li></li></ul><p>b</p></li><li><p>b</p></li></ol>"},
		{"> - a\n>\n>   *\n>\n>   b", "<blockquote><ul><li><p>a</p><ul><li></li></ul><p>b</p></li></ul></blockquote>"},
		{"-\n\n  a", "<ul><li></li></ul><p>a</p>"}, // CommonMark's own rule
	} {
		for _, s := range []Settings{{}, {CommonMark: true}} {
			_, got := read(c.markdown, s)
			got = strings.ReplaceAll(spaces.ReplaceAllString(got, " "), "> <", "><")
			if got = strings.TrimSpace(got); got != c.html {
				t.Errorf("%q: %s, want %s", c.markdown, got, c.html)
			}
		}
	}
}
