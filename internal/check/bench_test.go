package check

import (
	"strings"
	"testing"

	"waymark/internal/generate"
	"waymark/internal/handbook"
	"waymark/internal/page"
)

// BenchmarkRun judges a generated handbook, with nothing known of it.
func BenchmarkRun(b *testing.B) {
	files := make(map[string]string)
	for name, text := range generate.Handbook(generate.Options{Pages: 300, Seed: 1, Kinds: true}) {
		if p, ok := strings.CutPrefix(name, "content/"); ok && strings.HasSuffix(p, ".md") {
			files[p] = text
		}
	}
	h, texts := made(b, files, "")
	o := Options{Today: SampleDay, Prose: func(p *handbook.Page) ([]page.Block, bool) { return page.Prose(texts[p.Path], page.Settings{}), true }}
	prose := 0
	for _, p := range h.Pages {
		if isJudged(p) {
			prose += p.Words
		}
	}
	for b.Loop() {
		Run(h, o)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*prose), "ns/word")
}
