package scaffold

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/page"
	"waymark/internal/source"
)

// TestMarkupOfDocusaurus gives pages as Docusaurus has them and as they are written
// here. One that keeps components is called .mdx.
func TestMarkupOfDocusaurus(t *testing.T) {
	for _, test := range []struct{ in, want, components string }{
		{":::note\nText.\n:::\n", "", ""},
		{":::note[A title]\nText.\n:::\n", "", ""},
		{":::info\nText.\n:::\n", ":::note Info\nText.\n:::\n", ""},
		{"::::danger A title\n:::info[B]{#x}\nText.\n:::\n::::\n", "::::caution A title\n:::note[B]{#x}\nText.\n:::\n::::\n", ""},
		{":::secondary\nText.\n:::\n", ":::note\nText.\n:::\n", ""},
		{"```\n:::info\n<Tabs>\n```\n", "", ""},
		{"<Tabs>\n<TabItem value=\"a\" label='A b'>\n\nText.\n\n</TabItem>\n<TabItem value={\"c\"}>\nC.\n</TabItem>\n</Tabs>\n", "::::tabs\n:::tab A b\n\nText.\n\n:::\n:::tab c\nC.\n:::\n::::\n", ""},
		{"<Tabs>\n  <TabItem value=\"a\">\n    One.\n\n        code\n  </TabItem>\n</Tabs>\n", "::::tabs\n:::tab a\nOne.\n\n    code\n:::\n::::\n", ""},
		{"<Tabs>\n<TabItem value=\"a\">\n<Tabs>\n<TabItem value=\"b\">\n:::info\nB.\n:::\n</TabItem>\n</Tabs>\n</TabItem>\n</Tabs>\n", "::::tabs\n:::tab a\n::::tabs\n:::tab b\n:::note Info\nB.\n:::\n:::\n::::\n:::\n::::\n", ""},
		{"<Tabs>\n  <TabItem value=\"a\" label=\"A\" default>One 🍎</TabItem>\n  <TabItem value=\"b\">Two</TabItem>\n</Tabs>\n", "::::tabs\n:::tab A\nOne 🍎\n:::\n:::tab b\nTwo\n:::\n::::\n", ""},
		{"<Tabs\n  defaultValue=\"a\"\n  values={[\n    {label: 'An A', value: 'a'},\n    {value: \"b\", label: \"A B\"},\n  ]}>\n<TabItem\n  value=\"a\"\n>\n\nOne.\n\n</TabItem>\n<TabItem value=\"b\">Two</TabItem>\n</Tabs>\n", "::::tabs\n:::tab An A\n\nOne.\n\n:::\n:::tab A B\nTwo\n:::\n::::\n", ""},
		{"```mdx-code-block\n<Tabs>\n<TabItem value=\"a\">One</TabItem>\n</Tabs>\n```\n\n```js\n<Tabs\n```\n", "::::tabs\n:::tab a\nOne\n:::\n::::\n\n```js\n<Tabs\n```\n", ""},
		{"import Tabs from '@theme/Tabs';\nimport TabItem from \"@theme/TabItem\"\n\nText.\n", "\nText.\n", ""},
		{"import Part from './_part.md';\n\n<Part />\n\nText.\n", "\nof the part\n\nText.\n", ""},
		{"import Part from '@site/docs/_part.md';\n\n<Part/>\n", "\nof the part\n", ""},
		{"import Loop from './_loop.mdx';\n\n<Loop />\n", "\n<Loop />\n", "Loop"},
		{"import Gone from './_gone.mdx';\n\n<Gone />\n", "\n<Gone />\n", "Gone"},
		{"import Card from '@site/src/Card';\n\n<Card>\nText {value}.\n</Card>\n", "", "import, Card, {value}"},
		{"export const a = 1;\n", "", "export"},
		{"A `<Card/>` and <b>bold</b> {#x}.\n", "", ""},
		{"```js title='a b' showLineNumbers {2}\nx\n```\n", "```js title=\"a b\" {2} linenos\nx\n```\n", ""},
		{"```js live noInline\nx\n```\n", "```js\nx\n```\n", ""},
		{"```js\na\n// highlight-next-line\nb\n/* highlight-start */\nc\nd\n# highlight-end\ne\n```\n", "```js {2,3-4}\na\nb\nc\nd\ne\n```\n", ""},
		{"```js {1}\n// highlight-next-line\nb\n```\n", "", ""},
		{"![x](@site/static/p.png) [y](pathname:///p.png) [z](@site/docs/b.md)\n", "![x](p.png) [y](/p.png) [z](b.md)\n", ""},
		{"<img alt='A' src={require('./q.png').default} />\n", "![A](./q.png)\n", ""},
		{":::info\r\nText.\r\n:::\r\n", ":::note Info\nText.\n:::\n", ""},
	} {
		want := test.want
		if want == "" {
			want = test.in
		}
		over, files := taken(t, folder("docusaurus.config.js", "", "docs/a.md", "---\ntitle: T\n---\n"+test.in, "docs/b.md", "", "docs/q.png", "", "static/p.png", "", "docs/_part.md", "---\nx: y\n---\nof the part\n", "docs/_loop.mdx", "import Loop from './_loop.mdx'\n<Loop />\n"))
		name := "a.md"
		if test.components != "" {
			name = "a.mdx"
		}
		if diff := cmp.Diff("---\naliases: [/docs/a/]\ntitle: T\n---\n"+want, files[name]); diff != "" {
			t.Errorf("%q, %s:\n%s", test.in, paths(files), diff)
		}
		i := slices.IndexFunc(over.Left, func(n Note) bool { return n.Group == components })
		if test.components == "" && i >= 0 || test.components != "" && (i < 0 || over.Left[i].Text != test.components) {
			t.Errorf("%q: %v", test.in, over.Left)
		}
		lines := strings.Split(files[name], "\n")
		for _, note := range over.Changed {
			if _, now, ok := strings.Cut(note.Text, " → "); ok && note.Line > 1 && note.Path == "content/"+name && !strings.Contains(lines[note.Line-1], now) && !strings.Contains(note.Text, "mark lines") && !strings.Contains(note.Text, "title='a b'") && !strings.Contains(note.Text, "pathname:") {
				t.Errorf("%v: that line is %q", note, lines[note.Line-1])
			}
		}
		if test.want == "" {
			continue
		}
		read, _ := page.Parse("a.md", source.NewText("a.md", []byte(files[name])), page.Settings{})
		for _, d := range read.Diags {
			if d.Code == "P019" || d.Code == "P020" {
				t.Errorf("%q: %v", test.in, d)
			}
		}
	}
}

