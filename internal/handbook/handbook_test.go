package handbook

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/sections"
	"waymark/internal/source"
)

// made puts a handbook together from files, given by path below content/. An
// entry that is no Markdown is an asset.
func made(t *testing.T, files map[string]string, change ...func(*Input)) *Handbook {
	t.Helper()
	in := Input{Root: "content", Settings: Settings{Lang: "en"}}
	in.Read = func(p string) ([]byte, error) {
		if text, ok := files[p]; ok {
			return []byte(text), nil
		}
		return nil, fs.ErrNotExist
	}
	bodies := make(map[*page.Page]*page.Body)
	in.Body = func(p *page.Page) *page.Body { return bodies[p] }
	in.Parts = func(p *page.Page, k *kind.Kind) sections.Result {
		prose := page.Prose(source.NewText("content/"+p.Path, []byte(files[p.Path])), page.Settings{})
		return sections.Read(TextOf(p, prose, &Settings{Lang: "en", Sections: in.Settings.Sections}), k)
	}
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(p, ".md") {
			in.Assets = append(in.Assets, Asset{Path: p, Digest: source.Sum([]byte(files[p])), Width: 40, Height: 30})
			continue
		}
		read, body := page.Parse(p, source.NewText("content/"+p, []byte(files[p])), page.Settings{})
		bodies[read] = body
		in.Pages = append(in.Pages, read)
	}
	for _, f := range change {
		f(&in)
	}
	return Make(in)
}

// said returns the diagnostics with one of the codes, a line each.
func said(h *Handbook, codes ...string) []string {
	var lines []string
	for _, d := range h.Diags {
		if slices.Contains(codes, d.Code) {
			line := fmt.Sprintf("%s: %s: %s", d.Position, d.Code, d.Message)
			if d.Hint != "" {
				line += " (" + d.Hint + ")"
			}
			lines = append(lines, line)
		}
	}
	return lines
}

func TestAddressIsThePathWithoutItsEnding(t *testing.T) {
	for _, c := range []struct{ path, slug, want, url string }{
		{"index.md", "", "/", "/repo/"},
		{"README.md", "", "/", "/repo/"},
		{"a/index.md", "", "/a/", "/repo/a/"},
		{"a/B c.md", "", "/a/B c/", "/repo/a/B%20c/"},
		{"a/b.md", "short", "/a/short/", "/repo/a/short/"},
		{"a/50%.md", "", "/a/50%/", "/repo/a/50%25/"},
		{"a/what?#x.md", "", "/a/what?#x/", "/repo/a/what%3F%23x/"},
		{"a/(it's).md", "", "/a/(it's)/", "/repo/a/%28it%27s%29/"},
		{"ü/ñ.md", "", "/ü/ñ/", "/repo/%C3%BC/%C3%B1/"},
		{"v1.2.md", "", "/v1.2/", "/repo/v1.2/"},
	} {
		got := address(c.path, c.slug)
		if got != c.want || URL("/repo/", got) != c.url {
			t.Errorf("%s: address %q, URL %q, want %q, %q", c.path, got, URL("/repo/", got), c.want, c.url)
		}
	}
}

func TestLinksLeadWhereTheirFilesAre(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":   "[a](a/b.md) [b](a/b.md#deep) [c](a/) [d](/a/b%20c.md) [e](pic.png) [f](#here) [g](https://x.example/y.md) [h](a/b/?q=1#deep)\n\n## Here\n",
		"a/index.md": "[up](../index.md)",
		"a/b.md":     "## Deep\n",
		"a/b c.md":   "",
		"pic.png":    "",
	}, func(in *Input) { in.Settings.BaseURL = "https://x.example/repo/" })
	var got []string
	for _, l := range h.Pages[0].Links {
		got = append(got, l.Href)
	}
	want := []string{"/repo/a/b/", "/repo/a/b/#deep", "/repo/a/", "/repo/a/b%20c/", "/repo/pic.png", "#here", "https://x.example/y.md", "/repo/a/b/?q=1#deep"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if lines := said(h, "H001", "H002"); lines != nil {
		t.Error(lines)
	}
}

