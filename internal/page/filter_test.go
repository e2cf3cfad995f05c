package page

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestSafeHTML(t *testing.T) {
	check(t, Settings{}, []example{
		{"in a line", "Press <kbd class=x>F5</kbd>, CO<sub>2</sub>, <MARK>wet</MARK>", "<p>Press <kbd>F5</kbd>, CO<sub>2</sub>, <mark>wet</mark></p>", ""},
		{"line breaks", "a<br>b<br/>c</br>d", "<p>a<br>\nb<br>\nc<br>\nd</p>", ""},
		{"in cells", "|a|\n|-|\n|b<br>c <ul><li>d</ul>|", "<div class=\"table\">\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b<br>\nc <ul><li>d</li></ul></td>\n</tr>\n</tbody>\n</table>\n</div>", ""},
		{"a block", "<div align=\"center\" style=\"color: red\" onclick='x()'>All &amp; more &lt;b></div>", "<div align=\"center\">All &amp; more &lt;b&gt;</div>", ""},
		{"details around Markdown", "<details open>\n<summary>What it cost</summary>\n\nWe lost **three**.\n\n- a\n\n</details>\n\nb",
			"<details class=\"details\" open>\n<summary>What it cost</summary>\n<p>We lost <strong>three</strong>.</p>\n<ul>\n<li>a</li>\n</ul>\n</details>\n<p>b</p>", ""},
		{"never closed", "<div>\n\na", "<div>\n<p>a</p>\n</div>", ""},
		{"closed where its parent ends", "- <div>\n\n  a\n\nb</div>", "<ul>\n<li>\n<div>\n<p>a</p>\n</div></li>\n</ul>\n<p>b</p>", ""},
		{"closed in another parent", "> <b>a\n\nb</b> *c <i>d* e</i>", "<blockquote>\n<p><b>a</b></p>\n</blockquote>\n<p>b <em>c <i>d</i></em> e</p>", ""},
		{"only closing", "a</div></b>\n\n</details>", "<p>a</p>\n", ""},
		{"closed in the wrong order", "a <b>b <i>c</b> d</i> e", "<p>a <b>b <i>c</i></b> d e</p>", ""},
		{"a block in a paragraph", "a <div>b</div> *c*", "<div>a <div>b</div> <em>c</em></div>", ""},
		{"a paragraph in a paragraph", "a <p>b", "<div>a <p>b</p></div>", ""},
		{"a paragraph before one of Markdown", "<p align=center>\n\na\n\n</p>", "<p align=\"center\">\n</p><p>a</p>\n", ""},
		{"a table", "<table>\n<tr><th colspan=\"2\" bgcolor=red>a</th></tr>\n<tr><td>b<td>c\n</table>",
			"<div class=\"table\" tabindex=\"0\">\n<table>\n<tr><th colspan=\"2\">a</th></tr>\n<tr><td>b</td><td>c\n</td></tr></table></div>", ""},
		{"text between rows", "<table>a<tr>b<td>c</table>", "<div class=\"table\" tabindex=\"0\">\n<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table></div>", ""},
		{"Markdown in a cell and between", "<table><tr><td>\n\n**a**\n\n</td>\n\nb\n\n</tr></table>",
			"<div class=\"table\" tabindex=\"0\">\n<table><tr><td>\n<p><strong>a</strong></p>\n</td>\n<td><p>b</p>\n</td></tr></table></div>", ""},
		{"parts without their whole", "<td>a</td><li>b</li>\n\nc <tr>d <dt>e <rt>f <source srcset=g>", "a\nb\n<div>c \nd \ne f </div>", ""},
		{"lists", "<ul><li>a<li>b <p>c<li>d</ul><dl><dt>e<dd>f</dl>", "<ul><li>a</li><li>b <p>c</p></li><li>d</li></ul><dl><dt>e</dt><dd>f</dd></dl>", ""},
		{"links in links", "<a href=\"a\">b <a href=\"c\">d</a> e</a> [f <a href=g>h</a>](i) <a href=j>k [l](m) n</a> <a href=o>https://p.q</a>",
			`<p><a href="a">b </a><a href="c">d</a> e <a href="i">f h</a> <a href="j">k </a><a href="m">l</a> n <a href="o">https://p.q</a></p>`, ""},
		{"a link around a block with a link", "<a href=a>\n\n[b](c)\n\n</a>\n\n<a href=d>\n\n*e*\n\n</a>", "<a href=\"a\">\n</a><p><a href=\"c\">b</a></p>\n\n<a href=\"d\">\n<p><em>e</em></p>\n</a>", ""},
		{"ruby", "<ruby>漢<rp>(<rt>kan<rp>)</ruby>", "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", ""},
		{"headings", "<h2 align=center>The Pier</h2>\n<h3 id=own>b</h2>", "<h2 align=\"center\" id=\"the-pier\">The Pier</h2>\n<h3 id=\"own\">b</h3>", ""},
		{"a heading in a heading", "## a <h3>b</h3>", "<div class=\"heading\"><h2 id=\"a-b\">a \nb</h2> <a class=\"anchor\" href=\"#a-b\" aria-labelledby=\"a-b\"><span aria-hidden=\"true\">#</span></a></div>", ""},
		{"attributes twice, without value, of others", "<ol start=3 start=4 compact value=5 name=x><li value=7>a</ol>", `<ol start="3" compact><li value="7">a</li></ol>`, ""},
		{"footnotes are outside", "<div>\n\na[^b]\n\n[^b]: c", "<div>\n<p>a<sup><a id=\"fnref:1\" href=\"#fn:1\" role=\"doc-noteref\">1</a></sup></p>\n</div><section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\">\n<p>c <a href=\"#fnref:1\" role=\"doc-backlink\" aria-labelledby=\"fnref:1\">↩︎</a></p>\n</li>\n</ol>\n</section>", ""},
		{"a link in a table in a link", "<a href=a><table><tr><td><a href=b>c</a></table>", "<div><a href=\"a\"><div class=\"table\" tabindex=\"0\">\n<table><tr><td>c</td></tr></table></div></a></div>", ""},
		{"the end of a row from within a cell", "<table><tr><td><i>a</tr>b</table>", "<div class=\"table\" tabindex=\"0\">\n<table><tr><td><i>a</i></td></tr><tr><td>b</td></tr></table></div>", ""},
		{"the end of what a block is in", "<b><div>a</b>b</div>c", "<div><b><div>ab</div>c</b></div>", ""},
		{"too deep", strings.Repeat("<b>", 101) + "a", "<p>" + strings.Repeat("<b>", 100) + "a" + strings.Repeat("</b>", 100) + "</p>", "1:301 P017 the Markdown is too deep or too dense to be read in full\n"},
		{"containers", "<div>\n\n:::note a\n<b>b\n:::\n</div>", "<div>\n<div class=\"alert note\" role=\"note\">\n<p class=\"alert-title\">a</p>\n<p><b>b</b></p>\n</div>\n</div>", ""},
	})
}

