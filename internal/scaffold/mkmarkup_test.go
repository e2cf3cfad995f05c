package scaffold

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/page"
	"waymark/internal/source"
)

const everyExtension = "markdown_extensions: [attr_list, pymdownx.keys, pymdownx.snippets, pymdownx.emoji, pymdownx.inlinehilite]\n"

// TestMarkupOfMkDocs gives pages as MkDocs has them and as they are written here.
func TestMarkupOfMkDocs(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"!!! note\n    Text.\n", ":::note\nText.\n:::\n"},
		{"!!! note \"\"\n    Text.\n", ":::note\nText.\n:::\n"},
		{"!!! info\n    Text.\n", ":::note Info\nText.\n:::\n"},
		{"!!! Danger \"Mind the gap\"\n\n    One.\n\n    Two.\n\nOut.\n", ":::caution Mind the gap\n\nOne.\n\nTwo.\n:::\n\nOut.\n"},
		{"!!! tip inline end \"Aside\"\n\tText.\n", ":::tip Aside\nText.\n:::\n"},
		{"!!! our-own\n    Text.\n", ":::note Our-own\nText.\n:::\n"},
		{"??? bug\n    Text.\n???+ example \"Open\"\n    Text.\n", ":::details Bug\nText.\n:::\n:::details Open {open}\nText.\n:::\n"},
		{"!!! note\n\n    ??? tip\n        In.\n\n    Out.\n", "::::note\n\n:::details Tip\nIn.\n:::\n\nOut.\n::::\n"},
		{"- item\n\n    !!! note\n        Text.\n", "- item\n\n    :::note\n    Text.\n    :::\n"},
		{"Code:\n\n    !!! note\n        Text.\n", ""},
		{"```\n!!! note\n    Text.\n```\n", ""},
		{"```\n=== \"C\"\n    ``` c\n    x\n    ```\n```\n!!! note\n    Text.\n", "```\n=== \"C\"\n    ``` c\n    x\n    ```\n```\n:::note\nText.\n:::\n"},
		{"```x``` is code.\n!!! note\n    Text.\n", "```x``` is code.\n:::note\nText.\n:::\n"},
		{"> !!! note\n>     Text.\n", ""},
		{"!!! note\n", ":::note\n:::\n"},
		{"!!!note\n\n!!! note and \"more\" text\n", ""},
		{"=== \"A\"\n    a\n\n=== \"B\"\n\n    b\nOut.\n", "::::tabs\n:::tab A\na\n:::\n:::tab B\n\nb\n:::\n::::\nOut.\n"},
		{"=== \"A\"\n    a\n===! \"B\"\n    b\n", "::::tabs\n:::tab A\na\n:::\n::::\n::::tabs\n:::tab B\nb\n:::\n::::\n"},
		{"=== \"A\"\n    !!! note\n        a\n", ":::::tabs\n::::tab A\n:::note\na\n:::\n::::\n:::::\n"},
		{"Heading\n===\n", ""},
		{"## A {: #b .c }\n## D { #e }\n## F {.g}\n", "## A {#b}\n## D {#e}\n## F\n"},
		{"[a](b.md){ .x target=_blank } `c`{.y} ![p](p.png){width=\"3 px\"} text {.z} `{: .w }`\n{: .v }\n", "[a](b.md) `c` ![p](p.png) text {.z} `{: .w }`\n\n"},
		{"A [TOC]\n\n[TOC]\n", "A [TOC]\n\n\n"},
		{"Press ++ctrl+\"c\"++, not `++ctrl++` or C++ and ++.\n", "Press `Ctrl+C`, not `++ctrl++` or C++ and ++.\n"},
		{":material-ferry: Ferry `:material-x:`\n| :octicons-shield-lock-24: | :material-close: |\n", " Ferry `:material-x:`\n| shield lock | ✗ |\n"},
		{"[:octicons-heart-fill-24:{ .x } Thanks](b.md){ .y }\n", "[ Thanks](b.md)\n"},
		{"`#!py x` and ``#!sh ls``\n", "`x` and ``ls``\n"},
		{"``` py linenums=\"1\" hl_lines=\"2 4-5\" title=\"a b.py\"\n:material-x:\n```\n", "```py title=\"a b.py\" {2,4-5} linenos\n:material-x:\n```\n"},
		{"``` { .yaml .annotate title=\"x\" }\n```\n", "```yaml title=\"x\"\n```\n"},
		{"a\n--8<-- \"part.md\"\nb\n", "a\none\ntwo\nthree\nb\n"},
		{"    --8<-- \"part.md:2:2\"\n", "    two\n"},
		{"--8<-- \"part.md::2\"\n--8<-- \"part.md:3\"\n", "one\ntwo\nthree\n"},
		{"--8<-- 'marked.go:x'\n", "in\n"},
		{"--8<--\npart.md\n\n; no.md\n--8<--\n", "one\ntwo\nthree\n"},
		{"--8<-- \"outer.md\"\n", "before\none\ntwo\nthree\n"},
		{"```\n--8<-- \"part.md\"\n```\n", "```\none\ntwo\nthree\n```\n"},
		{";--8<-- \"part.md\"\n", "--8<-- \"part.md\"\n"},
		{"--8<-- \"gone.md\"\n--8<-- \"../etc.md\"\n--8<-- \"part.md:7:9\"\n--8<-- \"marked.go:y\"\n--8<-- \"https://example.org/x.md\"\n--8<-- \"loop.md\"\n", ""},
		{"---\ntitle: T\n---\n!!! note\n    Text.\n", "---\ntitle: T\n---\n:::note\nText.\n:::\n"},
		{"!!! note\r\n    Text.\r\n", ":::note\r\nText.\r\n:::\r\n"},
	} {
		want := test.want
		if want == "" {
			want = test.in
		}
		over, files := taken(t, folder("mkdocs.yml", "site_name: T\nnav: []\n"+everyExtension, "docs/a.md", test.in, "docs/b.md", "", "docs/p.png", "",
			"part.md", "one\ntwo\nthree\n", "marked.go", "out\n// --8<-- [start:x]\nin\n// --8<-- [end:x]\n", "outer.md", "before\n--8<-- \"part.md\"\n", "loop.md", "--8<-- \"loop.md\"\n"))
		if diff := cmp.Diff(want, files["a.md"]); diff != "" {
			t.Errorf("%q:\n%s", test.in, diff)
		}
		if listed := slices.ContainsFunc(over.Left, func(n Note) bool { return n.Group == markupStays }); listed != (strings.Contains(test.in, "gone.md") || strings.HasPrefix(test.in, ">")) {
			t.Errorf("%q: %v", test.in, over.Left)
		}
		lines := strings.Split(files["a.md"], "\n")
		for _, note := range over.Changed {
			if _, now, ok := strings.Cut(note.Text, " → "); ok && note.Line > 0 && !strings.Contains(lines[note.Line-1], now) {
				t.Errorf("%v: that line is %q", note, lines[note.Line-1])
			}
		}
		if test.want == "" {
			continue
		}
		read, _ := page.Parse("a.md", source.NewText("a.md", []byte(files["a.md"])), page.Settings{})
		for _, d := range read.Diags {
			if d.Code == "P019" || d.Code == "P020" || d.Code == "P012" {
				t.Errorf("%q: %v", test.in, d)
			}
		}
	}
}

