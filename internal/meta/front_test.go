package meta

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/diag"
	"waymark/internal/source"
)

func readFront(data string) (Node, int, []diag.Diagnostic) {
	return Front(source.NewText("a.md", []byte(data)))
}

// draw writes a tree without its places: {title: S"No vision", tags: [S"a"]}. A
// lower case letter stands for a value without quotes.
func draw(n Node) string {
	var b strings.Builder
	switch n.Type {
	case Map:
		for i, f := range n.Fields {
			b.WriteString([2]string{"{", ", "}[min(i, 1)] + f.Key + ": " + draw(f.Value))
		}
		return "{" + strings.TrimPrefix(b.String(), "{") + "}"
	case List:
		for i, item := range n.Items {
			b.WriteString([2]string{"", ", "}[min(i, 1)] + draw(item))
		}
		return "[" + b.String() + "]"
	case Absent:
		return "absent"
	}
	letter := [...]string{Null: "null", String: "s", Int: "i", Float: "f", Bool: "b", Date: "d"}[n.Type]
	if n.Quoted {
		letter = strings.ToUpper(letter)
	}
	return letter + fmt.Sprintf("%q", n.Text)
}

func drawDiags(ds []diag.Diagnostic) string {
	var lines []string
	for _, d := range ds {
		lines = append(lines, fmt.Sprintf("%d:%d %s %s", d.Line, d.Column, d.Code, d.Message))
	}
	return strings.Join(lines, "\n")
}

func TestFrontFindsTheBlock(t *testing.T) {
	tests := []struct{ name, data, tree, body string }{
		{"none", "# Title\n", "absent", "# Title\n"},
		{"empty file", "", "absent", ""},
		{"yaml", "---\na: x\n---\nbody", `{a: s"x"}`, "body"},
		{"toml", "+++\na = 'x'\n+++\nbody", `{a: S"x"}`, "body"},
		{"json", "{\"a\": \"x\"}\nbody", `{a: S"x"}`, "body"},
		{"json over lines", "{\n  \"a\": {\"b\": \"}\\\"\"}\n}\n\nbody", `{a: {b: S"}\""}}`, "\nbody"},
		{"empty yaml", "---\n---\nbody", "{}", "body"},
		{"only comments", "---\n# none yet\n---\nbody", "{}", "body"},
		{"empty toml", "+++\n+++\nbody", "{}", "body"},
		{"empty json", "{}\nbody", "{}", "body"},
		{"no line end after the end", "---\na: x\n---", `{a: s"x"}`, ""},
		{"white space after the delimiters", "--- \na: x\n---\t\nbody", `{a: s"x"}`, "body"},
		{"CRLF", "---\r\na: x\r\n---\r\nbody\r\n", `{a: s"x"}`, "body\r\n"},
		{"indented as code", "    ---\na: x\n---\n", "absent", "    ---\na: x\n---\n"},
		{"indented with a tab", "\t---\na: x\n---\n", "absent", "\t---\na: x\n---\n"},
		{"closed by dots", "---\na: x\n... \nbody\n---\n", `{a: s"x"}`, "body\n---\n"},
		{"closed by dots and hyphens", "---\na: x\n...\n\n---\nbody", `{a: s"x"}`, "body"},
		{"rule", "---\n\nTide tables: see the board.\n\n---\n\nb\n", "absent", "---\n\nTide tables: see the board.\n\n---\n\nb\n"},
		{"rule without a second one", "---\n\nWelcome.\n", "absent", "---\n\nWelcome.\n"},
		{"rule and a heading", "---\n\n# Title\n\n---\n", "absent", "---\n\n# Title\n\n---\n"},
		{"rule and a note", "---\n\nNote: mind the step.\n\n---\n", "absent", "---\n\nNote: mind the step.\n\n---\n"},
		{"blank line above the first key", "---\n\na: x\n---\nbody", `{a: s"x"}`, "body"},
		{"blank line and nothing", "---\n\n---\nbody", "{}", "body"},
		{"rule below a blank line", "\n---\n\nText.\n\n---\n", "absent", "\n---\n\nText.\n\n---\n"},
		{"rule below a comment", "<!-- c -->\n---\nText: one two.\n\nMore text.\n\n---\n", "absent", "<!-- c -->\n---\nText: one two.\n\nMore text.\n\n---\n"},
		{"rule above an address", "\n---\nhttps://example.org\n\n---\n", "absent", "\n---\nhttps://example.org\n\n---\n"},
		{"a block below text", "a\n\n---\na: x\n---\n", "absent", "a\n\n---\na: x\n---\n"},
		{"a block below raw HTML", "<p>\n---\na: x\n---\n", "absent", "<p>\n---\na: x\n---\n"},
		{"a block in a comment", "<!--\n---\na: x\n---\n-->\nb", "absent", "<!--\n---\na: x\n---\n-->\nb"},
		{"a comment that never ends", "<!-- c\n---\na: x\n---\n", "absent", "<!-- c\n---\na: x\n---\n"},
		{"braces below a blank line", "\n{name} is replaced.\n", "absent", "\n{name} is replaced.\n"},
		{"four hyphens", "----\na: x\n---\n", "absent", "----\na: x\n---\n"},
		{"unknown delimiter", ";;;\n{}\n;;;\n", "absent", ";;;\n{}\n;;;\n"},
		{"another delimiter inside", "---\na: |\n  +++\n---\n+++\n", `{a: S"+++\n"}`, "+++\n"},
		{"indented end in a block scalar", "---\na: |\n  x\n  ---\n  y\nb: z\n---\nbody", `{a: S"x\n---\ny\n", b: s"z"}`, "body"},
		{"indented end in a TOML text", "+++\na = '''\n x\n +++\n'''\n+++\nbody", `{a: S" x\n +++\n"}`, "body"},
		{"line of a tab", "---\na: x\n\t\nb: y\n\t\t \n---\n", `{a: s"x", b: s"y"}`, ""},
		{"line of a tab after a block", "---\na: |\n  x\nb: z\n\t\nc:\n  - d\n\t\n  - e\n---\n", `{a: S"x\n", b: s"z", c: [s"d", s"e"]}`, ""},
		{"line of a tab with CRLF", "---\r\na: x\r\n\t\r\nb: y\r\n---\r\n", `{a: s"x", b: s"y"}`, ""},
		{"line of a tab in TOML", "+++\na = 1\n\t\n+++\n", `{a: i"1"}`, ""},
		{"number sign in a text", "---\na: x# c\nb: \"y\" # c\n---\n", `{a: s"x# c", b: S"y"}`, ""},
		{"template language", "{{< note >}}\n", "absent", "{{< note >}}\n"},
		{"attribute list", "{: .lead}\n", "absent", "{: .lead}\n"},
		{"placeholder in prose", "{name} is replaced.\n", "absent", "{name} is replaced.\n"},
		{"thematic break further down", "a\n\n---\n\nb\n", "absent", "a\n\n---\n\nb\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, body, ds := readFront(tt.data)
			if got := draw(n); got != tt.tree {
				t.Errorf("tree is %s, want %s", got, tt.tree)
			}
			if got := tt.data[body:]; got != tt.body {
				t.Errorf("body is %q, want %q", got, tt.body)
			}
			if len(ds) > 0 {
				t.Errorf("unexpected: %s", drawDiags(ds))
			}
		})
	}
}

