package scaffold

import (
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/source"
)

func folder(files ...string) fstest.MapFS {
	m := make(fstest.MapFS)
	for i := 0; i < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

// taken returns what a takeover wrote, by path below content/.
func taken(t *testing.T, src fstest.MapFS) (*Takeover, map[string]string) {
	t.Helper()
	over, err := TakeOver(src)
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, f := range over.Files {
		data := f.Data
		if f.Copy != nil {
			r, err := f.Copy()
			if err != nil {
				t.Fatal(err)
			}
			data, _ = io.ReadAll(r)
		}
		if _, twice := files[f.Path]; twice {
			t.Errorf("%s is written twice", f.Path)
		}
		files[strings.TrimPrefix(f.Path, "content/")] = string(data)
	}
	return over, files
}

func paths(files map[string]string) string {
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// TestNestingOfSummaryBecomesFolders gives each book as its SUMMARY.md.
func TestNestingOfSummaryBecomesFolders(t *testing.T) {
	tests := []struct{ summary, want string }{
		{"- [A](a.md)\n- [B](b.md)", "a.md b.md"},
		{"- [A](a.md)\n  - [B](b.md)\n    - [C](c.md)\n- [D](d.md)", "a/b/c.md a/b/index.md a/index.md d.md"},
		{"[Intro](README.md)\n\n- [A](x/README.md)\n  - [B](x/b.md)", "README.md x/README.md x/b.md"},
		{"- [A](a.md)\n\t- [B](a/b.md)", "a/b.md a/index.md"},
		{"1. [A](a.md)\n   1. [B](b.md)\n2. [C](c.md)", "a/b.md a/index.md c.md"},
		{"- [A](x/a.md)\n- [B](y/a.md)", "a-2.md a.md"},
		{"- [A](x/README.md)\n- [B](y/x.md)", "x-2.md x/README.md"},
		{"- [Later]()\n  - [B](b.md)", "later/b.md"},
		{"- [A](<a b.md>)\n- [C](c%20d.md)", "a b.md c d.md"},
		{"- [A](a.md)\n- [Again](a.md)\n- [Out](../out.md)\n- [No](no.txt)\n- [Gone](gone.md)", "a.md"},
		{"- [A](./a.md)\r\n  - [B](./b.md)\r\n", "a/b.md a/index.md"},
	}
	for _, test := range tests {
		src := folder("book.toml", "[book]\ntitle = 'T'", "src/SUMMARY.md", "# Summary\n\n"+test.summary+"\n", "out.md", "# Out", "src/no.txt.md", "")
		for _, name := range []string{"README", "a", "b", "c", "d", "x/README", "x/a", "x/b", "y/a", "y/x", "a/b", "a b", "c d"} {
			src["src/"+name+".md"] = &fstest.MapFile{Data: []byte("# " + name)}
		}
		if _, files := taken(t, src); paths(files) != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.summary, paths(files), test.want)
		}
	}
}

func TestLinksFollowTheirTargets(t *testing.T) {
	src := folder("book.toml", "", "src/SUMMARY.md", "- [A](a.md)\n  - [B](b.md)\n", "src/img/p.png", "png",
		"src/a.md", "# A\n\n[b](b.md#x) [b](<b.md>) [b](./b.html) [self](#a) [out](https://example.org/b.md) ![p](img/p.png) [gone](gone.md) `[b](b.md)`\n\n<img src=\"img/p.png\">\n\n[r]: b.md\n",
		"src/b.md", "# B\n\n[a](a.md) [p](/img/p.png)\n")
	over, files := taken(t, src)
	want := "---\nweight: 10\naliases: [/a.html]\n---\n\n# A\n\n[b](b.md#x) [b](<b.md>) [b](b.md) [self](#a) [out](https://example.org/b.md) ![p](../img/p.png) [gone](gone.md) `[b](b.md)`\n\n<img src=\"../img/p.png\">\n\n[r]: b.md\n"
	if diff := cmp.Diff(want, files["a/index.md"]); diff != "" {
		t.Error(diff)
	}
	if want := "---\nweight: 10\naliases: [/b.html]\n---\n\n# B\n\n[a](index.md) [p](/img/p.png)\n"; files["a/b.md"] != want {
		t.Errorf("%s", files["a/b.md"])
	}
	if over.RawHTML {
		t.Error("all HTML is let through for the sake of HTML that is safe")
	}
	for _, note := range over.Changed {
		lines := strings.Split(files[strings.TrimPrefix(note.Path, "content/")], "\n")
		if _, now, ok := strings.Cut(note.Text, " → "); ok && !strings.Contains(lines[note.Line-1], now) {
			t.Errorf("%v: that line is %q", note, lines[note.Line-1])
		}
	}
}

