// Package serve answers browsers. It alone listens.
//
// # The live preview
//
// Live shows a handbook as it is on the disk, and keeps open pages up to date.
// What it answers is what a build writes, plus one script tag on each page
// (invariant 5). It runs the pipeline when a file changes, from the front, and
// makes a page when somebody asks for it; nothing is written. The script tells
// the preview which page a tab shows, and by what key; the preview answers
// whether that page has changed, moved or gone, and the script fetches what it
// needs and changes the page in place. What is wrong is shown over the page.
//
// # The built folder
//
// Preview serves a built folder as GitHub Pages does: below the base path, a
// folder by its index.html and with a slash at its end, a page without its
// .html too, anything else by the site's own 404.html; nothing is listed, and
// letter case counts on every disk. Types go by endings, text is compressed, what
// a browser has is not sent again, and parts are sent of what it asks parts of.
// Unlike GitHub Pages it lets no browser keep a page without asking again, and no
// page of another site read it. Unpublished says what of the folder would not
// arrive there at all.
//
// # Who may ask
//
// Nothing outside the site is served, whatever a path or a symbolic link says,
// and no hidden file but those below .well-known. Any page on the web can make a
// browser send a request here. So requests for a host that this machine is not
// known by are refused (DNS rebinding), and so is whatever another site asks for
// but to be left for a page of ours.
package serve

import (
	"io"
	"io/fs"
	"net/http"
	"path"
	"slices"
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
	w.Header().Set("Cache-Control", "no-cache")
	if !admit(w, r, p.hosts) {
		return
	}
	name, to := resolve(r, p.base, p.isFile)
	switch {
	case to != "":
		redirect(w, r, to)
	case name == "" || !p.serve(w, r, name, http.StatusOK):
		p.notFound(w, r)
	}
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
	return send(w, r, file{name, info.ModTime(), info.Size(), content}, status) == nil
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
