// Package export makes the outputs that no theme has a say in: redirects from
// old addresses, and what programs read: sitemap, robots.txt, feeds, the calendar
// of reviews, llms.txt, the Markdown of each page, and a catalogue of them all. Each
// is a pure function of its view.
package export

import (
	"bytes"
	"encoding/xml"
	"html/template"

	"waymark/internal/view"
)

// Redirect returns the page at an old address. It works without scripts, says
// where it leads, and keeps search engines to the new address.
func Redirect(r view.Redirect) []byte {
	var b bytes.Buffer
	if err := redirect.Execute(&b, r); err != nil {
		panic("export: " + err.Error()) // the template and the view are both ours
	}
	return b.Bytes()
}

// The refresh address comes from our own pages, so html/template may only
// escape it, not judge it.
var redirect = template.Must(template.New("redirect").Parse(`<!doctype html>
<html lang="{{.Lang}}">
<head>
<meta http-equiv="Content-Security-Policy" content="{{.CSP}}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={{.URL}}">
<link rel="canonical" href="{{.Canonical}}">
<title>{{.Title}}</title>
</head>
<body>
<p>→ <a href="{{.URL}}">{{.Title}}</a></p>
</body>
</html>
`))

// Sitemap returns sitemap.xml (sitemaps.org, protocol 0.9).
func Sitemap(s view.Sitemap) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, e := range s.Entries {
		b.WriteString("<url><loc>")
		xml.EscapeText(&b, []byte(e.URL))
		b.WriteString("</loc>")
		if e.Modified != "" {
			b.WriteString("<lastmod>" + e.Modified + "</lastmod>")
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}

// Robots returns robots.txt (RFC 9309). Nobody is shut out: a handbook that
// search engines shall not show says so on its pages, and they have to read a
// page to learn it.
func Robots(r view.Robots) []byte {
	text := "User-agent: *\nAllow: /\n"
	if r.Sitemap != "" {
		text += "\nSitemap: " + r.Sitemap + "\n"
	}
	return []byte(text)
}
