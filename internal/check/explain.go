package check

import (
	"fmt"
	"strings"
)

// Explain returns what there is to say of a rule besides what its code says: an
// example that it finds, the same mended, and how to accept it. It is for a
// terminal.
func (r *Rule) Explain() string {
	var b strings.Builder
	fmt.Fprintf(&b, "It judges %s", r.subject())
	if r.Lexical {
		b.WriteString(", by what English sentences say")
	}
	if r.Nursery {
		b.WriteString(". It is off by default because it is wrong too often;\n`check --nursery` turns it on, and so does a severity under checks in handbook.yaml")
	}
	b.WriteString(". It finds:\n\n")
	b.WriteString(indented(r.Before))
	b.WriteString("\nIt leaves alone:\n\n")
	b.WriteString(indented(r.After))
	fmt.Fprintf(&b, `
To accept it on a page, with a reason of at least four words, write in the front
matter:

    accept:
      - check: %[1]s
        because: …
        until: 2026-12-31    # or leave it out

or, for one passage, before it:

    <!-- accept %[1]s: … -->
`, r.Code)
	return b.String()
}

// subject returns what the rule judges.
func (r *Rule) subject() string {
	switch r.Of {
	case "vision":
		return "visions"
	case "strategy":
		return "strategies"
	}
	return "visions and strategies"
}

func indented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}
