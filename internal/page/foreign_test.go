package page

import (
	"strings"
	"testing"
)

func TestMarkupOfOtherToolsIsNamed(t *testing.T) {
	for _, c := range []struct{ markdown, said string }{
		{"{% include crew.html %}", "1:1 {% include crew.html %} is a tag of a template language"},
		{"{%- if a > b -%}", "1:1 {%- if a > b -%} is a tag"},
		{"Called {{ site.title }}.", "1:8 {{ site.title }} is an expression of a template language"},
		{"## On {{ page.x }}", "1:7 {{ page.x }} is an expression"},
		{"# On {{ page.x }}", "1:6 {{ page.x }} is an expression"},
		{"| a |\n|--|\n| {{ x }} |", "3:3 {{ x }} is an expression"},
		{"> [!NOTE] {{ x }}", "1:11 {{ x }} is an expression"},
		{"[a]({{ site.url }}/b)", "1:5 {{ site.url }} is an expression"},
		{"<p>{{ x }}</p>", "1:4 {{ x }} is an expression"},
		{"{{< figure src=\"a.png\" >}}", "1:1 {{< figure src=\"a.png\" >}} is a shortcode of Hugo"},
		{"{{% notice %}}x{{% /notice %}}", "1:1 {{% notice %}} is a shortcode of Hugo"},
		{"{{#include a.rs}}", "1:1 {{#include a.rs}} is an include of mdBook"},
		{"--8<-- \"a.md\"", "1:1 --8<-- \"a.md\" is a snippet of MkDocs"},
		{"<<< @/a/b.js{1}", "1:1 <<< @/a/b.js{1} is a snippet of VitePress"},
		{"<!--@include: ./a.md-->", "1:1 <!--@include: ./a.md--> is an include of VitePress"},
		{"Fair. %%Ask the bank%%", "1:7 %%Ask the bank%% stays hidden in Obsidian"},
		{"%%\nAsk the bank.\n%%", "1:1 %% hides what follows in Obsidian"},
		{"Pay ==at *once*==, all of it", "1:5 ==at *once*== is highlighted in Obsidian"},
		{"## A ==b==", "1:6 ==b== is highlighted in Obsidian"},
		{"[TOC]", "1:1 [TOC] asks another tool"},
		{"[[toc]]", "1:1 [[toc]] asks another tool"},
		{"[[_TOC_]]", "1:1 [[_TOC_]] asks another tool"},
		{"- toc\n{:toc}", "2:1 {:toc} asks another tool"},
		{"!!! note \"Before\"\n    Check.", "1:1 !!! note begins a note of MkDocs"},
		{"??? tip\n    Check.", "1:1 ??? tip begins a folded note of MkDocs"},
		{"=== \"A tab\"", "1:1 === \"A tab\" begins a tab of MkDocs"},
		{".. note:: x", "1:1 .. note:: is a directive of reStructuredText"},
		{":::{note}\nx", "1:1 :::{note} is a directive of MyST"},
		{"```{note} Title\nx\n```", "1:4 {note} is a directive of MyST"},
		{"Text.\n{: .lead }", "2:1 {: .lead } are attributes of Kramdown"},
		{"![a](b.png){ width=\"300\" }", "1:12 { width=\"300\" } are attributes"},
		{"Text. ^37066d", "1:7 ^37066d names a block in Obsidian"},
		{"<Tabs>\n\nx\n\n</Tabs>", "1:1 <Tabs> is a component"},
		{"import Tabs from '@theme/Tabs'", "1:1 import Tabs from '@theme/Tabs' is an import of MDX"},
		{"{% " + strings.Repeat("a", 100) + " %}", "1:1 {% " + strings.Repeat("a", 57) + "… is a tag"},
		{"{{ a }} and {% b %}", "1:1 {{ a }} is an expression"},
		{"`{{ a }}` {{ b }} {{ c }}\n\n{% d %} {{ e }}", "1:11 {{ b }} is an expression"},
	} {
		p, html := read(c.markdown, Settings{})
		named := 0
		for _, d := range p.Diags {
			if d.Code != "P030" {
				continue
			}
			if named++; d.Hint == "" {
				t.Errorf("%q: no hint", c.markdown)
			}
		}
		place, message, _ := strings.Cut(c.said, " ")
		if named != 1 || !strings.Contains(said(p), place+" P030 "+message) {
			t.Errorf("%q: said %q, want %q: %s", c.markdown, said(p), c.said, html)
		}
	}
}

// TestProseIsNoForeignMarkup: neither is code.
func TestProseIsNoForeignMarkup(t *testing.T) {
	for _, markdown := range []string{
		"`{{ site.title }}` and `{% include a %}`, ``[[toc]]`` ", "```\n{% include crew.html %}\n!!! note\n```", "    {{ a }}", "<pre>{{ a }}</pre>", "<!-- {{ a }} %%b%% -->", "a <!-- {% b %} --> c",
		"It fell from 20 % to 12 %, and the sum {x} of {y} is less than 100 %.", "5%% and 10%% of it", "100 % {done} %", "{%}", "{{}}", "x_{{a}} $f^{{b}}$ ${{ github.sha }}", "\\{{ a }}",
		"What??? note that!!! note it", "Stop!!! now", "a === \"b\"", "a == b == c", "a==b==c", "x ==y", "====\n\n== a ==", "`==a==` and ===a===", "x ^2", "f(x){.y", "the toc and the [TOC] in it", "[TOC]\n\n[TOC]: toc.md", "He said: import it from 'there'.",
		"Text ...", "a :: b", ":::note\nx\n:::", "```{2-4}\nx\n```", "```{r}\nx\n```", "```{python, echo=FALSE}\nx\n```", "## A {#b}", "## A {.b}", "a <tab> b", "{: x }", "{:ok, value}", "--8-- <", "<https://a.b/{{c}}>", "`a\n{{ b }}`",
	} {
		if p, html := read(markdown, Settings{}); strings.Contains(said(p), "P030") || strings.Contains(said(p), "P011") {
			t.Errorf("%q: said %q: %s", markdown, said(p), html)
		}
	}
	if p, _ := read("{{ a }}", Settings{CommonMark: true}); len(p.Diags) > 0 {
		t.Errorf("in CommonMark: %s", said(p))
	}
}

// TestEachSortOfMarkupIsNamedOnce, however often it is there.
func TestEachSortOfMarkupIsNamedOnce(t *testing.T) {
	p, _ := read(strings.Repeat("{{ a }} %%b%%\n\n!!! note\n\n", 50)+"```{note}\n```\n```{tip}\n```\n", Settings{})
	if len(p.Diags) != 4 {
		t.Errorf("said %s", said(p))
	}
}