// TestGitBookIsTakenOver: its list is mdBook's, its addresses and blocks are its own.
func TestGitBookIsTakenOver(t *testing.T) {
	over, files := taken(t, folder("SUMMARY.md", "# Table of contents\n\n* [Start](README.md)\n\n## Part\n\n* [A](a.md)\n  * [B](b.md)\n", ".gitbook.yaml", "", ".gitbook/assets/p 1.png", "png", "README.md", "# Start\n\n![](<.gitbook/assets/p 1.png>)",
		"a.md", "# A\n\n{% hint style=\"info\" %}\nMind `{% hint %}`.\n{% endhint %}\n\n{% embed url=\"https://example.org\" %}\n\n```\n{% hint %}\n```\n",
		"b.md", "# B\n\n{% tabs %}\n{% tab title=\"One two\" %}\n{% hint style=\"danger\" %}\nText.\n{% endhint %}\n{% endtab %}\n{% endtabs %}\n"))
	want := map[string]string{
		"README.md":      "---\nweight: 10\n---\n\n# Start\n\n![](<assets/p%201.png>)",
		"assets/p 1.png": "png",
		"a/index.md":     "---\nweight: 20\n---\n\n# A\n\n:::note Info\nMind `{% hint %}`.\n:::\n\n{% embed url=\"https://example.org\" %}\n\n```\n{% hint %}\n```\n",
		"a/b.md":         "---\nweight: 10\naliases: [/b/]\n---\n\n# B\n\n::::tabs\n:::tab One two\n:::caution Danger\nText.\n:::\n:::\n::::\n",
	}
	if diff := cmp.Diff(want, files); diff != "" || over.From != "GitBook" {
		t.Errorf("%s:\n%s", over.From, diff)
	}
	var stays []Note
	for _, n := range over.Left {
		if n.Group == markupStays {
			stays = append(stays, n)
		}
	}
	if len(stays) != 1 || stays[0].Line != 7 {
		t.Error(stays)
	}
	for _, note := range over.Changed {
		lines := strings.Split(files[strings.TrimPrefix(note.Path, "content/")], "\n")
		if _, now, ok := strings.Cut(note.Text, " → "); ok && !strings.Contains(lines[note.Line-1], now) {
			t.Errorf("%v: that line is %q", note, lines[note.Line-1])
		}
	}
}

// TestFrontMatterIsAddedTo covers the formats that a page of a book can begin
// with.
func TestFrontMatterIsAddedTo(t *testing.T) {
	tests := []struct{ page, want string }{
		{"# A\n", "---\nweight: 10\naliases: [/a.html]\n---\n\n# A\n"},
		{"", "---\ntitle: A\nweight: 10\naliases: [/a.html]\n---\n\n"},
		{"\ufeff# A\n", "---\nweight: 10\naliases: [/a.html]\n---\n\n# A\n"},
		{"---\ntitle: A\n---\ntext\n", "---\nweight: 10\naliases: [/a.html]\ntitle: A\n---\ntext\n"},
		{"---\nweight: 3\ntitle: A\naliases: [/o/]\n---\ntext\n", "---\nweight: 3\ntitle: A\naliases: [/o/]\n---\ntext\n"},
		{"+++\ntitle = 'A'\n+++\ntext\n", "+++\nweight = 10\naliases = [\"/a.html\"]\ntitle = 'A'\n+++\ntext\n"},
		{"{\n\"title\": \"A\"\n}\ntext\n", "{\n  \"weight\": 10,\n  \"aliases\": [\"/a.html\"],\n\n\"title\": \"A\"\n}\ntext\n"},
		{"---\n\nA rule begins this page.\n", "---\ntitle: A\nweight: 10\naliases: [/a.html]\n---\n\n---\n\nA rule begins this page.\n"},
	}
	for _, test := range tests {
		_, files := taken(t, folder("book.toml", "", "src/SUMMARY.md", "- [A](a.md)\n", "src/a.md", test.page))
		if diff := cmp.Diff(test.want, files["a.md"]); diff != "" {
			t.Errorf("%q:\n%s", test.page, diff)
		}
	}
}

