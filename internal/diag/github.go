package diag

import (
	"fmt"
	"strings"
)

// GitHub's runner turns lines such as
//
//	::error file=content/a.md,line=7,endLine=7,col=12,title=H001 broken-link::message
//
// into annotations. It warns about columns of a range of several lines, so
// those have none. What does not count is not shouted.

func appendGitHub(b []byte, ds []Diagnostic) []byte {
	for _, d := range ds {
		if !d.Counts() {
			continue
		}
		command := "notice"
		switch d.Severity {
		case Error:
			command = "error"
		case Warning:
			command = "warning"
		}
		b = fmt.Appendf(b, "::%s ", command)
		if d.Path != "" {
			b = fmt.Appendf(b, "file=%s,", githubProperty.Replace(d.Path))
		}
		if d.Line > 0 {
			last := max(d.Line, d.EndLine)
			b = fmt.Appendf(b, "line=%d,endLine=%d,", d.Line, last)
			if d.Column > 0 && last == d.Line {
				b = fmt.Appendf(b, "col=%d,", d.Column)
			}
		}
		message := Printable(d.Message) // the log that shows it is a sort of terminal
		if advice := d.Advice(); advice != "" {
			message += "\nhint: " + Printable(advice)
		}
		b = fmt.Appendf(b, "title=%s::%s\n", githubProperty.Replace(title(d.Code)), githubData.Replace(message))
	}
	return b
}

// title names a code for people: H001 broken-link.
func title(code string) string {
	if c, ok := Lookup(code); ok {
		return code + " " + c.Name
	}
	return code
}

var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