func TestDeadLinksAreReportedWithTheNearestTarget(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":                   "[a](pitfalls/not-compeling.md)\n\n[b](not-agreed.md) [c](pitfalls/not-agreed.md#way-ot) [d](Pitfalls/not-agreed.md)\n[e](../../etc/passwd) ![f](pic.pgn)\n\n[g]\n\n[g]: gone.md\n\n    [code](gone.md)\n",
		"pitfalls/not-agreed.md":     "# Not agreed\n\n## Way out\n",
		"pitfalls/not-compelling.md": "---\ntitle: x\n---\n[self](#nowhere)",
		"pitfalls/six.md":            "[self](#nowhere)\n\n# A\n\n## B\n\n## C\n\n## D\n\n## E\n\n## F\n\n## G\n",
		"pitfalls/seven.md":          "[self](#nowhere)\n\n# A\n\n## B\n\n## C\n\n## D\n\n## E\n\n## F\n\n## G\n\n## H\n",
		"pic.png":                    "",
	})
	got := said(h, "H001", "H002")
	want := []string{
		`content/index.md:1:5: H001: link to missing page "pitfalls/not-compeling.md" (did you mean pitfalls/not-compelling.md?)`,
		`content/index.md:3:5: H001: link to missing page "not-agreed.md" (did you mean pitfalls/not-agreed.md?)`,
		`content/index.md:3:24: H002: no heading "#way-ot" on pitfalls/not-agreed.md (did you mean #way-out?)`,
		`content/index.md:3:59: H001: link to missing page "Pitfalls/not-agreed.md" (did you mean pitfalls/not-agreed.md? letter case counts)`,
		`content/index.md:4:5: H001: link "../../etc/passwd" leads out of the content folder (copy the file into the content folder, or link to it on the web)`,
		`content/index.md:4:28: H001: there is no image "pic.pgn" (did you mean pic.png?)`,
		`content/index.md:8:6: H001: link to missing page "gone.md"`,
		`content/pitfalls/not-compelling.md:4:8: H002: no heading "#nowhere" on this page`,
		`content/pitfalls/seven.md:1:8: H002: no heading "#nowhere" on this page (its headings are #a, #b, #c, #d, #e, #f, #g and 1 more)`,
		`content/pitfalls/six.md:1:8: H002: no heading "#nowhere" on this page (its headings are #a, #b, #c, #d, #e, #f, #g)`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Links that are written for what other generators publish lead there in an adopted
// folder. A handbook's are links to files, and the hint says which.
func TestLinksAsPublished(t *testing.T) {
	files := map[string]string{
		"index.md": "", "two.md": "# Two\n\n## Way\n", "a/index.md": "", "a/two.md": "# Two\n\n## Way\n", "a/three.md": "---\nslug: drei\n---\n",
		"a/deep/four.md": "", "b/five.md": "", "img/a.png": "", "a/img/b.png": "", "six.md": "---\ndraft: true\n---\n",
	}
	for _, tt := range []struct{ from, link, href, hint string }{
		// as a file's path, with no ending or the address's
		{"a/one.md", "[x](two)", "/a/two/", ""},
		{"a/one.md", "[x](./two#way)", "/a/two/#way", ""},
		{"a/one.md", "[x](two/)", "/a/two/", ""},
		{"a/one.md", "[x](../two/)", "/two/", ""},
		{"a/one.md", "[x](/a/two)", "/a/two/", ""},
		{"a/one.md", "[x](drei)", "/a/drei/", ""},
		// from the page's address
		{"a/one.md", "[x](../deep/four/#top)", "/a/deep/four/#top", "deep/four.md#top"},
		{"a/one.md", "[x](../../b/five)", "/b/five/", "../b/five.md"},
		{"a/one.md", "[x](../drei/?q)", "/a/drei/?q", "three.md?q"},
		{"one.md", "[x](../a/two/)", "/a/two/", "a/two.md"},
		{"a/one.md", "![x](../img/b.png)", "/a/img/b.png", "img/b.png"},
		{"a/one.md", "![x](../../img/a.png)", "/img/a.png", "../img/a.png"},
		// with the ending of other tools' pages
		{"a/one.md", "[x](two.html#way)", "/a/two/#way", "two.md#way"},
		{"a/one.md", "[x](../two.html)", "/two/", "../two.md"},
		{"a/one.md", "[x](deep/four.html)", "/a/deep/four/", "deep/four.md"},
		{"one.md", "[x](/a/two.html)", "/a/two/", "a/two.md"},
		{"one.md", "[x](a/index.html)", "/a/", "a/index.md"},
		{"b/one.md", "[x](../index.html)", "/", "../index.md"},
		{"b/one.md", "[x](../)", "/", ""},
		{"a/deep/one.md", "[x](../../)", "/", ""},
		{"a/one.md", "[x](../deep.html)", "", ""},
		// nothing there
		{"a/one.md", "[x](seven/)", "", ""},
		{"a/one.md", "[x](two.htm)", "", ""},
		{"a/one.md", "[x](../five.md)", "", ""},
	} {
		all := maps.Clone(files)
		all[tt.from] = tt.link
		for _, isAdopted := range []bool{true, false} {
			h := made(t, all, func(in *Input) { in.Settings.Adopted = isAdopted })
			p := h.byPath[tt.from]
			href := slices.Concat(p.Links, p.Images)[0].Href
			lines := strings.Join(said(h, "H001", "H002"), "\n")
			isRight := tt.href != "" && (isAdopted || tt.hint == "")
			switch {
			case isRight && (href != tt.href || lines != ""):
				t.Errorf("%s on %s leads to %s: %s", tt.link, tt.from, href, lines)
			case tt.href == "" && !strings.Contains(lines, "missing"):
				t.Errorf("%s on %s leads to %s: %s", tt.link, tt.from, href, lines)
			case !isRight && tt.hint != "" && !strings.HasSuffix(lines, "points at the published page, not at a file (write "+tt.hint+")"):
				t.Errorf("%s on %s: %s", tt.link, tt.from, lines)
			}
		}
	}
	all := maps.Clone(files)
	all["index.md"] = "[x](six/)"
	want := []string{`content/index.md:1:5: H001: link to draft "six/", which is not published (publish it (remove draft: true), or build with --drafts)`}
	if d := cmp.Diff(want, said(made(t, all, adopt), "H001")); d != "" {
		t.Error(d)
	}
}

func TestLinkToADraftIsReported(t *testing.T) {
	files := map[string]string{"index.md": "[a](b.md)", "b.md": "---\ndraft: true\n---\n"}
	want := []string{`content/index.md:1:5: H001: link to draft "b.md", which is not published (publish it (remove draft: true), or build with --drafts)`}
	if d := cmp.Diff(want, said(made(t, files), "H001")); d != "" {
		t.Error(d)
	}
	h := made(t, files, func(in *Input) { in.Drafts = true })
	want = []string{`content/index.md:1:5: H001: link to draft "b.md" will be broken once this is published (publish that page as well (remove draft: true), or link to it later)`}
	if d := cmp.Diff(want, said(h, "H001")); d != "" || len(h.Pages) != 2 || diag.Count(h.Diags, diag.Error) > 0 {
		t.Errorf("with drafts: %d pages, %s", len(h.Pages), d)
	}
}

func TestOneAddressHasOnePage(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"equal slugs":              {"a.md": "---\nslug: c\n---\n", "b.md": "---\nslug: c\n---\n"},
		"letter case":              {"Plan.md": "", "plan.md": ""},
		"normal form":              {"caf\u00e9.md": "", "cafe\u0301.md": ""},
		"file and folder":          {"foo.md": "", "foo/index.md": ""},
		"folders by case":          {"Foo/a.md": "", "foo/b.md": ""},
		"two folder pages":         {"foo/index.md": "", "foo/README.md": ""},
		"asset and page":           {"foo.md": "", "foo/index.html": ""},
		"file where a folder goes": {"foo/bar.md": "", "foo": ""},
		"reserved":                 {"a.md": "", "404.html": ""},
		"page of a list":           manyIn("p", 101, "p/page/2.md"),
		"tags by case":             {"a.md": "---\ntags: [go]\n---\n", "b.md": "---\ntags: [Go]\n---\n"},
		"page among tags":          {"a.md": "---\ntags: [go]\n---\n", "tags/go.md": ""},
	} {
		files["index.md"] = "x"
		if got := said(made(t, files), "H004"); len(got) == 0 {
			t.Errorf("%s: not reported", name)
		}
	}
}

