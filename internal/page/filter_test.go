package page

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestSafeHTML(t *testing.T) {
	check(t, Settings{}, []example{
		{"in a line", "Press <kbd class=x>F5</kbd>, CO<sub>2</sub>, <MARK>wet</MARK>", "<p>Press <kbd>F5</kbd>, CO<sub>2</sub>, <mark>wet</mark></p>", ""},
		{"line breaks", "a<br>b<br/>c</br>d", "<p>a<br>\nb<br>\nc<br>\nd</p>", ""},
		{"in cells", "|a|\n|-|\n|b<br>c <ul><li>d</ul>|", "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b<br>\nc <ul><li>d</li></ul></td>\n</tr>\n</tbody>\n</table>\n</div>", ""},
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
		{"a heading in a heading", "## a <h3>b</h3>", "<h2 id=\"a-b\">a \nb <a class=\"anchor\" href=\"#a-b\" aria-labelledby=\"a-b\"><span aria-hidden=\"true\">#</span></a></h2>", ""},
		{"attributes twice, without value, of others", "<ol start=3 start=4 compact value=5 name=x><li value=7>a</ol>", `<ol start="3" compact><li value="7">a</li></ol>`, ""},
		{"footnotes are outside", "<div>\n\na[^b]\n\n[^b]: c", "<div>\n<p>a<sup><a id=\"fnref:1\" href=\"#fn:1\" role=\"doc-noteref\">1</a></sup></p>\n</div><section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\">\n<p>c <a href=\"#fnref:1\" role=\"doc-backlink\" aria-labelledby=\"fnref:1\">↩︎</a></p>\n</li>\n</ol>\n</section>", ""},
		{"containers", "<div>\n\n:::note a\n<b>b\n:::\n</div>", "<div>\n<div class=\"alert note\" role=\"note\">\n<p class=\"alert-title\">a</p>\n<p><b>b</b></p>\n</div>\n</div>", ""},
	})
}

