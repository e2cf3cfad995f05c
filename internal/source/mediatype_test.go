package source

import "testing"

func TestTypesAreThoseOfGitHubPages(t *testing.T) {
	for name, want := range map[string]string{
		"a.html": "text/html; charset=utf-8", "A.HTML": "text/html; charset=utf-8", "a.md": "text/markdown; charset=utf-8",
		"feed.xml": "application/xml", "a.json": "application/json; charset=utf-8", "a.webmanifest": "application/manifest+json",
		"a.woff2": "font/woff2", "a.svg": "image/svg+xml", "a.unknown": "application/octet-stream", "CNAME": "application/octet-stream",
		"robots.txt": "text/plain; charset=utf-8", "a.min.js": "text/javascript; charset=utf-8",
	} {
		if got := ContentType(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}
