package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"waymark/internal/serve"
)

// A crawler asks a published site, as GitHub Pages would serve it, for everything
// that its files name: links, pictures, style sheets, scripts, old addresses, and
// what feeds and catalogues tell programs.
type crawler struct {
	origin  string // https://owner.example
	base    string // /repo/
	site    fs.FS
	handler http.Handler

	ids     map[string]map[string]bool
	answers map[string]*httptest.ResponseRecorder
	seen    map[string]int // how much of each sort
	broken  []string
}

func newCrawler(site fs.FS, origin, base string) *crawler {
	return &crawler{
		origin: origin, base: base, site: site, handler: serve.Preview(site, base, []string{strings.TrimPrefix(origin, "https://")}),
		ids: make(map[string]map[string]bool), answers: make(map[string]*httptest.ResponseRecorder), seen: make(map[string]int),
	}
}

// crawl looks at every file of the site, and at the page for what does not exist
// from several depths.
func (c *crawler) crawl() error {
	err := fs.WalkDir(c.site, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name == ".waymark":
			return fs.SkipDir
		case !d.IsDir() && !strings.HasPrefix(d.Name(), "."):
			c.file(name)
		}
		return nil
	})
	for _, at := range []string{"nothing", "nothing/", "no/such/page/", "a/b/c/d/e.html", "patterns/nothing"} {
		address := c.base + at
		answer := c.get(address)
		if answer.Code != http.StatusNotFound {
			c.fault(address, "status %d for what does not exist", answer.Code)
		}
		c.html(address, answer.Body.String())
		c.seen["404"]++
	}
	slices.Sort(c.broken)
	return err
}

// file looks at one file, at its own address.
func (c *crawler) file(name string) {
	address := c.base + (&url.URL{Path: strings.TrimSuffix(name, "index.html")}).EscapedPath()
	answer := c.get(address)
	if answer.Code != http.StatusOK {
		c.fault(address, "status %d", answer.Code)
		return
	}
	body := answer.Body.String()
	switch path.Ext(name) {
	case ".html":
		if name != "404.html" {
			c.seen["pages"]++
		}
		c.html(address, body)
	case ".css":
		for _, m := range regexp.MustCompile(`url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)`).FindAllStringSubmatch(body, -1) {
			c.follow("css", address, m[1]+m[2])
		}
	case ".xml", ".txt", ".md", ".json":
		sort := map[string]string{"feed.xml": "feed", "sitemap.xml": "sitemap", "robots.txt": "robots", "llms.txt": "llms", "handbook.json": "catalogue"}[name]
		if sort == "" {
			sort = "markdown"
		}
		for _, m := range regexp.MustCompile(regexp.QuoteMeta(c.origin)+`[^\s)>"<\\]*`).FindAllString(body, -1) {
			c.follow(sort, address, html.UnescapeString(m))
		}
	default:
		c.seen["files"]++
	}
}

// html looks at what a page names.
func (c *crawler) html(address, body string) {
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		c.fault(address, "%v", err)
		return
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		attributes := make(map[string]string)
		for _, a := range n.Attr {
			attributes[a.Key] = a.Val
		}
		for key, value := range attributes {
			switch key {
			case "srcset", "imagesrcset":
				for _, candidate := range strings.Split(value, ",") {
					c.follow("srcset", address, strings.Fields(candidate)[0])
				}
			case "src", "poster", "data-copy-file":
				c.follow("assets", address, value)
			case "href":
				sort := "links"
				if n.Data == "link" {
					sort = "assets"
					if attributes["rel"] == "canonical" {
						sort = "canonical"
					}
				}
				c.follow(sort, address, value)
			case "style":
				c.fault(address, "a style attribute, which the policy forbids")
			}
		}
		switch {
		case n.Data == "meta" && strings.EqualFold(attributes["http-equiv"], "refresh"):
			_, to, _ := strings.Cut(attributes["content"], "url=")
			c.follow("redirects", address, to)
		case n.Data == "meta" && slices.Contains([]string{"og:url", "og:image"}, attributes["property"]):
			c.follow("shared", address, attributes["content"])
		case n.Data == "script" && attributes["type"] == "application/ld+json":
			var data any
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &data); err != nil {
				c.fault(address, "linked data: %v", err)
			}
			for _, m := range regexp.MustCompile(regexp.QuoteMeta(c.origin)+`[^"]*`).FindAllString(fmt.Sprintf("%q", data), -1) {
				c.follow("linked data", address, m)
			}
		}
	}
}

