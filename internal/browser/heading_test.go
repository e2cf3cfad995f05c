//go:build browser

package browser

import (
	"regexp"
	"testing"
)

var (
	mainOf   = regexp.MustCompile(`(?s)<main.*</main>`)
	headings = regexp.MustCompile(`(?s)<h[1-6][^>]*>(.*?)</h[1-6]>`)
	unsaid   = regexp.MustCompile(`(?s)<(small|a class="anchor"|span class="count").*?</(small|a|span)>|<[^>]*>|\s`)
)

// TestNoHeadingStandsTwice reads all pages: what a layout adds to a text is not called
// as a part of the text is.
func TestNoHeadingStandsTwice(t *testing.T) {
	t.Parallel()
	for _, s := range []*published{handbook(t, "/"), sample(t, "/repo/")} {
		for _, name := range s.names() {
			seen := make(map[string]bool)
			for _, m := range headings.FindAllSubmatch(mainOf.Find(s.files[name].Data), -1) {
				heading := unsaid.ReplaceAllString(string(m[1]), "")
				if seen[heading] {
					t.Errorf("%s has two headings %q", name, heading)
				}
				seen[heading] = true
			}
		}
	}
}
