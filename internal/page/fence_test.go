package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"waymark/internal/source"
)

func newText(markdown string) *source.Text { return source.NewText("content/a.md", []byte(markdown)) }

func TestFences(t *testing.T) {
	for _, c := range []struct {
		name, fence string
		want        Code
		said        string
	}{
		{"bare", "```", Code{}, ""},
		{"language", "```go", Code{Language: "go"}, ""},
		{"language of another case", "``` Go", Code{Language: "Go"}, ""},
		{"language by the ending of its files", "```yml", Code{Language: "yml"}, ""},
		{"everything", `~~~go title="a \"b\" 'c'" {2-4,7} linenos diff`, Code{Language: "go", Title: `a "b" 'c'`, Marks: [][2]int{{2, 4}, {7, 7}}, LineNumbers: true, Diff: true}, ""},
		{"in any order", "```go {1} {3} diff title='x y'", Code{Language: "go", Title: "x y", Marks: [][2]int{{1, 1}, {3, 3}}, Diff: true}, ""},
		{"without a language", `~~~ {2} title="a"`, Code{Title: "a", Marks: [][2]int{{2, 2}}}, ""},
		{"language after an option", "```linenos go", Code{Language: "go", LineNumbers: true}, ""},
		{"marks at the language", "```js{1,3-4}", Code{Language: "js", Marks: [][2]int{{1, 1}, {3, 4}}}, ""},
		{"diff as a language", "```diff", Code{Diff: true}, ""},
		{"diff and a language", "```diff go", Code{Language: "go", Diff: true}, ""},
		{"file", "```go file=\"../a b.go\" lines=\"3-9\"", Code{Language: "go", File: "../a b.go", Lines: [2]int{3, 9}, FirstLine: 3}, ""},
		{"Rust's attributes", "```rust,no_run", Code{Language: "rust"}, ""},
		{"Pandoc's class", "```{.python}", Code{Language: "python"}, ""},
		{"unknown language", "```klingon {1}", Code{Language: "klingon", Marks: [][2]int{{1, 1}}}, "1:4 P010 unknown language \"klingon\", shown as plain text\n"},
		{"unknown word", "```go linenoss", Code{Language: "go"}, "1:7 P011 unknown option \"linenoss\" of a code block\n"},
		{"unknown option", "```go name=\"x y\"", Code{Language: "go"}, "1:7 P011 unknown option \"name\" of a code block\n"},
		{"no quotes", "```go title=x", Code{Language: "go"}, "1:7 P011 a value without quotes\n"},
		{"open quote", "```go title=\"x", Code{Language: "go"}, "1:7 P011 a quote is not closed\n"},
		{"open brace", "```go {1-2", Code{Language: "go"}, "1:7 P011 a brace is not closed\n"},
		{"bad marks", "```go {a}", Code{Language: "go"}, "1:7 P011 \"a\" does not name lines\n"},
		{"marks backwards", "```go {4-2}", Code{Language: "go"}, "1:7 P011 \"4-2\" does not name lines\n"},
		{"huge marks", "```go {99999999999999999999}", Code{Language: "go"}, "1:7 P011 \"99999999999999999999\" does not name lines\n"},
		{"lines without a file", "```go lines=\"1-2\"", Code{Language: "go"}, "1:4 P011 lines=\"…\" without file=\"…\"\n"},
		{"bad lines", "```go file=\"x\" lines=\"0\"", Code{Language: "go", File: "x"}, "1:16 P011 \"0\" does not name lines\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			body := "\n+x\n"
			if c.want.File != "" {
				body = "\n"
			} else {
				c.want.Text = "+x\n"
			}
			c.want.FirstLine = max(1, c.want.FirstLine)
			p, _ := Parse("a.md", newText(c.fence+body+c.fence[:3]+"\n"), Settings{})
			if diff := cmp.Diff([]Code{c.want}, p.Code, cmpopts.IgnoreFields(Code{}, "At")); diff != "" {
				t.Errorf("code (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.said, said(p)); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnknownWordsOfAFenceHaveHints(t *testing.T) {
	const known = `known are title="…", {2-4}, linenos, diff, file="…" and lines="3-9"`
	for fence, want := range map[string]string{
		"go linenos titel=\"x\"":   "did you mean title?",
		"yaml tab=\"File (YAML)\"": `write title="…"`,
		"go showLineNumbers":       "write linenos",
		"go linenums=\"1\"":        "write linenos",
		"go hl_lines=\"2 3\"":      "write {2-4}",
		"sh [npm]":                 `write title="npm"`,
		"sh []":                    known,
		"go reference":             known,
		".go":                      "write go",
		".klingon":                 "write text for plain text, or another name of the language",
	} {
		p, _ := read("```"+fence+"\nx\n```\n", Settings{})
		if len(p.Diags) != 1 || p.Diags[0].Hint != want {
			t.Errorf("%s: %v, want the hint %q", fence, p.Diags, want)
		}
	}
}

func TestFileAndTextIsReported(t *testing.T) {
	p, _ := read("```go file=\"a.go\"\nx\n```\n", Settings{})
	if got, want := said(p), "1:4 P011 a block that shows a file has text of its own\n"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	if p.Code[0].Text != "x\n" || p.Code[0].File != "" {
		t.Errorf("text %q, file %q; want the text that stands nowhere else", p.Code[0].Text, p.Code[0].File)
	}
}

func TestIndentedCode(t *testing.T) {
	p, html := read("a\n\n    x <y>\n\n      z\n\n- b\n\n  ```go\n  var x\n  ```\n", Settings{})
	if len(p.Code) != 2 || p.Code[0].Text != "x <y>\n\n  z\n" || p.Code[1].Text != "var x\n" {
		t.Fatalf("code %+v", p.Code)
	}
	if p.Code[0].At.Line != 3 || p.Code[1].At.Line != 9 || p.Code[1].At.Column != 3 {
		t.Errorf("places %v and %v", p.Code[0].At, p.Code[1].At)
	}
	want := `<div class="code">
<pre tabindex="0"><code><span class="line">x &lt;y&gt;</span>
<span class="line"></span>
<span class="line">  z</span>
</code></pre>
</div>`
	if got := html[len("<p>a</p>\n"):][:len(want)]; got != want {
		t.Errorf("HTML %s", html)
	}
}
