// Package printout combines published pages into one HTML file, for paper and PDF. The
// file is self-contained: style sheets and images are inlined, and it runs no script.
// Links between its pages work inside it. Links to other published pages lead to the
// site if its address is known, and become plain text otherwise.
//
// It works on published pages, so it works with any theme. A page's content is its main
// element, or else its body, without navigation, buttons and scripts.
package printout

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"waymark/internal/source"
)

// Generator is the content of a printout's <meta name="generator">, which identifies it.
const Generator = "waymark print"

// A Book is what a printout is made of.
type Book struct {
	Title  string
	Lang   string
	Base   string // the site's base path: / or /repo/
	Origin string // the site's scheme and host, such as https://handbook.example; empty if unknown
	Pages  []Page // in printing order; at least one

	// Read returns a published file by its path below the output folder. ok is false
	// if there is no such file.
	Read func(file string) (data []byte, ok bool, err error)
}

// A Page is a published page.
type Page struct {
	Title   string
	Address string // percent-encoded, with Base: /repo/patterns/no-vision/
	Level   int    // of indentation in the contents, from 0
	HTML    []byte
}

// Make returns the printout. The error is that of reading a file.
func Make(b Book) ([]byte, error) {
	w := &writer{Book: b, numbers: make(map[string]int, len(b.Pages)), files: make(map[string]string)}
	for i, p := range b.Pages {
		w.numbers[p.Address] = i
	}
	var articles []*html.Node
	for i, p := range b.Pages {
		doc, err := html.Parse(bytes.NewReader(p.HTML))
		if err != nil {
			return nil, fmt.Errorf("print %s: %w", p.Address, err)
		}
		articles = append(articles, w.article(i, doc))
	}
	return w.write(articles)
}

// A writer collects what the articles have in common.
type writer struct {
	Book
	numbers map[string]int    // index in Pages, by address
	files   map[string]string // data: URLs, by path below the output folder
	sheets  []string          // addresses of style sheets, in order of first use
	shared  []string          // SVG outside the content that the content refers to, such as a sprite
	err     error             // the first error of Read
}

// article turns a page into an article of the printout.
func (w *writer) article(number int, doc *html.Node) *html.Node {
	content := cmp.Or(find(doc, atom.Main), find(doc, atom.Body))
	removeUnprintable(content)
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Link && slices.Contains(strings.Fields(attr(n, "rel")), "stylesheet"):
			addOnce(&w.sheets, attr(n, "href"))
		case n.DataAtom == atom.Svg && !within(n, content) && lends(n, content):
			addOnce(&w.shared, rendered(n))
		}
	}
	r := rewriter{w, number, w.Pages[number].Address, idsIn(content)}
	for n := range content.Descendants() {
		if n.Type == html.ElementNode {
			r.rewrite(n)
		}
	}
	article := &html.Node{Type: html.ElementNode, Data: "article", DataAtom: atom.Article, Attr: []html.Attribute{{Key: "id", Val: idOf(number, "")}}}
	for _, a := range find(doc, atom.Body).Attr { // style sheets can depend on them
		if strings.HasPrefix(a.Key, "data-") || a.Key == "class" {
			article.Attr = append(article.Attr, a)
		}
	}
	root := find(doc, atom.Html)
	for _, key := range []string{"lang", "dir"} {
		if value := attr(root, key); value != "" {
			article.Attr = append(article.Attr, html.Attribute{Key: key, Val: value})
		}
	}
	for n := content.FirstChild; n != nil; n = content.FirstChild {
		content.RemoveChild(n)
		article.AppendChild(n)
	}
	return article
}

// removeUnprintable removes what has no use on paper.
func removeUnprintable(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch c.DataAtom {
		case atom.Nav, atom.Script, atom.Button, atom.Template, atom.Noscript:
			n.RemoveChild(c)
		default:
			removeUnprintable(c)
		}
		c = next
	}
}

func idsIn(n *html.Node) map[string]bool {
	ids := make(map[string]bool)
	for d := range n.Descendants() {
		if id := attr(d, "id"); id != "" {
			ids[id] = true
		}
	}
	return ids
}

// lends reports whether the content uses a part of an SVG that lies outside it.
func lends(svg, content *html.Node) bool {
	ids := idsIn(svg)
	for n := range content.Descendants() {
		if id, ok := strings.CutPrefix(attr(n, "href"), "#"); ok && n.Data == "use" && ids[id] {
			return true
		}
	}
	return false
}

