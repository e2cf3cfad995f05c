package diagram

import (
	"maps"
	"slices"
	"testing"
)

func BenchmarkLargestNetwork(b *testing.B) {
	source := largestNetwork("TB", 1)
	for b.Loop() {
		d, _ := Parse(source)
		htmlOf(d)
	}
}

func BenchmarkNetworksOfCorpus(b *testing.B) {
	var sources []string
	for _, kind := range networkTypes {
		sources = slices.AppendSeq(sources, maps.Values(corpus(b, kind)))
	}
	for b.Loop() {
		for _, source := range sources {
			if d, _ := Parse(source); d != nil {
				htmlOf(d)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(sources)), "µs/diagram")
}
