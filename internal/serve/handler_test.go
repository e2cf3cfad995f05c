package serve

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestForeignHostsAndOriginsAreRefused(t *testing.T) {
	p := newLab(t, plain, func(c *Config) { c.Hosts = []string{"handbook.test"} })
	host := strings.TrimPrefix(p.url, "http://")
	for _, c := range []struct {
		status  int
		headers []string
	}{
		{200, nil},
		{200, []string{"Host: localhost:1414"}},
		{200, []string{"Host: [::1]:1414"}},
		{200, []string{"Host: 127.0.0.1"}},
		{200, []string{"Host: handbook.test:1414"}},
		{403, []string{"Host: evil.example"}},
		{403, []string{"Host: 127.0.0.1.evil.example"}},
		{403, []string{"Host: localhost.evil.example:1414"}},
		{403, []string{"Host: evil.example", "X-Forwarded-Host: localhost"}},
		{200, []string{"Origin: http://" + host}},
		{403, []string{"Origin: http://evil.example"}},
		{403, []string{"Origin: null"}},
		{403, []string{"Origin: http://localhost:1"}},
		{403, []string{"Origin: http://" + host + ".evil.example"}},
		{200, []string{"Sec-Fetch-Site: none"}},
		{200, []string{"Sec-Fetch-Site: same-origin"}},
		{403, []string{"Sec-Fetch-Site: same-site"}},
		{403, []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"}},
		{403, []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"}},
		{200, []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"}},
	} {
		for _, target := range []string{"/", "/.waymark/live.js", "/.waymark/findings?page=/"} {
			if status, _, _ := p.get(target, c.headers...); status != c.status {
				t.Errorf("%s with %q: %d, want %d", target, c.headers, status, c.status)
			}
		}
		if status, _, _ := p.get("/.waymark/tab", append(c.headers, "Connection: Upgrade", "Upgrade: websocket",
			"Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")...); (status == 101) != (c.status == 200) {
			t.Errorf("a tab with %q: %d", c.headers, status)
		}
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	p := newLab(t, plain)
	for _, target := range []string{"/", "/one/", "/one", "/nowhere/", "/custom.css", "/sitemap.xml", "/.waymark/live.js", "/.waymark/findings", "/.waymark/state", "/.waymark/nothing", "/.waymark/open"} {
		for _, origin := range []string{"X: y", "Origin: http://evil.example"} {
			_, _, h := p.get(target, origin)
			for name, value := range map[string]string{
				"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin",
				"Access-Control-Allow-Origin": "", "Content-Security-Policy": "frame-ancestors 'self'",
			} {
				if h.Get(name) != value {
					t.Errorf("%s: %s is %q", target, name, h.Get(name))
				}
			}
		}
	}
}

// Whatever a path says, what is served is an output of the handbook.
func TestNothingOutsideTheSiteIsServed(t *testing.T) {
	files := map[string]string{".env": "SECRET", ".git/config": "SECRET", "README.md": "SECRET", "content/.hidden.md": "SECRET", "static/x.txt": "SECRET"}
	for name, text := range plain {
		files[name] = text
	}
	files["content/handbook.yaml"] += "# SECRET\n"
	p := newLab(t, files)
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("SECRET"), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"link.txt": secret, "folder": filepath.Dir(secret), "up.txt": "../README.md", "hidden.md": ".hidden.md"} {
		if err := os.Symlink(to, filepath.Join(p.dir, "content", name)); err != nil {
			t.Skip(err)
		}
	}
	p.look()
	var paths []string
	for _, name := range []string{".env", "README.md", "etc/passwd", "static/x.txt"} {
		for _, up := range []string{"..", "%2e%2e", "%2E.", ".%2e", "..%2f..", "..%5c..", `..\..`, "%252e%252e", "....", "..;", "..%00", "%c0%ae%c0%ae", "one/../..", "one/%2e%2e/%2e%2e", "./..", "/..", "//..", "@fs", "@fs/..", "raw??/..", "one/..%2f..%2f", ".waymark/..%2f..%2f.."} {
			paths = append(paths, "/"+up+"/"+name)
		}
		paths = append(paths, "/"+name, "//"+name, "/file://"+p.dir+"/"+name, p.dir+"/"+name)
	}
	paths = append(paths, "/link.txt", "/folder/secret.txt", "/up.txt", "/hidden/", "/.git/config", "/content/handbook.yaml", "/handbook.yaml",
		"/content/one.md", "/one.md", "/.hidden/", "/.waymark/../.env", "/.waymark/client/live.js", "/.waymark/../live.go", "/.waymark//etc/passwd", "/.waymark/%2e%2e/live.go", "/.waymark/..%2fhandler.go")
	for _, path := range paths {
		conn, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path)
		answer, _ := io.ReadAll(conn)
		conn.Close()
		first, _, _ := bytes.Cut(answer, []byte("\r\n"))
		if bytes.Contains(answer, []byte("SECRET")) || bytes.Contains(answer, []byte("root:")) || bytes.Contains(answer, []byte("package serve")) ||
			!bytes.Contains(first, []byte(" 404 ")) && !bytes.Contains(first, []byte(" 400 ")) && !bytes.Contains(first, []byte(" 301 ")) {
			t.Errorf("%s: %s", path, first)
		}
	}
}

func TestOtherMethodsAreRefused(t *testing.T) {
	p := newLab(t, plain)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND"} {
		r, _ := http.NewRequest(method, p.url+"/", strings.NewReader("x"))
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != 405 {
			t.Errorf("%s: %d", method, resp.StatusCode)
		}
	}
	r, _ := http.NewRequest("HEAD", p.url+"/one/", nil)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 200 || resp.ContentLength < 100 {
		t.Errorf("HEAD: %d, %d bytes", resp.StatusCode, resp.ContentLength)
	}
}

// The server as it is started, not only its handler.
func started(t *testing.T, h http.Handler) (address string) {
	t.Helper()
	l, err := Listen("127.0.0.1", 0, false)
	if err != nil {
		t.Fatal(err)
	}
	go Until(t.Context(), l, h)
	return l.Addr().String()
}

func TestOversizedRequestsAreRefused(t *testing.T) {
	p := newLab(t, plain)
	address := started(t, p.live)
	for what, c := range map[string]struct {
		request string
		status  string
	}{
		"headers of a megabyte": {"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n", "431"},
		"a long target":         {"GET /" + strings.Repeat("x", 64<<10) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "414"},
		"a body on GET":         {"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", "200"},
		"no host":               {"GET / HTTP/1.0\r\n\r\n", "403"},
	} {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		go io.WriteString(conn, c.request)
		line, _ := bufio.NewReader(conn).ReadString('\n')
		if !strings.Contains(line, " "+c.status+" ") {
			t.Errorf("%s: %q", what, line)
		}
		conn.Close()
	}
}

// A client that reads nothing, or sends its request a byte at a time, is in
// nobody's way.
func TestSlowClientsAreInNobodysWay(t *testing.T) {
	p := newLab(t, plain)
	address := started(t, p.live)
	for i := range 200 {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprint(conn, []string{"GET / HTTP/1.1\r\nHost: loc", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\n", ""}[i%3])
	}
	start := time.Now()
	resp, err := http.Get("http://" + address + "/")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if took := time.Since(start); resp.StatusCode != 200 || took > 5*time.Second {
		t.Errorf("%d after %v", resp.StatusCode, took)
	}
}

func TestEditorIsStartedForThoseWhoMayOnly(t *testing.T) {
	opened := filepath.Join(t.TempDir(), "opened")
	editor, err := ParseEditor("cp {path} " + opened)
	if err != nil {
		t.Skip(err)
	}
	p := newLab(t, plain, func(c *Config) { c.Editor = editor })
	p.write("content/one.md", "---\ntitle: One\n---\nSee [two](two.md) and [home](index.md).\n")
	p.look()
	f := p.findings("/one/")
	if len(f.Errors) == 0 || f.Errors[0].Open == "" || f.Secret == "" || f.Errors[0].Editor != "" {
		t.Fatalf("%+v", f)
	}
	post := func(body string, headers ...string) int {
		r, _ := http.NewRequest("POST", p.url+"/.waymark/open", strings.NewReader(body))
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			r.Header.Set(name, value)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	asked := fmt.Sprintf(`{"secret":%q,"open":%q}`, f.Secret, f.Errors[0].Open)
	ours := "Origin: " + p.url
	for body, want := range map[string]int{
		fmt.Sprintf(`{"secret":"guess","open":%q}`, f.Errors[0].Open): 403,
		fmt.Sprintf(`{"secret":%q,"open":"/etc/passwd"}`, f.Secret):   404,
		`{}`: 403, `x`: 403,
	} {
		if got := post(body, ours); got != want {
			t.Errorf("%s: %d, want %d", body, got, want)
		}
	}
	for _, header := range []string{"X: y", "Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"} {
		if got := post(asked, header); got != 403 {
			t.Errorf("with %s: %d", header, got)
		}
	}
	if _, err := os.Stat(opened); err == nil {
		t.Fatal("the editor was started")
	}
	if got := post(asked, ours); got != 204 {
		t.Fatalf("%d", got)
	}
	eventually(t, "the editor is started", func() bool { _, err := os.Stat(opened); return err == nil })
}

// Whatever has a way into the editor can be gone to: errors, and what only a check
// says.
func TestEveryPlaceThatIsShownCanBeOpened(t *testing.T) {
	opened := t.TempDir()
	p := newLab(t, plain, func(c *Config) { c.Editor = Editor{command: []string{"cp", "{path}", filepath.Join(opened, "{line}")}} })
	p.write("content/strategies/plan.md", "---\ntitle: Plan\nowner: payments\n---\n## Problem\n\nSlow, see [it](gone.md).\n")
	p.look()
	f := p.findings("/strategies/plan/")
	if !slices.ContainsFunc(f.Warnings, func(w finding) bool { return w.Code[0] == 'S' }) {
		t.Fatalf("a check says nothing: %+v", f)
	}
	for _, shown := range slices.Concat(f.Errors, f.Warnings) {
		body := fmt.Sprintf(`{"secret":%q,"open":%q}`, f.Secret, shown.Open)
		r, _ := http.NewRequest("POST", p.url+"/.waymark/open", strings.NewReader(body))
		r.Header.Set("Origin", p.url)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusNoContent {
			t.Errorf("%s at %s: %d", shown.Code, shown.Place, resp.StatusCode)
		}
		line := filepath.Join(opened, fmt.Sprint(max(shown.Line, 1)))
		eventually(t, "the editor is started", func() bool { return os.Remove(line) == nil }) // or one that comes later would meet the end of the test
	}
}

func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for start := time.Now(); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Since(start) > 20*time.Second {
			t.Fatalf("it does not come to pass that %s", what)
		}
	}
}

func TestEditors(t *testing.T) {
	for text, want := range map[string]string{
		"vscode": "vscode://file/a%20b/c&d.md:7:12",
		"idea":   "idea://open?file=/a%20b/c%26d.md&line=7&column=12",
		"txmt://open?url=file://{path}&line={line}": "txmt://open?url=file:///a%20b/c%26d.md&line=7",
		"x-edit://{path}#{line}":                    "x-edit:///a%20b/c&d.md#7",
		"vim":                                       "",
		"emacs +{line}:{column} {path}":             "",
		"":                                          "",
	} {
		e, err := ParseEditor(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if got := e.address("/a b/c&d.md", 7, 12); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"nano2", "javascript://{path}", "JavaScript://{path}", "data://x{path}", "{path}", "://{path}"} {
		if e, err := ParseEditor(text); err == nil && len(e.command) == 0 {
			t.Errorf("%s is taken: %+v", text, e)
		}
	}
}
