package scaffold

import (
	"slices"
	"strings"
	"testing"
)

// TestFenceOptions: options of other tools are written as here, or left out and
// listed; what is in the block stays.
func TestFenceOptions(t *testing.T) {
	for _, test := range []struct{ tool, in, want string }{
		{"mkdocs.yml", "```go\na\n```", "```go\na\n```"},
		{"mkdocs.yml", "```go title=\"a b.go\" {1,3-4}\na\n```", "```go title=\"a b.go\" {1,3-4}\na\n```"},
		{"mkdocs.yml", "```go hl_lines=\"1\" copy title='x'\na\n```", "```go title=\"x\" {1}\na\n```"},
		{"mkdocs.yml", "~~~ go anchor_linenums=\"true\"\na\n~~~", "~~~go\na\n~~~"},
		{"mkdocs.yml", "```yaml tab=\"File (YAML)\"\na:\n\n  b\n```\n\n```toml tab='TOML'\nc\n```\nText",
			"::::tabs\n:::tab File (YAML)\n```yaml\na:\n\n  b\n```\n:::\n:::tab TOML\n```toml\nc\n```\n:::\n::::\nText"},
		{"mkdocs.yml", "- x\n\n    ```sh tab=\"A\"\n    a\n    ```", "- x\n\n    ::::tabs\n    :::tab A\n    ```sh\n    a\n    ```\n    :::\n    ::::"},
		{"docusaurus.config.js", "```js live copy showLineNumbers {2}\na\n```", "```js {2} linenos\na\n```"},
		{"docusaurus.config.js", "```go reference\nhttps://example.org/x/a_b.go#L1-L3\n```", "[`a_b.go#L1-L3`](https://example.org/x/a_b.go#L1-L3)"},
		{"docusaurus.config.js", "```go reference\nfunc a()\n```", "```go\nfunc a()\n```"},
	} {
		over, files := taken(t, folder(test.tool, "", "docs/a.md", test.in, "docs/index.md", ""))
		got := files["a.md"]
		if strings.HasPrefix(got, "---\n") { // the weight
			_, got, _ = strings.Cut(got[4:], "---\n")
		}
		if strings.TrimSpace(got) != test.want {
			t.Errorf("%q:\n got %q\nwant %q", test.in, strings.TrimSpace(got), test.want)
		}
		isListed := slices.ContainsFunc(over.Changed, func(n Note) bool { return n.Group == optionsDropped })
		if want := strings.Contains(test.in, "copy") || strings.Contains(test.in, "anchor_"); isListed != want {
			t.Errorf("%q: listed as left out: %v", test.in, isListed)
		}
	}
}
