package page

import (
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
)

// TestSessions writes a prompt in braces and output in brackets.
func TestSessions(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a command and output", "$ ls\na.md\n", "{$ }ls\n[a.md]"},
		{"output that looks like a prompt", "$ cat a.md\n# Title\n> Quotation\n% done\n$5", "{$ }cat a.md\n[# Title]\n[> Quotation]\n[% done]\n[$5]"},
		{"two commands", "$ a\n$ b", "{$ }a\n{$ }b"},
		{"a comment first", "# Install\n$ make", "[# Install]\n{$ }make"},
		{"root alone", "# apt update\nHit:1\n# apt upgrade", "{# }apt update\n[Hit:1]\n{# }apt upgrade"},
		{"zsh", "% ls\n100% done\n% ls", "{% }ls\n[100% done]\n{% }ls"},
		{"pointed", "> npm test\n\n> quay@1.0.0 test\n", "{> }npm test\n\n{> }quay@1.0.0 test"},
		{"PowerShell", "PS C:\\> dir\n> a\nPS C:\\Program Files> dir", "{PS C:\\> }dir\n[> a]\n{PS C:\\Program Files> }dir"},
		{"Windows", "C:\\>dir\n a.md\nC:\\quay>dir", "{C:\\>}dir\n[ a.md]\n{C:\\quay>}dir"},
		{"user and host", "nora@quay:~$ ls\n$ no\nnora@quay:/tmp$ ls", "{nora@quay:~$ }ls\n[$ no]\n{nora@quay:/tmp$ }ls"},
		{"in brackets", "[nora@quay ~]$ ls\n# no", "{[nora@quay ~]$ }ls\n[# no]"},
		{"an environment", "(venv) $ pip list\n$5\n(venv) $ exit\n$ ls", "{(venv) $ }pip list\n[$5]\n{(venv) $ }exit\n{$ }ls"},
		{"no prompt in the first line", "Usage: quay\n$ quay", "[Usage: quay]\n[$ quay]"},
		{"an amount", "$5 is much\n$ ls", "[$5 is much]\n[$ ls]"},
		{"not at the line's start", "$ a\n  $ b", "{$ }a\n[  $ b]"},
		{"an empty line first", "\n$ a", "\n{$ }a"},
		{"over lines", "$ a \\\n  --b \\\n> --c\n> d", "{$ }a \\\n  --b \\\n{> }--c\n[> d]"},
		{"handed over", "$ cat <<'EOF'\n> # a\n$ b\nEOF\n# a", "{$ }cat <<'EOF'\n{> }# a\n$ b\nEOF\n[# a]"},
		{"only a prompt", "$\n$ ", "{$}\n{$ }"},
		{"nothing", "", ""},
	} {
		var b strings.Builder
		for _, token := range (Code{Language: "Console"}).tokens(strings.TrimSuffix(c.text, "\n")) {
			switch token.Type {
			case chroma.GenericPrompt:
				b.WriteString("{" + token.Value + "}")
			case chroma.GenericOutput:
				b.WriteString("[" + token.Value + "]")
			default:
				b.WriteString(token.Value)
			}
		}
		if got := b.String(); got != c.want {
			t.Errorf("%s: got  %q\nwant %q", c.name, got, c.want)
		}
	}
	for _, language := range sessions {
		if !KnownLanguage(language) {
			t.Errorf("%s is unknown", language)
		}
	}
}
