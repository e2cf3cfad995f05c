package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"slices"
	"testing"
	"time"
)

var (
	day   = time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	files = []file{{name: "w/waymark", data: []byte("program"), program: true}, {name: "w/LICENSE", data: []byte("text")}}
)

func TestArchivesHaveTheSameBytesWhateverTheOrder(t *testing.T) {
	other := slices.Clone(files)
	slices.Reverse(other)
	for name, write := range map[string]func([]file, time.Time) ([]byte, error){"tar": writeTar, "zip": writeZip} {
		one, err := write(files, day)
		if err != nil {
			t.Fatal(err)
		}
		two, err := write(other, day)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one, two) {
			t.Errorf("%s: other bytes", name)
		}
	}
}

func TestTarKeepsWhatCanBeRun(t *testing.T) {
	data, err := writeTar(files, day)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	r := tar.NewReader(z)
	for _, want := range []struct {
		name string
		mode int64
	}{{"w/LICENSE", 0o644}, {"w/waymark", 0o755}} {
		h, err := r.Next()
		if err != nil || h.Name != want.name || h.Mode != want.mode || !h.ModTime.Equal(day) {
			t.Errorf("%+v, %v", h, err)
		}
	}
	if _, err := r.Next(); err != io.EOF {
		t.Error(err)
	}
}

func TestZipHoldsTheFiles(t *testing.T) {
	data, err := writeZip(files, day)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) != 2 || z.File[1].Name != "w/waymark" {
		t.Fatalf("%v, %v", z, err)
	}
}