// TestPlacesOfDocusaurus gives files of the docs, and where they are written with
// which weight.
func TestPlacesOfDocusaurus(t *testing.T) {
	position := func(p string) string { return "---\nsidebar_position: " + p + "\n---\n" }
	for _, test := range []struct {
		files []string
		want  string
	}{
		{[]string{"a.md", position("2"), "b.md", position("1.5"), "c.md", ""}, "a.md:20 b.md:10 c.md:"},
		{[]string{"02-a.md", "", "1 - b.md", "", "2024-01-02-c.md", "", "1.2-d.md", ""}, "1.2-d.md: 2024-01-02-c.md: a.md:20 b.md:10"},
		{[]string{"01-x/_category_.json", `{"label": "X y"}`, "01-x/a.md", "", "02-z/01-b.md", ""}, "x/a.md: x/index.md:10 z/b.md:10 z/index.md:20"},
		{[]string{"x/x.md", position("3"), "x/a.md", ""}, "x/a.md: x/index.md:10"},
		{[]string{"x/readme.md", "", "x/index.mdx", ""}, "x/index.mdx: x/readme.md:"},
		{[]string{"x/_category_.yml", "link: {type: doc, id: y/b}", "x/a.md", "", "y/b.md", ""}, "x/a.md: x/index.md:"},
		{[]string{"a.md", "---\nslug: /\n---\n", "index.md", ""}, "index-2.md: index.md:"},
		{[]string{"a.md", position("0"), "b.md", position("-1"), "c.md", position("0")}, "a.md:20 b.md:10 c.md:20"},
	} {
		src := folder("docusaurus.config.js", "")
		for i := 0; i < len(test.files); i += 2 {
			src["docs/"+test.files[i]] = folder("x", test.files[i+1])["x"]
		}
		_, files := taken(t, src)
		var got []string
		for name, text := range files {
			_, weight, _ := strings.Cut(text, "\nweight: ")
			weight, _, _ = strings.Cut(weight, "\n")
			got = append(got, name+":"+weight)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != test.want {
			t.Errorf("%v: %s, want %s", test.files, got, test.want)
		}
	}
}