func manyIn(dir string, n int, more ...string) map[string]string {
	files := make(map[string]string)
	for i := range n {
		files[fmt.Sprintf("%s/n%03d.md", dir, i)] = ""
	}
	for _, p := range more {
		files[p] = ""
	}
	return files
}

func TestBothFilesOfACollisionAreNamed(t *testing.T) {
	h := made(t, map[string]string{"index.md": "", "Plan.md": "", "plan.md": ""})
	d := h.Diags[slices.IndexFunc(h.Diags, func(d diag.Diagnostic) bool { return d.Code == "H004" })]
	if d.Path != "content/plan.md" || len(d.Related) != 1 || d.Related[0].Path != "content/Plan.md" {
		t.Errorf("%+v", d)
	}
}

func TestTagsAreNeverMixed(t *testing.T) {
	h := made(t, map[string]string{"index.md": "", "a.md": "---\ntags: [C, C++, 'C#', a/b, ..]\n---\n"})
	var got []string
	for _, tag := range h.Tags {
		got = append(got, tag.Address)
	}
	want := []string{"/tags/%2E./", "/tags/a%2Fb/", "/tags/C/", "/tags/C#/", "/tags/C++/"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if lines := said(h, "H004"); lines != nil {
		t.Error(lines)
	}
}

func TestAliasesLeadToTheirPage(t *testing.T) {
	h := made(t, map[string]string{
		"index.md": "",
		"a/b.md":   "---\naliases: [/old/, gone, /x/y.html, /sp%20ace]\n---\n",
	})
	var got []string
	for _, a := range h.Aliases {
		got = append(got, a.Address)
	}
	if d := cmp.Diff([]string{"/a/gone/", "/old/", "/sp ace/", "/x/y.html"}, got); d != "" {
		t.Error(d)
	}
}

func TestBadAliasesAndSlugsAreReported(t *testing.T) {
	for _, alias := range []string{"/b/", "/a/", "../../x", "/../x", "/%2e%2e/x", `/a\b`, "//evil.example/", "https://evil.example/", "/", "/x?y", "/.git/", "/c:/x"} {
		h := made(t, map[string]string{"index.md": "", "b.md": "", "a.md": fmt.Sprintf("---\naliases: ['%s']\n---\n", alias)})
		if got := said(h, "H008"); len(got) != 1 || !strings.HasPrefix(got[0], "content/a.md:2:1") || len(h.Aliases) != 0 {
			t.Errorf("alias %q: %v, %v", alias, got, h.Aliases)
		}
	}
	for _, slug := range []string{"..", "a/b", `a\b`, "%2e%2e", ".hidden", "/abs", "a?b", "a#b"} {
		h := made(t, map[string]string{"index.md": "", "a.md": fmt.Sprintf("---\nslug: '%s'\n---\n", slug)})
		if got := said(h, "H005"); len(got) != 1 || h.Pages[1].Address != "/a/" {
			t.Errorf("slug %q: %v, %s", slug, got, h.Pages[1].Address)
		}
	}
	h := made(t, map[string]string{"index.md": "", "a.md": "---\naliases: [/old/]\n---\n", "b.md": "---\naliases: [/old/]\n---\n"})
	if got := said(h, "H008"); len(got) != 1 || len(h.Aliases) != 1 {
		t.Errorf("one alias on two pages: %v", got)
	}
}

func TestReadingOrderIsWeightThenTitle(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":   "# Home",
		"z.md":       "---\ntitle: Zebra\nweight: 1\n---\n",
		"a.md":       "# Apple",
		"b/index.md": "---\ntitle: Banana\n---\n",
		"b/two.md":   "# Two",
		"b/one.md":   "# One",
		"c/x.md":     "# No folder page",
		"u.md":       "---\ntitle: Unlisted\nunlisted: true\n---\n",
	})
	var titles []string
	for p := h.Home.Page; p != nil; p = p.Next {
		titles = append(titles, p.Title)
		if p.Next != nil && p.Next.Prev != p {
			t.Errorf("%s: next and previous disagree", p.Title)
		}
	}
	want := []string{"Home", "Zebra", "Apple", "Banana", "One", "Two", "No folder page"}
	if d := cmp.Diff(want, titles); d != "" {
		t.Error(d)
	}
	if f := h.Home; len(f.Children) != 4 || f.Children[3].Title() != "C" || f.Count != 5 {
		t.Errorf("home lists %d, counts %d", len(f.Children), f.Count)
	}
}

