package page

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	check(t, Settings{}, []example{
		{
			"aligned, below a heading",
			"## H\n\n| a | b |\n|:-|-:|\n| *c* | `d\\|e` |\n| f",
			`<div class="heading"><h2 id="h">H</h2> <a class="anchor" href="#h" aria-labelledby="h"><span aria-hidden="true">#</span></a></div>
<div class="table">
<table>
<thead>
<tr>
<th align="left">a</th>
<th align="right">b</th>
</tr>
</thead>
<tbody>
<tr>
<td align="left"><em>c</em></td>
<td align="right"><code>d|e</code></td>
</tr>
<tr>
<td align="left">f</td>
<td></td>
</tr>
</tbody>
</table>
</div>`,
			"",
		}, {
			"without a heading",
			"a | b\n--|--",
			"<div class=\"table\">\n<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n</table>\n</div>",
			"",
		},
		{"a backslash in other code stays", "`a\\|b`", `<p><code>a\|b</code></p>`, ""},
	})
}

// TestTablesThatMayScroll reads what stands around tables that may be too wide.
func TestTablesThatMayScroll(t *testing.T) {
	const (
		wide   = "| Aufenthaltsbestimmungsrecht | b |\n|-|-|\n\n"
		narrow = "| a | b |\n|-|-|\n\n"
	)
	boxOf := regexp.MustCompile(`<div class="table"[^>]*>`)
	for _, c := range []struct {
		name, markdown string
		want           []string
	}{
		{"none", narrow, []string{``}},
		{"no heading", wide, []string{` tabindex="0"`}},
		{"below the title", "# T\n\n" + wide, []string{` role="region" aria-labelledby="t" tabindex="0"`}},
		{"several below one heading, and below another of the same text", "## H\n\n" + wide + narrow + wide + "## H\n\n" + wide, []string{
			` role="region" aria-labelledby="h" tabindex="0"`, ``, ` role="region" aria-label="H (2)" tabindex="0"`, ` role="region" aria-label="H (3)" tabindex="0"`}},
		{"in something else", "## H\n\n- a\n\n  " + narrow, []string{` role="region" aria-labelledby="h" tabindex="0"`}},
		{"in HTML", "<table><tr><td>a</table>", []string{` tabindex="0"`}},
		{"a stack that fits where it is none", "| a | b | Aufenthaltsbestimmungsrecht |\n|-|-|-|\n", []string{``}},
		{"a wide stack", "## H\n\n| a | b | c |\n|-|-|-|\n| d | e | `" + strings.Repeat("f", 60) + "` |\n", []string{` role="region" aria-labelledby="h" tabindex="0"`}},
	} {
		_, html := read(c.markdown, Settings{})
		var got []string
		for _, box := range boxOf.FindAllString(html, -1) {
			got = append(got, strings.TrimSuffix(strings.TrimPrefix(box, `<div class="table"`), ">"))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestTablesThatCanBeStacks counts the labels of cells in the last row.
func TestTablesThatCanBeStacks(t *testing.T) {
	labelOf := regexp.MustCompile(` data-label="([^"]*)"`)
	for _, c := range []struct {
		name, markdown string
		isStack        bool
		labels         string
	}{
		{"two columns", "| a | b |\n|-|-|\n| c | d |", false, ""},
		{"three columns", "| a | *b* & c | `d\\|e` |\n|-|-|-|\n| 1 | 2 | 3 |", true, "b &amp; c,d|e"},
		{"a column without a head", "| a | | c |\n|-|-|-|\n| 1 | 2 | 3 |", true, "c"},
		{"a short row", "| a | b | c |\n|-|-|-|\n| 1 |", true, "b,c"},
		{"seven columns", "| a | b | c | d | e | f | g |\n|-|-|-|-|-|-|-|\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 |", false, ""},
		{"a sentence for a head", "| a | b | a head that is a sentence, and not a short one |\n|-|-|-|\n| 1 | 2 | 3 |", false, ""},
	} {
		_, html := read(c.markdown, Settings{})
		var labels []string
		for _, m := range labelOf.FindAllStringSubmatch(html, -1) {
			labels = append(labels, m[1])
		}
		isStack := strings.Contains(html, `<table class="stack" role="table">`)
		if roles := strings.Count(html, ` role="`) > 0; roles != c.isStack || isStack != c.isStack || strings.Join(labels, ",") != c.labels {
			t.Errorf("%s: a stack is %v, labels %q, want %v, %q\n%s", c.name, isStack, labels, c.isStack, c.labels, html)
		}
	}
}

func TestTasks(t *testing.T) {
	check(t, Settings{}, []example{
		{
			"tight, with a list inside",
			"- [ ] a *b*\n  - c\n- [x] d\n- e",
			`<ul>
<li class="task"><label><input type="checkbox" disabled> a <em>b</em></label>
<ul>
<li>c</li>
</ul>
</li>
<li class="task"><label><input type="checkbox" disabled checked> d</label></li>
<li>e</li>
</ul>`,
			"",
		}, {
			"loose",
			"1. [X] a\n\n   b",
			"<ol>\n<li class=\"task\">\n<p><label><input type=\"checkbox\" disabled checked> a</label></p>\n<p>b</p>\n</li>\n</ol>",
			"",
		},
	})
}

func TestSmallAdditions(t *testing.T) {
	check(t, Settings{}, []example{
		{"strikethrough", "~~a~~ b", "<p><del>a</del> b</p>", ""},
		{"definitions", "a\n: b\n: c", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dd>c</dd>\n</dl>", ""},
		{"emoji", ":tada: :octocat: :nonsense: 10:30:45", "<p>🎉 :octocat: :nonsense: 10:30:45</p>", ""},
		{"template code is text", "{{ .Title }} {% x %} `{{.}}`", "<p>{{ .Title }} {% x %} <code>{{.}}</code></p>",
			"1:1 P030 {{ .Title }} is an expression of a template language (Liquid, Jinja, Vue), which is shown as it is written\n"},
	})
	check(t, Settings{CommonMark: true}, []example{
		{"off in CommonMark", "# a {#b}\n\n~~a~~ :tada:\n\n- [ ] a[^1]\n\na | b\n--|--", "<h1>a {#b}</h1>\n<p>~~a~~ :tada:</p>\n<ul>\n<li>[ ] a[^1]</li>\n</ul>\n<p>a | b\n--|--</p>", ""},
	})
}
