// Package printout makes one file of HTML of many published pages, for paper and PDF.
// The file stands alone: it has the style sheets and images in it, and runs no script.
// Links between its pages work inside it; links to other published pages lead to the
// site, if its address is known, and are plain text otherwise.
//
// It reads pages as they are published, whatever theme made them: a page's content is
// its main element, or else its body, without what is for getting about (nav) and what
// nobody can press on paper.
package printout

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"html/template"
	"mime"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Generator is what a printout names as its generator, by which it is known.
const Generator = "waymark print"

// A Book is what a printout is made of.
type Book struct {
	Title  string
	Lang   string
	Base   string // the path that the site is at: / or /repo/
	Origin string // of the site: https://handbook.example; empty: nobody knows where it will be
	Pages  []Page // in the order to print them in

	// Read returns a published file by its path below the output folder. It is not ok
	// if there is none.
	Read func(file string) (data []byte, ok bool, err error)
}

// A Page is a published page.
type Page struct {
	Title   string
	Address string // as links have it, with Base: /repo/patterns/no-vision/
	Level   int    // in the contents, from 0
	HTML    []byte
}

// Make returns the printout. The error is that of reading a file.
func Make(b Book) ([]byte, error) {
	w := &writer{Book: b, numbers: make(map[string]int, len(b.Pages)), files: make(map[string]string)}
	for i, p := range b.Pages {
		w.numbers[p.Address] = i
	}
	var pages []*html.Node
	for i, p := range b.Pages {
		doc, err := html.Parse(bytes.NewReader(p.HTML))
		if err != nil {
			return nil, fmt.Errorf("print %s: %w", p.Address, err)
		}
		pages = append(pages, w.page(i, doc))
	}
	return w.write(pages)
}

// A writer gathers what the pages share.
type writer struct {
	Book
	numbers map[string]int    // of pages, by address
	files   map[string]string // data: addresses by path
	sheets  []string          // addresses of style sheets, in the order in which they come
	shared  []string          // pictures outside of the content that pages refer to
	err     error
}

// page returns the content of a page, whose references lead where they do in the printout.
func (w *writer) page(number int, doc *html.Node) *html.Node {
	content := cmp.Or(find(doc, atom.Main), find(doc, atom.Body))
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Link && slices.Contains(strings.Fields(attr(n, "rel")), "stylesheet"):
			w.share(&w.sheets, attr(n, "href"))
		}
	}
	remove(content, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Nav, atom.Script, atom.Button, atom.Template, atom.Noscript:
			return true
		}
		return false
	})
	ids := make(map[string]bool)
	for n := range content.Descendants() {
		ids[attr(n, "id")] = true
	}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Svg && !within(n, content) && lends(n, content) {
			w.share(&w.shared, rendered(n))
		}
	}
	at := page{w, number, w.Pages[number].Address, ids}
	for n := range content.Descendants() {
		if n.Type == html.ElementNode {
			at.lead(n)
		}
	}
	article := &html.Node{Type: html.ElementNode, Data: "article", DataAtom: atom.Article, Attr: []html.Attribute{{Key: "id", Val: at.id("")}}}
	body := find(doc, atom.Body)
	for _, a := range body.Attr { // layouts can depend on them
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

// lends reports whether a picture has parts that the content shows: symbols, gradients.
func lends(picture, content *html.Node) bool {
	ids := make(map[string]bool)
	for n := range picture.Descendants() {
		ids["#"+attr(n, "id")] = true
	}
	for n := range content.Descendants() {
		if ids[attr(n, "href")] && n.Data == "use" {
			return true
		}
	}
	return false
}

// share notes something that pages share, once.
func (w *writer) share(list *[]string, one string) {
	if !slices.Contains(*list, one) {
		*list = append(*list, one)
	}
}

// A page is where references are.
type page struct {
	*writer
	number  int
	address string
	ids     map[string]bool // of its content
}

// id is what an id of the page is called in the printout, where other pages can have the
// same; that of the page itself for "".
func (p page) id(of string) string {
	if of == "" {
		return fmt.Sprintf("p%d", p.number+1)
	}
	return fmt.Sprintf("p%d-%s", p.number+1, of)
}

// references are attributes that hold ids.
var references = []string{"for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-flowto", "aria-activedescendant"}

// lead changes an element so that it is whole without the rest of its page.
func (p page) lead(n *html.Node) {
	if n.DataAtom == atom.Details { // paper cannot be opened
		set(n, "open", "")
	}
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		switch {
		case a.Key == "id":
			a.Val = p.id(a.Val)
		case slices.Contains(references, a.Key):
			ids := strings.Fields(a.Val)
			for i, id := range ids {
				if p.ids[id] {
					ids[i] = p.id(id)
				}
			}
			a.Val = strings.Join(ids, " ")
		case a.Key == "href":
			var ok bool
			if a.Val, ok = p.href(n, a.Val); !ok {
				continue
			}
		case a.Key == "src", a.Key == "poster":
			a.Val = p.file(a.Val)
		case a.Key == "srcset":
			a.Val = p.srcset(a.Val)
		case strings.Contains(a.Val, "url(#"): // of a picture: fill, mask
			a.Val = inPicture.ReplaceAllStringFunc(a.Val, func(match string) string {
				if id := inPicture.FindStringSubmatch(match)[1]; p.ids[id] {
					return "url(#" + p.id(id) + ")"
				}
				return match
			})
		case a.Key == "loading": // all has to be there when it is printed
			continue
		}
		kept = append(kept, a)
	}
	n.Attr = kept
}

