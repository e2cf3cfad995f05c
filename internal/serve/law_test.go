package serve

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/internal/diag"
	"waymark/internal/generate"
	"waymark/internal/site"
	"waymark/internal/watch"
)

// TestThePreviewIsTheBuild is invariant 5: after any edits, every address is
// answered with the bytes that a build writes, plus one script tag on each page,
// and nothing else is answered. Some pages are asked for on the way, so that what
// is kept of them has to be told from what they are.
func TestThePreviewIsTheBuild(t *testing.T) {
	rounds := 8
	if testing.Short() {
		rounds = 3
	}
	if os.Getenv("WAYMARK_LONG") != "" {
		rounds = 300
	}
	for _, base := range []string{"/", "/repo/"} {
		t.Run(strings.Trim(base, "/"), func(t *testing.T) {
			t.Parallel()
			opt := generate.Options{Pages: 24, Seed: 5, Kinds: true, Words: 40}
			l := newLab(t, generate.Handbook(opt))
			editor := generate.NewEditor(opt, 8)
			random := rand.New(rand.NewPCG(2, 3))
			var edits []string
			texts := 0
			former := make(map[string]bool) // addresses of editions before
			for round := range rounds {
				var change watch.Change
				if round%3 == 2 { // somebody writes on
					names := slices.Sorted(maps.Keys(editor.Files()))
					name := names[random.IntN(len(names))]
					if text, err := os.ReadFile(filepath.Join(l.dir, name)); err == nil && strings.HasSuffix(name, ".md") {
						l.write(name, string(text)+"\nAnd one sentence more.\n")
						change.Paths = append(change.Paths, filepath.Join(l.live.root, name))
					}
				}
				for range []int{1, 3, 0}[round%3] {
					edit := editor.Next()
					if text, ok := edit.Written["content/handbook.yaml"]; ok {
						edit.Written["content/handbook.yaml"] = text + "base_url: https://example.org" + base + "\n"
					}
					if err := edit.Apply(l.dir); err != nil {
						t.Fatal(err)
					}
					edits = append(edits, edit.What)
					for _, name := range slices.Concat(edit.Removed, slices.Collect(maps.Keys(edit.Written))) {
						change.Paths = append(change.Paths, filepath.Join(l.live.root, name))
					}
				}
				if round == 0 {
					l.write("content/handbook.yaml", editor.Files()["content/handbook.yaml"]+"base_url: https://example.org"+base+"\n")
					change.Paths = append(change.Paths, filepath.Join(l.live.root, "content/handbook.yaml"))
				}
				before := l.live.previous
				l.look(l.live.changeOf(change))
				if l.live.previous.OnlyTextsDiffer(before) {
					texts++
				}
				if diff := l.difference(t, base, former); diff != "" {
					t.Fatalf("round %d, after %s:\n%s", round, strings.Join(edits[max(0, len(edits)-12):], "; "), diff)
				}
			}
			if texts == 0 {
				t.Error("no round was an edit of texts alone")
			}
		})
	}
}

// difference compares every address with a clean build, and says in what they
// differ. A handbook with errors would not be published, so it is not compared.
func (p *lab) difference(t *testing.T, base string, former map[string]bool) string {
	built, err := p.build(t.Context(), nothing{}, nil, site.Change{Reason: site.Started})
	if err != nil {
		t.Fatal(err)
	}
	if diag.Count(built.Diags, diag.Error) > 0 {
		return ""
	}
	if got := built.Handbook.Settings.Base(); got != base {
		t.Fatalf("the base path is %s", got)
	}
	var wrong []string
	now := make(map[string]bool)
	published, err := built.Published()
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range published {
		if strings.HasPrefix(out.Path, ".") {
			continue // no server answers with it
		}
		want, err := out.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		now[out.Path] = true
		status, got := p.ask(base, out.Path)
		tags := len(script.FindAllString(got, -1))
		switch {
		case status != 200:
			wrong = append(wrong, fmt.Sprintf("%s: status %d", out.Path, status))
		case script.ReplaceAllString(got, "") != string(want):
			wrong = append(wrong, out.Path+": other bytes")
		case out.IsPage && tags != 1, !out.IsPage && tags != 0:
			wrong = append(wrong, fmt.Sprintf("%s: %d script tags", out.Path, tags))
		}
	}
	for path := range former {
		if status, _ := p.ask(base, path); !now[path] && status == 200 {
			wrong = append(wrong, path+": is still there")
		}
	}
	for path := range now {
		former[path] = true
	}
	slices.Sort(wrong)
	return strings.Join(wrong, "\n")
}

// ask asks for an output, without a network, for there are many.
func (p *lab) ask(base, output string) (int, string) {
	address := (&url.URL{Path: base + strings.TrimSuffix(output, "index.html")}).EscapedPath()
	r := httptest.NewRequest("GET", address, nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	p.live.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}
