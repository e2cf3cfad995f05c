package scaffold

import (
	"slices"
	"strings"
	"testing"
)

func TestIncludesOfABookBecomeOurs(t *testing.T) {
	const code = "one\n// ANCHOR: part\ntwo\nthree\n// ANCHOR_END: part\nfour\n// ANCHOR: outer\n// ANCHOR: inner\nfive\n// ANCHOR_END: inner\n// ANCHOR_END: outer\n"
	for _, test := range []struct{ name, in, want, reason string }{
		{"the whole file", "```go\n{{#include x.go}}\n```\n", "```go file=\"../x.go\"\n```\n", ""},
		{"some lines", "```go\n{{#include x.go:3:4}}\n```\n", "```go file=\"../x.go\" lines=\"3-4\"\n```\n", ""},
		{"one line", "```\n{{ #include ./x.go:3 }}\n```\n", "``` file=\"../x.go\" lines=\"3-3\"\n```\n", ""},
		{"up to a line", "```go\n{{#include x.go::4}}\n```\n", "```go file=\"../x.go\" lines=\"1-4\"\n```\n", ""},
		{"from a line on", "```go\n{{#include x.go:9:}}\n```\n", "```go file=\"../x.go\" lines=\"9-11\"\n```\n", ""},
		{"beyond the end", "```go\n{{#include x.go:9:99}}\n```\n", "```go file=\"../x.go\" lines=\"9-11\"\n```\n", ""},
		{"an anchor", "~~~go\n{{#include x.go:part}}\n~~~\n", "~~~go file=\"../x.go\" lines=\"3-4\"\n~~~\n", ""},
		{"a program with more around it", "```go\n{{#rustdoc_include x.go:part}}\n```\n", "```go file=\"../x.go\" lines=\"3-4\"\n```\n", ""},
		{"within a list", "- x\n\n  ```go\n  {{#include x.go:1:2}}\n  ```\n", "- x\n\n  ```go file=\"../x.go\" lines=\"1-2\"\n  ```\n", ""},
		{"with other ends of lines", "```go\r\n{{#include x.go}}\r\n```\r\n", "```go file=\"../x.go\"\r\n```\r\n", ""},
		{"two", "```go\n{{#include x.go:1}}\n```\n\n```go\n{{#include x.go:2}}\n```\n", "```go file=\"../x.go\" lines=\"1-1\"\n```\n\n```go file=\"../x.go\" lines=\"2-2\"\n```\n", ""},
		{"a fence that nobody closed", "```go\n{{#include x.go}}", "```go file=\"../x.go\"\n", ""},
		{"anchors within an anchor", "```go\n{{#include x.go:outer}}\n```\n", "", "mdBook leaves out the lines with ANCHOR"},
		{"no such anchor", "```go\n{{#include x.go:gone}}\n```\n", "", `the file has no anchor "gone"`},
		{"no such line", "```go\n{{#include x.go:12}}\n```\n", "", `"12" names no line`},
		{"as text", "{{#include x.go}}\n", "", "only a code block"},
		{"beside other code", "```go\na\n{{#include x.go}}\n```\n", "", "only a code block"},
		{"indented", "    {{#include x.go}}\n", "", "only a code block"},
		{"a page", "```md\n{{#include b.md}}\n```\n", "", "the file is a page"},
		{"outside of the text", "```go\n{{#include ../main.go}}\n```\n", "", "outside of the book's text"},
		{"gone", "```go\n{{#include gone.go}}\n```\n", "", "was not taken over"},
		{"hidden lines of Rust", "```rust\n{{#include r.rs}}\n```\n", "", "mdBook hides some of its lines"},
		{"others of Rust", "```rust,ignore\n{{#include r.rs:1}}\n```\n", "```rust,ignore file=\"../r.rs\" lines=\"1-1\"\n```\n", ""},
		{"a playground", "{{#playground x.rs}}\n", "", "nothing runs here"},
		{"a title", "{{#title X}}\n", "", "as title in the front matter"},
		{"escaped", "```go\n\\{{#include x.go}}\n```\n", "```go\n\\{{#include x.go}}\n```\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			over, files := taken(t, folder("book.toml", "", "main.go", "", "src/SUMMARY.md", "- [A](a.md)\n  - [B](b.md)\n", "src/b.md", "# B\n",
				"src/x.go", code, "src/r.rs", "fn main() {\n# hidden();\n}\n", "src/a.md", "# A\n\n"+test.in))
			_, got, _ := strings.Cut(files["a/index.md"], "# A\n\n")
			want := test.want
			if want == "" {
				want = test.in
			}
			if got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			i := slices.IndexFunc(over.Left, func(n Note) bool { return n.Path == "src/a.md" })
			switch {
			case test.reason == "" && i >= 0:
				t.Errorf("left: %v", over.Left[i])
			case test.reason != "" && (i < 0 || !strings.Contains(over.Left[i].Text, test.reason)):
				t.Errorf("left: %v", over.Left)
			}
			for _, note := range over.Changed {
				lines := strings.Split(files[strings.TrimPrefix(note.Path, "content/")], "\n")
				if _, now, ok := strings.Cut(note.Text, " → "); ok && !strings.Contains(lines[note.Line-1], now) {
					t.Errorf("%v: that line is %q", note, lines[note.Line-1])
				}
			}
		})
	}
}
