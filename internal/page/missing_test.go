package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestWhatIsMissingIsReported(t *testing.T) {
	for _, c := range []struct{ markdown, said string }{
		// links
		{"See [the list]() for more.", "1:5 P021 a link without an address\n"},
		{"[a](<>) [*b*]() ![c]()", "1:1 P021 a link without an address\n1:9 P021 a link without an address\n"},
		{"[](a.md) [ ](b.md) [**]()", "1:1 P021 a link without a text, which nobody can see\n1:10 P021 a link without a text, which nobody can see\n1:20 P021 a link without an address\n"},
		{"# See [the list]()\n\n[a][b]\n\n[b]: <>", "1:7 P021 a link without an address\n3:1 P021 a link without an address\n"},
		{"[![a](b.png)](c.md) [`d`](e.md) [:tada:](f.md) [#](#top)", ""},
		// references
		{"See [the list][crew-list] for more.", "1:5 P022 nothing defines [crew-list], so this is no link\n"},
		{"([the *list*][crew\nlist], [it][], ![][map], ![plan][Plan b]) and [![a](b.png)][ci]", "2:8 P022 nothing defines [it], so this is no link\n" +
			"2:17 P022 nothing defines [map], so this is no link\n2:27 P022 nothing defines [Plan b], so this is no link\n2:47 P022 nothing defines [ci], so this is no link\n"},
		{"> - [a b\n>   c][d]", "1:5 P022 nothing defines [d], so this is no link\n"},
		{"# [The list][b]\n\n[c]: d.md\n", "1:3 P022 nothing defines [b], so this is no link\n"},
		{"[the list][Crew] [crew][] [crew]\n\n[crew]: a.md", ""},
		{"[a [b](c.md) d][crew]\n\n[crew]: a.md", ""},
		{`He wrote "borth" [sic]. [...] [ ] [x] [1] [a] [TODO] [[a]] [!NOTE] \[a\]\[b\]`, ""},
		{"a[i][j], m_[0][row], f()[a][b], {}[x][yy], [i][j], [1][2], [3, 4][5-6], int[][], []string, [][]byte, map[string][]int", ""},
		{"[a-z][0-9a-f], [A-Z][a-z]+, [\\w][x-z], [-a][-b], [\\<name>][file], [@one][@two], [\"a\"][\"b\"], [...][etc], [done][ ]", ""},
		{"`[a b][c d]`\n\n    [a b][c d]\n\n```\n[a b][c d]\n```\n\n- [ ] [x](y.md)\n- [x] a", ""},
		// footnotes
		{"We are nine.[^crew]", "1:13 P023 there is no footnote [^crew]\n"},
		{"a![^1] [b[^2]](c.md)\n\n| [^3] |\n|--|\n", "1:3 P023 there is no footnote [^1]\n1:10 P023 there is no footnote [^2]\n3:3 P023 there is no footnote [^3]\n"},
		{"[^a-z] [^\"] [^0-9]+ [^abc]* `[^a]` [^ a] [^]", ""},
		{"We.\n\n[^crew]: Ten in summer.", "3:1 P024 nothing refers to the footnote [^crew], so its text is not shown\n"},
		{"We.[^a]\n\n[^a]: One.\n[^a]: Two.\n\n- [^b]: Three.[^b]", "4:1 P024 a second footnote [^a], so its text is not shown\n6:3 P024 nothing refers to the footnote [^b], so its text is not shown\n"},
		{"# A[^1]\n\nText[^2]\n\n[^1]: x\n[^2]: y", ""},
		// headings
		{"## \n\na\n\n###\n\n> ## #", "1:1 P025 a heading without a text\n5:1 P025 a heading without a text\n7:3 P025 a heading without a text\n"},
		{"## {#a}", "1:1 P025 a heading without a text\n"},
		{"## ![a](b.png)\n\n## `c`\n\n## :tada:\n\n## <a id=\"d\"></a>", ""},
		// cells
		{"| a | b |\n|--|--|\n| c | d | e f |\n| g | h | i | |\n| j | `k|l` |", "3:11 P026 the table has no column for this cell, so it is not shown\n" +
			"4:11 P026 the table has no column for this cell, so it is not shown\n5:10 P026 the table has no column for this cell, so it is not shown\n"},
		{"> a\n>\n> b | c\n> --|--\n> d | | e", "5:9 P026 the table has no column for this cell, so it is not shown\n"},
		{"| a | b |\n|--|--|\n| c | d |\n| e | f | |\n| g | h | | |\n| i \\| j | `k\\|l` |\n| m |\n||", ""},
	} {
		p, body := read(c.markdown, Settings{})
		if got := said(p); got != c.said {
			t.Errorf("%q: said\n%swant\n%s%s", c.markdown, got, c.said, body)
		}
	}
}

// Definitions come in another order each time.
func TestHintsAreTheSameEachTime(t *testing.T) {
	var b strings.Builder
	for i := range 12 {
		fmt.Fprintf(&b, "[ref%d]: a.md\n", i)
	}
	b.WriteString("\n[the list][ref]")
	hints := make(map[string]bool)
	for range 20 {
		p, _ := read(b.String(), Settings{})
		hints[p.Diags[0].Hint] = true
	}
	if len(hints) != 1 {
		t.Errorf("%v", hints)
	}
}

func TestHintsNameTheNearestDefinition(t *testing.T) {
	p, _ := read("[the list][crew-lst] and[^nte]. [^note] [crew-list]\n\n[crew-list]: a.md\n[^note]: b", Settings{})
	if len(p.Diags) != 2 || p.Diags[0].Hint != "did you mean [crew-list]?" || p.Diags[1].Hint != "did you mean [^note]?" {
		t.Errorf("%v", p.Diags)
	}
}