func addOnce(list *[]string, one string) {
	if !slices.Contains(*list, one) {
		*list = append(*list, one)
	}
}

// idOf returns the id in the printout of an element of a page, or of the page's article
// for "". Pages can have the same ids, so each has a prefix.
func idOf(number int, id string) string {
	if id == "" {
		return fmt.Sprintf("p%d", number+1)
	}
	return fmt.Sprintf("p%d-%s", number+1, id)
}

// A rewriter makes the references of one page independent of where the page is.
type rewriter struct {
	*writer
	number  int
	address string
	ids     map[string]bool // of its content
}

// references are the attributes that hold ids.
var references = []string{"for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-flowto", "aria-activedescendant"}

func (r rewriter) rewrite(n *html.Node) {
	isClosed := func() bool {
		return !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "open" })
	}
	if n.DataAtom == atom.Details && isClosed() { // on paper it would stay closed
		n.Attr = append(n.Attr, html.Attribute{Key: "open"})
	}
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		switch {
		case a.Key == "id":
			a.Val = idOf(r.number, a.Val)
		case slices.Contains(references, a.Key):
			ids := strings.Fields(a.Val)
			for i, id := range ids {
				if r.ids[id] {
					ids[i] = idOf(r.number, id)
				}
			}
			a.Val = strings.Join(ids, " ")
		case a.Key == "href":
			var ok bool
			if a.Val, ok = r.href(n, a.Val); !ok {
				continue
			}
		case a.Key == "src", a.Key == "poster":
			a.Val = r.file(a.Val)
		case a.Key == "srcset":
			a.Val = r.srcset(a.Val)
		case strings.Contains(a.Val, "url(#"): // in SVG: fill, mask
			a.Val = inSVG.ReplaceAllStringFunc(a.Val, func(match string) string {
				if id := inSVG.FindStringSubmatch(match)[1]; r.ids[id] {
					return "url(#" + idOf(r.number, id) + ")"
				}
				return match
			})
		case a.Key == "loading": // everything is needed when it is printed
			continue
		}
		kept = append(kept, a)
	}
	n.Attr = kept
}

// inSVG finds the ids that an attribute of SVG refers to.
var inSVG = regexp.MustCompile(`url\(#([^)]+)\)`)

// href returns the target of a link in the printout. ok is false if there is none.
func (r rewriter) href(n *html.Node, href string) (string, bool) {
	if id, ok := strings.CutPrefix(href, "#"); ok {
		unescaped, err := url.PathUnescape(id)
		if err == nil && (id == "" || r.ids[unescaped]) {
			return "#" + idOf(r.number, id), true
		}
		return href, true // in shared SVG
	}
	u, err := url.Parse(href)
	if err != nil || u.IsAbs() || u.Host != "" {
		return href, true
	}
	if n.DataAtom != atom.A && n.DataAtom != atom.Area { // of SVG
		return r.file(href), true
	}
	here, err := url.Parse(r.address)
	if err != nil {
		return href, true
	}
	full := here.ResolveReference(u)
	if i, ok := r.numbers[full.EscapedPath()]; ok {
		return "#" + idOf(i, full.EscapedFragment()), true
	}
	return r.Origin + full.String(), r.Origin != ""
}

// file returns the data: URL of a published file, or the address as it is if there is no
// such file.
func (r rewriter) file(address string) string { return r.data(r.address, address) }

// srcset inlines the files of a srcset.
func (r rewriter) srcset(list string) string {
	candidates := strings.Split(list, ", ")
	for i, c := range candidates {
		address, rest, _ := strings.Cut(strings.TrimSpace(c), " ")
		candidates[i] = strings.TrimSpace(r.file(address) + " " + rest)
	}
	return strings.Join(candidates, ", ")
}

// data returns the data: URL of the file at an address on a page or in a style sheet.
func (w *writer) data(from, address string) string {
	here, err := url.Parse(from)
	if err != nil {
		return address
	}
	u, err := here.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" {
		return address
	}
	below, ok := strings.CutPrefix(u.Path, w.Base)
	if !ok {
		return address
	}
	if known, ok := w.files[below]; ok {
		return known
	}
	data, ok, err := w.Read(below)
	w.err = cmp.Or(w.err, err)
	if !ok || err != nil {
		return address
	}
	as := "data:" + source.ContentType(below) + ";base64," + base64.StdEncoding.EncodeToString(data)
	w.files[below] = as
	return as
}

