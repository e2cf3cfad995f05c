package site_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"waymark/internal/cache"
	"waymark/internal/generate"
	"waymark/internal/site"
	"waymark/internal/source"
)

// The benchmarks build a generated handbook of 1,000 pages, or as many as
// WAYMARK_PAGES says, and report what a page costs.

// BenchmarkCold builds with nothing remembered and nothing published.
func BenchmarkCold(b *testing.B) {
	dir, pages := benchmarkHandbook(b)
	for b.Loop() {
		tmp := b.TempDir()
		memory := cache.Open(filepath.Join(tmp, "cache"))
		build(b, dir, memory, filepath.Join(tmp, "public"))
		memory.Close()
	}
	perPage(b, pages)
}

// BenchmarkUnchanged builds again with nothing changed, as a new process would.
func BenchmarkUnchanged(b *testing.B) {
	dir, pages := benchmarkHandbook(b)
	tmp := b.TempDir()
	memory := cache.Open(filepath.Join(tmp, "cache"))
	build(b, dir, memory, filepath.Join(tmp, "public"))
	memory.Close()
	for b.Loop() {
		memory := cache.Open(filepath.Join(tmp, "cache"))
		build(b, dir, memory, filepath.Join(tmp, "public"))
		memory.Close()
	}
	perPage(b, pages)
}

// BenchmarkNewFolder builds into an empty folder with everything remembered, as
// continuous integration does that keeps the cache.
func BenchmarkNewFolder(b *testing.B) {
	dir, pages := benchmarkHandbook(b)
	tmp := b.TempDir()
	memory := cache.Open(filepath.Join(tmp, "cache"))
	defer memory.Close()
	build(b, dir, memory, filepath.Join(tmp, "public"))
	for b.Loop() {
		build(b, dir, memory, filepath.Join(b.TempDir(), "public"))
	}
	perPage(b, pages)
}

func benchmarkHandbook(b *testing.B) (dir string, pages int) {
	pages = 1000
	if n, err := strconv.Atoi(os.Getenv("WAYMARK_PAGES")); err == nil {
		pages = n
	}
	dir = b.TempDir()
	if err := generate.Write(dir, generate.Options{Pages: pages, Seed: 1, Kinds: true}); err != nil {
		b.Fatal(err)
	}
	return dir, pages
}

func build(b *testing.B, dir string, memory *cache.Store, out string) {
	b.Helper()
	stats, _, err := builder{dir: dir, program: "benchmark"}.build(b.Context(), memory, out)
	if err != nil || stats.Written+stats.Kept == 0 {
		b.Fatalf("%+v, %v", stats, err)
	}
}

func perPage(b *testing.B, pages int) {
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
}

// BenchmarkAgain runs the pipeline again with nothing changed, in one process, as
// the live preview does, and publishes nothing.
func BenchmarkAgain(b *testing.B) {
	dir, pages := benchmarkHandbook(b)
	memory := cache.Open(filepath.Join(b.TempDir(), "cache"))
	defer memory.Close()
	var last *site.Snapshot
	again := func() {
		var err error
		if last, err = (builder{dir: dir, program: "benchmark"}).update(b.Context(), memory, last, site.Change{Reason: site.Lost}); err != nil {
			b.Fatal(err)
		}
	}
	again()
	time.Sleep(2100 * time.Millisecond) // until files are trusted by their times
	again()
	for b.Loop() {
		again()
	}
	perPage(b, pages)
}