// TestMarksWithoutTheirExtensionAreText: MkDocs shows them as they are written, too.
func TestMarksWithoutTheirExtensionAreText(t *testing.T) {
	in := "[a](b.md){ .x } ++a++ :material-x: `#!py x`\n"
	if _, files := taken(t, folder("mkdocs.yml", "nav: []", "docs/a.md", in, "docs/b.md", "")); files["a.md"] != in {
		t.Errorf("%q", files["a.md"])
	}
}

// TestNavBecomesFoldersAndWeights gives nav and what is written where, with weights.
func TestNavBecomesFoldersAndWeights(t *testing.T) {
	for _, test := range []struct{ nav, want string }{
		{"[index.md, {B: b.md}, a.md]", "a.md:30 b.md:20 g/index.md: g/x.md: g/y.md: index.md:10"},
		{"[index.md, {G: [g/x.md, g/y.md]}]", "a.md: b.md: g/index.md:20 g/x.md:10 g/y.md:20 index.md:10"},
		{"[{G: [g/x.md]}, g/y.md]", "a.md: b.md: g/index.md:10 g/x.md:10 index.md: y.md:20"},
		{"[{Both: [a.md, {In: [b.md]}]}]", "both/a.md:10 both/in/b.md:10 both/in/index.md:20 both/index.md:10 g/index.md: g/x.md: g/y.md: index.md:"},
		{"[{G: [g/index.md, {Deep: [g/x.md]}]}]", "a.md: b.md: g/deep/index.md:20 g/deep/x.md:10 g/index.md:10 g/y.md: index.md:"},
		{"[{A: [b.md]}]", "a-2/b.md:10 a-2/index.md:10 a.md: g/index.md: g/x.md: g/y.md: index.md:"},
		{"[{S: [g.md, g/x.md]}]", "a.md: b.md: g/index.md:10 g/x.md:20 g/y.md: index.md:"},
		{"[{S: [g.md, g/x.md, a.md]}]", "b.md: g/a.md:30 g/index.md:10 g/x.md:20 g/y.md: index.md:"},
		{"[a.md, a.md, gone.md, {'': b.md}]", "a.md:10 b.md:40 g/index.md: g/x.md: g/y.md: index.md:"},
	} {
		src := folder("mkdocs.yml", "nav: "+test.nav, "docs/index.md", "", "docs/a.md", "", "docs/b.md", "", "docs/g/index.md", "", "docs/g/x.md", "", "docs/g/y.md", "")
		if strings.Contains(test.nav, "g.md") {
			delete(src, "docs/g/index.md")
			src["docs/g.md"] = &fstest.MapFile{}
		}
		_, files := taken(t, src)
		var got []string
		for name, text := range files {
			_, weight, _ := strings.Cut(text, "weight: ")
			weight, _, _ = strings.Cut(weight, "\n")
			got = append(got, name+":"+weight)
		}
		slices.Sort(got)
		want := strings.Fields(test.want)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", test.nav, diff)
		}
	}
}