// inSheet finds the addresses in a style sheet.
var inSheet = regexp.MustCompile(`url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)`)

// sheet returns a style sheet with its images and fonts inlined. One of another host is
// left out.
func (w *writer) sheet(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" {
		return ""
	}
	text, _, err := w.Read(strings.TrimPrefix(u.Path, w.Base))
	w.err = cmp.Or(w.err, err)
	sheet := inSheet.ReplaceAllStringFunc(string(text), func(match string) string {
		m := inSheet.FindStringSubmatch(match)
		return `url("` + w.data(address, m[1]+m[2]+m[3]) + `")`
	})
	return strings.ReplaceAll(sheet, "</", `<\/`) // or it could end the style element
}

// own is the printout's own style sheet: each page begins on a new sheet, and sheets are
// numbered.
const own = `
@page { size: a4; margin: 14mm 16mm 18mm; @bottom-center { content: counter(page); font: 9pt sans-serif; } }
@page :first { @bottom-center { content: none; } }
.printout { max-width: 50rem; margin: 0 auto; padding: 2rem 1rem; }
.printout > article { margin-top: 4rem; }
.printout-shared { position: absolute; width: 0; height: 0; overflow: hidden; }
.printout-contents { margin-top: 2rem; padding: 0; list-style: none; }
.printout-contents li { padding-inline-start: calc(var(--level) * 1.5em); line-height: 1.6; }
@media print {
  .printout { max-width: none; margin: 0; padding: 0; }
  .printout > article { margin: 0; break-before: page; }
}
`

// document gets its HTML from html.Render, which escapes.
var document = template.Must(template.New("").Parse(`<!doctype html>
<html lang="{{.Lang}}"{{with .Dir}} dir="{{.}}"{{end}}><head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; media-src data: http: https:; font-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{{.Generator}}">
<title>{{.Title}}</title>
{{range .Sheets}}<style>{{.}}</style>
{{end}}</head>
<body>
{{with .Shared}}<div class="printout-shared" aria-hidden="true">{{range .}}{{.}}
{{end}}</div>
{{end}}<main class="printout">
<header>
<h1>{{.Title}}</h1>
{{with .Address}}<p><a href="{{.}}">{{.}}</a></p>
{{end}}<ol class="printout-contents">
{{range $i, $p := .Pages}}<li style="--level: {{$p.Level}}"><a href="#{{$p.ID}}">{{$p.Title}}</a></li>
{{end}}</ol>
</header>
{{range .Articles}}{{.}}
{{end}}</main>
</body></html>
`))

func (w *writer) write(articles []*html.Node) ([]byte, error) {
	type entry struct {
		ID, Title string
		Level     int
	}
	var v struct {
		Lang, Dir, Title, Generator, Address string
		Sheets                               []template.CSS
		Shared, Articles                     []template.HTML
		Pages                                []entry
	}
	v.Lang, v.Dir, v.Title, v.Generator = w.Lang, attr(articles[0], "dir"), w.Title, Generator
	if w.Origin != "" {
		v.Address = w.Origin + w.Pages[0].Address
	}
	for _, address := range w.sheets {
		v.Sheets = append(v.Sheets, template.CSS(w.sheet(address)))
	}
	v.Sheets = append(v.Sheets, own)
	for _, s := range w.shared {
		v.Shared = append(v.Shared, template.HTML(s))
	}
	for i, p := range w.Pages {
		v.Pages = append(v.Pages, entry{idOf(i, ""), p.Title, p.Level})
	}
	for _, a := range articles {
		v.Articles = append(v.Articles, template.HTML(rendered(a)))
	}
	if w.err != nil {
		return nil, w.err
	}
	var out bytes.Buffer
	err := document.Execute(&out, v)
	return out.Bytes(), err
}

func find(n *html.Node, a atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == a {
			return d
		}
	}
	return nil
}

func within(n, parent *html.Node) bool {
	for a := range n.Ancestors() {
		if a == parent {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func rendered(n *html.Node) string {
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		panic("printout: " + err.Error()) // it was parsed
	}
	return b.String()
}