func TestByteOrderMarkIsNoPartOfTheFrontMatter(t *testing.T) {
	n, body, ds := readFront("\ufeff---\na: x\n---\nbody")
	if draw(n) != `{a: s"x"}` || body != len("\ufeff---\na: x\n---\n") || len(ds) > 0 {
		t.Errorf("got %s, body at %d, %s", draw(n), body, drawDiags(ds))
	}
	n, _, _ = readFront("\ufeff{\"é\": 1}\n")
	if got, want := n.Fields[0].KeyAt, (Span{1, 2, 1, 5}); got != want {
		t.Errorf("key at %v, want %v", got, want)
	}
	if _, body, _ := readFront("\ufeff# Title\n"); body != len("\ufeff") {
		t.Errorf("body at %d, want it after the mark", body)
	}
}

func TestLateFrontMatterIsReadAndReported(t *testing.T) {
	const onFirstLine, onFirstCharacter = "P028 the front matter does not begin on the first line", "P028 the front matter does not begin with the first character of the file"
	const blank, comment = "remove the blank lines above it, so that other tools read it too", "move it to the top of the file, above the comment, so that other tools read it too"
	const extra = "save the file without the extra byte order mark (U+FEFF)"
	tests := []struct{ name, data, tree, body, want, hint string }{
		{"blank line", "\n---\na: x\n---\nbody", `{a: s"x"}`, "body", "2:1 " + onFirstLine, blank},
		{"line of white space", " \t\n\n---\na: x\n--- \nbody", `{a: s"x"}`, "body", "3:1 " + onFirstLine, blank},
		{"capital", "\n---\nTitle: x\nTags:\n- y\n---\nbody", `{Title: s"x", Tags: [s"y"]}`, "body", "2:1 " + onFirstLine, blank},
		{"comment", "<!-- c -->\n---\na: x\n---\nbody", `{a: s"x"}`, "body", "2:1 " + onFirstLine, comment},
		{"comment of several lines", "<!--\n c\n-->\n\n---\na: x\n---\nbody", `{a: s"x"}`, "body", "5:1 " + onFirstLine, comment},
		{"two comments on a line", "<!-- c --> <!-->\n---\na: x\n---\n", `{a: s"x"}`, "", "2:1 " + onFirstLine, comment},
		{"comment on the same line", "<!-- c --> ---\na: x\n---\n", `{a: s"x"}`, "", "1:12 " + onFirstCharacter, comment},
		{"comment in the block", "\n---\n# c\n\na: x\n---\n", `{a: s"x"}`, "", "2:1 " + onFirstLine, blank},
		{"mark below a blank line", "\n\ufeff---\na: x\n---\n", `{a: s"x"}`, "", "2:2 " + onFirstLine, extra},
		{"two marks", "\ufeff\ufeff---\na: x\n---\n", `{a: s"x"}`, "", "1:3 " + onFirstCharacter, extra},
		{"mark, blank line and comment", "\ufeff\n<!-- c -->\n---\na: x\n---\n", `{a: s"x"}`, "", "3:1 " + onFirstLine, comment},
		{"indented", "  ---\n  a: x\n  b: y\n  ---\nbody", `{a: s"x", b: s"y"}`, "body", "1:3 " + onFirstCharacter, "remove what is before it"},
		{"TOML", "\n+++\na = 1\n+++\nbody", `{a: i"1"}`, "body", "2:1 " + onFirstLine, blank},
		{"TOML table", "<!-- c -->\n+++\n[a]\nb = 1\n+++\n", `{a: {b: i"1"}}`, "", "2:1 " + onFirstLine, comment},
		{"JSON", "\n{\"a\": 1}\nbody", `{a: i"1"}`, "body", "2:1 " + onFirstLine, blank},
		{"JSON over lines", "\n\n {\n \"a\": 1\n}\nbody", `{a: i"1"}`, "body", "3:2 " + onFirstLine, blank},
		{"mistake", "\n---\na: b: c\n---\nbody", "absent", "body", "3:5 P001 a colon where none can be\n2:1 " + onFirstLine, ""},
		{"mistake in JSON", "\n{\"a\": 1,}\nbody", "absent", "body", "2:9 P001 expected a key in double quotes\n2:1 " + onFirstLine, ""},
		{"no end", "\n---\na: x", "absent", "a: x", "2:1 P002 the front matter that begins here never ends\n2:1 " + onFirstLine, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, data := range []string{tt.data, strings.ReplaceAll(tt.data, "\n", "\r\n")} {
				n, body, ds := readFront(data)
				if got := draw(n); got != tt.tree || data[body:] != tt.body {
					t.Errorf("tree is %s, body %q, want %s, %q", got, data[body:], tt.tree, tt.body)
				}
				if got := drawDiags(ds); got != tt.want {
					t.Errorf("got  %s\nwant %s", got, tt.want)
				}
				if tt.hint != "" && ds[0].Hint != tt.hint {
					t.Errorf("hint is %q, want %q", ds[0].Hint, tt.hint)
				}
			}
		})
	}
}