func TestRefsBecomeLinksToFiles(t *testing.T) {
	tests := []struct{ in, want string }{
		{`{{< ref "b.md" >}}`, "b.md"},
		{`{{< relref "b" >}}`, "b.md"},
		{`{{% ref "/d/c.md#x" %}}`, "d/c.md#x"},
		{"{{< ref `c` >}}", "d/c.md"},
		{"{{<ref c>}}", "d/c.md"},
		{`{{< ref "/d" >}}`, "d/index.md"},
		{`{{< ref "d/_index.md" >}}`, "d/index.md"},
		{`{{< ref "my page" >}}`, "my%20page.md"},
		{`{{< ref "#x" >}}`, "#x"},
		{`{{< ref "twice" >}}`, ""},
		{`{{< ref "gone" >}}`, ""},
		{`{{< ref "../../a" >}}`, ""},
		{`{{< ref path="b.md" >}}`, "b.md"},
		{"{{< relref lang=`en`  path = `c` >}}", "d/c.md"},
		{`{{% ref path="/d/c.md#x" outputFormat="html" %}}`, "d/c.md#x"},
		{`{{< ref "b.md" lang="de" >}}`, "de/b.md"},
		{`{{< ref path="b.md" outputFormat="rss" >}}`, ""},
		{`{{< ref path="b.md" lang="fr" >}}`, ""},
		{`{{< ref lang="en" >}}`, ""},
		{`{{< ref path="b.md >}}`, ""},
		{`{{< ref "b.md" "c.md" >}}`, ""},
		{`{{</* ref "b.md" */>}}`, ""},
	}
	for _, test := range tests {
		want := test.want
		if want == "" {
			want = test.in
		}
		over, files := taken(t, folder("hugo.toml", "title = 'T'", "content/_index.md", "[x]("+test.in+")\n", "content/b.md", "", "content/b.de.md", "", "content/d/_index.md", "", "content/d/c.md", "",
			"content/d/twice.md", "", "content/e/twice.md", "", "content/my page.md", ""))
		if got := files["index.md"]; got != "[x]("+want+")\n" {
			t.Errorf("%s: %s", test.in, got)
		}
		if listed := slices.ContainsFunc(over.Left, func(n Note) bool { return n.Line == 1 }); listed != (test.want == "" && !strings.Contains(test.in, "/*")) {
			t.Errorf("%s: %v", test.in, over.Left)
		}
	}
}

// TestAddressesOfAHugoSiteStay gives a page in posts/ as its front matter.
func TestAddressesOfAHugoSiteStay(t *testing.T) {
	for _, test := range []struct{ in, want, left string }{
		{"url: /posts/other/", "slug: other", ""},
		{"url: '/posts/other/'", "slug: 'other'", ""},
		{"url: posts/other/", "slug: other", ""},
		{"url: /posts/a/", "x-url: /posts/a/", ""},
		{"url: /elsewhere/", "aliases: /elsewhere/", ""},
		{"url: elsewhere/a.html", "aliases: /elsewhere/a.html", ""},
		{"url: /posts/other", "aliases: /posts/other", ""},
		{"url: /posts/other/\nslug: x", "aliases: /posts/other/\nslug: x", ""},
		{"url: /elsewhere/\naliases: [/b/]", "x-url: /elsewhere/\naliases: [\"/elsewhere\", /b/]", ""},
		{"url: /elsewhere/\naliases:\n  - /b/", "x-url: /elsewhere/\naliases:\n  - \"/elsewhere\"\n  - /b/", ""},
		{"url: /elsewhere/\naliases: /b/", "x-url: /elsewhere/\naliases: [\"/elsewhere\", \"/b/\"]", ""},
		{"url: /elsewhere/\naliases: {}", "x-url: /elsewhere/\naliases: {}", "/elsewhere"},
		{"url: /posts/b/", "x-url: /posts/b/", "/posts/b/"},
		{"url: /:year/a/", "x-url: /:year/a/", "/:year/a/"},
		{"url: /", "x-url: /", "/"},
		{"url: https://example.org/", "url: https://example.org/", ""},
	} {
		over, files := taken(t, folder("hugo.toml", "", "content/_index.md", "", "content/posts/b.md", "", "content/posts/a.md", "---\n"+test.in+"\n---\n"))
		if got, want := files["posts/a.md"], "---\n"+test.want+"\n---\n"; got != want {
			t.Errorf("%s: %q", test.in, got)
		}
		i := slices.IndexFunc(over.Left, func(n Note) bool { return n.Path == "content/posts/a.md" })
		if test.left == "" && i >= 0 || test.left != "" && (i < 0 || !strings.Contains(over.Left[i].Text, test.left)) {
			t.Errorf("%s: %v", test.in, over.Left)
		}
	}
	for in, want := range map[string]string{
		"+++\nurl = \"/posts/other/\"\n+++\n":         "+++\nslug = \"other\"\n+++\n",
		"{\"url\": \"/elsewhere/\", \"weight\": 1}\n": "{\"aliases\": \"/elsewhere/\", \"weight\": 1}\n",
	} {
		if _, files := taken(t, folder("hugo.toml", "", "content/posts/a.md", in)); files["posts/a.md"] != want {
			t.Errorf("%q: %q", in, files["posts/a.md"])
		}
	}
	_, files := taken(t, folder("hugo.toml", "", "content/_index.md", "[a](/elsewhere/) [b](posts/named/)", "content/posts/a.md", "---\nurl: /elsewhere/\n---\n", "content/posts/b.md", "---\nslug: named\n---\n"))
	if want := "[a](posts/a.md) [b](posts/b.md)"; files["index.md"] != want {
		t.Errorf("links to addresses: %q", files["index.md"])
	}
}

