//go:build browser

package browser

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"waymark/internal/diag"
	"waymark/internal/serve"
	"waymark/internal/site"
	"waymark/internal/theme"
)

// A published site is a handbook, built and served.
type published struct {
	origin   string // http://127.0.0.1:1234
	base     string // the base path, / or /repo/
	files    fstest.MapFS
	server   *httptest.Server
	snapshot *site.Snapshot
}

// today stands in for the days of git, so that pages say when they were changed.
var today = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

var sites struct {
	sync.Mutex
	made   map[string]*published
	memory memory
}

// A memory spares a second build the reading.
type memory struct{ sync.Map }

func (m *memory) Get(key [16]byte) ([]byte, bool) {
	data, ok := m.Load(key)
	if !ok {
		return nil, false
	}
	return data.([]byte), true
}

func (m *memory) Put(key [16]byte, data []byte) { m.Store(key, data) }

func closeSites() {
	sites.Lock()
	defer sites.Unlock()
	for _, s := range sites.made {
		s.server.Close()
	}
}

// handbook returns this repository's own handbook, built below a base path.
func handbook(t *testing.T, base string) *published {
	return publishOnce(t, "content", base, func() fs.FS { return os.DirFS("../../content") })
}

// sample returns a handbook with every kind of page and every component: that of
// testdata, laid over the examples that come with the kinds.
func sample(t *testing.T, base string) *published {
	return publishOnce(t, "testdata/handbook", base, func() fs.FS {
		all := make(fstest.MapFS)
		for _, dir := range []string{"../kind/examples", "testdata/handbook"} {
			addFolder(t, all, dir)
		}
		for i := range 80 { // more than a sidebar has room for
			name := fmt.Sprintf("long/page-%02d.md", i)
			all[name] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Page %02d of many\n---\n\nOne of many.\n", i)}
		}
		return all
	})
}

func addFolder(t *testing.T, to fstest.MapFS, dir string) {
	t.Helper()
	from := os.DirFS(dir)
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, name)
		to[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// publishOnce builds and serves a handbook, the first time that it is asked for.
func publishOnce(t *testing.T, name, base string, content func() fs.FS) *published {
	t.Helper()
	sites.Lock()
	defer sites.Unlock()
	if sites.made == nil {
		sites.made = make(map[string]*published)
	}
	if made := sites.made[name+" "+base]; made != nil {
		return made
	}
	made := publish(t, name, base, content())
	sites.made[name+" "+base] = made
	return made
}

func publish(t *testing.T, name, base string, content fs.FS) *published {
	t.Helper()
	built, err := site.Build(context.Background(), site.Config{
		Content: content, Root: name, Program: "test", Memory: &sites.memory, BaseURL: "https://handbook.example" + base,
		Themes: func(string) ([]theme.Layer, bool) {
			return []theme.Layer{{FS: os.DirFS("../../themes/waymark"), Name: "themes/waymark", Tried: true}}, true
		},
		History: func(string) (map[string]time.Time, []diag.Diagnostic) {
			days := make(map[string]time.Time)
			fs.WalkDir(content, ".", func(name string, _ fs.DirEntry, _ error) error {
				days[name] = today
				return nil
			})
			return days, nil
		},
	})
	if err != nil {
		t.Fatalf("build %s: %v", name, err)
	}
	for _, d := range built.Diags {
		if d.Severity == diag.Error {
			t.Errorf("%s:%d: %s [%s]", d.Path, d.Line, d.Message, d.Code)
		}
	}
	made := &published{base: base, files: make(fstest.MapFS), snapshot: built}
	index, err := built.Index()
	if err != nil {
		t.Fatalf("build %s: %v", name, err)
	}
	for _, o := range slices.Concat(built.Outputs, index) {
		data, err := o.Bytes()
		if err != nil {
			t.Fatalf("build %s: %s: %v", name, o.Path, err)
		}
		made.files[o.Path] = &fstest.MapFile{Data: data, ModTime: today}
	}
	made.server = httptest.NewServer(made.slowly(serve.Preview(made.files, base, nil)))
	made.origin = made.server.URL
	return made
}

// slowly sends a page that is asked for with ?slow in two pieces: up to its text,
// and, when a browser has had time to show that, the rest.
func (s *published) slowly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := s.files[strings.TrimPrefix(r.URL.Path, s.base)+"index.html"]
		if r.URL.RawQuery != "slow" || page == nil {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		first, rest, _ := bytes.Cut(page.Data, []byte("<main"))
		w.Write(first)
		w.(http.Flusher).Flush()
		time.Sleep(500 * time.Millisecond)
		w.Write([]byte("<main"))
		w.Write(rest)
	})
}

// A page is one of those that a site was asked for.
type page struct {
	site    *published
	address string // below the base path
	kind    string // kinds/pattern, section, 404
}

var layoutOf = regexp.MustCompile(`<body[^>]* data-layout="([^"]*)" data-kind="([^"]*)"`)

// oneOfEach returns the longest page of each layout and kind, which has most to
// get wrong.
func (s *published) oneOfEach(t *testing.T) []page {
	t.Helper()
	longest := make(map[string]string)
	for _, name := range s.names() {
		m := layoutOf.FindSubmatch(s.files[name].Data)
		if m == nil {
			continue // a redirect
		}
		kind := string(m[1])
		if kind == "page" && string(m[2]) != "page" {
			kind = string(m[2]) // of a kind without a layout of its own
		}
		if best, ok := longest[kind]; !ok || len(s.files[name].Data) > len(s.files[best].Data) {
			longest[kind] = name
		}
	}
	if len(longest) < 5 {
		t.Fatalf("only %d kinds of pages: %v", len(longest), longest)
	}
	var list []page
	for kind, name := range longest {
		address := strings.TrimSuffix(name, "index.html")
		if name == "404.html" {
			address = "no/such/page/"
		}
		list = append(list, page{s, address, path.Base(kind)})
	}
	slices.SortFunc(list, func(a, b page) int { return cmp.Compare(a.kind, b.kind) })
	return list
}

// names returns the paths of all HTML files, in order.
func (s *published) names() []string {
	var names []string
	for name := range s.files {
		if strings.HasSuffix(name, ".html") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
