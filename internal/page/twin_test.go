package page

import (
	"fmt"
	"strconv"
	"testing"

	"waymark/internal/source"
)

func TestTwin(t *testing.T) {
	for _, e := range []struct{ name, in, want string }{
		{"front matter and title go", "---\ntitle: x\n---\n\nText.\n", "Text."},
		{"title in the text", "# A *title* #\n\nText.\n", "Text."},
		{"title underlined", "A\ntitle\n===\n\nText.\n", "Text."},
		{"a later heading stays", "# A\n\nText.\n\nB\n===\n", "Text.\n\nB\n==="},
		{"links and images", "[a](b.md#c \"t\") ![d](<e f.png>) [g][h] [i][h] <https://j.k>\n\n[h]: l.md 'm'\n[n]: o.md\n", "[a](L0 \"t\") ![d](<I0>) [g][h] [i][h] <https://j.k>\n\n[h]: L1 'm'\n[n]: L4"},
		{"links in double brackets", "See [[a#b|c]], ![[d.png|e]] and [f](g.md), not `[[h]]`.\n", "See W0, V0 and [f](L1), not `[[h]]`."},
		{"comments go", "A <!-- accept S222: because --> b.\n\n<!-- one\n\ntwo -->\n\nC.\n", "A  b.\n\n\nC."},
		{"comments in lists go", "- a\n  <!-- b -->\n- c\n", "- a\n  - c"},
		{"code keeps what looks like a comment", "```\n<!-- a -->\n[b](c.md)\n```\n", "```\n<!-- a -->\n[b](c.md)\n```"},
		{"included files", "```go file=\"x.go\"\n```\n", "```go file=\"x.go\"C0\n```"},
		{"line ends of Windows", "---\r\ntitle: x\r\n---\r\nA [b](c.md)\r\nd\r\n", "A [b](L0)\nd"},
		{"in quotations and lists", "> - [a](b.md)\n>   [c](d.md)\n", "> - [a](L0)\n>   [c](L1)"},
	} {
		t.Run(e.name, func(t *testing.T) {
			text := source.NewText("x.md", []byte(e.in))
			_, body := Parse("x.md", text, Settings{})
			got := string(body.Twin(text, func(c Cut) (string, bool) {
				return map[CutKind]string{LinkCut: "L", ImageCut: "I", CodeCut: "C", WikiLinkCut: "W", WikiImageCut: "V"}[c.Kind] + strconv.Itoa(c.Index), true
			}))
			if got != e.want {
				t.Errorf("got  %q\nwant %q", got, e.want)
			}
		})
	}
}

func TestTwinOfATitle(t *testing.T) {
	for _, e := range []struct{ name, in, want string }{
		{"marks stay", "---\nx: y\n---\nText.\n\n# `A` ~~b~~ *c* ##\n", "`A` ~~b~~ *c*"},
		{"links lead", "# A [b](c.md) ![d](e.png) {#f}\n", "A [b](L0) ![d](I0)"},
		{"underlined", "A\n  [b](c.md)\n===\n", "A [b](L0)"},
		{"comments go", "# A <!-- b --> c\n", "A c"},
		{"none", "Text.\n", ""},
	} {
		text := source.NewText("x.md", []byte(e.in))
		_, body := Parse("x.md", text, Settings{})
		got := string(body.TwinTitle(text, func(c Cut) (string, bool) {
			return map[CutKind]string{LinkCut: "L", ImageCut: "I"}[c.Kind] + strconv.Itoa(c.Index), true
		}))
		if got != e.want {
			t.Errorf("%s: got %q, want %q", e.name, got, e.want)
		}
	}
}

func TestTwinOfRawHTMLHasItsAddresses(t *testing.T) {
	text := source.NewText("x.md", []byte("<p><a href='a.md'>b</a></p>\n\nc <a href=d.md>e</a> <!-- f -->\n"))
	_, body := Parse("x.md", text, Settings{RawHTML: AllHTML})
	got := string(body.Twin(text, func(c Cut) (string, bool) { return "L" + strconv.Itoa(c.Index), true }))
	if want := "<p><a href='L0'>b</a></p>\n\nc <a href=L1>e</a>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTwinOfSafeHTMLHasWhatIsShown(t *testing.T) {
	for markdown, want := range map[string]string{
		"<font color=red>a</font> <b>c</b>":              "a <b>c</b>",
		"a\n\n<script>\nb()\n\nc()\n</script>d\n\ne":     "a\n\nd\n\ne",
		"a <style>b *c*</style>d":                        "a d",
		"> <font\n> size=1>a</font>\n>\n> <!-- b -->c":   "> a\n>\n> c",
		"<div>\n<!-- a\nb --> c\n</div>":                 "<div>\n c\n</div>",
		"<a href=a.md>b</a> <img src='c.png' alt=d>":     "<a href=NEW0>b</a> <img src='NEW0' alt=d>",
		"<picture><source srcset='a 1x,b 2x'></picture>": "<picture><source srcset='NEW0 1x,NEW1 2x'></picture>",
	} {
		text := newText(markdown)
		_, body := Parse("x.md", text, Settings{})
		got := string(body.Twin(text, func(c Cut) (string, bool) { return fmt.Sprintf("NEW%d", c.Index), true }))
		if got != want {
			t.Errorf("%q: got %q, want %q", markdown, got, want)
		}
	}
}