func TestBrokenFrontMatterIsReportedAtItsPlace(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"yaml", "---\na: x\n", "1:1 P002 the front matter that begins here never ends"},
		{"toml", "+++\na = 1\n---\n", "1:1 P002 the front matter that begins here never ends"},
		{"json", "{\"a\": {}\n", "1:1 P002 the front matter that begins here never ends"},
		{"only the opening", "---", "1:1 P002 the front matter that begins here never ends"},

		{"colon", "---\ntitle: a: b\n---\n", "2:9 P001 a colon where none can be"},
		{"indent", "---\na: 1\n b: 2\n---\n", "3:3 P001 a colon where none can be"},
		{"tab", "---\na:\n\tb: 2\n---\n", "3:1 P001 a tab cannot indent YAML"},
		{"tab below text", "---\na:\tb\n\tc: 2\n---\n", "3:1 P001 a tab cannot indent YAML"},
		{"tab in a block scalar", "---\na: |\n  x\n\t\n  y\n---\n", "3:3 P001 a tab cannot indent YAML"},
		{"comment at a quote", "---\na: \"v\"# c\n---\n", "2:7 P001 a comment without a space before it"},
		{"comment at a single quote", "---\na: 'v'#c\nb: 1\n---\n", "2:7 P001 a comment without a space before it"},
		{"comment at a list", "---\na: [x]# c\n---\n", "2:7 P001 a comment without a space before it"},
		{"comment at a map", "---\na: {x: 1}# c\n---\n", "2:10 P001 a comment without a space before it"},
		{"comment at a comma", "---\na: [x,# c\n  y]\n---\n", "2:7 P001 a comment without a space before it"},
		{"at sign", "---\n# c\nowner: @team\n---\n", "3:8 P001 a plain text cannot begin with this character"},
		{"backtick", "---\na: `x`\n---\n", "2:4 P001 a plain text cannot begin with this character"},
		{"quote", "---\na: 1\nb: \"x\nc: 2\n---\n", "3:4 P001 the quote that opens here is never closed"},
		{"single quote", "---\na: 'x\n---\n", "2:4 P001 the quote that opens here is never closed"},
		{"text after a quote", "---\na: \"b\" c\n---\n", "2:8 P001 a value where none can be"},
		{"unclosed list", "---\na: [1, 2\nb: 3\n---\n", "3:1 P001 expected a comma or a closing bracket"},
		{"brace", "---\na: {b: 1}}\n---\n", "2:10 P001 a value where none can be"},
		{"text between keys", "---\na: 1\nfoo\nb: 2\n---\n", "3:1 P001 expected a key and a value"},
		{"list on the key's line", "---\na: - b\n---\n", "2:4 P001 a list cannot begin on the line of its key"},
		{"list as a key", "---\n[a]: b\n---\n", "2:4 P001 a key cannot be a list or a map"},
		{"custom tag", "---\na: 1\nb: !python/object x\n---\n", `3:4 P001 the tag "!python/object" is not known`},
		{"tag that is not true", "---\na: !!int x\n---\n", "2:4 P001 the tag !!int does not fit the value"},
		{"unknown alias", "---\na: *bold*\n---\n", "2:4 P001 there is no anchor \"bold*\" above this alias"},
		{"several documents", "---\na: 1\n...\nb: 2\n---\n", "4:2 P001 a second YAML document begins here"},
		{"carriage return", "---\na: 1\rb: 2\n---\n", "2:5 P001 a carriage return that ends no line"},

		{"value", "+++\na = 1\nb = x\n+++\n", "3:5 P001 unexpected character U+0078 'x' at start of value"},
		{"colon for an equals sign", "+++\na: 1\n+++\n", "2:2 P001 expected '=' after key"},
		{"impossible date", "+++\na = 2026-02-30\n+++\n", "2:13 P001 impossible date"},
		{"unclosed array", "+++\na = [1,\n+++\n", "2:8 P001 array is incomplete"},
		{"table twice over", "+++\na.b = 1\n[a]\n+++\n", "3:2 P001 table a already exists as defined by a dotted key"},

		{"comma missing", "{\n \"a\": 1\n \"b\": 2\n}\n", "3:2 P001 expected a comma or a closing brace"},
		{"two commas", "{\n \"a\": 1,,\n \"b\": 2\n}\n", "2:9 P001 expected a key in double quotes"},
		{"comma on the next line", "{\n \"a\": 1,\n ,\"b\": 2\n}\n", "3:2 P001 expected a key in double quotes"},
		{"no value", "{\n \"a\": ,\n \"b\": 2\n}\n", "2:7 P001 expected a value"},
		{"two colons", "{\n \"a\":: 1,\n \"b\": 2\n}\n", "2:6 P001 expected a value"},
		{"colon for a comma", "{\n \"a\": 1:\n \"b\": 2}\n", "2:8 P001 expected a comma or a closing brace"},
		{"two commas in a list", "{\n \"a\": [1,,\n 2]}\n", "2:10 P001 expected a value"},
		{"trailing comma", "{\"a\": 1,}\n", "1:9 P001 expected a key in double quotes"},
		{"trailing comma in a list", "{\"a\": [1,]}\n", "1:10 P001 expected a value"},
		{"single quotes", "{'a': 1}\n", "1:2 P001 unexpected character"},
		{"no quotes", "{title: 1}\n", "1:2 P001 unexpected character"},
		{"comment", "{\"a\": 1 // x\n}\n", "1:9 P001 expected a comma or a closing brace"},
		{"missing quote", "{\n\"a\": \"x\n}\n", "2:6 P001 a line end or control character inside a text"},
		{"after the end", "{\"a\": 1} x\n", "1:9 P001 unexpected text after the closing brace"},

		{"list", "---\n- a\n---\n", "2:3 P005 expected keys with values, not a list"},
		{"text", "---\ntitle:a\n---\n", "2:1 P005 expected keys with values, not a text"},

		{"duplicate", "---\na: 1\nb: 2\na: 3\n---\n", `4:1 P003 the key "a" is set twice`},
		{"duplicate, nested", "---\nx:\n  - a: 1\n    a: 3\n---\n", `4:5 P003 the key "a" is set twice`},
		{"duplicate, quoted", "---\na: 1\n'a': 3\n---\n", `3:1 P003 the key "a" is set twice`},
		{"duplicate in TOML", "+++\na = 1\na = 2\n+++\n", `3:1 P003 the key "a" is set twice`},
		{"duplicate TOML table", "+++\n[a]\n[b]\n[a]\n+++\n", `4:2 P003 the key "a" is set twice`},
		{"duplicate in an inline table", "+++\na = {b = 1, b = 2}\n+++\n", `2:13 P003 the key "b" is set twice`},
		{"TOML value as table", "+++\na = 1\na.b = 2\n+++\n", `3:1 P003 the key "a" is set twice`},
		{"duplicate in JSON", "{\"a\": {\"b\": 1,\n\"b\": 2}}\n", `2:1 P003 the key "b" is set twice`},

		{"not UTF-8", "---\na: é\xff\n---\n", "2:5 P004 the byte 0xff is not UTF-8"},
		{"not UTF-8, with a mark", "\ufeff{\"\xff\": 1}\n", "1:3 P004 the byte 0xff is not UTF-8"},
		{"over a mebibyte", "---\na: " + strings.Repeat("x", 1<<20) + "\n---\n", "1:1 P006 the front matter is over 1 MiB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, body, ds := readFront(tt.data)
			if got := drawDiags(ds); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if strings.HasPrefix(tt.want, "1:1 P002") && tt.data[body:] != strings.TrimLeft(tt.data, "-+\n") {
				t.Errorf("the body is %q, want all behind the opening line", tt.data[body:])
			}
			for _, d := range ds {
				if strings.ContainsAny(d.Message+d.Hint, "\n") || d.EndLine < d.Line {
					t.Errorf("not one line, or no span: %+v", d)
				}
			}
			crlf := strings.ReplaceAll(tt.data, "\n", "\r\n")
			if _, _, ds := readFront(crlf); drawDiags(ds) != tt.want {
				t.Errorf("with CRLF: %s", drawDiags(ds))
			}
		})
	}
}