// TestPatternsBecomeAliases gives a page in posts/ the address that the settings
// said it had.
func TestPatternsBecomeAliases(t *testing.T) {
	for _, test := range []struct{ pattern, front, want string }{
		{"/:year/:month/:slug/", "title: My First Post\ndate: 2024-03-05", "/2024/03/my-first-post/"},
		{"/:year/:month/:slug/", "title: T\nslug: other\ndate: 2024-03-05T10:00:00Z", "/2024/03/other/"},
		{"articles/:filename", "title: T", "/articles/a/"},
		{"/:sections/x/:title", "title: T U", "/posts/x/t-u/"},
		{"/:monthname/:slugorfilename", "date: 2024-03-05", "/march/a/"},
		{"/:year/:title/", "title: T", ""},
		{"/:weekday/:title/", "title: T\ndate: 2024-03-05", ""},
		{"/:section/:filename/", "title: T", ""}, // where it is anyway
		{"/b/:filename/", "title: T\nurl: /posts/a/", ""},
	} {
		for _, config := range []string{"permalinks: {posts: '" + test.pattern + "'}", "permalinks: {page: {posts: '" + test.pattern + "'}}"} {
			over, files := taken(t, folder("hugo.yaml", config, "content/_index.md", "", "content/posts/_index.md", "", "content/posts/a.md", "---\n"+test.front+"\n---\ntext\n"))
			want := "---\n" + test.front + "\n---\ntext\n"
			if test.want != "" {
				want = "---\naliases: [" + test.want + "]\n" + want[4:]
			}
			if got := strings.Replace(files["posts/a.md"], "x-url", "url", 1); got != want {
				t.Errorf("%s, %q: %q", config, test.front, got)
			}
			told := slices.ContainsFunc(over.Left, func(n Note) bool { return n.Group == addressLost })
			unknown := strings.Contains(test.pattern, ":weekday") || strings.Contains(test.pattern, ":year") && !strings.Contains(test.front, "date")
			if told != unknown {
				t.Errorf("%s, %q: %v", config, test.front, over.Left)
			}
		}
	}
}

// TestRelativeAliases are counted from where Hugo publishes a page.
func TestRelativeAliases(t *testing.T) {
	for _, test := range []struct{ page, in, want string }{
		{"d/a.md", "aliases: [../old, x]", "aliases: [/old, x]"},
		{"d/a.md", "aliases: ['../old/']", "aliases: ['/old/']"},
		{"d/a.md", "aliases:\n- ../../../old\n- /y/", "aliases:\n- /old\n- /y/"},
		{"d/a/index.md", "aliases: [old]", "aliases: [/d/old]"},
		{"d/_index.md", "aliases: old", "aliases: /old"},
	} {
		_, files := taken(t, folder("hugo.yaml", "", "content/_index.md", "", "content/"+test.page, "---\n"+test.in+"\n---\n"))
		got := files[strings.Replace(test.page, "_index", "index", 1)]
		if want := "---\n" + test.want + "\n---\n"; got != want {
			t.Errorf("%s: %s: %q", test.page, test.in, got)
		}
	}
}