// follow checks one reference: within the base path, there without a detour, and
// with an element of its fragment's name.
func (c *crawler) follow(sort, from, ref string) {
	c.seen[sort]++
	base, _ := url.Parse(c.origin + from)
	to, err := base.Parse(ref)
	if err != nil {
		c.fault(from, "%s %q: %v", sort, ref, err)
		return
	}
	if to.Scheme == "webcal" { // programs that subscribe to calendars ask for it by HTTPS
		to.Scheme = "https"
	}
	if to.Scheme+"://"+to.Host != c.origin {
		if to.Scheme == "http" || to.Scheme == "https" || to.Scheme == "mailto" {
			c.seen["out"]++
			return
		}
		c.fault(from, "%s %q leads nowhere", sort, ref)
		return
	}
	if !strings.HasPrefix(to.Path, c.base) {
		c.fault(from, "%s %q leads out of %s", sort, ref, c.base)
		return
	}
	answer := c.get(to.EscapedPath())
	if answer.Code != http.StatusOK && !(answer.Code == http.StatusNotFound && to.EscapedPath() == from) {
		c.fault(from, "%s %q: status %d", sort, ref, answer.Code)
		return
	}
	if to.Fragment != "" && !strings.HasPrefix(to.Fragment, ":~:") {
		c.seen["fragments"]++
		if !c.idsOf(to.EscapedPath())[to.Fragment] {
			c.fault(from, "%s %q: nothing has that id", sort, ref)
		}
	}
}

// idsOf returns the ids on a page.
func (c *crawler) idsOf(address string) map[string]bool {
	if ids := c.ids[address]; ids != nil {
		return ids
	}
	ids := make(map[string]bool)
	c.ids[address] = ids
	doc, err := html.Parse(strings.NewReader(c.get(address).Body.String()))
	if err != nil {
		return ids
	}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "id" {
				ids[a.Val] = true
			}
		}
	}
	return ids
}

// get asks for an address, once.
func (c *crawler) get(address string) *httptest.ResponseRecorder {
	if known := c.answers[address]; known != nil {
		return known
	}
	answer := httptest.NewRecorder()
	c.handler.ServeHTTP(answer, httptest.NewRequest("GET", c.origin+address, nil))
	c.answers[address] = answer
	return answer
}

func (c *crawler) fault(from, format string, args ...any) {
	c.broken = append(c.broken, from+": "+fmt.Sprintf(format, args...))
}

// TestCrawlNoticesWhatIsBroken shows the crawler what it exists to find.
func TestCrawlNoticesWhatIsBroken(t *testing.T) {
	page := func(body string) *fstest.MapFile { return &fstest.MapFile{Data: []byte("<!doctype html>" + body)} }
	sound := fstest.MapFS{
		"index.html":   page(`<link rel=canonical href="https://owner.example/repo/"><a href="/repo/a/#here">a</a> <a href="https://else.example/">out</a>`),
		"a/index.html": page(`<h1 id="here">A</h1> <img src="../x.png" srcset="/repo/x.png 1x, x%202.png 2x">`),
		"x.png":        {}, "a/x 2.png": {}, "main.css": {Data: []byte(`a { background: url("x.png") }`)},
		"404.html": page(`<a href="/repo/">home</a>`), "sitemap.xml": {Data: []byte("<loc>https://owner.example/repo/a/</loc>")},
	}
	if c := newCrawler(sound, "https://owner.example", "/repo/"); c.crawl() != nil || len(c.broken) > 0 {
		t.Errorf("a sound site: %q", c.broken)
	}
	for fault, add := range map[string]*fstest.MapFile{
		"leads out of /repo/":             page(`<a href="/a/">a</a>`),
		`"../../b/" leads out`:            page(`<a href="../../b/">a</a>`),
		`"gone/": status 404`:             page(`<a href="gone/">a</a>`),
		`"/repo/a": status 301`:           page(`<a href="/repo/a">a</a>`),
		`"/repo/A/": status 404`:          page(`<a href="/repo/A/">a</a>`),
		"nothing has that id":             page(`<a href="/repo/a/#gone">a</a>`),
		`assets "x.js": status 404`:       page(`<script src="x.js"></script>`),
		`srcset "no.png": status 404`:     page(`<img srcset="no.png 2x">`),
		`redirects "/gone/" leads out`:    page(`<meta http-equiv="refresh" content="0; url=/gone/">`),
		`canonical "https://owner`:        page(`<link rel="canonical" href="https://owner.example/z/">`),
		`shared "https://owner`:           page(`<meta property="og:image" content="https://owner.example/repo/no.png">`),
		`linked data "https://owner`:      page(`<script type="application/ld+json">{"url":"https://owner.example/repo/no/"}</script>`),
		`"javascript:x" leads nowhere`:    page(`<a href="javascript:x">a</a>`),
		"a style attribute, which the po": page(`<p style="color:red">`),
	} {
		site := make(fstest.MapFS)
		for name, file := range sound {
			site[name] = file
		}
		site["z/index.html"] = add
		c := newCrawler(site, "https://owner.example", "/repo/")
		if err := c.crawl(); err != nil {
			t.Fatal(err)
		}
		if len(c.broken) != 1 || !strings.Contains(c.broken[0], fault) {
			t.Errorf("%s: found %q", fault, c.broken)
		}
	}
	sound["404.html"] = page(`<a href="a/">relative</a>`)
	c := newCrawler(sound, "https://owner.example", "/repo/")
	if err := c.crawl(); err != nil {
		t.Fatal(err)
	}
	if len(c.broken) == 0 || !strings.Contains(c.broken[0], `"a/": status 404`) {
		t.Errorf("a 404 page that works from one depth only: found %q", c.broken)
	}
}