func TestWhatIsNotSafeKeepsItsText(t *testing.T) {
	check(t, Settings{}, []example{
		{"tags", "<marquee>a</marquee>\n\n<form action=\"/b\"><label>c</label></form>\n\n<iframe src=\"https://d.e/\">f <b>g</b></iframe>",
			"<p>a</p>\n\n\nc\n\n\n\nf <b>g</b>", "1:1 P014 HTML tags are left out, their text stays: <marquee>, <form>, <label>, <iframe>\n"},
		{"scripts and styles", "a\n\n<script>\nb()\n</script> c\n\n<style>d</style>\n\ne <script>f *g* [h](i)</script> j",
			"<p>a</p>\n c\n\n<p>e  j</p>", "3:1 P014 HTML is left out with its content: <script>, <style>\n"},
		{"both", "<font>a</font> <style>b</style>", "<p>a </p>", "1:1 P014 HTML tags are left out, their text stays: <font>; HTML is left out with its content: <style>\n"},
		{"a script that doesn't end", "a <script>b", "<p>a b</p>", "1:3 P014 HTML is left out with its content: <script>\n"},
		{"words stay apart", "<section>a</section><section>b</section>\n\n<fo-o>c</fo-o>d", "a\n\nb\n\n<p>cd</p>", "1:1 P014 HTML tags are left out, their text stays: <section>, <fo-o>\n"},
		{"instructions and declarations", "<div>a <?php b > c ?> d</div>\n\n<![CDATA[ e > f ]]>\n\ng <!DOCTYPE x>", "<div>a  d</div>\n\n<p>g </p>", "1:8 P014 HTML tags are left out, their text stays: <?php>, <![CDATA[>, <!DOCTYPE>\n"},
		{"comments", "<!-- a --> b\n\nc <!-- d --> e", " b\n<p>c  e</p>", ""},
		{"a tag that doesn't end", "<div title=\"a", "&lt;div title=&quot;a", ""},
		{"an image of nothing", "<img alt=a>b", "<p>b</p>", "1:1 P014 HTML tags are left out, their text stays: <img>\n"},
		{"text that is no HTML", "<xmp><b>a</b></xmp>\n\n<textarea><b>c</b></textarea>", "<p><b>a</b></p>\n\n<b>c</b>", "1:1 P014 HTML tags are left out, their text stays: <xmp>, <textarea>\n"},
	})
}