// TestAliasesOfListsAreSettled: a folder, and what a handbook makes of its pages, has
// an address too, in any letter case. The other aliases of the page stay.
func TestAliasesOfListsAreSettled(t *testing.T) {
	for in, want := range map[string]string{
		"aliases: [/Folder/, /old/, /x/]": "x-aliases: [/Folder/]\naliases: [/old/, /x/]",
		"aliases: [/old/, '/folder/In/']": "x-aliases: ['/folder/In/']\naliases: [/old/]",
		"aliases: [/tags/go/]":            "x-aliases: [/tags/go/]",
		"aliases: /folder/page/2/":        "x-aliases: /folder/page/2/",
		"aliases: [/feed.xml, /y]":        "x-aliases: [/feed.xml]\naliases: [/y]",
		"aliases: [/else/page/2/]":        "aliases: [/else/page/2/]",
	} {
		_, files := taken(t, folder("mkdocs.yml", "", "docs/a.md", "---\n"+in+"\nweight: 1\n---\n", "docs/folder/In/b.md", ""))
		if got := files["a.md"]; got != "---\n"+want+"\nweight: 1\n---\n" {
			t.Errorf("%s: %q", in, got)
		}
	}
}

// TestAliasesAreSettled: two pages can't have one old address, nor can a page that
// of another.
func TestAliasesAreSettled(t *testing.T) {
	over, files := taken(t, folder("hugo.yaml", "", "content/_index.md", "", "content/p.png", "",
		"content/a.md", "---\naliases: [/old/, /x/]\n---\n", "content/b.md", "---\naliases: [/Old]\n---\n", "content/c.md", "---\naliases: /a/\n---\n",
		"content/d.md", "---\naliases: [/p.png]\n---\n", "content/e.md", "---\naliases: [/e/]\n---\n", "content/f.md", "---\nslug: g\n---\n", "content/h.md", "---\naliases: [g]\n---\n"))
	for name, want := range map[string]string{"a.md": "aliases: [/old/, /x/]", "b.md": "x-aliases: [/Old]", "c.md": "x-aliases: /a/", "d.md": "x-aliases: [/p.png]", "e.md": "x-aliases: [/e/]", "h.md": "x-aliases: [g]"} {
		if got := files[name]; got != "---\n"+want+"\n---\n" {
			t.Errorf("%s: %q", name, got)
		}
	}
	lost := 0
	for _, n := range over.Left {
		if n.Group == addressLost {
			lost++
		}
	}
	if lost != 5 {
		t.Error(over.Left)
	}
}

func TestTranslationsGoWhereHugoPublishedThem(t *testing.T) {
	page := func(text string) string { return "---\ntitle: T\n---\n" + text }
	over, files := taken(t, folder("hugo.toml", "defaultContentLanguage = 'en'\n[languages.en]\n[languages.de]\n[languages.pt-br]",
		"content/_index.md", page(""), "content/_index.de.md", page("[a](posts/a.md)"),
		"content/posts/a.md", page("[b](b.md)"), "content/posts/a.de.md", page("[b](b.md) [b](../b/) ![p](p.png) {{< ref \"b\" >}}"),
		"content/posts/b.en.md", page(""), "content/posts/b.de.md", "No front matter.\n", "content/posts/p.png", "",
		"content/posts/_index.pt-BR.md", page(""), "content/release.v2.md", page(""), "content/bundle/index.de.md", page("![q](q.png)"), "content/bundle/q.png", ""))
	want := map[string]string{
		"index.md":             page(""),
		"de/index.md":          "---\nlang: de\ntitle: T\n---\n[a](posts/a.md)",
		"posts/a.md":           page("[b](b.md)"),
		"de/posts/a.md":        "---\nlang: de\ntitle: T\n---\n[b](b.md) [b](b.md) ![p](../../posts/p.png) b.md",
		"posts/b.md":           page(""),
		"de/posts/b.md":        "---\nlang: de\n---\n\nNo front matter.\n",
		"posts/p.png":          "",
		"pt-br/posts/index.md": "---\nlang: pt-br\ntitle: T\n---\n",
		"release.v2.md":        page(""),
		"de/bundle/index.md":   "---\nlang: de\ntitle: T\n---\n![q](../../bundle/q.png)",
		"bundle/q.png":         "",
	}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !slices.Contains(over.Left, Note{translated, "content", 0, "below de/, pt-br/"}) {
		t.Error(over.Left)
	}
	for _, note := range over.Changed {
		lines := strings.Split(files[strings.TrimPrefix(note.Path, "content/")], "\n")
		if _, now, ok := strings.Cut(note.Text, " → "); ok && !strings.Contains(lines[note.Line-1], now) {
			t.Errorf("%v: that line is %q", note, lines[note.Line-1])
		}
	}

	_, files = taken(t, folder("hugo.yaml", "defaultContentLanguage: de\nlanguages: {de: {contentDir: content/de}, en: {contentDir: content/en}}",
		"content/de/a.md", page("![p](p.png)"), "content/de/p.png", "", "content/en/a.md", page("")))
	if got := paths(files); got != "a.md en/a.md p.png" || !strings.Contains(files["en/a.md"], "lang: en") || strings.Contains(files["a.md"], "lang:") {
		t.Errorf("languages in folders: %s", got)
	}

	_, files = taken(t, folder("_index.md", "", "a.md", "", "a.de.md", "", "b.de.md", ""))
	if got := paths(files); got != "a.md b.de.md de/a.md index.md" {
		t.Errorf("content without settings: %s", got)
	}
}