func TestNumbersInTitlesCountByTheirValue(t *testing.T) {
	for _, ordered := range [][]string{
		{"note 1", "note 2", "note 10", "note 10a", "notes"},
		{"1.9", "1.10", "2"},
		{"2024-01-07", "2024-01-31", "2024-11-02"},
		{"", "0", "9 lives", "a", "a 7", "ä"},
		{"x 99999999999999999999", "x 100000000000000000000"},
	} {
		for i, a := range ordered {
			for j, b := range ordered {
				if got := compareTitles(a, b); (got < 0) != (i < j) || (got > 0) != (i > j) {
					t.Errorf("%q, %q: %d", a, b, got)
				}
			}
		}
	}
	if compareTitles("007", "7") != 0 {
		t.Error("a number is not its value")
	}
	h := made(t, map[string]string{"index.md": "# Home", "a.md": "# Note 10", "b.md": "# Note 9"})
	if got := h.Home.Children[0].Title(); got != "Note 9" {
		t.Errorf("%q is first", got)
	}
}

func TestDecisionsAreInTheOrderOfTheirNumbers(t *testing.T) {
	h := made(t, map[string]string{
		"index.md": "", "decisions/0002-a.md": "# 2. A\n", "decisions/0010-b.md": "# 10. B\n", "decisions/adr-1-c.md": "# Z\n", "decisions/none.md": "# Another\n",
		"decisions/0003-late.md": "---\nweight: 1\n---\n", "strategies/10-a.md": "# B\n", "strategies/9-a.md": "# C\n",
	})
	var got []string
	for _, p := range h.Pages {
		got = append(got, p.ID)
	}
	want := []string{"", "strategies/9-a", "strategies/10-a", "decisions/0003-late", "decisions/adr-1-c", "decisions/0002-a", "decisions/0010-b", "decisions/none"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestRelationsShowOnBothSides(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":            "[m](pitfalls/late.md)",
		"patterns/big.md":     "---\ntitle: Big\ndescription: x\n---\n",
		"pitfalls/late.md":    "---\ntitle: Late\ndescription: x\nof: big\nbasis: source\n---\n",
		"examples/e.md":       "---\ntitle: E\nshows: [big]\npitfalls: [pitfalls/late, latte]\n---\n[again](../pitfalls/late.md)\n",
		"examples/f.md":       "---\ntitle: F\nshows: late\n---\n",
		"visions/v.md":        "---\ntitle: V\n---\n",
		"pitfalls/general.md": "---\ntitle: G\ndescription: x\nof: vision\n---\n",
	})
	inbound := func(id string) (list []string) {
		for _, r := range h.byID[id].Inbound {
			list = append(list, r.Label+": "+r.Page.Title)
		}
		return list
	}
	if d := cmp.Diff([]string{"examples: E", "its pitfalls: Late"}, inbound("patterns/big")); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"seen in: E", ": Handbook"}, inbound("pitfalls/late")); d != "" {
		t.Error(d)
	}
	want := []string{
		`content/examples/e.md:4:27: H003: pitfalls: there is no pitfall "latte" (did you mean late?)`,
		`content/examples/f.md:3:8: H003: shows: there is no pattern "late"`,
	}
	got := said(h, "H003")
	for i := range got {
		got[i] = strings.TrimSuffix(got[i], " (did you mean pitfalls/late?)")
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestKindComesFromTheNearestFolder(t *testing.T) {
	h := made(t, map[string]string{
		"index.md": "", "pitfalls/index.md": "", "pitfalls/a.md": "", "pitfalls/deep/b.md": "",
		"pitfalls/c.md": "---\nkind: page\n---\n", "adr/index.md": "---\nholds: decision\n---\n", "adr/d.md": "", "other/e.md": "",
	})
	for id, want := range map[string]string{"": "page", "pitfalls": "page", "pitfalls/a": "pitfall", "pitfalls/deep/b": "pitfall", "pitfalls/c": "page", "adr/d": "decision", "other/e": "page"} {
		if got := h.byID[id].Kind.Name; got != want {
			t.Errorf("%q is a %s, want %s", id, got, want)
		}
	}
}

func TestIncludedLinesAreFilledIn(t *testing.T) {
	files := map[string]string{
		"index.md":     "```go file=\"code/main.go\" lines=\"2-3\"\n```\n\n```go file=\"code/man.go\"\n```\n\n```go file=\"code/main.go\" lines=\"2-9\"\n```\n\n```txt file=\"../../etc/passwd\"\n```\n",
		"code/main.go": "one\r\ntwo\r\nthree",
	}
	h := made(t, files)
	if b := h.Pages[0].Blocks[0]; b.Text != "two\nthree\n" || b.FirstLine != 2 {
		t.Errorf("included %q from line %d", b.Text, b.FirstLine)
	}
	if got := said(h, "P012"); len(got) != 3 || !strings.Contains(got[0], "did you mean code/main.go?") || !strings.Contains(got[1], "has 3 lines") {
		t.Error(strings.Join(got, "\n"))
	}
}

func TestABlockCanShowMarkdown(t *testing.T) {
	files := map[string]string{
		"index.md": "```md file=\"a.md\" lines=\"1-3\"\n```\n\n```md file=\"b.md\"\n```\n",
		"a.md":     "---\ntitle: A\n---\n",
		"b.md":     "---\ndraft: true\n---\n",
	}
	h := made(t, files)
	if got := h.Home.Page.Blocks[0].Text; got != files["a.md"] {
		t.Errorf("included %q", got)
	}
	want := `content/index.md:4:1: P012: included file "b.md" is a draft, which is not published`
	if got := said(h, "P012"); len(got) != 1 || !strings.HasPrefix(got[0], want) || h.Home.Page.Blocks[1].Text != "b.md\n" {
		t.Errorf("%q", got)
	}
	if h := made(t, files, func(in *Input) { in.Drafts = true }); len(said(h, "P012")) > 0 || h.Home.Page.Blocks[1].Text != files["b.md"] {
		t.Error("a draft is not shown among drafts")
	}
}

func TestBaseURLIsAnAddressOfASite(t *testing.T) {
	for text, want := range map[string]string{
		"https://u.github.io/repo":   "https://u.github.io/repo/",
		"https://u.github.io/repo/":  "https://u.github.io/repo/",
		"https://u.github.io":        "https://u.github.io/",
		"http://localhost:80/a/b c/": "http://localhost:80/a/b%20c/",
		"http://127.0.0.1:65535/":    "http://127.0.0.1:65535/",
		"http://[::1]:8080/":         "http://[::1]:8080/",
		"https://bücher.example":     "https://bücher.example/",
		"https://my_team.example./":  "https://my_team.example./",
	} {
		got, ok := BaseURL(text)
		if !ok || got != want {
			t.Errorf("%s: %q, %v", text, got, ok)
		}
		if s := (Settings{BaseURL: got}); s.Origin()+s.Base() != got {
			t.Errorf("%s: origin %q, base %q", got, s.Origin(), s.Base())
		}
	}
	for _, text := range []string{"", "repo", "/repo/", "ftp://x/", "https://", "https://x/?a", "https://x/#a", "https://x/../", "https://u:p@x/", "javascript:alert(1)",
		"https://x:0/", "https://x:65536/", "https://x:99999999999999999999/", "https://x:/", "https://x:80a/", "https://:80/",
		`https://x"y/`, "https://x'y/", "https://x y/", "https://x;y/", "https://x,y/", "https://x<y/", "https://-x/", "https://x..y/", "https://./", "https://x%22y/"} {
		if got, ok := BaseURL(text); ok {
			t.Errorf("%s: taken as %q", text, got)
		}
	}
}

func TestWhatIsSwitchedOffIsDropped(t *testing.T) {
	h := made(t, map[string]string{"README.md": "[a](gone.md)"})
	off := Settings{Severities: map[string]diag.Severity{"H001": diag.Off}}
	if got := off.Judge(h.Diags); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestOutputsNeverLeaveTheFolder(t *testing.T) {
	h := made(t, map[string]string{"index.md": "", "a.md": "---\ntags: ['..', '../..', '/', '\\']\nslug: ../../x\naliases: ['/../../x', '/%2e%2e/y']\n---\n"})
	for _, c := range h.claims {
		if !fs.ValidPath(c.path) || strings.Contains(c.path, `\`) {
			t.Errorf("%q leads elsewhere", c.path)
		}
	}
}

func TestABareNameMeansThePageOfTheRightKind(t *testing.T) {
	h := made(t, map[string]string{
		"index.md": "", "big.md": "# At the root", "patterns/big.md": "---\ntitle: Big\ndescription: x\n---\n",
		"patterns/old/big.md": "---\ndraft: true\n---\n",
		"examples/e.md":       "---\ntitle: E\nshows: [big, big, patterns/big]\n---\n",
	})
	if lines := said(h, "H003"); lines != nil {
		t.Error(lines)
	}
	if in := h.byID["patterns/big"].Inbound; len(in) != 1 || in[0].Page.Title != "E" {
		t.Errorf("%d relations lead to the pattern, want 1", len(in))
	}
}

func TestARelationWrittenAsAPathIsToldItsID(t *testing.T) {
	h := made(t, map[string]string{
		"index.md": "", "visions/v1.md": "", "visions/team/v3.md": "",
		"strategies/a.md": "---\nvision: ./v1\n---\n",
		"strategies/b.md": "---\nvision: \"[The vision](../visions/v1.md)\"\n---\n",
		"strategies/c.md": "---\nvision: team/v3\n---\n",
		"strategies/d.md": "---\nvision: over/there\n---\n",
	})
	got := said(h, "H003")
	for i, want := range []string{"did you mean visions/v1?", "did you mean visions/v1?", "did you mean visions/team/v3?", ""} {
		if len(got) != 4 || !strings.Contains(got[i], want) || want == "" && strings.Contains(got[i], "did you mean") {
			t.Fatalf("%q", got)
		}
	}
}

func TestEvidenceForNoConstraintIsReported(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":        "",
		"patterns/p.md":   "---\ntitle: P\ndescription: x\nconstraints:\n  - {id: small-slices, text: a}\n  - {id: conviction, text: b}\n---\n",
		"patterns/q.md":   "---\ntitle: Q\ndescription: x\n---\n",
		"strategies/a.md": "---\npattern: p\nfit:\n  conviction: signed\n  small-slice: yes\n  other: yes\n---\n",
		"strategies/b.md": "---\npattern: q\nfit: {a: b}\n---\n",
		"strategies/c.md": "---\nfit: {a: b}\n---\n",
	})
	want := []string{
		`content/strategies/a.md:5:16: H005: fit: "P" has no constraint "small-slice" (did you mean small-slices?)`,
		`content/strategies/a.md:6:10: H005: fit: "P" has no constraint "other" (its constraints are small-slices, conviction)`,
		`content/strategies/b.md:3:10: H005: fit: "Q" has no constraint "a"`,
	}
	if got := said(h, "H005"); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestTheHomePageSaysWhatTheHandbookHolds(t *testing.T) {
	h := made(t, map[string]string{"index.md": "---\nholds: pattern\n---\n", "a.md": "", "!b/c.md": ""})
	for _, id := range []string{"a", "!b/c"} {
		if got := h.byID[id].Kind.Name; got != "pattern" {
			t.Errorf("%s is a %s", id, got)
		}
	}
}

func TestNamesTooLongForADiskAreReported(t *testing.T) {
	h := made(t, map[string]string{"index.md": "---\ntags: [" + strings.Repeat("a", 300) + "]\n---\n", "b.md": "---\nslug: " + strings.Repeat("ö", 200) + "\n---\n"})
	if got := said(h, "H011"); len(got) != 2 {
		t.Errorf("%q", got)
	}
	h = made(t, map[string]string{"index.md": "---\naliases: [/ok/, \"/" + strings.Repeat("ö", 200) + "/x/\"]\n---\n"})
	if got := said(h, "H011"); len(got) != 1 || len(h.Aliases) != 1 {
		t.Errorf("%q and %d aliases", got, len(h.Aliases))
	}
}

func TestAnchorsOfTheHomePageAreChecked(t *testing.T) {
	h := made(t, map[string]string{"index.md": "## Here\n", "a.md": "[x](/#nope) [y](/#here) [z](../x.md)\n\n[w](/)"})
	if got := said(h, "H002"); len(got) != 1 || !strings.Contains(got[0], "#nope") {
		t.Errorf("%q", got)
	}
}

func TestWhatGuardsPublishingCannotBeSwitchedOff(t *testing.T) {
	for _, code := range []string{"H004", "H008", "H011", "C003", "T003", "B001"} {
		_, ds := ReadSettings(source.NewText("handbook.yaml", []byte("checks: {"+code+": off}\n")))
		if len(ds) != 1 || ds[0].Code != "C003" {
			t.Errorf("%s: %v", code, ds)
		}
	}
	s, ds := ReadSettings(source.NewText("handbook.yaml", []byte("checks: {H001: off, P010: error}\n")))
	if len(ds) > 0 || s.Severities["H001"] != diag.Off || s.Severities["P010"] != diag.Error {
		t.Errorf("%v %v", s.Severities, ds)
	}
}

// What a page said is taken over only as long as it would say the same: its file
// is as it was, and so are the settings, the day, and the kind that its folder holds.
func TestWhatPagesSaidIsTakenOver(t *testing.T) {
	plan := "---\ntitle: Plan\n---\n## Trouble\n\nSlow.\n\n## Policy\n\nOne source.\n"
	outline := func(h *Handbook) string {
		var b strings.Builder
		for _, p := range h.Pages {
			fmt.Fprintln(&b, p.Path, p.Kind.Name, p.Lang, p.Modified, p.Title, len(p.Parts), len(p.Relations), len(p.Inbound), p.Draft)
			for _, s := range p.Sections {
				fmt.Fprintln(&b, s.Name)
			}
		}
		for _, d := range h.Diags {
			fmt.Fprintln(&b, d)
		}
		return b.String()
	}
	files := map[string]string{
		"index.md": "# Home\n", "plans/index.md": "---\ntitle: Plans\n---\n", "plans/a.md": plan,
		"strategies/b.md": "---\ntitle: B\nslug: a/b\nafter: c\n---\n## Problem\n", "strategies/c.md": plan,
	}
	reads := make(map[string]*page.Page) // as package site keeps them: one for each text
	bodies := make(map[*page.Page]*page.Body)
	settings, dates := "title: x\n", map[string]time.Time{}
	again := func(last *Handbook) *Handbook {
		s, _ := ReadSettings(source.NewText("content/handbook.yaml", []byte(settings)))
		in := Input{Root: "content", Settings: s, Dates: dates, Previous: last, Body: func(p *page.Page) *page.Body { return bodies[p] }}
		for _, name := range slices.Sorted(maps.Keys(files)) {
			key := name + files[name]
			if reads[key] == nil {
				p, body := page.Parse(name, source.NewText("content/"+name, []byte(files[name])), page.Settings{})
				reads[key], bodies[p] = p, body
			}
			in.Pages = append(in.Pages, reads[key])
		}
		return Make(in)
	}
	last := again(nil)
	for _, step := range []struct {
		what   string
		change func()
	}{
		{"nothing", func() {}},
		{"what the folder holds", func() { files["plans/index.md"] = "---\ntitle: Plans\nholds: strategy\n---\n" }},
		{"a heading that means a section", func() { settings += "sections: {Problem: [Trouble]}\n" }},
		{"the language", func() { settings += "lang: de\n" }},
		{"the day of the last change", func() { dates["plans/a.md"] = time.Unix(1e9, 0) }},
		{"a text", func() { files["strategies/c.md"] = strings.Replace(plan, "Plan", "Another plan", 1) }},
		{"a page that comes", func() { files["plans/z.md"] = plan }},
		{"a page that goes", func() { delete(files, "strategies/c.md") }},
	} {
		before := outline(last)
		step.change()
		last = again(last)
		if diff := cmp.Diff(outline(again(nil)), outline(last)); diff != "" {
			t.Errorf("%s: (-made +taken over)\n%s", step.what, diff)
		}
		if same := before == outline(last); same != (step.what == "nothing") {
			t.Errorf("%s: the same before and after: %v", step.what, same)
		}
		if last.in.Previous != nil {
			t.Fatal("every handbook before stays")
		}
	}
}

// A dead link on every page, as after a folder was renamed, does not make every
// page list all files to say what was meant.
func TestManyDeadLinksAreReportedInALinearNumberOfSteps(t *testing.T) {
	cost := func(n int) float64 {
		in := Input{Body: func(*page.Page) *page.Body { return new(page.Body) }}
		for i := range n {
			name := fmt.Sprintf("a/%05d.md", i)
			p, _ := page.Parse(name, source.NewText(name, []byte("# A\n\n[x](gone.md)\n")), page.Settings{})
			in.Pages = append(in.Pages, p)
		}
		return testing.AllocsPerRun(1, func() { Make(in) })
	}
	if few, many := cost(300), cost(1200); many > 6*few {
		t.Errorf("four times as many pages take %.1f times as many allocations", many/few)
	}
}
