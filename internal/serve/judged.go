package serve

import (
	"net/http"

	"waymark/internal/site"
	"waymark/internal/source"
)

// What the checks find is published only if the settings say so; the preview shows it
// all the same, to those who write. A page is answered as a build writes it, and its
// script asks for what it becomes with the findings and changes it into that.

// judgedKey returns the key of what the preview makes of a page, none if that is what
// is published, and nothing while an earlier page stays in its place.
func (l *Live) judgedKey(e *edition, out *site.Output) string {
	switch {
	case l.shown(e, out) != out.Key():
		return ""
	case out.Judged == nil:
		return "none"
	}
	key := out.Judged.Key()
	return digest(key[:])
}

// judged answers with a page as the preview shows it. Its script tag is that of the
// page as it is published.
func (l *Live) judged(w http.ResponseWriter, e *edition, name string) {
	var out *site.Output
	if e != nil {
		out = e.output(name)
	}
	if out == nil || out.Judged == nil {
		http.Error(w, "the checks find nothing there", http.StatusNotFound)
		return
	}
	page, err := out.Judged.Bytes()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	key := out.Key()
	w.Header().Set("Content-Type", source.ContentType(out.Path))
	w.Write(l.withScript(page, e, source.Digest(key).String()))
}
