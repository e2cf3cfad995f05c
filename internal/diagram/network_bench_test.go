package diagram

import (
	"os"
	"path/filepath"
	"testing"
)

func BenchmarkLargestNetwork(b *testing.B) {
	source := largestNetwork("TB", 1)
	for b.Loop() {
		d, _ := Parse(source)
		drawn(d)
	}
}

func BenchmarkNetworksOfCorpus(b *testing.B) {
	var sources []string
	for _, name := range networkTypes {
		files, _ := filepath.Glob("testdata/corpus/" + name + "/*.mmd")
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			sources = append(sources, string(source))
		}
	}
	for b.Loop() {
		for _, source := range sources {
			d, _ := Parse(source)
			drawn(d)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(sources)), "µs/diagram")
}
