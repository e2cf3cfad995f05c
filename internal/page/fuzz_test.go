package page

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// FuzzParse checks what holds for every file.
func FuzzParse(f *testing.F) {
	for _, s := range markdown() {
		f.Add(s, true, true, false)
	}
	for _, s := range []string{
		"---\ntitle: x\n---\n# x\n\n## y {#x}\n", "[^a]\n\n[^a]: # b\n\n    c\n", "> [!NOTE] t\n> x\n\n| a | b |\n|--|:-:|\n| `\\|` |\n",
		"```go title=\"a\" {1-2} diff\n+x\n```\n", "<a href=\"../b\" id=c>x\n</a> <b>d</b>\n", "- [ ] a\n  1. [x] b\n\n![a](b \"c\")\n",
		"\uFEFF# a\r\n\r\n[b]: c\r\n[b] \\\r\n`d\r\n`\n", "a\n: b\n\n    c\n\n{#d}\n===\n", "# {#a}\n\n\t- > \t1) x\n", "::::tabs\n:::tab a {#b}\n- :::cards\n  - [c](d) -- e\n  :::\n:::\n::::\n",
		":::details[a]{open}\n\n> :::note\n> ```\n> :::\n\n:::steps\n1. ## b\n:::\n:::\n:::x {.y}\n", "[a][b]\n\n[b]: <c\\>> (d\ne)\n",
		"[[a]] [[b|c]] [[d#e]] ![[f.png|300]] ![[g]] | [[h\\|i]]\n", "> [!info]- a [[b]]\n> > [!x|y]+\n",
	} {
		f.Add(s, true, false, false)
		f.Add(s, false, true, true)
	}
	f.Fuzz(func(t *testing.T, markdown string, raw, typographer, commonMark bool) {
		s := Settings{RawHTML: htmlIf(raw), Typographer: typographer, CommonMark: commonMark}
		p, b := Parse("a.md", newText(markdown), s)
		checkGaps(t, p, b)
		checkPlaces(t, p, markdown)
		if !raw {
			checkIDs(t, fill(p, b))
		}
		if again, body := Parse("a.md", newText(markdown), s); !cmp.Equal(p, again) || !bytes.Equal(b.HTML, body.HTML) {
			t.Error("the same file is another page")
		}
	})
}

func htmlIf(all bool) HTML {
	if all {
		return AllHTML
	}
	return SafeHTML
}

// markdown returns the texts that the other tests of this package know.
func markdown() (all []string) {
	for _, h := range hostile {
		all = append(all, h.text(200))
	}
	everything, _ := os.ReadFile("testdata/everything.md")
	return append(all, string(everything))
}

// checkGaps: gaps are in order, inside the HTML, and lead to something.
func checkGaps(t *testing.T, p *Page, b *Body) {
	if !utf8.Valid(b.HTML) || bytes.IndexByte(b.HTML, 0) >= 0 {
		t.Errorf("HTML is not clean: %q", b.HTML)
	}
	last := 0
	for _, g := range b.Gaps {
		most := map[GapKind]int{LinkGap: len(p.Links), WikiLinkGap: len(p.Links), AddressGap: len(p.Links), ImageGap: len(p.Images), PictureGap: len(p.Pictures), CodeGap: len(p.Code), TitleGap: len(Titles)}[g.Kind]
		if g.At < last || g.At > len(b.HTML) || g.Index < 0 || g.Index >= most {
			t.Errorf("gap %+v after %d in HTML of %d", g, last, len(b.HTML))
		}
		last = g.At
	}
}

// checkPlaces: every place is in the file.
func checkPlaces(t *testing.T, p *Page, markdown string) {
	lines := strings.Split(markdown, "\n")
	inFile := func(what string, line, column int) {
		if line < 1 || line > len(lines) || column < 1 || column > utf8.RuneCountInString(lines[line-1])+1 {
			t.Errorf("%s at %d:%d is not in the file", what, line, column)
		}
	}
	for _, l := range p.Links {
		if !utf8.ValidString(l.Sentence) || utf8.RuneCountInString(l.Sentence) > mostSentence+2 {
			t.Errorf("sentence %q", l.Sentence)
		}
		inFile("link", l.At.Line, l.At.Column)
		inFile("link's end", l.At.EndLine, l.At.EndColumn)
	}
	for _, i := range p.Images {
		inFile("image", i.At.Line, i.At.Column)
	}
	for _, h := range p.Headings {
		inFile("heading", h.At.Line, h.At.Column)
	}
	for _, c := range p.Code {
		inFile("code", c.At.Line, c.At.Column)
	}
	for _, d := range p.Diags {
		if d.Line > 0 { // else it is about the whole file
			inFile("diagnostic "+d.Code, d.Line, d.Column)
		}
	}
}

// checkIDs: no id is there twice, and every link to an id of ours has one.
func checkIDs(t *testing.T, page string) {
	seen := make(map[string]bool)
	var wanted []string
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		tag := z.Token()
		for _, a := range tag.Attr {
			switch {
			case a.Key == "id" && (a.Val == "" || seen[a.Val]):
				t.Errorf("id %q is empty or there twice in %q", a.Val, page)
			case a.Key == "id":
				seen[a.Val] = true
			case a.Key == "aria-labelledby":
				wanted = append(wanted, a.Val)
			}
		}
	}
	for _, id := range wanted {
		if !seen[id] && !strings.Contains(page, `class="table"`) { // a table is named after the title, which is the theme's
			t.Errorf("no id %q in %q", id, page)
		}
	}
}
