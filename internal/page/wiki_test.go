package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWikiLinks(t *testing.T) {
	check(t, Settings{}, []example{
		{"a page", "See [[Winter plan]].", "<p>See {2 Winter plan|Winter plan}.</p>", ""},
		{"with a text", "[[winter-plan|the *cold* months]]", "<p>{2 winter-plan|the *cold* months}</p>", ""},
		{"in a folder, with an ending", "[[people/Anna.md]]", "<p>{2 people/Anna.md|people/Anna.md}</p>", ""},
		{"to a heading", "[[Plan#Ice on deck]]", "<p>{2 Plan#Ice on deck|Plan › Ice on deck}</p>", ""},
		{"to a heading below one", "[[Plan#Ice#Salt]]", "<p>{2 Plan#Ice#Salt|Plan › Ice › Salt}</p>", ""},
		{"to a heading of its own page", "[[#Ice]]", "<p>{2 #Ice|Ice}</p>", ""},
		{"to nothing behind the mark", "[[Plan#]]", "<p>{2 Plan|Plan}</p>", ""},
		{"letters of any script", "[[冬の計画]]と[[Übung]]", "<p>{2 冬の計画|冬の計画}と{2 Übung|Übung}</p>", ""},
		{"spaces", "[[ Plan | the plan ]]", "<p>{2 Plan|the plan}</p>", ""},
		{"in emphasis", "**[[Plan]]**", "<p><strong>{2 Plan|Plan}</strong></p>", ""},
		{"beside each other", "[[a_b]][[c_d]]", "<p>{2 a_b|a_b}{2 c_d|c_d}</p>", ""},
		{"in brackets", "[see [[Plan]]] and [b](c)", "<p>[see {2 Plan|Plan}] and <a href=\"c\">b</a></p>", ""},
		{"in a table", "| a |\n|--|\n| [[Plan\\|the plan]] |", "<div class=\"table\">\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>{2 Plan|the plan}</td>\n</tr>\n</tbody>\n</table>\n</div>", ""},
		{"a task", "- [ ] [[Plan]]", "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled> {2 Plan|Plan}</label></li>\n</ul>", ""},
		{"an address", "[[the web|https://a.b/?c=d]]", "<p>{2 the web|https://a.b/?c=d}</p>", ""},
		{"a number may be one", "[[2026-01-05]] a[[i]]", "<p>{1 2026-01-05|2026-01-05} a{1 i|i}</p>", ""},
		{"to a block", "[[Plan#^3f2a]] [[#^b]]", "<p>{2 Plan#^3f2a|Plan} {2 #^b|^b}</p>", "1:1 P030 a link to one block, #^3f2a, leads to the page as a whole\n"},
		{"a page within the page", "![[Plan]] ![[a.pdf]]", "<p>{2 Plan|Plan} {2 a.pdf|a.pdf}</p>", "1:1 P030 ![[…]] would show \"Plan\" within this page in Obsidian; here it is a link\n"},
	})
}

// TestNoWikiLinks: what CommonMark takes for a link, and what holds no name, stays
// what it is.
func TestNoWikiLinks(t *testing.T) {
	for _, markdown := range []string{
		"`[[a]]`", "```\n[[a]]\n```", "    [[a]]", "\\[[a]]", "[[a]](b)", "[[a](b)](c)", "![[a]](b)", "[x [[a]] y](b)", "![x [[a]] y](b.png)", "[[a `b]] c`",
		"[[ -f x ]]", "[[ $x == y ]]", "[[ a && b ]]", "[[ a -eq b ]]", "[[1,2],[3,4]]", "[[\"a\"]]", "[['a']]", "[[]]", "[[ ]]", "[[|a]]", "[[a|]]", "[[:space:]]", "[[-]]", "[[,]]",
		"[[a\nb]]", "[[a]", "[[a] ]", "[[x=y]]", "[[f{a}]]", "[[<b>]]", "[[$a]]", "[[#]]", "[[" + strings.Repeat("a", longestName) + "]]",
		"[[a]]\n\n[a]: b", "[[a]][r]\n\n[r]: b", "[[^1]]\n\n[^1]: x",
	} {
		p, html := read(markdown, Settings{})
		for _, l := range p.Links {
			if l.Wiki != NotWiki {
				t.Errorf("%q has the link %+v: %s", markdown, l, html)
			}
		}
		if _, plain := read(markdown, Settings{CommonMark: true}); strings.Contains(html, "{") != strings.Contains(plain, "{") {
			t.Errorf("%q is shown as %s", markdown, html)
		}
	}
	if p, _ := read("[[a]] ![[b.png]]", Settings{CommonMark: true}); len(p.Links)+len(p.Images) > 0 {
		t.Errorf("in CommonMark: %+v %+v", p.Links, p.Images)
	}
}