func TestSettingsComeFromTheTool(t *testing.T) {
	tests := []struct {
		src  fstest.MapFS
		want string
	}{
		{folder("book.toml", "[book]\ntitle = 'A: B'\nsrc = 'text'\nlanguage = 'de'", "text/SUMMARY.md", "[A](a.md)", "text/a.md", ""), "mdBook|A: B||de|"},
		{folder("SUMMARY.md", "[A](a.md)", "a.md", ""), "mdBook||||"},
		{folder("book.toml", "[book]\nlanguage = 'english'", "src/SUMMARY.md", "[A](a.md)", "src/a.md", ""), "mdBook||||"},
		{folder("book.toml", "[book", "src/SUMMARY.md", "[A](a.md)", "src/a.md", ""), "mdBook||||"},
		{folder("hugo.yaml", "title: T\nbaseURL: https://example.org/x\nlanguageCode: en_US", "content/a.md", ""), "Hugo|T||en-US|https://example.org/x/"},
		{folder("config/_default/hugo.json", `{"title": "T", "baseURL": "/", "params": {"description": "D"}}`, "content/a.md", ""), "Hugo|T|D||"},
		{folder("config.toml", "title = 'T'\ncontentDir = 'pages'", "pages/a.md", ""), "Hugo|T|||"},
		{folder("_index.md", "", "a/b.md", ""), "Hugo||||"},
	}
	for _, test := range tests {
		over, files := taken(t, test.src)
		got := fmt.Sprintf("%s|%s|%s|%s|%s", over.From, over.Title, over.Description, over.Lang, over.BaseURL)
		if got != test.want || len(files) == 0 {
			t.Errorf("%s, want %s; %d files", got, test.want, len(files))
		}
	}
}

func TestOtherFoldersAreNotTakenOver(t *testing.T) {
	for _, src := range []fstest.MapFS{
		folder(), folder("a.md", ""), folder("content/a.md", ""), folder("book.toml", "[book]"), folder("book.toml", "[book]\nsrc = '../elsewhere'"),
		folder("hugo.toml", ""), folder("hugo.toml", "contentDir = '/etc'"), folder("src/README.md", ""),
	} {
		if over, err := TakeOver(src); !errors.Is(err, ErrUnknown) {
			t.Errorf("%v: %v, %v", src, over, err)
		}
	}
}

