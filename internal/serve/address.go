package serve

import (
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// resolve returns the file that a request asks for, as GitHub Pages finds it, or
// the path to go to instead, or neither. exists tells whether there is a file of
// exactly this name.
func resolve(r *http.Request, base string, exists func(name string) bool) (name, to string) {
	if r.URL.Path+"/" == base {
		return "", base
	}
	name, ok := strings.CutPrefix(r.URL.Path, base)
	if !ok {
		return "", ""
	}
	folder := name == "" || strings.HasSuffix(name, "/")
	name = strings.TrimSuffix(name, "/")
	if name == "" {
		name = "."
	}
	if !fs.ValidPath(name) || isHidden(name) {
		return "", ""
	}
	index := path.Join(name, "index.html")
	switch {
	case folder && exists(index):
		return index, ""
	case folder:
		return "", ""
	case exists(name):
		return name, ""
	case exists(name + ".html"):
		return name + ".html", ""
	case exists(index):
		return "", r.URL.EscapedPath() + "/"
	}
	return "", ""
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
