package serve

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"waymark/internal/site"
	"waymark/internal/source"
)

// own is where the live preview's own addresses are, below any path: the base
// can change. No output is hidden, so they stand in the way of none.
const own = ".waymark/"

// client is what runs in the browser.
//
//go:embed client/*.js
var client embed.FS

// ServeHTTP answers as a web server would that has what a build would publish.
func (l *Live) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Security-Policy", "frame-ancestors 'self'")
	if !admit(w, r, l.cfg.Hosts, http.MethodPost) {
		return
	}
	if _, name, ok := strings.Cut(r.URL.Path, "/"+own); ok {
		l.ownAddress(w, r, name)
		return
	}
	if r.Method == http.MethodPost {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	if e, err := l.first(r.Context()); e == nil {
		l.trouble(w, r, http.StatusServiceUnavailable, err)
		return
	}
	l.output(w, r)
}

// output answers with an output of the handbook. One whose files have changed
// since the edition was made waits for the next edition.
func (l *Live) output(w http.ResponseWriter, r *http.Request) {
	limit := time.Now().Add(mostWait)
	for {
		e, news, _ := l.current()
		name, to := e.resolve(r)
		status := http.StatusOK
		switch {
		case to != "":
			redirect(w, r, to)
			return
		case name == "":
			name, status = "404.html", http.StatusNotFound
		}
		out := e.output(name)
		if out == nil {
			http.NotFound(w, r)
			return
		}
		if out.File != nil && status == http.StatusOK && sendLarge(w, r, out) {
			return
		}
		made, err := l.answer(e, out)
		if err == nil {
			l.send(w, r, e, out, made, status)
			return
		}
		if isMistake(err) || time.Now().After(limit) {
			l.trouble(w, r, http.StatusInternalServerError, err)
			return
		}
		l.lookAgain()
		await(r.Context(), news, 10*settle)
	}
}

// largeFile is the size in bytes from which a copied file is sent from the disk
// and not kept in memory: a video.
const largeFile = 8 << 20

// sendLarge sends a copied file in pieces if it is large, and reports whether it
// did.
func sendLarge(w http.ResponseWriter, r *http.Request, out *site.Output) bool {
	info, err := out.File.Stat()
	if err != nil || info.Size() < largeFile {
		return false
	}
	file, err := out.File.Open()
	if err != nil {
		return false
	}
	defer file.Close()
	w.Header().Set("Content-Type", source.ContentType(out.Path))
	http.ServeContent(w, r, out.Path, time.Time{}, file)
	return true
}

// mostWait is how long a request waits for an edition whose files are at rest.
const mostWait = 3 * time.Second

// await waits for news, though not for ever: somebody else may have had them.
func await(ctx context.Context, news <-chan struct{}, most time.Duration) {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-news:
	case <-ctx.Done():
	case <-timer.C:
	}
}

// isMistake reports whether an output cannot be made because of what an author
// wrote, and not because files are changing.
func isMistake(err error) bool {
	ds := site.Mistakes(err)
	return len(ds) > 0 && ds[0].Code != changedCode
}

// resolve finds what a request asks for.
func (e *edition) resolve(r *http.Request) (name, to string) {
	return resolve(r, e.base, func(name string) bool { return e.output(name) != nil })
}

func (l *Live) send(w http.ResponseWriter, r *http.Request, e *edition, out *site.Output, made answer, status int) {
	data := made.bytes
	if out.IsPage {
		data = l.withScript(data, e, made.key.String())
	}
	w.Header().Set("Content-Type", source.ContentType(out.Path))
	if status != http.StatusOK {
		w.WriteHeader(status)
		if r.Method == http.MethodGet {
			w.Write(data)
		}
		return
	}
	http.ServeContent(w, r, out.Path, time.Time{}, bytes.NewReader(data))
}

// withScript adds what makes a page live: one script, which is told what the page
// was made from and when. Nothing else is different from what a build writes.
func (l *Live) withScript(page []byte, e *edition, key string) []byte {
	base, number := "/", 0
	if e != nil {
		base, number = e.base, e.number
	}
	tag := fmt.Sprintf(`<script type="module" src="%s%slive.js" data-key="%s" data-boot="%s" data-edition="%d"></script>`,
		html.EscapeString(base), own, key, l.boot, number)
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	out := make([]byte, 0, len(page)+len(tag))
	return append(append(append(out, page[:at]...), tag...), page[at:]...)
}

// ownAddress answers at an address of the preview's own.
func (l *Live) ownAddress(w http.ResponseWriter, r *http.Request, name string) {
	switch name {
	case "tab":
		l.tab(w, r)
	case "state":
		var t tabState
		t.read(r)
		sendJSON(w, l.state(&t))
	case "findings":
		e, _, err := l.current()
		sendJSON(w, l.findings(e, err, e.at(r.URL.Query().Get("page"))))
	case "judged":
		e, _, _ := l.current()
		l.judged(w, e, e.at(r.URL.Query().Get("page")))
	case "open":
		l.open(w, r)
	default:
		data, err := fs.ReadFile(client, path.Join("client", name))
		if err != nil || r.Method == http.MethodPost {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", source.ContentType(name))
		w.Write(data)
	}
}

func sendJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", source.ContentType(".json"))
	json.NewEncoder(w).Encode(v)
}

// trouble says why there is nothing to show. The page is live: it shows what was
// asked for once there is something.
func (l *Live) trouble(w http.ResponseWriter, r *http.Request, status int, err error) {
	e, _, failed := l.current()
	found := l.findings(e, failed, e.at(r.URL.EscapedPath()))
	if len(found.Errors) == 0 {
		found.Errors = []finding{{Severity: "error", Message: err.Error()}}
	}
	var b bytes.Buffer
	if err := troublePage.Execute(&b, map[string]any{"Style": template.CSS(troubleStyle), "Errors": found.Errors}); err != nil {
		panic("serve: " + err.Error()) // the template and its data are both ours
	}
	sum := sha256.Sum256([]byte(troubleStyle))
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'sha256-"+
		base64.StdEncoding.EncodeToString(sum[:])+"'; frame-ancestors 'self'")
	w.Header().Set("Content-Type", source.ContentType(".html"))
	w.WriteHeader(status)
	w.Write(l.withScript(b.Bytes(), e, "none"))
}

const troubleStyle = "body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:3rem auto;padding:0 1rem}pre{overflow-x:auto;background:#8882;padding:.5rem}:root{color-scheme:light dark}"

// What authors wrote reaches it as text.
var troublePage = template.Must(template.New("trouble").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This page cannot be shown</title>
<style>{{.Style}}</style>
</head>
<body>
<h1>This page cannot be shown</h1>
{{range .Errors}}<p>{{with .Place}}<code>{{.}}</code>: {{end}}{{.Message}}{{with .Code}} [{{.}}]{{end}}</p>
{{with .Excerpt}}<pre>{{.}}</pre>
{{end}}{{with .Hint}}<p>{{.}}</p>
{{end}}{{end}}</body>
</html>
`))