func TestDuplicateNamesTheFirstKeyAndNeitherCounts(t *testing.T) {
	for _, data := range []string{"---\na: 1\nb: 2\na: 3\n---\n", "+++\na = 1\nb = 2\na = 3\n+++\n", "{\n\"a\": 1,\n\"b\": 2,\n\"a\": 3}\n"} {
		n, _, ds := readFront(data)
		if len(ds) != 1 || len(ds[0].Related) != 1 || ds[0].Line != 4 || ds[0].Related[0].Line != 2 {
			t.Errorf("%q: %+v", data, ds)
		}
		if draw(n) != `{b: i"2"}` {
			t.Errorf("%q: tree is %s", data, draw(n))
		}
	}
}

func TestUnclosedFrontMatterNamesTheLineThatWasMeant(t *testing.T) {
	_, _, ds := readFront("---\na: x\n----\nbody\n")
	want := `close it with a line that is exactly ---; line 3 is "----"`
	if len(ds) != 1 || ds[0].Hint != want {
		t.Errorf("got %+v, want the hint %q", ds, want)
	}
}

func TestTextStaysText(t *testing.T) {
	tests := []struct{ written, want string }{
		{"NO", `s"NO"`}, {"yes", `s"yes"`}, {"on", `s"on"`}, {"1.10", `f"1.10"`}, {"2024-01-01", `s"2024-01-01"`},
		{"0o17", `i"0o17"`}, {"012", `i"012"`}, {"1_000", `s"1_000"`}, {"~", `null"~"`}, {"null", `null"null"`}, {"Null", `null"Null"`}, {"nULL", `s"nULL"`},
		{"True", `b"True"`}, {"tRUE", `s"tRUE"`}, {"0x1F", `i"0x1F"`}, {"0x", `s"0x"`}, {"0b11", `s"0b11"`}, {"0o8", `s"0o8"`},
		{"+1", `i"+1"`}, {"-0", `i"-0"`}, {"-", `[null""]`}, {"+", `s"+"`}, {"++1", `s"++1"`}, {"1e3", `f"1e3"`}, {"1e", `s"1e"`}, {"1e+", `s"1e+"`}, {"1.e-3", `f"1.e-3"`},
		{".5", `f".5"`}, {"1.", `f"1."`}, {".", `s"."`}, {".e5", `s".e5"`}, {"-.inf", `f"-.inf"`}, {".NaN", `f".NaN"`}, {".iNf", `s".iNf"`},
		{"1 2", `s"1 2"`}, {"3y", `s"3y"`}, {"1.2.3", `s"1.2.3"`}, {"12:30:45", `s"12:30:45"`},
		{"99999999999999999999999999", `i"99999999999999999999999999"`},
		{`"NO"`, `S"NO"`}, {`'1.10'`, `S"1.10"`}, {`"a\u00e9\x41\U0001F600\t\"\\"`, `S"aéA😀\t\"\\"`}, {`"\ud83d\ude00"`, `S"😀"`}, {`'it''s'`, `S"it's"`},
		{"!!str 1", `S"1"`}, {"! 12", `S"12"`}, {"!!int 1", `i"1"`}, {"!!str", `S""`},
		{"a # comment", `s"a"`}, {"a#b", `s"a#b"`}, {"C:\\x", `s"C:\\x"`}, {"http://x.y/?a=b&c", `s"http://x.y/?a=b&c"`},
		{"x   ", `s"x"`}, {"|\n  a\n   b\n\n  c", `S"a\n b\n\nc\n"`}, {"|-\n  a", `S"a"`}, {"|+\n  a\n\nb: x", `S"a\n\n"`}, {">\n  a\n  b\n\n  c", `S"a b\nc\n"`}, {"|2\n    a", `S"  a\n"`},
		{"a\n  b\n\n  c", `s"a b\nc"`}, {"\n  a", `s"a"`}, {"'a\n  b'", `S"a b"`}, {`"a` + "\n" + `  b\n"`, `S"a b\n"`},
		{"\x01\x00", "s\"\\x01\\x00\""}, {"", `null""`}, {"# comment", `null""`}, {"''", `S""`}, {"日本語", `s"日本語"`},
	}
	for _, tt := range tests {
		if tt.written == "-" {
			continue // an entry of a list, for which the key's line has no room
		}
		for _, end := range []string{"\n", "\r\n"} {
			data := strings.ReplaceAll("---\ntitle: "+tt.written+"\n---\n", "\n", end)
			n, _, ds := readFront(data)
			if got := draw(n.Get("title")); got != tt.want || len(ds) > 0 {
				t.Errorf("%q: got %s, want %s %s", data, got, tt.want, drawDiags(ds))
			}
		}
	}
}

