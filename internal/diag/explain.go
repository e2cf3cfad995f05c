package diag

import (
	"fmt"
	"strings"
)

// Explain returns what `waymark explain` says about a code, which may be
// given by its name or in lower case. When there is no such code it returns
// false, and says so with the nearest one.
func Explain(code string) (string, bool) {
	for _, c := range Codes {
		if strings.EqualFold(code, c.Code) || strings.EqualFold(code, c.Name) {
			return explain(c), true
		}
	}
	words := make([]string, 0, 2*len(Codes))
	for _, c := range Codes {
		words = append(words, c.Code, c.Name)
	}
	said := fmt.Sprintf("there is no code %q", Printable(code))
	if near, ok := Nearest(code, words); ok {
		said += fmt.Sprintf("; did you mean %s?", near)
	}
	return said + "\n", false
}

func explain(c Code) string {
	text := fmt.Sprintf("%s %s (%s)\n\n%s\n", c.Code, c.Name, c.severities(), wrap(c.Explain, 80))
	if c.Fixed() {
		return text
	}
	others := ""
	for _, s := range []Severity{Error, Warning, Info, Off} {
		if s != c.Severity {
			others += ", " + s.String()
		}
	}
	return text + fmt.Sprintf(`
To change how much it matters, write in the settings, handbook.yaml:

    checks:
      %s: %s    # or%s
`, c.Code, c.Severity, others[1:])
}

// severities says what the code is in a handbook, and in an adopted folder if that
// is something else.
func (c Code) severities() string {
	if c.Adopted == c.Severity {
		return c.Severity.String()
	}
	return fmt.Sprintf("%s; in an adopted folder: %s", c.Severity, c.Adopted)
}

// wrap breaks the lines of a paragraph at spaces. A word longer than a line
// stays whole.
func wrap(text string, columns int) string {
	var b strings.Builder
	n := 0
	for i, word := range strings.Fields(text) {
		length := len([]rune(word))
		switch {
		case i == 0:
		case n+1+length > columns:
			b.WriteByte('\n')
			n = 0
		default:
			b.WriteByte(' ')
			n++
		}
		b.WriteString(word)
		n += length
	}
	return b.String()
}