func TestWhatIsNotSafeKeepsItsText(t *testing.T) {
	check(t, Settings{}, []example{
		{"tags", "<marquee>a</marquee>\n\n<form action=\"/b\"><label>c</label></form>\n\n<iframe src=\"https://d.e/\">f <b>g</b></iframe>",
			"<p>a</p>\n\n\nc\n\n\n\nf <b>g</b>", "1:1 P014 raw HTML is left out: <marquee>, <form>, <label>, <iframe>\n"},
		{"scripts and styles", "a\n\n<script>\nb()\n</script> c\n\n<style>d</style>\n\ne <script>f *g* [h](i)</script> j",
			"<p>a</p>\n c\n\n<p>e  j</p>", "3:1 P014 raw HTML is left out with what is in it: <script>, <style>\n"},
		{"both", "<font>a</font> <style>b</style>", "<p>a </p>", "1:1 P014 raw HTML is left out: <font>; raw HTML is left out with what is in it: <style>\n"},
		{"a script that doesn't end", "a <script>b", "<p>a b</p>", "1:3 P014 raw HTML is left out with what is in it: <script>\n"},
		{"words stay apart", "<section>a</section><section>b</section>\n\n<fo-o>c</fo-o>d", "a\n\nb\n\n<p>cd</p>", "1:1 P014 raw HTML is left out: <section>, <fo-o>\n"},
		{"instructions and declarations", "<div>a <?php b > c ?> d</div>\n\n<![CDATA[ e > f ]]>\n\ng <!DOCTYPE x>", "<div>a  d</div>\n\n<p>g </p>", "1:8 P014 raw HTML is left out: <?php>, <![CDATA[>, <!DOCTYPE>\n"},
		{"comments", "<!-- a --> b\n\nc <!-- d --> e", " b\n<p>c  e</p>", ""},
		{"a tag that doesn't end", "<div title=\"a", "&lt;div title=&quot;a", ""},
		{"an image of nothing", "<img alt=a>b", "<p>b</p>", "1:1 P014 raw HTML is left out: <img>\n"},
		{"text that is no HTML", "<xmp><b>a</b></xmp>\n\n<textarea><b>c</b></textarea>", "<p><b>a</b></p>\n\n<b>c</b>", "1:1 P014 raw HTML is left out: <xmp>, <textarea>\n"},
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

// hostileHTML is what somebody writes who wants a script to run: each in the manner of
// a family of known attacks.
var hostileHTML = []string{
	// Scripts, and what else runs.
	`<script>ran()</script>`, `<SCRIPT/XSS SRC="//else.example/x.js"></SCRIPT>`, `<scr<script>ipt>ran()</scr</script>ipt>`, `<<script>ran();//<</script>`,
	"<script\n>ran()</script\n>", `<script>ran()`, `a <script>ran()</script> b`, `<script src=data:,ran()></script>`, `<noscript><script>ran()</script></noscript>`,
	`<iframe src="javascript:ran()"></iframe>`, `<iframe srcdoc="<script>parent.ran()</script>"></iframe>`, `<object data="javascript:ran()"></object>`, `<embed src="data:text/html,<script>ran()</script>">`,
	`<meta http-equiv=refresh content="0;url=javascript:ran()">`, `<base href="https://else.example/">`, `<link rel=stylesheet href=https://else.example/x.css>`, `<style>@import 'https://else.example/x.css'</style>`,
	`<form action="javascript:ran()"><button>a</button></form>`, `<button formaction=javascript:ran()>a</button>`, `<isindex action=javascript:ran() type=image>`, `<input autofocus onfocus=ran()>`,
	// Handlers.
	`<img src=x onerror=ran()>`, `<img src=x OnErRoR  =  "ran()">`, `<img/src=x/onerror=ran()>`, "<img\tsrc=x\nonerror\f=ran()>", `<img src="x" alt="a"onerror=ran()>`, `<img src='x"onerror=ran()>`, "<img src=`x`onerror=ran()>",
	`<details open ontoggle=ran()>a</details>`, `<b onmouseover=ran()>a</b>`, `<div style="width:expression(ran())">a</div>`, `<p style="background:url(https://else.example/x.png)">a`, `<kbd/onfocus=ran()/autofocus/tabindex=1>a</kbd>`,
	`<svg onload=ran()>`, `<svg/onload=ran()//`, `<body onload=ran()>`, `<video><source onerror=ran()></video>`, `<picture><source srcset=x onerror=ran()><img src=x onerror=ran()></picture>`, `<marquee onstart=ran()>a</marquee>`, `<a onclick=ran() href=#a>a</a>`,
	`<img """><script>ran()</script>">`, `<img src="x:gif" onerror="window['ran']()">`, `<td background="javascript:ran()">a`, `<table background=javascript:ran()><tr><td>a</table>`,
	// Addresses.
	`<a href="javascript:ran()">a</a>`, `<a href="JaVaScRiPt:ran()">a</a>`, `<a href=" javascript:ran()">a</a>`, "<a href=\"java\tscript:ran()\">a</a>", "<a href=\"java\nscript:ran()\">a</a>", `<a href="java&#10;script:ran()">a</a>`, `<a href="java&Tab;script&colon;ran()">a</a>`,
	`<a href="&#x6A;avascript:ran()">a</a>`, `<a href="&#0000106avascript:ran()">a</a>`, `<a href="&#1;javascript:ran()">a</a>`, "<a href=\"\x01javascript:ran()\">a</a>", `<a href="&#x20;&#x0D;javascript:ran()">a</a>`, `<a href="javascript&#58;ran()">a</a>`,
	`<a href="data:text/html,<script>ran()</script>">a</a>`, `<a href="vbscript:ran()">a</a>`, `<a href="blob:https://else.example/1">a</a>`, `<a href="view-source:x">a</a>`, `<a href="feed:javascript:ran()">a</a>`, `<a href="x-y+z.1:ran()">a</a>`, "<a href=\"javas\u200Bcript:ran()\">a</a>", "<a href=\"\u00A0javascript:ran()\">a</a>",
	`<img src="javascript:ran()">`, `<img src="data:image/svg+xml,<svg onload=ran()>">`, `<picture><source srcset="javascript:ran() 1x, x.png 2x, data:text/html,ran() 3x"><img src=x></picture>`, `<img srcset="https://else.example/x.png 1x" src="x.png">`, `<blockquote cite="javascript:ran()">a</blockquote>`,
	`<a href="//else.example" target=_blank ping="https://else.example/" download>a</a>`, `<a href='x"onclick="ran()'>a</a>`, `<a href="x&quot; onclick=ran() &quot;">a</a>`, `<a href=x&#34;onclick=ran()>a</a>`, `<a href="a" href="javascript:ran()">a</a>`,
	// What one reader takes for markup and another for text.
	`<noscript><p title="</noscript><img src=x onerror=ran()>">`, `<textarea><p title="</textarea><img src=x onerror=ran()>">`, `<title><p title="</title><img src=x onerror=ran()>">`, `<xmp><p title="</xmp><img src=x onerror=ran()>">`, `<style><p title="</style><img src=x onerror=ran()>">`,
	`<noembed><img title="</noembed><img src=x onerror=ran()>"></noembed>`, `<noframes><img title="</noframes><img src=x onerror=ran()>"></noframes>`, `<iframe><img title="</iframe><img src=x onerror=ran()>"></iframe>`, `<template><img src=x onerror=ran()></template>`, `<plaintext><img src=x onerror=ran()>`,
	`<!--><img src=x onerror=ran()>-->`, `<!---><img src=x onerror=ran()>-->`, `<!--a--!><img src=x onerror=ran()>-->`, `<!-- --!> <img title="--><img src=x onerror=ran()>">`, `<![CDATA[<img src=x onerror=ran()>]]>`, `<!ELEMENT br EMPTY><img src=x onerror=ran()>`, `<?xml version="?><img src=x onerror=ran()>`, `<!a="><img src=x onerror=ran()>">`, `</p title="><img src=x onerror=ran()>">`, `</ <img src=x onerror=ran()>`,
	`<div title="<img src=x onerror=ran()>`, "<div title='\n\n><img src=x onerror=ran()>'>", `<b title="a>b" onclick="ran()">c</b>`, `<a title="&quot;><img src=x onerror=ran()>">a</a>`, "<img alt=\"``onerror=ran()\" src=x>", `<p id="</p><img src=x onerror=ran()>">a</p>`, `&lt;img src=x onerror=ran()&gt;`, `<b>&lt;script&gt;ran()&lt;/script&gt;</b>`,
	// What is another tree when it is read again.
	`<svg></p><style><a id="</style><img src=x onerror=ran()>">`, `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=ran()&gt;">`, `<math><mi><table><mglyph><svg><mtext><textarea><path id="</textarea><img onerror=ran() src=x>">`, `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=ran()>`,
	`<svg><foreignObject><p><style><a title="</style><img src=x onerror=ran()>">`, `<math><annotation-xml encoding="text/html"><style><img src=x onerror=ran()></style></annotation-xml></math>`, `<svg><desc><table><td><style></svg><img src=x onerror=ran()>`, `<svg><title><style></title><img src=x onerror=ran()></style></svg>`, `<svg><![CDATA[><img src=x onerror=ran()>]]></svg>`, `<svg><a href="javascript:ran()"><text>a</text></a></svg>`, `<svg><use href="data:image/svg+xml,<svg id=x onload=ran()>#x"/></svg>`, `<svg><set attributeName=href to=javascript:ran()></svg>`,
	`<table><a href=a>b<tr><td><a href=c>d`, `<a href=a><table><tr><td><a href=b>c</table>d`, `<table><b><tr><i></table>a`, `<b><table><td><p></b>a</table>b`, `<p><table><p><caption><p>a</table>`, `<table><table><table>a</table>b`, `<ul><table><li>a<ul></table><li>b`, `<table><caption><table><td>a`, `<tr><td>a<table><td><tr>b`, `<table><tr><td><tr><th><tbody><caption>a`,
	`<b><b><b><b><b>a</b></b>b</p>`, `<p><b><p><i><p></b>a</i>`, `<h1><h2>a<h3>b</h1>c`, `<dl><dd><dl><dt><dd>a</dl><dt>b`, `<li><ul><li><p><li>a`, `<ruby><rt><p><rp><ruby><rt>a</ruby>b`, `<details><summary><details><summary>a</details>b`, `<pre>` + "\n\n" + `a</pre>b`, `<a href=a><p><a href=b><div></a>c</a>`, `<kbd><div><kbd></div>a</kbd>`, `<select><option><b>a</select>b`,
	// Names that a script would look up.
	`<a id="site:menu" href="javascript:ran()">a</a>`, `<a name="site:words">{"copy":"x"}</a>`, `<img name=cookie src=x>`, `<img id=body name=body src=x>`, `<a id=location>a</a><a id=location href=b>c</a>`, `<form id=document name=getElementById><input name=attributes></form>`, `<div id="fn:1">a</div>`, `<b id="ran">a</b>`,
}

// TestHostileHTML writes each attack as a block, in a line, in what Markdown makes,
// and after what is open.
func TestHostileHTML(t *testing.T) {
	for _, attack := range hostileHTML {
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
		}
		name, dest := "", ""
		switch g.Kind {
		case ImageGap:
			name, dest = "src", p.Images[g.Index].Dest
		case LinkGap:
			name, dest = "href", p.Links[g.Index].Dest
		default:
			return appendEscaped(dst, p.Links[g.Index].Dest)
		}
		if Dangerous(dest) {
			return dst
		}
		dst = append(dst, " "+name+`="`...)
		return append(appendEscaped(dst, dest), '"')
	}))
}

func FuzzSafeHTML(f *testing.F) {
	for _, attack := range hostileHTML {
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
