package serve

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

var built = fstest.MapFS{
	"index.html":            {Data: []byte("home")},
	"404.html":              {Data: []byte("not here")},
	"a/B c/index.html":      {Data: []byte("page")},
	"old.html":              {Data: []byte("old")},
	"x.png":                 {Data: []byte("png")},
	".waymark/record":       {Data: []byte("record")},
	".well-known/x.txt":     {Data: []byte("known")},
	"empty/picture.svg":     {Data: []byte("<svg/>")},
	"a/.hidden/secret.html": {Data: []byte("secret")},
}

func TestPreviewAnswersAsGitHubPagesDoes(t *testing.T) {
	h := Preview(built, "/repo/", nil)
	for _, c := range []struct {
		method, target string
		status         int
		body, header   string
	}{
		{"GET", "/repo/", 200, "home", "Content-Type: text/html; charset=utf-8"},
		{"GET", "/repo", 301, "", "Location: /repo/"},
		{"GET", "/repo/a/B%20c/", 200, "page", ""},
		{"GET", "/repo/a/B%20c?q=1", 301, "", "Location: /repo/a/B%20c/?q=1"},
		{"GET", "/repo/a/b%20c/", 404, "not here", ""},
		{"GET", "/repo/old", 200, "old", ""},
		{"GET", "/repo/old.html", 200, "old", ""},
		{"GET", "/repo/old.html/", 404, "not here", ""},
		{"GET", "/repo/x.png", 200, "png", "Content-Type: image/png"},
		{"GET", "/repo/X.png", 404, "not here", ""},
		{"GET", "/repo/empty/", 404, "not here", ""},
		{"GET", "/repo/empty", 404, "not here", ""},
		{"GET", "/repo/.waymark/record", 404, "not here", ""},
		{"GET", "/repo/a/.hidden/secret.html", 404, "not here", ""},
		{"GET", "/repo/.well-known/x.txt", 200, "known", ""},
		{"GET", "/", 404, "not here", ""},
		{"GET", "/other/", 404, "not here", ""},
		{"GET", "/repo/../repo/", 404, "not here", ""},
		{"GET", "/repo/%2e%2e/%2e%2e/etc/passwd", 404, "not here", ""},
		{"GET", "/repo//evil.example/", 404, "not here", ""},
		{"HEAD", "/repo/", 200, "", "Content-Length: 4"},
		{"HEAD", "/repo/gone", 404, "", ""},
		{"POST", "/repo/", 405, "only GET and HEAD\n", "Allow: GET, HEAD"},
	} {
		r := httptest.NewRequest(c.method, c.target, nil)
		r.Host = "localhost:1414"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.status || c.status != 301 && w.Body.String() != c.body {
			t.Errorf("%s %s: %d %q", c.method, c.target, w.Code, w.Body)
		}
		if name, value, ok := strings.Cut(c.header, ": "); ok && w.Header().Get(name) != value {
			t.Errorf("%s %s: %s is %q", c.method, c.target, name, w.Header().Get(name))
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" || w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s %s: headers %v", c.method, c.target, w.Header())
		}
	}
}

func TestPreviewRefusesForeignHosts(t *testing.T) {
	h := Preview(built, "/", []string{"handbook.test"})
	for host, want := range map[string]int{
		"localhost": 200, "localhost:99": 200, "127.0.0.1:1414": 200, "[::1]:1414": 200, "handbook.test:1414": 200, "a.localhost": 200,
		"evil.example": 403, "127.0.0.1.evil.example:1414": 403, "": 403, "10.0.0.1": 403, "localhost.evil.example": 403,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: %d, want %d", host, w.Code, want)
		}
	}
}

func TestPreviewFollowsNoLinkOutside(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	if err := os.Mkdir(public, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "secret.txt"), []byte("secret"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../secret.txt", filepath.Join(public, "link.txt")); err != nil {
		t.Skip(err)
	}
	root, err := os.OpenRoot(public)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	r := httptest.NewRequest("GET", "/link.txt", nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	Preview(root.FS(), "/", nil).ServeHTTP(w, r)
	if w.Code != 404 {
		t.Errorf("%d %q", w.Code, w.Body)
	}
}

func TestUnchangedFileIsNotSentAgain(t *testing.T) {
	h := Preview(built, "/", nil)
	get := func(etag string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "/x.png", nil)
		r.Host = "localhost"
		r.Header.Set("If-None-Match", etag)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	if w := get(get("").Header().Get("ETag")); w.Code != 304 {
		t.Errorf("%d", w.Code)
	}
}

func TestATakenPortIsPassedOverUnlessItWasAskedFor(t *testing.T) {
	first, err := Listen("127.0.0.1", 0, false)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	port := first.Addr().(*net.TCPAddr).Port
	if _, err := Listen("127.0.0.1", port, true); err == nil {
		t.Error("a taken port was opened")
	}
	second, err := Listen("127.0.0.1", port, false)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if got := second.Addr().(*net.TCPAddr).Port; got == port {
		t.Error("the taken port was opened")
	}
}

func TestServingEndsWithItsContext(t *testing.T) {
	l, err := Listen("127.0.0.1", 0, false)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- Until(ctx, l, Preview(built, "/", nil)) }()
	resp, err := http.Get("http://" + l.Addr().String() + "/")
	if err != nil {
		t.Fatal(err)
	}
	if body, _ := io.ReadAll(resp.Body); string(body) != "home" {
		t.Errorf("%q", body)
	}
	resp.Body.Close()
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("still serving")
	}
}
