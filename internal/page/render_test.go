package page

import "testing"

func TestTables(t *testing.T) {
	check(t, Settings{}, []example{
		{
			"aligned, below a heading",
			"## H\n\n| a | b |\n|:-|-:|\n| *c* | `d\\|e` |\n| f",
			`<div class="heading"><h2 id="h">H</h2> <a class="anchor" href="#h" aria-labelledby="h"><span aria-hidden="true">#</span></a></div>
<div class="table" role="region" aria-labelledby="h" tabindex="0">
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
			"<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n</table>\n</div>",
			"",
		},
		{"a backslash in other code stays", "`a\\|b`", `<p><code>a\|b</code></p>`, ""},
	})
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