func TestFormatsKeepTheirTypes(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"toml", "+++\na = 2024-01-01\nb = 2024-01-01T10:00:00Z\nc = 0x1F\nd = 1_000\ne = inf\nf = true\ng = \"\"\"\n x\\\n  y\n z\"\"\"\nh = 'C:\\x'\n\"i j\".k = 1\n+++\n",
			`{a: d"2024-01-01", b: d"2024-01-01T10:00:00Z", c: i"0x1F", d: i"1_000", e: f"inf", f: b"true", g: S" xy\n z", h: S"C:\\x", i j: {k: i"1"}}`},
		{"toml tables", "+++\na.b = 1\na.c = 2\n[d.e]\nf = [1, [2]]\n[d]\ng = {h = {}}\n[[i]]\nj = 1\n[[i]]\n[i.k]\nl = 2\n+++\n",
			`{a: {b: i"1", c: i"2"}, d: {e: {f: [i"1", [i"2"]]}, g: {h: {}}}, i: [{j: i"1"}, {k: {l: i"2"}}]}`},
		{"json", `{"a": 1, "b": -1.50, "c": 1e3, "d": true, "e": null, "f": "\ud83d\ude00\n\/", "g": [], "h": [{}]}`,
			`{a: i"1", b: f"-1.50", c: f"1e3", d: b"true", e: null"null", f: S"😀\n/", g: [], h: [{}]}`},
		{"yaml", "---\na: [x, 'y', {b: 1, c}]\nd:\n- e: f\n  g: h\n-\n- - i\n? j k\n: l\n3: m\n~: n\ntrue: o\n---\n",
			`{a: [s"x", S"y", {b: i"1", c: null""}], d: [{e: s"f", g: s"h"}, null"", [s"i"]], j k: s"l", 3: s"m", ~: s"n", true: s"o"}`},
		{"yaml aliases", "---\na: &x {b: 1, c: 2}\nd: *x\ne:\n  <<: *x\n  b: 3\nf: {<<: [*x, {g: 4}]}\n---\n",
			`{a: {b: i"1", c: i"2"}, d: {b: i"1", c: i"2"}, e: {b: i"3", c: i"2"}, f: {b: i"1", c: i"2", g: i"4"}}`},
	}
	for _, tt := range tests {
		n, _, ds := readFront(tt.data)
		if diff := cmp.Diff(tt.want, draw(n)); diff != "" || len(ds) > 0 {
			t.Errorf("%s: %s %s", tt.name, diff, drawDiags(ds))
		}
	}
}

