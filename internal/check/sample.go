package check

import (
	"strings"
	"time"
)

// SampleDay is the day on which the examples of rules are judged.
var SampleDay = time.Date(2026, time.June, 30, 0, 0, 0, 0, time.UTC)

// A File is a page of an example.
type File struct{ Path, Text string }

// Sample returns the pages of an example: the one that is judged, then those
// beside it. A line `-- path --` begins another file.
func (r *Rule) Sample(text string) []File {
	name := "strategies/billing-next.md"
	if r.Of == "vision" {
		name = "visions/every-change.md"
	}
	var files []File
	add := func(text string) {
		if text != "" {
			files = append(files, File{name, text})
		}
	}
	rest := text
	for {
		before, after, more := cutHeader(rest)
		add(before)
		if !more {
			return files
		}
		line, below, _ := strings.Cut(after, "\n")
		name = strings.TrimSuffix(strings.TrimPrefix(line, "-- "), " --")
		rest = below
	}
}

// cutHeader divides a text before the first line that begins a file.
func cutHeader(text string) (before, after string, found bool) {
	at := 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "-- ") && strings.HasSuffix(strings.TrimSpace(line), " --") {
			return text[:at], text[at:], true
		}
		at += len(line)
	}
	return text, "", false
}