// TestPagesKeepTheirAddresses gives files, nav, and which pages go elsewhere.
func TestPagesKeepTheirAddresses(t *testing.T) {
	for _, test := range []struct{ files, nav, want string }{
		{"g/a.md g/b.md g/unlisted.md", "[{G h: [g/a.md, g/b.md]}]", ""},
		{"g/a.md g/b.md g/c.md", "[{One: [g/a.md]}, {Two: [g/b.md, g/c.md]}]", "g/a.md→one/a.md"},
		{"g/a.md g/b.md h/c.md", "[{G: [g/a.md, g/b.md, h/c.md]}]", "h/c.md→g/c.md"},
		{"d/g/a.md d/h/b.md d/c.md", "[{G: [d/g/a.md]}, {H: [d/h/b.md, d/c.md]}]", "d/g/a.md→g/a.md"},
		{"r/o/a.md r/o/b.md r/o/f.md", "[{R: [{O: [r/o/a.md, r/o/b.md]}, r/o/f.md]}]", "r/o/f.md→r/f.md"},
		{"r/x.md r/h/a.md r/h/b.md r/t/c.md", "[{R: [{All: [r/x.md, {H: [r/h/a.md, r/h/b.md]}, {T: [r/t/c.md]}]}]}]", ""},
		{"m/high_tide.md m/low.md", "[{M: [{High Tide: [m/high_tide.md, m/low.md]}]}]", "m/low.md→m/high_tide/low.md"},
		{"g/a.md h/a.md a.md", "[g/a.md, {G: [h/a.md]}]", ""},
		{"a.md g/a.md g/b.md", "[{G: [g/b.md, g/c/d.md]}, {Own: [g/a.md]}]", "g/a.md→own/a.md"},
		{"g/a.md a.md", "[{G: []}, g/a.md]", ""},
		{"p.md p/README.md p/x.md", "[p/x.md]", "p.md→p-2.md"},
	} {
		src := folder("mkdocs.yml", "nav: "+test.nav)
		for _, p := range strings.Fields(test.files) {
			src["docs/"+p] = &fstest.MapFile{}
		}
		over, _ := taken(t, src)
		var got []string
		for _, m := range over.Renamed {
			from, to := strings.TrimPrefix(m.From, "docs/"), strings.TrimPrefix(m.To, "content/")
			if addressOf(from) != addressOf(to) {
				got = append(got, from+"→"+to)
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %q, want %q", test.nav, got, test.want)
		}
		if len(over.Copied)+len(over.Renamed) != len(strings.Fields(test.files)) {
			t.Errorf("%s: a page is lost: %v", test.nav, over.Left)
		}
	}
}

// TestIncludes: the text of a file is put in, or the line stays and is listed once.
func TestIncludes(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{`{% include-markdown "in/x.md" %}`, "one\n<!--s-->\ntwo\n<!--e-->"},
		{`  {%- include-markdown './in/x.md' start="<!--s-->" end="<!--e-->" -%}`, "  two"},
		{`{% include "in/x.md" %}`, "---\ntitle: X\n---\none\n<!--s-->\ntwo\n<!--e-->"},
		{`{% include-markdown "in/gone.md" %}`, ""},
		{`{% include-markdown "../../etc/x" %}`, ""},
		{`{% include-markdown "in/*.md" %}`, ""},
		{`{% include-markdown "in/x.md" start="no" %}`, ""},
		{`{% include-markdown "in/x.md" heading-offset=1 %}`, ""},
	} {
		over, files := taken(t, folder("mkdocs.yml", "nav: []\nplugins: [include-markdown]", "docs/a.md", "A\n\n"+test.in+"\n", "docs/in/x.md", "---\ntitle: X\n---\none\n<!--s-->\ntwo\n<!--e-->\n"))
		want := test.want
		if want == "" {
			want = test.in
		}
		if files["a.md"] != "A\n\n"+want+"\n" {
			t.Errorf("%s: %q", test.in, files["a.md"])
		}
		listed := 0
		for _, n := range over.Left {
			if n.Group == markupStays {
				listed++
			}
		}
		if isListed := listed == 1; isListed != (test.want == "") || listed > 1 {
			t.Errorf("%s: listed %d times", test.in, listed)
		}
	}
}

func TestOwnCacheIsNotListed(t *testing.T) {
	over, _ := taken(t, folder("mkdocs.yml", "", ".waymark/x", "", "docs/.waymark/y", "", "docs/a.md", ""))
	if slices.ContainsFunc(over.Left, func(n Note) bool { return strings.Contains(n.Path, ".waymark") }) {
		t.Error(over.Left)
	}
}