// law parses a page as a browser does, and says what is wrong: an element, an
// attribute or an address that may not be there, or a tree that is another when it is
// written and read again.
func law(page string) (wrong []string) {
	context := func() *html.Node { return &html.Node{Type: html.ElementNode, Data: "main", DataAtom: atom.Main} }
	render := func(text string) (string, []*html.Node) {
		nodes, err := html.ParseFragment(strings.NewReader(text), context())
		if err != nil {
			return err.Error(), nil
		}
		var b bytes.Buffer
		for _, n := range nodes {
			if err := html.Render(&b, n); err != nil {
				return err.Error(), nil
			}
		}
		return b.String(), nodes
	}
	once, nodes := render(page)
	if twice, _ := render(once); once != twice {
		wrong = append(wrong, fmt.Sprintf("it is another when it is read again:\n%s\n%s", once, twice))
	}
	for _, root := range nodes {
		for n := range root.Descendants() {
			wrong = append(wrong, lawOf(n)...)
		}
		wrong = append(wrong, lawOf(root)...)
	}
	return wrong
}

// Besides what is safe, pages have what Markdown makes: tasks, sections of footnotes,
// attributes of their own.
func lawOf(n *html.Node) (wrong []string) {
	if n.Type != html.ElementNode {
		if n.Type != html.TextNode {
			wrong = append(wrong, fmt.Sprintf("a node of type %d: %q", n.Type, n.Data))
		}
		return wrong
	}
	e, safe := safeElements[n.Data]
	if made := []string{"input", "label", "section"}; n.Namespace != "" || !safe && !slices.Contains(made, n.Data) {
		wrong = append(wrong, "element "+n.Namespace+" "+n.Data)
	}
	made := []string{"id", "class", "checked", "disabled", "type", "aria-labelledby", "tabindex", "loading", "decoding", "open", "data-nth", "data-line"}
	for _, a := range n.Attr {
		if !slices.Contains(e.attributes, a.Key) && !slices.Contains(safeAttributes, a.Key) && !slices.Contains(made, a.Key) {
			wrong = append(wrong, "attribute "+n.Data+" "+a.Key)
		}
		for _, address := range map[string][]string{"href": {a.Val}, "src": {a.Val}, "srcset": strings.Fields(a.Val)}[a.Key] {
			scheme := schemeIn.FindString(strings.Map(func(r rune) rune {
				if r <= ' ' {
					return -1
				}
				return r
			}, strings.ToLower(address)))
			if scheme != "" && !slices.Contains([]string{"http:", "https:", "mailto:"}, scheme) && !strings.HasPrefix(address, "data:image/") {
				wrong = append(wrong, "address "+address)
			}
		}
	}
	return wrong
}

var schemeIn = regexp.MustCompile(`^[a-z][a-z0-9+.-]*:`)

// hostileHTML returns attacks on whoever lets HTML through. The tests in a browser
// have them, too.
func hostileHTML(t testing.TB) (attacks []string) {
	data, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if quoted, err := strconv.Unquote(line); err == nil {
			line = quoted
		}
		if line != "" && !strings.HasPrefix(line, "# ") {
			attacks = append(attacks, line)
		}
	}
	return attacks
}

