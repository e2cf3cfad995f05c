package site_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"waymark/internal/cache"
	"waymark/internal/generate"
	"waymark/internal/site"
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
	if err := generate.Write(dir, generate.Options{Pages: pages, Seed: 1}); err != nil {
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
	var last *site.Site
	again := func() {
		var err error
		if last, err = (builder{dir: dir, program: "benchmark", again: true, last: last}).site(b.Context(), memory); err != nil {
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