// BenchmarkTitle runs the pipeline after an edit of a title, told which file it was,
// and makes the page and the list that it stands in.
func BenchmarkTitle(b *testing.B) {
	dir, pages := benchmarkHandbook(b)
	memory := cache.Open(filepath.Join(b.TempDir(), "cache"))
	defer memory.Close()
	last, err := builder{dir: dir, program: "benchmark"}.update(b.Context(), memory, nil, site.Change{Reason: site.Started})
	if err != nil {
		b.Fatal(err)
	}
	var name string
	for _, p := range last.Handbook.Pages {
		if !p.IsFolder && p.Folder != last.Handbook.Home {
			name = "content/" + p.Path
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n++
		edited := regexp.MustCompile(`(?m)^title: .*$`).ReplaceAllString(string(text), "title: Number "+strconv.Itoa(n))
		if err := os.WriteFile(filepath.Join(dir, name), []byte(edited), 0o666); err != nil {
			b.Fatal(err)
		}
		last, err = builder{dir: dir, program: "benchmark"}.update(b.Context(), memory, last, site.Change{Reason: site.Written, Files: []string{name}})
		if err != nil {
			b.Fatal(err)
		}
		for _, out := range last.Outputs {
			if out.Source == name || strings.HasSuffix(out.Path, path.Dir(strings.TrimPrefix(name, "content/"))+"/index.html") {
				if _, err := out.Bytes(); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	perPage(b, pages)
}

// BenchmarkStart runs the pipeline with nothing remembered, as the live preview
// does before its first answer.
func BenchmarkStart(b *testing.B) {
	dir, pages := benchmarkHandbook(b)
	for b.Loop() {
		memory := cache.Open(filepath.Join(b.TempDir(), "cache"))
		if _, err := (builder{dir: dir, program: "benchmark"}).update(b.Context(), memory, nil, site.Change{Reason: site.Started}); err != nil {
			b.Fatal(err)
		}
		memory.Close()
	}
	perPage(b, pages)
}

// BenchmarkText updates after an edit of a text, told which file it was, and makes the
// page.
func BenchmarkText(b *testing.B) {
	dir, pages := benchmarkHandbook(b)
	memory := cache.Open(filepath.Join(b.TempDir(), "cache"))
	defer memory.Close()
	built, err := builder{dir: dir, program: "benchmark"}.update(b.Context(), memory, nil, site.Change{Reason: site.Started})
	if err != nil {
		b.Fatal(err)
	}
	shown := 0 // the number of an output
	for i, out := range built.Outputs {
		if strings.HasPrefix(out.Source, "content/readings/") && path.Base(out.Source) != "index.md" {
			shown = i
		}
	}
	name := built.Outputs[shown].Source
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n++
		if err := os.WriteFile(filepath.Join(dir, name), fmt.Appendf(text, "\nEdit %d.\n", n), 0o666); err != nil {
			b.Fatal(err)
		}
		next, err := builder{dir: dir, program: "benchmark"}.update(b.Context(), memory, built, site.Change{Reason: site.Written, Files: []string{name}})
		if err != nil {
			b.Fatal(err)
		}
		if !next.OnlyTextsDiffer(built) {
			b.Fatal("more than a text is different")
		}
		built = next
		if _, err := built.Outputs[shown].Bytes(); err != nil {
			b.Fatal(err)
		}
	}
	perPage(b, pages)
}

// BenchmarkIndex makes the index that readers search, of pages whose words nobody has
// read yet.
func BenchmarkIndex(b *testing.B) { benchmarkIndex(b, false) }

// BenchmarkIndexOfKnownWords makes it after an edit of one page.
func BenchmarkIndexOfKnownWords(b *testing.B) { benchmarkIndex(b, true) }

func benchmarkIndex(b *testing.B, known bool) {
	dir, pages := benchmarkHandbook(b)
	memory := cache.Open(filepath.Join(b.TempDir(), "cache"))
	defer memory.Close()
	first, err := builder{dir: dir, program: "benchmark"}.update(b.Context(), memory, nil, site.Change{Reason: site.Started})
	if err != nil {
		b.Fatal(err)
	}
	if known {
		if _, err := first.Index(); err != nil {
			b.Fatal(err)
		}
	}
	n := 0
	for b.Loop() {
		b.StopTimer()
		n++
		var remembers source.Memory = memory
		if !known {
			remembers = readOnly{memory}
		}
		name := filepath.Join(dir, "content/extra.md")
		if err := os.WriteFile(name, fmt.Appendf(nil, "# Extra\n\nNumber%d.\n", n), 0o666); err != nil {
			b.Fatal(err)
		}
		built, err := builder{dir: dir, program: "benchmark"}.update(b.Context(), remembers, nil, site.Change{Reason: site.Started})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := built.Index(); err != nil {
			b.Fatal(err)
		}
	}
	perPage(b, pages)
}

// readOnly remembers nothing new.
type readOnly struct{ source.Memory }

func (readOnly) Put([16]byte, []byte) {}