func TestSpansCoverWhatIsWritten(t *testing.T) {
	tests := []struct {
		name, data string
		want       []string // what the spans cover, key by key, value by value
	}{
		{"yaml", "---\ntitle: é # c\n\"t\\u00e9\": 'it''s'\nlist: [ a, {b: c} ]\nblock:\n  - x\n  - y z\ntext: |\n  a\n  b\nplain: a\n  b\nnone:\nempty: []\n---\n",
			[]string{"title", "é", `"t\u00e9"`, "'it''s'", "list", "a, {b: c", "a", "b: c", "b", "c", "block", "x\n  - y z", "x", "y z", "text", "|\n  a\n  b", "plain", "a\n  b", "none", "", "empty", "[]"}},
		{"toml", "+++\ntitle = \"é\"\nlist = [ 1, {b = 2} ]\n[t]\n'k' = 2026-01-01 # c\n+++\n",
			[]string{"title", `"é"`, "list", "1, {b = 2", "1", "b = 2", "b", "2", "t", "'k' = 2026-01-01", "'k'", "2026-01-01"}},
		{"json", "{ \"title\" : \"é\\n\", \"list\": [ 1, {\"b\": null} ] , \"e\": [ ]}\n",
			[]string{`"title"`, `"é\n"`, `"list"`, `1, {"b": null`, "1", `"b": null`, `"b"`, "null", `"e"`, "[ ]"}},
	}
	for _, tt := range tests {
		n, _, ds := readFront(tt.data)
		var got []string
		collect(n, func(s Span) { got = append(got, cover(tt.data, s)) })
		if diff := cmp.Diff(tt.want, got); diff != "" || len(ds) > 0 {
			t.Errorf("%s: %s %s", tt.name, diff, drawDiags(ds))
		}
	}
}

// collect calls visit with the span of every key and value below n.
func collect(n Node, visit func(Span)) {
	for _, f := range n.Fields {
		visit(f.KeyAt)
		visit(f.Value.At)
		collect(f.Value, visit)
	}
	for _, item := range n.Items {
		visit(item.At)
		collect(item, visit)
	}
}

// cover returns the text at a span.
func cover(data string, s Span) string {
	offset := func(line, column int) int {
		at := 0
		for ; line > 1; line-- {
			at += strings.IndexByte(data[at:], '\n') + 1
		}
		for range column - 1 {
			at += len(string([]rune(data[at:])[0]))
		}
		return at
	}
	return data[offset(s.Line, s.Column):offset(s.EndLine, s.EndColumn)]
}

func TestBombsAreRefusedFastAndSmall(t *testing.T) {
	repeat := strings.Repeat
	const n = 20000
	lines := func(line func(i int) string, count int) string {
		var b strings.Builder
		for i := range count {
			b.WriteString(line(i))
		}
		return b.String()
	}
	bomb := "a0: &a0 [lol, lol]\n" + lines(func(i int) string {
		return fmt.Sprintf("a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i+1, i+1, i, i, i, i)
	}, 60)
	tests := []struct{ name, data string }{
		{"alias bomb", "---\n" + bomb + "---\n"},
		{"alias bomb of text", "---\na: &a " + repeat("x", 60000) + "\nb: [" + repeat("*a, ", 2000) + "]\n---\n"},
		{"merge bomb", "---\na: &a {" + lines(func(i int) string { return fmt.Sprintf("k%d: v, ", i) }, 2000) + "}\nb:\n  <<: [" + repeat("*a, ", 2000) + "]\n---\n"},
		{"yaml lists", "---\na: " + repeat("[", n) + repeat("]", n) + "\n---\n"},
		{"yaml lists, a mebibyte", "---\na: " + repeat("[", 1<<19) + "\n---\n"},
		{"yaml maps", "---\na: " + repeat("{a: ", n) + repeat("}", n) + "\n---\n"},
		{"yaml block lists", "---\na:\n  " + repeat("- ", n) + "x\n---\n"},
		{"yaml block maps", "---\n" + lines(func(i int) string { return repeat(" ", i) + "a:\n" }, 1000) + "---\n"},
		{"yaml keys", "---\n" + repeat("? ", n) + "x\n---\n"},
		{"tokens", "---\na: [" + repeat("x, ", 1<<18) + "]\n---\n"},
		{"tabs", "---\na: \"" + repeat("\t", 1<<19) + "x\"\n---\n"},
		{"toml arrays", "+++\na = " + repeat("[", n) + repeat("]", n) + "\n+++\n"},
		{"toml arrays, a few", "+++\na = " + repeat("[", 65) + repeat("]", 65) + "\n+++\n"},
		{"toml inline tables", "+++\na = " + repeat("{a = ", n) + repeat("}", n) + "\n+++\n"},
		{"toml dotted keys", "+++\n" + repeat("a.", n) + "a = 1\n+++\n"},
		{"toml table", "+++\n[" + repeat("a.", n) + "a]\n+++\n"},
		{"json arrays", "{\"a\": " + repeat("[", n) + repeat("]", n) + "}\n"},
		{"json objects", repeat(`{"a": `, n) + "1" + repeat("}", n) + "\n"},
	}
	timeOf := func(data string) (time.Duration, []diag.Diagnostic) {
		begun := time.Now()
		_, _, ds := readFront(data)
		return time.Since(begun), ds
	}
	harmless := "---\n" + lines(func(i int) string { return fmt.Sprintf("k%d: [a, b]\n", i) }, 20000) + "---\n"
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			harmlessTook, _ := timeOf(harmless) // on this machine, now
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			took, ds := timeOf(tt.data)
			runtime.ReadMemStats(&after)
			if len(ds) != 1 || ds[0].Code != "P006" || ds[0].Line == 0 {
				t.Errorf("got %q", drawDiags(ds))
			}
			if took > 20*harmlessTook {
				t.Errorf("took %v, a harmless text of 300 kB %v", took, harmlessTook)
			}
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 300 {
				t.Errorf("allocated %d MiB", mb)
			}
		})
	}
}

