package page

import "testing"

func TestWordsAreCounted(t *testing.T) {
	for markdown, want := range map[string]int{
		"":                       0,
		"# Title\n\nOne two.":    2,
		"One two\nthree\\\nfour": 4,
		"- a\n- b\n\n> c\n\n| d | e |\n|--|--|\n| f | g |": 7,
		"It's a well-known *fact*s, 3.5 % of":              6,
		"A & B < C > \"D\" -- E … ?":                       5,
		"Größe Ελλάδα слово 한국어 문장":                        5,
		"[a link](with-an/address.md \"title\")":           2,
		"```\nnot these words\n```\n\nbut these":           2,
		"    nor these\n\n`but this`":                      2,
		"![not the alternative](x.png)":                    0,
		"三つの戦略":                                            3,
		"策略 and 愿景":                                        3,
		"ยุทธศาสตร์":                                       2,
		"one[^1]\n\n[^1]: two three":                       3,
		"a <b>b</b> c":                                     3,
	} {
		if p, html := read(markdown, Settings{RawHTML: AllHTML}); p.Words != want {
			t.Errorf("%q has %d words, want %d: %s", markdown, p.Words, want, html)
		}
	}
	for markdown, want := range map[string]int{
		"one<br>two": 2,
		"<table><tr><th>one<td>two<tr><td>three</table>":              3,
		"<ul><li>one<li>two</ul><p>three<p>four":                      4,
		"<b>o</b>ne <font>two</font>":                                 2,
		"<div>one &amp; <!-- not --> two</div><script>not()</script>": 2,
		"<select><option>one<option>two</select>":                     2,
	} {
		if p, html := read(markdown, Settings{}); p.Words != want {
			t.Errorf("%q has %d words, want %d: %s", markdown, p.Words, want, html)
		}
	}
}