// TestHostileHTML writes each attack as a block, in a line, in what Markdown makes,
// and after what is open.
func TestHostileHTML(t *testing.T) {
	for _, attack := range hostileHTML(t) {
		line := strings.ReplaceAll(attack, "\n", " ")
		for _, markdown := range []string{
			attack, "a " + attack + " b", "<div>" + attack + "\n\nb", "- a " + attack + "\n- b\n", "> " + line + "\n>\n> c", "## " + line, "# " + line,
			"|" + line + "|\n|-|\n|" + line + "|", "[a " + attack + "](b) *" + attack + "* c", "<table>\n\n" + attack + "\n\nb", "<p>\n\n" + attack + "\n\n[b](c)\n\n</p>",
			"<a href=\"b\">\n\n" + attack + "\n\n> " + line + "\n", "a[^1]\n\n[^1]: " + line, ":::details " + line + "\n" + attack + "\n:::", "term\n: " + line, "<h1>" + attack + "</h1>\n\n" + attack,
		} {
			for _, s := range []Settings{{}, {CommonMark: true}, {RawHTML: NoHTML}} {
				p, b := Parse("a.md", newText(markdown), s)
				for _, page := range []string{fillSafely(p, &b.Fragment), fillSafely(p, &b.Title)} {
					if wrong := law(page); len(wrong) > 0 {
						t.Errorf("%q with %+v: %s\n%s", markdown, s, strings.Join(wrong, "\n"), page)
					}
				}
			}
		}
	}
}

// fillSafely fills gaps as package handbook does: without what is dangerous. Code has
// a tree of its own.
func fillSafely(p *Page, f *Fragment) string {
	return string(f.Fill(nil, func(dst []byte, g Gap) []byte {
		switch g.Kind {
		case CodeGap:
			return append(dst, "<pre>code</pre>"...)
		case TitleGap:
			return append(dst, "title"...)
		case ImageGap:
			dest := p.Images[g.Index].Dest
			if Dangerous(dest) {
				dest = ""
			}
			return appendTag(dst, "img", "src", dest, p.Images[g.Index].Attributes)
		case PictureGap:
			return appendTag(dst, "source", "srcset", srcset(p.Pictures[g.Index]), p.Pictures[g.Index].Attributes)
		case LinkGap:
			dest := p.Links[g.Index].Dest
			if Dangerous(dest) {
				return dst
			}
			return append(appendEscaped(append(dst, ` href="`...), dest), '"')
		}
		return appendEscaped(dst, p.Links[g.Index].Dest)
	}))
}

func FuzzSafeHTML(f *testing.F) {
	for _, attack := range hostileHTML(f) {
		f.Add(attack)
		f.Add("<table>\n\n" + attack + "\n\n- " + attack)
	}
	for _, s := range markdown() {
		if len(s) < 4000 {
			f.Add(s)
		}
	}
	f.Fuzz(func(t *testing.T, markdown string) {
		p, b := Parse("a.md", newText(markdown), Settings{})
		checkGaps(t, p, b)
		checkPlaces(t, p, markdown)
		checkIDs(t, fill(p, b))
		for _, f := range []*Fragment{&b.Fragment, &b.Title} {
			page := fillSafely(p, f)
			if strings.Contains(page, ":") && hasForeignScheme(p) { // Markdown's own links may have other schemes
				continue
			}
			if wrong := law(page); len(wrong) > 0 {
				t.Errorf("%q: %s\n%s", markdown, strings.Join(wrong, "\n"), page)
			}
		}
	})
}

func hasForeignScheme(p *Page) bool {
	return slices.ContainsFunc(p.Links, func(l Link) bool { return strings.Contains(l.Dest, ":") }) ||
		slices.ContainsFunc(p.Images, func(i Image) bool { return strings.Contains(i.Dest, ":") })
}

func TestPlaceholdersAreToldFromHTML(t *testing.T) {
	for markdown, want := range map[string]string{
		"Call it <Runtime>.":           "put a placeholder in backticks: `<Runtime>`",
		"a <namespace> b </namespace>": "put a placeholder in backticks: `<namespace>`",
		"a <font>b</font>":             "write it in Markdown, or set raw_html: true in handbook.yaml",
		"<name> <video>b</video>":      "write it in Markdown, or set raw_html: true in handbook.yaml",
		"a <my-part>b</my-part>":       "write it in Markdown, or set raw_html: true in handbook.yaml",
		"a <!DOCTYPE x> b":             "write it in Markdown, or set raw_html: true in handbook.yaml",
	} {
		p, _ := read(markdown, Settings{})
		if len(p.Diags) != 1 || p.Diags[0].Hint != want {
			t.Errorf("%s: %v", markdown, p.Diags)
		}
	}
}