// TestEveryFileIsAccountedFor is the promise of the list: each file of the folder
// was copied, renamed or left, by its own name or with a folder that it is in.
func TestEveryFileIsAccountedFor(t *testing.T) {
	for _, src := range []fstest.MapFS{
		folder("book.toml", "", "src/SUMMARY.md", "- [A](a.md)\n  - [B](b.md)", "src/a.md", "", "src/b.md", "", "src/stray.md", "", "src/p.png", "", "src/.hidden", "", "src/x.html", "", "src/a", "the address of a.md", "theme/x/head.hbs", "", ".github/x.yml", ""),
		folder("hugo.toml", "", "content/_index.md", "", "content/index.md", "", "content/a.md", "", "content/a/b.md", "", "content/a/index.md", "", "content/A.md", "", "content/x.rst", "", "content/README.md", "", "static/p.png", "", "static/a/index.md", "", "content/b.markdown", "", "layouts/a/b.html", ""),
		folder("mkdocs.yml", "docs_dir: in/docs\nexclude_docs: |\n  x/*.md\nextra_css: [c.css]\nnav: [a.md, {S: [b.md, c/a.md, gone.md]}, {T: [{U: [d/e/f.md]}]}]", "in/docs/a.md", "", "in/docs/b.md", "", "in/docs/c/a.md", "", "in/docs/d/e/f.md", "", "in/docs/index.md", "", "in/docs/README.md", "", "in/docs/x/y.md", "",
			"in/docs/c.css", "", "in/docs/j.js", "", "in/docs/p.png", "", "in/docs/.pages", "", "in/other.md", "", "site/index.html", "", "overrides/a/b.html", "", "in/docs/s", "", ".git/config", ""),
		folder("SUMMARY.md", "[A](a.md)", ".gitbook.yaml", "", ".gitbook/assets/p.png", "", ".gitbook/.x", "", "a.md", "", "b.md", "", ".other/c", ""),
		folder("docusaurus.config.ts", "", "sidebars.ts", "", "docs/01-a/_category_.json", "{}", "docs/01-a/02-b.md", "", "docs/01-a/b.md", "", "docs/_p.mdx", "", "docs/x/_y/z.md", "", "docs/x/C.tsx", "", "docs/x/c.js", "", "docs/x/x.mdx", "<C/>", "docs/p.png", "", "docs/README.md", "", "docs/index.md", "",
			"static/p.png", "", "static/q.png", "", "static/.nojekyll", "", "blog/a.md", "", "src/pages/index.js", "", "package.json", "", "docs/x/x", ""),
		folder("docusaurus.config.js", "", "sidebars.json", "{\"a\": [\"b\", {\"C\": [\"d\", \"gone\"]}]}", "docs/b.md", "", "docs/d.md", "", "docs/e.md", ""),
	} {
		over, files := taken(t, src)
		seen := make(map[string]int)
		for _, p := range over.Copied {
			seen[p]++
		}
		for _, m := range over.Renamed {
			seen[m.From]++
		}
		var folders []string
		for _, n := range over.Left {
			if n.Line == 0 {
				seen[n.Path]++
				folders = append(folders, n.Path+"/")
			}
		}
		for name := range src {
			for _, dir := range folders {
				if strings.HasPrefix(name, dir) {
					seen[name]++
				}
			}
			if seen[name] != 1 {
				t.Errorf("%s: %s is accounted for %d times", over.From, name, seen[name])
			}
		}
		lower := make(map[string]bool)
		for name := range files {
			id := addressOf(name)
			if lower[id] {
				t.Errorf("%s: two files have the address %s", over.From, id)
			}
			lower[id] = true
			if path.Clean(name) != name || strings.HasPrefix(name, "..") {
				t.Errorf("%s leads elsewhere", name)
			}
		}
	}
}

// FuzzTakeOver gives a book and a site a hostile page: nothing panics, and what
// is no link stays.
func FuzzTakeOver(f *testing.F) {
	for _, s := range []string{
		"# A\n[b](b.md) ![](b.md)\n[r]: b.md\n", "[a [b](b.md)](b.md)", "\r\n[é](b.md)\r\n", "<a href=b.md>", "---\ntitle: x\n---\n[b](b.md)", "+++\n", "{\"a\":1}", "\xff[b](b.md)", "\x00[b](b.md)",
		"{{< ref \"b\" >}}{{< ref b", "[b](&#98;.md) [b](\\b.md) [b](%62.md)", "{\"layout\": 1, \"summary\": 2, \"description\": 3}", "---\n\"layout\": x\n'summary': a\n? description\n: b\n---\n", "\ufeff---\nlayout: a\n---\n",
		"<Tabs>\n  <TabItem value=\"a\" label='b'>\n    :::info\n    c\n    :::\n  </TabItem>\n</Tabs>\n", "import P from './_p.md'\n\n<P />\n", "```js showLineNumbers\n// highlight-next-line\nx\n// highlight-start\n```\n", "{\"docs\": [\"a\", {\"type\": \"category\", \"label\": \"L\", \"items\": [\"01-b/c\"]}]}", "title: 'x',\nurl: \"y\"", "---\nslug: /\nid: x\nsidebar_position: 1e309\n---\n",
		"!!! note \"A\"\n    b\n\n    ??? c\n        d\n", "=== \"A\"\n    b\n=== \"C\"\n    === \"D\"\n", "--8<-- \"part\"\n", "--8<--\npart\n--8<--", "``` py hl_lines=\"1\"\n!!! note\n", "nav:\n- a.md\n- B: [c.md, {D: []}]\n", "a{: .b }{#c}\n++a+b++ :material-x:",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, src := range []fstest.MapFS{
			folder("book.toml", "", "src/SUMMARY.md", "- [A](a.md)\n  - [B](b.md)\n", "src/a.md", text, "src/b.md", text),
			folder("hugo.toml", "", "content/_index.md", text, "content/d/a.md", text, "content/b.md", ""),
			folder("mkdocs.yml", "nav: [a.md, {B: [b.md]}]\nmarkdown_extensions: [attr_list, pymdownx.keys, pymdownx.snippets, pymdownx.emoji, pymdownx.inlinehilite]", "docs/a.md", text, "docs/b.md", text, "part", text),
			folder("mkdocs.yml", text, "docs/a.md", ""),
			folder("docusaurus.config.js", text, "docs/a.mdx", text, "docs/01-b/_category_.json", text, "docs/01-b/2-c.md", text, "docs/_p.md", text),
			folder("docusaurus.config.js", "", "sidebars.json", text, "docs/a.md", "import P from './_p.md'\n<P />\n", "docs/_p.md", text),
			folder("book.toml", text, "hugo.toml", text, "src/SUMMARY.md", text, "src/a.md", "", "content/_index.md", ""),
		} {
			over, err := TakeOver(src)
			var unusable *UnusableError
			if err != nil && !errors.Is(err, ErrUnknown) && !errors.As(err, &unusable) {
				t.Fatal(err)
			}
			marks := "({[<"
			if over != nil && over.From == "Docusaurus" {
				continue // lines within blocks move
			}
			if over != nil && over.From == "MkDocs" {
				marks += "+:!?=8;`\r"
			}
			if over == nil || strings.ContainsAny(text, marks) || src["docs/a.md"] != nil && string(src["docs/a.md"].Data) != text {
				continue
			}
			for _, f := range over.Files {
				if rest := strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), "\r\n"); len(f.Data) > 0 && path.Ext(f.Path) == ".md" && path.Base(f.Path) != "b.md" && !strings.HasPrefix(f.Path, "content/b") && !strings.HasPrefix(rest, "---") && !strings.HasPrefix(rest, "+++") && !strings.HasSuffix(string(f.Data), rest) {
					t.Errorf("%s lost text of %q: %q", f.Path, text, f.Data)
				}
			}
		}
	})
}

