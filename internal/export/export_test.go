package export

import (
	"strings"
	"testing"

	"waymark/internal/kind"
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

func TestFeedIsAtom(t *testing.T) {
	got := string(Feed(view.Feed{
		Title: "A & B", Description: "About", Lang: "en", URL: "https://x.example/", Self: "https://x.example/feed.xml",
		Entries: []view.FeedEntry{
			{Title: "<New>", URL: "https://x.example/new/", Summary: "One line", Kind: "strategy", Published: "2026-03-01", Updated: "2026-03-31"},
			{Title: "Alt", URL: "https://x.example/old/", Kind: "page", Lang: "de", Updated: "2025-01-01"},
		},
	}))
	want := `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>A &amp; B</title>
  <subtitle>About</subtitle>
  <id>https://x.example/</id>
  <link rel="self" type="application/atom+xml" href="https://x.example/feed.xml"></link>
  <link rel="alternate" type="text/html" href="https://x.example/"></link>
  <updated>2026-03-31T00:00:00Z</updated>
  <author>
    <name>A &amp; B</name>
  </author>
  <entry>
    <title>&lt;New&gt;</title>
    <id>https://x.example/new/</id>
    <link href="https://x.example/new/"></link>
    <published>2026-03-01T00:00:00Z</published>
    <updated>2026-03-31T00:00:00Z</updated>
    <category term="strategy"></category>
    <summary>One line</summary>
  </entry>
  <entry xml:lang="de">
    <title>Alt</title>
    <id>https://x.example/old/</id>
    <link href="https://x.example/old/"></link>
    <updated>2025-01-01T00:00:00Z</updated>
    <category term="page"></category>
  </entry>
</feed>
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestGuideIsMarkdown(t *testing.T) {
	got := string(Guide(view.Guide{Title: "A\nhandbook", Description: "About", Sections: []view.GuideSection{{Title: "Patterns", Pages: []view.Card{
		{Title: "[One] \\", URL: "/a(b)/index.md", Description: "First\nline"}, {Title: "Two", URL: "/two/index.md"},
	}}}}))
	want := `# A handbook

> About

## Patterns

- [\[One\] \\](/a%28b%29/index.md): First line
- [Two](/two/index.md)
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestCatalogueHasValuesOfTheirTypes(t *testing.T) {
	got := string(Catalogue(view.Catalogue{Title: "A <b>", Lang: "en", URL: "/", Pages: []view.Entry{{
		ID: "patterns/one", Kind: "pattern", Title: "One", URL: "/patterns/one/", Lang: "en", Asked: []string{"which one"},
		Fields: []view.Datum{
			{Name: "default", Type: kind.Bool, Yes: true}, {Name: "max_months", Type: kind.Int, Int: 6},
			{Name: "for", Type: kind.Strings}, {Name: "of", Type: kind.Ref, Text: "vision"},
			{Name: "constraints", Type: kind.Records, Records: [][]view.Datum{{{Name: "id", Text: "a"}, {Name: "need", Text: "helpful"}}}},
			{Name: "fit", Type: kind.Texts, Texts: map[string][]string{"a": {"b"}}},
		},
		Relations: []view.Reference{{Name: "link", ID: "two"}, {Name: "link", ID: "three"}, {Name: "shows", ID: "four"}},
	}}}))
	for _, want := range []string{
		`"version": 1`, `"title": "A <b>"`, "\"asked\": [\n    \"which one\"\n   ]", `"default": true`, `"max_months": 6`, `"for": []`, `"of": "vision"`,
		`"need": "helpful"`, "\"a\": [\n", "\"link\": [\n     \"two\",\n     \"three\"\n    ]",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}
