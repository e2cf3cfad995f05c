// Package serve answers browsers. It alone listens.
//
// Preview serves a built folder as GitHub Pages does: below the base path, a
// folder by its index.html and with a slash at its end, a page without its
// .html too, anything else by the site's own 404.html; nothing is listed, and
// letter case counts on every disk. Unlike GitHub Pages it lets no browser keep
// a page without asking again.
//
// Nothing outside the folder is served, whatever a path or a symbolic link says,
// and no hidden file but those below .well-known. A request for a host that this
// machine is not known by is refused, so that no page on the web can read the
// handbook through a name that leads here (DNS rebinding).
package serve

import (
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"path"
	"slices"
	"strings"
)

// Preview returns a handler that serves a built folder below a base path, which
// begins and ends with a slash. hosts are the names, beside those of this
// machine itself, that requests may be for.
func Preview(site fs.FS, base string, hosts []string) http.Handler {
	return &preview{site, base, hosts}
}

type preview struct {
	site  fs.FS
	base  string
	hosts []string
}

func (p *preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
	switch {
	case !isOurs(r.Host, p.hosts):
		http.Error(w, "this is not the host that the preview answers for; see --allow-host", http.StatusForbidden)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	name, ok := strings.CutPrefix(r.URL.Path, p.base)
	if r.URL.Path+"/" == p.base {
		redirect(w, r, p.base)
		return
	}
	if !ok || !p.find(w, r, name) {
		p.notFound(w, r)
	}
}

// find serves the file that a path below the base means, if there is one.
func (p *preview) find(w http.ResponseWriter, r *http.Request, name string) bool {
	folder := name == "" || strings.HasSuffix(name, "/")
	name = strings.TrimSuffix(name, "/")
	if name == "" {
		name = "."
	}
	if !fs.ValidPath(name) || isHidden(name) {
		return false
	}
	if folder {
		return p.serve(w, r, path.Join(name, "index.html"), http.StatusOK)
	}
	if p.serve(w, r, name, http.StatusOK) || p.serve(w, r, name+".html", http.StatusOK) {
		return true
	}
	if p.isFile(path.Join(name, "index.html")) {
		redirect(w, r, r.URL.EscapedPath()+"/")
		return true
	}
	return false
}

func (p *preview) notFound(w http.ResponseWriter, r *http.Request) {
	if !p.serve(w, r, "404.html", http.StatusNotFound) {
		http.Error(w, "404 page not found", http.StatusNotFound)
	}
}

// serve serves one file. It reports false if there is none of exactly that name.
func (p *preview) serve(w http.ResponseWriter, r *http.Request, name string, status int) bool {
	if !p.isFile(name) {
		return false
	}
	f, err := p.site.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	content, ok := f.(io.ReadSeeker)
	if err != nil || !ok {
		return false
	}
	w.Header().Set("Content-Type", contentType(name))
	if status != http.StatusOK {
		w.WriteHeader(status)
		if r.Method == http.MethodGet {
			io.Copy(w, content)
		}
		return true
	}
	w.Header().Set("ETag", fmt.Sprintf(`"%x-%x"`, info.ModTime().UnixNano(), info.Size()))
	http.ServeContent(w, r, name, info.ModTime(), content)
	return true
}

// isFile reports whether there is an ordinary file of exactly this name, letter
// by letter, even on a disk that ignores case.
func (p *preview) isFile(name string) bool {
	info, err := fs.Stat(p.site, name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	for name != "." {
		dir, base := path.Dir(name), path.Base(name)
		entries, err := fs.ReadDir(p.site, dir)
		if err != nil || !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == base }) {
			return false
		}
		name = dir
	}
	return true
}

func isHidden(name string) bool {
	for i, part := range strings.Split(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." && !(i == 0 && part == ".well-known") {
			return true
		}
	}
	return false
}

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", "/"+strings.TrimLeft(to, "/")) // never //host
	w.WriteHeader(http.StatusMovedPermanently)
}

// isOurs reports whether a Host header names this machine, by a name or an
// address that no stranger can make lead here, or one of the hosts allowed.
func isOurs(host string, allowed []string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	name = strings.ToLower(name)
	if ip := net.ParseIP(name); ip != nil && ip.IsLoopback() {
		return true
	}
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || slices.ContainsFunc(allowed, func(a string) bool { return strings.EqualFold(a, name) })
}

// contentType goes by the ending alone, the same on every machine.
func contentType(name string) string {
	if t, ok := contentTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".md": "text/markdown; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".avif": "image/avif", ".ico": "image/vnd.microsoft.icon", ".pdf": "application/pdf",
	".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
	".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".ics": "text/calendar; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".yaml": "text/yaml; charset=utf-8", ".yml": "text/yaml; charset=utf-8", ".wasm": "application/wasm",
	".zip": "application/zip", ".webmanifest": "application/manifest+json",
}
