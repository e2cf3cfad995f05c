package export

import (
	"strings"
	"testing"

	"waymark/internal/view"
)

func TestRedirectLeadsOnWithoutScripts(t *testing.T) {
	html := string(Redirect(view.Redirect{Lang: "en", Title: `<script>"&`, URL: "/repo/a%20b/?x=1&y=2", Canonical: "https://x.example/repo/a%20b/", CSP: "default-src 'none'"}))
	for _, want := range []string{
		`content="0; url=/repo/a%20b/?x=1&amp;y=2"`,
		`<link rel="canonical" href="https://x.example/repo/a%20b/">`,
		`<a href="/repo/a%20b/?x=1&amp;y=2">&lt;script&gt;&#34;&amp;</a>`,
		`<meta name="robots" content="noindex">`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in\n%s", want, html)
		}
	}
	if strings.Index(html, "Content-Security-Policy") > strings.Index(html, "charset") {
		t.Error("the policy is not the first thing in the head")
	}
}

func TestSitemapIsXML(t *testing.T) {
	got := string(Sitemap(view.Sitemap{Entries: []view.SitemapEntry{{URL: "https://x.example/a&b/", Modified: "2026-03-31"}, {URL: "https://x.example/"}}}))
	want := `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://x.example/a&amp;b/</loc><lastmod>2026-03-31</lastmod></url>
<url><loc>https://x.example/</loc></url>
</urlset>
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestRobotsNameTheSitemap(t *testing.T) {
	if got := string(Robots(view.Robots{Sitemap: "https://x.example/sitemap.xml"})); !strings.HasSuffix(got, "\n\nSitemap: https://x.example/sitemap.xml\n") {
		t.Errorf("got %q", got)
	}
	if got := string(Robots(view.Robots{})); got != "User-agent: *\nAllow: /\n" {
		t.Errorf("got %q", got)
	}
}