func TestTagsAndAnchorsInARowDoNotRecurse(t *testing.T) {
	for _, property := range []string{"!a ", "&a "} {
		_, _, ds := readFront("---\na: " + strings.Repeat(property, 6000) + "x\n---\n")
		if len(ds) != 1 || ds[0].Code != "P001" {
			t.Errorf("%s: %s", property, drawDiags(ds))
		}
	}
}

func TestWhatAHandbookNeedsIsNotRefused(t *testing.T) {
	deep := strings.Repeat("[", 60) + strings.Repeat("]", 60)
	for _, data := range []string{
		"---\na: " + deep + "\n---\n", "+++\na = " + deep + "\n+++\n", "{\"a\": " + deep + "}\n",
		"---\ntitle: '" + strings.Repeat("[{- ", 5000) + "'\n---\n", "---\ntitle: " + strings.Repeat("x", 1<<20-10) + "\n---\n",
		"---\na: &a {b: &b [1, 2]}\nc: [*a, *b, *a]\n---\n",
	} {
		if n, _, ds := readFront(data); n.Type != Map || len(ds) > 0 {
			t.Errorf("%.40q: %s", data, drawDiags(ds))
		}
	}
}

func TestYAMLReadsAWholeFile(t *testing.T) {
	tests := []struct{ name, data, tree, diags string }{
		{"settings", "title: x\nchecks: {H001: off}\n", `{title: s"x", checks: {H001: s"off"}}`, ""},
		{"with a mark and a document line", "\ufeff---\ntitle: x\n", `{title: s"x"}`, ""},
		{"empty", "", "{}", ""},
		{"broken", "title: x\n a: b: c\n", "absent", "2:3 C001 a colon where none can be"},
		{"two documents", "a: 1\n---\nb: 2\n", "absent", "3:2 C001 a second YAML document begins here"},
		{"list", "- a\n", "absent", "1:3 P005 expected keys with values, not a list"},
		{"not UTF-8", "a: \xff\n", "absent", "1:4 P004 the byte 0xff is not UTF-8"},
		{"too large", strings.Repeat("#\n", 1<<20), "absent", "1:1 P006 the file is over 1 MiB"},
	}
	for _, tt := range tests {
		n, ds := YAML(source.NewText("handbook.yaml", []byte(tt.data)), "C001")
		if draw(n) != tt.tree || drawDiags(ds) != tt.diags {
			t.Errorf("%s: got %s and %q, want %s and %q", tt.name, draw(n), drawDiags(ds), tt.tree, tt.diags)
		}
	}
}