// TestTooLargeIsNamed: a page over the limit is left out by name, and a tool's list
// of pages over the limit stops the takeover by name.
func TestTooLargeIsNamed(t *testing.T) {
	large := strings.Repeat("a", source.MaxPage+1)
	for _, src := range []fstest.MapFS{
		folder("mkdocs.yml", "", "docs/index.md", "", "docs/a.md", large),
		folder("docusaurus.config.js", "", "docs/index.md", "", "docs/a.md", large),
		folder("hugo.toml", "", "content/_index.md", "", "content/a.md", large),
		folder("book.toml", "", "src/SUMMARY.md", "[I](index.md)\n[A](a.md)", "src/index.md", "", "src/a.md", large),
	} {
		over, files := taken(t, src)
		if !slices.ContainsFunc(over.Left, func(n Note) bool { return n.Group == tooLarge && strings.HasSuffix(n.Path, "/a.md") }) || files["a.md"] != "" || len(files) != 1 {
			t.Errorf("%s: %v, %s", over.From, over.Left, paths(files))
		}
	}
	var unusable *UnusableError
	if _, err := TakeOver(folder("src/SUMMARY.md", large[:source.MaxSettings+1])); !errors.As(err, &unusable) || unusable.Path != "src/SUMMARY.md" {
		t.Error(err)
	}
}

func TestHTMLThatIsNotSafeIsLetThrough(t *testing.T) {
	over, _ := taken(t, folder("book.toml", "", "src/SUMMARY.md", "- [A](a.md)\n", "src/a.md", "# A\n\n<video src=\"https://else.example/a.mp4\"></video>\n"))
	if !over.RawHTML {
		t.Error("the HTML of the book is not let through")
	}
}

func TestTagsThatDifferByCaseAreOne(t *testing.T) {
	over, files := taken(t, folder("hugo.toml", "", "content/_index.md", "---\ntags: ops\n---\n",
		"content/a.md", "---\ntags: [Go, 'go', Ops]\n---\n", "content/b.md", "+++\ntags = [\"GO\", \"rust\"]\n+++\n"))
	for name, want := range map[string]string{"a.md": "tags: [Go, 'Go', Ops]", "b.md": "tags = [\"Go\", \"rust\"]", "index.md": "tags: Ops"} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s is %q, without %s", name, files[name], want)
		}
	}
	if n := len(slices.DeleteFunc(over.Changed, func(n Note) bool { return n.Group != tagsSpelled })); n != 3 {
		t.Errorf("%d tags are told", n)
	}
}

func TestCommentsInExcludeDocsExcludeNothing(t *testing.T) {
	over, files := taken(t, folder("mkdocs.yml", "exclude_docs: |\n  # ideas are private\n  *.tmp.md\n  !kept.tmp.md\n",
		"docs/index.md", "", "docs/ideas/a.md", "# A", "docs/b.tmp.md", "# B"))
	if _, ok := files["ideas/a.md"]; !ok || files["b.tmp.md"] != "" {
		t.Errorf("%v, left %v", paths(files), over.Left)
	}
}
