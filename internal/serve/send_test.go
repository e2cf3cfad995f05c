package serve

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/diag"
)

var text = strings.Repeat("A handbook. ", 500)

func textSite() fstest.MapFS {
	day := time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	site := fstest.MapFS{"empty.txt": {ModTime: day}}
	for _, name := range []string{"index.html", "404.html", "a.css", "a.md", "a.json", "a.svg", "feed.xml", "a.webmanifest", "a.png", "a.woff2", "a.zip", "a.unknown", "CNAME"} {
		site[name] = &fstest.MapFile{Data: []byte(text), ModTime: day}
	}
	return site
}

// ask sends a request with headers, written Name: value.
func ask(h http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	r.Host = "localhost"
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestTextIsCompressedForThoseWhoReadIt(t *testing.T) {
	h := Preview(textSite(), "/", nil)
	for _, c := range []struct {
		target, accept string
		packed         bool
	}{
		{"/", "gzip, deflate, br", true}, {"/a.css", "gzip", true}, {"/a.md", "gzip", true}, {"/a.json", "gzip", true}, {"/a.svg", "gzip", true},
		{"/feed.xml", "gzip", true}, {"/a.webmanifest", "*", true}, {"/", "x-gzip", true}, {"/", "br;q=1, gzip;q=0.5", true}, {"/", "GZIP", true},
		{"/nothing", "gzip", true},
		{"/", "", false}, {"/", "identity", false}, {"/", "gzip;q=0", false}, {"/", "gzip; q=0.0, *", false}, {"/", "br", false}, {"/", "gzip;q=x", false}, {"/", "*;q=0", false},
		{"/a.png", "gzip", false}, {"/a.woff2", "gzip", false}, {"/a.zip", "gzip", false}, {"/a.unknown", "gzip", false}, {"/empty.txt", "gzip", false},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			w := ask(h, method, c.target, "Accept-Encoding: "+c.accept)
			if got := w.Header().Get("Content-Encoding") == "gzip"; got != c.packed {
				t.Errorf("%s %s for %q: compressed %v", method, c.target, c.accept, got)
			}
			body := io.Reader(w.Body)
			if method == "HEAD" {
				if w.Body.Len() > 0 {
					t.Errorf("HEAD %s has a body", c.target)
				}
				continue
			}
			if c.packed {
				var err error
				if body, err = gzip.NewReader(w.Body); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := io.ReadAll(body); err != nil || string(got) != text && c.target != "/empty.txt" {
				t.Errorf("%s for %q: %d bytes, %v", c.target, c.accept, len(got), err)
			}
		}
		varies := ask(h, "GET", c.target, "Accept-Encoding: "+c.accept).Header().Get("Vary") == "Accept-Encoding"
		if want := isText(c.target) && c.target != "/empty.txt" || c.target == "/" || c.target == "/nothing"; varies != want {
			t.Errorf("%s: varies %v", c.target, varies)
		}
	}
}

func TestWhatABrowserHasIsNotSentAgain(t *testing.T) {
	site := textSite()
	h := Preview(site, "/", nil)
	for _, accept := range []string{"Accept-Encoding: gzip", "Accept-Encoding: identity"} {
		first := ask(h, "GET", "/a.css", accept)
		tag, modified := first.Header().Get("ETag"), first.Header().Get("Last-Modified")
		if modified != "Tue, 31 Mar 2026 12:00:00 GMT" || strings.HasPrefix(tag, "W/") != (first.Header().Get("Content-Encoding") == "gzip") {
			t.Errorf("%s: Last-Modified %q, ETag %q", accept, modified, tag)
		}
		for header, want := range map[string]int{
			"If-None-Match: " + tag: 304, `If-None-Match: "other", ` + tag: 304, "If-None-Match: *": 304, `If-None-Match: "other"`: 200,
			"If-Modified-Since: " + modified: 304, "If-Modified-Since: Tue, 31 Mar 2026 11:59:59 GMT": 200, "If-Modified-Since: yesterday": 200,
		} {
			again := ask(h, "GET", "/a.css", accept, header)
			if again.Code != want || want == 304 && (again.Body.Len() > 0 || again.Header().Get("ETag") != tag) {
				t.Errorf("%s, %s: %d, %d bytes, ETag %q", accept, header, again.Code, again.Body.Len(), again.Header().Get("ETag"))
			}
		}
		site["a.css"] = &fstest.MapFile{Data: []byte(text + "!"), ModTime: site["a.css"].ModTime}
		if again := ask(h, "GET", "/a.css", accept, "If-None-Match: "+tag); again.Code != 200 {
			t.Errorf("%s: a changed file is answered with %d", accept, again.Code)
		}
		site["a.css"].Data = []byte(text)
	}
	if w := ask(h, "GET", "/nothing", "If-None-Match: *"); w.Code != 404 || w.Body.Len() == 0 {
		t.Errorf("the 404 page is answered with %d", w.Code)
	}
}

func TestPartsAreSentOfWhatIsAskedFor(t *testing.T) {
	h := Preview(textSite(), "/", nil)
	w := ask(h, "GET", "/a.css", "Range: bytes=2-9", "Accept-Encoding: gzip")
	if w.Code != 206 || w.Body.String() != "handbook" || w.Header().Get("Content-Range") != fmt.Sprintf("bytes 2-9/%d", len(text)) {
		t.Errorf("%d %q %q", w.Code, w.Body, w.Header().Get("Content-Range"))
	}
	if w := ask(h, "GET", "/a.png", "Range: bytes=-4"); w.Code != 206 || w.Body.String() != "ok. " {
		t.Errorf("%d %q", w.Code, w.Body)
	}
	if w := ask(h, "GET", "/a.png", "Range: bytes=999999-"); w.Code != 416 {
		t.Errorf("%d", w.Code)
	}
}

func TestWhatWouldNotWorkOnGitHubPagesIsSaid(t *testing.T) {
	large := func(megabytes int64) *fstest.MapFile {
		return &fstest.MapFile{Sys: megabytes}
	}
	for _, c := range []struct {
		name   string
		files  fstest.MapFS
		hidden bool
		want   []string
	}{
		{"a build", fstest.MapFS{"index.html": {}, ".nojekyll": {}, ".gitignore": {}, ".waymark/record": {}, "_x/a.html": {}}, false, nil},
		{"hidden files", fstest.MapFS{".nojekyll": {}, ".well-known/security.txt": {}, "a/.b": {}, ".c": {}, ".d": {}, ".e": {}}, false,
			[]string{"public/.c: B009: GitHub's upload-pages-artifact leaves hidden files out: .c, .d, .e and 2 more"}},
		{"hidden files that are taken along", fstest.MapFS{".well-known/security.txt": {}}, true, nil},
		{"underscores", fstest.MapFS{"a/_b/c.html": {}, "_d.css": {}}, false,
			[]string{"public/_d.css: B009: without .nojekyll GitHub Pages leaves out what begins with an underscore: _d.css and a/_b"}},
		{"links", fstest.MapFS{".nojekyll": {}, "a.html": {Mode: 0o777 | fs.ModeSymlink, Data: []byte("b.html")}}, false,
			[]string{"public/a.html: B009: GitHub Pages takes no symbolic links: a.html"}},
		{"a large file", fstest.MapFS{"film.mp4": large(101), "fine.mp4": large(100)}, false,
			[]string{"public/film.mp4: B005: this file has 101 MB, and GitHub takes none over 100"}},
		{"a large site", many(11, large(99)), false,
			[]string{"public: B004: the site has 1089 MB, and GitHub Pages takes no more than 1 GB"}},
	} {
		ds, err := Unpublished(sized{c.files}, "public", c.hidden)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range ds {
			got = append(got, fmt.Sprintf("%s: %s: %s", d.Path, d.Code, d.Message))
			if d.Severity != diag.Warning || d.Hint == "" {
				t.Errorf("%s: %v, hint %q", c.name, d.Severity, d.Hint)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

func many(n int, f *fstest.MapFile) fstest.MapFS {
	site := make(fstest.MapFS)
	for i := range n {
		site[fmt.Sprintf("%d.mp4", i)] = f
	}
	return site
}

func BenchmarkPreviewOfALargePage(b *testing.B) {
	h := Preview(fstest.MapFS{"index.html": {Data: bytes.Repeat([]byte(text), 10)}}, "/", nil)
	for b.Loop() {
		ask(h, "GET", "/", "Accept-Encoding: gzip")
	}
}

// A sized site has files of the size that their Sys says in megabytes: nobody has
// to hold them.
type sized struct{ fstest.MapFS }

func (s sized) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := s.MapFS.ReadDir(name)
	for i, e := range entries {
		entries[i] = sizedEntry{e}
	}
	return entries, err
}

type sizedEntry struct{ fs.DirEntry }

func (e sizedEntry) Info() (fs.FileInfo, error) {
	info, err := e.DirEntry.Info()
	return sizedInfo{info}, err
}

type sizedInfo struct{ fs.FileInfo }

func (i sizedInfo) Size() int64 {
	if megabytes, ok := i.Sys().(int64); ok {
		return megabytes * 1_000_000
	}
	return i.FileInfo.Size()
}
