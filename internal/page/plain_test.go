package page

import (
	"testing"

	"waymark/internal/source"
)

// Two line ends become shorter by as much as one NUL becomes longer.
func TestPlainLinesOfUnchangedLength(t *testing.T) {
	text := plainLines(source.NewText("a.md", []byte("a\r\nb\x00\r\n")))
	if got := string(text.Data); got != "a\nb\uFFFD\n" {
		t.Errorf("%q", got)
	}
}