func TestWikiPictures(t *testing.T) {
	for markdown, want := range map[string]string{
		"![[a.png]]":                                      `a.png "" 0x0`,
		"![[b c/a.SVG|A *harbour*]]":                      `b c/a.SVG "A *harbour*" 0x0`,
		"![[a.png|300]]":                                  `a.png "" 300x0`,
		"![[a.png|A harbour|300x200]]":                    `a.png "A harbour" 300x200`,
		"![[a.png#outline|A]]":                            `a.png "A" 0x0`,
		"[[a.png|alt=A harbour]]":                         `a.png "A harbour" 0x0`,
		"[[a.png|frame|alt=A|width=30px|height=20px]]":    `a.png "A" 30x20`,
		"| a |\n|--|\n| ![[a.png\\|A\\|300]] |":           `a.png "A" 300x0`,
		"![[a.png|" + strings.Repeat("9", 20) + "|A]]":    `a.png "A" 0x0`,
		"[[a.png|width=" + strings.Repeat("9", 20) + "]]": `a.png "" 9999x0`,
	} {
		p, html := read(markdown, Settings{})
		if len(p.Images) != 1 || !p.Images[0].Wiki {
			t.Errorf("%q has the images %+v: %s", markdown, p.Images, html)
			continue
		}
		i := p.Images[0]
		if got := fmt.Sprintf("%s %q %sx%s", i.Dest, i.Alt, max(i.Width, "0"), max(i.Height, "0")); got != want {
			t.Errorf("%q: %s, want %s", markdown, got, want)
		}
	}
	if p, _ := read("[[a.png]] [[a.png|A]]", Settings{}); len(p.Images) > 0 || len(p.Links) != 2 {
		t.Errorf("links to a picture: %+v %+v", p.Links, p.Images)
	}
}

// TestWikiLinksAreTextToo: what others read of a page has the words of its links.
func TestWikiLinksAreTextToo(t *testing.T) {
	markdown := "# The [[Plan]]\n\n## On [[deck|deck three]]\n\nWe salt the ice on [[Deck#Three]] each day. Then we rest.\n\n:::cards\n- [[Rest]]: asleep\n:::\n"
	p, html := read(markdown, Settings{})
	got := []string{p.Title, p.Headings[0].Text, p.Headings[0].ID, fmt.Sprint(p.Words)}
	for _, l := range p.Links {
		got = append(got, fmt.Sprintf("%d:%d-%d:%d %s %q", l.At.Line, l.At.Column, l.At.EndLine, l.At.EndColumn, l.Dest, l.Sentence))
	}
	for _, b := range prosed(markdown) {
		got = append(got, fmt.Sprint(b.Text, b.Links))
	}
	want := []string{
		"The Plan", "On deck three", "on-deck-three", "17",
		`1:7-1:15 Plan "The Plan"`,
		`3:7-3:26 deck "On deck three"`,
		`5:20-5:34 Deck#Three "We salt the ice on Deck › Three each day."`,
		`8:3-8:11 Rest ""`,
		"On deck three[[3 13]]",
		"We salt the ice on Deck#Three each day. Then we rest.[[19 29]]",
		"Rest[[0 4]]", "asleep[]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !strings.Contains(html, `<p class="card-title">{2 Rest|Rest}</p>`) {
		t.Error(html)
	}
}

// FuzzWiki checks what holds for everything between double brackets.
func FuzzWiki(f *testing.F) {
	for _, inner := range []string{"a", "a|b", "a#b#c", " a | b ", "a.png|300|alt=x", "#^a", "[a]", "1", "a\\|b", "-f x", "https://a.b/?c=d|e", "é_ü", "_TOC_"} {
		f.Add("", inner, "")
		f.Add("!", inner, " x")
		f.Add("[x ", inner, "](y)")
	}
	f.Fuzz(func(t *testing.T, before, inner, behind string) {
		markdown := before + "[[" + inner + "]]" + behind
		text := newText(markdown)
		p, b := Parse("a.md", text, Settings{})
		checkGaps(t, p, b)
		checkPlaces(t, p, markdown)
		for _, l := range p.Links {
			if l.Wiki == NotWiki {
				continue
			}
			if l.Dest == "" || l.Text == "" || strings.TrimSpace(l.Dest) != l.Dest || strings.ContainsAny(l.Dest+l.Text, "`<\n[") {
				t.Errorf("%q is the link %+v", markdown, l)
			}
			if l.Wiki == MaybeWiki && strings.Contains(l.Dest, "#") {
				t.Errorf("%q can't be written again: %+v", markdown, l)
			}
		}
		for _, c := range b.Cuts {
			isWiki := c.Kind == WikiLinkCut || c.Kind == WikiImageCut
			if data := plainText(text).Data; isWiki && !strings.Contains(string(data[c.From:c.To]), "[[") {
				t.Errorf("%q is cut at %+v", markdown, c)
			}
		}
		if p, _ := Parse("a.md", text, Settings{CommonMark: true}); len(p.Links) > 0 && p.Links[0].Wiki != NotWiki {
			t.Errorf("%q in CommonMark: %+v", markdown, p.Links)
		}
	})
}