// inPicture finds what an attribute of a picture refers to.
var inPicture = regexp.MustCompile(`url\(#([^)]+)\)`)

// href returns where a link leads in the printout. It is not ok if there is no such place.
func (p page) href(n *html.Node, href string) (string, bool) {
	if id, ok := strings.CutPrefix(href, "#"); ok {
		unescaped, err := url.PathUnescape(id)
		if err == nil && (id == "" || p.ids[unescaped]) {
			return "#" + p.id(id), true
		}
		return href, true // in what pages share
	}
	u, err := url.Parse(href)
	if err != nil || u.IsAbs() || u.Host != "" {
		return href, true
	}
	if n.DataAtom != atom.A && n.DataAtom != atom.Area { // part of a picture
		return p.file(href), true
	}
	here, err := url.Parse(p.address)
	if err != nil {
		return href, true
	}
	full := here.ResolveReference(u)
	if i, ok := p.numbers[full.EscapedPath()]; ok {
		at := page{number: i}
		return "#" + at.id(full.EscapedFragment()), true
	}
	return p.Origin + full.String(), p.Origin != ""
}

// file returns the address of a published file as data, or what it was if there is no
// such file.
func (p page) file(address string) string { return p.writer.data(p.address, address) }

// srcset returns the candidates of a srcset, each with its file as data.
func (p page) srcset(list string) string {
	candidates := strings.Split(list, ", ")
	for i, c := range candidates {
		address, rest, _ := strings.Cut(strings.TrimSpace(c), " ")
		candidates[i] = strings.TrimSpace(p.file(address) + " " + rest)
	}
	return strings.Join(candidates, ", ")
}

// data returns what an address on a page or a style sheet leads to as a data: address.
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
	as := "data:" + cmp.Or(mime.TypeByExtension(path.Ext(below)), "application/octet-stream") + ";base64," + base64.StdEncoding.EncodeToString(data)
	w.files[below] = as
	return as
}

// inSheet finds what a style sheet loads.
var inSheet = regexp.MustCompile(`url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)`)

// sheet returns a style sheet with what it loads in it.
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
	return strings.ReplaceAll(sheet, "</", `<\/`) // nothing in it ends the element
}

// own is how a printout differs from its pages: each begins on a new sheet, and sheets
// have numbers.
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

// document is the printout. html.Render has escaped what stands in it as HTML.
var document = template.Must(template.New("").Parse(`<!doctype html>
<html lang="{{.Lang}}"><head>
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
		Lang, Title, Generator, Address string
		Sheets                          []template.CSS
		Shared, Articles                []template.HTML
		Pages                           []entry
	}
	v.Lang, v.Title, v.Generator = w.Lang, w.Title, Generator
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
		v.Pages = append(v.Pages, entry{page{number: i}.id(""), p.Title, p.Level})
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

// remove takes descendants away.
func remove(n *html.Node, which func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if which(c) {
			n.RemoveChild(c)
		} else {
			remove(c, which)
		}
		c = next
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func set(n *html.Node, key, value string) {
	if !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key }) {
		n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
	}
}

func rendered(n *html.Node) string {
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		panic("printout: " + err.Error()) // it was parsed
	}
	return b.String()
}
