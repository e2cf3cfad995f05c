package serve

import (
	"context"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"waymark/internal/diag"
	"waymark/internal/site"
	"waymark/internal/source"
	"waymark/internal/theme"
)

// An explosive folder panics when one of its files is read, as the program would
// that fails on what is in it.
type explosive struct {
	fs.FS
	name  string
	armed *atomic.Bool
}

func (e explosive) Open(name string) (fs.File, error) {
	file, err := e.FS.Open(name)
	if err == nil && name == e.name && e.armed.Load() {
		return explosiveFile{file}, nil
	}
	return file, err
}

type explosiveFile struct{ fs.File }

func (explosiveFile) Read([]byte) (int, error) { panic("an internal law is broken") }

// TestThePreviewOutlivesAMistakeOfTheProgram: the page stays as it was last good, the
// mistake is reported, and other pages go on.
func TestThePreviewOutlivesAMistakeOfTheProgram(t *testing.T) {
	var armed atomic.Bool
	memory := &memory{known: make(map[[16]byte][]byte)}
	p := newLab(t, map[string]string{"content/index.md": "# Quay\n\n[Crew](crew.md)\n", "content/crew.md": "# Crew\n\nNine.\n"}, func(cfg *Config) {
		cfg.Build = func(ctx context.Context, previous *site.Snapshot, change site.Change) (*site.Snapshot, error) {
			return site.Update(ctx, site.Config{
				Content: explosive{os.DirFS(filepath.Join(cfg.Dir, "content")), "crew.md", &armed}, Project: os.DirFS(cfg.Dir),
				Root: "content", Memory: source.Memory(memory), Program: "one", Drafts: true,
				Themes: func(string) ([]theme.Layer, bool) {
					return []theme.Layer{{FS: os.DirFS("../../themes/waymark"), Name: "waymark:themes/waymark"}}, true
				},
			}, previous, change)
		}
	})
	if status, page, _ := p.get("/crew/"); status != http.StatusOK || !strings.Contains(page, "Nine.") {
		t.Fatalf("status %d: %s", status, page)
	}
	armed.Store(true)
	p.write("content/crew.md", "# Crew\n\nTen.\n")
	p.write("content/index.md", "# Quay\n\nNew. [Crew](crew.md)\n")
	u := p.look()
	if u.Err != nil || u.Errors != 1 || len(u.New) != 1 || u.New[0].Code != diag.Internal || u.New[0].Path != "content/crew.md" {
		t.Errorf("%+v", u)
	}
	if status, page, _ := p.get("/crew/"); status != http.StatusOK || !strings.Contains(page, "Nine.") {
		t.Errorf("status %d: %s", status, page)
	}
	if status, page, _ := p.get("/"); status != http.StatusOK || !strings.Contains(page, "New.") {
		t.Errorf("status %d: %s", status, page)
	}
	armed.Store(false)
	p.write("content/crew.md", "# Crew\n\nEleven.\n")
	if u := p.look(); u.Errors != 0 {
		t.Errorf("%+v", u)
	}
	if _, page, _ := p.get("/crew/"); !strings.Contains(page, "Eleven.") {
		t.Errorf("%s", page)
	}
}