func TestCheckUTF8(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"fine", "# Ünïcode 日本語\n", ""},
		{"empty", "", ""},
		{"not UTF-8", "# a\n\nö\xe9x\n", "3:2 P004 the byte 0xe9 is not UTF-8"},
		{"cut off", "a\xe2\x82", "1:2 P004 the byte 0xe2 is not UTF-8"},
		{"surrogate", "\xed\xa0\x80", "1:1 P004 the byte 0xed is not UTF-8"},
		{"after a mark", "\ufeffa\xff", "1:2 P004 the byte 0xff is not UTF-8"},
		{"UTF-16, little end first", "\xff\xfe#\x00 \x00", "0:0 P004 the file is UTF-16, not UTF-8"},
		{"UTF-16, big end first", "\xfe\xff\x00#\x00 ", "0:0 P004 the file is UTF-16, not UTF-8"},
		{"UTF-16, without a mark", "-\x00-\x00-\x00\n\x00", "0:0 P004 the file is UTF-16, not UTF-8"},
		{"one NUL", "some text with one \x00 in it\n", ""},
	}
	for _, tt := range tests {
		if got := drawDiags(CheckUTF8(source.NewText("a.md", []byte(tt.data)))); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// FuzzFront looks for panics and for spans that are not in the file, and holds
// the law that line ends change no value.
func FuzzFront(f *testing.F) {
	for _, block := range []string{
		"title: x\ntags: [a, 'b', {c: d}]\n", "a: |\n  x\n\n  y\nb: >-\n  z\n", "a: &x 1\nb: *x\n<<: {c: 2}\n", "? a\n: b\n- c\n", "a: \"x\\\n  y\"\nb: 'it''s\n\n  c'\n# d\n", "a: !!str 1\nb: !c d\n...\n%e\n",
		"a: x\n b\n\n c: d\n\te: f\n", "a: '\t\tx' #\n",
	} {
		f.Add("---\n" + block + "---\nbody\n")
	}
	f.Add("+++\na = 1\nb.c = [2, {d = 'x'}]\n[e]\n[[f]]\ng = \"\"\"\nx\n\"\"\"\n+++\n")
	f.Add("{\"a\": [1, {\"b\": \"\\u00e9\"}], \"c\": null}\nbody\n")
	f.Add("\ufeff---\na: é\n---\n")
	f.Fuzz(func(t *testing.T, data string) {
		text := source.NewText("a.md", []byte(data))
		n, body, ds := Front(text)
		if body < 0 || body > len(data) {
			t.Fatalf("body at %d of %d", body, len(data))
		}
		inside := func(s Span) {
			last := text.Position(len(data), len(data))
			ordered := s.Line < s.EndLine || s.Line == s.EndLine && s.Column <= s.EndColumn
			if s.Line < 1 || s.Column < 1 || !ordered || s.EndLine > last.Line || s.EndLine == last.Line && s.EndColumn > last.Column {
				t.Fatalf("the span %v is not in the file, which ends at %v", s, last)
			}
		}
		collect(n, inside)
		for _, d := range ds {
			if d.Line > 0 {
				inside(Span{d.Line, d.Column, d.EndLine, d.EndColumn})
			}
		}
		if strings.Contains(data, "\r") {
			return
		}
		crlf, _, more := readFront(strings.ReplaceAll(data, "\n", "\r\n"))
		if draw(crlf) != draw(n) || drawDiags(more) != drawDiags(ds) {
			t.Fatalf("LF gives\n%s %s\nCRLF gives\n%s %s", draw(n), drawDiags(ds), draw(crlf), drawDiags(more))
		}
	})
}

func BenchmarkFront(b *testing.B) {
	for _, bm := range []struct{ name, data string }{
		{"yaml", "---\ntitle: Grand Migration\ndescription: Say where the system should end up, prove it on a hard case, then move everything.\nkind: pattern\nweight: 10\ntags: [migration, platform]\naliases:\n  - /old/grand-migration/\ndate: 2026-03-31\n---\n"},
		{"toml", "+++\ntitle = \"Grand Migration\"\ndescription = \"Say where the system should end up, prove it on a hard case, then move everything.\"\nkind = \"pattern\"\nweight = 10\ntags = [\"migration\", \"platform\"]\naliases = [\"/old/grand-migration/\"]\ndate = 2026-03-31\n+++\n"},
		{"json", "{\n\"title\": \"Grand Migration\",\n\"description\": \"Say where the system should end up, prove it on a hard case, then move everything.\",\n\"kind\": \"pattern\",\n\"weight\": 10,\n\"tags\": [\"migration\", \"platform\"],\n\"aliases\": [\"/old/grand-migration/\"],\n\"date\": \"2026-03-31\"\n}\n"},
	} {
		b.Run(bm.name, func(b *testing.B) {
			text := source.NewText("a.md", []byte(bm.data))
			b.ReportAllocs()
			for b.Loop() {
				Front(text)
			}
		})
	}
}

func TestBytesThatAreNoCharactersAreMarked(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"text", "Café\n", "Café\n"},
		{"latin 1", "Caf\xe9 \xff\xfe\n", "Caf� ��\n"},
		{"a cut character", "a\xe2\x82", "a��"},
		{"UTF-16 with a mark", "\xff\xfe#\x00 \x00\xe9\x00", "\ufeff# é"},
		{"UTF-16, the other way around", "\xfe\xff\x00#\x00 \x00\xe9", "\ufeff# é"},
		{"UTF-16 without a mark", "\x00#\x00 \x00A", "# A"},
		{"half a character of UTF-16", "\xff\xfea\x00b", "\ufeffa"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ""},
		{"zeros", "\x00\x00\x00\x00\x00\x00", ""},
	} {
		got, ok := ValidUTF8([]byte(tt.data))
		if string(got) != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, %v; want %q", tt.name, got, ok, tt.want)
		}
	}
}

func FuzzValidUTF8(f *testing.F) {
	f.Add([]byte("a\xff\x00b"))
	f.Add([]byte("\xff\xfea\x00\x00\xd8"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, ok := ValidUTF8(data)
		switch {
		case !utf8.Valid(got):
			t.Errorf("%q became %q", data, got)
		case ok && utf8.Valid(data) && !isUTF16(data) && string(got) != string(data):
			t.Errorf("%q was right, and became %q", data, got)
		case ok && !isUTF16(data) && utf8.RuneCount(got) != utf8.RuneCount(data):
			t.Errorf("%q has other columns than %q", got, data)
		}
	})
}

func TestADraftStaysOneWhereItsFrontMatterIsBroken(t *testing.T) {
	for data, want := range map[string]bool{
		"---\ntitle: [x\ndraft: true\n---\ntext":      true,
		"---\ntitle: [x\nDraft: 'true'\n---\ntext":    true,
		"+++\ntitle = x\ndraft = true\n+++\ntext":     true,
		"{\"title\": x,\n  \"draft\": true}\ntext":    true,
		"---\ntitle: [x\ndraft: false\n---\ntext":     false,
		"---\ntitle: [x\n---\ndraft: true":            false,
		"---\ntitle: x\ndraft: true\n\nnever closed":  true,
		"---\ntitle: x\n\ndraft: true is in the text": false,
	} {
		text := source.NewText("a.md", []byte(data))
		n, body, _ := Front(text)
		if n.Type != Absent {
			t.Errorf("%q is read", data)
		}
		if got := MeantDraft(text, body); got != want {
			t.Errorf("%q: %v", data, got)
		}
	}
}
